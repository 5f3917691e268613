//! The signing text, the signature header, and RSA with SHA-256 over it.

use anyhow::{Context, Result, anyhow};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What base64 holds beside letters and digits.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'+').add(b'/').add(b'=');

/// The bytes that are signed.
pub fn content(method: &str, path: &str, client_id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} {path}\n{client_id}.{time}.").into_bytes();
    text.extend_from_slice(body);
    text
}

/// A signature header, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct SignatureHeader {
    pub key_version: String,
    pub signature: Vec<u8>,
}

impl SignatureHeader {
    /// Reads `algorithm=RSA256,keyVersion=n,signature=...`; the value may be percent-encoded or not.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let (mut algorithm, mut key_version, mut signature) = (None, None, None);
        for part in text.split(',') {
            let (name, value) = part.split_once('=').ok_or("a part of the signature header has no =")?;
            let slot = match name.trim().to_ascii_lowercase().as_str() {
                "algorithm" => &mut algorithm,
                "keyversion" => &mut key_version,
                "signature" => &mut signature,
                _ => continue,
            };
            if slot.replace(value.trim()).is_some() {
                return Err("a part of the signature header is there twice");
            }
        }
        if algorithm != Some("RSA256") {
            return Err("the signature header must say algorithm=RSA256");
        }
        let key_version = key_version
            .filter(|v| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit()))
            .ok_or("the signature header must name a keyVersion")?;
        let signature =
            signature.filter(|v| !v.is_empty()).ok_or("the signature header holds no signature")?;
        let decoded: Vec<u8> = percent_decode_str(signature).collect();
        let signature = STANDARD.decode(decoded).map_err(|_| "the signature is not base64")?;
        Ok(Self { key_version: key_version.to_owned(), signature })
    }

    pub fn write(key_version: &str, signature: &str) -> String {
        let escaped = utf8_percent_encode(signature, ESCAPED);
        format!("algorithm=RSA256,keyVersion={key_version},signature={escaped}")
    }
}

/// A private key.
pub struct Signer(KeyPair);

impl Signer {
    pub fn generate() -> Result<Self> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow!("no key pair could be made"))?;
        Ok(Self(pair))
    }

    pub fn from_base64(pkcs8: &str) -> Result<Self> {
        let der = STANDARD.decode(pkcs8).context("a private key in the books is not base64")?;
        let pair = KeyPair::from_pkcs8(&der).map_err(|e| anyhow!("a private key in the books: {e}"))?;
        Ok(Self(pair))
    }

    pub fn private_base64(&self) -> Result<String> {
        let der: Pkcs8V1Der<'_> = self.0.as_der().map_err(|_| anyhow!("the key cannot be written"))?;
        Ok(STANDARD.encode(der.as_ref()))
    }

    pub fn public_base64(&self) -> Result<String> {
        let der: PublicKeyX509Der<'_> =
            self.0.public_key().as_der().map_err(|_| anyhow!("the key cannot be written"))?;
        Ok(STANDARD.encode(der.as_ref()))
    }

    /// The signature in base64.
    pub fn sign(&self, content: &[u8]) -> Result<String> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), content, &mut signature)
            .map_err(|_| anyhow!("the answer could not be signed"))?;
        Ok(STANDARD.encode(signature))
    }
}

/// A public key.
pub struct Verifier(ParsedPublicKey);

impl Verifier {
    /// Reads a SubjectPublicKeyInfo; only RSA of 2048 bits and more is taken.
    pub fn from_spki(der: &[u8]) -> Result<Self> {
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der)
            .map_err(|_| anyhow!("this is not an RSA public key (SubjectPublicKeyInfo)"))?;
        let pair = Self(key);
        Ok(pair)
    }

    pub fn from_base64(spki: &str) -> Result<Self> {
        let compact: String = spki.split_whitespace().collect();
        Self::from_spki(&STANDARD.decode(compact).context("the public key is not base64")?)
    }

    pub fn accepts(&self, content: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(content, signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::Value;

    const VECTORS: &str = include_str!("../../../tests/cases/signing/signing.json");

    fn pem(text: &str) -> String {
        text.lines().filter(|line| !line.starts_with("-----")).collect()
    }

    #[test]
    fn published_vectors() {
        let file: Value = serde_json::from_str(VECTORS).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        assert!(vectors.len() >= 43);
        for vector in vectors {
            let name = vector["name"].as_str().unwrap();
            let text = |of: &Value, key: &str| of[key].as_str().unwrap_or_default().to_owned();
            let signed = content(
                &text(vector, "method"),
                &text(vector, "path"),
                &text(vector, "client_id"),
                &text(vector, "time"),
                text(vector, "body").as_bytes(),
            );
            if vector["kind"] == "negative" {
                let handed = &vector["verify_input"];
                let pick = |key: &str| {
                    handed
                        .get(key)
                        .or_else(|| vector.get(key))
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned()
                };
                let given = content(
                    &pick("method"),
                    &pick("path"),
                    &pick("client_id"),
                    &pick("time"),
                    pick("body").as_bytes(),
                );
                let verifier = Verifier::from_base64(&pem(&pick("public_key_pem"))).unwrap();
                let signature = STANDARD.decode(pick("signature_base64"));
                assert!(!signature.is_ok_and(|s| verifier.accepts(&given, &s)), "{name}");
                continue;
            }
            assert_eq!(String::from_utf8(signed.clone()).unwrap(), text(vector, "content_to_sign"), "{name}");
            let signer = Signer::from_base64(&pem(&text(vector, "private_key_pem"))).unwrap();
            assert_eq!(signer.sign(&signed).unwrap(), text(vector, "signature_base64"), "{name}");
            let header = SignatureHeader::read(&text(vector, "header")).unwrap();
            let verifier = Verifier::from_base64(&pem(&text(vector, "public_key_pem"))).unwrap();
            assert!(verifier.accepts(&signed, &header.signature), "{name}");
        }
    }

    #[test]
    fn a_header_that_is_not_one_is_refused() {
        for text in [
            "",
            "signature=abcd",
            "algorithm=RSA256,keyVersion=1",
            "algorithm=RSA256,keyVersion=1,signature=",
            "algorithm=RSA256,keyVersion=,signature=YWJj",
            "algorithm=RSA512,keyVersion=1,signature=YWJj",
            "algorithm=RSA256,keyVersion=1,signature=YWJj,signature=YWJj",
            "algorithm=RSA256,keyVersion=1,signature=!!",
        ] {
            assert!(SignatureHeader::read(text).is_err(), "{text}");
        }
    }
}
