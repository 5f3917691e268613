use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{DAY, HOUR};

const ACCEPT: &str = "payments/acceptDispute";
const SUPPLY: &str = "payments/supplyDefenseDocument";
const EVIDENCE: &str = "payments/supplyEvidence";
const DOWNLOAD: &str = "payments/downloadDisputeEvidence";

fn document(text: &str) -> String {
    STANDARD.encode(format!("%PDF-1.4\n{text}"))
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.paid(&pay("P-1", "CARD", Some("PRACTICE_CARD_MASTERCARD_4444"), &money("USD", "10000")));
    bench
}

/// Opens a dispute on `P-1`; answers its id.
fn open(bench: &Bench, further: Value) -> String {
    let mut ask = json!({ "payment": "P-1", "reason": "4853", "due_hours": 72 });
    ask.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
    let (status, answer) = bench.practice_post("/practice/dispute", &ask);
    assert_eq!(status, 200, "{answer}");
    answer["dispute_id"].as_str().unwrap().to_owned()
}

fn step(bench: &Bench, id: &str, what: &str) -> u16 {
    bench.practice_post(&format!("/practice/dispute/{id}"), &json!({ "do": what })).0
}

/// The kinds of dispute notifications so far.
fn told(bench: &Bench) -> Vec<String> {
    let bodies = bench.told("").into_iter();
    bodies.filter_map(|body| body["disputeNotificationType"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_dispute_is_told_and_accepted_once() {
    let bench = bench();
    let id = open(&bench, json!({ "amount": "4000" }));
    let told_of = bench.told("DISPUTE_CREATED").remove(0);
    assert_eq!(told_of["disputeAmount"], money("USD", "4000"));
    assert_eq!(told_of["disputeReasonMsg"], "Cardholder Dispute");
    assert_eq!(told_of["disputeSource"], "Mastercard");
    assert_eq!(told_of["defenseDueTime"], "2026-09-17T10:00:00+08:00");
    assert_eq!((&told_of["paymentRequestId"], &told_of["defendable"]), (&json!("P-1"), &json!(true)));
    assert_eq!(code(&bench.post(ACCEPT, &json!({ "disputeId": "NONE" }))), "PARAM_ILLEGAL");
    let answer = bench.post(ACCEPT, &json!({ "disputeId": id }));
    assert_eq!((code(&answer), &answer["disputeResolutionTime"]), ("SUCCESS", &json!(START)));
    assert_eq!(code(&bench.post(ACCEPT, &json!({ "disputeId": id }))), "REPEAT_REQUEST");
    let supply = json!({ "disputeId": id, "disputeEvidence": document("late") });
    assert_eq!(code(&bench.post(SUPPLY, &supply)), "REPEAT_REQUEST");
    assert_eq!(told(&bench), ["DISPUTE_CREATED", "DISPUTE_ACCEPTED"]);
    assert_eq!(bench.told("DISPUTE_ACCEPTED")[0]["disputeAcceptReason"], "MERCHANT_ACCEPTED");
    assert_eq!(bench.effects(&id), 1);
}

#[test]
fn a_dispute_is_defended_once_and_judged() {
    for (decision, result) in [("judge_won", "ACCEPT_BY_CUSTOMER"), ("judge_lost", "ACCEPT_BY_MERCHANT")] {
        let bench = bench();
        let id = open(&bench, json!({}));
        let file = json!({ "disputeId": id, "disputeEvidenceType": "DISPUTE_EVIDENCE_FILE" });
        assert_eq!(code(&bench.post(DOWNLOAD, &file)), "PARAM_ILLEGAL");
        let supply = |text: &str| {
            let answer = bench.post(SUPPLY, &json!({ "disputeId": id, "disputeEvidence": text }));
            code(&answer).to_owned()
        };
        assert_eq!(supply("not base64"), "PARAM_ILLEGAL");
        assert_eq!(supply(&STANDARD.encode("plain text")), "PARAM_ILLEGAL");
        assert_eq!(supply(&document("proof")), "SUCCESS");
        assert_eq!(supply(&document("proof")), "REPEAT_REQUEST");
        assert_eq!(supply(&document("more proof")), "DEFENSE_EXCEED_LIMIT");
        assert_eq!(code(&bench.post(ACCEPT, &json!({ "disputeId": id }))), "REPEAT_REQUEST");
        let kept = bench.post(DOWNLOAD, &file);
        assert_eq!(kept["disputeEvidence"], document("proof"));
        // A defended dispute does not run out.
        bench.wait(4 * DAY);
        assert_eq!(step(&bench, &id, "timeout"), 400);
        assert_eq!(step(&bench, &id, decision), 200);
        assert_eq!(told(&bench), ["DISPUTE_CREATED", "DEFENSE_SUPPLIED", "DISPUTE_JUDGED"]);
        assert_eq!(bench.told("DISPUTE_JUDGED")[0]["disputeJudgedResult"], result);
        assert_eq!(step(&bench, &id, "cancel"), 400, "a closed dispute stays closed");
        assert_eq!(code(&bench.post(ACCEPT, &json!({ "disputeId": id }))), "TIME_EXCEEDS_LIMIT");
    }
}

#[test]
fn time_warns_and_then_accepts() {
    let bench = bench();
    let id = open(&bench, json!({}));
    bench.wait(2 * DAY - 1);
    assert_eq!(told(&bench), ["DISPUTE_CREATED"]);
    bench.wait(1);
    assert_eq!(told(&bench), ["DISPUTE_CREATED", "DEFENSE_DUE_ALERT"]);
    bench.wait(3 * DAY);
    assert_eq!(told(&bench), ["DISPUTE_CREATED", "DEFENSE_DUE_ALERT", "DISPUTE_ACCEPTED"]);
    let accepted = bench.told("DISPUTE_ACCEPTED").remove(0);
    assert_eq!(accepted["disputeAcceptReason"], "TIMEOUT");
    assert_eq!(accepted["disputeAcceptTime"], "2026-09-17T10:00:00+08:00", "when it was due");
    for api in [ACCEPT, SUPPLY] {
        let ask = json!({ "disputeId": id, "disputeEvidence": document("late") });
        assert_eq!(code(&bench.post(api, &ask)), "TIME_EXCEEDS_LIMIT");
    }
}

#[test]
fn somebody_else_may_end_a_dispute() {
    for (what, expected) in [
        ("cancel", vec!["DISPUTE_CREATED", "DISPUTE_CANCELLED"]),
        ("alert", vec!["DISPUTE_CREATED", "DEFENSE_DUE_ALERT"]),
        ("timeout", vec!["DISPUTE_CREATED", "DISPUTE_ACCEPTED"]),
        ("rdr", vec!["DISPUTE_CREATED", "RDR_RESOLVED", "DISPUTE_JUDGED"]),
    ] {
        let bench = bench();
        let id = open(&bench, json!({}));
        assert_eq!(step(&bench, &id, what), 200);
        assert_eq!(told(&bench), expected);
    }
    let bench = bench();
    let id = open(&bench, json!({}));
    assert_eq!(step(&bench, &id, "forget"), 400);
    assert_eq!(step(&bench, "NONE", "cancel"), 400);
}

#[test]
fn a_compliance_request_is_validated() {
    let bench = bench();
    let id = open(&bench, json!({ "type": "COMPLIANCE_REQUEST" }));
    let supply = json!({ "disputeId": id, "disputeEvidence": document("material") });
    assert_eq!(code(&bench.post(SUPPLY, &supply)), "SUCCESS");
    let other = json!({ "disputeId": id, "disputeEvidence": document("other") });
    assert_eq!(code(&bench.post(SUPPLY, &other)), "NOT_ALLOW_IN_CURRENT_STATUS");
    step(&bench, &id, "judge_lost");
    assert_eq!(bench.told("DISPUTE_JUDGED")[0]["disputeJudgedResult"], "VALIDATE_FAIL");
}

#[test]
fn evidence_goes_in_by_tag_and_a_tag_may_be_replaced() {
    let bench = bench();
    let id = open(&bench, json!({}));
    let supply =
        |content: Value| bench.post(EVIDENCE, &json!({ "disputeId": id, "evidenceContent": content }));
    let parcel = json!({ "trackingNumber": "T-1", "postCode": "018956" });
    let answer = supply(json!({ "LOGISTIC_INFORMATION": parcel }));
    assert_eq!((code(&answer), &answer["disputeId"]), ("SUCCESS", &json!(id)));
    assert!(answer.get("evidenceResults").is_none());
    let answer = supply(json!({ "LOGISTIC_INFORMATION": parcel.to_string(), "WEATHER": parcel }));
    assert_eq!(code(&answer), "SUCCESS");
    assert_eq!(answer["evidenceResults"][0]["success"], "true");
    assert_eq!(answer["evidenceResults"][1]["resultCode"], "EVIDENCE_TAG_NOT_SUPPORTED");
    assert_eq!(code(&supply(json!({ "WEATHER": parcel }))), "EVIDENCE_TAG_NOT_SUPPORTED");
    let answer = supply(json!({ "ORDER_INFORMATION": { "number": 7 } }));
    assert_eq!(answer["evidenceResults"][0]["failedFieldPath"], "ORDER_INFORMATION.number");
    assert_eq!(code(&supply(json!({}))), "PARAM_ILLEGAL");
    let long = json!({ "ORDER_INFORMATION": { "note": "x".repeat(4_000_000) } });
    assert_eq!(code(&supply(long)), "PARAM_ILLEGAL");
    let nobody = json!({ "disputeId": "NONE", "evidenceContent": { "ORDER_INFORMATION": parcel } });
    assert_eq!(code(&bench.post(EVIDENCE, &nobody)), "DISPUTE_NOT_FOUND_OR_NO_ACCESS");
    assert_eq!(told(&bench), ["DISPUTE_CREATED", "DEFENSE_SUPPLIED"], "told once");
    assert_eq!(bench.effects(&id), 1);
}

#[test]
fn the_template_is_a_pdf_whose_table_is_right() {
    let bench = bench();
    let id = open(&bench, json!({}));
    let ask = json!({ "disputeId": id, "disputeEvidenceType": "DISPUTE_EVIDENCE_TEMPLATE" });
    let answer = bench.post(DOWNLOAD, &ask);
    assert_eq!(answer["disputeEvidenceFormat"], "PDF");
    let file = STANDARD.decode(answer["disputeEvidence"].as_str().unwrap()).unwrap();
    let text = String::from_utf8(file).unwrap();
    assert!(text.starts_with("%PDF-") && text.ends_with("%%EOF\n") && text.contains(&id));
    let table: usize = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
    let entries = text[table..].lines().skip(3).take_while(|line| line.ends_with("n "));
    let mut objects = 0;
    for (number, entry) in entries.enumerate() {
        let at: usize = entry[..10].parse().unwrap();
        assert!(text[at..].starts_with(&format!("{} 0 obj", number + 1)));
        objects += 1;
    }
    assert_eq!(objects, 5);
    let wrong = json!({ "disputeId": id, "disputeEvidenceType": "DISPUTE_EVIDENCE_AI" });
    assert_eq!(code(&bench.post(DOWNLOAD, &wrong)), "PARAM_ILLEGAL");
}

#[test]
fn a_defence_is_advised_and_written_once() {
    let bench = bench();
    let id = open(&bench, json!({}));
    assert_eq!((step(&bench, &id, "advise"), step(&bench, &id, "advise")), (200, 200));
    let [advice] = &bench.told("DEFENSE_STRATEGY_SUGGESTION")[..] else { panic!("told once") };
    assert_eq!((&advice["disputeId"], &advice["winRateLevel"]), (&json!(id), &json!("LOW")));
    assert_eq!(advice["evidenceList"][0]["obtained"], "false");
    let parcel = json!({ "trackingNumber": "MADE-UP-1" });
    let given = json!({ "disputeId": id, "evidenceContent": { "ORDER_INFORMATION": parcel } });
    assert_eq!(code(&bench.post(EVIDENCE, &given)), "SUCCESS");
    assert_eq!(step(&bench, &id, "write"), 200);
    let [written] = &bench.told("DEFENSE_DOCUMENT")[..] else { panic!("told once") };
    assert_eq!(written["winRateLevel"], "MEDIUM");
    assert!(written["recommendedEvidence"].get("ORDER_INFORMATION").is_none());
    let sum = written["defenseFile"]["fileMd5"].as_str().unwrap();
    assert!(sum.len() == 32 && sum.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{sum}");
    let ask = json!({ "disputeId": id, "disputeEvidenceType": "DISPUTE_EVIDENCE_AI" });
    let file = bench.post(DOWNLOAD, &ask);
    let file = STANDARD.decode(file["disputeEvidence"].as_str().unwrap()).unwrap();
    assert!(file.starts_with(b"%PDF-"));
}

#[test]
fn the_end_of_an_id_asks_for_a_fault() {
    let bench = bench();
    let lost = open(&bench, json!({ "suffix": "_13" }));
    assert_eq!(bench.try_post(ACCEPT, &json!({ "disputeId": lost })), None);
    assert_eq!(bench.effects(&lost), 1);
    assert_eq!(code(&bench.post(ACCEPT, &json!({ "disputeId": lost }))), "REPEAT_REQUEST");
    let unknown = open(&bench, json!({ "suffix": "_16" }));
    let supply = json!({ "disputeId": unknown, "disputeEvidence": document("proof") });
    let answer = bench.post(SUPPLY, &supply);
    assert_eq!((code(&answer), &answer["result"]["resultStatus"]), ("UNKNOWN_EXCEPTION", &json!("U")));
    assert_eq!(code(&bench.post(SUPPLY, &supply)), "REPEAT_REQUEST");
    assert_eq!(bench.effects(&unknown), 1);
}

#[test]
fn what_cannot_be_disputed_is_refused_by_practice() {
    let bench = bench();
    bench.paid(&hold("P-2", "PRACTICE_CARD_VISA_4242", &money("USD", "10000")));
    for wrong in [
        json!({ "payment": "NONE" }),
        json!({ "payment": "P-2" }),
        json!({ "payment": "P-1", "amount": "10001" }),
        json!({ "payment": "P-1", "amount": "0" }),
        json!({ "payment": "P-1", "amount": money("EUR", "1") }),
        json!({ "payment": "P-1", "type": "QUARREL" }),
        json!({ "payment": "P-1", "due_hours": -1 }),
    ] {
        assert_eq!(bench.practice_post("/practice/dispute", &wrong).0, 400, "{wrong}");
    }
    assert_eq!(told(&bench), Vec::<String>::new());
}

#[test]
fn the_history_holds_disputes_in_every_stage() {
    let bench = Bench::with(240, 1, None);
    let disputes = bench.practice("/practice/disputes")["disputes"].as_array().unwrap().clone();
    let set = |name: &str| disputes.iter().map(|d| d[name].as_str().unwrap_or("-")).collect::<BTreeSet<_>>();
    let stages = BTreeSet::from(["ACCEPTED", "CANCELLED", "CREATED", "DEFENDING", "LOST", "WON"]);
    assert_eq!(set("stage"), stages);
    assert_eq!(set("kind"), BTreeSet::from(["CHARGEBACK", "COMPLIANCE_REQUEST", "RETRIEVAL_REQUEST"]));
    assert_eq!(set("payment_id").len(), disputes.len(), "one for a payment");
    let kinds: BTreeSet<String> = told(&bench).into_iter().collect();
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    let soon = disputes.iter().filter(|d| d["stage"] == "CREATED");
    let left: Vec<i64> = soon.map(|d| d["due_at"].as_i64().unwrap() - start()).collect();
    assert!(left.iter().all(|left| *left > 0));
    assert!(left.iter().any(|left| *left < DAY) && left.iter().any(|left| *left > 3 * DAY - HOUR));
    for dispute in &disputes {
        let payment = bench.post("payments/inquiryPayment", &json!({ "paymentId": dispute["payment_id"] }));
        assert_eq!(payment["paymentStatus"], "SUCCESS");
    }
}
