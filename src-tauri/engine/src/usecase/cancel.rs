//! Cancelling a payment or releasing its hold; always the whole amount.

use antom::cancel::{self, Cancel, CancelAsk, CancelKnown};
use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAsk};
use antom::{Endpoint, Heard, Proof, StatusWord};
use domain::{Bar, Body, CancelAsked, Event, NEVER_ARRIVED, OrderId, OrderKind};

use super::inquire::{payment_news, unheard};
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::{Finding, may_have_been_heard};
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::OpenOrder;

/// A cancellation to be made.
#[derive(Debug, Clone)]
pub struct CancelWish {
    /// The sheet's id: becomes the order's. The gateway itself knows a cancellation by the payment.
    pub draft: OrderId,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
}

impl Merchant {
    /// Cancels a payment, or releases its hold.
    pub async fn cancel(&self, wish: CancelWish) -> Result<OrderId, Failed> {
        let standing = self.payment(&wish.payment).await?;
        let order = wish.draft;
        if self.pressed_before(&order, OrderKind::Cancel, None, &standing).await? {
            return Ok(order);
        }
        Self::fresh(&standing, wish.version)?;
        standing.payment.may_cancel(self.now())?;
        if let Some(bar) = self.cancel_beside_disputes(&standing).await? {
            return Err(bar.into());
        }
        if standing.payment.standing == domain::Standing::Asked {
            // A payment that never left this computer would be sent after its cancellation was refused.
            let pay = OrderId::parse(standing.payment.asked.request.as_str())?;
            if !may_have_been_heard(&self.parts.ledger.attempts(&pay).await?) {
                return Err(Bar::PaymentNotKnown.into());
            }
        }
        let ask = match &standing.payment.payment {
            Some(payment) => CancelAsk::Payment(payment.clone()),
            None => CancelAsk::Request(standing.payment.asked.request.clone()),
        };
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Cancel,
            request_id: standing.payment.asked.request.to_string(),
            path: Cancel::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: Some(standing.payment.asked.amount),
            body_event: Body::Payment(Event::CancelAsked(CancelAsked { order: order.clone() })),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(order)
    }

    pub(crate) async fn send_cancel(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let request = standing.payment.asked.request.clone();
        let payment = standing.payment.payment.clone();
        let (in_store, known) = (standing.payment.asked.product.in_store(), payment.is_some());
        let now = self.now();
        self.deliver_attempt::<Cancel, CancelKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    cancel::prove(&request, payment.as_ref(), result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| match proof {
                Proof::Done(known) => {
                    let at = known.at.unwrap_or(now);
                    vec![News { at, event: Event::Cancelled { at } }]
                }
                Proof::Refused { code, message } => {
                    let event = Event::CancelRefused { code: code.clone(), message: message.clone() };
                    let mut news = vec![News { at: now, event }];
                    // At the counter nothing is sent a second time: what the gateway never had is over.
                    if in_store && !known && code == "ORDER_NOT_EXIST" {
                        let (code, message) = (NEVER_ARRIVED.to_owned(), message.clone());
                        news.push(News { at: now, event: Event::Declined { code, message } });
                    }
                    news
                }
                Proof::InProcess { .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }

    pub(crate) async fn ask_cancel(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let body = InquiryPaymentAsk::Request(standing.payment.asked.request.clone()).to_body();
        self.question_attempt::<InquiryPayment, Vec<News>, _>(
            order,
            body,
            |spoken| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                if let Some(proof) = unheard(result) {
                    return proof;
                }
                let news = payment_news(answer, &standing.payment, spoken.end.at);
                match &answer.payment_status {
                    Some(StatusWord::Cancelled) => Proof::Done(news),
                    // Not cancelled: repeating a cancellation cancels once.
                    Some(
                        StatusWord::Success
                        | StatusWord::Fail
                        | StatusWord::Processing
                        | StatusWord::Pending
                        | StatusWord::Other(_),
                    )
                    | None => Proof::Unknown { code: UNHEARD.to_owned(), message: String::new() },
                }
            },
            |proof| match proof {
                Proof::Done(news) => news.clone(),
                Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }
}
