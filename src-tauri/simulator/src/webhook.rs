//! Webhooks: events posted to an address of this machine, signed as the gateway signs.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::clock::iso;
use crate::events::{Attempt, Event};
use crate::gateway::{Gateway, held};
use crate::keys::FIRST_VERSION;
use crate::secrets;
use crate::signature::{SignatureHeader, content};
use crate::state::Entry;

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 1 << 16;

/// Where webhooks go: plain HTTP on the loopback interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    socket: SocketAddr,
    host: String,
    /// Path and query, as they are signed.
    pub path: String,
}

impl Address {
    /// Reads `http://127.0.0.1:8080/notify`. Every other host is refused: practice stays on this machine.
    pub fn read(url: &str) -> Result<Self> {
        let rest = url.strip_prefix("http://").context("a notify URL begins with http://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let path = path.split('#').next().unwrap_or_default();
        if !path.bytes().all(|b| b.is_ascii_graphic()) || host.contains('@') {
            bail!("the notify URL is not an address");
        }
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        if !matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
            bail!("webhooks of practice go to this machine only: 127.0.0.1, localhost or [::1]");
        }
        let with_port = if host == name { format!("{host}:80") } else { host.to_owned() };
        let socket = with_port
            .to_socket_addrs()
            .with_context(|| format!("{host} is not an address"))?
            .find(|socket| match socket.ip() {
                IpAddr::V4(ip) => ip.is_loopback(),
                IpAddr::V6(ip) => ip.is_loopback(),
            })
            .context("the notify URL does not lead to this machine")?;
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Ok(Self { socket, host: host.to_owned(), path })
    }
}

/// A notification ready to be posted.
pub struct Letter {
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// Writes and signs a notification for a path (section 2.3 of the reference).
pub fn letter(gateway: &Gateway, event: &Event, path: &str, now: i64) -> Result<Letter> {
    let body = secrets::unveil(&gateway.opening.salt, &event.body).to_string();
    let keys = held(gateway.keys.read());
    let time = iso(now);
    let signature = keys.gateway.sign(&content("POST", path, &keys.client_id, &time, body.as_bytes()))?;
    let headers = vec![
        ("content-type", "application/json; charset=UTF-8".to_owned()),
        ("client-id", keys.client_id.clone()),
        ("request-time", time),
        ("signature", SignatureHeader::write(FIRST_VERSION, &signature)),
    ];
    Ok(Letter { headers, body })
}

/// Posts an event once. Answers the HTTP status, if there was one, and whether it was acknowledged.
pub fn post(gateway: &Gateway, event: &Event, to: &Address, scheduled: bool) -> Result<(Option<u16>, bool)> {
    let now = (gateway.clock)();
    let letter = letter(gateway, event, &to.path, now)?;
    let heard = send(&letter, to).ok();
    let acknowledged = heard.as_ref().is_some_and(|(status, body)| *status == 200 && is_success(body));
    let attempt = Attempt { event_id: event.event_id.clone(), at: now, acknowledged, scheduled };
    gateway.turn(now, |turn| turn.write(Entry::Attempt(attempt)))?;
    Ok((heard.map(|(status, _)| status), acknowledged))
}

/// Posts everything whose next try is due by the gateway's clock.
pub fn deliver_due(gateway: &Gateway) -> Result<()> {
    let Some(url) = gateway.ledger().state.events.notify_url.clone() else {
        return Ok(());
    };
    let to = Address::read(&url)?;
    let now = (gateway.clock)();
    for event in gateway.turn(now, |turn| turn.state.events.due(now))? {
        post(gateway, &event, &to, true)?;
    }
    Ok(())
}

/// The one body that acknowledges; spacing and order do not matter.
fn is_success(body: &[u8]) -> bool {
    let expected =
        json!({ "result": { "resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success" } });
    serde_json::from_slice::<Value>(body).is_ok_and(|body| body == expected)
}

fn send(letter: &Letter, to: &Address) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect_timeout(&to.socket, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut text = format!("POST {} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", to.path, to.host);
    for (name, value) in &letter.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("content-length: {}\r\n\r\n{}", letter.body.len(), letter.body));
    stream.write_all(text.as_bytes())?;
    read_answer(&mut stream.take(LONGEST_ANSWER))
}

/// Reads a status and a body of announced length, or up to the end of the connection.
fn read_answer(from: &mut impl Read) -> Result<(u16, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut piece = [0; 1024];
    loop {
        if let Some((head, body)) = split(&bytes) {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
            });
            if length.is_some_and(|length| body.len() >= length) {
                break;
            }
        }
        let read = from.read(&mut piece)?;
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
    }
    let (head, body) = split(&bytes).context("no answer")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
    Ok((status, body.to_vec()))
}

fn split(bytes: &[u8]) -> Option<(String, &[u8])> {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(bytes.get(..at)?).into_owned();
    Some((head, bytes.get(at.checked_add(4)?..)?))
}
