//! The window binary.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use clap::Parser;

fn main() -> anyhow::Result<()> {
    counterfoil_desktop::run(counterfoil_desktop::Arguments::parse())
}
