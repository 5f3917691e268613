//! A throw-away gateway: it signs notifications with a key made for this run.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use antom::signing::{PublicKey, content, signature_header};
use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Moment;

pub const CLIENT_ID: &str = "SANDBOX_MADE_UP_0001";
pub const PATH: &str = "/notify";
/// When these gateways speak: 2026-02-02T02:40:00Z.
pub const NOW: Moment = Moment(1_770_000_000_000);

/// The gateway's key, made for this run.
pub struct Gateway(KeyPair);

impl Gateway {
    pub fn new() -> Self {
        Self(KeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    pub fn public(&self) -> PublicKey {
        let der = self.0.public_key().as_der().unwrap();
        PublicKey::parse(&STANDARD.encode(der.as_ref())).unwrap()
    }

    /// A notification to the usual client and path.
    pub fn says(&self, time: Moment, body: &str) -> Notification {
        self.says_as(CLIENT_ID, PATH, &time.0.to_string(), body.as_bytes())
    }

    /// A notification as the gateway would send it.
    pub fn says_as(&self, client_id: &str, path: &str, time: &str, body: &[u8]) -> Notification {
        let signed = content(path, client_id, time, body);
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &signed, &mut signature).unwrap();
        let headers = [
            ("content-type", "application/json; charset=UTF-8".to_owned()),
            ("client-id", client_id.to_owned()),
            ("request-time", time.to_owned()),
            ("signature", signature_header("1", &signature)),
        ];
        Notification {
            headers: headers.map(|(name, value)| (name.to_owned(), value)).into(),
            body: body.to_vec(),
        }
    }
}

#[derive(Clone)]
pub struct Notification {
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Notification {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let slot = self.headers.iter_mut().find(|(theirs, _)| theirs == name);
        match slot {
            Some((_, old)) => *old = value.to_owned(),
            None => self.headers.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(theirs, _)| theirs != name);
        self
    }

    pub fn twice(mut self, name: &str) -> Self {
        let again = self.header(name).to_owned();
        self.headers.push((name.to_owned(), again));
        self
    }

    pub fn header(&self, name: &str) -> &str {
        &self.headers.iter().find(|(theirs, _)| theirs == name).unwrap().1
    }
}

/// A burst: so many notifications, each another, of 60 bytes to 3 KB. Signing takes every core there is.
pub fn burst(gateway: &Gateway, count: usize) -> Vec<Notification> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all = vec![None; count];
    std::thread::scope(|scope| {
        for (part, slots) in all.chunks_mut(count.div_ceil(cores).max(1)).enumerate() {
            scope.spawn(move || {
                let first = part * count.div_ceil(cores).max(1);
                for (at, slot) in slots.iter_mut().enumerate() {
                    let number = first + at;
                    // Every seventh is long, every third is not only ASCII.
                    let note = if number.is_multiple_of(7) { "x".repeat(number % 3000) } else { String::new() };
                    let name = if number.is_multiple_of(3) { "\u{5f20}\u{4e09}" } else { "made up" };
                    let body = format!(
                        r#"{{"notifyType":"PAYMENT_RESULT","paymentId":"made-up-{number}","name":"{name}","note":"{note}"}}"#
                    );
                    *slot = Some(gateway.says(NOW.plus(i64::try_from(number / 50).unwrap()), &body));
                }
            });
        }
    });
    all.into_iter().map(Option::unwrap).collect()
}
