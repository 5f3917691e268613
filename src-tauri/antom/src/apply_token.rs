//! Changes a consent's code for a token, or a token for a fresh one (section 3 of the auto debit reference).

use domain::Moment;

use crate::doubted::after_doubt;
use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::PspCustomerInfo;
use crate::proof::{Doubt, Need, prove as prove_with};
use crate::wire::GatewayResult;
use crate::words::words;
use crate::{Ask, Endpoint, Fault, FieldFault, Proof, SecretText, Stamp};

/// `POST /v1/authorizations/applyToken`
#[derive(Debug)]
pub struct ApplyToken;

impl Endpoint for ApplyToken {
    const PATH: &'static str = "/ams/api/v1/authorizations/applyToken";
    type Answer = ApplyTokenAnswer;
}

words! {
    /// What is given for the token.
    pub enum GrantType {
        /// The code of a consent.
        AuthorizationCode = "AUTHORIZATION_CODE",
        /// The refresh token that came with the last one.
        RefreshToken = "REFRESH_TOKEN",
    }
}

fields! {
    /// A token to be made.
    #[derive(Debug)]
    pub struct ApplyTokenAsk {
        /// What is given for it.
        pub grant_type: Option<GrantType> = "grantType" [need],
        /// The wallet of the consult.
        pub customer_belongs_to: Option<String> = "customerBelongsTo" [need 64],
        /// With `AUTHORIZATION_CODE`. The page says 64 characters, the SDK 128.
        pub auth_code: Option<SecretText> = "authCode" [128],
        /// With `REFRESH_TOKEN`.
        pub refresh_token: Option<SecretText> = "refreshToken" [128],
        /// For one product of acquirers only.
        pub merchant_region: Option<String> = "merchantRegion" [2],
        /// One of several accounts under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }
    also the_given;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct ApplyTokenAnswer {
        /// Debits the buyer.
        pub access_token: Option<SecretText> = "accessToken",
        /// After this it does not.
        pub access_token_expiry_time: Option<Stamp> = "accessTokenExpiryTime",
        /// Makes the next one. Without it the access token lives very long.
        pub refresh_token: Option<SecretText> = "refreshToken",
        /// After this it does not.
        pub refresh_token_expiry_time: Option<Stamp> = "refreshTokenExpiryTime",
        /// The buyer's masked address or number.
        pub user_login_id: Option<String> = "userLoginId",
        /// The buyer, as the wallet tells.
        pub psp_customer_info: Option<PspCustomerInfo> = "pspCustomerInfo",
        /// The rest, as a text.
        pub extend_info: Option<String> = "extendInfo",
    }
}

fn the_given(ask: &ApplyTokenAsk, checking: Checking) -> Checking {
    let (code, refresh) = (ask.auth_code.is_some(), ask.refresh_token.is_some());
    let only = |fits| (fits, Fault::AgainstRule("only the one that grantType names"));
    let known = ask.grant_type.as_ref().is_none_or(GrantType::is_known);
    let checking = checking.rule("grantType", known, Fault::Malformed("AUTHORIZATION_CODE or REFRESH_TOKEN"));
    match ask.grant_type {
        Some(GrantType::AuthorizationCode) => {
            let (fits, fault) = only(!refresh);
            checking.rule("authCode", code, Fault::Missing).rule("refreshToken", fits, fault)
        }
        Some(GrantType::RefreshToken) => {
            let (fits, fault) = only(!code);
            checking.rule("refreshToken", refresh, Fault::Missing).rule("authCode", fits, fault)
        }
        Some(GrantType::Other(_)) | None => checking,
    }
}

impl Ask for ApplyTokenAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// The tokens an answer brings. Both are to be kept in one step: the old ones may be dead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenKnown {
    /// Debits the buyer.
    pub access: SecretText,
    /// Until when, when it says so.
    pub access_until: Option<Moment>,
    /// Makes the next one.
    pub refresh: Option<SecretText>,
    /// Until when.
    pub refresh_until: Option<Moment>,
}

/// What a verified answer proves. `repeated`: an earlier delivery of this request had no believable answer.
///
/// Nothing in the answer names the request, so the signature alone ties the two together. After a doubt
/// `INVALID_AUTHCODE` and `INVALID_REFRESH_TOKEN` (F) are no refusals: a code is for one use, and our lost
/// delivery may have used it. A token that nobody holds may then exist at the wallet. What settles it is a
/// TOKEN_CREATED notification, or a new consent from the buyer.
#[must_use]
pub fn prove(repeated: bool, result: &GatewayResult, answer: &ApplyTokenAnswer) -> Proof<TokenKnown> {
    let proof = prove_with(result, |_: Need| {
        let access = answer.access_token.clone().ok_or(Doubt::Incomplete("accessToken"))?;
        let until = |time: &Option<Stamp>| time.as_ref().and_then(Stamp::moment);
        Ok(TokenKnown {
            access,
            access_until: until(&answer.access_token_expiry_time),
            refresh: answer.refresh_token.clone(),
            refresh_until: until(&answer.refresh_token_expiry_time),
        })
    });
    const ECHOES: [&str; 5] =
        ["INVALID_AUTHCODE", "INVALID_REFRESH_TOKEN", "INVALID_ACCESS_TOKEN", "PROCESS_FAIL", "SYSTEM_ERROR"];
    after_doubt(proof, repeated, &ECHOES)
}
