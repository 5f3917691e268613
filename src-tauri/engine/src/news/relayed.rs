//! Notifications handed on by a relay: verified again here, then taken in, then the position moved.

use antom::notify::{NotReceived, ReceivingFor, receive};
use antom::signing::PublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Arrival, Body, DossierKind, Effect, Mark, Moment, NewsEvent, Road, StreamId, Took};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::arrive::Delivery;
use crate::Failed;
use crate::merchant::Merchant;
use crate::outbox::drive::Busy;
use crate::port::{DossierQuery, Handed, LedgerError, RelayFailed};

/// The code of a reading to which the relay gave no answer that can be used.
pub const RELAY_SILENT: &str = "RELAY_SILENT";
/// The code of a reading that the relay refused: it does not know the desk's token.
pub const RELAY_TOKEN: &str = "RELAY_TOKEN";

/// How many notifications are fetched at a time.
const BATCH: u32 = 200;
/// How many notices are listed at a time.
const LISTED: u32 = 500;

/// What one reading of a relay found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelayRead {
    /// Fetched and verified.
    pub verified: usize,
    /// Fetched, and not what the gateway signed: kept as evidence, never read.
    pub unverified: usize,
    /// Kept unverified before, and verified now that the settings are others.
    pub reread: usize,
    /// The position read up to.
    pub position: u64,
    /// The relay's store is another one than before: it was read from its beginning.
    pub other_store: bool,
    /// How many the relay let go of before they were fetched.
    pub missed: u64,
}

/// How far the account's relay was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelayMark {
    /// The last position.
    pub position: u64,
    /// Which store gave it; none before the first reading.
    pub store: Option<String>,
    /// When a reading last met another store than the one before.
    pub other_store_at: Option<Moment>,
    version: u64,
}

