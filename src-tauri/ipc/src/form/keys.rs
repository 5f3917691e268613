use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Makes or takes over the key that is to replace the one in use.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NextKeyForm {
    /// The version the gateway gives it.
    pub version: String,
    /// Generate one of this many bits; none imports `key`.
    #[serde(default)]
    pub bits: Option<u32>,
    /// A private key in any form.
    #[serde(default)]
    pub key: Option<String>,
    /// It takes the place of a next key that is there already.
    #[serde(default)]
    pub replace: bool,
}

/// Decides when the next key takes over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SwitchKeyForm {
    /// The version to sign with: the next one, or an earlier one to switch back.
    pub version: String,
    /// From when, epoch milliseconds; none for now.
    #[ts(type = "number | null")]
    #[serde(default)]
    pub from: Option<i64>,
}

/// The gateway's own key changed: the new one; the one before counts for what is still on its way.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GatewayKeyForm {
    /// Base64 of SubjectPublicKeyInfo DER, or PEM.
    pub public_key: String,
}

/// A call by its name, with a body of one's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CallForm {
    /// Its name in the table of calls.
    pub call: String,
    /// The body.
    pub body: String,
    /// Really send it to the live gateway.
    #[serde(default)]
    pub confirmed: bool,
    /// Say what would be sent, and send nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// Headers and a body whose signature is in question.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SignatureForm {
    /// request (signed by us), answer or notification (signed by the gateway).
    pub what: String,
    /// The path that was called.
    pub path: String,
    /// `name: value`, a line each.
    pub headers: String,
    /// The exact body.
    pub body: String,
}
