//! Accepting connections: how many at once, and how long a stranger may take to say what he wants.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};

/// How many connections one listener serves at once; more wait in the system's queue.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take, and how long a kept connection may idle.
const HEAD: Duration = Duration::from_secs(30);
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// How long requests that had begun may take to end after a stop.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Serves until it is told to stop; then what had begun is ended.
pub(crate) fn serve(listener: TcpListener, routes: Router, stopped: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(accept(listener, routes, stopped))
}

async fn accept(listener: TcpListener, routes: Router, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
        let stream = tokio::select! {
            () = until(&mut stopped) => break,
            stream = next(&listener) => stream,
        };
        let (routes, stopped) = (routes.clone(), stopped.clone());
        connections.spawn(async move {
            connection(stream, routes, stopped).await;
            drop(place);
        });
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    tokio::time::timeout(LAST_WORDS, ended).await.ok();
    connections.shutdown().await;
}

/// The next connection. Failing to accept is passing: no free file handle, a caller who hung up.
async fn next(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

async fn connection(stream: TcpStream, routes: Router, mut stopped: watch::Receiver<bool>) {
    stream.set_nodelay(true).ok();
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    tokio::pin!(serving);
    // An error here is a connection that broke.
    tokio::select! {
        _ = serving.as_mut() => return,
        () = until(&mut stopped) => {}
    }
    serving.as_mut().graceful_shutdown();
    serving.await.ok();
}

/// Until it is told to stop.
async fn until(stopped: &mut watch::Receiver<bool>) {
    stopped.wait_for(|stop| *stop).await.ok();
}
