//! notifyDefenseStrategySuggestion and notifyDefenseDocument (section 6.9): how a dispute may be defended, and a
//! defence the gateway wrote. What they advise is our own choice; the sources show no example.

use md5::{Digest as _, Md5};
use serde_json::{Map, Value, json};

use crate::clock::iso;
use crate::dispute::Dispute;
use crate::dispute_evidence::TAGS;
use crate::template;

/// The words of the two in the feed: our own choice, its reference has none for them.
pub const ADVICE: &str = "DEFENSE_STRATEGY_SUGGESTION";
pub const WRITTEN: &str = "DEFENSE_DOCUMENT";

/// How likely the defence is to win: the more tags are given, the better.
fn level(dispute: &Dispute) -> &'static str {
    let given = TAGS.iter().filter(|tag| dispute.evidence.contains_key(**tag)).count();
    match given {
        0 => "LOW",
        some if some < TAGS.len() => "MEDIUM",
        _ => "HIGH",
    }
}

/// The body of notifyDefenseStrategySuggestion.
pub fn strategy(dispute: &Dispute, at: i64) -> Value {
    let evidence = |tag: &&str| {
        let obtained = if dispute.evidence.contains_key(*tag) { "true" } else { "false" };
        json!({ "evidenceTag": tag, "obtained": obtained, "winRateContribution": "MEDIUM" })
    };
    json!({
        "disputeId": dispute.dispute_id,
        "notifyTime": iso(at),
        "winRateLevel": level(dispute),
        "evidenceList": TAGS.iter().map(evidence).collect::<Vec<_>>(),
        "cardholderDisputeReason": dispute.reason,
        "defenseStrategyDescription": "Show when and to whom the goods were delivered.",
    })
}

/// The defence the gateway wrote: the form of the dispute.
pub fn written(dispute: &Dispute) -> Vec<u8> {
    template::pdf(dispute)
}

/// The body of notifyDefenseDocument.
pub fn document(dispute: &Dispute, at: i64) -> Value {
    let missing = TAGS.iter().filter(|tag| !dispute.evidence.contains_key(**tag));
    let wanted: Map<String, Value> =
        missing.map(|tag| ((*tag).to_owned(), json!("what proves the delivery"))).collect();
    let sum: String = Md5::digest(written(dispute)).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "disputeId": dispute.dispute_id,
        "notifyTime": iso(at),
        "defenseFile": {
            "fileName": format!("defence-{}.pdf", dispute.dispute_id),
            "fileFormat": "PDF",
            "fileMd5": sum,
        },
        "winRateLevel": level(dispute),
        "recommendedEvidence": wanted,
        "suggestionsForImprovement": "Add what is recommended.",
    })
}
