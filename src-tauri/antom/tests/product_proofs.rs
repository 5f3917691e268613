//! What an answer proves for disputes, consents and subscriptions: nothing is called refused that our own lost
//! delivery may have done. And the walk through the feed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use antom::download_dispute_evidence::{DownloadDisputeEvidenceAnswer, EvidenceFormat, NoFile};
use antom::feed_event::is_no_feed;
use antom::feed_list::{InquireNotificationListAnswer, NextPage};
use antom::notify::{NewsKind, Notification, merge_key};
use antom::supply_evidence::{SupplyEvidenceAsk, TagOutcome};
use antom::{
    ANSWER_DIFFERS, ANSWER_INCOMPLETE, GatewayResult, Proof, ResultStatus, accept_dispute, apply_token,
    revoke, subscription_cancel, subscription_change, subscription_create, subscription_update,
    supply_defense_document, supply_evidence,
};
use domain::DisputeId;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn result(status: &str, code: &str) -> GatewayResult {
    let status = match status {
        "S" => ResultStatus::Success,
        "F" => ResultStatus::Failure,
        "U" => ResultStatus::Unknown,
        other => ResultStatus::Other(other.to_owned()),
    };
    GatewayResult { status, code: code.to_owned(), message: String::new() }
}

fn told<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn verdict<T>(proof: &Proof<T>) -> &'static str {
    match proof {
        Proof::Done(_) => "done",
        Proof::Refused { .. } => "refused",
        Proof::InProcess { .. } => "in process",
        Proof::Unknown { .. } => "unknown",
    }
}

fn code<T>(proof: Proof<T>) -> String {
    match proof {
        Proof::Unknown { code, .. } => code,
        Proof::Done(_) | Proof::Refused { .. } | Proof::InProcess { .. } => panic!("not unknown"),
    }
}

#[test]
fn a_dispute_answered_before_was_not_refused() {
    let dispute = DisputeId::parse("D-1").unwrap();
    let good = || told(json!({"disputeId": "D-1", "disputeResolutionTime": "2026-03-05T10:00:00+00:00"}));
    for (status, word, first, again) in [
        ("S", "SUCCESS", "done", "done"),
        ("F", "REPEAT_REQUEST", "unknown", "unknown"),
        ("F", "TIME_EXCEEDS_LIMIT", "refused", "unknown"),
        ("F", "PARAM_ILLEGAL", "refused", "refused"),
        ("F", "INVALID_SIGNATURE", "refused", "refused"),
        ("U", "UNKNOWN_EXCEPTION", "unknown", "unknown"),
        ("A", "SUCCESS", "unknown", "unknown"),
    ] {
        for (repeated, wanted) in [(false, first), (true, again)] {
            let proof = accept_dispute::prove(&dispute, repeated, &result(status, word), &good());
            assert_eq!(verdict(&proof), wanted, "accept {word} {repeated}");
            let proof = supply_defense_document::prove(&dispute, repeated, &result(status, word), &good());
            assert_eq!(verdict(&proof), wanted, "supply {word} {repeated}");
        }
    }
    for word in ["DEFENSE_EXCEED_LIMIT", "NOT_ALLOW_IN_CURRENT_STATUS"] {
        for (repeated, wanted) in [(false, "refused"), (true, "unknown")] {
            let proof = supply_defense_document::prove(&dispute, repeated, &result("F", word), &good());
            assert_eq!(verdict(&proof), wanted, "{word} {repeated}");
        }
    }
    let success = result("S", "SUCCESS");
    let other = told(json!({"disputeId": "D-2"}));
    assert_eq!(code(accept_dispute::prove(&dispute, false, &success, &other)), ANSWER_DIFFERS);
    assert_eq!(code(accept_dispute::prove(&dispute, false, &success, &told(json!({})))), ANSWER_INCOMPLETE);
}

#[test]
fn proof_is_taken_kind_by_kind() {
    let ask: SupplyEvidenceAsk =
        told(json!({"disputeId": "D-1", "evidenceContent": {"A": "x", "B": {"c": "x"}, "C": "x"}}));
    let all = told(json!({"disputeId": "D-1"}));
    let Proof::Done(known) = supply_evidence::prove(&ask, &result("S", "SUCCESS"), &all) else { panic!() };
    assert!(known.tags.len() == 3 && known.tags.values().all(|tag| *tag == TagOutcome::Taken));
    let rows = json!({"disputeId": "D-1", "evidenceResults": [
        {"evidenceTag": "A", "success": "true"},
        {"evidenceTag": "B", "success": "false", "resultCode": "EVIDENCE_TAG_NOT_SUPPORTED", "failedFieldPath": "c"}
    ]});
    let some = told(rows);
    let Proof::Done(known) = supply_evidence::prove(&ask, &result("S", "SUCCESS"), &some) else { panic!() };
    let not = TagOutcome::NotTaken { code: "EVIDENCE_TAG_NOT_SUPPORTED".into(), field: Some("c".into()) };
    assert_eq!(known.tags.into_values().collect::<Vec<_>>(), [TagOutcome::Taken, not, TagOutcome::NotTold]);
    let failed = result("F", "PROCESS_FAIL");
    assert_eq!(verdict(&supply_evidence::prove(&ask, &failed, &some)), "unknown");
    assert_eq!(verdict(&supply_evidence::prove(&ask, &failed, &all)), "refused");
    let unknown_dispute = result("F", "DISPUTE_NOT_FOUND_OR_NO_ACCESS");
    assert_eq!(verdict(&supply_evidence::prove(&ask, &unknown_dispute, &told(json!({})))), "refused");
}

