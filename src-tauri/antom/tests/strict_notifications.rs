//! Notifications that were bent on the way: thousands of ways, and none is taken.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use antom::MAX_DEPTH;
use antom::notify::{NotReceived, Notification, Received, ReceivingFor, receive};
use antom::signing::{PublicKey, content, parse_signature_header, signature_header};
use domain::Moment;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use serde_json::Value;
use sha2::Sha256;

const PATH: &str = "/shop/notify?desk=1";
const CLIENT: &str = "SANDBOX_5YTESTCLIENT00001";
const TIME: &str = "2026-02-02T10:40:01+08:00";
const HEADERS: [&str; 3] = ["client-id", "request-time", "signature"];

#[derive(Clone)]
struct Delivery {
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

struct Gateway {
    signer: SigningKey<Sha256>,
    keys: Vec<(String, PublicKey)>,
}

impl Gateway {
    /// `antom` signs; its key is kept under version 2 beside another one of version 1.
    fn new() -> Self {
        let text =
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/signing/signing.json"));
        let file: Value = serde_json::from_str(text).unwrap();
        let key = |whose: &str, name: &str| file["keys"][whose][name].as_str().unwrap().to_owned();
        let private = RsaPrivateKey::from_pkcs8_pem(&key("antom", "private_key_pkcs8_pem")).unwrap();
        let public = |whose: &str| PublicKey::parse(&key(whose, "public_key_spki_base64")).unwrap();
        Self {
            signer: SigningKey::new(private),
            keys: vec![("1".to_owned(), public("merchant")), ("2".to_owned(), public("antom"))],
        }
    }

    fn delivers(&self, body: &[u8], time: &str, version: &str) -> Delivery {
        let signature = self.signer.sign(&content(PATH, CLIENT, time, body)).to_vec();
        let signature = signature_header(version, &signature);
        let headers = [("Client-Id", CLIENT), ("Request-Time", time), ("Signature", &signature)];
        Delivery {
            path: PATH.to_owned(),
            headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).into(),
            body: body.to_vec(),
        }
    }

    fn take(&self, delivery: &Delivery) -> Result<Received, NotReceived> {
        let expected = ReceivingFor { client_id: CLIENT, gateway_keys: &self.keys };
        receive(&delivery.headers, &delivery.body, &delivery.path, &expected)
    }
}

fn body(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/notifications").join(name);
    let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    case["body"].to_string().into_bytes()
}

fn header<'a>(delivery: &'a Delivery, name: &str) -> &'a str {
    &delivery.headers.iter().find(|(own, _)| own == name).unwrap().1
}

fn set(delivery: &Delivery, name: &str, value: &str) -> Delivery {
    let mut bent = delivery.clone();
    for (own, held) in &mut bent.headers {
        if own == name {
            value.clone_into(held);
        }
    }
    bent
}

fn with_body(delivery: &Delivery, body: impl Into<Vec<u8>>) -> Delivery {
    Delivery { body: body.into(), ..delivery.clone() }
}

/// Chance that is the same on every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }
}

