//! Buyers' standing consents, and debits under them.

use clap::{Args, Subcommand};
use ipc::form::{AgreementForm, DebitForm, DossierActForm, IdForm};
use ipc::problem::Problem;
use ipc::view::{AgreementView, MayView};
use ipc::{Desk, run as core};

use crate::arguments::{Intent, Send};
use crate::dossier::{self, DossierList};
use crate::print::{Printer, money};
use crate::read_back::{self, For};
use crate::{Outcome, action, exit};

#[derive(Subcommand)]
pub enum AgreementVerb {
    /// List agreements, newest first.
    List(DossierList),
    /// Show one agreement in full. Tokens are never shown.
    Show {
        /// Any id of the agreement.
        id: String,
    },
    /// Ask a buyer for a standing consent; prints where the buyer consents.
    Begin {
        /// Whose wallet: GCASH, ALIPAY_HK ...
        #[arg(long)]
        wallet: String,
        /// Who the buyer is, in the shop's words.
        #[arg(long)]
        buyer: String,
        #[command(flatten)]
        intent: Intent,
    },
    /// Ask the gateway how a consent stands, and go on with it.
    Inquire {
        /// Any id of the agreement.
        id: String,
    },
    /// Stop waiting for a buyer who was asked. Nothing is sent: the gateway has no call for it.
    GiveUp {
        /// Any id of the agreement.
        id: String,
    },
    /// Renew an agreement's token.
    Renew {
        /// Any id of the agreement.
        id: String,
        #[command(flatten)]
        send: Send,
    },
    /// End a consent.
    Revoke {
        /// Any id of the agreement.
        id: String,
        #[command(flatten)]
        send: Send,
    },
    /// Debit the buyer under a consent.
    Debit(Debit),
}

#[derive(Args)]
pub struct Debit {
    /// Any id of the agreement.
    pub id: String,
    /// The shop's order number.
    #[arg(long)]
    pub order: String,
    /// Decimals, for example 39.20.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: String,
    /// ISO code.
    #[arg(long)]
    pub currency: String,
    /// What for.
    #[arg(long, default_value = "")]
    pub description: String,
    /// The order really is to be paid once more.
    #[arg(long)]
    pub again: bool,
    #[command(flatten)]
    pub send: Send,
}

pub async fn run(desk: &Desk, verb: AgreementVerb, printer: Printer) -> Outcome {
    match verb {
        AgreementVerb::List(list) => {
            let page = core::agreement_list(desk, dossier::form(list)).await;
            Ok(page.map(|page| dossier::page(printer, &page)))
        }
        AgreementVerb::Show { id } => Ok(show(printer, core::agreement_show(desk, IdForm { id }).await)),
        AgreementVerb::Inquire { id } => {
            Ok(show(printer, core::agreement_inquire(desk, IdForm { id }).await))
        }
        AgreementVerb::GiveUp { id } => Ok(show(printer, core::agreement_give_up(desk, IdForm { id }).await)),
        AgreementVerb::Begin { wallet, buyer, intent } => {
            let draft = match action::draft(desk, None, "apply_token", &dossier::really(intent)).await {
                Ok(draft) => draft,
                Err(problem) => return Ok(Err(problem)),
            };
            let form = AgreementForm { draft, wallet, buyer };
            Ok(show(printer, core::agreement_begin(desk, form).await))
        }
        AgreementVerb::Renew { id, send } => {
            let form = match before(desk, id, "apply_token", &send, |view| &view.renew, printer).await {
                Ok(Some(form)) => form,
                Ok(None) => return Ok(Ok(exit::OK)),
                Err(problem) => return Ok(Err(problem)),
            };
            let result =
                action::followed(desk, core::agreement_renew(desk, form).await, &send, printer).await;
            Ok(Ok(action::end(printer, "apply_token", None, None, result)))
        }
        AgreementVerb::Revoke { id, send } => {
            let form = match before(desk, id, "revoke", &send, |view| &view.revoke, printer).await {
                Ok(Some(form)) => form,
                Ok(None) => return Ok(Ok(exit::OK)),
                Err(problem) => return Ok(Err(problem)),
            };
            let result =
                action::followed(desk, core::agreement_revoke(desk, form).await, &send, printer).await;
            Ok(Ok(action::end(printer, "revoke", None, None, result)))
        }
        AgreementVerb::Debit(debit) => self::debit(desk, debit, printer).await,
    }
}

fn show(printer: Printer, result: Result<AgreementView, Problem>) -> Result<u8, Problem> {
    result.map(|view| {
        printer.data(&view, || lines(&view, printer));
        exit::OK
    })
}

fn lines(view: &AgreementView, printer: Printer) -> Vec<String> {
    let mut lines = dossier::lines(
        &view.dossier,
        &[
            ("wallet", Some(view.wallet_name.clone())),
            ("buyer", Some(view.buyer.clone())),
            ("login", view.login.clone()),
            ("address", view.url.clone()),
            ("token until", dossier::time(view.token_until)),
            ("renewable until", dossier::time(view.renewable_until)),
            ("ended by", view.ended_by.clone()),
            ("because", view.ended_because.clone()),
            ("refused", view.refused.as_ref().map(|why| printer.says(why))),
        ],
    );
    for debit in &view.debits {
        lines.push(format!(
            "{}  {:<12} {:<20} {:>16}  {}{}",
            ipc::utc(debit.at),
            "debit",
            debit.state,
            money(&debit.amount),
            debit.payment,
            format_args!("  {}{}", debit.order_number, if debit.unknown { "  unknown" } else { "" }),
        ));
    }
    lines
}

/// The form of an act; none when it was only to be tried, and would be sent.
async fn before(
    desk: &Desk,
    id: String,
    kind: &str,
    send: &Send,
    may: impl Fn(&AgreementView) -> &MayView,
    printer: Printer,
) -> Result<Option<DossierActForm>, Problem> {
    if send.dry_run {
        let view = core::agreement_show(desk, IdForm { id }).await?;
        return match &may(&view).problem {
            Some(problem) => Err(problem.clone()),
            None => {
                printer.dry_run(kind, None, None, None);
                Ok(None)
            }
        };
    }
    let draft = action::draft(desk, None, kind, send).await?;
    Ok(Some(DossierActForm { draft, id, version: None }))
}

async fn debit(desk: &Desk, debit: Debit, printer: Printer) -> Outcome {
    let draft = match action::draft(desk, None, "pay", &debit.send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    read_back::aloud(desk, For::Currency(&debit.currency), "pay", &debit.amount, printer).await;
    let form = DebitForm {
        draft,
        id: debit.id,
        order_number: debit.order,
        description: debit.description,
        amount: debit.amount,
        currency: debit.currency,
        again: debit.again,
    };
    if debit.send.dry_run {
        return Ok(Ok(dossier::dry_checked(printer, "pay", &core::agreement_debit_dry(desk, form).await)));
    }
    Ok(Ok(action::end(
        printer,
        "pay",
        None,
        None,
        action::followed(desk, core::agreement_debit(desk, form).await, &debit.send, printer).await,
    )))
}
