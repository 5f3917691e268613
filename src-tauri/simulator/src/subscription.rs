//! Subscriptions: what the buyer agreed to pay each period, and the payments time makes of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::answer::Word;
use crate::clock::{MINUTE, iso};
use crate::money::Amount;
use crate::notices::Notice;
use crate::pay::settle;
use crate::pay_agreement::{NO_BALANCE, debit};
use crate::state::{Entry, Turn};

/// A period is this short in practice, whatever its rule says (as in the gateway's sandbox).
pub const PERIOD: i64 = 3 * MINUTE;

/// So many periods of a subscription are run at most.
pub const PERIODS: u32 = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// The buyer has not decided.
    Asked,
    Refused,
    Active,
    /// It ends with the period.
    Cancelled,
    Terminated,
}

impl Stage {
    /// The word of `subscriptionStatus`. There is none before the buyer agreed, and none for a refusal: to the
    /// gateway's calls and news there is no such subscription.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Asked | Self::Refused => None,
            Self::Active => Some("ACTIVE"),
            Self::Cancelled => Some("CANCELLED"),
            Self::Terminated => Some("TERMINATED"),
        }
    }
}

/// Some first periods at another price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    pub first: u32,
    pub last: u32,
    pub amount: Amount,
}

/// One period that was paid, or should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Counted from 1.
    pub number: u32,
    pub from: i64,
    pub to: i64,
    pub payment_id: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    pub request_id: String,
    pub subscription_id: String,
    /// What the request said; the same id with other content is inconsistent.
    pub content: String,
    pub description: String,
    pub wallet: String,
    pub redirect_url: String,
    pub start_at: i64,
    pub end_at: Option<i64>,
    pub period_type: String,
    pub period_count: u64,
    pub amount: Amount,
    pub trials: Vec<Trial>,
    /// The first period after a change costs this.
    pub difference: Option<Amount>,
    pub asked_at: i64,
    pub expires_at: i64,
    pub stage: Stage,
    /// When the buyer agreed.
    pub agreed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub phases: Vec<Phase>,
    /// So much earlier periods begin, because somebody would not wait for them.
    #[serde(default)]
    pub hurried: i64,
    /// The period the wallet holds too little for.
    #[serde(default)]
    pub empty_at: Option<u32>,
    /// Changes and updates that were carried out: their ids, content and kind.
    pub changes: Vec<(String, String, String)>,
}

impl Subscription {
    /// When the first period begins: not before the buyer agreed.
    fn first_period(&self) -> Option<i64> {
        self.agreed_at.map(|at| at.max(self.start_at).saturating_sub(self.hurried))
    }

    /// The next period without a payment, if there is to be one: its number and when it begins.
    fn coming(&self) -> Option<(u32, i64)> {
        let number = u32::try_from(self.phases.len()).ok()?.saturating_add(1);
        let before = i64::from(number.saturating_sub(1)).saturating_mul(PERIOD);
        let from = self.first_period()?.saturating_add(before);
        let over = self.end_at.is_some_and(|end| from >= end) || self.ended_at.is_some_and(|end| from >= end);
        (number <= PERIODS && !over).then_some((number, from))
    }

    /// The next period that has begun by `now` and has no payment yet.
    fn next_phase(&self, now: i64) -> Option<(u32, i64, i64)> {
        let (number, from) = self.coming()?;
        (from <= now).then(|| (number, from, from.saturating_add(PERIOD)))
    }

    /// Somebody can be spared the wait for a period: it runs, and one is still to come.
    pub fn can_hurry(&self) -> bool {
        matches!(self.stage, Stage::Active | Stage::Cancelled) && self.coming().is_some()
    }

    /// The next period begins now, paid or not.
    pub fn hurry(&mut self, now: i64, paid: bool) {
        let Some((number, from)) = self.coming() else { return };
        self.hurried = self.hurried.saturating_add(from.saturating_sub(now).max(0));
        self.empty_at = (!paid).then_some(number).or(self.empty_at);
    }

    /// What a period costs.
    fn price(&self, number: u32) -> Amount {
        let trial = self.trials.iter().find(|trial| (trial.first..=trial.last).contains(&number));
        trial.map_or_else(|| self.amount.clone(), |trial| trial.amount.clone())
    }

    pub fn rule(&self) -> Value {
        json!({ "periodType": self.period_type, "periodCount": self.period_count })
    }

    /// notifySubscription (section 7).
    fn body(&self, kind: &str) -> Value {
        let mut body = json!({
            "subscriptionRequestId": self.request_id,
            "subscriptionId": self.subscription_id,
            "subscriptionStatus": self.stage.word(),
            "subscriptionNotificationType": kind,
            "subscriptionStartTime": iso(self.start_at),
            "periodRule": self.rule(),
        });
        if let (Some(end), Some(body)) = (self.end_at, body.as_object_mut()) {
            body.insert("subscriptionEndTime".to_owned(), json!(iso(end)));
        }
        body
    }

