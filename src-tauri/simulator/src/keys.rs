//! Keys and the client id: throw-away, and never those of a live account.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use aws_lc_rs::rand;

use crate::books::Opening;
use crate::signature::{Signer, Verifier};

/// Every client id of this gateway begins so.
pub const PRACTICE: &str = "SANDBOX_PRACTICE_";

/// The version the generated merchant key is registered under.
pub const FIRST_VERSION: &str = "1";

pub struct KeyRing {
    pub client_id: String,
    pub gateway: Signer,
    pub gateway_public: String,
    merchants: BTreeMap<String, (String, Verifier)>,
}

/// Makes the keys and the client id of new books.
pub fn open(client_id: Option<&str>, payments: u32, seed: u64, at: i64) -> Result<Opening> {
    let client_id = match client_id {
        Some(id) => id.to_owned(),
        None => format!("{PRACTICE}{}", random_hex(5)?.to_uppercase()),
    };
    Ok(Opening {
        client_id,
        gateway_private_key: Signer::generate()?.private_base64()?,
        merchant_private_key: Signer::generate()?.private_base64()?,
        payments,
        seed,
        at,
        salt: random_hex(16)?,
    })
}

fn random_hex(bytes: usize) -> Result<String> {
    let mut chance = vec![0; bytes];
    rand::fill(&mut chance).map_err(|_| anyhow!("no random numbers"))?;
    Ok(chance.iter().map(|b| format!("{b:02x}")).collect())
}

impl KeyRing {
    pub fn new(opening: &Opening) -> Result<Self> {
        if !opening.client_id.starts_with(PRACTICE) || opening.client_id.len() > 64 {
            bail!("a practice client id begins with {PRACTICE} and has at most 64 characters");
        }
        let gateway = Signer::from_base64(&opening.gateway_private_key)?;
        let mut ring = Self {
            client_id: opening.client_id.clone(),
            gateway_public: gateway.public_base64()?,
            gateway,
            merchants: BTreeMap::new(),
        };
        let merchant = Signer::from_base64(&opening.merchant_private_key)?.public_base64()?;
        ring.register(&merchant, Some(FIRST_VERSION))?;
        Ok(ring)
    }

    pub fn merchant(&self, version: &str) -> Option<&Verifier> {
        self.merchants.get(version).map(|(_, verifier)| verifier)
    }

    /// Adds a merchant key. Answers its version, and whether it is new.
    pub fn register(&mut self, spki: &str, version: Option<&str>) -> Result<(String, bool)> {
        let spki: String = spki.split_whitespace().collect();
        let verifier = Verifier::from_base64(&spki)?;
        if let Some(version) = version {
            let plain =
                !version.is_empty() && version.len() <= 8 && version.bytes().all(|b| b.is_ascii_digit());
            if !plain {
                bail!("key_version must be a number");
            }
            match self.merchants.get(version) {
                Some((known, _)) if *known == spki => return Ok((version.to_owned(), false)),
                Some(_) => bail!("another key is registered under this key_version"),
                None => {}
            }
        } else if let Some((version, _)) = self.merchants.iter().find(|(_, (known, _))| *known == spki) {
            return Ok((version.clone(), false));
        }
        let version = match version {
            Some(version) => version.to_owned(),
            None => {
                let newest = self.merchants.keys().filter_map(|v| v.parse::<u64>().ok()).max().unwrap_or(0);
                newest.saturating_add(1).to_string()
            }
        };
        self.merchants.insert(version.clone(), (spki, verifier));
        Ok((version, true))
    }
}
