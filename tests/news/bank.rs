//! A bank in memory: it lists its events in a feed, says how a payment stands, and signs with a throw-away key.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use antom::signing::{content, signature_header};
use async_trait::async_trait;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use domain::Moment;
use engine::outbox::Recorded;
use engine::port::{Call, Delivered, Gateway, HttpAnswer};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey as _;
use serde_json::{Value, json};

/// Whom the bank knows the shop as.
pub const CLIENT: &str = "SANDBOX_5YSTREET0001";
/// Where the shop is notified, as it is signed.
pub const PATH: &str = "/notify";

/// An event of the feed.
#[derive(Debug, Clone)]
pub struct Listed {
    pub at: Moment,
    pub word: String,
    pub body: Value,
}

/// What the bank has, and how it behaves.
#[derive(Debug, Default)]
pub struct Books {
    /// In the order they are listed, oldest first, whatever their times.
    pub events: Vec<Listed>,
    /// How a payment stands, by our id: the fields of an answer.
    pub payments: BTreeMap<String, Value>,
    /// Refunds, by their request id: the fields of an answer.
    pub refunds: BTreeMap<String, Value>,
    /// How often it was asked about a payment.
    pub asked: BTreeMap<String, usize>,
    /// Orders it was sent, by path.
    pub orders: Vec<String>,
    /// Answers no question about payments.
    pub silent: bool,
    /// Pages of the feed it was asked for.
    pub pages: usize,
    /// Says that there is more, and not where: from this page on.
    pub lost_at: Option<usize>,
    /// Does not answer for the feed from this page on.
    pub down_at: Option<usize>,
}

/// Clones share the books.
#[derive(Debug, Clone, Default)]
pub struct Bank(Arc<Mutex<Books>>);

/// The signing form of the test run's throw-away key.
fn pair(key: &RsaPrivateKey) -> RsaKeyPair {
    RsaKeyPair::from_pkcs8(key.to_pkcs8_der().unwrap().as_bytes()).unwrap()
}

fn own_pair() -> &'static RsaKeyPair {
    static PAIR: OnceLock<RsaKeyPair> = OnceLock::new();
    PAIR.get_or_init(|| pair(testkit::private_key()))
}

fn signed(key: &RsaKeyPair, message: &[u8]) -> Vec<u8> {
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
    signature
}

