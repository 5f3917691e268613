//! Random short days with faults: whatever is lost, doubled or late, and whenever a process stops, the ledger
//! and the gateway agree in the end, and nothing was done twice. A failing seed is printed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::{
    CaptureMode, CaptureRequestId, DeclarationRequestId, Moment, Money, OrderId, OrderKind, Payment,
    PaymentRow, PaymentState, Progress, RefundReason, RefundRequestId,
};
use engine::port::{Ledger, LedgerError, OrderFilter, PaymentQuery};
use engine::{BuyerWish, CancelWish, CaptureWish, DeclareWish, Failed, Merchant, RefundWish};
use ledger_sqlite::SqliteLedger;
use shop::{Street, Way, agree, entries, open, sound, sum};
use simulator::FaultPlan;
use testkit::{StopAt, StoppingLedger};

/// Numbers that look random and are the same for the same seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// An amount up to this, often one that makes the gateway lose or delay something.
    fn minor(&mut self, most: u64) -> u64 {
        let minor = 1 + self.below(most);
        if self.below(3) == 0 && minor > 200 { minor - minor % 100 + 13 + self.below(5) - 100 } else { minor }
    }
}

/// After so many requests there are no more faults.
const QUIET: u64 = 45;

/// Every fault is as likely as the others.
fn plan(seed: u64) -> FaultPlan {
    let rate = 40;
    FaultPlan {
        seed,
        lose_request: rate,
        lose_answer: rate,
        slow: 10,
        unknown: rate,
        garbage_body: rate,
        wrong_signature: rate,
        http_500: rate,
        truncated: rate,
        quiet_after: Some(QUIET),
    }
}

/// A window of the shop: a process on the one file, which stops now and then.
struct Window {
    ledger: StoppingLedger<SqliteLedger>,
    merchant: Merchant,
}

impl Window {
    async fn open(street: &Street, file: &Path) -> Self {
        let ledger = StoppingLedger::new(open(file).await);
        let merchant = street.merchant(std::sync::Arc::new(ledger.clone()), street.http.clone());
        Self { ledger, merchant }
    }
}

async fn payments(ledger: &SqliteLedger) -> Vec<PaymentRow> {
    let query = PaymentQuery { limit: 500, ..PaymentQuery::default() };
    ledger.payments(&query).await.unwrap().rows
}

/// Any payment, of this method when there is one.
fn any(known: &[PaymentRow], method: &str, dice: &mut Dice) -> String {
    let fitting: Vec<_> = known.iter().filter(|row| row.method.starts_with(method)).collect();
    let all: Vec<_> = if fitting.is_empty() { known.iter().collect() } else { fitting };
    let at = usize::try_from(dice.below(u64::try_from(all.len()).unwrap())).unwrap();
    all.get(at).map(|row| row.request.to_string()).unwrap_or_default()
}

const STEPS: u32 = 14;

/// What happened in a day: orders that came to an end, by kind, and processes that stopped.
#[derive(Default)]
struct Tally {
    orders: BTreeMap<OrderKind, u32>,
    stops: u32,
}

async fn day(seed: u64, tally: &mut Tally) {
    let street = Street::faulty(plan(seed)).await;
    street.next_morning();
    let file = street.file();
    // What looks on: never stopped, never sending.
    let books = open(&file).await;
    let mut dice = Dice(seed);
    let mut windows = [Window::open(&street, &file).await, Window::open(&street, &file).await];
    for _ in 0..STEPS {
        street.clock.advance(i64::try_from(dice.below(20)).unwrap() * 30 * Moment::SECOND);
        let at = usize::try_from(dice.below(2)).unwrap();
        if windows[at].ledger.stopped() {
            tally.stops += 1;
            windows[at] = Window::open(&street, &file).await;
        } else if dice.below(5) == 0 {
            let k = windows[at].ledger.writes() + 1 + u32::try_from(dice.below(5)).unwrap();
            windows[at].ledger.stop_at(k, if dice.below(2) == 0 { StopAt::Before } else { StopAt::After });
        }
        let done = step(&street, &windows[at].merchant, &books, &mut dice).await;
        match done {
            // Not allowed, moved on, or nothing there yet: told to a person, nothing was sent.
            Ok(()) | Err(Failed::Bar(_) | Failed::Stale | Failed::NotFound(_)) => {}
            Err(Failed::Ledger(LedgerError::Failed(_))) if windows[at].ledger.stopped() => {}
            // Two windows at one payment: the slower one says so.
            Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => {}
            Err(other) => panic!("{other:?}"),
        }
        always(&street, &books).await;
    }

    // Everything is started again, and the faults are over after a while.
    let last = street.honest(&file).await;
    drop(windows);
    street.settle(&last).await.unwrap();
    always(&street, &books).await;
    for _ in 0..QUIET {
        // Whatever comes of these questions: they use the faults up.
        last.check().await.unwrap();
    }
    in_the_end(&street, &last).await;
    for order in books.orders(OrderFilter::ClosedSince(Moment(0))).await.unwrap() {
        *tally.orders.entry(order.kind).or_default() += 1;
    }
}

