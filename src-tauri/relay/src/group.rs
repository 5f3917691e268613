//! Keeping: whatever waits is written in one transaction, so that many arrivals share one fsync, and is
//! answered only when that is done.

use std::sync::Arc;
use std::time::Duration;

use sqlx::SqliteConnection;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use crate::counters::{DUPLICATE, GROUPS};
use crate::store::{self, failed, number, whole};
use crate::{Arrival, Counters, Store, StoreFailed};

/// How many may wait; the next ones wait outside.
const WAITING: usize = 2048;
/// The largest group.
const GROUP: usize = 512;
/// How long counters may be ahead of the store when nothing is kept.
const COUNTERS: Duration = Duration::from_secs(5);

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept under this position.
    New(u64),
    /// It had been kept under this position before.
    Again(u64),
}

type Answer = oneshot::Sender<Result<Kept, StoreFailed>>;

/// The one writer of a store.
#[derive(Debug)]
pub struct Keeper {
    store: Store,
    counters: Arc<Counters>,
    arrivals: mpsc::Receiver<(Arrival, Answer)>,
    last: watch::Sender<u64>,
}

/// The way to the writer.
#[derive(Debug, Clone)]
pub struct Door(mpsc::Sender<(Arrival, Answer)>);

impl Door {
    /// Hands an arrival over and waits until it is durable.
    ///
    /// # Errors
    /// When its group could not be committed: it must not be acknowledged then.
    pub async fn keep(&self, arrival: Arrival) -> Result<Kept, StoreFailed> {
        let (answer, answered) = oneshot::channel();
        self.0.send((arrival, answer)).await.map_err(|_| failed("the writer has stopped"))?;
        answered.await.map_err(|_| failed("the writer has stopped"))?
    }
}

impl Keeper {
    /// A writer that is not at work yet, and the way to it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn new(store: Store) -> Result<(Self, Door), StoreFailed> {
        let counters = Arc::new(Counters::from_kept(store.counters().await?));
        let (door, arrivals) = mpsc::channel(WAITING);
        let last = watch::Sender::new(store.last().await?);
        Ok((Self { store, counters, arrivals, last }, Door(door)))
    }

    /// What was counted.
    #[must_use]
    pub fn counters(&self) -> Arc<Counters> {
        Arc::clone(&self.counters)
    }

    /// Says the last position as soon as it is durable.
    #[must_use]
    pub fn last(&self) -> watch::Receiver<u64> {
        self.last.subscribe()
    }

    /// Writes until the last [`Door`] is dropped and everything that came through is done.
    #[must_use]
    pub fn start(self) -> JoinHandle<()> {
        tokio::spawn(self.work())
    }

    async fn work(mut self) {
        let mut group = Vec::with_capacity(GROUP);
        loop {
            let came = tokio::time::timeout(COUNTERS, self.arrivals.recv_many(&mut group, GROUP)).await;
            if came == Ok(0) {
                break;
            }
            self.keep(&mut group).await;
        }
        self.keep(&mut group).await;
    }

    /// Commits a group, answers it, and writes the counters down beside it.
    async fn keep(&self, group: &mut Vec<(Arrival, Answer)>) {
        let changed = self.counters.take_changed();
        if group.is_empty() && changed.is_empty() {
            return;
        }
        match self.commit(group, &changed).await {
            Ok((last, kept)) => {
                self.last.send_replace(last);
                if !group.is_empty() {
                    self.counters.add(GROUPS, 1);
                }
                for ((_, answer), kept) in group.drain(..).zip(kept) {
                    if matches!(kept, Kept::Again(_)) {
                        self.counters.add(DUPLICATE, 1);
                    }
                    // Whoever waited may have gone; the gateway will deliver again and find it kept.
                    answer.send(Ok(kept)).ok();
                }
            }
            Err(error) => {
                tracing::error!(%error, waiting = group.len(), "a group could not be kept");
                self.counters.still_changed(&changed);
                for (_, answer) in group.drain(..) {
                    answer.send(Err(error.clone())).ok();
                }
            }
        }
    }

    async fn commit(
        &self,
        group: &[(Arrival, Answer)],
        counters: &[(&'static str, u64)],
    ) -> Result<(u64, Vec<Kept>), StoreFailed> {
        let mut tx = self.store.pool().begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        let mut last = store::last(&mut tx).await?;
        let mut kept = Vec::with_capacity(group.len());
        for (arrival, _) in group {
            kept.push(keep(&mut tx, arrival, &mut last).await?);
        }
        sqlx::query("UPDATE store SET last = ?")
            .bind(whole(last)?)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        for (name, count) in counters {
            sqlx::query("INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET count = ?2")
                .bind(*name)
                .bind(whole(*count)?)
                .execute(&mut *tx)
                .await
                .map_err(failed)?;
        }
        tx.commit().await.map_err(failed)?;
        Ok((last, kept))
    }
}

/// Keeps one arrival under the next position, unless it is kept already.
async fn keep(db: &mut SqliteConnection, arrival: &Arrival, last: &mut u64) -> Result<Kept, StoreFailed> {
    let before: Option<i64> = sqlx::query_scalar("SELECT position FROM seen WHERE mark = ?")
        .bind(arrival.mark.bytes())
        .fetch_optional(&mut *db)
        .await
        .map_err(failed)?;
    if let Some(position) = before {
        return Ok(Kept::Again(number(position)?));
    }
    let position = last.checked_add(1).ok_or_else(|| failed("no position is left"))?;
    sqlx::query("INSERT INTO seen (mark, position) VALUES (?, ?)")
        .bind(arrival.mark.bytes())
        .bind(whole(position)?)
        .execute(&mut *db)
        .await
        .map_err(failed)?;
    sqlx::query(
        "INSERT INTO notification (position, arrived_at, path, headers, body) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(whole(position)?)
    .bind(arrival.arrived_at.0)
    .bind(arrival.path.as_str())
    .bind(serde_json::to_string(&arrival.headers).map_err(failed)?)
    .bind(arrival.body.as_slice())
    .execute(db)
    .await
    .map_err(failed)?;
    *last = position;
    Ok(Kept::New(position))
}
