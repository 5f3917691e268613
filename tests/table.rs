//! The table of all calls is full: what the README ticks is there, row by row.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shop;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use antom::calls::{CALLS, NOTIFICATIONS, named};
use serde_json::Value;
use shop::Street;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// The README's rows: name to its cells.
fn rows() -> BTreeMap<String, Vec<String>> {
    let readme = std::fs::read_to_string(top().join("README.md")).unwrap();
    let table = readme.lines().skip_while(|line| !line.starts_with("| call or notification"));
    let lines = table.skip(2).take_while(|line| line.starts_with('|'));
    lines
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
            (cells.next().unwrap(), cells.collect())
        })
        .collect()
}

#[test]
fn the_readme_has_every_call_and_every_notification() {
    let ours: BTreeSet<String> = CALLS
        .iter()
        .map(|call| call.name)
        .chain(NOTIFICATIONS.iter().map(|notification| notification.name))
        .map(str::to_owned)
        .collect();
    let rows = rows();
    assert_eq!(rows.keys().cloned().collect::<BTreeSet<_>>(), ours);
    for (name, cells) in &rows {
        assert_eq!(cells.len(), 7, "{name}");
        assert!(cells[..5].iter().all(|cell| cell == "✓"), "{name}: {cells:?}");
    }
}

#[test]
fn the_terminal_lists_the_same_table() {
    let rows = rows();
    assert_eq!(ipc::places::PLACES.len(), rows.len());
    for (name, verbs, screens) in ipc::places::PLACES {
        let cells = &rows[*name];
        let verbs: Vec<_> = verbs.iter().map(|verb| format!("`{verb}`")).collect();
        assert_eq!((&cells[5], &cells[6]), (&verbs.join(", "), &screens.join(", ")), "{name}");
    }
}

#[test]
fn every_call_and_every_notification_has_a_published_case() {
    let cases = top().join("tests/cases");
    for call in CALLS {
        let path = cases.join("calls").join(format!("{}.json", call.name));
        let case: Value = serde_json::from_str(&std::fs::read_to_string(&path).expect(call.name)).unwrap();
        assert!(case["request"].is_object() && case["answer"]["result"].is_object(), "{}", call.name);
    }
    let mut told = BTreeSet::new();
    for entry in std::fs::read_dir(cases.join("notifications")).unwrap() {
        let case: Value =
            serde_json::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        told.extend(case["notification"].as_str().map(str::to_owned));
    }
    for notification in NOTIFICATIONS {
        assert!(told.contains(notification.name), "{}", notification.name);
    }
}

#[tokio::test]
async fn the_practice_gateway_serves_every_call() {
    let street = Street::open().await;
    let folder = shop::folder();
    let ledger = shop::open(&folder.path().join("table.ledger")).await;
    let merchant = street.merchant(ledger, street.http.clone());
    for call in CALLS {
        let answered = merchant.call_by_hand(call, b"{}".to_vec(), false).await.unwrap();
        assert_eq!(answered.verdict, "verified", "{}: {} {}", call.name, answered.code, answered.message);
        assert_ne!(answered.code, "NO_INTERFACE_DEF", "{}", call.name);
    }
}

#[test]
fn every_verb_of_the_table_is_a_command() {
    let commands = std::fs::read_to_string(top().join("src-tauri/cli/src/arguments.rs")).unwrap();
    for (name, cells) in rows() {
        for verb in cells[5].split(',').map(|verb| verb.trim().trim_matches('`')) {
            let noun = verb.split(' ').next().unwrap();
            let variant: String =
                noun.chars().take(1).flat_map(char::to_uppercase).chain(noun.chars().skip(1)).collect();
            assert!(commands.contains(&variant), "{name}: there is no noun {noun}");
        }
        let call = named(&name);
        assert!(call.is_some() || name.starts_with("notify"), "{name}");
    }
}
