//! `bridge types` writes the TypeScript of the command list.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "bridge", about = "The ipc for a browser, and its TypeScript")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
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
}

fn main() -> Result<()> {
    match Arguments::parse().verb {
        Verb::Types { write, check: _, file } => types(write, &file),
    }
}

fn types(write: bool, file: &std::path::Path) -> Result<()> {
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
