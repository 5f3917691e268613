use serde_json::{Value, json};

use super::bench::*;

fn register(bench: &Bench, id: &str, merchant: &str, legal_name: &str) -> String {
    code(&bench.post("merchants/registration", &registration(id, merchant, legal_name))).to_owned()
}

fn status(bench: &Bench, id: &str) -> Value {
    bench.post("merchants/inquiryRegistrationStatus", &json!({ "registrationRequestId": id }))
}

#[test]
fn a_registration_is_looked_at_and_then_completed() {
    let bench = Bench::new();
    assert_eq!(register(&bench, "M-1", "SHOP-1", "Sample Tea Co."), "SUCCESS");
    assert_eq!(register(&bench, "M-1", "SHOP-1", "Sample Tea Co."), "SUCCESS");
    assert_eq!(register(&bench, "M-1", "SHOP-1", "Another Co."), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(register(&bench, "M-2", "SHOP-1", "Sample Tea Co."), "REGISTRATION_UNDER_REVIEW");
    for (overall, slow) in [("PENDING", "PENDING"), ("APPROVED", "PENDING"), ("COMPLETED", "APPROVED")] {
        let told = status(&bench, "M-1");
        assert_eq!(told["registrationResult"]["registrationStatus"], overall);
        assert_eq!(told["pspRegistrationResultList"][1]["registrationResult"]["registrationStatus"], slow);
    }
    assert_eq!(status(&bench, "M-1")["registrationResult"]["registrationStatus"], "COMPLETED");
    assert_eq!(register(&bench, "M-2", "SHOP-1", "Sample Tea Co."), "REPEAT_REGISTRATION");
    let news = bench.told("REGISTRATION_STATUS");
    let moves: Vec<&Value> = news.iter().map(|n| &n["registrationResult"]["registrationStatus"]).collect();
    assert_eq!(moves, [&json!("APPROVED"), &json!("COMPLETED")]);
    let told = bench.post("merchants/inquiryRegistrationInfo", &json!({ "referenceMerchantId": "SHOP-1" }));
    assert_eq!(told["merchantInfo"]["merchantDisplayName"], "Sample Tea");
    assert_eq!(told["storeInfo"]["referenceStoreId"], "STORE-TOKYO-1");
}

#[test]
fn a_rejected_merchant_cannot_take_payments_until_it_is_let_in() {
    let bench = Bench::new();
    let scanned = |id: &str, code: &str| at_till(id, "PaymentCode", Some(code), &money("JPY", "5200"));
    assert_eq!(register(&bench, "M-1", "SHOP-JP-01", "REJECT Tea Co."), "SUCCESS");
    status(&bench, "M-1");
    bench.paid(&scanned("P-1", "288123456789011100"));
    let told = status(&bench, "M-1");
    assert_eq!(told["registrationResult"]["registrationStatus"], "REJECTED");
    assert_eq!(told["registrationResult"]["rejectReasons"].as_array().unwrap().len(), 1);
    assert_eq!(
        code(&bench.post("payments/pay", &scanned("P-2", "288123456789012200"))),
        "MERCHANT_NOT_REGISTERED"
    );
    assert_eq!(register(&bench, "M-2", "SHOP-JP-01", "Sample Tea Co."), "SUCCESS");
    bench.paid(&scanned("P-3", "288123456789013300"));
}

#[test]
fn what_is_wrong_or_unknown_is_said() {
    let bench = Bench::new();
    for (path, value) in [
        ("/productCodes", json!(["CASHIER_PAYMENT"])),
        ("/productCodes", json!([])),
        ("/merchantInfo/merchantMCC", json!("tea")),
        ("/merchantInfo/registrationDetail/contactInfo/0/contactType", json!("PIGEON")),
        ("/merchantInfo/registrationDetail/legalName", json!("")),
        ("/storeInfo/referenceStoreId", json!("S".repeat(33))),
    ] {
        let mut request = registration("M-1", "SHOP-1", "Sample Tea Co.");
        *request.pointer_mut(path).unwrap() = value;
        assert_eq!(code(&bench.post("merchants/registration", &request)), "PARAM_ILLEGAL", "{path}");
    }
    assert_eq!(code(&status(&bench, "M-1")), "RECORD_NOT_FOUND");
    assert_eq!(code(&bench.post("merchants/inquiryRegistrationStatus", &json!({}))), "PARAM_ILLEGAL");
    assert_eq!(code(&bench.post("merchants/inquiryRegistrationInfo", &json!({}))), "PARAM_ILLEGAL");
}
