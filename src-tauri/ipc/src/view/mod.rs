//! What a screen shows. Amounts cross as text: a JavaScript number would round them.

mod checkout;
mod dossier;
mod keys;
mod practice;

use domain::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::form::CounterSetupForm;
use crate::problem::Problem;

pub use checkout::{
    CodeView, DrawnCodeView, OfferView, OpenSaleView, OptionView, RateView, SameOrderView, SessionView,
    UpdateView,
};
pub use dossier::{
    AdviceView, AdvisedTagView, AgreementView, DebitView, DisputeView, DossierPageView, DossierRowView,
    DossierView, EvidenceFileView, MayView, NewsView, PeriodView, RegistrationView, RoadsView, StoryLineView,
    SubscriptionView, WalletVerdictView,
};
pub use keys::{CallRowView, CallView, KeyView, KeysView, SignaturePartView, SignatureView};
pub use practice::PracticeFactView;

/// An amount three ways: plain decimals, ISO code, minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoneyView {
    /// "10.50"
    pub value: String,
    /// "SGD"
    pub currency: String,
    /// "1050"
    pub minor: String,
}

impl MoneyView {
    /// The view of an amount.
    #[must_use]
    pub fn of(money: Money) -> Self {
        Self {
            value: money.decimal(),
            currency: money.currency().to_string(),
            minor: money.minor().to_string(),
        }
    }
}

/// A row of the payment list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentRowView {
    /// Our id; use it to open the payment.
    pub id: String,
    /// The gateway's id.
    pub payment_id: Option<String>,
    /// The shop's order number.
    pub order_number: String,
    /// What was sold.
    pub description: String,
    /// State word, see `ListForm::states`.
    pub state: String,
    /// Epoch milliseconds.
    #[ts(type = "number")]
    pub created_at: i64,
    /// The amount.
    pub amount: MoneyView,
    /// Taken so far.
    pub captured: MoneyView,
    /// Given back so far; "0" when nothing.
    pub refunded: MoneyView,
    /// Method type.
    pub method: String,
    /// The method's name, or its type when we do not know it.
    pub method_name: String,
    /// Card brand.
    pub brand: Option<String>,
    /// Last four digits.
    pub last_four: Option<String>,
    /// When the hold ends.
    #[ts(type = "number | null")]
    pub hold_until: Option<i64>,
    /// What can still be captured.
    pub capturable: MoneyView,
    /// unknown, under_way, expiring, contradiction, declared, customs_refused.
    pub flags: Vec<String>,
}

/// A page of payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentPageView {
    /// Newest first, or soonest hold first.
    pub payments: Vec<PaymentRowView>,
    /// Give it as `after` for the next page; none at the end.
    pub next: Option<String>,
}

/// Counts and sums of a filter, for one currency. Sums never mix currencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SumView {
    /// ISO code.
    pub currency: String,
    /// How many payments.
    #[ts(type = "number")]
    pub count: u64,
    /// Their amounts: "1234.50".
    pub amount: String,
    /// Given back of them.
    pub refunded: String,
}

/// How many, in all, by state and by currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountView {
    /// All payments the filter finds.
    #[ts(type = "number")]
    pub count: u64,
    /// By state word.
    pub states: Vec<(String, u32)>,
    /// By currency.
    pub sums: Vec<SumView>,
}

/// Whether an action is possible now, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PermitView {
    /// It is possible.
    pub allowed: bool,
    /// The most it can be.
    pub most: Option<MoneyView>,
    /// Why not.
    pub problem: Option<Problem>,
}

/// Which way money goes back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GiveBackView {
    /// release, cancel, refund; none when no money can go back.
    pub way: Option<String>,
    /// Until when cancelling is possible.
    #[ts(type = "number | null")]
    pub cancel_until: Option<i64>,
    /// Why not cancel.
    pub cancel_problem: Option<Problem>,
    /// Why not refund.
    pub refund_problem: Option<Problem>,
    /// The most that can go back.
    pub most: MoneyView,
    /// Until when refunding is possible.
    #[ts(type = "number | null")]
    pub refund_until: Option<i64>,
}

