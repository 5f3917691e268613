//! Made-up histories, the same for the same seed: what the bank tells in the order it happened, and what it tells
//! that cannot be.

use std::collections::BTreeMap;

use domain::Moment;
use serde_json::{Value, json};
use testkit::Dice;

use crate::bank::success;

/// One notification.
#[derive(Debug, Clone)]
pub struct Word {
    pub at: Moment,
    /// The feed's word for it.
    pub word: &'static str,
    pub body: Value,
}

/// One history.
#[derive(Debug, Default)]
pub struct History {
    /// What happened, in its order.
    pub honest: Vec<Word>,
    /// What cannot be, each with the places in `honest` that must be known for it to be against something.
    pub bent: Vec<(Vec<usize>, Word)>,
    /// How each payment ends at the bank, by our id.
    pub payments: BTreeMap<String, Value>,
    /// What was taken and given back in the end, by our id, minor units.
    pub sums: BTreeMap<String, (u64, u64)>,
    /// Payments this shop asks for itself, with their amounts.
    pub own: Vec<(String, u64)>,
    /// Consents this shop asks for.
    pub consents: Vec<String>,
}

const START: Moment = Moment(1_772_442_000_000);

struct Making {
    dice: Dice,
    made: History,
    now: Moment,
    number: u64,
}

fn amount(minor: u64) -> Value {
    money(minor, "SGD")
}

fn money(minor: u64, currency: &str) -> Value {
    json!({ "currency": currency, "value": minor.to_string() })
}

fn failure(code: &str) -> Value {
    json!({ "resultCode": code, "resultStatus": "F", "resultMessage": "no" })
}

/// One payment being told.
struct Telling {
    request: String,
    payment: String,
    minor: u64,
    /// The place of its result.
    result: usize,
    rows: Vec<Value>,
}

impl Making {
    fn say(&mut self, word: &'static str, body: Value) -> usize {
        // Whole seconds, as the bank writes them.
        self.now = self.now.plus(1_000 * i64::try_from(1 + self.dice.below(7_200)).unwrap());
        self.made.honest.push(Word { at: self.now, word, body });
        self.made.honest.len() - 1
    }

    fn bend(&mut self, after: &[usize], word: &'static str, body: Value) {
        self.made.bent.push((after.to_vec(), Word { at: self.now, word, body }));
    }

    /// The time the next word will have is not known before it is said: times in bodies are a little earlier.
    fn time(&self) -> String {
        self.now.iso()
    }

    fn pay(&mut self, own: bool, further: &[(&str, Value)]) -> Telling {
        self.number += 1;
        let request = format!("{}-{}", if own { "OWN" } else { "SITE" }, self.number);
        let payment = format!("2026{:012}", self.number);
        let minor = 1_000 + 100 * self.dice.below(500);
        let hold = !own && further.is_empty() && self.dice.in_ten(5);
        let declined = further.is_empty() && self.dice.in_ten(2);
        let mut body = json!({
            "notifyType": "PAYMENT_RESULT", "result": success(), "paymentRequestId": request,
            "paymentId": payment, "paymentAmount": amount(minor), "paymentCreateTime": START.iso(),
            "paymentMethodType": if hold { "CARD" } else { "GCASH" },
        });
        for (name, value) in further {
            body[*name] = value.clone();
        }
        if self.dice.in_ten(4) && !own {
            let mut pending = body.clone();
            pending["notifyType"] = json!("PAYMENT_PENDING");
            self.say("PAYMENT_PENDING", pending);
        }
        let mut answer = json!({
            "paymentStatus": "SUCCESS", "paymentResultCode": "SUCCESS", "paymentResultMessage": "success",
            "paymentRequestId": request, "paymentId": payment, "paymentAmount": amount(minor),
            "paymentCreateTime": START.iso(),
        });
        if declined {
            body["result"] = failure("USER_BALANCE_NOT_ENOUGH");
            answer["paymentStatus"] = json!("FAIL");
            answer["paymentResultCode"] = json!("USER_BALANCE_NOT_ENOUGH");
        } else {
            body["paymentTime"] = json!(self.time());
            answer["paymentTime"] = body["paymentTime"].clone();
            if hold {
                body["authExpiryTime"] = json!(self.now.plus(7 * Moment::DAY).iso());
                answer["authExpiryTime"] = body["authExpiryTime"].clone();
            }
        }
        let result = self.say("PAYMENT_RESULT", body.clone());
        self.against_a_result(own, declined, result, &body, minor);
        let mut telling = Telling { request: request.clone(), payment, minor, result, rows: Vec::new() };
        let (mut taken, mut back) = (if declined || hold { 0 } else { minor }, 0);
        if !declined {
            let mut last = result;
            if hold {
                (taken, last) = self.captures(&mut telling);
            }
            back = self.refunds(&mut telling, taken, last);
        }
        answer["transactions"] = json!(telling.rows);
        self.made.payments.insert(request.clone(), answer);
        self.made.sums.insert(request, (taken, back));
        telling
    }

