//! A throw-away gateway that signs, and a relay on this computer to send to.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use antom::signing::{PublicKey, content, signature_header};
use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Moment;
use relay::{Clock, Desk, Listening, Options, Relay, Rules, Store, make};
use reqwest::{Client, Response};

pub const CLIENT_ID: &str = "SANDBOX_MADE_UP_0001";
pub const PATH: &str = "/notify";
/// The time on every clock of these tests: 2026-02-02T02:40:00Z.
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

    /// A notification as the gateway would send it.
    pub fn says(&self, time: Moment, body: &str) -> Notification {
        self.says_as(CLIENT_ID, PATH, &time.0.to_string(), body.as_bytes())
    }

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

/// A relay with its folder, its clock, and somebody who sends.
pub struct Shop {
    pub relay: Option<Relay>,
    pub listening: Listening,
    pub sender: Client,
    pub folder: PathBuf,
    now: Arc<AtomicI64>,
    rules: Rules,
}

impl Shop {
    pub async fn open(folder: &Path, gateway: &Gateway) -> Self {
        Self::open_with(folder, Rules::new(CLIENT_ID, vec![gateway.public()]), |_| {}).await
    }

    pub async fn open_with(folder: &Path, rules: Rules, change: impl FnOnce(&mut Options)) -> Self {
        let now = Arc::new(AtomicI64::new(NOW.0));
        let mut options = options(folder, rules.clone());
        let clock = Arc::clone(&now);
        options.clock = Arc::new(move || Moment(clock.load(Ordering::SeqCst)));
        change(&mut options);
        let relay = Relay::start(options).await.unwrap();
        let listening = relay.listening.clone();
        let sender = Client::builder().no_proxy().build().unwrap();
        Self { relay: Some(relay), listening, sender, folder: folder.to_owned(), now, rules }
    }

    pub fn later(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    pub async fn close(&mut self) {
        self.relay.take().unwrap().shutdown().await;
    }

    pub fn count(&self, name: &str) -> u64 {
        self.relay.as_ref().unwrap().counters.of(name)
    }

    pub async fn send(&self, notification: &Notification) -> (u16, String) {
        self.send_to(PATH, notification).await
    }

    pub async fn send_to(&self, path: &str, notification: &Notification) -> (u16, String) {
        let mut request = self.sender.post(format!("http://{}{path}", self.listening.listen));
        for (name, value) in &notification.headers {
            request = request.header(name, value);
        }
        answered(request.body(notification.body.clone()).send().await.unwrap()).await
    }

    pub async fn token(&self, name: &str) -> String {
        let store = Store::beside(&self.folder).await.unwrap();
        let token = make(&store, name, NOW).await.unwrap().expose().to_owned();
        store.close().await;
        token
    }

    pub fn desks(&self) -> String {
        format!("http://{}", self.listening.hand_on)
    }

    pub async fn desk(&self) -> Desk {
        Desk::new(&self.desks(), &self.token("desk").await).unwrap()
    }
}

pub async fn answered(response: Response) -> (u16, String) {
    (response.status().as_u16(), response.text().await.unwrap())
}

pub fn fixed_clock() -> Clock {
    Arc::new(|| NOW)
}

pub fn options(folder: &Path, rules: Rules) -> Options {
    Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        hand_on: "127.0.0.1:0".parse().unwrap(),
        store: folder.to_owned(),
        rules,
        notify_paths: vec![PATH.to_owned()],
        proxy_strips: String::new(),
        largest_body: 4096,
        clock: fixed_clock(),
    }
}