impl Merchant {
    /// Fetches what the account's relay has behind the last position, after what did not verify under other
    /// settings was looked at again. Nothing when the account has none.
    pub async fn read_relay(&self) -> Result<Option<RelayRead>, Failed> {
        let Some(desk) = self.account.relay.clone() else { return Ok(None) };
        let sealed = STANDARD.decode(&desk.token).map_err(|_| Failed::Setting {
            field: "relay_token",
            why: "account.relay_token_bad".to_owned(),
        })?;
        let token = String::from_utf8(self.parts.keys.open(sealed).await?).unwrap_or_default();
        let mut mark = self.relay_mark().await?;
        let reread = self.verify_again().await?;
        let mut read = RelayRead { position: mark.position, reread, ..RelayRead::default() };
        loop {
            let page = match self.parts.relay.fetch(&desk.address, &token, read.position, BATCH).await {
                Ok(page)
                    if !read.other_store && mark.store.as_ref().is_some_and(|own| *own != page.store) =>
                {
                    None
                }
                Err(RelayFailed::BeyondTheEnd) if read.position > 0 => None,
                Ok(page) => Some(page),
                Err(why) => return Err(unanswered(&why)),
            };
            // The positions of another store are other positions: what it holds is read from its beginning, and
            // what is known already changes nothing.
            let Some(page) = page else {
                read.other_store = true;
                read.position = 0;
                continue;
            };
            let gone = if page.first == 0 { page.last } else { page.first.saturating_sub(1) };
            let missed = gone.saturating_sub(read.position);
            read.missed = read.missed.saturating_add(missed);
            if missed > 0 {
                tracing::warn!(missed, "the relay let go of notifications that were never fetched");
            }
            let last = page.notifications.last().map_or(gone.max(read.position), |handed| handed.position);
            for handed in page.notifications {
                if self.take_handed(&desk.notify_path, handed).await? {
                    read.verified += 1;
                } else {
                    read.unverified += 1;
                }
            }
            let stands = last > read.position;
            read.position = last;
            if mark.position != last || mark.store.as_ref() != Some(&page.store) {
                let own = Mark::RelayRead { position: last, store: Some(page.store.clone()) };
                self.put_mark(Road::Relay, mark.version, own).await?;
                mark.version = mark.version.saturating_add(1);
                mark.position = last;
                mark.store = Some(page.store);
            }
            if !stands || last >= page.last {
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
        match self.take_verified(path, &handed.headers, &handed.body).await? {
            Ok(_) => Ok(true),
            Err(why) => {
                self.keep_unverified(handed, why.code()).await?;
                Ok(false)
            }
        }
    }

    /// Takes in what a relay handed on, when it verifies here; says where it is kept.
    async fn take_verified(
        &self,
        path: &str,
        headers: &[(String, String)],
        body: &[u8],
    ) -> Result<Result<StreamId, NotReceived>, Failed> {
        let keys = self.receiving_keys();
        let expected = ReceivingFor { client_id: &self.account.client_id, gateway_keys: &keys };
        let received = match receive(headers, body, path, &expected) {
            Ok(received) => received,
            Err(why) => return Ok(Err(why)),
        };
        let delivery = Delivery {
            road: Road::Relay,
            event: None,
            word: None,
            at: Some(received.request_time),
            headers: signed_headers(headers.to_vec()),
            fields: fields_of(body),
            body: body.to_vec(),
            key_version: Some(received.key_version),
        };
        let kept = self.arrive(delivery).await?;
        self.take_in(&kept.stream).await?;
        Ok(Ok(kept.stream))
    }

    /// Looks again at what a relay handed on and what did not verify: a notification path, a client id or a key
    /// of the gateway that was wrong may have been corrected. What verifies now is taken in like any other, and
    /// its first notice names where it stands. Once for every start of the program and for every change of the
    /// account; returns how many verified.
    pub async fn verify_again(&self) -> Result<usize, Failed> {
        let Some(desk) = &self.account.relay else { return Ok(0) };
        // Two readings at once would both hand the same notice on.
        let Some(_busy) = Busy::take(self, "verify again") else { return Ok(0) };
        if self.verified_again() {
            return Ok(0);
        }
        let mut found: usize = 0;
        for stream in self.every_notice(Effect::Unverified.word()).await? {
            let Some(kept) = self.notice(&stream).await? else { continue };
            if kept.notice.effect_word() != Effect::Unverified.word() {
                continue;
            }
            let arrival = &kept.notice.arrival;
            let body = self.news_body(arrival).await?;
            let Ok(own) = self.take_verified(&desk.notify_path, &arrival.headers, &body).await? else {
                continue;
            };
            let took = Took { subject: Some(own), effect: Effect::Reread, because: String::new() };
            match self.write_news(&stream, kept.version, NewsEvent::Took(took), arrival.happened_at).await {
                Ok(_) => found = found.saturating_add(1),
                // Another program looked at it at the same time.
                Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => {}
                Err(error) => return Err(error),
            }
        }
        self.set_verified_again();
        Ok(found)
    }

    /// All notices in one state, oldest first.
    async fn every_notice(&self, state: &str) -> Result<Vec<StreamId>, Failed> {
        let mut query = DossierQuery {
            kind: DossierKind::News,
            account: self.account.id.clone(),
            states: vec![state.to_owned()],
            text: None,
            subject: None,
            by_deadline: false,
            limit: LISTED,
            after: None,
        };
        let mut found = Vec::new();
        loop {
            let rows = self.parts.ledger.dossiers(&query).await?;
            let Some(last) = rows.last() else { break };
            query.after = Some((last.opened_at, last.stream.clone()));
            found.extend(rows.into_iter().map(|row| row.stream));
        }
        found.reverse();
        Ok(found)
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

    /// How far the relay was read, without asking it.
    pub async fn relay_mark(&self) -> Result<RelayMark, Failed> {
        let mut mark = RelayMark::default();
        for entry in self.parts.ledger.stream(&StreamId::mark(&self.account.id, Road::Relay)).await? {
            mark.version = entry.version;
            if let Body::Mark(Mark::RelayRead { position, store }) = entry.body {
                let other = mark.store.is_some() && store.is_some() && mark.store != store;
                // The last entry counts, not the furthest: a store that was put back to an older state begins again.
                mark.position = position;
                if other {
                    mark.other_store_at = Some(entry.heard_at);
                }
                mark.store = store.or(mark.store);
            }
        }
        Ok(mark)
    }
}

/// What is told when a relay told nothing.
fn unanswered(why: &RelayFailed) -> Failed {
    let code = match why {
        RelayFailed::Token => RELAY_TOKEN,
        RelayFailed::BeyondTheEnd | RelayFailed::Silent(_) => RELAY_SILENT,
    };
    Failed::Unanswered { code: code.to_owned(), message: why.to_string() }
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
