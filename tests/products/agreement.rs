//! A buyer's standing consent: asked for, agreed to, debited, renewed, ended by either side.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use domain::{
    AccountId, Actor, AgreementReport, AgreementState, AuthState, Bar, DossierKind, EndedBy, Moment, OrderId,
    OrderKind, OrderNumber, PaymentRequestId, PaymentState, Progress, Standing,
};
use engine::port::{KeyBits, Keys, KeysError, KeysHealth, OrderFilter};
use engine::{AgreementAct, ConsentWish, DebitWish, DossierStanding, Failed, Merchant, Parts};
use serde_json::{Value, json};
use testkit::StoppingLedger;

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{agree, money, open};
use crate::stand::Stand;

async fn asked(stand: &Stand, state: &str) -> DossierStanding {
    let wish = ConsentWish {
        draft: AuthState::parse(state).unwrap(),
        wallet: "GCASH".into(),
        buyer: "Made-up Maria".into(),
    };
    stand.merchant.ask_consent(wish).await.unwrap()
}

async fn buyer(stand: &Stand, state: &str, does: &str) -> Value {
    stand.play("/practice/consent", json!({ "auth_state": state, "do": does })).await
}

/// A consent that can be debited.
async fn active(stand: &Stand) -> String {
    let state = stand.street.id();
    asked(stand, &state).await;
    buyer(stand, &state, "agree").await;
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert_eq!(standing(stand, &state).await.dossier.agreement_state(), Some(AgreementState::Active));
    state
}

async fn standing(stand: &Stand, state: &str) -> DossierStanding {
    stand.merchant.dossier(DossierKind::Agreement, state).await.unwrap()
}

/// What the gateway has of an agreement, tokens and all.
async fn there(stand: &Stand, state: &str) -> Value {
    let all = stand.get("/practice/agreements").await;
    let own = all["agreements"].as_array().unwrap().iter().find(|own| own["auth_state"] == state);
    own.unwrap().clone()
}

fn act(stand: &Stand, state: &str) -> AgreementAct {
    let draft = OrderId::parse(&stand.street.id()).unwrap();
    AgreementAct { draft, agreement: state.to_owned(), version: None }
}

fn debit(draft: &str, state: &str, minor: u64) -> DebitWish {
    DebitWish {
        draft: PaymentRequestId::parse(draft).unwrap(),
        agreement: state.to_owned(),
        order_number: OrderNumber::parse(&format!("ORDER-{draft}")).unwrap(),
        description: "a month of tea".into(),
        amount: money(minor, "PHP"),
        again: false,
    }
}

async fn ended_by(stand: &Stand, state: &str) -> Option<EndedBy> {
    let own = standing(stand, state).await;
    own.dossier.agreements().find_map(|report| match report {
        AgreementReport::Ended { by, .. } => Some(*by),
        _ => None,
    })
}

async fn progress(stand: &Stand, state: &str, order: &OrderId) -> Progress {
    standing(stand, state).await.dossier.acts[order].progress.clone()
}

/// No code and no token stands in the clear in the ledger's files.
async fn keeps_no_token(stand: &Stand, state: &str) {
    let there = there(stand, state).await;
    let mut secrets = 0;
    for name in ["access_token", "refresh_token", "auth_code"] {
        if let Some(secret) = there[name].as_str() {
            stand.keeps_no(secret, state).await;
            secrets += 1;
        }
    }
    assert_eq!(secrets, 3, "{there}");
}

