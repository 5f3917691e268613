use domain::{AccountId, DossierKind, DossierRow, StreamId};
use engine::port::{DossierQuery, LedgerError};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use crate::errors::failed;
use crate::keys::{behind, low};
use crate::words::{number, unjson};

/// Up to here the hits of a text are looked up; beyond, the list is walked and each row is asked.
const FEW: usize = 1000;

/// What a text searched for comes to.
pub(crate) enum Hits {
    /// Nothing was searched for.
    Any,
    /// These streams have it: read whole, and put in order here.
    Few(Vec<String>),
    /// Very many have it: the keys from one text up to another.
    Many(String, String),
}

/// Looks a text up among the keys of a kind and account.
async fn look_up(db: &mut SqliteConnection, query: &DossierQuery) -> Result<Hits, LedgerError> {
    let text = low(query.text.as_deref().unwrap_or_default().trim());
    if text.is_empty() {
        return Ok(Hits::Any);
    }
    let (from, most) = (StreamId::dossier_prefix(query.kind, &query.account), number_of(FEW));
    let (to, text_behind) = (behind(&from), behind(&text));
    let mut found = sqlx::query_file_scalar!("queries/dossier_texts.sql", text, text_behind, from, to, most)
        .fetch_all(db)
        .await
        .map_err(failed)?;
    if found.len() > FEW {
        return Ok(Hits::Many(text, text_behind));
    }
    found.sort();
    found.dedup();
    Ok(Hits::Few(found))
}

/// One more than so many, as a column's number.
fn number_of(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1)
}

/// One walk over one index that is in the order of the list. A query for several states is several walks,
/// merged: none of them sorts.
pub(crate) struct Walk<'a> {
    index: &'static str,
    states: &'a [String],
}

/// The walks that together find a query's page.
pub(crate) fn walks<'a>(query: &'a DossierQuery, hits: &Hits) -> Vec<Walk<'a>> {
    let states = query.states.as_slice();
    let one = |index| vec![Walk { index, states }];
    if matches!(hits, Hits::Few(_)) {
        one("dossier_view_stream")
    } else if query.subject.is_some() {
        one(if query.by_deadline { "dossier_view_subject_due" } else { "dossier_view_subject" })
    } else if states.is_empty() {
        one(if query.by_deadline { "dossier_view_due" } else { "dossier_view_opened" })
    } else {
        let index = if query.by_deadline { "dossier_view_state_due" } else { "dossier_view_state" };
        states.chunks(1).map(|states| Walk { index, states }).collect()
    }
}

/// One page.
pub(crate) async fn page(
    db: &mut SqliteConnection,
    query: &DossierQuery,
) -> Result<Vec<DossierRow>, LedgerError> {
    let hits = look_up(db, query).await?;
    if matches!(&hits, Hits::Few(streams) if streams.is_empty()) {
        return Ok(Vec::new());
    }
    let mut found: Vec<((i64, String), String)> = Vec::new();
    for walk in walks(query, &hits) {
        for row in select(query, &walk, &hits).build().fetch_all(&mut *db).await.map_err(failed)? {
            let place = (row.try_get(0).map_err(failed)?, row.try_get(1).map_err(failed)?);
            found.push((place, row.try_get(2).map_err(failed)?));
        }
    }
    if query.by_deadline {
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
    } else {
        found.sort_by(|(a, _), (b, _)| b.cmp(a));
    }
    // A state asked for twice is found twice.
    found.dedup_by(|(a, _), (b, _)| a == b);
    found.truncate(usize::try_from(query.limit).unwrap_or(usize::MAX));
    found.iter().map(|(_, shown)| unjson(shown)).collect()
}

/// The statement of one walk.
pub(crate) fn select(query: &DossierQuery, walk: &Walk<'_>, hits: &Hits) -> QueryBuilder<Sqlite> {
    // `due_place` is `DossierRow::by_deadline`.
    let time = if query.by_deadline { "due_place" } else { "opened_at" };
    let mut select = QueryBuilder::new("SELECT ");
    select.push(time).push(", stream, shown FROM dossier_view INDEXED BY ").push(walk.index);
    select.push(" WHERE kind = ").push_bind(query.kind.word());
    select.push(" AND account = ").push_bind(query.account.to_string());
    if let Some(subject) = &query.subject {
        select.push(" AND subject = ").push_bind(subject.to_string());
    }
    push_states(&mut select, walk.states);
    push_hits(&mut select, hits);
    if let Some((at, stream)) = &query.after {
        let sign = if query.by_deadline { '>' } else { '<' };
        select.push(format_args!(" AND ({time}, stream) {sign} ("));
        select.push_bind(at.0).push(", ").push_bind(stream.to_string()).push(")");
    }
    if !matches!(hits, Hits::Few(_)) {
        let way = if query.by_deadline { "" } else { " DESC" };
        select.push(format_args!(" ORDER BY {time}{way}, stream{way} LIMIT "));
        select.push_bind(i64::from(query.limit));
    }
    select
}

fn push_states(select: &mut QueryBuilder<Sqlite>, states: &[String]) {
    if let [state] = states {
        select.push(" AND state = ").push_bind(state.clone());
    } else if !states.is_empty() {
        select.push(" AND state IN (");
        let mut list = select.separated(", ");
        for state in states {
            list.push_bind(state.clone());
        }
        select.push(")");
    }
}

fn push_hits(select: &mut QueryBuilder<Sqlite>, hits: &Hits) {
    match hits {
        Hits::Any => {}
        Hits::Few(streams) => {
            select.push(" AND stream IN (");
            let mut list = select.separated(", ");
            for stream in streams {
                list.push_bind(stream.clone());
            }
            select.push(")");
        }
        Hits::Many(from, to) => {
            select.push(
                " AND EXISTS (SELECT 1 FROM dossier_key WHERE dossier_key.stream = dossier_view.stream \
                 AND dossier_key.low >= ",
            );
            select.push_bind(from.clone()).push(" AND dossier_key.low < ").push_bind(to.clone()).push(")");
        }
    }
}

/// How many there are of a kind and account, state by state.
pub(crate) async fn counts(
    db: &mut SqliteConnection,
    kind: DossierKind,
    account: &AccountId,
) -> Result<Vec<(String, u64)>, LedgerError> {
    let (kind, account) = (kind.word(), account.as_str());
    let rows =
        sqlx::query_file!("queries/dossier_counts.sql", kind, account).fetch_all(db).await.map_err(failed)?;
    rows.into_iter().map(|row| Ok((row.state, number(row.found)?))).collect()
}
