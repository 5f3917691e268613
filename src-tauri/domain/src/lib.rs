//! What a payment is: money, ids, states and the one function that moves them.
//!
//! Pure: no clock, no chance, no wire, no storage.

#![warn(clippy::wildcard_enum_match_arm)]

mod account;
mod action;
mod bar;
mod currency;
mod customs;
mod event;
mod id_card;
mod ids;
mod method;
mod moment;
mod money;
mod payment;
mod permit;
mod row;

pub use account::{Account, AccountEvent, AccountName, Environment, PathMode};
pub use action::{ActionState, OrderKind, RefundReason};
pub use bar::Bar;
pub use currency::{Currency, CurrencyError};
pub use customs::{CUSTOMS_OFFICES, CustomsOffice, CustomsVerdict, RESEND_AFTER_MS};
pub use event::{
    Body, CancelAsked, CaptureAsked, Card, DeclarationAsked, DeclarationStatus, Event, PaymentAsked,
    RefundAsked, Settled, Source,
};
pub use id_card::{IdCardError, check_id_card};
pub use ids::{
    AccountId, Actor, AuthState, CaptureId, CaptureRequestId, DeclarationRequestId, DisputeId, IdError,
    MerchantReference, NotificationId, OrderId, OrderNumber, PaymentId, PaymentRequestId, RefundId,
    RefundRequestId, RegistrationRequestId, SessionId, StoreReference, StreamId, SubscriptionChangeId,
    SubscriptionId, SubscriptionRequestId, UpdateRequestId,
};
pub use method::{
    CancelWindow, CaptureMode, CaptureRule, MethodRule, RefundWindow, capture_rule, method_rule,
};
pub use moment::Moment;
pub use money::{Money, MoneyError};
pub use payment::{
    Cancellation, Capture, Contradicted, Declaration, Illegal, MoneyBox, Payment, PaymentState, Progress,
    Refund, Standing,
};
pub use permit::{GiveBack, MoneyBackWay};
pub use row::{Flag, PaymentRow};
