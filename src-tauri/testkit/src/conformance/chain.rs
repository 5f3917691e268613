use engine::chain::{GENESIS, canonical, link};
use engine::port::{Ledger, PaymentQuery};

use super::world;

/// The chain can be computed again from what is read, and folding the views again gives the same.
pub(super) async fn holds(ledger: &dyn Ledger) {
    let empty = ledger.verify().await.unwrap();
    assert_eq!((empty.entries, empty.head, empty.broken_at), (0, GENESIS, None));
    let stories = world::payments(120);
    ledger.import(stories.iter().take(60).map(|story| story.append(0)).collect()).await.unwrap();
    for story in stories.iter().skip(60) {
        ledger.append(story.append(0)).await.unwrap();
    }
    let mut entries = Vec::new();
    for story in &stories {
        entries.extend(ledger.stream(&story.stream()).await.unwrap());
    }
    entries.sort_by_key(|entry| entry.seq);
    let mut head = GENESIS;
    for (n, e) in (1..).zip(&entries) {
        assert_eq!(e.seq, n);
        let body = canonical(&e.body).unwrap();
        head = link(&head, &e.stream, e.version, &e.actor, e.source, e.occurred_at, e.heard_at, &body);
        assert_eq!(e.hash, head);
    }
    let report = ledger.verify().await.unwrap();
    assert_eq!(report.entries, u64::try_from(entries.len()).unwrap());
    assert_eq!((report.head, report.broken_at.clone(), report.views_differ.len()), (head, None, 0));

    let all = PaymentQuery { limit: 1000, ..PaymentQuery::default() };
    let before = (ledger.payments(&all).await.unwrap(), ledger.count(&all).await.unwrap());
    ledger.rebuild_views().await.unwrap();
    assert_eq!((ledger.payments(&all).await.unwrap(), ledger.count(&all).await.unwrap()), before);
    assert_eq!(ledger.verify().await.unwrap(), report);
}
