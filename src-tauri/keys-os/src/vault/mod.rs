//! One file sealed with a passphrase, for computers without a keychain or people who prefer it.

mod derive;
mod file;

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::port::KeysError;
use zeroize::Zeroizing;

use crate::lock::Lock;
use crate::seal::{self, SealKey};
use crate::store::SecretStore;
use derive::Derivation;
use file::Contents;

/// Sealed into every vault, so that a wrong passphrase shows at once.
const CHECK: &[u8] = b"counterfoil vault";
const CHECK_PURPOSE: &[u8] = b"check";

/// An open vault: its key is in memory, its entries are read from the file each time.
pub(crate) struct Vault {
    path: PathBuf,
    derivation: Derivation,
    key: SealKey,
}

impl Vault {
    /// Opens the file, or makes it when there is none.
    pub(crate) fn open(path: &Path, passphrase: Zeroizing<String>) -> Result<Self, KeysError> {
        if passphrase.is_empty() {
            return Err(KeysError::Locked("the passphrase is empty".to_owned()));
        }
        let lock = Lock::take(path)?;
        let known = file::read(path)?;
        let derivation = match &known {
            Some(contents) => contents.derivation.clone(),
            None => Derivation::fresh()?,
        };
        let key = derivation.key(&passphrase)?;
        match known {
            Some(contents) => {
                let check = decode(&contents.check)?;
                let plain = seal::open(&key, CHECK_PURPOSE, &check);
                if plain.is_ok_and(|plain| plain.as_slice() == CHECK) {
                    Ok(Self { path: path.to_owned(), derivation, key })
                } else {
                    Err(KeysError::Locked("the passphrase does not open the vault".to_owned()))
                }
            }
            None => {
                let check = STANDARD.encode(seal::seal(&key, CHECK_PURPOSE, CHECK)?);
                file::write(path, &Contents::new(derivation.clone(), check), &lock)?;
                Ok(Self { path: path.to_owned(), derivation, key })
            }
        }
    }

    /// The file as it is now. Another vault put in its place is not ours to open or to write to.
    fn contents(&self) -> Result<Contents, KeysError> {
        let contents =
            file::read(&self.path)?.ok_or_else(|| KeysError::NoStore("the vault file is gone".to_owned()))?;
        if contents.derivation != self.derivation {
            return Err(KeysError::Locked("the vault was replaced by another one".to_owned()));
        }
        Ok(contents)
    }

    fn put(&self, mut contents: Contents, name: &str, secret: &[u8], held: &Lock) -> Result<(), KeysError> {
        let sealed = seal::seal(&self.key, &purpose(name), secret)?;
        contents.entries.insert(name.to_owned(), STANDARD.encode(sealed));
        file::write(&self.path, &contents, held)
    }
}

/// An entry's name is sealed with it: entries cannot change places.
fn purpose(name: &str) -> Vec<u8> {
    format!("entry {name}").into_bytes()
}

fn decode(text: &str) -> Result<Vec<u8>, KeysError> {
    STANDARD.decode(text).map_err(|_| file::damaged())
}

impl SecretStore for Vault {
    fn get(&mut self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
        let contents = self.contents()?;
        let Some(sealed) = contents.entries.get(name) else { return Ok(None) };
        seal::open(&self.key, &purpose(name), &decode(sealed)?).map(Some).map_err(|_| file::damaged())
    }

    fn set(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError> {
        let lock = Lock::take(&self.path)?;
        let contents = self.contents()?;
        self.put(contents, name, secret, &lock)
    }

    fn set_first(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError> {
        let lock = Lock::take(&self.path)?;
        let contents = self.contents()?;
        if contents.entries.contains_key(name) {
            return Ok(());
        }
        self.put(contents, name, secret, &lock)
    }

    fn delete(&mut self, name: &str) -> Result<(), KeysError> {
        let lock = Lock::take(&self.path)?;
        let mut contents = self.contents()?;
        if contents.entries.remove(name).is_none() {
            return Ok(());
        }
        file::write(&self.path, &contents, &lock)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn of_two_that_keep_a_secret_first_one_wins() {
        let folder = tempfile::TempDir::new().unwrap();
        let open = || Vault::open(&folder.path().join("v"), Zeroizing::new("made up".to_owned())).unwrap();
        let (mut window, mut terminal) = (open(), open());
        window.set_first("data-key", b"one").unwrap();
        terminal.set_first("data-key", b"two").unwrap();
        for vault in [&mut window, &mut terminal] {
            assert_eq!(vault.get("data-key").unwrap().unwrap().as_slice(), b"one");
        }
    }
}
