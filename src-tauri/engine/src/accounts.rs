//! Accounts are entries of the ledger like everything else: who changed which key and when is kept.

use domain::{Account, AccountEvent, AccountId, Actor, Body, Moment, Source, StreamId};

use crate::Failed;
use crate::port::{Append, Ledger, NewFact};

/// All accounts of a ledger, as they stand, in the order of their ids.
pub async fn accounts(ledger: &dyn Ledger) -> Result<Vec<Account>, Failed> {
    let mut found = Vec::new();
    for stream in ledger.streams("account/").await? {
        if let Some((account, _)) = read(ledger, &stream).await? {
            found.push(account);
        }
    }
    Ok(found)
}

/// One account and its version.
pub async fn account(ledger: &dyn Ledger, id: &AccountId) -> Result<Option<(Account, u64)>, Failed> {
    read(ledger, &StreamId::account(id)).await
}

async fn read(ledger: &dyn Ledger, stream: &StreamId) -> Result<Option<(Account, u64)>, Failed> {
    let mut found = None;
    for entry in ledger.stream(stream).await? {
        match entry.body {
            Body::Account(AccountEvent::Added(account) | AccountEvent::Changed(account)) => {
                found = Some((*account, entry.version));
            }
            Body::Account(
                AccountEvent::Checked { .. } | AccountEvent::KeyUsed { .. } | AccountEvent::WentOn { .. },
            ) => {
                found = found.map(|(account, _)| (account, entry.version));
            }
            Body::Payment(_) | Body::Dossier(_) | Body::News(_) | Body::Mark(_) => {}
        }
    }
    Ok(found)
}

/// Writes a new or changed account down. Writing what stands already changes nothing.
pub async fn save(ledger: &dyn Ledger, account: Account, actor: Actor, now: Moment) -> Result<(), Failed> {
    let stream = StreamId::account(&account.id);
    let (version, event) = match read(ledger, &stream).await? {
        None => (0, AccountEvent::Added(Box::new(account))),
        Some((known, _)) if known == account => return Ok(()),
        Some((known, _)) if known.environment != account.environment => {
            return Err(Failed::Setting { field: "environment", why: "account.environment_fixed".into() });
        }
        Some((_, version)) => (version, AccountEvent::Changed(Box::new(account))),
    };
    let fact = NewFact { source: Source::Us, occurred_at: now, body: Body::Account(event) };
    let append = Append {
        stream,
        expected_version: version,
        actor,
        heard_at: now,
        facts: vec![fact],
        open: None,
        close: None,
    };
    ledger.append(append).await?;
    Ok(())
}

impl crate::Merchant {
    /// Writes down that the signing key was used, when the gateway took something it signed since the last such
    /// entry: at most once a day for each key.
    pub async fn note_key_used(&self) -> Result<(), Failed> {
        let Some(at) = self.last_contact() else { return Ok(()) };
        let (version, _) = self.account().signing_key(at);
        let version = version.to_owned();
        let stream = StreamId::account(&self.account().id);
        let (mut last, mut end) = (None, 0);
        for entry in self.ledger().stream(&stream).await? {
            end = entry.version;
            if let Body::Account(AccountEvent::KeyUsed { version: used }) = &entry.body
                && *used == version
            {
                last = Some(entry.occurred_at);
            }
        }
        if end == 0 || last.is_some_and(|last| at.since(last) < Moment::DAY) {
            return Ok(());
        }
        let body = Body::Account(AccountEvent::KeyUsed { version });
        let append = Append {
            stream,
            expected_version: end,
            actor: self.actor_of(Source::Answer),
            heard_at: self.now(),
            facts: vec![NewFact { source: Source::Answer, occurred_at: at, body }],
            open: None,
            close: None,
        };
        self.ledger().append(append).await?;
        Ok(())
    }
}
