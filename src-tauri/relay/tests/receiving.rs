//! What is refused, why, and how it is counted; what is kept, and when it is acknowledged.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::time::Duration;

use relay::Rules;
use shop::{CLIENT_ID, Gateway, NOW, Notification, PATH, Shop};
use sqlx::{Connection as _, SqliteConnection};
use tempfile::tempdir;

const ACKNOWLEDGED: &str =
    r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;
const BODY: &str = r#"{"notifyType":"PAYMENT_RESULT","paymentId":"made-up-1"}"#;

#[tokio::test]
async fn a_notification_is_kept_as_it_came_and_acknowledged() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    let sent = gateway.says(NOW, "{ \"a\" : 1.50 ,\r\n \"name\":\"\u{5f20}\" }");
    assert_eq!(shop.send(&sent).await, (200, ACKNOWLEDGED.to_owned()));
    let page = shop.desk().await.fetch(0, 10, Duration::ZERO).await.unwrap();
    let [kept] = page.notifications.as_slice() else { panic!("one is kept: {page:?}") };
    assert_eq!((kept.position, kept.arrived_at, kept.path.as_str()), (1, NOW, PATH));
    assert_eq!(kept.body, sent.body);
    for header in &sent.headers {
        assert!(kept.headers.contains(header), "{header:?}");
    }
}

/// A case: what is wrong, and what it is called.
type Wrong = (&'static str, u16, Box<dyn Fn(&Gateway) -> Notification>);

fn wrong(cause: &'static str, status: u16, make: impl Fn(&Gateway) -> Notification + 'static) -> Wrong {
    (cause, status, Box::new(make))
}

fn refusals() -> Vec<Wrong> {
    let good = |gateway: &Gateway| gateway.says(NOW, BODY);
    let at = |millis: i64| move |gateway: &Gateway| gateway.says(NOW.plus(millis), BODY);
    let signed = |body: &'static [u8]| {
        move |gateway: &Gateway| gateway.says_as(CLIENT_ID, PATH, &NOW.0.to_string(), body)
    };
    vec![
        wrong("WRONG_CONTENT_TYPE", 415, move |g| good(g).with("content-type", "text/plain")),
        wrong("WRONG_CONTENT_TYPE", 415, move |g| good(g).without("content-type")),
        wrong("BODY_TOO_LARGE", 413, |g| g.says(NOW, &format!("{{\"a\":\"{}\"}}", "x".repeat(4096)))),
        wrong("HEADER_MISSING", 400, move |g| good(g).without("client-id")),
        wrong("HEADER_MISSING", 400, move |g| good(g).without("request-time")),
        wrong("HEADER_MISSING", 400, move |g| good(g).without("signature")),
        wrong("HEADER_DOUBLED", 400, move |g| good(g).twice("client-id")),
        wrong("HEADER_DOUBLED", 400, move |g| good(g).twice("request-time")),
        wrong("HEADER_DOUBLED", 400, move |g| good(g).twice("signature")),
        wrong("HEADER_MALFORMED", 400, move |g| good(g).with("signature", "RSA256")),
        wrong("HEADER_MALFORMED", 400, move |g| good(g).with("client-id", "")),
        wrong("TIME_UNREADABLE", 400, move |g| good(g).with("request-time", "yesterday")),
        wrong("WRONG_CLIENT_ID", 403, |g| g.says_as("SANDBOX_OTHER", PATH, &NOW.0.to_string(), b"{}")),
        wrong("TOO_OLD", 400, at(-Rules::OLDEST - 1)),
        wrong("FROM_THE_FUTURE", 400, at(Rules::AHEAD + 1)),
        wrong("WRONG_ALGORITHM", 400, move |g| {
            let good = good(g);
            let other = good.header("signature").replace("RSA256", "RSA512");
            good.with("signature", &other)
        }),
        wrong("SIGNATURE_WRONG", 401, |_| Gateway::new().says(NOW, BODY)),
        wrong("SIGNATURE_WRONG", 401, |g| g.says_as(CLIENT_ID, "/other", &NOW.0.to_string(), b"{}")),
        wrong("SIGNATURE_WRONG", 401, move |g| good(g).with("request-time", &NOW.plus(1).0.to_string())),
        wrong("SIGNATURE_WRONG", 401, move |g| {
            let mut changed = good(g);
            changed.body.push(b' ');
            changed
        }),
        wrong("NOT_JSON", 400, signed(b"{\"a\":1,}")),
        wrong("NOT_JSON", 400, signed(b"")),
        wrong("NOT_AN_OBJECT", 400, signed(b"[1]")),
        wrong("KEY_DOUBLED", 400, signed(b"{\"a\":1,\"a\":1}")),
        wrong("NOT_UTF8", 400, signed(b"{\"a\":\"\xff\"}")),
    ]
}

