//! A shop put before the wallets: registered, looked at, rejected and registered again; and the questions that
//! change nothing.

use antom::SecretText;
use antom::parts::Address;
use antom::registration::{MerchantRegistration, RegistrationAsk, RegistrationDetail, StoreRegistration};
use domain::{
    Currency, DossierKind, MerchantReference, OrderNumber, PayProduct, PaymentRequestId, PaymentState,
    Progress, RegistrationRequestId, RegistrationState, Standing, StoreReference,
};
use engine::{CounterWish, DossierStanding, Failed};
use testkit::StoppingLedger;

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{money, open};
use crate::stand::Stand;

/// The shop of [`crate::shop::counter`], under this legal name.
fn ask(id: &str, legal_name: &str) -> RegistrationAsk {
    let address = Address {
        region: Some("SG".into()),
        city: Some("Singapore".into()),
        address1: Some("1 Made Up Road".into()),
        ..Address::default()
    };
    let detail = RegistrationDetail {
        legal_name: Some(legal_name.into()),
        registration_type: Some("ENTERPRISE_REGISTRATION_NO".into()),
        registration_no: Some("MADE-UP-0001".into()),
        registration_address: Some(address.clone()),
        business_type: Some("ENTERPRISE".into()),
        ..RegistrationDetail::default()
    };
    let merchant = MerchantRegistration {
        reference_merchant_id: Some(MerchantReference::parse("SHOP-1").unwrap()),
        merchant_display_name: Some("Shop".into()),
        merchant_mcc: Some("5411".into()),
        merchant_address: Some(address.clone()),
        registration_detail: Some(detail),
        ..MerchantRegistration::default()
    };
    let store = StoreRegistration {
        reference_store_id: Some(StoreReference::parse("STORE-1").unwrap()),
        store_name: Some("Store".into()),
        store_mcc: Some("5411".into()),
        store_address: Some(address),
        ..StoreRegistration::default()
    };
    RegistrationAsk {
        registration_request_id: Some(RegistrationRequestId::parse(id).unwrap()),
        product_codes: vec!["IN_STORE_PAYMENT".into()],
        merchant_info: Some(merchant),
        store_info: Some(store),
        ..RegistrationAsk::default()
    }
}

async fn registered(stand: &Stand, legal_name: &str) -> String {
    let id = stand.street.id();
    stand.merchant.register(ask(&id, legal_name)).await.unwrap();
    stand.rest().await;
    id
}

async fn standing(stand: &Stand, id: &str) -> DossierStanding {
    stand.merchant.dossier(DossierKind::Registration, id).await.unwrap()
}

async fn state(stand: &Stand, id: &str) -> RegistrationState {
    standing(stand, id).await.dossier.registration_state().unwrap()
}

async fn act(stand: &Stand, id: &str) -> Progress {
    let own = standing(stand, id).await;
    assert_eq!(own.dossier.acts.len(), 1);
    own.dossier.acts.into_values().next().unwrap().progress
}

/// A payment code scanned in the registered shop.
async fn scanned(stand: &Stand) -> String {
    let id = stand.street.id();
    let wish = CounterWish {
        draft: PaymentRequestId::parse(&id).unwrap(),
        product: PayProduct::PaymentCode,
        order_number: OrderNumber::parse(&format!("ORDER-{id}")).unwrap(),
        description: "two coffees".into(),
        amount: money(1_250, "SGD"),
        code: Some(SecretText::new(format!("2881234567890{}00", 100 + stand.street.books().await.len()))),
        again: false,
    };
    stand.merchant.counter_payment(wish).await.unwrap();
    stand.rest().await;
    id
}

#[tokio::test]
async fn looked_at_and_approved() {
    let stand = Stand::open().await;
    let id = registered(&stand, "Shop Pte Ltd").await;
    assert!(act(&stand, &id).await.is_done(), "the gateway has it");
    assert_eq!(state(&stand, &id).await, RegistrationState::Pending);
    let own = stand.merchant.inquire_registration(&id).await.unwrap();
    assert_eq!(own.dossier.registration_state(), Some(RegistrationState::Approved));
    let wallets = own.dossier.registrations().last().unwrap().wallets.clone();
    assert!(wallets.iter().any(|wallet| wallet.status == "PENDING"), "one wallet still looks: {wallets:?}");
    stand.merchant.inquire_registration(&id).await.unwrap();
    assert_eq!(state(&stand, &id).await, RegistrationState::Approved);
    let wallets = standing(&stand, &id).await.dossier.registrations().last().unwrap().wallets.clone();
    assert!(wallets.iter().all(|wallet| wallet.status == "APPROVED"), "{wallets:?}");
    // The news of it, late, takes nothing back.
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(state(&stand, &id).await, RegistrationState::Approved);

    let file = stand.merchant.registration_on_file(&id).await.unwrap();
    assert_eq!(file.merchant_info.unwrap().merchant_display_name.as_deref(), Some("Shop"));
    assert_eq!(file.store_info.unwrap().store_name.as_deref(), Some("Store"));
    assert!(!stand.is_in_the_files("MADE-UP-0001"), "a company's papers are kept sealed");
    stand.is_sound().await;
}

