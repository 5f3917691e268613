use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{DAY, HOUR};
use crate::state::State;

fn all(bench: &Bench) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), json!(0));
    while !after.is_null() {
        let page = bench.practice(&format!("/practice/history?after={after}&limit=70"));
        all.extend(page["payments"].as_array().unwrap().clone());
        after = page["next"].clone();
    }
    all
}

#[test]
fn the_same_seed_tells_the_same_history() {
    let one = all(&Bench::with(240, 7, None));
    assert_eq!(one.len(), 240);
    assert_eq!(one, all(&Bench::with(240, 7, None)));
    assert_ne!(one, all(&Bench::with(240, 8, None)));
    for few in 0..40 {
        assert_eq!(all(&Bench::with(few, 7, None)).len(), usize::try_from(few).unwrap());
    }
}

#[test]
fn a_raised_hold_is_told_with_its_first_amount_and_its_raises() {
    let bench = Bench::with(240, 1, None);
    let held = all(&bench)
        .into_iter()
        .find(|one| one["state"] == "AUTHORISED" && one["raisable"] == true)
        .expect("a hold that can be raised");
    let total: u64 = held["amount"]["value"].as_str().unwrap().parse::<u64>().unwrap() / 100 * 100 + 10_000;
    let currency = held["amount"]["currency"].as_str().unwrap();
    let total = money(currency, &total.to_string());
    let ask = json!({ "updateRequestId": "U-1", "paymentId": held["payment_id"], "amount": total });
    assert_eq!(code(&bench.post("payments/updateAmount", &ask)), "SUCCESS");
    bench.inquire(held["payment_request_id"].as_str().unwrap());
    let told = all(&bench);
    let told = told.iter().find(|one| one["payment_id"] == held["payment_id"]).unwrap();
    assert_eq!(told["amount"], held["amount"]);
    let raise = &told["raises"][0];
    assert_eq!((&raise["amount"], &raise["status"]), (&total, &json!("SUCCESS")));
}

#[test]
fn the_history_holds_everything_a_back_office_meets() {
    let history = all(&Bench::with(240, 1, None));
    let times: Vec<i64> = history.iter().map(|p| p["created_at"].as_i64().unwrap()).collect();
    assert!(times.is_sorted(), "oldest first");
    assert!(times.iter().all(|at| *at < start() && *at > start() - 91 * DAY));
    assert!(times.last().unwrap() > &(start() - HOUR / 10));
    let set = |key: &str| -> BTreeSet<String> {
        history.iter().filter_map(|p| p[key].as_str()).map(str::to_owned).collect()
    };
    for state in [
        "PAID",
        "AUTHORISED",
        "EXPIRED",
        "PARTLY_CAPTURED",
        "CAPTURED",
        "PARTLY_REFUNDED",
        "REFUNDED",
        "CANCELLED",
        "DECLINED",
        "CLOSED",
        "PROCESSING",
        "PENDING",
    ] {
        assert!(set("state").contains(state), "{state}");
    }
    let currencies: BTreeSet<&str> =
        history.iter().filter_map(|p| p["amount"]["currency"].as_str()).collect();
    for currency in ["CNY", "USD", "EUR", "HKD", "SGD", "JPY", "KRW", "KWD"] {
        assert!(currencies.contains(currency), "{currency}");
    }
    for brand in ["VISA", "MASTERCARD", "AMEX", "JCB"] {
        assert!(set("card_brand").contains(brand), "{brand}");
    }
    assert!(set("order_number").iter().any(|n| n.len() >= 18 && n.bytes().all(|b| b.is_ascii_digit())));
    let customs: BTreeSet<&str> = history
        .iter()
        .flat_map(|p| p["declarations"].as_array().unwrap())
        .filter_map(|d| d["status"].as_str())
        .collect();
    assert_eq!(customs, BTreeSet::from(["FAIL", "IN_PROCESS", "SUCCESS"]));
}

