use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use engine::port::Ids;

/// Ids that count: `id000…001`, `id000…002`. Clones share the counter.
#[derive(Debug, Clone)]
pub struct CountedIds {
    prefix: String,
    count: Arc<AtomicU64>,
}

impl CountedIds {
    /// Ids that begin with this; at most 12 characters `[a-z0-9]`.
    #[must_use]
    pub fn with_prefix(prefix: &str) -> Self {
        let fits = prefix.len() <= 12 && prefix.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        assert!(fits, "not a prefix of an id: {prefix}");
        Self { prefix: prefix.to_owned(), count: Arc::default() }
    }

    /// How many were given.
    #[must_use]
    pub fn given(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }
}

impl Default for CountedIds {
    fn default() -> Self {
        Self::with_prefix("id")
    }
}

impl Ids for CountedIds {
    fn next(&self) -> String {
        let n = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        let room = 32 - self.prefix.len();
        format!("{}{n:0room$}", self.prefix)
    }
}
