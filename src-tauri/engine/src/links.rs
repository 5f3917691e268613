//! The end of a subscription's link.
//!
//! The gateway tells agreements only: of a buyer who refuses, or never looks, nothing is ever heard. When the
//! link's time is over the gateway is asked once which subscriptions there are; one it does not know came to
//! nothing. An agreement heard of later is taken all the same.

use std::sync::PoisonError;

use domain::{
    DossierKind, DossierRow, Moment, Opening, Report, Source, SubscriptionReport, SubscriptionState,
};

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::DossierQuery;

/// News that was on its way when the link ended has this long.
pub const LINK_GRACE: i64 = Moment::MINUTE;

/// Until it is asked again when the gateway could not be asked.
const AGAIN: i64 = 5 * Moment::MINUTE;

/// No link works longer (section 7 of the auto debit reference): for those whose end was not written down.
const LONGEST: i64 = 48 * Moment::HOUR;

const PAGE: u32 = 200;

/// When a link is asked about that nobody was heard to use.
#[must_use]
pub fn link_check(until: Moment) -> Moment {
    until.plus(LINK_GRACE)
}

impl Merchant {
    /// Closes the subscriptions whose links ended with no agreement told of, after asking the gateway. Returns
    /// how many it closed.
    pub async fn close_ended_links(&self) -> Result<usize, Failed> {
        let now = self.now();
        let over = self.ended_links(now).await?;
        if over.is_empty() || !self.may_ask_about_links(now) {
            return Ok(0);
        }
        self.ask_for_agreed(&over, now).await?;
        let mut closed = 0_usize;
        for (row, until) in over {
            let standing = self.read_dossier(&row.stream).await?;
            if standing.dossier.subscription_state() == Some(SubscriptionState::Offered) {
                let report = Report::Subscription(SubscriptionReport::RanOut);
                self.hear_report(&row.stream, Source::Inquiry, report, until).await?;
                closed = closed.saturating_add(1);
            }
        }
        Ok(closed)
    }

    async fn ended_links(&self, now: Moment) -> Result<Vec<(DossierRow, Moment)>, Failed> {
        let mut query = DossierQuery {
            kind: DossierKind::Subscription,
            account: self.account.id.clone(),
            states: vec![SubscriptionState::Offered.word().to_owned()],
            text: None,
            subject: None,
            by_deadline: false,
            limit: PAGE,
            after: None,
        };
        let mut over = Vec::new();
        loop {
            let rows = self.parts.ledger.dossiers(&query).await?;
            let full = rows.len() >= usize::try_from(PAGE).unwrap_or(usize::MAX);
            query.after = rows.last().filter(|_| full).map(|last| (last.opened_at, last.stream.clone()));
            over.extend(rows.into_iter().filter_map(|row| {
                let until = row.due_at.unwrap_or(row.opened_at.plus(LONGEST));
                (link_check(until) <= now).then_some((row, until))
            }));
            if query.after.is_none() {
                return Ok(over);
            }
        }
    }

    /// Asks which subscriptions there are among those that begin when these were to begin.
    async fn ask_for_agreed(&self, over: &[(DossierRow, Moment)], now: Moment) -> Result<(), Failed> {
        let (mut from, mut to) = (now, now);
        for (row, _) in over {
            let Opening::Subscription(own) = self.read_dossier(&row.stream).await?.dossier.opening else {
                continue;
            };
            let starts = own.starts.unwrap_or(row.opened_at);
            (from, to) = (from.min(starts), to.max(starts));
        }
        self.links_asked(Some(now.plus(AGAIN)));
        // The gateway tells whole seconds.
        let asked = self.list_subscriptions_of(from.plus(-Moment::MINUTE), to.plus(Moment::MINUTE)).await;
        match asked {
            Ok(_) => {}
            // An account that may not ask for the list: the link is over all the same.
            Err(Failed::Unanswered { code, .. }) if is_refused(&code) => {}
            Err(failed) => return Err(failed),
        }
        self.links_asked(None);
        Ok(())
    }

    fn may_ask_about_links(&self, now: Moment) -> bool {
        let due = *self.links_due.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back does not put the question off.
        due.is_none_or(|due| due <= now || due.since(now) > AGAIN)
    }

    fn links_asked(&self, due: Option<Moment>) {
        *self.links_due.lock().unwrap_or_else(PoisonError::into_inner) = due;
    }
}

fn is_refused(code: &str) -> bool {
    use antom::codes::{Class, lookup};
    lookup(code).is_some_and(|row| matches!(row.class, Class::Refused | Class::Config))
}
