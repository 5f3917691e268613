//! consult: which methods can be used for an amount, region and terminal (section 6.1).

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::fields::{self, Field, Kind, may, need};
use crate::limits;
use crate::methods::{self, Method};
use crate::money::{Amount, to_cny};
use crate::pay_form::{ENV, FACTOR};
use crate::state::Turn;

const NAME: Kind = Kind::Text(64);
const REGION: Kind = Kind::Text(6);

const CONSULT: &[Field] = &[
    need("productCode", Kind::OneOf(&["CASHIER_PAYMENT"])),
    need("paymentAmount", Kind::Amount),
    need("env", Kind::Object(ENV)),
    may("merchantRegion", Kind::Text(2)),
    may("userRegion", Kind::Text(2)),
    may("allowedPaymentMethodRegions", Kind::List(100, &REGION)),
    may("allowedPaymentMethods", Kind::List(100, &NAME)),
    may("blockedPaymentMethods", Kind::List(100, &NAME)),
    may("paymentFactor", Kind::Object(FACTOR)),
    may("settlementStrategy", Kind::Object(&[may("settlementCurrency", Kind::Text(3))])),
    may("merchantAccountId", Kind::Text(32)),
];

/// Wallets reached through Alipay+.
const ALIPAY_PLUS: &[&str] = &[
    "ALIPAY_CN",
    "ALIPAY_HK",
    "BILLEASE",
    "BOOST",
    "BPI",
    "DANA",
    "GCASH",
    "KAKAOPAY",
    "KREDIVO_ID",
    "MPAY",
    "NAVERPAY",
    "RABBIT_LINE_PAY",
    "TNG",
    "TOSSPAY",
    "TRUEMONEY",
];

const BRANDS: &[(&str, &str)] =
    &[("VISA", "Visa"), ("MASTERCARD", "Mastercard"), ("AMEX", "Amex"), ("JCB", "JCB")];

pub fn consult(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, CONSULT)?;
    let amount = fields::amount(body, "paymentAmount")?;
    let asked = Asked {
        regions: list(body, "allowedPaymentMethodRegions"),
        allowed: list(body, "allowedPaymentMethods"),
        blocked: list(body, "blockedPaymentMethods"),
        user_region: fields::text(body, "userRegion"),
        terminal: fields::text(body, "env.terminalType").unwrap_or_default(),
        manual: fields::text(body, "paymentFactor.captureMode") == Some("MANUAL"),
    };
    let mut methods: Vec<&Method> = methods::all().iter().filter(|m| asked.lists(m, &amount)).collect();
    // The buyer's own region first, then as the file has them.
    methods.sort_by_key(|method| asked.user_region != Some(method.region.as_str()));
    let options: Vec<Value> = methods
        .into_iter()
        .map(|method| {
            option(turn.base_url, method, &amount, asked.user_region == Some(method.region.as_str()))
        })
        .collect();
    Ok(Answer::success().with("paymentOptions", options))
}

/// The methods of which one could be used for this amount.
pub fn usable(amount: &Amount) -> impl Iterator<Item = &'static Method> {
    methods::all()
        .iter()
        .filter(|method| method.name != "CONNECT_WALLET" && disabled(method, amount).is_none())
}

struct Asked<'a> {
    regions: Vec<&'a str>,
    allowed: Vec<&'a str>,
    blocked: Vec<&'a str>,
    user_region: Option<&'a str>,
    terminal: &'a str,
    manual: bool,
}

impl Asked<'_> {
    /// Whether a method is in the list at all, usable or not.
    fn lists(&self, method: &Method, amount: &Amount) -> bool {
        let (name, region) = (method.name.as_str(), method.region.as_str());
        if name == "CONNECT_WALLET" || self.blocked.contains(&name) || (self.manual && !method.manual_capture)
        {
            return false;
        }
        if !self.allowed.is_empty() {
            return self.allowed.contains(&name);
        }
        if !self.regions.is_empty() && !self.regions.contains(&region) {
            return false;
        }
        let fits_terminal = match (self.terminal, method.category.as_str()) {
            ("MINI_APP", category) => category == "wallet",
            // A banking app is opened on a phone.
            ("WEB", category) => category != "mobile_banking",
            _ => true,
        };
        let named = !self.regions.is_empty() || self.user_region == Some(region);
        fits_terminal && (named || takes(method, &amount.currency))
    }
}

