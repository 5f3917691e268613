//! The way to a relay, for the engine.

use std::time::Duration;

use async_trait::async_trait;
use engine::port::{Handed, Relay};
use relay::Desk;

/// Asks a relay over HTTP. Nothing is waited for there: the desk comes back by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct HttpRelay;

#[async_trait]
impl Relay for HttpRelay {
    async fn fetch(&self, address: &str, token: &str, after: u64, limit: u32) -> Result<Vec<Handed>, String> {
        let desk = Desk::new(address, token).map_err(|error| error.to_string())?;
        let page = desk.fetch(after, limit, Duration::ZERO).await.map_err(|error| error.to_string())?;
        let handed = page.notifications.into_iter().map(|kept| Handed {
            position: kept.position,
            headers: kept.headers,
            body: kept.body,
        });
        Ok(handed.collect())
    }
}
