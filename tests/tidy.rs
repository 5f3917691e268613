//! The house rules that no compiler checks: who knows whom, what lies where, what nothing is called.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Room, the rooms it may know, and outside crates it may not (see "Who knows what" in ARCHITECTURE.md).
const ARROWS: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &["async-trait", "chrono", "rand", "sqlx", "tokio", "uuid"]),
    ("antom", &["domain"], &["keyring", "reqwest", "sqlx", "tokio"]),
    ("engine", &["antom", "domain"], &["axum", "chrono", "keyring", "rand", "reqwest", "sqlx", "uuid"]),
    ("ledger-sqlite", &["domain", "engine"], &["keyring", "reqwest"]),
    ("gateway-http", &["engine"], &["keyring", "sqlx"]),
    // Key formats are the gateway's language, so keys-os reads them with antom.
    ("keys-os", &["antom", "domain", "engine"], &["reqwest", "sqlx"]),
    ("ipc", &["antom", "domain", "engine"], &["axum", "keyring", "reqwest", "sqlx"]),
    (
        "site",
        &[
            "antom",
            "domain",
            "engine",
            "gateway-http",
            "ipc",
            "keys-os",
            "ledger-sqlite",
            "relay",
            "simulator",
        ],
        &["axum", "clap"],
    ),
    ("relay", &["antom", "domain"], &["keyring", "rsa", "tower-http"]),
    // Receiving opens no desk: the gateway's key is read and handed to the relay.
    ("cli", &["antom", "domain", "ipc", "relay", "simulator", "site"], &["keyring", "reqwest", "sqlx"]),
    ("bridge", &["domain", "ipc", "site"], &["keyring", "reqwest", "sqlx"]),
    ("counterfoil-desktop", &["ipc", "site"], &["axum", "keyring", "reqwest", "sqlx"]),
    ("simulator", &[], &["axum", "sqlx"]),
    ("shim-vfs", &[], &["axum", "reqwest", "tokio"]),
    ("testkit", &["antom", "domain", "engine"], &["keyring", "reqwest", "sqlx"]),
    ("xtask", &[], &["axum", "reqwest", "sqlx", "tokio"]),
    ("counterfoil-tests", &[], &[]),
];

/// What may stand at the top; dot files may too.
const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "icons",
    "src-tauri",
    "tauri.conf.json",
    "tests",
    "ui",
];

/// The only places that look at a clock.
const CLOCKS: &[&str] =
    &["src-tauri/relay/src/clock.rs", "src-tauri/simulator/src/clock.rs", "src-tauri/site/src/clock.rs"];

const LONGEST_FILE: usize = 600;

/// Longer on purpose: one function moves every state, and one list holds every view.
const LONG: &[&str] = &["src-tauri/domain/src/payment.rs", "src-tauri/ipc/src/view/mod.rs"];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository is there")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Committed and new files, without what is ignored; paths from the top.
fn files() -> Vec<String> {
    let told = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(top())
        .output()
        .expect("git is there");
    assert!(told.status.success(), "git ls-files: {}", String::from_utf8_lossy(&told.stderr));
    let names = String::from_utf8(told.stdout).expect("file names are text");
    let there = |name: &&str| !name.is_empty() && top().join(name).exists();
    names.split('\0').filter(there).map(str::to_owned).collect()
}

/// Rust sources of the rooms.
fn sources() -> Vec<String> {
    let found: Vec<_> =
        files().into_iter().filter(|file| file.starts_with("src-tauri/") && file.ends_with(".rs")).collect();
    assert!(!found.is_empty());
    found
}

fn packages() -> Vec<Value> {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(top())
        .output()
        .expect("cargo is there");
    assert!(told.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&told.stderr));
    let metadata: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// What a program of this package links, tests aside.
fn links(package: &Value) -> BTreeSet<&str> {
    let all = package["dependencies"].as_array().expect("dependencies");
    all.iter().filter(|link| link["kind"].is_null()).map(|link| text(link, "name")).collect()
}

