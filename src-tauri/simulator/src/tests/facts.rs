//! Walks the list of facts the gateway tells and sees each of them happen, at each of its places, with the
//! values the list itself gives. A fact nobody here knows how to see fails the walk.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::bench::*;
use super::{facts_calls, facts_news};
use crate::clock::MINUTE;
use crate::gateway::Reaction;

/// The facts as anybody can read them, with values that were not used yet.
pub fn facts(bench: &Bench, query: &str) -> Vec<Value> {
    bench.wait(1);
    bench.practice(&format!("/practice/facts{query}"))["facts"].as_array().unwrap().clone()
}

fn fills(fact: &Value) -> HashMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    fact["fill"].as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

pub fn play(bench: &Bench, fact: &Value, subject: Option<&str>) -> Value {
    let (status, answer) =
        bench.practice_post("/practice/facts", &json!({ "fact": fact["id"], "subject": subject }));
    assert_eq!(status, 200, "{}: {answer}", fact["id"]);
    answer
}

/// What is offered for this subject at this place.
fn offered(bench: &Bench, place: &str, subject: &str) -> Vec<String> {
    let here = facts(bench, &format!("?place={place}&subject={subject}"));
    here.iter().map(|fact| fact["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_fact_happens_at_each_of_its_places() {
    let walk = facts(&Bench::new(), "");
    assert!(walk.len() > 40, "the list is not empty");
    let mut ids = std::collections::BTreeSet::new();
    for fact in walk {
        let id = fact["id"].as_str().unwrap();
        assert!(ids.insert(id.to_owned()), "{id} stands there twice");
        for language in ["english", "chinese"] {
            assert!(!fact[language].as_str().unwrap().is_empty(), "{id} says nothing in {language}");
        }
        let places = fact["places"].as_array().unwrap();
        assert!(!places.is_empty(), "{id} is nowhere");
        for place in places {
            happens(&fact, id, place.as_str().unwrap());
        }
    }
}

fn happens(fact: &Value, id: &str, place: &str) {
    match (fact["ends"].as_str(), fact["exactly"].as_str(), fact["play"].as_bool().unwrap()) {
        (Some(ends), None, false) => ends_like_this(id, place, ends.parse().unwrap()),
        (None, Some(minor), false) => {
            let bench = Bench::new();
            let asked = Asked::at(&bench, place, minor.parse().unwrap());
            assert_eq!((id, code(&asked.post())), ("risk", "RISK_REJECT"), "{place}");
        }
        (None, None, true) => is_played(fact, id, place),
        (None, None, false) => is_filled_in(id, place),
        _ => panic!("{id} is made to happen in two ways"),
    }
}

/// A request about an amount, made at one of the places.
struct Asked<'a> {
    bench: &'a Bench,
    api: &'static str,
    id: &'static str,
    body: Value,
}

impl<'a> Asked<'a> {
    fn at(bench: &'a Bench, place: &str, minor: u64) -> Self {
        let amount = |currency: &str| money(currency, &minor.to_string());
        let ask = |api, id, body| Self { bench, api, id, body };
        match place {
            "take_now" => ask(
                "payments/pay",
                "P-9",
                pay("P-9", "CARD", Some("PRACTICE_CARD_VISA_4242"), &amount("SGD")),
            ),
            "take_link" => ask("payments/createPaymentSession", "P-9", session("P-9", &amount("SGD"))),
            "counter" => {
                let code = "288123456789012300";
                ask("payments/pay", "P-9", at_till("P-9", "PaymentCode", Some(code), &amount("CNY")))
            }
            "capture" => {
                let hold = hold("P-1", "PRACTICE_CARD_VISA_4242", &money("SGD", "900000"));
                let payment = bench.paid(&hold);
                ask("payments/capture", "C-1", capture("C-1", &payment, &amount("SGD")))
            }
            "refund" => {
                let paid = pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("SGD", "900000"));
                let payment = bench.paid(&paid);
                ask("payments/refund", "R-1", refund("R-1", &payment, &amount("SGD")))
            }
            "raise" => {
                let hold = hold("P-1", "PRACTICE_CARD_VISA_4242_INCREMENTAL", &money("SGD", "500"));
                let payment = bench.paid(&hold);
                let body = json!({ "updateRequestId": "U-1", "paymentId": payment, "amount": amount("SGD") });
                ask("payments/updateAmount", "U-1", body)
            }
            "debit" => ask("payments/pay", "P-9", debit(bench, &amount("PHP"))),
            "subscribe" => ask("subscriptions/create", "S-1", subscription("S-1", &amount("PHP"))),
            "declare" => {
                let mut paid = pay("P-1", "ALIPAY_CN", None, &money("CNY", "900000"));
                paid["order"]["needDeclaration"] = json!(true);
                let payment = bench.paid(&paid);
                ask("customs/declare", "00000000000000000000000000000001", {
                    declare("00000000000000000000000000000001", &payment, &amount("CNY"))
                })
            }
            _ => panic!("no request is known at {place}"),
        }
    }

    fn try_post(&self) -> Option<Value> {
        self.bench.try_post(self.api, &self.body)
    }

    fn post(&self) -> Value {
        self.try_post().expect("an answer")
    }

    /// How often it was carried out, by the journal, and how often it came in.
    fn lines(&self) -> usize {
        let journal = self.bench.practice(&format!("/practice/journal?request_id={}", self.id));
        journal["effects"].as_array().unwrap().len()
    }

    fn word(answer: &Value) -> &str {
        answer["result"]["resultStatus"].as_str().unwrap()
    }
}

