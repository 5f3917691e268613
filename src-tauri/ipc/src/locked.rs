use async_trait::async_trait;
use domain::AccountId;
use engine::port::{KeyBits, KeyStore, Keys, KeysError, KeysHealth};

/// Keys behind a vault that waits for its passphrase: payments can be read, nothing can be signed.
pub(crate) struct LockedKeys;

fn locked<T>() -> Result<T, KeysError> {
    Err(KeysError::Locked("the vault waits for its passphrase".into()))
}

#[async_trait]
impl Keys for LockedKeys {
    async fn health(&self) -> KeysHealth {
        KeysHealth { store: KeyStore::Passphrase, works: false, trouble: Some("locked".into()) }
    }

    async fn generate(&self, _: &AccountId, _: &str, _: KeyBits) -> Result<String, KeysError> {
        locked()
    }

    async fn import(&self, _: &AccountId, _: &str, _: Vec<u8>) -> Result<String, KeysError> {
        locked()
    }

    async fn public(&self, _: &AccountId, _: &str) -> Result<String, KeysError> {
        locked()
    }

    async fn sign(&self, _: &AccountId, _: &str, _: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        locked()
    }

    async fn forget(&self, _: &AccountId, _: &str) -> Result<(), KeysError> {
        locked()
    }

    async fn seal(&self, _: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        locked()
    }

    async fn open(&self, _: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        locked()
    }

    async fn keep_note(&self, _: &str, _: String) -> Result<(), KeysError> {
        locked()
    }

    async fn note(&self, _: &str) -> Result<Option<String>, KeysError> {
        locked()
    }
}