#[tokio::test]
async fn what_is_wrong_is_refused_and_counted_by_its_cause() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    for (at, (cause, status, make)) in refusals().into_iter().enumerate() {
        let before = shop.count(cause);
        let (answered, text) = shop.send(&make(&gateway)).await;
        assert_eq!(answered, status, "{at} {cause}: {text}");
        assert_ne!(text, ACKNOWLEDGED);
        assert_eq!(shop.count(cause), before + 1, "{at} {cause}");
    }
    let page = shop.desk().await.fetch(0, 10, Duration::ZERO).await.unwrap();
    assert_eq!((page.last, page.notifications.len()), (0, 0), "none of them is kept");
    assert_eq!(shop.send(&gateway.says(NOW, BODY)).await.0, 200, "a good one still is");
}

#[tokio::test]
async fn another_path_or_method_is_refused_and_counted() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    let good = gateway.says(NOW, BODY);
    for path in ["/", "/notify/", "/notify?x=1", "/Notify", "/v1/stored"] {
        assert_eq!(shop.send_to(path, &good).await.0, 404, "{path}");
    }
    assert_eq!(shop.count("WRONG_PATH"), 5);
    let url = format!("http://{}{PATH}", shop.listening.listen);
    assert_eq!(shop.sender.get(&url).send().await.unwrap().status().as_u16(), 405);
    assert_eq!(shop.sender.put(&url).body("{}").send().await.unwrap().status().as_u16(), 405);
    assert_eq!(shop.count("WRONG_METHOD"), 2);
    let health = shop.sender.get(format!("http://{}/health", shop.listening.listen)).send().await.unwrap();
    assert_eq!(shop::answered(health).await, (200, "ok".to_owned()));
}

#[tokio::test]
async fn the_edges_of_time_are_taken_and_both_forms_of_it() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    for time in [NOW.plus(-Rules::OLDEST), NOW.plus(Rules::AHEAD)] {
        assert_eq!(shop.send(&gateway.says(time, BODY)).await.0, 200);
    }
    let iso = gateway.says_as(CLIENT_ID, PATH, "2026-02-02T10:40:00+08:00", BODY.as_bytes());
    assert_eq!(shop.send(&iso).await.0, 200);
    assert_eq!(shop.desk().await.fetch(0, 10, Duration::ZERO).await.unwrap().last, 3);
}

#[tokio::test]
async fn either_key_counts_while_they_change() {
    let (folder, old, new) = (tempdir().unwrap(), Gateway::new(), Gateway::new());
    let rules = Rules::new(CLIENT_ID, vec![old.public(), new.public()]);
    let shop = Shop::open_with(folder.path(), rules, |_| {}).await;
    assert_eq!(shop.send(&old.says(NOW, BODY)).await.0, 200);
    assert_eq!(shop.send(&new.says(NOW, BODY)).await.0, 200);
    assert_eq!(shop.send(&Gateway::new().says(NOW, BODY)).await.0, 401);
}

#[tokio::test]
async fn the_registered_path_is_verified_when_the_proxy_takes_a_prefix_away() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let rules = Rules::new(CLIENT_ID, vec![gateway.public()]);
    let shop = Shop::open_with(folder.path(), rules, |options| {
        options.notify_paths = vec!["/shop/notify".to_owned(), "/shop/refunds?of=7".to_owned()];
        options.proxy_strips = "/shop".to_owned();
    })
    .await;
    for (registered, reached) in [("/shop/notify", "/notify"), ("/shop/refunds?of=7", "/refunds?of=7")] {
        let sent = gateway.says_as(CLIENT_ID, registered, &NOW.0.to_string(), b"{}");
        assert_eq!(shop.send_to(reached, &sent).await.0, 200, "{registered}");
    }
    let page = shop.desk().await.fetch(0, 10, Duration::ZERO).await.unwrap();
    let paths: Vec<_> = page.notifications.iter().map(|kept| kept.path.as_str()).collect();
    assert_eq!(paths, ["/shop/notify", "/shop/refunds?of=7"]);
}

