//! Ids nobody gave before: time-ordered, so that a ledger grows at its end.

use engine::port::Ids;
use uuid::Uuid;

/// UUIDs of version 7 as 32 small letters and digits.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn next(&self) -> String {
        Uuid::now_v7().simple().to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_32_small_letters_and_digits_and_differ() {
        let ids: BTreeSet<String> = (0..1000).map(|_| RandomIds.next()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(
            ids.iter()
                .all(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        );
    }
}
