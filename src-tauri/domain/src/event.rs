use serde::{Deserialize, Serialize};

use crate::{
    AccountEvent, CaptureId, CaptureMode, CaptureRequestId, DeclarationRequestId, Moment, Money, OrderId,
    OrderNumber, PaymentId, PaymentRequestId, RefundId, RefundReason, RefundRequestId,
};

/// By which road a fact reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A person or a program on this computer decided it.
    Us,
    /// The gateway's answer to an order.
    Answer,
    /// The gateway's answer to a question of ours.
    Inquiry,
    /// A notification of the gateway.
    Notification,
    /// Imported history.
    History,
}

/// What a card answer tells about the card; never more than the last four digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Card {
    /// VISA, MASTERCARD ...
    pub brand: Option<String>,
    /// The last four digits.
    pub last_four: Option<String>,
}

/// A payment was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentAsked {
    /// Our id of it.
    pub request: PaymentRequestId,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What was sold, in words.
    #[serde(default)]
    pub description: String,
    /// How much.
    pub amount: Money,
    /// The gateway's payment method type.
    pub method: String,
    /// When the money is taken.
    pub capture_mode: CaptureMode,
    /// Known beforehand for practice tokens and history.
    #[serde(default)]
    pub card: Card,
    /// It will be declared to Chinese customs.
    #[serde(default)]
    pub needs_declaration: bool,
    /// Which product it is made with.
    #[serde(default)]
    pub product: crate::PayProduct,
    /// The buyer pays at a checkout the gateway opens; the payment begins there.
    #[serde(default)]
    pub checkout: bool,
    /// The consent it is debited under.
    #[serde(default)]
    pub agreement: Option<crate::AuthState>,
    /// The store whose counter it is taken at.
    #[serde(default)]
    pub store: Option<crate::StoreReference>,
    /// It was made elsewhere: first heard of from the gateway.
    #[serde(default)]
    pub elsewhere: bool,
}

/// The gateway says a payment is authorised or paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The gateway's id.
    pub payment: PaymentId,
    /// The amount as the gateway has it.
    pub amount: Money,
    /// When it was paid or authorised, by the gateway's clock.
    pub at: Moment,
    /// Until when it can be captured.
    #[serde(default)]
    pub authorised_until: Option<Moment>,
    /// The card, when it is one.
    #[serde(default)]
    pub card: Card,
    /// How much of it may be declared to customs.
    #[serde(default)]
    pub declarable: Option<Money>,
    /// What the buyer paid with, where the buyer chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Whether the hold can be raised, when the gateway says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raisable: Option<bool>,
}

/// A capture was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureAsked {
    /// Our id of it.
    pub request: CaptureRequestId,
    /// How much.
    pub amount: Money,
    /// The rest of the hold is released.
    pub last: bool,
    /// The outbox order that carries it.
    pub order: OrderId,
}

/// A refund was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundAsked {
    /// Our id of it.
    pub request: RefundRequestId,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: RefundReason,
    /// The clerk's own words.
    #[serde(default)]
    pub note: String,
    /// Which capture the money comes from, when there are several.
    #[serde(default)]
    pub capture: Option<CaptureId>,
    /// The outbox order that carries it.
    pub order: OrderId,
}

/// A cancellation was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelAsked {
    /// The outbox order that carries it.
    pub order: OrderId,
}

/// A declaration was asked for, or corrected and asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationAsked {
    /// Our id of it; the same when it is corrected.
    pub request: DeclarationRequestId,
    /// How much is declared.
    pub amount: Money,
    /// The customs office's code.
    pub customs: String,
    /// The company's record code at customs.
    pub merchant_code: String,
    /// The company's record name at customs.
    pub merchant_name: String,
    /// The order number of the part, when the payment is split.
    #[serde(default)]
    pub suborder: Option<OrderNumber>,
    /// The buyer's id number, masked. The full one is only in the sealed order.
    #[serde(default)]
    pub buyer_masked: Option<String>,
    /// The outbox order that carries it.
    pub order: OrderId,
}

/// What the gateway's record of a declaration says now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct DeclarationStatus {
    /// The gateway's word; an open set.
    pub status: String,
    /// Customs' own code, not normalised between offices.
    #[serde(default)]
    pub customs_code: Option<String>,
    /// Customs' own words.
    #[serde(default)]
    pub customs_text: Option<String>,
    /// When customs answered.
    #[serde(default)]
    pub returned_at: Option<Moment>,
}

