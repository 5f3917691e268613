//! The shop's key for histories: signs as fast as the machine can, with the same library as the product.

use async_trait::async_trait;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use domain::AccountId;
use engine::port::{KeyBits, Keys, KeysError, KeysHealth};
use testkit::MemoryKeys;

/// One key pair; sealing is the test store's.
pub struct Signing {
    pair: KeyPair,
    /// Base64 SubjectPublicKeyInfo DER.
    public: String,
    sealing: MemoryKeys,
}

impl Signing {
    /// PKCS#8 DER of a throw-away key.
    pub fn of(pkcs8: &[u8], public: String) -> Self {
        Self { pair: KeyPair::from_pkcs8(pkcs8).unwrap(), public, sealing: MemoryKeys::new() }
    }
}

fn not_here() -> KeysError {
    KeysError::NoStore("histories change no keys".into())
}

#[async_trait]
impl Keys for Signing {
    async fn health(&self) -> KeysHealth {
        self.sealing.health().await
    }

    async fn generate(&self, _: &AccountId, _: &str, _: KeyBits) -> Result<String, KeysError> {
        Err(not_here())
    }

    async fn import(&self, _: &AccountId, _: &str, _: Vec<u8>) -> Result<String, KeysError> {
        Err(not_here())
    }

    async fn public(&self, _: &AccountId, _: &str) -> Result<String, KeysError> {
        Ok(self.public.clone())
    }

    async fn sign(&self, _: &AccountId, _: &str, message: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let signed = self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &message, &mut signature);
        signed.map_err(|_| not_here())?;
        Ok(signature)
    }

    async fn forget(&self, _: &AccountId, _: &str) -> Result<(), KeysError> {
        Err(not_here())
    }

    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.sealing.seal(plain).await
    }

    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.sealing.open(sealed).await
    }

    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError> {
        self.sealing.keep_note(name, words).await
    }

    async fn note(&self, name: &str) -> Result<Option<String>, KeysError> {
        self.sealing.note(name).await
    }
}
