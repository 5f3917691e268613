use std::sync::Arc;

use domain::OrderKind;
use engine::port::{Append, Ledger, LedgerError};
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
