//! The Gateway port over HTTPS.
//!
//! No redirects, no retries, no cookies, no reused connections; certificates are always checked. What matters
//! most is to tell apart what certainly did not leave this computer from what may have.

mod address;
mod send;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use engine::outbox::Recorded;
use engine::port::{Call, Delivered, Gateway};
use reqwest::{Client, redirect, retry};

/// Says whether a host (without port; `[::1]` in brackets) may be called.
pub type Allowed = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// How long and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For the connection with TLS to stand.
    pub connect: Duration,
    /// For the whole call with its answer.
    pub total: Duration,
    /// The largest answer, in bytes.
    pub body_bytes: usize,
}

impl Default for Limits {
    /// 10 s, 15 s (section 1.6 of the online payments reference) and 16 MiB.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(15),
            body_bytes: 16 * 1024 * 1024,
        }
    }
}

/// The HTTP client could not be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("HTTPS cannot be used on this computer: {0}")]
pub struct NoHttps(String);

/// Chooses the crypto library for TLS. Call it once, first thing in a program: some libraries install
/// another one when none is chosen. A choice made earlier stays.
pub fn install_tls() {
    let _earlier = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

/// The way to the gateway.
pub struct HttpGateway {
    /// For hosts elsewhere; follows the system's proxy.
    outside: Client,
    /// For this computer; never through a proxy.
    here: Client,
    allowed: Allowed,
    limits: Limits,
}

impl fmt::Debug for HttpGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpGateway").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl HttpGateway {
    /// Makes the client. Only hosts that `allowed` agrees to are ever called.
    ///
    /// # Errors
    /// When TLS cannot be set up, for example without any trusted certificates.
    pub fn new(allowed: Allowed, limits: Limits) -> Result<Self, NoHttps> {
        install_tls();
        let client = |direct: bool| {
            let builder = Client::builder()
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .referer(false)
                // A kept connection may be dead already, and the library sends again on a new one when it finds out.
                // Without kept connections nothing is ever sent twice.
                .pool_max_idle_per_host(0)
                .connect_timeout(limits.connect)
                .timeout(limits.total);
            let builder = if direct { builder.no_proxy() } else { builder };
            builder.build().map_err(|error| NoHttps(send::causes(&error)))
        };
        Ok(Self { outside: client(false)?, here: client(true)?, allowed, limits })
    }

    async fn send(&self, call: Call) -> Delivered {
        let address = match address::check(&call.url, &self.allowed) {
            Ok(address) => address,
            Err(why) => return Delivered::NotSent(why.to_owned()),
        };
        let client = if address.here { &self.here } else { &self.outside };
        send::send(client, address.url, call, self.limits).await
    }
}

#[async_trait]
impl Gateway for HttpGateway {
    async fn deliver(&self, _order: &Recorded, call: Call) -> Delivered {
        self.send(call).await
    }

    async fn ask(&self, call: Call) -> Delivered {
        self.send(call).await
    }
}
