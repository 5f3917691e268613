use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One key of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyView {
    /// Its version at the gateway.
    pub version: String,
    /// signing, next, earlier.
    pub role: String,
    /// Its public half: base64 of SubjectPublicKeyInfo DER.
    pub public_key: String,
    /// SHA-256 of it, the first 16 hexadecimal digits.
    pub fingerprint: String,
    /// From when it signs, for a planned switch. Epoch milliseconds.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// Until when it signed. Epoch milliseconds.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// The last day it signed something the gateway took. Epoch milliseconds.
    #[ts(type = "number | null")]
    pub last_used: Option<i64>,
    /// The private half is in the key store.
    pub kept: bool,
}

/// The keys of the account at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeysView {
    /// Ours: the signing one first, then the next, then earlier ones.
    pub ours: Vec<KeyView>,
    /// The gateway's: the one in use, then the one before.
    pub gateway: Vec<KeyView>,
}

/// A row of the table of calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallRowView {
    /// Its name.
    pub name: String,
    /// call or notification.
    pub what: String,
    /// The production path; empty for notifications.
    pub path: String,
    /// Products, by their words.
    pub products: Vec<String>,
    /// question, promise or money; news for a notification.
    pub nature: String,
    /// The terminal's verbs for it.
    pub verbs: Vec<String>,
    /// The screens it is on.
    pub screens: Vec<String>,
}

/// What one call by hand came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallView {
    /// `POST <url>`
    pub request_line: String,
    /// Headers as sent.
    pub headers: Vec<(String, String)>,
    /// The exact text that was signed.
    pub signed: String,
    /// It was sent.
    pub sent: bool,
    /// HTTP status.
    pub status: Option<u16>,
    /// The answer's headers.
    pub answer_headers: Vec<(String, String)>,
    /// The answer's body.
    pub answer: String,
    /// verified, hint, unclear, not_sent, no_answer.
    pub verdict: String,
    /// The gateway's or our code.
    pub code: String,
    /// Words.
    pub message: String,
}

/// One part of a signature check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignaturePartView {
    /// headers, method, path, client_id, time, body, algorithm, key_version, signature; each once.
    pub part: String,
    /// It is as it must be.
    pub fits: bool,
    /// What is there, or what would make it fit.
    pub note: String,
}

/// What a signature check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignatureView {
    /// It verifies.
    pub verifies: bool,
    /// Part by part.
    pub parts: Vec<SignaturePartView>,
    /// The text that must have been signed.
    pub content: String,
}
