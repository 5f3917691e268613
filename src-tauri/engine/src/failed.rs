use domain::{Bar, IdCardError, IdError, MoneyError};

use crate::port::{KeysError, LedgerError};

/// Why a use case did not do it. In every case nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// The payment does not allow it.
    #[error("not allowed: {0:?}")]
    Bar(Bar),
    /// The payment moved on since the sheet was opened.
    #[error("the payment moved on since the sheet was opened")]
    Stale,
    /// The sheet's id was used for something else.
    #[error("this sheet was used for something else")]
    DraftUsed,
    /// Nothing has this id.
    #[error("nothing has the id {0}")]
    NotFound(String),
    /// Several payments have this order number.
    #[error("several payments have the order number {0}")]
    Ambiguous(String),
    /// The amount is none.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A text is no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The buyer's number is none.
    #[error(transparent)]
    IdCard(#[from] IdCardError),
    /// A field of a declaration is empty or too long.
    #[error("field {0}")]
    Field(&'static str),
    /// The order's code may not be kept, and this process did not scan it.
    #[error("the code of this payment is not kept")]
    BodyForgotten,
    /// A field of a request is wrong; found before anything was written down.
    #[error(transparent)]
    Request(#[from] antom::FieldFault),
    /// The gateway did not answer a question usefully.
    #[error("{code}: {message}")]
    Unanswered {
        /// Our or the gateway's code.
        code: String,
        /// Words.
        message: String,
    },
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The key store refused.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The account's gateway key cannot be read.
    #[error("the gateway's public key cannot be read: {0}")]
    GatewayKey(String),
    /// An account setting cannot be.
    #[error("{field}: {why}")]
    Setting {
        /// Which field of the form.
        field: &'static str,
        /// A code for the catalogue.
        why: String,
    },
    /// The practice gateway did not answer as one.
    #[error("the practice gateway: {0}")]
    Practice(String),
}

impl From<Bar> for Failed {
    fn from(bar: Bar) -> Self {
        Self::Bar(bar)
    }
}
