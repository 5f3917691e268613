//! Listens on the loopback interface and hands requests to the gateway.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::auth::Arrived;
use crate::books::Books;
use crate::clock::system_clock;
use crate::gateway::{Gateway, Ledger, Reaction, Reply};
use crate::keys::{self, FIRST_VERSION, KeyRing};
use crate::options::{Listening, Options};
use crate::practice;
use crate::signature::Signer;
use crate::state::{Entry, State};
use crate::webhook;

/// No honest request is larger; the evidence of a dispute may reach 10,000,000 characters.
const LARGEST_BODY: usize = 12 << 20;

/// A listening gateway. It stops when it is shut down or dropped.
pub struct Server {
    /// What a client needs to know.
    pub listening: Listening,
    stop: watch::Sender<bool>,
    loop_task: Option<JoinHandle<()>>,
}

impl Server {
    /// Stops listening, closes every connection, and waits until that is done.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        if let Some(task) = self.loop_task.take() {
            task.await.ok();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Starts a practice gateway on 127.0.0.1.
pub async fn serve(options: Options) -> Result<Server> {
    let (port, slow) = (options.port, options.slow);
    let (mut gateway, listening) = tokio::task::spawn_blocking(move || open(&options)).await??;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    let base = format!("http://{}", listener.local_addr()?);
    let listening = with_urls(listening, &base);
    let (stop, stopped) = watch::channel(false);
    gateway.base_url = listening.base_url.clone();
    let gateway = Arc::new(gateway);
    tokio::spawn(deliver(Arc::clone(&gateway), stopped.clone()));
    let loop_task = tokio::spawn(accept(listener, gateway, slow, stopped));
    Ok(Server { listening, stop, loop_task: Some(loop_task) })
}

/// Opens the books, or begins new ones.
pub fn open(options: &Options) -> Result<(Gateway, Listening)> {
    let clock = options.now.clone().unwrap_or_else(system_clock);
    let (mut books, kept) = match &options.books {
        Some(path) => Books::open(path)?,
        None => (Books::forgetful(), None),
    };
    let opening = match &kept {
        Some(kept) => {
            if options.client_id.as_ref().is_some_and(|id| *id != kept.opening.client_id) {
                bail!("these books belong to another client id: {}", kept.opening.client_id);
            }
            kept.opening.clone()
        }
        None => {
            let opening = keys::open(options.client_id.as_deref(), options.payments, options.seed, clock())?;
            KeyRing::new(&opening)?; // refuses a client id that is not for practice before it is written
            books.open_with(&opening)?;
            opening
        }
    };
    let mut ring = KeyRing::new(&opening)?;
    let mut state = State::default();
    Gateway::begin(&mut state, &opening);
    for (version, spki) in kept.map(|kept| kept.replay(&mut state)).unwrap_or_default() {
        ring.register(&spki, Some(&version))?;
    }
    let mut registered_key_version = None;
    if let Some(der) = &options.merchant_public_key {
        let spki = STANDARD.encode(der);
        let (version, new) = ring.register(&spki, None)?;
        if new {
            books.write(state.count, vec![Entry::MerchantKey { version: version.clone(), spki }])?;
        }
        registered_key_version = Some(version);
    }
    let listening = Listening {
        base_url: String::new(),
        client_id: opening.client_id.clone(),
        merchant_private_key: opening.merchant_private_key.clone(),
        merchant_public_key: Signer::from_base64(&opening.merchant_private_key)?.public_base64()?,
        key_version: FIRST_VERSION.to_owned(),
        registered_key_version,
        gateway_public_key: ring.gateway_public.clone(),
        journal_url: String::new(),
        books_url: String::new(),
        history_url: String::new(),
        register_key_url: String::new(),
        checkout_url: String::new(),
        act_url: String::new(),
        payments: opening.payments,
        seed: opening.seed,
        opened_at: opening.at,
    };
    if let Some(url) = &options.notify_url {
        webhook::Address::read(url)?;
        if state.events.notify_url.as_ref() != Some(url) {
            let entry = Entry::NotifyUrl { url: Some(url.clone()) };
            state.apply(&entry);
            books.write(state.count, vec![entry])?;
        }
    }
    let ledger = Ledger { state, books };
    let mut gateway = Gateway::new(opening, ring, ledger, clock, options.fault_plan.clone());
    gateway.no_feed = options.no_feed;
    Ok((gateway, listening))
}

fn with_urls(listening: Listening, base: &str) -> Listening {
    Listening {
        base_url: base.to_owned(),
        journal_url: format!("{base}/practice/journal"),
        books_url: format!("{base}/practice/books"),
        history_url: format!("{base}/practice/history"),
        register_key_url: format!("{base}/practice/register-key"),
        checkout_url: format!("{base}/practice/checkout"),
        act_url: format!("{base}/practice/act"),
        ..listening
    }
}

/// How often the gateway looks whether a webhook is due by its own clock.
const LOOK: Duration = Duration::from_millis(200);

/// Delivers webhooks as they fall due.
async fn deliver(gateway: Arc<Gateway>, mut stopped: watch::Receiver<bool>) {
    loop {
        let stop = tokio::time::timeout(LOOK, stopped.wait_for(|stop| *stop)).await.is_ok();
        if stop {
            return;
        }
        let gateway = Arc::clone(&gateway);
        // A delivery that fails is tried again by the schedule.
        tokio::task::spawn_blocking(move || webhook::deliver_due(&gateway)).await.ok();
    }
}

async fn accept(
    listener: TcpListener,
    gateway: Arc<Gateway>,
    slow: Duration,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                stream.set_nodelay(true).ok();
                let gateway = Arc::clone(&gateway);
                connections.spawn(async move {
                    let service = service_fn(move |request| answer(Arc::clone(&gateway), slow, request));
                    // An error here is a connection that broke, often on purpose.
                    http1::Builder::new().serve_connection(TokioIo::new(stream), service).await.ok();
                });
            }
        }
    }
    connections.shutdown().await;
    // Work that had begun ends before the books are let go.
    while Arc::strong_count(&gateway) > 1 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Makes the connection close without a byte.
