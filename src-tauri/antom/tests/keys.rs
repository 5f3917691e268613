//! Keys in every form people have them, and what is no key.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use antom::keys::{KeyError, generate, parse_private};
use antom::signing::PublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::{DecodeRsaPrivateKey as _, EncodeRsaPrivateKey as _, EncodeRsaPublicKey as _, LineEnding};
use rsa::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _};
use rsa::{RsaPrivateKey, RsaPublicKey};
use serde_json::Value;

const LF: LineEnding = LineEnding::LF;

fn published() -> Value {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/signing/signing.json"));
    serde_json::from_str::<Value>(text).unwrap()["keys"]["merchant"].clone()
}

fn text(name: &str) -> String {
    published()[name].as_str().unwrap().to_owned()
}

fn in_lines(line: &str, ending: &str) -> String {
    let lines: Vec<&str> = line.as_bytes().chunks(64).map(|l| std::str::from_utf8(l).unwrap()).collect();
    lines.join(ending)
}

#[test]
fn a_private_key_in_every_form_is_the_same_key() {
    let line = text("private_key_pkcs8_base64");
    let key = RsaPrivateKey::from_pkcs8_pem(&text("private_key_pkcs8_pem")).unwrap();
    let pkcs8 = key.to_pkcs8_der().unwrap().as_bytes().to_vec();
    let pkcs1 = key.to_pkcs1_der().unwrap().as_bytes().to_vec();
    let pkcs8_in_pkcs1_marks =
        format!("-----BEGIN RSA PRIVATE KEY-----\n{line}\n-----END RSA PRIVATE KEY-----\n");
    let with_bom = format!("\u{feff}{}", text("private_key_pkcs8_pem"));
    let with_crlf = text("private_key_pkcs1_pem").replace('\n', "\r\n");
    for (form, bytes) in [
        ("pkcs8 base64", line.clone().into_bytes()),
        ("pkcs8 base64, lines", in_lines(&line, "\n").into_bytes()),
        ("pkcs8 base64, CRLF and blanks", format!("  {} \r\n", in_lines(&line, "\r\n")).into_bytes()),
        ("pkcs8 base64, no padding", line.trim_end_matches('=').as_bytes().to_vec()),
        ("pkcs8 pem", text("private_key_pkcs8_pem").into_bytes()),
        ("pkcs8 pem, BOM", with_bom.into_bytes()),
        ("pkcs8 in pkcs1 marks", pkcs8_in_pkcs1_marks.into_bytes()),
        ("pkcs8 der", pkcs8.clone()),
        ("pkcs1 pem", text("private_key_pkcs1_pem").into_bytes()),
        ("pkcs1 pem, CRLF", with_crlf.into_bytes()),
        ("pkcs1 base64", STANDARD.encode(&pkcs1).into_bytes()),
        ("pkcs1 der", pkcs1),
    ] {
        let read = parse_private(&bytes).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(read.pkcs8_der(), pkcs8, "{form}");
        assert_eq!(read.public().to_base64(), text("public_key_spki_base64"), "{form}");
    }
}

#[test]
fn a_public_key_in_every_form_is_the_same_key() {
    let line = text("public_key_spki_base64");
    let key = PublicKey::parse(&line).unwrap();
    let rsa = RsaPublicKey::from(&RsaPrivateKey::from_pkcs1_pem(&text("private_key_pkcs1_pem")).unwrap());
    let pkcs1 = STANDARD.encode(rsa.to_pkcs1_der().unwrap().as_bytes());
    for form in [
        text("public_key_spki_pem"),
        in_lines(&line, "\r\n"),
        rsa.to_public_key_pem(LineEnding::CRLF).unwrap(),
        rsa.to_pkcs1_pem(LF).unwrap(),
        pkcs1,
    ] {
        assert_eq!(PublicKey::parse(&form).unwrap(), key, "{form}");
    }
    assert_eq!((key.bits(), key.to_base64()), (2048, line));
    let fingerprint = key.fingerprint();
    assert_eq!((fingerprint.len(), fingerprint.split(' ').count()), (39, 8), "{fingerprint}");
}

#[test]
fn each_mistake_has_its_own_answer() {
    let private_pem = text("private_key_pkcs8_pem");
    let public_pem = text("public_key_spki_pem");
    let public_line = text("public_key_spki_base64");
    for (given, wanted) in [
        (public_pem.as_bytes(), KeyError::PublicNotPrivate),
        (public_line.as_bytes(), KeyError::PublicNotPrivate),
        (b"", KeyError::NotAKey),
        (b"hello", KeyError::NotAKey),
        (b"\xff\xfe\x00", KeyError::NotAKey),
        (&private_pem.as_bytes()[..private_pem.len() - 40], KeyError::NotAKey),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", KeyError::NotAKey),
        (
            b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
            KeyError::Encrypted,
        ),
        (
            b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----",
            KeyError::Encrypted,
        ),
        // The beginning of an EncryptedPrivateKeyInfo with PBES2.
        (b"MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI", KeyError::Encrypted),
    ] {
        let error = parse_private(given).err();
        assert_eq!(error, Some(wanted), "{}", String::from_utf8_lossy(given));
    }
    for given in [private_pem, text("private_key_pkcs1_pem"), text("private_key_pkcs8_base64")] {
        assert_eq!(PublicKey::parse(&given).err(), Some(KeyError::PrivateNotPublic));
    }
    assert_eq!(PublicKey::parse("not a key").err(), Some(KeyError::NotAKey));
}

#[test]
fn a_changed_key_is_refused() {
    let key = RsaPrivateKey::from_pkcs8_pem(&text("private_key_pkcs8_pem")).unwrap();
    let mut der = key.to_pkcs1_der().unwrap().as_bytes().to_vec();
    der[40] ^= 1; // in the modulus
    assert_eq!(parse_private(&der).err(), Some(KeyError::NotAKey));
}

#[test]
fn short_keys_are_refused() {
    let mut rng = rsa::rand_core::OsRng;
    let short = RsaPrivateKey::new(&mut rng, 1024).unwrap();
    let pem = short.to_pkcs8_pem(LF).unwrap();
    assert_eq!(parse_private(pem.as_bytes()).err(), Some(KeyError::TooShort(1024)));
    let public = RsaPublicKey::from(&short).to_public_key_pem(LF).unwrap();
    assert_eq!(PublicKey::parse(&public).err(), Some(KeyError::TooShort(1024)));
    assert_eq!(generate(1024).err(), Some(KeyError::TooShort(1024)));
    assert_eq!(generate(8192).err(), Some(KeyError::TooLong(8192)));
}

#[test]
fn a_made_key_reads_back_and_shows_nothing_of_itself() {
    let key = generate(2048).unwrap();
    let again = parse_private(key.pkcs8_der()).unwrap();
    assert_eq!(again.public(), key.public());
    assert_eq!(format!("{key:?}"), "PrivateKey(2048 bits, …)");
}
