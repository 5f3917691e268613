//! inquireExchangeRate: quotes drawn from the seed, the same all day (section 6.12).

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::clock::{SECOND, day_digits, day_of, iso};
use crate::dice::Dice;
use crate::fields::{self, Field, Kind, may, need};
use crate::money;
use crate::state::Turn;

const PAIR: Kind = Kind::Object(&[need("sellCurrency", Kind::Text(3)), need("buyCurrency", Kind::Text(3))]);

const INQUIRE: &[Field] = &[
    may("merchantAccountId", Kind::Text(32)),
    may("paymentCurrency", Kind::Text(3)),
    may("sellCurrency", Kind::Text(3)),
    may("buyCurrency", Kind::Text(3)),
    may("currencyPairs", Kind::List(100, &PAIR)),
    may("productCode", Kind::Text(64)),
    may("rateType", Kind::OneOf(&["TRADE", "REFERENCE", "REFERENCE_TRADE"])),
];

/// Made-up middle rates: millionths of a US dollar for one unit.
const MIDDLE: &[(&str, u64)] = &[
    ("USD", 1_000_000),
    ("EUR", 1_083_000),
    ("GBP", 1_265_000),
    ("HKD", 128_200),
    ("SGD", 745_000),
    ("CNY", 139_500),
    ("JPY", 6_700),
    ("KRW", 730),
    ("AUD", 655_000),
    ("CAD", 725_000),
    ("NZD", 600_000),
    ("MYR", 224_000),
    ("PHP", 17_600),
    ("THB", 28_900),
    ("TWD", 31_300),
    ("VND", 40),
    ("BRL", 185_000),
    ("MXN", 55_000),
    ("CHF", 1_120_000),
    ("PLN", 250_000),
    ("KWD", 3_250_000),
];

/// What merchants are settled in; a payment currency alone is quoted against each.
const SETTLED: &[&str] = &["USD", "EUR", "HKD", "SGD", "CNY"];

pub fn inquire(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, INQUIRE)?;
    let kind = fields::text(body, "rateType").unwrap_or("TRADE");
    let from = day_of(turn.now);
    let (mut quotes, mut payment_quotes) = (Vec::new(), Vec::new());
    for (sell, buy) in pairs(body)? {
        for currency in [sell, buy] {
            if !money::is_known(currency) || middle(currency).is_none() {
                let what = format!("there is no rate for {currency}");
                return Err(Answer::refused("CURRENCY_NOT_SUPPORT", &what));
            }
        }
        if sell == buy {
            return Err(Answer::param("sellCurrency and buyCurrency are the same"));
        }
        let price = price(turn.seed, from.start, sell, buy).unwrap_or_default();
        let id = format!("Q{}{sell}{buy}{kind}", day_digits(turn.now));
        quotes.push(json!({
            "quoteId": id,
            "quoteCurrencyPair": format!("{sell}/{buy}"),
            "quotePrice": price,
            "quoteStartTime": iso(from.start),
            "quoteExpiryTime": iso(from.end.saturating_sub(SECOND)),
            "guaranteed": kind != "REFERENCE",
        }));
        payment_quotes.push(json!({
            "quoteId": id, "sellCurrency": sell, "buyCurrency": buy, "exchangeRate": price,
        }));
    }
    Ok(Answer::success().with("quotes", quotes).with("paymentQuotes", payment_quotes))
}

/// Which pairs are asked for, in one of the three ways to ask.
fn pairs(body: &Map<String, Value>) -> Step<Vec<(&str, &str)>> {
    let list = body.get("currencyPairs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !list.is_empty() {
        let read = |pair| Some((side_of(pair, "sellCurrency")?, side_of(pair, "buyCurrency")?));
        return Ok(list.iter().filter_map(read).collect());
    }
    match (fields::text(body, "sellCurrency"), fields::text(body, "buyCurrency")) {
        (Some(sell), Some(buy)) => return Ok(vec![(sell, buy)]),
        (None, None) => {}
        _ => return Err(Answer::param("sellCurrency and buyCurrency belong together")),
    }
    match fields::text(body, "paymentCurrency") {
        Some(paid) => Ok(SETTLED.iter().filter(|own| **own != paid).map(|own| (paid, *own)).collect()),
        None => Err(Answer::param("currencyPairs, or sellCurrency and buyCurrency, are missing")),
    }
}

fn side_of<'a>(pair: &'a Value, name: &str) -> Option<&'a str> {
    pair.get(name).and_then(Value::as_str)
}

fn middle(currency: &str) -> Option<u64> {
    MIDDLE.iter().find(|(name, _)| *name == currency).map(|(_, rate)| *rate)
}

/// Units of `buy` for one unit of `sell`, with eight decimals.
fn price(seed: u64, day: i64, sell: &str, buy: &str) -> Option<String> {
    let mut mixed = seed ^ u64::try_from(day).unwrap_or_default();
    for byte in sell.bytes().chain(buy.bytes()) {
        mixed = mixed.wrapping_mul(0x0100_0000_01B3) ^ u64::from(byte);
    }
    // Up to half a per cent to either side.
    let wobble = 995_000u64.checked_add(Dice::new(mixed).below(10_001))?;
    let scaled = u128::from(middle(sell)?)
        .checked_mul(u128::from(wobble))?
        .checked_mul(100)? // eight decimals, six of them in the wobble
        .checked_div(u128::from(middle(buy)?))?;
    let (whole, part) = (scaled / 100_000_000, scaled % 100_000_000);
    Some(format!("{whole}.{part:08}"))
}
