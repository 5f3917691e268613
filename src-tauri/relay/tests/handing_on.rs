//! Desks: tokens, positions, waiting, pruning.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::sync::Arc;
use std::time::Duration;

use domain::Moment;
use relay::{Desk, DeskFailed, Store, TokenFailed, list, make, prune, prune_read, revoke};
use shop::{Gateway, NOW, Shop, answered};
use tempfile::tempdir;

fn body(number: usize) -> String {
    format!(r#"{{"paymentId":"made-up-{number}"}}"#)
}

#[tokio::test]
async fn only_a_token_that_works_gets_an_answer() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    let token = shop.token("desk1").await;
    let ask = |authorization: &[&str]| {
        let mut asked = shop.sender.get(format!("{}/v1/stored?after=0", shop.desks()));
        for value in authorization {
            asked = asked.header("authorization", *value);
        }
        async { asked.send().await.unwrap().status().as_u16() }
    };
    let right = format!("Bearer {token}");
    assert_eq!(ask(&[&right]).await, 200);
    for (given, cause) in [
        (vec![], "TOKEN_MISSING"),
        (vec![token.as_str()], "TOKEN_MISSING"),
        (vec!["Bearer "], "TOKEN_MISSING"),
        (vec!["Basic Zm9vOmJhcg=="], "TOKEN_MISSING"),
        (vec![right.as_str(), right.as_str()], "TOKEN_MISSING"),
        (vec!["Bearer made-up"], "TOKEN_WRONG"),
        (vec![&right[..right.len() - 1]], "TOKEN_WRONG"),
    ] {
        let before = shop.count(cause);
        assert_eq!(ask(&given).await, 401, "{given:?}");
        assert_eq!(shop.count(cause), before + 1, "{given:?}");
    }
    let counters = shop.sender.get(format!("{}/v1/counters", shop.desks()));
    assert_eq!(counters.send().await.unwrap().status().as_u16(), 401);
    let counters = shop.sender.get(format!("{}/v1/counters", shop.desks())).bearer_auth(&token);
    let (status, text) = answered(counters.send().await.unwrap()).await;
    assert_eq!(status, 200);
    let counters: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(counters["counters"]["TOKEN_WRONG"], 2);
    assert_eq!(counters["last"], 0);
    let health = shop.sender.get(format!("{}/health", shop.desks())).send().await.unwrap();
    assert_eq!(answered(health).await, (200, "ok".to_owned()));
}

#[tokio::test]
async fn a_revoked_token_is_worthless_at_once() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    let store = Store::beside(folder.path()).await.unwrap();
    let token = make(&store, "desk1", NOW).await.unwrap();
    let other = make(&store, "desk2", NOW).await.unwrap();
    assert_eq!(make(&store, "desk1", NOW).await, Err(TokenFailed::Taken("desk1".into())));
    for name in ["", "a b", "a/b", &"x".repeat(65)] {
        assert_eq!(make(&store, name, NOW).await, Err(TokenFailed::Name), "{name}");
    }
    assert!(!format!("{token:?}").contains(token.expose()));
    let desk = Desk::new(&shop.desks(), token.expose()).unwrap();
    assert!(desk.fetch(0, 1, Duration::ZERO).await.is_ok());
    revoke(&store, "desk1", NOW.plus(1)).await.unwrap();
    assert_eq!(desk.fetch(0, 1, Duration::ZERO).await, Err(DeskFailed::Token));
    assert_eq!(shop.count("TOKEN_WRONG"), 1);
    assert_eq!(revoke(&store, "desk1", NOW).await, Err(TokenFailed::Unknown("desk1".into())));
    let desk2 = Desk::new(&shop.desks(), other.expose()).unwrap();
    assert!(desk2.fetch(0, 1, Duration::ZERO).await.is_ok(), "another desk's still works");
    let again = make(&store, "desk1", NOW.plus(2)).await.unwrap();
    assert_ne!(again.expose(), token.expose());
    assert_eq!(desk.fetch(0, 1, Duration::ZERO).await, Err(DeskFailed::Token), "the old one stays dead");
    let states: Vec<_> =
        list(&store).await.unwrap().into_iter().map(|one| (one.name, one.revoked_at)).collect();
    assert_eq!(states, [("desk1".to_owned(), None), ("desk2".to_owned(), None)]);
    // Only the sum is on the disk.
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let needle = again.expose().as_bytes();
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
}

#[tokio::test]
async fn a_desk_walks_by_its_position() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let mut shop = Shop::open(folder.path(), &gateway).await;
    for number in 0..7 {
        assert_eq!(shop.send(&gateway.says(NOW, &body(number))).await.0, 200);
    }
    let desk = shop.desk().await;
    let mut after = 0;
    let mut heard = Vec::new();
    loop {
        let page = desk.fetch(after, 3, Duration::ZERO).await.unwrap();
        assert_eq!((page.first, page.last), (1, 7));
        let Some(newest) = page.notifications.last() else { break };
        after = newest.position;
        heard.extend(page.notifications.into_iter().map(|kept| String::from_utf8(kept.body).unwrap()));
    }
    assert_eq!(heard, (0..7).map(body).collect::<Vec<_>>());
    assert_eq!(desk.fetch(8, 3, Duration::ZERO).await, Err(DeskFailed::BeyondTheEnd));
    let token = shop.token("curl").await;
    for query in ["", "?after=-1", "?after=x", "?after=0&before=3", "?limit=5"] {
        let asked = shop.sender.get(format!("{}/v1/stored{query}", shop.desks())).bearer_auth(&token);
        assert_eq!(asked.send().await.unwrap().status().as_u16(), 400, "{query}");
    }
    let store = desk.fetch(0, 1, Duration::ZERO).await.unwrap().store;
    shop.close().await;
    let shop = Shop::open(folder.path(), &gateway).await;
    assert_eq!(shop.listening.last, 7);
    assert_eq!(shop.send(&gateway.says(NOW, &body(7))).await.0, 200);
    let desk = Desk::new(&shop.desks(), &token).unwrap();
    let page = desk.fetch(7, 3, Duration::ZERO).await.unwrap();
    assert_eq!((page.store, page.notifications[0].position), (store, 8), "it goes on where it stopped");
}

