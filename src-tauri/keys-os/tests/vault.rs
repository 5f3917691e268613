//! The passphrase vault, on real files.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{account, keeps_and_signs, key};
use engine::port::{KeyStore, Keys as _, KeysError};
use keys_os::{KeyRing, vault};
use rsa::pkcs8::EncodePrivateKey as _;
use serde_json::Value;
use tempfile::TempDir;
use zeroize::Zeroizing;

fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("vault.json");
    (folder, path)
}

fn open(path: &Path, passphrase: &str) -> Result<KeyRing, KeysError> {
    vault(path, Zeroizing::new(passphrase.to_owned()))
}

fn pkcs8() -> Vec<u8> {
    key(2048).to_pkcs8_der().unwrap().as_bytes().to_vec()
}

#[tokio::test]
async fn it_keeps_and_signs() {
    let (_folder, path) = folder();
    let first = open(&path, "correct horse 电池").unwrap();
    let second = open(&path, "correct horse 电池").unwrap();
    assert_eq!(first.health().await.store, KeyStore::Passphrase);
    keeps_and_signs(&first, &second).await;
}

#[tokio::test]
async fn another_passphrase_does_not_open_it() {
    let (_folder, path) = folder();
    let keys = open(&path, "right").unwrap();
    keys.import(&account("a"), "1", pkcs8()).await.unwrap();
    let before = fs::read(&path).unwrap();
    for wrong in ["Right", "right ", "", "wrong"] {
        assert!(matches!(open(&path, wrong), Err(KeysError::Locked(_))), "{wrong}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(open(&path, "right").unwrap().public(&account("a"), "1").await.is_ok());
}

#[tokio::test]
async fn the_file_tells_no_secret_and_is_the_owners_alone() {
    let (folder, path) = folder();
    let keys = open(&path, "passphrase").unwrap();
    let der = pkcs8();
    keys.import(&account("a"), "1", der.clone()).await.unwrap();
    keys.seal(b"plain".to_vec()).await.unwrap();
    assert!(keys.health().await.works);
    let text = fs::read_to_string(&path).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let names: Vec<&String> = file["entries"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["a/1/signing-key", "data-key"]);
    assert!(file["derivation"]["memory_kib"].as_u64().unwrap() >= 19 * 1024);
    assert!(!text.contains("passphrase"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // No temporary file is left beside it.
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["vault.json", "vault.json.lock"]);
    assert_eq!(format!("{keys:?}"), "KeyRing(Passphrase, …)");
}

#[tokio::test]
async fn entries_cannot_change_places() {
    let (_folder, path) = folder();
    let keys = open(&path, "p").unwrap();
    keys.import(&account("a"), "1", pkcs8()).await.unwrap();
    keys.import(&account("b"), "1", pkcs8()).await.unwrap();
    let mut file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    file["entries"]["a/1/signing-key"] = file["entries"]["b/1/signing-key"].clone();
    fs::write(&path, file.to_string()).unwrap();
    let again = open(&path, "p").unwrap();
    assert!(matches!(again.public(&account("a"), "1").await, Err(KeysError::NoStore(_))));
    assert!(again.public(&account("b"), "1").await.is_ok());
}

#[tokio::test]
async fn a_damaged_or_strange_file_is_left_alone() {
    let (_folder, path) = folder();
    drop(open(&path, "p").unwrap());
    let good: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let with = |pointer: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed.to_string()
    };
    for text in [
        String::new(),
        "{".to_owned(),
        "{}".to_owned(),
        with("/format", "counterfoil vault 9".into()),
        with("/check", "?".into()),
        with("/derivation/memory_kib", 8.into()),
        with("/derivation/passes", 4_000_000_000_u32.into()),
    ] {
        fs::write(&path, &text).unwrap();
        assert!(matches!(open(&path, "p"), Err(KeysError::NoStore(_))), "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[tokio::test]
async fn a_vault_put_in_its_place_is_not_written_to() {
    let (folder, path) = folder();
    let keys = open(&path, "p").unwrap();
    let other = folder.path().join("other.json");
    drop(open(&other, "p").unwrap());
    fs::rename(&other, &path).unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(keys.import(&account("a"), "1", pkcs8()).await, Err(KeysError::Locked(_))));
    assert_eq!(fs::read(&path).unwrap(), before);
    fs::remove_file(&path).unwrap();
    assert!(matches!(keys.seal(b"x".to_vec()).await, Err(KeysError::NoStore(_))));
    assert!(!keys.health().await.works);
    assert!(!path.exists());
}

#[tokio::test]
async fn two_that_write_at_once_lose_nothing() {
    let (_folder, path) = folder();
    let (one, two) = (open(&path, "p").unwrap(), open(&path, "p").unwrap());
    let der = pkcs8();
    for version in 0..8 {
        let version = version.to_string();
        let (a, b) = (account("a"), account("b"));
        let (first, second) =
            tokio::join!(one.import(&a, &version, der.clone()), two.import(&b, &version, der.clone()));
        assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    }
    let again = open(&path, "p").unwrap();
    for version in 0..8 {
        for name in ["a", "b"] {
            assert!(again.public(&account(name), &version.to_string()).await.is_ok(), "{name} {version}");
        }
    }
}
