//! Subscriptions.

use clap::{Args, Subcommand};
use ipc::form::{IdForm, Nothing, SubscriptionChangeForm, SubscriptionEndForm, SubscriptionForm};
use ipc::problem::Problem;
use ipc::view::SubscriptionView;
use ipc::{Desk, run as core};

use crate::arguments::Send;
use crate::dossier::{self, DossierList};
use crate::print::{Printer, money};
use crate::read_back::{self, For};
use crate::{Outcome, action, exit};

#[derive(Subcommand)]
pub enum SubscriptionVerb {
    /// List subscriptions, newest first.
    List(DossierList),
    /// Show one subscription in full.
    Show {
        /// Any id of the subscription.
        id: String,
    },
    /// Begin a subscription; `show` tells where the buyer agrees.
    Create(SubscriptionCreate),
    /// Change a subscription. What is not given stays.
    Change(SubscriptionChange),
    /// End a subscription with its period, or at once.
    End {
        /// Any id of the subscription.
        id: String,
        /// Do not wait for the end of the period.
        #[arg(long)]
        at_once: bool,
        #[command(flatten)]
        send: Send,
    },
    /// Ask for the subscriptions of the last 30 days, also those made elsewhere, and list them.
    Find,
    /// Ask the gateway how a subscription stands, with its periods.
    Inquire {
        /// Any id of the subscription.
        id: String,
    },
}

#[derive(Args)]
pub struct SubscriptionCreate {
    /// What for.
    #[arg(long)]
    pub description: String,
    /// Whose wallet: GCASH ...
    #[arg(long)]
    pub method: String,
    /// A period's price in decimals.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: String,
    /// ISO code.
    #[arg(long)]
    pub currency: String,
    /// DAY, WEEK, MONTH, QUARTER, HALF_YEAR, YEAR.
    #[arg(long)]
    pub unit: String,
    /// How many units a period is.
    #[arg(long, default_value_t = 1)]
    pub count: u32,
    /// When it begins, epoch milliseconds; now when absent.
    #[arg(long)]
    pub starts: Option<i64>,
    /// When it ends, epoch milliseconds; until it is ended when absent.
    #[arg(long)]
    pub ends: Option<i64>,
    /// The first periods at another price: how many.
    #[arg(long)]
    pub trial_periods: Option<u32>,
    /// And what each of them costs.
    #[arg(long, allow_hyphen_values = true)]
    pub trial_amount: Option<String>,
    /// How many minutes the buyer's link works, less than 48 hours; the gateway's own 30 when absent.
    #[arg(long)]
    pub link_minutes: Option<u32>,
    #[command(flatten)]
    pub send: Send,
}

#[derive(Args)]
pub struct SubscriptionChange {
    /// Any id of the subscription.
    pub id: String,
    /// change (with the next period) or update (at once, a difference settled).
    #[arg(long, default_value = "change")]
    pub way: String,
    /// What for.
    #[arg(long)]
    pub description: Option<String>,
    /// A period's price in decimals.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: Option<String>,
    /// What the first period after the change costs; for an update, what is settled at once.
    #[arg(long, allow_hyphen_values = true)]
    pub difference: Option<String>,
    /// For an update: pay or refund the difference.
    #[arg(long)]
    pub settle: Option<String>,
    /// DAY, WEEK ...
    #[arg(long)]
    pub unit: Option<String>,
    /// How many units a period is.
    #[arg(long)]
    pub count: Option<u32>,
    /// When it ends, epoch milliseconds.
    #[arg(long)]
    pub ends: Option<i64>,
    #[command(flatten)]
    pub send: Send,
}

pub async fn run(desk: &Desk, verb: SubscriptionVerb, printer: Printer) -> Outcome {
    match verb {
        SubscriptionVerb::List(list) => {
            let page = core::subscription_list(desk, dossier::form(list)).await;
            Ok(page.map(|page| dossier::page(printer, &page)))
        }
        SubscriptionVerb::Show { id } => {
            Ok(show(printer, core::subscription_show(desk, IdForm { id }).await))
        }
        SubscriptionVerb::Find => {
            Ok(core::subscription_find(desk, Nothing {}).await.map(|page| dossier::page(printer, &page)))
        }
        SubscriptionVerb::Inquire { id } => {
            Ok(show(printer, core::subscription_inquire(desk, IdForm { id }).await))
        }
        SubscriptionVerb::Create(create) => self::create(desk, create, printer).await,
        SubscriptionVerb::Change(change) => self::change(desk, change, printer).await,
        SubscriptionVerb::End { id, at_once, send } => end(desk, id, at_once, send, printer).await,
    }
}

