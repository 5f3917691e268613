//! The engine on memory adapters: what each kind of answer does to an order, as cases, and the rails that
//! keep one intent one order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use antom::signing;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Account, AccountId, Actor, Environment, Moment, Money, RefundReason, RefundRequestId};
use engine::port::{Delivered, HttpAnswer, Keys as _, Ledger as _, OrderFilter};
use engine::{Failed, Merchant, RefundWish};
use rsa::Pkcs1v15Sign;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use testkit::{CountedIds, FixedClock, MemoryKeys, MemoryLedger, ScriptedGateway, Story, cases, sgd};
use tokio::sync::broadcast;

const CLIENT: &str = "SANDBOX_CLIENT";
const DRAFT: &str = "draft0000000000000000000000000001";
const REFUND_PATH: &str = "/ams/sandbox/api/v1/payments/refund";
const INQUIRY_PATH: &str = "/ams/sandbox/api/v1/payments/inquiryRefund";

struct Shop {
    merchant: Arc<Merchant>,
    gateway: ScriptedGateway,
    ledger: Arc<MemoryLedger>,
    clock: FixedClock,
    payment: String,
}

/// A shop with one paid wallet payment of SGD 40.00.
async fn shop() -> Shop {
    let story = Story::wallet("p1", sgd(4000)).succeeded();
    let ledger = Arc::new(MemoryLedger::new(Environment::Sandbox));
    ledger.append(story.append(0)).await.unwrap();
    let keys = MemoryKeys::new();
    let account = AccountId::parse("shop").unwrap();
    let public = keys.generate(&account, "1", engine::port::KeyBits::Rsa2048).await.unwrap();
    let account = Account {
        name: "shop".into(),
        base_url: "https://open-sea-global.alipay.com".into(),
        client_id: CLIENT.into(),
        key_version: "1".into(),
        merchant_public_key: public,
        gateway_public_key: testkit::public_key(),
        ..Account::blank(account, Environment::Sandbox)
    };
    let (gateway, clock) = (ScriptedGateway::new(), FixedClock::default());
    let parts = engine::Parts {
        ledger: ledger.clone(),
        gateway: Arc::new(gateway.clone()),
        keys: Arc::new(keys),
        clock: Arc::new(clock.clone()),
        ids: Arc::new(CountedIds::default()),
        relay: Arc::new(testkit::NoRelay),
    };
    let (stale, _) = broadcast::channel(64);
    let merchant = Merchant::new(account, Actor::parse("clerk").unwrap(), parts, stale).unwrap();
    let payment = story.payment().payment.unwrap().to_string();
    Shop { merchant: Arc::new(merchant), gateway, ledger, clock, payment }
}

impl Shop {
    fn wish(&self, draft: &str, amount: Money, version: Option<u64>) -> RefundWish {
        RefundWish {
            draft: RefundRequestId::parse(draft).unwrap(),
            payment: "p1".into(),
            version,
            amount,
            reason: RefundReason::Damaged,
            note: String::new(),
            again: false,
            careful: false,
        }
    }

    async fn refundable(&self) -> u64 {
        self.merchant.payment("p1").await.unwrap().payment.money_box().refundable.minor()
    }
}

/// An answer as the gateway signs it.
fn answer(how: &str, body: &str, status: u16, path: &str) -> Delivered {
    let time = "2026-03-02T09:00:01Z";
    let client = if how == "other_client" { "SANDBOX_OTHER" } else { CLIENT };
    let signed = if how == "wrong_signature" { "something else" } else { body };
    let content = signing::content(path, client, time, signed.as_bytes());
    let digest = Sha256::digest(content);
    let signature = testkit::private_key().sign(Pkcs1v15Sign::new::<Sha256>(), &digest).unwrap();
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    if how != "unsigned" {
        headers.push(("client-id".to_owned(), client.to_owned()));
        headers.push(("response-time".to_owned(), time.to_owned()));
        headers.push(("signature".to_owned(), signing::signature_header("1", &signature)));
    }
    match how {
        "not_sent" => Delivered::NotSent("connection refused".into()),
        "no_answer" => Delivered::NoAnswer("reset".into()),
        _ => Delivered::Answer(HttpAnswer { status, headers, body: body.as_bytes().to_vec() }),
    }
}

