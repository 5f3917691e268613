//! Giving money back.

use antom::inquiry_refund::{InquiryRefund, InquiryRefundAsk};
use antom::refund::{self, Refund, RefundAsk, RefundKnown};
use antom::{Endpoint, Heard, Proof, StatusWord};
use domain::{Bar, Body, Event, Money, OrderId, OrderKind, RefundAsked, RefundReason, RefundRequestId};

use super::inquire::unheard;
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::{Merchant, Standing};
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::OpenOrder;

/// A refund to be made.
#[derive(Debug, Clone)]
pub struct RefundWish {
    /// The sheet's id: becomes the refund request id.
    pub draft: RefundRequestId,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: RefundReason,
    /// The clerk's own words; the gateway and the buyer see them with `Other`.
    pub note: String,
    /// It really is another one than the one that looks the same, or is meant although a dispute asks for it too.
    pub again: bool,
    /// Ask about look-alikes of the last day too, not only open ones.
    pub careful: bool,
}

impl Merchant {
    /// Gives money back. The amount is reserved from the moment it is written down.
    pub async fn refund(&self, wish: RefundWish) -> Result<OrderId, Failed> {
        let standing = self.payment(&wish.payment).await?;
        let order = OrderId::parse(wish.draft.as_str())?;
        if self.pressed_before(&order, OrderKind::Refund, Some(wish.amount), &standing).await? {
            return Ok(order);
        }
        Self::fresh(&standing, wish.version)?;
        let ask = self.refund_ask(&wish, &standing)?;
        self.not_twice(&standing, wish.amount, wish.again).await?;
        let asked = RefundAsked {
            request: wish.draft.clone(),
            amount: wish.amount,
            reason: wish.reason,
            note: wish.note.trim().to_owned(),
            capture: ask.capture.clone(),
            order: order.clone(),
        };
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Refund,
            request_id: wish.draft.to_string(),
            path: Refund::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: Some(wish.amount),
            body_event: Body::Payment(Event::RefundAsked(asked)),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(order)
    }

    /// Whether this refund would be written down: the same checks, and nothing else happens.
    pub async fn may_refund(&self, wish: &RefundWish) -> Result<(), Failed> {
        let standing = self.payment(&wish.payment).await?;
        self.refund_ask(wish, &standing)?;
        self.not_twice(&standing, wish.amount, wish.again).await
    }

    fn refund_ask(&self, wish: &RefundWish, standing: &Standing) -> Result<RefundAsk, Failed> {
        let capture = standing.payment.may_refund(wish.amount, self.now(), wish.again, wish.careful)?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let note = wish.note.trim();
        let words = match wish.reason {
            RefundReason::Other if !note.is_empty() => note.to_owned(),
            RefundReason::Other
            | RefundReason::Returned
            | RefundReason::Damaged
            | RefundReason::NotDelivered
            | RefundReason::Duplicate
            | RefundReason::WrongAmount
            | RefundReason::Goodwill => wish.reason.words().to_owned(),
        };
        let ask =
            RefundAsk { request: wish.draft.clone(), payment, capture, amount: wish.amount, reason: words };
        ask.check()?;
        Ok(ask)
    }

    pub(crate) async fn send_refund(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let request = RefundRequestId::parse(&order.request_id)?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let amount = Self::money_of(order)?;
        self.deliver_attempt::<Refund, RefundKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    refund::prove(&request, &payment, amount, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| self.refund_news(&request, amount, proof),
        )
        .await
    }

    pub(crate) async fn ask_refund(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let request = RefundRequestId::parse(&order.request_id)?;
        let body = InquiryRefundAsk::Request(request.clone()).to_body();
        let amount = Self::money_of(order)?;
        self.question_attempt::<InquiryRefund, RefundKnown, _>(
            order,
            body,
            |spoken| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                if let Some(proof) = unheard(result) {
                    return proof;
                }
                let same_id = answer.refund_request_id.as_ref() == Some(&request);
                let same_amount = answer.refund_amount == Some(amount);
                let known = RefundKnown { refund: answer.refund_id.clone(), amount, at: answer.refund_time };
                let (code, message) = (result.code.clone(), result.message.clone());
                match &answer.refund_status {
                    // An S without a record: the gateway knows nothing of it.
                    None if answer.refund_id.is_none() && answer.refund_amount.is_none() => {
                        Proof::Unknown { code: UNHEARD.to_owned(), message }
                    }
                    Some(_) if !same_id || !same_amount => Proof::Unknown {
                        code: antom::ANSWER_DIFFERS.to_owned(),
                        message: "the refund it names is another".to_owned(),
                    },
                    Some(StatusWord::Success) => Proof::Done(known),
                    Some(StatusWord::Fail) => Proof::Refused { code: "REFUND_FAILED".to_owned(), message },
                    Some(StatusWord::Processing | StatusWord::Pending) => {
                        Proof::InProcess { code: "REFUND_IN_PROCESS".to_owned(), message, known: Some(known) }
                    }
                    Some(StatusWord::Cancelled | StatusWord::Other(_)) | None => {
                        Proof::Unknown { code, message }
                    }
                }
            },
            |proof| self.refund_news(&request, amount, proof),
        )
        .await
    }

    fn refund_news(&self, request: &RefundRequestId, amount: Money, proof: &Proof<RefundKnown>) -> Vec<News> {
        let now = self.now();
        let request = request.clone();
        match proof {
            Proof::Done(known) => {
                let at = known.at.unwrap_or(now);
                let event =
                    Event::Refunded { request, refund: known.refund.clone(), amount: known.amount, at };
                vec![News { at, event }]
            }
            Proof::Refused { code, message } => {
                let (code, message) = (code.clone(), message.clone());
                vec![News { at: now, event: Event::RefundRefused { request, code, message } }]
            }
            Proof::InProcess { known, .. } => {
                let refund = known.as_ref().and_then(|known| known.refund.clone());
                vec![News { at: now, event: Event::RefundPending { request, refund, amount } }]
            }
            Proof::Unknown { .. } => Vec::new(),
        }
    }
}
