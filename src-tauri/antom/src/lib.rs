//! The gateway's language: bytes in, bytes out.
