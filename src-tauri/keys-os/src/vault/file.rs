use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use engine::port::KeysError;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::lock::Lock;
use crate::vault::derive::Derivation;

const FORMAT: &str = "counterfoil vault 1";
/// A vault holds a few keys; a larger file is not one.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What the file says. Names can be read by anyone who can read the file; secrets are sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contents {
    format: String,
    pub(crate) derivation: Derivation,
    pub(crate) check: String,
    pub(crate) entries: BTreeMap<String, String>,
}

impl Contents {
    pub(crate) fn new(derivation: Derivation, check: String) -> Self {
        Self { format: FORMAT.to_owned(), derivation, check, entries: BTreeMap::new() }
    }
}

pub(crate) fn damaged() -> KeysError {
    KeysError::NoStore("the vault file is damaged or not a vault".to_owned())
}

/// The file, if there is one.
pub(crate) fn read(path: &Path) -> Result<Option<Contents>, KeysError> {
    match fs::metadata(path) {
        Ok(about) if about.len() > MOST_BYTES => return Err(damaged()),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed("read", &error)),
    }
    let text = fs::read(path).map_err(|error| failed("read", &error))?;
    let contents: Contents = serde_json::from_slice(&text).map_err(|_| damaged())?;
    if contents.format == FORMAT { Ok(Some(contents)) } else { Err(damaged()) }
}

/// Replaces the file whole or not at all: a temporary file (readable by its owner only), flushed to the
/// disk, then renamed over the old one.
pub(crate) fn write(path: &Path, contents: &Contents, _held: &Lock) -> Result<(), KeysError> {
    let text = serde_json::to_vec_pretty(contents).map_err(|_| damaged())?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || {
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&text)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        flush_folder(folder)
    };
    write().map_err(|error| failed("write", &error))
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> std::io::Result<()> {
    Ok(()) // a folder cannot be opened as a file here; the rename itself is journalled
}

fn failed(what: &str, error: &std::io::Error) -> KeysError {
    KeysError::NoStore(format!("could not {what} the vault file: {}", error.kind()))
}
