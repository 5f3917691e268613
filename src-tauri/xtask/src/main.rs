//! Setup, start, test, check and bench: everything a newcomer types, in one small program.

mod bench;
mod count;
mod ground;
mod history;
mod packages;
mod run;
mod screen;
mod start;
mod steps;
mod suite;
mod targets;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Start, test, check and measure Counterfoil")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Install what is missing and open the window on the practice account.
    Start(start::Start),
    /// Install what is missing and run every test.
    Test(suite::Test),
    /// Type-check for the other systems.
    Check {
        /// For Windows and macOS.
        #[arg(long, required = true)]
        targets: bool,
    },
    /// Print figures: start to painted list, a page of payments, notifications kept.
    Bench(bench::Bench),
    /// Play one history of faults again.
    History(history::History),
    /// Write the TypeScript of the command list.
    Types,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Start(start) => start.run().map(|()| ExitCode::SUCCESS),
        Verb::Test(test) => test.run(),
        Verb::Check { targets: _ } => targets::check().map(|()| ExitCode::SUCCESS),
        Verb::Bench(bench) => bench.run().map(|()| ExitCode::SUCCESS),
        Verb::History(history) => history.run(),
        Verb::Types => web::types("--write").map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
