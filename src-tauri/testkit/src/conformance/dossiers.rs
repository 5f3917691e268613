use std::collections::BTreeMap;

use domain::{
    AccountId, ActAsked, DossierEvent, DossierKind, DossierRow, Effect, Event, Moment, OrderId, OrderKind,
    StreamId,
};
use engine::port::{Append, DossierQuery, Ledger, LedgerError};

use crate::{DossierStory, Story, matches_dossier, place_of_dossier, sgd};

pub(super) const BEGUN: Moment = Moment(1_772_000_000_000);

fn shop() -> AccountId {
    AccountId::parse("shop").unwrap()
}

pub(super) fn query(kind: DossierKind) -> DossierQuery {
    DossierQuery {
        kind,
        account: shop(),
        states: Vec::new(),
        text: None,
        subject: None,
        by_deadline: false,
        limit: 1000,
        after: None,
    }
}

/// Dossiers of every kind and state. Few instants for many: ties happen.
fn stories() -> Vec<DossierStory> {
    let about = StreamId::parse("payment/shop/p1").unwrap();
    let mut stories = Vec::new();
    for n in 0..120_i64 {
        let begun = BEGUN.plus((n * 7 % 11) * Moment::DAY);
        let name = |kind: &str| format!("{kind}-{n:03}");
        let dispute = DossierStory::dispute(&name("Disp")).begun(begun).told("DISPUTE_CREATED");
        let agreement = DossierStory::agreement(&name("agr")).begun(begun);
        let subscription = DossierStory::subscription(&name("sub")).begun(begun);
        let registration = DossierStory::registration(&name("reg")).begun(begun);
        let news =
            DossierStory::news(&name("n"), if n % 2 == 0 { "PAYMENT_RESULT" } else { "REFUND_RESULT" });
        let news = news.begun(begun);
        let own = match n % 4 {
            0 => vec![dispute, agreement, subscription, registration, news],
            1 => vec![
                dispute.told("DEFENSE_SUPPLIED"),
                agreement.token(&format!("digest{n}"), None),
                subscription.stands("ACTIVE"),
                registration.status("PENDING"),
                news.took(Some(&about), Effect::Changed),
            ],
            2 => vec![
                dispute.told("DISPUTE_JUDGED"),
                agreement.token(&format!("digest{n}"), Some(begun.plus(Moment::DAY))),
                subscription.stands("ACTIVE").stands("CANCELLED"),
                registration.status("PENDING").status("APPROVED"),
                news.took(Some(&about), Effect::Contradicts),
            ],
            _ => vec![
                dispute.at_shop("second-shop"),
                agreement.token("same", Some(begun.plus(Moment::DAY))),
                subscription.stands("TERMINATED"),
                registration.status("REJECTED"),
                news.took(None, Effect::NotOurs),
            ],
        };
        stories.extend(own);
    }
    stories
}

async fn write(ledger: &dyn Ledger, stories: &[DossierStory]) {
    // Some come as imported history, some one by one, some in two steps.
    let (first, second) = stories.split_at(stories.len() / 2);
    ledger.import(first.iter().map(|story| story.append(0)).collect()).await.unwrap();
    for story in second {
        let mut begin = story.append(0);
        // Heard as early as the entries of a story are, one by one.
        begin.heard_at = story.entries[0].1.plus(Moment::DAY);
        begin.facts.truncate(1);
        ledger.append(begin).await.unwrap();
        if story.entries.len() > 1 {
            ledger.append(story.append(1)).await.unwrap();
        }
    }
}

/// Reads all pages: none leaves a row out or says one twice, and the ends are where they should be.
async fn compare(ledger: &dyn Ledger, query: &DossierQuery, rows: &[DossierRow]) {
    let mut expected: Vec<DossierRow> =
        rows.iter().filter(|row| matches_dossier(query, row)).cloned().collect();
    expected.sort_by_key(|row| place_of_dossier(query, row));
    if !query.by_deadline {
        expected.reverse();
    }
    for limit in [7, 1000] {
        let mut found: Vec<DossierRow> = Vec::new();
        let mut query = DossierQuery { limit, ..query.clone() };
        loop {
            let page = ledger.dossiers(&query).await.unwrap();
            let full = page.len() == usize::try_from(limit).unwrap();
            query.after = page.last().map(|row| place_of_dossier(&query, row));
            found.extend(page);
            if !full {
                break;
            }
        }
        assert_eq!(found, expected, "{query:?}");
    }
}

