//! The gateway's language: bytes in, bytes out.
//!
//! Pure: no HTTP, no clock, no storage. A file an endpoint; signing and reading are the same for all.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod accept_dispute;
pub mod apply_token;
pub mod authorization_consult;
pub mod authorization_query;
pub mod calls;
pub mod cancel;
pub mod capture;
pub mod codes;
pub mod consult;
mod count;
pub mod declare;
mod doubted;
pub mod download_dispute_evidence;
mod fault;
pub mod feed_event;
pub mod feed_list;
mod fields;
mod headers;
mod hear;
pub mod hosts;
pub mod in_store;
pub mod inquiry_declarations;
pub mod inquiry_payment;
pub mod inquiry_refund;
pub mod inquiry_registration_info;
pub mod inquiry_registration_status;
mod json;
mod key_text;
pub mod keys;
pub mod notify;
pub mod parts;
mod path;
pub mod pay;
pub mod payment_code;
mod piece;
mod proof;
mod public_key;
pub mod rates;
pub mod refund;
pub mod registration;
pub mod retrieve_session;
pub mod revoke;
mod secret;
pub mod session;
pub mod signing;
mod stamp;
pub mod subscription_cancel;
pub mod subscription_change;
pub mod subscription_create;
pub mod subscription_inquiry;
mod subscription_order;
mod subscription_rules;
pub mod subscription_update;
pub mod supply_defense_document;
pub mod supply_evidence;
mod time;
mod token;
pub mod update_amount;
mod wire;
mod words;

pub use count::Count;
pub use fault::{Fault, FieldFault};
pub use headers::request_headers;
pub use hear::{Expected, Heard, Unclear, hear};
pub use json::{MAX_BODY_BYTES, MAX_DEPTH};
pub use path::{InStorePaths, path_for, path_for_product};
pub use proof::{ANSWER_DIFFERS, ANSWER_INCOMPLETE, Proof};
pub use secret::SecretText;
pub use stamp::Stamp;
pub use subscription_order::SubscriptionOrder;
pub use time::parse_time;
pub use token::CardToken;
pub use wire::{Extra, GatewayResult, ResultStatus, StatusWord};

/// One call of the gateway. A new endpoint is one file and its cases; the sender, the signer and the
/// reader do not change.
pub trait Endpoint {
    /// The production path; [`path_for`] gives the one to call and to sign.
    const PATH: &'static str;
    /// What comes back beside `result`.
    type Answer: serde::de::DeserializeOwned;
}

/// What a call sends, typed whole: every field of the reference, read from JSON and written to it alike.
pub trait Ask: serde::Serialize + serde::de::DeserializeOwned {
    /// Lengths, needed fields and the rules between them, before anything is sent.
    fn check(&self) -> Result<(), FieldFault>;

    /// The exact body: compact UTF-8, empty fields left out.
    #[must_use]
    fn to_body(&self) -> Vec<u8> {
        // Plain texts, lists and maps with text keys: nothing in them can fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
