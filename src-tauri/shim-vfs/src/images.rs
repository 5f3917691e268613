//! What of a disk's files has not been synced, and what a power cut makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The unit in which a disk keeps or loses what was written: a sector.
const SECTOR: usize = 512;

/// One change that no sync has made lasting, with what was there before.
#[derive(Debug)]
enum Change {
    Wrote { at: u64, before: Vec<u8>, length: u64 },
    Cut { before: Vec<u8>, length: u64 },
    Deleted { whole: Vec<u8> },
}

/// The unsynced changes of every file of one disk.
#[derive(Debug, Default)]
pub(crate) struct Images {
    changes: BTreeMap<String, Vec<Change>>,
}

impl Images {
    /// Bytes are about to be overwritten: what is there now, and how long the file is.
    pub fn writes(&mut self, file: &str, at: u64, before: Vec<u8>, length: u64) {
        self.of(file).push(Change::Wrote { at, before, length });
    }

    /// The end of a file is about to be cut off.
    pub fn cuts(&mut self, file: &str, before: Vec<u8>, length: u64) {
        self.of(file).push(Change::Cut { before, length });
    }

    /// A file is about to be deleted, and the folder is not synced.
    pub fn deletes(&mut self, file: &str, whole: Vec<u8>) {
        self.of(file).push(Change::Deleted { whole });
    }

    /// The file is as it is, for ever.
    pub fn synced(&mut self, file: &str) {
        self.changes.remove(file);
    }

    /// What was deleted is gone for ever.
    pub fn folder_synced(&mut self) {
        self.changes
            .retain(|_, changes| !changes.iter().any(|change| matches!(change, Change::Deleted { .. })));
    }

    /// The power is cut: of every file, each sector is the one that was synced or the one written since, as
    /// `keep` says; a file has either length.
    pub fn cut_power(&mut self, folder: &Path, keep: &mut dyn FnMut() -> bool) -> std::io::Result<()> {
        for (name, changes) in std::mem::take(&mut self.changes) {
            let path = folder.join(&name);
            let now = fs::read(&path).unwrap_or_default();
            let mut synced = now.clone();
            for change in changes.iter().rev() {
                undo(&mut synced, change);
            }
            fs::write(&path, mixed(&synced, &now, keep))?;
        }
        Ok(())
    }

    fn of(&mut self, file: &str) -> &mut Vec<Change> {
        self.changes.entry(file.to_owned()).or_default()
    }
}

fn undo(image: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Wrote { at, before, length } => {
            let at = usize::try_from(*at).unwrap_or(usize::MAX);
            if let Some(place) = image.get_mut(at..at.saturating_add(before.len())) {
                place.copy_from_slice(before);
            }
            image.truncate(usize::try_from(*length).unwrap_or(usize::MAX));
        }
        Change::Cut { before, length } => {
            image.truncate(usize::try_from(*length).unwrap_or(usize::MAX).saturating_sub(before.len()));
            image.extend_from_slice(before);
        }
        Change::Deleted { whole } => image.clone_from(whole),
    }
}

fn mixed(synced: &[u8], now: &[u8], keep: &mut dyn FnMut() -> bool) -> Vec<u8> {
    let length = if keep() { now.len() } else { synced.len() };
    let mut image = vec![0; length];
    for (sector, place) in image.chunks_mut(SECTOR).enumerate() {
        let at = sector.saturating_mul(SECTOR);
        let kept = if keep() { now } else { synced };
        let rest = kept.get(at..).unwrap_or_default();
        let many = rest.len().min(place.len());
        place[..many].copy_from_slice(&rest[..many]);
    }
    image
}
