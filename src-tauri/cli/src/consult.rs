//! `payment consult`.

use clap::Args;
use ipc::form::ConsultForm;
use ipc::{Desk, run as core};
use serde_json::json;

use crate::print::{Printer, money};
use crate::{Outcome, exit};

#[derive(Args)]
pub struct Consult {
    /// Decimals, for example 39.20.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: String,
    /// ISO code.
    #[arg(long)]
    pub currency: String,
    /// Where the buyer is, two letters; anywhere when absent.
    #[arg(long, default_value = "")]
    pub region: String,
}

pub async fn run(desk: &Desk, ask: Consult, printer: Printer) -> Outcome {
    let form = ConsultForm { amount: ask.amount, currency: ask.currency, region: ask.region };
    Ok(core::payment_consult(desk, form).await.map(|options| {
        printer.data(&json!({ "options": options }), || {
            options
                .iter()
                .map(|option| {
                    let limit = |amount: &Option<_>| amount.as_ref().map(money).unwrap_or_default();
                    format!(
                        "{:<20} {:<24} {:<12} {:>16} {:>16} {}",
                        option.method,
                        option.name,
                        if option.enabled { "enabled" } else { "disabled" },
                        limit(&option.least),
                        limit(&option.most),
                        option.disabled_because.as_deref().unwrap_or("")
                    )
                })
                .collect()
        });
        exit::OK
    }))
}
