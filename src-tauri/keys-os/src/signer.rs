//! Private-key operations, in aws-lc-rs only: constant time, unlike the `rsa` crate (RUSTSEC-2023-0071).

use antom::keys::{KeyError, PrivateKey, parse_private};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use engine::port::{KeyBits, KeysError};

/// A key ready to sign. It holds the private half in the memory of the crypto library, which wipes it.
pub(crate) struct Signer {
    pair: KeyPair,
    public: String,
}

impl Signer {
    /// Takes a parsed key up.
    pub(crate) fn of(key: &PrivateKey) -> Result<Self, KeysError> {
        let pair = KeyPair::from_pkcs8(key.pkcs8_der())
            .map_err(|_| KeysError::NotAKey("the key cannot be used for signing".to_owned()))?;
        Ok(Self { pair, public: key.public().to_base64() })
    }

    /// The public half as base64 SubjectPublicKeyInfo DER.
    pub(crate) fn public(&self) -> &str {
        &self.public
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeysError> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| KeysError::NotAKey("the key cannot be used for signing".to_owned()))?;
        Ok(signature)
    }
}

/// Makes a key pair.
pub(crate) fn generate(bits: KeyBits) -> Result<PrivateKey, KeysError> {
    let size = match bits {
        KeyBits::Rsa2048 => KeySize::Rsa2048,
        KeyBits::Rsa3072 => KeySize::Rsa3072,
        KeyBits::Rsa4096 => KeySize::Rsa4096,
    };
    let failed = || KeysError::NoStore("no key could be made".to_owned());
    let pair = KeyPair::generate(size).map_err(|_| failed())?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| failed())?;
    read(der.as_ref())
}

/// Reads a private key in any form people have it.
pub(crate) fn read(bytes: &[u8]) -> Result<PrivateKey, KeysError> {
    parse_private(bytes).map_err(|error| match error {
        KeyError::TooShort(bits) => KeysError::TooShort(bits),
        KeyError::NotAKey
        | KeyError::Encrypted
        | KeyError::PublicNotPrivate
        | KeyError::PrivateNotPublic
        | KeyError::TooLong(_)
        | KeyError::NotMade(_) => KeysError::NotAKey(error.to_string()),
    })
}
