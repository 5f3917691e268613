use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::bench::*;
use crate::auth::Arrived;
use crate::gateway::{Gateway, Reaction};
use crate::practice;
use crate::server::open;
use crate::signature::{SignatureHeader, Signer, content};
use crate::{Listening, Options, serve};

fn options(path: &std::path::Path, now: &Arc<AtomicI64>) -> Options {
    let hand = Arc::clone(now);
    Options {
        payments: 50,
        books: Some(path.to_owned()),
        now: Some(Arc::new(move || hand.load(Ordering::SeqCst))),
        ..Options::default()
    }
}

fn post(gateway: &Gateway, listening: &Listening, at: i64, api: &str, body: &Value) -> Option<Value> {
    let path = format!("/ams/sandbox/api/v1/{api}");
    let (time, body) = (at.to_string(), body.to_string().into_bytes());
    let signer = Signer::from_base64(&listening.merchant_private_key).unwrap();
    let text = content("POST", &path, &listening.client_id, &time, &body);
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("client-id", listening.client_id.clone()),
        ("request-time", time),
        ("signature", SignatureHeader::write("1", &signer.sign(&text).unwrap())),
    ];
    let headers = headers.into_iter().map(|(n, v)| (n.to_owned(), v)).collect();
    match gateway.exchange(&Arrived { method: "POST".to_owned(), path, headers, body }) {
        Reaction::Reply(reply) => Some(serde_json::from_slice(&reply.body).unwrap()),
        Reaction::Silence => None,
    }
}

fn get(gateway: &Gateway, path: &str) -> Value {
    let request =
        Arrived { method: "GET".to_owned(), path: path.to_owned(), headers: Vec::new(), body: Vec::new() };
    serde_json::from_slice(&practice::serve(gateway, &request).body).unwrap()
}

#[test]
fn effects_keys_and_history_survive_a_restart_and_a_torn_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.jsonl");
    let now = Arc::new(AtomicI64::new(start()));
    let lost = pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("USD", "10013"));
    let (before, listening) = {
        let (gateway, listening) = open(&options(&path, &now)).unwrap();
        assert!(listening.client_id.starts_with("SANDBOX_PRACTICE_"));
        assert_eq!(post(&gateway, &listening, start(), "payments/pay", &lost), None);
        (get(&gateway, "/practice/books"), listening)
    };
    let torn = b"{\"count\":99,\"entries\":[{\"faul";
    std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(torn).unwrap();
    let later = start() + 60_000;
    now.store(later, Ordering::SeqCst);
    let (gateway, again) = open(&options(&path, &now)).unwrap();
    assert_eq!(again.client_id, listening.client_id);
    assert_eq!(again.gateway_public_key, listening.gateway_public_key);
    assert_eq!(get(&gateway, "/practice/books"), before);
    let answer = post(&gateway, &again, later, "payments/pay", &lost).unwrap();
    assert_eq!(code(&answer), "SUCCESS");
    let journal = get(&gateway, "/practice/journal?request_id=P-1");
    assert_eq!(journal["effects"].as_array().unwrap().iter().filter(|l| l["effect"] == true).count(), 1);
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(!written.contains("PRACTICE_CARD"), "a token stands in the books file");
    assert!(written.ends_with('\n') && !written.contains("\"faul\n"));
}

#[test]
fn a_further_merchant_key_is_accepted_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.jsonl");
    let now = Arc::new(AtomicI64::new(start()));
    let own = Signer::generate().unwrap();
    let spki = own.public_base64().unwrap();
    let register = |gateway: &Gateway, body: String| -> (u16, Value) {
        let request = Arrived {
            method: "POST".to_owned(),
            path: "/practice/register-key".to_owned(),
            headers: Vec::new(),
            body: body.into_bytes(),
        };
        let reply = practice::serve(gateway, &request);
        (reply.status, serde_json::from_slice(&reply.body).unwrap())
    };
    let (gateway, _) = open(&options(&path, &now)).unwrap();
    let (status, answer) = register(&gateway, format!(r#"{{"public_key":"{spki}"}}"#));
    assert_eq!((status, &answer["key_version"]), (200, &Value::from("2")));
    let (status, _) = register(&gateway, format!(r#"{{"public_key":"{spki}","key_version":"1"}}"#));
    assert_eq!(status, 400, "version 1 is taken by another key");
    let (status, _) = register(&gateway, r#"{"public_key":"AAAA"}"#.to_owned());
    assert_eq!(status, 400);
    drop(gateway);
    let (gateway, mut listening) = open(&options(&path, &now)).unwrap();
    let (status, answer) = register(&gateway, format!(r#"{{"public_key":"{spki}"}}"#));
    assert_eq!((status, &answer["key_version"]), (200, &Value::from("2")), "it was remembered");
    drop(gateway);
    let der = STANDARD.decode(&spki).unwrap();
    let known = Options { merchant_public_key: Some(der), ..options(&path, &now) };
    let (gateway, opened) = open(&known).unwrap();
    assert_eq!(opened.registered_key_version.as_deref(), Some("2"));
    listening.merchant_private_key = own.private_base64().unwrap();
    let ask = serde_json::json!({ "paymentRequestId": "P-1" });
    let answer = post(&gateway, &listening, start(), "payments/inquiryPayment", &ask).unwrap();
    assert_eq!(code(&answer), "INVALID_SIGNATURE", "its version is 2, not 1");
}

#[test]
fn a_live_client_id_is_refused() {
    for client_id in ["5Y0000000000", "SANDBOX_5Y0000000000"] {
        let options = Options { client_id: Some(client_id.to_owned()), ..Options::default() };
        assert!(open(&options).is_err(), "{client_id}");
    }
}

#[tokio::test]
async fn books_have_one_gateway_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let now = Arc::new(AtomicI64::new(start()));
    let options = options(&folder.path().join("books.jsonl"), &now);
    let first = serve(options.clone()).await.unwrap();
    assert!(serve(options.clone()).await.is_err(), "the books are in use");
    let client_id = first.listening.client_id.clone();
    first.shutdown().await;
    let second = serve(options.clone()).await.unwrap();
    assert_eq!(second.listening.client_id, client_id);
    second.shutdown().await;
    let other = Options { client_id: Some("SANDBOX_PRACTICE_OTHER".to_owned()), ..options };
    assert!(serve(other).await.is_err(), "the books belong to somebody else");
}
