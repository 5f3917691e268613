//! Stop at every point, once more: checkouts, raises, scanned codes, debits, accepted disputes and exchanged
//! consents. The process stops at each write and each send and is started again; what the ledger says in the
//! end is what the gateway did, and the gateway did it at most once.

use std::sync::Arc;

use antom::{CardToken, SecretText};
use domain::{
    AgreementState, AuthState, CaptureMode, Card, DisputeState, DossierKind, OrderNumber, PayProduct,
    PaymentRequestId, PaymentState, UpdateRequestId,
};
use engine::{
    ConsentWish, CounterWish, DebitWish, DisputeWish, Failed, Merchant, SessionWish, TakeWish,
    UpdateAmountWish,
};
use serde_json::json;
use testkit::{StopAt, StoppingLedger};

use crate::shop::road::{Road, SENDS, Trouble};
use crate::shop::{Way, money, open};
use crate::stand::Stand;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Session,
    Raise,
    Scan,
    Debit,
    Accept,
    Token,
}

/// A deed about to be done: everything before it is settled.
struct Scene {
    deed: Deed,
    /// The sheet.
    draft: String,
    /// What it is about: a payment, a dispute, a consent; the draft itself where it makes one.
    about: String,
    minor: u64,
}

async fn consent(stand: &Stand) -> String {
    let state = stand.street.id();
    let draft = AuthState::parse(&state).unwrap();
    let wish = ConsentWish { draft, wallet: "GCASH".into(), buyer: "Made-up Maria".into() };
    stand.merchant.ask_consent(wish).await.unwrap();
    stand.play("/practice/consent", json!({ "auth_state": state, "do": "agree" })).await;
    state
}

async fn held(stand: &Stand) -> String {
    let id = stand.street.id();
    let wish = TakeWish {
        draft: PaymentRequestId::parse(&id).unwrap(),
        order_number: OrderNumber::parse(&id).unwrap(),
        description: "a room with a view".into(),
        amount: money(10_000, "SGD"),
        method: "CARD".into(),
        token: Some(CardToken::new("PRACTICE_CARD_VISA_4242_INCREMENTAL")),
        card: Card::default(),
        capture_mode: CaptureMode::Manual,
        needs_declaration: false,
        again: false,
    };
    stand.merchant.take_payment(wish).await.unwrap();
    stand.rest().await;
    id
}

async fn set_up(stand: &Stand, deed: Deed, ending: u64) -> Scene {
    let draft = stand.street.id();
    let about = match deed {
        Deed::Session | Deed::Scan => draft.clone(),
        Deed::Raise => held(stand).await,
        Deed::Debit => {
            let state = consent(stand).await;
            stand.merchant.read_feed().await.unwrap();
            state
        }
        Deed::Accept => {
            let payment = stand.street.paid(&stand.merchant, Way::Card, 20_000).await;
            let told = stand.play("/practice/dispute", json!({ "payment": payment })).await;
            stand.merchant.read_feed().await.unwrap();
            told["dispute_id"].as_str().unwrap().to_owned()
        }
        Deed::Token => consent(stand).await,
    };
    Scene { deed, draft, about, minor: 20_000 + ending }
}

