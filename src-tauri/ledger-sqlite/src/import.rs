//! Imported history: many new streams in few transactions.

use std::collections::HashSet;

use engine::port::{Append, LedgerError, Stored};
use sqlx::SqliteConnection;

use crate::append::{chained, check_facts};
use crate::dossiers::DossierView;
use crate::errors::failed;
use crate::rows::{View, insert_events, insert_keys, insert_views};
use crate::words::hash;
use crate::{SqliteLedger, dossiers, entries, orders};

/// How many streams are written in one transaction. Ids scatter over the indexes, so a small transaction
/// writes nearly as many pages as a large one.
const CHUNK: usize = 5000;

impl SqliteLedger {
    /// Writes the streams that are not there yet; returns how many.
    pub(crate) async fn write_import(&self, batch: &[Append]) -> Result<u64, LedgerError> {
        let mut fresh = 0_u64;
        for chunk in batch.chunks(CHUNK) {
            let mut tx = self.begin().await?;
            fresh = fresh.saturating_add(in_transaction(&mut tx, chunk).await?);
            tx.commit().await.map_err(failed)?;
        }
        Ok(fresh)
    }
}

async fn in_transaction(db: &mut SqliteConnection, chunk: &[Append]) -> Result<u64, LedgerError> {
    let mut seen = HashSet::new();
    let (mut seq, mut previous) = entries::head(db).await?;
    let (mut events, mut views, mut opened) = (Vec::new(), Vec::new(), Vec::new());
    let mut dossiers = Vec::new();
    for append in chunk {
        if !seen.insert(&append.stream) || entries::end(db, &append.stream).await?.0 > 0 {
            continue;
        }
        if append.expected_version != 0 {
            return Err(LedgerError::SomeoneElseWrote);
        }
        check_facts(append)?;
        let rows = chained(append, seq, previous)?;
        if let Some(last) = rows.last() {
            (seq, previous) = (last.seq, last.hash);
        }
        let mut stored = Vec::with_capacity(rows.len());
        for (row, fact) in rows.iter().zip(&append.facts) {
            stored.push(Stored {
                seq: row.seq,
                stream: append.stream.clone(),
                version: crate::words::number(row.version)?,
                actor: append.actor.clone(),
                source: fact.source,
                occurred_at: fact.occurred_at,
                heard_at: append.heard_at,
                body: fact.body.clone(),
                hash: hash(&row.hash)?,
            });
        }
        views.extend(View::of(&append.stream, &stored)?);
        dossiers.extend(DossierView::of(&append.stream, &stored)?);
        opened.push((append, seq));
        events.extend(rows);
    }
    insert_events(db, &events).await?;
    insert_views(db, &views).await?;
    insert_keys(db, &views).await?;
    dossiers::insert(db, &dossiers).await?;
    for (append, seq) in &opened {
        if let Some(new) = &append.open {
            orders::refuse_known(db, new).await?;
            orders::insert(db, &append.stream, new, append.heard_at).await?;
        }
        if let Some(close) = &append.close {
            orders::close(db, &append.stream, close, *seq, append.heard_at).await?;
        }
    }
    Ok(u64::try_from(opened.len()).unwrap_or(u64::MAX))
}
