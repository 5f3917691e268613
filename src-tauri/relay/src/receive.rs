//! The public listener: refuse, or keep and then acknowledge.

use std::sync::Arc;
use std::time::Duration;

use antom::notify::acknowledgement;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::{Arrival, Clock, Counters, Door, Refused, Rules};

/// How long a body may take to come.
const BODY: Duration = Duration::from_secs(30);

/// Where notifications come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// As registered at the gateway: what is signed.
    pub(crate) registered: String,
    /// As it reaches this process, behind a proxy that takes a prefix away.
    pub(crate) reached: String,
}

pub(crate) struct Receiving {
    pub(crate) rules: Rules,
    pub(crate) addresses: Vec<Address>,
    pub(crate) largest_body: usize,
    pub(crate) clock: Clock,
    pub(crate) counters: Arc<Counters>,
    pub(crate) door: Door,
}

/// `GET /health`, and notifications at the registered addresses.
pub(crate) fn routes(receiving: Receiving) -> Router {
    Router::new().route("/health", get(health)).fallback(notification).with_state(Arc::new(receiving))
}

async fn health() -> &'static str {
    "ok"
}

async fn notification(State(receiving): State<Arc<Receiving>>, request: Request) -> Response {
    match receiving.take(request).await {
        Ok(()) => {
            (StatusCode::OK, [(header::CONTENT_TYPE, "application/json; charset=UTF-8")], acknowledgement())
                .into_response()
        }
        Err(cause) => {
            receiving.counters.refused(cause);
            tracing::info!(cause = cause.word(), "refused");
            refusal(cause)
        }
    }
}

/// The answer to something refused.
pub(crate) fn refusal(cause: Refused) -> Response {
    let status = StatusCode::from_u16(cause.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, cause.to_string()).into_response()
}

impl Receiving {
    /// Verifies and keeps; nothing is acknowledged before it is durable.
    async fn take(&self, request: Request) -> Result<(), Refused> {
        let (head, body) = request.into_parts();
        let reached = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let address =
            self.addresses.iter().find(|address| address.reached == reached).ok_or(Refused::WrongPath)?;
        if head.method != Method::POST {
            return Err(Refused::WrongMethod);
        }
        if !is_json(&head.headers) {
            return Err(Refused::WrongContentType);
        }
        let body = self.read(body).await?;
        let headers = kept_headers(&head.headers);
        let now = (self.clock)();
        let verified = self.rules.verify(&address.registered, &headers, &body, now)?;
        let path = address.registered.clone();
        let arrival = Arrival { arrived_at: now, path, headers, body, mark: verified.mark };
        self.door.keep(arrival).await.map_err(|_| Refused::NotKept)?;
        Ok(())
    }

    async fn read(&self, body: Body) -> Result<Vec<u8>, Refused> {
        let whole = Limited::new(body, self.largest_body).collect();
        match tokio::time::timeout(BODY, whole).await {
            Ok(Ok(body)) => Ok(body.to_bytes().into()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Refused::TooLarge),
            Ok(Err(_)) | Err(_) => Err(Refused::CutOff),
        }
    }
}

/// `application/json`, once, in UTF-8 when a charset is named.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(Ok(text)), None) = (types.next().map(|value| value.to_str()), types.next()) else {
        return false;
    };
    let mut parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.next().is_some_and(|kind| kind == "application/json")
        && parts
            .filter_map(|part| Some(part.strip_prefix("charset=")?.trim_matches('"').to_owned()))
            .all(|charset| charset == "utf-8" || charset == "utf8")
}

/// All but what a proxy may add to prove itself: that is no desk's business.
fn kept_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let secret = [header::AUTHORIZATION, header::PROXY_AUTHORIZATION, header::COOKIE];
    headers
        .iter()
        .filter(|(name, _)| !secret.contains(name))
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types() {
        for (text, fits) in [
            ("application/json", true),
            ("application/json; charset=UTF-8", true),
            ("Application/JSON;charset=\"utf-8\"", true),
            ("application/json; charset=GBK", false),
            ("text/json", false),
            ("application/jsonp", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(text));
            assert_eq!(is_json(&headers), fits, "{text}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }

    #[test]
    fn what_proves_a_proxy_is_not_kept() {
        let mut headers = HeaderMap::new();
        for name in ["authorization", "cookie", "proxy-authorization", "client-id"] {
            headers.insert(name, header::HeaderValue::from_static("x"));
        }
        assert_eq!(kept_headers(&headers), [("client-id".to_owned(), "x".to_owned())]);
    }
}