pub fn subscription(id: &str, amount: &Value) -> Value {
    json!({
        "subscriptionRequestId": id,
        "subscriptionDescription": "a box of tea",
        "subscriptionRedirectUrl": "https://shop.example.test/subscribed",
        "subscriptionStartTime": START,
        "periodRule": { "periodType": "MONTH", "periodCount": 1 },
        "paymentMethod": { "paymentMethodType": "GCASH" },
        "orderInfo": { "orderAmount": amount },
        "paymentAmount": amount,
        "settlementStrategy": { "settlementCurrency": "USD" },
        "env": { "terminalType": "WEB" },
    })
}

pub fn consult() -> Value {
    json!({
        "customerBelongsTo": "GCASH",
        "authRedirectUrl": "https://shop.example.test/back",
        "scopes": ["AGREEMENT_PAY"],
        "authState": "A-1",
        "terminalType": "WEB",
    })
}

fn consulted(bench: &Bench) {
    assert_eq!(code(&bench.post("authorizations/consult", &consult())), "SUCCESS");
}

/// A consent with its token.
pub fn active(bench: &Bench) -> Value {
    consulted(bench);
    bench.practice_post("/practice/consent", &json!({ "auth_state": "A-1", "do": "agree" }));
    let listed = bench.practice("/practice/agreements")["agreements"].clone();
    let code = &listed.as_array().unwrap().last().unwrap()["auth_code"];
    let ask = json!({ "grantType": "AUTHORIZATION_CODE", "customerBelongsTo": "GCASH", "authCode": code });
    bench.post("authorizations/applyToken", &ask)["accessToken"].clone()
}

fn debit(bench: &Bench, amount: &Value) -> Value {
    let token = active(bench);
    let mut ask = pay("P-9", "GCASH", token.as_str(), amount);
    ask["productCode"] = json!("AGREEMENT_PAYMENT");
    ask["settlementStrategy"] = json!({ "settlementCurrency": "USD" });
    ask
}

