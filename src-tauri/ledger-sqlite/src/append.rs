//! Writing entries, the views folded from them, and what they open and close: all or nothing.

use domain::{Body, DossierEvent, DossierKind, Event, NewsEvent, StreamId};
use engine::chain::{canonical, link, source_word};
use engine::port::{Append, LedgerError, NewFact, Written};
use sqlx::SqliteConnection;

use crate::SqliteLedger;
use crate::rows::EventRow;
use crate::words::column;
use crate::{dossiers, entries, orders, rows, search, views};

impl SqliteLedger {
    /// One durable transaction.
    pub(crate) async fn write_append(&self, append: Append) -> Result<Written, LedgerError> {
        let mut tx = self.begin().await?;
        let written = in_transaction(&mut tx, append).await?;
        tx.commit().await.map_err(crate::errors::failed)?;
        Ok(written)
    }
}

async fn in_transaction(db: &mut SqliteConnection, append: Append) -> Result<Written, LedgerError> {
    if let Some(new) = &append.open {
        orders::refuse_known(db, new).await?;
    }
    let (version, last) = entries::end(db, &append.stream).await?;
    if version != append.expected_version {
        return Err(LedgerError::SomeoneElseWrote);
    }
    check_facts(&append)?;
    refuse_second(db, &append).await?;
    let (head, hash) = entries::head(db).await?;
    let fresh = chained(&append, head, hash)?;
    rows::insert_events(db, &fresh).await?;
    let seq = fresh.last().map_or(last, |row| row.seq);
    if let Some(new) = &append.open {
        orders::insert(db, &append.stream, new, append.heard_at).await?;
    }
    if let Some(close) = &append.close {
        orders::close(db, &append.stream, close, seq, append.heard_at).await?;
    }
    if !fresh.is_empty() {
        views::fold_again(db, &append.stream).await?;
        dossiers::fold_again(db, &append.stream).await?;
    }
    let grown = u64::try_from(fresh.len()).unwrap_or(u64::MAX);
    Ok(Written { version: version.saturating_add(grown), seq })
}

/// Refuses a second payment of an order that is open or paid. The transaction holds the file's write lock from
/// its first statement, so nobody writes between this look and the commit.
async fn refuse_second(db: &mut SqliteConnection, append: &Append) -> Result<(), LedgerError> {
    let Some((account, number)) = append.open.as_ref().and_then(|new| new.only_for.as_ref()) else {
        return Ok(());
    };
    let rows = search::of_order(db, account, number).await?;
    let mut others = rows.into_iter().filter(|row| row.stream != append.stream);
    match others.find(|row| row.is_in_the_way(append.heard_at)) {
        None => Ok(()),
        Some(row) => Err(LedgerError::InTheWay(Box::new(row))),
    }
}

/// Refuses what nobody could read back.
pub(crate) fn check_facts(append: &Append) -> Result<(), LedgerError> {
    let begins = append.expected_version == 0;
    match append.facts.first() {
        None if append.close.is_none() || begins => Err(LedgerError::Failed("nothing to write".into())),
        Some(first) if begins && !may_begin(&append.stream, &first.body) => {
            Err(LedgerError::Failed(format!("{} does not begin so", append.stream)))
        }
        None | Some(_) => Ok(()),
    }
}

/// A stream begins with what everything after it is folded onto, and of the kind its name says.
fn may_begin(stream: &StreamId, first: &Body) -> bool {
    let kind = stream.dossier_kind();
    match first {
        Body::Payment(event) => stream.is_payment() && matches!(event, Event::Asked(_)),
        Body::Dossier(DossierEvent::Opened(opening)) => kind == Some(opening.kind()),
        Body::Dossier(_) => false,
        Body::News(event) => kind == Some(DossierKind::News) && matches!(event, NewsEvent::Arrived(_)),
        Body::Account(_) => stream.as_str().starts_with("account/"),
        Body::Mark(_) => stream.as_str().starts_with("mark/"),
    }
}

/// The rows of an append, tied to the head of the chain.
pub(crate) fn chained(append: &Append, head: i64, hash: [u8; 32]) -> Result<Vec<EventRow>, LedgerError> {
    let Append { stream, actor, heard_at, .. } = append;
    let (mut seq, mut previous, mut version) = (head, hash, append.expected_version);
    let mut fresh = Vec::with_capacity(append.facts.len());
    for NewFact { source, occurred_at, body } in &append.facts {
        seq = seq.saturating_add(1);
        version = version.saturating_add(1);
        let body = canonical(body).map_err(|error| LedgerError::Failed(error.to_string()))?;
        let hash = link(&previous, stream, version, actor, *source, *occurred_at, *heard_at, &body);
        fresh.push(EventRow {
            seq,
            stream: stream.to_string(),
            version: column(version)?,
            actor: actor.to_string(),
            source: source_word(*source),
            occurred_at: occurred_at.0,
            heard_at: heard_at.0,
            body,
            prev_hash: previous,
            hash,
        });
        previous = hash;
    }
    Ok(fresh)
}
