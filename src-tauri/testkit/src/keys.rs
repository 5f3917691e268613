use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use domain::AccountId;
use engine::port::{KeyBits, KeyStore, Keys, KeysError, KeysHealth};
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey};
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};

/// The throw-away key of this test run, made once. Tests may use it as the gateway's key too.
#[must_use]
pub fn private_key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut rand::rngs::OsRng, 2048).expect("a key"))
}

/// Its public half, as base64 SubjectPublicKeyInfo DER.
#[must_use]
pub fn public_key() -> String {
    base64_of(private_key())
}

fn base64_of(key: &RsaPrivateKey) -> String {
    STANDARD.encode(key.to_public_key().to_public_key_der().expect("a public key"))
}

/// Keys kept in memory. `generate` always gives the one throw-away key of this test run. Clones share
/// the store.
#[derive(Debug, Clone, Default)]
pub struct MemoryKeys {
    kept: Arc<Mutex<BTreeMap<(AccountId, String), RsaPrivateKey>>>,
    sealed: Arc<Mutex<u64>>,
    notes: Arc<Mutex<BTreeMap<String, String>>>,
}

impl MemoryKeys {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// As on another computer: the same keys, and nothing noted.
    pub fn forget_notes(&self) {
        self.notes.lock().unwrap().clear();
    }

    fn keep(&self, account: &AccountId, version: &str, key: RsaPrivateKey) -> String {
        let public = base64_of(&key);
        self.kept.lock().unwrap().insert((account.clone(), version.to_owned()), key);
        public
    }

    fn key(&self, account: &AccountId, version: &str) -> Result<RsaPrivateKey, KeysError> {
        let kept = self.kept.lock().unwrap();
        kept.get(&(account.clone(), version.to_owned())).cloned().ok_or(KeysError::NoKey)
    }
}

/// PKCS#8 or PKCS#1, as PEM, DER or one base64 line.
fn read(key: &[u8]) -> Option<RsaPrivateKey> {
    read_der(key).or_else(|| {
        let text = std::str::from_utf8(key).ok()?.trim();
        let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let pem = RsaPrivateKey::from_pkcs8_pem(text).ok();
        pem.or_else(|| RsaPrivateKey::from_pkcs1_pem(text).ok())
            .or_else(|| read_der(&STANDARD.decode(packed).ok()?))
    })
}

fn read_der(der: &[u8]) -> Option<RsaPrivateKey> {
    RsaPrivateKey::from_pkcs8_der(der).ok().or_else(|| RsaPrivateKey::from_pkcs1_der(der).ok())
}

fn cipher() -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(Key::from_slice(b"a fixed key, for tests only 0123"))
}

#[async_trait]
impl Keys for MemoryKeys {
    async fn health(&self) -> KeysHealth {
        KeysHealth { store: KeyStore::Memory, works: true, trouble: None }
    }

    async fn generate(
        &self,
        account: &AccountId,
        version: &str,
        _bits: KeyBits,
    ) -> Result<String, KeysError> {
        Ok(self.keep(account, version, private_key().clone()))
    }

    async fn import(&self, account: &AccountId, version: &str, key: Vec<u8>) -> Result<String, KeysError> {
        let key = read(&key).ok_or_else(|| KeysError::NotAKey("no known form".into()))?;
        let bits = key.n().bits();
        if bits < 2048 {
            return Err(KeysError::TooShort(bits));
        }
        Ok(self.keep(account, version, key))
    }

    async fn public(&self, account: &AccountId, version: &str) -> Result<String, KeysError> {
        self.key(account, version).map(|key| base64_of(&key))
    }

    async fn sign(&self, account: &AccountId, version: &str, message: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        let key = self.key(account, version)?;
        let digest = Sha256::digest(&message);
        key.sign(Pkcs1v15Sign::new::<Sha256>(), &digest).map_err(|e| KeysError::NoStore(e.to_string()))
    }

    async fn forget(&self, account: &AccountId, version: &str) -> Result<(), KeysError> {
        self.kept.lock().unwrap().remove(&(account.clone(), version.to_owned()));
        Ok(())
    }

    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        let count = {
            let mut sealed = self.sealed.lock().unwrap();
            *sealed += 1;
            *sealed
        };
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&count.to_be_bytes());
        let sealed = cipher().encrypt(Nonce::from_slice(&nonce), plain.as_slice());
        let sealed = sealed.map_err(|_| KeysError::DoesNotOpen)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        let (nonce, sealed) = sealed.split_at_checked(12).ok_or(KeysError::DoesNotOpen)?;
        cipher().decrypt(Nonce::from_slice(nonce), sealed).map_err(|_| KeysError::DoesNotOpen)
    }

    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError> {
        self.notes.lock().unwrap().insert(name.to_owned(), words);
        Ok(())
    }

    async fn note(&self, name: &str) -> Result<Option<String>, KeysError> {
        Ok(self.notes.lock().unwrap().get(name).cloned())
    }
}
