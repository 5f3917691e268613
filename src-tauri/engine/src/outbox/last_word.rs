//! Whether a refusal is the end of an order.
//!
//! A refused delivery says of itself that it did nothing. Another delivery of the same order may still be on its
//! way, sent by a program that was taken for stopped, or by a second window: one of the two may be refused for
//! its own clock or key while the other takes effect. So a refusal closes an order only when every other
//! delivery that may have been heard was laid to rest.

use super::drive::STOPPED;
use crate::port::{Attempt, Verdict};

/// So many times the gateway has to say that it never heard of an order, after a delivery whose program was
/// taken for stopped, before that delivery counts as lost: on the ladder these are more than two minutes,
/// longer than any request of ours is under way.
const UNHEARD_AFTER_A_STOP: usize = 3;

/// How many deliveries have begun.
pub(crate) fn deliveries_of(attempts: &[Attempt]) -> u32 {
    let deliveries = attempts.iter().filter(|attempt| !attempt.begun.question).count();
    u32::try_from(deliveries).unwrap_or(u32::MAX)
}

/// Whether what delivery `n` heard holds for the order. Only for orders the gateway can be asked about: where
/// repeating is the only way of asking, see `antom::doubted`.
pub(crate) fn is_the_last_word(attempts: &[Attempt], n: u32) -> bool {
    let mut others = attempts.iter().filter(|attempt| !attempt.begun.question && attempt.n != n);
    others.all(|other| is_at_rest(other, attempts))
}

fn is_at_rest(delivery: &Attempt, attempts: &[Attempt]) -> bool {
    // Nothing is delivered again before the gateway said, verified, that it never heard of it: a question with
    // a delivery right after it was answered so.
    let unheard_after = attempts
        .windows(2)
        .filter_map(|pair| pair.first().zip(pair.last()))
        .filter(|(asked, next)| asked.begun.question && !next.begun.question && asked.n > delivery.n)
        .filter(|(asked, _)| asked.end.as_ref().is_some_and(|end| end.verified))
        .count();
    match &delivery.end {
        None => unheard_after >= UNHEARD_AFTER_A_STOP,
        Some(end) => match end.verdict {
            Verdict::NotSent | Verdict::Refused => true,
            Verdict::Done => false,
            Verdict::Unknown if end.code == STOPPED => unheard_after >= UNHEARD_AFTER_A_STOP,
            Verdict::Unknown => unheard_after >= 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use domain::{Moment, OrderId};

    use super::*;
    use crate::port::{AttemptEnd, NewAttempt};

    /// What happened, in order, and whether the last of it ends the order.
    type Case = (&'static str, &'static [(char, &'static str)], bool);

    /// A delivery (`d`) or a question (`q`) and how it ended: a code, or nothing while it is under way.
    fn attempts(row: &[(char, &str)]) -> Vec<Attempt> {
        let order = OrderId::parse("order").expect("an id");
        let attempt = |(at, (what, code)): (usize, &(char, &str))| {
            let begun = NewAttempt {
                order: order.clone(),
                question: *what == 'q',
                at: Moment(0),
                path: String::new(),
                headers: Vec::new(),
                body: Vec::new(),
            };
            let verdict = match *code {
                "NOT_SENT" => Verdict::NotSent,
                "REFUSED" => Verdict::Refused,
                "DONE" => Verdict::Done,
                _ => Verdict::Unknown,
            };
            let end = (!code.is_empty()).then(|| AttemptEnd {
                at: Moment(0),
                verdict,
                code: (*code).to_owned(),
                message: String::new(),
                status: None,
                headers: Vec::new(),
                body: Vec::new(),
                verified: *code != "LOST",
            });
            Attempt { order: order.clone(), n: u32::try_from(at + 1).expect("few"), begun, end }
        };
        row.iter().enumerate().map(attempt).collect()
    }

    #[test]
    fn a_refusal_is_the_end_only_when_no_other_delivery_may_be_under_way() {
        let cases: &[Case] = &[
            ("the only delivery", &[('d', "REFUSED")], true),
            ("one before it never left", &[('d', "NOT_SENT"), ('d', "REFUSED")], true),
            ("both refused", &[('d', "REFUSED"), ('d', "REFUSED")], true),
            ("another is under way", &[('d', ""), ('d', "REFUSED")], false),
            ("another took effect", &[('d', "DONE"), ('d', "REFUSED")], false),
            ("a lost one, not asked about", &[('d', "NO_ANSWER"), ('d', "REFUSED")], false),
            ("a lost one, asked about", &[('d', "NO_ANSWER"), ('q', "NEVER"), ('d', "REFUSED")], true),
            ("asked about before it left", &[('q', "NEVER"), ('d', "NO_ANSWER"), ('d', "REFUSED")], false),
            ("asked about without an answer", &[('d', "NO_ANSWER"), ('q', "LOST"), ('d', "REFUSED")], false),
            ("a stopped one, asked about once", &[('d', STOPPED), ('q', "NEVER"), ('d', "REFUSED")], false),
            (
                "a stopped one, asked about three times",
                &[
                    ('d', STOPPED),
                    ('q', "NEVER"),
                    ('d', "REFUSED"),
                    ('q', "NEVER"),
                    ('d', "REFUSED"),
                    ('q', "NEVER"),
                    ('d', "REFUSED"),
                ],
                true,
            ),
        ];
        for (what, row, last_word) in cases {
            let attempts = attempts(row);
            let n = attempts.last().expect("one").n;
            assert_eq!(is_the_last_word(&attempts, n), *last_word, "{what}");
        }
    }
}
