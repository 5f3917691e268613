//! One open file: SQLite's own behind a check of every operation.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr;
use std::slice;

use libsqlite3_sys as sqlite;
use sqlite::{
    SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_LOCK, SQLITE_IOERR_READ, SQLITE_IOERR_SHMLOCK,
    SQLITE_IOERR_SHMMAP, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE, SQLITE_OK, SQLITE_OPEN_CREATE,
    SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_SUPER_JOURNAL, SQLITE_OPEN_WAL, SQLITE_SHM_UNLOCK, sqlite3_file,
    sqlite3_io_methods,
};

use crate::process::{Act, Process, Verdict};
use crate::vfs::head;

/// What SQLite holds for an open file. Its own file stands behind it in the same piece of memory.
#[repr(C)]
pub(crate) struct Open {
    base: sqlite3_file,
    process: Option<Process>,
    name: String,
    /// Its first sync makes the folder lasting as well: SQLite does that for journals and logs it may have made.
    with_folder: Cell<bool>,
}

impl Open {
    pub(crate) fn new(
        methods: *const sqlite3_io_methods,
        process: Option<Process>,
        name: String,
        flags: c_int,
    ) -> Self {
        let journal = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
        let with_folder = flags & SQLITE_OPEN_CREATE != 0 && flags & journal != 0;
        let base = sqlite3_file { pMethods: methods };
        Self { base, process, name, with_folder: Cell::new(with_folder) }
    }

    /// Bytes for both.
    pub(crate) const fn room(inner: usize) -> usize {
        head() + inner
    }

    /// SQLite's own file.
    ///
    /// # Safety
    /// `file` must have the room of [`Self::room`].
    pub(crate) unsafe fn inner(file: *mut sqlite3_file) -> *mut sqlite3_file {
        // SAFETY: inside the same piece of memory, by the caller's promise; aligned by `head`.
        unsafe { file.cast::<u8>().add(head()).cast() }
    }

    fn asks(&self, act: Act, bytes: u64) -> Verdict {
        self.process.as_ref().map_or(Verdict::Do, |process| process.asks(act, &self.name, bytes))
    }

    fn stopped(&self) -> bool {
        self.process.as_ref().is_some_and(Process::stopped)
    }
}

/// Calls a method of SQLite's own file.
macro_rules! own {
    ($file:ident . $method:ident ( $($argument:expr),* ) else $otherwise:expr) => {{
        let inner = Open::inner($file);
        match (*(*inner).pMethods).$method {
            Some(method) => method(inner, $($argument),*),
            None => $otherwise,
        }
    }};
}

/// Version 2: locks shared in memory (WAL), and no mapping of the file, so that every write is seen.
pub(crate) static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

