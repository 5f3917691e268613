//! What every command does. A function a command, named as in the list.

mod account;
mod action;
mod agreement;
mod calls;
mod checkout;
mod counter;
mod customs;
mod dispute;
mod frame;
mod keys;
mod ledger;
mod news;
mod outbox;
mod payment;
mod practice;
mod registration;
mod signature;
mod signature_near;
mod subscription;

pub use account::{
    account_check, account_draft, account_generate_key, account_import_key, account_save, account_select,
    practice_open, vault_unlock,
};
pub(crate) use action::action;
pub use action::{
    amount_read_back, cancel_create, capture_create, declaration_file, declaration_file_dry, draft_open,
    payment_take, payment_take_dry, refund_create, refund_create_dry,
};
pub use agreement::{
    agreement_begin, agreement_debit, agreement_debit_dry, agreement_give_up, agreement_inquire,
    agreement_list, agreement_renew, agreement_revoke, agreement_show,
};
pub use calls::{call_list, call_send};
pub use checkout::{
    amount_update, code_draw, payment_consult, payment_same_order, rates_ask, session_create,
    session_create_dry, session_retrieve,
};
pub use counter::{counter_code, counter_open, counter_pay, counter_pay_dry, counter_setup};
pub use customs::{customs_offices, declaration_inquire, declaration_list};
pub use dispute::{
    dispute_accept, dispute_defend, dispute_evidence, dispute_file, dispute_list, dispute_show,
};
pub use frame::{desk_today, frame};
pub use keys::{key_gateway, key_list, key_prepare, key_switch, relay_setup};
pub use ledger::{ledger_accept, ledger_back_up, ledger_verify};
pub use news::{news_ask, news_list, news_missing, news_read, news_roads, news_show, news_take};
pub use outbox::{attempt_list, outbox_ask, outbox_list, outbox_show};
pub use payment::{payment_count, payment_inquire, payment_list, payment_methods, payment_show};
pub use practice::{practice_facts, practice_play};
pub use registration::{registration_create, registration_inquire, registration_list, registration_show};
pub use signature::signature_check;
pub use subscription::{
    subscription_change, subscription_change_dry, subscription_create, subscription_create_dry,
    subscription_end, subscription_find, subscription_inquire, subscription_list, subscription_show,
};
