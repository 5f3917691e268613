//! Copies of a ledger that is being worked on, and one put back in its place.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shop;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::{Environment, OrderId, RefundReason, RefundRequestId};
use engine::RefundWish;
use engine::port::{Head, Ledger, LedgerError};
use ledger_sqlite::{Restored, SqliteLedger};
use shop::{Street, Way, money};
use testkit::Dice;
use tokio::sync::Semaphore;

/// How many copies are taken; `BACKUPS` asks for more.
fn copies() -> usize {
    std::env::var("BACKUPS").map_or(200, |text| text.parse().expect("BACKUPS is a number"))
}

async fn opened(file: &Path) -> SqliteLedger {
    SqliteLedger::open(file, Environment::Practice).await.unwrap()
}

async fn sound(ledger: &SqliteLedger) {
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.broken_at, report.evidence_broken_at, report.views_differ), (None, None, Vec::new()));
}

/// A clerk who takes a payment and gives back part of it for every customer who is let in. What was told as
/// written down is in `told` before the next press.
async fn clerk(street: Arc<Street>, file: PathBuf, told: Arc<Mutex<Vec<OrderId>>>, door: Arc<Semaphore>) {
    let merchant = street.honest(&file).await;
    while let Ok(customer) = door.acquire().await {
        customer.forget();
        let paid = street.id();
        let order = merchant.take_payment(street.take(&paid, Way::Card, 5_000)).await.unwrap();
        told.lock().unwrap().push(order);
        let wish = RefundWish {
            draft: RefundRequestId::parse(&street.id()).unwrap(),
            payment: paid,
            version: None,
            amount: money(1_000, "SGD"),
            reason: RefundReason::Goodwill,
            note: String::new(),
            again: true,
            careful: true,
        };
        let order = merchant.refund(wish).await.unwrap();
        told.lock().unwrap().push(order);
    }
}

