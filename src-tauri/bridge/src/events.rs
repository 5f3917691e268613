//! What went stale, as server-sent events.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use ipc::Desk;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

/// One event for every announcement; all tags when some were missed.
pub async fn events(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = unfold(desk.stale(), |mut stale| async move {
        let tags = match stale.recv().await {
            Ok(tags) => tags,
            Err(RecvError::Lagged(_)) => vec!["all".to_owned()],
            Err(RecvError::Closed) => return None,
        };
        let event = Event::default().event("stale").data(json!({ "tags": tags }).to_string());
        Some((Ok(event), stale))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
