//! The ipc over loopback for a browser: UI work and stories; practice only.

pub mod types;
