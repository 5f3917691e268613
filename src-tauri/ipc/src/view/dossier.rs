use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ActionView, MoneyView};
use crate::problem::Problem;

/// A row of a list of disputes, agreements, subscriptions, registrations or notifications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DossierRowView {
    /// The id people use; opens it.
    pub id: String,
    /// The state's word; for notifications what it did: changed, repeated, contradicts, not_ours, kept,
    /// unverified, waiting.
    pub state: String,
    /// In a few words.
    pub title: String,
    /// The money it speaks of.
    pub amount: Option<MoneyView>,
    /// Epoch milliseconds.
    #[ts(type = "number")]
    pub opened_at: i64,
    /// By when somebody must act; for agreements when the token ends. Epoch milliseconds.
    #[ts(type = "number | null")]
    pub due_at: Option<i64>,
    /// Something of it is not known yet.
    pub unknown: bool,
    /// It holds a contradiction.
    pub contradiction: bool,
    /// Our id of the payment it is about, when there is one here.
    pub payment: Option<String>,
    /// Whose wallet, by its name; agreements only.
    pub wallet: Option<String>,
    /// Road to how often it came by it: feed, relay, given; notifications only.
    pub roads: Vec<(String, u32)>,
    /// What it changed: payment, dispute, agreement, subscription, registration; and its id. Notifications only.
    pub subject: Option<(String, String)>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DossierPageView {
    /// The rows.
    pub rows: Vec<DossierRowView>,
    /// Give it back as `after` to go on; none at the end.
    pub next: Option<String>,
    /// How many there are, state by state.
    pub counts: Vec<(String, u32)>,
}

/// One line of a dossier's story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryLineView {
    /// A word for what happened: opened, asked, pending, done, refused, unknown, reported, contradicted.
    pub what: String,
    /// The order's kind, or the gateway's word.
    pub word: String,
    /// When it happened, epoch milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// When we learned it, epoch milliseconds.
    #[ts(type = "number")]
    pub heard_at: i64,
    /// us, answer, inquiry, notification, history.
    pub source: String,
    /// Who.
    pub actor: String,
    /// Named texts: what was asked or said.
    pub details: Vec<(String, String)>,
}

/// What every dossier shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DossierView {
    /// As in the list.
    pub row: DossierRowView,
    /// The ledger version this view was made of.
    #[ts(type = "number")]
    pub version: u64,
    /// Our acts on it, newest first.
    pub acts: Vec<ActionView>,
    /// Everything that happened, newest first.
    pub story: Vec<StoryLineView>,
    /// What the gateway said that cannot be.
    pub contradictions: Vec<String>,
}

/// Whether an act is possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MayView {
    /// It is.
    pub allowed: bool,
    /// Why not.
    pub problem: Option<Problem>,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DisputeView {
    /// What every dossier shows.
    pub dossier: DossierView,
    /// CHARGEBACK, RETRIEVAL_REQUEST, COMPLIANCE_REQUEST or another word.
    pub kind: Option<String>,
    /// The scheme's reason code.
    pub reason_code: Option<String>,
    /// The reason in the scheme's words.
    pub reason: Option<String>,
    /// The scheme.
    pub source: Option<String>,
    /// The deadline as the gateway wrote it, with its own offset.
    pub due_text: Option<String>,
    /// The gateway's id of the payment.
    pub payment_id: Option<String>,
    /// How it was decided, the gateway's word.
    pub judged: Option<String>,
    /// What was deducted.
    pub judged_amount: Option<MoneyView>,
    /// Why it counts as accepted.
    pub accepted_because: Option<String>,
    /// Why the gateway answered it by itself.
    pub defended_because: Option<String>,
    /// What was given back of the payment already.
    pub refunded: Option<MoneyView>,
    /// Whether it can be accepted.
    pub accept: MayView,
    /// Whether it can be answered.
    pub defend: MayView,
    /// Whether evidence can be given by tag.
    pub evidence: MayView,
    /// What the gateway advised, if anything.
    pub advice: Option<AdviceView>,
    /// The largest file, in bytes.
    pub largest_file: u32,
}

/// What the gateway advised in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdviceView {
    /// When the newest of it was given, by the gateway's clock, milliseconds since 1970 UTC.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// HIGH, MEDIUM, LOW or another word: how likely a defence wins.
    pub win_rate: Option<String>,
    /// How to defend.
    pub strategy: Option<String>,
    /// Which proof counts.
    pub evidence: Vec<AdvisedTagView>,
    /// The defence the gateway wrote, by its file's name.
    pub written: Option<String>,
    /// What would make it better.
    pub improve: Option<String>,
}

/// One kind of proof that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdvisedTagView {
    /// The evidence tag.
    pub tag: String,
    /// Whether the gateway has it, when it says so.
    pub obtained: Option<bool>,
    /// HIGH, MEDIUM, LOW or another word: how much it counts.
    pub counts: Option<String>,
}

/// A file out of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceFileView {
    /// A name for saving it.
    pub name: String,
    /// The gateway's word for its format.
    pub format: String,
    /// Its bytes, base64.
    pub file: String,
    /// How many bytes.
    pub bytes: u32,
}

