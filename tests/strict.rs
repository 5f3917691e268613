//! Answers that were bent on the way: thousands of ways, and none closes an order. Each is told under its own
//! code, and the true answer afterwards ends it with one effect.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use antom::refund::{Refund, RefundAnswer};
use antom::signing::{PublicKey, content, parse_signature_header, signature_header};
use antom::{Endpoint, Expected, Heard, hear, path_for};
use async_trait::async_trait;
use domain::{Moment, RefundReason, RefundRequestId};
use engine::RefundWish;
use engine::outbox::Recorded;
use engine::port::{Call, Delivered, Gateway, HttpAnswer, Keys, Ledger, Verdict};
use shop::{Street, Way, agree, money, sound};
use testkit::MemoryLedger;

/// A true answer to a refund that the practice gateway booked, and what it must fit.
struct Truth {
    street: Street,
    path: String,
    answer: HttpAnswer,
}

impl Truth {
    async fn told() -> Self {
        let street = Street::open().await;
        let merchant = street.merchant(Arc::new(MemoryLedger::default()), street.http.clone());
        let payment = street.paid(&merchant, Way::Wallet, 60_000).await;
        let gateway_id = merchant.payment(&payment).await.unwrap().payment.payment.unwrap();
        let ask = antom::refund::RefundAsk {
            request: RefundRequestId::parse("R-TRUE").unwrap(),
            payment: gateway_id,
            capture: None,
            amount: money(20_000, "HKD"),
            reason: "damaged".into(),
        };
        let told = &street.listening;
        let path = path_for(Refund::PATH, &told.client_id, domain::PathMode::Auto);
        let (time, body) = (street.now().0.to_string(), ask.to_body());
        let signed = content(&path, &told.client_id, &time, &body);
        let signature = street.keys.sign(&shop::account_id(), &told.key_version, signed).await.unwrap();
        let headers = antom::request_headers(&told.client_id, &time, &told.key_version, &signature);
        let call = Call { url: format!("{}{path}", told.base_url), path: path.clone(), headers, body };
        let Delivered::Answer(mut answer) = street.http.ask(call).await else { panic!("no answer") };
        let ours = ["client-id", "response-time", "signature"];
        answer.headers.retain(|(name, _)| ours.contains(&name.as_str()));
        assert_eq!(answer.headers.len(), ours.len());
        Self { street, path, answer }
    }

    fn hear(&self, answer: &HttpAnswer) -> Heard<RefundAnswer> {
        let key = PublicKey::parse(&self.street.listening.gateway_public_key).unwrap();
        let client_id = &self.street.listening.client_id;
        let expected = Expected { path: &self.path, client_id, gateway_key: &key };
        hear::<Refund>(answer.status, &answer.headers, &answer.body, &expected)
    }
}

fn with(answer: &HttpAnswer, change: impl FnOnce(&mut HttpAnswer)) -> HttpAnswer {
    let mut bent = answer.clone();
    change(&mut bent);
    bent
}

fn set(answer: &mut HttpAnswer, name: &str, value: &str) {
    for (own, held) in &mut answer.headers {
        if own == name {
            value.clone_into(held);
        }
    }
}

fn header<'a>(answer: &'a HttpAnswer, name: &str) -> &'a str {
    &answer.headers.iter().find(|(own, _)| own == name).unwrap().1
}

fn without(answer: &mut HttpAnswer, names: &[&str]) {
    answer.headers.retain(|(name, _)| !names.contains(&name.as_str()));
}

const HEADERS: [&str; 3] = ["client-id", "response-time", "signature"];

