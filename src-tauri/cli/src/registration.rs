//! Merchants and stores put before the wallets.

use clap::{Args, Subcommand};
use ipc::form::{IdForm, RegistrationForm};
use ipc::problem::Problem;
use ipc::view::RegistrationView;
use ipc::{Desk, run as core};

use crate::arguments::Intent;
use crate::dossier::{self, DossierList};
use crate::print::Printer;
use crate::{Outcome, action, exit};

#[derive(Subcommand)]
pub enum RegistrationVerb {
    /// List registrations, newest first.
    List(DossierList),
    /// Show one registration in full.
    Show {
        /// Any id of the registration, the merchant or the store.
        id: String,
    },
    /// Register a merchant with its store.
    Create(Box<RegistrationCreate>),
    /// Ask how a registration stands and what is on file.
    Inquire {
        /// Any id of the registration, the merchant or the store.
        id: String,
    },
}

#[derive(Args)]
pub struct RegistrationCreate {
    /// Our name of the merchant.
    #[arg(long)]
    pub merchant: String,
    /// What buyers see.
    #[arg(long)]
    pub display_name: String,
    /// The merchant's category, four digits.
    #[arg(long)]
    pub mcc: String,
    /// The legal name.
    #[arg(long)]
    pub legal_name: String,
    /// Under what the company is registered.
    #[arg(long, default_value = "ENTERPRISE_REGISTRATION_NO")]
    pub registration_type: String,
    /// The number under it.
    #[arg(long)]
    pub registration_no: String,
    /// ENTERPRISE or INDIVIDUAL.
    #[arg(long, default_value = "ENTERPRISE")]
    pub business_type: String,
    /// Two letters.
    #[arg(long)]
    pub region: String,
    /// City.
    #[arg(long, default_value = "")]
    pub city: String,
    /// Street and number.
    #[arg(long, default_value = "")]
    pub address: String,
    /// Postal code.
    #[arg(long, default_value = "")]
    pub zip: String,
    /// E-mail of a contact.
    #[arg(long, default_value = "")]
    pub email: String,
    /// Website.
    #[arg(long, default_value = "")]
    pub website: String,
    /// Our name of the store; the gateway registers a merchant with its store only.
    #[arg(long, default_value = "")]
    pub store: String,
    /// The store's name.
    #[arg(long, default_value = "")]
    pub store_name: String,
    /// The store's category, four digits.
    #[arg(long, default_value = "")]
    pub store_mcc: String,
    #[command(flatten)]
    pub intent: Intent,
}

pub async fn run(desk: &Desk, verb: RegistrationVerb, printer: Printer) -> Outcome {
    match verb {
        RegistrationVerb::List(list) => {
            let page = core::registration_list(desk, dossier::form(list)).await;
            Ok(page.map(|page| dossier::page(printer, &page)))
        }
        RegistrationVerb::Show { id } => {
            Ok(show(printer, core::registration_show(desk, IdForm { id }).await))
        }
        RegistrationVerb::Inquire { id } => {
            Ok(show(printer, core::registration_inquire(desk, IdForm { id }).await))
        }
        RegistrationVerb::Create(create) => self::create(desk, *create, printer).await,
    }
}

fn show(printer: Printer, result: Result<RegistrationView, Problem>) -> Result<u8, Problem> {
    result.map(|view| {
        printer.data(&view, || lines(&view));
        exit::OK
    })
}

fn lines(view: &RegistrationView) -> Vec<String> {
    let mut lines = dossier::lines(
        &view.dossier,
        &[
            ("merchant", Some(format!("{} {}", view.merchant, view.display_name))),
            ("legal name", Some(view.legal_name.clone())),
            ("store", view.store.clone()),
            ("status", view.status.clone()),
            ("reasons", Some(view.reasons.join("; ")).filter(|text| !text.is_empty())),
        ],
    );
    lines.extend(
        view.wallets
            .iter()
            .map(|own| format!("{:<20} {:<12} {}", own.wallet, own.status, own.reasons.join("; "))),
    );
    lines.extend(view.on_file.iter().map(|(name, text)| format!("{name:<56} {text}")));
    lines
}

async fn create(desk: &Desk, create: RegistrationCreate, printer: Printer) -> Outcome {
    const KIND: &str = "register";
    let draft = match action::draft(desk, None, KIND, &dossier::really(create.intent)).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let form = RegistrationForm {
        draft,
        merchant: create.merchant,
        display_name: create.display_name,
        mcc: create.mcc,
        legal_name: create.legal_name,
        registration_type: create.registration_type,
        registration_no: create.registration_no,
        business_type: create.business_type,
        region: create.region,
        city: create.city,
        address: create.address,
        zip: create.zip,
        email: create.email,
        website: create.website,
        store: create.store,
        store_name: create.store_name,
        store_mcc: create.store_mcc,
    };
    Ok(Ok(action::end(printer, KIND, None, None, core::registration_create(desk, form).await)))
}
