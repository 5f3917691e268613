use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::AccountId;
use engine::port::{KeyBits, KeyStore, Keys, KeysError, KeysHealth};
use zeroize::Zeroizing;

use crate::seal::{self, SealKey};
use crate::signer::{self, Signer};
use crate::store::{SecretStore, keep};

/// About as large as an RSA-4096 key: some stores take small secrets and refuse real ones.
const PROBE_BYTES: usize = 2400;
/// The name of the key that seals personal data.
const DATA_KEY: &str = "data-key";
/// Keeps sealed personal data apart from anything else sealed with a key of this kind.
const PURPOSE: &[u8] = b"counterfoil personal data 1";

/// Keeps private keys in one store and uses them. Nothing gives one out.
///
/// Stores block, and may wait for a person to unlock them: every call runs on a blocking thread, one at a
/// time, so that calls on the same entry keep their order.
pub struct KeyRing {
    kind: KeyStore,
    state: Arc<Mutex<State>>,
}

struct State {
    store: Box<dyn SecretStore>,
    signers: HashMap<String, Arc<Signer>>,
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyRing({:?}, …)", self.kind)
    }
}

impl KeyRing {
    pub(crate) fn new(kind: KeyStore, store: Box<dyn SecretStore>) -> Self {
        Self { kind, state: Arc::new(Mutex::new(State { store, signers: HashMap::new() })) }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut State) -> Result<T, KeysError> + Send + 'static,
    ) -> Result<T, KeysError> {
        let state = Arc::clone(&self.state);
        let done = tokio::task::spawn_blocking(move || {
            work(&mut state.lock().unwrap_or_else(PoisonError::into_inner))
        });
        done.await.unwrap_or_else(|_| Err(KeysError::NoStore("the call to it was broken off".to_owned())))
    }
}

/// Notes have a place of their own beside the keys.
fn note_name(name: &str) -> String {
    format!("note/{name}")
}

/// `<account>/<version>/signing-key`, with slashes inside the parts escaped so that no two keys share a name.
fn entry_name(account: &AccountId, version: &str) -> String {
    let part = |text: &str| text.replace('%', "%25").replace('/', "%2F");
    format!("{}/{}/signing-key", part(account.as_str()), part(version))
}

impl State {
    fn signer(&mut self, name: &str) -> Result<Arc<Signer>, KeysError> {
        if let Some(signer) = self.signers.get(name) {
            return Ok(Arc::clone(signer));
        }
        let der = self.store.get(name)?.ok_or(KeysError::NoKey)?;
        let signer = Arc::new(Signer::of(&signer::read(&der)?)?);
        self.signers.insert(name.to_owned(), Arc::clone(&signer));
        Ok(signer)
    }

    /// Keeps a key in the store and only then in memory.
    fn keep_key(&mut self, name: String, key: &antom::keys::PrivateKey) -> Result<String, KeysError> {
        let signer = Signer::of(key)?;
        self.signers.remove(&name);
        keep(self.store.as_mut(), &name, key.pkcs8_der())?;
        let public = signer.public().to_owned();
        self.signers.insert(name, Arc::new(signer));
        Ok(public)
    }

    fn data_key(&mut self) -> Result<Option<SealKey>, KeysError> {
        let Some(kept) = self.store.get(DATA_KEY)? else { return Ok(None) };
        let bytes: [u8; 32] = kept
            .as_slice()
            .try_into()
            .map_err(|_| KeysError::NoStore("the data key was changed by another program".to_owned()))?;
        Ok(Some(Zeroizing::new(bytes)))
    }

    fn data_key_or_new(&mut self) -> Result<SealKey, KeysError> {
        if let Some(key) = self.data_key()? {
            return Ok(key);
        }
        // Another program may be at the same on its first day: whichever key was first counts for both, or what the
        // other one sealed would open never again.
        let key = seal::random::<32>()?;
        self.store.set_first(DATA_KEY, key.as_slice())?;
        self.data_key()?.ok_or_else(|| KeysError::NoStore("it did not keep what was put in".to_owned()))
    }

