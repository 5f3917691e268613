//! Forms, views and problems: what the window and the terminal share. Text becomes domain types here.

mod commands;
pub mod form;
pub mod problem;
pub mod view;