fn ends_like_this(id: &str, place: &str, ends: u64) {
    let bench = Bench::new();
    let asked = Asked::at(&bench, place, 1000 + ends);
    let about = format!("{id} at {place}");
    match id {
        "plain" | "raise-plain" => {
            assert_eq!(Asked::word(&asked.post()), "S", "{about}");
            assert_eq!(asked.lines(), 1, "{about}");
        }
        "answer-lost" | "raise-lost" => {
            assert_eq!(asked.try_post(), None, "{about}");
            assert_eq!(asked.lines(), 1, "{about}: it was carried out");
            assert_eq!(Asked::word(&asked.post()), "S", "{about}");
            assert!(bench.effects(asked.id) <= 1, "{about}");
        }
        "request-lost" => {
            assert_eq!(asked.try_post(), None, "{about}");
            assert_eq!(asked.lines(), 0, "{about}: nothing was carried out");
            assert_eq!(Asked::word(&asked.post()), "S", "{about}");
        }
        "in-process" => {
            assert_eq!(Asked::word(&asked.post()), "U", "{about}");
            assert_eq!(Asked::word(&asked.post()), "S", "{about}");
            assert_eq!(bench.effects(asked.id), 1, "{about}");
        }
        "twice" => {
            asked.post();
            assert_eq!((asked.lines(), bench.effects(asked.id)), (2, 1), "{about}");
        }
        "slow" => {
            let path = format!("/ams/sandbox/api/v1/{}", asked.api);
            let request = bench.signed(&path, asked.body.to_string().as_bytes());
            let Reaction::Reply(reply) = bench.gateway.exchange(&request) else { panic!("an answer") };
            assert!(reply.slow, "{about}");
        }
        "no-balance-debit" => assert_eq!(code(&asked.post()), "USER_BALANCE_NOT_ENOUGH", "{about}"),
        "no-balance-period" => {
            asked.post();
            bench.practice_post(
                "/practice/subscription",
                &json!({
                    "subscription_request_id": "S-1", "do": "agree",
                }),
            );
            bench.wait(MINUTE);
            let told = bench.told("PAYMENT_RESULT");
            assert_eq!(told.last().unwrap()["result"]["resultCode"], "USER_BALANCE_NOT_ENOUGH");
            assert_eq!(told.last().unwrap()["subscriptionRequestId"], "S-1");
        }
        "raise-refused" => {
            asked.post();
            assert_eq!(bench.inquire("P-1")["transactions"][0]["transactionStatus"], "FAIL", "{about}");
        }
        "raise-in-process" => {
            asked.post();
            for status in ["PROCESSING", "SUCCESS"] {
                assert_eq!(bench.inquire("P-1")["transactions"][0]["transactionStatus"], status, "{about}");
            }
        }
        "customs-refuse" => {
            asked.post();
            bench.wait(10 * MINUTE);
            let ask = json!({ "declarationRequestIds": [asked.id] });
            for _ in 0..3 {
                bench.post("customs/inquiryDeclarationRequests", &ask);
            }
            let told = bench.post("customs/inquiryDeclarationRequests", &ask);
            assert!(told.to_string().contains("FAIL"), "{about}: {told}");
        }
        _ => panic!("nobody here saw {about}"),
    }
}

