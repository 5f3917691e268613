//! The keys of the account at work. Private halves come by file or are made on this computer.

use std::path::PathBuf;

use clap::Subcommand;
use ipc::form::{GatewayKeyForm, NextKeyForm, Nothing, SwitchKeyForm};
use ipc::view::KeyView;
use ipc::{Desk, run as core};

use crate::print::Printer;
use crate::{Outcome, dossier, exit, secret};

#[derive(Subcommand)]
pub enum KeyVerb {
    /// List our keys and the gateway's.
    List,
    /// Make the next key on this computer, or take one over from a file.
    Prepare {
        /// The version the gateway gives it.
        #[arg(long)]
        version: String,
        /// Make one of this many bits: 2048, 3072 or 4096.
        #[arg(long, default_value_t = 2048, conflicts_with = "key_file")]
        bits: u32,
        /// PKCS#8 or PKCS#1; PEM, DER or one base64 line; `-` reads standard input.
        #[arg(long)]
        key_file: Option<PathBuf>,
        /// Take the place of a next key that is there already.
        #[arg(long)]
        replace: bool,
    },
    /// Sign with another key: the next one, or an earlier one to switch back.
    Switch {
        /// Its version.
        #[arg(long)]
        version: String,
        /// From when, epoch milliseconds; now when absent.
        #[arg(long)]
        from: Option<i64>,
    },
    /// Take over a new key of the gateway.
    Gateway {
        /// Its public key: PEM, DER or one base64 line.
        #[arg(long)]
        key_file: PathBuf,
    },
}

pub async fn run(desk: &Desk, verb: KeyVerb, printer: Printer) -> Outcome {
    let keys = match verb {
        KeyVerb::List => core::key_list(desk, Nothing {}).await,
        KeyVerb::Prepare { version, bits, key_file, replace } => {
            let key = match &key_file {
                Some(path) => Some(secret::key(path)?.to_string()),
                None => None,
            };
            let bits = key.is_none().then_some(bits);
            core::key_prepare(desk, NextKeyForm { version, bits, key, replace }).await
        }
        KeyVerb::Switch { version, from } => core::key_switch(desk, SwitchKeyForm { version, from }).await,
        KeyVerb::Gateway { key_file } => {
            let public_key = secret::key(&key_file)?.to_string();
            core::key_gateway(desk, GatewayKeyForm { public_key }).await
        }
    };
    Ok(keys.map(|keys| {
        printer.data(&keys, || {
            let ours = keys.ours.iter().flat_map(|key| line("ours", key));
            ours.chain(keys.gateway.iter().flat_map(|key| line("gateway", key))).collect()
        });
        exit::OK
    }))
}

fn line(whose: &str, key: &KeyView) -> Vec<String> {
    let mut lines = vec![format!(
        "{whose:<8} {:<4} {:<8} {}  {}",
        key.version,
        key.role,
        key.fingerprint,
        dossier::time(key.from).unwrap_or_default()
    )];
    // The public half of the next key is what a person gives to the gateway.
    if key.role == "next" {
        lines.push(key.public_key.clone());
    }
    lines
}