    fn probe(&mut self) -> Result<(), KeysError> {
        let name = format!("health-probe-{}", std::process::id());
        let secret = seal::random::<PROBE_BYTES>()?;
        keep(self.store.as_mut(), &name, secret.as_slice())?;
        self.store.delete(&name)
    }
}

#[async_trait]
impl Keys for KeyRing {
    async fn health(&self) -> KeysHealth {
        let tried = self.run(State::probe).await;
        KeysHealth {
            store: self.kind,
            works: tried.is_ok(),
            trouble: tried.err().map(|error| error.to_string()),
        }
    }

    async fn generate(&self, account: &AccountId, version: &str, bits: KeyBits) -> Result<String, KeysError> {
        let name = entry_name(account, version);
        self.run(move |state| state.keep_key(name, &signer::generate(bits)?)).await
    }

    async fn import(&self, account: &AccountId, version: &str, key: Vec<u8>) -> Result<String, KeysError> {
        let name = entry_name(account, version);
        let key = Zeroizing::new(key);
        self.run(move |state| state.keep_key(name, &signer::read(&key)?)).await
    }

    async fn public(&self, account: &AccountId, version: &str) -> Result<String, KeysError> {
        let name = entry_name(account, version);
        self.run(move |state| Ok(state.signer(&name)?.public().to_owned())).await
    }

    async fn sign(&self, account: &AccountId, version: &str, message: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        let name = entry_name(account, version);
        self.run(move |state| state.signer(&name)?.sign(&message)).await
    }

    async fn forget(&self, account: &AccountId, version: &str) -> Result<(), KeysError> {
        let name = entry_name(account, version);
        self.run(move |state| {
            state.signers.remove(&name);
            state.store.delete(&name)
        })
        .await
    }

    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        let plain = Zeroizing::new(plain);
        self.run(move |state| seal::seal(&state.data_key_or_new()?, PURPOSE, &plain)).await
    }

    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.run(move |state| {
            let key = state.data_key()?.ok_or(KeysError::NoKey)?;
            seal::open(&key, PURPOSE, &sealed).map(|plain| plain.to_vec())
        })
        .await
    }

    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError> {
        let name = note_name(name);
        self.run(move |state| state.store.set(&name, words.as_bytes())).await
    }

    async fn note(&self, name: &str) -> Result<Option<String>, KeysError> {
        let name = note_name(name);
        let kept = self.run(move |state| state.store.get(&name)).await?;
        // What is no text was written by another program: as good as none.
        Ok(kept.and_then(|kept| String::from_utf8(kept.to_vec()).ok()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Entries = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

    /// A store that two programs share. The first look of one of them was before the other wrote.
    struct Shared {
        entries: Entries,
        looked_too_early: bool,
    }

    impl SecretStore for Shared {
        fn get(&mut self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
            if std::mem::take(&mut self.looked_too_early) {
                return Ok(None);
            }
            Ok(self.entries.lock().unwrap().get(name).cloned().map(Zeroizing::new))
        }

        fn set(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError> {
            self.entries.lock().unwrap().insert(name.to_owned(), secret.to_vec());
            Ok(())
        }

        fn set_first(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError> {
            self.entries.lock().unwrap().entry(name.to_owned()).or_insert_with(|| secret.to_vec());
            Ok(())
        }

        fn delete(&mut self, name: &str) -> Result<(), KeysError> {
            self.entries.lock().unwrap().remove(name);
            Ok(())
        }
    }

    #[tokio::test]
    async fn two_programs_that_start_on_the_first_day_seal_with_one_key() {
        let entries = Entries::default();
        let ring = |looked_too_early| {
            let store = Shared { entries: Arc::clone(&entries), looked_too_early };
            KeyRing::new(KeyStore::Os, Box::new(store))
        };
        let first = ring(false).seal(b"of the window".to_vec()).await.unwrap();
        let second = ring(true).seal(b"of the terminal".to_vec()).await.unwrap();
        assert_eq!(ring(false).open(first).await.unwrap(), b"of the window");
        assert_eq!(ring(false).open(second).await.unwrap(), b"of the terminal");
    }
}