/// The sums of one payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoneyBoxView {
    /// Authorised or paid.
    pub authorised: MoneyView,
    /// Taken.
    pub captured: MoneyView,
    /// Captures under way or not known yet.
    pub capturing: MoneyView,
    /// Can still be taken.
    pub capturable: MoneyView,
    /// Given back.
    pub refunded: MoneyView,
    /// Refunds under way or not known yet.
    pub refunding: MoneyView,
    /// What disputes took: accepted, missed or lost.
    pub disputed: MoneyView,
    /// Can still be given back, beside what disputes took.
    pub refundable: MoneyView,
    /// What the shop keeps, beside what went back and what disputes took.
    pub net: MoneyView,
}

/// A capture, refund or cancellation of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PartView {
    /// capture, refund, cancel.
    pub kind: String,
    /// Our id.
    pub id: String,
    /// The gateway's id.
    pub gateway_id: Option<String>,
    /// How much.
    pub amount: MoneyView,
    /// queued, sending, done, refused, unknown, or pending when the gateway works on it.
    pub state: String,
    /// When it was asked for.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// When it was done, by the gateway's clock.
    #[ts(type = "number | null")]
    pub done_at: Option<i64>,
    /// Refunds: the reason word.
    pub reason: Option<String>,
    /// The clerk's own words.
    pub note: Option<String>,
    /// Captures: the rest was let go.
    pub last: bool,
    /// It was made elsewhere: in the gateway's dashboard, or by the gateway itself.
    pub elsewhere: bool,
    /// The outbox order.
    pub order: Option<String>,
    /// Why it was refused or is not known.
    pub problem: Option<Problem>,
}

/// A declaration to customs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeclarationView {
    /// Our id.
    pub id: String,
    /// The payment: our id.
    pub payment: String,
    /// The payment's order number.
    pub order_number: String,
    /// How much is declared.
    pub amount: MoneyView,
    /// queued, sending, unknown, refused (by the gateway), with_customs, accepted, customs_refused.
    pub state: String,
    /// Office code.
    pub customs: String,
    /// Company record code.
    pub merchant_code: String,
    /// Company record name.
    pub merchant_name: String,
    /// The part's order number.
    pub suborder: Option<String>,
    /// The buyer's number, masked.
    pub buyer_masked: Option<String>,
    /// The payment number customs sees.
    pub customs_payment: Option<String>,
    /// The order number customs sees.
    pub customs_order: Option<String>,
    /// The gateway's word on buyer = payer.
    pub identity_check: Option<String>,
    /// The gateway's word on the push.
    pub status: Option<String>,
    /// Customs' own code.
    pub customs_code: Option<String>,
    /// Customs' own words.
    pub customs_text: Option<String>,
    /// When customs answered.
    #[ts(type = "number | null")]
    pub returned_at: Option<i64>,
    /// When it was first asked for.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// When customs' word on it is asked for next, while it is with customs.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
    /// Whether it can be corrected and sent again now.
    pub correct: PermitView,
    /// The outbox order.
    pub order: String,
    /// Why the gateway refused it or why it is not known.
    pub problem: Option<Problem>,
}

/// One line of a payment's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineView {
    /// Position in the ledger.
    #[ts(type = "number")]
    pub seq: i64,
    /// The event's word: asked, pending, succeeded, declined, capture_asked, captured ...
    pub event: String,
    /// When it happened.
    #[ts(type = "number")]
    pub occurred_at: i64,
    /// When we learned it.
    #[ts(type = "number")]
    pub heard_at: i64,
    /// us, answer, inquiry, notification, history.
    pub source: String,
    /// Who acted.
    pub actor: String,
    /// How much.
    pub amount: Option<MoneyView>,
    /// The id it is about.
    pub id: Option<String>,
    /// The gateway's code.
    pub code: Option<String>,
    /// The gateway's words, or the clerk's.
    pub message: Option<String>,
    /// The outbox order.
    pub order: Option<String>,
}

