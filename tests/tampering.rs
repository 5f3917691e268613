//! Somebody changes the ledger behind our back: every change is noticed, and where it was is said.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shop;

use std::path::{Path, PathBuf};

use domain::Environment;
use engine::port::{ChainReport, Head, Ledger, LedgerError};
use engine::{CancelWish, CaptureWish, RefundWish};
use ledger_sqlite::SqliteLedger;
use shop::{Street, Way, money};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{Connection, Row, SqliteConnection};
use testkit::Dice;

/// How many changes are tried; `TAMPERINGS` asks for more.
fn tamperings() -> u64 {
    std::env::var("TAMPERINGS").map_or(10_000, |text| text.parse().expect("TAMPERINGS is a number"))
}

/// The columns that never change once they are written, table by table.
const LASTING: [(&str, &[&str]); 4] = [
    (
        "event",
        &["stream", "version", "actor", "source", "occurred_at", "heard_at", "body", "prev_hash", "hash"],
    ),
    (
        "open_order",
        &[
            "id",
            "stream",
            "kind",
            "request_id",
            "path",
            "body",
            "body_hash",
            "sealed",
            "amount_minor",
            "currency",
            "recorded_at",
            "attempts",
            "deliveries",
            "last_verdict",
            "last_code",
            "closed_by",
            "closed_at",
        ],
    ),
    (
        "attempt",
        &[
            "order_id",
            "n",
            "question",
            "began_at",
            "path",
            "headers",
            "body",
            "ended_at",
            "verdict",
            "code",
            "message",
            "status",
            "answer_headers",
            "answer",
            "verified",
        ],
    ),
    ("evidence", &["about", "order_id", "attempt", "hash"]),
];

/// A shop's day: payments, captures, refunds, a cancellation. Gives the file, and a copy from half way.
async fn a_day(street: &Street, payments: u64) -> (PathBuf, PathBuf, Head) {
    street.next_morning();
    let file = street.file();
    let merchant = street.honest(&file).await;
    let mut half = None;
    for at in 0..payments {
        let hold = street.paid(&merchant, Way::Hold, 10_000 + at).await;
        let draft = domain::CaptureRequestId::parse(&street.id()).unwrap();
        let capture = CaptureWish {
            draft,
            payment: hold.clone(),
            version: None,
            amount: money(4_000, "SGD"),
            last: false,
        };
        merchant.capture(capture).await.unwrap();
        street.settle(&merchant).await.unwrap();
        let refund = RefundWish {
            draft: domain::RefundRequestId::parse(&street.id()).unwrap(),
            payment: hold,
            version: None,
            amount: money(1_013, "SGD"),
            reason: domain::RefundReason::Returned,
            note: String::new(),
            again: false,
            careful: false,
        };
        merchant.refund(refund).await.unwrap();
        street.settle(&merchant).await.unwrap();
        let other = street.paid(&merchant, Way::Hold, 2_000).await;
        let cancel = CancelWish {
            draft: domain::OrderId::parse(&street.id()).unwrap(),
            payment: other,
            version: None,
        };
        merchant.cancel(cancel).await.unwrap();
        street.settle(&merchant).await.unwrap();
        if at == payments / 2 {
            let copy = file.with_file_name("half.ledger");
            shop::open(&file).await.backup(&copy).await.unwrap();
            half = Some(copy);
        }
    }
    let head = merchant.ledger().head().await.unwrap();
    drop(merchant);
    // One file without a log beside it: what is copied is all there is.
    let whole = file.with_file_name("whole.ledger");
    shop::open(&file).await.backup(&whole).await.unwrap();
    (whole, half.unwrap(), head)
}

/// A connection that no rule of ours holds back.
async fn break_in(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Delete);
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    let triggers: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .fetch_all(&mut db)
        .await
        .unwrap();
    for trigger in triggers {
        run(&mut db, &format!("DROP TRIGGER {trigger}")).await.unwrap();
    }
    db
}

async fn run(db: &mut SqliteConnection, sql: &str) -> Result<u64, sqlx::Error> {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(db).await.map(|done| done.rows_affected())
}