    /// What is told of the way from `before` to here.
    fn notices(&self, before: Option<&Self>, now: i64) -> Vec<Notice> {
        let mut kinds = Vec::new();
        let was = before.map(|before| before.stage);
        if self.stage == Stage::Active && was != Some(Stage::Active) {
            kinds.push("CREATE");
        }
        let known = before.map_or(0, |before| before.changes.len());
        kinds.extend(self.changes.iter().skip(known).map(
            |(_, _, kind)| {
                if kind == "change" { "CHANGE" } else { "UPDATE" }
            },
        ));
        if self.stage == Stage::Cancelled && was != Some(Stage::Cancelled) {
            kinds.push("CANCEL");
        }
        if self.stage == Stage::Terminated && was != Some(Stage::Terminated) {
            kinds.push("TERMINATE");
        }
        kinds.into_iter().map(|kind| (now, "SUBSCRIPTION", self.body(kind))).collect()
    }
}

/// All subscriptions, in the order they were asked for.
#[derive(Default)]
pub struct Subscriptions {
    pub list: Vec<Subscription>,
}

impl Subscriptions {
    pub fn get(&self, id: &str) -> Option<&Subscription> {
        self.list.iter().find(|subscription| subscription.subscription_id == id)
    }

    pub fn by_request(&self, id: &str) -> Option<&Subscription> {
        self.list.iter().find(|subscription| subscription.request_id == id)
    }

    pub fn put(&mut self, subscription: Subscription) {
        match self.list.iter_mut().find(|known| known.subscription_id == subscription.subscription_id) {
            Some(slot) => *slot = subscription,
            None => self.list.push(subscription),
        }
    }

    /// What notifyPayment adds for the payment of a period.
    pub fn further(&self, payment_id: &str) -> Map<String, Value> {
        let found = self.list.iter().find_map(|subscription| {
            let phase = subscription.phases.iter().find(|phase| phase.payment_id == payment_id)?;
            let further = json!({
                "subscriptionId": subscription.subscription_id,
                "subscriptionRequestId": subscription.request_id,
                "periodStartTime": iso(phase.from),
                "periodEndTime": iso(phase.to),
                "phaseNo": phase.number.to_string(),
            });
            further.as_object().cloned()
        });
        found.unwrap_or_default()
    }
}

impl Turn<'_> {
    /// Keeps a subscription, and makes an event of every step the merchant is told.
    pub fn save_subscription(&mut self, subscription: Subscription) {
        let before = self.state.subscriptions.get(&subscription.subscription_id);
        let notices = subscription.notices(before, self.now);
        self.write(Entry::Subscription(Box::new(subscription)));
        for (at, notify_type, body) in notices {
            self.event(at, notify_type, body);
        }
    }
}

/// Pays every period that has begun by the turn's time, each dated when it began.
pub fn pay_periods(turn: &mut Turn<'_>) {
    let now = turn.now;
    let ids: Vec<String> = turn
        .state
        .subscriptions
        .list
        .iter()
        .filter(|subscription| subscription.next_phase(now).is_some())
        .map(|subscription| subscription.subscription_id.clone())
        .collect();
    for id in ids {
        while let Some(subscription) = turn.state.subscriptions.get(&id).cloned() {
            let Some(phase) = subscription.next_phase(now) else {
                break;
            };
            turn.now = phase.1;
            pay_period(turn, subscription, phase);
        }
        turn.now = now;
    }
}

fn pay_period(turn: &mut Turn<'_>, mut subscription: Subscription, (number, from, to): (u32, i64, i64)) {
    let price = subscription.difference.take().unwrap_or_else(|| subscription.price(number));
    let request_id = format!("{}P{number:02}", subscription.subscription_id);
    let about = (request_id.clone(), subscription.description.clone());
    let wallet = subscription.wallet.clone();
    let mut payment = debit(turn, &request_id, (&about.0, &about.1), &wallet, price.clone());
    let paid = price.value % 100 != NO_BALANCE && subscription.empty_at != Some(number);
    if paid {
        settle(turn, &mut payment);
    } else {
        payment.fail("USER_BALANCE_NOT_ENOUGH", "the buyer's balance is too small");
    }
    let payment_id = payment.payment_id.clone();
    subscription.phases.push(Phase { number, from, to, payment_id: payment_id.clone() });
    // The period first, so that the payment is told with it.
    turn.save_subscription(subscription);
    turn.save(payment);
    let word = if paid { Word::S } else { Word::F };
    turn.log("pay", &request_id, (Some(payment_id), Some(price)), word, paid);
}
