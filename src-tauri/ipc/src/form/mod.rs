//! What a person fills in. Amounts and ids cross as text and are read once, here in the core.

mod checkout;
mod counter;
mod dossier;
mod keys;
mod practice;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use checkout::{ConsultForm, OrderNumberForm, RatesForm, SessionForm, UpdateAmountForm};
pub use counter::{CodeForm, CounterForm, CounterSetupForm};
pub use dossier::{
    AcceptForm, AgreementForm, DebitForm, DefendForm, DossierActForm, DossierListForm, EvidenceFileForm,
    EvidenceForm, NewsGivenForm, RegistrationForm, RelayForm, SubscriptionChangeForm, SubscriptionEndForm,
    SubscriptionForm,
};
pub use keys::{CallForm, GatewayKeyForm, NextKeyForm, SignatureForm, SwitchKeyForm};
pub use practice::{PracticeForm, PracticePlayForm};

/// No input.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Where a copy of the ledger goes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackUpForm {
    /// A file that is not there yet; none for a new one in the folder of backups.
    #[serde(default)]
    pub to: Option<String>,
}

/// Why a person decides something that only a person may.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReasonForm {
    /// In the person's words; kept for ever.
    pub reason: String,
}

/// Any id of a payment: ours, the gateway's, the order number, or an id of one of its captures, refunds
/// or declarations.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IdForm {
    /// The id.
    pub id: String,
}

/// Which payments to list. Empty parts do not filter.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ListForm {
    /// State words: asked, pending, authorised, expired, partly_captured, paid, partly_refunded,
    /// refunded, cancelled, declined, closed.
    pub states: Vec<String>,
    /// Method types.
    pub methods: Vec<String>,
    /// ISO code.
    pub currency: Option<String>,
    /// "10.50": at least; needs a currency.
    pub least: Option<String>,
    /// At most; needs a currency.
    pub most: Option<String>,
    /// Created at or after, epoch milliseconds.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// Created before, epoch milliseconds.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// Beginning or end of any id, the order number, or the last four digits.
    pub text: Option<String>,
    /// Only payments with something not known yet.
    pub unknown_only: bool,
    /// Only open holds, soonest end first.
    pub holds_only: bool,
    /// Only payments declared to customs.
    pub declared_only: bool,
    /// At most this many rows (50 when absent, 500 at most).
    pub limit: Option<u32>,
    /// `next` of the page before.
    pub after: Option<String>,
}

/// Opens a sheet for an action: the core mints the id that every press of its button will carry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftForm {
    /// Any id of the payment; none for a new payment.
    pub payment: Option<String>,
    /// pay, capture, refund, cancel, declare.
    pub kind: String,
}

/// What was typed so far, to be read back before it is sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReadBackForm {
    /// Any id of the payment; none for an amount that is to become one, as a debit's.
    pub payment: Option<String>,
    /// The currency where there is no payment yet; with one it is the payment's.
    pub currency: Option<String>,
    /// capture, refund, declare, update_amount; pay where there is no payment yet.
    pub kind: String,
    /// As typed.
    pub amount: String,
}

/// Takes a payment at the practice gateway or in the sandbox.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TakeForm {
    /// From `draft_open`; every press carries the same.
    pub draft: String,
    /// The shop's order number.
    pub order_number: String,
    /// What was sold.
    #[serde(default)]
    pub description: String,
    /// As typed.
    pub amount: String,
    /// ISO code.
    pub currency: String,
    /// CARD, ALIPAY_CN ...
    pub method: String,
    /// For CARD: the token of a stored card. Practice has VISA, MASTERCARD, AMEX and a declined one.
    #[serde(default)]
    pub card: Option<String>,
    /// manual or automatic.
    pub capture: String,
    /// Will be declared to Chinese customs.
    #[serde(default)]
    pub needs_declaration: bool,
    /// Pressed again after the warning that this order is being paid already.
    #[serde(default)]
    pub again: bool,
}

