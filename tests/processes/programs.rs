//! The real programs, the folder they share, and the practice gateway they talk to, which is never stopped.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::{Value, json};
use simulator::{Options, Server};
use tempfile::TempDir;

/// What opens the vault of a practice desk; it guards nothing.
const PASSPHRASE: &str = "practice keys guard nothing";

/// A program of ours, built once, in the target folder this test was built in.
fn program(package: &str, name: &str) -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let here = std::env::current_exe().unwrap();
        let folder = here.ancestors().nth(2).unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "bridge", "--package", "cli", "--target-dir"]);
        build.arg(folder.parent().unwrap());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
        assert!(built.success(), "{package} does not build");
        folder.to_owned()
    });
    folder.join(name)
}

/// A computer: a data folder, and a practice gateway at the end of the line.
pub struct Computer {
    pub gateway: Server,
    folder: TempDir,
    looking: reqwest::Client,
}

impl Computer {
    /// With an account that is set up and in use.
    pub async fn set_up() -> Self {
        gateway_http::install_tls();
        let folder = crate::shop::folder();
        let gateway = simulator::serve(Options::default()).await.unwrap();
        let looking = reqwest::Client::builder().no_proxy().build().unwrap();
        let computer = Self { gateway, folder, looking };
        let desk = computer.opens_a_desk();
        desk.sets_up_the_account(&computer).await;
        desk.kill();
        // The terminal's vault is another file; what is in it opens with the same words.
        let data = computer.data();
        std::fs::copy(data.join("keys.practice"), data.join("keys.vault")).unwrap();
        std::fs::write(computer.folder.path().join("passphrase"), PASSPHRASE).unwrap();
        computer
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The ledger's file.
    pub fn ledger(&self) -> PathBuf {
        self.data().join("practice.ledger")
    }

    /// Starts a desk and waits until it listens.
    pub fn opens_a_desk(&self) -> Desk {
        let mut process = Command::new(program("bridge", "bridge"))
            .args(["serve", "--empty", "--json", "--port", "0", "--data-dir"])
            .arg(self.data())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).expect("it listens");
        Desk {
            url: said["url"].as_str().unwrap().to_owned(),
            process: Arc::new(Mutex::new(process)),
            client: reqwest::Client::builder().no_proxy().retry(reqwest::retry::never()).build().unwrap(),
        }
    }

    /// Runs a line of the terminal; the exit code and the document it printed.
    pub fn terminal(&self, line: &[&str]) -> (i32, Value) {
        let told = Command::new(program("cli", "counterfoil"))
            .args(line)
            .args(["--json", "--vault", "passphrase", "--passphrase-file"])
            .arg(self.folder.path().join("passphrase"))
            .arg("--data-dir")
            .arg(self.data())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (told.status.code().unwrap(), serde_json::from_slice(&told.stdout).unwrap_or(Value::Null))
    }

    async fn look(&self, url: &str) -> Value {
        let answer = self.looking.get(url).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// Every call that could move money, as the gateway wrote it down.
    pub async fn journal(&self) -> Vec<Value> {
        self.look(&self.gateway.listening.journal_url).await["effects"].as_array().unwrap().clone()
    }

    /// Every payment as the gateway has it.
    pub async fn books(&self) -> Vec<Value> {
        self.look(&self.gateway.listening.books_url).await["payments"].as_array().unwrap().clone()
    }
}

/// Why a command of a desk has no view.
#[derive(Debug)]
pub enum Unanswered {
    /// The program died; what it did is not known.
    Died,
    /// It refused, with this problem.
    Refused(Value),
}

/// A desk that runs. Dropping it kills it.
#[derive(Clone)]
pub struct Desk {
    url: String,
    process: Arc<Mutex<Child>>,
    client: reqwest::Client,
}

impl Desk {
    /// `kill -9`, now.
    pub fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        let _ = process.kill();
        let _ = process.wait();
    }

    /// One command, as the window sends it.
    pub async fn asks(&self, command: &str, form: Value) -> Result<Value, Unanswered> {
        let request = self
            .client
            .post(format!("{}/ipc/{command}", self.url))
            .header("content-type", "application/json")
            .body(form.to_string());
        let Ok(answer) = request.send().await else { return Err(Unanswered::Died) };
        let status = answer.status();
        let Ok(body) = answer.bytes().await else { return Err(Unanswered::Died) };
        let view = serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{command}: {status} {body:?}"));
        match status.as_u16() {
            200 => Ok(view),
            422 => Err(Unanswered::Refused(view)),
            other => panic!("{command} {form}: {other} {view}"),
        }
    }

    /// One command that must succeed.
    pub async fn gets(&self, command: &str, form: Value) -> Value {
        self.asks(command, form.clone()).await.unwrap_or_else(|error| panic!("{command} {form}: {error:?}"))
    }

    async fn sets_up_the_account(&self, computer: &Computer) {
        let there = &computer.gateway.listening;
        let account = self.gets("account_draft", json!({})).await["account"].clone();
        let key = json!({
            "account": account, "version": there.key_version, "key": there.merchant_private_key,
        });
        self.gets("account_import_key", key).await;
        let form = json!({
            "account": account, "name": "Shop", "environment": "practice", "base_url": there.base_url,
            "client_id": there.client_id, "key_version": there.key_version,
            "gateway_public_key": there.gateway_public_key, "select": true,
        });
        self.gets("account_save", form).await;
    }

    /// Asks about everything that is open until nothing is.
    pub async fn comes_to_rest(&self) {
        for _ in 0..20 {
            let outbox = self.gets("outbox_ask", json!({})).await;
            if outbox["open"].as_array().unwrap().is_empty() {
                return;
            }
        }
        panic!("the outbox never came to rest: {}", self.gets("outbox_list", json!({})).await);
    }
}

/// Where a ledger file lies, opened to be compared.
pub async fn ledger_of(file: &Path) -> Arc<ledger_sqlite::SqliteLedger> {
    crate::shop::open(file).await
}