/// Every way of bending a true answer, with the code it must end under; no code: whatever it is, it proves nothing.
fn mutants(truth: &HttpAnswer) -> Vec<(String, HttpAnswer, Option<&'static str>)> {
    let mut all = Vec::new();
    let mut add =
        |what: String, answer: HttpAnswer, code: Option<&'static str>| all.push((what, answer, code));

    // Every bit of the body.
    for at in 0..truth.body.len() {
        for bit in 0..8 {
            let bent = with(truth, |answer| answer.body[at] ^= 1 << bit);
            add(format!("bit {bit} of byte {at}"), bent, Some("SIGNATURE_WRONG"));
        }
        add(format!("cut at {at}"), with(truth, |answer| answer.body.truncate(at)), Some("SIGNATURE_WRONG"));
    }
    // Every bit of the signature, re-written as a header.
    let signature = parse_signature_header(header(truth, "signature")).unwrap();
    for at in 0..signature.signature.len() {
        for bit in 0..8 {
            let mut bytes = signature.signature.clone();
            bytes[at] ^= 1 << bit;
            let bent = with(truth, |answer| set(answer, "signature", &signature_header("1", &bytes)));
            add(format!("bit {bit} of byte {at} of the signature"), bent, Some("SIGNATURE_WRONG"));
        }
    }
    for length in [0, 1, 255, 257, 512] {
        let mut bytes = signature.signature.clone();
        bytes.resize(length, 0);
        let bent = with(truth, |answer| set(answer, "signature", &signature_header("1", &bytes)));
        add(format!("a signature of {length} bytes"), bent, None);
    }
    // Every character of every header.
    for name in HEADERS {
        let text = header(truth, name).to_owned();
        for at in 0..text.len() {
            let mut bent = text.clone().into_bytes();
            bent[at] = if bent[at] == b'x' { b'y' } else { b'x' };
            let bent = String::from_utf8(bent).unwrap();
            // The key version is for us to tell keys apart by; it is not signed, and it may change.
            let version = text.find("keyVersion=").is_some_and(|from| (from..from + 12).contains(&at));
            if !version {
                add(format!("{name}, character {at}"), with(truth, |answer| set(answer, name, &bent)), None);
            }
        }
        let doubled = with(truth, |answer| answer.headers.push((name.to_owned(), text.clone())));
        add(format!("{name} twice"), doubled, Some("HEADER_DOUBLED"));
        let shouted = with(truth, |answer| answer.headers.push((name.to_uppercase(), "other".to_owned())));
        add(format!("{name} twice in another case"), shouted, Some("HEADER_DOUBLED"));
        for empty in ["", " ", "\t"] {
            let code = if name == "client-id" { None } else { Some("HEADER_MALFORMED") };
            add(format!("{name} empty"), with(truth, |answer| set(answer, name, empty)), code);
        }
    }
    let missing = |names: &[&str]| with(truth, |answer| without(answer, names));
    add("no client id".into(), missing(&["client-id"]), Some("HEADER_MISSING"));
    add("no time".into(), missing(&["response-time"]), Some("HEADER_MISSING"));
    add("no signature".into(), missing(&["signature"]), Some("HEADER_MISSING"));
    add("an unsigned S".into(), missing(&["signature", "response-time"]), Some("UNSIGNED_SUCCESS"));
    add("nothing but a body".into(), missing(&HEADERS), Some("UNSIGNED_SUCCESS"));
    let time = header(truth, "response-time").to_owned();
    for (what, other) in [("client-id", "SANDBOX_PRACTICE_OTHER"), ("client-id", "sandbox")] {
        add(
            format!("{what} {other}"),
            with(truth, |answer| set(answer, what, other)),
            Some("WRONG_CLIENT_ID"),
        );
    }
    let utc = Moment(antom::parse_time(&time).unwrap().0).0.to_string();
    for other in [utc.as_str(), "2026-03-02T09:00:00Z", "", "0"] {
        add(format!("time {other}"), with(truth, |answer| set(answer, "response-time", other)), None);
    }
    let text = header(truth, "signature").to_owned();
    for (what, other) in [
        ("another algorithm", text.replace("RSA256", "RSA1")),
        ("no algorithm", text.replace("RSA256", "none")),
        ("nonsense", "nonsense".to_owned()),
        ("two signatures", format!("{text},{text}")),
    ] {
        add(what.to_owned(), with(truth, |answer| set(answer, "signature", &other)), None);
    }
    // The body written in another way says the same and is not what was signed.
    let value: serde_json::Value = serde_json::from_slice(&truth.body).unwrap();
    let spaced = serde_json::to_vec_pretty(&value).unwrap();
    let fields = value.as_object().unwrap().clone();
    let turned: serde_json::Map<_, _> = fields.clone().into_iter().rev().collect();
    let turned = serde_json::to_vec(&turned).unwrap();
    let escaped =
        String::from_utf8(truth.body.clone()).unwrap().replace("success", "\\u0073uccess").into_bytes();
    let marked = [b"\xef\xbb\xbf", truth.body.as_slice()].concat();
    for (what, body) in
        [("spaced", spaced), ("turned round", turned), ("escaped", escaped), ("with a mark", marked)]
    {
        assert_ne!(body, truth.body, "{what}");
        add(what.to_owned(), with(truth, |answer| answer.body = body), Some("SIGNATURE_WRONG"));
    }
    for name in fields.keys() {
        let mut fewer = fields.clone();
        fewer.remove(name);
        let body = serde_json::to_vec(&fewer).unwrap();
        add(format!("without {name}"), with(truth, |answer| answer.body = body), Some("SIGNATURE_WRONG"));
        let doubled = format!("{{\"{name}\":0,{}", std::str::from_utf8(&truth.body[1..]).unwrap());
        let body = doubled.into_bytes();
        add(format!("{name} twice"), with(truth, |answer| answer.body = body), Some("SIGNATURE_WRONG"));
    }
    for status in [
        100, 101, 201, 202, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 407, 408, 429, 500, 502, 503,
        504,
    ] {
        add(format!("HTTP {status}"), with(truth, |answer| answer.status = status), Some("HTTP_STATUS"));
    }
    for garbage in ["", "null", "[]", "<html></html>", "{\"result\":", "S", "{}", "\u{0}"] {
        let body = garbage.as_bytes().to_vec();
        add(
            format!("signed headers over {garbage:?}"),
            with(truth, |answer| answer.body = body.clone()),
            Some("SIGNATURE_WRONG"),
        );
        add(format!("plain {garbage:?}"), HttpAnswer { status: 200, headers: Vec::new(), body }, None);
    }
    // What anybody between could write.
    for status in ["F", "U", "A", "s", "SUCCESS", ""] {
        let body =
            format!("{{\"result\":{{\"resultCode\":\"PROCESS_FAIL\",\"resultStatus\":\"{status}\"}}}}");
        let body = body.into_bytes();
        add(format!("an unsigned {status}"), HttpAnswer { status: 200, headers: Vec::new(), body }, None);
    }
    all
}

