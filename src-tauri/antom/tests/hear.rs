//! How strictly an answer is read: one line per way an answer can be wrong.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use antom::capture::{Capture, CaptureAnswer};
use antom::signing::{PublicKey, content, signature_header};
use antom::{Expected, Heard, MAX_BODY_BYTES, ResultStatus, Unclear, hear};
use domain::Moment;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use serde_json::Value;
use sha2::Sha256;

const PATH: &str = "/ams/sandbox/api/v1/payments/capture";
const CLIENT: &str = "SANDBOX_5YTESTCLIENT00001";
const TIME: &str = "2026-02-02T10:40:01+08:00";
const DONE: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"},"captureRequestId":"CAP_0001","captureId":"C1","captureAmount":{"currency":"HKD","value":1000},"captureTime":"2026-02-01T18:40:01-08:00","newField":{"a":[1]}}"#;

fn keys(whose: &str) -> (SigningKey<Sha256>, PublicKey) {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/signing/signing.json"));
    let file: Value = serde_json::from_str(text).unwrap();
    let key = |name: &str| file["keys"][whose][name].as_str().unwrap().to_owned();
    let private = RsaPrivateKey::from_pkcs8_pem(&key("private_key_pkcs8_pem")).unwrap();
    (SigningKey::new(private), PublicKey::parse(&key("public_key_spki_base64")).unwrap())
}

fn sign(whose: &str, path: &str, client: &str, time: &str, body: &[u8]) -> String {
    let signature = keys(whose).0.sign(&content(path, client, time, body)).to_vec();
    signature_header("1", &signature)
}