#[tokio::test]
async fn a_replay_is_acknowledged_and_counted_but_kept_once() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let mut shop = Shop::open(folder.path(), &gateway).await;
    let sent = gateway.says(NOW, BODY);
    assert_eq!(shop.send(&sent).await.0, 200);
    // The same signature in another encoding is the same notification.
    let raw = sent.header("signature").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    for again in [sent.clone(), sent.clone().with("signature", &raw)] {
        assert_eq!(shop.send(&again).await, (200, ACKNOWLEDGED.to_owned()));
    }
    assert_eq!(shop.count("DUPLICATE"), 2);
    shop.close().await;
    let mut shop = Shop::open(folder.path(), &gateway).await;
    assert_eq!(shop.count("DUPLICATE"), 2, "counters go on after a restart");
    assert_eq!(shop.send(&sent).await.0, 200);
    assert_eq!(shop.desk().await.fetch(0, 10, Duration::ZERO).await.unwrap().notifications.len(), 1);
    // Much later it is no replay the gateway would send.
    shop.later(Rules::OLDEST + 1);
    assert_eq!(shop.send(&sent).await.0, 400);
    assert_eq!(shop.count("TOO_OLD"), 1);
    shop.close().await;
}

#[tokio::test]
async fn nothing_is_acknowledged_that_the_store_did_not_take() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    let desk = shop.desk().await;
    let file = format!("sqlite://{}", folder.path().join("relay.sqlite").display());
    let mut beside = SqliteConnection::connect(&file).await.unwrap();
    sqlx::query(
        "CREATE TRIGGER full BEFORE INSERT ON notification BEGIN SELECT RAISE(ABORT, 'made-up full disk'); END",
    )
    .execute(&mut beside)
    .await
    .unwrap();
    let sent = gateway.says(NOW, BODY);
    let (status, text) = shop.send(&sent).await;
    assert_eq!(status, 500);
    assert_ne!(text, ACKNOWLEDGED);
    assert_eq!(shop.count("NOT_KEPT"), 1);
    assert_eq!(desk.fetch(0, 10, Duration::ZERO).await.unwrap().last, 0);
    sqlx::query("DROP TRIGGER full").execute(&mut beside).await.unwrap();
    beside.close().await.unwrap();
    // The gateway sends again: nothing of the first time is in the way, and no position was used up.
    assert_eq!(shop.send(&sent).await, (200, ACKNOWLEDGED.to_owned()));
    let page = desk.fetch(0, 10, Duration::ZERO).await.unwrap();
    assert_eq!(page.notifications.iter().map(|kept| kept.position).collect::<Vec<_>>(), [1]);
    assert_eq!(shop.count("DUPLICATE"), 0);
}

#[tokio::test]
async fn what_cannot_work_does_not_start() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let rules = Rules::new(CLIENT_ID, vec![gateway.public()]);
    let options = |change: fn(&mut relay::Options)| {
        let mut options = shop::options(folder.path(), rules.clone());
        change(&mut options);
        relay::Relay::start(options)
    };
    assert!(options(|options| options.rules.gateway_keys.clear()).await.is_err());
    assert!(options(|options| options.notify_paths = vec!["notify".into()]).await.is_err());
    assert!(options(|options| options.notify_paths = vec!["/health".into()]).await.is_err());
    assert!(options(|options| options.proxy_strips = "/shop".into()).await.is_err());
    let mut shop = Shop::open(folder.path(), &gateway).await;
    assert!(options(|_| {}).await.is_err(), "one receiver a store");
    shop.close().await;
    assert!(options(|options| options.rules.client_id = "SANDBOX_OTHER".into()).await.is_err());
    let relay = options(|_| {}).await.unwrap();
    relay.shutdown().await;
}
