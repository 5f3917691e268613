//! notifyAuthorization (section 5 of the auto debit reference). Only what succeeded is sent.

use domain::AuthState;

use crate::SecretText;
use crate::fields::fields;
use crate::wire::GatewayResult;
use crate::words::words;

words! {
    /// What happened to a consent.
    pub enum AuthorizationNotifyType {
        /// The buyer agreed: the code is to be changed for a token.
        AuthCodeCreated = "AUTHCODE_CREATED",
        /// The wallet made the token by itself.
        TokenCreated = "TOKEN_CREATED",
        /// The consent ended: both tokens are dead.
        TokenCanceled = "TOKEN_CANCELED",
    }
}

fields! {
    /// What happened to a buyer's consent to be debited.
    #[derive(Debug)]
    pub struct NotifyAuthorization {
        /// Not in the reference; read when it comes.
        pub notify_type: Option<String> = "notifyType",
        /// S.
        pub result: Option<GatewayResult> = "result",
        /// What happened.
        pub authorization_notify_type: Option<AuthorizationNotifyType> = "authorizationNotifyType",
        /// The merchant behind an acquirer.
        pub auth_client_id: Option<String> = "authClientId",
        /// To be changed for a token; with `AUTHCODE_CREATED`.
        pub auth_code: Option<SecretText> = "authCode",
        /// Ours: must be the one of the consult, or the notification is refused.
        pub auth_state: Option<AuthState> = "authState",
        /// Debits the buyer; with `TOKEN_CREATED` and `TOKEN_CANCELED`.
        pub access_token: Option<SecretText> = "accessToken",
        /// Why it ended.
        pub reason: Option<String> = "reason",
        /// The buyer's masked address or number.
        pub user_login_id: Option<String> = "userLoginId",
        /// The buyer at the wallet.
        pub user_id: Option<String> = "userId",
        /// Ours, as it was sent.
        pub pass_through_info: Option<String> = "passThroughInfo",
    }
}
