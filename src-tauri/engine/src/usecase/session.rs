//! A checkout the gateway opens for the buyer: a link, a code, an end.

use antom::parts::{Env, Order, PaymentFactor, PaymentMethod, SettlementStrategy};
use antom::retrieve_session::{RetrieveSession, RetrieveSessionAnswer, RetrieveSessionAsk};
use antom::session::{self, CHECKOUT_PAGE, CreateSession, SessionAsk, SessionKnown};
use antom::{Ask, Endpoint, Extra, Heard, Proof, ResultStatus, Stamp};
use domain::{
    Body, CaptureMode, Card, Event, Moment, Money, Offer, OrderId, OrderKind, OrderNumber, PayProduct,
    PaymentAsked, PaymentRequestId, StreamId,
};

use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::Finding;
use crate::outbox::{SESSION_GRACE_MS, nothing_proved};
use crate::port::OpenOrder;

/// Where the hosted page sends the buyer back to. Never a proof of payment.
pub(crate) const RETURN: &str = "https://counterfoil.invalid/return";
/// Our code: the checkout is there and the gateway has no payment of it yet.
pub(crate) const CHECKOUT_OPEN: &str = "CHECKOUT_OPEN";

/// A checkout to be opened.
#[derive(Debug, Clone)]
pub struct SessionWish {
    /// The sheet's id: becomes the payment request id.
    pub draft: PaymentRequestId,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What is sold.
    pub description: String,
    /// How much.
    pub amount: Money,
    /// Only this method; none lets the buyer choose.
    pub method: Option<String>,
    /// When the money is taken.
    pub capture_mode: CaptureMode,
    /// How long the link lives.
    pub minutes: u32,
    /// The warning about the same order was answered.
    pub again: bool,
}

impl Merchant {
    /// Opens a checkout for the buyer.
    pub async fn open_session(&self, wish: SessionWish) -> Result<OrderId, Failed> {
        let order = OrderId::parse(wish.draft.as_str())?;
        let stream = StreamId::payment(&self.account.id, &wish.draft);
        if let Some(known) = self.parts.ledger.order(&order).await? {
            let same = known.stream == stream
                && known.kind == OrderKind::Session
                && known.amount == Some(wish.amount);
            return if same { Ok(order) } else { Err(Failed::DraftUsed) };
        }
        self.may_open_session(&wish).await?;
        let ask = self.session_ask(&wish)?;
        let only_for = (!wish.again).then(|| wish.order_number.clone());
        let event = Event::Asked(PaymentAsked {
            request: wish.draft.clone(),
            order_number: wish.order_number,
            description: wish.description,
            amount: wish.amount,
            method: wish.method.unwrap_or_default(),
            capture_mode: wish.capture_mode,
            card: Card::default(),
            needs_declaration: false,
            product: PayProduct::Cashier,
            checkout: true,
            agreement: None,
            store: None,
            elsewhere: false,
        });
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Session,
            request_id: wish.draft.to_string(),
            path: CreateSession::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: Some(wish.amount),
            body_event: Body::Payment(event),
            only_for,
        };
        self.begin(&stream, 0, beginning).await?;
        Ok(order)
    }

    /// Whether a checkout would be opened: the order is not being paid already and the request is whole.
    pub async fn may_open_session(&self, wish: &SessionWish) -> Result<(), Failed> {
        if !wish.again {
            self.not_being_paid(&wish.order_number, &wish.draft).await?;
        }
        self.session_ask(wish).map(|_| ())
    }

    fn session_ask(&self, wish: &SessionWish) -> Result<SessionAsk, Failed> {
        let now = self.now().plus(self.clock_ahead().unwrap_or(0).saturating_neg());
        let until = now.plus(i64::from(wish.minutes.clamp(1, 60)).saturating_mul(Moment::MINUTE));
        let manual = wish.capture_mode == CaptureMode::Manual;
        let factor = PaymentFactor {
            is_authorization: manual.then_some(true),
            capture_mode: manual.then(|| "MANUAL".to_owned()),
            ..PaymentFactor::default()
        };
        let ask = SessionAsk {
            product_code: Some(antom::pay::CASHIER.to_owned()),
            product_scene: Some(CHECKOUT_PAGE.to_owned()),
            payment_request_id: Some(wish.draft.clone()),
            order: Some(order_of(&wish.order_number, &wish.description, wish.amount)),
            payment_amount: Some(wish.amount),
            payment_method: wish.method.clone().map(|method| PaymentMethod {
                payment_method_type: Some(method),
                ..PaymentMethod::default()
            }),
            payment_session_expiry_time: Some(Stamp::new(until.iso())),
            payment_redirect_url: Some(RETURN.to_owned()),
            payment_notify_url: self.account.notify_url.clone(),
            payment_factor: manual.then_some(factor),
            settlement_strategy: Some(self.settlement(wish.amount)),
            env: Some(Env { terminal_type: Some("WEB".to_owned()), ..Env::default() }),
            ..SessionAsk::default()
        };
        ask.check()?;
        Ok(ask)
    }

    /// In which currency a payment is settled: the contract's, or the payment's own.
    pub(crate) fn settlement(&self, amount: Money) -> SettlementStrategy {
        let currency = self.account.settlement_currency.unwrap_or(amount.currency());
        SettlementStrategy { settlement_currency: Some(currency), extra: Extra::default() }
    }

    pub(crate) async fn send_session(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let now = self.now();
        self.deliver_attempt::<CreateSession, SessionKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    // An open checkout is no payment: the order stays open until one is known.
                    opened(session::prove(result, answer))
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| match proof {
                Proof::Refused { code, message } => {
                    let event = Event::Declined { code: code.clone(), message: message.clone() };
                    vec![News { at: now, event }]
                }
                Proof::InProcess { known: Some(known), .. } => {
                    let offer = Offer {
                        session: Some(known.session.clone()),
                        url: known.page.clone(),
                        code: None,
                        until: known.until,
                    };
                    vec![News { at: now, event: Event::Offered(offer) }]
                }
                Proof::Done(_) | Proof::InProcess { known: None, .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }

    /// What became of a checkout's time when the gateway has no payment of it.
    pub(crate) fn session_over(&self, offer: &Offer) -> bool {
        offer.session.is_some() && offer.until.is_some_and(|until| self.now().since(until) > SESSION_GRACE_MS)
    }

    /// What the gateway has of a checkout.
    pub async fn retrieve_session(&self, id: &str) -> Result<RetrieveSessionAnswer, Failed> {
        let standing = self.payment(id).await?;
        let ask = RetrieveSessionAsk {
            payment_request_id: Some(standing.payment.asked.request.clone()),
            ..RetrieveSessionAsk::default()
        };
        ask.check()?;
        let call = self.call(RetrieveSession::PATH, ask.to_body()).await?;
        let spoken = self.ask::<RetrieveSession>(call).await;
        match spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                Ok(answer)
            }
            Some(_) | None => Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message }),
        }
    }
}

fn opened(proof: Proof<SessionKnown>) -> Proof<SessionKnown> {
    match proof {
        Proof::Done(known) => {
            Proof::InProcess { code: CHECKOUT_OPEN.to_owned(), message: String::new(), known: Some(known) }
        }
        proof @ (Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. }) => proof,
    }
}

/// The order object of a payment.
pub(crate) fn order_of(number: &OrderNumber, description: &str, amount: Money) -> Order {
    let description = if description.trim().is_empty() { number.as_str() } else { description.trim() };
    Order {
        reference_order_id: Some(number.clone()),
        order_description: Some(description.to_owned()),
        order_amount: Some(amount),
        ..Order::default()
    }
}
