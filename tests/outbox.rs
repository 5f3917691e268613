//! Stop at every point. Whatever is done with money, the process is stopped at each write and each send, and
//! started again: the gateway's journal shows one effect for what was written down, and none for what was not.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{
    CaptureRequestId, DeclarationRequestId, Moment, OrderId, Progress, RefundReason, RefundRequestId,
};
use engine::port::OrderFilter;
use engine::{BuyerWish, CancelWish, CaptureWish, DeclareWish, Failed, Merchant, RefundWish};
use shop::road::{At, Road, SENDS, Trouble};
use shop::{Street, Way, agree, entries, money, open, sound, sum};
use testkit::{FixedClock, StopAt, StoppingLedger};

/// What is done with money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Pay,
    Capture,
    CancelHold,
    CancelWallet,
    Refund,
    Declare,
    Correct,
}

/// A deed about to be done: everything before it is settled.
struct Scene {
    deed: Deed,
    file: PathBuf,
    /// Our id of the payment; for `Pay` it does not exist yet.
    payment: String,
    /// The sheet.
    draft: String,
    /// The amount of the deed.
    minor: u64,
    /// The declaration to be corrected.
    correcting: Option<DeclarationRequestId>,
    /// Calls that moved something before the deed.
    calls: u64,
    entries: u64,
}

const WHOLE: u64 = 60_000;

/// Everything up to the deed.
async fn set_up(street: &Street, deed: Deed, minor: u64) -> Scene {
    street.next_morning();
    let file = street.file();
    let merchant = street.honest(&file).await;
    let mut correcting = None;
    let payment = match deed {
        Deed::Pay => street.id(),
        Deed::Capture => street.paid(&merchant, Way::Hold, WHOLE).await,
        Deed::CancelHold => street.paid(&merchant, Way::Hold, minor).await,
        Deed::CancelWallet => street.paid(&merchant, Way::Wallet, minor).await,
        Deed::Refund => street.paid(&merchant, Way::Wallet, WHOLE).await,
        Deed::Declare | Deed::Correct => street.paid(&merchant, Way::Mainland, WHOLE).await,
    };
    if deed == Deed::Correct {
        let draft = street.id();
        let first = declaration(&draft, &payment, 30_000, None);
        merchant.declare(first).await.unwrap();
        street.settle(&merchant).await.unwrap();
        street.clock.advance(6 * Moment::MINUTE);
        correcting = Some(DeclarationRequestId::parse(&draft).unwrap());
    }
    let draft = if deed == Deed::Pay { payment.clone() } else { street.id() };
    let (calls, entries) = (street.calls().await, entries(merchant.ledger().as_ref()).await);
    Scene { deed, file, payment, draft, minor, correcting, calls, entries }
}

fn declaration(
    draft: &str,
    payment: &str,
    minor: u64,
    correcting: Option<DeclarationRequestId>,
) -> DeclareWish {
    DeclareWish {
        draft: OrderId::parse(draft).unwrap(),
        payment: payment.to_owned(),
        version: None,
        buyer: if correcting.is_some() { BuyerWish::AsBefore } else { BuyerWish::Payer },
        correcting,
        amount: money(minor, "CNY"),
        customs: "ZONGSHU".into(),
        merchant_code: "3301960ABC".into(),
        merchant_name: "样例跨境电商有限公司".into(),
        suborder: None,
    }
}

/// One press of the button.
async fn press(street: &Street, merchant: &Merchant, scene: &Scene) -> Result<OrderId, Failed> {
    let (payment, version) = (scene.payment.clone(), None);
    match scene.deed {
        Deed::Pay => merchant.take_payment(street.take(&scene.draft, Way::Wallet, scene.minor)).await,
        Deed::Capture => {
            let draft = CaptureRequestId::parse(&scene.draft).unwrap();
            let amount = money(scene.minor, "SGD");
            merchant.capture(CaptureWish { draft, payment, version, amount, last: false }).await
        }
        Deed::CancelHold | Deed::CancelWallet => {
            let draft = OrderId::parse(&scene.draft).unwrap();
            merchant.cancel(CancelWish { draft, payment, version }).await
        }
        Deed::Refund => merchant.refund(refund(&scene.draft, &payment, version, scene.minor)).await,
        Deed::Declare | Deed::Correct => {
            let wish = declaration(&scene.draft, &payment, scene.minor, scene.correcting.clone());
            merchant.declare(wish).await
        }
    }
}