#[tokio::test]
async fn a_desk_that_waits_hears_of_news_as_it_comes() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let shop = Shop::open(folder.path(), &gateway).await;
    let desk = shop.desk().await;
    let sent = gateway.says(NOW, &body(1));
    // Whichever comes first: the wait ends with the notification, long before its time.
    let (page, sent) = tokio::join!(desk.fetch(0, 10, Duration::from_secs(50)), shop.send(&sent));
    assert_eq!(sent.0, 200);
    assert_eq!(page.unwrap().notifications.len(), 1);
}

#[tokio::test]
async fn pruning_lets_go_of_the_old_and_reuses_nothing() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let mut shop = Shop::open(folder.path(), &gateway).await;
    let old = gateway.says(NOW, &body(0));
    assert_eq!(shop.send(&old).await.0, 200);
    assert_eq!(shop.send(&gateway.says(NOW, &body(1))).await.0, 200);
    shop.later(Moment::HOUR);
    assert_eq!(shop.send(&gateway.says(NOW, &body(2))).await.0, 200);
    let store = Store::beside(folder.path()).await.unwrap();
    assert_eq!(prune(&store, NOW).await, Ok(0));
    assert_eq!(prune(&store, NOW.plus(1)).await, Ok(2), "beside a receiver at work");
    let desk = shop.desk().await;
    let page = desk.fetch(0, 10, Duration::ZERO).await.unwrap();
    assert_eq!((page.first, page.last), (3, 3));
    assert_eq!(page.notifications[0].body, body(2).into_bytes());
    assert_eq!(shop.send(&old).await.0, 200);
    assert_eq!(shop.count("DUPLICATE"), 1, "a replay of what was pruned is known");
    assert_eq!(prune(&store, NOW.plus(Moment::DAY)).await, Ok(1));
    let page = desk.fetch(3, 10, Duration::ZERO).await.unwrap();
    assert_eq!((page.first, page.last, page.notifications.len()), (0, 3, 0));
    shop.close().await;
    let shop = Shop::open(folder.path(), &gateway).await;
    assert_eq!(shop.send(&gateway.says(NOW, &body(3))).await.0, 200);
    let desk = Desk::new(&shop.desks(), &shop.token("later").await).unwrap();
    assert_eq!(desk.fetch(3, 10, Duration::ZERO).await.unwrap().notifications[0].position, 4);
}

#[tokio::test]
async fn only_what_every_desk_has_read_goes_by_itself() {
    let (folder, gateway) = (tempdir().unwrap(), Gateway::new());
    let mut shop = Shop::open(folder.path(), &gateway).await;
    let store = Store::beside(folder.path()).await.unwrap();
    for number in 0..3 {
        assert_eq!(shop.send(&gateway.says(NOW, &body(number))).await.0, 200);
    }
    let later = NOW.plus(Moment::DAY);
    assert_eq!(prune_read(&store, later).await, Ok(0), "nobody has a token, so nobody has read it");
    let fast = Desk::new(&shop.desks(), &shop.token("fast").await).unwrap();
    let slow = Desk::new(&shop.desks(), &shop.token("slow").await).unwrap();
    for after in [0, 3] {
        fast.fetch(after, 10, Duration::ZERO).await.unwrap();
    }
    assert_eq!(prune_read(&store, later).await, Ok(0), "one desk has read nothing");
    // Asking for what comes after 2 says that 2 are kept there. Asking again from earlier takes nothing back.
    for after in [2, 0] {
        slow.fetch(after, 10, Duration::ZERO).await.unwrap();
    }
    assert_eq!(prune_read(&store, NOW).await, Ok(0), "nothing is old enough");
    assert_eq!(prune_read(&store, later).await, Ok(2));
    let page = slow.fetch(0, 10, Duration::ZERO).await.unwrap();
    assert_eq!((page.first, page.notifications.len()), (3, 1));
    // A desk that was given up no longer holds the rest back: the relay lets it go when it starts.
    revoke(&store, "slow", NOW).await.unwrap();
    shop.close().await;
    let shop = Shop::open_with(
        folder.path(),
        relay::Rules::new(shop::CLIENT_ID, vec![gateway.public()]),
        |options| {
            options.keep = Some(Moment::HOUR);
            options.clock = Arc::new(move || later);
        },
    )
    .await;
    let page = store.page(0, 10).await.unwrap();
    assert_eq!((page.last, page.notifications.len()), (3, 0));
    let mut shop = shop;
    shop.close().await;
}
