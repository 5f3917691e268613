//! Imported history: the shop's own records of what happened before this program was there.

use domain::{
    AmountUpdateAsked, Body, CaptureAsked, CaptureId, CaptureMode, CaptureRequestId, Card, Currency,
    DeclarationAsked, DeclarationRequestId, DeclarationStatus, Event, Moment, Money, OrderId, OrderNumber,
    PaymentAsked, PaymentId, PaymentRequestId, RefundAsked, RefundId, RefundReason, RefundRequestId, Settled,
    Source, StreamId, UpdateRequestId,
};
use serde::Deserialize;

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::{Append, NewFact, Practice};

/// One page of a practice gateway's history.
#[derive(Debug, Clone, Deserialize)]
pub struct HistoryPage {
    /// Oldest first.
    pub payments: Vec<HistoryPayment>,
    /// Where the next page begins.
    pub next: Option<u64>,
}

/// An amount as the gateway writes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Amount {
    /// ISO code.
    pub currency: String,
    /// Minor units.
    pub value: String,
}

/// A payment of the history; times are epoch milliseconds.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)] // The names are the practice gateway's own.
pub struct HistoryPayment {
    pub payment_request_id: String,
    pub payment_id: Option<String>,
    pub order_number: String,
    #[serde(default)]
    pub description: String,
    pub amount: Amount,
    pub method: String,
    pub card_brand: Option<String>,
    pub last_four: Option<String>,
    pub capture_mode: String,
    #[serde(default)]
    pub needs_declaration: bool,
    pub created_at: i64,
    pub paid_at: Option<i64>,
    pub auth_expires_at: Option<i64>,
    pub declarable: Option<Amount>,
    pub decline_code: Option<String>,
    pub cancelled_at: Option<i64>,
    /// Whether the hold can be raised, when it is one.
    #[serde(default)]
    pub raisable: Option<bool>,
    #[serde(default)]
    pub raises: Vec<HistoryRaise>,
    #[serde(default)]
    pub captures: Vec<HistoryCapture>,
    #[serde(default)]
    pub refunds: Vec<HistoryRefund>,
    #[serde(default)]
    pub declarations: Vec<HistoryDeclaration>,
}

/// A raise of the history.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct HistoryRaise {
    pub request_id: String,
    /// The new total.
    pub amount: Amount,
    pub at: i64,
    pub status: String,
}

/// A capture of the history.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct HistoryCapture {
    pub request_id: String,
    pub capture_id: Option<String>,
    pub amount: Amount,
    pub at: i64,
    #[serde(default)]
    pub last: bool,
    pub status: String,
}

/// A refund of the history.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct HistoryRefund {
    pub request_id: String,
    pub refund_id: Option<String>,
    pub amount: Amount,
    #[serde(default)]
    pub reason: String,
    pub asked_at: i64,
    pub at: Option<i64>,
    pub status: String,
}

/// A declaration of the history.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct HistoryDeclaration {
    pub request_id: String,
    pub amount: Amount,
    pub customs_code: String,
    pub merchant_customs_code: String,
    pub merchant_customs_name: String,
    #[serde(default)]
    pub suborder: Option<String>,
    pub customs_payment_id: Option<String>,
    pub customs_order_id: Option<String>,
    pub asked_at: i64,
    pub status: String,
    pub customs_result_code: Option<String>,
    pub customs_result_text: Option<String>,
    pub returned_at: Option<i64>,
}

impl Merchant {
    /// Takes the whole history of a practice gateway in. What is known already is left alone. Returns how
    /// many payments were new.
    pub async fn import_history(&self, practice: &dyn Practice) -> Result<u64, Failed> {
        let mut new = 0_u64;
        let mut after = Some(0);
        while let Some(from) = after {
            let page = practice.history(&self.account.base_url, from).await.map_err(Failed::Practice)?;
            let now = self.now();
            let mut batch = Vec::new();
            for payment in &page.payments {
                match self.stream_of(payment, now) {
                    Ok(append) => batch.push(append),
                    Err(error) => {
                        tracing::warn!(id = payment.payment_request_id, %error, "a payment of the history was left out");
                    }
                }
            }
            new = new.saturating_add(self.parts.ledger.import(batch).await?);
            after = page.next.filter(|next| *next > from);
        }
        if let Some(stream) =
            self.parts.ledger.streams(&StreamId::payment_prefix(&self.account.id)).await?.first()
        {
            self.announce(stream);
        }
        Ok(new)
    }

