//! Payments at the counter. A scanned code comes by file or standard input and is kept nowhere.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ipc::form::{CounterForm, CounterSetupForm};
use ipc::problem::{Next, Problem};
use ipc::{Desk, run as core};

use crate::arguments::Send;
use crate::dossier::dry_checked;
use crate::print::Printer;
use crate::read_back::{self, For};
use crate::{Outcome, action, exit, secret, session};

#[derive(Subcommand)]
pub enum CounterVerb {
    /// Say who the shop is at the counter.
    Setup(CounterSetup),
    /// Take a payment at the counter.
    Pay(CounterPay),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// We scan the buyer's code.
    #[value(name = "payment-code")]
    Payment,
    /// The buyer scans a code of this order.
    #[value(name = "order-code")]
    Order,
    /// The buyer scans the shop's code, which opens a page.
    #[value(name = "entry-code")]
    Entry,
}

#[derive(Args)]
pub struct CounterSetup {
    /// Our name of the merchant.
    #[arg(long)]
    pub merchant: String,
    /// The merchant's name.
    #[arg(long)]
    pub merchant_name: String,
    /// The merchant's category, four digits.
    #[arg(long)]
    pub merchant_mcc: String,
    /// Our name of the store.
    #[arg(long)]
    pub store: String,
    /// The store's name.
    #[arg(long)]
    pub store_name: String,
    /// The store's category, four digits.
    #[arg(long)]
    pub store_mcc: String,
    /// The till.
    #[arg(long)]
    pub terminal: String,
}

#[derive(Args)]
pub struct CounterPay {
    /// Who scans whom.
    #[arg(long, value_enum)]
    pub mode: Mode,
    /// Decimals, for example 39.20.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: String,
    /// ISO code.
    #[arg(long)]
    pub currency: String,
    /// The shop's order number; the id of this intent when absent.
    #[arg(long, default_value = "")]
    pub order: String,
    /// What is sold.
    #[arg(long, default_value = "")]
    pub description: String,
    /// The file that holds the buyer's code, for payment-code; `-` reads standard input.
    #[arg(long)]
    pub code_file: Option<PathBuf>,
    /// It really is a second payment of an order that is open or paid.
    #[arg(long)]
    pub again: bool,
    #[command(flatten)]
    pub send: Send,
}

pub async fn run(desk: &Desk, verb: CounterVerb, printer: Printer) -> Outcome {
    match verb {
        CounterVerb::Setup(setup) => self::setup(desk, setup, printer).await,
        CounterVerb::Pay(pay) => self::pay(desk, pay, printer).await,
    }
}

async fn setup(desk: &Desk, setup: CounterSetup, printer: Printer) -> Outcome {
    let form = CounterSetupForm {
        merchant: setup.merchant,
        merchant_name: setup.merchant_name,
        merchant_mcc: setup.merchant_mcc,
        store: setup.store,
        store_name: setup.store_name,
        store_mcc: setup.store_mcc,
        terminal: setup.terminal,
    };
    Ok(core::counter_setup(desk, form).await.map(|frame| {
        printer.data(&frame.current, Vec::new);
        exit::OK
    }))
}

async fn pay(desk: &Desk, pay: CounterPay, printer: Printer) -> Outcome {
    let wrong = match (pay.mode, &pay.code_file) {
        (Mode::Payment, None) => Some("counter.code_missing"),
        (Mode::Order | Mode::Entry, Some(_)) => Some("counter.code_not_used"),
        (Mode::Payment, Some(_)) | (Mode::Order | Mode::Entry, None) => None,
    };
    if let Some(code) = wrong {
        return Ok(Err(Problem::new(code, Next::Correct).on_field("code")));
    }
    let draft = match action::draft(desk, None, "pay", &pay.send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let code = match &pay.code_file {
        Some(path) => Some(secret::text(path)?.to_string()),
        None => None,
    };
    read_back::aloud(desk, For::Currency(&pay.currency), "pay", &pay.amount, printer).await;
    let form = CounterForm {
        draft,
        mode: match pay.mode {
            Mode::Payment => "payment_code",
            Mode::Order => "order_code",
            Mode::Entry => "entry_code",
        }
        .to_owned(),
        amount: pay.amount,
        currency: pay.currency,
        order_number: pay.order,
        description: pay.description,
        code,
        again: pay.again,
    };
    if pay.send.dry_run {
        return Ok(Ok(dry_checked(printer, "pay", &core::counter_pay_dry(desk, form).await)));
    }
    Ok(Ok(match action::followed(desk, core::counter_pay(desk, form).await, &pay.send, printer).await {
        Ok(action) => {
            printer.action_with_offer(&action, session::offer(desk, &action).await.as_ref());
            exit::of_action(&action)
        }
        refused @ Err(_) => action::end(printer, "pay", None, None, refused),
    }))
}
