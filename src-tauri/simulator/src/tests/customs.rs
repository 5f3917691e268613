use serde_json::{Value, json};

use super::bench::*;
use crate::clock::MINUTE;

fn bench() -> (Bench, String) {
    let bench = Bench::new();
    let mut request = pay("P-1", "ALIPAY_CN", None, &money("CNY", "129900"));
    request["order"]["needDeclaration"] = json!(true);
    let payment = bench.paid(&request);
    (bench, payment)
}

fn certificate(number: &str, name: &str) -> Value {
    json!({ "certificateType": "ID_CARD", "certificateNo": number, "holderName": { "fullName": name } })
}

fn status(bench: &Bench, id: &str) -> Value {
    let answer = bench.post("customs/inquiryDeclarationRequests", &json!({ "declarationRequestIds": [id] }));
    answer["declarationRecords"][0]["declarationRequestStatus"].clone()
}

#[test]
fn sent_back_corrected_and_sent_again() {
    let (bench, payment) = bench();
    let mut request = declare("D-1", &payment, &money("CNY", "129818"));
    request["buyerCertificate"] = certificate("11010519491231002X", "王小样");
    let first = bench.post("customs/declare", &request);
    assert_eq!(first["identityCheckResult"], "CHECK_PASSED");
    assert_eq!(status(&bench, "D-1"), "IN_PROCESS");
    assert_eq!(status(&bench, "D-1"), "FAIL");
    bench.wait(5 * MINUTE);
    request["declarationAmount"] = money("CNY", "129900");
    assert_eq!(code(&bench.post("customs/declare", &request)), "REPEAT_REQ_INCONSISTENT");
    bench.wait(1);
    assert_eq!(bench.post("customs/declare", &request), first, "the answer repeats the first one");
    assert_eq!(status(&bench, "D-1"), "IN_PROCESS");
    assert_eq!(status(&bench, "D-1"), "SUCCESS");
    assert_eq!(bench.effects("D-1"), 1);
}

#[test]
fn only_seven_fields_may_be_corrected() {
    let (bench, payment) = bench();
    let mut request = declare("D-1", &payment, &money("CNY", "60000"));
    request["splitOrder"] = json!(true);
    request["suborderId"] = json!("ORD-1-1");
    request["buyerCertificate"] = certificate("11010519491231002X", "王小样");
    bench.post("customs/declare", &request);
    let change = |edit: &dyn Fn(&mut Value)| {
        bench.wait(6 * MINUTE);
        let mut changed = request.clone();
        edit(&mut changed);
        code(&bench.post("customs/declare", &changed)).to_owned()
    };
    assert_eq!(change(&|r| r["suborderId"] = json!("ORD-1-9")), "SUCCESS");
    assert_eq!(change(&|r| r["declarationAmount"]["value"] = json!("50000")), "SUCCESS");
    assert_eq!(change(&|r| r["customs"]["customsCode"] = json!("NINGBO")), "SUCCESS");
    assert_eq!(change(&|r| r["merchantCustomsInfo"]["merchantCustomsCode"] = json!("X1")), "SUCCESS");
    assert_eq!(change(&|r| r["merchantCustomsInfo"]["merchantCustomsName"] = json!("新")), "SUCCESS");
    assert_eq!(change(&|r| r["buyerCertificate"] = certificate("110105194912310011", "李样例")), "SUCCESS");
    assert_eq!(
        change(&|r| r["buyerCertificate"]["certificateType"] = json!("PASSPORT")),
        "CONTEXT_INCONSISTENT"
    );
    assert_eq!(change(&|r| r["declarationAmount"]["currency"] = json!("USD")), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(
        change(&|r| {
            r["splitOrder"] = json!(false);
            r.as_object_mut().unwrap().remove("suborderId");
        }),
        "CONTEXT_INCONSISTENT"
    );
    assert_eq!(
        change(&|r| r["declarationAmount"]["value"] = json!("129901")),
        "TOTAL_DECLARATION_AMOUNT_EXCEED"
    );
}

#[test]
fn a_missing_split_means_no_split_and_both_spellings_are_read() {
    let (bench, payment) = bench();
    let mut request = declare("D-1", &payment, &money("CNY", "129900"));
    request.as_object_mut().unwrap().remove("splitOrder");
    assert_eq!(code(&bench.post("customs/declare", &request)), "SUCCESS");
    request["splitOrder"] = json!(false);
    assert_eq!(code(&bench.post("customs/declare", &request)), "SUCCESS");
    request["subOrderId"] = json!("ORD-1-1");
    assert_eq!(code(&bench.post("customs/declare", &request)), "PARAM_ILLEGAL");
}

#[test]
fn once_per_customs_unless_split() {
    let (bench, payment) = bench();
    bench.post("customs/declare", &declare("D-1", &payment, &money("CNY", "60000")));
    let mut again = declare("D-2", &payment, &money("CNY", "60000"));
    again["customs"]["customsCode"] = json!("zongshu");
    assert_eq!(code(&bench.post("customs/declare", &again)), "DUPLICATED_DECLARATIONS");
    again["splitOrder"] = json!(true);
    again["suborderId"] = json!("ORD-1-1");
    assert_eq!(code(&bench.post("customs/declare", &again)), "DUPLICATED_DECLARATIONS");
    let wallet = bench.paid(&pay("P-2", "ALIPAY_HK", None, &money("HKD", "1000")));
    let other = declare("D-3", &wallet, &money("CNY", "100"));
    assert_eq!(code(&bench.post("customs/declare", &other)), "PROCESS_FAIL");
}

#[test]
fn the_buyers_number_and_name_are_never_written_down() {
    let (bench, payment) = bench();
    let mut request = declare("D-1", &payment, &money("CNY", "129900"));
    request["buyerCertificate"] = certificate("11010519491231002X", "王小样");
    bench.post("customs/declare", &request);
    let entries = serde_json::to_string(&bench.gateway.ledger().state.payments).unwrap();
    let written = [
        entries,
        bench.practice("/practice/books").to_string(),
        bench.practice("/practice/journal").to_string(),
    ];
    for text in written {
        assert!(!text.contains("11010519491231002X") && !text.contains("王小样"), "{text}");
    }
}
