use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::bench::*;
use crate::fault::FaultPlan;
use crate::signature::{SignatureHeader, Signer, Verifier, content};
use crate::{Options, Server, serve};

async fn server(plan: Option<FaultPlan>) -> Server {
    let now = Arc::new(AtomicI64::new(start()));
    let clock = Arc::new(move || now.load(Ordering::SeqCst));
    serve(Options { now: Some(clock), fault_plan: plan, ..Options::default() }).await.unwrap()
}

async fn raw(server: &Server, text: &[u8]) -> Vec<u8> {
    let address = server.listening.base_url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok();
    answer
}

/// A request as one official client writes it: an absolute URL in the request line.
fn request(server: &Server, api: &str, body: &Value) -> Vec<u8> {
    let path = format!("/ams/sandbox/api/v1/{api}");
    let body = serde_json::to_string_pretty(body).unwrap();
    let time = "2026-09-14T02:00:00+00:00";
    let client_id = &server.listening.client_id;
    let signer = Signer::from_base64(&server.listening.merchant_private_key).unwrap();
    let signature = signer.sign(&content("POST", &path, client_id, time, body.as_bytes())).unwrap();
    format!(
        "POST https://gateway.example.test{path} HTTP/1.1\r\nHost: gateway.example.test\r\nConnection: close\r\n\
         Content-Type: application/json; charset=UTF-8\r\nclient-id: {client_id}\r\nrequest-time: {time}\r\n\
         signature: {}\r\nContent-Length: {}\r\n\r\n{body}",
        SignatureHeader::write("1", &signature),
        body.len()
    )
    .into_bytes()
}

fn take_apart(answer: &[u8]) -> (Vec<(String, String)>, String) {
    let text = String::from_utf8(answer.to_vec()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    (headers.map(|(n, v)| (n.to_owned(), v.to_owned())).collect(), body.to_owned())
}

#[tokio::test]
async fn an_answer_carries_lower_case_headers_and_a_signature_over_the_path() {
    let server = server(None).await;
    let asked = request(&server, "payments/pay", &pay("P-1", "ALIPAY_HK", None, &money("HKD", "10000")));
    let (headers, body) = take_apart(&raw(&server, &asked).await);
    let header = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap();
    let text = content(
        "POST",
        "/ams/sandbox/api/v1/payments/pay",
        header("client-id"),
        header("response-time"),
        body.as_bytes(),
    );
    let verifier = Verifier::from_base64(&server.listening.gateway_public_key).unwrap();
    assert!(verifier.accepts(&text, &SignatureHeader::read(header("signature")).unwrap().signature));
    assert_eq!(header("response-time"), START);
    assert_eq!(code(&serde_json::from_str(&body).unwrap()), "SUCCESS");
    server.shutdown().await;
}

#[tokio::test]
async fn a_lost_answer_is_a_connection_closed_without_a_byte() {
    let server = server(None).await;
    let asked = request(&server, "payments/pay", &pay("P-1", "ALIPAY_HK", None, &money("HKD", "10013")));
    assert!(raw(&server, &asked).await.is_empty());
    let journal = raw(
        &server,
        b"GET /practice/journal?request_id=P-1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    let journal: Value = serde_json::from_str(&take_apart(&journal).1).unwrap();
    assert_eq!(journal["effects"][0]["effect"], true);
    let (_, body) = take_apart(&raw(&server, &asked).await);
    assert_eq!(code(&serde_json::from_str(&body).unwrap()), "SUCCESS");
    server.shutdown().await;
}

#[tokio::test]
async fn a_truncated_answer_is_shorter_than_it_said() {
    let plan = FaultPlan { truncated: 1000, quiet_after: Some(1), ..FaultPlan::default() };
    let server = server(Some(plan)).await;
    let asked = request(&server, "payments/pay", &pay("P-1", "ALIPAY_HK", None, &money("HKD", "10000")));
    let (headers, body) = take_apart(&raw(&server, &asked).await);
    let said: usize = headers.iter().find(|(n, _)| n == "content-length").unwrap().1.parse().unwrap();
    assert!(body.len() < said);
    server.shutdown().await;
}

#[tokio::test]
async fn a_page_of_another_origin_is_turned_away_and_shutdown_closes_the_port() {
    let server = server(None).await;
    let asked = b"GET /practice/books HTTP/1.1\r\nHost: x\r\nOrigin: https://shop.example.test\r\nConnection: close\r\n\r\n";
    assert!(raw(&server, asked).await.starts_with(b"HTTP/1.1 403"));
    let address = server.listening.base_url.strip_prefix("http://").unwrap().to_owned();
    server.shutdown().await;
    assert!(TcpStream::connect(address).await.is_err());
}
