//! A committed row survives whatever happens to the disk, and an uncommitted one does what SQLite says.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use shim_vfs::{Act, Disk, Fault, Process};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Row, SqliteConnection};

static DISKS: AtomicU32 = AtomicU32::new(0);

fn disk() -> Disk {
    let number = DISKS.fetch_add(1, Ordering::Relaxed);
    let place = std::env::temp_dir().join(format!("counterfoil-plug-{}-{number}", std::process::id()));
    Disk::new(&place).unwrap()
}

async fn open(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let how = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    SqliteConnection::connect_with(&how).await
}

async fn write(db: &mut SqliteConnection, row: i64) -> Result<(), sqlx::Error> {
    sqlx::raw_sql("create table if not exists t (row integer primary key, text text)")
        .execute(&mut *db)
        .await?;
    sqlx::query("insert into t values (?, ?)").bind(row).bind("x".repeat(3000)).execute(&mut *db).await?;
    Ok(())
}

async fn rows(path: &Path) -> Vec<i64> {
    let mut db = open(path).await.unwrap();
    let sound: String = sqlx::query("pragma integrity_check").fetch_one(&mut db).await.unwrap().get(0);
    assert_eq!(sound, "ok");
    let all = sqlx::query("select row from t order by row").fetch_all(&mut db).await.unwrap_or_default();
    db.close().await.unwrap();
    all.iter().map(|row| row.get(0)).collect()
}

/// Writes rows until something goes wrong; how many were acknowledged.
async fn work(process: &Process) -> i64 {
    let Ok(mut db) = open(&process.path("t.sqlite")).await else { return 0 };
    let mut done = 0;
    while done < 5 && write(&mut db, done).await.is_ok() {
        done += 1;
    }
    let _ = db.close().await;
    done
}

#[tokio::test]
async fn every_operation_is_seen() {
    let disk = disk();
    let process = disk.process().unwrap();
    process.list();
    assert_eq!(work(&process).await, 5);
    let acts: Vec<Act> = process.listed().iter().map(|operation| operation.act).collect();
    for act in [Act::Write, Act::Sync, Act::Delete] {
        assert!(acts.contains(&act), "{act:?} in {acts:?}");
    }
    assert_eq!(process.operations(), u64::try_from(acts.len()).unwrap());
    assert_eq!(rows(&disk.process().unwrap().path("t.sqlite")).await, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_stop_at_every_operation() {
    let whole = disk();
    let process = whole.process().unwrap();
    work(&process).await;
    let all = process.operations();
    assert!(all > 20, "{all} operations");
    for at in 1..=all {
        for fault in Fault::ALL {
            for cut in [None, Some(false), Some(true)] {
                let disk = disk();
                let process = disk.process().unwrap();
                process.arm(at, fault);
                let done = work(&process).await;
                assert!(!process.is_armed(), "operation {at} was reached");
                process.stop();
                let mut turn = false;
                if let Some(mix) = cut {
                    disk.cut_power(|| {
                        turn = mix && !turn;
                        turn
                    })
                    .unwrap();
                }
                let found = rows(&disk.process().unwrap().path("t.sqlite")).await;
                let expected: Vec<i64> = (0..i64::try_from(found.len()).unwrap()).collect();
                assert_eq!(found, expected, "{fault:?} at {at}");
                let kept = i64::try_from(found.len()).unwrap();
                assert!(
                    kept >= done,
                    "{fault:?} at {at}, power cut {cut:?}: {done} acknowledged, {kept} there"
                );
                assert!(kept <= done + 1, "{fault:?} at {at}: {done} acknowledged, {kept} there");
            }
        }
    }
}

/// The check can fail: without the syncs of FULL a power cut forgets a commit.
#[tokio::test]
async fn a_power_cut_forgets_what_was_never_synced() {
    let disk = disk();
    let process = disk.process().unwrap();
    let how = SqliteConnectOptions::new()
        .filename(process.path("t.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Off);
    let mut db = SqliteConnection::connect_with(&how).await.unwrap();
    write(&mut db, 1).await.unwrap();
    process.stop();
    let _ = db.close().await;
    disk.cut_power(|| false).unwrap();
    assert_eq!(rows(&disk.process().unwrap().path("t.sqlite")).await, Vec::<i64>::new());
}

#[tokio::test]
async fn two_programs_share_a_file_and_one_is_stopped() {
    let disk = disk();
    let (first, second) = (disk.process().unwrap(), disk.process().unwrap());
    let mut a = open(&first.path("t.sqlite")).await.unwrap();
    let mut b = open(&second.path("t.sqlite")).await.unwrap();
    write(&mut a, 1).await.unwrap();
    write(&mut b, 2).await.unwrap();
    first.stop();
    assert!(write(&mut a, 3).await.is_err());
    let _ = a.close().await;
    write(&mut b, 4).await.unwrap();
    b.close().await.unwrap();
    assert_eq!(rows(&second.path("t.sqlite")).await, [1, 2, 4]);
}
