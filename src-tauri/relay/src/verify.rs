use antom::notify::{NotReceived, ReceivingFor, receive};
use antom::signing::{PublicKey, parse_signature_header};
use domain::Moment;

use crate::{Mark, Refused};

/// What a notification must fit.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Whose notifications these are.
    pub client_id: String,
    /// The gateway's keys with what each is called: one, or the old and the new one during a rotation.
    pub gateway_keys: Vec<(String, PublicKey)>,
    /// How old a notification may be, in milliseconds.
    pub oldest: i64,
    /// How far ahead of this machine's clock it may be, in milliseconds.
    pub ahead: i64,
}

impl Rules {
    /// 24 hours, within which the gateway delivers again (section 2.4 of the online payments reference), and
    /// an hour for clocks and slow ways.
    pub const OLDEST: i64 = Moment::DAY + Moment::HOUR;
    /// Clocks that differ by more than this are wrong.
    pub const AHEAD: i64 = Moment::HOUR;

    /// With the usual times; the keys are called 1, 2, … in their order.
    #[must_use]
    pub fn new(client_id: impl Into<String>, gateway_keys: Vec<PublicKey>) -> Self {
        let gateway_keys = (1..).map(|number: u32| number.to_string()).zip(gateway_keys).collect();
        Self { client_id: client_id.into(), gateway_keys, oldest: Self::OLDEST, ahead: Self::AHEAD }
    }
}

/// A notification that is the gateway's, meant for this client, and readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// By what it is known again.
    pub mark: Mark,
}

impl Rules {
    /// Verifies a notification as it came, exactly as a desk does, and its age besides. `path` is the path of
    /// the notification address as registered: that is what was signed.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn verify(
        &self,
        path: &str,
        headers: &[(String, String)],
        body: &[u8],
        now: Moment,
    ) -> Result<Verified, Refused> {
        let expected = ReceivingFor { client_id: &self.client_id, gateway_keys: &self.gateway_keys };
        let received = receive(headers, body, path, &expected).map_err(Refused::Unproved)?;
        // After the signature: only the gateway's own time is worth a word about age.
        let age = now.since(received.request_time);
        if age > self.oldest {
            return Err(Refused::TooOld);
        }
        if age < self.ahead.saturating_neg() {
            return Err(Refused::FromTheFuture);
        }
        let signature = parse_signature_header(only(headers, "signature")?)
            .map_err(|_| Refused::Unproved(NotReceived::HeaderMalformed("signature")))?;
        Ok(Verified { mark: Mark::of(only(headers, "request-time")?, &signature.signature) })
    }
}

/// A header that `receive` found to stand there once.
fn only<'a>(headers: &'a [(String, String)], name: &'static str) -> Result<&'a str, Refused> {
    let found = headers.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str()).ok_or(Refused::Unproved(NotReceived::HeaderMissing(name)))
}
