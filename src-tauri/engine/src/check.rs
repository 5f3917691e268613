//! The connection check: host, clock, client id and signature, proved one by one with a harmless question.

use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAsk};
use antom::{Endpoint, Heard, Unclear};
use domain::{AccountEvent, Body, Moment, PaymentRequestId, Source, StreamId};

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::{Append, NewFact, Verdict};
use crate::speak::CLOCK_LIMIT_MS;

/// What is wrong with one of the four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Red {
    /// Nothing left this computer.
    HostUnreachable,
    /// Connected, no answer.
    HostSilent,
    /// An answer that is not a gateway's.
    NotAGateway(Option<u16>),
    /// Off by so many milliseconds; positive: this computer is ahead.
    ClockOff(i64),
    /// The gateway does not know the client id.
    ClientIdUnknown,
    /// The answer was for another client id.
    ClientIdOther,
    /// The gateway did not accept our signature.
    SignatureRefused,
    /// The gateway has no key of this version.
    KeyNotFound,
    /// The answer does not verify with the gateway key kept here.
    GatewayKeyWrong,
    /// An unsigned refusal with this code.
    Unsigned(String),
}

/// One of the four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Light {
    /// Proved.
    Green,
    /// Wrong.
    Red(Red),
    /// Hidden by another one.
    Unproved,
}

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The host answers as a gateway.
    pub host: Light,
    /// The clocks agree within two minutes.
    pub clock: Light,
    /// The gateway knows us.
    pub client_id: Light,
    /// Our signature is accepted and its signature verifies.
    pub signature: Light,
    /// Positive: this computer is ahead.
    pub clock_ahead: Option<i64>,
    /// From sending to the last byte.
    pub took_ms: Option<i64>,
}

impl Checked {
    /// Nothing is wrong and nothing unproved.
    #[must_use]
    pub fn all_green(&self) -> bool {
        [&self.host, &self.clock, &self.client_id, &self.signature]
            .into_iter()
            .all(|light| *light == Light::Green)
    }
}

impl Merchant {
    /// Asks about a payment that cannot exist. Writes down that the check ran.
    pub async fn check(&self) -> Result<Checked, Failed> {
        let id = PaymentRequestId::parse(&format!("CHECK_{}", self.fresh_id()))?;
        let call = self.call(InquiryPayment::PATH, InquiryPaymentAsk::Request(id).to_body()).await?;
        let sent = self.now();
        let spoken = self.ask::<InquiryPayment>(call).await;
        let now = self.now();
        let mut checked = Checked {
            host: Light::Green,
            clock: Light::Unproved,
            client_id: Light::Unproved,
            signature: Light::Unproved,
            clock_ahead: None,
            took_ms: Some(now.since(sent)),
        };
        match &spoken.heard {
            None => {
                let unreachable = spoken.end.verdict == Verdict::NotSent;
                checked.host = Light::Red(if unreachable { Red::HostUnreachable } else { Red::HostSilent });
                checked.took_ms = None;
            }
            Some(Heard::Verified { response_time, .. }) => {
                checked.see_clock(now, *response_time);
                checked.client_id = Light::Green;
                checked.signature = Light::Green;
            }
            Some(Heard::Hint { result, response_time }) => {
                checked.see_clock(now, *response_time);
                match result.code.as_str() {
                    "CLIENT_INVALID" | "INVALID_CLIENT" | "UNKNOWN_CLIENT" | "INVALID_CLIENT_STATUS" => {
                        checked.client_id = Light::Red(Red::ClientIdUnknown);
                    }
                    "KEY_NOT_FOUND" => {
                        checked.client_id = Light::Green;
                        checked.signature = Light::Red(Red::KeyNotFound);
                    }
                    "INVALID_SIGNATURE" => {
                        checked.client_id = Light::Green;
                        checked.signature = Light::Red(Red::SignatureRefused);
                    }
                    // A wrong clock is reason enough for a refusal.
                    _ if matches!(checked.clock, Light::Red(_)) => {}
                    other => checked.signature = Light::Red(Red::Unsigned(other.to_owned())),
                }
            }
            Some(Heard::Unclear { why, response_time }) => {
                checked.see_clock(now, *response_time);
                match why {
                    Unclear::WrongClientId => checked.client_id = Light::Red(Red::ClientIdOther),
                    Unclear::SignatureWrong | Unclear::WrongAlgorithm => {
                        checked.client_id = Light::Green;
                        checked.signature = Light::Red(Red::GatewayKeyWrong);
                    }
                    Unclear::Status(status) => checked.host = Light::Red(Red::NotAGateway(Some(*status))),
                    Unclear::HeaderMissing(_)
                    | Unclear::HeaderDoubled(_)
                    | Unclear::HeaderMalformed(_)
                    | Unclear::NotJson(_)
                    | Unclear::OtherShape(_)
                    | Unclear::UnsignedSuccess
                    | Unclear::UnsignedOther => {
                        checked.host = Light::Red(Red::NotAGateway(spoken.end.status));
                    }
                }
            }
        }
        self.note_check(checked.all_green()).await?;
        Ok(checked)
    }

    /// Learns how far the clocks are apart before the first order of this process leaves, when no answer said so
    /// yet: the gateway refuses what carries a time minutes away from its own. Asks about a payment that cannot
    /// exist; nothing of it is written down, and without an answer the order goes its way all the same.
    pub(crate) async fn learn_the_time(&self) -> Result<(), Failed> {
        if self.clock_ahead().is_some() || !self.first_time_asked() {
            return Ok(());
        }
        let id = PaymentRequestId::parse(&format!("CLOCK_{}", self.now().0))?;
        let call = self.call(InquiryPayment::PATH, InquiryPaymentAsk::Request(id).to_body()).await?;
        let spoken = self.ask::<InquiryPayment>(call).await;
        tracing::debug!(code = spoken.end.code, ahead = self.clock_ahead(), "the time was asked for");
        Ok(())
    }

    async fn note_check(&self, all_green: bool) -> Result<(), Failed> {
        let stream = StreamId::account(&self.account.id);
        let version = self.parts.ledger.stream(&stream).await?.last().map_or(0, |entry| entry.version);
        if version == 0 {
            return Ok(()); // an account that is not saved yet
        }
        let now = self.now();
        let event = AccountEvent::Checked { by: self.actor.clone(), all_green };
        let append = Append {
            stream,
            expected_version: version,
            actor: self.actor.clone(),
            heard_at: now,
            facts: vec![NewFact { source: Source::Us, occurred_at: now, body: Body::Account(event) }],
            open: None,
            close: None,
        };
        self.parts.ledger.append(append).await?;
        Ok(())
    }
}

impl Checked {
    fn see_clock(&mut self, now: Moment, said: Option<Moment>) {
        let Some(said) = said else { return };
        let ahead = now.since(said);
        self.clock_ahead = Some(ahead);
        let off = ahead.abs() > CLOCK_LIMIT_MS;
        self.clock = if off { Light::Red(Red::ClockOff(ahead)) } else { Light::Green };
    }
}