#[test]
fn a_file_comes_out_as_it_went_in() {
    let answer = |text: &str| -> DownloadDisputeEvidenceAnswer {
        told(json!({"disputeEvidence": text, "disputeEvidenceFormat": "TIFF"}))
    };
    let file = answer("JVBE\nRi0x\r\nLjcK").file().unwrap();
    assert_eq!(file.bytes, b"%PDF-1.7\n");
    assert_eq!(file.format, Some(EvidenceFormat::Other("TIFF".into())));
    assert!(!format!("{file:?}").contains("37"));
    assert_eq!(answer("!").file(), Err(NoFile::NotBase64));
    assert_eq!(answer("").file(), Err(NoFile::Missing));
    assert_eq!(answer("\n").file(), Err(NoFile::Missing));
}

#[test]
fn tokens() {
    let tokens = json!({"accessToken": "MADE-UP", "accessTokenExpiryTime": "1770000001000"});
    let prove = |repeated, status: &str, word: &str, body: &Value| {
        apply_token::prove(repeated, &result(status, word), &told(body.clone()))
    };
    let Proof::Done(known) = prove(false, "S", "SUCCESS", &tokens) else { panic!() };
    assert_eq!((known.access.expose(), known.refresh), ("MADE-UP", None));
    assert_eq!(known.access_until.map(|at| at.0), Some(1_770_000_001_000));
    assert_eq!(code(prove(false, "S", "SUCCESS", &json!({}))), ANSWER_INCOMPLETE);
    assert_eq!(verdict(&prove(false, "U", "AUTH_IN_PROCESS", &json!({}))), "in process");
    for word in ["INVALID_AUTHCODE", "INVALID_REFRESH_TOKEN"] {
        assert_eq!(verdict(&prove(false, "F", word, &json!({}))), "refused");
        assert_eq!(verdict(&prove(true, "F", word, &json!({}))), "unknown");
    }
    assert_eq!(verdict(&prove(true, "F", "PARAM_ILLEGAL", &json!({}))), "refused");
    let ended = result("F", "INVALID_ACCESS_TOKEN");
    assert_eq!(verdict(&revoke::prove(false, &ended)), "refused");
    assert_eq!(verdict(&revoke::prove(true, &ended)), "unknown");
    assert_eq!(verdict(&revoke::prove(true, &result("S", "SUCCESS"))), "done");
    assert_eq!(verdict(&revoke::prove(false, &result("U", "UNKNOWN_EXCEPTION"))), "unknown");
}

#[test]
fn a_change_taken_is_not_a_change_made() {
    let (success, failed) = (result("S", "SUCCESS"), result("F", "PROCESS_FAIL"));
    for prove in [subscription_change::prove, subscription_update::prove] {
        assert_eq!(verdict(&prove(&success)), "in process");
        assert_eq!(verdict(&prove(&failed)), "refused");
        assert_eq!(verdict(&prove(&result("U", "UNKNOWN_EXCEPTION"))), "unknown");
    }
    assert_eq!(verdict(&subscription_create::prove(&success)), "done");
    assert_eq!(verdict(&subscription_create::prove(&result("F", "REPEAT_REQ_INCONSISTENT"))), "unknown");
    assert_eq!(verdict(&subscription_cancel::prove(false, &failed)), "refused");
    assert_eq!(verdict(&subscription_cancel::prove(true, &failed)), "unknown");
    assert_eq!(verdict(&subscription_cancel::prove(true, &success)), "done");
}

#[test]
fn an_account_without_a_feed() {
    for (status, code, wanted) in [
        ("F", "NO_INTERFACE_DEF", true),
        ("F", "UNKNOWN API", true),
        ("F", "UNKNOWN_API", true),
        ("F", "INVALID_API", true),
        ("F", "ACCESS_DENIED", false),
        ("U", "NO_INTERFACE_DEF", false),
        ("S", "SUCCESS", false),
    ] {
        assert_eq!(is_no_feed(200, Some(&result(status, code))), wanted, "{status} {code}");
    }
    assert!(is_no_feed(404, None));
    assert!(!is_no_feed(200, None) && !is_no_feed(500, Some(&result("F", "NO_INTERFACE_DEF"))));
}

#[test]
fn pages_of_the_feed() {
    let id = |n: u8| format!("3f0e6f0a-4a53-4f0e-9f5e-6f1f0b6a000{n}");
    let body = json!({"notifyType": "REFUND_RESULT", "refundId": "R-1", "refundStatus": "SUCCESS"});
    let event = |n| json!({"eventId": id(n), "notifyType": "REFUND_RESULT", "notificationData": body});
    let page = |value| told::<InquireNotificationListAnswer>(value);
    let after = |n: u8| NextPage::After(domain::NotificationId::parse(&id(n)).unwrap());
    let events = json!([event(2), event(1)]);
    assert_eq!(
        page(json!({"notifications": events, "hasMore": false, "nextStartingAfter": id(1)})).next_page(),
        NextPage::None
    );
    assert_eq!(
        page(json!({"notifications": events, "hasMore": "true", "nextStartingAfter": id(1)})).next_page(),
        after(1)
    );
    assert_eq!(page(json!({"notifications": events, "hasMore": true})).next_page(), after(1));
    assert_eq!(page(json!({"hasMore": true})).next_page(), NextPage::Lost);
    assert_eq!(page(json!({"notifications": null})).next_page(), NextPage::None);
    // By the feed and by webhook it is the same news.
    let whole = page(json!({"notifications": events}));
    let news = whole.notifications[0].news();
    assert_eq!(news.kind(), NewsKind::Refund);
    let webhook = Notification::of(body.as_object().unwrap().clone(), None);
    assert_eq!(merge_key(&news), merge_key(&webhook));
}
