//! `receive`: the relay for notifications, its tokens, and pruning. It opens no desk and no ledger.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use domain::Moment;
use relay::{Options, Relay, Rules, Store, system_clock};
use serde_json::json;

use crate::print::Printer;
use crate::{exit, relay_trouble, secret};

/// Where desks ask when nothing else is said.
const HAND_ON: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 4180);

/// Receives notifications until it is stopped.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Receive {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Where notifications come in, behind the shop's TLS proxy, for example 127.0.0.1:4170; port 0 takes any.
    #[arg(long, required = true)]
    listen: Option<SocketAddr>,
    /// The gateway's name for you: notifications for others are refused.
    #[arg(long, required = true)]
    client_id: Option<String>,
    /// The gateway's public key; twice while it changes.
    #[arg(long, required = true)]
    gateway_key_file: Vec<PathBuf>,
    /// The path of the notification address as it is registered at the gateway; may be given several times.
    #[arg(long, required = true)]
    notify_path: Vec<String>,
    /// The folder where notifications are kept.
    #[arg(long, required = true)]
    store: Option<PathBuf>,
    /// Where desks ask. Tokens cross this connection: put a TLS proxy in front for desks elsewhere.
    #[arg(long, default_value_t = HAND_ON)]
    hand_on: SocketAddr,
    /// The beginning of the path that the proxy takes away before it passes a notification on.
    #[arg(long, default_value = "")]
    proxy_strips: String,
    /// Refuse notifications that are older.
    #[arg(long, default_value_t = 25)]
    oldest_hours: u32,
    /// Make a new, empty store. Without it only a folder that is there and empty becomes one.
    #[arg(long)]
    new: bool,
    /// Let go of what every desk has read and is older, by itself.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    keep_days: u32,
    /// Refuse larger bodies.
    #[arg(long, default_value_t = 256)]
    largest_body_kib: u32,
}

#[derive(Subcommand)]
enum Verb {
    /// Make a desk's token, shown this once; or list or revoke tokens.
    Token(Token),
    /// Let go of old notifications. Desks that have not fetched them yet will not get them.
    Prune {
        /// The receiver's folder.
        #[arg(long)]
        store: PathBuf,
        /// What arrived in the last so many days stays.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        keep_days: u32,
    },
}

#[derive(Args)]
struct Token {
    /// The receiver's folder.
    #[arg(long)]
    store: PathBuf,
    /// Make a new, empty store. Without it only a folder that is there and empty becomes one.
    #[arg(long, conflicts_with_all = ["revoke", "list"])]
    new: bool,
    /// What the desk is called.
    #[arg(long, default_value = "desk")]
    name: String,
    /// Make this desk's token worthless.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["name", "list"])]
    revoke: Option<String>,
    /// Whose tokens there are.
    #[arg(long, conflicts_with = "name")]
    list: bool,
}

/// Does it.
pub async fn run(receive: Receive, printer: Printer) -> Result<u8> {
    match receive.verb {
        Some(Verb::Token(asked)) => token(asked, printer).await,
        Some(Verb::Prune { store, keep_days }) => prune(&store, keep_days, printer).await,
        None => serve(receive, printer).await,
    }
}

