use domain::{Moment, OrderKind};
use engine::port::{Append, Ledger, LedgerError, OrderFilter};

use crate::{Story, order, sgd};

/// Importing the same twice changes nothing the second time; what is there already is left alone.
pub(super) async fn leaves_what_is_there(ledger: &dyn Ledger) {
    let known = Story::card("p3", sgd(300)).succeeded().captured("c", 300);
    ledger.append(known.append(0)).await.unwrap();
    let batch = || (0..1200).map(|n| Story::card(&format!("p{n}"), sgd(300)).succeeded().append(0)).collect();
    assert_eq!(ledger.import(batch()).await, Ok(1199));
    assert_eq!(ledger.stream(&known.stream()).await.unwrap().len(), 3);
    let before = ledger.verify().await.unwrap();
    assert_eq!(ledger.import(batch()).await, Ok(0));
    assert_eq!(ledger.verify().await.unwrap(), before);
    assert_eq!((before.entries, before.broken_at, before.views_differ), (2401, None, Vec::new()));
    // Twice in one batch.
    let twice = vec![Story::card("q", sgd(1)).append(0), Story::card("q", sgd(1)).append(0)];
    assert_eq!(ledger.import(twice).await, Ok(1));
    assert_eq!(ledger.import(Vec::new()).await, Ok(0));
}

/// Orders come with imported streams as with any other; what cannot be, is refused.
pub(super) async fn with_orders(ledger: &dyn Ledger) {
    let open = |body: &str| Some(order("o", OrderKind::Pay, sgd(1), body, Moment(0)));
    let first = Append { open: open("a"), ..Story::card("p1", sgd(1)).append(0) };
    assert_eq!(ledger.import(vec![first]).await, Ok(1));
    assert_eq!(ledger.orders(OrderFilter::Open).await.unwrap().len(), 1);
    let other = Append { open: open("b"), ..Story::card("p2", sgd(1)).append(0) };
    assert_eq!(ledger.import(vec![other]).await, Err(LedgerError::OtherBody("o".into())));
    let headless = Append { expected_version: 0, ..Story::card("p3", sgd(1)).pending().append(1) };
    assert!(matches!(ledger.import(vec![headless]).await, Err(LedgerError::Failed(_))));
    assert_eq!(ledger.coverage().await.unwrap().entries, 1);
}
