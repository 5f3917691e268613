//! Taking a payment.

use antom::in_store::{CodeKnown, Scenario, prove_code};
use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAnswer, InquiryPaymentAsk};
use antom::pay::{self, Pay, PayAsk, PayKnown};
use antom::{CardToken, Endpoint, Heard, Proof, Stamp, StatusWord};
use domain::{
    Body, CaptureMode, Card, Event, Moment, Money, Offer, OrderId, OrderKind, OrderNumber, PayProduct,
    PaymentAsked, PaymentRequestId, SESSION_OVER, Settled, StreamId,
};

use super::counter::scenario_of;
use super::inquire::{payment_news, unheard};
use super::session::{CHECKOUT_OPEN, RETURN};
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::{Merchant, Standing};
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::{OpenOrder, Verdict};
use crate::speak::Spoken;

/// A payment to be taken.
#[derive(Debug, Clone)]
pub struct TakeWish {
    /// The sheet's id: becomes the payment request id.
    pub draft: PaymentRequestId,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What is sold.
    pub description: String,
    /// How much.
    pub amount: Money,
    /// Method type.
    pub method: String,
    /// A stored card's token.
    pub token: Option<CardToken>,
    /// What the token shows, when known.
    pub card: Card,
    /// When the money is taken.
    pub capture_mode: CaptureMode,
    /// It will be declared to customs.
    pub needs_declaration: bool,
    /// The warning about the same order was answered.
    pub again: bool,
}

