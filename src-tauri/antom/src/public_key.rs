use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::RsaPublicKey;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::{DecodePublicKey as _, EncodePublicKey as _};
use rsa::signature::Verifier as _;
use rsa::traits::PublicKeyParts as _;
use sha2::{Digest as _, Sha256};

use crate::key_text::{Unwrapped, unwrap};
use crate::keys::{KeyError, check_bits, private};

/// The public half of an RSA key, at least 2048 bits long.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(RsaPublicKey);

impl PublicKey {
    /// Reads SubjectPublicKeyInfo or PKCS#1, as base64 on one or many lines or as PEM. A private key given
    /// by mistake is its own error.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let Unwrapped { label, encrypted, der } = unwrap(text.as_bytes()).ok_or(KeyError::NotAKey)?;
        if encrypted || label.is_some_and(|label| label.contains("PRIVATE")) || private(&der).is_some() {
            return Err(KeyError::PrivateNotPublic);
        }
        let key = RsaPublicKey::from_public_key_der(&der)
            .or_else(|_| RsaPublicKey::from_pkcs1_der(&der).map_err(|_| KeyError::NotAKey))
            .map_err(|_| KeyError::NotAKey)?;
        check_bits(key.n().bits())?;
        Ok(Self(key))
    }

    pub(crate) fn of(key: RsaPublicKey) -> Self {
        Self(key)
    }

    /// SubjectPublicKeyInfo DER as one base64 line: the form the dashboard takes.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.der())
    }

    /// Length of the modulus.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.0.n().bits()
    }

    /// Whether this is an RSASSA-PKCS1-v1_5 signature with SHA-256 over the content by this key.
    #[must_use]
    pub fn verify(&self, content: &[u8], signature: &[u8]) -> bool {
        // Another length cannot be right; the reference asks to refuse it early.
        if signature.len() != self.0.size() {
            return false;
        }
        let Ok(signature) = Signature::try_from(signature) else { return false };
        VerifyingKey::<Sha256>::new(self.0.clone()).verify(content, &signature).is_ok()
    }

    /// For people to compare: the first 16 bytes of the SHA-256 of the DER, as groups of four hex digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let groups: Vec<String> = Sha256::digest(self.der())
            .chunks_exact(2)
            .take(8)
            .map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect())
            .collect();
        groups.join(" ")
    }

    fn der(&self) -> Vec<u8> {
        // Encoding a key that was parsed or made cannot fail.
        self.0.to_public_key_der().map(|der| der.as_bytes().to_vec()).unwrap_or_default()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({} bits, {})", self.bits(), self.fingerprint())
    }
}
