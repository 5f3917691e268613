//! The window binary.
fn main() {}