#[derive(Debug)]
struct Silent;

impl fmt::Display for Silent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no answer, on purpose")
    }
}

impl std::error::Error for Silent {}

async fn answer(
    gateway: Arc<Gateway>,
    slow: Duration,
    request: Request<Incoming>,
) -> Result<Response<Outgoing>, Silent> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST_BODY).collect().await else {
        return Err(Silent);
    };
    let arrived = Arrived {
        method: head.method.as_str().to_owned(),
        path: head.uri.path_and_query().map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned()),
        headers: head
            .headers
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect(),
        body: body.to_bytes().to_vec(),
    };
    let worked = tokio::task::spawn_blocking(move || {
        if arrived.path.starts_with("/practice/") {
            Reaction::Reply(practice::serve(&gateway, &arrived))
        } else {
            gateway.exchange(&arrived)
        }
    });
    match worked.await {
        Ok(Reaction::Reply(reply)) => {
            if reply.slow {
                tokio::time::sleep(slow).await;
            }
            write(reply)
        }
        Ok(Reaction::Silence) | Err(_) => Err(Silent),
    }
}

fn write(reply: Reply) -> Result<Response<Outgoing>, Silent> {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    let body = Outgoing { left: Some(Bytes::from(reply.body)), truncated: reply.truncated, flushed: false };
    response.body(body).map_err(|_| Silent)
}

/// A body that may break off half-way, after its full length was announced.
struct Outgoing {
    left: Option<Bytes>,
    truncated: bool,
    /// Half of a truncated body was handed over; it is flushed before the break.
    flushed: bool,
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Silent;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Silent>>> {
        match self.left.take() {
            Some(mut bytes) => {
                if self.truncated {
                    bytes.truncate(bytes.len() / 2);
                }
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            None if self.truncated && !self.flushed => {
                self.flushed = true;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None if self.truncated => Poll::Ready(Some(Err(Silent))),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_none() && !self.truncated
    }

    fn size_hint(&self) -> SizeHint {
        self.left
            .as_ref()
            .and_then(|bytes| u64::try_from(bytes.len()).ok())
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