fn refund(draft: &str, payment: &str, version: Option<u64>, minor: u64) -> RefundWish {
    RefundWish {
        draft: RefundRequestId::parse(draft).unwrap(),
        payment: payment.to_owned(),
        version,
        amount: money(minor, "HKD"),
        reason: RefundReason::Damaged,
        note: String::new(),
        again: false,
        careful: false,
    }
}

/// The press and everything the outbox does about it, in one process that may stop on the way.
async fn live(street: &Street, merchant: &Merchant, scene: &Scene) -> Result<(), Failed> {
    press(street, merchant, scene).await?;
    street.settle(merchant).await
}

/// How much a process did.
#[derive(Debug, Clone, Copy)]
struct Did {
    writes: u32,
    sends: u32,
}

/// One process that meets a trouble, and another one that finds what it left.
async fn play(street: &Street, deed: Deed, minor: u64, trouble: Trouble) -> Did {
    let scene = set_up(street, deed, minor).await;
    let ledger = StoppingLedger::new(open(&scene.file).await);
    if let Trouble::Write(k, side) = trouble {
        ledger.stop_at(k, side);
    }
    let road = Road::new(street.http.clone(), ledger.clone(), trouble);
    let merchant = street.merchant(Arc::new(ledger.clone()), road.clone());
    let ended = live(street, &merchant, &scene).await;
    assert_eq!(ended.is_err(), ledger.stopped(), "{ended:?}");
    let first: Vec<_> = road.sent.lock().unwrap().clone();
    let did = Did { writes: ledger.writes(), sends: u32::try_from(first.len()).unwrap() };
    drop((merchant, road, ledger));

    // The next morning's process knows nothing but the file.
    let ledger = StoppingLedger::new(open(&scene.file).await);
    let road = Road::new(street.http.clone(), ledger.clone(), Trouble::None);
    let merchant = street.merchant(Arc::new(ledger), road.clone());
    let recorded = merchant.ledger().order(&OrderId::parse(&scene.draft).unwrap()).await.unwrap().is_some();
    assert_eq!(
        recorded,
        trouble != Trouble::Write(1, StopAt::Before),
        "what is pressed is written down first"
    );
    if !recorded {
        assert_eq!(entries(merchant.ledger().as_ref()).await, scene.entries, "nothing is left of it here");
        assert_eq!(street.calls().await, scene.calls, "and nothing was sent");
    }
    street.settle(&merchant).await.unwrap();
    outcome(street, &merchant, &scene, usize::from(recorded)).await;

    // The same sheet pressed again does what was not done yet, and nothing else.
    let before = (entries(merchant.ledger().as_ref()).await, street.calls().await);
    press(street, &merchant, &scene).await.unwrap();
    if recorded {
        assert_eq!((entries(merchant.ledger().as_ref()).await, street.calls().await), before);
    }
    street.settle(&merchant).await.unwrap();
    outcome(street, &merchant, &scene, 1).await;

    let mut bodies: Vec<_> = first.into_iter().chain(road.sent.lock().unwrap().clone()).flatten().collect();
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "the same bytes every time");
    did
}

