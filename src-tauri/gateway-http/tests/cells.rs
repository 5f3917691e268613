//! Every way a call can end, against real connections: what certainly did not leave, what may have, and
//! what is an answer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use engine::port::{Call, Delivered, Gateway as _};
use gateway_http::{HttpGateway, Limits};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const BODY: &[u8] = "{\"refundReason\":\"客户取消\"}".as_bytes();

/// What the other side does after it has heard a whole request.
#[derive(Clone, Copy)]
enum Then {
    Say(&'static str),
    SayAndClose(&'static str),
    Close,
    Hang,
}

/// Before it hears anything.
#[derive(Clone, Copy)]
enum First {
    Listen,
    Close,
    Hang,
    Garble,
}

struct Other {
    port: u16,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Other {
    async fn start(first: First, then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let other = Self {
            port: listener.local_addr().unwrap().port(),
            connections: Arc::default(),
            requests: Arc::default(),
        };
        let (connections, requests) = (Arc::clone(&other.connections), Arc::clone(&other.requests));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, first, then, Arc::clone(&requests)));
            }
        });
        other
    }

    fn url(&self, scheme: &str) -> String {
        format!("{scheme}://127.0.0.1:{}/ams/api/v1/payments/refund", self.port)
    }

    fn counts(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }
}

async fn serve(mut stream: TcpStream, first: First, then: Then, requests: Arc<AtomicUsize>) {
    match first {
        First::Listen => {}
        First::Close => return,
        First::Hang => return std::future::pending().await,
        First::Garble => {
            stream.write_all(b"this is not TLS\r\n").await.unwrap();
            return std::future::pending().await;
        }
    }
    loop {
        let mut heard = Vec::new();
        while !heard.ends_with(BODY) {
            let mut piece = [0; 4096];
            match stream.read(&mut piece).await {
                Ok(0) | Err(_) => return,
                Ok(count) => heard.extend_from_slice(&piece[..count]),
            }
        }
        requests.fetch_add(1, Ordering::SeqCst);
        match then {
            Then::Say(text) => stream.write_all(text.as_bytes()).await.unwrap(),
            Then::SayAndClose(text) => return stream.write_all(text.as_bytes()).await.unwrap(),
            Then::Close => return,
            Then::Hang => return std::future::pending().await,
        }
    }
}

fn gateway(body_bytes: usize) -> HttpGateway {
    let limits =
        Limits { connect: Duration::from_millis(300), total: Duration::from_millis(600), body_bytes };
    HttpGateway::new(Arc::new(|host| host == "127.0.0.1" || host.ends_with(".invalid")), limits).unwrap()
}

fn call(url: String) -> Call {
    let headers = vec![
        ("content-type".to_owned(), "application/json; charset=UTF-8".to_owned()),
        ("client-id".to_owned(), "5Y".to_owned()),
        ("signature".to_owned(), "algorithm=RSA256,keyVersion=1,signature=a%2Bb".to_owned()),
    ];
    Call { url, path: String::new(), headers, body: BODY.to_vec() }
}

async fn ends(first: First, then: Then) -> (Delivered, (usize, usize)) {
    let other = Other::start(first, then).await;
    let delivered = gateway(1024).ask(call(other.url("http"))).await;
    (delivered, other.counts())
}

fn not_sent(delivered: &Delivered) -> bool {
    matches!(delivered, Delivered::NotSent(_))
}

fn no_answer(delivered: &Delivered) -> bool {
    matches!(delivered, Delivered::NoAnswer(_))
}

#[tokio::test]
async fn a_whole_answer_comes_back_untouched() {
    let (delivered, counts) = ends(
        First::Listen,
        Then::Say(
            "HTTP/1.1 200 OK\r\nSignature: one\r\nsignature: two\r\nResponse-Time: 2026-02-02T10:40:01+08:00\r\nSet-Cookie: a=b\r\nContent-Length: 9\r\n\r\n{ \"a\":1 }",
        ),
    )
    .await;
    let Delivered::Answer(answer) = delivered else { panic!("{delivered:?}") };
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"{ \"a\":1 }".as_slice()));
    let signatures: Vec<&str> = answer
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("signature"))
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(signatures, ["one", "two"]);
    assert_eq!(counts, (1, 1));
}

