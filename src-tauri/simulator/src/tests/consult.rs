use serde_json::{Value, json};

use super::bench::*;

fn consult(bench: &Bench, amount: &Value, more: &Value) -> Vec<Value> {
    let mut request = json!({ "productCode": "CASHIER_PAYMENT", "paymentAmount": amount, "env": { "terminalType": "WEB" } });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    bench.post("payments/consult", &request)["paymentOptions"].as_array().unwrap().clone()
}

fn find<'a>(options: &'a [Value], method: &str) -> Option<&'a Value> {
    options.iter().find(|option| option["paymentMethodType"] == method)
}

#[test]
fn the_list_depends_on_amount_currency_region_and_terminal() {
    let bench = Bench::new();
    let hkd = consult(&bench, &money("HKD", "10000"), &json!({}));
    for there in ["CARD", "ALIPAY_HK", "ALIPAY_CN", "PAYME"] {
        assert_eq!(find(&hkd, there).unwrap()["enabled"], true, "{there}");
    }
    assert!(find(&hkd, "GCASH").is_none() && find(&hkd, "CONNECT_WALLET").is_none());
    let large = consult(&bench, &money("HKD", "99000000"), &json!({}));
    let wallet = find(&large, "ALIPAY_HK").unwrap();
    assert_eq!(
        (&wallet["enabled"], &wallet["disableReason"]),
        (&json!(false), &json!("EXCEED_CHANNEL_LIMIT_RULE"))
    );
    assert_eq!(wallet["amountLimitInfoMap"]["HKD"]["singleLimit"]["maxAmount"], money("HKD", "39000000"));
    assert_eq!(find(&large, "CARD").unwrap()["enabled"], true);
    let over = pay("P-1", "ALIPAY_HK", None, &money("HKD", "99000000"));
    assert_eq!(code(&bench.post("payments/pay", &over)), "PAYMENT_AMOUNT_EXCEED_LIMIT");

    let philippines = consult(&bench, &money("HKD", "10000"), &json!({ "userRegion": "PH" }));
    assert_eq!(philippines[0]["paymentMethodRegion"], json!(["PH"]), "the buyer's own region first");
    assert_eq!(find(&philippines, "GCASH").unwrap()["disableReason"], "CHANNEL_NOT_SUPPORT_CURRENCY");
    let only = consult(&bench, &money("PHP", "10000"), &json!({ "allowedPaymentMethodRegions": ["PH"] }));
    assert!(only.iter().all(|option| option["paymentMethodRegion"] == json!(["PH"])));
    let asked = json!({ "allowedPaymentMethods": ["CARD", "GCASH"], "blockedPaymentMethods": ["CARD"] });
    assert_eq!(consult(&bench, &money("PHP", "10000"), &asked).len(), 1);

    let baht = money("THB", "10000");
    assert!(find(&consult(&bench, &baht, &json!({})), "BANKAPP_BANGKOKBANK").is_none());
    let phone = json!({ "env": { "terminalType": "APP", "osType": "IOS" } });
    assert!(find(&consult(&bench, &baht, &phone), "BANKAPP_BANGKOKBANK").is_some());
    let mini = json!({ "env": { "terminalType": "MINI_APP" } });
    assert!(find(&consult(&bench, &baht, &mini), "CARD").is_none());
    let held = json!({ "paymentFactor": { "captureMode": "MANUAL" } });
    assert!(find(&consult(&bench, &money("HKD", "10000"), &held), "ALIPAY_HK").is_none());
}

#[test]
fn every_option_says_what_a_cashier_shows() {
    let bench = Bench::new();
    let options =
        consult(&bench, &money("HKD", "10000"), &json!({ "allowedPaymentMethods": ["CARD", "ALIPAY_HK"] }));
    for option in &options {
        let logo = &option["logo"];
        assert!(logo["logoName"].as_str().unwrap().chars().count() <= 12);
        let address = logo["logoUrl"].as_str().unwrap().strip_prefix("http://127.0.0.1").unwrap();
        assert_eq!(bench.call("GET", address, &[], "").status, 200);
    }
    let brands = &find(&options, "CARD").unwrap()["paymentOptionDetail"]["supportCardBrands"];
    assert_eq!(brands[0]["cardBrand"], "VISA");
    assert_eq!(bench.call("GET", "/practice/logo?of=%3Cscript%3E", &[], "").status, 404);
    let wrong = json!({ "productCode": "CASHIER_PAYMENT", "paymentAmount": money("HKD", "1") });
    assert_eq!(code(&bench.post("payments/consult", &wrong)), "PARAM_ILLEGAL");
}