#[tokio::test]
async fn no_bent_answer_is_believed() {
    let truth = Truth::told().await;
    assert!(matches!(truth.hear(&truth.answer), Heard::Verified { .. }), "the true one is");
    // The order of headers means nothing.
    let turned = with(&truth.answer, |answer| answer.headers.reverse());
    assert!(matches!(truth.hear(&turned), Heard::Verified { .. }));
    let all = mutants(&truth.answer);
    assert!(all.len() > 5_000, "{} mutants", all.len());
    let mut codes = BTreeMap::new();
    for (what, answer, code) in &all {
        let seen = match truth.hear(answer) {
            Heard::Verified { .. } => panic!("{what} was believed"),
            // F or U that nobody signed: shown to a person, believed by nobody.
            Heard::Hint { .. } => "HINT",
            Heard::Unclear { why, .. } => why.code(),
        };
        assert!(code.is_none_or(|code| code == seen), "{what}: {seen}");
        *codes.entry(seen).or_insert(0) += 1;
    }
    for code in [
        "HINT",
        "HEADER_MISSING",
        "HEADER_DOUBLED",
        "HEADER_MALFORMED",
        "WRONG_CLIENT_ID",
        "WRONG_ALGORITHM",
        "SIGNATURE_WRONG",
        "NOT_JSON",
        "OTHER_SHAPE",
        "UNSIGNED_SUCCESS",
        "UNSIGNED_OTHER",
        "HTTP_STATUS",
    ] {
        assert!(codes.contains_key(code), "nothing ended under {code}: {codes:?}");
    }
}

