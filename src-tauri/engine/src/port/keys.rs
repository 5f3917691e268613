use async_trait::async_trait;
use domain::AccountId;

/// How long a generated key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyBits {
    /// The gateway's own choice.
    Rsa2048,
    /// Stronger.
    Rsa3072,
    /// Strongest; still fits the Windows credential limit of 2,560 bytes as PKCS#8 DER.
    Rsa4096,
}

/// Which store keeps the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStore {
    /// Keychain, Credential Manager or Secret Service.
    Os,
    /// A file sealed with a passphrase (Argon2id), chosen by a person.
    Passphrase,
    /// In memory, for tests.
    Memory,
}

/// Whether secrets can be kept, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysHealth {
    /// Which store.
    pub store: KeyStore,
    /// A secret of the size of an RSA-4096 key was written, read back and deleted.
    pub works: bool,
    /// What the store said when not.
    pub trouble: Option<String>,
}

/// Why a key operation failed. Never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// There is no key of this account in the store.
    #[error("no key stored")]
    NoKey,
    /// The store is not there or does not work.
    #[error("the key store does not work: {0}")]
    NoStore(String),
    /// The store is there and locked, or the passphrase is wrong.
    #[error("the key store is locked: {0}")]
    Locked(String),
    /// The text is no private key in any form we know.
    #[error("not a private key: {0}")]
    NotAKey(String),
    /// Below 2048 bits.
    #[error("the key is too short: {0} bits")]
    TooShort(usize),
    /// The sealed bytes were changed or belong to another key.
    #[error("the sealed bytes do not open")]
    DoesNotOpen,
}

/// Keeps private keys and uses them. No call gives one out.
#[async_trait]
pub trait Keys: Send + Sync {
    /// Tries the store with a secret of real size.
    async fn health(&self) -> KeysHealth;
    /// Makes a key pair and keeps the private half under the account and version. Returns the public
    /// half as base64 SubjectPublicKeyInfo DER.
    async fn generate(&self, account: &AccountId, version: &str, bits: KeyBits) -> Result<String, KeysError>;
    /// Keeps a private key given as PKCS#8 or PKCS#1, as PEM, DER or one base64 line. Returns the public
    /// half as base64 SubjectPublicKeyInfo DER.
    async fn import(&self, account: &AccountId, version: &str, key: Vec<u8>) -> Result<String, KeysError>;
    /// The public half of a kept key, as base64 SubjectPublicKeyInfo DER.
    async fn public(&self, account: &AccountId, version: &str) -> Result<String, KeysError>;
    /// RSASSA-PKCS1-v1_5 with SHA-256 over these bytes.
    async fn sign(&self, account: &AccountId, version: &str, message: Vec<u8>) -> Result<Vec<u8>, KeysError>;
    /// Deletes a key. Deleting one that is not there is no error.
    async fn forget(&self, account: &AccountId, version: &str) -> Result<(), KeysError>;
    /// Seals personal data (a buyer's id number) for the ledger.
    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError>;
    /// Opens what `seal` made.
    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError>;
    /// Keeps a few words (2,000 bytes at most) that are no secret and that whoever changes the ledger file must
    /// not be able to change with it. Replaces those of the same name.
    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError>;
    /// The words kept under a name.
    async fn note(&self, name: &str) -> Result<Option<String>, KeysError>;
}
