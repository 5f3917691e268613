//! `counterfoil receive` as a real process: its verbs, and a burst during which it is killed two hundred times.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../src-tauri/relay/tests/shop/gateway.rs"]
mod gateway;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use gateway::{CLIENT_ID, Gateway, NOW, Notification, PATH, burst};
use relay::{Desk, DeskFailed, Handed};
use serde_json::Value;
use tempfile::TempDir;
use testkit::Dice;

const ACKNOWLEDGED: &str =
    r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;

/// How often it is killed.
const KILLS: u64 = 200;
/// How many notifications the burst has.
const BURST: usize = 10_000;
/// How many are on their way at once.
const SENDERS: usize = 16;
/// Another seed is another run.
const SEED: u64 = 0x2026_1121;

/// The program, built once, in the target folder this test was built in.
fn counterfoil() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let here = std::env::current_exe().unwrap();
        let folder = here.ancestors().nth(2).unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "cli", "--target-dir"]).arg(folder.parent().unwrap());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
        assert!(built.success(), "the program does not build");
        folder.join(format!("counterfoil{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A machine with a public address, and the gateway's key on it.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new(gateway: &Gateway) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("store")).unwrap();
        std::fs::write(folder.path().join("gateway.pub"), gateway.public().to_base64()).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// The receiver. These gateways speak in February 2026: however late this runs, that is not too old.
    fn receiver(&self) -> Command {
        let mut command = Command::new(counterfoil());
        command
            .args(["receive", "--json", "--listen", "127.0.0.1:0", "--hand-on", "127.0.0.1:0"])
            .args(["--client-id", CLIENT_ID, "--notify-path", PATH, "--oldest-hours", "4000000000"])
            .args(["--gateway-key-file", &self.path("gateway.pub"), "--store", &self.path("store")])
            .stdin(Stdio::null());
        command
    }

    /// Another verb of `receive`: how it ended, and the document it printed.
    fn run(&self, words: &[&str]) -> (i32, Value, String) {
        let mut command = Command::new(counterfoil());
        command.arg("receive").args(words).args(["--json", "--store", &self.path("store")]);
        let told = command.stdin(Stdio::null()).output().unwrap();
        let out = serde_json::from_slice(&told.stdout).unwrap_or(Value::Null);
        (told.status.code().unwrap(), out, String::from_utf8(told.stderr).unwrap())
    }

    fn token(&self, name: &str) -> String {
        let (code, made, err) = self.run(&["token", "--name", name]);
        assert_eq!(code, 0, "{err}");
        made["token"].as_str().unwrap().to_owned()
    }
}

/// A receiver that listens. Dropping it kills it.
struct Receiver {
    process: Arc<Mutex<Child>>,
    listening: Value,
}

impl Receiver {
    fn start(machine: &Machine) -> Self {
        let mut process = machine.receiver().stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let listening = serde_json::from_str(&line).expect("it listens");
        Self { process: Arc::new(Mutex::new(process)), listening }
    }

    fn url(&self, which: &str) -> String {
        format!("http://{}", self.listening[which].as_str().unwrap())
    }

    fn last(&self) -> u64 {
        self.listening["last"].as_u64().unwrap()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let mut process = self.process.lock().unwrap();
        let _ = process.kill();
        let _ = process.wait();
    }
}

async fn send(client: &reqwest::Client, url: &str, sent: &Notification) -> reqwest::Result<(u16, String)> {
    let mut request = client.post(format!("{url}{PATH}"));
    for (name, value) in &sent.headers {
        request = request.header(name, value);
    }
    let answer = request.body(sent.body.clone()).send().await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}

/// Gives up as the gateway does: what waits in the client for a connection that died with the receiver is
/// otherwise never told of it.
fn sender() -> reqwest::Client {
    let patience = Duration::from_secs(20);
    reqwest::Client::builder().no_proxy().retry(reqwest::retry::never()).timeout(patience).build().unwrap()
}

/// Where the burst stands. What was not acknowledged is sent again, as the gateway does.
struct Standing {
    waiting: Vec<usize>,
    acknowledged: BTreeSet<usize>,
}

/// Sends until so many more were acknowledged, and kills the receiver at that very moment, with the other
/// senders in the middle of theirs; or until nothing is left to send.
async fn send_until(
    receiver: &Receiver,
    all: &Arc<Vec<Notification>>,
    standing: &Arc<Mutex<Standing>>,
    kill_after: Option<usize>,
) {
    let client = sender();
    let so_far = standing.lock().unwrap().acknowledged.len();
    let kill_at = kill_after.map(|more| so_far + more);
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (client, url) = (client.clone(), receiver.url("listen"));
            let (all, standing, process) =
                (Arc::clone(all), Arc::clone(standing), Arc::clone(&receiver.process));
            tokio::spawn(async move {
                loop {
                    let Some(number) = standing.lock().unwrap().waiting.pop() else { return };
                    match send(&client, &url, &all[number]).await {
                        Ok((status, text)) => {
                            assert_eq!((status, text.as_str()), (200, ACKNOWLEDGED));
                            let mut standing = standing.lock().unwrap();
                            assert!(standing.acknowledged.insert(number));
                            if kill_at == Some(standing.acknowledged.len()) {
                                process.lock().unwrap().kill().unwrap();
                            }
                        }
                        Err(_) => {
                            // It died: whether this one is kept is not known, so it waits to be sent again.
                            standing.lock().unwrap().waiting.push(number);
                            return;
                        }
                    }
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
}

/// Everything after a position.
async fn fetch_all(desk: &Desk, mut after: u64) -> Vec<Handed> {
    let mut heard = Vec::new();
    loop {
        let page = desk.fetch(after, 500, Duration::ZERO).await.unwrap();
        let Some(newest) = page.notifications.last() else { return heard };
        after = newest.position;
        heard.extend(page.notifications);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_two_hundred_times_in_a_burst_it_loses_nothing_it_acknowledged() {
    let gateway = Gateway::new();
    let machine = Machine::new(&gateway);
    let token = machine.token("desk1");
    let all = Arc::new(burst(&gateway, BURST));
    let numbers: BTreeMap<&[u8], usize> =
        all.iter().enumerate().map(|(number, one)| (one.body.as_slice(), number)).collect();
    assert_eq!(numbers.len(), BURST, "each is another");
    let standing = Standing { waiting: (0..BURST).rev().collect(), acknowledged: BTreeSet::new() };
    let standing = Arc::new(Mutex::new(standing));
    let mut dice = Dice::new(SEED);
    // What the desk has, in the order of positions.
    let mut heard: Vec<Handed> = Vec::new();
    let mut known: BTreeSet<usize> = BTreeSet::new();
    for life in 0..=KILLS {
        let receiver = Receiver::start(&machine);
        let desk = Desk::new(&receiver.url("hand_on"), &token).unwrap();
        for handed in fetch_all(&desk, u64::try_from(heard.len()).unwrap()).await {
            assert_eq!(handed.position, u64::try_from(heard.len()).unwrap() + 1, "life {life}");
            let number = numbers[handed.body.as_slice()];
            assert!(known.insert(number), "life {life}: {number} is kept twice");
            let sent = &all[number];
            assert!(sent.headers.iter().all(|header| handed.headers.contains(header)), "life {life}");
            heard.push(handed);
        }
        assert_eq!(receiver.last(), u64::try_from(heard.len()).unwrap(), "life {life}");
        let lost: Vec<_> = standing.lock().unwrap().acknowledged.difference(&known).copied().collect();
        assert!(lost.is_empty(), "life {life}: acknowledged and lost: {lost:?}");
        // One in ten dies before it has done anything.
        let more = if dice.below(10) == 0 { 0 } else { 1 + usize::try_from(dice.below(80)).unwrap() };
        if life == KILLS {
            send_until(&receiver, &all, &standing, None).await;
            let after = u64::try_from(heard.len()).unwrap();
            heard.extend(fetch_all(&desk, after).await);
            assert_eq!(heard, fetch_all(&desk, 0).await, "what was handed on before has not changed");
        } else {
            if more == 0 {
                receiver.process.lock().unwrap().kill().unwrap();
            } else {
                send_until(&receiver, &all, &standing, Some(more)).await;
            }
            // No exit code: it did not end by itself.
            #[cfg(unix)]
            assert_eq!(receiver.process.lock().unwrap().wait().unwrap().code(), None, "life {life}");
        }
    }
    assert_eq!(standing.lock().unwrap().acknowledged.len(), BURST);
    let positions: Vec<_> = heard.iter().map(|handed| handed.position).collect();
    assert_eq!(positions, (1..=10_000).collect::<Vec<_>>());
    let bodies: BTreeSet<_> = heard.iter().map(|handed| handed.body.as_slice()).collect();
    assert_eq!(bodies, numbers.keys().copied().collect(), "every one, as it was sent");
}

#[tokio::test]
async fn the_verbs_of_receiving() {
    let gateway = Gateway::new();
    let machine = Machine::new(&gateway);
    let token = machine.token("desk1");
    let refused = |words: &[&str], problem: &str| {
        let (code, said, _) = machine.run(words);
        assert_eq!((code, said["problem"]["code"].as_str()), (65, Some(problem)), "{said}");
    };
    refused(&["token", "--name", "desk1"], "relay.token_taken");
    refused(&["token", "--name", "desk 1"], "relay.token_name");
    let receiver = Receiver::start(&machine);
    let sent = gateway.says(NOW, r#"{"paymentId":"made-up"}"#);
    let answer = send(&sender(), &receiver.url("listen"), &sent).await.unwrap();
    assert_eq!(answer, (200, ACKNOWLEDGED.to_owned()));
    let desk = Desk::new(&receiver.url("hand_on"), &token).unwrap();
    assert_eq!(desk.fetch(0, 10, Duration::ZERO).await.unwrap().notifications.len(), 1);
    // Beside it: a second receiver may not, the other verbs may.
    let second = machine.receiver().output().unwrap();
    assert_eq!(second.status.code(), Some(78));
    assert!(String::from_utf8(second.stderr).unwrap().contains("Another receiver is at work on this store."));
    let (code, listed, _) = machine.run(&["token", "--list"]);
    assert_eq!((code, listed["tokens"][0]["name"].as_str()), (0, Some("desk1")));
    assert!(!listed.to_string().contains(&token));
    assert_eq!(machine.run(&["prune", "--keep-days", "1"]).1["pruned"], 0);
    assert_eq!(machine.run(&["token", "--revoke", "desk1"]).0, 0);
    refused(&["token", "--revoke", "desk1"], "relay.token_unknown");
    assert_eq!(desk.fetch(0, 10, Duration::ZERO).await, Err(DeskFailed::Token));
    assert_eq!(machine.run(&["prune", "--keep-days", "0"]).0, 2, "all is not for pruning");
}

#[test]
fn what_is_missing_or_wrong_is_said_before_it_listens() {
    let machine = Machine::new(&Gateway::new());
    let full = machine.receiver();
    let words: Vec<String> = full.get_args().map(|word| word.to_str().unwrap().to_owned()).collect();
    for option in ["--listen", "--client-id", "--gateway-key-file", "--notify-path", "--store"] {
        let at = words.iter().position(|word| word == option).unwrap();
        let without = words.iter().enumerate().filter(|(number, _)| *number != at && *number != at + 1);
        let ended = Command::new(counterfoil()).args(without.map(|(_, word)| word)).output().unwrap();
        assert_eq!(ended.status.code(), Some(2), "{option}");
        assert!(String::from_utf8(ended.stderr).unwrap().contains(option));
    }
    // A private key has no business on this machine.
    let private = antom::keys::generate(2048).unwrap();
    std::fs::write(machine.path("gateway.pub"), private.pkcs8_der()).unwrap();
    let ended = machine.receiver().output().unwrap();
    assert_eq!(ended.status.code(), Some(65));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("private key"));
    let said: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(said["problem"]["code"], "file.key_bad");
}

/// A folder mistyped in a command or a unit file must not become a new, empty store that nobody reads.
#[test]
fn a_mistyped_store_is_not_made() {
    let machine = Machine::new(&Gateway::new());
    let run = |words: &[&str], folder: &str| {
        let mut command = Command::new(counterfoil());
        command.arg("receive").args(words).args(["--json", "--store", &machine.path(folder)]);
        let told = command.stdin(Stdio::null()).output().unwrap();
        let said: Value = serde_json::from_slice(&told.stdout).unwrap_or(Value::Null);
        (told.status.code().unwrap(), said["problem"]["code"].as_str().unwrap_or_default().to_owned())
    };
    for (words, code) in [
        (&["token"][..], "relay.no_store"),
        (&["token", "--list"], "relay.store_missing"),
        (&["token", "--revoke", "desk"], "relay.store_missing"),
        (&["prune", "--keep-days", "1"], "relay.store_missing"),
    ] {
        assert_eq!(run(words, "sotre"), (65, code.to_owned()), "{words:?}");
        assert!(!std::path::Path::new(&machine.path("sotre")).exists(), "{words:?}");
    }
    let full = machine.receiver();
    let wrong = full.get_args().map(|word| word.to_str().unwrap().replace("/store", "/sotre"));
    let ended = Command::new(counterfoil()).args(wrong).stdin(Stdio::null()).output().unwrap();
    assert_eq!(ended.status.code(), Some(65));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("--new"));
    // An empty folder is a first set-up; a folder of something else is none; meant is meant, once.
    assert_eq!(run(&["token"], "store").0, 0);
    assert_eq!(run(&["token"], ""), (65, "relay.no_store".to_owned()));
    assert_eq!(run(&["token", "--new"], "fresh").0, 0);
    assert_eq!(run(&["token", "--new", "--name", "b"], "fresh"), (65, "relay.store_there".to_owned()));
    assert_eq!(run(&["token", "--name", "b"], "fresh").0, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn told_to_end_it_ends_in_order() {
    let gateway = Gateway::new();
    let machine = Machine::new(&gateway);
    let receiver = Receiver::start(&machine);
    let sent = gateway.says(NOW, r#"{"paymentId":"made-up"}"#);
    assert_eq!(send(&sender(), &receiver.url("listen"), &sent).await.unwrap().0, 200);
    let process = Arc::clone(&receiver.process);
    let id = process.lock().unwrap().id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(process.lock().unwrap().wait().unwrap().code(), Some(0));
    assert_eq!(Receiver::start(&machine).last(), 1);
}