/// A key twice, even when the gateway itself signed it, proves nothing.
#[tokio::test]
async fn what_is_signed_must_be_readable_too() {
    let truth = Truth::told().await;
    let key = PublicKey::parse(&testkit::public_key()).unwrap();
    let client_id = truth.street.listening.client_id.as_str();
    let time = "2026-03-02T17:00:00+08:00";
    let whole = std::str::from_utf8(&truth.answer.body).unwrap().to_owned();
    let signed = |body: &str| {
        let digest =
            <sha2::Sha256 as sha2::Digest>::digest(content(&truth.path, client_id, time, body.as_bytes()));
        let signature =
            testkit::private_key().sign(rsa::Pkcs1v15Sign::new::<sha2::Sha256>(), &digest).unwrap();
        let headers = [
            ("client-id", client_id),
            ("response-time", time),
            ("signature", &signature_header("1", &signature)),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let expected = Expected { path: &truth.path, client_id, gateway_key: &key };
        hear::<Refund>(200, &headers, body.as_bytes(), &expected)
    };
    assert!(matches!(signed(&whole), Heard::Verified { .. }));
    let fields: Vec<String> = serde_json::from_str::<serde_json::Value>(&whole)
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    for name in fields {
        let doubled = format!("{{\"{name}\":null,{}", &whole[1..]);
        assert!(matches!(signed(&doubled), Heard::Unclear { why, .. } if why.code() == "NOT_JSON"), "{name}");
    }
    for cut in 0..whole.len() {
        if whole.is_char_boundary(cut) {
            assert!(
                matches!(signed(&whole[..cut]), Heard::Unclear { why, .. } if why.code() == "NOT_JSON"),
                "{cut}"
            );
        }
    }
}

/// What a mutant is called, and the code it must end under.
type Bent = (String, Option<&'static str>);

/// The way to the gateway; what comes back is bent the way one mutant is.
struct Bender {
    way: Arc<dyn Gateway>,
    at: usize,
    bent: Mutex<Option<Bent>>,
}

#[async_trait]
impl Gateway for Bender {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        let Delivered::Answer(mut truth) = self.way.deliver(order, call).await else { panic!("no answer") };
        truth.headers.retain(|(name, _)| HEADERS.contains(&name.as_str()));
        let mut all = mutants(&truth);
        let (what, bent, code) = all.swap_remove(self.at.min(all.len() - 1));
        *self.bent.lock().unwrap() = Some((what, code));
        Delivered::Answer(bent)
    }

    async fn ask(&self, _: Call) -> Delivered {
        Delivered::NotSent("only one answer is bent".into())
    }
}

/// The whole way: a bent answer leaves the order open under its code, and the true answer ends it.
#[tokio::test]
async fn no_bent_answer_closes_an_order() {
    let street = Street::open().await;
    let ledger = Arc::new(MemoryLedger::default());
    let honest = street.merchant(ledger.clone(), street.http.clone());
    let payment = street.paid(&honest, Way::Wallet, 30_000_000).await;
    let template = Truth::told().await;
    let all = mutants(&template.answer);
    // One of every hundred, and every one of the odd ones at the end.
    let few: Vec<_> = (0..all.len()).filter(|at| at % 100 == 0 || at + 90 > all.len()).collect();
    assert!(few.len() > 120);
    let mut orders = Vec::new();
    for at in few {
        street.clock.advance(Moment::MINUTE);
        let bender = Arc::new(Bender { way: street.http.clone(), at, bent: Mutex::default() });
        let clerk = street.merchant(ledger.clone(), bender.clone());
        let draft = street.id();
        let wish = RefundWish {
            draft: RefundRequestId::parse(&draft).unwrap(),
            payment: payment.clone(),
            version: None,
            amount: money(20_000, "HKD"),
            reason: RefundReason::Damaged,
            note: String::new(),
            again: true,
            careful: false,
        };
        let order = clerk.refund(wish).await.unwrap();
        let (what, code) = bender.bent.lock().unwrap().take().expect("an answer was bent");
        let open = ledger.order(&order).await.unwrap().unwrap();
        assert_eq!((open.closed_by, open.last_verdict), (None, Some(Verdict::Unknown)), "{what}");
        assert!(
            code.is_none_or(|code| Some(code) == open.last_code.as_deref()),
            "{what}: {:?}",
            open.last_code
        );
        orders.push((what, order));
    }
    street.settle(&honest).await.unwrap();
    for (what, order) in &orders {
        assert!(ledger.order(order).await.unwrap().unwrap().closed_by.is_some(), "{what}");
        assert_eq!(street.effects("refund", order.as_str()).await, 1, "{what}");
    }
    sound(ledger.as_ref()).await;
    agree(&honest.payment(&payment).await.unwrap().payment, &street.booked(&payment).await.unwrap());
}
