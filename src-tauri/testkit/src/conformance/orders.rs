use domain::{Moment, OrderId, OrderKind};
use engine::port::{Append, Close, Keeping, Ledger, LedgerError, NewOrder, OpenOrder, OrderFilter};

use crate::{DossierStory, Story, money, order, sgd};

fn id(text: &str) -> OrderId {
    OrderId::parse(text).unwrap()
}

/// An order comes with the entry that asks for it and closes with the entry that says why.
pub(super) async fn opened_and_closed(ledger: &dyn Ledger) {
    let story = Story::wallet("p1", sgd(4000)).succeeded();
    ledger.append(story.append(0)).await.unwrap();
    let story = story.refund_asked("r1", 1500);
    let new = order("r1", OrderKind::Refund, sgd(1500), "{\"refund\":\"\u{7ea2}\"}", Moment(77));
    let asked = Append { open: Some(new.clone()), ..story.append(2) };
    ledger.append(asked.clone()).await.unwrap();

    let open = ledger.order(&id("r1")).await.unwrap().unwrap();
    let expected = OpenOrder {
        id: new.id,
        stream: story.stream(),
        kind: OrderKind::Refund,
        request_id: new.request_id,
        path: new.path,
        body: new.body,
        body_hash: new.body_hash,
        keeping: Keeping::Plain,
        amount: Some(sgd(1500)),
        recorded_at: asked.heard_at,
        due_at: Moment(77),
        rounds: 0,
        attempts: 0,
        deliveries: 0,
        last_verdict: None,
        last_code: None,
        closed_by: None,
        closed_at: None,
    };
    assert_eq!(open, expected);
    assert_eq!(ledger.orders_of(&story.stream()).await, Ok(vec![open.clone()]));

    ledger.reschedule(&id("r1"), Moment(99), 3).await.unwrap();
    let moved = ledger.order(&id("r1")).await.unwrap().unwrap();
    assert_eq!(moved, OpenOrder { due_at: Moment(99), rounds: 3, ..open });

    let story = story.refunded("r1", 1500);
    let done = Append { close: Some(Close { order: id("r1"), deliveries: None }), ..story.append(3) };
    let written = ledger.append(done.clone()).await.unwrap();
    let closed = ledger.order(&id("r1")).await.unwrap().unwrap();
    assert_eq!(closed.closed_by, Some(written.seq));
    assert_eq!(closed.closed_at, Some(done.heard_at));
    assert_eq!(ledger.orders(OrderFilter::Open).await, Ok(Vec::new()));

    // A closed order stays closed.
    let again = Append { facts: Vec::new(), expected_version: 4, ..done };
    assert_eq!(ledger.append(again).await, Err(LedgerError::SomeoneElseWrote));
    assert_eq!(ledger.reschedule(&id("r1"), Moment(1), 1).await, Err(LedgerError::SomeoneElseWrote));

    // An order can be closed by what is there already.
    let story = story.refund_asked("r2", 1);
    let second = order("r2", OrderKind::Refund, sgd(1), "{}", Moment(0));
    let asked = ledger.append(Append { open: Some(second), ..story.append(4) }).await.unwrap();
    let close = Append {
        facts: Vec::new(),
        close: Some(Close { order: id("r2"), deliveries: None }),
        ..story.append(5)
    };
    assert_eq!(ledger.append(close).await, Ok(asked.clone()));
    assert_eq!(ledger.order(&id("r2")).await.unwrap().unwrap().closed_by, Some(asked.seq));
    assert_eq!(ledger.verify().await.unwrap().views_differ, []);
}

/// Orders that speak of no money, that hold a secret, and that are forgotten, come back as they were.
pub(super) async fn kept_each_way(ledger: &dyn Ledger) {
    let keepings = [Keeping::Plain, Keeping::Sealed, Keeping::Forgotten];
    let amounts = [None, Some(sgd(0)), Some(sgd(5)), Some(money(5, "JPY"))];
    let mut written = Vec::new();
    for (n, keeping) in keepings.into_iter().enumerate() {
        for (m, amount) in amounts.into_iter().enumerate() {
            let name = format!("o{n}{m}");
            let new = NewOrder { keeping, ..order(&name, OrderKind::ApplyToken, amount, &name, Moment(1)) };
            let story = DossierStory::agreement(&name);
            ledger.append(Append { open: Some(new), ..story.append(0) }).await.unwrap();
            written.push((name, keeping, amount));
        }
    }
    for (name, keeping, amount) in &written {
        let one = ledger.order(&id(name)).await.unwrap().unwrap();
        assert_eq!(
            (one.keeping, one.amount, one.body.as_slice()),
            (*keeping, *amount, name.as_bytes()),
            "{name}"
        );
        assert_eq!(one.stream, DossierStory::agreement(name).stream());
    }
    assert_eq!(ledger.orders(OrderFilter::Open).await.unwrap().len(), written.len());
}

