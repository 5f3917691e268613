//! A relay on this computer, a gateway that sends to it, and desks.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, unused_imports)]

mod gateway;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::Moment;
pub use gateway::{CLIENT_ID, Gateway, NOW, Notification, PATH, burst};
use relay::{Clock, Desk, Listening, Options, Relay, Rules, Store, make};
use reqwest::{Client, Response};

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
        keep: None,
        proxy_strips: String::new(),
        largest_body: 4096,
        clock: fixed_clock(),
    }
}
