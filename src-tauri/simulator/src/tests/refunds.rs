use serde_json::json;

use super::bench::*;
use crate::clock::DAY;

#[test]
fn refunds_add_up_to_the_payment_at_most_even_while_they_are_on_their_way() {
    let bench = Bench::new();
    let payment = bench.paid(&pay("P-1", "BANKTRANSFER_BANGKOKBANK", None, &money("THB", "100000")));
    let first = refund("R-1", &payment, &money("THB", "60000"));
    assert_eq!(code(&bench.post("payments/refund", &first)), "REFUND_IN_PROCESS");
    let second = refund("R-2", &payment, &money("THB", "40001"));
    assert_eq!(code(&bench.post("payments/refund", &second)), "REFUND_AMOUNT_EXCEED");
    assert_eq!(code(&bench.post("payments/refund", &first)), "REFUND_IN_PROCESS");
    let ask = json!({ "refundRequestId": "R-1" });
    assert_eq!(bench.post("payments/inquiryRefund", &ask)["refundStatus"], "PROCESSING");
    assert_eq!(bench.effects("R-1"), 0);
    assert_eq!(bench.post("payments/inquiryRefund", &ask)["refundStatus"], "SUCCESS");
    assert_eq!(code(&bench.post("payments/refund", &first)), "SUCCESS");
    assert_eq!(bench.effects("R-1"), 1);
}

#[test]
fn a_card_refund_is_measured_by_what_was_captured() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "10000")));
    bench.post("payments/capture", &capture("C-1", &payment, &money("USD", "4000")));
    assert_eq!(
        code(&bench.post("payments/refund", &refund("R-1", &payment, &money("USD", "4001")))),
        "REFUND_AMOUNT_EXCEED"
    );
    assert_eq!(
        code(&bench.post("payments/refund", &refund("R-2", &payment, &money("USD", "4000")))),
        "SUCCESS"
    );
    let mut other = refund("R-3", &payment, &money("USD", "1"));
    other["captureId"] = json!("NOT-A-CAPTURE");
    assert_eq!(code(&bench.post("payments/refund", &other)), "PARAM_ILLEGAL");
}

#[test]
fn windows_by_method() {
    for (method, amount, days, expected) in [
        ("ALIPAY_HK", money("HKD", "1000"), 365, "SUCCESS"),
        ("ALIPAY_HK", money("HKD", "1000"), 366, "REFUND_WINDOW_EXCEED"),
        ("ZALOPAY", money("VND", "10000"), 181, "REFUND_WINDOW_EXCEED"),
        ("QRIS", money("IDR", "10000"), 8, "REFUND_WINDOW_EXCEED"),
        ("PAGALEVE", money("BRL", "10000"), 91, "REFUND_WINDOW_EXCEED"),
    ] {
        let bench = Bench::new();
        let payment = bench.paid(&pay("P-1", method, None, &amount));
        bench.wait(days * DAY);
        assert_eq!(
            code(&bench.post("payments/refund", &refund("R-1", &payment, &amount))),
            expected,
            "{method}"
        );
    }
}
