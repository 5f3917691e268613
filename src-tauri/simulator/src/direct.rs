//! The gateway without a network: the same requests, one call each. For histories by the thousand, where
//! the way there is played by whoever calls.

use anyhow::Result;

use crate::auth::Arrived;
use crate::gateway::{Gateway, Reaction};
use crate::options::{Listening, Options};
use crate::practice;
use crate::server::open;

/// A gateway that is called and does not listen. Webhooks are not delivered.
pub struct Direct {
    gateway: Gateway,
    /// What a client needs to know; the addresses are empty.
    pub listening: Listening,
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The bytes; half of them when the gateway meant to break off.
    pub body: Vec<u8>,
    /// The answer broke off.
    pub truncated: bool,
}

impl Direct {
    /// Opens the books, or begins new ones.
    pub fn open(options: &Options) -> Result<Self> {
        let (gateway, listening) = open(options)?;
        Ok(Self { gateway, listening })
    }

    /// One request; `None` when the connection would close without a byte.
    #[must_use]
    pub fn exchange(
        &self,
        method: &str,
        path: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Option<Answered> {
        let headers =
            headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect();
        let arrived = Arrived { method: method.to_owned(), path: path.to_owned(), headers, body };
        let reaction = if path.starts_with("/practice/") {
            Reaction::Reply(practice::serve(&self.gateway, &arrived))
        } else {
            self.gateway.exchange(&arrived)
        };
        let Reaction::Reply(mut reply) = reaction else { return None };
        if reply.truncated {
            reply.body.truncate(reply.body.len() / 2);
        }
        Some(Answered {
            status: reply.status,
            headers: reply.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            body: reply.body,
            truncated: reply.truncated,
        })
    }
}
