//! Secrets and documents come by file or standard input. A file that cannot be used is a problem like any other.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use anyhow::Result;
use ipc::problem::{Next, Problem};
use zeroize::Zeroizing;

/// A problem on its way up, to be told as one.
#[derive(Debug)]
pub struct Complaint(pub Problem);

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.code)
    }
}

impl std::error::Error for Complaint {}

/// A problem with a file.
pub fn about(code: &str, path: &Path) -> Problem {
    Problem::new(code, Next::Correct).text("path", path.display())
}

/// The bytes of a file, or of standard input for `-`.
pub fn bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Complaint(about("file.missing", path)).into())
        }
        Err(error) => Err(Complaint(about("file.unreadable", path).because(error)).into()),
    }
}

/// The text of a file to the byte: where it is signed, nothing is cut off or added.
pub fn exact(path: &Path) -> Result<Zeroizing<String>> {
    let bytes = bytes(path)?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(error) => Err(Complaint(about("file.not_text", path).because(error)).into()),
    }
}

/// The text of a file without the line end.
pub fn text(path: &Path) -> Result<Zeroizing<String>> {
    Ok(Zeroizing::new(exact(path)?.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A key as text: PEM and base64 as they are, DER as base64.
pub fn key(path: &Path) -> Result<Zeroizing<String>> {
    use base64::Engine as _;
    let bytes = bytes(path)?;
    Ok(Zeroizing::new(match std::str::from_utf8(&bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => base64::engine::general_purpose::STANDARD.encode(&*bytes),
    }))
}
