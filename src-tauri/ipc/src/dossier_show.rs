//! What dossiers of every kind show: a row, a page, a story, and what can be done.

use domain::{
    AgreementState, Bar, Body, DisputeState, DossierKind, DossierRow, Effect, Moment, Notice, Opening,
    RegistrationState, StreamId, SubscriptionState, method_name,
};
use engine::port::{DossierQuery, Stored};
use engine::{DossierStanding, Merchant};

use crate::dossier_story;
use crate::form::DossierListForm;
use crate::parse::choice;
use crate::problem::Problem;
use crate::run::action;
use crate::view::{DossierPageView, DossierRowView, DossierView, MayView, MoneyView};

/// The last part of a stream's name: our id of what it is about.
pub(crate) fn own_id(stream: &StreamId) -> String {
    stream.as_str().rsplit('/').next().unwrap_or_default().to_owned()
}

/// A row of the list. A notification is opened by the gateway's id of its event; without one by its stream's
/// name, because two notifications may share a merge key.
pub(crate) fn row(row: &DossierRow) -> DossierRowView {
    let nameless = row.kind == DossierKind::News && row.keys.contains(&row.id);
    DossierRowView {
        id: if nameless { own_id(&row.stream) } else { row.id.clone() },
        state: row.state.clone(),
        title: row.title.clone(),
        amount: row.amount.map(MoneyView::of),
        opened_at: row.opened_at.0,
        due_at: row.due_at.map(|at| at.0),
        unknown: row.unknown,
        contradiction: row.contradiction,
        payment: row.subject.as_ref().filter(|subject| subject.is_payment()).map(own_id),
        wallet: None,
        roads: Vec::new(),
        subject: row.subject.as_ref().filter(|_| row.kind == DossierKind::News).map(subject),
    }
}

/// What a notification changed: the kind's word and the id people use.
pub(crate) fn subject(stream: &StreamId) -> (String, String) {
    (stream.dossier_kind().map_or("payment", DossierKind::word).to_owned(), own_id(stream))
}

/// A row of one page, with what the list does not keep: whose wallet it is, by which roads it came. A grid that
/// had to ask for it row by row would ask fifty times a page.
async fn full_row(merchant: &Merchant, listed: &DossierRow) -> Result<DossierRowView, Problem> {
    let mut shown = row(listed);
    match listed.kind {
        DossierKind::Agreement => {
            let dossier = merchant.read_dossier(&listed.stream).await?.dossier;
            shown.wallet = wallet(&dossier.opening);
        }
        DossierKind::News => {
            let entries = merchant.ledger().stream(&listed.stream).await?;
            shown.roads = notice(&entries).as_ref().map(roads).unwrap_or_default();
        }
        DossierKind::Dispute | DossierKind::Subscription | DossierKind::Registration => {}
    }
    Ok(shown)
}

/// A notification out of its stream.
pub(crate) fn notice(entries: &[Stored]) -> Option<Notice> {
    Notice::fold(entries.iter().filter_map(|entry| match &entry.body {
        Body::News(event) => Some((event, entry.heard_at)),
        Body::Payment(_) | Body::Account(_) | Body::Dossier(_) | Body::Mark(_) => None,
    }))
}

/// By which roads a notification came, and how often.
pub(crate) fn roads(notice: &Notice) -> Vec<(String, u32)> {
    notice.times.iter().map(|(road, times)| (road.word().to_owned(), *times)).collect()
}

/// The name of an agreement's wallet, or its word when we do not know it.
fn wallet(opening: &Opening) -> Option<String> {
    let Opening::Agreement(own) = opening else { return None };
    Some(method_name(&own.wallet).to_owned())
}

