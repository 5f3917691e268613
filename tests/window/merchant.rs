//! A person at the real window: starts the program, finds things by what they are called, presses and types.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

const LOOK: &str = include_str!("look.js");
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE: Duration = Duration::from_secs(40);

/// The driver with everything it started: the window ends with it.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// A person at the window.
pub struct Merchant {
    window: Client,
    story: &'static str,
    _driver: Driver,
}

impl Merchant {
    /// Starts the program on a data folder.
    pub async fn opens(story: &'static str, data_dir: &Path, arguments: &[&str]) -> Self {
        let program =
            std::env::var("COUNTERFOIL_DESKTOP").expect("run this with `cargo xtask test --only window`");
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.args([format!("--port={port}"), "--host=127.0.0.1".to_owned()]);
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").env("LANGUAGE", "en");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let driver = Driver(command.spawn().expect("WebKitWebDriver starts"));

        let folder = data_dir.to_str().expect("a folder as text");
        let mut args = vec!["--data-dir", folder];
        args.extend(arguments);
        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": program, "args": args } });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let window = connect(port, capabilities).await;
        let patience = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        window.update_timeouts(patience).await.expect("time-outs");
        Self { window, story, _driver: driver }
    }

    async fn look(&self, role: &str, name: &str) -> Element {
        let found = self.window.execute_async(LOOK, vec![json!(role), json!(name)]).await;
        match found {
            Ok(Value::Object(found)) if found.contains_key(ELEMENT) => {
                let id = found[ELEMENT].as_str().expect("an id").to_owned();
                Element::from_element_id(self.window.clone(), ElementRef::from(id))
            }
            other => panic!("{}: no {role} called {name:?}: {other:?}\n{}", self.story, self.page().await),
        }
    }

    /// What can be read, and a picture of it, for the one who looks into a failure.
    async fn page(&self) -> String {
        if let Ok(picture) = self.window.screenshot().await {
            let file = pictures().join(format!("{}.png", self.story));
            let _ = std::fs::write(&file, picture);
        }
        let text = self.window.execute("return document.body.innerText", Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    pub async fn presses(&self, name: &str) {
        self.look("button", name).await.click().await.expect("pressed");
    }

    pub async fn follows(&self, name: &str) {
        self.look("link", name).await.click().await.expect("followed");
    }

    pub async fn chooses(&self, name: &str) {
        self.look("choice", name).await.click().await.expect("chosen");
    }

    /// Opens a list by its label and takes an option.
    pub async fn picks(&self, list: &str, option: &str) {
        self.presses(list).await;
        self.look("option", option).await.click().await.expect("picked");
    }

    /// Types into a field in place of what is there.
    pub async fn types(&self, field: &str, text: &str) {
        let field = self.look("field", field).await;
        field.click().await.expect("focused");
        field.send_keys("\u{e009}a\u{e000}").await.expect("all of it marked");
        field.send_keys(text).await.expect("typed");
    }

    pub async fn reads_field(&self, field: &str) -> String {
        self.look("field", field).await.prop("value").await.expect("readable").unwrap_or_default()
    }

    /// Waits until this can be read somewhere.
    pub async fn sees(&self, text: &str) {
        self.look("text", text).await;
    }

    /// Waits until the state line of what was sent says this.
    pub async fn hears(&self, state: &str) {
        self.look("status", state).await;
    }

    /// Searches the payments for an order number and opens the one that is found.
    pub async fn opens_payment(&self, order_number: &str) {
        self.follows("Payments").await;
        self.types("Search payments", order_number).await;
        self.sees("1 payment fits").await;
        self.look("row", order_number).await.click().await.expect("opened");
        self.look("heading", order_number).await;
    }

    /// Closes the window and everything that belongs to it.
    pub async fn leaves(self) {
        let _ = self.window.close().await;
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

async fn connect(port: u16, capabilities: serde_json::Map<String, Value>) -> Client {
    let began = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.clone());
        match builder.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(error) => assert!(began.elapsed() < PATIENCE, "the window did not open: {error}"),
        }
        tokio::task::yield_now().await;
    }
}

fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window");
    let _ = std::fs::create_dir_all(&folder);
    folder
}
