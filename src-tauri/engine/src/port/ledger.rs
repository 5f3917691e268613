use async_trait::async_trait;
use domain::{
    Actor, Body, Currency, Environment, Moment, Money, OrderId, OrderKind, OrderNumber, PaymentRow,
    PaymentState, Source, StreamId,
};
use serde::{Deserialize, Serialize};

/// Why the ledger did not do it. Whatever was asked, nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The stream moved on since it was read; read again and decide again.
    #[error("someone else wrote first")]
    SomeoneElseWrote,
    /// An order with this id is there with another body.
    #[error("order {0} is there with another body")]
    OtherBody(String),
    /// Another payment may take, or has taken, the money of the same order; nothing was written.
    #[error("order {} is being paid by {}", .0.order_number, .0.request)]
    InTheWay(Box<PaymentRow>),
    /// The file belongs to another environment.
    #[error("this is a {found} ledger, not a {wanted} one")]
    WrongEnvironment {
        /// What the file says.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// A newer program wrote the file; it was not touched.
    #[error("the ledger was written by a newer version (schema {0})")]
    Newer(i64),
    /// The file is not a ledger, or is damaged.
    #[error("the ledger is damaged: {0}")]
    Damaged(String),
    /// The file or its folder cannot be written.
    #[error("the ledger cannot be written: {0}")]
    ReadOnly(String),
    /// No room on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// The file is older than what this computer wrote last, or its end was cut off, or another one is in its
    /// place. It can be read; nothing new is written down or sent.
    #[error("the ledger is not the one written last: {known} entries were written, {here} are here")]
    NotTheNewest {
        /// How many entries this computer had written.
        known: u64,
        /// How many there are.
        here: u64,
    },
    /// Another program holds the file.
    #[error("the ledger is in use: {0}")]
    Busy(String),
    /// Anything else the database said.
    #[error("the ledger failed: {0}")]
    Failed(String),
}

/// One entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// By which road it came.
    pub source: Source,
    /// When it happened, by whoever's clock.
    pub occurred_at: Moment,
    /// What happened.
    pub body: Body,
}

/// One entry as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Position in the whole ledger, from 1.
    pub seq: i64,
    /// Whose it is.
    pub stream: StreamId,
    /// Position in its stream, from 1.
    pub version: u64,
    /// Who acted.
    pub actor: Actor,
    /// By which road it came.
    pub source: Source,
    /// When it happened.
    pub occurred_at: Moment,
    /// When we learned it.
    pub heard_at: Moment,
    /// What happened.
    pub body: Body,
    /// SHA-256 over this entry and the hash of the one before it.
    pub hash: [u8; 32],
}

/// How the exact bytes of an order are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// As they are.
    Plain,
    /// Sealed with the key store's key: they hold personal data or a token.
    Sealed,
    /// Not at all: they hold a code that works once and may not be stored. What is kept is the body without
    /// it; the whole body lives in the memory of the process that wrote the order down, and is never
    /// delivered again by another.
    Forgotten,
}

/// An order to be written down with the entry that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// Ours, for ever.
    pub id: OrderId,
    /// What it does.
    pub kind: OrderKind,
    /// The gateway's name for it: the request id it carries.
    pub request_id: String,
    /// The endpoint's production path.
    pub path: String,
    /// The exact bytes to send, or those bytes sealed when `sealed`.
    pub body: Vec<u8>,
    /// SHA-256 of the exact (unsealed) bytes.
    pub body_hash: [u8; 32],
    /// How the bytes are kept.
    pub keeping: Keeping,
    /// How much it moves or speaks of; none when it speaks of no money.
    pub amount: Option<Money>,
    /// When it is to be sent first.
    pub due_at: Moment,
    /// Only while no other payment of the account under this order number may take, or has taken, its money
    /// ([`PaymentRow::is_in_the_way`]). Looked at in the same transaction: of several writers at once one wins.
    pub only_for: Option<(domain::AccountId, OrderNumber)>,
}

