use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::{DecodePublicKey as _, EncodePublicKey as _};
use rsa::signature::Verifier as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, RsaPublicKey};
use sha2::{Digest as _, Sha256};

use crate::key_text::{Unwrapped, unwrap};
use crate::keys::{KeyError, check_bits, private};

/// What stands before a SHA-256 in a signature (RFC 8017, 9.2, note 1).
const SHA256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

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

    /// The SHA-256 of what this key signed, read out of the signature itself: whoever holds another text learns
    /// that the key is right and the text is not. None when another key, or no RSASSA-PKCS1-v1_5 with SHA-256,
    /// made it.
    #[must_use]
    pub fn signed_digest(&self, signature: &[u8]) -> Option<[u8; 32]> {
        if signature.len() != self.0.size() {
            return None;
        }
        let opened = BigUint::from_bytes_be(signature).modpow(self.0.e(), self.0.n()).to_bytes_be();
        // RFC 8017, 9.2: 00 01 FF…FF 00 and the DigestInfo of SHA-256; the leading zero is no part of a number.
        let (head, digest) = opened.split_at_checked(opened.len().checked_sub(32)?)?;
        let (padding, info) = head.split_at_checked(head.len().checked_sub(SHA256_INFO.len())?)?;
        let filled = padding.strip_prefix(&[1])?.strip_suffix(&[0])?;
        let right = opened.len().checked_add(1) == Some(self.0.size())
            && info == SHA256_INFO
            && filled.iter().all(|byte| *byte == 0xff);
        if right { digest.try_into().ok() } else { None }
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