/// Both sides agree, and the deed took effect so often.
async fn outcome(street: &Street, merchant: &Merchant, scene: &Scene, times: usize) {
    let ledger = merchant.ledger().as_ref();
    sound(ledger).await;
    assert_eq!(ledger.orders(OrderFilter::Open).await.unwrap(), Vec::new());
    let booked = street.booked(&scene.payment).await;
    let Some(booked) = booked else {
        assert_eq!((scene.deed, times), (Deed::Pay, 0), "only a payment never asked for is in no books");
        assert!(matches!(merchant.payment(&scene.payment).await, Err(Failed::NotFound(_))));
        return;
    };
    let standing = merchant.payment(&scene.payment).await.unwrap();
    let payment = &standing.payment;
    agree(payment, &booked);
    assert!(!payment.has_unknown() && !payment.has_under_way(), "{payment:?}");
    let gateway_id = booked["payment_id"].as_str().unwrap();
    let (api, id) = match scene.deed {
        Deed::Pay => ("pay", scene.payment.as_str()),
        Deed::Capture => ("capture", scene.draft.as_str()),
        Deed::CancelHold | Deed::CancelWallet => ("cancel", gateway_id),
        Deed::Refund => ("refund", scene.draft.as_str()),
        Deed::Declare => ("declare", scene.draft.as_str()),
        // A correction goes under the first one's id: its effect is the new amount.
        Deed::Correct => {
            let wanted = if times == 0 { 30_000 } else { scene.minor };
            assert_eq!(sum(&booked, "declared"), wanted);
            assert_eq!(booked["declarations"].as_array().unwrap().len(), 1);
            assert_eq!(street.effects("declare", scene.correcting.as_ref().unwrap().as_str()).await, 1);
            return;
        }
    };
    assert_eq!(street.effects(api, id).await, times, "{api} {id}");
    let order = ledger.order(&OrderId::parse(&scene.draft).unwrap()).await.unwrap();
    assert_eq!(order.is_some_and(|order| order.closed_by.is_some()), times == 1);
}

/// The endings of amounts that make the practice gateway lose, double or delay something.
const ENDINGS: [u64; 5] = [0, 13, 14, 16, 17];

/// Stops at each write, on either side of it, and at each send in every way, for each ending of the amount.
/// `least`: how many points there were when this was written, so that none is skipped unnoticed.
async fn stop_everywhere(deed: Deed, least: u32) {
    let street = Street::open().await;
    let mut points = 0_u32;
    for ending in ENDINGS {
        let minor = 20_000 + ending;
        let whole = play(&street, deed, minor, Trouble::None).await;
        assert!(whole.writes >= 4 && whole.sends >= 1, "{deed:?} …{ending}: {whole:?}");
        let writes = (1..=whole.writes)
            .flat_map(|k| [StopAt::Before, StopAt::After].map(|side| Trouble::Write(k, side)));
        let sends = (1..=whole.sends).flat_map(|n| SENDS.map(|at| Trouble::Send(n, at)));
        for trouble in writes.chain(sends) {
            println!("{deed:?} …{ending:02} {trouble:?}");
            play(&street, deed, minor, trouble).await;
            points += 1;
        }
    }
    println!("{deed:?}: stopped at {points} points");
    assert!(points >= least, "{deed:?}: {points} points, there were {least}");
}

#[tokio::test]
async fn pay() {
    stop_everywhere(Deed::Pay, 136).await;
}

#[tokio::test]
async fn capture() {
    stop_everywhere(Deed::Capture, 134).await;
}

#[tokio::test]
async fn cancel_a_hold() {
    stop_everywhere(Deed::CancelHold, 124).await;
}

#[tokio::test]
async fn cancel_a_wallet_payment() {
    stop_everywhere(Deed::CancelWallet, 124).await;
}

#[tokio::test]
async fn refund_part() {
    stop_everywhere(Deed::Refund, 136).await;
}

#[tokio::test]
async fn declare() {
    stop_everywhere(Deed::Declare, 124).await;
}

#[tokio::test]
async fn correct_a_declaration() {
    stop_everywhere(Deed::Correct, 148).await;
}