/// The state words of a kind.
fn states(kind: DossierKind) -> Vec<&'static str> {
    match kind {
        DossierKind::Dispute => [
            DisputeState::Open,
            DisputeState::EvidenceGiven,
            DisputeState::Defended,
            DisputeState::Accepted,
            DisputeState::Missed,
            DisputeState::Resolved,
            DisputeState::Withdrawn,
            DisputeState::Won,
            DisputeState::Lost,
            DisputeState::Judged,
        ]
        .map(DisputeState::word)
        .to_vec(),
        DossierKind::Agreement => [
            AgreementState::Asked,
            AgreementState::Offered,
            AgreementState::Consented,
            AgreementState::Active,
            AgreementState::Ended,
            AgreementState::GivenUp,
            AgreementState::Refused,
        ]
        .map(AgreementState::word)
        .to_vec(),
        DossierKind::Subscription => [
            SubscriptionState::Asked,
            SubscriptionState::Offered,
            SubscriptionState::RanOut,
            SubscriptionState::Pending,
            SubscriptionState::Active,
            SubscriptionState::Cancelled,
            SubscriptionState::Terminated,
            SubscriptionState::Refused,
            SubscriptionState::Other,
        ]
        .map(SubscriptionState::word)
        .to_vec(),
        DossierKind::Registration => [
            RegistrationState::Asked,
            RegistrationState::Pending,
            RegistrationState::Approved,
            RegistrationState::Rejected,
            RegistrationState::Other,
        ]
        .map(RegistrationState::word)
        .to_vec(),
        DossierKind::News => {
            let mut words = vec!["waiting"];
            words.extend(
                [
                    Effect::Changed,
                    Effect::Repeated,
                    Effect::Contradicts,
                    Effect::NotOurs,
                    Effect::Kept,
                    Effect::Unverified,
                    Effect::Reread,
                ]
                .map(Effect::word),
            );
            words
        }
    }
}

/// Where a page ended, as one text: "time:stream".
fn cursor(text: &str) -> Option<(Moment, StreamId)> {
    let (time, stream) = text.split_once(':')?;
    Some((Moment(time.parse().ok()?), StreamId::parse(stream).ok()?))
}

/// One page of a kind.
pub(crate) async fn page(
    merchant: &Merchant,
    kind: DossierKind,
    form: DossierListForm,
) -> Result<DossierPageView, Problem> {
    let text = |value: &Option<String>| {
        value.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let known = states(kind);
    if let Some(other) = form.states.iter().find(|word| !known.contains(&word.as_str())) {
        return Err(choice(other, "state"));
    }
    let subject = match text(&form.payment) {
        Some(id) => Some(merchant.payment(&id).await?.stream),
        None => None,
    };
    let after = match text(&form.after) {
        Some(text) => Some(cursor(&text).ok_or_else(|| choice(&text, "after"))?),
        None => None,
    };
    let limit = form.limit.unwrap_or(50).clamp(1, 500);
    let query = DossierQuery {
        kind,
        account: merchant.account().id.clone(),
        states: form.states.clone(),
        text: text(&form.text),
        subject,
        by_deadline: form.by_deadline,
        // One more than the page tells whether there is another.
        limit: limit.saturating_add(1),
        after,
    };
    let mut rows = merchant.ledger().dossiers(&query).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).map(|last| {
        let time = if form.by_deadline { last.by_deadline() } else { last.opened_at };
        format!("{}:{}", time.0, last.stream)
    });
    let counts = merchant.ledger().dossier_counts(kind, &merchant.account().id).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for listed in &rows {
        shown.push(full_row(merchant, listed).await?);
    }
    Ok(DossierPageView {
        rows: shown,
        next,
        counts: counts
            .into_iter()
            .map(|(state, count)| (state, u32::try_from(count).unwrap_or(u32::MAX)))
            .collect(),
    })
}

/// What every dossier shows.
pub(crate) async fn dossier(merchant: &Merchant, standing: &DossierStanding) -> Result<DossierView, Problem> {
    let mut acts = Vec::new();
    for order in merchant.ledger().orders_of(&standing.stream).await?.iter().rev() {
        acts.push(action(merchant, &order.id).await?);
    }
    let mut row = row(&DossierRow::of(&standing.stream, &standing.dossier, standing.version));
    row.wallet = wallet(&standing.dossier.opening);
    Ok(DossierView {
        row,
        version: standing.version,
        acts,
        story: standing.entries.iter().rev().filter_map(dossier_story::line).collect(),
        contradictions: standing.dossier.contradictions.clone(),
    })
}

/// Whether an act is possible.
pub(crate) fn may(result: Result<(), Bar>) -> MayView {
    match result {
        Ok(()) => MayView { allowed: true, problem: None },
        Err(bar) => MayView { allowed: false, problem: Some(Problem::of_bar(&bar)) },
    }
}

/// Asks about what is open of a dossier, as far as it is due to be asked about at all.
pub(crate) async fn drive_open(merchant: &Merchant, stream: &StreamId) -> Result<(), Problem> {
    for order in merchant.ledger().orders_of(stream).await? {
        if order.closed_by.is_none() {
            merchant.drive(&order.id).await?;
        }
    }
    Ok(())
}
