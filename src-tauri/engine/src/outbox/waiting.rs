//! Whom an open order waits for, when the gateway's last word said so.

use domain::{Dossier, Moment, OrderKind, Payment, Progress, Standing};

use crate::port::{Attempt, OpenOrder, Verdict};
use crate::usecase::{inquire::is_not_exist, registration};

/// Who has to act next. Not us, and nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaited {
    /// The buyer has the link or the code, and has not paid.
    Buyer,
    /// The gateway or a wallet looks at it.
    Review,
    /// The gateway took it; a notification tells what comes of it.
    Gateway,
}

/// What an open order waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Who has to act.
    pub whom: Awaited,
    /// Until when, where the gateway said it.
    pub until: Option<Moment>,
}

impl Waiting {
    /// What the order of a payment itself waits for. None as soon as anything is in doubt: the last attempt has
    /// no verified answer, the time to pay is over, the payment is being undone, or news contradicts it. The
    /// parts of a payment (a capture, a refund, a cancellation) never wait: in process is not known.
    #[must_use]
    pub fn of_payment(
        order: &OpenOrder,
        attempts: &[Attempt],
        payment: &Payment,
        now: Moment,
    ) -> Option<Self> {
        let offer = payment.offer.as_ref()?;
        // A checkout nobody used yet is no payment at the gateway, and waits all the same.
        let offered = match (&payment.standing, order.kind) {
            (Standing::Pending, OrderKind::Pay | OrderKind::Session) => true,
            (Standing::Asked, OrderKind::Session) => offer.session.is_some(),
            (_, _) => false,
        };
        let undoing = payment.cancel.as_ref().is_some_and(|cancel| cancel.progress.is_open());
        let doubtful = payment.unknown || undoing || !payment.contradictions.is_empty();
        let alive = offer.until.is_none_or(|until| now < until);
        let waits = offered && alive && !doubtful && answered(attempts);
        waits.then_some(Self { whom: Awaited::Buyer, until: offer.until })
    }

    /// What an act on a dossier waits for. An update of a subscription settles its difference at once and so
    /// moves money: in process it is not known, like a refund.
    #[must_use]
    pub fn of_act(order: &OpenOrder, attempts: &[Attempt], dossier: &Dossier) -> Option<Self> {
        let act = dossier.acts.get(&order.id)?;
        if act.progress != Progress::Pending || act.unknown || !answered(attempts) {
            return None;
        }
        let whom = match act.asked.kind {
            OrderKind::Register => Awaited::Review,
            OrderKind::ApplyToken | OrderKind::ChangeSubscription => Awaited::Gateway,
            OrderKind::Pay
            | OrderKind::Capture
            | OrderKind::Cancel
            | OrderKind::Refund
            | OrderKind::Declare
            | OrderKind::Session
            | OrderKind::UpdateAmount
            | OrderKind::AcceptDispute
            | OrderKind::Defend
            | OrderKind::SupplyEvidence
            | OrderKind::Revoke
            | OrderKind::Subscribe
            | OrderKind::UpdateSubscription
            | OrderKind::EndSubscription => return None,
        };
        Some(Self { whom, until: None })
    }
}

/// Whether the last attempt ended with a verified answer that leaves the order open. "There is no such
/// payment" is none, unless it speaks of a checkout nobody used; that one has a code of ours.
fn answered(attempts: &[Attempt]) -> bool {
    attempts.last().and_then(|attempt| attempt.end.as_ref()).is_some_and(|end| {
        let unheard = is_not_exist(&end.code) || end.code == registration::NOT_FOUND;
        end.verified && end.verdict == Verdict::Unknown && !unheard
    })
}
