use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use domain::{AccountId, Body, Dossier, DossierKind, DossierRow, Moment, Notice, Source, StreamId};
use engine::port::{DossierQuery, Stored};

use super::books::Books;

/// The row of a stream, when it is a dossier's or a notification's.
pub(super) fn fold(stream: &StreamId, entries: &[Stored]) -> Option<DossierRow> {
    let version = entries.last()?.version;
    let kind = stream.dossier_kind()?;
    if kind == DossierKind::News {
        let events = entries.iter().filter_map(|entry| match &entry.body {
            Body::News(event) => Some((event, entry.heard_at)),
            Body::Payment(_) | Body::Account(_) | Body::Dossier(_) | Body::Mark(_) => None,
        });
        return Some(DossierRow::of_notice(stream, &Notice::fold(events)?, version));
    }
    let events = entries.iter().filter_map(|entry| match &entry.body {
        Body::Dossier(event) => Some((event, entry.occurred_at)),
        Body::Payment(_) | Body::Account(_) | Body::News(_) | Body::Mark(_) => None,
    });
    let dossier = Dossier::fold(events).filter(|dossier| dossier.opening.kind() == kind)?;
    Some(DossierRow::of(stream, &dossier, version))
}

fn is_of(kind: DossierKind, account: &AccountId, row: &DossierRow) -> bool {
    row.kind == kind && row.stream.as_str().starts_with(&StreamId::dossier_prefix(kind, account))
}

/// Whether a dossier is what a query looks for; the plain reading of the query's documentation.
#[must_use]
pub fn matches_dossier(query: &DossierQuery, row: &DossierRow) -> bool {
    is_of(query.kind, &query.account, row)
        && (query.states.is_empty() || query.states.contains(&row.state))
        && query.text.as_deref().is_none_or(|text| has_text(text, row))
        && query.subject.as_ref().is_none_or(|subject| row.subject.as_ref() == Some(subject))
}

fn has_text(text: &str, row: &DossierRow) -> bool {
    let low = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let text = low(text.trim());
    std::iter::once(&row.id).chain(&row.keys).any(|key| low(key).starts_with(&text))
}

/// Where a row stands in the order of a query: its time, then its stream.
#[must_use]
pub fn place_of_dossier(query: &DossierQuery, row: &DossierRow) -> (Moment, StreamId) {
    let at = if query.by_deadline { row.by_deadline() } else { row.opened_at };
    (at, row.stream.clone())
}

/// Newest first, or the soonest deadline first.
fn order(query: &DossierQuery, a: &(Moment, StreamId), b: &(Moment, StreamId)) -> Ordering {
    if query.by_deadline { a.cmp(b) } else { b.cmp(a) }
}

pub(super) fn page(books: &Books, query: &DossierQuery) -> Vec<DossierRow> {
    let mut found: Vec<_> = books
        .dossiers
        .values()
        .filter(|row| matches_dossier(query, row))
        .map(|row| (place_of_dossier(query, row), row.clone()))
        .filter(|(place, _)| query.after.as_ref().is_none_or(|after| order(query, place, after).is_gt()))
        .collect();
    found.sort_by(|(a, _), (b, _)| order(query, a, b));
    found.truncate(usize::try_from(query.limit).unwrap());
    found.into_iter().map(|(_, row)| row).collect()
}

pub(super) fn counts(books: &Books, kind: DossierKind, account: &AccountId) -> Vec<(String, u64)> {
    let mut counts = BTreeMap::new();
    for row in books.dossiers.values().filter(|row| is_of(kind, account, row)) {
        *counts.entry(row.state.clone()).or_default() += 1;
    }
    counts.into_iter().collect()
}

pub(super) fn find(books: &Books, kind: DossierKind, account: &AccountId, id: &str) -> Option<StreamId> {
    let own = books.dossiers.values().filter(|row| is_of(kind, account, row));
    let named = own.filter(|row| row.id == id || row.keys.iter().any(|key| key == id));
    named.max_by_key(|row| (row.opened_at, &row.stream)).map(|row| row.stream.clone())
}

pub(super) fn learned_by_asking(
    books: &Books,
    account: &AccountId,
    since: Moment,
    limit: u32,
) -> Vec<StreamId> {
    let news = books.dossiers.values().filter(|row| row.kind == DossierKind::News);
    let told: BTreeSet<&StreamId> = news.filter_map(|row| row.subject.as_ref()).collect();
    let prefix = StreamId::payment_prefix(account);
    let own = books.streams.keys().filter(|stream| stream.as_str().starts_with(&prefix));
    let mut found: Vec<(Moment, &StreamId)> = own
        .filter(|stream| !told.contains(stream))
        .filter_map(|stream| {
            let entries = books.stream(stream);
            if entries.iter().any(|entry| entry.source == Source::Notification) {
                return None;
            }
            let asked = entries.iter().filter(|entry| entry.source == Source::Inquiry);
            let last = asked.map(|entry| entry.heard_at).max().filter(|last| *last >= since)?;
            Some((last, stream))
        })
        .collect();
    found.sort();
    found.into_iter().rev().take(usize::try_from(limit).unwrap()).map(|(_, stream)| stream.clone()).collect()
}