/// Every list, every filter alone and together, page by page; the counts; and the views folded again.
pub(super) async fn lists(ledger: &dyn Ledger) {
    let stories = stories();
    write(ledger, &stories).await;
    let rows: Vec<DossierRow> = stories.iter().map(DossierStory::row).collect();
    let about = StreamId::parse("payment/shop/p1").ok();
    for kind in DossierKind::ALL {
        let all = query(kind);
        let own = |row: &&DossierRow| matches_dossier(&all, row);
        let states: Vec<String> = counted(&rows, &all).into_iter().map(|(state, _)| state).collect();
        assert!(states.len() > 1, "{kind:?}: {states:?}");
        let texts = ["", " ", "disp-00", "AGR-01", "2026n-0", "payment_result:", "g", "same", "%", "none"];
        let mut queries = vec![
            all.clone(),
            DossierQuery { account: AccountId::parse("second-shop").unwrap(), ..all.clone() },
            DossierQuery { account: AccountId::parse("nobody").unwrap(), ..all.clone() },
            DossierQuery { states: states.clone(), ..all.clone() },
            DossierQuery { states: vec!["no-such".into()], ..all.clone() },
            DossierQuery { subject: about.clone(), ..all.clone() },
            DossierQuery { subject: about.clone(), states: states.clone(), ..all.clone() },
            DossierQuery { subject: StreamId::parse("payment/shop/p").ok(), ..all.clone() },
        ];
        for state in &states {
            let twice = vec![state.clone(), states[0].clone(), state.clone()];
            queries.push(DossierQuery { states: vec![state.clone()], ..all.clone() });
            queries.push(DossierQuery { states: twice, text: Some("d".into()), ..all.clone() });
        }
        queries.extend(texts.map(|text| DossierQuery { text: Some(text.into()), ..all.clone() }));
        for row in rows.iter().filter(own).step_by(31) {
            let text = Some(row.id.to_uppercase());
            queries.push(DossierQuery { text, subject: row.subject.clone(), ..all.clone() });
        }
        for query in queries {
            compare(ledger, &query, &rows).await;
            compare(ledger, &DossierQuery { by_deadline: true, ..query }, &rows).await;
        }
        assert_eq!(ledger.dossier_counts(kind, &all.account).await.unwrap(), counted(&rows, &all));
    }
    assert_eq!(
        ledger.dossier_counts(DossierKind::News, &AccountId::parse("x").unwrap()).await,
        Ok(Vec::new())
    );

    let before = ledger.verify().await.unwrap();
    assert_eq!((before.broken_at.clone(), before.views_differ.len()), (None, 0));
    ledger.rebuild_views().await.unwrap();
    assert_eq!(ledger.verify().await.unwrap(), before);
    compare(ledger, &query(DossierKind::Dispute), &rows).await;
    compare(ledger, &DossierQuery { text: Some("2026n".into()), ..query(DossierKind::News) }, &rows).await;
    // They are no payments.
    assert_eq!(ledger.coverage().await.unwrap().payments, 0);
}