fn list<'a>(body: &'a Map<String, Value>, name: &str) -> Vec<&'a str> {
    let items = body.get(name).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str).collect()
}

fn takes(method: &Method, currency: &str) -> bool {
    match &method.currency {
        None => true,
        Some(own) if own == currency => true,
        // The mainland wallet changes what its buyer pays.
        Some(_) => method.name == "ALIPAY_CN" && to_cny(&Amount::new(currency, 1)).is_some(),
    }
}

/// Why a method cannot be used for an amount.
fn disabled(method: &Method, amount: &Amount) -> Option<&'static str> {
    if !takes(method, &amount.currency) {
        return Some("CHANNEL_NOT_SUPPORT_CURRENCY");
    }
    let single = limits::single(method, &amount.currency)?;
    (amount.value > single.max || amount.value < single.min).then_some("EXCEED_CHANNEL_LIMIT_RULE")
}

fn option(base: &str, method: &Method, amount: &Amount, preferred: bool) -> Value {
    let reason = disabled(method, amount);
    let mut option = json!({
        "paymentMethodType": method.name,
        "paymentMethodCategory": category(method),
        "paymentMethodRegion": [method.region],
        "enabled": reason.is_none(),
        "preferred": preferred,
        "supportedCurrencies": supported(method, &amount.currency),
        "logo": logo(base, &method.name, &method.name),
    });
    let mut set = |name: &str, value: Value| {
        if let Some(option) = option.as_object_mut() {
            option.insert(name.to_owned(), value);
        }
    };
    if let Some(reason) = reason {
        set("disableReason", json!(reason));
    }
    if let Some(single) = limits::single(method, &amount.currency).filter(|_| takes(method, &amount.currency))
    {
        let (min, max) = (
            Amount::new(&amount.currency, single.min).json(),
            Amount::new(&amount.currency, single.max).json(),
        );
        let limit = json!({ "singleLimit": { "minAmount": min, "maxAmount": max } });
        set("amountLimitInfoMap", json!({ amount.currency.as_str(): limit }));
    }
    if method.category == "card" {
        let brands: Vec<Value> = BRANDS
            .iter()
            .map(|(brand, name)| json!({ "cardBrand": brand, "logo": logo(base, brand, name) }))
            .collect();
        set(
            "paymentOptionDetail",
            json!({ "supportCardBrands": brands, "funding": ["CREDIT", "DEBIT", "PREPAID"] }),
        );
    }
    option
}

/// The currency a method takes, and the one asked about when it takes that too.
fn supported(method: &Method, asked: &str) -> Vec<String> {
    let mut list: Vec<String> = method.currency.iter().cloned().collect();
    if takes(method, asked) && !list.iter().any(|own| own == asked) {
        list.push(asked.to_owned());
    }
    list
}

fn category(method: &Method) -> &'static str {
    match method.category.as_str() {
        _ if ALIPAY_PLUS.contains(&method.name.as_str()) => "ALIPAY_PLUS",
        "card" => "CARD",
        "bank_transfer" | "real_time" | "direct_debit" => "BANK_TRANSFER",
        "online_banking" => "ONLINE_BANKING",
        "mobile_banking" => "MOBILE_BANKING_APP",
        "cash" => "OTC",
        _ => "WALLET",
    }
}

fn logo(base: &str, file: &str, name: &str) -> Value {
    let name: String = name.chars().take(12).collect();
    json!({ "logoName": name, "logoUrl": format!("{base}/practice/logo?of={file}") })
}
