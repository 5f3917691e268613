//! Measures the window: from the program's first instruction to a list the merchant can read, and the
//! way of a page of payments from the ledger to the page's script.

use std::time::{Duration, Instant};

use tauri::State;

/// Runs in the page when the start is measured: waits for a list with something in it, and two frames.
pub const WATCH: &str = include_str!("painted.js");

/// Runs in the page after that when pages are measured: asks for a page of 50 through the window's own channel.
pub const PAGES: &str = include_str!("paged.js");

/// When the program began.
pub struct Stopwatch {
    seen: Instant,
    before: Duration,
}

impl Stopwatch {
    /// Begins where the system began the program.
    pub fn start() -> Self {
        Self { seen: Instant::now(), before: age().unwrap_or_default() }
    }

    fn milliseconds(&self) -> u128 {
        self.seen.elapsed().saturating_add(self.before).as_millis()
    }
}

/// Whether somebody measures: `COUNTERFOIL_BENCH=1`, or `=pages` for the pages too.
pub fn measured() -> bool {
    std::env::var_os("COUNTERFOIL_BENCH").is_some_and(|set| set == "1" || set == "pages")
}

/// Whether pages are measured too.
pub fn pages_measured() -> bool {
    std::env::var_os("COUNTERFOIL_BENCH").is_some_and(|set| set == "pages")
}

/// The first list is painted.
#[tauri::command]
pub fn painted(stopwatch: State<'_, Stopwatch>) {
    if measured() {
        println!("painted {}", stopwatch.milliseconds());
    }
}

/// So many pages of so many rows came through the channel: microseconds in all, and for the slowest of them.
#[tauri::command]
pub fn paged(pages: u32, rows: u32, total: u64, slowest: u64) {
    if pages_measured() {
        println!("paged {pages} {rows} {total} {slowest}");
    }
}

/// How long this program was loaded and linked before it could look at a clock, in steps of 10 ms.
fn age() -> Option<Duration> {
    let about = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold blanks; the start is the 20th field after it, in ticks of 10 ms.
    let start: u64 = about.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()?;
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let hundredths: u64 = uptime.split_whitespace().next()?.replace('.', "").parse().ok()?;
    Some(Duration::from_millis(hundredths.checked_sub(start)?.checked_mul(10)?))
}