#[derive(Deserialize)]
struct Case {
    why: String,
    /// Each round of the outbox with the answers it gets, in order. The first round is the press.
    rounds: Vec<Vec<Said>>,
    then: Then,
}

#[derive(Deserialize)]
struct Said {
    how: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    status: Option<u16>,
}

#[derive(Deserialize)]
struct Then {
    state: String,
    deliveries: usize,
    questions: usize,
    refundable: u64,
    #[serde(default)]
    code: Option<String>,
}

/// What an order looks like after its attempts, in the words of the action line.
async fn state(shop: &Shop) -> (String, Option<String>) {
    let order = domain::OrderId::parse(DRAFT).unwrap();
    let known = shop.ledger.order(&order).await.unwrap().unwrap();
    let standing = shop.merchant.read(&known.stream).await.unwrap();
    let attempts = shop.ledger.attempts(&order).await.unwrap();
    let (state, problem) = ipc::order_state(&known, &attempts, &standing.payment, shop.merchant.now());
    let word = serde_json::to_value(state).unwrap().as_str().unwrap().to_owned();
    (word, problem.map(|problem| problem.code))
}

#[tokio::test]
async fn every_kind_of_answer_does_what_the_case_says() {
    for (file, case) in cases::<Case>("answers") {
        let shop = shop().await;
        let mut first = true;
        for round in &case.rounds {
            for said in round {
                let (how, status) = (said.how.clone(), said.status.unwrap_or(200));
                let body = said.body.replace("{id}", DRAFT).replace("P-{p}", &shop.payment);
                shop.gateway.then_with(move |sent| {
                    let path = if sent.order.is_some() { REFUND_PATH } else { INQUIRY_PATH };
                    answer(&how, &body, status, path)
                });
            }
            if first {
                shop.merchant.refund(shop.wish(DRAFT, sgd(1513), None)).await.unwrap();
                first = false;
            } else {
                shop.clock.advance(Moment::DAY);
                assert_eq!(shop.merchant.drive_due().await.unwrap(), 1, "{file}: it must be due again");
            }
        }
        let (state, code) = state(&shop).await;
        assert_eq!(state, case.then.state, "{file}: {}", case.why);
        assert_eq!(code, case.then.code, "{file}: {}", case.why);
        let sent = shop.gateway.sent();
        let deliveries = sent.iter().filter(|sent| sent.order.is_some()).count();
        assert_eq!(deliveries, case.then.deliveries, "{file}: {}", case.why);
        assert_eq!(sent.len() - deliveries, case.then.questions, "{file}: {}", case.why);
        assert_eq!(shop.refundable().await, case.then.refundable, "{file}: {}", case.why);
        let bodies: Vec<_> =
            sent.iter().filter(|sent| sent.order.is_some()).map(|sent| &sent.call.body).collect();
        assert!(bodies.windows(2).all(|two| two[0] == two[1]), "{file}: the same bytes every time");
        let open = shop.ledger.orders(OrderFilter::Open).await.unwrap().len();
        let closed = matches!(state.as_str(), "done" | "refused");
        assert_eq!(open, usize::from(!closed), "{file}: closed exactly when final");
        assert!(shop.ledger.verify().await.unwrap().broken_at.is_none(), "{file}");
    }
}

#[tokio::test]
async fn what_is_signed_is_what_is_sent() {
    let shop = shop().await;
    shop.gateway.then(Delivered::NoAnswer("reset".into()));
    shop.merchant.refund(shop.wish(DRAFT, sgd(1513), None)).await.unwrap();
    let sent = shop.gateway.sent().remove(0);
    let header = |name: &str| {
        sent.call
            .headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.clone())
            .unwrap()
    };
    assert!(sent.call.url.ends_with(REFUND_PATH), "{}", sent.call.url);
    let content =
        signing::content(REFUND_PATH, &header("client-id"), &header("request-time"), &sent.call.body);
    let signature = signing::parse_signature_header(&header("signature")).unwrap().signature;
    let key = signing::PublicKey::parse(&shop.merchant.account().merchant_public_key).unwrap();
    assert!(key.verify(&content, &signature));
    assert!(!STANDARD.encode(&signature).is_empty());
    let order = sent.order.unwrap();
    assert_eq!(order.body, sent.call.body, "the recorded bytes");
    assert_eq!(order.body_hash, <[u8; 32]>::from(Sha256::digest(&sent.call.body)));
}

