//! Signing what is sent and reading what comes back, strictly.

use antom::{Endpoint, Expected, Heard, Unclear, calls, hear, hosts, path_for, request_headers, signing};
use domain::Moment;

use crate::merchant::Merchant;
use crate::outbox::Recorded;
use crate::port::{AttemptEnd, Call, Delivered, HttpAnswer, KeysError, Verdict};

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
    /// Signs a body for an online call. The same bytes are signed and sent.
    pub(crate) async fn call(&self, path: &str, body: Vec<u8>) -> Result<Call, KeysError> {
        self.call_of(path, body, false).await
    }

    /// Signs a body for a path; calls of the counter may take another path form than online ones.
    pub(crate) async fn call_of(&self, path: &str, body: Vec<u8>, counter: bool) -> Result<Call, KeysError> {
        let account = &self.account;
        let mode = if counter { account.in_store_path } else { account.path_mode };
        let large = calls::of_path(path).is_some_and(|call| call.large);
        let host = if large { hosts::large_host(&account.base_url) } else { None };
        let path = path_for(path, &account.client_id, mode);
        // The gateway's clock decides; a measured difference is taken out.
        let ahead = self.clock_ahead().unwrap_or(0);
        let time = self.now().plus(ahead.saturating_neg()).0.to_string();
        let content = signing::content(&path, &account.client_id, &time, &body);
        let (version, _) = account.signing_key(self.now());
        let signature = self.parts.keys.sign(&account.id, version, content).await?;
        self.signed_with(version);
        let headers = request_headers(&account.client_id, &time, version, &signature);
        let host = host.unwrap_or_else(|| account.base_url.clone());
        Ok(Call { url: format!("{host}{path}"), path, headers, body })
    }

    /// Sends a recorded order and reads the answer.
    pub(crate) async fn deliver<E: Endpoint>(&self, order: &Recorded, call: Call) -> Spoken<E::Answer> {
        let path = call.path.clone();
        let delivered = self.parts.gateway.deliver(order, call).await;
        self.understand::<E>(&path, delivered)
    }

    /// Asks a question and reads the answer.
    pub(crate) async fn ask<E: Endpoint>(&self, call: Call) -> Spoken<E::Answer> {
        let path = call.path.clone();
        let delivered = self.parts.gateway.ask(call).await;
        self.understand::<E>(&path, delivered)
    }

    fn understand<E: Endpoint>(&self, path: &str, delivered: Delivered) -> Spoken<E::Answer> {
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
        let heard = self.heard::<E>(path, &answer);
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

    /// During a change of the gateway's key both of its keys count; any other answer is what the first says.
    fn heard<E: Endpoint>(&self, path: &str, answer: &HttpAnswer) -> Heard<E::Answer> {
        let client_id = &self.account.client_id;
        let mut first = None;
        for gateway_key in &self.gateway_keys {
            let expected = Expected { path, client_id, gateway_key };
            let heard = hear::<E>(answer.status, &answer.headers, &answer.body, &expected);
            let other_key = matches!(&heard, Heard::Unclear { why: Unclear::SignatureWrong, .. });
            if !other_key {
                return heard;
            }
            first.get_or_insert(heard);
        }
        first.unwrap_or(Heard::Unclear { why: Unclear::SignatureWrong, response_time: None })
    }

    /// The gateway writes whole seconds: less than that is no difference.
    fn measure(&self, now: Moment, said: Option<Moment>) {
        if let Some(said) = said {
            let ahead = now.since(said);
            self.measured(if (0..=2 * Moment::SECOND).contains(&ahead) { 0 } else { ahead });
        }
    }
}
