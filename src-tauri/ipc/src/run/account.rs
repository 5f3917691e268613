use std::sync::Arc;

use antom::signing::PublicKey;
use domain::{Account, AccountId, Counter, Environment, MerchantReference, PathMode, StoreReference};
use engine::check::{Light, Red};
use engine::port::{KeyBits, Keys, KeysError};

use super::frame::frame;
use crate::desk::PRACTICE_ACCOUNT;
use crate::form::{AccountForm, AccountPick, GenerateKeyForm, ImportKeyForm, Nothing, VaultForm};
use crate::problem::{Next, Problem};
use crate::settings::Current;
use crate::view::{AccountDraftView, AccountView, CheckView, FrameView, PublicKeyView, TickView};
use crate::{Desk, show, trouble};

/// An id for an account about to be set up.
pub async fn account_draft(desk: &Desk, _: Nothing) -> Result<AccountDraftView, Problem> {
    Ok(AccountDraftView { account: desk.fresh_account_id()?.to_string() })
}

fn account_id(text: &str) -> Result<AccountId, Problem> {
    AccountId::parse(text).map_err(|error| engine::Failed::from(error).into())
}

fn public_view(key: &str) -> Result<PublicKeyView, Problem> {
    let parsed = PublicKey::parse(key)
        .map_err(|error| Problem::new("failed.internal", Next::AskSupport).because(error))?;
    Ok(PublicKeyView {
        public_key: key.to_owned(),
        fingerprint: parsed.fingerprint(),
        bits: u32::try_from(parsed.bits()).unwrap_or(u32::MAX),
    })
}

/// The keys, after the store was tried with a secret of real size: some take a small one and lose a key.
async fn proved_keys(desk: &Desk) -> Result<Arc<dyn Keys>, Problem> {
    let keys = desk.keys().await?;
    let health = desk.key_health().await;
    if health.works { Ok(keys) } else { Err(KeysError::NoStore(health.trouble.unwrap_or_default()).into()) }
}

/// A key in use is never overwritten: a new one gets a new version.
async fn version_is_free(desk: &Desk, account: &AccountId, version: &str) -> Result<(), Problem> {
    let accounts = desk.accounts().await?;
    // Of a saved account no kept key is overwritten, not even one of an older version.
    let saved = accounts.iter().any(|own| own.id == *account);
    let taken = saved && desk.keys().await?.public(account, version).await.is_ok();
    if version.trim().is_empty() || version.len() > 32 || !version.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Err(Problem::new("failed.field", Next::Correct).text("field", "version").on_field("version"));
    }
    if taken {
        return Err(Problem::new("keys.version_taken", Next::Correct)
            .text("version", version)
            .on_field("version"));
    }
    Ok(())
}

/// Makes a key pair on this computer and shows the public half.
pub async fn account_generate_key(desk: &Desk, form: GenerateKeyForm) -> Result<PublicKeyView, Problem> {
    let bits = match form.bits {
        2048 => KeyBits::Rsa2048,
        3072 => KeyBits::Rsa3072,
        4096 => KeyBits::Rsa4096,
        _ => return Err(Problem::new("keys.bits", Next::Correct).on_field("bits")),
    };
    let account = account_id(&form.account)?;
    version_is_free(desk, &account, &form.version).await?;
    let key = proved_keys(desk).await?.generate(&account, &form.version, bits).await?;
    public_view(&key)
}

/// Takes over a private key and shows its public half.
pub async fn account_import_key(desk: &Desk, form: ImportKeyForm) -> Result<PublicKeyView, Problem> {
    let account = account_id(&form.account)?;
    version_is_free(desk, &account, &form.version).await?;
    let wanted = match form.public.trim() {
        "" => None,
        text => Some(PublicKey::parse(text).map_err(|error| {
            Problem::new("keys.not_a_public_key", Next::Correct).on_field("public").because(error)
        })?),
    };
    // Compared before it is kept: a key that does not fit is not stored at all.
    if let Some(wanted) = wanted {
        let private = antom::keys::parse_private(form.key.as_bytes())
            .map_err(|error| Problem::new("keys.not_a_key", Next::Correct).on_field("key").because(error))?;
        if private.public().to_base64() != wanted.to_base64() {
            return Err(Problem::new("keys.mismatch", Next::Correct).on_field("public"));
        }
    }
    let key = proved_keys(desk).await?.import(&account, &form.version, form.key.into_bytes()).await?;
    public_view(&key)
}