async fn count(db: &mut SqliteConnection, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(db).await.unwrap().get(0)
}

/// The place of a row: tables without one of their own have SQLite's.
async fn any_row(db: &mut SqliteConnection, table: &str, dice: &mut Dice) -> i64 {
    let skip = dice.below(u64::try_from(count(db, table).await).unwrap());
    let sql = format!("SELECT rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET {skip}");
    sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(db).await.unwrap().get(0)
}

/// What is done to the file, and the entry or fact that must be named where there is one.
#[derive(Debug)]
enum Done {
    /// A value of an entry or of a fact was changed.
    Changed { table: &'static str, row: i64, column: &'static str },
    /// A row is gone.
    Gone { table: &'static str, row: i64 },
    /// Two rows changed places.
    Swapped { table: &'static str },
    /// A row of another ledger stands in the place of ours.
    Spliced { row: i64 },
    /// The newest rows are gone, and everything else fits.
    Cut,
    /// The file is what it was an hour ago.
    RolledBack,
    /// It could not be done: the table itself forbids it.
    Nothing,
}

async fn flip(db: &mut SqliteConnection, dice: &mut Dice) -> Done {
    let (table, columns) = *dice.among(&LASTING);
    let column = *dice.among(columns);
    let row = any_row(db, table, dice).await;
    let place = dice.below(10_000);
    // One character of a text, one bit of a hash or body, another number; what was absent is there.
    let sql = format!(
        "UPDATE {table} SET {column} = CASE typeof({column})
            WHEN 'integer' THEN {column} + 1 + {place} % 3
            WHEN 'text' THEN substr({column}, 1, {place} % max(length({column}), 1))
                || char(97 + (unicode(substr({column}, 1 + {place} % max(length({column}), 1), 1) || 'x') + 1) % 26)
                || substr({column}, 2 + {place} % max(length({column}), 1))
            WHEN 'blob' THEN CAST(substr({column}, 1, {place} % max(length({column}), 1)) || x'00'
                || substr({column}, 2 + {place} % max(length({column}), 1)) AS BLOB)
            ELSE 1 END
        WHERE rowid = {row}"
    );
    let before = whole_row(db, table, row).await;
    match run(db, &sql).await {
        Ok(1) if whole_row(db, table, row).await != before => Done::Changed { table, row, column },
        Ok(_) | Err(_) => Done::Nothing,
    }
}

async fn whole_row(db: &mut SqliteConnection, table: &str, row: i64) -> Vec<u8> {
    let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
        .bind(table)
        .fetch_all(&mut *db)
        .await
        .unwrap();
    let quoted: Vec<_> = columns.iter().map(|column| format!("quote({column})")).collect();
    let sql = format!("SELECT {} FROM {table} WHERE rowid = {row}", quoted.join(" || ',' || "));
    let text: Option<String> =
        sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_optional(db).await.unwrap().map(|row| row.get(0));
    text.unwrap_or_default().into_bytes()
}

async fn tamper(file: &Path, half: &Path, stranger: &Path, dice: &mut Dice) -> Done {
    if dice.chance(50) {
        std::fs::copy(half, file).unwrap();
        return Done::RolledBack;
    }
    let mut db = break_in(file).await;
    let done = match dice.below(10) {
        0..=4 => flip(&mut db, dice).await,
        5 | 6 => {
            let table = dice.among(&LASTING).0;
            let row = any_row(&mut db, table, dice).await;
            run(&mut db, &format!("DELETE FROM {table} WHERE rowid = {row}")).await.unwrap();
            Done::Gone { table, row }
        }
        7 => {
            let (table, column) = *dice.among(&[("event", "seq"), ("evidence", "n")]);
            let (one, two) = (any_row(&mut db, table, dice).await, any_row(&mut db, table, dice).await);
            for (from, to) in [(one, -1), (two, one), (-1, two)] {
                run(&mut db, &format!("UPDATE {table} SET {column} = {to} WHERE {column} = {from}"))
                    .await
                    .unwrap();
            }
            if one == two { Done::Nothing } else { Done::Swapped { table } }
        }
        8 => {
            let row = any_row(&mut db, "event", dice).await;
            let sql = format!("ATTACH DATABASE '{}' AS other", stranger.display());
            run(&mut db, &sql).await.unwrap();
            let columns = "actor, source, occurred_at, heard_at, body, prev_hash, hash";
            let sql = format!(
                "UPDATE event SET ({columns}) = (SELECT {columns} FROM other.event o WHERE o.seq = event.seq)
                WHERE seq = {row} AND EXISTS (SELECT 1 FROM other.event o WHERE o.seq = event.seq AND o.hash <> event.hash)"
            );
            if run(&mut db, &sql).await.unwrap() == 1 { Done::Spliced { row } } else { Done::Nothing }
        }
        _ => {
            // Whoever cuts an end off cleanly leaves a sound ledger behind: only what is kept elsewhere tells.
            let keep = 1 + dice.below(u64::try_from(count(&mut db, "event").await).unwrap() - 1);
            run(&mut db, &format!("DELETE FROM event WHERE seq > {keep}")).await.unwrap();
            Done::Cut
        }
    };
    db.close().await.unwrap();
    done
}

/// What the desk sees when it opens the file.
#[derive(Debug)]
struct Seen {
    report: Result<ChainReport, LedgerError>,
    grew: bool,
}

async fn look(file: &Path, head: &Head) -> Seen {
    let ledger = match SqliteLedger::open_read_only(file, Environment::Practice).await {
        Ok(ledger) => ledger,
        Err(error) => return Seen { report: Err(error), grew: false },
    };
    let report = ledger.verify().await;
    let grew = ledger.grew_from(head).await.unwrap_or(false);
    ledger.close().await;
    Seen { report, grew }
}

/// Fails unless it is noticed, at the row that was touched.
fn noticed(done: &Done, seen: &Seen) {
    let Ok(report) = &seen.report else { return };
    let entry = report.broken_at.as_ref().map(|(seq, _)| *seq);
    let fact = report.evidence_broken_at.as_ref().map(|(n, _)| *n);
    match done {
        Done::Nothing => assert!(entry.is_none() && fact.is_none() && seen.grew, "{seen:?}"),
        Done::Changed { table: "event", row, column } => {
            assert_eq!(entry, Some(*row), "event.{column} of {row}: {seen:?}");
        }
        Done::Changed { table: "evidence", row, .. } => assert_eq!(fact, Some(*row), "{seen:?}"),
        Done::Spliced { row } => assert_eq!(entry, Some(*row), "{seen:?}"),
        Done::Gone { table: "event", row } => {
            // The last one is missed by nothing inside the file.
            assert!(entry == Some(*row + 1) || (entry.is_none() && !seen.grew), "{row}: {seen:?}");
        }
        Done::Gone { table: "evidence", row } => {
            assert!(fact == Some(*row + 1) || fact == Some(*row), "{row}: {seen:?}");
        }
        Done::Swapped { table: "event" } => assert!(entry.is_some(), "{seen:?}"),
        Done::Swapped { .. } | Done::Changed { .. } | Done::Gone { .. } => {
            assert!(fact.is_some(), "{seen:?}")
        }
        Done::Cut | Done::RolledBack => assert!(!seen.grew, "{seen:?}"),
    }
}

#[tokio::test]
async fn whatever_is_changed_behind_our_back_is_noticed_and_located() {
    let street = Street::open().await;
    let (whole, half, head) = a_day(&street, 3).await;
    let (stranger, _, _) = a_day(&street, 3).await;
    let folder = shop::folder();
    let file = folder.path().join("practice.ledger");
    let mut dice = Dice::new(17);
    let (mut done, mut tried) = (0_u64, 0_u64);
    while done < tamperings() {
        tried += 1;
        std::fs::copy(&whole, &file).unwrap();
        let what = tamper(&file, &half, &stranger, &mut dice).await;
        noticed(&what, &look(&file, &head).await);
        done += u64::from(!matches!(what, Done::Nothing));
    }
    println!("{done} changes of {tried} tried, all noticed");
}