/// One thing a clerk or the clock does.
async fn step(
    street: &Street,
    merchant: &Merchant,
    books: &SqliteLedger,
    dice: &mut Dice,
) -> Result<(), Failed> {
    let known = payments(books).await;
    let way = [Way::Hold, Way::Wallet, Way::Mainland, Way::Card][usize::try_from(dice.below(4)).unwrap()];
    let draft = street.id();
    match dice.below(if known.is_empty() { 1 } else { 12 }) {
        0..=1 => {
            let wish = street.take(&draft, way, 5_000 + dice.minor(50_000));
            merchant.take_payment(wish).await?;
        }
        2..=3 => {
            let payment = any(&known, "CARD", dice);
            let amount = part(books, merchant, &payment, dice).await?;
            let draft = CaptureRequestId::parse(&draft).unwrap();
            merchant
                .capture(CaptureWish { draft, payment, version: None, amount, last: dice.below(4) == 0 })
                .await?;
        }
        4..=6 => {
            let payment = any(&known, "", dice);
            let amount = part(books, merchant, &payment, dice).await?;
            let wish = RefundWish {
                draft: RefundRequestId::parse(&draft).unwrap(),
                payment,
                version: None,
                amount,
                reason: RefundReason::Goodwill,
                note: String::new(),
                again: dice.below(2) == 0,
                careful: dice.below(2) == 0,
            };
            merchant.refund(wish).await?;
        }
        9 => {
            let wish = CancelWish {
                draft: OrderId::parse(&draft).unwrap(),
                payment: any(&known, "", dice),
                version: None,
            };
            merchant.cancel(wish).await?;
        }
        7..=8 => {
            let payment = any(&known, "ALIPAY_CN", dice);
            let amount = part(books, merchant, &payment, dice).await?;
            let standing = merchant.payment(&payment).await?;
            let first: Option<&DeclarationRequestId> = standing.payment.declarations.keys().next();
            let wish = DeclareWish {
                draft: OrderId::parse(&draft).unwrap(),
                payment,
                version: Some(standing.version),
                buyer: if first.is_some() { BuyerWish::AsBefore } else { BuyerWish::Payer },
                correcting: first.cloned(),
                amount,
                customs: "ZONGSHU".into(),
                merchant_code: "3301960ABC".into(),
                merchant_name: "样例跨境电商有限公司".into(),
                suborder: None,
            };
            merchant.declare(wish).await?;
        }
        10 => {
            merchant.inquire(&any(&known, "", dice)).await?;
        }
        _ => {
            merchant.drive_due().await?;
        }
    }
    Ok(())
}

/// An amount of about the size of a payment: often all of it, sometimes too much.
async fn part(
    books: &SqliteLedger,
    merchant: &Merchant,
    payment: &str,
    dice: &mut Dice,
) -> Result<Money, Failed> {
    let stream = books.find(&merchant.account().id, payment).await?;
    let stream = stream.ok_or_else(|| Failed::NotFound(payment.to_owned()))?;
    let whole = merchant.read(&stream).await?.payment.asked.amount;
    let minor = if dice.below(3) == 0 { whole.minor() } else { dice.minor(whole.minor()) };
    Ok(Money::from_minor(minor.max(1), whole.currency())?)
}

/// What holds at every moment, by the gateway's own books and by ours.
async fn always(street: &Street, ledger: &SqliteLedger) {
    sound(ledger).await;
    for booked in street.books().await {
        let amount: u64 = booked["amount"]["value"].as_str().unwrap().parse().unwrap();
        assert!(sum(&booked, "capturing") <= amount, "I1: {booked}");
        let held = booked["manual"] == true;
        let most = if held { sum(&booked, "captured") } else { amount };
        assert!(sum(&booked, "refunding") <= most, "I1: {booked}");
    }
    let mut effects = BTreeSet::new();
    for line in street.journal().await {
        let id = line["request_id"].as_str().unwrap().to_owned();
        let api = line["api"].as_str().unwrap().to_owned();
        // I3: nothing was sent that was not written down.
        let known = ledger.find(&shop::account_id(), &id).await.unwrap();
        assert!(known.is_some() || api == "cancel" || line["outcome"] == "F", "I3: {line}");
        assert!(line["effect"] != true || effects.insert((api, id)), "I2: {line}");
    }
}

