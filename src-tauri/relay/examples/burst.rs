//! How many notifications a second are verified, kept and acknowledged, over HTTP on this computer, with the
//! sender on the same cores: `cargo run --release -p relay --example burst -- 10000`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../tests/shop/gateway.rs"]
mod gateway;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use gateway::{CLIENT_ID, Gateway, NOW, PATH, burst};
use relay::{Options, Relay, Rules};

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let count = std::env::args().nth(1).map_or(10_000, |text| text.parse().unwrap());
    let gateway = Gateway::new();
    let notifications = Arc::new(burst(&gateway, count));
    let folder = std::env::temp_dir().join(format!("counterfoil-burst-{}", std::process::id()));
    let relay = Relay::start(Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        hand_on: "127.0.0.1:0".parse().unwrap(),
        store: folder.clone(),
        rules: Rules::new(CLIENT_ID, vec![gateway.public()]),
        notify_paths: vec![PATH.to_owned()],
        keep: None,
        proxy_strips: String::new(),
        largest_body: Options::LARGEST_BODY,
        clock: Arc::new(|| NOW),
    })
    .await
    .unwrap();
    let url = format!("http://{}{PATH}", relay.listening.listen);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let senders: Vec<_> = (0..64)
        .map(|_| {
            let (client, url) = (client.clone(), url.clone());
            let (notifications, next) = (Arc::clone(&notifications), Arc::clone(&next));
            tokio::spawn(async move {
                while let Some(sent) = notifications.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut request = client.post(&url);
                    for (name, value) in &sent.headers {
                        request = request.header(name, value);
                    }
                    let answer = request.body(sent.body.clone()).send().await.unwrap();
                    assert_eq!(answer.status().as_u16(), 200);
                    answer.bytes().await.unwrap();
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
    let millis = start.elapsed().as_millis().max(1);
    let groups = relay.counters.of("GROUPS");
    relay.shutdown().await;
    std::fs::remove_dir_all(folder).unwrap();
    let rate = u128::try_from(count).unwrap() * 1000 / millis;
    println!(
        "notifications kept and acknowledged: {count} in {millis} ms, {rate} per second, {groups} commits"
    );
}