/// Sets up an account, or changes one. A practice account takes its gateway's history in.
pub async fn account_save(desk: &Desk, form: AccountForm) -> Result<AccountView, Problem> {
    let id = account_id(&form.account)?;
    let environment = show::environment(&form.environment).ok_or_else(|| {
        Problem::new("failed.choice", Next::Correct)
            .text("typed", &form.environment)
            .text("field", "environment")
            .on_field("environment")
    })?;
    let required = |field: &'static str, text: &str| -> Result<String, Problem> {
        match text.trim() {
            "" => Err(Problem::new("failed.field", Next::Correct).text("field", field).on_field(field)),
            text if text.chars().count() > 64 => {
                Err(Problem::new("failed.field", Next::Correct).text("field", field).on_field(field))
            }
            text => Ok(text.to_owned()),
        }
    };
    let name = required("name", &form.name)?;
    let client_id = required("client_id", &form.client_id)?;
    let key_version = required("key_version", &form.key_version)?;
    let with_scheme = if form.base_url.contains("://") {
        form.base_url
    } else {
        format!("https://{}", form.base_url.trim())
    };
    let base_url = antom::hosts::check_base_url(&with_scheme, environment)
        .map_err(|error| trouble::of_host(error, &with_scheme))?;
    let path_mode = match form.path_mode.as_deref().unwrap_or("auto") {
        "auto" => PathMode::Auto,
        "sandbox" => PathMode::Sandbox,
        "production" => PathMode::Production,
        other => {
            return Err(Problem::new("failed.choice", Next::Correct)
                .text("typed", other)
                .text("field", "path_mode")
                .on_field("path_mode"));
        }
    };
    let sandbox_id = client_id.starts_with("SANDBOX_");
    match environment {
        Environment::Live if sandbox_id => {
            return Err(Problem::new("account.sandbox_id_in_live", Next::Correct)
                .text("client_id", client_id)
                .on_field("client_id"));
        }
        // Ids from before the prefix need the path to be chosen by hand.
        Environment::Sandbox if !sandbox_id && path_mode != PathMode::Sandbox => {
            return Err(Problem::new("account.live_id_in_sandbox", Next::Correct)
                .text("client_id", client_id)
                .on_field("client_id"));
        }
        Environment::Practice | Environment::Sandbox | Environment::Live => {}
    }
    let gateway_key = PublicKey::parse(&form.gateway_public_key).map_err(|error| {
        Problem::new("account.gateway_key_bad", Next::Correct).on_field("gateway_public_key").because(error)
    })?;
    let merchant_public_key = desk.keys().await?.public(&id, &key_version).await.map_err(|error| {
        let on_form = error == KeysError::NoKey;
        if on_form { Problem::new("keys.no_key", Next::Correct).on_field("key") } else { error.into() }
    })?;
    let registration = form.customs_code.zip(form.customs_name);
    let registration = registration.map(|(code, name)| (code.trim().to_owned(), name.trim().to_owned()));
    let known = desk.accounts().await?.into_iter().find(|own| own.id == id);
    let kept = kept_of(known.as_ref(), &id, environment);
    let account = Account {
        id,
        name,
        environment,
        base_url,
        client_id,
        key_version,
        merchant_public_key,
        gateway_public_key: gateway_key.to_base64(),
        path_mode,
        customs_registration: registration.filter(|(code, name)| !code.is_empty() && !name.is_empty()),
        ..kept
    };
    if let Some(known) = known {
        let moved = known.client_id != account.client_id
            || (known.base_url != account.base_url && environment != Environment::Practice);
        // Another gateway would answer that it never heard of what the first one carried out.
        if moved && desk.has_open_orders(&known).await? {
            return Err(Problem::new("account.open_orders", Next::Wait).on_field("client_id"));
        }
    }
    let twins = desk.accounts().await?;
    if twins.iter().any(|twin| twin.name == account.name && twin.id != account.id) {
        return Err(Problem::new("account.name_taken", Next::Correct)
            .text("name", &account.name)
            .on_field("name"));
    }
    desk.save_account(account.clone()).await?;
    let own = Current { environment, account: account.id.clone() };
    // Nobody is moved to another account, least of all to a live one, by setting it up.
    let current = desk.settings().await.current;
    if form.select || current.is_none_or(|current| current == own) {
        desk.select(&account).await?;
    }
    if environment == Environment::Practice {
        // A gateway on this computer that keeps no history is a good practice gateway all the same.
        if let Err(error) = desk.merchant_of(&own).await?.import_history(desk.parts().practice.as_ref()).await
        {
            tracing::info!(%error, "no practice history");
        }
    }
    Ok(show::account(&account))
}