fn show(printer: Printer, result: Result<SubscriptionView, Problem>) -> Result<u8, Problem> {
    result.map(|view| {
        printer.data(&view, || lines(&view));
        exit::OK
    })
}

fn lines(view: &SubscriptionView) -> Vec<String> {
    let every = view.unit.as_ref().zip(view.count).map(|(unit, count)| format!("{count} {unit}"));
    let mut lines = dossier::lines(
        &view.dossier,
        &[
            ("subscription", view.subscription_id.clone()),
            ("method", Some(view.method.clone())),
            ("every", every),
            ("starts", dossier::time(view.starts)),
            ("ends", dossier::time(view.ends)),
            ("address", view.url.clone()),
            ("works until", dossier::time(view.link_until)),
        ],
    );
    lines.extend(view.periods.iter().map(|period| {
        format!(
            "period {:<4} {}  {:>16}  {:<8} {}",
            period.phase.as_deref().unwrap_or(""),
            ipc::utc(period.at),
            period.amount.as_ref().map(money).unwrap_or_default(),
            if period.paid { "paid" } else { "not paid" },
            period.payment
        )
    }));
    lines
}

async fn create(desk: &Desk, create: SubscriptionCreate, printer: Printer) -> Outcome {
    const KIND: &str = "subscribe";
    let draft = match action::draft(desk, None, KIND, &create.send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    read_back::aloud(desk, For::Currency(&create.currency), KIND, &create.amount, printer).await;
    let form = SubscriptionForm {
        draft,
        description: create.description,
        method: create.method,
        amount: create.amount,
        currency: create.currency,
        unit: create.unit,
        count: create.count,
        starts: create.starts,
        ends: create.ends,
        trial_periods: create.trial_periods,
        trial_amount: create.trial_amount,
        link_minutes: create.link_minutes,
    };
    if create.send.dry_run {
        return Ok(Ok(dossier::dry_checked(printer, KIND, &core::subscription_create_dry(desk, form).await)));
    }
    Ok(Ok(action::end(
        printer,
        KIND,
        None,
        None,
        action::followed(desk, core::subscription_create(desk, form).await, &create.send, printer).await,
    )))
}

async fn change(desk: &Desk, change: SubscriptionChange, printer: Printer) -> Outcome {
    let kind = if change.way == "update" { "update_subscription" } else { "change_subscription" };
    let draft = match action::draft(desk, None, kind, &change.send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let form = SubscriptionChangeForm {
        draft,
        id: change.id,
        version: None,
        way: change.way,
        description: change.description,
        amount: change.amount,
        difference: change.difference,
        settle: change.settle,
        unit: change.unit,
        count: change.count,
        ends: change.ends,
    };
    if change.send.dry_run {
        let checked = core::subscription_change_dry(desk, form).await;
        let amount = checked.as_ref().ok().and_then(Option::as_ref);
        printer.dry_run(kind, None, amount, checked.as_ref().err());
        return Ok(Ok(if checked.is_ok() { exit::OK } else { exit::BAD_DATA }));
    }
    if let Ok(amount) = core::subscription_change_dry(desk, form.clone()).await {
        read_back::known(desk, kind, amount.as_ref(), printer).await;
    }
    Ok(Ok(action::end(
        printer,
        kind,
        None,
        None,
        action::followed(desk, core::subscription_change(desk, form).await, &change.send, printer).await,
    )))
}

async fn end(desk: &Desk, id: String, at_once: bool, send: Send, printer: Printer) -> Outcome {
    const KIND: &str = "end_subscription";
    if send.dry_run {
        return Ok(core::subscription_show(desk, IdForm { id })
            .await
            .map(|view| dossier::dry(printer, KIND, None, None, &view.end)));
    }
    let draft = match action::draft(desk, None, KIND, &send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let form = SubscriptionEndForm { draft, id, version: None, at_once };
    Ok(Ok(action::end(
        printer,
        KIND,
        None,
        None,
        action::followed(desk, core::subscription_end(desk, form).await, &send, printer).await,
    )))
}
