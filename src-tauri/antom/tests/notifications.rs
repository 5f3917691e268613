//! Every published notification: which kind it is, that every field of the reference has a place, and the key
//! under which its repeats are one.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use antom::calls::NOTIFICATIONS;
use antom::notify::{
    MASK, NewsKind, Notification, PaymentNews, acknowledgement, content_print, masked, merge_key,
    secret_paths,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    notification: String,
    feed_word: Option<String>,
    body: Map<String, Value>,
    kind: String,
    merge_key: String,
}

fn cases() -> BTreeMap<String, Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/notifications");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        })
        .collect()
}

fn read(case: &Case) -> Notification {
    Notification::of(case.body.clone(), case.feed_word.as_deref())
}

#[test]
fn each_is_what_it_is_and_every_field_has_a_place() {
    let mut seen = BTreeSet::new();
    for (name, case) in cases() {
        assert!(!case.why.is_empty() && case.notification == case.kind, "{name}");
        let read = read(&case);
        assert_eq!(read.kind().word(), case.kind, "{name}");
        assert_eq!(merge_key(&read), case.merge_key, "{name}");
        seen.insert(case.kind);
        let shown = format!("{read:?}");
        assert!(!shown.contains("extra: {\""), "{name}: {shown}");
        assert_eq!(read.result().is_some(), case.body.contains_key("result"), "{name}");
    }
    for facts in NOTIFICATIONS {
        assert!(seen.contains(facts.name), "no case of {}", facts.name);
        assert!(NewsKind::ALL.iter().any(|kind| kind.word() == facts.name), "{}", facts.name);
    }
    assert_eq!(NOTIFICATIONS.len() + 1, NewsKind::ALL.len());
}

fn written(news: &Notification) -> Value {
    match news {
        Notification::Payment(news) => serde_json::to_value(news),
        Notification::Capture(news) => serde_json::to_value(news),
        Notification::Refund(news) => serde_json::to_value(news),
        Notification::Dispute(news) => serde_json::to_value(news),
        Notification::DefenseStrategySuggestion(news) => serde_json::to_value(news),
        Notification::DefenseDocument(news) => serde_json::to_value(news),
        Notification::Authorization(news) => serde_json::to_value(news),
        Notification::RegistrationStatus(news) => serde_json::to_value(news),
        Notification::Subscription(news) => serde_json::to_value(news),
        Notification::Other(news) => serde_json::to_value(&news.fields),
    }
    .unwrap()
}

/// A scalar may come as itself or as a text.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) if text == "true" || text == "false" => Value::Bool(text == "true"),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, inside)| (name.clone(), plain(inside))).collect())
        }
        Value::Number(number) => Value::String(number.to_string()),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

#[test]
fn written_again_it_says_the_same() {
    for (name, case) in cases() {
        let told = read(&case);
        assert_eq!(plain(&written(&told)), plain(&Value::Object(case.body.clone())), "{name}");
        let Value::Object(again) = written(&told) else { panic!("{name}") };
        assert_eq!(Notification::of(again, case.feed_word.as_deref()), told, "{name}");
    }
}

/// A field newer than this program is kept and told apart; one of another type makes the whole kept as it came.
#[test]
fn what_is_new_is_kept() {
    for (name, case) in cases() {
        let mut body = case.body.clone();
        body.insert("quiteNew".into(), json!({"inner": ["x"]}));
        let news = Notification::of(body, case.feed_word.as_deref());
        assert_eq!(written(&news)["quiteNew"]["inner"][0], "x", "{name}");
        if news.kind() == NewsKind::Other {
            continue;
        }
        assert_eq!(merge_key(&news), case.merge_key, "{name}");
        let mut body = case.body.clone();
        body.insert("result".into(), json!(["no result"]));
        let Notification::Other(kept) = Notification::of(body.clone(), case.feed_word.as_deref()) else {
            panic!("{name}")
        };
        assert_eq!(kept.misfit.map(NewsKind::word), Some(case.kind.as_str()), "{name}");
        assert_eq!(kept.fields.0, body, "{name}");
    }
}

#[test]
fn the_order_of_tests_that_tell_kinds_apart() {
    let of = |body: Value, feed: Option<&str>| NewsKind::of(body.as_object().unwrap(), feed);
    for (body, feed, kind) in [
        (json!({"notifyType": "REFUND_RESULT", "disputeNotificationType": "X"}), None, NewsKind::Refund),
        (json!({"notifyType": "NEW", "disputeNotificationType": "X"}), None, NewsKind::Dispute),
        (json!({"notifyType": "NEW"}), Some("REFUND_RESULT"), NewsKind::Other),
        (json!({"notifyType": ""}), Some("REFUND_RESULT"), NewsKind::Refund),
        (json!({}), Some("CAPTURE_RESULT"), NewsKind::Capture),
        (json!({}), Some("DISPUTE_CREATED"), NewsKind::Other),
        (json!({}), None, NewsKind::Other),
        (json!({"disputeId": "1"}), None, NewsKind::Other),
        (json!({"disputeNotificationType": null, "refundId": "1"}), None, NewsKind::Other),
        (json!({"notifyType": 7}), None, NewsKind::Other),
    ] {
        assert_eq!(of(body.clone(), feed), kind, "{body} {feed:?}");
    }
}

