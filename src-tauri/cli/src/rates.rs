//! Exchange rates.

use clap::Subcommand;
use ipc::form::RatesForm;
use ipc::{Desk, run as core};
use serde_json::json;

use crate::print::Printer;
use crate::{Outcome, exit};

#[derive(Subcommand)]
pub enum RatesVerb {
    /// Ask the gateway for its rates.
    Ask {
        /// What is sold, ISO code; may be given several times.
        #[arg(long, required = true)]
        sell: Vec<String>,
        /// What is bought, ISO code.
        #[arg(long)]
        buy: String,
    },
}

pub async fn run(desk: &Desk, verb: RatesVerb, printer: Printer) -> Outcome {
    let RatesVerb::Ask { sell, buy } = verb;
    Ok(core::rates_ask(desk, RatesForm { sell, buy }).await.map(|rates| {
        printer.data(&json!({ "rates": rates }), || {
            let until = |at: Option<i64>| at.map(ipc::utc).unwrap_or_default();
            rates
                .iter()
                .map(|own| format!("{:<8} {:>20}  {}", own.pair, own.rate, until(own.until)))
                .collect()
        });
        exit::OK
    }))
}
