//! Disputes, auto debit, subscriptions and the feed: every field of the published calls has a place, is
//! written as it was read, and the rules between fields hold.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Debug;
use std::path::Path;

use antom::accept_dispute::{AcceptDispute, AcceptDisputeAsk};
use antom::apply_token::{ApplyToken, ApplyTokenAsk};
use antom::authorization_consult::{AuthorizationConsult, AuthorizationConsultAsk};
use antom::authorization_query::{AuthorizationQuery, AuthorizationQueryAsk};
use antom::download_dispute_evidence::{DownloadDisputeEvidence, DownloadDisputeEvidenceAsk};
use antom::feed_event::{InquireNotification, InquireNotificationAsk};
use antom::feed_list::{InquireNotificationList, InquireNotificationListAsk};
use antom::revoke::{Revoke, RevokeAsk};
use antom::subscription_cancel::{SubscriptionCancel, SubscriptionCancelAsk};
use antom::subscription_change::{SubscriptionChange, SubscriptionChangeAsk};
use antom::subscription_create::{SubscriptionCreate, SubscriptionCreateAsk};
use antom::subscription_inquiry::{
    SubscriptionInquiry, SubscriptionInquiryAsk, SubscriptionInquiryList, SubscriptionInquiryListAsk,
    SubscriptionInquiryPayment, SubscriptionInquiryPaymentAsk,
};
use antom::subscription_update::{SubscriptionUpdate, SubscriptionUpdateAsk};
use antom::supply_defense_document::{DocumentLimit, SupplyDefenseDocument, SupplyDefenseDocumentAsk};
use antom::supply_evidence::{LogisticInformation, SupplyEvidence, SupplyEvidenceAsk, TagContent};
use antom::{Ask, Endpoint, FieldFault, calls};
use domain::{DisputeId, Moment};
use serde_json::{Value, json};

fn case(name: &str) -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/calls").join(format!("{name}.json"));
    let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // A second example of a call has a word of its own behind the call's name.
    assert_eq!(case["call"], name.split('-').next().unwrap());
    case
}

/// Booleans that came as text are written as themselves.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) if text == "true" || text == "false" => Value::Bool(text == "true"),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, inside)| (name.clone(), plain(inside))).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn no_stranger(name: &str, shown: &impl Debug) {
    let shown = format!("{shown:?}");
    assert!(!shown.contains("extra: {\""), "{name}: {shown}");
    for secret in ["MADE-UP-ACCESS", "MADE-UP-REFRESH", "MADE-UP-AUTH", "MADE-UP-0000", "JVBERi", "UEsDB"] {
        assert!(!shown.contains(secret), "{name}: {shown}");
    }
}

fn whole<A, E>(name: &str)
where
    A: Ask + Debug,
    E: Endpoint,
    E::Answer: Debug + serde::Serialize,
{
    let case = case(name);
    let facts = calls::named(case["call"].as_str().unwrap()).expect(name);
    assert_eq!(facts.path, E::PATH, "{name}");
    let ask: A = serde_json::from_value(case["request"].clone()).unwrap();
    assert_eq!(ask.check(), Ok(()), "{name}");
    let body: Value = serde_json::from_slice(&ask.to_body()).unwrap();
    assert_eq!(body, case["request"], "{name}");
    no_stranger(name, &ask);
    let mut answer = case["answer"].clone();
    answer.as_object_mut().unwrap().remove("result").unwrap();
    let told: E::Answer = serde_json::from_value(answer.clone()).unwrap();
    no_stranger(name, &told);
    assert_eq!(plain(&serde_json::to_value(&told).unwrap()), plain(&answer), "{name}");
    // Each field that must be there is missed when it is not.
    for field in case["request"].as_object().unwrap().keys() {
        let mut fewer = case["request"].clone();
        fewer.as_object_mut().unwrap().remove(field);
        let ask: A = serde_json::from_value(fewer).unwrap();
        if let Err(fault) = ask.check() {
            assert!(
                fault.to_string().contains("missing") || fault.to_string().contains("rule"),
                "{name}: {fault}"
            );
        }
    }
    let empty: A = serde_json::from_value(json!({})).unwrap();
    if name != "inquireNotificationList" && name != "subscriptionInquiryList" {
        assert!(empty.check().is_err(), "{name} needs something");
    }
}