/// One press of the button; for a token, one reading of the news, which exchanges the code by itself.
async fn press(merchant: &Merchant, scene: &Scene) -> Result<(), Failed> {
    let request = || PaymentRequestId::parse(&scene.draft).unwrap();
    let order_number = || OrderNumber::parse(&format!("ORDER-{}", scene.draft)).unwrap();
    let description = String::from("a blue lamp");
    match scene.deed {
        Deed::Session => {
            let wish = SessionWish {
                draft: request(),
                order_number: order_number(),
                description,
                amount: money(scene.minor, "HKD"),
                method: Some("ALIPAY_HK".into()),
                capture_mode: CaptureMode::Automatic,
                minutes: 30,
                again: false,
            };
            merchant.open_session(wish).await.map(|_| ())
        }
        Deed::Raise => {
            let wish = UpdateAmountWish {
                draft: UpdateRequestId::parse(&scene.draft).unwrap(),
                payment: scene.about.clone(),
                version: None,
                total: money(scene.minor, "SGD"),
            };
            merchant.update_amount(wish).await.map(|_| ())
        }
        Deed::Scan => {
            // Made-up digits, other ones each time.
            let count: String =
                scene.draft.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
            let wish = CounterWish {
                draft: request(),
                product: PayProduct::PaymentCode,
                order_number: order_number(),
                description,
                amount: money(scene.minor, "SGD"),
                code: Some(SecretText::new(format!("2881230000{count}00"))),
                again: false,
            };
            merchant.counter_payment(wish).await.map(|_| ())
        }
        Deed::Debit => {
            let wish = DebitWish {
                draft: request(),
                agreement: scene.about.clone(),
                order_number: order_number(),
                description,
                amount: money(scene.minor, "PHP"),
                again: false,
            };
            merchant.debit(wish).await.map(|_| ())
        }
        Deed::Accept => {
            let draft = domain::OrderId::parse(&scene.draft).unwrap();
            let wish = DisputeWish { draft, dispute: scene.about.clone(), version: None };
            merchant.accept_dispute(wish, false).await.map(|_| ())
        }
        Deed::Token => {
            merchant.take_in_waiting().await?;
            merchant.read_feed().await.map(|_| ())
        }
    }
}

/// What the ledger says in the end: done or not; none when nothing was written down.
async fn said(stand: &Stand, scene: &Scene) -> Option<bool> {
    let paid = |state: PaymentState| match state {
        PaymentState::Paid => true,
        PaymentState::Declined | PaymentState::Closed => false,
        other => panic!("{:?}: {other:?}", scene.deed),
    };
    match scene.deed {
        Deed::Session | Deed::Scan | Deed::Debit => match stand.merchant.payment(&scene.draft).await {
            Ok(standing) => Some(paid(standing.payment.state())),
            Err(Failed::NotFound(_)) => None,
            Err(error) => panic!("{error}"),
        },
        Deed::Raise => {
            let payment = stand.payment(&scene.about).await;
            let update = payment.updates.get(&UpdateRequestId::parse(&scene.draft).unwrap())?;
            assert!(!update.progress.is_open());
            Some(update.progress.is_done())
        }
        Deed::Accept => {
            let own = stand.merchant.dossier(DossierKind::Dispute, &scene.about).await.unwrap();
            let act = own.dossier.acts.values().next()?;
            assert!(!act.progress.is_open());
            assert_eq!(own.dossier.dispute_state(), Some(DisputeState::Accepted));
            Some(act.progress.is_done())
        }
        Deed::Token => {
            let own = stand.merchant.dossier(DossierKind::Agreement, &scene.about).await.unwrap();
            assert!(own.dossier.acts.values().all(|act| !act.progress.is_open()));
            Some(own.dossier.agreement_state() == Some(AgreementState::Active))
        }
    }
}

async fn did(stand: &Stand, scene: &Scene) -> usize {
    match scene.deed {
        Deed::Session | Deed::Scan | Deed::Debit => stand.effects("pay", &scene.draft).await,
        Deed::Raise => stand.effects("updateAmount", &scene.draft).await,
        Deed::Accept => stand.effects("acceptDispute", &scene.about).await,
        Deed::Token => {
            let all = stand.get("/practice/agreements").await;
            let own =
                all["agreements"].as_array().unwrap().iter().find(|own| own["auth_state"] == *scene.about);
            usize::from(own.unwrap()["stage"] == "ACTIVE")
        }
    }
}

/// The buyer of a checkout that is there pays it.
async fn the_buyer_comes(stand: &Stand, scene: &Scene) {
    if scene.deed != Deed::Session {
        return;
    }
    // What was not sent yet is sent first.
    stand.step_if_open().await;
    if stand.street.booked(&scene.draft).await.is_some() {
        // One that has its end stays there.
        let _ = stand.post("/practice/act", json!({ "payment_request_id": scene.draft, "do": "pay" })).await;
    }
}