/// What happened to a payment. One line of its timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was written down; the gateway may or may not have heard it.
    Asked(PaymentAsked),
    /// The gateway has it; the buyer or the channel is not done.
    Pending {
        /// The gateway's id.
        payment: Option<PaymentId>,
    },
    /// The gateway gave something for the buyer to go on with; nothing is paid.
    Offered(crate::Offer),
    /// A higher total was written down.
    UpdateAsked(crate::AmountUpdateAsked),
    /// The gateway took it; the result follows.
    UpdatePending {
        /// The request's id.
        request: crate::UpdateRequestId,
        /// The new total.
        total: Money,
    },
    /// The authorised amount was raised.
    Updated {
        /// The request's id.
        request: crate::UpdateRequestId,
        /// The new total.
        total: Money,
        /// When, by the gateway's clock.
        at: Moment,
    },
    /// Final for this request: the authorised amount is what it was.
    UpdateRefused {
        /// The request's id.
        request: crate::UpdateRequestId,
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// Authorised (manual capture) or paid.
    Succeeded(Settled),
    /// Final: no money.
    Declined {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// A capture was written down.
    CaptureAsked(CaptureAsked),
    /// Money was taken. An id we did not ask for was made elsewhere (the dashboard, or the gateway
    /// itself for automatic capture).
    Captured {
        /// The request's id.
        request: CaptureRequestId,
        /// The gateway's id.
        capture: Option<CaptureId>,
        /// How much.
        amount: Money,
        /// When, by the gateway's clock.
        at: Moment,
    },
    /// Final for this request: nothing was taken.
    CaptureRefused {
        /// The request's id.
        request: CaptureRequestId,
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// A refund was written down.
    RefundAsked(RefundAsked),
    /// The gateway works on it; the amount stays reserved.
    RefundPending {
        /// The request's id.
        request: RefundRequestId,
        /// The gateway's id.
        refund: Option<RefundId>,
        /// How much; needed for a refund made elsewhere.
        amount: Money,
    },
    /// Money went back.
    Refunded {
        /// The request's id.
        request: RefundRequestId,
        /// The gateway's id.
        refund: Option<RefundId>,
        /// How much.
        amount: Money,
        /// When, by the gateway's clock.
        at: Moment,
    },
    /// Final for this request: nothing went back.
    RefundRefused {
        /// The request's id.
        request: RefundRequestId,
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// A cancellation was written down.
    CancelAsked(CancelAsked),
    /// It is cancelled: the hold is released or the money goes back whole.
    Cancelled {
        /// When, by the gateway's clock.
        at: Moment,
    },
    /// The gateway did not cancel.
    CancelRefused {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// A declaration was written down, or a correction of it.
    DeclarationAsked(DeclarationAsked),
    /// The gateway took it; customs has not spoken.
    DeclarationAccepted {
        /// The request's id.
        request: DeclarationRequestId,
        /// The payment number customs sees.
        customs_payment: Option<String>,
        /// The order number customs sees.
        customs_order: Option<String>,
        /// `CHECK_PASSED`, `CHECK_NOT_PASSED` or another word of the gateway.
        identity_check: Option<String>,
    },
    /// The gateway did not take it.
    DeclarationRefused {
        /// The request's id.
        request: DeclarationRequestId,
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// What the gateway's record says now.
    DeclarationStood {
        /// The request's id.
        request: DeclarationRequestId,
        /// The record.
        stands: DeclarationStatus,
    },
    /// An answer was lost or unclear: the order is not known yet. Its amount stays reserved.
    LeftUnknown {
        /// The order in doubt.
        order: OrderId,
        /// Why, as a code.
        cause: String,
    },
    /// The gateway said something that cannot be: kept and shown to a person.
    Contradicted {
        /// What it said.
        said: Box<Event>,
        /// Why it cannot be.
        because: String,
    },
    /// The gateway was asked about such a statement, and says so still.
    Confirmed {
        /// What it had said.
        said: Box<Event>,
    },
    /// The gateway was asked about such a statement, and its answer does not bear it out.
    Withdrawn {
        /// What it had said.
        said: Box<Event>,
    },
}

/// The body of any entry in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Something about a payment.
    Payment(Event),
    /// Something about an account.
    Account(AccountEvent),
    /// Something about a dispute, an agreement, a subscription or a registration.
    Dossier(crate::DossierEvent),
    /// Something about a notification.
    News(crate::NewsEvent),
    /// How far a road was read.
    Mark(crate::Mark),
}
