//! What came to nothing says so, and who ended a consent does not depend on the order of the news.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use domain::{
    ActAsked, AgreementOpening, AgreementReport, AuthState, Dossier, DossierEvent, EndedBy,
    MerchantReference, Moment, Opening, OrderId, OrderKind, RegistrationOpening, RegistrationRequestId,
    RegistrationState, Report, SubscriptionId, SubscriptionOpening, SubscriptionReport,
    SubscriptionRequestId, SubscriptionState,
};

fn after(opening: Opening, events: &[DossierEvent]) -> Dossier {
    let begun = Dossier::begin(opening, Moment(0));
    let at = (1..).map(Moment);
    events.iter().zip(at).fold(begun, |dossier, (event, at)| dossier.on(event, at).unwrap())
}

fn asked(order: &str, kind: OrderKind) -> DossierEvent {
    let order = OrderId::parse(order).unwrap();
    DossierEvent::ActAsked(ActAsked { order, kind, amount: None, details: BTreeMap::new() })
}

fn refused(order: &str) -> DossierEvent {
    let (code, message) = ("REPEAT_REGISTRATION".into(), "made up".into());
    DossierEvent::ActRefused { order: OrderId::parse(order).unwrap(), code, message }
}

#[test]
fn a_registration_the_gateway_refused_is_not_sent_for_ever() {
    let opening = || {
        Opening::Registration(RegistrationOpening {
            request: RegistrationRequestId::parse("REG-1").unwrap(),
            merchant: MerchantReference::parse("M-1").unwrap(),
            display_name: "Made-up Shop".into(),
            legal_name: "Made-up Shop Ltd".into(),
            store: None,
            store_name: None,
        })
    };
    let state = |events: &[DossierEvent]| after(opening(), events).registration_state();
    let register = OrderKind::Register;
    assert_eq!(state(&[asked("a", register)]), Some(RegistrationState::Asked));
    assert_eq!(state(&[asked("a", register), refused("a")]), Some(RegistrationState::Rejected));
    let again = [asked("a", register), refused("a"), asked("b", register)];
    assert_eq!(state(&again), Some(RegistrationState::Asked), "another is on its way");
}

fn subscription() -> Opening {
    Opening::Subscription(SubscriptionOpening {
        request: SubscriptionRequestId::parse("SUB-1").unwrap(),
        description: "tea".into(),
        amount: None,
        period: None,
        starts: None,
        ends: None,
        method: "GCASH".into(),
        link_until: None,
    })
}

fn stands(status: &str) -> DossierEvent {
    DossierEvent::Reported(Report::Subscription(SubscriptionReport::Stands {
        subscription: SubscriptionId::parse("S-1").unwrap(),
        status: status.into(),
        because: "CREATE".into(),
        amount: None,
        period: None,
        ends: None,
    }))
}

#[test]
fn a_subscription_that_never_began_says_so() {
    let subscribe = OrderKind::Subscribe;
    let cases: [(&[DossierEvent], SubscriptionState); 6] = [
        (&[asked("a", subscribe)], SubscriptionState::Asked),
        (&[asked("a", subscribe), refused("a")], SubscriptionState::Refused),
        (&[asked("a", subscribe), stands("FAIL")], SubscriptionState::Refused),
        (&[asked("a", subscribe), stands("PENDING")], SubscriptionState::Pending),
        (&[stands("ACTIVE"), stands("PENDING")], SubscriptionState::Active),
        (&[stands("A_NEW_WORD")], SubscriptionState::Other),
    ];
    for (events, state) in cases {
        assert_eq!(after(subscription(), events).subscription_state(), Some(state), "{events:?}");
    }
}

#[test]
fn who_ended_a_consent_is_the_same_in_any_order() {
    let opening = || {
        Opening::Agreement(AgreementOpening {
            state: AuthState::parse("STATE-1").unwrap(),
            wallet: "GCASH".into(),
            buyer: "Made-up Maria".into(),
            scopes: Vec::new(),
        })
    };
    let token = |digest: &str| {
        DossierEvent::Reported(Report::Agreement(AgreementReport::Token {
            token: String::new(),
            digest: digest.into(),
            expires: None,
            refresh: None,
            refresh_expires: None,
            login: None,
        }))
    };
    let ended = |by| {
        let (digest, reason) = (Some("one".to_owned()), String::new());
        DossierEvent::Reported(Report::Agreement(AgreementReport::Ended { digest, by, reason }))
    };
    let by = |events: &[DossierEvent]| after(opening(), events).ended_by().map(|(by, _)| by);
    let one = || token("one");
    for (first, second, who) in [
        (EndedBy::Us, EndedBy::Buyer, EndedBy::Us),
        (EndedBy::Buyer, EndedBy::Found, EndedBy::Buyer),
        (EndedBy::Us, EndedBy::Found, EndedBy::Us),
    ] {
        assert_eq!(by(&[one(), ended(first), ended(second)]), Some(who));
        assert_eq!(by(&[one(), ended(second), ended(first)]), Some(who));
    }
    assert_eq!(by(&[one(), ended(EndedBy::Us), token("two")]), None, "the newer token is another consent");
}