/// One payment in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentView {
    /// As in the list.
    pub row: PaymentRowView,
    /// The ledger version this view was made of.
    #[ts(type = "number")]
    pub version: u64,
    /// Manual or automatic.
    pub capture_mode: String,
    /// When it was paid or authorised.
    #[ts(type = "number | null")]
    pub paid_at: Option<i64>,
    /// Declined: why.
    pub problem: Option<Problem>,
    /// The sums.
    pub money: MoneyBoxView,
    /// Whether a capture is possible.
    pub capture: PermitView,
    /// This method allows less than the whole.
    pub capture_partial: bool,
    /// This method allows several captures.
    pub capture_several: bool,
    /// Cancel or refund.
    pub give_back: GiveBackView,
    /// Whether a declaration is possible, and how much is left to declare.
    pub declare: PermitView,
    /// Captures, refunds and cancellations, oldest first.
    pub parts: Vec<PartView>,
    /// Declarations, oldest first.
    pub declarations: Vec<DeclarationView>,
    /// cashier, agreement, payment_code, order_code, entry_code.
    pub product: String,
    /// First heard of from the gateway: the shop's site or another desk made it.
    pub elsewhere: bool,
    /// What the buyer goes on with, while nothing is paid.
    pub offer: Option<OfferView>,
    /// Raises of the authorised amount, oldest first.
    pub updates: Vec<UpdateView>,
    /// Whether the authorised amount can be raised.
    pub raise: MayView,
    /// It can be tried: the gateway did not say whether this hold can be raised.
    pub raise_untold: bool,
    /// Disputes of it, newest first.
    pub disputes: Vec<DossierRowView>,
    /// Our id of the agreement it is debited under.
    pub agreement: Option<String>,
    /// Everything that happened, newest first.
    pub timeline: Vec<LineView>,
    /// The outbox orders, oldest first.
    pub orders: Vec<OrderView>,
    /// What the gateway said that cannot be.
    pub contradictions: Vec<String>,
}

/// A sheet that was opened for an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftView {
    /// Every press of the sheet's button carries it.
    pub draft: String,
    /// The ledger version it was opened on; 0 for a new payment.
    #[ts(type = "number")]
    pub version: u64,
}

/// What was typed, read back before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReadBackView {
    /// The amount as understood.
    pub amount: Option<MoneyView>,
    /// In English words: "thirty-nine point two zero Chinese yuan (CNY 39.20)".
    pub words_en: Option<String>,
    /// In Chinese words: 人民币叁拾玖元贰角 (CNY 39.20).
    pub words_zh: Option<String>,
    /// What is left after it.
    pub left_after: Option<MoneyView>,
    /// Why it is not possible.
    pub problem: Option<Problem>,
}

/// A money action and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActionView {
    /// The request id the gateway knows it by (for a cancellation, our order id).
    pub id: String,
    /// The kind's word: pay, capture, refund, cancel, declare, session, update_amount, accept_dispute, defend,
    /// supply_evidence, apply_token, revoke, register, subscribe, change_subscription, update_subscription,
    /// end_subscription.
    pub kind: String,
    /// queued, sending, waiting, done, refused, closed, cancelled, unknown.
    pub state: String,
    /// The gateway's id of the payment, when known.
    pub payment_id: Option<String>,
    /// How much; none when it speaks of no money.
    pub amount: Option<MoneyView>,
    /// Why it was refused, or what is not known.
    pub problem: Option<Problem>,
    /// payment, dispute, agreement, subscription or registration.
    pub about: String,
    /// Our id of the payment, or the id of what it is about.
    pub payment: String,
    /// Rounds of asking behind it.
    pub rounds: u32,
    /// After how many rounds it is given up and undone, at the counter.
    pub most_rounds: Option<u32>,
    /// The outbox order.
    pub order: String,
    /// When we ask next, while it is open.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
}

/// An order in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderView {
    /// Ours.
    pub id: String,
    /// The kind's word, as in `ActionView`.
    pub kind: String,
    /// The request id the gateway knows it by.
    pub request_id: String,
    /// queued, sending, waiting, done, refused, closed, cancelled, unknown.
    pub state: String,
    /// payment, dispute, agreement, subscription or registration.
    pub about: String,
    /// Our id of the payment, or the id of what it is about.
    pub payment: String,
    /// The payment's order number, or a few words on what it is about.
    pub order_number: String,
    /// How much; none when it speaks of no money.
    pub amount: Option<MoneyView>,
    /// When it was written down.
    #[ts(type = "number")]
    pub recorded_at: i64,
    /// When it is sent or asked about next, while it is open.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
    /// Rounds of asking behind it.
    pub rounds: u32,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was closed.
    #[ts(type = "number | null")]
    pub closed_at: Option<i64>,
    /// Why it is not done.
    pub problem: Option<Problem>,
}

