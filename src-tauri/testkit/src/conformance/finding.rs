use domain::{
    AccountId, CaptureRequestId, DeclarationAsked, DeclarationRequestId, Event, Moment, OrderId, OrderNumber,
    StreamId,
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
