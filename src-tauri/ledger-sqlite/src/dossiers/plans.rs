//! No list of dossiers that is offered reads the whole table or sorts it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{AccountId, DossierKind, Moment, StreamId};
use engine::port::DossierQuery;
use sqlx::QueryBuilder;

use super::list::{Hits, select, walks};
use crate::plans::{ledger, plan};

/// The offered lists, each with the index it walks and the columns it seeks by.
fn offered() -> Vec<(DossierQuery, &'static str)> {
    let all = DossierQuery {
        kind: DossierKind::Dispute,
        account: AccountId::parse("shop").unwrap(),
        states: Vec::new(),
        text: None,
        subject: None,
        by_deadline: false,
        limit: 50,
        after: None,
    };
    let due = DossierQuery { by_deadline: true, ..all.clone() };
    let one = vec!["open".to_owned()];
    let two = vec!["open".to_owned(), "won".to_owned()];
    let subject = StreamId::parse("payment/shop/p1").ok();
    vec![
        (all.clone(), "dossier_view_opened (kind=? AND account=?"),
        (
            DossierQuery { states: one.clone(), ..all.clone() },
            "dossier_view_state (kind=? AND account=? AND state=?",
        ),
        (
            DossierQuery { states: two.clone(), ..all.clone() },
            "dossier_view_state (kind=? AND account=? AND state=?",
        ),
        (
            DossierQuery { subject: subject.clone(), ..all.clone() },
            "dossier_view_subject (subject=? AND kind=? AND account=?",
        ),
        (
            DossierQuery { subject: subject.clone(), states: two.clone(), ..all },
            "dossier_view_subject (subject=? AND kind=? AND account=?",
        ),
        (due.clone(), "dossier_view_due (kind=? AND account=?"),
        (
            DossierQuery { states: one, ..due.clone() },
            "dossier_view_state_due (kind=? AND account=? AND state=?",
        ),
        (
            DossierQuery { states: two.clone(), ..due.clone() },
            "dossier_view_state_due (kind=? AND account=? AND state=?",
        ),
        (
            DossierQuery { subject: subject.clone(), ..due.clone() },
            "dossier_view_subject_due (subject=? AND kind=? AND account=?",
        ),
        (
            DossierQuery { subject, states: two, ..due },
            "dossier_view_subject_due (subject=? AND kind=? AND account=?",
        ),
    ]
}

fn refuse_slow(plan: &str, query: &DossierQuery) {
    assert!(plan.starts_with("SEARCH dossier_view"), "{query:?}: {plan}");
    assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{query:?}: {plan}");
}

#[tokio::test]
async fn lists_and_their_next_pages_are_sought_in_their_order() {
    let (_folder, ledger) = ledger().await;
    let place = (Moment(7), StreamId::parse("dispute/shop/d").unwrap());
    for (query, index) in offered() {
        let next = DossierQuery { after: Some(place.clone()), ..query.clone() };
        for (query, is_next) in [(query, false), (next, true)] {
            for walk in walks(&query, &Hits::Any) {
                let plan = plan(&ledger, &select(&query, &walk, &Hits::Any)).await;
                refuse_slow(&plan, &query);
                assert!(plan.contains(index), "{query:?}: {plan}");
                let seeks =
                    plan.contains("(opened_at,stream)<(?,?)") || plan.contains("(due_place,stream)>(?,?)");
                assert_eq!(seeks, is_next, "{query:?}: {plan}");
            }
        }
    }
}

#[tokio::test]
async fn texts_are_ranges_of_an_index() {
    let (_folder, ledger) = ledger().await;
    for (query, index) in offered() {
        let few = Hits::Few(vec!["dispute/shop/a".into(), "dispute/shop/b".into()]);
        for walk in walks(&query, &few) {
            let plan = plan(&ledger, &select(&query, &walk, &few)).await;
            refuse_slow(&plan, &query);
            assert!(plan.contains("dossier_view_stream (stream=?)"), "{plan}");
        }
        let many = Hits::Many("a".into(), "b".into());
        for walk in walks(&query, &many) {
            let plan = plan(&ledger, &select(&query, &walk, &many)).await;
            refuse_slow(&plan, &query);
            assert!(plan.contains(index), "{plan}");
        }
    }
    for (text, seeks) in [
        (include_str!("../../queries/dossier_texts.sql"), "dossier_key_low (low>? AND low<?)"),
        (include_str!("../../queries/find_dossier.sql"), "dossier_key_low (low=?"),
    ] {
        let plan = plan(&ledger, &QueryBuilder::new(text)).await;
        assert!(plan.starts_with("SEARCH dossier_key") && plan.contains(seeks), "{plan}");
        assert!(!plan.contains("SCAN"), "{plan}");
    }
}

#[tokio::test]
async fn counts_and_what_was_asked_walk_an_index() {
    let (_folder, ledger) = ledger().await;
    let counts = plan(&ledger, &QueryBuilder::new(include_str!("../../queries/dossier_counts.sql"))).await;
    // Either index of the states tells them without the rows.
    assert!(counts.contains("COVERING INDEX dossier_view_state"), "{counts}");
    let asked = plan(&ledger, &QueryBuilder::new(include_str!("../../queries/learned_by_asking.sql"))).await;
    assert!(asked.contains("event_inquiry (heard_at>?)"), "{asked}");
    assert!(asked.contains("event_notification (stream=?)"), "{asked}");
    assert!(asked.contains("(subject=? AND kind=?)"), "{asked}");
    for plan in [counts, asked] {
        assert!(!plan.contains("SCAN event") && !plan.contains("SCAN dossier"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}
