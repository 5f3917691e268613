use serde::{Deserialize, Serialize};

use crate::{CancelWindow, Moment, Money, OrderKind, PaymentRequestId, PaymentRow, PaymentState};

/// Why an action is not possible. Each has a sentence in both languages and, where there is one, a way
/// out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    /// The payment is not paid (or not yet).
    NotPaid,
    /// The payment was declined.
    Declined,
    /// The payment is cancelled.
    Cancelled,
    /// The payment came to nothing, declined by nobody.
    Closed,
    /// The payment's own outcome is not known yet.
    PaymentNotKnown,
    /// The gateway takes this payment's money by itself.
    CapturesItself,
    /// Nothing is held any more: everything was captured or released.
    NothingLeftToCapture,
    /// The hold ended.
    AuthorisationExpired {
        /// When.
        at: Moment,
    },
    /// This method allows one capture.
    OneCaptureOnly,
    /// This method allows only the full amount.
    FullCaptureOnly {
        /// The full amount.
        full: Money,
    },
    /// An amount of nothing.
    Zero,
    /// Another currency than the payment's.
    OtherCurrency {
        /// The payment's amount.
        payment: Money,
        /// What was asked.
        asked: Money,
    },
    /// More than is left. `in_flight` counts what is under way or not known yet.
    OverTheRest {
        /// The most that is possible now.
        left: Money,
        /// Of what is gone, how much is not settled yet.
        in_flight: Money,
    },
    /// Several captures: no single one has this much left to refund.
    OverOneCapture {
        /// The most one refund can be.
        most: Money,
    },
    /// Below the method's smallest refund.
    BelowLeast {
        /// The smallest.
        least: Money,
    },
    /// Not a multiple of what the method wants.
    NotAStep {
        /// The multiple.
        step: Money,
    },
    /// Nothing is left to refund.
    NothingLeftToRefund {
        /// Of what is gone, how much is not settled yet.
        in_flight: Money,
    },
    /// Nothing was captured yet: cancel instead.
    NothingCaptured,
    /// The refund period is over.
    RefundWindowOver {
        /// When it ended.
        ended: Moment,
    },
    /// Another action of this kind is under way or not known yet.
    AlreadyUnderWay {
        /// Which kind.
        kind: OrderKind,
    },
    /// A refund of the same amount was made lately or is under way.
    LooksTheSame {
        /// The amount.
        amount: Money,
        /// When it was asked.
        asked_at: Moment,
        /// It is not settled yet.
        open: bool,
    },
    /// Money was taken: refund instead.
    CapturedAlready,
    /// Money was given back: it can only be refunded.
    RefundedAlready,
    /// A refund is under way or not known yet; nothing was given back so far.
    RefundUnderWay,
    /// The window to cancel is over, or the method has none.
    CancelWindowOver {
        /// The method's window.
        window: CancelWindow,
        /// When it ended, if there was one.
        ended: Option<Moment>,
    },
    /// Customs wants payments made with the mainland Alipay wallet.
    NotAnAlipayPayment,
    /// Customs amounts are in CNY.
    NotInYuan {
        /// What was asked.
        asked: Money,
    },
    /// The parts may not add up to more than the payment.
    OverTheDeclarable {
        /// What can still be declared.
        left: Money,
    },
    /// This payment is declared whole already: correct that declaration instead.
    DeclaredWhole,
    /// No declaration has this id.
    NoSuchDeclaration,
    /// Once split, all parts must be split.
    MustBeSplit,
    /// A sub-order number is used once.
    SuborderTaken,
    /// The same declaration may be sent again only some minutes after the last call.
    ResendTooEarly {
        /// From when.
        from: Moment,
    },
    /// The authorised amount was raised as often as the gateway allows.
    RaisedTooOften,
    /// A new total must be higher than the one there is.
    NotHigher {
        /// The one there is.
        total: Money,
    },
    /// The card does not allow its authorisation to be raised, as far as the gateway told.
    CannotBeRaised,
    /// The same order is being paid, or was paid, by another payment.
    OrderBeingPaid {
        /// Our id of that payment.
        payment: PaymentRequestId,
        /// Its amount.
        amount: Money,
        /// When it was asked for.
        asked_at: Moment,
        /// It is paid; else it is still open.
        paid: bool,
    },
    /// The buyer's bank has the money, or will have: giving it back here too would pay the buyer twice.
    TakenByDispute {
        /// What disputes took of the payment.
        took: Money,
        /// What can go back beside it.
        left: Money,
    },
    /// The buyer's bank asks for the money and has not decided: giving it back here too may pay the buyer twice.
    DisputeAsks {
        /// How much it asks for.
        asks: Money,
    },
    /// The same, for a cancellation: it gives all of the payment back, and nobody can mean only a part.
    DisputeStopsCancel {
        /// How much it asks for.
        asks: Money,
    },
    /// So much of the disputed payment went back to the buyer already: accepting pays it once more.
    GivenBackAlready {
        /// How much.
        amount: Money,
    },
    /// The dispute is closed.
    DisputeOver,
    /// The dispute's deadline passed.
    DisputeTooLate {
        /// When.
        due: Moment,
    },
    /// The dispute was answered already; an answer can be sent once.
    DisputeAnswered,
    /// The dispute was given evidence by tag, and that is its answer: only evidence can follow.
    DisputeEvidenceGiven,
    /// The gateway refused an act on the dispute as too late, whatever deadline it told before.
    DisputeToldTooLate,
    /// A document was sent to the dispute, and nothing can be added to it.
    DisputeDocumentSent,
    /// The gateway says that this dispute cannot be answered.
    NotDefendable,
    /// The buyer's consent is not there, or not any more.
    NoConsent,
    /// The consent's token ended, and there is nothing to renew it with.
    TokenEnded {
        /// When.
        at: Moment,
    },
    /// Nobody is waited for: the buyer has decided, or the waiting was ended.
    NotWaiting,
    /// The subscription is not running.
    NotRunning,
    /// The subscription ends with its period already.
    EndsWithItsPeriod,
    /// It was begun elsewhere or is not told by the gateway yet: its id is not known.
    IdNotKnown,
}

impl Bar {
    /// This payment is in the way of a second one of its order: which it is, and since when.
    #[must_use]
    pub fn order_being_paid(row: &PaymentRow) -> Self {
        Self::OrderBeingPaid {
            payment: row.request.clone(),
            amount: row.amount,
            asked_at: row.created_at,
            paid: !matches!(row.state, PaymentState::Asked | PaymentState::Pending),
        }
    }
}