#[tokio::test]
async fn the_bytes_and_headers_are_sent_as_given() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let hears = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = Vec::new();
        while !heard.ends_with(BODY) {
            let mut piece = [0; 4096];
            let count = stream.read(&mut piece).await.unwrap();
            heard.extend_from_slice(&piece[..count]);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await.unwrap();
        String::from_utf8(heard).unwrap()
    });
    let url = format!("http://127.0.0.1:{port}/ams/sandbox/api/v1/payments/refund");
    assert!(matches!(gateway(1024).ask(call(url)).await, Delivered::Answer(_)));
    let heard = hears.await.unwrap();
    assert!(heard.starts_with("POST /ams/sandbox/api/v1/payments/refund HTTP/1.1\r\n"), "{heard}");
    for line in [
        "content-type: application/json; charset=UTF-8",
        "signature: algorithm=RSA256,keyVersion=1,signature=a%2Bb",
    ] {
        assert_eq!(heard.matches(line).count(), 1, "{heard}");
    }
    assert!(!heard.to_ascii_lowercase().contains("cookie"), "{heard}");
}

#[tokio::test]
async fn other_statuses_are_answers_and_redirects_are_not_followed() {
    let (delivered, _) =
        ends(First::Listen, Then::Say("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops")).await;
    assert!(matches!(&delivered, Delivered::Answer(answer) if answer.status == 500), "{delivered:?}");
    for redirect in [
        "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    ] {
        let (delivered, counts) = ends(First::Listen, Then::Say(redirect)).await;
        assert!(matches!(&delivered, Delivered::Answer(answer) if answer.status / 100 == 3), "{delivered:?}");
        assert_eq!(counts, (1, 1));
    }
}

#[tokio::test]
async fn after_the_connection_stands_nothing_is_certain() {
    for (name, first, then) in [
        ("closed at once", First::Close, Then::Close),
        ("closed after the request", First::Listen, Then::Close),
        ("no answer", First::Listen, Then::Hang),
        ("silent from the start", First::Hang, Then::Hang),
        ("half a status line", First::Listen, Then::SayAndClose("HTTP/1.1 20")),
        ("half the headers", First::Listen, Then::SayAndClose("HTTP/1.1 200 OK\r\nContent-Le")),
        (
            "half a body",
            First::Listen,
            Then::SayAndClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\""),
        ),
        ("a body that stops", First::Listen, Then::Say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\"")),
        (
            "half a chunk",
            First::Listen,
            Then::SayAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nabc"),
        ),
        (
            "a garbled chunk",
            First::Listen,
            Then::SayAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n"),
        ),
        ("no HTTP", First::Listen, Then::SayAndClose("hello, who is there?\r\n\r\n")),
    ] {
        let (delivered, (connections, requests)) = ends(first, then).await;
        assert!(no_answer(&delivered), "{name}: {delivered:?}");
        assert_eq!(connections, 1, "{name}: tried again");
        assert!(requests <= 1, "{name}: sent again");
    }
}

#[tokio::test]
async fn too_large_an_answer_is_no_answer() {
    let other = Other::start(
        First::Listen,
        Then::Say("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n0123456789abcdef"),
    )
    .await;
    assert!(no_answer(&gateway(15).ask(call(other.url("http"))).await));
    assert!(matches!(gateway(16).ask(call(other.url("http"))).await, Delivered::Answer(_)));
}

#[tokio::test]
async fn connections_are_not_kept_so_nothing_is_sent_again_by_itself() {
    let other =
        Other::start(First::Listen, Then::Say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")).await;
    let gateway = gateway(1024);
    for count in 1..=3 {
        assert!(matches!(gateway.ask(call(other.url("http"))).await, Delivered::Answer(_)));
        assert_eq!(other.counts(), (count, count));
    }
}

#[tokio::test]
async fn before_the_connection_stands_nothing_has_left() {
    let gateway = gateway(1024);
    let refused = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    for url in [
        format!("http://127.0.0.1:{refused}/ams"),
        format!("https://127.0.0.1:{refused}/ams"),
        "https://no-such-gateway.invalid/ams".to_owned(),
        "https://evil.test/ams".to_owned(),
        "http://no-such-gateway.invalid/ams".to_owned(),
        "nonsense".to_owned(),
    ] {
        let delivered = gateway.ask(call(url.clone())).await;
        assert!(not_sent(&delivered), "{url}: {delivered:?}");
    }
    let bad = Call {
        headers: vec![("client-id".into(), "a\r\nb: c".into())],
        ..call("http://127.0.0.1:1/".into())
    };
    assert_eq!(gateway.ask(bad).await, Delivered::NotSent("a header cannot be sent".into()));
}

#[tokio::test]
async fn without_tls_nothing_leaves() {
    for (name, first) in [("closed", First::Close), ("silent", First::Hang), ("not TLS", First::Garble)] {
        let other = Other::start(first, Then::Close).await;
        let delivered = gateway(1024).ask(call(other.url("https"))).await;
        assert!(not_sent(&delivered), "{name}: {delivered:?}");
        assert_eq!(other.counts(), (1, 0), "{name}");
    }
}
