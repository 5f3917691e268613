//! What can have happened to a payment of the history, and which of it happens how often.

use crate::clock::{DAY, HOUR, MINUTE};
use crate::dice::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    Paid,
    PaidPartlyRefunded,
    PaidRefunded,
    RefundOnItsWay,
    Cancelled,
    Declined,
    Closed,
    Processing,
    Pending,
    Authorised,
    PartlyCaptured,
    Captured,
    CapturedPartlyRefunded,
    CapturedRefunded,
    /// Captured at once by the gateway.
    Automatic,
    AutomaticPartlyRefunded,
    DeclaredAccepted,
    DeclaredOnItsWay,
    DeclaredRefused,
    DeclaredInParts,
    ToDeclare,
}

use Story::*;

#[derive(Clone, Copy, Debug)]
pub struct Scene {
    pub story: Story,
    /// How long ago the payment was made.
    pub age: i64,
    pub method: &'static str,
    pub brand: &'static str,
    pub currency: &'static str,
}

const fn scene(story: Story, age: i64, method: &'static str, currency: &'static str) -> Scene {
    Scene { story, age, method, brand: "", currency }
}

const fn card(story: Story, age: i64, brand: &'static str, currency: &'static str) -> Scene {
    Scene { story, age, method: "CARD", brand, currency }
}

/// Always there, most wanted first: something to cancel, to capture in time, to declare, to chase.
pub const SCENES: &[Scene] = &[
    scene(Paid, 2 * MINUTE, "ALIPAY_HK", "HKD"),
    card(Authorised, 7 * DAY - 2 * HOUR, "VISA", "USD"),
    scene(ToDeclare, 3 * HOUR, "ALIPAY_CN", "CNY"),
    card(Authorised, 7 * DAY - 20 * HOUR, "MASTERCARD", "EUR"),
    scene(Paid, 4 * MINUTE, "ALIPAY_CN", "CNY"),
    card(Authorised, 4 * DAY, "VISA", "SGD"),
    card(PartlyCaptured, 2 * DAY, "VISA", "HKD"),
    scene(Processing, 3 * MINUTE, "GCASH", "PHP"),
    scene(DeclaredRefused, 2 * DAY + 5 * HOUR, "ALIPAY_CN", "CNY"),
    card(Authorised, 8 * DAY, "VISA", "USD"),
    scene(DeclaredOnItsWay, 26 * HOUR, "ALIPAY_CN", "CNY"),
    scene(Paid, 6 * MINUTE, "KAKAOPAY", "KRW"),
    card(Authorised, 90 * MINUTE, "AMEX", "USD"),
    card(Authorised, 5 * HOUR, "VISA", "KWD"),
    scene(DeclaredAccepted, 5 * DAY, "ALIPAY_CN", "CNY"),
    scene(Pending, 9 * HOUR, "KONBINI", "JPY"),
    card(Declined, 7 * HOUR, "VISA", "USD"),
    scene(RefundOnItsWay, 6 * DAY, "BANKTRANSFER_BANGKOKBANK", "THB"),
    card(CapturedPartlyRefunded, 12 * DAY, "MASTERCARD", "USD"),
    scene(PaidRefunded, 9 * DAY, "ALIPAY_HK", "HKD"),
    scene(Paid, 9 * MINUTE, "PAYPAY", "JPY"),
    card(Captured, 3 * DAY, "JCB", "JPY"),
    scene(Cancelled, 30 * HOUR, "TNG", "MYR"),
    card(Cancelled, 50 * HOUR, "VISA", "SGD"),
    scene(DeclaredInParts, 4 * DAY, "ALIPAY_CN", "CNY"),
    card(CapturedRefunded, 20 * DAY, "VISA", "EUR"),
    card(Authorised, 30 * HOUR, "VISA", "KWD"),
    scene(Closed, 11 * DAY, "TRUEMONEY", "THB"),
    card(Authorised, 7 * DAY + 3 * HOUR, "MASTERCARD", "SGD"),
    scene(Pending, 20 * HOUR, "BANKTRANSFER_BANGKOKBANK", "THB"),
    scene(ToDeclare, 50 * MINUTE, "ALIPAY_CN", "CNY"),
    card(PartlyCaptured, 9 * DAY, "MASTERCARD", "KWD"),
    scene(Paid, 12 * MINUTE, "DANA", "IDR"),
];

/// (weight, method, brand, currencies)
const WAYS: &[(u64, &str, &str, &[&str])] = &[
    (22, "CARD", "VISA", &["USD", "EUR", "HKD", "SGD", "GBP", "KWD"]),
    (15, "CARD", "MASTERCARD", &["USD", "EUR", "HKD", "SGD", "GBP"]),
    (6, "CARD", "AMEX", &["USD", "EUR"]),
    (4, "CARD", "JCB", &["JPY", "USD"]),
    (20, "ALIPAY_CN", "", &["CNY"]),
    (9, "ALIPAY_HK", "", &["HKD"]),
    (5, "GCASH", "", &["PHP"]),
    (6, "KAKAOPAY", "", &["KRW"]),
    (5, "PAYPAY", "", &["JPY"]),
    (3, "TNG", "", &["MYR"]),
    (2, "TRUEMONEY", "", &["THB"]),
    (2, "DANA", "", &["IDR"]),
    (1, "BANKTRANSFER_BANGKOKBANK", "", &["THB"]),
];

const CARD_STORIES: &[(u64, Story)] = &[
    (30, Automatic),
    (8, AutomaticPartlyRefunded),
    (26, Captured),
    (8, CapturedPartlyRefunded),
    (4, CapturedRefunded),
    (6, PartlyCaptured),
    (7, Authorised),
    (4, Cancelled),
    (7, Declined),
];

const WALLET_STORIES: &[(u64, Story)] =
    &[(70, Paid), (9, PaidPartlyRefunded), (6, PaidRefunded), (5, Cancelled), (4, Declined), (6, Closed)];

const CHINA_STORIES: &[(u64, Story)] = &[
    (34, DeclaredAccepted),
    (5, DeclaredOnItsWay),
    (5, DeclaredRefused),
    (4, DeclaredInParts),
    (8, ToDeclare),
    (30, Paid),
    (6, PaidPartlyRefunded),
    (3, PaidRefunded),
    (5, Closed),
];

fn weigh<T: Copy>(dice: &mut Dice, choices: impl Iterator<Item = (u64, T)> + Clone) -> Option<T> {
    let mut at = dice.below(choices.clone().map(|(weight, _)| weight).sum());
    for (weight, choice) in choices {
        if at < weight {
            return Some(choice);
        }
        at -= weight;
    }
    None
}

/// A scene of this age, drawn.
pub fn draw(dice: &mut Dice, age: i64) -> Scene {
    let ways =
        WAYS.iter().map(|(weight, method, brand, currencies)| (*weight, (*method, *brand, *currencies)));
    let (method, brand, currencies) = weigh(dice, ways).unwrap_or(("CARD", "VISA", &["USD"]));
    let stories = match method {
        "CARD" => CARD_STORIES,
        "ALIPAY_CN" => CHINA_STORIES,
        _ => WALLET_STORIES,
    };
    let mut story = weigh(dice, stories.iter().copied()).unwrap_or(Paid);
    if story == Cancelled && method != "CARD" && (method == "DANA" || method.starts_with("BANKTRANSFER")) {
        story = Paid; // these cannot be cancelled once paid
    }
    let currency = dice.pick(currencies).copied().unwrap_or("USD");
    Scene { story, age, method, brand, currency }
}
