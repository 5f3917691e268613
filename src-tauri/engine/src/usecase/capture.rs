//! Capturing an authorisation.

use antom::capture::{self, Capture, CaptureAsk, CaptureKnown};
use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAsk};
use antom::{Endpoint, Heard, Proof, ResultStatus, StatusWord};
use domain::{Bar, Body, CaptureAsked, CaptureRequestId, Event, Money, OrderId, OrderKind};

use super::inquire::payment_news;
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::OpenOrder;

/// A capture to be made.
#[derive(Debug, Clone)]
pub struct CaptureWish {
    /// The sheet's id: becomes the capture request id.
    pub draft: CaptureRequestId,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
    /// How much.
    pub amount: Money,
    /// Let the rest of the hold go.
    pub last: bool,
}

impl Merchant {
    /// Captures (part of) an authorisation.
    pub async fn capture(&self, wish: CaptureWish) -> Result<OrderId, Failed> {
        let standing = self.payment(&wish.payment).await?;
        let order = OrderId::parse(wish.draft.as_str())?;
        if self.pressed_before(&order, OrderKind::Capture, Some(wish.amount), &standing).await? {
            let released = standing.payment.captures.get(&wish.draft).is_some_and(|own| own.last);
            return if wish.last && !released { Err(Failed::DraftUsed) } else { Ok(order) };
        }
        Self::fresh(&standing, wish.version)?;
        standing.payment.may_capture(wish.amount, self.now())?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let rest = standing.payment.money_box().capturable.minus(wish.amount)?;
        let ask = CaptureAsk {
            request: wish.draft.clone(),
            payment,
            amount: wish.amount,
            // Taking all of it is the last capture, whatever the box says.
            last: Some(wish.last || rest.is_zero()),
        };
        ask.check()?;
        let asked = CaptureAsked {
            request: wish.draft.clone(),
            amount: wish.amount,
            last: wish.last || rest.is_zero(),
            order: order.clone(),
        };
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Capture,
            request_id: wish.draft.to_string(),
            path: Capture::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: Some(wish.amount),
            body_event: Body::Payment(Event::CaptureAsked(asked)),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(order)
    }

    pub(crate) async fn send_capture(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let amount = Self::money_of(order)?;
        let standing = self.read(&order.stream).await?;
        let request = CaptureRequestId::parse(&order.request_id)?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let now = self.now();
        self.deliver_attempt::<Capture, CaptureKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    capture::prove(&request, &payment, amount, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| match proof {
                Proof::Done(known) => {
                    let at = known.at.unwrap_or(now);
                    let (request, capture) = (request.clone(), known.capture.clone());
                    vec![News { at, event: Event::Captured { request, capture, amount: known.amount, at } }]
                }
                Proof::Refused { code, message } => {
                    let (code, message) = (code.clone(), message.clone());
                    vec![News {
                        at: now,
                        event: Event::CaptureRefused { request: request.clone(), code, message },
                    }]
                }
                Proof::InProcess { .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }

    pub(crate) async fn ask_capture(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let request = CaptureRequestId::parse(&order.request_id)?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let body = InquiryPaymentAsk::Payment(payment).to_body();
        self.question_attempt::<InquiryPayment, Vec<News>, _>(
            order,
            body,
            |spoken| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                // The payment is there for certain: "no such order" proves nothing of the capture.
                if result.status != ResultStatus::Success {
                    return Proof::Unknown { code: result.code.clone(), message: result.message.clone() };
                }
                let news = payment_news(answer, &standing.payment, spoken.end.at);
                let code = result.code.clone();
                match answer.capture(&request).map(|row| (&row.transaction_status, &row.transaction_result)) {
                    Some((Some(StatusWord::Success), _)) => Proof::Done(news),
                    Some((Some(StatusWord::Fail), why)) => Proof::Refused {
                        code: why.as_ref().map_or(code, |why| why.code.clone()),
                        message: why.as_ref().map(|why| why.message.clone()).unwrap_or_default(),
                    },
                    Some((
                        Some(
                            StatusWord::Processing
                            | StatusWord::Pending
                            | StatusWord::Cancelled
                            | StatusWord::Other(_),
                        )
                        | None,
                        _,
                    )) => Proof::InProcess {
                        code: "CAPTURE_IN_PROCESS".to_owned(),
                        message: String::new(),
                        known: Some(news),
                    },
                    None => Proof::Unknown { code: UNHEARD.to_owned(), message: String::new() },
                }
            },
            |proof| match proof {
                Proof::Done(news) => news.clone(),
                Proof::Refused { code, message } => {
                    let (code, message) = (code.clone(), message.clone());
                    vec![News {
                        at: self.now(),
                        event: Event::CaptureRefused { request: request.clone(), code, message },
                    }]
                }
                Proof::InProcess { known, .. } => known.clone().unwrap_or_default(),
                Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }
}
