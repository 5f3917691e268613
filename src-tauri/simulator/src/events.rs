//! Events: what the gateway tells the merchant by webhook and by feed, each made once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::{HOUR, MINUTE};
use crate::state::{Entry, Turn};

/// One event. Its body is the webhook's, but for secrets: these stand as marks until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// A UUID of version 4, the same on every road.
    pub event_id: String,
    /// Counted from 1.
    pub seq: u64,
    pub notify_type: String,
    pub at: i64,
    pub body: Value,
}

/// One try to deliver an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub event_id: String,
    pub at: i64,
    pub acknowledged: bool,
    /// One of the eight tries of the schedule, not one somebody asked for.
    pub scheduled: bool,
}

/// How far the delivery of an event got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub attempts: u8,
    pub last_at: i64,
    pub acknowledged: bool,
}

/// The waits before each of the eight tries, in milliseconds (section 2.4 of the reference).
const WAITS: [i64; 8] = [0, 2 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR];

/// All events, where they are delivered to, and how that went.
#[derive(Default)]
pub struct Events {
    list: Vec<Event>,
    by_id: HashMap<String, usize>,
    timeline: BTreeMap<(i64, u64), usize>,
    /// Where webhooks go; nowhere at first.
    pub notify_url: Option<String>,
    waiting: BTreeSet<usize>,
    progress: HashMap<String, Progress>,
}

impl Events {
    pub fn get(&self, event_id: &str) -> Option<&Event> {
        self.by_id.get(event_id).and_then(|at| self.list.get(*at))
    }

    /// In the order they were made.
    pub fn all(&self) -> &[Event] {
        &self.list
    }

    /// Newest first, between two instants (inclusive), after `cursor` when it is given.
    pub fn newest_first(
        &self,
        from: i64,
        to: i64,
        cursor: Option<(i64, u64)>,
    ) -> impl Iterator<Item = &Event> {
        let end = cursor.unwrap_or((i64::MAX, u64::MAX)).min((to, u64::MAX));
        self.timeline
            .range(..=end)
            .rev()
            .filter(move |(place, _)| Some(**place) != cursor)
            .take_while(move |((at, _), _)| *at >= from)
            .filter_map(|(_, index)| self.list.get(*index))
    }

    /// The word of `deliveryStatus`. An event nobody waits for by webhook was not delivered.
    pub fn delivery_status(&self, event: &Event) -> &'static str {
        if self.progress.get(&event.event_id).is_some_and(|p| p.acknowledged) {
            return "DELIVERED";
        }
        let waits = self.by_id.get(&event.event_id).is_some_and(|index| self.waiting.contains(index));
        if waits { "PENDING" } else { "FAILED" }
    }

    pub fn progress(&self, event_id: &str) -> Progress {
        self.progress.get(event_id).copied().unwrap_or_default()
    }

    /// The events whose next try is due.
    pub fn due(&self, now: i64) -> Vec<Event> {
        let due = |event: &&Event| {
            let progress = self.progress(&event.event_id);
            let from = if progress.attempts == 0 { event.at } else { progress.last_at };
            WAITS.get(usize::from(progress.attempts)).is_some_and(|wait| now >= from.saturating_add(*wait))
        };
        self.waiting.iter().filter_map(|index| self.list.get(*index)).filter(due).cloned().collect()
    }

    pub fn take(&mut self, event: Event) {
        let index = self.list.len();
        self.by_id.insert(event.event_id.clone(), index);
        self.timeline.insert((event.at, event.seq), index);
        if self.notify_url.is_some() {
            self.waiting.insert(index);
        }
        self.list.push(event);
    }

    pub fn deliver_to(&mut self, url: Option<String>) {
        if url.is_none() {
            self.waiting.clear();
        }
        self.notify_url = url;
    }

    pub fn attempted(&mut self, attempt: &Attempt) {
        let progress = self.progress.entry(attempt.event_id.clone()).or_default();
        progress.acknowledged |= attempt.acknowledged;
        if attempt.scheduled {
            progress.attempts = progress.attempts.saturating_add(1);
            progress.last_at = attempt.at;
        }
        let over = progress.acknowledged || usize::from(progress.attempts) >= WAITS.len();
        if let (true, Some(index)) = (over, self.by_id.get(&attempt.event_id)) {
            self.waiting.remove(index);
        }
    }

    /// The next event: the same for the same place, time, type and body.
    pub fn next(&self, at: i64, notify_type: &str, body: Value) -> Event {
        let seq = u64::try_from(self.list.len()).unwrap_or(u64::MAX).saturating_add(1);
        let event_id = event_id(&format!("{seq}\n{at}\n{notify_type}\n{body}"));
        Event { event_id, seq, notify_type: notify_type.to_owned(), at, body }
    }
}

/// A UUID of version 4 made of a digest.
fn event_id(text: &str) -> String {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    let mut hex: Vec<char> = digest.as_ref().iter().take(16).flat_map(|b| hex_digits(*b)).collect();
    for (at, fixed) in [(12, '4'), (16, 'a')] {
        if let Some(digit) = hex.get_mut(at) {
            *digit = fixed;
        }
    }
    let mut id = String::with_capacity(36);
    for (at, digit) in hex.into_iter().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            id.push('-');
        }
        id.push(digit);
    }
    id
}

fn hex_digits(byte: u8) -> [char; 2] {
    [byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'))
}

impl Turn<'_> {
    /// Something happened that the merchant is told: an event, made at `at`.
    pub fn event(&mut self, at: i64, notify_type: &str, body: Value) {
        let event = self.state.events.next(at, notify_type, body);
        self.write(Entry::Event(Box::new(event)));
    }
}