fn is_played(fact: &Value, id: &str, place: &str) {
    if facts_calls::knows(fact) {
        return facts_calls::is_played(fact, id, place);
    }
    if id.starts_with("feed") || id.starts_with("news") {
        return facts_news::is_played(fact, id);
    }
    let bench = Bench::new();
    let card =
        |id: &str| bench.paid(&pay(id, "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("SGD", "9900")));
    let subject = match id.split_once('-').unwrap().0 {
        "buyer" => {
            let request = match place {
                "counter_shown" => at_till("P-1", "OrderCode", None, &money("CNY", "9900")),
                _ => session("P-1", &money("SGD", "9900")),
            };
            let api = if place == "counter_shown" { "payments/pay" } else { "payments/createPaymentSession" };
            bench.post(api, &request);
            "P-1".to_owned()
        }
        "consent" => {
            if id == "consent-revoke" {
                drop(active(&bench))
            } else {
                consulted(&bench)
            }
            "A-1".to_owned()
        }
        "subscription" => {
            bench.post("subscriptions/create", &subscription("S-1", &money("PHP", "30000")));
            if matches!(id, "subscription-end" | "subscription-period" | "subscription-period-fails") {
                let agree = json!({ "subscription_request_id": "S-1", "do": "agree" });
                bench.practice_post("/practice/subscription", &agree);
            }
            "S-1".to_owned()
        }
        "dispute" => {
            let payment = card("P-1");
            if place == "dispute" {
                let (_, opened) = bench.practice_post("/practice/dispute", &json!({ "payment": payment }));
                opened["dispute_id"].as_str().unwrap().to_owned()
            } else {
                payment
            }
        }
        _ => panic!("nobody here knows what {id} is about"),
    };
    assert!(offered(&bench, place, &subject).contains(&id.to_owned()), "{id} is offered at {place}");
    let of_any = matches!(place, "disputes" | "news");
    let answer = play(&bench, fact, (!of_any).then_some(subject.as_str()));
    let dispute = |name: &str| answer["dispute"][name].clone();
    match id {
        "buyer-pays" => assert_eq!(bench.inquire("P-1")["paymentStatus"], "SUCCESS"),
        "buyer-declines" => assert_eq!(bench.inquire("P-1")["paymentStatus"], "FAIL"),
        "buyer-is-late" => {
            assert_eq!(bench.inquire("P-1")["paymentStatus"], "FAIL");
            assert_eq!(answer["code"], "ORDER_IS_CLOSED");
        }
        "consent-agree" => assert_eq!(answer["stage"], "AGREED"),
        "consent-refuse" => assert_eq!(answer["stage"], "REFUSED"),
        "consent-revoke" => assert_eq!(answer["stage"], "CANCELLED"),
        "subscription-agree" => assert_eq!(answer["stage"], "ACTIVE"),
        "subscription-refuse" => assert_eq!(answer["stage"], "REFUSED"),
        "subscription-end" => {
            let told = bench.told("SUBSCRIPTION");
            assert_eq!(told.last().unwrap()["subscriptionNotificationType"], "TERMINATE");
        }
        "subscription-period" | "subscription-period-fails" => {
            let told = bench.told("PAYMENT_RESULT");
            let period = told.last().unwrap();
            let paid = id == "subscription-period";
            assert_eq!((told.len(), &period["phaseNo"]), (2, &json!("2")), "it did not wait");
            assert_eq!(code(period) == "SUCCESS", paid);
            bench.wait(3 * MINUTE);
            let third = bench.told("PAYMENT_RESULT").last().unwrap().clone();
            assert_eq!((&third["phaseNo"], code(&third)), (&json!("3"), "SUCCESS"), "then time goes on");
        }
        "dispute-advice" => assert_eq!(bench.told("DEFENSE_STRATEGY_SUGGESTION").len(), 1),
        "dispute-letter" => assert_eq!(bench.told("DEFENSE_DOCUMENT").len(), 1),
        "dispute-goods" => {
            assert_eq!(dispute("kind"), "CHARGEBACK");
            assert!(left(&bench, &answer) > 200 * 60 * MINUTE);
        }
        "dispute-soon" => assert!(left(&bench, &answer) <= 120 * MINUTE),
        "dispute-question" => assert_eq!(dispute("kind"), "RETRIEVAL_REQUEST"),
        "dispute-lost-answer" => {
            let ask = json!({ "disputeId": answer["dispute_id"] });
            assert_eq!(bench.try_post("payments/acceptDispute", &ask), None);
            let there = bench.practice("/practice/disputes")["disputes"][0].clone();
            assert_eq!((&there["dispute_id"], &there["stage"]), (&ask["disputeId"], &json!("ACCEPTED")));
        }
        "dispute-won" => assert_eq!(dispute("stage"), "WON"),
        "dispute-lost" => assert_eq!(dispute("stage"), "LOST"),
        "dispute-withdrawn" => assert_eq!(dispute("stage"), "CANCELLED"),
        "dispute-alert" => assert!(dispute("alerted_at").is_number()),
        "dispute-timeout" => assert_eq!(dispute("accept_reason"), "TIMEOUT"),
        "dispute-rdr" => assert!(dispute("rdr_at").is_number()),
        _ => panic!("nobody here saw {id}"),
    }
    let repeats = id.starts_with("subscription-period");
    if !repeats && (!id.starts_with("dispute") || place == "dispute") {
        let again = offered(&bench, place, &subject).contains(&id.to_owned());
        assert!(!again, "{id} happened and is offered no more");
    }
}

fn left(bench: &Bench, answer: &Value) -> i64 {
    answer["dispute"]["due_at"].as_i64().unwrap() - bench.now.load(std::sync::atomic::Ordering::SeqCst)
}

fn is_filled_in(id: &str, place: &str) {
    let bench = Bench::new();
    let here = |id: &str| {
        let found = facts(&bench, &format!("?place={place}")).into_iter().find(|fact| fact["id"] == id);
        fills(&found.unwrap_or_else(|| panic!("{id} is offered at {place}")))
    };
    match place {
        "counter_scan" => {
            let code_of = || here(id)["code"].clone();
            let first = code_of();
            assert_ne!(first, code_of(), "each works once, so each is new");
            let ask = at_till("P-1", "PaymentCode", Some(&first), &money("CNY", "9900"));
            let answer = bench.post("payments/pay", &ask);
            match id {
                "code-paid" => assert_eq!(code(&answer), "SUCCESS"),
                "code-confirmed" => {
                    assert_eq!(code(&answer), "PAYMENT_IN_PROCESS");
                    for status in ["PROCESSING", "PROCESSING", "SUCCESS"] {
                        assert_eq!(bench.inquire("P-1")["paymentStatus"], status);
                    }
                }
                "code-expired" => assert_eq!(code(&answer), "EXPIRED_CODE"),
                "code-unknown" => assert_eq!(code(&answer), "INVALID_PAYMENT_CODE"),
                "code-no-balance" => assert_eq!(code(&answer), "USER_BALANCE_NOT_ENOUGH"),
                "code-never" => {
                    bench.wait(24 * 60 * MINUTE);
                    assert_eq!(bench.inquire("P-1")["paymentStatus"], "PROCESSING");
                    bench.post("payments/cancel", &json!({ "paymentRequestId": "P-1" }));
                    assert_eq!(bench.inquire("P-1")["paymentStatus"], "CANCELLED");
                }
                "code-risk" => assert_eq!(code(&answer), "RISK_REJECT"),
                _ => panic!("nobody here saw {id}"),
            }
        }
        "take_now" => {
            let values = here(id);
            let token = values["card"].as_str();
            let amount = money("SGD", "9900");
            match id {
                "card-paid" => drop(bench.paid(&pay("P-1", &values["method"], Some(token), &amount))),
                "card-declined" => {
                    let answer =
                        bench.post("payments/pay", &pay("P-1", &values["method"], Some(token), &amount));
                    assert_eq!(code(&answer), "DO_NOT_HONOR");
                }
                "card-incremental" => {
                    assert_eq!(values["capture"], "manual");
                    let payment = bench.paid(&hold("P-1", token, &amount));
                    let raise = json!({
                        "updateRequestId": "U-1", "paymentId": payment, "amount": money("SGD", "12000"),
                    });
                    assert_eq!(code(&bench.post("payments/updateAmount", &raise)), "SUCCESS");
                }
                _ => panic!("nobody here saw {id}"),
            }
        }
        "evidence" => {
            let payment =
                bench.paid(&pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("SGD", "9900")));
            let (_, opened) = bench.practice_post("/practice/dispute", &json!({ "payment": payment }));
            let values = here(id);
            let answer = bench.post(
                "payments/supplyEvidence",
                &json!({
                    "disputeId": opened["dispute_id"],
                    "evidenceContent": { values["tag"].clone(): values["text"].clone() },
                }),
            );
            let expected = match id {
                "evidence-logistics" | "evidence-order" | "evidence-customer" => "SUCCESS",
                "evidence-tag-unknown" => "EVIDENCE_TAG_NOT_SUPPORTED",
                "evidence-field-empty" => "PARAM_ILLEGAL",
                _ => panic!("nobody here saw {id}"),
            };
            assert_eq!(code(&answer), expected, "{id}");
        }
        "rates" => {
            let values = here(id);
            let ask = json!({ "sellCurrency": values["sell"], "buyCurrency": values["buy"] });
            let expected = if id == "rate-quoted" { "SUCCESS" } else { "CURRENCY_NOT_SUPPORT" };
            assert_eq!(code(&bench.post("payments/inquireExchangeRate", &ask)), expected, "{id}");
        }
        "register" => {
            let asked = |number: &str, values: &HashMap<String, String>| {
                let mut ask = registration(number, &values["merchant"], &values["legal_name"]);
                ask["storeInfo"]["referenceStoreId"] = json!(values["store"]);
                code(&bench.post("merchants/registration", &ask)).to_owned()
            };
            let standing = |number: &str| {
                let ask = json!({ "registrationRequestId": number });
                let told = bench.post("merchants/inquiryRegistrationStatus", &ask);
                told["registrationResult"]["registrationStatus"].as_str().unwrap().to_owned()
            };
            match id {
                "register-approved" | "register-rejected" => {
                    assert_eq!(asked("M-1", &here(id)), "SUCCESS");
                    let end = if id == "register-approved" { "APPROVED" } else { "REJECTED" };
                    assert_eq!([standing("M-1"), standing("M-1")], ["PENDING", end]);
                }
                "register-again" => {
                    assert!(!facts(&bench, "?place=register").iter().any(|fact| fact["id"] == id));
                    assert_eq!(asked("M-1", &here("register-approved")), "SUCCESS");
                    assert_eq!(asked("M-2", &here(id)), "REGISTRATION_UNDER_REVIEW");
                    standing("M-1");
                    standing("M-1");
                    assert_eq!(asked("M-3", &here(id)), "REPEAT_REGISTRATION");
                }
                _ => panic!("nobody here saw {id}"),
            }
        }
        _ => panic!("nobody here fills anything in at {place}"),
    }
}

#[test]
fn what_cannot_happen_is_not_offered_and_not_played() {
    let bench = Bench::new();
    assert_eq!(facts(&bench, "?place=disputes"), Vec::<Value>::new(), "there is no payment to dispute");
    assert_eq!(offered(&bench, "dispute", "nobody"), Vec::<String>::new());
    for what in [
        json!({ "fact": "buyer-pays" }),
        json!({ "fact": "buyer-pays", "subject": "nobody" }),
        json!({ "fact": "plain", "subject": "P-1" }),
        json!({ "fact": "the sun shines" }),
        json!({}),
    ] {
        assert_eq!(bench.practice_post("/practice/facts", &what).0, 400, "{what}");
    }
}

/// A page as a browser with this language gets it.
fn page(bench: &Bench, path: &str, language: &str) -> String {
    let reply = bench.call("GET", path, &[("accept-language", language)], "");
    assert_eq!(reply.status, 200, "{path}");
    String::from_utf8(reply.body).unwrap()
}

#[test]
fn the_wallet_s_pages_speak_both_languages_and_write_amounts_as_people_do() {
    let bench = Bench::new();
    bench.post("subscriptions/create", &subscription("S-1", &money("PHP", "30050")));
    let path = "/practice/subscription?request=S-1";
    let english = page(&bench, path, "en");
    for text in ["PHP 300.50", "1 month", "Agree", "Refuse", "a box of tea"] {
        assert!(english.contains(text), "{text}: {english}");
    }
    let chinese = page(&bench, path, "zh-CN,zh;q=0.9");
    for text in ["PHP 300.50", "1 个月", "同意", "拒绝", "lang=\"zh\""] {
        assert!(chinese.contains(text), "{text}: {chinese}");
    }
    assert!(page(&bench, &format!("{path}&lang=zh"), "en").contains("同意"), "the link wins");
    active(&bench);
    let consent = page(&bench, "/practice/consent?state=A-1", "en");
    assert!(consent.contains("End this consent") && !consent.contains(">Agree<"), "{consent}");
    play(&bench, &json!({ "id": "consent-revoke" }), Some("A-1"));
    let ended = page(&bench, "/practice/consent?state=A-1", "zh");
    assert!(ended.contains("该授权已解除") && !ended.contains("<button"), "{ended}");
}
