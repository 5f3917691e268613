//! Setup, start, test, check and bench.
fn main() {}
