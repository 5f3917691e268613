//! The Keys port on the OS keychain or a passphrase vault.
