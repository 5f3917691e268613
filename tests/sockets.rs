//! A thousand exchanges over real sockets, with a machine in between that resets, holds back, cuts off, drips and
//! answers by itself: whatever it does, what is told as final is what the gateway booked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shop;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::{Moment, Progress, RefundReason, RefundRequestId};
use engine::RefundWish;
use engine::port::OrderFilter;
use gateway_http::{HttpGateway, Limits};
use shop::{Street, Way, agree, money, open, sound};
use testkit::Dice;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the machine in between does with one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mischief {
    None,
    /// Reset as soon as it stands.
    Reset,
    /// So many bytes of the request go on, then everything is reset.
    ResetInRequest,
    /// The request is swallowed; nothing ever comes back.
    BlackHole,
    /// The request arrives; nothing ever comes back.
    HoldBack,
    /// So many bytes of the answer come back, then the connection is closed as if all were said.
    HalfAnswer,
    /// The same, with a reset.
    ResetInAnswer,
    /// The answer comes a byte at a time.
    Drip,
    /// Another answer than the gateway's, before the gateway heard anything.
    Says(u16),
    /// Another answer than the gateway's, which heard and did everything.
    SaysAfter(u16),
}

const ALL: [Mischief; 13] = [
    Mischief::Reset,
    Mischief::ResetInRequest,
    Mischief::BlackHole,
    Mischief::HoldBack,
    Mischief::HalfAnswer,
    Mischief::ResetInAnswer,
    Mischief::Drip,
    Mischief::Says(500),
    Mischief::Says(503),
    Mischief::Says(429),
    Mischief::Says(200),
    Mischief::SaysAfter(502),
    Mischief::SaysAfter(200),
];

/// The machine in between.
#[derive(Default)]
struct Between {
    connections: AtomicU64,
    calm: AtomicBool,
    did: Mutex<BTreeMap<Mischief, u64>>,
}

impl Between {
    async fn start(gateway: String) -> (Arc<Self>, u16) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let between = Arc::new(Self::default());
        let own = Arc::clone(&between);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&own).pass(stream, gateway.clone()));
            }
        });
        (between, port)
    }

    fn draw(&self) -> (Mischief, usize) {
        let number = self.connections.fetch_add(1, Ordering::SeqCst);
        let mut dice = Dice::new(number);
        let quiet = self.calm.load(Ordering::SeqCst) || dice.in_ten(4);
        let mischief = if quiet { Mischief::None } else { *dice.among(&ALL) };
        *self.did.lock().unwrap().entry(mischief).or_default() += 1;
        (mischief, dice.place(900))
    }

    async fn pass(self: Arc<Self>, mut client: TcpStream, gateway: String) {
        let (mischief, at) = self.draw();
        match mischief {
            Mischief::Reset => return reset(client),
            Mischief::BlackHole => {
                let _ = request(&mut client).await;
                return std::future::pending().await;
            }
            Mischief::Says(status) => {
                let _ = request(&mut client).await;
                let _ = client.write_all(says(status).as_bytes()).await;
                return;
            }
            _ => {}
        }
        let Ok(mut server) = TcpStream::connect(&gateway).await else { return };
        let Some(heard) = request(&mut client).await else { return };
        if mischief == Mischief::ResetInRequest {
            let _ = server.write_all(&heard[..at.min(heard.len() - 1)]).await;
            reset(server);
            return reset(client);
        }
        let _ = server.write_all(&heard).await;
        let answer = answer(&mut server).await;
        match mischief {
            Mischief::HoldBack => std::future::pending().await,
            Mischief::SaysAfter(status) => {
                let _ = client.write_all(says(status).as_bytes()).await;
            }
            Mischief::HalfAnswer => {
                let _ = client.write_all(&answer[..at.min(answer.len().saturating_sub(1))]).await;
            }
            Mischief::ResetInAnswer => {
                let _ = client.write_all(&answer[..at.min(answer.len().saturating_sub(1))]).await;
                reset(client);
            }
            Mischief::Drip => {
                for byte in answer {
                    if client.write_all(&[byte]).await.is_err() {
                        return;
                    }
                    tokio::task::yield_now().await;
                }
            }
            _ => {
                let _ = client.write_all(&answer).await;
            }
        }
    }
}

