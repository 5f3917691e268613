use domain::{AccountId, Actor, Body, Effect, Mark, Moment, Road, Source, StreamId};
use engine::port::{Append, Ledger, NewFact};

use crate::{DossierStory, Story, sgd};

async fn heard(ledger: &dyn Ledger, story: &Story, from: usize, source: Source, at: i64) {
    let mut append = story.append(from);
    for fact in &mut append.facts {
        fact.source = source;
    }
    append.heard_at = Moment(at);
    ledger.append(append).await.unwrap();
}

async fn learned(ledger: &dyn Ledger, account: &str, since: i64, limit: u32) -> Vec<String> {
    let account = AccountId::parse(account).unwrap();
    let found = ledger.learned_by_asking(&account, Moment(since), limit).await.unwrap();
    found.iter().map(ToString::to_string).collect()
}

/// What only an inquiry told, and no notification did by whatever way it is in the ledger.
pub(super) async fn learned_by_asking(ledger: &dyn Ledger) {
    let asked = |name: &str| Story::wallet(name, sgd(100));
    for name in ["a", "b", "c", "d", "e", "f"] {
        heard(ledger, &asked(name), 0, Source::Us, 10).await;
    }
    heard(ledger, &asked("x").at_shop("shop2"), 0, Source::Inquiry, 300).await;
    heard(ledger, &asked("a").pending(), 1, Source::Inquiry, 100).await;
    heard(ledger, &asked("b").succeeded(), 1, Source::Inquiry, 200).await;
    heard(ledger, &asked("c").succeeded(), 1, Source::Notification, 200).await;
    heard(ledger, &asked("d").succeeded(), 1, Source::Answer, 200).await;
    heard(ledger, &asked("e").succeeded(), 1, Source::Inquiry, 200).await;
    heard(ledger, &asked("f").succeeded(), 1, Source::Inquiry, 50).await;
    assert_eq!(
        learned(ledger, "shop", 0, 9).await,
        ["e", "b", "a", "f"].map(|n| format!("payment/shop/{n}"))
    );
    assert_eq!(learned(ledger, "shop", 100, 9).await, ["e", "b", "a"].map(|n| format!("payment/shop/{n}")));
    assert_eq!(learned(ledger, "shop", 101, 9).await, ["e", "b"].map(|n| format!("payment/shop/{n}")));
    assert_eq!(learned(ledger, "shop", 0, 2).await, ["e", "b"].map(|n| format!("payment/shop/{n}")));
    assert_eq!(learned(ledger, "shop2", 0, 9).await, ["payment/shop2/x"]);
    assert_eq!(learned(ledger, "nobody", 0, 9).await, [""; 0]);

    // Asked again: once in the list, at the newest place.
    heard(ledger, &asked("a").pending().succeeded(), 2, Source::Inquiry, 400).await;
    assert_eq!(learned(ledger, "shop", 150, 9).await, ["a", "e", "b"].map(|n| format!("payment/shop/{n}")));
    // A notification that is an entry of the payment, and one that only names it.
    heard(ledger, &asked("e").succeeded().refunded("r", 10), 2, Source::Notification, 500).await;
    let news = DossierStory::news("n1", "PAYMENT_RESULT");
    ledger.append(news.append(0)).await.unwrap();
    assert_eq!(learned(ledger, "shop", 150, 9).await, ["a", "b"].map(|n| format!("payment/shop/{n}")));
    let news = news.took(Some(&asked("b").stream()), Effect::Repeated);
    ledger.append(news.append(1)).await.unwrap();
    assert_eq!(learned(ledger, "shop", 150, 9).await, ["payment/shop/a"]);
    // A dispute was asked about, and is no payment.
    let mut dispute = DossierStory::dispute("d1").append(0);
    dispute.facts.iter_mut().for_each(|fact| fact.source = Source::Inquiry);
    ledger.append(dispute).await.unwrap();
    ledger.rebuild_views().await.unwrap();
    assert_eq!(learned(ledger, "shop", 0, 9).await, ["a", "f"].map(|n| format!("payment/shop/{n}")));
}

/// How far a road was read is kept beside everything else, and shows in no list.
pub(super) async fn marks(ledger: &dyn Ledger) {
    let account = AccountId::parse("shop").unwrap();
    let stream = StreamId::mark(&account, Road::Feed);
    let marks = [
        Mark::FeedRead { until: Moment(5) },
        Mark::FeedGap { from: Moment(5), to: Moment(9) },
        Mark::RelayRead { position: 3, store: Some("made-up".into()) },
        Mark::RelayRead { position: 4, store: None },
        Mark::FeedAbsent { code: "NO_INTERFACE".into() },
    ];
    for (version, mark) in (0..).zip(&marks) {
        let fact = NewFact { source: Source::Us, occurred_at: Moment(1), body: Body::Mark(mark.clone()) };
        let append = Append {
            stream: stream.clone(),
            expected_version: version,
            actor: Actor::parse("Mei").unwrap(),
            heard_at: Moment(2),
            facts: vec![fact],
            open: None,
            close: None,
        };
        ledger.append(append).await.unwrap();
    }
    let stored = ledger.stream(&stream).await.unwrap();
    assert_eq!(
        stored.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(),
        marks.map(Body::Mark).to_vec()
    );
    assert_eq!(ledger.streams("mark/shop/").await, Ok(vec![stream]));
    ledger.rebuild_views().await.unwrap();
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.entries, report.broken_at, report.views_differ), (5, None, Vec::new()));
    assert_eq!(ledger.coverage().await.unwrap().payments, 0);
}
