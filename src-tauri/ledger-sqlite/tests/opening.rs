//! Which files are opened, and what happens to those that are not: nothing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use domain::{Environment, Event, Moment, OrderId, OrderKind, PaymentState};
use engine::port::{Append, Ledger, LedgerError, NewAttempt, PaymentQuery};
use ledger_sqlite::SqliteLedger;
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use testkit::{DossierStory, Story, order, sgd};

async fn raw(path: &Path, statements: &[&str]) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    for statement in statements {
        sqlx::raw_sql(AssertSqlSafe((*statement).to_owned())).execute(&mut db).await.unwrap();
    }
    db.close().await.unwrap();
}

async fn made(folder: &Path) -> PathBuf {
    let path = folder.join("practice.ledger");
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let story = Story::card("p1", sgd(4000)).succeeded();
    ledger.append(story.append(0)).await.unwrap();
    ledger.close().await;
    path
}

async fn rows(ledger: &SqliteLedger) -> usize {
    ledger.payments(&PaymentQuery { limit: 9, ..PaymentQuery::default() }).await.unwrap().rows.len()
}

#[tokio::test]
async fn opens_again_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    assert_eq!(ledger.environment(), Environment::Practice);
    assert_eq!(rows(&ledger).await, 1);
    let only = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains("before"));
    assert_eq!(only.count(), 0, "no copy without a migration");
}

#[tokio::test]
async fn refuses_another_environment_and_leaves_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let before = std::fs::read(&path).unwrap();
    for open in [
        SqliteLedger::open(&path, Environment::Live).await,
        SqliteLedger::open_read_only(&path, Environment::Live).await,
    ] {
        let wrong = LedgerError::WrongEnvironment { found: "practice".into(), wanted: "live".into() };
        assert_eq!(open.err(), Some(wrong));
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn refuses_a_newer_file_and_leaves_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (20991231000000, 'tomorrow', 1, x'00', 0)";
    raw(&path, &[newer]).await;
    let before = std::fs::read(&path).unwrap();
    let refused = SqliteLedger::open(&path, Environment::Practice).await.err();
    assert_eq!(refused, Some(LedgerError::Newer(20_991_231_000_000)));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn refuses_what_is_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.ledger");
    std::fs::write(
        &text,
        "dear diary, this is no database at all; it is long enough to have a header".repeat(99),
    )
    .unwrap();
    let other = folder.path().join("other.ledger");
    raw(&other, &["CREATE TABLE song (name TEXT)"]).await;
    for path in [text, other] {
        let before = std::fs::read(&path).unwrap();
        let refused = SqliteLedger::open(&path, Environment::Practice).await.err();
        assert!(matches!(refused, Some(LedgerError::Damaged(_))), "{refused:?}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[tokio::test]
async fn refuses_a_damaged_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&path, &bytes).unwrap();
    let refused = SqliteLedger::open(&path, Environment::Practice).await.err();
    assert!(matches!(refused, Some(LedgerError::Damaged(_))), "{refused:?}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

/// The first three migrations with some entries, as an older program would have left them.
async fn older(path: &Path) {
    let all = Migrator::new(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))).await.unwrap();
    let first = all.iter().filter(|migration| migration.version <= 20_261_121_090_200).cloned().collect();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    Migrator::with_migrations(first).run(&pool).await.unwrap();
    pool.close().await;
    raw(path, &["INSERT INTO stamp VALUES ('practice')"]).await;
}

#[tokio::test]
async fn copies_an_older_file_before_it_changes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    older(&path).await;
    let refused = SqliteLedger::open_read_only(&path, Environment::Practice).await.err();
    assert!(matches!(refused, Some(LedgerError::ReadOnly(_))), "{refused:?}");
    let wrong = SqliteLedger::open(&path, Environment::Sandbox).await.err();
    assert!(matches!(wrong, Some(LedgerError::WrongEnvironment { .. })), "{wrong:?}");

    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    assert_eq!(rows(&ledger).await, 0);
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(".before-"))
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let copy = folder.path().join(&names[0]);
    let mut db = SqliteConnection::connect(&format!("sqlite://{}", copy.display())).await.unwrap();
    let last: i64 =
        sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut db).await.unwrap();
    assert_eq!(last, 20_261_121_090_200);
}

