//! A gateway with a clock one can turn, and a merchant who signs.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};

use crate::auth::Arrived;
use crate::books::{Books, Opening};
use crate::clock::{Clock, read_request_time};
use crate::fault::FaultPlan;
use crate::gateway::{Gateway, Ledger, Reaction, Reply};
use crate::keys::{self, KeyRing};
use crate::practice;
use crate::signature::{SignatureHeader, Signer, Verifier, content};
use crate::state::State;

/// When every test begins.
pub const START: &str = "2026-09-14T10:00:00+08:00";

/// Making keys is slow; the tests share one pair.
static OPENING: LazyLock<Opening> =
    LazyLock::new(|| keys::open(Some("SANDBOX_PRACTICE_BENCH"), 0, 1, start()).unwrap());

pub fn start() -> i64 {
    read_request_time(START).unwrap()
}

pub struct Bench {
    pub gateway: Gateway,
    pub now: Arc<AtomicI64>,
    signer: Signer,
    verifier: Verifier,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(0, 1, None)
    }

    pub fn with(payments: u32, seed: u64, plan: Option<FaultPlan>) -> Self {
        let opening = Opening { payments, seed, ..OPENING.clone() };
        let now = Arc::new(AtomicI64::new(start()));
        let hand = Arc::clone(&now);
        let clock: Clock = Arc::new(move || hand.load(Ordering::SeqCst));
        let mut state = State::default();
        Gateway::begin(&mut state, &opening);
        let ring = KeyRing::new(&opening).unwrap();
        let verifier = Verifier::from_base64(&ring.gateway_public).unwrap();
        let signer = Signer::from_base64(&opening.merchant_private_key).unwrap();
        let ledger = Ledger { state, books: Books::forgetful() };
        Self { gateway: Gateway::new(opening, ring, ledger, clock, plan), now, signer, verifier }
    }

    pub fn wait(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    /// A request as an honest client sends it.
    pub fn signed(&self, path: &str, body: &[u8]) -> Arrived {
        let time = self.now.load(Ordering::SeqCst).to_string();
        let client_id = self.gateway.opening.client_id.clone();
        let text = content("POST", path, &client_id, &time, body);
        let signature = SignatureHeader::write("1", &self.signer.sign(&text).unwrap());
        Arrived {
            method: "POST".to_owned(),
            path: path.to_owned(),
            headers: [
                ("content-type", "application/json; charset=UTF-8".to_owned()),
                ("client-id", client_id),
                ("request-time", time),
                ("signature", signature),
            ]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
            body: body.to_vec(),
        }
    }

    /// The answer to a request, if one came; its signature is checked when it has one.
    pub fn try_post(&self, api: &str, body: &Value) -> Option<Value> {
        let path = format!("/ams/sandbox/api/v1/{api}");
        match self.gateway.exchange(&self.signed(&path, body.to_string().as_bytes())) {
            Reaction::Silence => None,
            Reaction::Reply(reply) => {
                assert_eq!(reply.status, 200);
                assert!(self.is_signed(&path, &reply), "{api} must be answered with a signature");
                Some(serde_json::from_slice(&reply.body).unwrap())
            }
        }
    }

    pub fn post(&self, api: &str, body: &Value) -> Value {
        self.try_post(api, body).expect("an answer")
    }

    pub fn is_signed(&self, path: &str, reply: &Reply) -> bool {
        let header = |name: &str| reply.headers.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        let (Some(client_id), Some(time), Some(signature)) =
            (header("client-id"), header("response-time"), header("signature"))
        else {
            return false;
        };
        let text = content("POST", path, client_id, time, &reply.body);
        self.verifier.accepts(&text, &SignatureHeader::read(signature).unwrap().signature)
    }

    pub fn practice(&self, path: &str) -> Value {
        let request = Arrived {
            method: "GET".to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        serde_json::from_slice(&practice::serve(&self.gateway, &request).body).unwrap()
    }

    /// A practice request that changes something; its status and answer.
    pub fn practice_post(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = Arrived {
            method: "POST".to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: body.to_string().into_bytes(),
        };
        let reply = practice::serve(&self.gateway, &request);
        (reply.status, serde_json::from_slice(&reply.body).unwrap())
    }

    /// The bodies of all events of a type, oldest first; all types when it is empty.
    pub fn told(&self, notify_type: &str) -> Vec<Value> {
        let listed = self.practice("/practice/events?limit=1000");
        let events = listed["events"].as_array().unwrap().clone();
        let wanted = |event: &&Value| notify_type.is_empty() || event["notify_type"] == notify_type;
        let bodies = events.iter().filter(wanted).map(|event| event["body"].as_str().unwrap());
        bodies.map(|body| serde_json::from_str(body).unwrap()).collect()
    }

    /// A request to a path only practice has, from a page of this machine or from none.
    pub fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let body = body.as_bytes().to_vec();
        practice::serve(
            &self.gateway,
            &Arrived { method: method.to_owned(), path: path.to_owned(), headers, body },
        )
    }

    /// Plays the buyer; answers the HTTP status and what came back.
    pub fn act(&self, what: &Value) -> (u16, Value) {
        self.practice_post("/practice/act", what)
    }

    pub fn inquire(&self, request_id: &str) -> Value {
        self.post("payments/inquiryPayment", &json!({ "paymentRequestId": request_id }))
    }

    /// How often a request took effect, by the journal.
    pub fn effects(&self, request_id: &str) -> usize {
        let journal = self.practice(&format!("/practice/journal?request_id={request_id}"));
        journal["effects"].as_array().unwrap().iter().filter(|line| line["effect"] == true).count()
    }

    /// Pays and answers the payment id.
    pub fn paid(&self, request: &Value) -> String {
        let answer = self.post("payments/pay", request);
        assert_eq!(answer["result"]["resultStatus"], "S", "{answer}");
        answer["paymentId"].as_str().unwrap().to_owned()
    }
}

