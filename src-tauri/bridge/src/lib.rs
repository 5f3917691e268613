//! The ipc over loopback for a browser: UI work and stories; practice only.

mod dispatch;
mod events;
mod guard;
pub mod measure;
mod server;
pub mod types;

pub use dispatch::dispatch;
pub use server::{Bridge, Setup, serve};
