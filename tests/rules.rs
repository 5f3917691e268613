//! Rules as data: what an amount is, how a payment moves, what may be done with it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use domain::{
    Bar, CaptureId, Currency, DeclarationRequestId, Event, Moment, Money, OrderNumber, Payment, PaymentState,
};
use serde::Deserialize;
use testkit::cases;

/// The name of an error, without what it holds.
fn name(error: impl Debug) -> String {
    format!("{error:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyCase {
    why: String,
    typed: String,
    currency: Currency,
    then: MoneyThen,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MoneyThen {
    Minor(u64),
    Error(String),
}

#[test]
fn money() {
    for (file, case) in cases::<MoneyCase>("money") {
        let got = match Money::parse(&case.typed, case.currency) {
            Ok(money) => MoneyThen::Minor(money.minor()),
            Err(error) => MoneyThen::Error(name(error)),
        };
        assert_eq!(got, case.then, "{file}: {}", case.why);
        if let MoneyThen::Minor(minor) = got {
            let money = Money::from_minor(minor, case.currency).unwrap();
            assert_eq!(Money::parse(&money.decimal(), case.currency), Ok(money), "{file}: as it is printed");
        }
    }
}

#[derive(Deserialize)]
struct Told {
    at: Moment,
    #[serde(flatten)]
    event: Event,
}

/// Where the told events lead; all of them are legal.
fn payment(file: &str, given: &[Told]) -> Payment {
    let Some((Told { event: Event::Asked(asked), at }, rest)) = given.split_first() else {
        panic!("{file}: a payment begins with its asking");
    };
    rest.iter().fold(Payment::begin(asked.clone(), *at), |payment, told| {
        payment.on(&told.event, told.at).unwrap_or_else(|illegal| panic!("{file}: given: {illegal}"))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateCase {
    why: String,
    given: Vec<Told>,
    when: Told,
    then: StateThen,
}

/// Only what a case names is compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateThen {
    refused: Option<String>,
    state: Option<PaymentState>,
    /// Nothing at all changed.
    #[serde(default)]
    same: bool,
    unknown: Option<bool>,
    under_way: Option<bool>,
    contradictions: Option<usize>,
    #[serde(default)]
    money: BTreeMap<String, u64>,
}

#[test]
fn payment_state() {
    for (file, StateCase { why, given, when, then }) in cases::<StateCase>("payment_state") {
        let before = payment(&file, &given);
        let got = before.on(&when.event, when.at);
        assert_eq!(got.as_ref().err().map(name), then.refused, "{file}: {why}");
        let Ok(after) = got else { continue };
        assert_eq!(Some(after.state()), then.state, "{file}: {why}");
        assert!(!then.same || after == before, "{file}: {why}: something changed");
        assert_eq!(after.on(&when.event, when.at).as_ref(), Ok(&after), "{file}: hearing it again");
        let boxed = after.money_box();
        for (part, minor) in &then.money {
            let sum = match part.as_str() {
                "authorised" => boxed.authorised,
                "captured" => boxed.captured,
                "capturing" => boxed.capturing,
                "capturable" => boxed.capturable,
                "refunded" => boxed.refunded,
                "refunding" => boxed.refunding,
                "refundable" => boxed.refundable,
                "net" => boxed.net,
                other => panic!("{file}: no such sum: {other}"),
            };
            assert_eq!(sum.minor(), *minor, "{file}: {why}: {part}");
        }
        assert!(then.unknown.is_none_or(|unknown| unknown == after.has_unknown()), "{file}: {why}: unknown");
        let under_way = then.under_way.is_none_or(|under_way| under_way == after.has_under_way());
        assert!(under_way, "{file}: {why}: under way");
        let kept = then.contradictions.is_none_or(|count| count == after.contradictions.len());
        assert!(kept, "{file}: {why}: contradictions");
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PermitCase {
    why: String,
    given: Vec<Told>,
    now: Moment,
    ask: Ask,
    then: PermitThen,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Ask {
    Capture {
        amount: Money,
    },
    Refund {
        amount: Money,
        #[serde(default)]
        again: bool,
        #[serde(default)]
        careful: bool,
    },
    Cancel {},
    Declare {
        amount: Money,
        suborder: Option<OrderNumber>,
        correcting: Option<DeclarationRequestId>,
    },
}

#[derive(Debug, PartialEq, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct PermitThen {
    #[serde(default)]
    allowed: bool,
    /// Which capture a refund comes from.
    capture: Option<CaptureId>,
    /// Until when it can be cancelled.
    until: Option<Moment>,
    bar: Option<Bar>,
}

#[test]
fn permit() {
    for (file, PermitCase { why, given, now, ask, then }) in cases::<PermitCase>("permit") {
        let payment = payment(&file, &given);
        let yes = PermitThen { allowed: true, ..PermitThen::default() };
        let got = match ask {
            Ask::Capture { amount } => payment.may_capture(amount, now).map(|()| yes),
            Ask::Refund { amount, again, careful } => {
                payment.may_refund(amount, now, again, careful).map(|capture| PermitThen { capture, ..yes })
            }
            Ask::Cancel {} => payment.may_cancel(now).map(|until| PermitThen { until, ..yes }),
            Ask::Declare { amount, suborder, correcting } => {
                payment.may_declare(amount, suborder.as_ref(), correcting.as_ref(), now).map(|()| yes)
            }
        };
        let got = got.unwrap_or_else(|bar| PermitThen { bar: Some(bar), ..PermitThen::default() });
        assert_eq!(got, then, "{file}: {why}");
    }
}

mod news {
    use domain::{
        CaptureAsked, CaptureMode, CaptureRequestId, Event, Moment, OrderId, Payment, RefundAsked,
        RefundReason, RefundRequestId,
    };
    use proptest::prelude::*;
    use testkit::{Story, sgd};

    const PAID: u64 = 100;

    fn capture(n: u8) -> CaptureRequestId {
        CaptureRequestId::parse(&format!("c{n}")).unwrap()
    }

    fn refund(n: u8) -> RefundRequestId {
        RefundRequestId::parse(&format!("r{n}")).unwrap()
    }

    /// Few ids and small amounts, so that news meet: the same id, the same amount, the last cent.
    fn event() -> impl Strategy<Value = Event> {
        (0..11_u8, 0..4_u8, prop_oneof![Just(30_u64), Just(50), Just(70), Just(PAID)]).prop_map(
            |(kind, n, minor)| {
                let (amount, at) = (sgd(minor), Moment(i64::from(n)));
                let (code, message) = ("NO".to_owned(), "no".to_owned());
                let told = |story: Story| story.events.last().unwrap().0.clone();
                let begun = Story::card("p", sgd(PAID));
                match kind {
                    0 => told(begun.pending()),
                    1 | 2 => told(begun.succeeded()),
                    3 => Event::Declined { code, message },
                    4 => Event::CaptureAsked(CaptureAsked {
                        request: capture(n),
                        amount,
                        last: n == 3,
                        order: OrderId::parse(&format!("c{n}")).unwrap(),
                    }),
                    5 => Event::Captured { request: capture(n), capture: None, amount, at },
                    6 => Event::CaptureRefused { request: capture(n), code, message },
                    7 => Event::RefundAsked(RefundAsked {
                        request: refund(n),
                        amount,
                        reason: RefundReason::Returned,
                        note: String::new(),
                        capture: None,
                        order: OrderId::parse(&format!("r{n}")).unwrap(),
                    }),
                    8 => Event::RefundPending { request: refund(n), refund: None, amount },
                    9 => Event::Refunded { request: refund(n), refund: None, amount, at },
                    10 if n == 0 => Event::Cancelled { at },
                    _ => Event::RefundRefused { request: refund(n), code, message },
                }
            },
        )
    }

    fn begun(wallet: bool) -> Payment {
        if wallet { Story::wallet("p", sgd(PAID)).payment() } else { Story::card("p", sgd(PAID)).payment() }
    }

    fn holds(payment: &Payment) {
        let money = payment.money_box();
        assert!(money.captured.minor() <= money.authorised.minor(), "{payment:?}");
        if payment.asked.capture_mode == CaptureMode::Manual {
            let held = money.captured.minor() + money.capturing.minor() + money.capturable.minor();
            assert!(held <= PAID, "{payment:?}");
        }
        assert!(money.refunded.minor() <= money.captured.minor(), "{payment:?}");
        assert!(money.refunded.minor() + money.refundable.minor() <= money.captured.minor(), "{payment:?}");
        assert_ne!(payment.state(), domain::PaymentState::Expired);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        /// Whatever comes in whatever order: never more captured than authorised, never more back than taken.
        #[test]
        fn sums_hold_in_any_order(wallet: bool, events in prop::collection::vec(event(), 0..25)) {
            let mut payment = begun(wallet);
            for event in &events {
                if let Ok(next) = payment.on(event, Moment(9)) {
                    holds(&next);
                    prop_assert_eq!(next.on(event, Moment(9)), Ok(next.clone()), "hearing it again");
                    payment = next;
                }
            }
        }

        /// What was legal once and comes again, late and in any order, changes nothing.
        #[test]
        fn late_news_changes_nothing(
            wallet: bool,
            events in prop::collection::vec(event(), 0..25),
            again in prop::collection::vec(any::<prop::sample::Index>(), 0..25),
        ) {
            let mut payment = begun(wallet);
            let mut legal = Vec::new();
            for event in &events {
                if let Ok(next) = payment.on(event, Moment(9)) {
                    payment = next;
                    legal.push(event);
                }
            }
            if !legal.is_empty() {
                for event in again.iter().map(|index| legal[index.index(legal.len())]) {
                    if let Ok(next) = payment.on(event, Moment(10)) {
                        prop_assert_eq!(&next, &payment, "{:?}", event);
                    }
                }
            }
        }

        /// Folding what is stored skips nothing and gives what was decided on.
        #[test]
        fn folding_is_deciding(wallet: bool, events in prop::collection::vec(event(), 0..25)) {
            let story = if wallet { Story::wallet("p", sgd(PAID)) } else { Story::card("p", sgd(PAID)) };
            let mut payment = story.payment();
            let mut written = story.events;
            for event in events {
                if let Ok(next) = payment.on(&event, Moment(9)) {
                    payment = next;
                    written.push((event, Moment(9)));
                }
            }
            let stored: Vec<(Event, Moment)> =
                serde_json::from_str(&serde_json::to_string(&written).unwrap()).unwrap();
            let folded = Payment::fold(stored.iter().map(|(event, at)| (event, *at)));
            prop_assert_eq!(folded, Some(payment));
        }
    }
}