#[tokio::test]
async fn agreed_exchanged_by_itself_and_debited() {
    let stand = Stand::open().await;
    let state = stand.street.id();
    let own = asked(&stand, &state).await;
    assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Offered));
    assert_eq!(asked(&stand, &state).await.version, own.version, "asked again it is the same consent");
    let barred = stand.merchant.debit(debit(&stand.street.id(), &state, 50_000)).await;
    assert_eq!(barred, Err(Failed::Bar(Bar::NoConsent)));

    buyer(&stand, &state, "agree").await;
    stand.merchant.read_feed().await.unwrap();
    let own = standing(&stand, &state).await;
    assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Active), "the code was exchanged at once");
    // The same news again, and a press beside it, exchange nothing more.
    stand.merchant.read_feed().await.unwrap();
    stand.merchant.exchange_consent(&own.stream).await.unwrap();
    stand.rest().await;
    let acts: Vec<_> = standing(&stand, &state).await.dossier.acts.into_values().collect();
    assert_eq!(acts.len(), 1);
    assert!(acts[0].asked.kind == OrderKind::ApplyToken && acts[0].progress.is_done());
    assert_eq!(stand.sent_and_asked(acts[0].asked.order.as_str()).await, (1, 0), "exchanged once");

    let id = stand.street.id();
    stand.merchant.debit(debit(&id, &state, 50_000)).await.unwrap();
    stand.rest().await;
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Paid);
    assert_eq!(payment.asked.agreement.as_ref().unwrap().as_str(), state);
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    assert_eq!(stand.effects("pay", &id).await, 1);
    keeps_no_token(&stand, &state).await;
    stand.is_sound().await;
}

#[tokio::test]
async fn the_buyer_refuses() {
    let stand = Stand::open().await;
    let state = stand.street.id();
    asked(&stand, &state).await;
    buyer(&stand, &state, "refuse").await;
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(standing(&stand, &state).await.dossier.agreement_state(), Some(AgreementState::Offered));
    let barred = stand.merchant.debit(debit(&stand.street.id(), &state, 50_000)).await;
    assert_eq!(barred, Err(Failed::Bar(Bar::NoConsent)));
    stand.is_sound().await;
}

/// The consent's code is refused a token, because nobody fetched it in time: there is no consent to debit, the refusal
/// is kept with its reason, nothing is asked twice, and the buyer can be asked again.
#[tokio::test]
async fn a_code_that_came_too_late_gives_no_token() {
    let stand = Stand::open().await;
    let state = stand.street.id();
    asked(&stand, &state).await;
    buyer(&stand, &state, "agree").await;
    stand.street.clock.set(stand.street.now().plus(11 * Moment::MINUTE));
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    let own = standing(&stand, &state).await;
    let refused: Vec<_> = own
        .dossier
        .acts
        .values()
        .filter_map(|act| match &act.progress {
            Progress::Refused { code, .. } => Some((act.asked.kind, code.as_str())),
            Progress::Asked | Progress::Pending | Progress::Done { .. } => None,
        })
        .collect();
    assert_eq!(refused, [(OrderKind::ApplyToken, "INVALID_AUTHCODE")]);
    assert_ne!(own.dossier.agreement_state(), Some(AgreementState::Active));
    let barred = stand.merchant.debit(debit(&stand.street.id(), &state, 50_000)).await;
    assert_eq!(barred, Err(Failed::Bar(Bar::NoConsent)));
    // The same news again asks for no second token.
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert_eq!(standing(&stand, &state).await.dossier.acts.len(), own.dossier.acts.len());
    stand.is_sound().await;
    active(&stand).await;
}

/// The gateway does not let the buyer be asked: the consent is refused, with its reason, and may be asked again.
#[tokio::test]
async fn the_gateway_refuses_to_ask() {
    let stand = Stand::open().await;
    let state = stand.street.id();
    let wish = ConsentWish {
        draft: AuthState::parse(&state).unwrap(),
        wallet: "NO_SUCH_WALLET".into(),
        buyer: "Made-up Maria".into(),
    };
    for _ in 0..2 {
        let failed = stand.merchant.ask_consent(wish.clone()).await.unwrap_err();
        assert!(
            matches!(failed, Failed::Unanswered { ref code, .. } if code == "PARAM_ILLEGAL"),
            "{failed:?}"
        );
    }
    let own = standing(&stand, &state).await;
    assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Refused));
    assert_eq!(own.dossier.consent_refused().map(|(code, _)| code), Some("PARAM_ILLEGAL"));
    assert_eq!(own.dossier.agreements().count(), 1, "told once");
    let barred = stand.merchant.debit(debit(&stand.street.id(), &state, 50_000)).await;
    assert_eq!(barred, Err(Failed::Bar(Bar::NoConsent)));
    stand.is_sound().await;
}

