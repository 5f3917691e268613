//! authorizations/consult, applyToken, query and revoke (sections 2 to 4 of the auto debit reference).

use serde_json::{Map, Value};

use crate::agreement::{Agreement, CODE_LIFE, Stage};
use crate::answer::{Answer, Step};
use crate::clock::iso;
use crate::fields::{self, Field, Kind, may, need};
use crate::secrets::Kind as Secret;
use crate::state::Turn;

/// `customerBelongsTo` (section 8). The real list is open; this gateway offers these.
pub const WALLETS: &[&str] = &[
    "ALIPAY_CN",
    "ALIPAY_HK",
    "MPAY",
    "DANA",
    "PAYPAY",
    "BOOST",
    "TNG",
    "GRABPAY_MY",
    "HIPAY",
    "GCASH",
    "MAYA",
    "GRABPAY_PH",
    "GRABPAY_SG",
    "KAKAOPAY",
    "NAVERPAY",
    "TOSSPAY",
    "RABBIT_LINE_PAY",
    "TRUEMONEY",
    "KPLUS",
    "ZALOPAY",
    "MOMO",
    "VIETTELMONEY",
    "JKOPAY",
    "BKASH",
    "EASYPAISA",
];

const SCOPES: &[&str] = &[
    "AGREEMENT_PAY",
    "BASE_USER_INFO",
    "USER_INFO",
    "USER_LOGIN_ID",
    "HASH_LOGIN_ID",
    "SEND_OTP",
    "TAOBAO_REBIND",
];

const SCOPE: Kind = Kind::OneOf(SCOPES);

const CONSULT: &[Field] = &[
    need("customerBelongsTo", Kind::OneOf(WALLETS)),
    need("authRedirectUrl", Kind::Url(1024)),
    need("scopes", Kind::List(4, &SCOPE)),
    need("authState", Kind::Id(256)),
    need("terminalType", Kind::OneOf(&["WEB", "WAP", "APP", "MINI_APP"])),
    may("osType", Kind::OneOf(&["IOS", "ANDROID"])),
    may("osVersion", Kind::Text(16)),
    may("authClientId", Kind::Text(64)),
    may("merchantRegion", Kind::OneOf(&["US", "JP", "PK", "SG"])),
    may("merchantAccountId", Kind::Text(32)),
    may("authNotifyUrl", Kind::Url(2048)),
    may("recurringPayment", Kind::Flag),
    may("authMetaData", Kind::Free),
    may("extendInfo", Kind::Text(2048)),
    may("env", Kind::Free),
];

const APPLY: &[Field] = &[
    need("grantType", Kind::OneOf(&["AUTHORIZATION_CODE", "REFRESH_TOKEN"])),
    need("customerBelongsTo", Kind::OneOf(WALLETS)),
    may("authCode", Kind::Id(128)),
    may("refreshToken", Kind::Id(128)),
    may("merchantRegion", Kind::Text(2)),
    may("merchantAccountId", Kind::Text(32)),
    may("extendInfo", Kind::Text(2048)),
];

const TOKEN: &[Field] = &[
    need("accessToken", Kind::Id(128)),
    may("merchantAccountId", Kind::Text(32)),
    may("extendInfo", Kind::Text(2048)),
];

/// The agreement a request names by a code or a token, or by its authState.
pub fn named<'a>(turn: &'a Turn<'_>, body: &Map<String, Value>) -> Option<&'a Agreement> {
    let secret = ["authCode", "refreshToken", "accessToken"].iter().find_map(|name| fields::text(body, name));
    match secret {
        Some(secret) => turn.state.agreements.by_mark(&turn.mark(secret)),
        None => turn.state.agreements.get(fields::text(body, "authState")?),
    }
}

/// consult: where the buyer agrees.
pub fn consult(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, CONSULT)?;
    let text = |name: &str| fields::text(body, name).unwrap_or_default();
    let terminal = text("terminalType");
    if terminal != "WEB" && fields::text(body, "osType").is_none() {
        return Err(Answer::param("osType is missing; APP, WAP and MINI_APP need it"));
    }
    let wallet = text("customerBelongsTo");
    if wallet == "PAYPAY" && fields::flag(body, "recurringPayment").is_none() {
        return Err(Answer::param("recurringPayment is missing; PAYPAY needs it"));
    }
    let scopes: Vec<String> = body
        .get("scopes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|scope| scope.as_str().map(str::to_owned))
        .collect();
    if scopes.is_empty() {
        return Err(Answer::param("scopes is empty"));
    }
    let mut asked = Agreement::ask(text("authState"), wallet, scopes, text("authRedirectUrl"), turn.now);
    asked.client_id = fields::text(body, "authClientId").map(str::to_owned);
    match turn.state.agreements.get(&asked.auth_state) {
        None => {
            turn.effect = true;
            turn.save_agreement(asked.clone());
        }
        Some(known) => {
            let same = known.wallet == asked.wallet
                && known.scopes == asked.scopes
                && known.redirect_url == asked.redirect_url
                && known.client_id == asked.client_id;
            if !same || known.stage != Stage::Asked || known.consent_is_over(turn.now) {
                return Err(Answer::param("authState was used before; every consult needs one of its own"));
            }
        }
    }
    let url = format!("{}/practice/consent?state={}", turn.base_url, encoded(&asked.auth_state));
    Ok(Answer::success().with("authUrl", url.clone()).with("normalUrl", url))
}

