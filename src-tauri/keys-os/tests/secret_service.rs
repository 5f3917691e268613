//! The OS keychain, on a real Secret Service. Needs a private session bus with an unlocked keyring, so that
//! no test touches a person's own.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{account, keeps_and_signs, key};
use engine::port::{KeyStore, Keys as _, KeysError};
use keys_os::KeyRing;
use rsa::pkcs8::EncodePrivateKey as _;

fn os(suffix: &str) -> KeyRing {
    keys_os::os(suffix, &std::env::temp_dir())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a private Secret Service; cargo xtask test runs it"]
async fn it_keeps_and_signs() {
    let suffix = format!("test-{}-a", std::process::id());
    let keys = os(&suffix);
    assert_eq!(keys.health().await.store, KeyStore::Os);
    keeps_and_signs(&keys, &os(&suffix)).await;
}

#[tokio::test]
#[ignore = "needs a private Secret Service; cargo xtask test runs it"]
async fn another_data_folder_sees_nothing_of_it() {
    let keys = os(&format!("test-{}-b", std::process::id()));
    let der = key(2048).to_pkcs8_der().unwrap().as_bytes().to_vec();
    keys.import(&account("a"), "1", der).await.unwrap();
    let elsewhere = os(&format!("test-{}-c", std::process::id()));
    assert_eq!(elsewhere.public(&account("a"), "1").await, Err(KeysError::NoKey));
    keys.forget(&account("a"), "1").await.unwrap();
}
