use std::sync::Arc;

use domain::{AccountId, Moment, OrderKind, OrderNumber};
use engine::port::{Append, Ledger, LedgerError, NewOrder};
use tokio::task::JoinSet;

use crate::{Story, order, sgd};

/// Many decide on the same version at once: exactly one is written, whole.
pub(super) async fn one_wins(ledger: Arc<dyn Ledger>) {
    let story = Story::wallet("p1", sgd(4000)).succeeded();
    ledger.append(story.append(0)).await.unwrap();
    let mut racers = JoinSet::new();
    for n in 0..8 {
        let (ledger, name) = (Arc::clone(&ledger), format!("r{n}"));
        let story = story.clone().refund_asked(&name, 3000);
        let new = order(&name, OrderKind::Refund, sgd(3000), &name, story.now());
        racers.spawn(async move { ledger.append(Append { open: Some(new), ..story.append(2) }).await });
    }
    let ends = racers.join_all().await;
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    let lost = |end: &&Result<_, LedgerError>| **end == Err(LedgerError::SomeoneElseWrote);
    assert_eq!(ends.iter().filter(lost).count(), 7, "{ends:?}");
    assert_eq!(ledger.stream(&story.stream()).await.unwrap().len(), 3);
    assert_eq!(ledger.orders_of(&story.stream()).await.unwrap().len(), 1);
}

/// Writers of different streams all get through, one after the other in the chain.
pub(super) async fn many_streams(ledger: Arc<dyn Ledger>) {
    let mut writers = JoinSet::new();
    for n in 0..16 {
        let ledger = Arc::clone(&ledger);
        writers.spawn(async move { ledger.append(Story::card(&format!("p{n}"), sgd(1)).append(0)).await });
    }
    for end in writers.join_all().await {
        end.unwrap();
    }
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.entries, report.broken_at, report.views_differ), (16, None, Vec::new()));
}

/// Many begin a payment of one order at once: one is written, and everyone else is told which, and since when.
/// A payment that is meant, one of another order and one of another account get through.
pub(super) async fn one_payment_an_order(ledger: Arc<dyn Ledger>) {
    let number = OrderNumber::parse("ORDER-7").unwrap();
    let story = |id: &str| Story::card(id, sgd(4000)).of_order("ORDER-7");
    let asked = |id: &str| {
        let mut new = order(id, OrderKind::Pay, sgd(4000), id, story(id).now());
        new.only_for = Some((story(id).account, number.clone()));
        new
    };
    let mut racers = JoinSet::new();
    for n in 0..8 {
        let (ledger, id) = (Arc::clone(&ledger), format!("p{n}"));
        let append = Append { open: Some(asked(&id)), ..story(&id).append(0) };
        racers.spawn(async move { (id, ledger.append(append).await) });
    }
    let ends = racers.join_all().await;
    let won: Vec<&String> = ends.iter().filter(|(_, end)| end.is_ok()).map(|(id, _)| id).collect();
    let [winner] = won.as_slice() else { panic!("{ends:?}") };
    for (id, end) in ends.iter().filter(|(id, _)| id != *winner) {
        let Err(LedgerError::InTheWay(row)) = end else { panic!("{id}: {end:?}") };
        assert_eq!((row.request.as_str(), row.amount), (winner.as_str(), sgd(4000)));
        assert!(ledger.stream(&story(id).stream()).await.unwrap().is_empty(), "nothing of {id} was written");
        assert_eq!(ledger.order(&asked(id).id).await, Ok(None));
    }
    let account = story("p0").account;
    let of_order = ledger.of_order(&account, &number).await.unwrap();
    assert_eq!(of_order.iter().map(|row| row.request.as_str()).collect::<Vec<_>>(), [winner.as_str()]);
    assert!(ledger.of_order(&account, &OrderNumber::parse("ORDER").unwrap()).await.unwrap().is_empty());

    let meant = Append { open: Some(NewOrder { only_for: None, ..asked("q1") }), ..story("q1").append(0) };
    ledger.append(meant).await.unwrap();
    let mut elsewhere = asked("q2");
    elsewhere.only_for = Some((AccountId::parse("another").unwrap(), number.clone()));
    ledger.append(Append { open: Some(elsewhere), ..story("q2").append(0) }).await.unwrap();
    let mut other = asked("q3");
    other.only_for = Some((account, OrderNumber::parse("ORDER-8").unwrap()));
    ledger.append(Append { open: Some(other), ..story("q3").append(0) }).await.unwrap();
}

/// What came to nothing is in nobody's way, and neither is a hold that ended.
pub(super) async fn what_ended_is_in_no_way(ledger: Arc<dyn Ledger>) {
    let story = |id: &str| Story::card(id, sgd(4000)).of_order("ORDER-7");
    ledger.append(story("p1").declined().append(0)).await.unwrap();
    let held = story("p2").succeeded();
    ledger.append(held.append(0)).await.unwrap();
    let next = |id: &str| {
        let mut new = order(id, OrderKind::Pay, sgd(4000), id, story(id).now());
        new.only_for = Some((story(id).account, OrderNumber::parse("ORDER-7").unwrap()));
        Append { open: Some(new), ..story(id).append(0) }
    };
    let refused = ledger.append(next("p3")).await;
    assert!(
        matches!(&refused, Err(LedgerError::InTheWay(row)) if row.request.as_str() == "p2"),
        "{refused:?}"
    );
    let late = Append { heard_at: held.now().plus(30 * Moment::DAY), ..next("p4") };
    ledger.append(late).await.unwrap();
}
