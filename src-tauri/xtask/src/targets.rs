//! `cargo xtask check --targets`: the code for Windows and macOS, type-checked on any system.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{ground, packages, run};

const TARGETS: &[&str] = &["x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

/// A compiler and archiver that only makes the file it is asked for: a type check never links, so
/// nobody reads what the C code of dependencies became.
const STUB: &str = r#"#!/usr/bin/env bash
make() { mkdir -p "$(dirname -- "$1")" && : >>"$1"; }
while (($#)); do
  case "$1" in
    -o) make "$2"; shift ;;
    /Fo* | -Fo*) make "${1:3}" ;;
    -out:* | /out:* | /OUT:*) make "${1:5}" ;;
    *.a | *.lib) make "$1" ;;
  esac
  shift
done
"#;

/// Checks every target.
pub fn check() -> Result<()> {
    if cfg!(windows) {
        bail!("this needs bash for its stand-in compiler; on Windows, `cargo check` itself covers Windows");
    }
    packages::need(&[packages::BUILD])?;
    let stub = stub()?;
    for target in TARGETS {
        run::must(
            &format!("rustup target add {target}"),
            Command::new("rustup").args(["target", "add", target]),
        )?;
        let mut check = ground::cargo(&["check", "--workspace", "--target", target]);
        for tool in ["CC", "CXX", "AR", "RANLIB"] {
            check.env(format!("{tool}_{}", target.replace('-', "_")), &stub);
        }
        run::must(&format!("check {target}"), &mut check)?;
    }
    Ok(())
}

fn stub() -> Result<PathBuf> {
    let file = ground::scratch("stub-compiler");
    std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(&file, STUB)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(file)
}
