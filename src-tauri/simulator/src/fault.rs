//! Faults: those an amount asks for, and those drawn from a seeded plan.

use crate::dice::Dice;

/// What the last two digits of an amount ask for, the first time a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whim {
    None,
    /// …13: booked, but the answer is lost.
    LoseAnswer,
    /// …14: carried out twice inside the gateway; it must still book once.
    Twice,
    /// …15: answered late.
    Slow,
    /// …16: not final yet.
    NotFinalYet,
    /// …17: lost before anything is booked.
    LoseRequest,
}

impl Whim {
    pub fn of(minor: u64) -> Self {
        match minor % 100 {
            13 => Self::LoseAnswer,
            14 => Self::Twice,
            15 => Self::Slow,
            16 => Self::NotFinalYet,
            17 => Self::LoseRequest,
            _ => Self::None,
        }
    }

    /// What the end of an id asks for, where a request has no amount.
    pub fn of_id(id: &str) -> Self {
        match id.rsplit_once('_') {
            Some((_, "13")) => Self::LoseAnswer,
            Some((_, "16")) => Self::NotFinalYet,
            _ => Self::None,
        }
    }
}

/// Faults drawn per request from a seed: the same plan meets the same requests with the same
/// faults. Every number is a chance in a thousand; at most one fault meets a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultPlan {
    /// Where the draws begin.
    pub seed: u64,
    /// The connection closes before anything is booked.
    pub lose_request: u16,
    /// The effect is booked, then the connection closes without an answer.
    pub lose_answer: u16,
    /// The answer comes late.
    pub slow: u16,
    /// `U UNKNOWN_EXCEPTION`, half of the time after the effect was booked.
    pub unknown: u16,
    /// The answer is not JSON (and its signature fits the garbage).
    pub garbage_body: u16,
    /// The answer's signature is wrong.
    pub wrong_signature: u16,
    /// HTTP 500, half of the time after the effect was booked.
    pub http_500: u16,
    /// The answer breaks off in the middle.
    pub truncated: u16,
    /// After this many requests there are no more faults; `None` for never.
    pub quiet_after: Option<u64>,
}

/// What the plan does to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    None,
    LoseRequest,
    LoseAnswer,
    Slow,
    Unknown { booked: bool },
    GarbageBody,
    WrongSignature,
    Http500 { booked: bool },
    Truncated,
}

impl FaultPlan {
    /// The fault of the request with this number, counted from 0.
    pub fn draw(&self, number: u64) -> Draw {
        if self.quiet_after.is_some_and(|last| number >= last) {
            return Draw::None;
        }
        let mut dice = Dice::new(self.seed ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let booked = dice.chance(500);
        for (per_mille, draw) in [
            (self.lose_request, Draw::LoseRequest),
            (self.lose_answer, Draw::LoseAnswer),
            (self.slow, Draw::Slow),
            (self.unknown, Draw::Unknown { booked }),
            (self.garbage_body, Draw::GarbageBody),
            (self.wrong_signature, Draw::WrongSignature),
            (self.http_500, Draw::Http500 { booked }),
            (self.truncated, Draw::Truncated),
        ] {
            if dice.chance(per_mille) {
                return draw;
            }
        }
        Draw::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_draws_the_same_every_time_and_falls_quiet() {
        let plan = FaultPlan {
            seed: 7,
            lose_answer: 300,
            http_500: 300,
            quiet_after: Some(50),
            ..FaultPlan::default()
        };
        let draws: Vec<Draw> = (0..60).map(|n| plan.draw(n)).collect();
        assert_eq!(draws, (0..60).map(|n| plan.draw(n)).collect::<Vec<_>>());
        assert!(draws.contains(&Draw::LoseAnswer) && draws.contains(&Draw::None));
        assert!(draws.iter().skip(50).all(|draw| *draw == Draw::None));
    }
}
