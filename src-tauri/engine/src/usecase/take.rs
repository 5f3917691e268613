//! Taking a payment.

use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAnswer, InquiryPaymentAsk};
use antom::pay::{self, Pay, PayAsk, PayKnown};
use antom::{CardToken, Endpoint, Heard, Proof, StatusWord};
use domain::{Body, 
    CaptureMode, Card, Event, Money, OrderId, OrderKind, OrderNumber, PaymentAsked, PaymentRequestId,
    Settled, StreamId,
};

use super::inquire::{payment_news, unheard};
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::{Merchant, Standing};
use crate::outbox::drive::Finding;
use crate::outbox::nothing_proved;
use crate::port::OpenOrder;
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
}

impl Merchant {
    /// Takes a payment.
    pub async fn take_payment(&self, wish: TakeWish) -> Result<OrderId, Failed> {
        let order = OrderId::parse(wish.draft.as_str())?;
        let ask = PayAsk {
            request: wish.draft.clone(),
            order_number: wish.order_number.clone(),
            description: wish.description.clone(),
            amount: wish.amount,
            method: wish.method.clone(),
            token: wish.token,
            capture_mode: wish.capture_mode,
            redirect_url: "https://counterfoil.invalid/return".to_owned(),
            notify_url: None,
            settlement_currency: Some(wish.amount.currency()),
            client_ip: Some("127.0.0.1".to_owned()),
            needs_declaration: wish.needs_declaration,
        };
        let stream = StreamId::payment(&self.account.id, &wish.draft);
        if let Some(known) = self.parts.ledger.order(&order).await? {
            // The same sheet again is the same payment; anything else under its id is refused.
            let same = known.stream == stream && known.body == ask.to_body();
            return if same { Ok(order) } else { Err(Failed::DraftUsed) };
        }
        let event = Event::Asked(PaymentAsked {
            request: wish.draft.clone(),
            order_number: wish.order_number,
            description: wish.description,
            amount: wish.amount,
            method: wish.method,
            capture_mode: wish.capture_mode,
            card: wish.card,
            needs_declaration: wish.needs_declaration,
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
        };
        self.begin(&stream, 0, beginning).await?;
        Ok(order)
    }

    pub(crate) async fn send_pay(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let request = standing.payment.asked.request.clone();
        let now = self.now();
        self.deliver_attempt::<Pay, PayKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    pay::prove(&request, order.amount, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| match proof {
                Proof::Done(known) => vec![News {
                    at: known.at.unwrap_or(now),
                    event: Event::Succeeded(Settled {
                        payment: known.payment.clone(),
                        amount: known.amount,
                        at: known.at.unwrap_or(now),
                        authorised_until: known.authorised_until,
                        card: known.card.clone(),
                        declarable: known.declarable,
                    }),
                }],
                Proof::Refused { code, message } => {
                    let event = Event::Declined { code: code.clone(), message: message.clone() };
                    vec![News { at: now, event }]
                }
                Proof::InProcess { known, .. } => {
                    let payment = known.as_ref().map(|known| known.payment.clone());
                    vec![News { at: now, event: Event::Pending { payment } }]
                }
                Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }

    pub(crate) async fn ask_pay(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let body = InquiryPaymentAsk::Request(standing.payment.asked.request.clone()).to_body();
        let now = self.now();
        let prove = |spoken: &Spoken<InquiryPaymentAnswer>| prove_payment(spoken, &standing);
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