/// An answer nobody signed; with 200 it looks as good as one can without the key.
fn says(status: u16) -> String {
    let body = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;
    format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn reset(stream: TcpStream) {
    // With no time to linger the system sends a reset instead of a goodbye.
    let _ = stream.set_zero_linger();
}

/// A whole request: head, and as much as it announces.
async fn request(client: &mut TcpStream) -> Option<Vec<u8>> {
    let mut heard = Vec::new();
    loop {
        let mut piece = [0; 4096];
        let many = client.read(&mut piece).await.ok().filter(|many| *many > 0)?;
        heard.extend_from_slice(&piece[..many]);
        let text = String::from_utf8_lossy(&heard).to_ascii_lowercase();
        let Some(head) = text.find("\r\n\r\n") else { continue };
        let length: usize =
            text.split("content-length:").nth(1)?.split("\r\n").next()?.trim().parse().ok()?;
        if heard.len() >= head + 4 + length {
            return Some(heard);
        }
    }
}

/// Everything the gateway says until it has said all it announced, or closes.
async fn answer(server: &mut TcpStream) -> Vec<u8> {
    let mut said = Vec::new();
    loop {
        let mut piece = [0; 4096];
        match server.read(&mut piece).await {
            Ok(0) | Err(_) => return said,
            Ok(many) => said.extend_from_slice(&piece[..many]),
        }
        let text = String::from_utf8_lossy(&said).to_ascii_lowercase();
        let length: Option<usize> = text
            .split("content-length:")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next()?.trim().parse().ok());
        if let (Some(head), Some(length)) = (text.find("\r\n\r\n"), length)
            && said.len() >= head + 4 + length
        {
            return said;
        }
    }
}

/// How many exchanges at least.
const EXCHANGES: u64 = 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_exchanges_and_no_wrong_final() {
    let street = Street::open().await;
    street.next_morning();
    let gateway = street.listening.base_url.trim_start_matches("http://").to_owned();
    let (between, port) = Between::start(gateway).await;
    let limits = Limits { total: Duration::from_millis(400), ..Limits::default() };
    let http = HttpGateway::new(Arc::new(|host: &str| host == "127.0.0.1"), limits).unwrap();
    let file = street.file();
    let merchant = street.elsewhere(&format!("http://127.0.0.1:{port}"), open(&file).await, Arc::new(http));
    let mut payments = Vec::new();
    while between.connections.load(Ordering::SeqCst) < EXCHANGES {
        let draft = street.id();
        let way = if payments.len() % 2 == 0 { Way::Wallet } else { Way::Card };
        merchant.take_payment(street.take(&draft, way, 20_000)).await.unwrap();
        payments.push((draft.clone(), way));
        let known = merchant.payment(&draft).await.unwrap().payment;
        let currency = if way == Way::Wallet { "HKD" } else { "SGD" };
        for part in [5_000, 2_500] {
            let wish = RefundWish {
                draft: RefundRequestId::parse(&street.id()).unwrap(),
                payment: draft.clone(),
                version: None,
                amount: money(part, currency),
                reason: RefundReason::Goodwill,
                note: String::new(),
                again: true,
                careful: true,
            };
            // Not allowed while the payment itself is not known.
            if known.payment.is_some() {
                let _ = merchant.refund(wish).await;
            }
        }
        street.clock.advance(15 * Moment::SECOND);
        let _ = merchant.drive_due().await;
        finals(&street, &merchant, &payments[payments.len().saturating_sub(20)..]).await;
    }

    between.calm.store(true, Ordering::SeqCst);
    street.settle(&merchant).await.unwrap();
    sound(merchant.ledger().as_ref()).await;
    assert_eq!(merchant.ledger().orders(OrderFilter::Open).await.unwrap(), Vec::new());
    for (payment, _) in &payments {
        let found = merchant.inquire(payment).await.unwrap().standing.payment;
        assert!(!found.has_unknown(), "{found:?}");
        if let Some(booked) = street.booked(payment).await {
            agree(&found, &booked);
        }
    }
    finals(&street, &merchant, &payments).await;
    let did = between.did.lock().unwrap().clone();
    println!("{} exchanges: {did:?}", between.connections.load(Ordering::SeqCst));
    for mischief in ALL {
        assert!(
            did.get(&mischief).is_some_and(|times| *times >= 10),
            "{mischief:?} hardly happened: {did:?}"
        );
    }
}

/// What is told as done took effect once, what is told as refused never did.
async fn finals(street: &Street, merchant: &engine::Merchant, payments: &[(String, Way)]) {
    let journal = street.journal().await;
    let times = |api: &str, id: &str| {
        journal
            .iter()
            .filter(|line| line["api"] == api && line["request_id"] == id && line["effect"] == true)
            .count()
    };
    for (id, _) in payments {
        let payment = merchant.payment(id).await.unwrap().payment;
        if payment.payment.is_some() {
            assert_eq!(times("pay", id), 1, "{payment:?}");
        }
        for (id, refund) in &payment.refunds {
            match refund.progress {
                Progress::Done { .. } => assert_eq!(times("refund", id.as_str()), 1, "{refund:?}"),
                Progress::Refused { .. } => assert_eq!(times("refund", id.as_str()), 0, "{refund:?}"),
                Progress::Asked | Progress::Pending => {
                    assert!(times("refund", id.as_str()) <= 1, "{refund:?}")
                }
            }
        }
    }
}
