//! The merchant's private key: read in every form people have it, or made here.

use std::fmt;

use rsa::pkcs1::{DecodeRsaPrivateKey as _, DecodeRsaPublicKey as _};
use rsa::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _};
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts as _;
use rsa::{RsaPrivateKey, RsaPublicKey};
use zeroize::Zeroizing;

use crate::key_text::{Unwrapped, unwrap};
use crate::signing::PublicKey;

/// Shorter keys are refused (section 2.5 of the online payments reference).
pub const LEAST_BITS: usize = 2048;
/// Longer keys are refused: as PKCS#8 they would not fit a Windows credential of 2,560 bytes.
pub const MOST_BITS: usize = 4096;

/// Why a text is not the key that was asked for. Never holds any of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither PEM, DER nor base64 of an RSA key.
    #[error("this is no RSA key in any form we know")]
    NotAKey,
    /// Protected by a passphrase.
    #[error("the key is encrypted; export it without a passphrase")]
    Encrypted,
    /// A public key where the private one was wanted.
    #[error("this is the public key; the private key is wanted here")]
    PublicNotPrivate,
    /// A private key where the public one was wanted.
    #[error("this is a private key; the public key is wanted here")]
    PrivateNotPublic,
    /// Below 2048 bits.
    #[error("the key has {0} bits; at least 2048 are needed")]
    TooShort(usize),
    /// Above 4096 bits.
    #[error("the key has {0} bits; at most 4096 can be kept")]
    TooLong(usize),
    /// The key could not be made.
    #[error("no key could be made: {0}")]
    NotMade(String),
}

/// A private key as PKCS#8 DER, wiped from memory when it is dropped.
pub struct PrivateKey {
    der: Zeroizing<Vec<u8>>,
    public: PublicKey,
}

impl PrivateKey {
    /// The key as PKCS#8 DER.
    #[must_use]
    pub fn pkcs8_der(&self) -> &[u8] {
        &self.der
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.public.clone()
    }

    fn of(key: &RsaPrivateKey) -> Result<Self, KeyError> {
        check_bits(key.n().bits())?;
        key.validate().map_err(|_| KeyError::NotAKey)?;
        let der = key.to_pkcs8_der().map_err(|_| KeyError::NotAKey)?;
        Ok(Self { der: Zeroizing::new(der.as_bytes().to_vec()), public: PublicKey::of(key.to_public_key()) })
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({} bits, …)", self.public.bits())
    }
}

/// Refuses keys that are too short or too long.
pub(crate) fn check_bits(bits: usize) -> Result<(), KeyError> {
    if bits < LEAST_BITS {
        return Err(KeyError::TooShort(bits));
    }
    if bits > MOST_BITS {
        return Err(KeyError::TooLong(bits));
    }
    Ok(())
}

/// Reads a private key: PKCS#8 or PKCS#1, as PEM, DER or base64 on one or many lines.
pub fn parse_private(bytes: &[u8]) -> Result<PrivateKey, KeyError> {
    let Unwrapped { encrypted, der, .. } = unwrap(bytes).ok_or(KeyError::NotAKey)?;
    if encrypted || is_encrypted(&der) {
        return Err(KeyError::Encrypted);
    }
    // The label is not looked at: the official Python SDK writes PKCS#1 marks around PKCS#8.
    if let Some(key) = private(&der) {
        return PrivateKey::of(&key);
    }
    Err(if is_public(&der) { KeyError::PublicNotPrivate } else { KeyError::NotAKey })
}

/// Makes a key pair with the operating system's randomness.
pub fn generate(bits: usize) -> Result<PrivateKey, KeyError> {
    check_bits(bits)?;
    let key = RsaPrivateKey::new(&mut OsRng, bits).map_err(|error| KeyError::NotMade(error.to_string()))?;
    PrivateKey::of(&key)
}

/// An RSA private key in either of its DER forms.
pub(crate) fn private(der: &[u8]) -> Option<RsaPrivateKey> {
    RsaPrivateKey::from_pkcs8_der(der).or_else(|_| RsaPrivateKey::from_pkcs1_der(der)).ok()
}

fn is_public(der: &[u8]) -> bool {
    RsaPublicKey::from_public_key_der(der).is_ok() || RsaPublicKey::from_pkcs1_der(der).is_ok()
}

/// EncryptedPrivateKeyInfo begins with the OID of PBES2 (1.2.840.113549.1.5.13) or of one of the older
/// schemes of PKCS#5 and PKCS#12 beside it.
fn is_encrypted(der: &[u8]) -> bool {
    const PKCS5: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05];
    const PKCS12_PBE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];
    let start = der.get(..32).unwrap_or(der);
    [PKCS5, PKCS12_PBE].iter().any(|oid| start.windows(oid.len()).any(|window| window == *oid))
}
