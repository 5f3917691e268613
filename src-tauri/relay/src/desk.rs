//! The desk's side: asks a relay for what it has kept.

use std::fmt;
use std::time::Duration;

use reqwest::{Client, StatusCode, Url, header, redirect, retry};

use crate::Page;

/// For the connection with TLS to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// For a page to come, beside the time the relay was asked to wait.
const TOTAL: Duration = Duration::from_secs(30);
/// The largest page: 4 MiB of bodies, or one larger body, in base64 with headers.
const LARGEST_PAGE: usize = 32 * 1024 * 1024;

/// Why a relay could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskFailed {
    /// The address is no `https://host[/path]`, or plain HTTP to elsewhere than this computer.
    #[error("the relay's address cannot be used: {0}")]
    Address(&'static str),
    /// TLS cannot be set up on this computer.
    #[error("HTTPS cannot be used on this computer: {0}")]
    NoHttps(String),
    /// No whole answer came.
    #[error("the relay did not answer: {0}")]
    NoAnswer(String),
    /// The token is not known there, or was revoked.
    #[error("the relay does not know this token")]
    Token,
    /// The relay never gave the position asked for: its store is another one than before.
    #[error("the relay never gave this position")]
    BeyondTheEnd,
    /// Another status than 200.
    #[error("the relay answered {0}")]
    Status(u16),
    /// The answer is too large, unreadable, or not in order.
    #[error("the relay's answer cannot be used: {0}")]
    Answer(&'static str),
}

/// A desk's way to a relay. It keeps no position: whoever asks does.
pub struct Desk {
    stored: Url,
    token: header::HeaderValue,
    client: Client,
}

/// The token is not shown.
impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("stored", &self.stored.as_str()).finish_non_exhaustive()
    }
}

impl Desk {
    /// `base_url` is where the relay hands on, for example `https://relay.shop.example`; plain HTTP for this
    /// computer only.
    ///
    /// # Errors
    /// When the address or the token cannot be used, or TLS cannot be set up.
    pub fn new(base_url: &str, token: &str) -> Result<Self, DeskFailed> {
        let (stored, here) = address(base_url)?;
        let mut token = header::HeaderValue::from_str(&format!("Bearer {}", token.trim()))
            .map_err(|_| DeskFailed::Token)?;
        token.set_sensitive(true);
        // Without a choice reqwest would make one of its own; an earlier choice stays.
        let _earlier = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .connect_timeout(CONNECT);
        let builder = if here { builder.no_proxy() } else { builder };
        let client = builder.build().map_err(|error| DeskFailed::NoHttps(causes(&error)))?;
        Ok(Self { stored, token, client })
    }

    /// What the relay has kept after a position (0: from the start), in order, at most `limit`; waits up to
    /// `wait` for something to come when there is nothing. Positions follow one another without a gap; the first
    /// follows `after`, unless what came between was pruned at the relay (`first` says so).
    ///
    /// # Errors
    /// When no answer came that can be used. Nothing was changed anywhere: ask again.
    pub async fn fetch(&self, after: u64, limit: u32, wait: Duration) -> Result<Page, DeskFailed> {
        let mut url = self.stored.clone();
        url.query_pairs_mut()
            .append_pair("after", &after.to_string())
            .append_pair("limit", &limit.to_string())
            .append_pair("wait", &wait.as_secs().to_string());
        let no_answer = |error: reqwest::Error| DeskFailed::NoAnswer(causes(&error.without_url()));
        let asked = self
            .client
            .get(url)
            .header(header::AUTHORIZATION, self.token.clone())
            .timeout(TOTAL.saturating_add(wait));
        let mut response = asked.send().await.map_err(no_answer)?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::UNAUTHORIZED => return Err(DeskFailed::Token),
            StatusCode::CONFLICT => return Err(DeskFailed::BeyondTheEnd),
            other => return Err(DeskFailed::Status(other.as_u16())),
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(no_answer)? {
            if body.len().saturating_add(chunk.len()) > LARGEST_PAGE {
                return Err(DeskFailed::Answer("too large"));
            }
            body.extend_from_slice(&chunk);
        }
        let page: Page = serde_json::from_slice(&body).map_err(|_| DeskFailed::Answer("unreadable"))?;
        in_order(&page, after)?;
        Ok(page)
    }
}

