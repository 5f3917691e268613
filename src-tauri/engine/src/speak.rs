//! Signing what is sent and reading what comes back, strictly.

use antom::{Endpoint, Expected, Heard, hear, path_for, request_headers, signing};
use domain::Moment;

use crate::merchant::Merchant;
use crate::outbox::Recorded;
use crate::port::{AttemptEnd, Call, Delivered, KeysError, Verdict};

/// A clock difference above this is told to a person (milliseconds).
pub const CLOCK_LIMIT_MS: i64 = 2 * Moment::MINUTE;

/// What came of one call.
#[derive(Debug)]
pub(crate) struct Spoken<A> {
    /// What was heard; none when no whole answer came.
    pub heard: Option<Heard<A>>,
    /// The end of the attempt, with the verdict still `Unknown` or `NotSent`.
    pub end: AttemptEnd,
}

impl Merchant {
    /// Signs a body for a path. The same bytes are signed and sent.
    pub(crate) async fn call(&self, path: &str, body: Vec<u8>) -> Result<Call, KeysError> {
        let account = &self.account;
        let path = path_for(path, &account.client_id, account.path_mode);
        // The gateway's clock decides; a measured difference is taken out.
        let ahead = self.clock_ahead().unwrap_or(0);
        let time = self.now().plus(ahead.saturating_neg()).0.to_string();
        let content = signing::content(&path, &account.client_id, &time, &body);
        let signature = self.parts.keys.sign(&account.id, &account.key_version, content).await?;
        let headers = request_headers(&account.client_id, &time, &account.key_version, &signature);
        Ok(Call { url: format!("{}{path}", account.base_url), headers, body })
    }

    /// Sends a recorded order and reads the answer.
    pub(crate) async fn deliver<E: Endpoint>(&self, order: &Recorded, call: Call) -> Spoken<E::Answer> {
        let delivered = self.parts.gateway.deliver(order, call).await;
        self.understand::<E>(delivered)
    }

    /// Asks a question and reads the answer.
    pub(crate) async fn ask<E: Endpoint>(&self, call: Call) -> Spoken<E::Answer> {
        let delivered = self.parts.gateway.ask(call).await;
        self.understand::<E>(delivered)
    }

    fn understand<E: Endpoint>(&self, delivered: Delivered) -> Spoken<E::Answer> {
        let now = self.now();
        let mut end = AttemptEnd {
            at: now,
            verdict: Verdict::Unknown,
            code: String::new(),
            message: String::new(),
            status: None,
            headers: Vec::new(),
            body: Vec::new(),
            verified: false,
        };
        let answer = match delivered {
            Delivered::NotSent(why) => {
                end.verdict = Verdict::NotSent;
                "NOT_SENT".clone_into(&mut end.code);
                end.message = why;
                return Spoken { heard: None, end };
            }
            Delivered::NoAnswer(why) => {
                "NO_ANSWER".clone_into(&mut end.code);
                end.message = why;
                return Spoken { heard: None, end };
            }
            Delivered::Answer(answer) => answer,
        };
        let path = path_for(E::PATH, &self.account.client_id, self.account.path_mode);
        let expected =
            Expected { path: &path, client_id: &self.account.client_id, gateway_key: &self.gateway_key };
        let heard = hear::<E>(answer.status, &answer.headers, &answer.body, &expected);
        match &heard {
            Heard::Verified { result, response_time, .. } => {
                end.verified = true;
                end.code.clone_from(&result.code);
                end.message.clone_from(&result.message);
                self.in_contact(now);
                self.measure(now, *response_time);
            }
            Heard::Hint { result, .. } => {
                end.code.clone_from(&result.code);
                end.message.clone_from(&result.message);
            }
            Heard::Unclear { why, .. } => {
                why.code().clone_into(&mut end.code);
                end.message = why.to_string();
            }
        }
        end.status = Some(answer.status);
        end.headers = answer.headers;
        end.body = answer.body;
        Spoken { heard: Some(heard), end }
    }

    /// The gateway writes whole seconds: less than that is no difference.
    fn measure(&self, now: Moment, said: Option<Moment>) {
        if let Some(said) = said {
            let ahead = now.since(said);
            self.measured(if (0..=2 * Moment::SECOND).contains(&ahead) { 0 } else { ahead });
        }
    }
}
