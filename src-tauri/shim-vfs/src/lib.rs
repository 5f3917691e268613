//! SQLite's own file system with a person at the plug: every write, sync, truncation and deletion of a
//! [`Disk`] is counted, and a [`Process`] can be stopped at any of them, be told that the disk is full or
//! broken, and lose in a power cut what was not synced.
//!
//! Files stay real files of the computer, so everything else a program does to them (copies, permissions)
//! works as ever. Only files below a disk's folder are looked at.

#![cfg(unix)]

mod disk;
mod file;
mod images;
mod process;
mod vfs;

pub use disk::Disk;
pub use process::{Act, Fault, Operation, Process};
pub use vfs::install;
