//! `cargo xtask start`: from a clone to a window on the practice account.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::screen::{Screen, in_session};
use crate::{ground, packages, run, web};

/// Install what is missing and open the window on the practice account.
#[derive(Args)]
pub struct Start {
    /// On a display nobody looks at; ends with a screenshot.
    #[arg(long)]
    headless: bool,
    /// The optimised program: slower to build.
    #[arg(long)]
    release: bool,
    /// Another place for the ledger.
    #[arg(long)]
    data_dir: Option<PathBuf>,
}

impl Start {
    /// Does it.
    pub fn run(&self) -> Result<()> {
        let began = Instant::now();
        let headless = self.headless || !has_display();
        if headless && !self.headless {
            println!(
                "There is no display here, so the window opens on a virtual one and its picture is kept."
            );
        }
        prepare(if headless { &[packages::BUILD, packages::HEADLESS] } else { &[packages::BUILD] })?;
        let profile = build(self.release)?;
        println!("ready after {} s", began.elapsed().as_secs());
        if headless { self.picture(profile) } else { self.open(profile) }
    }

    fn open(&self, profile: &str) -> Result<()> {
        let mut app = Command::new(ground::binary(profile, "counterfoil-desktop"));
        app.arg("--practice").current_dir(ground::top());
        if let Some(folder) = &self.data_dir {
            app.arg("--data-dir").arg(folder);
        }
        println!("opening Counterfoil on the practice account; close the window to end");
        let ended = app.status().context("starting the window")?;
        if !ended.success() {
            bail!("the window ended badly: {ended}");
        }
        Ok(())
    }

    fn picture(&self, profile: &str) -> Result<()> {
        // The keychain of the private session ends with it, so the ledger starts afresh too.
        let folder = self.data_dir.clone().unwrap_or_else(|| ground::scratch("start"));
        if self.data_dir.is_none() && folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let screen = Screen::open()?;
        let mut app = Command::new(ground::binary(profile, "counterfoil-desktop"));
        app.args(["--practice", "--at", "payments", "--data-dir"]).arg(&folder).current_dir(ground::top());
        let mut window = Window::open(&mut app, &screen)?;
        println!("  window painted: {} ms", window.painted(Duration::from_secs(120))?);
        let file = ground::top().join("shots/start.png");
        screen.picture(&file)?;
        println!("{}", file.display());
        Ok(())
    }
}

/// Installs what a window needs and builds its screens.
pub fn prepare(sets: &[&[&str]]) -> Result<()> {
    packages::need(sets)?;
    web::packages()?;
    web::build()
}

/// Builds the window; says in which folder it is.
pub fn build(release: bool) -> Result<&'static str> {
    let mut arguments = vec!["build", "--bin", "counterfoil-desktop", "--features", "custom-protocol"];
    if release {
        arguments.push("--release");
    }
    run::must("cargo build", &mut ground::cargo(&arguments))?;
    Ok(if release { "release" } else { "debug" })
}

/// A running window that says when it has painted.
pub struct Window {
    app: Child,
    said: Receiver<String>,
}

impl Window {
    /// Opens it on a screen of ours, in a session of its own.
    pub fn open(app: &mut Command, screen: &Screen) -> Result<Self> {
        Self::measured(app, screen, "1")
    }

    /// Opens it to measure more than its start: `pages`.
    pub fn measured(app: &mut Command, screen: &Screen, what: &str) -> Result<Self> {
        app.env("DISPLAY", &screen.display).env_remove("WAYLAND_DISPLAY").env("COUNTERFOIL_BENCH", what);
        let mut inside = in_session(app);
        inside.stdin(Stdio::null()).stdout(Stdio::piped());
        run::own_group(&mut inside);
        let mut app = inside.spawn().context("starting the window")?;
        let (sender, said) = channel();
        if let Some(out) = app.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { app, said })
    }

    /// Milliseconds from its start until its list was painted.
    pub fn painted(&mut self, limit: Duration) -> Result<u64> {
        let Some(time) = self.word("painted ", limit) else {
            bail!("the window painted no list within {} s", limit.as_secs())
        };
        time.parse().context("reading the time it says")
    }

    /// What it says after this word, within a time.
    pub fn word(&mut self, word: &str, limit: Duration) -> Option<String> {
        let began = Instant::now();
        while let Ok(line) = self.said.recv_timeout(limit.saturating_sub(began.elapsed())) {
            if let Some(rest) = line.strip_prefix(word) {
                return Some(rest.trim().to_owned());
            }
        }
        None
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        run::end(&mut self.app);
    }
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|set| !set.is_empty()))
}
