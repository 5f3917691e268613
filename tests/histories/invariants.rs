//! What must hold, whatever happened: I1 to I10, against the gateway's own books and journal.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Body, CaptureMode, Money, Payment, PaymentState, Progress, StreamId};
use engine::Merchant;
use engine::port::{Head, Keys as _, Ledger, OrderFilter, PaymentQuery, Stored};
use serde_json::Value;

use crate::goods::account_id;
use crate::world::World;

/// What was once told as final, by payment and part.
#[derive(Default)]
pub struct Finals(BTreeMap<String, bool>);

impl Finals {
    fn told(&mut self, what: String, progress: &Progress) {
        let now = match progress {
            progress if progress.is_done() => Some(true),
            Progress::Refused { .. } => Some(false),
            _ => None,
        };
        if let Some(before) = self.0.get(&what) {
            assert_eq!(now, Some(*before), "I5: {what} was final and changed");
        } else if let Some(now) = now {
            self.0.insert(what, now);
        }
    }
}

/// The payment these entries make.
pub fn folded(entries: &[Stored]) -> Option<Payment> {
    Payment::fold(entries.iter().filter_map(|entry| match &entry.body {
        Body::Payment(event) => Some((event, entry.occurred_at)),
        _ => None,
    }))
}

async fn payments(ledger: &dyn Ledger) -> Vec<Payment> {
    let query = PaymentQuery { limit: 500, ..PaymentQuery::default() };
    let mut all = Vec::new();
    for row in ledger.payments(&query).await.unwrap().rows {
        let stream = ledger.find(&account_id(), row.request.as_str()).await.unwrap().unwrap();
        let entries = ledger.stream(&stream).await.unwrap();
        let payment = folded(&entries).unwrap();
        // The list shows the same as the entries say.
        assert_eq!(row.amount, payment.asked.amount, "I7");
        all.push(payment);
    }
    all
}

/// What was written down about a payment, for whoever reads about a failure.
async fn story(ledger: &dyn Ledger, stream: &StreamId) -> String {
    let mut lines = Vec::new();
    for entry in ledger.stream(stream).await.unwrap() {
        lines.push(format!("entry {} {} {:?} {:?}", entry.heard_at.0, entry.actor, entry.source, entry.body));
    }
    for order in ledger.orders_of(stream).await.unwrap() {
        for attempt in ledger.attempts(&order.id).await.unwrap() {
            let end =
                attempt.end.map(|end| format!("{} {:?} {} {}", end.at.0, end.verdict, end.code, end.message));
            lines.push(format!(
                "{:?} {} question {} {} {end:?}",
                order.kind, attempt.begun.at.0, attempt.begun.question, attempt.begun.path
            ));
        }
    }
    lines.join("\n")
}

/// The stories of all payments with something open.
pub async fn open_stories(world: &World) -> String {
    let ledger = world.books().as_ref();
    let mut stories = String::new();
    for open in ledger.orders(OrderFilter::Open).await.unwrap() {
        stories += &format!("{open:?}\n{}\n", story(ledger, &open.stream).await);
    }
    stories
}

fn effects(journal: &[Value]) -> BTreeMap<(String, String), usize> {
    let mut times = BTreeMap::new();
    for line in journal.iter().filter(|line| line["effect"] == true) {
        let key = (text(line, "api"), text(line, "request_id"));
        *times.entry(key).or_default() += 1;
    }
    times
}

fn text(line: &Value, name: &str) -> String {
    line[name].as_str().unwrap_or_default().to_owned()
}

fn sum(booked: &Value, name: &str) -> u64 {
    booked[name].as_str().unwrap_or_else(|| panic!("{name} in {booked}")).parse().unwrap()
}

