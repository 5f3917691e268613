use std::collections::BTreeMap;

use antom::signing::PublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Account, AccountEvent, Body, EarlierKey, Moment, NextKey, RelayDesk, StreamId};
use engine::Merchant;
use engine::port::KeyBits;
use sha2::{Digest, Sha256};

use super::news::news_roads;
use crate::Desk;
use crate::form::{GatewayKeyForm, NextKeyForm, Nothing, RelayForm, SwitchKeyForm};
use crate::problem::{Next, Problem};
use crate::view::{KeyView, KeysView, RoadsView};

/// The keys of the account at work.
pub async fn key_list(desk: &Desk, _: Nothing) -> Result<KeysView, Problem> {
    let merchant = desk.merchant().await?;
    view(desk, &merchant).await
}

async fn view(desk: &Desk, merchant: &Merchant) -> Result<KeysView, Problem> {
    let account = merchant.account();
    let noted = noted_uses(merchant).await?;
    let (signing, _) = account.signing_key(merchant.now());
    let mut ours = Vec::new();
    let next = account.next_key.iter().map(|next| (&next.version, &next.public_key, next.from, None));
    let current = std::iter::once((&account.key_version, &account.merchant_public_key, None, None));
    let earlier =
        account.earlier_keys.iter().map(|key| (&key.version, &key.public_key, None, Some(key.until)));
    for (version, public_key, from, until) in current.chain(next).chain(earlier) {
        let role = match (version == signing, until) {
            (true, _) => "signing",
            (false, Some(_)) => "earlier",
            (false, None) if *version == account.key_version => "earlier",
            (false, None) => "next",
        };
        let kept = match desk.keys().await {
            Ok(keys) => keys.public(&account.id, version).await.is_ok(),
            Err(_) => false,
        };
        ours.push(KeyView {
            version: version.clone(),
            role: role.to_owned(),
            fingerprint: fingerprint(public_key),
            public_key: public_key.clone(),
            from: from.map(|from: Moment| from.0),
            until: until.map(|until: Moment| until.0),
            last_used: last_used(merchant, &noted, version).await?.map(|at| at.0),
            kept,
        });
    }
    let gateway = account.gateway_keys().enumerate().map(|(at, key)| KeyView {
        version: at.saturating_add(1).to_string(),
        role: if at == 0 { "signing" } else { "earlier" }.to_owned(),
        public_key: key.to_owned(),
        fingerprint: fingerprint(key),
        from: None,
        until: None,
        last_used: merchant.last_contact().filter(|_| at == 0).map(|at| at.0),
        kept: true,
    });
    Ok(KeysView { gateway: gateway.collect(), ours })
}

