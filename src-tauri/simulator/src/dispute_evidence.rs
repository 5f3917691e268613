//! supplyEvidence: evidence by tag, each of which may be replaced until the deadline (section 6.10).

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::dispute::COMPLIANCE;
use crate::dispute::Stage;
use crate::dispute_calls::in_time;
use crate::fields::{self, Field, Kind, need};
use crate::state::Turn;

const EVIDENCE: &[Field] = &[need("disputeId", Kind::Id(64)), need("evidenceContent", Kind::Free)];

/// The tags this gateway takes; the sources show no full list.
pub const TAGS: &[&str] = &["LOGISTIC_INFORMATION", "ORDER_INFORMATION", "CUSTOMER_INFORMATION"];

/// The longest content of one tag, and of all, in characters.
const LONGEST: usize = 4_000_000;
const LONGEST_TOGETHER: usize = 10_000_000;

/// What is wrong with the content of one tag.
struct Flaw {
    code: &'static str,
    path: String,
}

pub fn supply(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, EVIDENCE)?;
    let id = fields::text(body, "disputeId").unwrap_or_default();
    let content = body.get("evidenceContent").and_then(Value::as_object).cloned().unwrap_or_default();
    if !(1..=32).contains(&content.len()) {
        return Err(Answer::param("evidenceContent must hold 1 to 32 tags"));
    }
    let lengths: Vec<usize> = content.values().map(|value| written(value).chars().count()).collect();
    let together = lengths.iter().fold(0usize, |sum, length| sum.saturating_add(*length));
    if lengths.iter().any(|length| *length > LONGEST) || together > LONGEST_TOGETHER {
        return Err(Answer::param("evidenceContent is too long"));
    }
    let Some(mut dispute) = turn.state.disputes.get(id).cloned() else {
        return Err(Answer::refused("DISPUTE_NOT_FOUND_OR_NO_ACCESS", "there is no dispute with this id"));
    };
    in_time(&dispute, turn.now)?;
    if dispute.document.is_some() {
        return Err(Answer::refused("DEFENSE_EXCEED_LIMIT", "a document was supplied; nothing can be added"));
    }
    if dispute.kind == COMPLIANCE && dispute.stage == Stage::Defending {
        return Err(Answer::refused("NOT_ALLOW_IN_CURRENT_STATUS", "the material is being validated"));
    }
    let (mut results, mut taken) = (Vec::new(), 0_usize);
    for (tag, value) in &content {
        let mut result = json!({ "evidenceTag": tag, "success": "true", "resultCode": "SUCCESS" });
        match flaw(tag, value) {
            None => {
                let mark = turn.mark(&written(value));
                dispute.evidence.insert(tag.clone(), mark);
                taken = taken.saturating_add(1);
            }
            Some(Flaw { code, path }) => {
                result = json!({
                    "evidenceTag": tag,
                    "success": "false",
                    "resultCode": code,
                    "failedFieldPath": path,
                });
            }
        }
        results.push(result);
    }
    let failed = results.iter().find(|result| result["success"] == "false");
    let Some(code) = failed.map(|failed| failed["resultCode"].as_str().unwrap_or_default().to_owned()) else {
        return Ok(stored(turn, dispute));
    };
    if taken == 0 {
        return Err(Answer::refused(&code, "no tag could be taken").with("evidenceResults", results));
    }
    Ok(stored(turn, dispute).with("evidenceResults", results))
}

fn stored(turn: &mut Turn<'_>, mut dispute: crate::dispute::Dispute) -> Answer {
    dispute.supply(turn.now);
    turn.effect = true;
    let answer = Answer::success().with("disputeId", dispute.dispute_id.clone());
    turn.save_dispute(dispute);
    answer
}

fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A tag holds an object of texts, bare or written as text.
fn flaw(tag: &str, value: &Value) -> Option<Flaw> {
    if !TAGS.contains(&tag) {
        return Some(Flaw { code: "EVIDENCE_TAG_NOT_SUPPORTED", path: tag.to_owned() });
    }
    let read = value.as_str().and_then(|text| serde_json::from_str(text).ok());
    let Some(object) = read.as_ref().unwrap_or(value).as_object().filter(|object| !object.is_empty()) else {
        return Some(Flaw { code: "PARAM_ILLEGAL", path: tag.to_owned() });
    };
    let (name, _) = object.iter().find(|(_, value)| value.as_str().is_none_or(str::is_empty))?;
    Some(Flaw { code: "PARAM_ILLEGAL", path: format!("{tag}.{name}") })
}
