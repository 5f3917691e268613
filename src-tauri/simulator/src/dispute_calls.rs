//! acceptDispute, supplyDefenseDocument and downloadDisputeEvidence (sections 5.10 and 6.10).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::clock::iso;
use crate::dispute::{COMPLIANCE, Dispute, Stage};
use crate::dispute_advice;
use crate::fields::{self, Field, Kind, may, need};
use crate::state::{Entry, Turn};
use crate::template;

const ACCEPT: &[Field] = &[need("disputeId", Kind::Id(64))];

/// Base64 of at most 3,000,000 bytes.
const SUPPLY: &[Field] = &[need("disputeId", Kind::Id(64)), need("disputeEvidence", Kind::Text(4_000_000))];

const DOWNLOAD: &[Field] = &[
    need("disputeId", Kind::Id(64)),
    need(
        "disputeEvidenceType",
        Kind::OneOf(&["DISPUTE_EVIDENCE_TEMPLATE", "DISPUTE_EVIDENCE_FILE", "DISPUTE_EVIDENCE_AI"]),
    ),
    may("merchantAccountId", Kind::Text(32)),
];

/// The dispute a request names. The code tables know none of their own for a dispute that is not there.
fn named(turn: &Turn<'_>, body: &Map<String, Value>) -> Step<Dispute> {
    let id = fields::text(body, "disputeId").unwrap_or_default();
    let found = turn.state.disputes.get(id).cloned();
    found.ok_or_else(|| Answer::param("disputeId is not the id of a dispute"))
}

/// Whether the deadline, or the end of the dispute, forbids every answer.
pub fn in_time(dispute: &Dispute, now: i64) -> Step<()> {
    let late = |what: &str| Err(Answer::refused("TIME_EXCEEDS_LIMIT", what));
    match dispute.stage {
        Stage::Won | Stage::Lost | Stage::Cancelled => late("the dispute is closed"),
        Stage::Accepted if dispute.accept_reason.as_deref() == Some("TIMEOUT") => {
            late("the deadline passed; the dispute counts as accepted")
        }
        Stage::Accepted => Err(Answer::refused("REPEAT_REQUEST", "the dispute was accepted before")),
        Stage::Created | Stage::Defending if now > dispute.due_at => late("the deadline has passed"),
        Stage::Created | Stage::Defending => Ok(()),
    }
}

/// acceptDispute: the merchant pays.
pub fn accept(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, ACCEPT)?;
    let mut dispute = named(turn, body)?;
    in_time(&dispute, turn.now)?;
    if dispute.stage == Stage::Defending {
        return Err(Answer::refused("REPEAT_REQUEST", "the dispute is being defended"));
    }
    dispute.accept("MERCHANT_ACCEPTED", turn.now);
    turn.effect = true;
    let answer = resolved(&dispute.dispute_id, turn.now);
    turn.save_dispute(dispute);
    Ok(answer)
}

/// supplyDefenseDocument: one document, which nothing can be added to once it is sent.
pub fn supply(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, SUPPLY)?;
    let mut dispute = named(turn, body)?;
    let text = fields::text(body, "disputeEvidence").unwrap_or_default();
    let document =
        STANDARD.decode(text).map_err(|_| Answer::param("disputeEvidence is not base64 with padding"))?;
    if format_of(&document).is_none() {
        return Err(Answer::param("disputeEvidence is neither PDF nor DOC nor DOCX"));
    }
    let mark = turn.mark(text);
    in_time(&dispute, turn.now)?;
    if dispute.stage == Stage::Defending {
        return Err(match &dispute.document {
            Some(known) if *known == mark => {
                Answer::refused("REPEAT_REQUEST", "this document was supplied before")
            }
            _ if dispute.kind == COMPLIANCE => {
                Answer::refused("NOT_ALLOW_IN_CURRENT_STATUS", "the material is being validated")
            }
            _ => Answer::refused("DEFENSE_EXCEED_LIMIT", "a dispute is defended once"),
        });
    }
    dispute.document = Some(mark);
    dispute.supply(turn.now);
    turn.effect = true;
    let answer = resolved(&dispute.dispute_id, turn.now);
    let (dispute_id, base64) = (dispute.dispute_id.clone(), text.to_owned());
    turn.write(Entry::DisputeDocument { dispute_id, base64 });
    turn.save_dispute(dispute);
    Ok(answer)
}

fn resolved(dispute_id: &str, at: i64) -> Answer {
    Answer::success().with("disputeId", dispute_id).with("disputeResolutionTime", iso(at))
}

/// What a document is, by its first bytes.
fn format_of(document: &[u8]) -> Option<&'static str> {
    if document.starts_with(b"%PDF-") {
        return Some("PDF");
    }
    let word = document.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || document.starts_with(b"PK\x03\x04");
    word.then_some("WORD")
}

/// downloadDisputeEvidence: the form to fill in, or what was supplied.
pub fn download(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, DOWNLOAD)?;
    let dispute = named(turn, body)?;
    let (base64, format) = match fields::text(body, "disputeEvidenceType") {
        Some("DISPUTE_EVIDENCE_TEMPLATE") => (STANDARD.encode(template::pdf(&dispute)), "PDF"),
        Some("DISPUTE_EVIDENCE_FILE") => {
            let Some(base64) = turn.state.disputes.document(&dispute.dispute_id) else {
                return Err(Answer::param("no document was supplied to this dispute"));
            };
            let document = STANDARD.decode(base64).unwrap_or_default();
            (base64.to_owned(), format_of(&document).unwrap_or("PDF"))
        }
        Some("DISPUTE_EVIDENCE_AI") if dispute.written_at.is_some() => {
            (STANDARD.encode(dispute_advice::written(&dispute)), "PDF")
        }
        _ => return Err(Answer::param("there is no generated evidence for this dispute")),
    };
    Ok(Answer::success().with("disputeEvidence", base64).with("disputeEvidenceFormat", format))
}
