//! `bridge serve` for a browser, `bridge types` for the TypeScript, `bridge bench` for figures.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use bridge::{Setup, serve};
use clap::{Args, Parser, Subcommand};
use ipc::form::Nothing;
use serde_json::json;
use site::History;

#[derive(Parser)]
#[command(name = "bridge", about = "The ipc for a browser, and its TypeScript")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Answer a browser on this computer; practice only.
    Serve(Serve),
    /// The TypeScript of the command list.
    Types {
        /// Write the file.
        #[arg(long, conflicts_with = "check", required_unless_present = "check")]
        write: bool,
        /// Fail when the file is not what would be written.
        #[arg(long)]
        check: bool,
        /// The file.
        #[arg(long, default_value = bridge::types::FILE)]
        file: PathBuf,
    },
    /// How long questions to a practice ledger take.
    Bench {
        /// Payments in the ledger.
        #[arg(long, default_value_t = 2000)]
        payments: u32,
        /// A new, empty place for the ledger.
        #[arg(long)]
        data_dir: PathBuf,
    },
}

#[derive(Args)]
struct Serve {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 4100)]
    port: u16,
    /// The built screens.
    #[arg(long, default_value = "ui/dist")]
    ui: PathBuf,
    /// Where ledgers are.
    #[arg(long, default_value = "target/bridge")]
    data_dir: PathBuf,
    /// Payments the practice history begins with.
    #[arg(long, default_value_t = 400)]
    payments: u32,
    /// The same history for the same seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Start without an account, as on a new computer.
    #[arg(long)]
    empty: bool,
    /// Say where it listens as one JSON line.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter("warn,bridge=info").init();
    match Arguments::parse().verb {
        Verb::Serve(arguments) => answer(arguments).await,
        Verb::Types { write, check: _, file } => types(write, &file),
        Verb::Bench { payments, data_dir } => bench(data_dir, payments).await,
    }
}

async fn answer(arguments: Serve) -> Result<()> {
    let Serve { port, ui, data_dir, payments, seed, empty, json } = arguments;
    let data_dir = site::data_dir(Some(&data_dir))?;
    let bridge = serve(Setup { port, ui, data_dir, history: History { payments, seed } }).await?;
    let mut gateway = None;
    if !empty {
        let frame = ipc::run::practice_open(&bridge.desk, Nothing {})
            .await
            .map_err(|problem| anyhow::anyhow!("the practice account did not open: {problem:?}"))?;
        gateway = frame.current.map(|account| account.base_url);
    }
    if json {
        let journal_url = gateway.as_ref().map(|base| format!("{base}/practice/journal"));
        println!("{}", json!({ "url": bridge.url, "gateway_url": gateway, "journal_url": journal_url }));
    } else {
        println!("open {} in a browser", bridge.url);
    }
    bridge.run().await
}

fn types(write: bool, file: &Path) -> Result<()> {
    let generated = bridge::types::generated();
    if write {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        }
        return std::fs::write(file, generated).with_context(|| format!("writing {}", file.display()));
    }
    let committed = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    if committed != generated {
        bail!("{} is stale: run `cargo xtask types`", file.display());
    }
    Ok(())
}

async fn bench(data_dir: PathBuf, payments: u32) -> Result<()> {
    let data_dir = site::data_dir(Some(&data_dir))?;
    for figure in bridge::measure::measure(data_dir, payments).await? {
        let (median, worst) = (figure.median.as_micros(), figure.worst_of_hundred.as_micros());
        println!(
            "{}, {payments} payments in the ledger: median {median} us, worst of 100 {worst} us",
            figure.what
        );
    }
    Ok(())
}
