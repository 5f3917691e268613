use serde_json::json;

use super::bench::*;
use crate::fault::FaultPlan;
use crate::gateway::Reaction;

#[test]
fn thirteen_loses_the_answer_but_not_the_effect() {
    let bench = Bench::new();
    let payment = bench.paid(&pay("P-1", "ALIPAY_HK", None, &money("HKD", "10000")));
    let request = refund("R-1", &payment, &money("HKD", "1513"));
    assert_eq!(bench.try_post("payments/refund", &request), None);
    assert_eq!(bench.effects("R-1"), 1);
    assert_eq!(code(&bench.post("payments/refund", &request)), "SUCCESS");
    assert_eq!(bench.effects("R-1"), 1);
    assert_eq!(bench.practice("/practice/books")["payments"][0]["refunded"], "1513");
}

#[test]
fn seventeen_loses_the_request() {
    let bench = Bench::new();
    let request = pay("P-1", "ALIPAY_HK", None, &money("HKD", "10017"));
    assert_eq!(bench.try_post("payments/pay", &request), None);
    let ask = json!({ "paymentRequestId": "P-1" });
    assert_eq!(code(&bench.post("payments/inquiryPayment", &ask)), "ORDER_NOT_EXIST");
    assert_eq!(code(&bench.post("payments/pay", &request)), "SUCCESS");
    assert_eq!(bench.effects("P-1"), 1);
}

#[test]
fn fourteen_is_carried_out_twice_and_books_once() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "10000")));
    let request = capture("C-1", &payment, &money("USD", "2014"));
    assert_eq!(code(&bench.post("payments/capture", &request)), "SUCCESS");
    let journal = bench.practice("/practice/journal?request_id=C-1");
    assert_eq!(journal["effects"].as_array().unwrap().len(), 2, "both attempts are in the journal");
    assert_eq!(bench.effects("C-1"), 1);
    assert_eq!(bench.practice("/practice/books")["payments"][0]["captured"], "2014");
}

#[test]
fn fifteen_is_slow_the_first_time() {
    let bench = Bench::new();
    let request = pay("P-1", "ALIPAY_HK", None, &money("HKD", "10015"));
    for expected in [true, false] {
        let arrived = bench.signed("/ams/api/v1/payments/pay", request.to_string().as_bytes());
        let Reaction::Reply(reply) = bench.gateway.exchange(&arrived) else { panic!("no answer") };
        assert_eq!(reply.slow, expected);
    }
    assert_eq!(bench.effects("P-1"), 1);
}

#[test]
fn sixteen_is_not_final_yet() {
    let bench = Bench::new();
    let mut request = pay("P-1", "ALIPAY_CN", None, &money("CNY", "50000"));
    request["order"]["needDeclaration"] = json!(true);
    let payment = bench.paid(&request);
    let request = declare("D-1", &payment, &money("CNY", "49916"));
    assert_eq!(code(&bench.post("customs/declare", &request)), "UNKNOWN_EXCEPTION");
    assert_eq!(code(&bench.post("customs/declare", &request)), "SUCCESS");
    assert_eq!(bench.effects("D-1"), 1);
    let request = refund("R-1", &payment, &money("CNY", "1016"));
    assert_eq!(code(&bench.post("payments/refund", &request)), "REFUND_IN_PROCESS");
    assert_eq!(code(&bench.post("payments/refund", &request)), "SUCCESS");
    assert_eq!(bench.effects("R-1"), 1);
}

#[test]
fn whatever_the_plan_does_an_effect_happens_once() {
    for seed in 0..20 {
        let plan = FaultPlan {
            seed,
            lose_request: 100,
            lose_answer: 100,
            slow: 50,
            unknown: 100,
            garbage_body: 80,
            wrong_signature: 80,
            http_500: 100,
            truncated: 50,
            quiet_after: Some(60),
        };
        let bench = Bench::with(0, 1, Some(plan));
        let path = "/ams/sandbox/api/v1/payments/pay";
        for number in 0..12 {
            let id = format!("P-{number}");
            let request = pay(&id, "ALIPAY_HK", None, &money("HKD", "10000")).to_string();
            // As a careful client does: again and again, until a signed, whole, final answer is there.
            let heard =
                (0..80).any(|_| match bench.gateway.exchange(&bench.signed(path, request.as_bytes())) {
                    Reaction::Reply(reply)
                        if reply.status == 200 && !reply.truncated && bench.is_signed(path, &reply) =>
                    {
                        serde_json::from_slice::<serde_json::Value>(&reply.body)
                            .is_ok_and(|answer| answer["result"]["resultStatus"] == "S")
                    }
                    _ => false,
                });
            assert!(heard, "seed {seed}");
            assert_eq!(bench.effects(&id), 1, "seed {seed}");
        }
        assert_eq!(bench.practice("/practice/books")["payments"].as_array().unwrap().len(), 12);
    }
}