fn counted(rows: &[DossierRow], query: &DossierQuery) -> Vec<(String, u64)> {
    let mut counts = BTreeMap::new();
    for row in rows.iter().filter(|row| matches_dossier(query, row)) {
        *counts.entry(row.state.clone()).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// News in another order, and news heard again, give the same row.
pub(super) async fn in_any_order(ledger: &dyn Ledger) {
    let begun = DossierStory::dispute("d").begun(BEGUN);
    let words = ["DISPUTE_CREATED", "DEFENSE_SUPPLIED", "DISPUTE_JUDGED"];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for (n, order) in orders.into_iter().enumerate() {
        let id = format!("d{n}");
        let mut story = DossierStory { id: id.clone(), ..begun.clone() };
        story.entries = DossierStory::dispute(&id).begun(BEGUN).entries;
        for at in order.into_iter().chain([order[0]]) {
            let report = story.word(words[at]);
            story = story.at(report, BEGUN.plus(Moment::HOUR * i64::try_from(at).unwrap()));
        }
        for from in 0..story.entries.len() {
            let mut step = story.append(from);
            step.facts.truncate(1);
            ledger.append(step).await.unwrap();
        }
    }
    let rows = ledger.dossiers(&query(DossierKind::Dispute)).await.unwrap();
    assert_eq!(rows.len(), orders.len());
    for row in &rows {
        assert_eq!((row.state.as_str(), row.due_at, row.version), ("won", None, 5), "{}", row.id);
        assert_eq!((row.opened_at, row.amount), (BEGUN, Some(sgd(4000))));
    }
    // A deadline stands while it is open, whatever is written later.
    let open = DossierStory::dispute("open").begun(BEGUN).told("DISPUTE_CREATED");
    ledger.append(open.append(0)).await.unwrap();
    let due = DossierQuery { by_deadline: true, ..query(DossierKind::Dispute) };
    let first = |rows: Vec<DossierRow>| rows.into_iter().next();
    let behind = ledger.dossiers(&due).await.unwrap();
    assert_eq!(behind.len(), rows.len() + 1, "what has no deadline is not left out");
    assert_eq!(first(behind), Some(open.row()));
    ledger.append(open.told("DISPUTE_CANCELLED").append(2)).await.unwrap();
    assert!(ledger.dossiers(&due).await.unwrap().iter().all(|row| row.due_at.is_none()));
    assert_eq!(ledger.verify().await.unwrap().views_differ, []);
}

/// Found by its id and by every key, exactly, in its kind and account; the newest of several.
pub(super) async fn found_by_keys(ledger: &dyn Ledger) {
    let act = DossierEvent::ActAsked(ActAsked {
        order: OrderId::parse("act-1").unwrap(),
        kind: OrderKind::AcceptDispute,
        amount: None,
        details: BTreeMap::new(),
    });
    let dispute = DossierStory::dispute("Disp1").told("DISPUTE_CREATED").then(act);
    let agreement = DossierStory::agreement("state1").token("digest1", None);
    let older = DossierStory::agreement("state0").begun(BEGUN);
    let subscription = DossierStory::subscription("sub1").stands("ACTIVE");
    let registration = DossierStory::registration("reg1");
    let news = DossierStory::news("n1", "DISPUTE_CREATED");
    let all = [&dispute, &agreement, &older, &subscription, &registration, &news];
    for story in all {
        ledger.append(story.append(0)).await.unwrap();
    }
    let found = |kind, account: &'static str, id: &'static str| async move {
        ledger.find_dossier(kind, &AccountId::parse(account).unwrap(), id).await.unwrap()
    };
    for (story, id) in [
        (&dispute, "Disp1"),
        (&dispute, "2026Disp1"),
        (&dispute, "act-1"),
        (&agreement, "state1"),
        (&agreement, "digest1"),
        (&agreement, "GCASH"),
        (&older, "state0"),
        (&subscription, "sub1"),
        (&subscription, "Ssub1"),
        (&registration, "reg1"),
        (&registration, "harbour"),
        (&registration, "lamps"),
        (&news, "DISPUTE_CREATED:n1"),
        (&news, "2026n1"),
    ] {
        assert_eq!(found(story.kind, "shop", id).await, Some(story.stream()), "{id}");
        assert_eq!(found(story.kind, "other", id).await, None, "{id}");
        let others = DossierKind::ALL.into_iter().filter(|kind| *kind != story.kind);
        for kind in others {
            assert_eq!(found(kind, "shop", id).await, None, "{id}");
        }
    }
    for id in ["", "Disp", "disp1", "DISP1", "Disp1%", "not as described"] {
        assert_eq!(found(DossierKind::Dispute, "shop", id).await, None, "{id}");
    }
}

/// A stream begins with what its name says; what does not is refused and writes nothing.
pub(super) async fn refusals(ledger: &dyn Ledger) {
    let dispute = DossierStory::dispute("d").told("DISPUTE_CREATED");
    let agreement = DossierStory::agreement("a").token("x", None);
    let news = DossierStory::news("n", "PAYMENT_RESULT").took(None, Effect::Kept);
    let payment = Story::card("p", sgd(1)).succeeded();
    let headless = |append: Append| Append { expected_version: 0, ..append };
    let under = |name: &str, append: Append| Append { stream: StreamId::parse(name).unwrap(), ..append };
    for refused in [
        headless(dispute.append(1)),
        headless(news.append(1)),
        under("agreement/shop/d", dispute.append(0)),
        under("news/shop/d", dispute.append(0)),
        under("payment/shop/d", dispute.append(0)),
        under("mark/shop/feed", dispute.append(0)),
        under("dispute/shop/a", agreement.append(0)),
        under("dispute/shop/n", news.append(0)),
        under("payment/shop/n", news.append(0)),
        under("dispute/shop/p", payment.append(0)),
        under("news/shop/p", payment.append(0)),
    ] {
        let stream = refused.stream.clone();
        let said = ledger.append(refused.clone()).await;
        assert!(matches!(said, Err(LedgerError::Failed(_))), "{stream}: {said:?}");
        let said = ledger.import(vec![refused]).await;
        assert!(matches!(said, Err(LedgerError::Failed(_))), "{stream}: {said:?}");
    }
    assert_eq!(ledger.coverage().await.unwrap().entries, 0);
    // One that goes on may go on with anything of the ledger's; it is kept and not folded.
    ledger.append(dispute.append(0)).await.unwrap();
    let stray = Story::card("p", sgd(1)).then(Event::Cancelled { at: BEGUN }).facts(1);
    ledger.append(Append { facts: stray, ..dispute.append(2) }).await.unwrap();
    let row = DossierRow { version: 3, ..dispute.row() };
    assert_eq!(ledger.dossiers(&query(DossierKind::Dispute)).await, Ok(vec![row]));
}

/// A text that very many have still gives every row once.
pub(super) async fn texts_of_many(ledger: &dyn Ledger) {
    let story = |n: i64| DossierStory::agreement(&format!("g{n:04}")).begun(BEGUN.plus(n % 50));
    let mut stories: Vec<DossierStory> = (0..1300).map(story).collect();
    stories.extend((1300..1340).map(|n| story(n).token("t", Some(BEGUN.plus(n % 7)))));
    ledger.import(stories.iter().map(|story| story.append(0)).collect()).await.unwrap();
    let rows: Vec<DossierRow> = stories.iter().map(DossierStory::row).collect();
    let many = DossierQuery { text: Some("gcash".into()), limit: 999, ..query(DossierKind::Agreement) };
    for query in [
        many.clone(),
        DossierQuery { by_deadline: true, ..many.clone() },
        DossierQuery { states: vec!["active".into()], ..many },
    ] {
        compare(ledger, &query, &rows).await;
    }
}
