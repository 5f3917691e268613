//! The built-in practice gateway: started on demand, found again when another program of ours runs it.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use engine::history::HistoryPage;
use engine::port::{Practice, Registered};
use serde::Deserialize;
use tokio::sync::Mutex;

/// The history a new practice gateway begins with.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    /// How many payments.
    pub payments: u32,
    /// The same seed makes the same history.
    pub seed: u64,
}

impl Default for Seed {
    fn default() -> Self {
        Self { payments: 2_000, seed: 1 }
    }
}

/// The practice gateway of a data folder.
pub struct PracticeSite {
    folder: PathBuf,
    seed: Seed,
    running: Mutex<Option<simulator::Server>>,
    http: reqwest::Client,
}

#[derive(Deserialize)]
struct Answer {
    client_id: String,
    key_version: String,
    gateway_public_key: String,
}

impl PracticeSite {
    /// The practice gateway whose books are in this folder.
    #[must_use]
    pub fn new(folder: PathBuf, seed: Seed) -> Self {
        // Loopback only: no proxy, no redirects.
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .build()
            .unwrap_or_default();
        Self { folder, seed, running: Mutex::new(None), http }
    }

    /// Where another program said its gateway on these books listens, if it still does.
    async fn found(&self) -> Option<String> {
        let url = std::fs::read_to_string(self.address()).ok()?;
        let url = antom::hosts::check_base_url(&url, domain::Environment::Practice).ok()?;
        let probe = format!("{url}/practice/journal?request_id=-");
        let answer = self.http.get(probe).send().await.ok()?;
        answer.status().is_success().then_some(url)
    }

    fn address(&self) -> PathBuf {
        self.folder.join("practice.address")
    }

    async fn text(&self, request: reqwest::RequestBuilder) -> Result<String, String> {
        let answer = request.send().await.map_err(|error| error.to_string())?;
        let status = answer.status();
        let text = answer.text().await.map_err(|error| error.to_string())?;
        if status.is_success() { Ok(text) } else { Err(format!("{status}: {text}")) }
    }
}

#[async_trait]
impl Practice for PracticeSite {
    async fn start(&self) -> Result<Option<String>, String> {
        let mut running = self.running.lock().await;
        if let Some(server) = running.as_ref() {
            return Ok(Some(server.listening.base_url.clone()));
        }
        if let Some(url) = self.found().await {
            return Ok(Some(url));
        }
        let options = simulator::Options {
            payments: self.seed.payments,
            seed: self.seed.seed,
            books: Some(self.folder.join("practice.books")),
            ..simulator::Options::default()
        };
        let server = simulator::serve(options).await.map_err(|error| format!("{error:#}"))?;
        let url = server.listening.base_url.clone();
        std::fs::write(self.address(), &url).map_err(|error| error.to_string())?;
        *running = Some(server);
        Ok(Some(url))
    }

    async fn history(&self, base_url: &str, after: u64) -> Result<HistoryPage, String> {
        let url = format!("{base_url}/practice/history?after={after}&limit=500");
        let text = self.text(self.http.get(url)).await?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    async fn register(&self, base_url: &str, public_key: &str, version: &str) -> Result<Registered, String> {
        let body = serde_json::json!({ "public_key": public_key, "key_version": version }).to_string();
        let request = self.http.post(format!("{base_url}/practice/register-key"));
        let text = self.text(request.header("content-type", "application/json").body(body)).await?;
        let answer: Answer = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        Ok(Registered {
            client_id: answer.client_id,
            key_version: answer.key_version,
            gateway_public_key: answer.gateway_public_key,
        })
    }
}