/// A process that met one trouble and stops again while it makes up for it.
#[tokio::test]
async fn stop_again_while_making_up() {
    let street = Street::open().await;
    for deed in [Deed::Capture, Deed::CancelWallet, Deed::Refund, Deed::Declare] {
        for at in [At::RequestLost, At::AnswerLost] {
            let mut k = 0;
            loop {
                k += 1;
                let scene = set_up(&street, deed, 20_000).await;
                let once = StoppingLedger::new(open(&scene.file).await);
                let trouble = Trouble::Send(1, at);
                let road = Road::new(street.http.clone(), once.clone(), trouble);
                press(&street, &street.merchant(Arc::new(once), road), &scene).await.unwrap();

                let again = StoppingLedger::new(open(&scene.file).await);
                again.stop_at(k, if k % 2 == 0 { StopAt::Before } else { StopAt::After });
                let merchant = street.merchant(Arc::new(again.clone()), street.http.clone());
                let ended = street.settle(&merchant).await;
                drop(merchant);

                let merchant = street.honest(&scene.file).await;
                street.settle(&merchant).await.unwrap();
                outcome(&street, &merchant, &scene, 1).await;
                if ended.is_ok() {
                    break;
                }
            }
            assert!(k > 3, "{deed:?} {at:?}: making up takes writes too, and {k} stops were tried");
        }
    }
}

