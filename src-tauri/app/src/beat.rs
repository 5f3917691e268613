//! What goes on by itself: the outbox, and telling the window what went stale.

use std::time::Duration;

use ipc::Desk;
use serde_json::json;
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// Takes up open orders at the start, and then whenever one is due.
pub async fn outbox(desk: Desk) {
    let mut beat = interval(Duration::from_secs(1));
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        desk.round().await;
    }
}

/// Passes on which screens are old. A window that missed some asks for everything again.
pub async fn stale<R: Runtime>(app: AppHandle<R>, desk: Desk) {
    let mut stale = desk.stale();
    loop {
        let tags = match stale.recv().await {
            Ok(tags) => tags,
            Err(RecvError::Lagged(_)) => vec!["all".to_owned()],
            Err(RecvError::Closed) => return,
        };
        if let Err(error) = app.emit("stale", json!({ "tags": tags })) {
            tracing::warn!(%error, "the window did not hear what went stale");
        }
    }
}
