//! What people and programs do.

use std::sync::Arc;

use domain::{CaptureRequestId, DeclarationRequestId, Money, OrderId, RefundReason, RefundRequestId};
use engine::port::{Ledger, PaymentQuery};
use engine::{BuyerWish, CancelWish, CaptureWish, DeclareWish, Failed, Merchant, RefundWish};
use ledger_sqlite::SqliteLedger;

use crate::goods::{Way, take};
use crate::invariants::folded;
use testkit::Dice;

/// One thing done in one window.
#[derive(Debug, Clone)]
pub enum Act {
    Take { draft: String, way: Way, minor: u64 },
    Capture { draft: String, payment: String, version: Option<u64>, amount: Money, last: bool },
    Refund { draft: String, payment: String, version: Option<u64>, amount: Money, again: bool, careful: bool },
    Cancel { draft: String, payment: String, version: Option<u64> },
    Declare { draft: String, payment: String, version: u64, amount: Money, correcting: Option<String> },
    Inquire { payment: String },
    Drive,
    ReadFeed,
}

/// An amount up to this, often one that makes the gateway lose or delay something.
fn minor(dice: &mut Dice, most: u64) -> u64 {
    let minor = 1 + dice.below(most);
    if dice.chance(200) && minor > 200 { minor - minor % 100 + 13 + dice.below(5) - 100 } else { minor }
}

/// Draws what somebody does, knowing what a list of payments shows.
pub async fn draw(books: &SqliteLedger, fresh: &mut dyn FnMut() -> String, dice: &mut Dice) -> Act {
    let query = PaymentQuery { limit: 500, ..PaymentQuery::default() };
    let rows = books.payments(&query).await.unwrap().rows;
    let way = *dice.among(&[Way::Hold, Way::Hold, Way::Wallet, Way::Mainland, Way::Yen]);
    let kind = if rows.is_empty() { 0 } else { dice.below(100) };
    if kind < 14 {
        return Act::Take { draft: fresh(), way, minor: 5_000 + minor(dice, 50_000) };
    }
    if kind < 40 {
        return if kind < 34 { Act::Drive } else { Act::ReadFeed };
    }
    let method = match kind {
        40..=57 => "CARD",
        86..=93 => "ALIPAY_CN",
        _ => "",
    };
    let fitting: Vec<_> = rows.iter().filter(|row| row.method.starts_with(method)).collect();
    let Some(row) = (if fitting.is_empty() { None } else { Some(*dice.among(&fitting)) }) else {
        return Act::Drive;
    };
    let payment = row.request.to_string();
    let stream = books.find(&crate::goods::account_id(), &payment).await.unwrap().unwrap();
    let entries = books.stream(&stream).await.unwrap();
    let version = entries.last().unwrap().version;
    let whole = row.amount;
    let part = if dice.chance(350) { whole.minor() } else { minor(dice, whole.minor()) };
    let amount = Money::from_minor(part.max(1), whole.currency()).unwrap();
    // A sheet that was opened now, or one where nobody looks at the version.
    let version_seen = dice.chance(500).then_some(version);
    match kind {
        40..=57 => {
            Act::Capture { draft: fresh(), payment, version: version_seen, amount, last: dice.chance(250) }
        }
        58..=77 => Act::Refund {
            draft: fresh(),
            payment,
            version: version_seen,
            amount,
            again: dice.chance(500),
            careful: dice.chance(500),
        },
        78..=85 => Act::Cancel { draft: fresh(), payment, version: version_seen },
        86..=93 => {
            let known = declarations(&entries);
            let correcting = if known.is_empty() { None } else { Some(dice.among(&known).clone()) };
            Act::Declare { draft: fresh(), payment, version, amount, correcting }
        }
        _ => Act::Inquire { payment },
    }
}

fn declarations(entries: &[engine::port::Stored]) -> Vec<String> {
    let Some(payment) = folded(entries) else { return Vec::new() };
    payment.declarations.keys().map(ToString::to_string).collect()
}

/// Does it.
pub async fn act(merchant: Arc<Merchant>, act: Act) -> Result<(), Failed> {
    match act {
        Act::Take { draft, way, minor } => merchant.take_payment(take(&draft, way, minor)).await.map(drop),
        Act::Capture { draft, payment, version, amount, last } => {
            let draft = CaptureRequestId::parse(&draft).unwrap();
            merchant.capture(CaptureWish { draft, payment, version, amount, last }).await.map(drop)
        }
        Act::Refund { draft, payment, version, amount, again, careful } => {
            let draft = RefundRequestId::parse(&draft).unwrap();
            let (reason, note) = (RefundReason::Goodwill, String::new());
            let wish = RefundWish { draft, payment, version, amount, reason, note, again, careful };
            merchant.refund(wish).await.map(drop)
        }
        Act::Cancel { draft, payment, version } => {
            let draft = OrderId::parse(&draft).unwrap();
            merchant.cancel(CancelWish { draft, payment, version }).await.map(drop)
        }
        Act::Declare { draft, payment, version, amount, correcting } => {
            let wish = DeclareWish {
                draft: OrderId::parse(&draft).unwrap(),
                payment,
                version: Some(version),
                buyer: if correcting.is_some() { BuyerWish::AsBefore } else { BuyerWish::Payer },
                correcting: correcting.map(|id| DeclarationRequestId::parse(&id).unwrap()),
                amount,
                customs: "ZONGSHU".into(),
                merchant_code: "3301960ABC".into(),
                merchant_name: "样例跨境电商有限公司".into(),
                suborder: None,
            };
            merchant.declare(wish).await.map(drop)
        }
        Act::Inquire { payment } => merchant.inquire(&payment).await.map(drop),
        Act::Drive => merchant.drive_due().await.map(drop),
        Act::ReadFeed => merchant.read_feed().await.map(drop),
    }
}
