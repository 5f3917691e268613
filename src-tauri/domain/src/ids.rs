use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text cannot be an id of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}: {text}")]
pub struct IdError {
    /// The kind of id asked for.
    pub kind: &'static str,
    /// What was given.
    pub text: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $max:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The only way in: trimmed, not empty, no control characters, not longer than the gateway takes.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let trimmed = text.trim();
                if trimmed.is_empty() || trimmed.chars().count() > $max || trimmed.chars().any(char::is_control) {
                    return Err(IdError { kind: $kind, text: text.to_owned() });
                }
                Ok(Self(trimmed.to_owned()))
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

id!(/// Ours: chosen before sending, the same on every retry.
    PaymentRequestId, "payment request id", 64);
id!(/// The gateway's: known only once it has answered.
    PaymentId, "payment id", 64);
id!(/// Ours: one per capture.
    CaptureRequestId, "capture request id", 64);
id!(/// The gateway's id of a capture.
    CaptureId, "capture id", 64);
id!(/// Ours: one per refund.
    RefundRequestId, "refund request id", 64);
id!(/// The gateway's id of a refund.
    RefundId, "refund id", 64);
id!(/// Ours: one per declaration, the same when it is corrected and sent again. At most 32 characters.
    DeclarationRequestId, "declaration request id", 32);
id!(/// Ours: one per change of an authorised amount.
    UpdateRequestId, "update request id", 64);
id!(/// The gateway's id of a dispute.
    DisputeId, "dispute id", 64);
id!(/// The gateway's id of a hosted checkout session.
    SessionId, "payment session id", 64);
id!(/// Ours: ties a consent to debit to what comes of it. The gateway takes 256 characters.
    AuthState, "authorisation state", 256);
id!(/// Ours: one per subscription.
    SubscriptionRequestId, "subscription request id", 64);
id!(/// Ours: one per change or update of a subscription.
    SubscriptionChangeId, "subscription change request id", 64);
id!(/// The gateway's id of a subscription.
    SubscriptionId, "subscription id", 64);
id!(/// Ours: one per registration of a merchant or store; a new one after a rejection.
    RegistrationRequestId, "registration request id", 64);
id!(/// Our name of a merchant that is registered at the gateway, or of the shop itself in store.
    MerchantReference, "merchant reference", 64);
id!(/// Our name of a store; the status inquiry takes 32 characters of it.
    StoreReference, "store reference", 32);
id!(/// The gateway's id of a notification (a UUID), the same on every road.
    NotificationId, "notification id", 64);
id!(/// The shop's order number; 64 characters at the gateway.
    OrderNumber, "order number", 64);
id!(/// Which merchant account on this computer.
    AccountId, "account", 64);
id!(/// Who acted: a person's or a program's name.
    Actor, "actor", 64);
id!(/// One thing to be done at the gateway, in the outbox. Not always the gateway's request id: a corrected
    /// declaration is a new order under the same declaration request id.
    OrderId, "order id", 96);
id!(/// The events of one payment or one account.
    StreamId, "stream", 160);

impl StreamId {
    /// The stream of one payment of one account.
    #[must_use]
    pub fn payment(account: &AccountId, payment: &PaymentRequestId) -> Self {
        Self(format!("payment/{account}/{payment}"))
    }

    /// What the streams of all payments of an account begin with.
    #[must_use]
    pub fn payment_prefix(account: &AccountId) -> String {
        format!("payment/{account}/")
    }

    /// The stream of one account.
    #[must_use]
    pub fn account(account: &AccountId) -> Self {
        Self(format!("account/{account}"))
    }

    /// The stream of one dossier of one account. `id` must be short enough: an id of ours, the gateway's
    /// dispute id, or a digest.
    pub fn dossier(kind: crate::DossierKind, account: &AccountId, id: &str) -> Result<Self, IdError> {
        Self::parse(&format!("{}/{account}/{id}", kind.word()))
    }

    /// What the streams of all dossiers of a kind and account begin with.
    #[must_use]
    pub fn dossier_prefix(kind: crate::DossierKind, account: &AccountId) -> String {
        format!("{}/{account}/", kind.word())
    }

    /// The stream that says how far a road was read.
    #[must_use]
    pub fn mark(account: &AccountId, road: crate::Road) -> Self {
        Self(format!("mark/{account}/{}", road.word()))
    }

    /// The kind of dossier whose stream this is; none for payments, accounts and marks.
    #[must_use]
    pub fn dossier_kind(&self) -> Option<crate::DossierKind> {
        let (word, _) = self.0.split_once('/')?;
        crate::DossierKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether this is a stream of this account.
    #[must_use]
    pub fn is_of(&self, account: &AccountId) -> bool {
        self.0.split('/').nth(1) == Some(account.as_str())
    }

    /// Whether this is the stream of a payment.
    #[must_use]
    pub fn is_payment(&self) -> bool {
        self.0.starts_with("payment/")
    }
}
