//! Whether a hold can be raised: what the gateway says of it, in whatever order it is heard.
#![allow(clippy::unwrap_used)]

use domain::{
    AmountUpdateAsked, Bar, CaptureMode, Card, Currency, Event, Moment, Money, OrderId, OrderNumber,
    PayProduct, Payment, PaymentAsked, PaymentId, PaymentRequestId, Settled, UpdateRequestId,
};

const AT: Moment = Moment(1_800_000_000_000);

fn sgd(minor: u64) -> Money {
    Money::from_minor(minor, Currency::parse("SGD").unwrap()).unwrap()
}

fn succeeded(raisable: Option<bool>) -> Event {
    Event::Succeeded(Settled {
        payment: PaymentId::parse("G1").unwrap(),
        amount: sgd(10_000),
        at: AT,
        authorised_until: Some(AT.plus(7 * Moment::DAY)),
        card: Card::default(),
        declarable: None,
        method: None,
        raisable,
    })
}

fn held(said: &[Option<bool>]) -> Payment {
    let asked = PaymentAsked {
        request: PaymentRequestId::parse("P1").unwrap(),
        order_number: OrderNumber::parse("O1").unwrap(),
        description: String::new(),
        amount: sgd(10_000),
        method: "CARD".into(),
        capture_mode: CaptureMode::Manual,
        card: Card::default(),
        needs_declaration: false,
        product: PayProduct::Cashier,
        checkout: false,
        agreement: None,
        store: None,
        elsewhere: false,
    };
    let begun = Payment::begin(asked, AT);
    said.iter().fold(begun, |payment, raisable| payment.on(&succeeded(*raisable), AT).unwrap())
}

#[test]
fn a_hold_is_offered_to_be_raised_unless_the_gateway_says_no() {
    for (said, expected) in [
        (&[None][..], Ok(())),
        (&[Some(true)], Ok(())),
        (&[Some(false)], Err(Bar::CannotBeRaised)),
        (&[None, Some(false)], Err(Bar::CannotBeRaised)),
        (&[Some(false), None], Err(Bar::CannotBeRaised)),
        (&[Some(true), Some(false)], Err(Bar::CannotBeRaised)),
        (&[Some(false), Some(true)], Err(Bar::CannotBeRaised)),
    ] {
        assert_eq!(held(said).may_update_amount(sgd(12_000), AT), expected, "{said:?}");
    }
}

#[test]
fn what_nobody_told_is_tried_once() {
    let request = UpdateRequestId::parse("U1").unwrap();
    let order = OrderId::parse("U1").unwrap();
    let asked = Event::UpdateAsked(AmountUpdateAsked { request: request.clone(), total: sgd(12_000), order });
    let code = "INCREMENTAL_NOT_SUPPORT".to_owned();
    let refused = Event::UpdateRefused { request, code, message: String::new() };
    let tried = held(&[None]).on(&asked, AT).unwrap().on(&refused, AT).unwrap();
    assert_eq!(tried.may_update_amount(sgd(12_000), AT), Err(Bar::CannotBeRaised));
}
