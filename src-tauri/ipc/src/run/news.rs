use antom::notify::{NewsKind, masked};
use domain::{DossierKind, DossierRow, Effect, NotificationId, PaymentRow, StreamId};
use engine::news::{FeedState, RELAY_TOKEN, RelayRead};
use engine::{Failed, Merchant};
use serde_json::Value;

use super::calls::lines;
use crate::dossier_show::{self, own_id};
use crate::form::{DossierListForm, IdForm, NewsGivenForm, Nothing};
use crate::problem::{Next, Problem};
use crate::view::{DossierPageView, NewsView, PaymentRowView, RoadsView};
use crate::{Desk, show};

/// How many days back payments are looked for that were learned of only by asking: as long as the gateway
/// keeps events.
const MISSING_DAYS: i64 = 30;
/// How many of them are shown.
const MISSING_MOST: u32 = 200;

/// Notifications.
pub async fn news_list(desk: &Desk, form: DossierListForm) -> Result<DossierPageView, Problem> {
    let merchant = desk.merchant().await?;
    dossier_show::page(&merchant, DossierKind::News, form).await
}

/// Asks the gateway for a notification again. One without an event's id cannot be asked for.
pub async fn news_ask(desk: &Desk, form: IdForm) -> Result<NewsView, Problem> {
    let merchant = desk.merchant().await?;
    let shown = news_show(desk, form).await?;
    if let Some(event) = &shown.event {
        let event = NotificationId::parse(event).map_err(Failed::from)?;
        merchant.ask_event(event).await?;
    }
    news_show(desk, IdForm { id: shown.event.unwrap_or(shown.row.id) }).await
}

/// One notification.
pub async fn news_show(desk: &Desk, form: IdForm) -> Result<NewsView, Problem> {
    let merchant = desk.merchant().await?;
    let id = form.id.trim();
    let account = &merchant.account().id;
    // A notification without an event's id is opened by its stream's name.
    let by_name = StreamId::dossier(DossierKind::News, account, id).ok();
    if let Some(stream) = by_name
        && !merchant.ledger().stream(&stream).await?.is_empty()
    {
        return view(&merchant, &stream).await;
    }
    let found = merchant.ledger().find_dossier(DossierKind::News, account, id).await?;
    view(&merchant, &found.ok_or_else(|| Failed::NotFound(id.to_owned()))?).await
}

async fn view(merchant: &Merchant, stream: &StreamId) -> Result<NewsView, Problem> {
    let entries = merchant.ledger().stream(stream).await?;
    let version = entries.last().map_or(0, |entry| entry.version);
    let notice = dossier_show::notice(&entries).ok_or_else(|| Failed::NotFound(own_id(stream)))?;
    let effect = notice.took.as_ref().map(|took| took.effect);
    let unverified = effect == Some(Effect::Unverified);
    let arrival = &notice.arrival;
    // What did not verify may hold anything: it is kept, never opened. What verified later is shown where it was
    // taken in.
    let closed = unverified || effect == Some(Effect::Reread);
    let body = if closed { String::new() } else { shown(&merchant.news_body(arrival).await?, &arrival.word) };
    let subject = notice.took.as_ref().and_then(|took| took.subject.as_ref());
    let roads = dossier_show::roads(&notice);
    let mut row = dossier_show::row(&DossierRow::of_notice(stream, &notice, version));
    row.roads.clone_from(&roads);
    Ok(NewsView {
        row,
        event: arrival.event.as_ref().map(ToString::to_string),
        roads,
        key_version: arrival.key_version.clone(),
        verified: !unverified,
        heard_at: notice.heard_at.0,
        subject: subject.map(dossier_show::subject),
        because: notice.took.as_ref().map(|took| took.because.clone()).unwrap_or_default(),
        body,
        headers: arrival.headers.clone(),
    })
}

/// A body as it is shown: formatted, its secrets masked. One that is no JSON was never taken in.
fn shown(body: &[u8], word: &str) -> String {
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(fields)) => {
            let kind = NewsKind::of(&fields, Some(word));
            serde_json::to_string_pretty(&masked(kind, &Value::Object(fields))).unwrap_or_default()
        }
        Ok(_) | Err(_) => String::new(),
    }
}

/// What one reading of all roads found.
pub(crate) struct Roads {
    /// New notifications.
    pub fresh: u32,
    /// A road that did not answer, or a time nobody can tell about any more.
    pub problem: Option<Problem>,
}

/// Reads the feed and the relay and takes in what waits. A road that does not answer keeps no other waiting.
pub(crate) async fn read_roads(merchant: &Merchant) -> Result<Roads, Problem> {
    let before = known(merchant).await?;
    let feed = match merchant.read_feed().await {
        Ok(read) => read
            .gap
            .map(|(from, to)| Problem::new("news.gap", Next::AskNow).time("from", from).time("to", to)),
        Err(error @ Failed::Unanswered { .. }) => Some(error.into()),
        Err(error) => return Err(error.into()),
    };
    let relay = match merchant.read_relay().await {
        Ok(read) => read.as_ref().and_then(of_relay_read),
        Err(Failed::Unanswered { code, message }) => Some(of_relay_silence(&code, message)),
        Err(error) => return Err(error.into()),
    };
    merchant.take_in_waiting().await?;
    let fresh = known(merchant).await?.saturating_sub(before);
    Ok(Roads { fresh: u32::try_from(fresh).unwrap_or(u32::MAX), problem: feed.or(relay) })
}