fn headers(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn signed(body: &[u8]) -> Vec<(String, String)> {
    let signature = sign("antom", PATH, CLIENT, TIME, body);
    headers(&[("Client-Id", CLIENT), ("Response-Time", TIME), ("Signature", &signature)])
}

fn listen(status: u16, headers: &[(String, String)], body: &[u8]) -> Heard<CaptureAnswer> {
    let key = keys("antom").1;
    hear::<Capture>(status, headers, body, &Expected { path: PATH, client_id: CLIENT, gateway_key: &key })
}

fn why(heard: Heard<CaptureAnswer>) -> Unclear {
    match heard {
        Heard::Unclear { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_signed_answer_is_read() {
    let Heard::Verified { result, answer, response_time } =
        listen(200, &signed(DONE.as_bytes()), DONE.as_bytes())
    else {
        panic!()
    };
    assert_eq!((result.status, result.code.as_str()), (ResultStatus::Success, "SUCCESS"));
    assert_eq!(answer.capture_amount.unwrap().to_string(), "HKD 10.00");
    assert_eq!(answer.capture_time, Some(Moment(1_770_000_001_000)));
    assert_eq!(response_time, Some(Moment(1_770_000_001_000)));
    assert_eq!(answer.extra.0["newField"]["a"][0], 1);
}

#[test]
fn an_unknown_result_word_is_kept() {
    let body = br#"{"result":{"resultCode":"X","resultStatus":"A"}}"#;
    let Heard::Verified { result, .. } = listen(200, &signed(body), body) else { panic!() };
    assert_eq!(result.status, ResultStatus::Other("A".into()));
}

#[test]
fn headers_must_be_there_once_and_fit() {
    let body = DONE.as_bytes();
    let good = sign("antom", PATH, CLIENT, TIME, body);
    let from = |pairs: &[(&str, &str)]| why(listen(200, &headers(pairs), body));
    let (id, time) = (("client-id", CLIENT), ("response-time", TIME));
    for (pairs, wanted) in [
        (vec![id, time], Unclear::HeaderMissing("signature")),
        (vec![id, ("signature", &*good)], Unclear::HeaderMissing("response-time")),
        (vec![time, ("signature", &*good)], Unclear::HeaderMissing("client-id")),
        (vec![id, ("CLIENT-ID", CLIENT), time, ("signature", &*good)], Unclear::HeaderDoubled("client-id")),
        (vec![id, time, time, ("signature", &*good)], Unclear::HeaderDoubled("response-time")),
        (vec![id, time, ("signature", &*good), ("Signature", &*good)], Unclear::HeaderDoubled("signature")),
        (vec![id, time, ("signature", " ")], Unclear::HeaderMalformed("signature")),
        (vec![id, ("response-time", ""), ("signature", &*good)], Unclear::HeaderMalformed("response-time")),
        (vec![id, ("response-time", ""), ("signature", "")], Unclear::HeaderMalformed("response-time")),
        (vec![id, time, ("signature", "nonsense")], Unclear::HeaderMalformed("signature")),
        (vec![id, time, ("signature", "algorithm=RSA1,signature=AAAA")], Unclear::WrongAlgorithm),
        (vec![id, time, ("signature", "algorithm=RSA256,signature=AAAA")], Unclear::SignatureWrong),
        (vec![("client-id", "OTHER"), time, ("signature", &*good)], Unclear::WrongClientId),
        (vec![id, ("response-time", "2026-02-02T02:40:01Z"), ("signature", &*good)], Unclear::SignatureWrong),
    ] {
        assert_eq!(from(&pairs), wanted, "{pairs:?}");
    }
}

#[test]
fn the_signature_is_over_path_client_time_and_bytes_by_the_gateway() {
    let body = DONE.as_bytes();
    let spaced = DONE.replace(':', ": ");
    for (signature, heard) in [
        (sign("merchant", PATH, CLIENT, TIME, body), body),
        (sign("antom", "/ams/api/v1/payments/capture", CLIENT, TIME, body), body),
        (sign("antom", PATH, "5Y", TIME, body), body),
        (sign("antom", PATH, CLIENT, TIME, body), spaced.as_bytes()),
    ] {
        let pairs = headers(&[("client-id", CLIENT), ("response-time", TIME), ("signature", &signature)]);
        assert_eq!(why(listen(200, &pairs, heard)), Unclear::SignatureWrong);
    }
}

#[test]
fn only_200_is_an_answer() {
    for status in [0, 100, 201, 204, 301, 307, 400, 401, 429, 500, 503] {
        assert_eq!(why(listen(status, &signed(DONE.as_bytes()), DONE.as_bytes())), Unclear::Status(status));
    }
}

#[test]
fn unsigned_answers_are_hints_at_most() {
    let body = |status: &str| {
        format!(r#"{{"result":{{"resultCode":"INVALID_SIGNATURE","resultStatus":"{status}"}}}}"#)
    };
    for status in ["F", "U"] {
        let heard = listen(200, &[], body(status).as_bytes());
        assert!(matches!(&heard, Heard::Hint { result, .. } if result.status.word() == status), "{heard:?}");
    }
    assert_eq!(why(listen(200, &[], body("S").as_bytes())), Unclear::UnsignedSuccess);
    assert_eq!(why(listen(200, &[], body("A").as_bytes())), Unclear::UnsignedOther);
    assert_eq!(why(listen(500, &[], body("F").as_bytes())), Unclear::Status(500));
    let other = headers(&[("client-id", "OTHER")]);
    assert_eq!(why(listen(200, &other, body("F").as_bytes())), Unclear::WrongClientId);
    assert_eq!(why(listen(200, &[], b"<html>")).code(), "NOT_JSON");
}

#[test]
fn a_signed_body_must_still_be_readable() {
    let result = r#""result":{"resultCode":"SUCCESS","resultStatus":"S"}"#;
    let money = |amount: &str| format!(r#"{{{result},"captureAmount":{amount}}}"#);
    for (body, code) in [
        ("not json".to_owned(), "NOT_JSON"),
        (format!("{{{result},{result}}}"), "NOT_JSON"),
        (format!("{{{result},\"captureId\":\"1\",\"captureId\":\"2\"}}"), "NOT_JSON"),
        (format!("{{{result},\"deep\":{}{}}}", "[".repeat(32), "]".repeat(32)), "NOT_JSON"),
        ("[]".to_owned(), "OTHER_SHAPE"),
        ("{}".to_owned(), "OTHER_SHAPE"),
        (r#"{"result":null}"#.to_owned(), "OTHER_SHAPE"),
        (r#"{"result":{"resultStatus":"S"}}"#.to_owned(), "OTHER_SHAPE"),
        (r#"{"result":{"resultCode":"SUCCESS","resultStatus":1}}"#.to_owned(), "OTHER_SHAPE"),
        (money(r#"{"currency":"HKD","value":"10.00"}"#), "OTHER_SHAPE"),
        (money(r#"{"currency":"HKD","value":10.5}"#), "OTHER_SHAPE"),
        (money(r#"{"currency":"HKD","value":1e3}"#), "OTHER_SHAPE"),
        (money(r#"{"currency":"HKD","value":"-5"}"#), "OTHER_SHAPE"),
        (money(r#"{"currency":"HKD","value":"99999999999999999"}"#), "OTHER_SHAPE"),
        (money(r#"{"currency":"QQQ","value":"1"}"#), "OTHER_SHAPE"),
        (money(r#"{"value":"1"}"#), "OTHER_SHAPE"),
        (money(r#""1000""#), "OTHER_SHAPE"),
    ] {
        assert_eq!(why(listen(200, &signed(body.as_bytes()), body.as_bytes())).code(), code, "{body}");
    }
    for body in [money("null"), money(r#"{"currency":"hkd","value":"007"}"#), money("{}")] {
        let heard = listen(200, &signed(body.as_bytes()), body.as_bytes());
        assert!(matches!(heard, Heard::Verified { .. }), "{body}");
    }
    let large = vec![b' '; MAX_BODY_BYTES + 1];
    assert_eq!(why(listen(200, &signed(&large), &large)), Unclear::NotJson("too large".into()));
    assert_eq!(why(listen(200, &signed(b"\"\xff\""), b"\"\xff\"")), Unclear::NotJson("not UTF-8".into()));
}

#[test]
fn nothing_secret_shows_in_debug_output() {
    let body = br#"{"result":{"resultCode":"SUCCESS","resultStatus":"S"},"paymentMethodId":"TOKEN-1","x":{"cardToken":"TOKEN-2"}}"#;
    let shown = format!("{:?}", listen(200, &signed(body), body));
    assert!(shown.contains("paymentMethodId") && !shown.contains("TOKEN"), "{shown}");
}