#[tokio::test]
async fn debits_that_go_wrong() {
    let stand = Stand::open().await;
    let state = active(&stand).await;
    // Refused for the balance; answer lost; carried out twice; in process first; lost before anything.
    for (minor, then) in [
        (50_011, PaymentState::Declined),
        (50_013, PaymentState::Paid),
        (50_014, PaymentState::Paid),
        (50_016, PaymentState::Paid),
        (50_017, PaymentState::Paid),
    ] {
        let id = stand.street.id();
        stand.merchant.debit(debit(&id, &state, minor)).await.unwrap();
        stand.rest().await;
        let payment = stand.payment(&id).await;
        assert_eq!(payment.state(), then, "{minor}");
        agree(&payment, &stand.street.booked(&id).await.unwrap());
        let effects = usize::from(then == PaymentState::Paid);
        assert_eq!(stand.effects("pay", &id).await, effects, "{minor}");
    }
    assert_eq!(standing(&stand, &state).await.dossier.agreement_state(), Some(AgreementState::Active));
    keeps_no_token(&stand, &state).await;
    stand.is_sound().await;
}

/// The buyer ended it in the wallet and the news of it did not come yet: the debit finds the token dead.
#[tokio::test]
async fn the_buyer_ended_it() {
    let stand = Stand::open().await;
    for told in [false, true] {
        let state = active(&stand).await;
        buyer(&stand, &state, "revoke").await;
        let id = stand.street.id();
        if told {
            stand.merchant.read_feed().await.unwrap();
            let barred = stand.merchant.debit(debit(&id, &state, 50_000)).await;
            assert_eq!(barred, Err(Failed::Bar(Bar::NoConsent)), "told before");
            assert_eq!(ended_by(&stand, &state).await, Some(EndedBy::Buyer));
        } else {
            stand.merchant.debit(debit(&id, &state, 50_000)).await.unwrap();
            stand.rest().await;
            let payment = stand.payment(&id).await;
            match &payment.standing {
                Standing::Declined { code, .. } => assert_eq!(code, "INVALID_ACCESS_TOKEN"),
                other => panic!("{other:?}"),
            }
            assert_eq!(ended_by(&stand, &state).await, Some(EndedBy::Found));
            let again = stand.merchant.debit(debit(&stand.street.id(), &state, 50_000)).await;
            assert_eq!(again, Err(Failed::Bar(Bar::NoConsent)), "nothing else is debited with it");
        }
        assert_eq!(standing(&stand, &state).await.dossier.agreement_state(), Some(AgreementState::Ended));
        assert_eq!(stand.effects("pay", &id).await, 0);
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn renewed() {
    let stand = Stand::open().await;
    let state = active(&stand).await;
    let before = there(&stand, &state).await;
    let renew = act(&stand, &state);
    let order = stand.merchant.renew_agreement(renew.clone()).await.unwrap();
    assert!(progress(&stand, &state, &order).await.is_done());
    assert_eq!(stand.merchant.renew_agreement(renew).await.unwrap(), order, "the same sheet");
    let after = there(&stand, &state).await;
    assert_ne!(before["access_token"], after["access_token"]);
    // The new token is the one that is debited with; neither is kept in the clear.
    let id = stand.street.id();
    stand.merchant.debit(debit(&id, &state, 50_000)).await.unwrap();
    stand.rest().await;
    assert_eq!(stand.payment(&id).await.state(), PaymentState::Paid);
    stand.keeps_no(before["access_token"].as_str().unwrap(), &state).await;
    keeps_no_token(&stand, &state).await;
    stand.is_sound().await;
}

#[tokio::test]
async fn ended_by_us() {
    let stand = Stand::open().await;
    let state = active(&stand).await;
    let order = stand.merchant.revoke_agreement(act(&stand, &state)).await.unwrap();
    assert!(progress(&stand, &state, &order).await.is_done());
    assert_eq!(ended_by(&stand, &state).await, Some(EndedBy::Us));
    assert_eq!(there(&stand, &state).await["stage"], "CANCELLED");
    let again = stand.merchant.revoke_agreement(act(&stand, &state)).await;
    assert_eq!(again, Err(Failed::Bar(Bar::NoConsent)));
    let debit = stand.merchant.debit(debit(&stand.street.id(), &state, 50_000)).await;
    assert_eq!(debit, Err(Failed::Bar(Bar::NoConsent)));
    // The gateway's news of our own act repeats it.
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(ended_by(&stand, &state).await, Some(EndedBy::Us));
    keeps_no_token(&stand, &state).await;
    stand.is_sound().await;
}

/// An answer is lost while the buyer's code is exchanged, the token renewed, the consent ended.
#[tokio::test]
async fn answers_are_lost() {
    let stand = Stand::open().await;
    for at in [At::RequestLost, At::AnswerLost, At::Unreachable] {
        let state = stand.street.id();
        asked(&stand, &state).await;
        buyer(&stand, &state, "agree").await;
        let troubled = |n| {
            let (file, http) = (stand.file.clone(), stand.street.http.clone());
            let stand = &stand;
            async move {
                let ledger = StoppingLedger::new(open(&file).await);
                stand.beside(Road::new(http, ledger, Trouble::Send(n, at))).await
            }
        };
        // The feed's list is the first call, the exchange the second.
        troubled(2).await.read_feed().await.unwrap();
        let own = standing(&stand, &state).await;
        assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Consented), "{at:?}: not known yet");
        stand.rest().await;
        let own = standing(&stand, &state).await;
        assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Active), "{at:?}");
        assert_eq!(own.dossier.acts.len(), 1);

        let renew = troubled(1).await.renew_agreement(act(&stand, &state)).await.unwrap();
        assert!(progress(&stand, &state, &renew).await.is_open());
        stand.rest().await;
        assert!(progress(&stand, &state, &renew).await.is_done(), "{at:?}");
        let id = stand.street.id();
        stand.merchant.debit(debit(&id, &state, 50_000)).await.unwrap();
        stand.rest().await;
        assert_eq!(stand.payment(&id).await.state(), PaymentState::Paid, "{at:?}: with the renewed token");

        let revoke = troubled(1).await.revoke_agreement(act(&stand, &state)).await.unwrap();
        assert!(progress(&stand, &state, &revoke).await.is_open());
        stand.rest().await;
        assert!(progress(&stand, &state, &revoke).await.is_done(), "{at:?}");
        assert_eq!(ended_by(&stand, &state).await, Some(EndedBy::Us), "{at:?}");
        assert_eq!(there(&stand, &state).await["stage"], "CANCELLED");
        keeps_no_token(&stand, &state).await;
    }
    stand.is_sound().await;
}

