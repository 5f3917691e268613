//! The practice gateway seen from outside: its books and its journal are asked, not ours.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::Value;

/// A practice gateway by its address.
pub struct Gateway {
    base_url: String,
}

/// A payment in the gateway's books.
#[derive(Debug, Clone)]
pub struct Booked {
    pub payment_id: String,
    pub order_number: String,
    pub currency: String,
    pub minor: u64,
}

impl Gateway {
    pub fn at(base_url: &str) -> Self {
        Self { base_url: base_url.to_owned() }
    }

    /// The one that runs inside the window of a data folder.
    pub fn of(data_dir: &Path) -> Self {
        let address = data_dir.join("practice/address");
        Self::at(&std::fs::read_to_string(address).expect("the practice gateway wrote its address"))
    }

    /// The first payment of the books that fits. Amounts that ask for a fault are left alone.
    pub fn payment(&self, fits: impl Fn(&Value) -> bool) -> Booked {
        let books = self.ask("GET", "/practice/books", "");
        let payments = books["payments"].as_array().expect("payments");
        let minor = |payment: &Value| payment.pointer("/amount/value").and_then(number).unwrap_or_default();
        let payment = payments
            .iter()
            .find(|payment| {
                minor(payment) > 2_000 && !(13..=18).contains(&(minor(payment) % 100)) && fits(payment)
            })
            .expect("the history has such a payment");
        let word =
            |pointer: &str| payment.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        Booked {
            payment_id: word("/payment_id"),
            order_number: word("/order_number"),
            currency: word("/amount/currency"),
            minor: minor(payment),
        }
    }

    /// When the payments of the books were made.
    pub fn times(&self) -> Vec<i64> {
        let books = self.ask("GET", "/practice/books", "");
        let payments = books["payments"].as_array().expect("payments");
        payments.iter().filter_map(|payment| payment["created_at"].as_i64()).collect()
    }

    /// How often money moved or a declaration was taken for this payment, by the gateway's own journal.
    pub fn effects(&self, api: &str, payment_id: &str) -> Vec<Value> {
        let journal = self.ask("GET", "/practice/journal", "");
        let lines = journal["effects"].as_array().expect("effects");
        let ours = |line: &&Value| {
            line["effect"] == true
                && line["payment_id"] == payment_id
                && line["api"].as_str().is_some_and(|name| name.contains(api))
        };
        lines.iter().filter(ours).cloned().collect()
    }

    /// Registers a merchant's public key, as a merchant does in the dashboard.
    pub fn register(&self, public_key: &str, version: &str) {
        let body = serde_json::json!({ "public_key": public_key, "key_version": version }).to_string();
        let answer = self.ask("POST", "/practice/register-key", &body);
        assert_eq!(answer["key_version"], version, "{answer}");
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Value {
        let place = self.base_url.trim().trim_start_matches("http://");
        let mut stream = TcpStream::connect(place).expect("the gateway listens");
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n");
        let head = format!("{head}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all((head + body).as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let answer = String::from_utf8(answer).expect("text");
        let (_, json) = answer.split_once("\r\n\r\n").expect("a body");
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{path}: {error}: {answer}"))
    }
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}
