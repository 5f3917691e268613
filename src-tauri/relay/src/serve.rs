//! The relay at work: a store, its writer, and two listeners.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::hand_on::HandingOn;
use crate::receive::{Address, Receiving};
use crate::{Clock, Counters, Keeper, Rules, Store, StoreFailed, hand_on, listen, prune_read, receive};

/// What a relay is started with.
pub struct Options {
    /// Where notifications come in; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Where desks ask.
    pub hand_on: SocketAddr,
    /// The store's folder.
    pub store: PathBuf,
    /// What a notification must fit.
    pub rules: Rules,
    /// The paths of the notification addresses as registered at the gateway, with their queries if any.
    pub notify_paths: Vec<String>,
    /// The prefix of these paths that the proxy takes away; empty when it takes none.
    pub proxy_strips: String,
    /// The largest body, in bytes.
    pub largest_body: usize,
    /// How long what every desk has read is kept all the same, in milliseconds; none keeps it for good.
    pub keep: Option<i64>,
    /// Tells the time.
    pub clock: Clock,
}

impl Options {
    /// 256 KiB: the largest notifications are a few.
    pub const LARGEST_BODY: usize = 256 * 1024;
}

/// The relay could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartFailed {
    /// No key: nothing could be verified.
    #[error("at least one gateway key is needed")]
    NoKey,
    /// A path that no request can have.
    #[error("{0} is no path of a notification address, or the proxy's prefix is not its beginning")]
    Path(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreFailed),
    /// An address cannot be listened at.
    #[error("cannot listen at {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
}

/// Where a relay listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listening {
    /// For notifications.
    pub listen: SocketAddr,
    /// For desks.
    pub hand_on: SocketAddr,
    /// The last position in the store.
    pub last: u64,
}

/// A relay at work.
pub struct Relay {
    /// Where.
    pub listening: Listening,
    /// What it counted.
    pub counters: Arc<Counters>,
    store: Store,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Relay {
    /// Opens the store and listens.
    ///
    /// # Errors
    /// When there is nothing to verify with or nowhere to listen, or the store cannot be opened.
    pub async fn start(options: Options) -> Result<Self, StartFailed> {
        if options.rules.gateway_keys.is_empty() {
            return Err(StartFailed::NoKey);
        }
        let addresses = addresses(&options)?;
        let store = Store::open(&options.store, &options.rules.client_id).await?;
        let (stop, stopped) = watch::channel(false);
        let pruning = options.keep.map(|keep| Pruning {
            store: store.clone(),
            keep,
            clock: Arc::clone(&options.clock),
            stopped: stopped.clone(),
        });
        if let Some(pruning) = &pruning {
            pruning.round().await?;
        }
        let (keeper, door) = Keeper::new(store.clone()).await?;
        let (counters, last) = (keeper.counters(), keeper.last());
        let (public, public_at) = bind(options.listen).await?;
        let (desks, desks_at) = bind(options.hand_on).await?;
        let listening = Listening { listen: public_at, hand_on: desks_at, last: *last.borrow() };
        let receiving = Receiving {
            rules: options.rules,
            addresses,
            largest_body: options.largest_body,
            clock: options.clock,
            counters: Arc::clone(&counters),
            door,
        };
        let handing_on = HandingOn {
            store: store.clone(),
            counters: Arc::clone(&counters),
            last,
            stopped: stopped.clone(),
        };
        let mut tasks = vec![
            listen::serve(public, receive::routes(receiving), stopped.clone()),
            listen::serve(desks, hand_on::routes(handing_on), stopped),
        ];
        tasks.extend(pruning.map(|pruning| tokio::spawn(pruning.run())));
        tasks.push(keeper.start());
        Ok(Self { listening, counters, store, stop, tasks })
    }

    /// Takes nothing new, ends what had begun, and closes the store.
    pub async fn shutdown(self) {
        self.stop.send_replace(true);
        // The writer ends last: when nobody who could hand it anything is left.
        for task in self.tasks {
            task.await.ok();
        }
        self.store.close().await;
    }
}

/// How often the relay looks for what it may let go of.
const PRUNING_EVERY: Duration = Duration::from_secs(3600);

/// Lets go of what every desk has read and is old enough.
struct Pruning {
    store: Store,
    keep: i64,
    clock: Clock,
    stopped: watch::Receiver<bool>,
}

impl Pruning {
    async fn round(&self) -> Result<u64, StoreFailed> {
        prune_read(&self.store, (self.clock)().plus(self.keep.saturating_neg())).await
    }

    async fn run(mut self) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(PRUNING_EVERY) => {}
                _ = self.stopped.wait_for(|stop| *stop) => return,
            }
            match self.round().await {
                Ok(gone) => tracing::info!(gone, "pruned"),
                // The next round tries again; nothing is lost by keeping more.
                Err(error) => tracing::warn!(%error, "could not prune"),
            }
        }
    }
}

fn addresses(options: &Options) -> Result<Vec<Address>, StartFailed> {
    let address = |registered: &String| {
        let wrong = || StartFailed::Path(registered.clone());
        let reached = registered.strip_prefix(options.proxy_strips.as_str()).ok_or_else(wrong)?;
        let plain = |path: &str| {
            path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#')
        };
        // `/health` is the proxy's own question.
        if !plain(registered) || !plain(reached) || reached == "/health" {
            return Err(wrong());
        }
        Ok(Address { registered: registered.clone(), reached: reached.to_owned() })
    };
    options.notify_paths.iter().map(address).collect()
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartFailed> {
    let failed = |error| StartFailed::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    Ok((listener, at))
}
