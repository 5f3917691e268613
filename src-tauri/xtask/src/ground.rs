//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the repository.
pub fn top() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The build folder: where this very program was built.
pub fn target() -> PathBuf {
    let built = std::env::current_exe().ok().and_then(|exe| exe.ancestors().nth(2).map(Path::to_owned));
    built.unwrap_or_else(|| top().join("target"))
}

/// A file the tasks write and nobody commits.
pub fn scratch(name: &str) -> PathBuf {
    target().join("xtask").join(name)
}

/// A program of this workspace.
pub fn binary(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Cargo, at the top, building into the same folder as this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments).current_dir(top()).env("CARGO_TARGET_DIR", target());
    // What cargo tells a program it runs would make every build in it look changed.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// A script of `ui/package.json`.
pub fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["--prefix", "ui"]).args(arguments).current_dir(top());
    npm
}

/// Whether a program can be started.
pub fn has(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