// Every method below is called by SQLite with a file that `open` made and that is not closed yet; that is what
// each SAFETY comment stands on.

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: an open file; its own part is dropped once, since SQLite closes a file once.
    unsafe {
        let code = own!(file.xClose() else SQLITE_OK);
        ptr::drop_in_place(file.cast::<Open>());
        code
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, many: c_int, at: i64) -> c_int {
    // SAFETY: an open file.
    unsafe {
        if (*file.cast::<Open>()).stopped() {
            return SQLITE_IOERR_READ;
        }
        own!(file.xRead(into, many, at) else SQLITE_IOERR_READ)
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, many: c_int, at: i64) -> c_int {
    // SAFETY: an open file, and `many` bytes at `from`.
    unsafe {
        let open = &*file.cast::<Open>();
        let bytes = slice::from_raw_parts(from.cast::<u8>(), usize::try_from(many).unwrap_or_default());
        let many = match open.asks(Act::Write, u64::try_from(bytes.len()).unwrap_or_default()) {
            Verdict::Refuse => return SQLITE_IOERR_WRITE,
            Verdict::RefuseFull => return SQLITE_FULL,
            Verdict::Halve => many / 2,
            Verdict::Do | Verdict::DoAndStop => many,
        };
        remember(file, open, at, many);
        let code = own!(file.xWrite(from, many, at) else SQLITE_IOERR_WRITE);
        if open.stopped() { SQLITE_IOERR_WRITE } else { code }
    }
}

/// What is about to be overwritten is kept until the next sync.
///
/// # Safety
/// `file` must be open and `open` its head.
unsafe fn remember(file: *mut sqlite3_file, open: &Open, at: i64, many: c_int) {
    let Some(process) = &open.process else { return };
    // SAFETY: an open file, by the caller's promise.
    let length = unsafe { length(file) };
    let from = u64::try_from(at).unwrap_or_default();
    let there = length.saturating_sub(from).min(u64::try_from(many).unwrap_or_default());
    // SAFETY: the same.
    let before = unsafe { part(file, at, there) };
    process.shelf.images().writes(&open.name, from, before, length);
}

/// # Safety
/// `file` must be open.
unsafe fn length(file: *mut sqlite3_file) -> u64 {
    let mut length = 0;
    // SAFETY: an open file, by the caller's promise.
    unsafe { own!(file.xFileSize(&raw mut length) else SQLITE_OK) };
    u64::try_from(length).unwrap_or_default()
}

/// # Safety
/// `file` must be open.
unsafe fn part(file: *mut sqlite3_file, at: i64, many: u64) -> Vec<u8> {
    let mut bytes = vec![0; usize::try_from(many).unwrap_or_default()];
    if !bytes.is_empty() {
        let many = c_int::try_from(many).unwrap_or_default();
        // SAFETY: an open file, and room for `many` bytes.
        unsafe { own!(file.xRead(bytes.as_mut_ptr().cast(), many, at) else SQLITE_IOERR_READ) };
    }
    bytes
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    // SAFETY: an open file.
    unsafe {
        let open = &*file.cast::<Open>();
        let wanted = u64::try_from(size).unwrap_or_default();
        match open.asks(Act::Truncate, wanted) {
            Verdict::Refuse | Verdict::RefuseFull => return SQLITE_IOERR_TRUNCATE,
            Verdict::Do | Verdict::DoAndStop | Verdict::Halve => {}
        }
        if let Some(process) = &open.process {
            let length = length(file);
            let before = part(file, size, length.saturating_sub(wanted));
            process.shelf.images().cuts(&open.name, before, length);
        }
        let code = own!(file.xTruncate(size) else SQLITE_IOERR_TRUNCATE);
        if open.stopped() { SQLITE_IOERR_TRUNCATE } else { code }
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe {
        let open = &*file.cast::<Open>();
        match open.asks(Act::Sync, 0) {
            Verdict::Refuse | Verdict::RefuseFull => return SQLITE_IOERR_FSYNC,
            Verdict::Do | Verdict::DoAndStop | Verdict::Halve => {}
        }
        let code = match &open.process {
            // A power cut is played, so the computer's own disk need not be waited for.
            Some(process) => {
                let mut images = process.shelf.images();
                images.synced(&open.name);
                if open.with_folder.replace(false) {
                    images.folder_synced();
                }
                SQLITE_OK
            }
            None => own!(file.xSync(flags) else SQLITE_IOERR_FSYNC),
        };
        if open.stopped() { SQLITE_IOERR_FSYNC } else { code }
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: an open file.
    unsafe { own!(file.xFileSize(size) else SQLITE_IOERR_READ) }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe {
        if (*file.cast::<Open>()).stopped() {
            return SQLITE_IOERR_LOCK;
        }
        own!(file.xLock(level) else SQLITE_IOERR_LOCK)
    }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file. A stopped program's locks are given up too, as the system does.
    unsafe { own!(file.xUnlock(level) else SQLITE_OK) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { own!(file.xCheckReservedLock(out) else SQLITE_IOERR_LOCK) }
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    // SAFETY: an open file.
    unsafe { own!(file.xFileControl(what, argument) else sqlite::SQLITE_NOTFOUND) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    // SAFETY: an open file.
    unsafe { own!(file.xSectorSize() else 512) }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    // SAFETY: an open file.
    unsafe { own!(file.xDeviceCharacteristics() else 0) }
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file.
    unsafe {
        if (*file.cast::<Open>()).stopped() {
            return SQLITE_IOERR_SHMMAP;
        }
        own!(file.xShmMap(page, size, extend, out) else SQLITE_IOERR_SHMMAP)
    }
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, many: c_int, flags: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe {
        if flags & SQLITE_SHM_UNLOCK == 0 && (*file.cast::<Open>()).stopped() {
            return SQLITE_IOERR_SHMLOCK;
        }
        own!(file.xShmLock(offset, many, flags) else SQLITE_IOERR_SHMLOCK)
    }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: an open file.
    unsafe { own!(file.xShmBarrier() else ()) }
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { own!(file.xShmUnmap(delete) else SQLITE_OK) }
}
