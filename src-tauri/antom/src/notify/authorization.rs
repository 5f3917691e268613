//! notifyAuthorization (section 5 of the auto debit reference). Only what succeeded is sent.

use domain::AuthState;

use crate::SecretText;
use crate::shape::{told, words};
use crate::wire::GatewayResult;

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

told! {
    /// What happened to a buyer's consent to be debited.
    pub struct NotifyAuthorization {
        /// Not in the reference; read when it comes.
        notify_type: Option<String>,
        /// S.
        result: Option<GatewayResult>,
        /// What happened.
        authorization_notify_type: Option<AuthorizationNotifyType>,
        /// The merchant behind an acquirer.
        auth_client_id: Option<String>,
        /// To be changed for a token; with `AUTHCODE_CREATED`.
        auth_code: Option<SecretText>,
        /// Ours: must be the one of the consult, or the notification is refused.
        auth_state: Option<AuthState>,
        /// Debits the buyer; with `TOKEN_CREATED` and `TOKEN_CANCELED`.
        access_token: Option<SecretText>,
        /// Why it ended.
        reason: Option<String>,
        /// The buyer's masked address or number.
        user_login_id: Option<String>,
        /// The buyer at the wallet.
        user_id: Option<String>,
        /// Ours, as it was sent.
        pass_through_info: Option<String>,
    }
}
