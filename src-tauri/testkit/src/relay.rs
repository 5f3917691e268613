//! A desk without a relay, and one whose relay is a list.

use std::sync::Mutex;

use async_trait::async_trait;
use engine::port::{Handed, Relay, RelayFailed, RelayPage};

/// There is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoRelay;

#[async_trait]
impl Relay for NoRelay {
    async fn fetch(&self, _: &str, _: &str, _: u64, _: u32) -> Result<RelayPage, RelayFailed> {
        Err(RelayFailed::Silent("there is no relay here".to_owned()))
    }
}

/// Hands on what it was given, in order.
#[derive(Debug)]
pub struct ListRelay(Mutex<Books>);

#[derive(Debug)]
struct Books {
    store: String,
    first: u64,
    kept: Vec<Handed>,
    refuses: bool,
}

impl Default for ListRelay {
    fn default() -> Self {
        Self(Mutex::new(Books { store: "store-1".to_owned(), first: 1, kept: Vec::new(), refuses: false }))
    }
}

impl ListRelay {
    /// Puts a notification at the end; returns its position.
    pub fn put(&self, headers: Vec<(String, String)>, body: Vec<u8>) -> u64 {
        let mut books = self.0.lock().unwrap();
        let position = u64::try_from(books.kept.len()).unwrap() + 1;
        books.kept.push(Handed { position, headers, body });
        position
    }

    /// Another store takes the place of this one, with nothing in it.
    pub fn replace(&self, store: &str) {
        let mut books = self.0.lock().unwrap();
        *books = Books { store: store.to_owned(), first: 1, kept: Vec::new(), refuses: books.refuses };
    }

    /// Lets go of everything before a position.
    pub fn prune(&self, first: u64) {
        self.0.lock().unwrap().first = first;
    }

    /// From now on no token is known here.
    pub fn refuse(&self) {
        self.0.lock().unwrap().refuses = true;
    }
}

#[async_trait]
impl Relay for ListRelay {
    async fn fetch(&self, _: &str, _: &str, after: u64, limit: u32) -> Result<RelayPage, RelayFailed> {
        let books = self.0.lock().unwrap();
        let last = u64::try_from(books.kept.len()).unwrap();
        if books.refuses {
            return Err(RelayFailed::Token);
        }
        if after > last {
            return Err(RelayFailed::BeyondTheEnd);
        }
        let kept = books.kept.iter().filter(|handed| handed.position >= books.first);
        let first = kept.clone().next().map_or(0, |handed| handed.position);
        let behind = kept.filter(|handed| handed.position > after);
        let notifications = behind.take(usize::try_from(limit).unwrap()).cloned().collect();
        Ok(RelayPage { store: books.store.clone(), first, last, notifications })
    }
}
