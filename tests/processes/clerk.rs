//! A clerk who works on, whatever happens to the program in front of him.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use testkit::Dice;

use crate::programs::{Desk, Unanswered};

/// What a press of a button asks for.
#[derive(Debug, Clone)]
struct Press {
    command: &'static str,
    form: Value,
}

/// What all clerks were told so far.
#[derive(Debug, Default)]
pub struct Told {
    /// Orders that a program said were written down.
    pub orders: BTreeSet<String>,
    /// Payments that were taken, by our id.
    pub payments: Vec<String>,
}

/// One clerk.
pub struct Clerk {
    dice: Dice,
    told: Arc<Mutex<Told>>,
    /// The press that was not answered.
    unanswered: Option<Press>,
}

/// Amounts that lose an answer, are carried out twice inside, are in process first, or lose the request.
const ENDINGS: [u64; 8] = [0, 20, 13, 14, 16, 17, 50, 99];

impl Clerk {
    pub fn new(dice: Dice, told: Arc<Mutex<Told>>) -> Self {
        Self { dice, told, unanswered: None }
    }

    /// Does one thing. `Err` when the program died under it.
    pub async fn works(&mut self, desk: &Desk) -> Result<(), Unanswered> {
        let press = match self.unanswered.take() {
            // The sheet was still open in another window: the same press again. Or he walked away.
            Some(press) if self.dice.in_ten(7) => press,
            _ => match self.chooses(desk).await? {
                Some(press) => press,
                None => return Ok(()),
            },
        };
        match desk.asks(press.command, press.form.clone()).await {
            Ok(view) => {
                let mut told = self.told.lock().unwrap();
                told.orders.insert(view["order"].as_str().unwrap().to_owned());
                if press.command == "payment_take" {
                    told.payments.push(view["payment"].as_str().unwrap().to_owned());
                }
                Ok(())
            }
            Err(Unanswered::Died) => {
                self.unanswered = Some(press);
                Err(Unanswered::Died)
            }
            Err(Unanswered::Refused(problem)) => {
                never_our_fault(&problem);
                Ok(())
            }
        }
    }

    fn amount(&mut self, most: u64) -> String {
        let ending = *self.dice.among(&ENDINGS);
        format!("{}.{ending:02}", 1 + self.dice.below(most))
    }

    async fn chooses(&mut self, desk: &Desk) -> Result<Option<Press>, Unanswered> {
        let payment = {
            let told = self.told.lock().unwrap();
            let newest = told.payments.len().saturating_sub(12);
            let recent = &told.payments[newest..];
            (!recent.is_empty() && self.dice.in_ten(7)).then(|| self.dice.among(recent).clone())
        };
        let Some(payment) = payment else { return self.takes(desk).await.map(Some) };
        let kind =
            *self.dice.among(&["capture", "capture", "refund", "refund", "declare", "declare", "cancel"]);
        let opened = desk.asks("draft_open", json!({ "payment": payment, "kind": kind })).await;
        let draft = match opened {
            Ok(draft) => draft,
            Err(Unanswered::Died) => return Err(Unanswered::Died),
            Err(Unanswered::Refused(problem)) => {
                never_our_fault(&problem);
                return Ok(None);
            }
        };
        let mut form = json!({ "draft": draft["draft"], "payment": payment, "version": draft["version"] });
        let command = match kind {
            "capture" => {
                form["amount"] = self.amount(60).into();
                form["last"] = self.dice.in_ten(3).into();
                "capture_create"
            }
            "refund" => {
                form["amount"] = self.amount(40).into();
                form["reason"] = "returned".into();
                form["again"] = true.into();
                "refund_create"
            }
            "declare" => {
                form["amount"] = self.amount(20).into();
                form["customs"] = "ZONGSHU".into();
                form["merchant_code"] = "4401962T01".into();
                form["merchant_name"] = "Counterfoil".into();
                form["suborder"] = format!("PART-{}", self.dice.any()).into();
                "declaration_file"
            }
            _ => "cancel_create",
        };
        Ok(Some(Press { command, form }))
    }

    async fn takes(&mut self, desk: &Desk) -> Result<Press, Unanswered> {
        let draft = desk.asks("draft_open", json!({ "payment": null, "kind": "pay" })).await?;
        let number = format!("KILL-{}", self.dice.any());
        let (draft, amount) = (&draft["draft"], self.amount(100));
        let form = if self.dice.in_ten(3) {
            json!({
                "draft": draft, "order_number": number, "description": "a blue lamp", "amount": amount,
                "currency": "CNY", "method": "ALIPAY_CN", "capture": "automatic", "needs_declaration": true,
            })
        } else {
            let capture = if self.dice.in_ten(6) { "manual" } else { "automatic" };
            json!({
                "draft": draft, "order_number": number, "description": "a blue lamp", "amount": amount,
                "currency": "SGD", "method": "CARD", "card": "PRACTICE_CARD_VISA_4242", "capture": capture,
            })
        };
        Ok(Press { command: "payment_take", form })
    }
}

/// A clerk may be told that something cannot be done, never that the program got in its own way.
pub fn never_our_fault(problem: &Value) {
    let code = problem["code"].as_str().unwrap();
    assert!(!matches!(code, "ledger.busy" | "failed.internal" | "ledger.damaged"), "{problem}");
}
