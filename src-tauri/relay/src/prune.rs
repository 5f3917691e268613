use domain::Moment;

use crate::store::failed;
use crate::{Store, StoreFailed, tokens};

/// How many are let go in one transaction, so that a receiver at work waits only shortly.
const SLICE: u32 = 1000;

/// Lets go of what arrived before a moment; says how many that were. Their positions are not given again, and
/// their marks stay, so that a replay is still known.
///
/// # Errors
/// When the store fails; what was let go until then stays let go.
pub async fn prune(store: &Store, before: Moment) -> Result<u64, StoreFailed> {
    prune_to(store, before, i64::MAX).await
}

/// Lets go of what arrived before a moment and every desk has read. A desk that never asked keeps everything;
/// so does a relay nobody has a token of.
///
/// # Errors
/// When the store fails; what was let go until then stays let go.
pub async fn prune_read(store: &Store, before: Moment) -> Result<u64, StoreFailed> {
    match tokens::read_by_all(store).await? {
        Some(position) => prune_to(store, before, position).await,
        None => Ok(0),
    }
}

async fn prune_to(store: &Store, before: Moment, last: i64) -> Result<u64, StoreFailed> {
    let mut gone = 0_u64;
    loop {
        // From the oldest position up to the first that stays: what is left has no gap, whatever the clock did.
        let slice = sqlx::query(
            "DELETE FROM notification WHERE position IN (SELECT position FROM notification WHERE position < \
             ifnull((SELECT MIN(position) FROM notification WHERE arrived_at >= ?1), 9223372036854775807) \
             AND position <= ?3 ORDER BY position LIMIT ?2)",
        )
        .bind(before.0)
        .bind(SLICE)
        .bind(last)
        .execute(store.pool())
        .await
        .map_err(failed)?
        .rows_affected();
        gone = gone.saturating_add(slice);
        if slice < u64::from(SLICE) {
            return Ok(gone);
        }
    }
}