#[test]
fn every_field_of_every_call_has_a_place() {
    whole::<AcceptDisputeAsk, AcceptDispute>("acceptDispute");
    whole::<SupplyDefenseDocumentAsk, SupplyDefenseDocument>("supplyDefenseDocument");
    whole::<SupplyEvidenceAsk, SupplyEvidence>("supplyEvidence");
    whole::<DownloadDisputeEvidenceAsk, DownloadDisputeEvidence>("downloadDisputeEvidence");
    whole::<AuthorizationConsultAsk, AuthorizationConsult>("authorizationConsult");
    whole::<ApplyTokenAsk, ApplyToken>("applyToken");
    whole::<ApplyTokenAsk, ApplyToken>("applyToken-refresh");
    whole::<AuthorizationQueryAsk, AuthorizationQuery>("authorizationQuery");
    whole::<RevokeAsk, Revoke>("revoke");
    whole::<SubscriptionCreateAsk, SubscriptionCreate>("subscriptionCreate");
    whole::<SubscriptionChangeAsk, SubscriptionChange>("subscriptionChange");
    whole::<SubscriptionUpdateAsk, SubscriptionUpdate>("subscriptionUpdate");
    whole::<SubscriptionCancelAsk, SubscriptionCancel>("subscriptionCancel");
    whole::<SubscriptionInquiryAsk, SubscriptionInquiry>("subscriptionInquiry");
    whole::<SubscriptionInquiryListAsk, SubscriptionInquiryList>("subscriptionInquiryList");
    whole::<SubscriptionInquiryPaymentAsk, SubscriptionInquiryPayment>("subscriptionInquiryPayment");
    whole::<InquireNotificationListAsk, InquireNotificationList>("inquireNotificationList");
    whole::<InquireNotificationAsk, InquireNotification>("inquireNotification");
}

/// The published request with one value put in another's place; null takes it out.
fn bent<A: Ask>(name: &str, pointer: &str, value: Value) -> Result<(), FieldFault> {
    let mut request = case(name)["request"].clone();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = request.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(field);
    } else {
        parent.insert(field.to_owned(), value);
    }
    serde_json::from_value::<A>(request).unwrap().check()
}

fn refuses<A: Ask>(name: &str, pointer: &str, value: Value, field: &str) {
    let fault = bent::<A>(name, pointer, value.clone()).expect_err(&format!("{name} {pointer} {value}"));
    assert_eq!(fault.field, field, "{name} {pointer}: {fault}");
}

