//! Checkouts where the buyer pays.

use clap::{Args, Subcommand};
use ipc::form::{IdForm, SessionForm};
use ipc::view::{ActionView, OfferView};
use ipc::{Desk, run as core};

use crate::arguments::Send;
use crate::dossier::dry_checked;
use crate::print::Printer;
use crate::read_back::{self, For};
use crate::{Outcome, action, exit};

#[derive(Subcommand)]
pub enum SessionVerb {
    /// Open a checkout and print where the buyer pays.
    Open(SessionOpen),
    /// Show what the gateway has of a checkout, secrets masked.
    Show {
        /// Any id of the payment.
        id: String,
    },
}

#[derive(Args)]
pub struct SessionOpen {
    /// The shop's order number.
    #[arg(long)]
    pub order: String,
    /// Decimals, for example 39.20.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: String,
    /// ISO code.
    #[arg(long)]
    pub currency: String,
    /// Only this method; the buyer chooses when absent.
    #[arg(long)]
    pub method: Option<String>,
    /// manual or automatic.
    #[arg(long, default_value = "automatic")]
    pub capture: String,
    /// What is sold.
    #[arg(long, default_value = "")]
    pub description: String,
    /// How many minutes the link lives, 1 to 60.
    #[arg(long)]
    pub minutes: Option<u32>,
    /// The order really is to be paid once more.
    #[arg(long)]
    pub again: bool,
    #[command(flatten)]
    pub send: Send,
}

pub async fn run(desk: &Desk, verb: SessionVerb, printer: Printer) -> Outcome {
    match verb {
        SessionVerb::Open(open) => self::open(desk, open, printer).await,
        SessionVerb::Show { id } => Ok(core::session_retrieve(desk, IdForm { id }).await.map(|view| {
            printer.data(&view, || {
                view.fields.iter().map(|(name, text)| format!("{name:<40} {text}")).collect()
            });
            exit::OK
        })),
    }
}

async fn open(desk: &Desk, open: SessionOpen, printer: Printer) -> Outcome {
    let draft = match action::draft(desk, None, "session", &open.send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    read_back::aloud(desk, For::Currency(&open.currency), "session", &open.amount, printer).await;
    let form = SessionForm {
        draft,
        order_number: open.order,
        description: open.description,
        amount: open.amount,
        currency: open.currency,
        method: open.method,
        capture: open.capture,
        minutes: open.minutes,
        again: open.again,
    };
    if open.send.dry_run {
        return Ok(Ok(dry_checked(printer, "session", &core::session_create_dry(desk, form).await)));
    }
    Ok(Ok(match action::followed(desk, core::session_create(desk, form).await, &open.send, printer).await {
        Ok(action) => {
            printer.action_with_offer(&action, offer(desk, &action).await.as_ref());
            exit::of_action(&action)
        }
        refused @ Err(_) => action::end(printer, "session", None, None, refused),
    }))
}

/// What the buyer goes on with, once the gateway told it.
pub async fn offer(desk: &Desk, action: &ActionView) -> Option<OfferView> {
    let shown = core::payment_show(desk, IdForm { id: action.payment.clone() }).await;
    shown.ok().and_then(|payment| payment.offer)
}
