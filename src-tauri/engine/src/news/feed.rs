//! The pulled feed: pages newest first, stored oldest first, the mark moved only after everything before it.

use std::collections::HashSet;

use antom::Endpoint;
use antom::feed_event::{FeedEvent, InquireNotification, InquireNotificationAsk, is_no_feed};
use antom::feed_list::{InquireNotificationList, InquireNotificationListAsk, NextPage};
use antom::{Ask, Count, Heard, ResultStatus, Stamp};
use domain::{Body, Mark, Moment, NotificationId, Road, Source, StreamId};

use super::arrive::Delivery;
use crate::Failed;
use crate::merchant::Merchant;
use crate::port::{Append, LedgerError, NewFact};

/// How long the gateway keeps events (notification feed reference).
pub const KEPT_MS: i64 = 30 * Moment::DAY;
/// How far behind the mark is read again: events may be listed a little late.
const OVERLAP_MS: i64 = 10 * Moment::MINUTE;
/// Events a page.
const PAGE: u64 = 50;
/// The most pages one reading walks: a million events. Beyond it the feed is not believed to end.
const PAGES: usize = 20_000;

/// What an account's feed is known to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedState {
    /// Never read.
    Unread,
    /// Read up to this time.
    Read {
        /// The newest event's creation time, or, when it has been quiet, the last reading.
        until: Moment,
    },
    /// The account has none; the app asks instead.
    Absent {
        /// What the gateway said.
        code: String,
    },
}

/// What one reading of the feed found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRead {
    /// Events listed.
    pub listed: usize,
    /// Of these, how many were new.
    pub fresh: usize,
    /// How the feed stands now.
    pub state: FeedState,
    /// It was not read for longer than the gateway keeps events.
    pub gap: Option<(Moment, Moment)>,
}

struct Marks {
    version: u64,
    until: Option<Moment>,
    absent: Option<String>,
}

impl Merchant {
    /// Reads the feed from where it was read last and takes everything in.
    pub async fn read_feed(&self) -> Result<FeedRead, Failed> {
        let now = self.now();
        let marks = self.feed_marks().await?;
        let kept_from = now.plus(-KEPT_MS);
        let gap = marks.until.filter(|until| kept_from.since(*until) > 0).map(|until| (until, kept_from));
        let from = marks.until.map_or(kept_from, |until| until.plus(-OVERLAP_MS)).max(kept_from);
        let events = match self.walk(from, now).await? {
            Walk::Absent(code) => {
                if marks.absent.as_ref() != Some(&code) {
                    self.put_mark(Road::Feed, marks.version, Mark::FeedAbsent { code: code.clone() }).await?;
                }
                return Ok(FeedRead { listed: 0, fresh: 0, state: FeedState::Absent { code }, gap: None });
            }
            Walk::Events(events) => events,
        };
        let listed = events.len();
        let newest = events.first().and_then(|event| event.at).max(marks.until);
        let mut fresh = 0;
        for event in events.into_iter().rev() {
            let kept = self.arrive(event).await?;
            if kept.notice.took.is_none() {
                fresh += 1;
                self.take_in(&kept.stream).await?;
            }
        }
        if let Some((from, to)) = gap {
            self.put_mark(Road::Feed, marks.version, Mark::FeedGap { from, to }).await?;
        }
        // A quiet feed was read up to now all the same; once a day that is written down, so that its silence
        // does not pass for ours.
        let until = newest.filter(|newest| now.since(*newest) < Moment::DAY).unwrap_or(now);
        let version = marks.version.saturating_add(u64::from(gap.is_some()));
        if marks.until != Some(until) || marks.absent.is_some() {
            self.put_mark(Road::Feed, version, Mark::FeedRead { until }).await?;
        }
        Ok(FeedRead { listed, fresh, state: FeedState::Read { until }, gap })
    }

    /// What is known of the feed without asking.
    pub async fn feed_state(&self) -> Result<FeedState, Failed> {
        let marks = self.feed_marks().await?;
        Ok(match (marks.absent, marks.until) {
            (Some(code), _) => FeedState::Absent { code },
            (None, Some(until)) => FeedState::Read { until },
            (None, None) => FeedState::Unread,
        })
    }