    fn stream_of(&self, payment: &HistoryPayment, now: Moment) -> Result<Append, Failed> {
        Ok(Append {
            stream: StreamId::payment(
                &self.account.id,
                &PaymentRequestId::parse(&payment.payment_request_id)?,
            ),
            expected_version: 0,
            actor: self.actor_of(Source::History),
            heard_at: now,
            facts: facts(payment)?
                .into_iter()
                .map(|(event, at)| NewFact {
                    source: Source::History,
                    occurred_at: at,
                    body: Body::Payment(event),
                })
                .collect(),
            open: None,
            close: None,
        })
    }
}

fn money(amount: &Amount) -> Result<Money, Failed> {
    let wrong = || Failed::Practice(format!("{} {} is no amount", amount.currency, amount.value));
    let currency = Currency::parse(&amount.currency).map_err(|_| wrong())?;
    Ok(Money::from_minor(amount.value.parse().map_err(|_| wrong())?, currency)?)
}

/// The events of one payment of the history, in the order they happened.
fn facts(payment: &HistoryPayment) -> Result<Vec<(Event, Moment)>, Failed> {
    let amount = money(&payment.amount)?;
    let created = Moment(payment.created_at);
    let card = Card { brand: payment.card_brand.clone(), last_four: payment.last_four.clone() };
    let asked = PaymentAsked {
        request: PaymentRequestId::parse(&payment.payment_request_id)?,
        order_number: OrderNumber::parse(&payment.order_number)?,
        description: payment.description.clone(),
        amount,
        method: payment.method.clone(),
        capture_mode: if payment.capture_mode == "MANUAL" {
            CaptureMode::Manual
        } else {
            CaptureMode::Automatic
        },
        card: card.clone(),
        needs_declaration: payment.needs_declaration,
        product: domain::PayProduct::Cashier,
        checkout: false,
        agreement: None,
        store: None,
        elsewhere: false,
    };
    let mut facts = vec![(Event::Asked(asked), created)];
    let id = payment.payment_id.as_deref().map(PaymentId::parse).transpose()?;
    match (&payment.decline_code, payment.paid_at.map(Moment), id) {
        (Some(code), _, _) => {
            facts.push((Event::Declined { code: code.clone(), message: String::new() }, created));
            return Ok(facts);
        }
        (None, Some(at), Some(id)) => {
            let settled = Settled {
                payment: id,
                amount,
                at,
                authorised_until: payment.auth_expires_at.map(Moment),
                card,
                declarable: payment.declarable.as_ref().map(money).transpose()?,
                method: None,
                raisable: payment.raisable,
            };
            facts.push((Event::Succeeded(settled), at));
        }
        (None, _, id) => facts.push((Event::Pending { payment: id }, created)),
    }
    for raise in &payment.raises {
        let (request, total) = (UpdateRequestId::parse(&raise.request_id)?, money(&raise.amount)?);
        let (order, at) = (OrderId::parse(&raise.request_id)?, Moment(raise.at));
        let asked = AmountUpdateAsked { request: request.clone(), total, order };
        facts.push((Event::UpdateAsked(asked), at));
        match raise.status.as_str() {
            "SUCCESS" => facts.push((Event::Updated { request, total, at }, at)),
            "FAIL" => {
                let refused = Event::UpdateRefused { request, code: "FAIL".into(), message: String::new() };
                facts.push((refused, at));
            }
            _ => {}
        }
    }
    for capture in &payment.captures {
        let at = Moment(capture.at);
        let request = CaptureRequestId::parse(&capture.request_id)?;
        let amount = money(&capture.amount)?;
        if payment.capture_mode == "MANUAL" {
            let order = OrderId::parse(&capture.request_id)?;
            let last = capture.last;
            facts.push((
                Event::CaptureAsked(CaptureAsked { request: request.clone(), amount, last, order }),
                at,
            ));
        }
        if capture.status == "SUCCESS" {
            let capture = capture.capture_id.as_deref().map(CaptureId::parse).transpose()?;
            facts.push((Event::Captured { request, capture, amount, at }, at));
        } else if payment.capture_mode == "MANUAL" && capture.status == "FAIL" {
            let refused = Event::CaptureRefused { request, code: "FAIL".into(), message: String::new() };
            facts.push((refused, at));
        }
    }
    for refund in &payment.refunds {
        let request = RefundRequestId::parse(&refund.request_id)?;
        let (amount, asked_at) = (money(&refund.amount)?, Moment(refund.asked_at));
        let asked = RefundAsked {
            request: request.clone(),
            amount,
            reason: RefundReason::Other,
            note: refund.reason.clone(),
            capture: None,
            order: OrderId::parse(&refund.request_id)?,
        };
        facts.push((Event::RefundAsked(asked), asked_at));
        let at = refund.at.map_or(asked_at, Moment);
        let id = refund.refund_id.as_deref().map(RefundId::parse).transpose()?;
        facts.push(match refund.status.as_str() {
            "SUCCESS" => (Event::Refunded { request, refund: id, amount, at }, at),
            "FAIL" => (Event::RefundRefused { request, code: "FAIL".into(), message: String::new() }, at),
            _ => (Event::RefundPending { request, refund: id, amount }, at),
        });
    }
    if let Some(at) = payment.cancelled_at.map(Moment) {
        facts.push((Event::Cancelled { at }, at));
    }
    for declaration in &payment.declarations {
        let request = DeclarationRequestId::parse(&declaration.request_id)?;
        let at = Moment(declaration.asked_at);
        let asked = DeclarationAsked {
            request: request.clone(),
            amount: money(&declaration.amount)?,
            customs: declaration.customs_code.clone(),
            merchant_code: declaration.merchant_customs_code.clone(),
            merchant_name: declaration.merchant_customs_name.clone(),
            suborder: declaration.suborder.as_deref().map(OrderNumber::parse).transpose()?,
            buyer_masked: None,
            order: OrderId::parse(&declaration.request_id)?,
        };
        facts.push((Event::DeclarationAsked(asked), at));
        let accepted = Event::DeclarationAccepted {
            request: request.clone(),
            customs_payment: declaration.customs_payment_id.clone(),
            customs_order: declaration.customs_order_id.clone(),
            identity_check: None,
        };
        facts.push((accepted, at));
        let stands = DeclarationStatus {
            status: declaration.status.clone(),
            customs_code: declaration.customs_result_code.clone(),
            customs_text: declaration.customs_result_text.clone(),
            returned_at: declaration.returned_at.map(Moment),
        };
        let returned = declaration.returned_at.map_or(at, Moment);
        facts.push((Event::DeclarationStood { request, stands }, returned));
    }
    Ok(facts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::Payment;
    use serde_json::json;

    use super::{HistoryPayment, facts};

    /// A hold of SGD 100.00 was raised to 120.00, and a further raise refused.
    #[test]
    fn an_old_notice_of_a_raised_hold_does_not_contradict_its_history() {
        let money = |value: &str| json!({ "currency": "SGD", "value": value });
        let raise = |id: &str, value: &str, status: &str| json!({ "request_id": id, "amount": money(value), "at": 1_800_000_100_000_i64, "status": status });
        let told: HistoryPayment = serde_json::from_value(json!({
            "payment_request_id": "P1", "payment_id": "G1", "order_number": "O1", "amount": money("10000"),
            "method": "CARD", "capture_mode": "MANUAL", "created_at": 1_800_000_000_000_i64,
            "paid_at": 1_800_000_000_000_i64, "auth_expires_at": 1_800_600_000_000_i64, "raisable": true,
            "raises": [raise("U1", "12000", "SUCCESS"), raise("U2", "15000", "FAIL")],
        }))
        .unwrap();
        let facts = facts(&told).unwrap();
        let payment = Payment::fold(facts.iter().map(|(event, at)| (event, *at))).unwrap();
        assert_eq!((payment.total().minor(), payment.updates.len()), (12_000, 2));
        assert_eq!(payment.raisable(), Some(true));
        // The notice of the first day names the first amount.
        let (first, at) = &facts[1];
        assert_eq!(payment.on(first, *at), Ok(payment.clone()));
        assert!(payment.contradictions.is_empty());
    }
}
