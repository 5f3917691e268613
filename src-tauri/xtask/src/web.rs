//! The UI's packages, its build, and the TypeScript of the command list.

use std::path::Path;
use std::time::SystemTime;

use anyhow::{Result, bail};

use crate::{ground, run};

/// `npm ci`, when the packages on disk are not those of the lock file.
pub fn packages() -> Result<()> {
    if !ground::has(if cfg!(windows) { "npm.cmd" } else { "npm" }) {
        bail!("Node and npm are needed: version 20.19 or newer, from nodejs.org or the system's packages");
    }
    let ui = ground::top().join("ui");
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&ui.join("package-lock.json")) {
        return Ok(());
    }
    run::must("npm ci", &mut ground::npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

/// Builds `ui/dist`, when a source is newer.
pub fn build() -> Result<()> {
    let ui = ground::top().join("ui");
    let built = changed(&ui.join("dist/index.html"));
    if built.is_some() && built >= newest(&ui) {
        return Ok(());
    }
    run::must("ui build", &mut ground::npm(&["run", "build"]))
}

/// Writes or checks the TypeScript of the command list.
pub fn types(how: &str) -> Result<()> {
    run::must("types", &mut ground::cargo(&["run", "--quiet", "--package", "bridge", "--", "types", how]))
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|about| about.modified()).ok()
}

/// When the newest source below a folder was changed; not what is built or installed there.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    let times = entries.flatten().filter_map(|entry| {
        let name = entry.file_name();
        if name == "node_modules" || name == "dist" {
            return None;
        }
        if entry.file_type().ok()?.is_dir() { newest(&entry.path()) } else { changed(&entry.path()) }
    });
    times.max()
}
