//! A dispute: what the gateway knows of it, what it tells, and what time does to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::clock::{DAY, iso};
use crate::dispute_advice::{self, ADVICE, WRITTEN};
use crate::model::Payment;
use crate::money::Amount;
use crate::notices::Notice;
use crate::state::{Entry, Turn};

/// Where a dispute stands (section 8.5 of the reference).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// It waits for the merchant.
    Created,
    Defending,
    Accepted,
    Cancelled,
    Won,
    Lost,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    pub dispute_id: String,
    pub payment_id: String,
    pub payment_request_id: String,
    pub capture_id: Option<String>,
    /// `CHARGEBACK`, `RETRIEVAL_REQUEST` or `COMPLIANCE_REQUEST`.
    pub kind: String,
    pub amount: Amount,
    pub reason: String,
    /// The scheme or wallet it came from.
    pub source: String,
    pub opened_at: i64,
    pub due_at: i64,
    pub stage: Stage,
    pub alerted_at: Option<i64>,
    pub supplied_at: Option<i64>,
    pub rdr_at: Option<i64>,
    /// When an advice on the defence was told.
    #[serde(default)]
    pub advised_at: Option<i64>,
    /// When a defence was written, to be fetched.
    #[serde(default)]
    pub written_at: Option<i64>,
    /// When it was accepted, withdrawn or judged.
    pub ended_at: Option<i64>,
    pub accept_reason: Option<String>,
    /// A digest of the document that was supplied.
    pub document: Option<String>,
    /// Digests of the evidence, by tag.
    pub evidence: BTreeMap<String, String>,
}

pub const CHARGEBACK: &str = "CHARGEBACK";
pub const RETRIEVAL: &str = "RETRIEVAL_REQUEST";
pub const COMPLIANCE: &str = "COMPLIANCE_REQUEST";

impl Dispute {
    /// A dispute of a payment, just opened.
    pub fn open(
        dispute_id: String,
        payment: &Payment,
        (kind, reason): (&str, &str),
        amount: Amount,
        (opened_at, due_at): (i64, i64),
    ) -> Self {
        let source = match payment.card.as_ref().map(|card| card.brand.as_str()) {
            Some("VISA") => "Visa",
            Some("MASTERCARD") => "Mastercard",
            Some(brand) => brand,
            None => &payment.method,
        };
        Self {
            dispute_id,
            payment_id: payment.payment_id.clone(),
            payment_request_id: payment.request_id.clone(),
            capture_id: payment.captures.first().map(|capture| capture.capture_id.clone()),
            kind: kind.to_owned(),
            amount,
            reason: reason.to_owned(),
            source: source.to_owned(),
            opened_at,
            due_at,
            stage: Stage::Created,
            alerted_at: None,
            supplied_at: None,
            rdr_at: None,
            advised_at: None,
            written_at: None,
            ended_at: None,
            accept_reason: None,
            document: None,
            evidence: BTreeMap::new(),
        }
    }

    pub fn accept(&mut self, reason: &str, at: i64) {
        self.stage = Stage::Accepted;
        self.accept_reason = Some(reason.to_owned());
        self.ended_at = Some(at);
    }

    pub fn end(&mut self, stage: Stage, at: i64) {
        self.stage = stage;
        self.ended_at = Some(at);
    }

