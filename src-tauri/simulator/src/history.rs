//! The history the books begin with: the same for a seed and a start time.

use serde_json::Map;

use crate::clock::{DAY, HOUR, MINUTE, SECOND, day_digits};
use crate::customs_inquiry::finish;
use crate::dice::Dice;
use crate::dispute_history;
use crate::ids;
use crate::methods::{self, RefundMode};
use crate::model::{Capture, Card, Declaration, Payment, Refund, Status};
use crate::money::{Amount, to_cny};
use crate::notices::{Notice, of_change};
use crate::scenes::{SCENES, Scene, Story, draw};
use crate::state::{Entry, State};

/// How far back the history goes.
const SPAN: i64 = 90 * DAY;

const GOODS: &[&str] = &[
    "Canvas tote bag, navy",
    "Pour-over coffee set",
    "Wireless earbuds, white",
    "Linen shirt, size M",
    "Children's rain boots, 28",
    "Two concert tickets, row 14",
    "Ceramic tea cup, set of 4",
    "Trail running shoes",
    "婴儿奶粉 800克 两罐",
    "护肤精华液 30毫升",
    "进口咖啡豆 1公斤",
    "儿童维生素软糖 60粒",
    "羊毛围巾 灰色",
    "便携式投影仪",
    "日本保温杯 500毫升",
    "Reisegutschein 2 Personen",
];

const REASONS: &[&str] =
    &["damaged on arrival", "one item returned", "buyer changed their mind", "尺码不合适", "重复下单"];

const DECLINES: &[&str] = &["DO_NOT_HONOR", "USER_BALANCE_NOT_ENOUGH", "RISK_REJECT", "CARD_EXPIRED"];

const COMPANY: (&str, &str) = ("3301960ABC", "样例跨境电商有限公司");

struct Teller<'a> {
    state: &'a mut State,
    dice: Dice,
    now: i64,
    seed: u64,
}

/// Puts `payments` payments into empty books.
pub fn begin(state: &mut State, payments: u32, seed: u64, now: i64) {
    let mut dice = Dice::new(seed);
    let wanted = usize::try_from(payments).unwrap_or(0);
    let mut scenes: Vec<Scene> = SCENES.iter().copied().take(wanted).collect();
    let drawn = i64::try_from(wanted.saturating_sub(scenes.len())).unwrap_or(0);
    for at in 0..drawn {
        // More of them lately than long ago.
        let share = (drawn - at) * 10_000 / drawn;
        let age = 20 * MINUTE + (SPAN - HOUR) / 10_000 * share / 10_000 * share;
        let wobble = i64::try_from(dice.below(30)).unwrap_or(0) * MINUTE;
        scenes.push(draw(&mut dice, age + wobble));
    }
    scenes.sort_by_key(|scene| -scene.age);
    let mut teller = Teller { state, dice, now, seed };
    for (at, scene) in scenes.iter().enumerate() {
        let payment = teller.tell(at, scene);
        teller.state.apply(&Entry::Payment(Box::new(payment)));
    }
    state.seeded = state.payments.len();
    let disputes = dispute_history::begin(state, now);
    tell_events(state, disputes, now);
}

/// The events of the history, oldest first; those the feed no longer keeps are left out.
fn tell_events(state: &mut State, further: Vec<Notice>, now: i64) {
    let mut notices: Vec<Notice> = state
        .payments
        .iter()
        .flat_map(|payment| {
            // What has no time of its own happened when the payment was made, or closed.
            let at = payment.closes_at().min(now);
            let at = if payment.code == "ORDER_IS_CLOSED" { at } else { payment.created_at };
            of_change(None, payment, &Map::new(), at)
        })
        .chain(further)
        .chain(state.agreements.list.iter().flat_map(|agreement| agreement.notices(None)))
        .filter(|(at, _, _)| *at > now - 30 * DAY)
        .collect();
    notices.sort_by_key(|(at, _, _)| *at);
    for (at, notify_type, body) in notices {
        let event = state.events.next(at, notify_type, body);
        state.apply(&Entry::Event(Box::new(event)));
    }
}

