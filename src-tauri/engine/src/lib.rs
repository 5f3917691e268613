//! Use cases: decide, write down, then ask; owns the ports.