#[test]
fn keys_differ_where_news_differs_and_hold_no_secret() {
    let mut keys = BTreeMap::new();
    for (name, case) in cases() {
        let news = read(&case);
        let key = merge_key(&news);
        assert!(!key.contains("MADE-UP"), "{name}: {key}");
        // Other orders of the same fields are the same news.
        let turned: Map<String, Value> = case.body.clone().into_iter().rev().collect();
        assert_eq!(merge_key(&Notification::of(turned.clone(), case.feed_word.as_deref())), key, "{name}");
        assert_eq!(content_print(&turned), content_print(&case.body), "{name}");
        keys.entry(key).or_insert_with(Vec::new).push(name);
    }
    let shared: Vec<_> = keys.into_values().filter(|names| names.len() > 1).collect();
    // The same event by both roads.
    let wanted = vec![vec!["dispute-by-the-feed".to_owned(), "dispute-created-wide".to_owned()]];
    assert_eq!(shared, wanted);
}

#[test]
fn no_secret_is_shown() {
    let secrets =
        ["MADE-UP-ACCESS-TOKEN", "MADE-UP-AUTH-CODE", "MADE-UP-CARD-TOKEN", "MADE-UP-ACQUIRER-TOKEN"];
    let mut masks = BTreeSet::new();
    for (name, case) in cases() {
        let news = read(&case);
        let body = Value::Object(case.body.clone());
        let shown = masked(news.kind(), &body);
        for secret in secrets {
            assert!(!format!("{news:?}").contains(secret), "{name}");
            assert!(!shown.to_string().contains(secret), "{name}: {shown}");
        }
        for path in secret_paths(news.kind()) {
            let pointer = format!("/{}", path.replace('.', "/"));
            if body.pointer(&pointer).is_some() {
                assert_eq!(shown.pointer(&pointer), Some(&json!(MASK)), "{name}");
                masks.insert((news.kind(), *path));
            }
        }
        if !body.to_string().contains("oken") && !body.to_string().contains("authCode") {
            assert_eq!(shown, body, "{name}");
        }
    }
    // Every published path was met.
    let all: usize = NewsKind::ALL.iter().map(|kind| secret_paths(*kind).len()).sum();
    assert_eq!(masks.len(), all);
    let hidden = masked(
        NewsKind::Other,
        &json!({"new": [{"CardToken": "x"}], "extendInfo": "{\"accessToken\":\"x\"}", "fine": "x"}),
    );
    assert_eq!(hidden, json!({"new": [{"CardToken": MASK}], "extendInfo": MASK, "fine": "x"}));
}

#[test]
fn what_a_payment_notification_says() {
    let says = |body: Value| {
        let Notification::Payment(news) = Notification::of(body.as_object().unwrap().clone(), None) else {
            panic!("{body}")
        };
        news.says()
    };
    let result = |status: &str| json!({"resultCode": "X", "resultStatus": status});
    for (kind, status, payment_status, wanted) in [
        ("PAYMENT_RESULT", Some("S"), None, PaymentNews::Succeeded),
        ("PAYMENT_RESULT", Some("S"), Some("SUCCESS"), PaymentNews::Succeeded),
        ("PAYMENT_RESULT", None, None, PaymentNews::Succeeded),
        ("PAYMENT_RESULT", None, Some("SUCCESS"), PaymentNews::Succeeded),
        ("PAYMENT_RESULT", Some("F"), None, PaymentNews::Failed),
        ("PAYMENT_RESULT", Some("F"), Some("FAIL"), PaymentNews::Failed),
        ("PAYMENT_RESULT", None, Some("CANCELLED"), PaymentNews::Failed),
        ("PAYMENT_RESULT", Some("S"), Some("PROCESSING"), PaymentNews::Pending),
        ("PAYMENT_RESULT", Some("S"), Some("FAIL"), PaymentNews::Unclear),
        ("PAYMENT_RESULT", Some("F"), Some("SUCCESS"), PaymentNews::Unclear),
        ("PAYMENT_RESULT", Some("U"), None, PaymentNews::Unclear),
        ("PAYMENT_RESULT", Some("A"), Some("SUCCESS"), PaymentNews::Unclear),
        ("PAYMENT_RESULT", Some("S"), Some("NEW_WORD"), PaymentNews::Unclear),
        ("PAYMENT_PENDING", Some("S"), None, PaymentNews::Pending),
        ("PAYMENT_PENDING", Some("F"), None, PaymentNews::Unclear),
        ("UPDATE_AMOUNT_RESULT", Some("S"), None, PaymentNews::AmountChanged),
        ("UPDATE_AMOUNT_RESULT", Some("F"), None, PaymentNews::AmountKept),
        ("UPDATE_AMOUNT_RESULT", None, None, PaymentNews::Unclear),
        ("OFFLINE_PAYMENT_CODE", Some("S"), None, PaymentNews::OfflineCode),
    ] {
        let mut body = json!({"notifyType": kind});
        if let Some(status) = status {
            body["result"] = result(status);
        }
        if let Some(word) = payment_status {
            body["paymentStatus"] = word.into();
        }
        assert_eq!(says(body.clone()), wanted, "{body}");
    }
}

#[test]
fn the_acknowledgement_is_the_fixed_one() {
    let wanted = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;
    assert_eq!(acknowledgement(), wanted.as_bytes());
}