fn headers(time_name: &str, client: &str, time: &str, signature: &[u8]) -> Vec<(String, String)> {
    [
        ("content-type", "application/json; charset=UTF-8".to_owned()),
        ("client-id", client.to_owned()),
        (time_name, time.to_owned()),
        ("signature", signature_header("1", signature)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// A webhook as the bank posts it.
pub fn letter(client: &str, at: Moment, body: &Value) -> (Vec<(String, String)>, Vec<u8>) {
    write_letter(own_pair(), client, at, body)
}

/// A webhook signed with another key.
pub fn letter_of(
    key: &RsaPrivateKey,
    client: &str,
    at: Moment,
    body: &Value,
) -> (Vec<(String, String)>, Vec<u8>) {
    write_letter(&pair(key), client, at, body)
}

fn write_letter(
    key: &RsaKeyPair,
    client: &str,
    at: Moment,
    body: &Value,
) -> (Vec<(String, String)>, Vec<u8>) {
    let (time, body) = (at.iso(), body.to_string().into_bytes());
    let signature = signed(key, &content(PATH, client, &time, &body));
    (headers("request-time", client, &time, &signature), body)
}

pub fn success() -> Value {
    json!({ "resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success" })
}

impl Bank {
    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().unwrap()
    }

    /// Puts an event into the feed.
    pub fn list(&self, at: Moment, word: &str, body: &Value) {
        self.books().events.push(Listed { at, word: word.to_owned(), body: body.clone() });
    }

    fn hear(&self, call: &Call) -> Delivered {
        let ask: Value = serde_json::from_slice(&call.body).unwrap();
        let answer = {
            let mut books = self.books();
            match call.path.rsplit('/').next().unwrap() {
                "inquireNotificationList" => books.page(&ask),
                "inquiryPayment" => books.standing(&ask),
                "inquiryRefund" => books.refund(&ask),
                "pay" => {
                    let message = "payment in process";
                    let result = json!({
                        "resultCode": "PAYMENT_IN_PROCESS", "resultStatus": "U", "resultMessage": message
                    });
                    Some(json!({ "result": result }))
                }
                "consult" => Some(json!({
                    "result": success(), "authUrl": "https://wallet.example/consent", "normalUrl": "https://wallet.example/consent"
                })),
                other => panic!("the bank was never to be asked for {other}"),
            }
        };
        let Some(answer) = answer else { return Delivered::NotSent("the line is dead".into()) };
        let body = answer.to_string().into_bytes();
        let time = "2026-03-02T09:00:00Z";
        let signature = signed(own_pair(), &content(&call.path, CLIENT, time, &body));
        Delivered::Answer(HttpAnswer {
            status: 200,
            headers: headers("response-time", CLIENT, time, &signature),
            body,
        })
    }
}

impl Books {
    fn page(&mut self, ask: &Value) -> Option<Value> {
        self.pages += 1;
        if self.down_at.is_some_and(|down| self.pages >= down) {
            return None;
        }
        let time = |name: &str| antom::parse_time(ask[name].as_str().unwrap()).unwrap().0;
        let (from, to) = (time("eventCreateTimeFrom"), time("eventCreateTimeTo"));
        let limit = usize::try_from(ask["limit"].as_u64().unwrap()).unwrap();
        let mut inside: Vec<(usize, &Listed)> = self
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| (from / 1000..=to / 1000).contains(&(event.at.0 / 1000)))
            .collect();
        inside.sort_by_key(|(at, event)| std::cmp::Reverse((event.at, *at)));
        if let Some(after) = ask["startingAfter"].as_str() {
            let place = inside.iter().position(|(at, _)| uuid(*at) == after).unwrap();
            inside.drain(..=place);
        }
        let more = inside.len() > limit;
        inside.truncate(limit);
        let notifications: Vec<Value> = inside
            .iter()
            .map(|(at, event)| {
                json!({
                    "eventId": uuid(*at), "notifyType": event.word, "eventCreateTime": event.at.iso(),
                    "deliveryStatus": "FAILED", "notificationData": event.body
                })
            })
            .collect();
        let mut answer = json!({ "result": success(), "notifications": notifications, "hasMore": more });
        if self.lost_at.is_some_and(|lost| self.pages >= lost) {
            answer["hasMore"] = json!(true);
            answer["notifications"] = json!([]);
        } else if more {
            answer["nextStartingAfter"] = json!(uuid(inside.last().unwrap().0));
        }
        Some(answer)
    }

    fn refund(&mut self, ask: &Value) -> Option<Value> {
        let found = ask["refundRequestId"].as_str().and_then(|id| self.refunds.get(id)).cloned();
        let answer = found.map(|mut fields| {
            fields["result"] = success();
            fields
        });
        let none = json!({
            "resultCode": "REFUND_NOT_EXIST", "resultStatus": "F", "resultMessage": "no such refund"
        });
        (!self.silent).then(|| answer.unwrap_or_else(|| json!({ "result": none })))
    }

    fn standing(&mut self, ask: &Value) -> Option<Value> {
        let found = self
            .payments
            .iter()
            .find(|(request, fields)| {
                ask["paymentRequestId"] == **request || ask["paymentId"] == fields["paymentId"]
            })
            .map(|(request, fields)| (request.clone(), fields.clone()));
        let Some((request, mut fields)) = found else {
            let result = json!({
                "resultCode": "ORDER_NOT_EXIST", "resultStatus": "F", "resultMessage": "no such order"
            });
            return (!self.silent).then(|| json!({ "result": result }));
        };
        *self.asked.entry(request).or_default() += 1;
        fields["result"] = success();
        (!self.silent).then_some(fields)
    }
}

/// The id of the event at this place.
fn uuid(at: usize) -> String {
    format!("5eed0000-0000-4000-8000-{at:012x}")
}

#[async_trait]
impl Gateway for Bank {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        self.books().orders.push(order.order().path.clone());
        self.hear(&call)
    }

    async fn ask(&self, call: Call) -> Delivered {
        self.hear(&call)
    }
}
