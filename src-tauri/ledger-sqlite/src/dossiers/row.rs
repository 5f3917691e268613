use domain::{Body, Dossier, DossierKind, DossierRow, Notice, StreamId};
use engine::port::{LedgerError, Stored};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::keys::low;
use crate::rows::{MOST, run};
use crate::words::{column, json};

/// One row of `dossier_view`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DossierViewRow {
    pub stream: String,
    pub kind: String,
    pub account: String,
    pub state: String,
    pub opened_at: i64,
    pub due_at: Option<i64>,
    pub subject: Option<String>,
    pub title: String,
    pub amount_minor: Option<i64>,
    pub currency: Option<String>,
    pub unknown: i64,
    pub contradiction: i64,
    pub version: i64,
    pub shown: String,
}

/// What the screens read of one dossier or notification: its row and the texts it is found by, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DossierView {
    pub row: DossierViewRow,
    pub keys: Vec<String>,
}

impl DossierView {
    /// Folds a stream. `None` when it is neither a dossier's nor a notification's.
    pub(crate) fn of(stream: &StreamId, entries: &[Stored]) -> Result<Option<Self>, LedgerError> {
        let version = entries.last().map_or(0, |entry| entry.version);
        let shown = match stream.dossier_kind() {
            None => None,
            Some(DossierKind::News) => {
                notice(entries).map(|notice| DossierRow::of_notice(stream, &notice, version))
            }
            Some(
                kind @ (DossierKind::Dispute
                | DossierKind::Agreement
                | DossierKind::Subscription
                | DossierKind::Registration),
            ) => dossier(entries)
                .filter(|dossier| dossier.opening.kind() == kind)
                .map(|dossier| DossierRow::of(stream, &dossier, version)),
        };
        shown.map(|shown| Self::of_row(&shown)).transpose()
    }

    fn of_row(shown: &DossierRow) -> Result<Self, LedgerError> {
        let row = DossierViewRow {
            stream: shown.stream.to_string(),
            kind: shown.kind.word().to_owned(),
            account: account_of(shown),
            state: shown.state.clone(),
            opened_at: shown.opened_at.0,
            due_at: shown.due_at.map(|due| due.0),
            subject: shown.subject.as_ref().map(ToString::to_string),
            title: shown.title.clone(),
            amount_minor: shown.amount.map(|amount| column(amount.minor())).transpose()?,
            currency: shown.amount.map(|amount| amount.currency().code().to_owned()),
            unknown: i64::from(shown.unknown),
            contradiction: i64::from(shown.contradiction),
            version: column(shown.version)?,
            shown: json(shown)?,
        };
        let mut keys = shown.keys.clone();
        keys.push(shown.id.clone());
        keys.sort();
        keys.dedup();
        Ok(Self { row, keys })
    }
}

fn dossier(entries: &[Stored]) -> Option<Dossier> {
    Dossier::fold(entries.iter().filter_map(|entry| match &entry.body {
        Body::Dossier(event) => Some((event, entry.occurred_at)),
        Body::Payment(_) | Body::Account(_) | Body::News(_) | Body::Mark(_) => None,
    }))
}

fn notice(entries: &[Stored]) -> Option<Notice> {
    Notice::fold(entries.iter().filter_map(|entry| match &entry.body {
        Body::News(event) => Some((event, entry.heard_at)),
        Body::Payment(_) | Body::Account(_) | Body::Dossier(_) | Body::Mark(_) => None,
    }))
}

/// The account in a stream's id, which is `<kind>/<account>/<id>`; the last part may be another id than the
/// one that is shown.
fn account_of(row: &DossierRow) -> String {
    let path = row.stream.as_str().split_once('/').map(|(_, path)| path).unwrap_or_default();
    let account = path.strip_suffix(row.id.as_str()).and_then(|path| path.strip_suffix('/'));
    account.or(path.split('/').next()).unwrap_or_default().to_owned()
}

/// Inserts rows of the lists, or puts them in the place of older ones, and the texts that are new.
pub(crate) async fn insert(db: &mut SqliteConnection, views: &[DossierView]) -> Result<(), LedgerError> {
    for part in views.chunks(MOST) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO dossier_view (stream, kind, account, state, opened_at, due_at, subject, title, \
             amount_minor, currency, unknown, contradiction, version, shown) ",
        );
        insert.push_values(part, |mut b, DossierView { row, .. }| {
            b.push_bind(row.stream.clone())
                .push_bind(row.kind.clone())
                .push_bind(row.account.clone())
                .push_bind(row.state.clone())
                .push_bind(row.opened_at)
                .push_bind(row.due_at)
                .push_bind(row.subject.clone())
                .push_bind(row.title.clone())
                .push_bind(row.amount_minor)
                .push_bind(row.currency.clone())
                .push_bind(row.unknown)
                .push_bind(row.contradiction)
                .push_bind(row.version)
                .push_bind(row.shown.clone());
        });
        insert.push(
            " ON CONFLICT (stream) DO UPDATE SET kind = excluded.kind, account = excluded.account, \
             state = excluded.state, opened_at = excluded.opened_at, due_at = excluded.due_at, \
             subject = excluded.subject, title = excluded.title, amount_minor = excluded.amount_minor, \
             currency = excluded.currency, unknown = excluded.unknown, \
             contradiction = excluded.contradiction, version = excluded.version, shown = excluded.shown",
        );
        run(insert, part.len(), db).await?;
    }
    insert_keys(db, views).await
}

async fn insert_keys(db: &mut SqliteConnection, views: &[DossierView]) -> Result<(), LedgerError> {
    let keys: Vec<(&str, &String)> =
        views.iter().flat_map(|view| view.keys.iter().map(|key| (view.row.stream.as_str(), key))).collect();
    for part in keys.chunks(MOST) {
        let mut insert = QueryBuilder::new("INSERT INTO dossier_key (stream, text, low) ");
        insert.push_values(part, |mut b, (stream, key)| {
            b.push_bind((*stream).to_owned()).push_bind((*key).clone()).push_bind(low(key));
        });
        insert.push(" ON CONFLICT (stream, text) DO NOTHING");
        run(insert, part.len(), db).await?;
    }
    Ok(())
}