impl Teller<'_> {
    fn count(&mut self) -> u64 {
        self.state.count += 1;
        self.state.count
    }

    fn id(&self, letter: char, count: u64) -> String {
        format!("SHOP{:04X}{letter}{count:07}", self.seed % 0x1_0000)
    }

    /// A moment between two others.
    fn between(&mut self, from: i64, to: i64) -> i64 {
        let room = u64::try_from((to - from).max(1) / SECOND).unwrap_or(0).max(1);
        from + i64::try_from(self.dice.below(room)).unwrap_or(0) * SECOND
    }

    fn amount(&mut self, currency: &str) -> Amount {
        let (least, most, step) = match currency {
            "CNY" => (4_800, 480_000, 1),
            "HKD" => (6_000, 390_000, 10),
            "JPY" => (900, 78_000, 10),
            "KRW" => (9_000, 890_000, 100),
            "KWD" => (1_250, 240_000, 10),
            "PHP" | "THB" => (15_000, 900_000, 1),
            "IDR" => (4_500_000, 95_000_000, 100_000),
            "MYR" => (1_900, 120_000, 1),
            _ => (900, 64_900, 1),
        };
        let drawn = (least + self.dice.below(most - least)) / step * step;
        // No amount of the history asks for a fault by its last digits.
        let value = if (11..=18).contains(&(drawn % 100)) { drawn + 10 } else { drawn };
        Amount::new(currency, value.max(least))
    }

    /// Part of an amount, in a step its currency and method allow.
    fn part(&mut self, of: &Amount) -> Amount {
        let step = if of.value >= 10_000 { 100 } else { 10 };
        let value = of.value / 10 * (2 + self.dice.below(6)) / step * step;
        Amount::new(&of.currency, value.clamp(1, of.value))
    }

    fn order_number(&mut self, at: usize, made: i64) -> String {
        if self.dice.below(9) == 0 {
            // Long enough that a spreadsheet would round it.
            return format!("{}{:012}", day_digits(made), self.dice.below(1_000_000_000_000));
        }
        format!("ORD-{}", at.saturating_add(10_001))
    }

    fn card(&mut self, brand: &str) -> Option<Card> {
        if brand.is_empty() {
            return None;
        }
        let last_four = format!("{:04}", self.dice.below(10_000));
        let country = self.dice.pick(&["SG", "HK", "DE", "FR", "KW", "GB"]).copied().unwrap_or("SG");
        let incremental = brand == "MASTERCARD";
        Some(Card { brand: brand.to_owned(), last_four, issuing_country: country.to_owned(), incremental })
    }

    fn tell(&mut self, at: usize, scene: &Scene) -> Payment {
        use Story::*;
        let made = self.now - scene.age;
        let count = self.count();
        let amount = self.amount(scene.currency);
        let automatic = matches!(scene.story, Automatic | AutomaticPartlyRefunded | Declined);
        let declare = matches!(
            scene.story,
            DeclaredAccepted | DeclaredOnItsWay | DeclaredRefused | DeclaredInParts | ToDeclare
        );
        let (request_id, payment_id) = (self.id('P', count), ids::payment_id(made, count));
        let mut payment = Payment {
            order_number: self.order_number(at, made),
            description: self.dice.pick(GOODS).copied().unwrap_or_default().to_owned(),
            declarable: if declare { to_cny(&amount) } else { None },
            card: self.card(scene.brand),
            manual: !scene.brand.is_empty() && !automatic,
            needs_declaration: declare,
            seeded: true,
            ..Payment::begun(&request_id, payment_id, amount, scene.method, made)
        };
        match scene.story {
            Processing => return payment,
            Pending => {
                payment.status = Status::Pending;
                payment.paid_after = None;
                return payment;
            }
            Declined => {
                let code = self.dice.pick(DECLINES).copied().unwrap_or("DO_NOT_HONOR");
                return failed(payment, code, "the payment was declined");
            }
            Closed => return failed(payment, "ORDER_IS_CLOSED", "the buyer did not pay in time"),
            _ => payment.pay(made),
        }
        match scene.story {
            Cancelled => {
                payment.status = Status::Cancelled;
                payment.code = "ORDER_IS_CANCELED".to_owned();
                payment.message = "the payment was cancelled".to_owned();
                payment.cancelled_at = Some(self.between(made + SECOND, made + 12 * MINUTE));
            }
            PartlyCaptured => {
                let part = self.part(&payment.amount.clone());
                self.capture(&mut payment, part, false);
            }
            Captured | CapturedPartlyRefunded | CapturedRefunded | Automatic | AutomaticPartlyRefunded => {
                let all = payment.amount.clone();
                self.capture(&mut payment, all, automatic);
            }
            DeclaredAccepted | DeclaredOnItsWay | DeclaredRefused | DeclaredInParts => {
                self.declare(&mut payment, scene.story);
            }
            _ => {}
        }
        match scene.story {
            PaidPartlyRefunded | CapturedPartlyRefunded | AutomaticPartlyRefunded => {
                let part = self.part(&payment.amount.clone());
                self.refund(&mut payment, part);
            }
            PaidRefunded | CapturedRefunded | RefundOnItsWay => {
                let all = payment.amount.clone();
                self.refund(&mut payment, all);
            }
            _ => {}
        }
        if scene.story == RefundOnItsWay {
            for refund in &mut payment.refunds {
                refund.status = Status::Processing;
                refund.at = None;
            }
        }
        payment
    }

    fn capture(&mut self, payment: &mut Payment, amount: Amount, automatic: bool) {
        let count = self.count();
        let made = payment.created_at;
        let at = if automatic { made } else { self.between(made + SECOND, self.now.min(made + 6 * DAY)) };
        payment.captures.push(Capture {
            request_id: if automatic {
                ids::automatic_capture_request_id(made, count)
            } else {
                self.id('C', count)
            },
            capture_id: ids::capture_id(at, count),
            amount,
            at,
            last: automatic,
            status: Status::Success,
            asked: 0,
        });
        payment.released |= automatic;
    }

    fn refund(&mut self, payment: &mut Payment, amount: Amount) {
        let count = self.count();
        let from = payment.captures.iter().map(|c| c.at).max().unwrap_or(payment.created_at);
        let asked_at = self.between(from + SECOND, self.now);
        let later = methods::find(&payment.method).is_some_and(|method| method.refund == RefundMode::Async);
        let at = if later { (asked_at + 2 * HOUR).min(self.now) } else { asked_at };
        payment.refunds.push(Refund {
            request_id: self.id('R', count),
            refund_id: ids::refund_id(asked_at, count),
            capture_id: None,
            amount,
            reason: self.dice.pick(REASONS).copied().unwrap_or_default().to_owned(),
            asked_at,
            at: Some(at),
            status: Status::Success,
            asked: 0,
        });
    }

    fn declare(&mut self, payment: &mut Payment, story: Story) {
        let Some(total) = payment.declarable.clone() else {
            return;
        };
        match story {
            Story::DeclaredInParts => {
                let first = Amount::new("CNY", total.value / 2 / 100 * 100);
                let rest = Amount::new("CNY", total.value - first.value);
                for (number, part) in [first, rest].into_iter().enumerate() {
                    let suborder = format!("{}-{}", payment.order_number, number.saturating_add(1));
                    self.declare_one(payment, part, Some(suborder), true);
                }
            }
            Story::DeclaredRefused => {
                // Just below the total, ending in 18: customs sends it back.
                let value = (total.value / 100).saturating_sub(1) * 100 + 18;
                self.declare_one(payment, Amount::new("CNY", value), None, true);
            }
            Story::DeclaredOnItsWay => self.declare_one(payment, total, None, false),
            _ => self.declare_one(payment, total, None, true),
        }
    }

    fn declare_one(
        &mut self,
        payment: &mut Payment,
        amount: Amount,
        suborder: Option<String>,
        answered: bool,
    ) {
        let count = self.count();
        let made = payment.created_at;
        let asked_at = self.between(made + SECOND, (made + 2 * HOUR).min(self.now));
        let customs = self.dice.pick(&["ZONGSHU", "ZONGSHU", "ZHENGZHOU", "NINGBO", "SHANGHAI_CBT"]);
        let before = payment.declarations.first().map(|first| first.customs_code.clone());
        let mut declaration = Declaration {
            request_id: format!("D{}{count:07}", day_digits(asked_at)),
            amount,
            region: "CN".to_owned(),
            customs_code: before.unwrap_or_else(|| customs.copied().unwrap_or("ZONGSHU").to_owned()),
            merchant_customs_code: COMPANY.0.to_owned(),
            merchant_customs_name: COMPANY.1.to_owned(),
            split: suborder.is_some(),
            customs_order_id: suborder.clone().unwrap_or_else(|| payment.order_number.clone()),
            suborder,
            certificate: None,
            identity_check: None,
            customs_payment_id: ids::customs_payment_id(asked_at, count),
            clearing_transaction_id: ids::clearing_id(asked_at, count),
            asked_at,
            last_call_at: asked_at,
            changed_at: asked_at,
            status: "IN_PROCESS".to_owned(),
            asked: 1,
            result_code: None,
            result_text: None,
            returned_at: None,
        };
        if answered {
            finish(&mut declaration, (asked_at + 20 * MINUTE).min(self.now));
        }
        payment.declarations.push(declaration);
    }
}

fn failed(mut payment: Payment, code: &str, message: &str) -> Payment {
    payment.status = Status::Fail;
    payment.code = code.to_owned();
    payment.message = message.to_owned();
    payment
}
