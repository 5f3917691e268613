//! Subscriptions: begun, agreed to, debited by the gateway's own clock, changed, ended.

use std::collections::BTreeSet;

use antom::SubscriptionOrder;
use antom::parts::{Env, PaymentMethod, PeriodRule};
use antom::subscription_change::SubscriptionChangeAsk;
use antom::subscription_create::SubscriptionCreateAsk;
use domain::{
    Bar, DossierKind, Moment, OrderId, PayProduct, PaymentState, Progress, SubscriptionChangeId,
    SubscriptionReport, SubscriptionRequestId, SubscriptionState,
};
use engine::{ChangeWish, DossierStanding, EndWish, Failed, or_now};
use serde_json::json;
use testkit::StoppingLedger;

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{agree, money, open};
use crate::stand::Stand;

/// A period of the practice gateway, whatever its rule says.
const PERIOD: i64 = 3 * Moment::MINUTE;

pub fn ask(stand: &Stand, id: &str, minor: u64) -> SubscriptionCreateAsk {
    SubscriptionCreateAsk {
        subscription_request_id: Some(SubscriptionRequestId::parse(id).unwrap()),
        subscription_description: Some("a box of tea".into()),
        subscription_redirect_url: Some("https://shop.example.test/agreed".into()),
        subscription_start_time: Some(or_now(None, stand.street.now())),
        period_rule: Some(PeriodRule {
            period_type: Some("MONTH".into()),
            period_count: Some("1".into()),
            ..PeriodRule::default()
        }),
        payment_method: Some(PaymentMethod {
            payment_method_type: Some("GCASH".into()),
            ..PaymentMethod::default()
        }),
        order_info: Some(SubscriptionOrder {
            order_amount: Some(money(minor, "PHP")),
            ..SubscriptionOrder::default()
        }),
        payment_amount: Some(money(minor, "PHP")),
        env: Some(Env { terminal_type: Some("WEB".into()), ..Env::default() }),
        ..SubscriptionCreateAsk::default()
    }
}

pub async fn standing(stand: &Stand, id: &str) -> DossierStanding {
    stand.merchant.dossier(DossierKind::Subscription, id).await.unwrap()
}

pub async fn state(stand: &Stand, id: &str) -> SubscriptionState {
    standing(stand, id).await.dossier.subscription_state().unwrap()
}

async fn progress(stand: &Stand, id: &str, order: &OrderId) -> Progress {
    standing(stand, id).await.dossier.acts[order].progress.clone()
}

pub async fn begun(stand: &Stand, minor: u64) -> String {
    let id = stand.street.id();
    stand.merchant.subscribe(ask(stand, &id, minor)).await.unwrap();
    stand.rest().await;
    assert_eq!(state(stand, &id).await, SubscriptionState::Offered);
    id
}

pub async fn buyer(stand: &Stand, id: &str, does: &str) {
    stand.play("/practice/subscription", json!({ "subscription_request_id": id, "do": does })).await;
    stand.merchant.read_feed().await.unwrap();
}

async fn running(stand: &Stand, minor: u64) -> String {
    let id = begun(stand, minor).await;
    buyer(stand, &id, "agree").await;
    assert_eq!(state(stand, &id).await, SubscriptionState::Active);
    id
}

/// The periods the dossier knows, by the gateway's id of their payments.
async fn periods(stand: &Stand, id: &str) -> BTreeSet<String> {
    let own = standing(stand, id).await;
    let payments = own.dossier.subscriptions().filter_map(|report| match report {
        SubscriptionReport::Period { payment, paid: true, .. } => Some(payment.to_string()),
        _ => None,
    });
    payments.collect()
}

async fn later(stand: &Stand, millis: i64) {
    stand.street.clock.advance(millis);
    stand.merchant.read_feed().await.unwrap();
}

fn change(stand: &Stand, minor: u64) -> (OrderId, ChangeWish) {
    let draft = stand.street.id();
    let ask = SubscriptionChangeAsk {
        subscription_change_request_id: Some(SubscriptionChangeId::parse(&draft).unwrap()),
        payment_amount: Some(money(minor, "PHP")),
        payment_amount_difference: Some(money(1_000, "PHP")),
        order_info: Some(SubscriptionOrder {
            order_amount: Some(money(minor, "PHP")),
            ..SubscriptionOrder::default()
        }),
        ..SubscriptionChangeAsk::default()
    };
    (OrderId::parse(&draft).unwrap(), ChangeWish::Change(Box::new(ask)))
}

fn end(stand: &Stand, id: &str, at_once: bool) -> EndWish {
    let draft = OrderId::parse(&stand.street.id()).unwrap();
    EndWish { draft, subscription: id.to_owned(), version: None, at_once }
}

