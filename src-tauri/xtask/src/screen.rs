//! A display and a desktop session of our own: Xvfb, a private D-Bus and an unlocked, empty keychain.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::run;

/// A display nobody looks at.
pub struct Screen {
    xvfb: Child,
    /// Its name, for `DISPLAY`.
    pub display: String,
}

impl Screen {
    /// Opens one of the window's size.
    pub fn open() -> Result<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        run::own_group(&mut command);
        let mut xvfb = command.spawn().context("starting Xvfb")?;
        let mut number = String::new();
        if let Some(out) = xvfb.stdout.take() {
            BufReader::new(out).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            run::end(&mut xvfb);
            bail!("Xvfb did not open a display");
        }
        Ok(Self { xvfb, display: format!(":{}", number.trim()) })
    }

    /// Takes a picture of everything on it, as soon as there is more to see than a blank window.
    pub fn picture(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let began = Instant::now();
        loop {
            let shot = Command::new("import")
                .args(["-display", &self.display, "-window", "root"])
                .arg(file)
                .status()
                .context("starting import (ImageMagick)")?;
            if shot.success() && colours(file)? > 64 {
                return Ok(());
            }
            if began.elapsed() > Duration::from_secs(20) {
                bail!("the window stays blank: see {}", file.display());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        run::end(&mut self.xvfb);
    }
}

fn colours(file: &Path) -> Result<u64> {
    let told = Command::new("identify").args(["-format", "%k"]).arg(file).output()?;
    Ok(String::from_utf8_lossy(&told.stdout).trim().parse().unwrap_or(0))
}

const SESSION: &str = r#"
set -euo pipefail
room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
export XDG_DATA_HOME="$room/data" XDG_RUNTIME_DIR="$room/run" XDG_CONFIG_HOME="$room/config" XDG_CACHE_HOME="$room/cache"
mkdir -p "$XDG_DATA_HOME/keyrings" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
dbus-run-session -- bash -c '
  printf "practice only" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  "$@"' _ "$@"
"#;

/// The same command inside a private session with a real, throw-away Secret Service.
pub fn in_session(command: &Command) -> Command {
    let mut inside = Command::new("bash");
    inside.args(["-c", SESSION, "session"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => inside.env(name, value),
            None => inside.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        inside.current_dir(folder);
    }
    inside
}
