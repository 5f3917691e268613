//! What a payment is: money, ids, states and the one function that moves them.
//!
//! Pure: no clock, no chance, no wire, no storage.

#![warn(clippy::wildcard_enum_match_arm)]

mod account;
mod action;
mod amount_update;
mod bar;
mod contradiction;
mod currency;
mod customs;
mod dossier;
mod ending;
mod event;
mod id_card;
mod ids;
mod method;
mod method_name;
mod moment;
mod money;
mod news;
mod online;
mod payment;
mod permit;
mod row;

pub use account::{
    Account, AccountEvent, AccountName, Counter, EarlierKey, Environment, NextKey, PathMode, RelayDesk,
};
pub use action::{ActionState, OrderKind, RefundReason};
pub use amount_update::{AmountUpdate, AmountUpdateAsked, MOST_UPDATES};
pub use bar::Bar;
pub use contradiction::{Contradiction, Reserved, same_claim};
pub use currency::{Currency, CurrencyError};
pub use customs::{CUSTOMS_OFFICES, CustomsOffice, CustomsVerdict, RESEND_AFTER_MS};
pub use dossier::{
    Act, ActAsked, AgreementOpening, AgreementReport, AgreementState, DisputeOpening, DisputeReport,
    DisputeState, Dossier, DossierEvent, DossierKind, DossierRow, EndedBy, Misfit, Opening, Period,
    RegistrationOpening, RegistrationReport, RegistrationState, Report, SubscriptionOpening,
    SubscriptionReport, SubscriptionState, Takes, WalletVerdict, live_token,
};
pub use ending::{CODE_GONE, Ending, NEVER_ARRIVED, SESSION_OVER};
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
    CancelWindow, CaptureMode, CaptureRule, MethodRule, RefundWindow, can_be_held, capture_rule, method_rule,
};
pub use method_name::method_name;
pub use moment::Moment;
pub use money::{Money, MoneyError};
pub use news::{Arrival, Effect, Mark, NewsEvent, Notice, Road, Took};
pub use online::{Offer, PayProduct};
pub use payment::{
    Cancellation, Capture, Declaration, Illegal, MoneyBox, Payment, PaymentState, Progress, Refund, Standing,
};
pub use permit::{GiveBack, MoneyBackWay};
pub use row::{Flag, PaymentRow};
