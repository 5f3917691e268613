//! An amount is read back in words before anything is sent, as the window does: a slip of a digit is heard. The core
//! reads it, once, for both.

use ipc::Desk;
use ipc::form::ReadBackForm;
use ipc::problem::Problem;
use ipc::run as core;
use ipc::view::{MoneyView, PaymentView};

use crate::print::Printer;

/// What an amount is read for.
pub enum For<'a> {
    /// Something of a payment, in its currency.
    Payment(&'a PaymentView),
    /// A payment to be, in this currency.
    Currency(&'a str),
}

/// Reads an amount as typed and says it in words on standard error; or why it is not one, or not possible.
pub async fn aloud(
    desk: &Desk,
    of: For<'_>,
    kind: &str,
    typed: &str,
    printer: Printer,
) -> (Option<MoneyView>, Option<Problem>) {
    let (payment, currency) = match of {
        For::Payment(payment) => (Some(payment.row.id.clone()), None),
        For::Currency(code) => (None, Some(code.to_owned())),
    };
    let form = ReadBackForm { payment, currency, kind: kind.to_owned(), amount: typed.to_owned() };
    match core::amount_read_back(desk, form).await {
        Ok(read) => {
            if let (Some(english), Some(chinese)) = (&read.words_en, &read.words_zh) {
                printer.note(&format!("Read as: {english}"), &format!("读作：{chinese}"));
            }
            (read.amount, read.problem)
        }
        Err(problem) => (None, Some(problem)),
    }
}

/// The same of an amount that is known already.
pub async fn known(desk: &Desk, kind: &str, amount: Option<&MoneyView>, printer: Printer) {
    if let Some(amount) = amount {
        aloud(desk, For::Currency(&amount.currency), kind, &amount.value, printer).await;
    }
}
