use std::path::PathBuf;

use engine::port::KeysError;
use keyring::Error;
use keyring::v1::Entry;
use zeroize::Zeroizing;

use crate::lock::Lock;
use crate::store::SecretStore;

/// The bundle identifier of the app.
const SERVICE: &str = "app.counterfoil.desktop";

/// What a Windows credential holds at most; kept everywhere so that a key moves between systems.
const MOST_BYTES: usize = 2560;

/// The keychain of the operating system.
pub(crate) struct OsStore {
    service: String,
    /// Beside which the lock lies: keychains have none of their own.
    turns: PathBuf,
}

impl OsStore {
    pub(crate) fn new(suffix: &str, turns: PathBuf) -> Self {
        let service = if suffix.is_empty() { SERVICE.to_owned() } else { format!("{SERVICE}.{suffix}") };
        Self { service, turns }
    }

    fn entry(&self, name: &str) -> Result<Entry, KeysError> {
        Entry::new(&self.service, name).map_err(trouble)
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
        match self.entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(trouble(error)),
        }
    }
}

impl SecretStore for OsStore {
    fn get(&mut self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
        if let Some(secret) = self.read(name)? {
            return Ok(Some(secret));
        }
        // A locked Secret Service answers "no such entry". Writing tells the difference, and may ask the person
        // to unlock; so look again afterwards, or a key that is there would be taken for missing.
        let probe = format!("unlock-probe-{}", std::process::id());
        self.set(&probe, b"probe")?;
        self.delete(&probe)?;
        self.read(name)
    }

    fn set(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError> {
        if secret.len() > MOST_BYTES {
            let size = secret.len();
            return Err(KeysError::NoStore(format!(
                "{size} bytes are more than the {MOST_BYTES} it can hold"
            )));
        }
        self.entry(name)?.set_secret(secret).map_err(trouble)
    }

    fn set_first(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError> {
        let _turn = Lock::take(&self.turns)?;
        match self.get(name)? {
            Some(_) => Ok(()),
            None => self.set(name, secret),
        }
    }

    fn delete(&mut self, name: &str) -> Result<(), KeysError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(trouble(error)),
        }
    }
}

/// In plain words. Some of these errors carry the stored bytes: those are never printed.
fn trouble(error: Error) -> KeysError {
    match error {
        Error::NoStorageAccess(_) => KeysError::Locked(
            "the keychain did not open: unlock it (on Linux: the login keyring) and try again".to_owned(),
        ),
        Error::NoDefaultStore => KeysError::NoStore(no_store()),
        Error::PlatformFailure(error) => KeysError::NoStore(format!("the system said: {error}")),
        Error::TooLong(what, most) => KeysError::NoStore(format!("{what} is longer than {most}")),
        Error::NoEntry => KeysError::NoKey,
        Error::Ambiguous(_) => KeysError::NoStore("there are several entries of the same name".to_owned()),
        Error::BadEncoding(_) | Error::BadDataFormat(_, _) => {
            KeysError::NoStore("the entry was changed by another program".to_owned())
        }
        Error::BadStoreFormat(_) => KeysError::NoStore("the keychain is damaged".to_owned()),
        Error::Invalid(what, _) => KeysError::NoStore(format!("it does not accept {what}")),
        Error::NotSupportedByStore(_) => KeysError::NoStore("it cannot do this".to_owned()),
        // The list belongs to the keychain library and may grow.
        _ => KeysError::NoStore("the keychain failed".to_owned()),
    }
}

/// The library looks for the keychain once in the life of the program.
fn no_store() -> String {
    let why = match Entry::store_status() {
        Ok(()) => String::new(),
        Err(Error::PlatformFailure(error) | Error::NoStorageAccess(error)) => format!(" ({error})"),
        Err(_) => String::new(),
    };
    let wanted = if cfg!(target_os = "linux") {
        "there is no Secret Service on this desktop session: start a keyring such as GNOME Keyring or KWallet \
         and then this program again, or keep keys under a passphrase"
    } else {
        "the system's keychain is not there; start this program again, or keep keys under a passphrase"
    };
    format!("{wanted}{why}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_error_never_shows_stored_bytes() {
        for error in [Error::BadEncoding(b"SECRET".to_vec()), Error::BadStoreFormat("SECRET".into())] {
            let shown = format!("{0} {0:?}", trouble(error));
            assert!(!shown.contains("SECRET") && !shown.contains("83, 69"), "{shown}");
        }
    }

    #[test]
    fn what_a_windows_credential_cannot_hold_is_refused_everywhere() {
        let error = OsStore::new("test", PathBuf::new()).set("x", &[0; 2561]).err().unwrap();
        assert_eq!(error, KeysError::NoStore("2561 bytes are more than the 2560 it can hold".into()));
    }
}
