//! Exit codes. Scripts may rely on them.

use ipc::problem::{Moved, Next, Problem};
use ipc::view::ActionView;

/// Done, or nothing to complain about.
pub const OK: u8 = 0;
/// Something is wrong: a check is red, the ledger is not sound.
pub const FAILED: u8 = 1;
/// It came to nothing, verified: refused by the gateway, closed unpaid, or cancelled before it was paid.
pub const REFUSED: u8 = 10;
/// Not known yet: money may have moved.
pub const UNKNOWN: u8 = 20;
/// The gateway has it and waits for the buyer, a review or itself. Nothing to do, nothing to repeat.
pub const WAITING: u8 = 30;
/// Refused here before anything was sent, or bad input.
pub const BAD_DATA: u8 = 65;
/// The gateway cannot be reached; nothing was sent.
pub const UNAVAILABLE: u8 = 69;
/// Keys.
pub const KEYS: u8 = 77;
/// Settings or ledger.
pub const SETTINGS: u8 = 78;

/// The code of how a money action stands. Queued without a word of why may be on its way elsewhere.
pub fn of_action(action: &ActionView) -> u8 {
    let not_sent = action.problem.as_ref().is_some_and(|problem| problem.code == "order.not_sent");
    match action.state.as_str() {
        "done" => OK,
        "refused" | "closed" | "cancelled" => REFUSED,
        "waiting" => WAITING,
        "queued" if not_sent => UNAVAILABLE,
        _ => UNKNOWN,
    }
}

/// Whether it has an end: nothing about it changes by itself any more.
pub fn is_over(action: &ActionView) -> bool {
    matches!(action.state.as_str(), "done" | "refused" | "closed" | "cancelled")
}

/// The code of a problem.
pub fn of_problem(problem: &Problem) -> u8 {
    if problem.moved == Moved::Unknown {
        return UNKNOWN;
    }
    // A question that the gateway refused, one that it did not hear or could not answer, and one it did not
    // take as ours.
    match problem.code.as_str() {
        "question.refused" | "question.unheard" => return REFUSED,
        "question.unreachable" | "question.not_now" => return UNAVAILABLE,
        "question.not_recognised" | "question.unclear" => return SETTINGS,
        _ => {}
    }
    let start = problem.code.split('.').next().unwrap_or_default();
    match (start, problem.next) {
        ("order", Next::TryAgain) => UNAVAILABLE,
        ("order", _) => UNKNOWN,
        ("keys", Next::Correct) => BAD_DATA,
        ("keys", _) => KEYS,
        ("ledger", _) => SETTINGS,
        ("failed", Next::CheckSettings) => SETTINGS,
        ("check", _) => FAILED,
        ("relay", Next::TryAgain) => SETTINGS,
        _ => BAD_DATA,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_ends_by_what_became_of_it() {
        for (code, next, exit) in [
            ("question.refused", Next::Correct, REFUSED),
            ("question.unheard", Next::Wait, REFUSED),
            ("question.unreachable", Next::TryAgain, UNAVAILABLE),
            ("question.not_now", Next::TryAgain, UNAVAILABLE),
            ("question.not_recognised", Next::CheckSettings, SETTINGS),
            ("field.missing", Next::Correct, BAD_DATA),
        ] {
            assert_eq!(of_problem(&Problem::new(code, next)), exit, "{code}");
        }
    }
}
