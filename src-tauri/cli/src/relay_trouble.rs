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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::Moment;
    use ipc::Language;
    use relay::Store;

    use super::*;

    #[tokio::test]
    async fn a_second_receiver_and_a_second_token_are_told_as_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let first = Store::open(folder.path(), "CLIENT_A").await.unwrap();
        let told = |complaint: Complaint, code: &str| {
            assert_eq!(complaint.0.code, code);
            for language in [Language::English, Language::Chinese] {
                assert!(!ipc::say(&complaint.0, language).contains(code), "{code} has a sentence");
            }
        };
        let second = Store::open(folder.path(), "CLIENT_A").await.unwrap_err();
        told(of_start(second.into()), "relay.in_use");
        relay::make(&first, "till", Moment(0)).await.unwrap();
        told(of_token(relay::make(&first, "till", Moment(0)).await.unwrap_err()), "relay.token_taken");
        told(of_token(relay::make(&first, "a b", Moment(0)).await.unwrap_err()), "relay.token_name");
        told(of_token(relay::revoke(&first, "desk", Moment(0)).await.unwrap_err()), "relay.token_unknown");
        drop(first);
        told(of_store(Store::open(folder.path(), "CLIENT_B").await.unwrap_err()), "relay.other_client");
    }
}