/// The practice gateway loses the answers of a consent whose name ends in 13.
#[tokio::test]
async fn the_gateway_loses_answers() {
    let stand = Stand::open().await;
    let state = format!("{}_13", stand.street.id());
    asked_until_offered(&stand, &state).await;
    buyer(&stand, &state, "agree").await;
    stand.merchant.read_feed().await.unwrap();
    stand.rest().await;
    assert_eq!(standing(&stand, &state).await.dossier.agreement_state(), Some(AgreementState::Active));
    let order = stand.merchant.revoke_agreement(act(&stand, &state)).await.unwrap();
    stand.rest().await;
    assert!(progress(&stand, &state, &order).await.is_done());
    assert_eq!(ended_by(&stand, &state).await, Some(EndedBy::Us));
    assert_eq!(stand.merchant.ledger().orders(OrderFilter::Open).await.unwrap(), Vec::new());
    keeps_no_token(&stand, &state).await;
    stand.is_sound().await;
}

/// Asking for a consent promises nothing: what is lost is asked again by the person.
async fn asked_until_offered(stand: &Stand, state: &str) {
    let wish = ConsentWish {
        draft: AuthState::parse(state).unwrap(),
        wallet: "GCASH".into(),
        buyer: "Made-up Maria".into(),
    };
    for _ in 0..3 {
        if stand.merchant.ask_consent(wish.clone()).await.is_ok() {
            return;
        }
    }
    panic!("{state} was never offered");
}

