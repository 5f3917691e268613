//! The server: commands, events and the built screens, on 127.0.0.1 and nowhere else.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use domain::Actor;
use ipc::Desk;
use serde_json::Value;
use site::{History, KeyChoice};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::{dispatch, events, guard};

/// No honest form is larger.
const LARGEST_FORM: usize = 1 << 20;

/// What a bridge is started with.
pub struct Setup {
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// The built screens.
    pub ui: PathBuf,
    /// Where ledgers are.
    pub data_dir: PathBuf,
    /// The practice gateway's history.
    pub history: History,
}

/// A listening bridge.
pub struct Bridge {
    /// Where the screens are.
    pub url: String,
    /// Its desk.
    pub desk: Desk,
    listener: TcpListener,
    routes: Router,
}

/// Opens a practice desk and listens.
pub async fn serve(setup: Setup) -> Result<Bridge> {
    let desk = practice_desk(setup.data_dir, setup.history).await?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, setup.port));
    let listener = TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))?;
    let url = format!("http://{}", listener.local_addr()?);
    let routes = Router::new()
        .route("/ipc/{command}", post(command))
        .route("/events", get(events::events))
        .fallback_service(ServeDir::new(setup.ui))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn(guard::loopback_only))
        .with_state(desk.clone());
    Ok(Bridge { url, desk, listener, routes })
}

/// A desk that knows practice alone, with keys that guard nothing.
pub async fn practice_desk(data_dir: PathBuf, history: History) -> Result<Desk> {
    let actor = Actor::parse("browser").context("a name for who works here")?;
    let keys = KeyChoice::OpenVault;
    let parts = site::parts(site::Setup { data_dir, actor, keys, history, practice_only: true })?;
    Ok(Desk::open(parts).await)
}

impl Bridge {
    /// Answers until the program ends; the outbox goes on beside it.
    pub async fn run(self) -> Result<()> {
        tokio::spawn(outbox(self.desk));
        axum::serve(self.listener, self.routes).await.context("answering")
    }
}

async fn outbox(desk: Desk) {
    let mut beat = tokio::time::interval(Duration::from_secs(1));
    loop {
        beat.tick().await;
        desk.round().await;
    }
}

async fn command(State(desk): State<Desk>, Path(name): Path<String>, Json(form): Json<Value>) -> Response {
    match dispatch(&desk, &name, form).await {
        Ok(view) => Json(view).into_response(),
        Err(problem) => {
            tracing::info!(command = name, code = problem.code, cause = problem.cause, "refused");
            (StatusCode::UNPROCESSABLE_ENTITY, Json(problem)).into_response()
        }
    }
}