/// Positions without a gap, after what was asked for, and none beyond the end.
fn in_order(page: &Page, after: u64) -> Result<(), DeskFailed> {
    let mut next = after.saturating_add(1).max(page.first);
    for handed in &page.notifications {
        if handed.position != next || handed.position > page.last {
            return Err(DeskFailed::Answer("positions out of order"));
        }
        next = next.saturating_add(1);
    }
    Ok(())
}

/// Where the kept notifications are asked for, and whether that is this computer.
fn address(base_url: &str) -> Result<(Url, bool), DeskFailed> {
    let mut url = Url::parse(base_url).map_err(|_| DeskFailed::Address("it is malformed"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(DeskFailed::Address("it holds a user"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(DeskFailed::Address("it holds more than host and path"));
    }
    let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    match (url.scheme(), here) {
        ("https", _) | ("http", true) => {}
        (_, _) => return Err(DeskFailed::Address("only https leaves this computer")),
    }
    let path = format!("{}/v1/stored", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok((url, here))
}

/// The whole chain of causes.
fn causes(error: &dyn std::error::Error) -> String {
    let mut causes = vec![error.to_string()];
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes.dedup();
    causes.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Handed;
    use domain::Moment;

    #[test]
    fn addresses() {
        for (text, wanted) in [
            ("https://relay.test", Ok(("https://relay.test/v1/stored", false))),
            ("https://relay.test/desks/", Ok(("https://relay.test/desks/v1/stored", false))),
            ("http://127.0.0.1:4180", Ok(("http://127.0.0.1:4180/v1/stored", true))),
            ("http://[::1]:4180", Ok(("http://[::1]:4180/v1/stored", true))),
            ("http://relay.test", Err("only https leaves this computer")),
            ("http://127.0.0.1.relay.test", Err("only https leaves this computer")),
            ("ftp://127.0.0.1", Err("only https leaves this computer")),
            ("https://a:b@relay.test", Err("it holds a user")),
            ("https://relay.test/?x=1", Err("it holds more than host and path")),
            ("relay.test", Err("it is malformed")),
        ] {
            let got = address(text);
            let got = got.as_ref().map(|(url, here)| (url.as_str(), *here)).map_err(|error| match error {
                DeskFailed::Address(why) => *why,
                _ => "another error",
            });
            assert_eq!(got, wanted, "{text}");
        }
    }

    #[test]
    fn a_token_is_not_shown() {
        let desk = Desk::new("https://relay.test", "made-up-token").expect("a desk");
        assert!(!format!("{desk:?}").contains("made-up"));
    }

    #[test]
    fn positions() {
        let page = |first: u64, last: u64, positions: &[u64]| Page {
            store: "made-up".to_owned(),
            first,
            last,
            notifications: positions
                .iter()
                .map(|position| Handed {
                    position: *position,
                    arrived_at: Moment(0),
                    path: "/notify".to_owned(),
                    headers: Vec::new(),
                    body: Vec::new(),
                })
                .collect(),
        };
        assert_eq!(in_order(&page(1, 3, &[2, 3]), 1), Ok(()));
        assert_eq!(in_order(&page(1, 3, &[]), 3), Ok(()));
        assert_eq!(in_order(&page(5, 6, &[5, 6]), 1), Ok(()), "2 to 4 were pruned");
        let out_of_order = Err(DeskFailed::Answer("positions out of order"));
        for wrong in [&[3][..], &[1, 2], &[2, 2], &[2, 4], &[3, 2]] {
            assert_eq!(in_order(&page(1, 4, wrong), 1), out_of_order, "{wrong:?}");
        }
        assert_eq!(in_order(&page(1, 2, &[2, 3]), 1), out_of_order, "beyond the end");
    }
}
