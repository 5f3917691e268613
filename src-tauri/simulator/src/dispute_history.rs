//! The disputes the history begins with: one of every kind, in every stage.

use crate::clock::{DAY, HOUR};
use crate::dispute::{CHARGEBACK, COMPLIANCE, Dispute, RETRIEVAL, Stage};
use crate::ids;
use crate::model::{Payment, Status};
use crate::money::Amount;
use crate::notices::Notice;
use crate::state::{Entry, State};

/// How a dispute of the history went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Waits,
    Defended,
    Ends(Stage),
    TimedOut,
    Rdr,
}

/// (kind, reason, opened so long ago, due so long from now, what became of it), in milliseconds.
const COURSES: &[(&str, &str, i64, i64, Course)] = &[
    (CHARGEBACK, "4853", 5 * DAY, 5 * HOUR, Course::Waits),
    (CHARGEBACK, "10.4", 2 * DAY, 3 * DAY, Course::Waits),
    (RETRIEVAL, "13.1", DAY, 9 * DAY, Course::Waits),
    (COMPLIANCE, "13.1", 3 * DAY, 4 * DAY, Course::Waits),
    (CHARGEBACK, "4837", 6 * DAY, 30 * HOUR, Course::Waits),
    (CHARGEBACK, "13.1", 8 * DAY, 2 * DAY, Course::Defended),
    (CHARGEBACK, "4853", 9 * DAY, 2 * DAY, Course::Ends(Stage::Accepted)),
    (CHARGEBACK, "4808", 14 * DAY, -2 * DAY, Course::TimedOut),
    (CHARGEBACK, "4853", 20 * DAY, -9 * DAY, Course::Ends(Stage::Won)),
    (CHARGEBACK, "10.4", 22 * DAY, -11 * DAY, Course::Ends(Stage::Lost)),
    (RETRIEVAL, "13.1", 10 * DAY, 2 * HOUR, Course::Ends(Stage::Cancelled)),
    (CHARGEBACK, "10.4", 7 * DAY, 4 * DAY, Course::Rdr),
    (COMPLIANCE, "13.1", 12 * DAY, -2 * DAY, Course::Ends(Stage::Won)),
];

/// Opens the disputes on payments of the history that can have them; answers what is told of them.
pub fn begin(state: &mut State, now: i64) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut free: Vec<Payment> = state
        .payments
        .iter()
        .rev()
        .filter(|p| p.status == Status::Success && p.refunds.is_empty() && p.refundable_total() > 0)
        .filter(|p| p.declarations.is_empty() && !p.needs_declaration)
        .cloned()
        .collect();
    // Cards first: most disputes are theirs.
    free.sort_by_key(|payment| payment.card.is_none());
    for (kind, reason, age, left, course) in COURSES {
        let opened_at = now - age;
        let captured = |payment: &Payment| payment.captures.iter().all(|c| c.at < opened_at - HOUR);
        let fits = |p: &Payment| captured(p) && p.paid_at.is_some_and(|paid| paid < opened_at - HOUR);
        let Some(at) = free.iter().position(fits) else {
            continue;
        };
        let payment = free.remove(at);
        state.count = state.count.saturating_add(1);
        let id = ids::dispute_id(opened_at, state.count);
        let amount = Amount::new(&payment.amount.currency, payment.refundable_total());
        let times = (opened_at, now + left);
        let mut dispute = Dispute::open(id, &payment, (kind, reason), amount, times);
        follow(&mut dispute, *course, now);
        notices.extend(dispute.notices(None));
        state.apply(&Entry::Dispute(Box::new(dispute)));
    }
    notices
}

fn follow(dispute: &mut Dispute, course: Course, now: i64) {
    let day = |days: i64| dispute.opened_at + days * DAY;
    let (second, sixth) = (day(2), day(6));
    match course {
        Course::Waits | Course::TimedOut => dispute.age(now),
        Course::Defended => dispute.supply(second),
        Course::Ends(Stage::Accepted) => dispute.accept("MERCHANT_ACCEPTED", second),
        Course::Ends(Stage::Cancelled) => dispute.end(Stage::Cancelled, second),
        Course::Ends(stage) => {
            dispute.supply(second);
            dispute.end(stage, sixth);
        }
        Course::Rdr => {
            dispute.rdr_at = Some(second);
            dispute.end(Stage::Lost, second + HOUR);
        }
    }
}
