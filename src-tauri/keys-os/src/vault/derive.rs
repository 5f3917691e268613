use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::port::KeysError;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::seal::{SealKey, random};
use crate::vault::file::damaged;

/// Least memory of the OWASP advice for Argon2id; a file that asks for less was tampered with.
const LEAST_KIB: u32 = 19 * 1024;
/// A file that asks for more would stop the program.
const MOST_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;
const MOST_LANES: u32 = 16;

/// How the key comes from the passphrase. Stored with the vault, so that it can be made dearer later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Derivation {
    algorithm: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

impl Derivation {
    /// For a new vault: 64 MiB, three passes, a random salt.
    pub(crate) fn fresh() -> Result<Self, KeysError> {
        let salt = STANDARD.encode(random::<16>()?.as_slice());
        Ok(Self { algorithm: "argon2id".to_owned(), memory_kib: 64 * 1024, passes: 3, lanes: 1, salt })
    }

    /// The key of a passphrase.
    pub(crate) fn key(&self, passphrase: &Zeroizing<String>) -> Result<SealKey, KeysError> {
        let sane = self.algorithm == "argon2id"
            && (LEAST_KIB..=MOST_KIB).contains(&self.memory_kib)
            && (1..=MOST_PASSES).contains(&self.passes)
            && (1..=MOST_LANES).contains(&self.lanes);
        if !sane {
            return Err(damaged());
        }
        let salt = STANDARD.decode(&self.salt).map_err(|_| damaged())?;
        let params =
            Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(|_| damaged())?;
        let mut key = SealKey::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &salt, key.as_mut_slice())
            .map_err(|_| damaged())?;
        Ok(key)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_weakened_derivation_is_refused() {
        let fresh = Derivation::fresh().unwrap();
        let passphrase = Zeroizing::new("pass".to_owned());
        for weak in [
            Derivation { memory_kib: 1024, ..fresh.clone() },
            Derivation { memory_kib: u32::MAX, ..fresh.clone() },
            Derivation { passes: 0, ..fresh.clone() },
            Derivation { passes: u32::MAX, ..fresh.clone() },
            Derivation { lanes: 0, ..fresh.clone() },
            Derivation { algorithm: "argon2d".into(), ..fresh.clone() },
            Derivation { salt: "?".into(), ..fresh },
        ] {
            assert_eq!(weak.key(&passphrase).err(), Some(damaged()), "{weak:?}");
        }
    }
}