#[tokio::test]
async fn agreed_to_and_debited_by_the_gateway() {
    let stand = Stand::open().await;
    let id = running(&stand, 30_000).await;
    assert_eq!(periods(&stand, &id).await.len(), 1, "the first period is debited when the buyer agrees");
    later(&stand, 2 * PERIOD).await;
    let known = periods(&stand, &id).await;
    assert_eq!(known.len(), 3);
    for period in &known {
        // Each is a payment like any other: it can be found, and given back.
        let payment = stand.payment(period).await;
        assert_eq!(payment.state(), PaymentState::Paid);
        assert!(payment.asked.elsewhere && payment.asked.product == PayProduct::Agreement);
        assert_eq!(payment.asked.amount, money(30_000, "PHP"));
        agree(&payment, &stand.street.booked(payment.asked.request.as_str()).await.unwrap());
    }
    // Asking tells what the news told.
    stand.merchant.inquire_subscription(&id).await.unwrap();
    assert_eq!(periods(&stand, &id).await, known);
    let version = standing(&stand, &id).await.version;
    stand.merchant.inquire_subscription(&id).await.unwrap();
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(standing(&stand, &id).await.version, version, "heard again, nothing changes");
    assert_eq!(stand.effects("createSubscription", &id).await, 1);
    stand.is_sound().await;
}

#[tokio::test]
async fn the_buyer_refuses() {
    let stand = Stand::open().await;
    let id = begun(&stand, 30_000).await;
    let (draft, wish) = change(&stand, 40_000);
    let barred = stand.merchant.change_subscription(draft, &id, None, wish).await;
    assert_eq!(barred, Err(Failed::Bar(Bar::NotRunning)));
    buyer(&stand, &id, "refuse").await;
    later(&stand, 2 * PERIOD).await;
    assert_eq!(state(&stand, &id).await, SubscriptionState::Offered);
    assert!(periods(&stand, &id).await.is_empty());
    assert_eq!(stand.street.books().await.len(), 0, "nothing was debited");
    stand.is_sound().await;
}

/// The gateway's list does not tell our ids, nor did its news yet: what was begun here is not opened again.
#[tokio::test]
async fn found_in_the_list_it_is_no_twin() {
    let stand = Stand::open().await;
    let id = begun(&stand, 30_000).await;
    stand.play("/practice/subscription", json!({ "subscription_request_id": id, "do": "agree" })).await;
    assert_eq!(standing(&stand, &id).await.dossier.subscription_id(), None);
    for _ in 0..2 {
        assert_eq!(stand.merchant.list_subscriptions(30).await, Ok(1));
        let all = stand.merchant.ledger().streams("subscription/").await.unwrap();
        assert_eq!(all, [standing(&stand, &id).await.stream]);
        assert!(standing(&stand, &id).await.dossier.subscription_id().is_some());
    }
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(state(&stand, &id).await, SubscriptionState::Active);
    assert_eq!(stand.merchant.ledger().streams("subscription/").await.unwrap().len(), 1);
    stand.is_sound().await;
}

#[tokio::test]
async fn changed_from_the_next_period_on() {
    let stand = Stand::open().await;
    let id = running(&stand, 30_000).await;
    let (draft, wish) = change(&stand, 40_000);
    let order = stand.merchant.change_subscription(draft.clone(), &id, None, wish.clone()).await.unwrap();
    let again = stand.merchant.change_subscription(draft, &id, None, wish).await.unwrap();
    assert_eq!(again, order, "the same sheet");
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert!(progress(&stand, &id, &order).await.is_done());
    assert_eq!(stand.effects("changeSubscription", order.as_str()).await, 1);
    // The gateway's news of a change tells no amount: what was asked and done is the price now.
    assert_eq!(standing(&stand, &id).await.dossier.subscription_price(), Some(money(40_000, "PHP")));
    later(&stand, 2 * PERIOD).await;
    let mut amounts = Vec::new();
    for booked in stand.street.books().await {
        amounts.push(crate::shop::sum(&booked["amount"], "value"));
    }
    // The difference once, then the new amount.
    assert_eq!(amounts, [30_000, 1_000, 40_000]);
    stand.is_sound().await;
}

#[tokio::test]
async fn ended_at_once() {
    let stand = Stand::open().await;
    let id = running(&stand, 30_000).await;
    let order = stand.merchant.end_subscription(end(&stand, &id, true)).await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    assert_eq!(state(&stand, &id).await, SubscriptionState::Terminated, "before anybody tells");
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert_eq!(state(&stand, &id).await, SubscriptionState::Terminated);
    later(&stand, 3 * PERIOD).await;
    assert_eq!(periods(&stand, &id).await.len(), 1, "nothing is debited any more");
    let again = stand.merchant.end_subscription(end(&stand, &id, true)).await;
    assert_eq!(again, Err(Failed::Bar(Bar::NotRunning)));
    let (draft, wish) = change(&stand, 40_000);
    let barred = stand.merchant.change_subscription(draft, &id, None, wish).await;
    assert_eq!(barred, Err(Failed::Bar(Bar::NotRunning)));
    stand.is_sound().await;
}