#[test]
fn rooms_know_only_the_rooms_they_may() {
    let packages = packages();
    let rooms: BTreeSet<&str> = packages.iter().map(|package| text(package, "name")).collect();
    let listed: BTreeSet<&str> = ARROWS.iter().map(|(room, _, _)| *room).collect();
    assert_eq!(rooms, listed, "every room has its line in the table");
    let mut wrong = Vec::new();
    for package in &packages {
        let room = text(package, "name");
        let (_, may, may_not) = ARROWS.iter().find(|(name, _, _)| *name == room).expect("listed");
        for link in links(package) {
            let forbidden_room = rooms.contains(link) && !may.contains(&link);
            let only_the_window = link.starts_with("tauri") && room != "counterfoil-desktop";
            if forbidden_room || may_not.contains(&link) || only_the_window {
                wrong.push(format!("{room} -> {link}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn xtask_stays_light() {
    let packages = packages();
    let xtask = packages.iter().find(|package| text(package, "name") == "xtask").expect("xtask");
    assert_eq!(links(xtask), BTreeSet::from(["anyhow", "clap", "serde_json"]));
}

#[test]
fn the_top_holds_nothing_else() {
    let entries: BTreeSet<String> =
        files().iter().filter_map(|file| file.split('/').next().map(str::to_owned)).collect();
    let strange: Vec<_> =
        entries.iter().filter(|entry| !entry.starts_with('.') && !TOP.contains(&entry.as_str())).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn only_the_clock_adapters_look_at_a_clock() {
    let looks =
        |line: &str| ["Utc::now", "Local::now", "SystemTime::now"].iter().any(|now| line.contains(now));
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|file| !CLOCKS.contains(&file.as_str()) && read(file).lines().any(looks))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_too_long_to_read() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|file| (read(&file).lines().count(), file))
        .filter(|(lines, file)| *lines > LONGEST_FILE && !LONG.contains(&file.as_str()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn names_say_what_is_inside() {
    let vague = ["helper", "helpers", "util", "utils", "manager", "misc", "common"];
    let is_vague = |file: &String| {
        Path::new(file)
            .file_stem()
            .and_then(|stem| stem.to_str())
            .is_some_and(|stem| stem.to_lowercase().split(['_', '-', '.']).any(|word| vague.contains(&word)))
    };
    let wrong: Vec<_> = files().into_iter().filter(is_vague).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_window_may_call_exactly_the_commands_of_the_list() {
    macro_rules! names {
        ($($(#[doc = $doc:literal])* $name:ident($form:ty) -> $view:ty;)*) => {
            BTreeSet::from([$(stringify!($name).to_owned()),*])
        };
    }
    let listed: BTreeSet<String> = ipc::for_each_command!(names);
    let permissions = read("src-tauri/app/permissions/desk.toml");
    let block = permissions
        .split("[[permission]]")
        .find(|block| block.contains("\"allow-desk\""))
        .expect("allow-desk");
    let (_, names) = block.split_once("commands.allow = [").expect("a list");
    let names = names.split(']').next().unwrap_or_default();
    let allowed: BTreeSet<String> = names
        .split(',')
        .map(|name| name.trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    assert_eq!(allowed, listed);
}

#[test]
fn one_capability_for_one_window_and_no_plugin() {
    let capabilities: Vec<_> =
        files().into_iter().filter(|file| file.starts_with("src-tauri/app/capabilities/")).collect();
    assert_eq!(capabilities, ["src-tauri/app/capabilities/main.json"]);
    let capability: Value =
        serde_json::from_str(&read("src-tauri/app/capabilities/main.json")).expect("JSON");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability["remote"].is_null(), "no page from elsewhere may call a command");
    let permissions: BTreeSet<&str> =
        capability["permissions"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let expected = ["core:event:allow-listen", "core:event:allow-unlisten", "allow-desk", "allow-painted"];
    assert_eq!(permissions, BTreeSet::from(expected));
}

#[test]
fn the_window_runs_nothing_but_its_own_code() {
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).expect("JSON");
    let security = &config["app"]["security"];
    let policy = text(security, "csp");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    for loose in ["unsafe", "https:", "*", "blob:"] {
        assert!(!policy.contains(loose), "{loose} in {policy}");
    }
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert_eq!(config["app"]["windows"].as_array().map(Vec::len), Some(1));
}

/// What a script imports, from the top of `ui/src`: `features/payments`, `kit/Button`, `react` ...
fn imports(file: &str) -> Vec<String> {
    let quoted = |line: &str| {
        let (_, after) = line.split_once("from \"").or_else(|| line.split_once("import(\""))?;
        Some(after.split('"').next().unwrap_or_default().to_owned())
    };
    let resolve = |import: String| {
        if !import.starts_with('.') {
            return import;
        }
        let mut at = Path::new(file).parent().expect("a folder").to_owned();
        for part in import.split('/') {
            match part {
                "." => {}
                ".." => drop(at.pop()),
                name => at.push(name),
            }
        }
        at.strip_prefix("ui/src").unwrap_or(&at).to_string_lossy().into_owned()
    };
    read(file).lines().filter_map(quoted).map(resolve).collect()
}

/// Whether a script may import this, by their places in `ui/src`.
fn may_import(script: &str, import: &str) -> bool {
    let feature = |path: &str| {
        path.strip_prefix("features/").and_then(|rest| rest.split('/').next()).map(str::to_owned)
    };
    let within = |layers: &[&str]| layers.iter().any(|layer| import.starts_with(&format!("{layer}/")));
    match script.split('/').next().unwrap_or_default() {
        _ if import.starts_with("@tauri-apps") => script.starts_with("ipc/"),
        "kit" => !within(&["app", "features", "shared", "ipc"]),
        "ipc" => !within(&["app", "features", "shared", "kit"]),
        "shared" => !within(&["app", "features"]),
        "features" => !within(&["app"]) && feature(import).is_none_or(|other| feature(script) == Some(other)),
        _ => true,
    }
}

#[test]
fn screens_know_only_what_they_may() {
    let is_script =
        |file: &String| file.starts_with("ui/src/") && (file.ends_with(".ts") || file.ends_with(".tsx"));
    let scripts: Vec<_> = files().into_iter().filter(is_script).collect();
    assert!(!scripts.is_empty());
    let mut wrong = Vec::new();
    for file in scripts {
        let script = file.trim_start_matches("ui/src/");
        let strange = imports(&file).into_iter().filter(|import| !may_import(script, import));
        wrong.extend(strange.map(|import| format!("{script} -> {import}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every place at which the practice gateway can make something happen is a stage of some screen.
#[test]
fn what_can_be_played_is_shown_where_somebody_stands() {
    let gateway = simulator::Direct::open(&simulator::Options::default()).expect("a practice gateway");
    let told = gateway.exchange("GET", "/practice/facts", &[], Vec::new()).expect("an answer");
    let told: Value = serde_json::from_slice(&told.body).expect("JSON");
    let facts = told["facts"].as_array().expect("a list");
    let places: BTreeSet<&str> = facts
        .iter()
        .flat_map(|fact| fact["places"].as_array().expect("places"))
        .filter_map(Value::as_str)
        .collect();
    assert!(places.len() > 15, "{places:?}");
    let screens: Vec<String> = files()
        .iter()
        .filter(|file| file.starts_with("ui/src/features/") && !file.contains(".test."))
        .map(|file| read(file))
        .collect();
    for place in places {
        let written = format!("\"{place}\"");
        let shown = screens
            .iter()
            .any(|screen| screen.lines().any(|line| line.contains("place:") && line.contains(&written)));
        assert!(shown, "no screen carries the list of {place}");
    }
}
