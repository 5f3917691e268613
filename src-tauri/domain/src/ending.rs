//! How a payment came to nothing, read off the code it ended with. Not every end is a refusal: a link runs out, a
//! code is never scanned, somebody cancels.

use crate::{Bar, PaymentState};

/// Our code: the checkout's time ran out and the gateway knows of no payment.
pub const SESSION_OVER: &str = "SESSION_OVER";
/// Our code: the code was scanned by a process that stopped before anything left this computer.
pub const CODE_GONE: &str = "CODE_GONE";
/// Our code: the gateway never had the payment, and confirmed it when it was asked to cancel it.
pub const NEVER_ARRIVED: &str = "NEVER_ARRIVED";

/// What a payment without money in it came to nothing by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The gateway, the wallet or the bank said no.
    Declined,
    /// The gateway closed it unpaid: its time ran out.
    Closed,
    /// Somebody cancelled it before it was paid.
    Cancelled,
    /// Our link or code ran out unpaid.
    LinkOver,
    /// The scanned code was lost before anything was sent.
    CodeGone,
    /// It never reached the gateway.
    NeverArrived,
}

impl Ending {
    /// The end a code tells of. Codes of the gateway: result codes of the online payments reference; whatever is
    /// not known to be something else is a refusal.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "ORDER_IS_CLOSED" => Self::Closed,
            "ORDER_IS_CANCELED" => Self::Cancelled,
            SESSION_OVER => Self::LinkOver,
            CODE_GONE => Self::CodeGone,
            NEVER_ARRIVED => Self::NeverArrived,
            _ => Self::Declined,
        }
    }

    /// The state of a payment that ended so: the same word in every list, on every page and in every export.
    #[must_use]
    pub fn state(self) -> PaymentState {
        match self {
            Self::Declined => PaymentState::Declined,
            Self::Cancelled => PaymentState::Cancelled,
            Self::Closed | Self::LinkOver | Self::CodeGone | Self::NeverArrived => PaymentState::Closed,
        }
    }

    /// Why nothing more can be done with it.
    #[must_use]
    pub fn bar(self) -> Bar {
        match self {
            Self::Declined => Bar::Declined,
            Self::Cancelled => Bar::Cancelled,
            Self::Closed | Self::LinkOver | Self::CodeGone | Self::NeverArrived => Bar::Closed,
        }
    }
}
