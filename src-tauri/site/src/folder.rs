//! The data folder, the same for the window and the terminal.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The identifier of the app, which names its folder too.
const IDENTIFIER: &str = "app.counterfoil.desktop";

/// The folder to use: the one asked for, else this user's own. Made when it is not there, for this user
/// alone.
pub fn data_dir(asked: Option<&Path>) -> Result<PathBuf> {
    let folder = match asked {
        Some(folder) => std::path::absolute(folder)?,
        None => usual().context("this user has no data folder")?,
    };
    let mut make = std::fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// Tells the keys of one folder from another's in the one keychain; empty for the usual folder.
pub fn service_suffix(folder: &Path) -> String {
    if usual().is_some_and(|usual| usual == folder) {
        return String::new();
    }
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn usual() -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join(IDENTIFIER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_for_this_user_alone() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let folder = data_dir(Some(&room.path().join("a/b"))).expect("made");
        assert!(folder.is_dir());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = folder.metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }

    #[test]
    fn two_folders_keep_their_keys_apart() {
        let (one, two) = (service_suffix(Path::new("/one")), service_suffix(Path::new("/two")));
        assert_eq!(one.len(), 12);
        assert_ne!(one, two);
        assert_eq!(one, service_suffix(Path::new("/one")));
    }
}
