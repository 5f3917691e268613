//! The way to a relay, for the engine.

use std::time::Duration;

use async_trait::async_trait;
use engine::port::{Handed, Relay, RelayFailed, RelayPage};
use relay::{Desk, DeskFailed};

/// Asks a relay over HTTP. Nothing is waited for there: the desk comes back by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct HttpRelay;

#[async_trait]
impl Relay for HttpRelay {
    async fn fetch(
        &self,
        address: &str,
        token: &str,
        after: u64,
        limit: u32,
    ) -> Result<RelayPage, RelayFailed> {
        let desk = Desk::new(address, token).map_err(failed)?;
        let page = desk.fetch(after, limit, Duration::ZERO).await.map_err(failed)?;
        let handed = page.notifications.into_iter().map(|kept| Handed {
            position: kept.position,
            headers: kept.headers,
            body: kept.body,
        });
        Ok(RelayPage {
            store: page.store,
            first: page.first,
            last: page.last,
            notifications: handed.collect(),
        })
    }
}

fn failed(error: DeskFailed) -> RelayFailed {
    match error {
        DeskFailed::Token => RelayFailed::Token,
        DeskFailed::BeyondTheEnd => RelayFailed::BeyondTheEnd,
        DeskFailed::Address(_)
        | DeskFailed::NoHttps(_)
        | DeskFailed::NoAnswer(_)
        | DeskFailed::Status(_)
        | DeskFailed::Answer(_) => RelayFailed::Silent(error.to_string()),
    }
}
