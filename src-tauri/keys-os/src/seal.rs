//! Sealing with XChaCha20-Poly1305: a random 24-byte nonce, then the sealed bytes.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use engine::port::KeysError;
use rand::RngCore as _;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

const NONCE: usize = 24;

/// A key for sealing, wiped when dropped.
pub(crate) type SealKey = Zeroizing<[u8; 32]>;

/// Bytes of the operating system's randomness.
pub(crate) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, KeysError> {
    let mut bytes = Zeroizing::new([0; N]);
    OsRng
        .try_fill_bytes(bytes.as_mut_slice())
        .map_err(|_| KeysError::NoStore("the system gives no random numbers".to_owned()))?;
    Ok(bytes)
}

/// Seals bytes; `purpose` must be the same for opening.
pub(crate) fn seal(key: &SealKey, purpose: &[u8], plain: &[u8]) -> Result<Vec<u8>, KeysError> {
    let nonce = random::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(Key::from_slice(key.as_slice()));
    let sealed = cipher
        .encrypt(XNonce::from_slice(nonce.as_slice()), Payload { msg: plain, aad: purpose })
        .map_err(|_| KeysError::NoStore("too large to seal".to_owned()))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal`] made with the same key and purpose.
pub(crate) fn open(key: &SealKey, purpose: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeysError> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(KeysError::DoesNotOpen)?;
    let cipher = XChaCha20Poly1305::new(Key::from_slice(key.as_slice()));
    let plain = cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: purpose });
    plain.map(Zeroizing::new).map_err(|_| KeysError::DoesNotOpen)
}
