//! Without a keychain every call fails and says why; nothing is put anywhere else.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use domain::AccountId;
use engine::port::{KeyBits, Keys as _, KeysError};
use tempfile::TempDir;

const INSIDE: &str = "COUNTERFOIL_TEST_WITHOUT_BUS";

/// Runs the next test again in a process that has no session bus.
#[test]
fn without_a_session_bus_it_says_so() {
    let empty = TempDir::new().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "inside", "--nocapture"])
        .env(INSIDE, "1")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("XDG_RUNTIME_DIR", empty.path())
        .env("HOME", empty.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("said so"));
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0, "nothing was written elsewhere");
}

#[tokio::test]
async fn inside() {
    if std::env::var_os(INSIDE).is_none() {
        return; // only meaningful when started by the test above
    }
    let folder = TempDir::new().unwrap();
    let keys = keys_os::os("test", folder.path());
    let health = keys.health().await;
    assert!(!health.works);
    let trouble = health.trouble.unwrap();
    assert!(trouble.contains("no Secret Service"), "{trouble}");
    let account = AccountId::parse("a").unwrap();
    let refused = keys.generate(&account, "1", KeyBits::Rsa2048).await;
    assert!(matches!(&refused, Err(KeysError::NoStore(_))), "{refused:?}");
    assert!(matches!(keys.sign(&account, "1", vec![1]).await, Err(KeysError::NoStore(_))));
    assert!(matches!(keys.seal(vec![1]).await, Err(KeysError::NoStore(_))));
    println!("said so: {trouble}");
}
