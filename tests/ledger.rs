//! The ledger's contract, on every ledger there is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::Environment;
use engine::port::Ledger;
use ledger_sqlite::SqliteLedger;
use testkit::{MemoryLedger, StoppingLedger, conformance};

fn shared(ledger: impl Ledger + 'static) -> Arc<dyn Ledger> {
    Arc::new(ledger)
}

#[tokio::test]
async fn memory() {
    conformance::all(|| async { shared(MemoryLedger::default()) }).await;
}

/// The ledger that stops at a chosen write is, until it stops, the ledger inside it.
#[tokio::test]
async fn stopping() {
    conformance::all(|| async { shared(StoppingLedger::new(Arc::new(MemoryLedger::default()))) }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let count = AtomicU32::new(0);
    conformance::all(|| async {
        let name = format!("{}.ledger", count.fetch_add(1, Ordering::SeqCst));
        shared(SqliteLedger::open(&folder.path().join(name), Environment::Practice).await.unwrap())
    })
    .await;
}