/// An order as it stands: written down, exact bytes kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOrder {
    /// Ours.
    pub id: OrderId,
    /// The payment it belongs to.
    pub stream: StreamId,
    /// What it does.
    pub kind: OrderKind,
    /// The request id it carries.
    pub request_id: String,
    /// The endpoint's production path.
    pub path: String,
    /// The exact bytes, sealed when `sealed`.
    pub body: Vec<u8>,
    /// SHA-256 of the exact bytes.
    pub body_hash: [u8; 32],
    /// How the bytes are kept.
    pub keeping: Keeping,
    /// How much it moves or speaks of; none when it speaks of no money.
    pub amount: Option<Money>,
    /// When it was written down.
    pub recorded_at: Moment,
    /// When it is to be sent or asked about next; meaningless once closed.
    pub due_at: Moment,
    /// How many rounds of asking are behind it; the rung of the ladder.
    pub rounds: u32,
    /// Attempts begun so far, deliveries and questions.
    pub attempts: u32,
    /// Deliveries begun so far: 0 means that nothing can have been heard by the gateway.
    pub deliveries: u32,
    /// The last verdict, if any attempt ended.
    pub last_verdict: Option<Verdict>,
    /// The gateway's or our code of the last verdict.
    pub last_code: Option<String>,
    /// The entry that closed it; none while it is open.
    pub closed_by: Option<i64>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

/// What one attempt proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It happened, verified.
    Done,
    /// It did not happen, verified.
    Refused,
    /// Not known.
    Unknown,
    /// No byte left this computer.
    NotSent,
}

/// An attempt about to begin; written before the first byte is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// Whose.
    pub order: OrderId,
    /// A question about the order instead of the order itself.
    pub question: bool,
    /// When.
    pub at: Moment,
    /// The path as called.
    pub path: String,
    /// The request headers as sent.
    pub headers: Vec<(String, String)>,
    /// The bytes of a question; empty for a delivery, whose bytes are the order's.
    pub body: Vec<u8>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptEnd {
    /// When.
    pub at: Moment,
    /// What it proved.
    pub verdict: Verdict,
    /// The gateway's or our code.
    pub code: String,
    /// Words for a person: the gateway's message, or what went wrong on the way.
    pub message: String,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// The answer's headers.
    pub headers: Vec<(String, String)>,
    /// The answer's exact bytes.
    pub body: Vec<u8>,
    /// Whether the signature verified.
    pub verified: bool,
}

/// An attempt as it stands; no end means that it was on its way when the program stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Whose.
    pub order: OrderId,
    /// Counting from 1.
    pub n: u32,
    /// How it began.
    pub begun: NewAttempt,
    /// How it ended.
    pub end: Option<AttemptEnd>,
}

/// Closes an order, in the same transaction as the entry that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// Which order.
    pub order: OrderId,
    /// Only while exactly so many deliveries of it have begun: what one delivery heard is the end of the order
    /// only when no other is on its way. Otherwise somebody else wrote.
    pub deliveries: Option<u32>,
}

/// One transaction: all of it or nothing.
#[derive(Debug, Clone)]
pub struct Append {
    /// Whose entries.
    pub stream: StreamId,
    /// The version the decision was made on; 0 for a new stream.
    pub expected_version: u64,
    /// Who acted.
    pub actor: Actor,
    /// When we learned it.
    pub heard_at: Moment,
    /// The entries, in order. May be empty only when `close` is given.
    pub facts: Vec<NewFact>,
    /// An order written down with them.
    pub open: Option<NewOrder>,
    /// An order closed by the last of them.
    pub close: Option<Close>,
}

/// What an append wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The stream's version now.
    pub version: u64,
    /// Position of the last entry.
    pub seq: i64,
}

/// Which orders to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderFilter {
    /// Not closed, oldest first.
    Open,
    /// Not closed and due by this time, oldest first.
    DueBy(Moment),
    /// Not closed and due later than this, oldest first.
    DueAfter(Moment),
    /// Closed at or after this time, newest first.
    ClosedSince(Moment),
}

/// Where a page of the payment list ended: the next begins after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCursor {
    /// The last row's time.
    pub created_at: Moment,
    /// The last row's stream.
    pub stream: StreamId,
}