async fn comes_to_rest(stand: &Stand, scene: &Scene) -> Option<bool> {
    the_buyer_comes(stand, scene).await;
    if scene.deed == Deed::Token {
        press(&stand.merchant, scene).await.unwrap();
    }
    if scene.deed == Deed::Accept {
        // A repeat of an acceptance proves nothing: the news does.
        stand.step_if_open().await;
        stand.merchant.read_feed().await.unwrap();
    }
    stand.rest().await;
    stand.is_sound().await;
    let said = said(stand, scene).await;
    assert_eq!(did(stand, scene).await, usize::from(said == Some(true)), "{said:?}: the two sides differ");
    said
}

/// One process that meets a trouble, and another one that finds what it left. Gives the writes and sends.
async fn play(stand: &Stand, deed: Deed, ending: u64, trouble: Trouble) -> (u32, u32) {
    let scene = set_up(stand, deed, ending).await;
    let ledger = StoppingLedger::new(open(&stand.file).await);
    if let Trouble::Write(k, side) = trouble {
        ledger.stop_at(k, side);
    }
    let road = Road::new(stand.street.http.clone(), ledger.clone(), trouble);
    let merchant = stand.street.merchant(Arc::new(ledger.clone()), road.clone());
    // What a process that stops says is heard by nobody.
    let _ = press(&merchant, &scene).await;
    let _ = merchant.drive_open().await;
    drop(merchant);
    let counts = (ledger.writes(), u32::try_from(road.sent.lock().unwrap().len()).unwrap());

    let first = comes_to_rest(stand, &scene).await;
    // The same sheet pressed again does what was not done yet, and nothing else.
    if first.is_none() {
        press(&stand.merchant, &scene).await.unwrap();
        assert_eq!(comes_to_rest(stand, &scene).await, Some(true));
    } else if deed != Deed::Token {
        let calls = stand.street.calls().await;
        press(&stand.merchant, &scene).await.unwrap();
        assert_eq!(stand.street.calls().await, calls, "nothing is sent again");
    }
    if deed != Deed::Scan {
        assert_ne!(first, Some(false), "it was possible, so it was done in the end");
    }
    counts
}

async fn stop_everywhere(deed: Deed, endings: &[u64], least: u32) {
    let stand = Stand::open().await;
    let mut points = 0_u32;
    for ending in endings {
        let (writes, sends) = play(&stand, deed, *ending, Trouble::None).await;
        assert!(writes >= 4 && sends >= 1, "{deed:?} …{ending}: {writes} writes, {sends} sends");
        let at_writes =
            (1..=writes).flat_map(|k| [StopAt::Before, StopAt::After].map(|side| Trouble::Write(k, side)));
        let at_sends = (1..=sends).flat_map(|n| SENDS.map(|at| Trouble::Send(n, at)));
        for trouble in at_writes.chain(at_sends) {
            println!("{deed:?} …{ending:02} {trouble:?}");
            play(&stand, deed, *ending, trouble).await;
            points += 1;
        }
    }
    println!("{deed:?}: stopped at {points} points");
    assert!(points >= least, "{deed:?}: {points} points, there were {least}");
}

#[tokio::test]
async fn session() {
    stop_everywhere(Deed::Session, &[0, 13], 20).await;
}

#[tokio::test]
async fn raise() {
    stop_everywhere(Deed::Raise, &[0, 13], 20).await;
}

#[tokio::test]
async fn scan() {
    stop_everywhere(Deed::Scan, &[0, 13], 20).await;
}

#[tokio::test]
async fn debit() {
    stop_everywhere(Deed::Debit, &[0, 13], 20).await;
}

#[tokio::test]
async fn accept() {
    stop_everywhere(Deed::Accept, &[0], 10).await;
}

#[tokio::test]
async fn token() {
    stop_everywhere(Deed::Token, &[0], 10).await;
}