/// After every round.
pub async fn always(world: &World, finals: &mut Finals) {
    let ledger = world.books().as_ref();
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.broken_at, report.views_differ), (None, Vec::new()), "I8");
    if let Some(words) = world.keys.note(&format!("head/practice/{}", account_id())).await.unwrap() {
        let noted: Value = serde_json::from_str(&words).unwrap();
        let head: Head = serde_json::from_value(noted["head"].clone()).unwrap();
        assert!(ledger.grew_from(&head).await.unwrap(), "I8: what was noted before it was sent is gone");
    }
    for booked in world.booked() {
        let amount: u64 = booked["amount"]["value"].as_str().unwrap().parse().unwrap();
        assert!(sum(&booked, "capturing") <= amount, "I1: {booked}");
        let held = booked["manual"] == true;
        let most = if held { sum(&booked, "captured") } else { amount };
        assert!(sum(&booked, "refunding") <= most, "I1: {booked}");
    }
    let journal = world.journal();
    for line in &journal {
        let (api, id) = (text(line, "api"), text(line, "request_id"));
        let known = ledger.find(&account_id(), &id).await.unwrap();
        assert!(known.is_some() || api == "cancel" || line["outcome"] == "F", "I3: sent unwritten: {line}");
    }
    let effects = effects(&journal);
    for (what, times) in &effects {
        assert_eq!(*times, 1, "I2: {what:?}");
    }
    for payment in payments(ledger).await {
        told(&payment, &effects, finals);
    }
}

/// What a payment tells as final: it took effect once, or never; and it stays so.
fn told(payment: &Payment, effects: &BTreeMap<(String, String), usize>, finals: &mut Finals) {
    let name = payment.asked.request.as_str();
    let mut part = |api: &str, id: &str, progress: &Progress| {
        finals.told(format!("{name} {api} {id}"), progress);
        let times = effects.get(&(api.to_owned(), id.to_owned())).copied().unwrap_or_default();
        if progress.is_done() {
            assert_eq!(times, 1, "I3: {name} {api} {id} is told as done");
        } else if matches!(progress, Progress::Refused { .. }) {
            assert_eq!(times, 0, "I3: {name} {api} {id} is told as refused");
        }
    };
    for (id, refund) in payment.refunds.iter().filter(|(_, refund)| refund.asked.is_some()) {
        part("refund", id.as_str(), &refund.progress);
    }
    if payment.asked.capture_mode == CaptureMode::Manual {
        for (id, capture) in &payment.captures {
            part("capture", id.as_str(), &capture.progress);
        }
    }
}

/// When everything came to rest.
pub async fn in_the_end(world: &World, merchant: &Merchant) {
    let ledger = world.books().as_ref();
    let open = open_stories(world).await;
    assert_eq!(open, "", "I9: something stays open");
    let asked = payments(ledger).await;
    for payment in &asked {
        // What is on its way at the gateway arrives at the second inquiry.
        for _ in 0..3 {
            let found = merchant.inquire(payment.asked.request.as_str()).await.unwrap();
            let never_there = came_to_nothing(&found.standing.payment);
            assert!(found.trouble.is_none() || never_there, "{:?}", found.trouble);
        }
    }
    let before = ledger.coverage().await.unwrap().entries;
    let booked = world.booked();
    let effects = effects(&world.journal());
    let mut ours = 0;
    for payment in &asked {
        let name = payment.asked.request.as_str();
        let payment = merchant.inquire(name).await.unwrap().standing.payment;
        let stream = ledger.find(&account_id(), name).await.unwrap().unwrap();
        assert!(!payment.has_unknown(), "I9: {payment:?}\n{}", story(ledger, &stream).await);
        match booked.iter().find(|booked| booked["request_id"] == name) {
            Some(booked) => {
                agree(&payment, booked);
                same_parts(&payment, booked);
                ours += 1;
            }
            None => assert!(came_to_nothing(&payment), "I4: in no books: {:?}", payment.state()),
        }
        told(&payment, &effects, &mut Finals::default());
    }
    assert_eq!(ours, booked.len(), "I4: the same payments");
    assert_eq!(ledger.coverage().await.unwrap().entries, before, "I6: hearing it again changes nothing");
}

