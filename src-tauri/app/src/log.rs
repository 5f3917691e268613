//! The log: a file a day beside the ledger, two weeks of them. Never holds a key or a card.

use std::path::Path;

use anyhow::Result;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

const QUIET: &str = "info,hyper=warn,sqlx=warn,reqwest=warn,tao=error,wry=error";

/// Opens it. What is still in memory is written when the guard goes.
pub fn open(data_dir: &Path) -> Result<WorkerGuard> {
    let folder = data_dir.join("logs");
    std::fs::create_dir_all(&folder)?;
    let days = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("counterfoil")
        .filename_suffix("log")
        .max_log_files(14)
        .build(folder)?;
    let (writer, guard) = tracing_appender::non_blocking(days);
    let filter = EnvFilter::try_from_env("COUNTERFOIL_LOG").unwrap_or_else(|_| EnvFilter::new(QUIET));
    tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_env_filter(filter).init();
    Ok(guard)
}
