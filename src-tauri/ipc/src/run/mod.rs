//! What every command does. A function a command, named as in the list.

mod account;
mod action;
mod calls;
mod checkout;
mod counter;
mod customs;
mod frame;
mod keys;
mod ledger;
mod outbox;
mod payment;

pub use account::{
    account_check, account_draft, account_generate_key, account_import_key, account_save, account_select,
    practice_open, vault_unlock,
};
pub use action::{
    amount_read_back, cancel_create, capture_create, declaration_file, declaration_file_dry, draft_open,
    payment_take, payment_take_dry, refund_create,
};
pub use calls::{call_list, call_send, signature_check};
pub use checkout::{
    amount_update, code_draw, payment_consult, payment_same_order, rates_ask, session_create,
    session_retrieve,
};
pub use counter::{counter_code, counter_pay, counter_setup};
pub use customs::{customs_offices, declaration_inquire, declaration_list};
pub use frame::{desk_today, frame};
pub use keys::{key_gateway, key_list, key_prepare, key_switch, relay_setup};
pub use ledger::ledger_verify;
pub use outbox::{attempt_list, outbox_ask, outbox_list, outbox_show};
pub use payment::{payment_count, payment_inquire, payment_list, payment_methods, payment_show};