/// A debit under an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DebitView {
    /// Our id of the payment; opens it.
    pub payment: String,
    /// The shop's order number.
    pub order_number: String,
    /// How much.
    pub amount: MoneyView,
    /// The payment's state word.
    pub state: String,
    /// Something of it is not known yet.
    pub unknown: bool,
    /// When it was asked for, epoch milliseconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// An agreement. No token ever comes here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgreementView {
    /// What every dossier shows.
    pub dossier: DossierView,
    /// Whose wallet.
    pub wallet: String,
    /// The wallet's name, or its word when we do not know it.
    pub wallet_name: String,
    /// Who the buyer is, in the shop's words.
    pub buyer: String,
    /// The buyer's masked login.
    pub login: Option<String>,
    /// Where the buyer consents; draw it as a QR code too.
    pub url: Option<String>,
    /// Until when the token works, epoch milliseconds; none with an active one for a very long time.
    #[ts(type = "number | null")]
    pub token_until: Option<i64>,
    /// Until when it can be renewed, epoch milliseconds.
    #[ts(type = "number | null")]
    pub renewable_until: Option<i64>,
    /// It can be renewed now.
    pub renew: MayView,
    /// It can be debited now.
    pub debit: MayView,
    /// It can be revoked now.
    pub revoke: MayView,
    /// The buyer is waited for, and the waiting can be ended.
    pub give_up: MayView,
    /// us, buyer or found.
    pub ended_by: Option<String>,
    /// Why, in the gateway's words.
    pub ended_because: Option<String>,
    /// Why it never came to be, when it was refused.
    pub refused: Option<Problem>,
    /// What was debited under it, newest first, 50 at most.
    pub debits: Vec<DebitView>,
}

/// One period of a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeriodView {
    /// Our id of the payment when it is in the ledger, else the gateway's.
    pub payment: String,
    /// Which period.
    pub phase: Option<String>,
    /// How much.
    pub amount: Option<MoneyView>,
    /// Paid.
    pub paid: bool,
    /// When, epoch milliseconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SubscriptionView {
    /// What every dossier shows.
    pub dossier: DossierView,
    /// The gateway's id.
    pub subscription_id: Option<String>,
    /// The method.
    pub method: String,
    /// DAY, WEEK ...
    pub unit: Option<String>,
    /// How many units a period is.
    pub count: Option<u32>,
    /// When it begins, epoch milliseconds.
    #[ts(type = "number | null")]
    pub starts: Option<i64>,
    /// When it ends, epoch milliseconds.
    #[ts(type = "number | null")]
    pub ends: Option<i64>,
    /// Where the buyer agrees; draw it as a QR code too.
    pub url: Option<String>,
    /// When that link ends, epoch milliseconds, at the latest.
    #[ts(type = "number | null")]
    pub link_until: Option<i64>,
    /// Its periods, newest first.
    pub periods: Vec<PeriodView>,
    /// It can be changed now.
    pub change: MayView,
    /// It can be ended now.
    pub end: MayView,
}

/// What one wallet says of a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WalletVerdictView {
    /// Which wallet.
    pub wallet: String,
    /// Its word.
    pub status: String,
    /// Why not.
    pub reasons: Vec<String>,
}

/// A registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegistrationView {
    /// What every dossier shows.
    pub dossier: DossierView,
    /// Our name of the merchant.
    pub merchant: String,
    /// What buyers see.
    pub display_name: String,
    /// The legal name.
    pub legal_name: String,
    /// Our name of the store.
    pub store: Option<String>,
    /// The store's name.
    pub store_name: Option<String>,
    /// The gateway's last word on it.
    pub status: Option<String>,
    /// Why not.
    pub reasons: Vec<String>,
    /// Wallet by wallet.
    pub wallets: Vec<WalletVerdictView>,
    /// What the gateway has on file, field by field; filled by asking.
    pub on_file: Vec<(String, String)>,
}

/// A notification in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewsView {
    /// As in the list.
    pub row: DossierRowView,
    /// The gateway's id of the event.
    pub event: Option<String>,
    /// Road to how often it came by it: feed, relay, given.
    pub roads: Vec<(String, u32)>,
    /// Which of the gateway's keys verified it; none for the feed, whose answer was verified whole.
    pub key_version: Option<String>,
    /// The signature verified here, or the feed's answer did.
    pub verified: bool,
    /// When we had it first, epoch milliseconds.
    #[ts(type = "number")]
    pub heard_at: i64,
    /// What it is about: dispute, agreement, subscription, registration, payment; and its id.
    pub subject: Option<(String, String)>,
    /// Why it did not do what it says.
    pub because: String,
    /// The body, formatted, secrets masked.
    pub body: String,
    /// The headers it was signed with.
    pub headers: Vec<(String, String)>,
}

/// How the roads of news stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoadsView {
    /// unread, read or absent.
    pub feed: String,
    /// Read up to, epoch milliseconds.
    #[ts(type = "number | null")]
    pub feed_until: Option<i64>,
    /// What the gateway said when there is none.
    pub feed_code: Option<String>,
    /// The relay's address, when one is set up.
    pub relay: Option<String>,
    /// Its position.
    #[ts(type = "number | null")]
    pub relay_position: Option<u64>,
    /// When the relay's store was last found to be another one and read from its beginning, epoch milliseconds.
    #[ts(type = "number | null")]
    pub relay_other_store_at: Option<i64>,
    /// How many notifications are kept that did not verify with the settings there are.
    pub unverified: u32,
    /// What went wrong the last time.
    pub problem: Option<Problem>,
    /// How many notifications are kept in all: what another reader of the same roads took in counts too.
    #[ts(type = "number")]
    pub known: u64,
    /// New by this reading.
    pub fresh: u32,
}
