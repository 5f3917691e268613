//! `cargo xtask test`: every step runs, also after a failure, and the last line counts them all.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::count::{Count, How, count};
use crate::screen::Screen;
use crate::steps::{Step, fast, full, slow};
use crate::{ground, packages, run, web};

/// Install what is missing and run every test.
#[derive(Args)]
pub struct Test {
    /// Leave out the browser, the window and the official SDK.
    #[arg(long, conflicts_with = "full")]
    fast: bool,
    /// The other systems' type check, the bundles, and the proofs at their full length as well (hours).
    #[arg(long)]
    full: bool,
    /// Only the steps with this in their name.
    #[arg(long)]
    only: Option<String>,
}

struct Row {
    name: &'static str,
    count: Count,
    seconds: u64,
}

impl Test {
    /// Does it.
    pub fn run(&self) -> Result<ExitCode> {
        println!("preparing");
        packages::need(&[packages::BUILD, packages::HEADLESS, packages::TEST])?;
        packages::need_components()?;
        web::packages()?;

        let screen = if self.fast { None } else { Some(Screen::open()?) };
        let mut steps = fast();
        steps.extend(screen.iter().flat_map(|screen| slow(&screen.display)));
        if self.full {
            steps.extend(full());
        }
        if let Some(only) = &self.only {
            steps.retain(|step| step.name.contains(only.as_str()));
        }
        let rows = steps.into_iter().map(step).collect::<Result<Vec<Row>>>()?;
        Ok(table(&rows))
    }
}

fn step(mut step: Step) -> Result<Row> {
    println!("{} ...", step.name);
    if let Some(file) = step.needs.filter(|file| !ground::top().join(file).exists()) {
        println!("  {file} is not there");
        return Ok(Row { name: step.name, count: Count { passed: 0, failed: 1 }, seconds: 0 });
    }
    let ended = run::watch(step.name, &mut step.command, step.limit)?;
    let count = count(step.how, ended.success, &ended.lines);
    if count.failed > 0 {
        run::print_tail(&ended.lines);
    }
    println!("{}: {} in {} s", step.name, said(step.how, count), ended.seconds);
    Ok(Row { name: step.name, count, seconds: ended.seconds })
}

fn said(how: How, count: Count) -> String {
    match (how, count.failed) {
        (How::Once, 0) => "passed".to_owned(),
        (How::Once, _) => "failed".to_owned(),
        _ => format!("{} passed, {} failed", count.passed, count.failed),
    }
}

fn table(rows: &[Row]) -> ExitCode {
    println!("\n{:<14} {:>7} {:>7} {:>8}", "step", "passed", "failed", "seconds");
    for Row { name, count, seconds } in rows {
        println!("{name:<14} {:>7} {:>7} {seconds:>8}", count.passed, count.failed);
    }
    let passed: u64 = rows.iter().map(|row| row.count.passed).sum();
    let failed: u64 = rows.iter().map(|row| row.count.failed).sum();
    let seconds: u64 = rows.iter().map(|row| row.seconds).sum();
    println!("\n{seconds} s");
    println!("{passed} passed, {failed} failed");
    // The summary stays the last line, so a failure says no more than its exit code.
    if failed > 0 || rows.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