/// The outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutboxView {
    /// Not closed, oldest first; without those that wait.
    pub open: Vec<OrderView>,
    /// Not closed: the gateway has them and somebody else has to act, oldest first.
    pub waiting: Vec<OrderView>,
    /// Closed in the last 24 hours, newest first.
    pub closed: Vec<OrderView>,
    /// What is in doubt, by currency.
    pub in_doubt: Vec<MoneyView>,
}

/// One attempt down to its bytes. Personal numbers are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttemptView {
    /// Counting from 1.
    pub n: u32,
    /// A question about the order instead of the order itself.
    pub question: bool,
    /// When it began.
    #[ts(type = "number")]
    pub at: i64,
    /// When it ended.
    #[ts(type = "number | null")]
    pub ended_at: Option<i64>,
    /// The path as called.
    pub path: String,
    /// Request headers as sent.
    pub request_headers: Vec<(String, String)>,
    /// Request body as sent.
    pub request_body: String,
    /// HTTP status.
    pub status: Option<u16>,
    /// Answer headers as received.
    pub answer_headers: Vec<(String, String)>,
    /// Answer body as received.
    pub answer_body: String,
    /// The answer's signature verified.
    pub verified: bool,
    /// done, refused, unknown, not_sent; none while it is on its way.
    pub verdict: Option<String>,
    /// The code behind the verdict.
    pub code: Option<String>,
    /// Words for a person.
    pub message: Option<String>,
}

/// What needs a person today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeskView {
    /// Holds that end within 48 hours, soonest first, at most 20.
    pub expiring: Vec<PaymentRowView>,
    /// How many of them there are.
    #[ts(type = "number")]
    pub expiring_count: u64,
    /// Their sums, still to be captured.
    pub expiring_sums: Vec<SumView>,
    /// Orders not known yet.
    pub unknown: Vec<OrderView>,
    /// Orders that wait for a buyer, a review or the gateway, oldest first.
    pub waiting: Vec<OrderView>,
    /// Declarations customs or the gateway refused, newest first, at most 20.
    pub customs_refused: Vec<DeclarationView>,
    /// Orders refused in the last 24 hours.
    pub refused: Vec<OrderView>,
    /// Today so far, by currency, in the computer's own day.
    pub today: Vec<SumView>,
    /// Payments in the ledger.
    #[ts(type = "number")]
    pub payments: u64,
    /// The oldest payment known.
    #[ts(type = "number | null")]
    pub oldest: Option<i64>,
}

/// A merchant account as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// Ours.
    pub id: String,
    /// What the merchant calls it.
    pub name: String,
    /// practice, sandbox, live.
    pub environment: String,
    /// Where calls go.
    pub base_url: String,
    /// The gateway's name for the merchant.
    pub client_id: String,
    /// Which key signs.
    pub key_version: String,
    /// The public half of the signing key, one base64 line.
    pub merchant_public_key: String,
    /// Short form of it for comparing by eye.
    pub merchant_fingerprint: String,
    /// The gateway's public key.
    pub gateway_public_key: String,
    /// Short form of it.
    pub gateway_fingerprint: String,
    /// auto, sandbox, production.
    pub path_mode: String,
    /// Company record code at customs.
    pub customs_code: Option<String>,
    /// Company record name at customs.
    pub customs_name: Option<String>,
    /// Who the shop is at the counter, once it was said.
    pub counter: Option<CounterSetupForm>,
}

/// A region host of the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HostView {
    /// `https://...`
    pub url: String,
    /// north_america, asia, europe.
    pub region: String,
    /// An older name that still answers.
    pub legacy: bool,
}

