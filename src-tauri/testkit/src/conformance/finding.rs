use domain::{
    AccountId, AuthState, CaptureRequestId, DeclarationAsked, DeclarationRequestId, Event, Moment, OrderId,
    OrderNumber, PaymentState, StreamId,
};
use engine::port::{Append, Ledger};

use crate::{Story, money, sgd};

async fn found(ledger: &dyn Ledger, account: &str, id: &str) -> Option<StreamId> {
    ledger.find(&AccountId::parse(account).unwrap(), id).await.unwrap()
}

/// Every id leads to its payment, exactly and within the account only.
pub(super) async fn by_every_id(ledger: &dyn Ledger) {
    let request = DeclarationRequestId::parse("d1").unwrap();
    let story = Story::card("p1", money(4000, "CNY"))
        .succeeded()
        .captured("c1", 4000)
        .refund_asked("r1", 100)
        .refunded("r1", 100)
        .then(Event::CaptureAsked(domain::CaptureAsked {
            request: CaptureRequestId::parse("never").unwrap(),
            amount: money(9999, "CNY"),
            last: false,
            order: OrderId::parse("never").unwrap(),
        }))
        .then(Event::DeclarationAsked(DeclarationAsked {
            request: request.clone(),
            amount: money(100, "CNY"),
            customs: "ZONGSHU".into(),
            merchant_code: "1".into(),
            merchant_name: "shop".into(),
            suborder: Some(OrderNumber::parse("PART-1").unwrap()),
            buyer_masked: None,
            order: OrderId::parse("d1").unwrap(),
        }))
        .then(Event::DeclarationAccepted {
            request,
            customs_payment: Some("CUSPAY".into()),
            customs_order: Some("CUSORD".into()),
            identity_check: None,
        });
    ledger.append(story.append(0)).await.unwrap();
    ledger.append(Story::card("p2", sgd(1)).append(0)).await.unwrap();
    for id in ["p1", "ORDER-p1", "2026p1", "c1", "Gc1", "r1", "Gr1", "d1", "PART-1", "CUSPAY", "CUSORD"] {
        assert_eq!(found(ledger, "shop", id).await, Some(story.stream()), "{id}");
        assert_eq!(found(ledger, "other", id).await, None, "{id}");
    }
    // Not a part, not another case, not the card, not what was refused by the domain.
    for id in ["", "p", "order-p1", "ORDER-p", "4242", "never", "p1%", "P1"] {
        assert_eq!(found(ledger, "shop", id).await, None, "{id}");
    }
}

/// A buyer who tried again: the newest payment has the order number.
pub(super) async fn newest_of_an_order_number(ledger: &dyn Ledger) {
    let number = OrderNumber::parse("\u{8ba2}\u{5355}-7").unwrap();
    for (name, at) in [("a", 100), ("b", 300), ("c", 200)] {
        let mut story = Story::card(name, sgd(1));
        story.asked.order_number = number.clone();
        let story = Story::of(story.asked, Moment(at));
        ledger.append(Append { heard_at: Moment(at), ..story.append(0) }).await.unwrap();
    }
    let newest = found(ledger, "shop", number.as_str()).await.unwrap();
    assert_eq!(newest.as_str(), "payment/shop/b");
}

/// The debits under a consent: its own only, within the account, newest first and not too many.
pub(super) async fn debits(ledger: &dyn Ledger) {
    let debit = |name: &str, agreement: Option<&str>, at: i64| {
        let mut asked = Story::wallet(name, money(4000, "PHP")).asked;
        asked.agreement = agreement.map(|state| AuthState::parse(state).unwrap());
        Story::of(asked, Moment(at))
    };
    let older = debit("d1", Some("state1"), 100);
    let newer = debit("d2", Some("state1"), 300).succeeded();
    let declined = debit("d3", Some("state1"), 200).declined();
    let others = [
        debit("d4", Some("state10"), 400),
        debit("d5", None, 500),
        debit("d6", Some("state1"), 600).at_shop("second"),
        // Named so by everything but its consent.
        debit("state1", None, 700).of_order("state1"),
    ];
    for story in [&older, &newer, &declined].into_iter().chain(&others) {
        ledger.append(story.append(0)).await.unwrap();
    }
    let found = |account: &'static str, state: &'static str, limit| async move {
        let (account, state) = (AccountId::parse(account).unwrap(), AuthState::parse(state).unwrap());
        let rows = ledger.debits_of(&account, &state, limit).await.unwrap();
        rows.iter().map(|row| (row.request.to_string(), row.state)).collect::<Vec<_>>()
    };
    let row = |name: &str, state| (name.to_owned(), state);
    let own =
        [row("d2", PaymentState::Paid), row("d3", PaymentState::Declined), row("d1", PaymentState::Asked)];
    assert_eq!(found("shop", "state1", 50).await, own);
    assert_eq!(found("shop", "state1", 2).await, own[..2]);
    assert_eq!(found("second", "state1", 50).await, [row("d6", PaymentState::Asked)]);
    assert_eq!(found("shop", "STATE1", 50).await, []);
}
