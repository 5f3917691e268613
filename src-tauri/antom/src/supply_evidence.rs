//! Supplies proof by kinds (section 6.10 of the online payments reference). It goes to the host for large
//! messages. The same kind again replaces what was there, so repeating is safe.

use std::collections::BTreeMap;
use std::fmt;

use domain::DisputeId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::fault::Checking;
use crate::fields::fields;
use crate::piece::Piece;
use crate::proof::{Doubt, Need, must_be, prove as prove_with};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault, Proof};

/// `POST /v1/payments/supplyEvidence`
#[derive(Debug)]
pub struct SupplyEvidence;

impl Endpoint for SupplyEvidence {
    const PATH: &'static str = "/ams/api/v1/payments/supplyEvidence";
    type Answer = SupplyEvidenceAnswer;
}

/// Kinds of proof in one call.
pub const MOST_TAGS: usize = 32;
/// Characters of one kind, as it is written.
pub const MOST_OF_A_TAG: usize = 4_000_000;
/// Characters of all kinds together, as they are written.
pub const MOST_IN_ALL: usize = 10_000_000;

/// The content of one kind of proof: an object of the kind's own fields, or a text. The kinds are an open
/// set. Debug output shows nothing of it: it speaks of the buyer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagContent(Value);

impl TagContent {
    /// Takes an object or a text; nothing else is proof.
    #[must_use]
    pub fn new(content: Value) -> Option<Self> {
        match content {
            Value::Object(_) | Value::String(_) => Some(Self(content)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
        }
    }

    /// The content as it is sent.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }

    fn characters(&self) -> usize {
        match &self.0 {
            Value::String(text) => text.chars().count(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                self.0.to_string().chars().count()
            }
        }
    }
}

impl fmt::Debug for TagContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TagContent(…)")
    }
}

impl Piece for TagContent {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        let content = Value::deserialize(from)?;
        if content.is_null() {
            return Ok(None);
        }
        Self::new(content).map(Some).ok_or_else(|| serde::de::Error::custom("neither an object nor a text"))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

fields! {
    /// Proof to be supplied.
    #[derive(Debug)]
    pub struct SupplyEvidenceAsk {
        /// The gateway's.
        pub dispute_id: Option<DisputeId> = "disputeId" [need],
        /// By kind, 1 to 32 of them.
        pub evidence_content: BTreeMap<String, TagContent> = "evidenceContent" [32],
    }
    also within_limits;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct SupplyEvidenceAnswer {
        /// The dispute.
        pub dispute_id: Option<DisputeId> = "disputeId",
        /// Kind by kind; only when not all of them were taken.
        pub evidence_results: Vec<EvidenceResult> = "evidenceResults",
    }

    /// What became of one kind.
    #[derive(Debug)]
    pub struct EvidenceResult {
        /// Which.
        pub evidence_tag: Option<String> = "evidenceTag",
        /// It was taken.
        pub success: Option<bool> = "success",
        /// Why it was not.
        pub result_code: Option<String> = "resultCode",
        /// Which of its fields is at fault.
        pub failed_field_path: Option<String> = "failedFieldPath",
    }

    /// `LOGISTIC_INFORMATION`: that the goods went out.
    #[derive(Debug)]
    pub struct LogisticInformation {
        /// The carrier's number.
        pub tracking_number: Option<String> = "trackingNumber",
        /// Where to.
        pub post_code: Option<String> = "postCode",
        /// Where to.
        pub shipping_address: Option<String> = "shippingAddress",
        /// Where it can be followed.
        pub tracking_url: Option<String> = "trackingUrl",
        /// A picture or document in base64.
        pub proof_of_shipment: Option<String> = "proofOfShipment",
    }
}

/// The kind [`LogisticInformation`] goes under.
pub const LOGISTIC_INFORMATION: &str = "LOGISTIC_INFORMATION";

impl From<LogisticInformation> for TagContent {
    fn from(content: LogisticInformation) -> Self {
        // Texts only: nothing in them can fail to be written.
        Self(serde_json::to_value(content).unwrap_or_default())
    }
}

fn within_limits(ask: &SupplyEvidenceAsk, checking: Checking) -> Checking {
    let mut all: usize = 0;
    let mut checking = checking.rule("evidenceContent", !ask.evidence_content.is_empty(), Fault::Missing);
    for (tag, content) in &ask.evidence_content {
        let found = content.characters();
        all = all.saturating_add(found);
        let field = format!("evidenceContent.{tag}");
        let named =
            !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        checking = checking
            .rule(&field, named, Fault::Malformed("a tag of capital letters, digits and _"))
            .rule(&field, found > 0, Fault::Missing)
            .rule(&field, found <= MOST_OF_A_TAG, Fault::TooLong { most: MOST_OF_A_TAG, found });
    }
    checking.rule("evidenceContent", all <= MOST_IN_ALL, Fault::TooLong { most: MOST_IN_ALL, found: all })
}

impl Ask for SupplyEvidenceAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What became of one kind of proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagOutcome {
    /// The gateway has it.
    Taken,
    /// It has not.
    NotTaken {
        /// The gateway's code.
        code: String,
        /// Which field is at fault.
        field: Option<String>,
    },
    /// The answer tells of other kinds and not of this one.
    NotTold,
}

/// What an answer tells about proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceKnown {
    /// Every kind that was asked for.
    pub tags: BTreeMap<String, TagOutcome>,
}

/// What a verified answer proves. Done means that the call was carried out: look at each kind. A failure that
/// tells of a kind that was taken is no refusal of the whole.
#[must_use]
pub fn prove(
    ask: &SupplyEvidenceAsk,
    result: &GatewayResult,
    answer: &SupplyEvidenceAnswer,
) -> Proof<EvidenceKnown> {
    let proof = prove_with(result, |_: Need| {
        let dispute = ask.dispute_id.as_ref().ok_or(Doubt::Incomplete("disputeId of the request"))?;
        must_be("disputeId", answer.dispute_id.as_ref().map(DisputeId::as_str), dispute.as_str())?;
        Ok(EvidenceKnown { tags: outcomes(ask, answer) })
    });
    let some_taken = answer.evidence_results.iter().any(|row| row.success == Some(true));
    match proof {
        Proof::Refused { code, message } if some_taken => Proof::Unknown { code, message },
        proof
        @ (Proof::Done(_) | Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. }) => proof,
    }
}

/// Kind by kind; also worth showing when the whole is not proved.
#[must_use]
pub fn outcomes(ask: &SupplyEvidenceAsk, answer: &SupplyEvidenceAnswer) -> BTreeMap<String, TagOutcome> {
    ask.evidence_content.keys().map(|tag| (tag.clone(), outcome_of(tag, answer))).collect()
}

/// What an answer tells of one kind that was asked for; without rows all of them were taken.
#[must_use]
pub fn outcome_of(tag: &str, answer: &SupplyEvidenceAnswer) -> TagOutcome {
    let rows = &answer.evidence_results;
    if rows.is_empty() {
        return TagOutcome::Taken;
    }
    let Some(row) = rows.iter().find(|row| row.evidence_tag.as_deref() == Some(tag)) else {
        return TagOutcome::NotTold;
    };
    match row.success {
        Some(true) => TagOutcome::Taken,
        Some(false) => TagOutcome::NotTaken {
            code: row.result_code.clone().unwrap_or_default(),
            field: row.failed_field_path.clone(),
        },
        None => TagOutcome::NotTold,
    }
}
