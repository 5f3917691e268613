//! No list that is offered reads the whole table or sorts it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{AccountId, AuthState, Currency, Environment, Moment, PaymentState, StreamId};
use engine::port::{PageCursor, PaymentQuery};
use sqlx::{AssertSqlSafe, QueryBuilder, Row, Sqlite};

use crate::SqliteLedger;
use crate::list::{select, select_counts, walks};
use crate::search::{Text, look_up, select_debits};

/// What SQLite would do for a statement.
pub(crate) async fn plan(ledger: &SqliteLedger, query: &QueryBuilder<Sqlite>) -> String {
    let explain = format!("EXPLAIN QUERY PLAN {}", query.sql().as_str());
    let lines = sqlx::query(AssertSqlSafe(explain)).fetch_all(&ledger.readers).await.unwrap();
    lines.iter().map(|line| line.get::<String, _>("detail")).collect::<Vec<_>>().join("; ")
}

/// An empty ledger.
pub(crate) async fn ledger() -> (tempfile::TempDir, SqliteLedger) {
    let folder = tempfile::tempdir().unwrap();
    let ledger =
        SqliteLedger::open(&folder.path().join("plans.ledger"), Environment::Practice).await.unwrap();
    (folder, ledger)
}

/// The offered filters, each with the index it walks and the columns it seeks by.
fn offered() -> Vec<(PaymentQuery, &'static str)> {
    let all = PaymentQuery { limit: 50, now: Moment(5), ..PaymentQuery::default() };
    let currency = Currency::parse("SGD").ok();
    vec![
        (all.clone(), "SCAN payment_view USING INDEX payment_view_created"),
        (PaymentQuery { from: Some(Moment(1)), ..all.clone() }, "payment_view_created (created_at>?)"),
        (PaymentQuery { states: vec![PaymentState::Paid], ..all.clone() }, "payment_view_state (state=?)"),
        (PaymentQuery { states: vec![PaymentState::Expired], ..all.clone() }, "payment_view_state (state=?)"),
        (
            PaymentQuery { states: vec![PaymentState::Authorised], ..all.clone() },
            "payment_view_state (state=?)",
        ),
        (
            PaymentQuery { states: vec![PaymentState::Paid], until: Some(Moment(9)), ..all.clone() },
            "payment_view_state (state=? AND created_at<?)",
        ),
        (
            PaymentQuery { states: vec![PaymentState::Paid, PaymentState::Declined], ..all.clone() },
            "payment_view_state (state=?)",
        ),
        (PaymentQuery { methods: vec!["CARD".into()], ..all.clone() }, "payment_view_method (method=?)"),
        (
            PaymentQuery { methods: vec!["CARD".into(), "GCASH".into()], ..all.clone() },
            "payment_view_method (method=?)",
        ),
        (PaymentQuery { currency, ..all.clone() }, "payment_view_currency (currency=?)"),
        (
            PaymentQuery { currency, least_minor: Some(5), ..all.clone() },
            "payment_view_currency (currency=?)",
        ),
        (
            PaymentQuery { account: AccountId::parse("shop").ok(), ..all.clone() },
            "payment_view_account (account=?)",
        ),
        (PaymentQuery { unknown_only: true, ..all.clone() }, "USING INDEX payment_view_unknown"),
        (PaymentQuery { holds_only: true, ..all }, "payment_view_hold (hold_until>?)"),
    ]
}

#[tokio::test]
async fn lists_walk_an_index_in_their_order() {
    let (_folder, ledger) = ledger().await;
    for (query, index) in offered() {
        for walk in walks(&query, &Text::Any, false) {
            let plan = plan(&ledger, &select(&query, &walk, &Text::Any).unwrap()).await;
            assert!(plan.contains(index), "{query:?}: {plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{query:?}: {plan}");
            assert!(index.starts_with("SCAN") || plan.starts_with("SEARCH") || query.unknown_only, "{plan}");
        }
    }
}

#[tokio::test]
async fn the_next_page_is_sought() {
    let (_folder, ledger) = ledger().await;
    for (query, _) in offered() {
        let after =
            Some(PageCursor { created_at: Moment(7), stream: StreamId::parse("payment/a/b").unwrap() });
        let query = PaymentQuery { after, ..query };
        for walk in walks(&query, &Text::Any, false) {
            let plan = plan(&ledger, &select(&query, &walk, &Text::Any).unwrap()).await;
            let seeks =
                plan.contains("(created_at,stream)<(?,?)") || plan.contains("(hold_until,stream)>(?,?)");
            assert!(plan.starts_with("SEARCH") && seeks, "{query:?}: {plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{query:?}: {plan}");
        }
    }
}

#[tokio::test]
async fn texts_are_ranges_of_an_index() {
    let (_folder, ledger) = ledger().await;
    let query = PaymentQuery { text: Some("4242".into()), limit: 50, ..PaymentQuery::default() };
    let few = Text::Few(vec!["payment/a/b".into(), "payment/a/c".into()]);
    for walk in walks(&query, &few, false) {
        let plan = plan(&ledger, &select(&query, &walk, &few).unwrap()).await;
        assert!(plan.contains("payment_view_stream (stream=?)"), "{plan}");
    }
    for (column, index) in
        [("low", "payment_key_low (low>? AND low<?)"), ("back", "payment_key_back (back>? AND back<?)")]
    {
        let text = format!("SELECT stream FROM payment_key WHERE {column} >= $1 AND {column} < $2 LIMIT $3");
        let plan = plan(&ledger, &QueryBuilder::new(text)).await;
        assert!(plan.contains(index), "{plan}");
    }
    let mut db = ledger.reader().await.unwrap();
    assert!(matches!(look_up(&mut db, Some("x")).await.unwrap(), Text::Few(streams) if streams.is_empty()));
}

#[tokio::test]
async fn counts_read_an_index_only() {
    let (_folder, ledger) = ledger().await;
    let query = PaymentQuery::default();
    let plan = plan(&ledger, &select_counts(&query, &Text::Any).unwrap()).await;
    assert!(plan.contains("COVERING INDEX payment_view_created"), "{plan}");
}

#[tokio::test]
async fn debits_are_sought_by_their_consent() {
    let (_folder, ledger) = ledger().await;
    let (account, agreement) = (AccountId::parse("shop").unwrap(), AuthState::parse("state1").unwrap());
    let plan = plan(&ledger, &select_debits(&account, &agreement, 50)).await;
    assert!(plan.contains("SEARCH event USING INDEX event_agreement (<expr>=?)"), "{plan}");
    assert!(!plan.contains("SCAN"), "{plan}");
}