pub fn code(answer: &Value) -> &str {
    answer["result"]["resultCode"].as_str().unwrap()
}

pub fn money(currency: &str, value: &str) -> Value {
    json!({ "currency": currency, "value": value })
}

pub fn pay(id: &str, method: &str, token: Option<&str>, amount: &Value) -> Value {
    let mut request = json!({
        "productCode": "CASHIER_PAYMENT",
        "paymentRequestId": id,
        "order": {
            "referenceOrderId": format!("ORDER-{id}"),
            "orderDescription": "示例商品 sample goods",
            "orderAmount": amount,
        },
        "paymentAmount": amount,
        "paymentMethod": { "paymentMethodType": method },
        "paymentRedirectUrl": "https://shop.example.test/return",
        "env": { "terminalType": "WEB", "clientIp": "203.0.113.7" },
    });
    if let Some(token) = token {
        request["paymentMethod"]["paymentMethodId"] = json!(token);
    }
    request
}

/// A card payment that waits for its capture.
pub fn hold(id: &str, token: &str, amount: &Value) -> Value {
    let mut request = pay(id, "CARD", Some(token), amount);
    request["paymentFactor"] = json!({ "isAuthorization": true, "captureMode": "MANUAL" });
    request
}

/// A payment at a till: the scanned code, or one of the other scenarios.
pub fn at_till(id: &str, scenario: &str, code: Option<&str>, amount: &Value) -> Value {
    let mut request = json!({
        "productCode": "IN_STORE_PAYMENT",
        "paymentRequestId": id,
        "paymentAmount": amount,
        "paymentMethod": { "paymentMethodType": "CONNECT_WALLET" },
        "paymentFactor": { "inStorePaymentScenario": scenario },
        "paymentNotifyUrl": "https://relay.example.test/notify",
        "order": {
            "referenceOrderId": format!("ORDER-{id}"),
            "orderDescription": "Tea gift box 茶叶礼盒",
            "orderAmount": amount,
            "merchant": {
                "referenceMerchantId": "SHOP-JP-01",
                "merchantName": "Sample Tea",
                "merchantMCC": "5499",
                "store": {
                    "referenceStoreId": "STORE-TOKYO-1",
                    "storeName": "Sample Tea Ginza",
                    "storeMCC": "5499",
                },
            },
            "env": { "storeTerminalId": "TILL-2", "storeTerminalRequestTime": "2026-09-14T11:00:00+09:00" },
        },
        "settlementStrategy": { "settlementCurrency": "USD" },
    });
    if let Some(code) = code {
        request["paymentMethod"]["paymentMethodId"] = json!(code);
    }
    if scenario == "EntryCode" {
        request["order"]["env"]["userAgent"] = json!("Mozilla/5.0 (Linux; Android 14) AlipayClient/10.5");
    }
    request
}

/// A checkout session of the hosted page.
pub fn session(id: &str, amount: &Value) -> Value {
    json!({
        "productCode": "CASHIER_PAYMENT",
        "productScene": "CHECKOUT_PAYMENT",
        "paymentRequestId": id,
        "order": {
            "referenceOrderId": format!("ORDER-{id}"),
            "orderDescription": "Book <b>一本书</b>",
            "orderAmount": amount,
        },
        "paymentAmount": amount,
        "settlementStrategy": { "settlementCurrency": "SGD" },
        "paymentRedirectUrl": "https://shop.example.test/return",
    })
}

/// A merchant with one store asks to be let in.
pub fn registration(id: &str, merchant: &str, legal_name: &str) -> Value {
    json!({
        "registrationRequestId": id,
        "productCodes": ["IN_STORE_PAYMENT"],
        "merchantInfo": {
            "referenceMerchantId": merchant,
            "merchantDisplayName": "Sample Tea",
            "merchantMCC": "5499",
            "registrationDetail": {
                "legalName": legal_name,
                "registrationType": "ENTERPRISE_REGISTRATION_NO",
                "registrationNo": "0000-00-000000",
                "contactInfo": [{ "contactNo": "shop@example.test", "contactType": "EMAIL" }],
            },
        },
        "storeInfo": { "referenceStoreId": "STORE-TOKYO-1", "storeName": "Sample Tea Ginza", "storeMCC": "5499" },
    })
}

pub fn capture(id: &str, payment: &str, amount: &Value) -> Value {
    json!({ "captureRequestId": id, "paymentId": payment, "captureAmount": amount })
}

pub fn refund(id: &str, payment: &str, amount: &Value) -> Value {
    json!({ "refundRequestId": id, "paymentId": payment, "refundAmount": amount, "refundReason": "damaged" })
}

pub fn declare(id: &str, payment: &str, amount: &Value) -> Value {
    json!({
        "declarationRequestId": id,
        "paymentId": payment,
        "declarationAmount": amount,
        "customs": { "region": "CN", "customsCode": "ZONGSHU" },
        "merchantCustomsInfo": { "merchantCustomsCode": "3301960ABC", "merchantCustomsName": "样例跨境电商有限公司" },
        "splitOrder": "false",
    })
}