/// Text as it stands in a query.
pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// applyToken: a code, or a refresh token, becomes tokens.
pub fn apply(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, APPLY)?;
    let by_code = fields::text(body, "grantType") == Some("AUTHORIZATION_CODE");
    let (name, code) =
        if by_code { ("authCode", "INVALID_AUTHCODE") } else { ("refreshToken", "INVALID_REFRESH_TOKEN") };
    let Some(secret) = fields::text(body, name) else {
        return Err(Answer::param(&format!("{name} is missing")));
    };
    let invalid = |what: &str| Err(Answer::refused(code, what));
    let mark = turn.mark(secret);
    let Some(mut agreement) = turn.state.agreements.by_mark(&mark).cloned() else {
        return invalid("it is not known");
    };
    if Some(agreement.wallet.as_str()) != fields::text(body, "customerBelongsTo") {
        return invalid("it is of another wallet");
    }
    if by_code {
        if agreement.code_mark != mark {
            return invalid("it is not a code");
        }
        if agreement.code_at.is_none_or(|at| turn.now > at.saturating_add(CODE_LIFE)) {
            return invalid("the code is too old; the buyer must agree again");
        }
        match (agreement.stage, agreement.turn) {
            (Stage::Agreed, _) => {}
            // A lost answer: the same code is answered the same tokens again, and makes no others.
            (Stage::Active, 1) => return Ok(tokens(turn, &agreement)),
            _ => return invalid("the code was used"),
        }
    } else {
        if agreement.stage != Stage::Active {
            return invalid("the agreement has ended");
        }
        if agreement.spent_refresh == mark {
            return Ok(tokens(turn, &agreement));
        }
        if agreement.refresh_mark != mark || agreement.refresh_until.is_none_or(|until| turn.now > until) {
            return invalid("it is not a refresh token, or it has expired");
        }
    }
    let now = turn.now;
    turn.give_tokens(&mut agreement, now);
    turn.effect = true;
    let answer = tokens(turn, &agreement);
    turn.save_agreement(agreement);
    Ok(answer)
}

fn tokens(turn: &Turn<'_>, agreement: &Agreement) -> Answer {
    let refresh = agreement.refresh_until.map(|_| agreement.secret(turn.salt, Secret::Refresh));
    Answer::success()
        .with("accessToken", agreement.secret(turn.salt, Secret::Access))
        .with("accessTokenExpiryTime", iso(agreement.access_until))
        .maybe("refreshToken", refresh)
        .maybe("refreshTokenExpiryTime", agreement.refresh_until.map(iso))
        .maybe("userLoginId", agreement.login())
}

/// The agreement whose current access token this is.
pub fn by_access_token(turn: &Turn<'_>, token: &str) -> Step<Agreement> {
    let mark = turn.mark(token);
    let found = turn.state.agreements.by_mark(&mark).filter(|agreement| agreement.access_mark == mark);
    found.cloned().ok_or_else(|| Answer::refused("INVALID_ACCESS_TOKEN", "accessToken is not known"))
}

/// query: how a token stands. The reference lists no words for it; these are our own.
pub fn query(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, TOKEN)?;
    let agreement = by_access_token(turn, fields::text(body, "accessToken").unwrap_or_default())?;
    let stage = match agreement.stage {
        Stage::Active if turn.now > agreement.access_until => "EXPIRED",
        Stage::Active => "ACTIVE",
        _ => "CANCELED",
    };
    let mut answer = tokens(turn, &agreement).with("tokenStatusType", stage);
    answer.fields.remove("userLoginId");
    Ok(answer)
}

/// revoke: both tokens are dead at once. A second time there is no such token any more.
pub fn revoke(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, TOKEN)?;
    let mut agreement = by_access_token(turn, fields::text(body, "accessToken").unwrap_or_default())?;
    if agreement.stage != Stage::Active {
        return Err(Answer::refused("INVALID_ACCESS_TOKEN", "accessToken was cancelled before"));
    }
    agreement.cancel("the merchant revoked it", turn.now);
    turn.effect = true;
    turn.save_agreement(agreement);
    Ok(Answer::success())
}

/// Whether a debit may be made with a token in this wallet, for this secondary merchant.
pub fn may_debit(turn: &Turn<'_>, token: &str, wallet: &str) -> Step<Agreement> {
    let agreement = by_access_token(turn, token)?;
    let refuse = |what: &str| Err(Answer::refused("INVALID_ACCESS_TOKEN", what));
    if !agreement.can_pay(turn.now) {
        return refuse("the token has expired or was cancelled; the buyer must agree again");
    }
    if agreement.wallet != wallet || !agreement.scopes.iter().any(|scope| scope == "AGREEMENT_PAY") {
        return refuse("the token does not allow debits in this wallet");
    }
    Ok(agreement)
}