/// A file of the time before there were dossiers: its payments are there, and it takes dossiers.
#[tokio::test]
async fn a_file_from_before_dossiers_shows_its_payments() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let undo = "DROP TABLE dossier_view; DROP TABLE dossier_key; DROP INDEX event_inquiry;
        DROP INDEX event_notification; DROP INDEX event_agreement; DROP TABLE evidence;
        DELETE FROM _sqlx_migrations WHERE version >= 20261122000000";
    raw(&path, &[undo]).await;
    let before = SqliteLedger::open_read_only(&path, Environment::Practice).await.err();
    assert!(matches!(before, Some(LedgerError::ReadOnly(_))), "{before:?}");

    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    assert_eq!(rows(&ledger).await, 1);
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.entries, report.broken_at, report.views_differ.len()), (2, None, 0));
    let dispute = DossierStory::dispute("d1");
    ledger.append(dispute.append(0)).await.unwrap();
    let found = ledger.find_dossier(dispute.kind, &dispute.account, "d1").await.unwrap();
    assert_eq!(found, Some(dispute.stream()));
    assert_eq!(rows(&ledger).await, 1);
}

/// A file of the time before there was a second chain: what it holds is tied together once, and guarded from then on.
#[tokio::test]
async fn a_file_from_before_the_second_chain_is_tied_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let story = Story::card("p1", sgd(4000));
    let new = order("o1", OrderKind::Pay, sgd(4000), "{}", Moment(0));
    ledger.append(Append { open: Some(new), ..story.append(0) }).await.unwrap();
    let begun = NewAttempt {
        order: OrderId::parse("o1").unwrap(),
        question: false,
        at: Moment(1),
        path: "/ams/api/v1/payments/pay".into(),
        headers: Vec::new(),
        body: b"{}".to_vec(),
    };
    ledger.attempt_begins(begun).await.unwrap();
    let head = ledger.head().await.unwrap();
    ledger.close().await;

    raw(
        &path,
        &[
            "DROP TABLE evidence",
            WITHOUT_DUE_PLACE,
            "DELETE FROM _sqlx_migrations WHERE version >= 20261123000000",
        ],
    )
    .await;
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    assert_eq!(ledger.verify().await.unwrap().evidence_broken_at, None);
    assert_eq!(ledger.head().await, Ok(head));
    ledger.close().await;

    raw(&path, &["DROP TRIGGER attempt_unchanged; UPDATE attempt SET body = x'00'"]).await;
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    assert_eq!(ledger.verify().await.unwrap().evidence_broken_at.map(|(n, _)| n), Some(2));
}

/// Takes back what 20261124100000 does.
const WITHOUT_DUE_PLACE: &str = "
    DROP INDEX dossier_view_due; DROP INDEX dossier_view_state_due; DROP INDEX dossier_view_subject_due;
    ALTER TABLE dossier_view DROP COLUMN due_place;
    CREATE INDEX dossier_view_due ON dossier_view (due_at);
    CREATE INDEX dossier_view_state_due ON dossier_view (due_at);
    CREATE INDEX dossier_view_subject_due ON dossier_view (due_at)";

/// A file of the time when a payment nobody paid was called declined: its list says what its pages say.
#[tokio::test]
async fn a_file_from_before_the_word_for_unpaid_is_folded_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let closed = Event::Declined { code: "ORDER_IS_CLOSED".into(), message: String::new() };
    ledger.append(Story::card("p1", sgd(4000)).then(closed).append(0)).await.unwrap();
    let dispute = DossierStory::dispute("d1");
    ledger.append(dispute.append(0)).await.unwrap();
    ledger.close().await;
    raw(
        &path,
        &[
            "UPDATE payment_view SET state = 'declined', shown = replace(shown, '\"closed\"', '\"declined\"')",
            WITHOUT_DUE_PLACE,
            "DELETE FROM _sqlx_migrations WHERE version >= 20261124000000",
        ],
    )
    .await;

    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let query = PaymentQuery { states: vec![PaymentState::Closed], limit: 10, ..PaymentQuery::default() };
    let found = ledger.payments(&query).await.unwrap().rows;
    assert_eq!(found.iter().map(|row| row.state).collect::<Vec<_>>(), [PaymentState::Closed]);
    assert_eq!(ledger.verify().await.unwrap().views_differ, []);
    let found = ledger.find_dossier(dispute.kind, &dispute.account, "d1").await.unwrap();
    assert_eq!(found, Some(dispute.stream()));
}

#[tokio::test]
async fn looks_only_when_opened_to_look() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let window = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let ledger = SqliteLedger::open_read_only(&path, Environment::Practice).await.unwrap();
    assert_eq!(rows(&ledger).await, 1);
    let refused = ledger.append(Story::card("p2", sgd(1)).append(0)).await;
    assert!(matches!(refused, Err(LedgerError::ReadOnly(_))), "{refused:?}");
    assert_eq!(rows(&window).await, 1);
}

#[cfg(unix)]
#[tokio::test]
async fn says_when_the_file_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    let may_anyway = std::fs::OpenOptions::new().write(true).open(&path).is_ok();
    if may_anyway {
        return; // The super-user may write everything.
    }
    let refused = SqliteLedger::open(&path, Environment::Practice).await.err();
    assert!(matches!(refused, Some(LedgerError::ReadOnly(_))), "{refused:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn keeps_the_file_to_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("ledgers");
    let path = made(&inner).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&inner), mode(&path)), (0o700, 0o600));
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let copy = inner.join("copy.ledger");
    ledger.backup(&copy).await.unwrap();
    assert_eq!(mode(&copy), 0o600);
}