async fn two_processes(street: &Street, file: &Path) -> [Merchant; 2] {
    [street.honest(file).await, street.honest(file).await]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_presses_at_the_same_moment_are_one() {
    let street = Street::open().await;
    for deed in [
        Deed::Pay,
        Deed::Capture,
        Deed::CancelHold,
        Deed::CancelWallet,
        Deed::Refund,
        Deed::Declare,
        Deed::Correct,
    ] {
        for round in 0..4 {
            let scene = set_up(&street, deed, 20_000).await;
            let [one, other] = two_processes(&street, &scene.file).await;
            // A double click in one window, then one press in each of two windows.
            let second = if round % 2 == 0 { &one } else { &other };
            let (a, b) = tokio::join!(press(&street, &one, &scene), press(&street, second, &scene));
            assert_eq!((a.unwrap(), b.unwrap()).0.as_str(), scene.draft, "{deed:?}");
            street.settle(&one).await.unwrap();
            outcome(&street, &one, &scene, 1).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sheets_on_the_same_version_do_one_thing() {
    let street = Street::open().await;
    for _ in 0..8 {
        let scene = set_up(&street, Deed::Refund, 20_000).await;
        let [one, other] = two_processes(&street, &scene.file).await;
        let version = Some(one.payment(&scene.payment).await.unwrap().version);
        let mine = refund(&street.id(), &scene.payment, version, 20_000);
        let theirs = refund(&street.id(), &scene.payment, version, 50_000);
        let (a, b) = tokio::join!(one.refund(mine), other.refund(theirs));
        let stale = [&a, &b].into_iter().filter(|end| matches!(end, Err(Failed::Stale))).count();
        let done: Vec<_> = [&a, &b].into_iter().flatten().collect();
        assert_eq!((stale, done.len()), (1, 1), "{a:?} {b:?}");
        street.settle(&one).await.unwrap();
        assert_eq!(street.effects("refund", done[0].as_str()).await, 1);
        let standing = one.payment(&scene.payment).await.unwrap();
        assert_eq!(standing.payment.refunds.len(), 1);
        agree(&standing.payment, &street.booked(&scene.payment).await.unwrap());
        // One after the other it is the same.
        let late = refund(&street.id(), &scene.payment, version, 100);
        assert_eq!(one.refund(late).await, Err(Failed::Stale));
    }
}

#[tokio::test]
async fn one_sheet_is_one_intent() {
    let street = Street::open().await;
    let scene = set_up(&street, Deed::Refund, 20_000).await;
    let merchant = street.honest(&scene.file).await;
    press(&street, &merchant, &scene).await.unwrap();
    let other_amount = refund(&scene.draft, &scene.payment, None, 20_001);
    assert_eq!(merchant.refund(other_amount).await, Err(Failed::DraftUsed));
    let cancel = CancelWish {
        draft: OrderId::parse(&scene.draft).unwrap(),
        payment: scene.payment.clone(),
        version: None,
    };
    assert_eq!(merchant.cancel(cancel).await, Err(Failed::DraftUsed));
    let elsewhere = street.paid(&merchant, Way::Wallet, WHOLE).await;
    let other_payment = refund(&scene.draft, &elsewhere, None, 20_000);
    assert_eq!(merchant.refund(other_payment).await, Err(Failed::DraftUsed));
    outcome(&street, &merchant, &scene, 1).await;
}

/// Two windows find the same open order and drive it at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_that_drive_one_order_make_one_effect() {
    let street = Street::open().await;
    for deed in [Deed::Pay, Deed::Capture, Deed::CancelHold, Deed::Refund, Deed::Declare, Deed::Correct] {
        for at in [At::StopsUnsent, At::StopsUnanswered, At::RequestLost, At::AnswerLost, At::Unreachable] {
            let scene = set_up(&street, deed, 20_000).await;
            let once = StoppingLedger::new(open(&scene.file).await);
            let road = Road::new(street.http.clone(), once.clone(), Trouble::Send(1, at));
            press(&street, &street.merchant(Arc::new(once), road), &scene).await.unwrap_or_else(|error| {
                // The press of a process that stops ends nowhere; the order is there all the same.
                assert!(matches!(error, Failed::Ledger(_)), "{error}");
                OrderId::parse(&scene.draft).unwrap()
            });
            let [one, other] = two_processes(&street, &scene.file).await;
            for _ in 0..4 {
                // One of them may lose the race for a write; what it learned comes again.
                let (_, _) = tokio::join!(one.drive_open(), other.drive_open());
            }
            street.settle(&one).await.unwrap();
            outcome(&street, &other, &scene, 1).await;
        }
    }
}

/// A correction that the gateway refuses leaves the declaration as it stood there.
#[tokio::test]
async fn a_refused_correction_leaves_what_stood() {
    let street = Street::open().await;
    for minor in [20_000, 50_000] {
        let scene = set_up(&street, Deed::Correct, minor).await;
        // A computer whose clock jumps after it was compared: its next call is refused, signed, for its time.
        let late = FixedClock::at(street.now());
        let merchant = street.at_the_time_of(&late, open(&scene.file).await);
        merchant.check().await.unwrap();
        late.advance(10 * Moment::MINUTE);
        press(&street, &merchant, &scene).await.unwrap();
        let payment = merchant.payment(&scene.payment).await.unwrap().payment;
        let own = &payment.declarations[scene.correcting.as_ref().unwrap()];
        assert!(matches!(own.progress, Progress::Refused { .. }), "{own:?}");
        let booked = street.booked(&scene.payment).await.unwrap();
        assert_eq!(sum(&booked, "declared"), 30_000);
        agree(&payment, &booked);
        sound(merchant.ledger().as_ref()).await;

        // Corrected once more, it is taken.
        for clock in [&late, &street.clock] {
            clock.advance(6 * Moment::MINUTE);
        }
        let scene = Scene { draft: street.id(), ..scene };
        press(&street, &merchant, &scene).await.unwrap();
        outcome(&street, &merchant, &scene, 1).await;
    }
}

/// While a correction is not known, the amount that stood and the new one are both kept free.
#[tokio::test]
async fn a_correction_that_is_not_known_keeps_the_larger_amount_free() {
    let street = Street::open().await;
    for (minor, drawn) in [(20_000, 30_000), (50_000, 50_000)] {
        let scene = set_up(&street, Deed::Correct, minor).await;
        let ledger = StoppingLedger::new(open(&scene.file).await);
        let trouble = Trouble::Send(1, At::AnswerLost);
        let road = Road::new(street.http.clone(), ledger.clone(), trouble);
        let merchant = street.merchant(Arc::new(ledger), road);
        press(&street, &merchant, &scene).await.unwrap();
        let payment = merchant.payment(&scene.payment).await.unwrap().payment;
        assert!(payment.has_unknown());
        assert_eq!(payment.declared().unwrap().minor(), drawn);
        street.settle(&merchant).await.unwrap();
        outcome(&street, &merchant, &scene, 1).await;
    }
}