    async fn walk(&self, from: Moment, to: Moment) -> Result<Walk, Failed> {
        let mut events: Vec<Delivery> = Vec::new();
        let mut after = None;
        let mut seen = HashSet::new();
        for _ in 0..PAGES {
            let ask = InquireNotificationListAsk {
                event_create_time_from: Some(Stamp::new(from.iso())),
                event_create_time_to: Some(Stamp::new(to.iso())),
                limit: Some(Count(PAGE)),
                starting_after: after.clone(),
                ..InquireNotificationListAsk::default()
            };
            let call = self.call(InquireNotificationList::PATH, ask.to_body()).await?;
            let spoken = self.ask::<InquireNotificationList>(call).await;
            let result = match &spoken.heard {
                Some(Heard::Verified { result, .. } | Heard::Hint { result, .. }) => Some(result),
                Some(Heard::Unclear { .. }) | None => None,
            };
            if spoken.end.status.is_some_and(|status| is_no_feed(status, result)) {
                return Ok(Walk::Absent(spoken.end.code));
            }
            let answer = match spoken.heard {
                Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                    answer
                }
                Some(_) | None => {
                    return Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message });
                }
            };
            let next = answer.next_page();
            events.extend(answer.notifications.into_iter().filter_map(delivery));
            match next {
                NextPage::None => return Ok(Walk::Events(events)),
                NextPage::After(next) if seen.insert(next.as_str().to_owned()) => after = Some(next),
                NextPage::After(_) | NextPage::Lost => break,
            }
        }
        // Pages come newest first: what lies behind the missing one must not count as read.
        let message = "the feed does not say where its next page begins".to_owned();
        Err(Failed::Unanswered { code: "FEED_UNCLEAR".to_owned(), message })
    }

    /// Asks the gateway for one event again, and takes it in.
    pub async fn ask_event(&self, event: NotificationId) -> Result<super::TakenIn, Failed> {
        let ask = InquireNotificationAsk { event_id: Some(event), ..InquireNotificationAsk::default() };
        ask.check()?;
        let call = self.call(InquireNotification::PATH, ask.to_body()).await?;
        let spoken = self.ask::<InquireNotification>(call).await;
        let answer = match spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => answer,
            Some(_) | None => {
                return Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message });
            }
        };
        let found = answer.notification.and_then(delivery).ok_or_else(|| Failed::Unanswered {
            code: antom::ANSWER_INCOMPLETE.to_owned(),
            message: "the event has no data".to_owned(),
        })?;
        let kept = self.arrive(found).await?;
        self.take_in(&kept.stream).await
    }

    async fn feed_marks(&self) -> Result<Marks, Failed> {
        let mut marks = Marks { version: 0, until: None, absent: None };
        for entry in self.parts.ledger.stream(&StreamId::mark(&self.account.id, Road::Feed)).await? {
            marks.version = entry.version;
            match entry.body {
                Body::Mark(Mark::FeedRead { until }) => {
                    marks.until = Some(until);
                    marks.absent = None;
                }
                Body::Mark(Mark::FeedAbsent { code }) => marks.absent = Some(code),
                Body::Mark(Mark::FeedGap { .. } | Mark::RelayRead { .. })
                | Body::Payment(_)
                | Body::Account(_)
                | Body::Dossier(_)
                | Body::News(_) => {}
            }
        }
        Ok(marks)
    }

    pub(crate) async fn put_mark(&self, road: Road, version: u64, mark: Mark) -> Result<(), Failed> {
        let now = self.now();
        let append = Append {
            stream: StreamId::mark(&self.account.id, road),
            expected_version: version,
            actor: self.actor_of(Source::Notification),
            heard_at: now,
            facts: vec![NewFact { source: Source::Notification, occurred_at: now, body: Body::Mark(mark) }],
            open: None,
            close: None,
        };
        match self.parts.ledger.append(append).await {
            // Another program read the same road meanwhile; its mark is as true.
            Ok(_) | Err(LedgerError::SomeoneElseWrote) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

enum Walk {
    Events(Vec<Delivery>),
    Absent(String),
}

/// An event of the feed. One without data says nothing and is left out; the gateway lists it again.
fn delivery(event: FeedEvent) -> Option<Delivery> {
    let fields = event.notification_data?.0;
    Some(Delivery {
        road: Road::Feed,
        event: event.event_id,
        word: event.notify_type,
        at: event.event_create_time.as_ref().and_then(antom::Stamp::moment),
        headers: Vec::new(),
        body: serde_json::to_vec(&fields).unwrap_or_default(),
        fields,
        key_version: None,
    })
}
