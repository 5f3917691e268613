//! One program at a time: the window and the terminal may look for the same secret, or write the same file, at once.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use engine::port::KeysError;

/// Held while something is read and written again.
pub(crate) struct Lock {
    _open: File, // closing it lets go
}

impl Lock {
    /// Waits until no other program holds the lock beside this path, and takes it.
    pub(crate) fn take(of: &Path) -> Result<Self, KeysError> {
        let failed = |error: std::io::Error| {
            KeysError::NoStore(format!("could not lock {}: {}", of.display(), error.kind()))
        };
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(beside(of));
        let file = file.map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(Self { _open: file })
    }
}

fn beside(of: &Path) -> PathBuf {
    let mut name = OsString::from(of.as_os_str());
    name.push(".lock");
    name.into()
}
