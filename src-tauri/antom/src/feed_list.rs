//! Fetches a page of the feed, newest first (notification feed reference).

use domain::NotificationId;

use crate::count::Count;
use crate::fault::Checking;
use crate::feed_event::{FeedEvent, is_uuid};
use crate::fields::fields;
use crate::{Ask, Endpoint, Fault, FieldFault, Stamp};

/// `POST /v1/notification/inquireNotificationList`
#[derive(Debug)]
pub struct InquireNotificationList;

impl Endpoint for InquireNotificationList {
    const PATH: &'static str = "/ams/api/v1/notification/inquireNotificationList";
    type Answer = InquireNotificationListAnswer;
}

/// How far back the gateway keeps events.
pub const RETENTION_DAYS: i64 = 30;

fields! {
    /// Which page.
    #[derive(Debug)]
    pub struct InquireNotificationListAsk {
        /// Which types; all, if left out.
        pub notify_type: Vec<String> = "notifyType",
        /// Made since, this instant included; 7 days before the end, if left out.
        pub event_create_time_from: Option<Stamp> = "eventCreateTimeFrom",
        /// Made until, this instant included. The same for every further page.
        pub event_create_time_to: Option<Stamp> = "eventCreateTimeTo",
        /// How many on a page, a number on the wire; 10, if left out.
        pub limit: Option<Count> = "limit",
        /// The last event of the page before.
        pub starting_after: Option<NotificationId> = "startingAfter",
    }
    also ties;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct InquireNotificationListAnswer {
        /// The page, newest first.
        pub notifications: Vec<FeedEvent> = "notifications",
        /// There are older ones.
        pub has_more: Option<bool> = "hasMore",
        /// Where the next page begins.
        pub next_starting_after: Option<NotificationId> = "nextStartingAfter",
    }
}

fn ties(ask: &InquireNotificationListAsk, checking: Checking) -> Checking {
    let at = |time: &Option<Stamp>| time.as_ref().and_then(Stamp::moment);
    let ordered = match (at(&ask.event_create_time_from), at(&ask.event_create_time_to)) {
        (Some(from), Some(to)) => to >= from,
        (None, _) | (_, None) => true,
    };
    checking
        .rule("eventCreateTimeTo", ordered, Fault::AgainstRule("not before eventCreateTimeFrom"))
        .rule("limit", ask.limit != Some(Count(0)), Fault::Malformed("a whole number of at least 1"))
        .rule("startingAfter", ask.starting_after.as_ref().is_none_or(is_uuid), Fault::Malformed("a UUID"))
}

impl Ask for InquireNotificationListAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// Where the walk through the pages goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// This was the last one.
    None,
    /// After this event.
    After(NotificationId),
    /// There is more, and the answer does not say after what: nothing older may count as fetched.
    Lost,
}

impl InquireNotificationListAnswer {
    /// Where the next page begins. When the answer says that there is one and leaves out where, it is after
    /// the last event of this page.
    #[must_use]
    pub fn next_page(&self) -> NextPage {
        if self.has_more != Some(true) {
            return NextPage::None;
        }
        let last = self.notifications.last().and_then(|event| event.event_id.as_ref());
        self.next_starting_after.as_ref().or(last).map_or(NextPage::Lost, |id| NextPage::After(id.clone()))
    }
}
