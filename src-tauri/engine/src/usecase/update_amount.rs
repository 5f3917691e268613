//! Raising the amount of an authorisation.

use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAsk, TransactionType};
use antom::update_amount::{self, UpdateAmount, UpdateAmountAsk, UpdateKnown};
use antom::{Ask, Endpoint, Heard, Proof, StatusWord};
use domain::{AmountUpdateAsked, Bar, Body, Event, Money, OrderId, OrderKind, UpdateRequestId};

use super::inquire::{payment_news, unheard};
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::OpenOrder;

/// A new total.
#[derive(Debug, Clone)]
pub struct UpdateAmountWish {
    /// The sheet's id: becomes the update request id.
    pub draft: UpdateRequestId,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
    /// The new total.
    pub total: Money,
}

impl Merchant {
    /// Raises the amount of an authorisation.
    pub async fn update_amount(&self, wish: UpdateAmountWish) -> Result<OrderId, Failed> {
        let standing = self.payment(&wish.payment).await?;
        let order = OrderId::parse(wish.draft.as_str())?;
        if self.pressed_before(&order, OrderKind::UpdateAmount, Some(wish.total), &standing).await? {
            return Ok(order);
        }
        Self::fresh(&standing, wish.version)?;
        standing.payment.may_update_amount(wish.total, self.now())?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let ask = UpdateAmountAsk {
            update_request_id: Some(wish.draft.clone()),
            payment_id: Some(payment),
            amount: Some(wish.total),
            ..UpdateAmountAsk::default()
        };
        ask.check()?;
        let asked =
            AmountUpdateAsked { request: wish.draft.clone(), total: wish.total, order: order.clone() };
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::UpdateAmount,
            request_id: wish.draft.to_string(),
            path: UpdateAmount::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: Some(wish.total),
            body_event: Body::Payment(Event::UpdateAsked(asked)),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(order)
    }

    pub(crate) async fn send_update_amount(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let request = UpdateRequestId::parse(&order.request_id)?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let total = Self::money_of(order)?;
        let now = self.now();
        self.deliver_attempt::<UpdateAmount, UpdateKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    update_amount::prove(&request, &payment, total, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| {
                let request = request.clone();
                let event = match proof {
                    Proof::Done(_) | Proof::InProcess { .. } => Event::UpdatePending { request, total },
                    Proof::Refused { code, message } => {
                        Event::UpdateRefused { request, code: code.clone(), message: message.clone() }
                    }
                    Proof::Unknown { .. } => return Vec::new(),
                };
                vec![News { at: now, event }]
            },
        )
        .await
    }

    pub(crate) async fn ask_update_amount(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let body = InquiryPaymentAsk::Request(standing.payment.asked.request.clone()).to_body();
        let id = order.request_id.clone();
        self.question_attempt::<InquiryPayment, Vec<News>, _>(
            order,
            body,
            |spoken| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                if let Some(proof) = unheard::<Vec<News>>(result) {
                    // A payment that is not there says nothing about a raise of it.
                    let Proof::Unknown { message, .. } = proof else { return proof };
                    return Proof::Unknown { code: result.code.clone(), message };
                }
                let row = answer.transactions.iter().find(|row| {
                    row.transaction_type == Some(TransactionType::Incremental)
                        && row.transaction_request_id.as_deref() == Some(id.as_str())
                });
                let news = payment_news(answer, &standing.payment, spoken.end.at);
                match row.and_then(|row| row.transaction_status.as_ref()) {
                    Some(StatusWord::Success) => Proof::Done(news),
                    Some(StatusWord::Fail | StatusWord::Cancelled) => Proof::Done(news),
                    Some(StatusWord::Processing | StatusWord::Pending | StatusWord::Other(_)) => {
                        Proof::InProcess {
                            code: result.code.clone(),
                            message: result.message.clone(),
                            known: Some(news),
                        }
                    }
                    // The same request again is the gateway's way of finishing it.
                    None => Proof::Unknown { code: UNHEARD.to_owned(), message: String::new() },
                }
            },
            |proof| match proof {
                Proof::Done(news) => news.clone(),
                Proof::InProcess { known, .. } => known.clone().unwrap_or_default(),
                Proof::Refused { .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }
}