/// Answers lost by the gateway, by the amount's last digits.
#[tokio::test]
async fn the_gateway_loses_answers() {
    let stand = Stand::open().await;
    for minor in [30_013, 30_014, 30_017] {
        let id = begun(&stand, minor).await;
        assert_eq!(stand.effects("createSubscription", &id).await, 1, "{minor}");
        buyer(&stand, &id, "agree").await;
        let (draft, wish) = change(&stand, minor + 10_000);
        let order = stand.merchant.change_subscription(draft, &id, None, wish).await.unwrap();
        taken_and_told(&stand).await;
        assert!(progress(&stand, &id, &order).await.is_done(), "{minor}");
        assert_eq!(stand.effects("changeSubscription", order.as_str()).await, 1, "{minor}");
    }
    stand.is_sound().await;
}

/// What was lost is sent again; then the news tells the outcome, and nothing is open.
async fn taken_and_told(stand: &Stand) {
    stand.step_if_open().await;
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
}

async fn troubled(stand: &Stand, at: At) -> engine::Merchant {
    let ledger = StoppingLedger::new(open(&stand.file).await);
    stand.beside(Road::new(stand.street.http.clone(), ledger, Trouble::Send(1, at))).await
}

/// A second change is lost on the way. What the gateway says about the first one, and a period that is paid,
/// do not settle it.
#[tokio::test]
async fn a_second_change_is_not_settled_by_the_first() {
    let stand = Stand::open().await;
    let id = running(&stand, 30_000).await;
    let (draft, wish) = change(&stand, 40_000);
    let first = stand.merchant.change_subscription(draft, &id, None, wish).await.unwrap();
    assert_eq!(progress(&stand, &id, &first).await, Progress::Pending, "accepted is not done");
    taken_and_told(&stand).await;
    assert!(progress(&stand, &id, &first).await.is_done());
    let (draft, wish) = change(&stand, 50_000);
    let merchant = troubled(&stand, At::RequestLost).await;
    let order = merchant.change_subscription(draft, &id, None, wish).await.unwrap();
    later(&stand, PERIOD).await;
    assert_eq!(periods(&stand, &id).await.len(), 2, "there was news");
    assert!(progress(&stand, &id, &order).await.is_open(), "but none of this change");
    assert_eq!(stand.effects("changeSubscription", order.as_str()).await, 0);
    stand.step().await;
    assert_eq!(stand.effects("changeSubscription", order.as_str()).await, 1, "sent again, done once");
    assert_eq!(progress(&stand, &id, &order).await, Progress::Pending, "accepted is not done");
    // The gateway tells both changes in the same words, under an id each.
    stand.merchant.read_feed().await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    assert!(!stand.is_open(order.as_str()).await);
    let version = standing(&stand, &id).await.version;
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(standing(&stand, &id).await.version, version, "read again, nothing changes");
    stand.is_sound().await;
}

/// It ends with its period already and is now to end at once: that it ends some day is no answer.
/// The same sheet pressed twice is one end; another sheet is told that it ends already.
#[tokio::test]
async fn ended_twice_it_ends_once() {
    let stand = Stand::open().await;
    let id = running(&stand, 30_000).await;
    let wish = end(&stand, &id, false);
    let first = stand.merchant.end_subscription(wish.clone()).await.unwrap();
    assert_eq!(stand.merchant.end_subscription(wish).await, Ok(first.clone()));
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert!(progress(&stand, &id, &first).await.is_done());
    let second = stand.merchant.end_subscription(end(&stand, &id, false)).await;
    assert_eq!(second, Err(Failed::Bar(Bar::EndsWithItsPeriod)));
    assert_eq!(stand.sent_and_asked(first.as_str()).await.0, 1, "sent once");
    assert_eq!(state(&stand, &id).await, SubscriptionState::Cancelled);
    stand.is_sound().await;
}

#[tokio::test]
async fn ending_at_once_is_more_than_ending() {
    let stand = Stand::open().await;
    for at in [At::RequestLost, At::AnswerLost] {
        let id = running(&stand, 30_000).await;
        let first = stand.merchant.end_subscription(end(&stand, &id, false)).await.unwrap();
        stand.merchant.read_feed().await.unwrap();
        stand.rest().await;
        assert!(progress(&stand, &id, &first).await.is_done());
        assert_eq!(state(&stand, &id).await, SubscriptionState::Cancelled);
        let merchant = troubled(&stand, at).await;
        let order = merchant.end_subscription(end(&stand, &id, true)).await.unwrap();
        assert!(progress(&stand, &id, &order).await.is_open());
        stand.rest().await;
        assert!(progress(&stand, &id, &order).await.is_done(), "{at:?}");
        stand.merchant.inquire_subscription(&id).await.unwrap();
        assert_eq!(state(&stand, &id).await, SubscriptionState::Terminated, "{at:?}");
    }
    stand.is_sound().await;
}