#[test]
fn disputes_have_their_limits() {
    let long = "A".repeat(4_000_001);
    refuses::<SupplyDefenseDocumentAsk>(
        "supplyDefenseDocument",
        "/disputeEvidence",
        json!(long),
        "disputeEvidence",
    );
    for text in ["not base64", "AAAA", "JVBERi0xLjc"] {
        refuses::<SupplyDefenseDocumentAsk>(
            "supplyDefenseDocument",
            "/disputeEvidence",
            json!(text),
            "disputeEvidence",
        );
    }
    refuses::<DownloadDisputeEvidenceAsk>(
        "downloadDisputeEvidence",
        "/disputeEvidenceType",
        json!("OTHER"),
        "disputeEvidenceType",
    );
    refuses::<SupplyEvidenceAsk>("supplyEvidence", "/evidenceContent", json!({}), "evidenceContent");
    for tag in ["", "lower"] {
        let content = json!({ tag: "x" });
        refuses::<SupplyEvidenceAsk>(
            "supplyEvidence",
            "/evidenceContent",
            content,
            &format!("evidenceContent.{tag}"),
        );
    }
    let many: Value =
        (0..33).map(|n| (format!("TAG_{n}"), json!("x"))).collect::<serde_json::Map<_, _>>().into();
    refuses::<SupplyEvidenceAsk>("supplyEvidence", "/evidenceContent", many, "evidenceContent");
    let wide = json!({"A": "x".repeat(3_500_000), "B": "x".repeat(3_500_000), "C": "x".repeat(3_500_000)});
    refuses::<SupplyEvidenceAsk>("supplyEvidence", "/evidenceContent", wide, "evidenceContent");
    refuses::<SupplyEvidenceAsk>(
        "supplyEvidence",
        "/evidenceContent",
        json!({"A": long}),
        "evidenceContent.A",
    );

    let dispute = DisputeId::parse("D-1").unwrap();
    let document = |bytes: usize| {
        let mut document = b"%PDF-".to_vec();
        document.resize(bytes, b'x');
        SupplyDefenseDocumentAsk::of(dispute.clone(), &document)
    };
    for limit in [DocumentLimit::OlderPage, DocumentLimit::NewerSdk] {
        assert_eq!(document(limit.bytes()).check_within(limit), Ok(()), "{limit:?}");
        assert!(document(limit.bytes() + 1).check_within(limit).is_err(), "{limit:?}");
    }
    assert_eq!(DocumentLimit::default(), DocumentLimit::OlderPage);
    assert_eq!(document(750_001).check(), Ok(()));
    assert!(TagContent::new(json!(7)).is_none() && TagContent::new(json!([])).is_none());
    let shipped = LogisticInformation { tracking_number: Some("1".into()), ..Default::default() };
    assert_eq!(TagContent::from(shipped).value(), &json!({"trackingNumber": "1"}));
}

#[test]
fn consents_and_tokens_have_their_rules() {
    let consult = |pointer, value, field| {
        refuses::<AuthorizationConsultAsk>("authorizationConsult", pointer, value, field)
    };
    consult("/scopes", json!(["A", "B", "C", "D", "E"]), "scopes");
    consult("/scopes", json!([]), "scopes");
    consult("/osType", Value::Null, "osType");
    consult("/osType", json!("BEOS"), "osType");
    consult("/terminalType", json!("TV"), "terminalType");
    consult("/recurringPayment", Value::Null, "recurringPayment");
    consult("/authRedirectUrl", json!("shop"), "authRedirectUrl");
    consult("/authState", Value::Null, "authState");
    consult("/customerBelongsTo", json!("x".repeat(65)), "customerBelongsTo");
    let token = |pointer, value, field| refuses::<ApplyTokenAsk>("applyToken", pointer, value, field);
    token("/authCode", Value::Null, "authCode");
    token("/refreshToken", json!("MADE-UP"), "refreshToken");
    token("/grantType", json!("REFRESH_TOKEN"), "refreshToken");
    token("/grantType", json!("OTHER"), "grantType");
    token("/authCode", json!("x".repeat(129)), "authCode");
    refuses::<RevokeAsk>("revoke", "/accessToken", json!("x".repeat(129)), "accessToken");
}