/// What the frame of the window shows, and what set-up needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrameView {
    /// All accounts of all environments.
    pub accounts: Vec<AccountView>,
    /// The one at work.
    pub current: Option<AccountView>,
    /// The key store: os, passphrase, memory.
    pub key_store: String,
    /// The key store works.
    pub key_store_works: bool,
    /// Why not.
    pub key_store_problem: Option<Problem>,
    /// A passphrase vault is there and waits for its passphrase.
    pub vault_locked: bool,
    /// Orders that are not at their end.
    #[ts(type = "number")]
    pub open_orders: u64,
    /// Of them, not known yet.
    #[ts(type = "number")]
    pub unknown_orders: u64,
    /// Of them, waiting for a buyer, a review or the gateway.
    #[ts(type = "number")]
    pub waiting_orders: u64,
    /// Last answer of the gateway that verified.
    #[ts(type = "number | null")]
    pub last_contact: Option<i64>,
    /// How far this computer's clock is ahead of the gateway's, if measured.
    #[ts(type = "number | null")]
    pub clock_ahead_ms: Option<i64>,
    /// Hosts that may be chosen.
    pub hosts: Vec<HostView>,
    /// A practice gateway can be started here.
    pub practice_available: bool,
    /// This program's version.
    pub version: String,
    /// Where the ledger is.
    pub data_dir: String,
    /// Why the ledger of the current account cannot be used, if so.
    pub ledger_problem: Option<Problem>,
}

/// A key pair's public half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicKeyView {
    /// One base64 line, as the gateway's dashboard takes it.
    pub public_key: String,
    /// Short form of it.
    pub fingerprint: String,
    /// Its length.
    pub bits: u32,
}

/// An account being set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountDraftView {
    /// The id its key is kept under.
    pub account: String,
}

/// One tick of the connection check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TickView {
    /// host, clock, client_id, signature.
    pub what: String,
    /// green, red, or unproved when an earlier red one hides it.
    pub light: String,
    /// What is wrong, when red.
    pub problem: Option<Problem>,
}

/// The connection check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckView {
    /// host, clock, client_id, signature.
    pub ticks: Vec<TickView>,
    /// All green.
    pub all_green: bool,
    /// How far this computer's clock is ahead.
    #[ts(type = "number | null")]
    pub clock_ahead_ms: Option<i64>,
    /// How long the answer took.
    #[ts(type = "number | null")]
    pub took_ms: Option<i64>,
}

/// A customs office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeView {
    /// The gateway's code.
    pub code: String,
    /// English name.
    pub english: String,
    /// Chinese name.
    pub chinese: String,
}

/// Declarations of a page of payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeclarationPageView {
    /// Newest payment first.
    pub declarations: Vec<DeclarationView>,
    /// Give it as `after` for the next page.
    pub next: Option<String>,
}

/// What can be paid with, for the take-a-payment sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MethodView {
    /// Method type.
    pub method: String,
    /// Its name.
    pub name: String,
    /// Cards of the practice gateway: token and what it shows.
    pub cards: Vec<(String, String)>,
}

/// The result of checking the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerReportView {
    /// Entries checked.
    #[ts(type = "number")]
    pub entries: u64,
    /// Hash of the last entry, hexadecimal.
    pub head: String,
    /// The chain holds, every view equals its entries, and nothing is missing of what this computer wrote.
    pub sound: bool,
    /// How many entries this computer had written, when this ledger did not grow from them: it is an older copy,
    /// its end was cut off, or another one is in its place.
    #[ts(type = "number | null")]
    pub known: Option<u64>,
    /// The first entry that does not fit.
    #[ts(type = "number | null")]
    pub broken_at: Option<i64>,
    /// The first fact about an order or an attempt that is not as it was written down.
    #[ts(type = "number | null")]
    pub evidence_broken_at: Option<i64>,
    /// Why it does not fit.
    pub why: Option<String>,
    /// How many views differ.
    #[ts(type = "number")]
    pub views_differ: u64,
}

/// A copy of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupView {
    /// Where it lies.
    pub path: String,
    /// How many entries it has.
    #[ts(type = "number")]
    pub entries: u64,
    /// Hash of its last entry, hexadecimal.
    pub head: String,
    /// It was read back: its chain holds and every view equals its entries.
    pub sound: bool,
}
