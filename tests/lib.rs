//! The suites of this package stand beside this file.