/// What an account keeps that this form does not ask: its next and earlier keys, its relay, its counter.
fn kept_of(known: Option<&Account>, id: &AccountId, environment: Environment) -> Account {
    known.cloned().unwrap_or_else(|| Account::blank(id.clone(), environment))
}

/// The counter of the practice shop, so that a newcomer can take a payment at it at once.
fn practice_counter() -> Option<Counter> {
    Some(Counter {
        merchant: MerchantReference::parse("PRACTICE-SHOP").ok()?,
        merchant_name: "Practice Shop 练习商店".to_owned(),
        merchant_mcc: "5411".to_owned(),
        store: StoreReference::parse("PRACTICE-STORE-1").ok()?,
        store_name: "Harbour Road 海港路店".to_owned(),
        store_mcc: "5411".to_owned(),
        terminal: "TILL-1".to_owned(),
    })
}

/// Works with another account from now on.
pub async fn account_select(desk: &Desk, form: AccountPick) -> Result<FrameView, Problem> {
    let account = desk.account(&form.account).await?;
    if account.id.as_str() == PRACTICE_ACCOUNT {
        return practice_open(desk, Nothing {}).await;
    }
    desk.select(&account).await?;
    frame(desk, Nothing {}).await
}

/// Proves host, clock, client id and signature one by one.
pub async fn account_check(desk: &Desk, form: AccountPick) -> Result<CheckView, Problem> {
    let account = desk.account(&form.account).await?;
    let key = Current { environment: account.environment, account: account.id.clone() };
    let checked = desk.merchant_of(&key).await?.check().await?;
    let tick = |what: &str, light: &Light| {
        let (word, problem) = match light {
            Light::Green => ("green", None),
            Light::Unproved => ("unproved", None),
            Light::Red(red) => ("red", Some(of_red(red, &account))),
        };
        TickView { what: what.to_owned(), light: word.to_owned(), problem }
    };
    Ok(CheckView {
        ticks: vec![
            tick("host", &checked.host),
            tick("clock", &checked.clock),
            tick("client_id", &checked.client_id),
            tick("signature", &checked.signature),
        ],
        all_green: checked.all_green(),
        clock_ahead_ms: checked.clock_ahead,
        took_ms: checked.took_ms,
    })
}