/// What a person should know of a reading of the relay that went well.
fn of_relay_read(read: &RelayRead) -> Option<Problem> {
    let new = |code: &str, count: u64| Some(Problem::new(code, Next::CheckSettings).text("count", count));
    let unverified = u64::try_from(read.unverified).unwrap_or(u64::MAX);
    match (unverified, read.missed, read.other_store) {
        (0, 0, false) => None,
        (0, 0, true) => Some(Problem::new("news.relay_other_store", Next::Nothing)),
        (0, missed, _) => new("news.relay_missed", missed),
        (unverified, _, _) => new("news.relay_unverified", unverified),
    }
}

/// Why the relay told nothing.
fn of_relay_silence(code: &str, message: String) -> Problem {
    if code == RELAY_TOKEN {
        return Problem::new("news.relay_token_refused", Next::CheckSettings).because(message);
    }
    Problem::new("news.relay_silent", Next::TryAgain).because(message)
}

/// How many notifications are in the ledger.
async fn known(merchant: &Merchant) -> Result<u64, Problem> {
    let counts = merchant.ledger().dossier_counts(DossierKind::News, &merchant.account().id).await?;
    Ok(count(&counts))
}

fn count(counts: &[(String, u64)]) -> u64 {
    counts.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
}

/// Reads the feed and the relay now.
pub async fn news_read(desk: &Desk, _: Nothing) -> Result<RoadsView, Problem> {
    let merchant = desk.merchant().await?;
    let read = read_roads(&merchant).await?;
    let roads = roads(&merchant).await?;
    Ok(RoadsView { problem: read.problem, fresh: read.fresh, ..roads })
}

/// How the roads of news stand.
pub async fn news_roads(desk: &Desk, _: Nothing) -> Result<RoadsView, Problem> {
    let merchant = desk.merchant().await?;
    roads(&merchant).await
}

/// How the roads stand, without asking anybody.
pub(crate) async fn roads(merchant: &Merchant) -> Result<RoadsView, Problem> {
    let (feed, feed_until, feed_code) = match merchant.feed_state().await? {
        FeedState::Unread => ("unread", None, None),
        FeedState::Read { until } => ("read", Some(until.0), None),
        FeedState::Absent { code } => ("absent", None, Some(code)),
    };
    let relay = merchant.account().relay.as_ref().map(|relay| relay.address.clone());
    let mark = if relay.is_some() { Some(merchant.relay_mark().await?) } else { None };
    let counts = merchant.ledger().dossier_counts(DossierKind::News, &merchant.account().id).await?;
    let unverified = counts.iter().find(|(state, _)| state == Effect::Unverified.word());
    Ok(RoadsView {
        feed: feed.to_owned(),
        feed_until,
        feed_code,
        relay,
        relay_position: mark.as_ref().filter(|mark| mark.store.is_some()).map(|mark| mark.position),
        relay_other_store_at: mark.and_then(|mark| mark.other_store_at).map(|at| at.0),
        unverified: unverified.map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(u32::MAX)),
        problem: None,
        known: count(&counts),
        fresh: 0,
    })
}

/// Takes in a notification given here, as it was received elsewhere.
pub async fn news_take(desk: &Desk, form: NewsGivenForm) -> Result<NewsView, Problem> {
    let merchant = desk.merchant().await?;
    let headers = lines(&form.headers)?;
    let taken = merchant.take_given(form.path.trim(), headers, form.body.into_bytes()).await;
    match taken {
        Ok(stream) => view(&merchant, &stream).await,
        Err(Failed::Unanswered { code, message }) => Err(Problem::new("news.not_verified", Next::Correct)
            .text("why", code)
            .because(message)
            .on_field("headers")),
        Err(error) => Err(error.into()),
    }
}

/// Payments that were learned of only by asking: each should have been told by the news.
pub async fn news_missing(desk: &Desk, _: Nothing) -> Result<Vec<PaymentRowView>, Problem> {
    let merchant = desk.merchant().await?;
    let now = merchant.now();
    let mut rows = Vec::new();
    for missing in merchant.learned_by_asking(MISSING_DAYS, MISSING_MOST).await? {
        let standing = merchant.read(&missing.stream).await?;
        let row = PaymentRow::of(&standing.stream, &standing.payment, standing.version);
        rows.push(show::row(&row, now));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn no_token_of_a_body_is_shown() {
        let body = br#"{"authorizationNotifyType":"TOKEN_CREATED","accessToken":"made-up-token-1234"}"#;
        let text = shown(body, "TOKEN_CREATED");
        assert!(text.contains("TOKEN_CREATED") && !text.contains("made-up"), "{text}");
        assert_eq!(shown(b"\xff\xfe", ""), "");
    }
}
