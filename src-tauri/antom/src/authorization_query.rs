//! Asks how a token stands (section 4 of the auto debit reference; known from the SDK only).

use crate::fields::fields;
use crate::{Ask, Endpoint, FieldFault, SecretText, Stamp};

/// `POST /v1/authorizations/query`
#[derive(Debug)]
pub struct AuthorizationQuery;

impl Endpoint for AuthorizationQuery {
    const PATH: &'static str = "/ams/api/v1/authorizations/query";
    type Answer = AuthorizationQueryAnswer;
}

fields! {
    /// Which token.
    #[derive(Debug)]
    pub struct AuthorizationQueryAsk {
        /// The token.
        pub access_token: Option<SecretText> = "accessToken" [need 128],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct AuthorizationQueryAnswer {
        /// The token.
        pub access_token: Option<SecretText> = "accessToken",
        /// Until when it debits.
        pub access_token_expiry_time: Option<Stamp> = "accessTokenExpiryTime",
        /// Makes the next one.
        pub refresh_token: Option<SecretText> = "refreshToken",
        /// Until when.
        pub refresh_token_expiry_time: Option<Stamp> = "refreshTokenExpiryTime",
        /// How it stands. No list of the words is published: show it, and decide nothing on it.
        pub token_status_type: Option<String> = "tokenStatusType",
    }
}

impl Ask for AuthorizationQueryAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}