async fn serve(receive: Receive, printer: Printer) -> Result<u8> {
    let (Some(listen), Some(client_id), Some(store)) = (receive.listen, receive.client_id, receive.store)
    else {
        bail!("--listen, --client-id and --store are needed");
    };
    may_open(&store, receive.new)?;
    let mut gateway_keys = Vec::new();
    for file in &receive.gateway_key_file {
        match antom::signing::PublicKey::parse(&secret::key(file)?) {
            Ok(key) => gateway_keys.push(key),
            Err(error) => {
                let problem = secret::about("file.key_bad", file).on_field("gateway_public_key");
                return Err(secret::Complaint(problem.because(error)).into());
            }
        }
    }
    if !receive.hand_on.ip().is_loopback() {
        eprintln!("Desks' tokens cross {} in the clear unless a TLS proxy stands in front.", receive.hand_on);
    }
    let oldest = i64::from(receive.oldest_hours).saturating_mul(Moment::HOUR);
    let kib = usize::try_from(receive.largest_body_kib).unwrap_or(usize::MAX);
    let relay = Relay::start(Options {
        listen,
        hand_on: receive.hand_on,
        store,
        rules: Rules { oldest, ..Rules::new(client_id, gateway_keys) },
        notify_paths: receive.notify_path,
        proxy_strips: receive.proxy_strips,
        keep: Some(i64::from(receive.keep_days).saturating_mul(Moment::DAY)),
        largest_body: kib.saturating_mul(1024),
        clock: system_clock(),
    })
    .await
    .map_err(relay_trouble::of_start)?;
    printer.data(&relay.listening, || {
        vec![
            format!("notifications  {}", relay.listening.listen),
            format!("desks          {}", relay.listening.hand_on),
            format!("kept so far    {}", relay.listening.last),
        ]
    });
    stopped().await?;
    relay.shutdown().await;
    Ok(exit::OK)
}

/// Until somebody, or the system, ends the program.
async fn stopped() -> Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut ended = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted?,
            _ = ended.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// A mistyped folder must not become a new, empty store beside the one at work: desks would wait in vain. Made is
/// one only where it is asked for, or in a folder that somebody made for it and that is still empty.
fn may_open(folder: &Path, new: bool) -> Result<()> {
    let code = match (Store::is_in(folder), new) {
        (true, true) => "relay.store_there",
        (true, false) | (false, true) => return Ok(()),
        (false, false) => match std::fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
            Ok(true) => return Ok(()),
            Ok(false) | Err(_) => "relay.no_store",
        },
    };
    Err(secret::Complaint(secret::about(code, folder).on_field("store")).into())
}

/// The store for what needs one that is there.
fn must_be_there(folder: &Path) -> Result<()> {
    if Store::is_in(folder) {
        return Ok(());
    }
    Err(secret::Complaint(secret::about("relay.store_missing", folder).on_field("store")).into())
}

async fn token(asked: Token, printer: Printer) -> Result<u8> {
    if asked.list || asked.revoke.is_some() {
        must_be_there(&asked.store)?;
    } else {
        may_open(&asked.store, asked.new)?;
    }
    let store = Store::beside(&asked.store).await.map_err(relay_trouble::of_store)?;
    let now = system_clock()();
    if let Some(name) = asked.revoke {
        relay::revoke(&store, &name, now).await.map_err(relay_trouble::of_token)?;
        printer.data(&json!({ "revoked": name }), || vec![format!("{name} has no token any more")]);
    } else if asked.list {
        let tokens = relay::list(&store).await.map_err(relay_trouble::of_store)?;
        printer.data(&json!({ "tokens": tokens }), || {
            let state =
                |token: &relay::DeskToken| if token.revoked_at.is_some() { "revoked" } else { "works" };
            tokens.iter().map(|token| format!("{:<20} {}", token.name, state(token))).collect()
        });
    } else {
        let token = relay::make(&store, &asked.name, now).await.map_err(relay_trouble::of_token)?;
        printer.data(&json!({ "name": asked.name, "token": token.expose() }), || {
            vec![token.expose().to_owned()]
        });
        eprintln!("This is shown once. Set the desk up with it.");
    }
    store.close().await;
    Ok(exit::OK)
}

async fn prune(folder: &Path, keep_days: u32, printer: Printer) -> Result<u8> {
    must_be_there(folder)?;
    let store = Store::beside(folder).await?;
    let before = system_clock()().plus(i64::from(keep_days).saturating_mul(Moment::DAY).saturating_neg());
    let gone = relay::prune(&store, before).await?;
    store.close().await;
    printer.data(&json!({ "pruned": gone }), || vec![format!("{gone} let go")]);
    Ok(exit::OK)
}