/// Checks a copy: whole, a beginning of the ledger it was taken of, and nothing missing that was told before.
async fn checked(number: usize, to: &Path, whole: &SqliteLedger, told: &[OrderId]) -> Head {
    let copy = SqliteLedger::open_read_only(to, Environment::Practice).await.unwrap();
    sound(&copy).await;
    let head = copy.head().await.unwrap();
    assert!(whole.grew_from(&head).await.unwrap(), "copy {number} is a beginning of the whole");
    for order in told {
        assert!(copy.order(order).await.unwrap().is_some(), "{order} was told before copy {number}");
    }
    copy.close().await;
    head
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_taken_under_load_is_whole_and_has_everything_that_was_told() {
    let street = Arc::new(Street::open().await);
    let file = street.file();
    let told = Arc::new(Mutex::new(Vec::new()));
    let door = Arc::new(Semaphore::new(0));
    let whole = opened(&file).await;
    let clerks: Vec<_> = (0..3)
        .map(|_| tokio::spawn(clerk(street.clone(), file.clone(), told.clone(), door.clone())))
        .collect();
    let mut dice = Dice::new(4);
    let mut largest = 0;
    for number in 0..copies() {
        // At another moment of their work each time: a customer makes four entries at least.
        let from = whole.head().await.unwrap().entries + dice.below(5);
        door.add_permits(1 + usize::try_from(dice.below(3)).unwrap());
        while whole.head().await.unwrap().entries < from {
            assert!(!clerks.iter().any(tokio::task::JoinHandle::is_finished), "a clerk gave up");
            tokio::task::yield_now().await;
        }
        let before = told.lock().unwrap().clone();
        let to = file.with_file_name(format!("copy-{number}.ledger"));
        whole.backup(&to).await.unwrap();
        let head = checked(number, &to, &whole, &before).await;
        if dice.chance(100) {
            let back = file.with_file_name(format!("back-{number}.ledger"));
            let replaced = file.with_file_name("never");
            let put = SqliteLedger::restore(&to, &back, &replaced, Environment::Practice).await.unwrap();
            assert_eq!(put, Restored { entries: head.entries, replaced: None });
            let ledger = opened(&back).await;
            sound(&ledger).await;
            assert_eq!(ledger.head().await.unwrap(), head);
            ledger.close().await;
            std::fs::remove_file(&back).unwrap();
        }
        largest = largest.max(head.entries);
        std::fs::remove_file(&to).unwrap();
    }
    door.close();
    for clerk in clerks {
        clerk.await.unwrap();
    }
    sound(&whole).await;
    println!("{} copies, the largest of {largest} entries", copies());
}

/// A ledger nobody has open.
async fn ledger_with_payments(street: &Street, count: u32) -> PathBuf {
    let file = street.file();
    let ledger = Arc::new(opened(&file).await);
    let merchant = street.merchant(ledger.clone(), street.http.clone());
    for _ in 0..count {
        street.paid(&merchant, Way::Card, 5_000).await;
    }
    ledger.close().await;
    file
}

async fn restore(from: &Path, to: &Path) -> Result<Restored, LedgerError> {
    let replaced = to.with_file_name("replaced.ledger");
    SqliteLedger::restore(from, to, &replaced, Environment::Practice).await
}

/// Everything in the folder of a file, by name.
fn beside(file: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(file.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_copy_is_put_back_and_what_was_there_is_kept() {
    let street = Street::open().await;
    let file = ledger_with_payments(&street, 2).await;
    let copy = file.with_file_name("copy.ledger");
    let ledger = Arc::new(opened(&file).await);
    ledger.backup(&copy).await.unwrap();
    let then = ledger.head().await.unwrap();
    let merchant = street.merchant(ledger.clone(), street.http.clone());
    street.paid(&merchant, Way::Card, 700).await;
    let now = ledger.head().await.unwrap();

    // Somebody works with it.
    let busy = restore(&copy, &file).await;
    assert!(matches!(busy, Err(LedgerError::Busy(_))), "{busy:?}");
    assert_eq!(ledger.head().await.unwrap(), now);
    ledger.close().await;

    let put = restore(&copy, &file).await.unwrap();
    assert_eq!(put.entries, then.entries);
    let there_was = put.replaced.unwrap();
    for (path, head) in [(&file, &then), (&there_was, &now)] {
        let ledger = opened(path).await;
        sound(&ledger).await;
        assert_eq!(ledger.head().await.unwrap(), *head);
        ledger.close().await;
    }
    assert_eq!(beside(&file), ["copy.ledger", "practice.ledger", "replaced.ledger"]);
}

#[tokio::test]
async fn what_is_no_whole_copy_is_not_put_in_place() {
    let street = Street::open().await;
    let file = ledger_with_payments(&street, 2).await;
    let copy = file.with_file_name("copy.ledger");
    let ledger = opened(&file).await;
    ledger.backup(&copy).await.unwrap();
    ledger.close().await;
    let bytes = std::fs::read(&copy).unwrap();
    let before = std::fs::read(&file).unwrap();
    let names = beside(&file);

    // A byte of an event's hash is another one.
    let changed = file.with_file_name("changed.ledger");
    std::fs::write(&changed, &bytes).unwrap();
    let mut db =
        <sqlx::SqliteConnection as sqlx::Connection>::connect(changed.to_str().unwrap()).await.unwrap();
    sqlx::query("DROP TRIGGER event_unchanged").execute(&mut db).await.unwrap();
    let changes = sqlx::query("UPDATE event SET hash = zeroblob(32) WHERE seq = 2").execute(&mut db).await;
    sqlx::Connection::close(db).await.unwrap();
    assert!(changes.is_ok(), "{changes:?}");
    let refused = restore(&changed, &file).await;
    assert!(matches!(refused, Err(LedgerError::Damaged(_))), "{refused:?}");

    let half = file.with_file_name("half.ledger");
    std::fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    assert!(restore(&half, &file).await.is_err());

    let other = SqliteLedger::restore(&copy, &file, &file.with_file_name("other"), Environment::Live).await;
    assert!(matches!(other, Err(LedgerError::WrongEnvironment { .. })), "{other:?}");
    assert!(restore(&file.with_file_name("nothing"), &file).await.is_err());

    std::fs::remove_file(&changed).unwrap();
    std::fs::remove_file(&half).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), before, "the ledger is as it was, to the byte");
    assert_eq!(beside(&file), names, "nothing is left lying about");
}
