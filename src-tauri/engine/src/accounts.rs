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
            Body::Account(AccountEvent::Checked { .. } | AccountEvent::KeyUsed { .. }) => {
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
