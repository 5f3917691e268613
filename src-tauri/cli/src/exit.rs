//! Exit codes. Scripts may rely on them.

use ipc::problem::{Next, Problem};

/// Done, or nothing to complain about.
pub const OK: u8 = 0;
/// Something is wrong: a check is red, the ledger is not sound.
pub const FAILED: u8 = 1;
/// The gateway refused it, verified.
pub const REFUSED: u8 = 10;
/// Not known yet: money may have moved.
pub const UNKNOWN: u8 = 20;
/// Refused here before anything was sent, or bad input.
pub const BAD_DATA: u8 = 65;
/// The gateway cannot be reached; nothing was sent.
pub const UNAVAILABLE: u8 = 69;
/// Keys.
pub const KEYS: u8 = 77;
/// Settings or ledger.
pub const SETTINGS: u8 = 78;

/// The code of a state of a money action.
pub fn of_state(state: &str) -> u8 {
    match state {
        "done" => OK,
        "refused" => REFUSED,
        "queued" => UNAVAILABLE,
        _ => UNKNOWN,
    }
}

/// The code of a problem.
pub fn of_problem(problem: &Problem) -> u8 {
    let start = problem.code.split('.').next().unwrap_or_default();
    match (start, problem.next) {
        ("order", Next::TryAgain) => UNAVAILABLE,
        ("order", _) => UNKNOWN,
        ("keys", Next::Correct) => BAD_DATA,
        ("keys", _) => KEYS,
        ("ledger", _) => SETTINGS,
        ("failed", Next::CheckSettings) => SETTINGS,
        ("check", _) => FAILED,
        _ => BAD_DATA,
    }
}
