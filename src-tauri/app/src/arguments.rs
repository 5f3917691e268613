//! What the window is started with.

use std::path::PathBuf;

use clap::Parser;

/// The merchant's own half of every payment.
#[derive(Debug, Clone, Parser)]
#[command(name = "counterfoil-desktop", version, about)]
pub struct Arguments {
    /// Where ledgers and settings are; this user's data folder when absent.
    #[arg(long, env = "COUNTERFOIL_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Open the practice account, with its own gateway and history.
    #[arg(long)]
    pub practice: bool,
    /// How many payments the practice history begins with.
    #[arg(long, default_value_t = 400)]
    pub practice_payments: u32,
    /// Open on this screen: desk, payments, captures, customs, outbox, settings.
    #[arg(long)]
    pub at: Option<String>,
}
