//! Checks the chain from the first entry to the last, and every view against its entries.

use domain::StreamId;
use engine::chain::{GENESIS, link};
use engine::port::{ChainReport, LedgerError};
use sqlx::SqliteConnection;

use crate::entries::{self, EntryRow};
use crate::errors::{damaged, failed};
use crate::views::{next_folds, standing};
use crate::{SqliteLedger, dossiers, evidence, keys};

/// How many entries are read at a time.
const BATCH: i64 = 1000;

impl SqliteLedger {
    /// Both checks, of one moment.
    pub(crate) async fn check(&self) -> Result<ChainReport, LedgerError> {
        let mut tx = self.readers.begin().await.map_err(failed)?;
        let mut report = chain(&mut tx).await?;
        report.evidence_broken_at = evidence::check(&mut tx).await?;
        if report.broken_at.is_none() {
            report.views_differ = payments(&mut tx).await?;
            report.views_differ.extend(dossiers(&mut tx).await?);
            report.views_differ.sort();
            report.views_differ.dedup();
        }
        tx.commit().await.map_err(failed)?;
        Ok(report)
    }
}

async fn chain(db: &mut SqliteConnection) -> Result<ChainReport, LedgerError> {
    let mut report = ChainReport {
        entries: 0,
        head: GENESIS,
        broken_at: None,
        evidence_broken_at: None,
        views_differ: Vec::new(),
    };
    let mut last = 0;
    loop {
        let batch = entries::behind(db, last, BATCH).await?;
        if batch.is_empty() {
            return Ok(report);
        }
        for row in &batch {
            if let Err(why) = fits(row, last, &report.head) {
                report.broken_at = Some((row.seq, why));
                return Ok(report);
            }
            last = row.seq;
            report.head = crate::words::hash(&row.hash)?;
            report.entries = report.entries.saturating_add(1);
        }
    }
}

/// Whether an entry is the next one behind this position and hash.
fn fits(row: &EntryRow, last: i64, head: &[u8; 32]) -> Result<(), String> {
    if row.seq != last.saturating_add(1) {
        return Err(format!("entries between {last} and {} are gone", row.seq));
    }
    if row.prev_hash != head {
        return Err("it was not written behind the entry before it".into());
    }
    let stored = row.stored().map_err(|error| error.to_string())?;
    let hash = link(
        head,
        &stored.stream,
        stored.version,
        &stored.actor,
        stored.source,
        stored.occurred_at,
        stored.heard_at,
        &row.body,
    );
    if hash == stored.hash { Ok(()) } else { Err("its hash does not fit".into()) }
}

async fn payments(db: &mut SqliteConnection) -> Result<Vec<StreamId>, LedgerError> {
    let mut differ = Vec::new();
    let mut behind = String::new();
    loop {
        let next = next_folds(db, &behind).await?;
        let at_end = next.is_none();
        let (expected, to) = next.unwrap_or_else(|| (Vec::new(), keys::behind("")));
        let found = standing(db, &behind, &to).await?;
        compare(&expected, &found, |view| &view.row.stream, &mut differ)?;
        if at_end {
            return Ok(differ);
        }
        behind = to;
    }
}

async fn dossiers(db: &mut SqliteConnection) -> Result<Vec<StreamId>, LedgerError> {
    let mut differ = Vec::new();
    let mut behind = String::new();
    loop {
        let next = dossiers::next_folds(db, &behind).await?;
        let at_end = next.is_none();
        let (expected, to) = next.unwrap_or_else(|| (Vec::new(), keys::behind("")));
        let found = dossiers::standing(db, &behind, &to).await?;
        compare(&expected, &found, |view| &view.row.stream, &mut differ)?;
        if at_end {
            return Ok(differ);
        }
        behind = to;
    }
}

/// Adds the streams whose views are not the same; both sides are in the order of streams.
fn compare<V: PartialEq>(
    expected: &[V],
    found: &[V],
    stream: impl Fn(&V) -> &str,
    differ: &mut Vec<StreamId>,
) -> Result<(), LedgerError> {
    let (mut expected, mut found) = (expected.iter().peekable(), found.iter().peekable());
    loop {
        let name = match (expected.peek(), found.peek()) {
            (None, None) => return Ok(()),
            (Some(one), None) | (None, Some(one)) => stream(one),
            (Some(a), Some(b)) => stream(a).min(stream(b)),
        };
        let should = expected.next_if(|view| stream(view) == name);
        let is = found.next_if(|view| stream(view) == name);
        if should != is {
            differ.push(StreamId::parse(name).map_err(damaged)?);
        }
    }
}
