//! The one window.

use anyhow::Context;
use tauri::{App, AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder};

use crate::painted;

const LABEL: &str = "main";

/// Opens it as `tauri.conf.json` describes it, on a screen when one is named.
pub fn open<R: Runtime>(app: &App<R>, at: Option<&str>) -> anyhow::Result<()> {
    let mut config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == LABEL)
        .context("tauri.conf.json describes the window")?
        .clone();
    if let Some(screen) =
        at.filter(|at| at.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-'))
    {
        config.url = WebviewUrl::App(format!("index.html#/{screen}").into());
    }
    let mut window = WebviewWindowBuilder::from_config(app, &config)?;
    if painted::measured() {
        window = window.initialization_script(painted::WATCH);
    }
    if painted::pages_measured() {
        window = window.initialization_script(painted::PAGES);
    }
    // The app is the only page there is.
    window.on_navigation(|url| matches!(url.scheme(), "tauri") || is_local(url.host_str())).build()?;
    Ok(())
}

/// Brings it to the front, when the program is started a second time.
pub fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus())
    {
        tracing::warn!(%error, "the window did not come to the front");
    }
}

fn is_local(host: Option<&str>) -> bool {
    matches!(host, Some("tauri.localhost")) || (cfg!(debug_assertions) && matches!(host, Some("localhost")))
}