/// What holds when everything came to rest.
async fn in_the_end(street: &Street, merchant: &Merchant) {
    let ledger = merchant.ledger().as_ref();
    assert_eq!(ledger.orders(OrderFilter::Open).await.unwrap(), Vec::new(), "I9: nothing stays open");
    let query = PaymentQuery { limit: 500, ..PaymentQuery::default() };
    let rows = ledger.payments(&query).await.unwrap().rows;
    for row in &rows {
        // What is on its way at the gateway arrives at the second inquiry.
        for _ in 0..3 {
            let found = merchant.inquire(row.request.as_str()).await.unwrap();
            let never_there = found.standing.payment.state() == PaymentState::Declined;
            assert!(found.trouble.is_none() || never_there, "{:?}", found.trouble);
        }
    }
    let before = entries(ledger).await;
    let booked = street.books().await;
    let mut ours = 0;
    for row in &rows {
        let payment = merchant.inquire(row.request.as_str()).await.unwrap().standing.payment;
        assert!(!payment.has_unknown(), "I9: {payment:?}");
        match booked.iter().find(|booked| booked["request_id"] == row.request.as_str()) {
            Some(booked) => {
                agree(&payment, booked);
                same_parts(&payment, booked);
                ours += 1;
            }
            None => assert_eq!(
                payment.state(),
                PaymentState::Declined,
                "I4: only a refused payment is in no books"
            ),
        }
        finals(street, &payment).await;
    }
    assert_eq!(ours, booked.len(), "I4: the same payments");
    assert_eq!(entries(ledger).await, before, "I6: hearing it again changes nothing");
    for order in ledger.orders(OrderFilter::ClosedSince(Moment(0))).await.unwrap() {
        assert!(
            order.kind == OrderKind::Pay || order.attempts > 0,
            "I3: nothing is closed unsent: {order:?}"
        );
    }
}

/// I4: the same captures, refunds and declarations, one by one.
fn same_parts(payment: &Payment, booked: &serde_json::Value) {
    let theirs = |name: &str| {
        let list = booked[name].as_array().unwrap().iter();
        let stands = |part: &&serde_json::Value| part["status"] != "FAIL" || name == "declarations";
        list.filter(stands)
            .map(|part| {
                format!(
                    "{} {}",
                    part["request_id"].as_str().unwrap(),
                    part["amount"]["value"].as_str().unwrap()
                )
            })
            .collect::<BTreeSet<_>>()
    };
    let line = |id: &str, amount: Money| format!("{id} {}", amount.minor());
    let captures = payment.captures.iter().filter(|(_, part)| part.progress.is_done());
    let captures: BTreeSet<_> = captures.map(|(id, part)| line(id.as_str(), part.amount)).collect();
    assert_eq!(captures, theirs("captures"), "{booked}");
    let refunds = payment.refunds.iter().filter(|(_, part)| part.progress.is_done());
    let refunds: BTreeSet<_> = refunds.map(|(id, part)| line(id.as_str(), part.amount)).collect();
    assert_eq!(refunds, theirs("refunds"), "{booked}");
    let declared = payment.declarations.iter().filter(|(_, part)| part.accepted_before);
    let declared: BTreeSet<_> = declared.map(|(id, part)| line(id.as_str(), part.asked.amount)).collect();
    assert_eq!(declared, theirs("declarations"), "{booked}");
}

/// I2, I3: what we call done took effect once, what we call refused never did.
async fn finals(street: &Street, payment: &Payment) {
    let times = |progress: &Progress| usize::from(progress.is_done());
    for (id, part) in payment.refunds.iter().filter(|(_, part)| part.asked.is_some()) {
        assert_eq!(street.effects("refund", id.as_str()).await, times(&part.progress), "{part:?}");
    }
    if payment.asked.capture_mode == CaptureMode::Manual {
        for (id, part) in &payment.captures {
            assert_eq!(street.effects("capture", id.as_str()).await, times(&part.progress), "{part:?}");
        }
    }
    if let (Some(cancel), Some(id)) = (&payment.cancel, &payment.payment) {
        assert_eq!(street.effects("cancel", id.as_str()).await, times(&cancel.progress), "{cancel:?}");
    }
}

/// How many days each of the tests below plays, unless `DAYS` says otherwise.
const DAYS: u64 = 32;

async fn days(from: u64) {
    let days = std::env::var("DAYS").ok().and_then(|days| days.parse().ok()).unwrap_or(DAYS);
    let mut tally = Tally::default();
    for seed in from..from + days {
        // Printed by the test program only when the test fails; the last one is the culprit.
        println!("seed {seed}");
        day(seed, &mut tally).await;
    }
    let Tally { orders, stops } = tally;
    let all = [OrderKind::Pay, OrderKind::Capture, OrderKind::Cancel, OrderKind::Refund, OrderKind::Declare];
    assert!(
        all.iter().all(|kind| orders.get(kind).is_some_and(|count| *count >= 5)),
        "too quiet: {orders:?}"
    );
    assert!(stops >= 5, "only {stops} processes stopped");
    println!("{days} days: {orders:?}, {stops} stops");
}

#[tokio::test]
async fn days_of_one_half() {
    days(1).await;
}

#[tokio::test]
async fn days_of_the_other_half() {
    days(1_001).await;
}
