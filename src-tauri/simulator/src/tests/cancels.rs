use serde_json::json;

use super::bench::*;
use crate::clock::{DAY, HOUR, MINUTE};

#[test]
fn windows_by_method() {
    // The tests begin at 10:00 in China; 00:15 of the next day is 14 h 15 min later.
    for (method, amount, after, expected) in [
        ("ALIPAY_HK", money("HKD", "1000"), 14 * HOUR + 15 * MINUTE, "SUCCESS"),
        ("ALIPAY_HK", money("HKD", "1000"), 14 * HOUR + 15 * MINUTE + 1, "CANCEL_WINDOW_EXCEED"),
        ("JKOPAY", money("TWD", "10000"), 0, "CANCEL_WINDOW_EXCEED"),
        ("GOPAY_ID", money("IDR", "10000"), 0, "CANCEL_WINDOW_EXCEED"),
        ("ONLINEBANKING_BANGKOKBANK", money("THB", "10000"), 0, "CANCEL_WINDOW_EXCEED"),
        ("MERCADOPAGO_BR", money("BRL", "10000"), 7 * DAY, "SUCCESS"),
        ("MERCADOPAGO_BR", money("BRL", "10000"), 7 * DAY + 1, "CANCEL_WINDOW_EXCEED"),
    ] {
        let bench = Bench::new();
        let payment = bench.paid(&pay("P-1", method, None, &amount));
        bench.wait(after);
        let answer = bench.post("payments/cancel", &json!({ "paymentId": payment }));
        assert_eq!(code(&answer), expected, "{method} after {after}");
    }
}

#[test]
fn an_open_payment_is_closed_by_cancel() {
    let bench = Bench::new();
    let mut request = pay("P-1", "ONLINEBANKING_BANGKOKBANK", None, &money("THB", "10000"));
    request["paymentMethod"]["paymentMethodMetaData"] = json!({ "practice": "redirect" });
    bench.post("payments/pay", &request);
    let ask = json!({ "paymentRequestId": "P-1" });
    assert_eq!(code(&bench.post("payments/cancel", &ask)), "SUCCESS");
    assert_eq!(bench.post("payments/inquiryPayment", &ask)["paymentStatus"], "CANCELLED");
    assert_eq!(code(&bench.post("payments/pay", &request)), "ORDER_IS_CANCELED");
    assert_eq!(code(&bench.post("payments/cancel", &ask)), "SUCCESS");
    let payment = bench.post("payments/inquiryPayment", &ask)["paymentId"].as_str().unwrap().to_owned();
    assert_eq!((bench.effects("P-1"), bench.effects(&payment)), (0, 1), "cancelled once, never paid");
}

#[test]
fn a_cancel_may_be_unknown_first() {
    let bench = Bench::new();
    let request = pay("P-1", "ALIPAY_HK", None, &money("HKD", "10016"));
    bench.post("payments/pay", &request);
    bench.post("payments/pay", &request);
    let ask = json!({ "paymentRequestId": "P-1" });
    assert_eq!(code(&bench.post("payments/cancel", &ask)), "UNKNOWN_EXCEPTION");
    assert_eq!(code(&bench.post("payments/cancel", &ask)), "SUCCESS");
}
