//! The practice gateway inside this program. Its books lie beside the ledgers, so its memory is as long.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use async_trait::async_trait;
use engine::history::HistoryPage;
use engine::port::{Practice, PracticeFact, Registered};
use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use simulator::{Options, Server};
use tokio::net::TcpStream;
use tokio::sync::Mutex;

/// The history a practice gateway begins with.
#[derive(Debug, Clone, Copy)]
pub struct History {
    /// How many payments.
    pub payments: u32,
    /// The same history for the same seed.
    pub seed: u64,
}

impl Default for History {
    fn default() -> Self {
        Self { payments: 400, seed: 1 }
    }
}

/// The practice gateway of a data folder.
pub struct BuiltIn {
    folder: PathBuf,
    history: History,
    server: Mutex<Option<Server>>,
    client: Client,
}

impl BuiltIn {
    /// The one of this folder; nothing runs before it is started.
    pub fn in_folder(folder: &Path, history: History) -> Result<Self> {
        gateway_http::install_tls();
        let client = Client::builder().no_proxy().timeout(Duration::from_secs(30)).build()?;
        Ok(Self { folder: folder.join("practice"), history, server: Mutex::new(None), client })
    }

    async fn serve(&self) -> Result<String> {
        let mut server = self.server.lock().await;
        if let Some(running) = server.as_ref() {
            return Ok(running.listening.base_url.clone());
        }
        std::fs::create_dir_all(&self.folder).with_context(|| format!("making {}", self.folder.display()))?;
        let address = self.folder.join("address");
        let options = Options {
            payments: self.history.payments,
            seed: self.history.seed,
            books: Some(self.folder.join("books.jsonl")),
            ..Options::default()
        };
        match simulator::serve(options).await {
            Ok(started) => {
                let base_url = started.listening.base_url.clone();
                std::fs::write(&address, &base_url)?;
                *server = Some(started);
                Ok(base_url)
            }
            // Another window or terminal has the books open and runs the gateway.
            Err(error) => running_elsewhere(&address).await.ok_or(error),
        }
    }

    async fn read<T: for<'a> Deserialize<'a>>(&self, request: reqwest::RequestBuilder) -> Result<T> {
        let answer = request.send().await.context("the practice gateway does not answer")?;
        let (status, body) = (answer.status(), answer.bytes().await?);
        if !status.is_success() {
            bail!("the practice gateway refused: {}", String::from_utf8_lossy(&body));
        }
        serde_json::from_slice(&body).context("the practice gateway's answer")
    }

    async fn register_key(&self, base_url: &str, public_key: &str, version: &str) -> Result<Registered> {
        #[derive(Deserialize)]
        struct Answer {
            client_id: String,
            key_version: String,
            gateway_public_key: String,
        }
        let body = json!({ "public_key": public_key, "key_version": version }).to_string();
        let request = self.client.post(format!("{}/practice/register-key", loopback(base_url)?)).body(body);
        let Answer { client_id, key_version, gateway_public_key } = self.read(request).await?;
        Ok(Registered { client_id, key_version, gateway_public_key })
    }

    async fn told(
        &self,
        base_url: &str,
        place: Option<&str>,
        subject: Option<&str>,
    ) -> Result<Vec<PracticeFact>> {
        #[derive(Deserialize)]
        struct Answer {
            facts: Vec<PracticeFact>,
        }
        let asked = [("place", place), ("subject", subject)];
        let asked: Vec<_> = asked.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let path = format!("{}/practice/facts", loopback(base_url)?);
        let url = reqwest::Url::parse_with_params(&path, &asked)?;
        Ok(self.read::<Answer>(self.client.get(url)).await?.facts)
    }

    async fn played(&self, base_url: &str, fact: &str, subject: Option<&str>) -> Result<()> {
        let body = json!({ "fact": fact, "subject": subject }).to_string();
        let request = self.client.post(format!("{}/practice/facts", loopback(base_url)?)).body(body);
        self.read::<Value>(request).await.map(|_| ())
    }