#[tokio::test]
async fn a_backup_is_a_ledger_of_that_moment() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path()).await;
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let copy = folder.path().join("copy.ledger");
    ledger.backup(&copy).await.unwrap();
    ledger.append(Story::card("p2", sgd(1)).append(0)).await.unwrap();
    assert!(matches!(ledger.backup(&copy).await, Err(LedgerError::Failed(_))), "never over a file");
    assert!(ledger.backup(&path).await.is_err());
    let restored = SqliteLedger::open(&copy, Environment::Practice).await.unwrap();
    assert_eq!(restored.verify().await.unwrap().entries, 2);
    assert_eq!((rows(&restored).await, rows(&ledger).await), (1, 2));
}

#[tokio::test]
async fn a_full_disk_refuses_whole_and_takes_more_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    let ledger = SqliteLedger::open_with_room(&path, Environment::Practice, 60).await.unwrap();
    let story = |n: u32| Story::card(&format!("p{n}"), sgd(1)).append(0);
    let mut written = 0;
    let refused = loop {
        match ledger.append(story(written)).await {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(refused, LedgerError::DiskFull);
    assert!(written > 5);
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.entries, report.broken_at, report.views_differ.len()), (u64::from(written), None, 0));
    ledger.close().await;
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    ledger.append(story(written)).await.unwrap();
}

#[tokio::test]
async fn two_programs_hold_one_file_and_the_version_decides() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    let (a, b) = tokio::join!(
        SqliteLedger::open(&path, Environment::Practice),
        SqliteLedger::open(&path, Environment::Practice)
    );
    let (a, b) = (a.unwrap(), b.unwrap());
    for n in 0..20 {
        let story = Story::card(&format!("p{n}"), sgd(n + 1));
        let ends = tokio::join!(a.append(story.append(0)), b.append(story.append(0)));
        let won = [&ends.0, &ends.1].iter().filter(|end| end.is_ok()).count();
        let lost =
            [&ends.0, &ends.1].iter().filter(|end| ***end == Err(LedgerError::SomeoneElseWrote)).count();
        assert_eq!((won, lost), (1, 1), "{ends:?}");
    }
    let report = b.verify().await.unwrap();
    assert_eq!((report.entries, report.broken_at, report.views_differ.len()), (20, None, 0));
}

#[tokio::test]
async fn what_is_written_cannot_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    let story = Story::card("p1", sgd(4000));
    let new = testkit::order("p1", domain::OrderKind::Pay, sgd(4000), "{}", domain::Moment(1));
    ledger.append(Append { open: Some(new), ..story.append(0) }).await.unwrap();
    ledger.close().await;
    let mut db = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    for statement in [
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
        "UPDATE open_order SET body = x'00'",
        "UPDATE open_order SET id = 'other'",
        "UPDATE open_order SET path = '/elsewhere'",
        "DELETE FROM open_order",
        "UPDATE stamp SET environment = 'live'",
        "INSERT INTO stamp VALUES ('live')",
        "DELETE FROM stamp",
    ] {
        assert!(sqlx::query(statement).execute(&mut db).await.is_err(), "{statement}");
    }
    assert!(sqlx::query("UPDATE open_order SET due_at = 5").execute(&mut db).await.is_ok());
}

