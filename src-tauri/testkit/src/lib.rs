//! Fixed clock, counted ids, memory adapters and the ledger conformance suite.