    async fn page(&self, base_url: &str, after: u64) -> Result<HistoryPage> {
        let url = format!("{}/practice/history?after={after}&limit=1000", loopback(base_url)?);
        self.read(self.client.get(url)).await
    }
}

#[async_trait]
impl Practice for BuiltIn {
    async fn start(&self) -> Result<Option<String>, String> {
        self.serve().await.map(Some).map_err(in_words)
    }

    async fn history(&self, base_url: &str, after: u64) -> Result<HistoryPage, String> {
        self.page(base_url, after).await.map_err(in_words)
    }

    async fn register(&self, base_url: &str, public_key: &str, version: &str) -> Result<Registered, String> {
        self.register_key(base_url, public_key, version).await.map_err(in_words)
    }

    async fn facts(
        &self,
        base_url: &str,
        place: Option<&str>,
        subject: Option<&str>,
    ) -> Result<Vec<PracticeFact>, String> {
        self.told(base_url, place, subject).await.map_err(in_words)
    }

    async fn play(&self, base_url: &str, fact: &str, subject: Option<&str>) -> Result<(), String> {
        self.played(base_url, fact, subject).await.map_err(in_words)
    }
}

fn in_words(error: anyhow::Error) -> String {
    format!("{error:#}")
}

/// Practice is on this computer only.
fn loopback(base_url: &str) -> Result<&str> {
    let url = reqwest::Url::parse(base_url).with_context(|| format!("{base_url} is no address"))?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if !here || url.scheme() != "http" || !url.username().is_empty() || url.password().is_some() {
        bail!("{base_url} is not on this computer");
    }
    Ok(base_url.trim_end_matches('/'))
}

async fn running_elsewhere(address: &Path) -> Option<String> {
    let base_url = std::fs::read_to_string(address).ok()?;
    let place = loopback(&base_url).ok()?.strip_prefix("http://")?.to_owned();
    TcpStream::connect(place).await.ok()?;
    Some(base_url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_gateway_of_a_folder_is_started_once_and_shared() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let history = History { payments: 5, seed: 1 };
        let mine = BuiltIn::in_folder(room.path(), history).expect("ready");
        let other = BuiltIn::in_folder(room.path(), history).expect("ready");
        let at = mine.start().await.expect("starts").expect("runs");
        assert_eq!(mine.start().await.expect("starts").as_ref(), Some(&at));
        assert_eq!(other.start().await.expect("found"), Some(at.clone()));
        let page = other.history(&at, 0).await.expect("a page");
        assert_eq!((page.payments.len(), page.next), (5, None));
    }

    #[tokio::test]
    async fn the_gateway_tells_what_can_happen_and_makes_it_happen() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let practice = BuiltIn::in_folder(room.path(), History { payments: 60, seed: 1 }).expect("ready");
        let at = practice.start().await.expect("starts").expect("runs");
        assert!(practice.facts(&at, None, None).await.expect("told").len() > 40);
        let here = practice.facts(&at, Some("disputes"), None).await.expect("told");
        let first = here.first().expect("something can be disputed");
        assert!(first.play && !first.english.is_empty() && !first.chinese.is_empty());
        practice.play(&at, &first.id, None).await.expect("played");
        assert!(practice.play(&at, "nothing", None).await.is_err());
        assert!(practice.facts("http://example.com", None, None).await.is_err());
    }

    #[tokio::test]
    async fn nothing_but_this_computer_is_asked() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let practice = BuiltIn::in_folder(room.path(), History::default()).expect("ready");
        for elsewhere in
            ["http://127.0.0.1.example.com:80", "http://127.0.0.1:80@example.com", "https://localhost:1"]
        {
            let refused = practice.history(elsewhere, 0).await;
            assert!(refused.is_err_and(|why| why.contains("not on this computer")), "{elsewhere}");
        }
    }
}
