//! Links that nobody answers: the gateway tells agreements only, so their end is ours to find.

use std::sync::Arc;

use antom::Stamp;
use domain::{AgreementState, AuthState, Bar, DossierKind, Moment, SubscriptionState};
use engine::{ConsentWish, Failed, Merchant, link_check};
use serde_json::json;
use testkit::StoppingLedger;

use crate::shop::open;
use crate::shop::road::{At, Road, Trouble};
use crate::stand::Stand;
use crate::subscription::{ask, begun, buyer, standing, state};

/// So long a link works when nothing was asked for; the gateway's own term.
const TERM: i64 = 30 * Moment::MINUTE;

async fn until(stand: &Stand, id: &str) -> Moment {
    standing(stand, id).await.dossier.link_until().unwrap()
}

/// A merchant beside, and the road that counts what it sends.
async fn counted(stand: &Stand, trouble: Trouble) -> (Merchant, Arc<Road>) {
    let ledger = StoppingLedger::new(open(&stand.file).await);
    let road = Road::new(stand.street.http.clone(), ledger, trouble);
    (stand.beside(road.clone()).await, road)
}

fn sent(road: &Road) -> usize {
    road.sent.lock().unwrap().len()
}

#[tokio::test]
async fn a_link_nobody_agreed_on_is_asked_about_once_when_it_ended_and_then_closed() {
    let stand = Stand::open().await;
    let before = stand.street.now();
    let id = begun(&stand, 30_000).await;
    let until = until(&stand, &id).await;
    assert!(until.since(before) >= TERM && until <= stand.street.now().plus(TERM));
    buyer(&stand, &id, "refuse").await;
    let (merchant, road) = counted(&stand, Trouble::None).await;
    for early in [until, link_check(until).plus(-1)] {
        stand.street.clock.set(early);
        assert_eq!(merchant.close_ended_links().await, Ok(0));
        assert_eq!(state(&stand, &id).await, SubscriptionState::Offered);
    }
    assert_eq!(sent(&road), 0, "nothing is asked before its time");
    stand.street.clock.set(link_check(until));
    assert_eq!(merchant.close_ended_links().await, Ok(1));
    assert_eq!(state(&stand, &id).await, SubscriptionState::RanOut);
    assert_eq!(standing(&stand, &id).await.dossier.link_until(), None);
    assert_eq!(merchant.close_ended_links().await, Ok(0));
    assert_eq!(sent(&road), 1, "asked once");
    // There is nothing to end, and nothing to change.
    let over = standing(&stand, &id).await;
    assert_eq!(merchant.may_end(&over), Err(Bar::NotRunning));
    assert_eq!(merchant.may_change(&over), Err(Bar::NotRunning));
    stand.is_sound().await;
}

#[tokio::test]
async fn an_agreement_whose_news_was_lost_is_found_when_the_link_ended() {
    let stand = Stand::open().await;
    for begins_later in [0, 10 * Moment::DAY] {
        let id = stand.street.id();
        let mut ask = ask(&stand, &id, 30_000);
        ask.subscription_start_time = Some(Stamp::new(stand.street.now().plus(begins_later).iso()));
        stand.merchant.subscribe(ask).await.unwrap();
        stand.rest().await;
        stand.play("/practice/subscription", json!({ "subscription_request_id": id, "do": "agree" })).await;
        stand.street.clock.set(link_check(until(&stand, &id).await));
        assert_eq!(stand.merchant.close_ended_links().await, Ok(0));
        assert_eq!(state(&stand, &id).await, SubscriptionState::Active, "begins {begins_later} later");
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn a_link_is_not_closed_before_the_gateway_was_asked() {
    let stand = Stand::open().await;
    let id = begun(&stand, 30_000).await;
    for at in [At::RequestLost, At::AnswerLost, At::Unreachable] {
        let (merchant, road) = counted(&stand, Trouble::Send(1, at)).await;
        let due = link_check(until(&stand, &id).await);
        stand.street.clock.set(due.max(stand.street.now()));
        assert!(merchant.close_ended_links().await.is_err(), "{at:?}");
        assert_eq!(state(&stand, &id).await, SubscriptionState::Offered, "{at:?}");
        assert_eq!(merchant.close_ended_links().await, Ok(0), "{at:?}: not again and again");
        assert_eq!(sent(&road), 1, "{at:?}");
        stand.street.clock.advance(5 * Moment::MINUTE);
        if at == At::Unreachable {
            assert_eq!(merchant.close_ended_links().await, Ok(1));
        }
    }
    assert_eq!(state(&stand, &id).await, SubscriptionState::RanOut);
}

#[tokio::test]
async fn a_longer_link_is_waited_for_longer_and_one_of_two_days_is_refused() {
    let stand = Stand::open().await;
    let id = stand.street.id();
    let mut ask = ask(&stand, &id, 30_000);
    let now = stand.street.now();
    let expiry = now.plus(20 * Moment::HOUR);
    ask.subscription_expiry_time = Some(Stamp::new(expiry.iso()));
    stand.merchant.subscribe(ask.clone()).await.unwrap();
    stand.rest().await;
    // The gateway's times are whole seconds.
    assert!(until(&stand, &id).await.since(expiry).abs() < Moment::SECOND);
    stand.street.clock.advance(2 * Moment::HOUR);
    assert_eq!(stand.merchant.close_ended_links().await, Ok(0));
    buyer(&stand, &id, "agree").await;
    assert_eq!(state(&stand, &id).await, SubscriptionState::Active);
    ask.subscription_expiry_time = Some(Stamp::new(stand.street.now().plus(48 * Moment::HOUR).iso()));
    assert!(matches!(stand.merchant.subscribe(ask).await, Err(Failed::Request(_))));
}

#[tokio::test]
async fn a_consent_nobody_waits_for_any_more_is_taken_all_the_same() {
    let stand = Stand::open().await;
    let begin = |state: String| ConsentWish {
        draft: AuthState::parse(&state).unwrap(),
        wallet: "GCASH".into(),
        buyer: "Ana of the third floor".into(),
    };
    let own = async |id: &str| {
        let standing = stand.merchant.dossier(DossierKind::Agreement, id).await.unwrap();
        (standing.dossier.agreement_state().unwrap(), standing.version)
    };
    let id = stand.street.id();
    stand.merchant.ask_consent(begin(id.clone())).await.unwrap();
    stand.play("/practice/consent", json!({ "auth_state": id, "do": "refuse" })).await;
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(own(&id).await.0, AgreementState::Offered, "a refusal is told to nobody");
    stand.merchant.give_up_consent(&id).await.unwrap();
    let (given_up, version) = own(&id).await;
    assert_eq!(given_up, AgreementState::GivenUp);
    stand.merchant.give_up_consent(&id).await.unwrap();
    assert_eq!(own(&id).await.1, version, "pressed twice, written once");

    let id = stand.street.id();
    stand.merchant.ask_consent(begin(id.clone())).await.unwrap();
    stand.merchant.give_up_consent(&id).await.unwrap();
    stand.play("/practice/consent", json!({ "auth_state": id, "do": "agree" })).await;
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert_eq!(own(&id).await.0, AgreementState::Active);
    let refused = stand.merchant.give_up_consent(&id).await;
    assert_eq!(refused.map(|_| ()), Err(Failed::Bar(Bar::NotWaiting)));
    stand.is_sound().await;
}
