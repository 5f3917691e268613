//! What the gateway said that cannot be: kept, asked about, and settled by its own answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Event, Money, Payment};

/// A statement of the gateway that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// What it said.
    pub said: Event,
    /// Why it cannot be.
    pub because: String,
    /// The gateway was asked and says so still: only a person can settle it.
    pub confirmed: bool,
}

/// Whether two statements claim the same, whenever and by whatever road they were made.
#[must_use]
pub fn same_claim(one: &Event, other: &Event) -> bool {
    match (one, other) {
        (Event::Refunded { request: a, amount: x, .. }, Event::Refunded { request: b, amount: y, .. })
        | (
            Event::RefundPending { request: a, amount: x, .. },
            Event::RefundPending { request: b, amount: y, .. },
        ) => a == b && x == y,
        (Event::Captured { request: a, amount: x, .. }, Event::Captured { request: b, amount: y, .. }) => {
            a == b && x == y
        }
        (Event::Updated { request: a, total: x, .. }, Event::Updated { request: b, total: y, .. }) => {
            a == b && x == y
        }
        (Event::Succeeded(a), Event::Succeeded(b)) => a.payment == b.payment && a.amount == b.amount,
        (Event::Cancelled { .. }, Event::Cancelled { .. })
        | (Event::Declined { .. }, Event::Declined { .. }) => true,
        (one, other) => one == other,
    }
}

/// Amounts that contradictions say were moved: reserved until they are settled, so that they are never moved
/// again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// Said to be taken.
    pub captured: Vec<Money>,
    /// Said to be given back.
    pub refunded: Vec<Money>,
}

impl Payment {
    /// What contradictions reserve. Of several about one capture or refund the last counts.
    #[must_use]
    pub fn reserved(&self) -> Reserved {
        let currency = self.asked.amount.currency();
        let (mut captured, mut refunded) = (BTreeMap::new(), BTreeMap::new());
        for own in &self.contradictions {
            if let Event::Captured { request, amount, .. } = &own.said
                && amount.currency() == currency
            {
                captured.insert(request, *amount);
            }
            if let Event::Refunded { request, amount, .. } = &own.said
                && amount.currency() == currency
            {
                refunded.insert(request, *amount);
            }
        }
        Reserved { captured: captured.into_values().collect(), refunded: refunded.into_values().collect() }
    }

    /// Whether this was said before and is kept, or was asked about and withdrawn.
    #[must_use]
    pub fn knows_claim(&self, said: &Event, because: &str) -> bool {
        self.contradictions.iter().any(|own| own.because == because && same_claim(&own.said, said))
    }

    /// Whether the gateway, asked about this, did not bear it out.
    #[must_use]
    pub fn was_withdrawn(&self, said: &Event) -> bool {
        self.withdrawn.iter().any(|own| same_claim(own, said))
    }

    /// Whether something contradicts that the gateway has not been asked about, or has not answered yet.
    #[must_use]
    pub fn has_unsettled_contradiction(&self) -> bool {
        self.contradictions.iter().any(|own| !own.confirmed)
    }

    pub(crate) fn contradict(&mut self, said: &Event, because: &str) {
        self.withdrawn.retain(|own| !same_claim(own, said));
        if !self.knows_claim(said, because) {
            let (said, because) = (said.clone(), because.to_owned());
            self.contradictions.push(Contradiction { said, because, confirmed: false });
        }
    }

    pub(crate) fn confirm(&mut self, said: &Event) {
        for own in self.contradictions.iter_mut().filter(|own| same_claim(&own.said, said)) {
            own.confirmed = true;
        }
    }

    pub(crate) fn withdraw(&mut self, said: &Event) {
        self.contradictions.retain(|own| !same_claim(&own.said, said));
        if !self.was_withdrawn(said) {
            self.withdrawn.push(said.clone());
        }
    }
}
