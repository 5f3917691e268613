//! Forms, views and problems: what the window and the terminal share. Text becomes domain types here.

#![warn(clippy::wildcard_enum_match_arm)]

mod advice;
mod catalogue;
mod commands;
mod desk;
mod dossier_show;
mod dossier_story;
pub mod form;
mod locked;
mod on_form;
mod parse;
pub mod places;
pub mod problem;
pub mod run;
mod settings;
mod show;
mod subject;
mod timeline;
mod trouble;
mod typed;
pub mod view;
pub mod words;

pub use catalogue::{Language, say, utc};
pub use desk::{Desk, Parts};
pub use trouble::order_state;