    pub fn supply(&mut self, at: i64) {
        self.stage = Stage::Defending;
        self.supplied_at.get_or_insert(at);
    }

    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Created | Stage::Defending)
    }

    /// What time alone does up to `now`: a warning a day before the deadline, acceptance after it.
    pub fn age(&mut self, now: i64) {
        if self.stage != Stage::Created {
            return;
        }
        let alert = self.due_at.saturating_sub(DAY).max(self.opened_at);
        if now >= alert && self.alerted_at.is_none() {
            self.alerted_at = Some(alert);
        }
        if now > self.due_at {
            self.accept("TIMEOUT", self.due_at);
        }
    }

    fn judged(&self) -> &'static str {
        match (self.kind.as_str(), self.stage) {
            (COMPLIANCE, Stage::Won) => "VALIDATE_SUCCESS",
            (COMPLIANCE, _) => "VALIDATE_FAIL",
            (_, Stage::Won) => "ACCEPT_BY_CUSTOMER",
            (_, _) => "ACCEPT_BY_MERCHANT",
        }
    }

    fn body(&self, notification: &str, further: Value) -> Value {
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
        put("disputeId", json!(self.dispute_id));
        put("paymentId", json!(self.payment_id));
        put("paymentRequestId", json!(self.payment_request_id));
        put("disputeTime", json!(iso(self.opened_at)));
        put("disputeAmount", self.amount.json());
        put("disputeNotificationType", json!(notification));
        put("disputeType", json!(self.kind));
        if let Some(capture) = &self.capture_id {
            put("captureId", json!(capture));
        }
        if matches!(notification, "DISPUTE_CREATED" | "DISPUTE_JUDGED") {
            put("disputeReasonCode", json!(self.reason));
            put("disputeReasonMsg", json!(reason_text(&self.reason)));
            put("disputeSource", json!(self.source));
        }
        if matches!(notification, "DISPUTE_CREATED" | "DEFENSE_DUE_ALERT") {
            put("defenseDueTime", json!(iso(self.due_at)));
            put("defendable", json!(true));
        }
        body.extend(further.as_object().cloned().unwrap_or_default());
        Value::Object(body)
    }

    /// What is told of the way from `before` (absent: it did not exist) to here, oldest first.
    pub fn notices(&self, before: Option<&Self>) -> Vec<Notice> {
        let mut notices: Vec<Notice> = Vec::new();
        let mut tell = |at: i64, name: &'static str, further: Value| {
            notices.push((at, name, self.body(name, further)));
        };
        if before.is_none() {
            tell(self.opened_at, "DISPUTE_CREATED", json!({}));
        }
        let new = |of: fn(&Self) -> Option<i64>| of(self).filter(|_| before.and_then(of).is_none());
        if let Some(at) = new(|dispute| dispute.alerted_at) {
            tell(at, "DEFENSE_DUE_ALERT", json!({}));
        }
        if let Some(at) = new(|dispute| dispute.supplied_at) {
            tell(at, "DEFENSE_SUPPLIED", json!({ "defenseSuppliedTime": iso(at) }));
        }
        if let Some(at) = new(|dispute| dispute.rdr_at) {
            tell(at, "RDR_RESOLVED", json!({}));
        }
        if let Some(at) = new(|dispute| dispute.advised_at) {
            notices.push((at, ADVICE, dispute_advice::strategy(self, at)));
        }
        if let Some(at) = new(|dispute| dispute.written_at) {
            notices.push((at, WRITTEN, dispute_advice::document(self, at)));
        }
        let mut tell = |at: i64, name: &'static str, further: Value| {
            notices.push((at, name, self.body(name, further)));
        };
        if let Some(at) = new(|dispute| dispute.ended_at) {
            match self.stage {
                Stage::Accepted => {
                    let reason = self.accept_reason.as_deref().unwrap_or("MERCHANT_ACCEPTED");
                    let further = json!({ "disputeAcceptReason": reason, "disputeAcceptTime": iso(at) });
                    tell(at, "DISPUTE_ACCEPTED", further);
                }
                Stage::Cancelled => {
                    tell(at, "DISPUTE_CANCELLED", json!({ "disputeCancelledTime": iso(at) }));
                }
                Stage::Won | Stage::Lost => {
                    let further = json!({
                        "disputeJudgedTime": iso(at),
                        "disputeJudgedAmount": self.amount.json(),
                        "disputeJudgedResult": self.judged(),
                    });
                    tell(at, "DISPUTE_JUDGED", further);
                }
                Stage::Created | Stage::Defending => {}
            }
        }
        notices
    }
}

/// What a scheme's reason code stands for.
fn reason_text(code: &str) -> &'static str {
    match code {
        "4808" => "Authorization-related Chargeback",
        "4853" => "Cardholder Dispute",
        "4837" | "4840" | "4849" | "4863" | "4870" | "4871" | "10.4" => "Fraud",
        "13.1" => "Merchandise or Services Not Received",
        _ => "Dispute",
    }
}

/// All disputes, in the order they were opened, and the documents supplied to them.
#[derive(Default)]
pub struct Disputes {
    pub list: Vec<Dispute>,
    documents: BTreeMap<String, String>,
}

impl Disputes {
    pub fn get(&self, dispute_id: &str) -> Option<&Dispute> {
        self.list.iter().find(|dispute| dispute.dispute_id == dispute_id)
    }

    pub fn document(&self, dispute_id: &str) -> Option<&str> {
        self.documents.get(dispute_id).map(String::as_str)
    }

    pub fn put(&mut self, dispute: Dispute) {
        match self.list.iter_mut().find(|known| known.dispute_id == dispute.dispute_id) {
            Some(slot) => *slot = dispute,
            None => self.list.push(dispute),
        }
    }

    pub fn keep_document(&mut self, dispute_id: &str, base64: &str) {
        self.documents.insert(dispute_id.to_owned(), base64.to_owned());
    }
}

impl Turn<'_> {
    /// Keeps a dispute, and makes an event of every step the merchant is told.
    pub fn save_dispute(&mut self, dispute: Dispute) {
        let notices = dispute.notices(self.state.disputes.get(&dispute.dispute_id));
        self.write(Entry::Dispute(Box::new(dispute)));
        for (at, notify_type, body) in notices {
            self.event(at, notify_type, body);
        }
    }
}

/// Brings all disputes up to the turn's time.
pub fn age_all(turn: &mut Turn<'_>) {
    let now = turn.now;
    let aged = |dispute: &Dispute| {
        let mut aged = dispute.clone();
        aged.age(now);
        (aged != *dispute).then_some(aged)
    };
    let changed: Vec<Dispute> = turn.state.disputes.list.iter().filter_map(aged).collect();
    for dispute in changed {
        turn.save_dispute(dispute);
    }
}
