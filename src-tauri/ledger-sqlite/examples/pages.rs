//! How long pages, searches and counts take: `cargo run --release -p ledger-sqlite --example pages -- 100000`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use domain::{AccountId, Currency, Environment, Moment, OrderNumber, PaymentState};
use engine::port::{Append, Ledger, PaymentQuery};
use ledger_sqlite::SqliteLedger;
use testkit::{Story, money};

/// One payment of many: most are paid by card, one in a thousand is declined, few are unknown.
fn payment(n: u64) -> Append {
    let request = format!("{:016x}{n:08}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let currency =
        if n.is_multiple_of(500) { "KWD" } else { ["SGD", "JPY"][usize::from(n.is_multiple_of(3))] };
    let amount = money(100 + n * 7919 % 500_000, currency);
    let mut asked =
        if n.is_multiple_of(4) { Story::card(&request, amount) } else { Story::wallet(&request, amount) }
            .asked;
    asked.order_number = OrderNumber::parse(&format!("\u{8ba2}\u{5355}{n}")).unwrap();
    asked.method = if n.is_multiple_of(2_000) { "PAYPAY".into() } else { asked.method };
    let story = Story::of(asked, Moment(1_772_000_000_000).plus(i64::try_from(n * 60_000).unwrap()));
    let story = match n % 1000 {
        0 => story.declined(),
        1 => story.left_unknown(&request),
        2..=20 => story.succeeded().refunded(&format!("r{n}"), 50),
        _ => story.succeeded(),
    };
    story.append(0)
}

async fn time(ledger: &SqliteLedger, name: &str, query: PaymentQuery) {
    let query = PaymentQuery { limit: 50, now: Moment(1_772_000_000_000), ..query };
    let mut times: Vec<Duration> = Vec::new();
    let mut rows = 0;
    for _ in 0..200 {
        let start = Instant::now();
        rows = ledger.payments(&query).await.unwrap().rows.len();
        times.push(start.elapsed());
    }
    times.sort();
    println!("{name:42} {rows:3} rows  p50 {:>9.1?}  p99 {:>9.1?}", times[100], times[198]);
}

#[tokio::main]
async fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let ledger =
        SqliteLedger::open(&folder.path().join("pages.ledger"), Environment::Practice).await.unwrap();
    let start = Instant::now();
    for from in (0..count).step_by(10_000) {
        ledger.import((from..count.min(from + 10_000)).map(payment).collect()).await.unwrap();
    }
    println!("{count} payments imported in {:.1?}", start.elapsed());

    let all = PaymentQuery::default();
    let state = |states: &[PaymentState]| PaymentQuery { states: states.to_vec(), ..PaymentQuery::default() };
    let text = |text: &str| PaymentQuery { text: Some(text.into()), ..PaymentQuery::default() };
    let currency = Currency::parse("SGD").ok();
    time(&ledger, "newest", all.clone()).await;
    let mut deep = PaymentQuery { limit: u32::try_from(count * 9 / 10).unwrap(), ..all.clone() };
    deep.after = ledger.payments(&deep).await.unwrap().next;
    time(&ledger, "newest, after 90 %", deep).await;
    time(&ledger, "paid", state(&[PaymentState::Paid])).await;
    time(&ledger, "declined", state(&[PaymentState::Declined])).await;
    time(
        &ledger,
        "five states",
        state(&[
            PaymentState::Paid,
            PaymentState::Declined,
            PaymentState::Authorised,
            PaymentState::Expired,
            PaymentState::Refunded,
        ]),
    )
    .await;
    let method = |name: &str| PaymentQuery { methods: vec![name.into()], ..PaymentQuery::default() };
    time(&ledger, "a rare method", method("PAYPAY")).await;
    time(
        &ledger,
        "paid by a rare method (none)",
        PaymentQuery { methods: vec!["NONE".into()], ..state(&[PaymentState::Paid]) },
    )
    .await;
    time(&ledger, "one currency", PaymentQuery { currency, ..all.clone() }).await;
    time(
        &ledger,
        "one currency, exact amount",
        PaymentQuery { currency, least_minor: Some(10_000), most_minor: Some(10_010), ..all.clone() },
    )
    .await;
    time(
        &ledger,
        "one currency, half of the amounts",
        PaymentQuery { currency, least_minor: Some(250_000), ..all.clone() },
    )
    .await;
    time(&ledger, "one account", PaymentQuery { account: AccountId::parse("shop").ok(), ..all.clone() })
        .await;
    time(&ledger, "unknown only", PaymentQuery { unknown_only: true, ..all.clone() }).await;
    time(&ledger, "holds, soonest first", PaymentQuery { holds_only: true, ..all.clone() }).await;
    time(&ledger, "id prefix", text("9e3779b97f4a7c15")).await;
    time(&ledger, "end of an id", text("00077777")).await;
    time(&ledger, "CJK order number, all begin so", text("\u{8ba2}\u{5355}")).await;
    time(&ledger, "last four, a quarter has it", text("4242")).await;
    time(&ledger, "nothing", text("no such text")).await;
    for (name, query) in [("count all", all), ("count one text that all have", text("\u{8ba2}"))] {
        let start = Instant::now();
        ledger.count(&query).await.unwrap();
        println!("{name:42} {:>9.1?}", start.elapsed());
    }
    let start = Instant::now();
    let report = ledger.verify().await.unwrap();
    println!("verify, {} entries {:.1?}", report.entries, start.elapsed());
    let start = Instant::now();
    ledger.append(payment(count + 1)).await.unwrap();
    println!("one append {:.1?}", start.elapsed());
}