/// What to list. All parts must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentQuery {
    /// Only payments of this account.
    pub account: Option<domain::AccountId>,
    /// Any of these states; empty for all. `Expired` and `Authorised` are told apart by `now`.
    pub states: Vec<PaymentState>,
    /// Any of these method types; empty for all.
    pub methods: Vec<String>,
    /// Only this currency.
    pub currency: Option<Currency>,
    /// Minor units, inclusive; meaningful with a currency only.
    pub least_minor: Option<u64>,
    /// Minor units, inclusive.
    pub most_minor: Option<u64>,
    /// Created at or after.
    pub from: Option<Moment>,
    /// Created before.
    pub until: Option<Moment>,
    /// The beginning or the end of any id, the order number, or the last four digits. Any case.
    pub text: Option<String>,
    /// Only payments that have something not known yet.
    pub unknown_only: bool,
    /// Only payments with a hold that can still be captured, soonest end first.
    pub holds_only: bool,
    /// Only payments that have a declaration to customs, accepted, under way or refused.
    pub declared_only: bool,
    /// For `Expired`.
    pub now: Moment,
    /// How many rows at most.
    pub limit: u32,
    /// Continue after this row.
    pub after: Option<PageCursor>,
}

/// One page, newest first (soonest hold first for `holds_only`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentPage {
    /// The rows.
    pub rows: Vec<PaymentRow>,
    /// Where to go on; none at the end.
    pub next: Option<PageCursor>,
}

/// How many payments of a state and currency there are, and their sums in minor units. Sums never mix
/// currencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: PaymentState,
    /// The currency.
    pub currency: Currency,
    /// How many.
    pub count: u64,
    /// Sum of the amounts, minor units; can be beyond one amount's 16 digits.
    pub amount_minor: u128,
    /// Sum given back.
    pub refunded_minor: u128,
}

/// Which dossiers or notifications to list. All parts must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierQuery {
    /// Which kind.
    pub kind: domain::DossierKind,
    /// Of which account.
    pub account: domain::AccountId,
    /// Any of these states; empty for all.
    pub states: Vec<String>,
    /// The whole or the beginning of its id or of any of its keys, any case; none for all.
    pub text: Option<String>,
    /// Only what is about this stream.
    pub subject: Option<StreamId>,
    /// Soonest deadline first, and what has none behind; else newest first.
    pub by_deadline: bool,
    /// How many rows at most.
    pub limit: u32,
    /// Continue after this row: the last one's time (`DossierRow::by_deadline` when by deadline) and stream.
    pub after: Option<(Moment, StreamId)>,
}

/// How much history there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Payments in all.
    pub payments: u64,
    /// Entries in all.
    pub entries: u64,
    /// The oldest payment.
    pub oldest: Option<Moment>,
}

/// The result of checking the whole chain and the views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries checked.
    pub entries: u64,
    /// Hash of the last entry.
    pub head: [u8; 32],
    /// The first entry that does not fit, if any, and why.
    pub broken_at: Option<(i64, String)>,
    /// The first order or attempt that is not as it was written down, by its place among them, if any, and why.
    pub evidence_broken_at: Option<(i64, String)>,
    /// Streams whose view differs from their entries.
    pub views_differ: Vec<StreamId>,
}

/// How far a ledger has come: the ends of its two chains. Kept outside the file, it tells a file whose end was
/// cut off, or an older copy of it, from the one this computer wrote last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// How many entries.
    pub entries: u64,
    /// The hash of the last one.
    pub hash: [u8; 32],
    /// How many facts about orders and attempts.
    pub evidence: u64,
    /// The hash of the last one.
    pub evidence_hash: [u8; 32],
}

