//! The file system SQLite is given: its own, asked for by way of the disk.

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;
use std::sync::Once;

use libsqlite3_sys as sqlite;
use sqlite::{SQLITE_CANTOPEN, SQLITE_IOERR_DELETE, SQLITE_OK, sqlite3_file, sqlite3_vfs};

use crate::disk;
use crate::file::{METHODS, Open};
use crate::process::{Act, Verdict};

static ONCE: Once = Once::new();

/// Registers the file system as the one SQLite takes when none is named. Files outside of a disk are opened by
/// SQLite's own as ever.
pub fn install() {
    ONCE.call_once(|| {
        // SAFETY: `sqlite3_vfs_find` initialises SQLite and returns its default, which lives for ever. The copy is
        // leaked, so it lives for ever too; its methods have the signatures SQLite asks for.
        unsafe {
            let own = sqlite::sqlite3_vfs_find(ptr::null());
            assert!(!own.is_null(), "SQLite has a file system");
            let mut ours = *own;
            let inner = usize::try_from(ours.szOsFile).unwrap_or_default();
            ours.szOsFile = c_int::try_from(Open::room(inner)).unwrap_or(c_int::MAX);
            ours.zName = c"shim".as_ptr();
            ours.pNext = ptr::null_mut();
            ours.pAppData = own.cast();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            ours.xAccess = Some(access);
            ours.xFullPathname = Some(full_pathname);
            let code = sqlite::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1);
            assert_eq!(code, SQLITE_OK, "the file system is registered");
        }
    });
}

/// SQLite's own file system.
///
/// # Safety
/// `vfs` must be the one [`install`] registered.
unsafe fn own(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    // SAFETY: `pAppData` holds it, by `install`.
    unsafe { (*vfs).pAppData.cast() }
}

/// # Safety
/// `name` must be null or a C string.
unsafe fn path<'a>(name: *const c_char) -> Option<&'a Path> {
    if name.is_null() {
        return None;
    }
    // SAFETY: a C string, by the caller's promise.
    Some(Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes())))
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands a file of the size `install` asked for, and a name that outlives it.
    unsafe {
        let process = path(name).and_then(disk::behind);
        let wrapped: *mut Open = file.cast();
        let inner = Open::inner(file);
        (*file).pMethods = ptr::null();
        if process.as_ref().is_some_and(crate::Process::stopped) {
            return SQLITE_CANTOPEN;
        }
        let own = own(vfs);
        let Some(open) = (*own).xOpen else { return SQLITE_CANTOPEN };
        let code = open(own, name, inner, flags, out);
        if (*inner).pMethods.is_null() {
            return code;
        }
        let label = path(name).and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        ptr::write(wrapped, Open::new(&raw const METHODS, process, label.unwrap_or_default(), flags));
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite calls with the file system of `install` and a C string.
    unsafe {
        let own = own(vfs);
        let Some(delete) = (*own).xDelete else { return SQLITE_IOERR_DELETE };
        let Some(path) = path(name) else { return SQLITE_IOERR_DELETE };
        if let Some(process) = disk::behind(path) {
            let label = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match process.asks(Act::Delete, &label, 0) {
                Verdict::Refuse | Verdict::RefuseFull => return SQLITE_IOERR_DELETE,
                Verdict::Do | Verdict::DoAndStop | Verdict::Halve => {}
            }
            let mut images = process.shelf.images();
            if sync_folder == 0 {
                images.deletes(&label, std::fs::read(path).unwrap_or_default());
            } else {
                images.synced(&label);
            }
        }
        delete(own, name, sync_folder)
    }
}

unsafe extern "C" fn access(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: handed on as it came.
    unsafe {
        let own = own(vfs);
        (*own).xAccess.map_or(SQLITE_CANTOPEN, |access| access(own, name, flags, out))
    }
}

/// SQLite's own would follow the link to the disk's folder, and with it forget which program asks.
unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: `out` has `room` bytes and `name` is a C string, as SQLite promises.
    unsafe {
        let own = own(vfs);
        let Some(path) = path(name) else { return SQLITE_CANTOPEN };
        if disk::behind(path).is_none() {
            return (*own).xFullPathname.map_or(SQLITE_CANTOPEN, |full| full(own, name, room, out));
        }
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if bytes.len() > usize::try_from(room).unwrap_or_default() {
            return SQLITE_CANTOPEN;
        }
        ptr::copy_nonoverlapping(bytes.as_ptr().cast::<c_char>(), out, bytes.len());
        SQLITE_OK
    }
}

/// The size of what stands before SQLite's own file in memory.
pub(crate) const fn head() -> usize {
    size_of::<Open>().next_multiple_of(align_of::<*mut c_void>())
}
