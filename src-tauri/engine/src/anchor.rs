//! The end of the ledger, kept with the keys.
//!
//! A chain tells that nothing in a ledger was changed. It cannot tell that its end was cut off, or that an older
//! copy was put in its place: both are sound in themselves, and both have forgotten what was sent. So every
//! order's place is noted in the key store before the order is sent, and nothing new is begun in a ledger that
//! did not grow from there until a person has looked. What is open is still asked about.

use std::sync::PoisonError;

use domain::{AccountEvent, Body, Environment, Moment, OrderKind, Source, StreamId};
use serde::{Deserialize, Serialize};

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::{Append, Head, LedgerError, NewFact};

/// What is noted of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Anchor {
    /// The hash of the account's first entry, where it has one: tells another ledger from an older copy.
    beginning: Option<[u8; 32]>,
    /// How far it had come.
    head: Head,
}

/// How a ledger stands to what this computer wrote last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// How many entries this computer had written.
    pub known: u64,
    /// How many there are.
    pub here: u64,
}

impl Merchant {
    fn anchor_name(&self) -> String {
        format!("head/{}/{}", self.account.environment.word(), self.account.id)
    }

    async fn beginning(&self) -> Result<Option<[u8; 32]>, Failed> {
        let own = self.parts.ledger.stream(&StreamId::account(&self.account.id)).await?;
        Ok(own.first().map(|first| first.hash))
    }

    /// What is missing of the ledger this computer wrote last, if anything is. A practice ledger that was begun
    /// anew is another one, and misses nothing.
    pub async fn lost(&self) -> Result<Option<Lost>, Failed> {
        let Some(words) = self.parts.keys.note(&self.anchor_name()).await? else { return Ok(None) };
        // A note nobody can read was not written by us: the next order writes a new one.
        let Ok(anchor) = serde_json::from_str::<Anchor>(&words) else { return Ok(None) };
        let beginning = self.beginning().await?;
        let begun_anew = self.account.environment == Environment::Practice
            && (beginning.is_none() || beginning != anchor.beginning);
        if begun_anew || self.parts.ledger.grew_from(&anchor.head).await? {
            return Ok(None);
        }
        let here = self.parts.ledger.head().await?.entries;
        Ok(Some(Lost { known: anchor.head.entries, here }))
    }

    /// Nothing is begun in a ledger that has forgotten what was sent.
    pub(crate) async fn must_be_the_newest(&self) -> Result<(), Failed> {
        match self.lost().await? {
            None => Ok(()),
            Some(Lost { known, here }) => Err(LedgerError::NotTheNewest { known, here }.into()),
        }
    }

    /// Notes how far the ledger has come. A key store that fails here has let the same order be signed a moment
    /// ago: the order goes on, and the note before it holds.
    pub(crate) async fn note_head(&self) {
        if let Err(error) = self.try_to_note_head().await {
            tracing::warn!(account = %self.account.id, %error, "the end of the ledger could not be noted");
        }
    }

    async fn try_to_note_head(&self) -> Result<(), Failed> {
        let anchor = Anchor { beginning: self.beginning().await?, head: self.parts.ledger.head().await? };
        let words = serde_json::to_string(&anchor)
            .map_err(|error| LedgerError::Failed(format!("its end cannot be written: {error}")))?;
        Ok(self.parts.keys.keep_note(&self.anchor_name(), words).await?)
    }

    /// Goes on with a ledger of which something is missing. The person and the reason are written down, the
    /// news is read again from where this ledger stops, and every payment is asked about before the next thing
    /// that moves its money. Returns whether there was anything to go on from.
    pub async fn go_on(&self, reason: &str) -> Result<bool, Failed> {
        let Some(Lost { known, here }) = self.lost().await? else { return Ok(false) };
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Failed::Field("reason"));
        }
        let stream = StreamId::account(&self.account.id);
        let version = self.parts.ledger.stream(&stream).await?.last().map_or(0, |last| last.version);
        let now = self.now();
        let body = Body::Account(AccountEvent::WentOn { known, here, reason: reason.to_owned() });
        let append = Append {
            stream,
            expected_version: version,
            actor: self.actor.clone(),
            heard_at: now,
            facts: vec![NewFact { source: Source::Us, occurred_at: now, body }],
            open: None,
            close: None,
        };
        self.parts.ledger.append(append).await?;
        self.try_to_note_head().await?;
        if let Err(error) = self.read_feed().await {
            tracing::info!(account = %self.account.id, %error, "the feed was not read");
        }
        Ok(true)
    }

    /// When a person last went on with a ledger of which something was missing.
    async fn went_on_at(&self) -> Result<Option<Moment>, Failed> {
        let own = self.parts.ledger.stream(&StreamId::account(&self.account.id)).await?;
        let went_on =
            own.iter().rev().find(|entry| matches!(entry.body, Body::Account(AccountEvent::WentOn { .. })));
        Ok(went_on.map(|entry| entry.heard_at))
    }

    /// Before money of a payment is moved that is older than the person's word to go on, the gateway is asked
    /// how it stands: what was sent and forgotten here is learned before it can be sent once more.
    pub(crate) async fn asked_since_it_was_gone_on_with(
        &self,
        stream: &StreamId,
        kind: OrderKind,
        version: u64,
    ) -> Result<(), Failed> {
        if !stream.is_payment() || !takes_from_a_payment(kind) {
            return Ok(());
        }
        let Some(since) = self.went_on_at().await? else { return Ok(()) };
        let begun = self.parts.ledger.stream(stream).await?.first().map(|first| first.heard_at);
        let asked = self.asked_again.lock().unwrap_or_else(PoisonError::into_inner).contains(stream.as_str());
        if asked || begun.is_none_or(|begun| begun > since) {
            return Ok(());
        }
        let id = self.read(stream).await?.payment.asked.request;
        let inquired = Box::pin(self.inquire(id.as_str())).await?;
        if let Some(trouble) = inquired.trouble {
            return Err(Failed::Unanswered { code: trouble.code, message: trouble.message });
        }
        let mut asked = self.asked_again.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(stream.to_string());
        if inquired.standing.version == version { Ok(()) } else { Err(Failed::Stale) }
    }
}

fn takes_from_a_payment(kind: OrderKind) -> bool {
    match kind {
        OrderKind::Capture | OrderKind::Cancel | OrderKind::Refund | OrderKind::UpdateAmount => true,
        OrderKind::Pay
        | OrderKind::Session
        | OrderKind::Declare
        | OrderKind::AcceptDispute
        | OrderKind::Defend
        | OrderKind::SupplyEvidence
        | OrderKind::ApplyToken
        | OrderKind::Revoke
        | OrderKind::Register
        | OrderKind::Subscribe
        | OrderKind::ChangeSubscription
        | OrderKind::UpdateSubscription
        | OrderKind::EndSubscription => false,
    }
}
