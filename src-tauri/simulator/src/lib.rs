//! The practice gateway: a stranger that imports none of our crates.
