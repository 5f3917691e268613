//! `cargo xtask bench`: figures, not tests.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::screen::Screen;
use crate::start::{Window, build, prepare};
use crate::{ground, packages, run};

/// Print figures: start to painted list, a page of payments, notifications kept.
#[derive(Args)]
pub struct Bench {
    /// How often the window is started.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// How many payments the ledger holds.
    #[arg(long, default_value_t = 2000)]
    payments: u32,
    /// How many notifications the burst has.
    #[arg(long, default_value_t = 10_000)]
    notifications: u32,
}

impl Bench {
    /// Does it.
    pub fn run(&self) -> Result<()> {
        prepare(&[packages::BUILD, packages::HEADLESS])?;
        let profile = build(true)?;
        self.window(profile)?;
        self.page()?;
        self.burst()
    }

    /// Notifications verified, kept and acknowledged in a second, over HTTP on this computer.
    fn burst(&self) -> Result<()> {
        let notifications = self.notifications.to_string();
        let mut burst = ground::cargo(&["run", "--release", "--quiet", "--package", "relay"]);
        burst.args(["--example", "burst", "--", &notifications]);
        said("burst", &mut burst)
    }

    /// From the start of the program to its list of payments, painted; then pages through its channel.
    fn window(&self, profile: &str) -> Result<()> {
        let folder = fresh("bench-window")?;
        let screen = Screen::open()?;
        let mut times = Vec::new();
        // The first start makes the history and warms the disk; it is not counted.
        let app = || {
            let mut app = Command::new(ground::binary(profile, "counterfoil-desktop"));
            app.args(["--practice", "--practice-payments", &self.payments.to_string(), "--at", "payments"]);
            app.arg("--data-dir").arg(&folder).current_dir(ground::top());
            app
        };
        for round in 0..=self.rounds {
            let time = Window::open(&mut app(), &screen)?.painted(Duration::from_secs(300))?;
            if round == 0 {
                println!("  first start, with {} payments to make: {time} ms", self.payments);
            } else {
                times.push(time);
            }
        }
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied().unwrap_or(0);
        let worst = times.last().copied().unwrap_or(0);
        println!(
            "start to painted list, {} payments: median {middle} ms, worst {worst} ms of {} starts",
            self.payments,
            times.len()
        );
        let mut window = Window::measured(&mut app(), &screen, "pages")?;
        let said = window.word("paged ", Duration::from_secs(300)).context("the window told no pages")?;
        let figures: Vec<u64> = said.split(' ').filter_map(|figure| figure.parse().ok()).collect();
        let [pages, rows, total, slowest] = figures[..] else { bail!("the window said {said}") };
        let mean = total.checked_div(pages).context("no pages")?;
        println!(
            "page of {rows} through the window's channel: {} ms on average of {pages}, slowest {} ms \
             (its clock ticks in whole milliseconds)",
            milliseconds(mean),
            milliseconds(slowest)
        );
        Ok(())
    }

    /// A page of 50 payments from the ledger, as the window asks for it, without the window.
    fn page(&self) -> Result<()> {
        let payments = self.payments.to_string();
        let mut page = ground::cargo(&["run", "--release", "--quiet", "--package", "bridge", "--"]);
        page.args(["bench", "--payments", &payments, "--data-dir"]).arg(fresh("bench-page")?);
        said("page", &mut page)
    }
}

/// Microseconds as milliseconds with two decimals.
fn milliseconds(micros: u64) -> String {
    format!("{}.{:02}", micros / 1000, micros % 1000 / 10)
}

/// Runs a measurement and prints what it says.
fn said(name: &str, command: &mut Command) -> Result<()> {
    let ended = run::watch(name, command, Duration::from_secs(1800))?;
    if !ended.success {
        run::print_tail(&ended.lines);
        bail!("measuring {name} failed");
    }
    for line in ended.lines {
        println!("{line}");
    }
    Ok(())
}

fn fresh(name: &str) -> Result<PathBuf> {
    let folder = ground::scratch(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}
