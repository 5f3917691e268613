//! Ends a buyer's consent (section 4 of the auto debit reference): both tokens are dead at once.

use crate::doubted::after_doubt;
use crate::fields::fields;
use crate::proof::{Need, prove as prove_with};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, FieldFault, Proof, SecretText};

/// `POST /v1/authorizations/revoke`
#[derive(Debug)]
pub struct Revoke;

impl Endpoint for Revoke {
    const PATH: &'static str = "/ams/api/v1/authorizations/revoke";
    type Answer = RevokeAnswer;
}

fields! {
    /// A consent to be ended.
    #[derive(Debug)]
    pub struct RevokeAsk {
        /// The token of it.
        pub access_token: Option<SecretText> = "accessToken" [need 128],
        /// One of several accounts under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct RevokeAnswer {
        /// The rest, as a text.
        pub extend_info: Option<String> = "extendInfo",
    }
}

impl Ask for RevokeAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What a verified answer proves. `repeated`: an earlier delivery of this request had no believable answer.
///
/// `INVALID_ACCESS_TOKEN` (F) says that the gateway does not take this token. To a first delivery that is a
/// refusal: we ended nothing. To a repeat it is what our own success would look like, and also what an expired
/// token or a consent ended by the buyer looks like: who ended it is not known, so it is neither done nor
/// refused. A TOKEN_CANCELED notification settles it. Whichever it is, the token should not be used again.
#[must_use]
pub fn prove(repeated: bool, result: &GatewayResult) -> Proof<()> {
    const ECHOES: [&str; 4] = ["INVALID_ACCESS_TOKEN", "OAUTH_FAILED", "PROCESS_FAIL", "SYSTEM_ERROR"];
    after_doubt(prove_with(result, |_: Need| Ok(())), repeated, &ECHOES)
}
