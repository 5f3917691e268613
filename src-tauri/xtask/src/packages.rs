//! System packages and Rust components: installed when they are missing and when that is allowed.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{ground, run};

/// What building the window needs.
pub const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// What a window without a display needs.
pub const HEADLESS: &[&str] = &["xvfb", "imagemagick", "dbus", "gnome-keyring", "fonts-noto-cjk"];
/// What the tests need besides.
pub const TEST: &[&str] = &["webkit2gtk-driver", "chromium", "python3", "python3-venv"];

/// Installs the packages of these sets that are missing.
pub fn need(sets: &[&[&str]]) -> Result<()> {
    if !ground::has("dpkg-query") || !ground::has("apt-get") {
        return Ok(()); // Not Debian or Ubuntu: the README says what other systems need.
    }
    let missing: Vec<&str> = sets.concat().into_iter().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("  system packages missing: {}", missing.join(" "));
    let Some(before) = allowed() else {
        bail!(
            "please run this once, then try again:\n\n  sudo apt-get update && sudo apt-get install --no-install-recommends {}\n",
            missing.join(" ")
        );
    };
    run::must("apt-get update", apt(before).arg("update"))?;
    run::must(
        "apt-get install",
        apt(before).args(["install", "--yes", "--no-install-recommends"]).args(missing),
    )
}

/// Adds rustfmt and clippy when the toolchain came without them.
pub fn need_components() -> Result<()> {
    for (component, verb) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !quiet(&mut ground::cargo(&[verb, "--version"])) {
            run::must(
                &format!("rustup component add {component}"),
                Command::new("rustup").args(["component", "add", component]).current_dir(ground::top()),
            )?;
        }
    }
    Ok(())
}

fn installed(name: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", name])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|told| told.stdout == b"installed")
}

/// What to put before apt-get: nothing for root, sudo when it asks for no password.
fn allowed() -> Option<&'static str> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|told| told.stdout.starts_with(b"0\n"));
    if root {
        return Some("");
    }
    quiet(Command::new("sudo").args(["--non-interactive", "true"])).then_some("sudo")
}

fn apt(before: &str) -> Command {
    let mut command = if before.is_empty() { Command::new("env") } else { Command::new(before) };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}

/// Whether a command succeeds, without showing what it says.
pub fn quiet(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|end| end.success())
}