/// Changes behind the program's back, with the guards taken down first.
#[tokio::test]
async fn tampering_is_found() {
    let guards = "DROP TRIGGER event_unchanged; DROP TRIGGER event_kept;";
    let chain = [
        "UPDATE event SET body = replace(body, '4000', '4001') WHERE seq = 3",
        "UPDATE event SET actor = 'Bo' WHERE seq = 3",
        "UPDATE event SET heard_at = heard_at + 1 WHERE seq = 3",
        "UPDATE event SET occurred_at = occurred_at + 1 WHERE seq = 3",
        "UPDATE event SET source = 'us' WHERE seq = 3",
        "UPDATE event SET version = 9 WHERE seq = 3",
        "UPDATE event SET stream = 'payment/shop/zz' WHERE seq = 3",
        "UPDATE event SET hash = zeroblob(32) WHERE seq = 3",
        "UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 3",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event WHERE seq = 1",
        "UPDATE event SET seq = 100 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = 100",
    ];
    let views = [
        "DELETE FROM event WHERE seq = 6",
        "UPDATE payment_view SET amount_minor = 1 WHERE stream = 'payment/shop/p3'",
        "UPDATE payment_view SET shown = '{}' WHERE stream = 'payment/shop/p3'",
        "DELETE FROM payment_view WHERE stream = 'payment/shop/p3'",
        "DELETE FROM payment_key WHERE stream = 'payment/shop/p3' AND kind = 'payment'",
        "INSERT INTO payment_view SELECT 'payment/shop/zz', account, state, created_at, currency, amount_minor, \
         refunded_minor, method, hold_until, unknown, version, shown FROM payment_view LIMIT 1",
    ];
    for (statement, in_chain) in chain.iter().map(|s| (*s, true)).chain(views.iter().map(|s| (*s, false))) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("practice.ledger");
        let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
        for n in 1..=3 {
            ledger.append(Story::card(&format!("p{n}"), sgd(4000)).succeeded().append(0)).await.unwrap();
        }
        raw(&path, &[guards, statement]).await;
        let report = ledger.verify().await.unwrap();
        if in_chain {
            let at = report.broken_at.unwrap_or_else(|| panic!("not found: {statement}")).0;
            assert!((2..=4).contains(&at), "{statement}: {at}");
        } else {
            assert_eq!(report.broken_at, None, "{statement}");
            let named = |name: &str| report.views_differ.iter().any(|stream| stream.as_str().ends_with(name));
            assert!(named("p3") || named("zz"), "{statement}");
            ledger.rebuild_views().await.unwrap();
            assert_eq!(ledger.verify().await.unwrap().views_differ.len(), 0, "{statement}");
        }
    }
}

/// The same for what the lists of dossiers read.
#[tokio::test]
async fn tampering_with_dossiers_is_found() {
    let views = [
        "UPDATE dossier_view SET due_at = 1 WHERE stream = 'dispute/shop/d3'",
        "UPDATE dossier_view SET state = 'won' WHERE stream = 'dispute/shop/d3'",
        "UPDATE dossier_view SET subject = 'payment/shop/p' WHERE stream = 'dispute/shop/d3'",
        "UPDATE dossier_view SET shown = '{}' WHERE stream = 'dispute/shop/d3'",
        "DELETE FROM dossier_view WHERE stream = 'dispute/shop/d3'",
        "DELETE FROM dossier_key WHERE stream = 'dispute/shop/d3' AND text = '2026d3'",
        "INSERT INTO dossier_key VALUES ('dispute/shop/d3', 'x', 'x')",
        "UPDATE dossier_view SET stream = 'payment/shop/zz' WHERE stream = 'news/shop/n'",
        "UPDATE dossier_view SET stream = 'zz' WHERE stream = 'news/shop/n'",
    ];
    for statement in views {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("practice.ledger");
        let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
        for id in ["d1", "d2", "d3"] {
            let story = DossierStory::dispute(id).told("DISPUTE_CREATED");
            ledger.append(story.append(0)).await.unwrap();
        }
        ledger.append(Story::card("p1", sgd(4000)).append(0)).await.unwrap();
        ledger.append(DossierStory::news("n", "PAYMENT_RESULT").append(0)).await.unwrap();
        assert_eq!(ledger.verify().await.unwrap().views_differ, []);
        raw(&path, &[statement]).await;
        let report = ledger.verify().await.unwrap();
        assert_eq!(report.broken_at, None, "{statement}");
        let named = |name: &str| report.views_differ.iter().any(|stream| stream.as_str().ends_with(name));
        assert!(named("/d3") || (named("zz") && named("/n")), "{statement}: {:?}", report.views_differ);
        ledger.rebuild_views().await.unwrap();
        assert_eq!(ledger.verify().await.unwrap().views_differ, [], "{statement}");
    }
}

/// What a stopped machine leaves: the file, and beside it the part that was not merged yet.
#[tokio::test]
async fn what_was_committed_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.ledger");
    let ledger = SqliteLedger::open(&path, Environment::Practice).await.unwrap();
    for n in 0..5 {
        ledger.append(Story::card(&format!("p{n}"), sgd(1)).append(0)).await.unwrap();
    }
    for (cut, entries) in [(0, 5), (1, 4)] {
        let after = folder.path().join(format!("after-{cut}"));
        std::fs::create_dir(&after).unwrap();
        let copy = after.join("practice.ledger");
        std::fs::copy(&path, &copy).unwrap();
        let wal = std::fs::read(folder.path().join("practice.ledger-wal")).unwrap();
        assert!(!wal.is_empty(), "nothing was left to merge");
        // A last page that was only half written is as if its transaction had never been.
        std::fs::write(after.join("practice.ledger-wal"), &wal[..wal.len() - cut]).unwrap();
        let again = SqliteLedger::open(&copy, Environment::Practice).await.unwrap();
        let report = again.verify().await.unwrap();
        assert_eq!(
            (report.entries, report.broken_at, report.views_differ.len()),
            (entries, None, 0),
            "cut {cut}"
        );
        again.append(Story::card("next", sgd(1)).append(0)).await.unwrap();
    }
}