#[test]
fn the_history_and_the_inquiries_agree() {
    let bench = Bench::with(240, 3, None);
    for payment in all(&bench) {
        let ask = json!({ "paymentId": payment["payment_id"] });
        let answer = bench.post("payments/inquiryPayment", &ask);
        let expected = match payment["state"].as_str().unwrap() {
            "PROCESSING" => "PROCESSING",
            "PENDING" => "PENDING",
            "DECLINED" | "CLOSED" => "FAIL",
            "CANCELLED" => "CANCELLED",
            _ => "SUCCESS",
        };
        assert_eq!(answer["paymentStatus"], expected, "{payment}");
        assert_eq!(answer["paymentRequestId"], payment["payment_request_id"]);
        assert_eq!(answer["paymentAmount"], payment["amount"]);
        let rows = answer["transactions"].as_array().map_or(0, Vec::len);
        let own =
            payment["captures"].as_array().unwrap().len() + payment["refunds"].as_array().unwrap().len();
        assert_eq!(rows, own);
        if payment["needs_declaration"] == true {
            assert_eq!(answer["customsDeclarationAmount"], payment["declarable"]);
        }
        for refund in payment["refunds"].as_array().unwrap() {
            let ask = json!({ "refundRequestId": refund["request_id"] });
            let answer = bench.post("payments/inquiryRefund", &ask);
            assert_eq!(answer["refundStatus"], refund["status"]);
            assert_eq!(answer["refundId"], refund["refund_id"]);
        }
        for declaration in payment["declarations"].as_array().unwrap() {
            let ask = json!({ "declarationRequestIds": [declaration["request_id"]] });
            let record =
                bench.post("customs/inquiryDeclarationRequests", &ask)["declarationRecords"][0].clone();
            assert_eq!(record["customsPaymentId"], declaration["customs_payment_id"]);
            assert_eq!(record["declarationAmount"], declaration["amount"]);
        }
    }
}

#[test]
fn the_history_keeps_the_gateways_own_rules() {
    for seed in 0..5 {
        let mut state = State::default();
        crate::history::begin(&mut state, 400, seed, start());
        assert_eq!(state.payments.len(), 400);
        let mut ids = BTreeSet::new();
        for payment in &state.payments {
            assert!(ids.insert(payment.payment_id.clone()) && ids.insert(payment.request_id.clone()));
            assert!(payment.capturing() <= payment.amount.value, "{payment:?}");
            assert!(payment.refunding() <= payment.refundable_total(), "{payment:?}");
            assert!(
                payment.declared() <= payment.declarable.as_ref().map_or(0, |amount| amount.value),
                "{payment:?}"
            );
            assert!(payment.captures.iter().all(|c| c.at >= payment.created_at && c.at <= start()));
            assert!(payment.refunds.iter().all(|r| r.asked_at > payment.created_at && r.asked_at <= start()));
            assert!(
                payment.declarations.iter().all(|d| d.asked_at > payment.created_at && d.asked_at <= start())
            );
            assert!(payment.cancelled_at.is_none_or(|at| at > payment.created_at && at <= start()));
        }
    }
}

#[test]
fn todays_wallet_payments_can_be_cancelled_and_seeded_requests_are_known() {
    let bench = Bench::with(60, 1, None);
    let history = all(&bench);
    let ask = json!({ "paymentId": history.last().unwrap()["payment_id"] });
    assert_eq!(code(&bench.post("payments/cancel", &ask)), "SUCCESS");
    let refunded = history.iter().find(|p| p["refunds"][0]["status"] == "SUCCESS").unwrap();
    let own = &refunded["refunds"][0];
    let again =
        refund(own["request_id"].as_str().unwrap(), refunded["payment_id"].as_str().unwrap(), &own["amount"]);
    let answer = bench.post("payments/refund", &again);
    assert_eq!(answer["refundId"], own["refund_id"]);
}
