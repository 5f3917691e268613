//! The Keys port on the OS keychain or a passphrase vault.
//!
//! Secrets lie in exactly one of the two, chosen by a person. There is no third place: when the store does
//! not work, the call fails and says why.
//!
//! The keychain protects keys at rest and from other users of the computer, not from programs of the same
//! user.

mod lock;
mod os_store;
mod ring;
mod seal;
mod signer;
mod store;
mod vault;

use std::path::Path;

use engine::port::{KeyStore, KeysError};
use zeroize::Zeroizing;

pub use ring::KeyRing;

/// Keys in the Keychain, the Credential Manager or the Secret Service. `service_suffix` tells the data of
/// one folder from another's on the same computer; empty for the usual folder. Programs of one folder take turns
/// by a lock file in it.
#[must_use]
pub fn os(service_suffix: &str, folder: &Path) -> KeyRing {
    KeyRing::new(KeyStore::Os, Box::new(os_store::OsStore::new(service_suffix, folder.join("keychain"))))
}

/// Keys in one file sealed with a passphrase. Makes the file when there is none. Takes about as long as a
/// login does on purpose (Argon2id), so call it where blocking is allowed.
///
/// # Errors
/// `Locked` for a wrong or empty passphrase, `NoStore` when the file cannot be read, written or understood.
pub fn vault(path: &Path, passphrase: Zeroizing<String>) -> Result<KeyRing, KeysError> {
    Ok(KeyRing::new(KeyStore::Passphrase, Box::new(vault::Vault::open(path, passphrase)?)))
}