/// Refused, or ended without ever having been there.
fn came_to_nothing(payment: &Payment) -> bool {
    matches!(payment.state(), PaymentState::Declined | PaymentState::Closed)
}

/// Our word for a state of the gateway's books.
fn state_of(booked: &Value) -> PaymentState {
    match booked["state"].as_str().unwrap() {
        "PROCESSING" | "PENDING" => PaymentState::Pending,
        // The gateway's status is FAIL for both; the code says that nobody refused anything.
        "DECLINED" if booked["code"] == "ORDER_IS_CLOSED" => PaymentState::Closed,
        "DECLINED" => PaymentState::Declined,
        "CLOSED" => PaymentState::Closed,
        "CANCELLED" => PaymentState::Cancelled,
        "REFUNDED" => PaymentState::Refunded,
        "PARTLY_REFUNDED" => PaymentState::PartlyRefunded,
        "PAID" | "CAPTURED" => PaymentState::Paid,
        "PARTLY_CAPTURED" => PaymentState::PartlyCaptured,
        // Expiry is read off the clock and never stored.
        "AUTHORISED" | "EXPIRED" => PaymentState::Authorised,
        other => panic!("no such state: {other}"),
    }
}

/// I4: state and every sum.
fn agree(payment: &Payment, booked: &Value) {
    let ours = payment.money_box();
    let name = payment.asked.request.as_str();
    let theirs = state_of(booked);
    // What is left of a hold that ran out is read off the clock by us, and closed by the gateway.
    let ran_out = booked["manual"] == true
        && (theirs, payment.state()) == (PaymentState::Paid, PaymentState::PartlyCaptured);
    assert!(
        ran_out || payment.state() == theirs,
        "I4 {name}: {:?}, not {theirs:?}; {booked}",
        payment.state()
    );
    if payment.asked.capture_mode == CaptureMode::Manual {
        assert_eq!(ours.captured.minor(), sum(booked, "captured"), "I4 {name}: captured");
    }
    assert_eq!(ours.refunded.minor(), sum(booked, "refunded"), "I4 {name}: refunded");
    assert_eq!(payment.declared().unwrap().minor(), sum(booked, "declared"), "I4 {name}: declared");
    assert_eq!(payment.contradictions, Vec::new(), "I5 {name}");
}

/// I4: the same captures, refunds and declarations, one by one.
fn same_parts(payment: &Payment, booked: &Value) {
    let theirs = |name: &str| {
        let stands = |part: &&Value| part["status"] != "FAIL" || name == "declarations";
        let line = |part: &Value| format!("{} {}", text(part, "request_id"), text(&part["amount"], "value"));
        booked[name].as_array().unwrap().iter().filter(stands).map(line).collect::<BTreeSet<_>>()
    };
    let line = |id: &str, amount: Money| format!("{id} {}", amount.minor());
    let captures = payment.captures.iter().filter(|(_, part)| part.progress.is_done());
    let captures: BTreeSet<_> = captures.map(|(id, part)| line(id.as_str(), part.amount)).collect();
    assert_eq!(captures, theirs("captures"), "I4: {booked}");
    let refunds = payment.refunds.iter().filter(|(_, part)| part.progress.is_done());
    let refunds: BTreeSet<_> = refunds.map(|(id, part)| line(id.as_str(), part.amount)).collect();
    assert_eq!(refunds, theirs("refunds"), "I4: {booked}");
    let declared = payment.declarations.iter().filter(|(_, part)| part.accepted_before);
    let declared: BTreeSet<_> = declared
        .map(|(id, part)| line(id.as_str(), part.accepted_amount.unwrap_or(part.asked.amount)))
        .collect();
    assert_eq!(declared, theirs("declarations"), "I4: {booked}\n{:?}", payment.declarations);
}
