//! A folder whose files may lose power.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::images::Images;
use crate::process::Process;
use crate::vfs::install;

/// Which program opens files through which folder.
static DOORS: Mutex<BTreeMap<PathBuf, Process>> = Mutex::new(BTreeMap::new());

pub(crate) fn behind(path: &Path) -> Option<Process> {
    let folder = path.parent()?;
    DOORS.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
}

/// The files of a disk and what of them is not synced.
#[derive(Debug)]
pub(crate) struct Shelf {
    pub(crate) folder: PathBuf,
    images: Mutex<Images>,
}

impl Shelf {
    pub(crate) fn images(&self) -> MutexGuard<'_, Images> {
        self.images.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A folder whose files may lose power. Deleted with everything in it when it is dropped.
#[derive(Debug)]
pub struct Disk {
    around: PathBuf,
    shelf: Arc<Shelf>,
    programs: AtomicU64,
}

impl Disk {
    /// A new, empty disk in this folder, which must not be there yet.
    pub fn new(around: &Path) -> io::Result<Self> {
        install();
        let folder = around.join("disk");
        fs::create_dir_all(&folder)?;
        let around = around.canonicalize()?;
        let shelf = Shelf { folder: around.join("disk"), images: Mutex::default() };
        Ok(Self { around, shelf: Arc::new(shelf), programs: AtomicU64::new(0) })
    }

    /// The folder itself: files opened through it belong to no program and are not looked at.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.shelf.folder
    }

    /// Starts a program on it.
    #[cfg(unix)]
    pub fn process(&self) -> io::Result<Process> {
        let number = self.programs.fetch_add(1, Ordering::Relaxed);
        let door = self.around.join(format!("program-{number}"));
        std::os::unix::fs::symlink("disk", &door)?;
        let process = Process::new(Arc::clone(&self.shelf), door.clone());
        DOORS.lock().unwrap_or_else(PoisonError::into_inner).insert(door, process.clone());
        Ok(process)
    }

    /// The power is cut: of what was written and not synced, `keep` says sector by sector what is still there.
    /// Every program must have been stopped and its files closed.
    pub fn cut_power(&self, mut keep: impl FnMut() -> bool) -> io::Result<()> {
        for file in fs::read_dir(&self.shelf.folder)? {
            let path = file?.path();
            // What programs share in memory is gone.
            if path.to_string_lossy().ends_with("-shm") {
                fs::remove_file(path)?;
            }
        }
        self.shelf.images().cut_power(&self.shelf.folder, &mut keep)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        DOORS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|door, _| door.parent() != Some(&self.around));
        // A folder left behind in a scratch place is no reason to stop a test.
        let _ = fs::remove_dir_all(&self.around);
    }
}
