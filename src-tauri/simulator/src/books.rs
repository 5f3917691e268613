//! The books file: JSON lines, only ever appended to, on disk before an answer leaves.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::state::{Entry, State};

/// The first line: who this gateway is, and which history it began with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opening {
    pub client_id: String,
    pub gateway_private_key: String,
    pub merchant_private_key: String,
    pub payments: u32,
    pub seed: u64,
    pub at: i64,
    /// Makes the digests of tokens and certificates differ from one set of books to the next.
    pub salt: String,
}

#[derive(Serialize, Deserialize)]
struct Written {
    count: u64,
    entries: Vec<Entry>,
}

/// The open file, or nothing when the gateway forgets on exit.
pub struct Books {
    file: Option<File>,
    /// A line could not be written: what is remembered is ahead of the file, so nothing may follow.
    broken: bool,
}

/// What an existing file held.
pub struct Kept {
    pub opening: Opening,
    lines: Vec<Written>,
}

impl Books {
    pub fn forgetful() -> Self {
        Self { file: None, broken: false }
    }

    /// Opens or creates the file. A torn last line is cut off: its answer never left.
    pub fn open(path: &Path) -> Result<(Self, Option<Kept>)> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .with_context(|| format!("cannot open the books {}", path.display()))?;
        if file.try_lock().is_err() {
            bail!("the books {} are in use by another practice gateway", path.display());
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        bytes.truncate(whole);
        file.set_len(u64::try_from(whole)?)?;
        file.seek(SeekFrom::End(0))?;
        let mut lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty());
        let Some(first) = lines.next() else {
            return Ok((Self { file: Some(file), broken: false }, None));
        };
        let opening = serde_json::from_slice(first).context("the books do not begin with an opening line")?;
        let mut kept = Vec::new();
        for (at, line) in lines.enumerate() {
            match serde_json::from_slice(line) {
                Ok(written) => kept.push(written),
                Err(error) => bail!("line {} of the books cannot be read: {error}", at + 2),
            }
        }
        Ok((Self { file: Some(file), broken: false }, Some(Kept { opening, lines: kept })))
    }

    pub fn open_with(&mut self, opening: &Opening) -> Result<()> {
        self.append(serde_json::to_vec(opening)?)
    }

    pub fn write(&mut self, count: u64, entries: Vec<Entry>) -> Result<()> {
        if self.broken {
            bail!("the books could not be written before; start the practice gateway again");
        }
        if entries.is_empty() || self.file.is_none() {
            return Ok(());
        }
        self.append(serde_json::to_vec(&Written { count, entries })?)
    }

    fn append(&mut self, mut line: Vec<u8>) -> Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        line.push(b'\n');
        let written = file.write_all(&line).and_then(|()| file.sync_data());
        self.broken = written.is_err();
        written.context("the books cannot be written")
    }
}

impl Kept {
    /// Brings a state up to date; answers the merchant keys that were registered.
    pub fn replay(self, state: &mut State) -> Vec<(String, String)> {
        let mut keys = Vec::new();
        for line in self.lines {
            state.count = state.count.max(line.count);
            for entry in line.entries {
                state.apply(&entry);
                if let Entry::MerchantKey { version, spki } = entry {
                    keys.push((version, spki));
                }
            }
        }
        keys
    }
}