    fn against_a_result(&mut self, own: bool, declined: bool, result: usize, body: &Value, minor: u64) {
        // What this shop asked for itself is known before any word of the bank.
        let after: &[usize] = if own && !declined { &[] } else { &[result] };
        let mut bent = body.clone();
        match self.dice.below(6) {
            0 if !declined => bent["paymentAmount"] = amount(minor + 1 + self.dice.below(900)),
            1 if !declined => bent["paymentAmount"] = money(minor, "USD"),
            2 if !declined => {
                bent["paymentId"] = json!(format!("2027{:012}", self.number));
                self.bend(&[result], "PAYMENT_RESULT", bent);
                return;
            }
            3 if declined => {
                bent["result"] = success();
                bent["paymentTime"] = json!(self.time());
            }
            _ => return,
        }
        self.bend(after, "PAYMENT_RESULT", bent);
    }

    /// Takes a hold, wholly or in parts; says how much was taken and at which place the last of it was told.
    fn captures(&mut self, telling: &mut Telling) -> (u64, usize) {
        let (mut taken, mut last) = (0, telling.result);
        for part in 1..=self.dice.below(3) {
            let left = telling.minor - taken;
            if left == 0 {
                break;
            }
            let minor = if self.dice.in_ten(5) { left } else { 1 + self.dice.below(left) };
            let (request, id) =
                (format!("CAP-{}-{part}", self.number), format!("2026C{:09}{part}", self.number));
            let body = json!({
                "notifyType": "CAPTURE_RESULT", "result": success(), "captureRequestId": request,
                "paymentId": telling.payment, "captureId": id, "captureAmount": amount(minor),
                "captureTime": self.time(),
            });
            telling.rows.push(json!({
                "transactionType": "CAPTURE", "transactionId": id, "transactionRequestId": request,
                "transactionStatus": "SUCCESS", "transactionAmount": amount(minor),
                "transactionTime": body["captureTime"],
            }));
            last = self.say("CAPTURE_RESULT", body.clone());
            taken += minor;
            if self.dice.in_ten(2) {
                let mut bent = body;
                bent["captureAmount"] = amount(minor + 7);
                self.bend(&[telling.result, last], "CAPTURE_RESULT", bent);
            }
        }
        (taken, last)
    }

    fn refunds(&mut self, telling: &mut Telling, taken: u64, known: usize) -> u64 {
        let mut back = 0;
        for part in 1..=self.dice.below(3) {
            let left = taken - back;
            if left == 0 {
                break;
            }
            let minor = if self.dice.in_ten(3) { left } else { 1 + self.dice.below(left) };
            let (request, id) =
                (format!("REF-{}-{part}", self.number), format!("2026R{:09}{part}", self.number));
            let body = json!({
                "notifyType": "REFUND_RESULT", "result": success(), "refundStatus": "SUCCESS",
                "refundRequestId": request, "refundId": id, "paymentId": telling.payment,
                "refundAmount": amount(minor), "refundTime": self.time(),
            });
            telling.rows.push(json!({
                "transactionType": "REFUND", "transactionId": id, "transactionRequestId": request,
                "transactionStatus": "SUCCESS", "transactionAmount": amount(minor),
                "transactionTime": body["refundTime"],
            }));
            let place = self.say("REFUND_RESULT", body.clone());
            back += minor;
            let mut bent = body;
            match self.dice.below(6) {
                0 => bent["refundAmount"] = amount(minor + 3),
                1 => bent["refundAmount"] = money(minor, "USD"),
                _ => continue,
            }
            self.bend(&[telling.result, known, place], "REFUND_RESULT", bent);
        }
        if self.dice.in_ten(2) {
            let body = json!({
                "notifyType": "REFUND_RESULT", "result": success(), "refundStatus": "SUCCESS",
                "refundRequestId": format!("OVER-{}", self.number), "refundId": format!("2026X{:09}", self.number),
                "paymentId": telling.payment, "refundAmount": amount(telling.minor + 1),
                "refundTime": self.time(),
            });
            self.bend(&[telling.result], "REFUND_RESULT", body);
        }
        back
    }

