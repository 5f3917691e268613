//! A desk without a relay, and one whose relay is a list.

use std::sync::Mutex;

use async_trait::async_trait;
use engine::port::{Handed, Relay};

/// There is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoRelay;

#[async_trait]
impl Relay for NoRelay {
    async fn fetch(&self, _: &str, _: &str, _: u64, _: u32) -> Result<Vec<Handed>, String> {
        Err("there is no relay here".to_owned())
    }
}

/// Hands on what it was given, in order.
#[derive(Debug, Default)]
pub struct ListRelay(Mutex<Vec<Handed>>);

impl ListRelay {
    /// Puts a notification at the end; returns its position.
    pub fn put(&self, headers: Vec<(String, String)>, body: Vec<u8>) -> u64 {
        let mut kept = self.0.lock().unwrap();
        let position = u64::try_from(kept.len()).unwrap() + 1;
        kept.push(Handed { position, headers, body });
        position
    }
}

#[async_trait]
impl Relay for ListRelay {
    async fn fetch(&self, _: &str, _: &str, after: u64, limit: u32) -> Result<Vec<Handed>, String> {
        let kept = self.0.lock().unwrap();
        let behind = kept.iter().filter(|handed| handed.position > after);
        Ok(behind.take(usize::try_from(limit).unwrap()).cloned().collect())
    }
}
