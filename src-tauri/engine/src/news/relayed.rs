//! Notifications handed on by a relay: verified again here, then taken in, then the position moved.

use antom::notify::{ReceivingFor, receive};
use antom::signing::PublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Arrival, Body, DossierKind, Effect, Mark, NewsEvent, Road, StreamId, Took};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::arrive::Delivery;
use crate::Failed;
use crate::merchant::Merchant;
use crate::port::{Handed, LedgerError};

/// How many notifications are fetched at a time.
const BATCH: u32 = 200;

/// What one reading of a relay found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelayRead {
    /// Fetched and verified.
    pub verified: usize,
    /// Fetched, and not what the gateway signed: kept as evidence, never read.
    pub unverified: usize,
    /// The position read up to.
    pub position: u64,
}

impl Merchant {
    /// Fetches what the account's relay has behind the last position. Nothing when the account has none.
    pub async fn read_relay(&self) -> Result<Option<RelayRead>, Failed> {
        let Some(desk) = self.account.relay.clone() else { return Ok(None) };
        let sealed = STANDARD.decode(&desk.token).map_err(|_| Failed::Setting {
            field: "relay_token",
            why: "account.relay_token_bad".to_owned(),
        })?;
        let token = String::from_utf8(self.parts.keys.open(sealed).await?).unwrap_or_default();
        let (mut version, position) = self.relay_mark().await?;
        let mut read = RelayRead { position, ..RelayRead::default() };
        loop {
            let fetched = self.parts.relay.fetch(&desk.address, &token, read.position, BATCH).await;
            let batch =
                fetched.map_err(|message| Failed::Unanswered { code: "RELAY_SILENT".to_owned(), message })?;
            let Some(last) = batch.last().map(|handed| handed.position) else { return Ok(Some(read)) };
            let whole = batch.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
            for handed in batch {
                if self.take_handed(&desk.notify_path, handed).await? {
                    read.verified += 1;
                } else {
                    read.unverified += 1;
                }
            }
            if last <= read.position {
                return Ok(Some(read));
            }
            read.position = last;
            self.put_mark(Road::Relay, version, Mark::RelayRead { position: last }).await?;
            version = version.saturating_add(1);
            if whole {
                return Ok(Some(read));
            }
        }
    }

    /// Takes in headers and a body given on this computer and says where they are kept. The path is the one
    /// the gateway signed.
    pub async fn take_given(
        &self,
        path: &str,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Result<StreamId, Failed> {
        let keys = self.receiving_keys();
        let expected = ReceivingFor { client_id: &self.account.client_id, gateway_keys: &keys };
        let received = receive(&headers, &body, path, &expected)
            .map_err(|why| Failed::Unanswered { code: why.code().to_owned(), message: why.to_string() })?;
        let delivery = Delivery {
            road: Road::Given,
            event: None,
            word: None,
            at: Some(received.request_time),
            headers: signed_headers(headers),
            fields: fields_of(&body),
            body,
            key_version: Some(received.key_version),
        };
        let kept = self.arrive(delivery).await?;
        self.take_in(&kept.stream).await?;
        Ok(kept.stream)
    }

    async fn take_handed(&self, path: &str, handed: Handed) -> Result<bool, Failed> {
        let keys = self.receiving_keys();
        let expected = ReceivingFor { client_id: &self.account.client_id, gateway_keys: &keys };
        match receive(&handed.headers, &handed.body, path, &expected) {
            Ok(received) => {
                let delivery = Delivery {
                    road: Road::Relay,
                    event: None,
                    word: None,
                    at: Some(received.request_time),
                    headers: signed_headers(handed.headers),
                    fields: fields_of(&handed.body),
                    body: handed.body,
                    key_version: Some(received.key_version),
                };
                let kept = self.arrive(delivery).await?;
                self.take_in(&kept.stream).await?;
                Ok(true)
            }
            Err(why) => {
                self.keep_unverified(handed, why.code()).await?;
                Ok(false)
            }
        }
    }

    async fn keep_unverified(&self, handed: Handed, code: &str) -> Result<(), Failed> {
        let name: String = Sha256::digest([handed.position.to_be_bytes().as_slice(), &handed.body].concat())
            .iter()
            .take(20)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let stream = StreamId::dossier(DossierKind::News, &self.account.id, &name)?;
        if self.notice(&stream).await?.is_some() {
            return Ok(());
        }
        let now = self.now();
        let arrival = Arrival {
            road: Road::Relay,
            event: None,
            merge_key: format!("unverified {}", handed.position),
            word: code.to_owned(),
            happened_at: now,
            amount: None,
            names: Vec::new(),
            // It may hold anything, also a secret.
            body: STANDARD.encode(self.parts.keys.seal(handed.body).await?),
            sealed: true,
            headers: signed_headers(handed.headers),
            key_version: None,
        };
        let took = Took { subject: None, effect: Effect::Unverified, because: code.to_owned() };
        // In one transaction: with the arrival alone it would pass for news that waits to be read.
        let facts = [NewsEvent::Arrived(arrival), NewsEvent::Took(took)].map(Body::News).to_vec();
        match self.write_facts(&stream, 0, facts, now).await {
            Ok(()) | Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn receiving_keys(&self) -> Vec<(String, PublicKey)> {
        self.gateway_keys
            .iter()
            .enumerate()
            .map(|(at, key)| (at.saturating_add(1).to_string(), key.clone()))
            .collect()
    }

    async fn relay_mark(&self) -> Result<(u64, u64), Failed> {
        let (mut version, mut position) = (0, 0);
        for entry in self.parts.ledger.stream(&StreamId::mark(&self.account.id, Road::Relay)).await? {
            version = entry.version;
            if let Body::Mark(Mark::RelayRead { position: read }) = entry.body {
                position = position.max(read);
            }
        }
        Ok((version, position))
    }
}

/// Only what the signature covers is kept of the headers: proxies add addresses and cookies of their own.
fn signed_headers(headers: Vec<(String, String)>) -> Vec<(String, String)> {
    const KEPT: [&str; 4] = ["client-id", "request-time", "signature", "content-type"];
    headers.into_iter().filter(|(name, _)| KEPT.iter().any(|kept| name.eq_ignore_ascii_case(kept))).collect()
}

/// A body that verified is strict JSON already.
fn fields_of(body: &[u8]) -> Map<String, Value> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => Map::new(),
    }
}
