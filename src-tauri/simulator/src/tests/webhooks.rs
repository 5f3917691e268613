//! A receiver on this machine, and a gateway that posts to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{HOUR, MINUTE};
use crate::signature::{SignatureHeader, Verifier, content};
use crate::webhook::{self, Address};

const SUCCESS: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;

struct Heard {
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Answers as many requests as it has answers, one each, then stops.
struct Receiver {
    url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    thread: JoinHandle<()>,
}

impl Receiver {
    fn open(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/notify?shop=1", listener.local_addr().unwrap());
        let answers: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let book = Arc::clone(&heard);
        let thread = std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                book.lock().unwrap().push(read(&mut stream));
                write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{answer}", answer.len())
                    .unwrap();
            }
        });
        Self { url, heard, thread }
    }

    fn close(self) -> Vec<Heard> {
        self.thread.join().unwrap();
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

fn read(stream: &mut std::net::TcpStream) -> Heard {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let path = line.split(' ').nth(1).unwrap().to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").unwrap().1.parse().unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Heard { path, headers, body }
}

fn status(bench: &Bench) -> Value {
    bench.post("notification/inquireNotificationList", &json!({}))["notifications"][0]["deliveryStatus"]
        .clone()
}

#[test]
fn a_webhook_is_signed_for_its_path_and_delivered_until_it_is_acknowledged() {
    let bench = Bench::new();
    let receiver = Receiver::open(&["{}", r#"{"result":"SUCCESS"}"#, SUCCESS]);
    assert_eq!(bench.practice_post("/practice/notify-url", &json!({ "url": receiver.url })).0, 200);
    bench.paid(&pay("P-1", "ALIPAY_HK", None, &money("HKD", "1000")));
    let mut expected = Vec::new();
    for wait in [0, 2 * MINUTE, 10 * MINUTE, 10 * MINUTE] {
        bench.wait(wait - 1);
        webhook::deliver_due(&bench.gateway).unwrap();
        bench.wait(1);
        webhook::deliver_due(&bench.gateway).unwrap();
        webhook::deliver_due(&bench.gateway).unwrap();
        expected.push(status(&bench));
    }
    assert_eq!(expected, ["PENDING", "PENDING", "DELIVERED", "DELIVERED"]);
    let heard = receiver.close();
    assert_eq!(heard.len(), 3);
    let verifier =
        Verifier::from_base64(&crate::gateway::held(bench.gateway.keys.read()).gateway_public).unwrap();
    for letter in &heard {
        let header = |name: &str| letter.headers.iter().find(|(n, _)| n == name).unwrap().1.clone();
        let text = content("POST", &letter.path, &header("client-id"), &header("request-time"), &letter.body);
        let signature = SignatureHeader::read(&header("signature")).unwrap();
        assert!(verifier.accepts(&text, &signature.signature));
        assert_eq!(letter.path, "/notify?shop=1");
        assert_eq!(letter.body, heard[0].body, "every try carries the same body");
    }
}

#[test]
fn after_eight_tries_by_the_schedule_a_delivery_has_failed() {
    let bench = Bench::new();
    let receiver = Receiver::open(&["no"; 8]);
    bench.practice_post("/practice/notify-url", &json!({ "url": receiver.url }));
    bench.paid(&pay("P-1", "ALIPAY_HK", None, &money("HKD", "1000")));
    for wait in [0, 2, 10, 10, 60, 120, 360, 900] {
        assert_eq!(status(&bench), "PENDING");
        bench.wait(wait * MINUTE);
        webhook::deliver_due(&bench.gateway).unwrap();
    }
    assert_eq!(status(&bench), "FAILED");
    bench.wait(24 * HOUR);
    webhook::deliver_due(&bench.gateway).unwrap();
    assert_eq!(receiver.close().len(), 8);
}

#[test]
fn deliveries_on_demand_repeat_and_reorder() {
    let bench = Bench::new();
    for number in 0..6 {
        bench.paid(&pay(&format!("P-{number}"), "ALIPAY_HK", None, &money("HKD", "1000")));
    }
    let delivered = |order: &str, seed: u64| -> Vec<String> {
        let receiver = Receiver::open(&[SUCCESS; 12]);
        let ask = json!({ "times": 2, "order": order, "seed": seed, "url": receiver.url });
        let (code, answer) = bench.practice_post("/practice/deliver", &ask);
        assert_eq!(code, 200, "{answer}");
        let heard = receiver.close();
        let bodies = heard.iter().map(|letter| serde_json::from_slice::<Value>(&letter.body).unwrap());
        bodies.map(|body| body["paymentRequestId"].as_str().unwrap().to_owned()).collect()
    };
    let mut expected: Vec<String> = (0..12).map(|at| format!("P-{}", at / 2)).collect();
    assert_eq!(delivered("oldest", 1), expected);
    let shuffled = delivered("shuffled", 5);
    assert_eq!(shuffled, delivered("shuffled", 5));
    assert_ne!(shuffled, expected);
    expected.reverse();
    assert_eq!(delivered("newest", 1), expected);
    assert_eq!(status(&bench), "DELIVERED");
    let one = bench.practice("/practice/events?limit=1")["events"][0]["event_id"].clone();
    let receiver = Receiver::open(&[SUCCESS]);
    let (_, answer) =
        bench.practice_post("/practice/deliver", &json!({ "event_id": one, "url": receiver.url }));
    assert_eq!(answer["delivered"][0]["acknowledged"], true);
    assert_eq!(receiver.close().len(), 1);
}

#[test]
fn ready_signed_headers_fit_the_path_that_was_asked_for() {
    let bench = Bench::new();
    bench.paid(&pay("P-1", "ALIPAY_HK", None, &money("HKD", "1000")));
    let listed = bench.practice("/practice/events?path=%2Frelay%2Fpractice");
    let event = &listed["events"][0];
    let header = |name: &str| event["headers"][name].as_str().unwrap();
    let body = event["body"].as_str().unwrap().as_bytes();
    let text = content("POST", "/relay/practice", header("client-id"), header("request-time"), body);
    let verifier =
        Verifier::from_base64(&crate::gateway::held(bench.gateway.keys.read()).gateway_public).unwrap();
    assert!(verifier.accepts(&text, &SignatureHeader::read(header("signature")).unwrap().signature));
}

#[test]
fn webhooks_stay_on_this_machine() {
    for url in ["http://127.0.0.1:8080/notify", "http://localhost:1", "http://[::1]:9/x?y=z"] {
        assert!(Address::read(url).is_ok(), "{url}");
    }
    for url in [
        "https://127.0.0.1/notify",
        "http://shop.example.test/notify",
        "http://127.0.0.1.example.test/notify",
        "http://127.0.0.1@shop.example.test/notify",
        "http://10.0.0.1/notify",
        "http://0.0.0.0/notify",
        "http://127.0.0.1/a b",
        "127.0.0.1/notify",
        "",
    ] {
        assert!(Address::read(url).is_err(), "{url}");
        let bench = Bench::new();
        assert_eq!(bench.practice_post("/practice/notify-url", &json!({ "url": url })).0, 400, "{url}");
    }
}
