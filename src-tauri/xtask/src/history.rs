//! `cargo xtask history SEED`: one history again, with everything that is done in it.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::ground;

/// Play one history of faults again and print what is done in it.
#[derive(Args)]
pub struct History {
    /// The seed a failing test run printed.
    seed: u64,
    /// As many more, from this seed on, without their stories.
    #[arg(long)]
    many: Option<u64>,
}

impl History {
    /// Does it.
    pub fn run(&self) -> Result<ExitCode> {
        let mut test = ground::cargo(&["test", "--quiet", "--package", "counterfoil-tests"]);
        test.args(["--test", "histories", "--", "--nocapture"]);
        match self.many {
            None => test.env("HISTORY", self.seed.to_string()),
            Some(many) => {
                test.env("HISTORIES_FROM", self.seed.to_string()).env("HISTORIES", many.to_string())
            }
        };
        Ok(if test.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
