//! The steps of `cargo xtask test`, in order: what is quick to fail comes first.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::count::How;
use crate::ground;
use crate::screen::in_session;

/// One step.
pub struct Step {
    /// What the table calls it.
    pub name: &'static str,
    /// What is run.
    pub command: Command,
    /// How it is counted.
    pub how: How,
    /// When it is stopped.
    pub limit: Duration,
    /// What must be there for it to mean anything, from the top of the repository.
    pub needs: Option<&'static str>,
}

impl Step {
    fn new(name: &'static str, how: How, minutes: u64, command: Command) -> Self {
        Self { name, command, how, limit: Duration::from_secs(minutes.saturating_mul(60)), needs: None }
    }

    fn needs(self, file: &'static str) -> Self {
        Self { needs: Some(file), ..self }
    }
}

/// Lints, units, cases, conformance, contract, outbox, screens: no browser and no window.
pub fn fast() -> Vec<Step> {
    let types = ["run", "--quiet", "--package", "bridge", "--", "types", "--check"];
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    let keychain = ground::cargo(&["test", "--package", "keys-os", "--", "--ignored"]);
    vec![
        Step::new("format", How::Once, 5, ground::cargo(&["fmt", "--all", "--", "--check"])),
        Step::new("clippy", How::Once, 40, ground::cargo(&clippy)),
        Step::new("types", How::Once, 20, ground::cargo(&types)),
        Step::new("ui check", How::Once, 10, ground::npm(&["run", "check"])),
        Step::new("ui tests", How::Vitest, 15, ground::npm(&["run", "test"])),
        Step::new("ui build", How::Once, 10, ground::npm(&["run", "build"])),
        Step::new("cargo test", How::Cargo, 60, ground::cargo(&["test", "--workspace", "--no-fail-fast"])),
        Step::new("keychain", How::Cargo, 20, in_session(&keychain)),
    ]
}

/// The official SDK, the stories in a browser and those in the real window.
pub fn slow(display: &str) -> Vec<Step> {
    let desktop = ["build", "--bin", "counterfoil-desktop", "--features", "custom-protocol"];
    let programs = ["build", "--package", "cli", "--package", "bridge"];
    let mut window = ground::cargo(&[
        "test",
        "--package",
        "counterfoil-tests",
        "--test",
        "window",
        "--",
        "--ignored",
        "--test-threads=1",
    ]);
    window
        .env("COUNTERFOIL_DESKTOP", ground::binary("debug", "counterfoil-desktop"))
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY");
    vec![
        Step::new("programs", How::Once, 30, ground::cargo(&programs)),
        Step::new("official sdk", How::LastLine, 15, script("python3", "tests/sdk/run.py"))
            .needs("tests/sdk/run.py"),
        Step::new("stories", How::LastLine, 30, script("node", "tests/stories/run.mjs"))
            .needs("tests/stories/run.mjs"),
        Step::new("desktop", How::Once, 30, ground::cargo(&desktop)),
        Step::new("window", How::Cargo, 20, in_session(&window)).needs("tests/window/main.rs"),
    ]
}

/// The other systems, the bundles, and the proofs at their full length.
pub fn full() -> Vec<Step> {
    let bundles = ["exec", "--", "tauri", "build", "--bundles", "deb,rpm"];
    vec![
        Step::new("targets", How::Once, 60, ground::cargo(&["xtask", "check", "--targets"])),
        Step::new("bundles", How::Once, 60, ground::npm(&bundles)),
        Step::new("2,000 kills", How::Cargo, 60, at_length("processes", &["kills::"], ("KILLS", "2000"))),
        Step::new(
            "100,000 histories",
            How::Cargo,
            240,
            at_length("histories", &["both_sides", "--profile", "proof"], ("HISTORIES", "100000")),
        ),
    ]
}

/// Some tests of one program of tests, with a number of their own.
fn at_length(program: &str, words: &[&str], (name, number): (&str, &str)) -> Command {
    let mut command = ground::cargo(&["test", "--package", "counterfoil-tests", "--test", program]);
    command.args(words).env(name, number);
    command
}

fn script(interpreter: &str, file: &str) -> Command {
    let mut command = Command::new(interpreter);
    command.arg(Path::new(file)).current_dir(ground::top()).env("CARGO_TARGET_DIR", ground::target());
    command
}