/// A key store that can be locked between two calls: what it seals it goes on sealing, as a store does that asks a
/// person only for its private keys.
struct Lockable {
    keys: testkit::MemoryKeys,
    locked: Arc<AtomicBool>,
}

impl Lockable {
    fn unlocked(&self) -> Result<&testkit::MemoryKeys, KeysError> {
        if self.locked.load(Ordering::Relaxed) {
            Err(KeysError::Locked("asleep".into()))
        } else {
            Ok(&self.keys)
        }
    }
}

#[async_trait]
impl Keys for Lockable {
    async fn health(&self) -> KeysHealth {
        self.keys.health().await
    }
    async fn generate(&self, account: &AccountId, version: &str, bits: KeyBits) -> Result<String, KeysError> {
        self.keys.generate(account, version, bits).await
    }
    async fn import(&self, account: &AccountId, version: &str, key: Vec<u8>) -> Result<String, KeysError> {
        self.keys.import(account, version, key).await
    }
    async fn public(&self, account: &AccountId, version: &str) -> Result<String, KeysError> {
        self.unlocked()?.public(account, version).await
    }
    async fn sign(&self, account: &AccountId, version: &str, message: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.keys.sign(account, version, message).await
    }
    async fn forget(&self, account: &AccountId, version: &str) -> Result<(), KeysError> {
        self.keys.forget(account, version).await
    }
    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.keys.seal(plain).await
    }
    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.keys.open(sealed).await
    }

    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError> {
        self.keys.keep_note(name, words).await
    }

    async fn note(&self, name: &str) -> Result<Option<String>, KeysError> {
        self.keys.note(name).await
    }
}

/// The code came and was kept while the exchange could not be written down: it is made up for as soon as it can
/// be, once.
#[tokio::test]
async fn an_exchange_that_met_locked_keys_is_made_up_for() {
    let stand = Stand::open().await;
    let state = stand.street.id();
    asked(&stand, &state).await;
    buyer(&stand, &state, "agree").await;
    let locked = Arc::new(AtomicBool::new(true));
    let keys = Lockable { keys: stand.street.keys.clone(), locked: locked.clone() };
    let parts = Parts {
        ledger: open(&stand.file).await,
        gateway: stand.street.http.clone(),
        keys: Arc::new(keys),
        clock: Arc::new(stand.street.clock.clone()),
        ids: Arc::new(stand.street.ids.clone()),
        relay: Arc::new(testkit::NoRelay),
    };
    let (stale, _) = tokio::sync::broadcast::channel(256);
    let merchant =
        Merchant::new(stand.street.account(), Actor::parse("clerk").unwrap(), parts, stale).unwrap();
    merchant.read_feed().await.unwrap();
    merchant.drive_due().await.unwrap();
    let own = standing(&stand, &state).await;
    assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Consented), "kept, not exchanged");
    assert!(own.dossier.acts.is_empty());
    locked.store(false, Ordering::Relaxed);
    for _ in 0..3 {
        merchant.drive_due().await.unwrap();
    }
    let own = standing(&stand, &state).await;
    assert_eq!(own.dossier.agreement_state(), Some(AgreementState::Active));
    assert_eq!(own.dossier.acts.len(), 1, "exchanged once");
    stand.is_sound().await;
}
