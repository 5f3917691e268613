use domain::Money;

use crate::codes::{self, Class};
use crate::wire::{GatewayResult, ResultStatus};

/// Our code: the answer names another id, amount or currency than was asked for.
pub const ANSWER_DIFFERS: &str = "ANSWER_DIFFERS";
/// Our code: a success without the id or the amount that must come with it.
pub const ANSWER_INCOMPLETE: &str = "ANSWER_INCOMPLETE";

/// What a verified answer to an order proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof<T> {
    /// It happened, as it was asked for.
    Done(T),
    /// Final for this request id: it did not happen.
    Refused {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// The gateway has it and works on it; the result comes later.
    InProcess {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
        /// What is known already.
        known: Option<T>,
    },
    /// Nothing is proved: repeat the same request or inquire.
    Unknown {
        /// The gateway's code, or [`ANSWER_DIFFERS`] or [`ANSWER_INCOMPLETE`].
        code: String,
        /// The gateway's words, or ours.
        message: String,
    },
}

impl<T> Proof<T> {
    /// For calls whose success says that the gateway took the request, not that it is done.
    pub(crate) fn accepted_only(self, result: &GatewayResult) -> Self {
        match self {
            Self::Done(known) => Self::InProcess {
                code: result.code.clone(),
                message: result.message.clone(),
                known: Some(known),
            },
            Self::Refused { .. } | Self::InProcess { .. } | Self::Unknown { .. } => self,
        }
    }
}

/// What keeps an answer from proving what was asked.
pub(crate) enum Doubt {
    /// Something is another than what was asked.
    Differs(&'static str),
    /// Something that must be there is not.
    Incomplete(&'static str),
}

/// How much an answer must tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// All: it is about to count as done.
    Whole,
    /// The request id at least: it is only in process.
    Part,
}

/// The status decides first; `read` then looks at the answer's ids and amounts. It is asked for S and for
/// work in process, and gives what is known or what is in doubt.
pub(crate) fn prove<T>(result: &GatewayResult, read: impl Fn(Need) -> Result<T, Doubt>) -> Proof<T> {
    let class = codes::lookup(&result.code).map(|row| row.class);
    decide(result, class, read)
}

/// The same for a call whose codes mean something of their own.
pub(crate) fn prove_for<T>(
    endpoint: &str,
    result: &GatewayResult,
    read: impl Fn(Need) -> Result<T, Doubt>,
) -> Proof<T> {
    let class = codes::lookup_for(&result.code, endpoint).map(|row| row.class);
    decide(result, class, read)
}

fn decide<T>(
    result: &GatewayResult,
    class: Option<Class>,
    read: impl Fn(Need) -> Result<T, Doubt>,
) -> Proof<T> {
    let GatewayResult { status, code, message } = result.clone();
    match status {
        ResultStatus::Success => match class {
            // An S under a code we do not know yet is still an S.
            None | Some(Class::Done) => match read(Need::Whole) {
                Ok(known) => Proof::Done(known),
                Err(doubt) => doubtful(&doubt),
            },
            Some(Class::InProcess | Class::Refused | Class::Unknown | Class::Config) => {
                Proof::Unknown { code, message }
            }
        },
        // A verified F is final for this request id, also when the cause is a setting. Not so where the table
        // says otherwise: REPEAT_REQ_INCONSISTENT leaves the first request under this id untouched, and that
        // one may have moved money, so it must be inquired (section 3, rule 3).
        ResultStatus::Failure => match class {
            None | Some(Class::Refused | Class::Config) => Proof::Refused { code, message },
            Some(Class::Done | Class::InProcess | Class::Unknown) => Proof::Unknown { code, message },
        },
        ResultStatus::Unknown => match class {
            Some(Class::InProcess) => match read(Need::Part) {
                Ok(known) => Proof::InProcess { code, message, known: Some(known) },
                Err(Doubt::Incomplete(_)) => Proof::InProcess { code, message, known: None },
                Err(doubt @ Doubt::Differs(_)) => doubtful(&doubt),
            },
            None | Some(Class::Done | Class::Refused | Class::Unknown | Class::Config) => {
                Proof::Unknown { code, message }
            }
        },
        ResultStatus::Other(_) => Proof::Unknown { code, message },
    }
}

fn doubtful<T>(doubt: &Doubt) -> Proof<T> {
    let (code, message) = match doubt {
        Doubt::Differs(what) => (ANSWER_DIFFERS, format!("{what} is another than was asked for")),
        Doubt::Incomplete(what) => (ANSWER_INCOMPLETE, format!("{what} is missing")),
    };
    Proof::Unknown { code: code.to_owned(), message }
}

/// The answer must name this id.
pub(crate) fn must_be(what: &'static str, theirs: Option<&str>, ours: &str) -> Result<(), Doubt> {
    match theirs {
        None => Err(Doubt::Incomplete(what)),
        Some(theirs) if theirs == ours => Ok(()),
        Some(_) => Err(Doubt::Differs(what)),
    }
}

/// The answer may leave this id out, and may not name another.
pub(crate) fn may_be(what: &'static str, theirs: Option<&str>, ours: &str) -> Result<(), Doubt> {
    theirs.map_or(Ok(()), |theirs| must_be(what, Some(theirs), ours))
}

/// The answer names this amount in this currency, or leaves it out where that is enough.
pub(crate) fn same_money(
    what: &'static str,
    theirs: Option<Money>,
    ours: Money,
    need: Need,
) -> Result<(), Doubt> {
    match theirs {
        None if need == Need::Part => Ok(()),
        None => Err(Doubt::Incomplete(what)),
        Some(theirs) if theirs == ours => Ok(()),
        Some(_) => Err(Doubt::Differs(what)),
    }
}
