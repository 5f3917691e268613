//! Every published signature vector: content, signature, header, verification, and what must not verify.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use antom::signing::{PublicKey, SignatureHeaderError, content, parse_signature_header, signature_header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use serde::Deserialize;
use sha2::Sha256;

#[derive(Deserialize)]
struct File {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    kind: String,
    method: String,
    path: String,
    client_id: String,
    time: String,
    body: String,
    private_key_pem: String,
    public_key_pem: String,
    signature_base64: String,
    header: String,
    content_to_sign: String,
    expect_valid: bool,
    verify_input: Option<Handed>,
}

/// What the verifier is handed in a negative vector.
#[derive(Deserialize)]
struct Handed {
    method: String,
    path: String,
    client_id: String,
    time: String,
    body: String,
    public_key_pem: String,
    signature_base64: String,
}

fn vectors() -> Vec<Vector> {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/signing/signing.json"));
    serde_json::from_str::<File>(text).unwrap().vectors
}

fn key_version(header: &str) -> String {
    parse_signature_header(header).unwrap().key_version.unwrap()
}

#[test]
fn the_content_is_built_byte_for_byte() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 43);
    for vector in vectors {
        assert_eq!(vector.method, "POST", "{}", vector.name);
        let built = content(&vector.path, &vector.client_id, &vector.time, vector.body.as_bytes());
        assert_eq!(built, vector.content_to_sign.as_bytes(), "{}", vector.name);
    }
}

#[test]
fn signatures_are_reproduced_and_verify() {
    for vector in vectors().into_iter().filter(|vector| vector.expect_valid) {
        let key = RsaPrivateKey::from_pkcs8_pem(&vector.private_key_pem).unwrap();
        let signature = SigningKey::<Sha256>::new(key).sign(vector.content_to_sign.as_bytes()).to_vec();
        assert_eq!(STANDARD.encode(&signature), vector.signature_base64, "{}", vector.name);
        let public = PublicKey::parse(&vector.public_key_pem).unwrap();
        assert!(public.verify(vector.content_to_sign.as_bytes(), &signature), "{}", vector.name);
    }
}

#[test]
fn headers_are_written_and_read() {
    for vector in vectors() {
        let Some(signature) = STANDARD.decode(&vector.signature_base64).ok() else { continue };
        let read = parse_signature_header(&vector.header).unwrap();
        assert_eq!(read.signature, signature, "{}", vector.name);
        assert_eq!(read.algorithm, "RSA256", "{}", vector.name);
        let written = signature_header(&key_version(&vector.header), &signature);
        if vector.kind == "request" {
            // Our escapes are upper case; the vector of the .NET SDK has lower case ones.
            assert!(written.eq_ignore_ascii_case(&vector.header), "{}", vector.name);
        }
        assert_eq!(parse_signature_header(&written).unwrap(), read, "{}", vector.name);
    }
}

#[test]
fn what_must_not_verify_does_not() {
    let mut count = 0;
    for vector in vectors() {
        let Some(handed) = vector.verify_input else { continue };
        count += 1;
        let mut built = content(&handed.path, &handed.client_id, &handed.time, handed.body.as_bytes());
        built.splice(..4, handed.method.bytes());
        let signature = STANDARD.decode(&handed.signature_base64).unwrap();
        let public = PublicKey::parse(&handed.public_key_pem).unwrap();
        assert!(!public.verify(&built, &signature), "{}", vector.name);
        assert!(!vector.expect_valid, "{}", vector.name);
    }
    assert_eq!(count, 10);
}

#[test]
fn what_is_no_signature_header() {
    use SignatureHeaderError::{Malformed, WrongAlgorithm};
    for (value, wanted) in [
        ("", Malformed("a part without =")),
        ("algorithm=RSA256,keyVersion=1", Malformed("no signature")),
        ("keyVersion=1,signature=AAAA", Malformed("no algorithm")),
        ("algorithm=RSA256,signature=", Malformed("an empty part")),
        ("algorithm=,signature=AAAA", Malformed("an empty part")),
        ("algorithm=RSA256,signature=AAAA,signature=AAAA", Malformed("a part that stands twice")),
        ("algorithm=RSA256,ALGORITHM=RSA256,signature=AAAA", Malformed("a part that stands twice")),
        ("algorithm=RSA256,,signature=AAAA", Malformed("a part without =")),
        ("algorithm=RSA256,signature=AA AA", Malformed("not base64")),
        ("algorithm=RSA256,signature=AA%2", Malformed("not base64")),
        ("algorithm=RSA256,signature=AA-_", Malformed("not base64")),
        ("algorithm=RSA512,signature=AAAA", WrongAlgorithm),
        ("algorithm=none,signature=AAAA", WrongAlgorithm),
    ] {
        assert_eq!(parse_signature_header(value), Err(wanted), "{value}");
    }
}

#[test]
fn a_signature_header_may_be_loose() {
    for value in [
        "algorithm=RSA256,keyVersion=1,signature=%2B%2F%2BA",
        "algorithm=RSA256, keyVersion=1, signature=%2b%2f%2bA",
        " Signature = +/+A , KeyVersion=1 , Algorithm=RSA256, someday=x",
    ] {
        let read = parse_signature_header(value).unwrap();
        assert_eq!(
            (read.key_version.as_deref(), read.signature),
            (Some("1"), vec![0xfb, 0xff, 0x80]),
            "{value}"
        );
    }
}
