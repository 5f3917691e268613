use serde_json::{Value, json};

use super::bench::*;
use crate::clock::DAY;

fn quotes(bench: &Bench, ask: &Value) -> Value {
    bench.post("payments/inquireExchangeRate", ask)
}

#[test]
fn a_quote_is_the_same_all_day_and_for_its_seed() {
    let ask =
        json!({ "currencyPairs": [{ "sellCurrency": "EUR", "buyCurrency": "USD" }], "rateType": "TRADE" });
    let bench = Bench::new();
    let first = quotes(&bench, &ask);
    let quote = &first["quotes"][0];
    assert_eq!(quote["quoteCurrencyPair"], "EUR/USD");
    assert_eq!(quote["quoteStartTime"], "2026-09-14T00:00:00+08:00");
    assert_eq!(quote["quoteExpiryTime"], "2026-09-14T23:59:59+08:00");
    let price = quote["quotePrice"].as_str().unwrap();
    assert!(price.starts_with("1.0") && price.len() == 10, "{price}");
    assert_eq!(first["paymentQuotes"][0]["exchangeRate"], quote["quotePrice"]);
    assert_eq!(quotes(&bench, &ask), first);
    assert_eq!(quotes(&Bench::new(), &ask), first);
    assert_ne!(quotes(&Bench::with(0, 2, None), &ask)["quotes"], first["quotes"]);
    bench.wait(DAY);
    assert_ne!(quotes(&bench, &ask)["quotes"], first["quotes"]);
}

#[test]
fn it_is_asked_in_three_ways_and_refused_when_senseless() {
    let bench = Bench::new();
    let one = quotes(&bench, &json!({ "sellCurrency": "JPY", "buyCurrency": "USD" }));
    assert!(one["quotes"][0]["quotePrice"].as_str().unwrap().starts_with("0.006"));
    let many = quotes(&bench, &json!({ "paymentCurrency": "JPY", "rateType": "REFERENCE" }));
    assert_eq!(many["quotes"].as_array().unwrap().len(), 5);
    assert!(many["quotes"].as_array().unwrap().iter().all(|quote| quote["guaranteed"] == false));
    for (ask, expected) in [
        (json!({}), "PARAM_ILLEGAL"),
        (json!({ "sellCurrency": "EUR" }), "PARAM_ILLEGAL"),
        (json!({ "sellCurrency": "EUR", "buyCurrency": "EUR" }), "PARAM_ILLEGAL"),
        (json!({ "sellCurrency": "EUR", "buyCurrency": "XXX" }), "CURRENCY_NOT_SUPPORT"),
        (json!({ "currencyPairs": [{ "sellCurrency": "EUR" }] }), "PARAM_ILLEGAL"),
        (json!({ "paymentCurrency": "EUR", "rateType": "BEST" }), "PARAM_ILLEGAL"),
    ] {
        assert_eq!(code(&quotes(&bench, &ask)), expected, "{ask}");
    }
}