#[test]
fn subscriptions_have_their_rules() {
    let create =
        |pointer, value, field| refuses::<SubscriptionCreateAsk>("subscriptionCreate", pointer, value, field);
    create("/subscriptionEndTime", json!("2026-03-01T00:00:00+08:00"), "subscriptionEndTime");
    create("/subscriptionEndTime", json!("tomorrow"), "subscriptionEndTime");
    create("/periodRule/periodCount", json!("0"), "periodRule.periodCount");
    create("/periodRule/periodCount", Value::Null, "periodRule.periodCount");
    create("/periodRule/periodType", json!("CENTURY"), "periodRule.periodType");
    create("/orderInfo", json!({}), "orderInfo");
    create("/orderInfo", json!({"orderAmount": null}), "orderInfo");
    create("/allowAccumulate", json!(false), "maxAccumulateAmount");
    create("/subscriptionInfo/retryMode", json!("NEVER"), "subscriptionInfo.retryMode");
    create("/paymentNotificationUrl", json!("nowhere"), "paymentNotificationUrl");
    let amount = json!({"currency": "PHP", "value": "0"});
    for (trials, field) in [
        (json!([{"trialStartPeriod": "0", "trialAmount": amount}]), "trials[0].trialStartPeriod"),
        (json!([{"trialAmount": amount}]), "trials[0].trialStartPeriod"),
        (json!([{"trialStartPeriod": "1"}]), "trials[0].trialAmount"),
        (
            json!([{"trialStartPeriod": "3", "trialEndPeriod": "2", "trialAmount": amount}]),
            "trials[0].trialEndPeriod",
        ),
        (
            json!([
                {"trialStartPeriod": "1", "trialEndPeriod": "3", "trialAmount": amount},
                {"trialStartPeriod": "3", "trialAmount": amount}
            ]),
            "trials[1].trialStartPeriod",
        ),
        (json!([{"trialStartPeriod": "1", "trialAmount": {"currency": "JPY", "value": "1"}}]), "trials"),
    ] {
        create("/trials", trials, field);
    }
    let wish: SubscriptionCreateAsk =
        serde_json::from_value(case("subscriptionCreate")["request"].clone()).unwrap();
    let expiry = antom::parse_time("2026-02-28T12:00:00+08:00").unwrap();
    for (before, fits) in
        [(1, true), (48 * Moment::HOUR - 1, true), (48 * Moment::HOUR, false), (0, false), (-1, false)]
    {
        assert_eq!(wish.check_at(expiry.plus(-before)).is_ok(), fits, "{before}");
    }
    let change =
        |pointer, value, field| refuses::<SubscriptionChangeAsk>("subscriptionChange", pointer, value, field);
    change("/paymentAmountDifference", json!({"currency": "JPY", "value": "1"}), "paymentAmountDifference");
    change("/subscriptionEndTime", json!("2026-01-01T00:00:00Z"), "subscriptionEndTime");
    let update =
        |pointer, value, field| refuses::<SubscriptionUpdateAsk>("subscriptionUpdate", pointer, value, field);
    update("/prorationSettings/prorationMode", json!("LATER"), "prorationSettings.prorationMode");
    update(
        "/prorationSettings/customAmount",
        json!({"currency": "JPY", "value": "1"}),
        "prorationSettings.customAmount",
    );
    let wish: SubscriptionUpdateAsk =
        serde_json::from_value(case("subscriptionUpdate")["request"].clone()).unwrap();
    let next = antom::parse_time("2026-05-01T00:00:00+08:00").unwrap();
    assert!(wish.check_at(next.plus(-24 * Moment::HOUR)).is_ok());
    assert!(wish.check_at(next.plus(-24 * Moment::HOUR + 1)).is_err());
    let cancel =
        |pointer, value, field| refuses::<SubscriptionCancelAsk>("subscriptionCancel", pointer, value, field);
    cancel("/cancellationType", json!("PAUSE"), "cancellationType");
    let nameless: SubscriptionCancelAsk =
        serde_json::from_value(json!({"cancellationType": "CANCEL"})).unwrap();
    assert_eq!(nameless.check().unwrap_err().field, "subscriptionId");
    refuses::<SubscriptionInquiryListAsk>("subscriptionInquiryList", "/pageSize", json!("0"), "pageSize");
    refuses::<SubscriptionInquiryListAsk>(
        "subscriptionInquiryList",
        "/startTimeTo",
        json!("2026-01-01T00:00:00Z"),
        "startTimeTo",
    );
}

#[test]
fn the_feed_has_its_rules() {
    let list = |pointer, value, field| {
        refuses::<InquireNotificationListAsk>("inquireNotificationList", pointer, value, field)
    };
    list("/limit", json!(0), "limit");
    list("/startingAfter", json!("not-a-uuid"), "startingAfter");
    list("/eventCreateTimeTo", json!("2026-01-01T00:00:00Z"), "eventCreateTimeTo");
    refuses::<InquireNotificationAsk>("inquireNotification", "/eventId", json!("1"), "eventId");
}