impl Merchant {
    /// Takes a payment.
    pub async fn take_payment(&self, wish: TakeWish) -> Result<OrderId, Failed> {
        let order = OrderId::parse(wish.draft.as_str())?;
        let ask = pay_ask(&wish);
        let stream = StreamId::payment(&self.account.id, &wish.draft);
        if let Some(known) = self.parts.ledger.order(&order).await? {
            // The same sheet again is the same payment; anything else under its id is refused.
            let same = known.stream == stream && known.body == ask.to_body();
            return if same { Ok(order) } else { Err(Failed::DraftUsed) };
        }
        self.may_take(&wish).await?;
        let only_for = (!wish.again).then(|| wish.order_number.clone());
        let event = Event::Asked(PaymentAsked {
            request: wish.draft.clone(),
            order_number: wish.order_number,
            description: wish.description,
            amount: wish.amount,
            method: wish.method,
            capture_mode: wish.capture_mode,
            card: wish.card,
            needs_declaration: wish.needs_declaration,
            product: PayProduct::Cashier,
            checkout: false,
            agreement: None,
            store: None,
            elsewhere: false,
        });
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Pay,
            request_id: wish.draft.to_string(),
            path: Pay::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: Some(wish.amount),
            body_event: Body::Payment(event),
            only_for,
        };
        self.begin(&stream, 0, beginning).await?;
        Ok(order)
    }

    /// Whether this payment would be written down: the same checks, and nothing else happens.
    pub async fn may_take(&self, wish: &TakeWish) -> Result<(), Failed> {
        pay_ask(wish).check()?;
        if !wish.again {
            self.not_being_paid(&wish.order_number, &wish.draft).await?;
        }
        Ok(())
    }

    pub(crate) async fn send_pay(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let asked = standing.payment.asked.clone();
        let amount = order.amount.unwrap_or(asked.amount);
        if let Some(scenario @ (Scenario::OrderCode | Scenario::EntryCode)) = scenario_of(asked.product) {
            return self.send_code(order, scenario, &asked.request, amount).await;
        }
        let (request, now) = (asked.request.clone(), self.now());
        let finding = self
            .deliver_attempt::<Pay, PayKnown, _>(
                order,
                |spoken| match &spoken.heard {
                    Some(Heard::Verified { result, answer, .. }) => {
                        pay::prove(&request, amount, result, answer)
                    }
                    other => nothing_proved(other.as_ref()),
                },
                |proof| pay_news(proof, now),
            )
            .await?;
        if asked.product == PayProduct::PaymentCode && finding.end.verdict != Verdict::NotSent {
            self.forget_once(&order.id);
        }
        let dead = matches!(finding.end.code.as_str(), "INVALID_ACCESS_TOKEN") && finding.end.verified;
        if let Some(agreement) = asked.agreement.filter(|_| dead) {
            self.token_found_dead(&agreement).await?;
        }
        Ok(finding)
    }

    /// A code for the buyer to scan: an S says that it was made, never that it was paid.
    async fn send_code(
        &self,
        order: &OpenOrder,
        scenario: Scenario,
        request: &PaymentRequestId,
        amount: Money,
    ) -> Result<Finding, Failed> {
        let now = self.now();
        self.deliver_attempt::<Pay, CodeKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    prove_code(scenario, request, amount, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| match proof {
                Proof::Refused { code, message } => {
                    let event = Event::Declined { code: code.clone(), message: message.clone() };
                    vec![News { at: now, event }]
                }
                Proof::Done(known) | Proof::InProcess { known: Some(known), .. } => {
                    let mut news =
                        vec![News { at: now, event: Event::Pending { payment: known.payment.clone() } }];
                    news.extend(offer_of(known).map(|offer| News { at: now, event: Event::Offered(offer) }));
                    news
                }
                Proof::InProcess { known: None, .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }

    pub(crate) async fn ask_pay(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let body = InquiryPaymentAsk::Request(standing.payment.asked.request.clone()).to_body();
        let now = self.now();
        // A checkout nobody used yet is no payment; the gateway says that there is none.
        let offer = standing.payment.offer.clone().filter(|offer| offer.session.is_some());
        let over = offer.as_ref().is_some_and(|offer| self.session_over(offer));
        let lost_link = order.kind == OrderKind::Session && offer.is_none();
        let prove = |spoken: &Spoken<InquiryPaymentAnswer>| match (prove_payment(spoken, &standing), &offer) {
            // The gateway has the checkout and its answer with the link was lost: the same request again
            // brings the same link.
            (Proof::InProcess { message, .. }, None) if lost_link => {
                Proof::Unknown { code: UNHEARD.to_owned(), message }
            }
            (Proof::Unknown { code, message }, Some(_)) if code == UNHEARD => {
                if over {
                    Proof::Refused { code: SESSION_OVER.to_owned(), message }
                } else {
                    // The checkout is open as before: a question lost in between leaves no doubt.
                    let known =
                        offer.clone().map(|offer| vec![News { at: now, event: Event::Offered(offer) }]);
                    Proof::InProcess { code: CHECKOUT_OPEN.to_owned(), message, known }
                }
            }
            (proof, _) => proof,
        };
        self.question_attempt::<InquiryPayment, Vec<News>, _>(order, body, prove, |proof| match proof {
            Proof::Done(news) => news.clone(),
            Proof::Refused { code, message } => {
                let event = Event::Declined { code: code.clone(), message: message.clone() };
                vec![News { at: now, event }]
            }
            Proof::InProcess { known, .. } => known.clone().unwrap_or_default(),
            Proof::Unknown { .. } => Vec::new(),
        })
        .await
    }
}

fn pay_ask(wish: &TakeWish) -> PayAsk {
    PayAsk {
        request: wish.draft.clone(),
        order_number: wish.order_number.clone(),
        description: wish.description.clone(),
        amount: wish.amount,
        method: wish.method.clone(),
        token: wish.token.clone(),
        capture_mode: wish.capture_mode,
        redirect_url: RETURN.to_owned(),
        notify_url: None,
        settlement_currency: Some(wish.amount.currency()),
        client_ip: Some("127.0.0.1".to_owned()),
        needs_declaration: wish.needs_declaration,
    }
}

fn pay_news(proof: &Proof<PayKnown>, now: Moment) -> Vec<News> {
    match proof {
        Proof::Done(known) => vec![News {
            at: known.at.unwrap_or(now),
            event: Event::Succeeded(Settled {
                payment: known.payment.clone(),
                amount: known.amount,
                at: known.at.unwrap_or(now),
                authorised_until: known.authorised_until,
                card: known.card.clone(),
                declarable: known.declarable,
                method: None,
                raisable: known.raisable,
            }),
        }],
        Proof::Refused { code, message } => {
            let event = Event::Declined { code: code.clone(), message: message.clone() };
            vec![News { at: now, event }]
        }
        Proof::InProcess { known, .. } => {
            let payment = known.as_ref().map(|known| known.payment.clone());
            let mut news = vec![News { at: now, event: Event::Pending { payment } }];
            if let Some(url) = known.as_ref().and_then(|known| known.continue_at.clone()) {
                let offer = Offer { url: Some(url), ..Offer::default() };
                news.push(News { at: now, event: Event::Offered(offer) });
            }
            news
        }
        Proof::Unknown { .. } => Vec::new(),
    }
}

/// What the buyer scans or where the buyer is sent. Pictures of a code are not kept: it is drawn here.
fn offer_of(known: &CodeKnown) -> Option<Offer> {
    let form = known.code.as_ref();
    let texts = form.map(|form| form.code_details.iter()).into_iter().flatten();
    let code = texts
        .filter(|detail| detail.display_type.as_deref().is_none_or(|word| word == "TEXT"))
        .find_map(|detail| detail.code_value.clone());
    let url = known.redirect.as_ref().and_then(|redirect| redirect.redirect_url.clone());
    let until = form.and_then(|form| form.expire_time.as_ref()).and_then(Stamp::moment);
    (code.is_some() || url.is_some()).then_some(Offer { session: None, url, code, until })
}

/// What an inquiry by our id says of the payment itself.
fn prove_payment(spoken: &Spoken<InquiryPaymentAnswer>, standing: &Standing) -> Proof<Vec<News>> {
    let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
        return nothing_proved(spoken.heard.as_ref());
    };
    if let Some(proof) = unheard(result) {
        return proof;
    }
    let code = answer.payment_result_code.clone().unwrap_or_else(|| result.code.clone());
    let message = answer.payment_result_message.clone().unwrap_or_else(|| result.message.clone());
    let news = payment_news(answer, &standing.payment, spoken.end.at);
    match &answer.payment_status {
        Some(StatusWord::Success | StatusWord::Cancelled) => Proof::Done(news),
        Some(StatusWord::Fail) => Proof::Refused { code, message },
        Some(StatusWord::Processing | StatusWord::Pending) => {
            Proof::InProcess { code, message, known: Some(news) }
        }
        Some(StatusWord::Other(_)) | None => Proof::Unknown { code, message },
    }
}
