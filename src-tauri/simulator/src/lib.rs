//! The practice gateway: a stranger that imports none of our crates.
//!
//! It speaks the payment gateway's public language with books, keys and rules of its own, on the
//! loopback interface only. What it cannot do is pose as the live one: the client ids it hands
//! out begin with `SANDBOX_PRACTICE_`, and its keys are made for the occasion.
//!
//! Faults are asked for by something a person could type. The last two digits of an amount say:
//! 13 the effect is booked and the first answer is lost, 14 the request is carried out twice
//! inside the gateway (and must still book once), 15 the first answer is slow, 16 the first answer
//! is "unknown" or "in process", 17 the first request is lost, 18 customs refuses the declaration.
//! All of it, and what somebody else can be made to do, stands in one list that the gateway tells at
//! `/practice/facts`; see `facts`.
//!
//! A person plays the buyer at `/practice/checkout`, a program at `/practice/act`.

mod act;
mod agreement;
mod agreement_calls;
mod answer;
mod auth;
mod books;
mod cancel;
mod capture;
mod capture_rules;
mod checkout;
mod checkout_text;
mod clock;
mod consult;
mod customs;
mod customs_inquiry;
mod dice;
mod direct;
mod dispute;
mod dispute_advice;
mod dispute_calls;
mod dispute_evidence;
mod dispute_history;
mod due;
mod events;
mod facts;
mod fault;
mod feed;
mod fields;
mod gateway;
mod history;
mod history_view;
mod ids;
mod in_store;
mod in_store_form;
mod inquiry;
mod journal;
mod json;
mod keys;
mod limits;
mod methods;
mod model;
mod money;
mod notices;
mod options;
mod pay;
mod pay_agreement;
mod pay_form;
mod practice;
mod practice_consent;
mod practice_disputes;
mod practice_events;
mod practice_facts;
mod practice_page;
mod practice_subscriptions;
mod rates;
mod refund;
mod registration;
mod registration_inquiry;
mod scenes;
mod secrets;
mod server;
mod session;
mod session_form;
mod signature;
mod state;
mod subscription;
mod subscription_calls;
mod subscription_inquiry;
mod tale;
mod template;
mod trouble;
mod update;
mod webhook;

#[cfg(test)]
mod tests;

pub use clock::{Clock, system_clock};
pub use direct::{Answered, Direct};
pub use fault::FaultPlan;
pub use options::{Listening, Options};
pub use server::{Server, serve};
