//! Secrets come by file or standard input.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, Result};
use zeroize::Zeroizing;

/// The bytes of a file, or of standard input for `-`.
pub fn bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).context("reading standard input")?;
    } else {
        let mut file = std::fs::File::open(path).with_context(|| format!("opening {}", path.display()))?;
        file.read_to_end(&mut bytes).with_context(|| format!("reading {}", path.display()))?;
    }
    Ok(bytes)
}

/// The text of a file without the line end.
pub fn text(path: &Path) -> Result<Zeroizing<String>> {
    let bytes = bytes(path)?;
    let text = std::str::from_utf8(&bytes).with_context(|| format!("{} is not text", path.display()))?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
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