    fn dispute(&mut self, telling: &Telling) {
        let id = format!("2026D{:09}", self.number);
        let body = |word: &str| {
            json!({
                "disputeNotificationType": word, "disputeId": id, "paymentId": telling.payment,
                "paymentRequestId": telling.request, "disputeAmount": amount(telling.minor),
                "disputeType": "CHARGEBACK", "disputeReasonMsg": "not received", "disputeTime": START.iso(),
            })
        };
        let mut created = body("DISPUTE_CREATED");
        created["defenseDueTime"] = json!(self.now.plus(5 * Moment::DAY).iso());
        created["defendable"] = json!(true);
        let first = self.say("DISPUTE_CREATED", created.clone());
        let end = self.dice.below(4);
        if end == 0 {
            self.say("DISPUTE_CANCELLED", body("DISPUTE_CANCELLED"));
        } else if end < 3 {
            if self.dice.in_ten(5) {
                self.say("DEFENSE_SUPPLIED", body("DEFENSE_SUPPLIED"));
            }
            let mut judged = body("DISPUTE_JUDGED");
            let word = if end == 1 { "ACCEPT_BY_CUSTOMER" } else { "ACCEPT_BY_MERCHANT" };
            judged["disputeJudgedResult"] = json!(word);
            judged["disputeJudgedAmount"] = amount(telling.minor);
            judged["disputeJudgedTime"] = json!(self.time());
            self.say("DISPUTE_JUDGED", judged);
        }
        if self.dice.in_ten(3) {
            created["disputeAmount"] = money(telling.minor, "USD");
            self.bend(&[first], "DISPUTE_CREATED", created);
        }
    }

    fn agreement(&mut self) {
        self.number += 1;
        let state = format!("STATE-{}", self.number);
        let token = format!("made-up-token-{}", self.number);
        let body = |word: &str| json!({ "authorizationNotifyType": word, "accessToken": token, "result": success() });
        let mut created = body("TOKEN_CREATED");
        created["authState"] = json!(state);
        self.say("TOKEN_CREATED", created);
        if self.dice.in_ten(6) {
            // Nothing in it but the token says whose it is.
            let mut over = body("TOKEN_CANCELED");
            over["reason"] = json!("the buyer went away");
            self.say("TOKEN_CANCELED", over);
        }
        self.made.consents.push(state);
    }

    fn subscription(&mut self) {
        self.number += 1;
        let (request, id) = (format!("SUB-{}", self.number), format!("2026S{:09}", self.number));
        let body = |word: &str, status: &str| {
            json!({
                "subscriptionNotificationType": word, "subscriptionStatus": status,
                "subscriptionRequestId": request, "subscriptionId": id,
                "subscriptionStartTime": START.iso(), "periodRule": { "periodType": "MONTH", "periodCount": "1" },
            })
        };
        self.say("SUBSCRIPTION", body("CREATE", "ACTIVE"));
        for phase in 1..=self.dice.below(3) {
            let further = [
                ("subscriptionId", json!(id)),
                ("subscriptionRequestId", json!(request)),
                ("phaseNo", json!(phase.to_string())),
            ];
            self.pay(false, &further);
        }
        match self.dice.below(3) {
            0 => {
                self.say("SUBSCRIPTION", body("CANCEL", "CANCELLED"));
            }
            1 => {
                self.say("SUBSCRIPTION", body("TERMINATE", "TERMINATED"));
            }
            _ => {}
        }
    }
}

impl History {
    /// The history of a seed.
    pub fn of(seed: u64) -> Self {
        let mut making = Making { dice: Dice::new(seed), made: Self::default(), now: START, number: 0 };
        for _ in 0..1 + making.dice.below(2) {
            let telling = making.pay(false, &[]);
            let paid = making.made.sums[&telling.request].0 > 0;
            if paid && making.dice.in_ten(5) {
                making.dispute(&telling);
            }
        }
        if making.dice.in_ten(4) {
            let telling = making.pay(true, &[]);
            making.made.own.push((telling.request, telling.minor));
        }
        if making.dice.in_ten(4) {
            making.agreement();
        }
        if making.dice.in_ten(4) {
            making.subscription();
        }
        making.made
    }
}
