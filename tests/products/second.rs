//! One order, one payment: of several processes that press at once one wins, by whatever way each takes it, and
//! the others are told who did, and since when.

use antom::{CardToken, SecretText};
use domain::{
    AuthState, Bar, CaptureMode, Card, DossierKind, OrderId, OrderNumber, PayProduct, PaymentRequestId,
};
use engine::{ConsentWish, CounterWish, DebitWish, Failed, Merchant, SessionWish, TakeWish};
use serde_json::json;

use crate::shop::money;
use crate::stand::Stand;

const AMOUNT: u64 = 20_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Link,
    Card,
    Counter,
    Consent,
}

/// What a press is about: a code for the counter and a consent are prepared, used by that way only.
struct Press {
    by: By,
    draft: PaymentRequestId,
    number: OrderNumber,
    consent: String,
    again: bool,
}

async fn press(merchant: &Merchant, press: &Press) -> Result<OrderId, Failed> {
    let Press { by, draft, number, consent, again } = press;
    let (draft, order_number, description) = (draft.clone(), number.clone(), String::from("a blue lamp"));
    let again = *again;
    match by {
        By::Link => {
            let (amount, capture_mode) = (money(AMOUNT, "HKD"), CaptureMode::Automatic);
            let (method, minutes) = (None, 30);
            let wish = SessionWish {
                draft,
                order_number,
                description,
                amount,
                method,
                capture_mode,
                minutes,
                again,
            };
            merchant.open_session(wish).await
        }
        By::Card => {
            let wish = TakeWish {
                draft,
                order_number,
                description,
                amount: money(AMOUNT, "SGD"),
                method: "CARD".into(),
                token: Some(CardToken::new("PRACTICE_CARD_VISA_4242")),
                card: Card::default(),
                capture_mode: CaptureMode::Automatic,
                needs_declaration: false,
                again,
            };
            merchant.take_payment(wish).await
        }
        By::Counter => {
            // Made up, and of the shape of a code; each is scanned once.
            let code = format!("28812300{:08}00", draft.as_str().len() + usize::from(again));
            let wish = CounterWish {
                draft,
                product: PayProduct::PaymentCode,
                order_number,
                description,
                amount: money(AMOUNT, "HKD"),
                code: Some(SecretText::new(code)),
                again,
            };
            merchant.counter_payment(wish).await
        }
        By::Consent => {
            let (amount, agreement) = (money(AMOUNT, "PHP"), consent.clone());
            merchant.debit(DebitWish { draft, agreement, order_number, description, amount, again }).await
        }
    }
}

async fn consent(stand: &Stand) -> String {
    let state = stand.street.id();
    let draft = AuthState::parse(&state).unwrap();
    let wish = ConsentWish { draft, wallet: "GCASH".into(), buyer: "Made-up Maria".into() };
    stand.merchant.ask_consent(wish).await.unwrap();
    stand.play("/practice/consent", json!({ "auth_state": state, "do": "agree" })).await;
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert!(stand.merchant.dossier(DossierKind::Agreement, &state).await.is_ok());
    state
}

async fn race(ways: [By; 3]) {
    let stand = Stand::open().await;
    let consent = if ways.contains(&By::Consent) { consent(&stand).await } else { String::new() };
    let asked_at = stand.street.now();
    let (mut desks, mut presses) = (Vec::new(), Vec::new());
    for by in ways {
        desks.push(stand.beside(stand.street.http.clone()).await);
        presses.push(Press {
            by,
            draft: PaymentRequestId::parse(&stand.street.id()).unwrap(),
            number: OrderNumber::parse("ORDER-7").unwrap(),
            consent: consent.clone(),
            again: false,
        });
    }
    let ends = {
        let [one, two, three] = desks.as_slice() else { panic!() };
        let [first, second, third] = presses.as_slice() else { panic!() };
        let ends = tokio::join!(press(one, first), press(two, second), press(three, third));
        [ends.0, ends.1, ends.2]
    };
    let won: Vec<usize> = (0..3).filter(|n| ends[*n].is_ok()).collect();
    let [winner] = won.as_slice() else { panic!("{ways:?}: {ends:?}") };
    for (n, end) in ends.iter().enumerate().filter(|(n, _)| n != winner) {
        let Err(Failed::Bar(Bar::OrderBeingPaid { payment, asked_at: since, .. })) = end else {
            panic!("{ways:?}: {n}: {end:?}");
        };
        assert_eq!((payment, *since), (&presses[*winner].draft, asked_at), "{ways:?}");
        let draft = presses[n].draft.as_str();
        assert_eq!(stand.effects("pay", draft).await, 0, "{ways:?}");
        assert!(stand.merchant.payment(draft).await.is_err(), "{ways:?}: nothing of it is written down");
    }
    // The winner's own sheet again is no second payment.
    assert_eq!(press(&desks[*winner], &presses[*winner]).await, ends[*winner], "{ways:?}");
    // And one that is meant goes on.
    let loser = (winner + 1) % 3;
    let meant = Press { again: true, ..presses.swap_remove(loser) };
    press(&desks[loser], &meant).await.unwrap_or_else(|failed| panic!("{ways:?}: {failed}"));
    stand.is_sound().await;
}

#[tokio::test]
async fn three_desks_press_at_once() {
    for by in [By::Link, By::Card, By::Counter, By::Consent] {
        race([by; 3]).await;
    }
    race([By::Link, By::Card, By::Counter]).await;
    race([By::Consent, By::Link, By::Card]).await;
}
