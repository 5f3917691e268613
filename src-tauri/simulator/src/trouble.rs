//! What somebody wants to go wrong at a call, where no amount can ask for it: with the next request, or with
//! every one until it is mended.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Step};
use crate::state::{Entry, State, Turn};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The request gets lost before anything happens.
    RequestLost,
    /// It is carried out, and the answer gets lost.
    AnswerLost,
    /// Nothing happens, and the gateway cannot say so: `U UNKNOWN_EXCEPTION`.
    Busy,
    /// It is refused, with the most likely word of its call.
    Refused,
    /// There is no such call for this account.
    Absent,
}

/// A trouble at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub trouble: Trouble,
    /// It stays until it is mended; otherwise one request meets it.
    pub stays: bool,
}

impl State {
    /// The trouble at a path: that of the path itself, or of the folder it lies in (`notification/`).
    pub fn trouble_at(&self, path: &str) -> Option<(&str, Standing)> {
        let here = |call: &str| call == path || (call.ends_with('/') && path.starts_with(call));
        self.troubles.iter().find(|(call, _)| here(call)).map(|(call, standing)| (call.as_str(), *standing))
    }
}

impl Turn<'_> {
    /// The trouble a request of this path meets now. One that does not stay is over with it.
    pub fn meets(&mut self, path: &str) -> Option<Trouble> {
        let (call, standing) = self.state.trouble_at(path)?;
        let call = call.to_owned();
        if !standing.stays {
            self.write(Entry::Trouble { call, standing: None });
        }
        Some(standing.trouble)
    }

    /// Sets a trouble, or mends it.
    pub fn trouble(&mut self, call: &str, standing: Option<Standing>) {
        self.write(Entry::Trouble { call: call.to_owned(), standing });
    }

    /// A refusal is final: the same request hears it again, with or without a trouble.
    pub fn refused_in_practice(
        &mut self,
        path: &str,
        request_id: &str,
        content: &str,
        trouble: Option<Trouble>,
    ) -> Step<()> {
        // A name of its own: what the call itself refused is written down under the call's.
        let api = format!("practice {path}");
        if !request_id.is_empty()
            && let Some(again) = self.heard_before(&api, request_id, content)
        {
            return Err(again);
        }
        if trouble != Some(Trouble::Refused) {
            return Ok(());
        }
        Err(self.refuse(&api, request_id, content, refusal(path)))
    }
}

/// The most likely refusal of a call (the code tables of section 5).
pub fn refusal(path: &str) -> Answer {
    let (code, what) = match path {
        "payments/refund" => ("MERCHANT_BALANCE_NOT_ENOUGH", "the unsettled balance is too small"),
        "payments/cancel" => ("CANCEL_WINDOW_EXCEED", "the time to cancel is over"),
        "payments/acceptDispute" | "payments/supplyDefenseDocument" => {
            ("TIME_EXCEEDS_LIMIT", "the deadline has passed")
        }
        "payments/inquireExchangeRate" => ("ACCESS_DENIED", "this account may not ask for rates"),
        _ => ("PROCESS_FAIL", "the gateway could not do it"),
    };
    Answer::refused(code, what)
}
