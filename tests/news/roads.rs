//! The same events of a real practice gateway by each road alone and by all together: the same payments and
//! dossiers, and the list shows each once, with its roads.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Actor, Effect, Moment, RelayDesk, Road};
use engine::news::FeedState;
use engine::port::{Keys as _, Ledger};
use engine::{CaptureWish, Merchant, Parts, RefundWish};
use serde_json::{Value, json};
use simulator::Options;
use testkit::{ListRelay, MemoryLedger};
use tokio::sync::broadcast;

use crate::bank::PATH;
use crate::desk::{Told, notices, told};
use crate::shop::{Street, Way, money, open};

/// A letter of the gateway as it is posted.
struct Letter {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A street on which things happened, and every letter of the gateway about them.
struct Day {
    street: Street,
    letters: Vec<Letter>,
    requests: Vec<String>,
}

async fn post(url: &str, body: &Value) -> Value {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.post(url).body(body.to_string()).send().await.unwrap();
    let text = answer.text().await.unwrap();
    assert!(!text.contains("\"error\""), "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Another system of the shop pays, takes, gives back and is disputed; this desk is told of nothing.
async fn a_day() -> Day {
    let street = Street::open().await;
    let site = street.merchant(Arc::new(MemoryLedger::default()), street.http.clone());
    let mut requests = Vec::new();
    for (way, minor) in
        [(Way::Hold, 50_000), (Way::Card, 20_000), (Way::Wallet, 60_000), (Way::Mainland, 30_000)]
    {
        requests.push(street.paid(&site, way, minor).await);
    }
    let hold = site.payment(&requests[0]).await.unwrap();
    let capture = CaptureWish {
        draft: domain::CaptureRequestId::parse(&street.id()).unwrap(),
        payment: requests[0].clone(),
        amount: money(30_000, "SGD"),
        last: false,
        version: Some(hold.version),
    };
    site.capture(capture).await.unwrap();
    street.settle(&site).await.unwrap();
    for (payment, minor, currency) in [(0, 10_000, "SGD"), (2, 60_000, "HKD")] {
        let wish = RefundWish {
            draft: domain::RefundRequestId::parse(&street.id()).unwrap(),
            payment: requests[payment].clone(),
            amount: money(minor, currency),
            reason: domain::RefundReason::Damaged,
            note: String::new(),
            again: false,
            careful: false,
            version: None,
        };
        site.refund(wish).await.unwrap();
        street.settle(&site).await.unwrap();
    }
    let base = &street.listening.base_url;
    post(&format!("{base}/practice/dispute"), &json!({ "payment": requests[1] })).await;
    street.clock.advance(Moment::MINUTE);
    let events = street.look(&format!("{base}/practice/events?path={PATH}&limit=1000")).await;
    let letters: Vec<Letter> = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| Letter {
            headers: event["headers"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
                .collect(),
            body: event["body"].as_str().unwrap().as_bytes().to_vec(),
        })
        .collect();
    assert!(letters.len() >= 8, "{events}");
    Day { street, letters, requests }
}

impl Day {
    /// Another desk of the same shop, with this relay.
    async fn desk(&self, ledger: Arc<dyn Ledger>, relay: Arc<ListRelay>) -> Merchant {
        let street = &self.street;
        let token = street.keys.seal(b"a made-up desk token".to_vec()).await.unwrap();
        let mut account = street.account();
        account.relay = Some(RelayDesk {
            address: "https://relay.example".into(),
            notify_path: PATH.into(),
            token: STANDARD.encode(token),
        });
        let parts = Parts {
            ledger,
            gateway: street.http.clone(),
            keys: Arc::new(street.keys.clone()),
            clock: Arc::new(street.clock.clone()),
            ids: Arc::new(street.ids.clone()),
            relay,
        };
        let (stale, _) = broadcast::channel(64);
        Merchant::new(account, Actor::parse("clerk").unwrap(), parts, stale).unwrap()
    }

    fn relay(&self) -> Arc<ListRelay> {
        let relay = ListRelay::default();
        for letter in &self.letters {
            relay.put(letter.headers.clone(), letter.body.clone());
        }
        Arc::new(relay)
    }

    /// Reads all there is by these roads, in their order, and gives what the desk knows then; and what it knows
    /// once it has asked about every payment: a refund made elsewhere may not say which payment it is of.
    async fn by(&self, roads: &[Road], ledger: Arc<dyn Ledger>) -> [BTreeMap<String, Told>; 2] {
        let desk = self.desk(ledger, self.relay()).await;
        for road in roads {
            match road {
                Road::Feed => {
                    let read = desk.read_feed().await.unwrap();
                    assert_eq!(read.listed, self.letters.len());
                }
                Road::Relay => {
                    let read = desk.read_relay().await.unwrap().unwrap();
                    assert_eq!((read.verified, read.unverified), (self.letters.len(), 0));
                }
                Road::Given => {
                    for letter in &self.letters {
                        desk.take_given(PATH, letter.headers.clone(), letter.body.clone()).await.unwrap();
                    }
                }
            }
        }
        let before = told(&desk).await;
        for request in &self.requests {
            assert!(desk.inquire(request).await.unwrap().trouble.is_none());
        }
        let all = notices(desk.ledger().as_ref()).await;
        assert_eq!(all.len(), self.letters.len(), "each once, by {roads:?}");
        for notice in all {
            let came: Vec<Road> = notice.times.keys().copied().collect();
            let mut expected = roads.to_vec();
            expected.sort();
            assert_eq!(came, expected, "{}", notice.arrival.merge_key);
            assert!(notice.times.values().all(|times| *times == 1), "{:?}", notice.times);
            let effect = notice.took.unwrap().effect;
            assert!(matches!(effect, Effect::Changed | Effect::Repeated), "{effect:?}");
        }
        let report = desk.ledger().verify().await.unwrap();
        assert_eq!((report.broken_at, report.views_differ), (None, Vec::new()));
        [before, told(&desk).await]
    }
}

#[tokio::test]
async fn every_road_tells_the_same() {
    use Road::{Feed, Given, Relay};
    let day = a_day().await;
    let memory = || -> Arc<dyn Ledger> { Arc::new(MemoryLedger::default()) };
    let feed = day.by(&[Feed], memory()).await;
    assert_eq!(feed[1].len(), 5, "four payments and a dispute: {feed:#?}");
    for roads in [
        vec![Relay],
        vec![Given],
        vec![Feed, Relay],
        vec![Relay, Feed],
        vec![Given, Relay, Feed],
        vec![Feed, Given],
    ] {
        assert_eq!(day.by(&roads, memory()).await, feed, "{roads:?}");
    }
    let file = day.street.file();
    assert_eq!(day.by(&[Relay, Feed, Given], open(&file).await).await, feed, "on a real file");
}

#[tokio::test]
async fn asking_tells_the_same_as_being_told() {
    let day = a_day().await;
    // One desk asked for everything itself and was told nothing but answers; another only reads the feed.
    let [_, told_of] = day.by(&[Road::Feed], Arc::new(MemoryLedger::default())).await;
    let ledger: Arc<dyn Ledger> = Arc::new(MemoryLedger::default());
    let asking = day.desk(Arc::clone(&ledger), Arc::new(ListRelay::default())).await;
    // It knows of the payments by their first word only; the rest it asks for.
    for letter in &day.letters {
        let body: Value = serde_json::from_slice(&letter.body).unwrap();
        if body["notifyType"] == "PAYMENT_RESULT" {
            asking.take_given(PATH, letter.headers.clone(), letter.body.clone()).await.unwrap();
        }
    }
    for request in &day.requests {
        assert!(asking.inquire(request).await.unwrap().trouble.is_none());
    }
    let asked = told(&asking).await;
    for request in &day.requests {
        let stream = format!("payment/shop/{request}");
        assert_eq!(asked[&stream], told_of[&stream], "{request}");
    }
    // What it knows already, the feed repeats.
    asking.read_feed().await.unwrap();
    assert_eq!(told(&asking).await, told_of);
}

#[tokio::test]
async fn without_a_feed_asking_still_works() {
    let street = Street::with(Options { no_feed: true, ..Options::default() }).await;
    let merchant = street.honest(&street.file()).await;
    let read = merchant.read_feed().await.unwrap();
    let FeedState::Absent { code } = read.state else { panic!("{:?}", read.state) };
    assert_eq!((code.as_str(), read.listed, read.gap), ("NO_INTERFACE_DEF", 0, None));
    let entries = merchant.ledger().coverage().await.unwrap().entries;
    merchant.read_feed().await.unwrap();
    assert_eq!(merchant.ledger().coverage().await.unwrap().entries, entries, "said once");
    assert_eq!(merchant.feed_state().await.unwrap(), FeedState::Absent { code });
    let payment = street.paid(&merchant, Way::Wallet, 60_000).await;
    assert!(merchant.inquire(&payment).await.unwrap().trouble.is_none());
    let booked = street.booked(&payment).await.unwrap();
    crate::shop::agree(&merchant.payment(&payment).await.unwrap().payment, &booked);
}