fn of_red(red: &Red, account: &Account) -> Problem {
    let host = account.base_url.split_once("://").map_or(account.base_url.as_str(), |(_, host)| host);
    let settings = |code: &str| Problem::new(code, Next::CheckSettings);
    match red {
        Red::HostUnreachable => Problem::new("check.host_unreachable", Next::TryAgain).text("host", host),
        Red::HostSilent => Problem::new("check.host_silent", Next::TryAgain).text("host", host),
        Red::NotAGateway(status) => {
            settings("check.not_a_gateway").text("host", host).text("status", status.unwrap_or_default())
        }
        Red::ClockOff(ahead) => settings("check.clock_off")
            .text("minutes", ahead.unsigned_abs().div_ceil(60_000))
            .word("way", if *ahead > 0 { "ahead" } else { "behind" }),
        Red::ClientIdUnknown => settings("check.client_id_wrong").text("client_id", &account.client_id),
        Red::ClientIdOther => settings("check.client_id_other"),
        Red::SignatureRefused => settings("check.signature_refused"),
        Red::KeyNotFound => settings("check.key_not_found").text("version", &account.key_version),
        Red::GatewayKeyWrong => settings("check.gateway_key_wrong"),
        Red::Unsigned(code) => settings("check.answer_unsigned").text("code", code),
    }
}

/// Opens the practice account: starts its gateway, makes and registers a key pair, takes the history in.
pub async fn practice_open(desk: &Desk, _: Nothing) -> Result<FrameView, Problem> {
    let practice = &desk.parts().practice;
    let failed = |why: String| Problem::new("failed.practice", Next::TryAgain).because(why);
    let base_url = practice.start().await.map_err(failed)?;
    let base_url = base_url.ok_or_else(|| Problem::new("failed.practice", Next::Nothing))?;
    let id = account_id(PRACTICE_ACCOUNT)?;
    let keys = proved_keys(desk).await?;
    let known = desk.accounts().await?.into_iter().find(|account| account.id == id);
    let known_before = known.clone();
    // Books that were thrown away know our key no more; another key under a version moves us to the next.
    let mut version = known.as_ref().and_then(|account| account.key_version.parse().ok()).unwrap_or(2_u32);
    let registered = loop {
        let word = version.to_string();
        let key = match keys.public(&id, &word).await {
            Ok(key) => key,
            Err(KeysError::NoKey) => keys.generate(&id, &word, KeyBits::Rsa2048).await?,
            Err(error) => return Err(error.into()),
        };
        match practice.register(&base_url, &key, &word).await {
            Ok(registered) => break (registered, key),
            Err(why) if version > 64 => return Err(failed(why)),
            Err(_) => version = version.saturating_add(1),
        }
    };
    let (registered, merchant_public_key) = registered;
    let mut kept = kept_of(known.as_ref(), &id, Environment::Practice);
    kept.counter = kept.counter.or_else(practice_counter);
    let account = Account {
        id,
        name: known.as_ref().map_or_else(|| "Practice".to_owned(), |account| account.name.clone()),
        environment: Environment::Practice,
        base_url,
        client_id: registered.client_id,
        key_version: registered.key_version,
        merchant_public_key,
        gateway_public_key: registered.gateway_public_key,
        path_mode: PathMode::Auto,
        customs_registration: known
            .and_then(|account| account.customs_registration)
            .or_else(|| Some(("3301960ABC".to_owned(), "样例跨境电商有限公司".to_owned()))),
        ..kept
    };
    // Another port is no change worth an entry: the gateway on this computer takes any that is free.
    let same =
        known_before.is_some_and(|known| Account { base_url: account.base_url.clone(), ..known } == account);
    if same {
        desk.adopt(account.clone()).await?;
    } else {
        desk.save_account(account.clone()).await?;
    }
    desk.select(&account).await?;
    let merchant = desk.merchant().await?;
    if merchant.ledger().coverage().await?.payments == 0 {
        merchant.import_history(practice.as_ref()).await?;
    }
    frame(desk, Nothing {}).await
}

/// Chooses the passphrase vault, or unlocks it.
pub async fn vault_unlock(desk: &Desk, form: VaultForm) -> Result<FrameView, Problem> {
    if form.passphrase.chars().count() < 8 {
        return Err(Problem::new("keys.passphrase_short", Next::Correct).on_field("passphrase"));
    }
    desk.unlock(form.passphrase).await?;
    desk.set_trouble(None).await;
    if let Err(problem) = desk.wake().await {
        desk.set_trouble(Some(problem)).await;
    }
    frame(desk, Nothing {}).await
}