#[tokio::test]
async fn rejected_and_registered_again() {
    let stand = Stand::open().await;
    let first = registered(&stand, "REJECT Pte Ltd").await;
    let own = stand.merchant.inquire_registration(&first).await.unwrap();
    assert_eq!(own.dossier.registration_state(), Some(RegistrationState::Rejected));
    assert!(!own.dossier.registrations().last().unwrap().reasons.is_empty(), "and why");
    let turned_away = scanned(&stand).await;
    match &stand.payment(&turned_away).await.standing {
        Standing::Declined { code, .. } => assert_eq!(code, "MERCHANT_NOT_REGISTERED"),
        other => panic!("{other:?}"),
    }
    let second = registered(&stand, "Shop Pte Ltd").await;
    stand.merchant.inquire_registration(&second).await.unwrap();
    assert_eq!(state(&stand, &second).await, RegistrationState::Approved);
    assert_eq!(state(&stand, &first).await, RegistrationState::Rejected, "what was said of the first stands");
    let paid = scanned(&stand).await;
    assert_eq!(stand.payment(&paid).await.state(), PaymentState::Paid);
    stand.is_sound().await;
}

/// A second registration while the first is looked at, and after it was approved: nothing is made of it, and
/// it ends.
#[tokio::test]
async fn registered_twice() {
    let stand = Stand::open().await;
    let first = registered(&stand, "Shop Pte Ltd").await;
    let second = stand.street.id();
    stand.merchant.register(ask(&second, "Shop Pte Ltd")).await.unwrap();
    refused(&stand, &second, "REGISTRATION_UNDER_REVIEW").await;
    assert_eq!(stand.sent_and_asked(&second).await, (1, 0));
    assert_eq!(state(&stand, &second).await, RegistrationState::Rejected, "it came to nothing, and says so");
    match stand.merchant.inquire_registration(&second).await {
        Err(Failed::Unanswered { code, .. }) => assert_eq!(code, "RECORD_NOT_FOUND"),
        other => panic!("{other:?}"),
    }
    stand.merchant.inquire_registration(&first).await.unwrap();
    assert_eq!(state(&stand, &first).await, RegistrationState::Approved, "the first one goes on");
    let third = registered(&stand, "Shop Pte Ltd").await;
    refused(&stand, &third, "REPEAT_REGISTRATION").await;
    stand.is_sound().await;
}

async fn refused(stand: &Stand, id: &str, wanted: &str) {
    match act(stand, id).await {
        Progress::Refused { code, .. } => assert_eq!(code, wanted),
        other => panic!("{other:?}"),
    }
    assert!(!stand.is_open(id).await);
}

/// The second one's first delivery is lost. Sent again it may be our own that is spoken of: the gateway is
/// asked by our id once more before it counts as refused.
#[tokio::test]
async fn registered_twice_and_the_request_is_lost() {
    for at in [At::RequestLost, At::AnswerLost] {
        let stand = Stand::open().await;
        registered(&stand, "Shop Pte Ltd").await;
        let ledger = StoppingLedger::new(open(&stand.file).await);
        let road = Road::new(stand.street.http.clone(), ledger, Trouble::Send(1, at));
        let second = stand.street.id();
        stand.beside(road).await.register(ask(&second, "Shop Pte Ltd")).await.unwrap();
        stand.step().await;
        assert!(act(&stand, &second).await.is_open(), "{at:?}: it may be our own");
        stand.rest().await;
        refused(&stand, &second, "REGISTRATION_UNDER_REVIEW").await;
        assert_eq!(stand.sent_and_asked(&second).await, (2, 2));
        stand.is_sound().await;
    }
}

#[tokio::test]
async fn the_answer_is_lost() {
    for at in [At::RequestLost, At::AnswerLost, At::Unreachable] {
        let stand = Stand::open().await;
        let ledger = StoppingLedger::new(open(&stand.file).await);
        let road = Road::new(stand.street.http.clone(), ledger, Trouble::Send(1, at));
        let id = stand.street.id();
        stand.beside(road).await.register(ask(&id, "Shop Pte Ltd")).await.unwrap();
        assert!(act(&stand, &id).await.is_open());
        stand.rest().await;
        assert!(act(&stand, &id).await.is_done(), "{at:?}");
        assert_eq!(state(&stand, &id).await, RegistrationState::Pending);
    }
}

#[tokio::test]
async fn what_can_be_paid_with() {
    let stand = Stand::open().await;
    let answer = stand.merchant.consult(money(20_000, "HKD"), Some("HK")).await.unwrap();
    let named = |name: &str| {
        answer.payment_options.iter().find(|option| option.payment_method_type.as_deref() == Some(name))
    };
    assert_eq!(named("ALIPAY_HK").expect("a wallet of Hong Kong").enabled, Some(true));
    for option in &answer.payment_options {
        let why = option.disable_reason.as_deref().unwrap_or_default();
        assert_eq!(option.enabled == Some(false), !why.is_empty(), "{option:?}");
    }
    assert_eq!(stand.street.journal().await.len(), 0, "a question moves nothing");
}

#[tokio::test]
async fn at_which_rate() {
    let stand = Stand::open().await;
    let (hkd, sgd) = (Currency::parse("HKD").unwrap(), Currency::parse("SGD").unwrap());
    let answer = stand.merchant.rates(&[hkd], sgd).await.unwrap();
    assert!(!answer.quotes.is_empty() || !answer.payment_quotes.is_empty(), "{answer:?}");
    assert!(matches!(stand.merchant.rates(&[], sgd).await, Err(Failed::Request(_))), "nothing was asked");
    assert_eq!(stand.street.journal().await.len(), 0);
}
