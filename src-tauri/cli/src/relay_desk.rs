//! The relay this desk reads notifications from. Its token comes by file or standard input.

use std::path::PathBuf;

use clap::Subcommand;
use ipc::form::RelayForm;
use ipc::{Desk, run as core};

use crate::print::Printer;
use crate::{Outcome, exit, secret};

#[derive(Subcommand)]
pub enum RelayVerb {
    /// Read from a relay from now on, or from none.
    Set {
        /// `https://host[:port]`.
        #[arg(long, required_unless_present = "none")]
        address: Option<String>,
        /// The path of the notification address as registered at the gateway.
        #[arg(long, required_unless_present = "none")]
        notify_path: Option<String>,
        /// The file that holds the token the relay gave for this desk; `-` reads standard input. The one
        /// there is stays when absent.
        #[arg(long)]
        token_file: Option<PathBuf>,
        /// Read from no relay.
        #[arg(long, conflicts_with_all = ["address", "notify_path", "token_file"])]
        none: bool,
    },
}

pub async fn run(desk: &Desk, verb: RelayVerb, printer: Printer) -> Outcome {
    let RelayVerb::Set { address, notify_path, token_file, none: _ } = verb;
    let token = match &token_file {
        Some(path) => secret::text(path)?.to_string(),
        None => String::new(),
    };
    let form = RelayForm {
        address: address.unwrap_or_default(),
        notify_path: notify_path.unwrap_or_default(),
        token,
    };
    Ok(core::relay_setup(desk, form).await.map(|view| {
        printer.data(&view, || {
            let mut lines = vec![view.relay.clone().unwrap_or_else(|| "no relay".to_owned())];
            if view.fresh > 0 {
                lines.push(format!("{} notifications that did not verify before do now", view.fresh));
            }
            lines
        });
        exit::OK
    }))
}