/// The first 16 hexadecimal digits of the SHA-256 of a key's DER.
fn fingerprint(public_key: &str) -> String {
    let der = STANDARD.decode(public_key).unwrap_or_default();
    Sha256::digest(der).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The last request that was signed with a key: of this process, of the orders in the ledger, or as it was noted.
async fn last_used(
    merchant: &Merchant,
    noted: &BTreeMap<String, Moment>,
    version: &str,
) -> Result<Option<Moment>, Problem> {
    let written = merchant.ledger().last_signed(&merchant.account().id, version).await?;
    Ok(merchant.last_signed(version).max(written).max(noted.get(version).copied()))
}

async fn noted_uses(merchant: &Merchant) -> Result<BTreeMap<String, Moment>, Problem> {
    let stream = StreamId::account(&merchant.account().id);
    let mut used = BTreeMap::new();
    for entry in merchant.ledger().stream(&stream).await? {
        if let Body::Account(AccountEvent::KeyUsed { version }) = entry.body {
            used.insert(version, entry.occurred_at);
        }
    }
    Ok(used)
}

/// Makes or takes over the key that is to replace the one in use. It signs nothing yet.
pub async fn key_prepare(desk: &Desk, form: NextKeyForm) -> Result<KeysView, Problem> {
    let merchant = desk.merchant().await?;
    let mut account = merchant.account().clone();
    account.take_over(merchant.now());
    let version = form.version.trim().to_owned();
    let plain = version.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if version.is_empty() || version.len() > 16 || !plain {
        return Err(Problem::new("failed.field", Next::Correct).text("field", "version").on_field("version"));
    }
    let taken =
        version == account.key_version || account.earlier_keys.iter().any(|key| key.version == version);
    if taken {
        let problem = Problem::new("key.version_taken", Next::Correct);
        return Err(problem.text("version", &version).on_field("version"));
    }
    // The gateway may have been given its public half already: it is not dropped in passing.
    if let Some(next) = account.next_key.as_ref().filter(|_| !form.replace) {
        let problem = Problem::new("key.prepared_already", Next::Correct);
        return Err(problem.text("version", &next.version).on_field("replace"));
    }
    let keys = desk.keys().await?;
    let public_key = match (form.bits, form.key) {
        (_, Some(key)) if !key.trim().is_empty() => {
            keys.import(&account.id, &version, key.into_bytes()).await?
        }
        (bits, _) => {
            let bits = match bits {
                Some(3072) => KeyBits::Rsa3072,
                Some(4096) => KeyBits::Rsa4096,
                Some(_) | None => KeyBits::Rsa2048,
            };
            keys.generate(&account.id, &version, bits).await?
        }
    };
    account.next_key = Some(NextKey { version, public_key, from: None });
    save(desk, account).await
}

/// Decides when a key signs: the next one, now or from a time on; or an earlier one again.
pub async fn key_switch(desk: &Desk, form: SwitchKeyForm) -> Result<KeysView, Problem> {
    let merchant = desk.merchant().await?;
    let mut account = merchant.account().clone();
    let now = merchant.now();
    account.take_over(now);
    let version = form.version.trim();
    let planned = form.from.map(Moment).filter(|from| from.since(now) > 0);
    if version == account.key_version && planned.is_none() {
        // It signs already: a switch that was planned is not wanted any more.
        if let Some(next) = account.next_key.as_mut() {
            next.from = None;
        }
        return save(desk, account).await;
    }
    let missing = || Problem::new("key.no_next", Next::Correct).text("version", version).on_field("version");
    if let Some(next) = account.next_key.clone().filter(|next| next.version == version) {
        match planned {
            Some(from) => account.next_key = Some(NextKey { from: Some(from), ..next }),
            None => {
                account.next_key = Some(NextKey { from: Some(now), ..next });
                account.take_over(now);
            }
        }
        return save(desk, account).await;
    }
    let earlier = account.earlier_keys.iter().position(|key| key.version == version).ok_or_else(missing)?;
    // The gateway may have been given the public half of a prepared key already: it is not dropped in passing.
    if let Some(next) = account.next_key.as_ref().filter(|_| planned.is_some()) {
        let problem = Problem::new("key.prepared_already", Next::Correct);
        return Err(problem.text("version", &next.version).on_field("version"));
    }
    let EarlierKey { version, public_key, .. } = account.earlier_keys.remove(earlier);
    if planned.is_some() {
        account.next_key = Some(NextKey { version, public_key, from: planned });
        return save(desk, account).await;
    }
    let replaced = std::mem::replace(&mut account.key_version, version);
    let public_key = std::mem::replace(&mut account.merchant_public_key, public_key);
    // What signed until now stays ready: switching back is how a key that is not effective yet is got over.
    if account.next_key.is_none() {
        account.next_key = Some(NextKey { version: replaced, public_key, from: None });
    } else {
        account.earlier_keys.insert(0, EarlierKey { version: replaced, public_key, until: now });
    }
    save(desk, account).await
}

/// Takes over a new key of the gateway; the one before counts for what is still on its way.
pub async fn key_gateway(desk: &Desk, form: GatewayKeyForm) -> Result<KeysView, Problem> {
    let merchant = desk.merchant().await?;
    let mut account = merchant.account().clone();
    let key = PublicKey::parse(&form.public_key).map_err(|error| {
        Problem::new("account.gateway_key_bad", Next::Correct).on_field("public_key").because(error)
    })?;
    let key = key.to_base64();
    if key != account.gateway_public_key {
        account.earlier_gateway_key = Some(std::mem::replace(&mut account.gateway_public_key, key));
    }
    let keys = save(desk, account).await?;
    // What the new key signed and the old one could not verify.
    desk.merchant().await?.verify_again().await?;
    Ok(keys)
}

async fn save(desk: &Desk, account: Account) -> Result<KeysView, Problem> {
    desk.save_account(account).await?;
    let merchant = desk.merchant().await?;
    view(desk, &merchant).await
}

/// The relay this desk reads from; an empty address takes it away.
pub async fn relay_setup(desk: &Desk, form: RelayForm) -> Result<RoadsView, Problem> {
    let merchant = desk.merchant().await?;
    let mut account = merchant.account().clone();
    let address = form.address.trim().trim_end_matches('/').to_owned();
    if address.is_empty() {
        account.relay = None;
        desk.save_account(account).await?;
        return news_roads(desk, Nothing {}).await;
    }
    let bad = || {
        let problem = Problem::new("account.relay_address_bad", Next::Correct);
        problem.text("address", &form.address).on_field("address")
    };
    let rest = match (address.strip_prefix("https://"), address.strip_prefix("http://")) {
        (Some(rest), _) => rest,
        (None, Some(rest))
            if antom::hosts::is_loopback(rest.rsplit_once(':').map_or(rest, |(host, _)| host)) =>
        {
            rest
        }
        (None, _) => return Err(bad()),
    };
    if rest.is_empty() || rest.contains(['/', '@', '?', '#', ' ']) {
        return Err(bad());
    }
    let notify_path = form.notify_path.trim().to_owned();
    if !notify_path.starts_with('/') {
        return Err(Problem::new("failed.field", Next::Correct)
            .text("field", "notify_path")
            .on_field("notify_path"));
    }
    let token = match (form.token.trim(), &account.relay) {
        ("", Some(known)) => known.token.clone(),
        ("", None) => return Err(Problem::new("account.relay_token_bad", Next::Correct).on_field("token")),
        (token, _) => STANDARD.encode(desk.keys().await?.seal(token.as_bytes().to_vec()).await?),
    };
    account.relay = Some(RelayDesk { address, notify_path, token });
    desk.save_account(account).await?;
    // A path that was wrong until now left notifications unverified: they are looked at again at once.
    let verified = desk.merchant().await?.verify_again().await?;
    let roads = news_roads(desk, Nothing {}).await?;
    Ok(RoadsView { fresh: u32::try_from(verified).unwrap_or(u32::MAX), ..roads })
}
