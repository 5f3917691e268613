//! Amounts of authorisations.

use clap::Subcommand;
use ipc::form::{IdForm, UpdateAmountForm};
use ipc::{Desk, run as core};

use crate::arguments::Send;
use crate::print::Printer;
use crate::read_back::{self, For};
use crate::{Outcome, action, exit};

#[derive(Subcommand)]
pub enum AmountVerb {
    /// Raise the amount of an authorisation to a new total.
    Update {
        /// Any id of the payment.
        #[arg(long)]
        payment: String,
        /// The new total, decimals in the payment's currency.
        #[arg(long, allow_hyphen_values = true)]
        total: String,
        #[command(flatten)]
        send: Send,
    },
}

const KIND: &str = "update_amount";

pub async fn run(desk: &Desk, verb: AmountVerb, printer: Printer) -> Outcome {
    let AmountVerb::Update { payment, total, send } = verb;
    let payment = match core::payment_show(desk, IdForm { id: payment }).await {
        Ok(payment) => payment,
        Err(problem) => return Ok(Err(problem)),
    };
    let draft = match action::draft(desk, None, KIND, &send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let (read, barred) = read_back::aloud(desk, For::Payment(&payment), KIND, &total, printer).await;
    let id = payment.row.payment_id.as_deref();
    if send.dry_run {
        printer.dry_run(KIND, id, read.as_ref(), barred.as_ref());
        return Ok(Ok(if barred.is_none() { exit::OK } else { exit::BAD_DATA }));
    }
    let form = UpdateAmountForm { draft, payment: payment.row.id, version: None, total };
    Ok(Ok(action::end(
        printer,
        KIND,
        id,
        read.as_ref(),
        action::followed(desk, core::amount_update(desk, form).await, &send, printer).await,
    )))
}