/// Every way of bending a true delivery, with the code it must end under when there is one.
fn mutants(truth: &Delivery) -> Vec<(String, Delivery, Option<&'static str>)> {
    let mut all = Vec::new();
    let mut add = |what: String, bent: Delivery, code| all.push((what, bent, code));
    let wrong = Some("SIGNATURE_WRONG");
    for at in 0..truth.body.len() {
        for bit in 0..8 {
            let mut body = truth.body.clone();
            body[at] ^= 1 << bit;
            add(format!("bit {bit} of byte {at}"), with_body(truth, body), wrong);
        }
        add(format!("cut at {at}"), with_body(truth, &truth.body[..at]), wrong);
        let mut body = truth.body.clone();
        body.insert(at, b' ');
        add(format!("a space at {at}"), with_body(truth, body), wrong);
    }
    let signature = parse_signature_header(header(truth, "signature")).unwrap().signature;
    for at in 0..signature.len() {
        for bit in 0..8 {
            let mut bytes = signature.clone();
            bytes[at] ^= 1 << bit;
            let bent = set(truth, "signature", &signature_header("2", &bytes));
            add(format!("bit {bit} of byte {at} of the signature"), bent, wrong);
        }
    }
    for length in [1, 255, 257, 512] {
        let mut bytes = signature.clone();
        bytes.resize(length, 0);
        let bent = set(truth, "signature", &signature_header("2", &bytes));
        add(format!("a signature of {length} bytes"), bent, wrong);
    }
    for name in HEADERS {
        let text = header(truth, name).to_owned();
        for at in 0..text.len() {
            let version = text.find("keyVersion=").is_some_and(|from| (from..from + 12).contains(&at));
            if !version {
                let mut bent = text.clone().into_bytes();
                bent[at] = if bent[at] == b'x' { b'y' } else { b'x' };
                let bent = String::from_utf8(bent).unwrap();
                add(format!("{name}, character {at}"), set(truth, name, &bent), None);
            }
            // Without the padding at its end it is the same signature.
            let same = parse_signature_header(&text[..at]).is_ok_and(|cut| cut.signature == signature);
            if !(name == "signature" && same) {
                add(format!("{name} cut at {at}"), set(truth, name, &text[..at]), None);
            }
        }
        for twin in [text.as_str(), "other", ""] {
            for called in [name.to_owned(), name.to_uppercase()] {
                let mut bent = truth.clone();
                bent.headers.push((called.clone(), twin.to_owned()));
                add(format!("{called} twice: {twin}"), bent.clone(), Some("HEADER_DOUBLED"));
                bent.headers.reverse();
                add(format!("{called} twice, first: {twin}"), bent, Some("HEADER_DOUBLED"));
            }
        }
        for empty in ["", " ", "\t"] {
            add(format!("{name} empty"), set(truth, name, empty), Some("HEADER_MALFORMED"));
        }
        let mut bent = truth.clone();
        bent.headers.retain(|(own, _)| own != name);
        add(format!("no {name}"), bent, Some("HEADER_MISSING"));
        let mut bent = truth.clone();
        bent.headers.retain(|(own, _)| own == name);
        add(format!("only {name}"), bent, Some("HEADER_MISSING"));
    }
    add("no header".into(), Delivery { headers: Vec::new(), ..truth.clone() }, Some("HEADER_MISSING"));
    for other in ["SANDBOX_5YTESTCLIENT00002", "5YTESTCLIENT00001", "sandbox_5ytestclient00001"] {
        add(format!("client id {other}"), set(truth, "client-id", other), Some("WRONG_CLIENT_ID"));
    }
    let instant = antom::parse_time(TIME).unwrap().0.to_string();
    for other in
        [instant.as_str(), "2026-02-02T02:40:01Z", "2026-02-02T10:40:01+0800", "2026-02-02T10:40:02+08:00"]
    {
        add(format!("time {other}"), set(truth, "request-time", other), wrong);
    }
    for other in ["0", "now", "2026-02-02", "2026-02-02T10:40:01"] {
        add(format!("time {other}"), set(truth, "request-time", other), Some("TIME_UNREADABLE"));
    }
    for other in [
        "/",
        "",
        "/shop/notify",
        "/shop/notify?desk=2",
        "/notify?desk=1",
        "/shop/notify/?desk=1",
        "/Shop/notify?desk=1",
    ] {
        add(format!("path {other}"), Delivery { path: other.to_owned(), ..truth.clone() }, wrong);
    }
    let text = header(truth, "signature").to_owned();
    for (other, code) in [
        (text.replace("RSA256", "RSA1"), "WRONG_ALGORITHM"),
        (text.replace("RSA256", "none"), "WRONG_ALGORITHM"),
        (text.replace("RSA256", "rsa256"), "WRONG_ALGORITHM"),
        (text.replace("algorithm=RSA256,", ""), "HEADER_MALFORMED"),
        (format!("{text},{text}"), "HEADER_MALFORMED"),
        ("nonsense".to_owned(), "HEADER_MALFORMED"),
        (signature_header("2", b""), "HEADER_MALFORMED"),
    ] {
        add(format!("signature {other:.40}"), set(truth, "signature", &other), Some(code));
    }
    // Written in another way it says the same and is not what was signed.
    let value: Value = serde_json::from_slice(&truth.body).unwrap();
    let fields = value.as_object().unwrap();
    let turned: serde_json::Map<_, _> = fields.clone().into_iter().rev().collect();
    let plain = std::str::from_utf8(&truth.body).unwrap();
    for (what, body) in [
        ("spaced", serde_json::to_vec_pretty(&value).unwrap()),
        ("turned round", serde_json::to_vec(&turned).unwrap()),
        ("escaped", plain.replace("result", "\\u0072esult").into_bytes()),
        ("marked", [b"\xef\xbb\xbf", truth.body.as_slice()].concat()),
        ("in another encoding", plain.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("with a line end", [truth.body.as_slice(), b"\n"].concat()),
        ("empty", Vec::new()),
        ("null", b"null".to_vec()),
    ] {
        add(what.to_owned(), with_body(truth, body), wrong);
    }
    for (name, value) in fields {
        let mut fewer = fields.clone();
        fewer.remove(name);
        add(format!("without {name}"), with_body(truth, serde_json::to_vec(&fewer).unwrap()), wrong);
        add(
            format!("{name} twice"),
            with_body(truth, format!("{{\"{name}\":{value},{}", &plain[1..])),
            wrong,
        );
    }
    // Several at once, by chance.
    let mut chance = Seeded(0x5eed_0000_0000_0001);
    for round in 0..2_000 {
        let mut body = truth.body.clone();
        for _ in 0..=chance.below(4) {
            let at = chance.below(body.len());
            match chance.below(3) {
                0 => body[at] = u8::try_from(chance.below(256)).unwrap(),
                1 => drop(body.remove(at)),
                _ => {
                    let to = chance.below(body.len());
                    body.swap(at, to);
                }
            }
        }
        if body != truth.body {
            add(format!("round {round}"), with_body(truth, body), wrong);
        }
    }
    all
}

#[test]
fn no_bent_notification_is_taken() {
    let gateway = Gateway::new();
    let mut codes = BTreeMap::new();
    let mut count = 0;
    for name in ["dispute-judged-lost.json", "authorization-code.json", "refund-failed.json"] {
        let truth = gateway.delivers(&body(name), TIME, "2");
        let taken = gateway.take(&truth).unwrap();
        assert_eq!((taken.key_version.as_str(), taken.request_time), ("2", Moment(1_770_000_001_000)));
        for (what, bent, code) in mutants(&truth) {
            let Err(why) = gateway.take(&bent) else { panic!("{name}: {what} was taken") };
            assert!(code.is_none_or(|code| code == why.code()), "{name}: {what}: {why:?}");
            *codes.entry(why.code()).or_insert(0) += 1;
            count += 1;
        }
    }
    assert!(count > 20_000, "{count}");
    for code in [
        "HEADER_MISSING",
        "HEADER_DOUBLED",
        "HEADER_MALFORMED",
        "WRONG_CLIENT_ID",
        "TIME_UNREADABLE",
        "WRONG_ALGORITHM",
        "SIGNATURE_WRONG",
    ] {
        assert!(codes.contains_key(code), "nothing ended under {code}: {codes:?}");
    }
}

#[test]
fn what_is_signed_must_be_readable_too() {
    let gateway = Gateway::new();
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    let huge = vec![b' '; antom::MAX_BODY_BYTES + 1];
    for (body, code) in [
        (&b"{\"notifyType\":\"PAYMENT_RESULT\",\"notifyType\":\"PAYMENT_RESULT\"}"[..], "KEY_DOUBLED"),
        (&b"{\"a\":{\"b\":1,\"\\u0062\":2}}"[..], "KEY_DOUBLED"),
        (deep.as_bytes(), "TOO_DEEP"),
        (&b"{\"a\":\"\xff\"}"[..], "NOT_UTF8"),
        (&b"\xef\xbb\xbf{}"[..], "NOT_JSON"),
        (&b"{} {}"[..], "NOT_JSON"),
        (&b""[..], "NOT_JSON"),
        (&b"[]"[..], "NOT_AN_OBJECT"),
        (&b"null"[..], "NOT_AN_OBJECT"),
        (&huge, "BODY_TOO_LARGE"),
    ] {
        let delivery = gateway.delivers(body, TIME, "2");
        assert_eq!(gateway.take(&delivery).unwrap_err().code(), code);
    }
    let whole = body("refund-failed.json");
    for cut in 0..whole.len() {
        let delivery = gateway.delivers(&whole[..cut], TIME, "2");
        assert_eq!(gateway.take(&delivery).unwrap_err().code(), "NOT_JSON", "{cut}");
        if cut > 60 {
            break;
        }
    }
}

#[test]
fn either_of_two_keys_and_both_forms_of_time() {
    let gateway = Gateway::new();
    let body = body("payment-result-failed.json");
    // The version is not signed: a wrong one picks the wrong key first and changes nothing else.
    for version in ["1", "2", "3"] {
        assert_eq!(gateway.take(&gateway.delivers(&body, TIME, version)).unwrap().key_version, "2");
    }
    for time in [TIME, "1770000001000", "2026-02-02T02:40:01.0000000Z", "2026-02-02T08:10:01+0530"] {
        let taken = gateway.take(&gateway.delivers(&body, time, "2")).unwrap();
        assert_eq!(taken.request_time, Moment(1_770_000_001_000), "{time}");
        assert_eq!(taken.result.map(|result| result.code), Some("USER_BALANCE_NOT_ENOUGH".to_owned()));
        assert!(matches!(taken.notification, Notification::Payment(_)));
    }
    let shouted = Delivery {
        headers: gateway
            .delivers(&body, TIME, "2")
            .headers
            .into_iter()
            .map(|(name, value)| (name.to_uppercase(), value))
            .collect(),
        ..gateway.delivers(&body, TIME, "2")
    };
    assert!(gateway.take(&shouted).is_ok());
    let delivery = gateway.delivers(&body, TIME, "2");
    let only_old = ReceivingFor { client_id: CLIENT, gateway_keys: &gateway.keys[..1] };
    let none = ReceivingFor { client_id: CLIENT, gateway_keys: &[] };
    for (expected, code) in [(only_old, "SIGNATURE_WRONG"), (none, "NO_KEY")] {
        let why = receive(&delivery.headers, &delivery.body, PATH, &expected).unwrap_err();
        assert_eq!(why.code(), code);
    }
}
