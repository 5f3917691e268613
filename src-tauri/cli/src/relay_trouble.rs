//! Why a relay cannot be started, or a desk's token not be made, as a problem like any other.

use ipc::problem::{Next, Problem};
use relay::{StartFailed, StoreFailed, TokenFailed};

use crate::secret::Complaint;

fn store(failed: &StoreFailed) -> Problem {
    match failed {
        StoreFailed::InUse => Problem::new("relay.in_use", Next::TryAgain).on_field("store"),
        StoreFailed::OtherClient(theirs) => {
            Problem::new("relay.other_client", Next::Correct).text("client_id", theirs).on_field("client_id")
        }
        StoreFailed::BeyondTheEnd { .. } | StoreFailed::Failed(_) => {
            Problem::new("relay.store_failed", Next::TryAgain).because(failed).on_field("store")
        }
    }
}

/// A store that cannot be used.
pub fn of_store(failed: StoreFailed) -> Complaint {
    Complaint(store(&failed))
}

/// A relay that does not start.
pub fn of_start(failed: StartFailed) -> Complaint {
    Complaint(match &failed {
        StartFailed::NoKey => Problem::new("relay.no_key", Next::Correct).on_field("gateway_public_key"),
        StartFailed::Path(path) => {
            Problem::new("relay.path_bad", Next::Correct).text("path", path).on_field("notify_path")
        }
        StartFailed::Store(failed) => store(failed),
        StartFailed::Listen(at, why) => {
            Problem::new("relay.no_listen", Next::Correct).text("address", at).because(why)
        }
    })
}

/// A token that cannot be made or revoked.
pub fn of_token(failed: TokenFailed) -> Complaint {
    Complaint(match &failed {
        TokenFailed::Name => Problem::new("relay.token_name", Next::Correct).on_field("name"),
        TokenFailed::Taken(name) => {
            Problem::new("relay.token_taken", Next::Correct).text("name", name).on_field("name")
        }
        TokenFailed::Unknown(name) => {
            Problem::new("relay.token_unknown", Next::Correct).text("name", name).on_field("revoke")
        }
        TokenFailed::Store(failed) => store(failed),
    })
}