#[tokio::test]
async fn one_sheet_is_one_order_however_often_it_is_pressed() {
    let shop = shop().await;
    shop.gateway.otherwise(|_| Delivered::NoAnswer("reset".into()));
    let (one, two) = tokio::join!(
        shop.merchant.refund(shop.wish(DRAFT, sgd(1513), Some(2))),
        shop.merchant.refund(shop.wish(DRAFT, sgd(1513), Some(2))),
    );
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(shop.merchant.refund(shop.wish(DRAFT, sgd(1513), Some(2))).await.unwrap().as_str(), DRAFT);
    assert_eq!(shop.ledger.orders(OrderFilter::Open).await.unwrap().len(), 1);
    assert_eq!(shop.gateway.delivered().len(), 1);
    // The same sheet for another amount is another intent.
    let other = shop.merchant.refund(shop.wish(DRAFT, sgd(100), Some(2))).await;
    assert_eq!(other, Err(Failed::DraftUsed));
}

#[tokio::test]
async fn two_windows_on_one_payment_make_one_refund() {
    let shop = shop().await;
    shop.gateway.otherwise(|_| Delivered::NoAnswer("reset".into()));
    let version = Some(shop.merchant.payment("p1").await.unwrap().version);
    let second = DRAFT.replace("01", "02");
    let (one, two) = tokio::join!(
        shop.merchant.refund(shop.wish(DRAFT, sgd(1513), version)),
        shop.merchant.refund(shop.wish(&second, sgd(1513), version)),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
    assert!([one, two].contains(&Err(Failed::Stale)));
    assert_eq!(shop.gateway.delivered().len(), 1);
}

#[tokio::test]
async fn the_ladder_waits_longer_each_time_and_never_gives_up() {
    let shop = shop().await;
    shop.gateway.otherwise(|_| Delivered::NoAnswer("reset".into()));
    shop.merchant.refund(shop.wish(DRAFT, sgd(1513), None)).await.unwrap();
    let order = domain::OrderId::parse(DRAFT).unwrap();
    let minutes = |m: i64| m * Moment::MINUTE;
    let gaps =
        [10_000, 30_000, minutes(2), minutes(10), minutes(60), minutes(360), minutes(1440), minutes(1440)];
    for (rung, gap) in gaps.into_iter().enumerate() {
        let known = shop.ledger.order(&order).await.unwrap().unwrap();
        assert_eq!(known.due_at.since(shop.merchant.now()), gap, "rung {rung}");
        shop.clock.advance(gap - 1);
        assert_eq!(shop.merchant.drive_due().await.unwrap(), 0, "not due yet");
        shop.clock.advance(1);
        assert_eq!(shop.merchant.drive_due().await.unwrap(), 1);
    }
    assert_eq!(shop.gateway.delivered().len(), 1, "asked, never delivered again");
    assert_eq!(state(&shop).await.0, "unknown");
}

#[tokio::test]
async fn no_key_means_nothing_is_written_down() {
    let shop = shop().await;
    let before = shop.ledger.coverage().await.unwrap().entries;
    let mut account = shop.merchant.account().clone();
    account.key_version = "9".into();
    let parts = engine::Parts {
        ledger: shop.ledger.clone(),
        gateway: Arc::new(shop.gateway.clone()),
        keys: Arc::new(MemoryKeys::new()),
        clock: Arc::new(shop.clock.clone()),
        ids: Arc::new(CountedIds::default()),
        relay: Arc::new(testkit::NoRelay),
    };
    let keyless =
        Merchant::new(account, Actor::parse("clerk").unwrap(), parts, broadcast::channel(8).0).unwrap();
    assert!(matches!(keyless.refund(shop.wish(DRAFT, sgd(1513), None)).await, Err(Failed::Keys(_))));
    assert_eq!(shop.ledger.coverage().await.unwrap().entries, before);
    assert!(shop.gateway.sent().is_empty());
}

/// A shop with one authorised card payment of SGD 40.00.
async fn shop_with_a_hold() -> Shop {
    let shop = shop().await;
    let story = Story::card("p2", sgd(4000)).succeeded();
    shop.ledger.append(story.append(0)).await.unwrap();
    shop
}

fn capture(draft: &str, amount: Money, last: bool) -> engine::CaptureWish {
    let draft = domain::CaptureRequestId::parse(draft).unwrap();
    engine::CaptureWish { draft, payment: "p2".into(), version: None, amount, last }
}

#[tokio::test]
async fn the_same_capture_waits_for_the_open_one() {
    let shop = shop_with_a_hold().await;
    shop.gateway.otherwise(|_| Delivered::NoAnswer("reset".into()));
    shop.merchant.capture(capture(DRAFT, sgd(1500), false)).await.unwrap();
    let second = DRAFT.replace("01", "02");
    let again = shop.merchant.capture(capture(&second, sgd(1500), false)).await;
    assert_eq!(again, Err(Failed::Bar(domain::Bar::AlreadyUnderWay { kind: domain::OrderKind::Capture })));
    // Another amount is another capture; the same sheet that now lets the rest go is not the same press.
    shop.merchant.capture(capture(&second, sgd(1000), false)).await.unwrap();
    assert_eq!(shop.merchant.capture(capture(DRAFT, sgd(1500), true)).await, Err(Failed::DraftUsed));
    assert_eq!(shop.gateway.delivered().len(), 2);
}

#[tokio::test]
async fn a_refund_that_happened_after_its_refusal_stays_reserved() {
    let shop = shop().await;
    let refused = r#"{"result":{"resultStatus":"F","resultCode":"PROCESS_FAIL","resultMessage":"no"}}"#;
    shop.gateway.then(answer("signed", refused, 200, REFUND_PATH));
    shop.merchant.refund(shop.wish(DRAFT, sgd(1513), None)).await.unwrap();
    assert_eq!(shop.refundable().await, 4000);
    let inquiry = format!(
        r#"{{"result":{{"resultStatus":"S","resultCode":"SUCCESS","resultMessage":"success"}},"paymentStatus":"SUCCESS",
        "paymentRequestId":"p1","paymentId":"{}","paymentAmount":{{"currency":"SGD","value":"4000"}},
        "transactions":[{{"transactionType":"REFUND","transactionId":"R-1","transactionRequestId":"{DRAFT}",
        "transactionStatus":"SUCCESS","transactionAmount":{{"currency":"SGD","value":"1513"}}}}]}}"#,
        shop.payment
    );
    shop.gateway.then(answer("signed", &inquiry, 200, "/ams/sandbox/api/v1/payments/inquiryPayment"));
    let inquired = shop.merchant.inquire("p1").await.unwrap();
    assert_eq!(inquired.standing.payment.contradictions.len(), 1);
    assert!(inquired.standing.payment.has_unknown(), "a person is told");
    assert_eq!(shop.refundable().await, 2487, "it is never given back a second time");
}

