use domain::{
    Account, AccountEvent, AccountId, Actor, Body, Environment, Event, Moment, PaymentState, Source, StreamId,
};
use engine::port::{Append, Ledger, LedgerError, NewFact, PaymentQuery, Written};

use crate::{Story, sgd};

/// Entries come back as they were written, numbered, with the view beside them.
pub(super) async fn all(ledger: &dyn Ledger) {
    let story = Story::card("p1", sgd(4000)).succeeded();
    assert_eq!(ledger.append(story.append(0)).await, Ok(Written { version: 2, seq: 2 }));
    let other = Story::wallet("p2", sgd(900));
    assert_eq!(ledger.append(other.append(0)).await, Ok(Written { version: 1, seq: 3 }));
    let story = story.captured("c1", 1000);
    assert_eq!(ledger.append(story.append(2)).await, Ok(Written { version: 3, seq: 4 }));

    let stored = ledger.stream(&story.stream()).await.unwrap();
    assert_eq!(stored.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(stored.iter().map(|entry| entry.version).collect::<Vec<_>>(), [1, 2, 3]);
    for (entry, fact) in stored.iter().zip(story.facts(0)) {
        assert_eq!(entry.body, fact.body);
        assert_eq!(entry.occurred_at, fact.occurred_at);
        assert_eq!(entry.source, Source::History);
        assert_eq!(entry.actor.as_str(), "Mei");
        assert_eq!(entry.stream, story.stream());
    }
    assert_eq!(stored.last().unwrap().heard_at, story.now());
    assert_eq!(ledger.stream(&StreamId::parse("payment/shop/none").unwrap()).await, Ok(Vec::new()));

    let query = PaymentQuery { limit: 10, ..PaymentQuery::default() };
    let rows = ledger.payments(&query).await.unwrap().rows;
    let row = rows.iter().find(|row| row.stream == story.stream()).unwrap();
    assert_eq!((row.state, row.captured, row.version), (PaymentState::PartlyCaptured, sgd(1000), 3));

    let coverage = ledger.coverage().await.unwrap();
    assert_eq!((coverage.payments, coverage.entries), (2, 4));
    assert_eq!(coverage.oldest, Some(story.events[0].1));
}

/// What is refused writes nothing.
pub(super) async fn refusals(ledger: &dyn Ledger) {
    let empty = ledger.coverage().await.unwrap();
    assert_eq!((empty.payments, empty.entries, empty.oldest), (0, 0, None));
    let story = Story::card("p1", sgd(4000)).succeeded();
    ledger.append(story.append(0)).await.unwrap();

    // Read before someone else wrote.
    assert_eq!(ledger.append(story.append(0)).await, Err(LedgerError::SomeoneElseWrote));
    let ahead = Append { expected_version: 3, ..story.clone().captured("c", 1).append(2) };
    assert_eq!(ledger.append(ahead).await, Err(LedgerError::SomeoneElseWrote));
    // Nothing to write.
    let nothing = Append { facts: Vec::new(), ..story.append(2) };
    assert!(matches!(ledger.append(nothing).await, Err(LedgerError::Failed(_))));
    // A payment nobody could fold.
    let headless = Append { expected_version: 0, ..Story::card("p9", sgd(1)).pending().append(1) };
    assert!(matches!(ledger.append(headless).await, Err(LedgerError::Failed(_))));

    assert_eq!(ledger.coverage().await.unwrap().entries, 2);
    assert_eq!(ledger.stream(&story.stream()).await.unwrap().len(), 2);
    assert_eq!(ledger.verify().await.unwrap().broken_at, None);
}

/// Accounts are streams too, and no payments.
pub(super) async fn accounts(ledger: &dyn Ledger) {
    for name in ["b-shop", "a-shop"] {
        let id = AccountId::parse(name).unwrap();
        let account = Account {
            name: name.into(),
            base_url: "http://127.0.0.1:9".into(),
            client_id: "SANDBOX_1".into(),
            key_version: "1".into(),
            ..Account::blank(id.clone(), Environment::Practice)
        };
        let fact = NewFact {
            source: Source::Us,
            occurred_at: Moment(1),
            body: Body::Account(AccountEvent::Added(Box::new(account))),
        };
        let append = Append {
            stream: StreamId::account(&id),
            expected_version: 0,
            actor: Actor::parse("Mei").unwrap(),
            heard_at: Moment(2),
            facts: vec![fact.clone()],
            open: None,
            close: None,
        };
        ledger.append(append).await.unwrap();
        let stored = ledger.stream(&StreamId::account(&id)).await.unwrap();
        assert_eq!(stored[0].body, fact.body);
    }
    let story = Story::card("p1", sgd(1));
    ledger.append(story.append(0)).await.unwrap();
    let names = |streams: Vec<StreamId>| streams.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(ledger.streams("account/").await.unwrap()), ["account/a-shop", "account/b-shop"]);
    assert_eq!(names(ledger.streams("payment/shop/").await.unwrap()), ["payment/shop/p1"]);
    assert_eq!(ledger.streams("").await.unwrap().len(), 3);
    assert_eq!(ledger.streams("nobody/").await, Ok(Vec::new()));
    assert_eq!(ledger.coverage().await.unwrap().payments, 1);
    let asked = &ledger.stream(&story.stream()).await.unwrap()[0].body;
    assert!(matches!(asked, Body::Payment(Event::Asked(_))));
}