/// Captures (part of) an authorisation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaptureForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// As typed.
    pub amount: String,
    /// Let the rest of the hold go.
    pub last: bool,
}

/// Gives money back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RefundForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// As typed.
    pub amount: String,
    /// returned, damaged, not_delivered, duplicate, wrong_amount, goodwill, other.
    pub reason: String,
    /// The clerk's own words.
    #[serde(default)]
    pub note: String,
    /// It really is another refund than the one that looks the same.
    #[serde(default)]
    pub again: bool,
}

/// Cancels a payment or releases its hold.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CancelForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
}

/// Declares a payment to customs, or corrects a declaration and sends it again under the same id.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DeclarationForm {
    /// From `draft_open`; for a correction too (the order's id, not the declaration's).
    pub draft: String,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// The declaration being corrected.
    #[serde(default)]
    pub correcting: Option<String>,
    /// In CNY, as typed.
    pub amount: String,
    /// The customs office's code.
    pub customs: String,
    /// The company's record code at customs.
    pub merchant_code: String,
    /// The company's record name at customs.
    pub merchant_name: String,
    /// The part's order number, when the payment is split.
    #[serde(default)]
    pub suborder: Option<String>,
    /// The buyer's name, with the number.
    #[serde(default)]
    pub buyer_name: Option<String>,
    /// The buyer's identity card number. Never shown again, never logged.
    #[serde(default)]
    pub buyer_number: Option<String>,
    /// Correcting: keep the buyer as sent before.
    #[serde(default)]
    pub keep_buyer: bool,
}

// The buyer never reaches a log.
impl std::fmt::Debug for DeclarationForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeclarationForm").field("payment", &self.payment).finish_non_exhaustive()
    }
}

/// Which order.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrderForm {
    /// Its id.
    pub order: String,
}

/// Ask about one open order now, or about all.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AskForm {
    /// None: all.
    pub order: Option<String>,
}

/// A key pair made on this computer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GenerateKeyForm {
    /// The account being set up: from `account_draft`, or an existing one.
    pub account: String,
    /// The key's version at the gateway.
    pub version: String,
    /// 2048, 3072 or 4096.
    pub bits: u32,
}

/// A private key the merchant has already.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportKeyForm {
    /// The account being set up.
    pub account: String,
    /// The key's version at the gateway.
    pub version: String,
    /// PEM or base64 as text, or DER as base64.
    pub key: String,
    /// The public half the merchant registered, to be compared; may be empty.
    #[serde(default)]
    pub public: String,
}

// The key never reaches a log.
impl std::fmt::Debug for ImportKeyForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportKeyForm").field("account", &self.account).finish_non_exhaustive()
    }
}

/// A merchant account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountForm {
    /// From `account_draft`, or the existing one to change.
    pub account: String,
    /// What the merchant calls it.
    pub name: String,
    /// practice, sandbox, live.
    pub environment: String,
    /// Host or URL.
    pub base_url: String,
    /// The gateway's name for the merchant.
    pub client_id: String,
    /// Which key signs.
    pub key_version: String,
    /// The gateway's public key.
    pub gateway_public_key: String,
    /// auto, sandbox, production.
    #[serde(default)]
    pub path_mode: Option<String>,
    /// The company's record code at customs.
    #[serde(default)]
    pub customs_code: Option<String>,
    /// The company's record name at customs.
    #[serde(default)]
    pub customs_name: Option<String>,
    /// Work with it from now on. The first account is worked with all the same.
    #[serde(default)]
    pub select: bool,
}

/// Which account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountPick {
    /// Its id.
    pub account: String,
}

/// The passphrase of the vault on a computer without a keychain.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VaultForm {
    /// At least 8 characters.
    pub passphrase: String,
}

// The passphrase never reaches a log.
impl std::fmt::Debug for VaultForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VaultForm")
    }
}