/// An order's id is used once, and what is refused writes nothing.
pub(super) async fn refusals(ledger: &dyn Ledger) {
    let story = Story::wallet("p1", sgd(4000)).succeeded().refund_asked("r1", 100);
    let new = order("r1", OrderKind::Refund, sgd(100), "{\"a\":1}", Moment(0));
    ledger.append(Append { open: Some(new.clone()), ..story.append(0) }).await.unwrap();
    let next = story.clone().refund_asked("r2", 100);

    let other = order("r1", OrderKind::Refund, sgd(100), "{\"a\":2}", Moment(0));
    let refused = ledger.append(Append { open: Some(other), ..next.append(3) }).await;
    assert_eq!(refused, Err(LedgerError::OtherBody("r1".into())));
    let same = ledger.append(Append { open: Some(new), ..next.append(3) }).await;
    assert_eq!(same, Err(LedgerError::SomeoneElseWrote));

    let none = Append { close: Some(Close { order: id("r7"), deliveries: None }), ..next.append(3) };
    assert!(matches!(ledger.append(none).await, Err(LedgerError::Failed(_))));
    let foreign = Append {
        close: Some(Close { order: id("r1"), deliveries: None }),
        ..Story::card("p2", sgd(1)).append(0)
    };
    assert!(matches!(ledger.append(foreign).await, Err(LedgerError::Failed(_))));
    let missing = ledger.reschedule(&id("r7"), Moment(1), 1).await;
    assert!(matches!(missing, Err(LedgerError::Failed(_))));

    assert_eq!(ledger.coverage().await.unwrap().entries, 3);
    assert_eq!(ledger.order(&id("r7")).await, Ok(None));
    assert_eq!(ledger.order(&id("r1")).await.unwrap().unwrap().closed_by, None);
}

/// Open, due and closed orders, each in its order.
pub(super) async fn filters(ledger: &dyn Ledger) {
    for (name, heard, due) in [("a", 30, 500), ("b", 10, 300), ("c", 20, 100), ("d", 40, 100)] {
        let story = Story::wallet(name, sgd(10));
        let new = order(name, OrderKind::Pay, sgd(10), name, Moment(due));
        let append = Append { heard_at: Moment(heard), open: Some(new), ..story.append(0) };
        ledger.append(append).await.unwrap();
    }
    let names = |filter| async move {
        let found = ledger.orders(filter).await.unwrap();
        found.iter().map(|order| order.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(OrderFilter::Open).await, ["b", "c", "a", "d"]);
    assert_eq!(names(OrderFilter::DueBy(Moment(299))).await, ["c", "d"]);
    assert_eq!(names(OrderFilter::DueBy(Moment(300))).await, ["b", "c", "d"]);
    assert_eq!(names(OrderFilter::DueBy(Moment(99))).await, [""; 0]);
    assert_eq!(names(OrderFilter::DueAfter(Moment(299))).await, ["b", "a"]);
    assert_eq!(names(OrderFilter::DueAfter(Moment(300))).await, ["a"]);
    assert_eq!(names(OrderFilter::DueAfter(Moment(500))).await, [""; 0]);
    for (name, closed) in [("c", 1000), ("b", 2000), ("a", 2000)] {
        let story = Story::wallet(name, sgd(10)).declined();
        let close = Some(Close { order: id(name), deliveries: None });
        ledger.append(Append { heard_at: Moment(closed), close, ..story.append(1) }).await.unwrap();
    }
    assert_eq!(names(OrderFilter::Open).await, ["d"]);
    assert_eq!(names(OrderFilter::DueBy(Moment(9999))).await, ["d"]);
    assert_eq!(names(OrderFilter::ClosedSince(Moment(1000))).await, ["b", "a", "c"]);
    assert_eq!(names(OrderFilter::ClosedSince(Moment(1001))).await, ["b", "a"]);
    assert_eq!(names(OrderFilter::ClosedSince(Moment(2001))).await, [""; 0]);
}