#[tokio::test]
async fn an_order_number_of_two_payments_moves_no_money() {
    let shop = shop().await;
    let mut twin = Story::wallet("p3", sgd(2000)).succeeded();
    let number = domain::OrderNumber::parse("ORDER-p1").unwrap();
    twin.asked.order_number = number.clone();
    if let domain::Event::Asked(asked) = &mut twin.events[0].0 {
        asked.order_number = number;
    }
    shop.ledger.append(twin.append(0)).await.unwrap();
    let mut wish = shop.wish(DRAFT, sgd(100), None);
    wish.payment = "ORDER-p1".into();
    assert_eq!(shop.merchant.refund(wish).await, Err(Failed::Ambiguous("ORDER-p1".into())));
    assert!(shop.gateway.sent().is_empty());
}

#[tokio::test]
async fn a_body_that_was_changed_is_not_sent() {
    let shop = shop().await;
    shop.gateway.then(Delivered::NotSent("connection refused".into()));
    shop.merchant.refund(shop.wish(DRAFT, sgd(1513), None)).await.unwrap();
    let order = domain::OrderId::parse(DRAFT).unwrap();
    let mut known = shop.ledger.order(&order).await.unwrap().unwrap();
    assert!(shop.merchant.body_of(&known).await.is_ok());
    known.body = String::from_utf8(known.body).unwrap().replace("1513", "3999").into_bytes();
    assert!(matches!(shop.merchant.body_of(&known).await, Err(Failed::Ledger(_))));
}
