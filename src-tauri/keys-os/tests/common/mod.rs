//! What every store must do.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use antom::signing::PublicKey;
use domain::AccountId;
use engine::port::{KeyBits, Keys, KeysError};
use keys_os::KeyRing;
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey as _;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};
use rsa::signature::{SignatureEncoding as _, Signer as _};
use sha2::Sha256;

pub fn account(name: &str) -> AccountId {
    AccountId::parse(name).unwrap()
}

/// A key that only tests use.
pub fn key(bits: usize) -> RsaPrivateKey {
    let key = antom::keys::generate(bits).unwrap();
    RsaPrivateKey::from_pkcs8_der(key.pkcs8_der()).unwrap()
}

/// Keys come in, sign, are told apart, and go; nothing changes for those who ask again later.
pub async fn keeps_and_signs(keys: &KeyRing, again: &KeyRing) {
    let (shop, other) = (account("shop/1"), account("shop"));
    assert_eq!(keys.public(&shop, "1").await, Err(KeysError::NoKey));
    let health = keys.health().await;
    assert!(health.works, "{health:?}");

    // The largest key fits, and both libraries agree byte for byte: the signature is deterministic.
    let message = "POST /ams/api/v1/payments/pay\n5Y.1770000000123.{\"订单\":1}".as_bytes();
    for (version, bits) in [("1", 2048), ("2", 3072), ("3", 4096)] {
        let key = key(bits);
        let pem = key.to_pkcs8_pem(LineEnding::LF).unwrap();
        let public = keys.import(&shop, version, pem.as_bytes().to_vec()).await.unwrap();
        assert_eq!(PublicKey::parse(&public).unwrap().bits(), bits);
        let wanted = SigningKey::<Sha256>::new(key).sign(message).to_vec();
        assert_eq!(keys.sign(&shop, version, message.to_vec()).await.unwrap(), wanted, "{bits}");
        // Another start of the program finds it too.
        assert_eq!(again.public(&shop, version).await.unwrap(), public);
        assert_eq!(again.sign(&shop, version, message.to_vec()).await.unwrap(), wanted, "{bits}");
    }

    // Account `shop/1` version `2` and account `shop` version `1/2` are two keys.
    assert_eq!(keys.public(&other, "1/1").await, Err(KeysError::NoKey));
    let made = keys.generate(&other, "1", KeyBits::Rsa2048).await.unwrap();
    assert_eq!(again.public(&other, "1").await.unwrap(), made);
    let signature = again.sign(&other, "1", b"x".to_vec()).await.unwrap();
    assert!(PublicKey::parse(&made).unwrap().verify(b"x", &signature));

    // A bad key changes nothing.
    let short = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 1024).unwrap();
    let short = short.to_pkcs1_pem(LineEnding::LF).unwrap();
    let refused = keys.import(&other, "1", short.as_bytes().to_vec()).await;
    assert_eq!(refused, Err(KeysError::TooShort(1024)));
    let refused = keys.import(&other, "1", b"-----BEGIN nonsense".to_vec()).await;
    assert!(matches!(&refused, Err(KeysError::NotAKey(_))), "{refused:?}");
    assert_eq!(keys.public(&other, "1").await.unwrap(), made);

    keys.forget(&shop, "1").await.unwrap();
    keys.forget(&shop, "1").await.unwrap();
    assert_eq!(keys.sign(&shop, "1", b"x".to_vec()).await, Err(KeysError::NoKey));
    assert!(keys.public(&shop, "2").await.is_ok());
    for (account, version) in [(&shop, "2"), (&shop, "3"), (&other, "1")] {
        keys.forget(account, version).await.unwrap();
    }

    seals_and_opens(keys, again).await;
}

async fn seals_and_opens(keys: &KeyRing, again: &KeyRing) {
    assert_eq!(keys.open(vec![0; 64]).await, Err(KeysError::NoKey));
    let plain = "11010519491231002X 王小样".as_bytes().to_vec();
    let sealed = keys.seal(plain.clone()).await.unwrap();
    assert_ne!(keys.seal(plain.clone()).await.unwrap(), sealed);
    assert!(!sealed.windows(6).any(|window| window == b"110105"));
    assert_eq!(again.open(sealed.clone()).await.unwrap(), plain);
    for at in [0, 24, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(keys.open(changed).await, Err(KeysError::DoesNotOpen), "byte {at}");
    }
    assert_eq!(keys.open(sealed[..20].to_vec()).await, Err(KeysError::DoesNotOpen));
    let empty = keys.seal(Vec::new()).await.unwrap();
    assert_eq!(keys.open(empty).await.unwrap(), Vec::<u8>::new());
}