/// Append-only entries, the orders they ask for, and the views folded from them.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Which environment the file is stamped with.
    fn environment(&self) -> Environment;
    /// All entries of a stream, oldest first; empty when there is none.
    async fn stream(&self, stream: &StreamId) -> Result<Vec<Stored>, LedgerError>;
    /// Streams whose id begins with this text, in order: `account/` gives the accounts.
    async fn streams(&self, prefix: &str) -> Result<Vec<StreamId>, LedgerError>;
    /// Writes entries, views, and what is opened and closed, in one durable transaction.
    async fn append(&self, append: Append) -> Result<Written, LedgerError>;
    /// Writes many new streams in as few transactions as sensible: imported history. Streams that are
    /// there already are left alone. Returns how many were new.
    async fn import(&self, batch: Vec<Append>) -> Result<u64, LedgerError>;
    /// One order.
    async fn order(&self, id: &OrderId) -> Result<Option<OpenOrder>, LedgerError>;
    /// Orders of one kind of standing.
    async fn orders(&self, filter: OrderFilter) -> Result<Vec<OpenOrder>, LedgerError>;
    /// Orders of one payment, oldest first.
    async fn orders_of(&self, stream: &StreamId) -> Result<Vec<OpenOrder>, LedgerError>;
    /// Writes down that an attempt begins; returns its number. Durable before it returns.
    async fn attempt_begins(&self, attempt: NewAttempt) -> Result<u32, LedgerError>;
    /// Writes down how it ended.
    async fn attempt_ends(&self, order: &OrderId, n: u32, end: AttemptEnd) -> Result<(), LedgerError>;
    /// All attempts of an order, oldest first.
    async fn attempts(&self, order: &OrderId) -> Result<Vec<Attempt>, LedgerError>;
    /// When the last attempt of an account that was signed with this key version began.
    async fn last_signed(
        &self,
        account: &domain::AccountId,
        version: &str,
    ) -> Result<Option<Moment>, LedgerError>;
    /// Moves an open order to its next time and rung.
    async fn reschedule(&self, order: &OrderId, due_at: Moment, rounds: u32) -> Result<(), LedgerError>;
    /// The payment that has this text as any of its ids or as its order number, exactly. Several share an
    /// order number when a buyer tried again: the newest wins.
    async fn find(&self, account: &domain::AccountId, id: &str) -> Result<Option<StreamId>, LedgerError>;
    /// One page of payments.
    async fn payments(&self, query: &PaymentQuery) -> Result<PaymentPage, LedgerError>;
    /// Payments of an account under exactly this order number, newest first.
    async fn of_order(
        &self,
        account: &domain::AccountId,
        number: &OrderNumber,
    ) -> Result<Vec<PaymentRow>, LedgerError>;
    /// Payments of an account that were debited under this consent, newest first, at most so many.
    async fn debits_of(
        &self,
        account: &domain::AccountId,
        agreement: &domain::AuthState,
        limit: u32,
    ) -> Result<Vec<PaymentRow>, LedgerError>;
    /// Counts and sums of what a query finds, not looking at `limit` and `after`.
    async fn count(&self, query: &PaymentQuery) -> Result<Vec<StateCount>, LedgerError>;
    /// One page of dossiers or notifications.
    async fn dossiers(&self, query: &DossierQuery) -> Result<Vec<domain::DossierRow>, LedgerError>;
    /// How many there are of a kind, state by state, in the order of the states' words.
    async fn dossier_counts(
        &self,
        kind: domain::DossierKind,
        account: &domain::AccountId,
    ) -> Result<Vec<(String, u64)>, LedgerError>;
    /// The dossier that has this text as its id or as any of its keys, exactly; the newest of several.
    async fn find_dossier(
        &self,
        kind: domain::DossierKind,
        account: &domain::AccountId,
        id: &str,
    ) -> Result<Option<StreamId>, LedgerError>;
    /// Payments of which something was learned by an inquiry at or after this time and of which no
    /// notification is in the ledger, newest first.
    async fn learned_by_asking(
        &self,
        account: &domain::AccountId,
        since: Moment,
        limit: u32,
    ) -> Result<Vec<StreamId>, LedgerError>;
    /// How much there is.
    async fn coverage(&self) -> Result<Coverage, LedgerError>;
    /// How far it has come.
    async fn head(&self) -> Result<Head, LedgerError>;
    /// Whether it is this one with more behind it, or nothing: both chains have these hashes at these places.
    async fn grew_from(&self, head: &Head) -> Result<bool, LedgerError>;
    /// Checks the chain and compares every view with its entries.
    async fn verify(&self) -> Result<ChainReport, LedgerError>;
    /// Throws the views away and folds them again.
    async fn rebuild_views(&self) -> Result<(), LedgerError>;
}
