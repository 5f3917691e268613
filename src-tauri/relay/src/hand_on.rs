//! The listener for desks: what is kept, from a position on, to whoever has a token.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::watch;

use crate::receive::refusal;
use crate::{Counters, Refused, Store, StoreFailed, tokens};

/// At most so many in one page.
const MOST: u32 = 500;
/// How many when the desk does not say.
const USUAL: u32 = 100;
/// The longest a desk may wait for news, in seconds: shorter than proxies' patience.
const LONGEST_WAIT: u64 = 50;

#[derive(Clone)]
pub(crate) struct HandingOn {
    pub(crate) store: Store,
    pub(crate) counters: Arc<Counters>,
    pub(crate) last: watch::Receiver<u64>,
    pub(crate) stopped: watch::Receiver<bool>,
}

/// `GET /health` for everyone; `/v1/stored` and `/v1/counters` with a token.
pub(crate) fn routes(handing_on: HandingOn) -> Router {
    Router::new()
        .route("/v1/stored", get(stored))
        .route("/v1/counters", get(counters))
        .layer(middleware::from_fn_with_state(handing_on.clone(), with_token))
        .route("/health", get(health))
        .with_state(handing_on)
}

/// Which desk asks.
#[derive(Clone)]
struct Asking(String);

/// Lets a request through that bears a token which works.
async fn with_token(State(handing_on): State<HandingOn>, mut request: Request, next: Next) -> Response {
    let whose = match bearer(request.headers()) {
        Some(token) => {
            tokens::whose(&handing_on.store, &token).await.map(|desk| desk.ok_or(Refused::TokenWrong))
        }
        None => Ok(Err(Refused::TokenMissing)),
    };
    match whose {
        Ok(Ok(desk)) => {
            tracing::debug!(desk, "a desk asks");
            request.extensions_mut().insert(Asking(desk));
            next.run(request).await
        }
        Ok(Err(cause)) => {
            handing_on.counters.refused(cause);
            tracing::info!(cause = cause.word(), "refused");
            let mut response = refusal(cause);
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
            response
        }
        Err(error) => broken(&error),
    }
}

/// The token, when exactly one is given.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(given), None) = (given.next(), given.next()) else { return None };
    let (scheme, token) = given.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
}

/// What a desk asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// The last position the desk has; 0 at first.
    after: u64,
    /// How many at most.
    limit: Option<u32>,
    /// How long to wait when there is nothing yet, in seconds.
    wait: Option<u64>,
}

async fn stored(
    State(mut handing_on): State<HandingOn>,
    Extension(Asking(desk)): Extension<Asking>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let wait = Duration::from_secs(wanted.wait.unwrap_or(0).min(LONGEST_WAIT));
    if !wait.is_zero() {
        let news = handing_on.last.wait_for(|last| *last > wanted.after);
        tokio::select! {
            _ = tokio::time::timeout(wait, news) => {}
            _ = handing_on.stopped.wait_for(|stop| *stop) => {}
        }
    }
    let limit = wanted.limit.unwrap_or(USUAL).clamp(1, MOST);
    match handing_on.store.page(wanted.after, limit).await {
        Ok(page) => match tokens::has_read(&handing_on.store, &desk, wanted.after).await {
            Ok(()) => Json(page).into_response(),
            Err(error) => broken(&error),
        },
        Err(error @ StoreFailed::BeyondTheEnd { .. }) => {
            (StatusCode::CONFLICT, error.to_string()).into_response()
        }
        Err(error) => broken(&error),
    }
}

async fn counters(State(handing_on): State<HandingOn>) -> Response {
    match handing_on.store.last().await {
        Ok(last) => Json(json!({ "last": last, "counters": handing_on.counters.all() })).into_response(),
        Err(error) => broken(&error),
    }
}

async fn health(State(handing_on): State<HandingOn>) -> Response {
    match handing_on.store.last().await {
        Ok(_) => "ok".into_response(),
        Err(error) => broken(&error),
    }
}

fn broken(error: &StoreFailed) -> Response {
    tracing::error!(%error, "a desk could not be answered");
    (StatusCode::INTERNAL_SERVER_ERROR, "the store failed").into_response()
}
