//! One desk of the shop, and the people around it: the buyer and the bank, as the practice gateway plays them.

use std::path::PathBuf;
use std::sync::Arc;

use domain::{Moment, OrderId, Payment};
use engine::Merchant;
use engine::port::{Gateway, Keeping, OpenOrder, OrderFilter};
use serde_json::{Value, json};

use crate::shop::{Street, open, sound};

/// A desk with one ledger and one process at a time.
pub struct Stand {
    pub street: Street,
    pub file: PathBuf,
    pub merchant: Merchant,
    hand: reqwest::Client,
}

impl Stand {
    pub async fn open() -> Self {
        Self::on(Street::open().await).await
    }

    pub async fn on(street: Street) -> Self {
        let file = street.file();
        let merchant = street.honest(&file).await;
        let hand = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { street, file, merchant, hand }
    }

    /// Another process on the same ledger, with another way to the gateway.
    pub async fn beside(&self, gateway: Arc<dyn Gateway>) -> Merchant {
        self.street.merchant(open(&self.file).await, gateway)
    }

    /// Posts to the practice gateway's own side. Gives the status and the answer.
    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let url = format!("{}{path}", self.street.listening.base_url);
        let answer = self.hand.post(url).body(body.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap())
    }

    /// The same; it must go well.
    pub async fn play(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.post(path, body.clone()).await;
        assert_eq!(status, 200, "{path} {body}: {answer}");
        answer
    }

    /// The buyer of a payment does something.
    pub async fn buyer(&self, request: &str, does: &str) {
        self.play("/practice/act", json!({ "payment_request_id": request, "do": does })).await;
    }

    pub async fn get(&self, path: &str) -> Value {
        self.street.look(&format!("{}{path}", self.street.listening.base_url)).await
    }

    /// Follows every ladder until nothing is open.
    pub async fn rest(&self) {
        for _ in 0..200 {
            let Some(due) = self.next_due().await else { return };
            self.street.clock.set(due.max(self.street.now()));
            self.merchant.drive_due().await.unwrap();
        }
        panic!("never at rest: {:?}", self.merchant.ledger().orders(OrderFilter::Open).await);
    }

    /// One step on the ladder: to the time something is due, and what is due is driven.
    pub async fn step(&self) {
        let due = self.next_due().await.expect("something is open");
        self.street.clock.set(due.max(self.street.now()));
        self.merchant.drive_due().await.unwrap();
    }

    /// The same, unless nothing is open any more.
    pub async fn step_if_open(&self) {
        if self.next_due().await.is_some() {
            self.step().await;
        }
    }

    pub async fn next_due(&self) -> Option<Moment> {
        let open = self.merchant.ledger().orders(OrderFilter::Open).await.unwrap();
        open.iter().map(|order| order.due_at).min()
    }

    pub async fn order(&self, id: &str) -> OpenOrder {
        self.merchant.ledger().order(&OrderId::parse(id).unwrap()).await.unwrap().unwrap()
    }

    pub async fn is_open(&self, id: &str) -> bool {
        self.order(id).await.closed_by.is_none()
    }

    /// How often an order was sent, and how often it was asked about.
    pub async fn sent_and_asked(&self, id: &str) -> (usize, usize) {
        let attempts = self.merchant.ledger().attempts(&OrderId::parse(id).unwrap()).await.unwrap();
        let asked = attempts.iter().filter(|attempt| attempt.begun.question).count();
        (attempts.len() - asked, asked)
    }

    pub async fn payment(&self, id: &str) -> Payment {
        self.merchant.payment(id).await.unwrap().payment
    }

    /// The gateway's id of a payment.
    pub async fn gateway_id(&self, request: &str) -> String {
        let booked = self.street.booked(request).await.expect("the gateway has it");
        booked["payment_id"].as_str().unwrap().to_owned()
    }

    /// How often something took effect at the gateway.
    pub async fn effects(&self, api: &str, id: &str) -> usize {
        self.street.effects(api, id).await
    }

    /// Chain and views are sound, and nothing the gateway said contradicts the ledger.
    pub async fn is_sound(&self) {
        sound(self.merchant.ledger().as_ref()).await;
    }

    /// Whether these bytes stand anywhere in the ledger's files: the file, its log, its index.
    pub fn is_in_the_files(&self, text: &str) -> bool {
        let folder = self.file.parent().unwrap();
        std::fs::read_dir(folder).unwrap().any(|entry| {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
    }

    /// Fails when a secret stands in the ledger's files or in any attempt. `beside` stands there in the
    /// clear and is found: the search works.
    pub async fn keeps_no(&self, secret: &str, beside: &str) {
        assert!(self.is_in_the_files(beside), "{beside} stands there in the clear");
        assert!(!self.is_in_the_files(secret), "a secret stands in the ledger's files");
        let ledger = self.merchant.ledger();
        let closed = ledger.orders(OrderFilter::ClosedSince(Moment(0))).await.unwrap();
        for order in ledger.orders(OrderFilter::Open).await.unwrap().into_iter().chain(closed) {
            let mut kept = vec![order.body.clone()];
            for attempt in ledger.attempts(&order.id).await.unwrap() {
                kept.push(attempt.begun.body);
                kept.extend(attempt.begun.headers.into_iter().map(|(_, value)| value.into_bytes()));
                kept.extend(attempt.end.into_iter().flat_map(|end| [end.body, end.message.into_bytes()]));
            }
            let found =
                kept.iter().any(|bytes| bytes.windows(secret.len()).any(|own| own == secret.as_bytes()));
            assert!(!found, "{}: a secret is kept", order.id);
            if order.keeping == Keeping::Forgotten {
                assert!(!order.body.is_empty(), "everything but the code is kept");
            }
        }
    }
}
