//! Disputes: the bank opens one, the news brings it, the shop accepts or answers, the bank decides.

use std::collections::BTreeMap;

use antom::download_dispute_evidence::EvidenceFile;
use domain::{
    Bar, DisputeState, DossierKind, Moment, OrderId, PaymentState, Progress, RefundReason, RefundRequestId,
};
use engine::port::{DossierQuery, Keeping};
use engine::{DisputeFile, DisputeWish, DossierStanding, Failed, RefundWish};
use serde_json::{Value, json};

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{Way, agree, money, open};
use crate::stand::Stand;
use testkit::StoppingLedger;

const PDF: &[u8] = b"%PDF-1.4\n% a made-up delivery note\n%%EOF\n";

/// A paid card payment that somebody disputes, heard of by the feed. Gives our id and the dispute's.
async fn disputed(stand: &Stand, more: Value) -> (String, String) {
    let payment = stand.street.paid(&stand.merchant, Way::Card, 20_000).await;
    let mut body = json!({ "payment": payment });
    body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    let told = stand.play("/practice/dispute", body).await;
    stand.merchant.read_feed().await.unwrap();
    (payment, told["dispute_id"].as_str().unwrap().to_owned())
}

async fn bank(stand: &Stand, dispute: &str, does: &str) {
    stand.play(&format!("/practice/dispute/{dispute}"), json!({ "do": does })).await;
    stand.merchant.read_feed().await.unwrap();
}

async fn standing(stand: &Stand, dispute: &str) -> DossierStanding {
    stand.merchant.dossier(DossierKind::Dispute, dispute).await.unwrap()
}

async fn state(stand: &Stand, dispute: &str) -> DisputeState {
    standing(stand, dispute).await.dossier.dispute_state().unwrap()
}

fn wish(stand: &Stand, dispute: &str) -> DisputeWish {
    let draft = OrderId::parse(&stand.street.id()).unwrap();
    DisputeWish { draft, dispute: dispute.to_owned(), version: None }
}

async fn progress(stand: &Stand, dispute: &str, order: &OrderId) -> Progress {
    standing(stand, dispute).await.dossier.acts[order].progress.clone()
}

#[tokio::test]
async fn opened_by_the_bank_and_accepted() {
    let stand = Stand::open().await;
    let (payment, id) = disputed(&stand, json!({ "amount": "5000", "reason": "13.1" })).await;
    let own = standing(&stand, &id).await;
    assert_eq!(own.dossier.dispute_state(), Some(DisputeState::Open));
    let (due, text) = own.dossier.dispute_due().expect("a deadline");
    assert_eq!(due.since(stand.street.now()), 240 * Moment::HOUR);
    assert!(text.is_some_and(|text| !text.is_empty()), "as the gateway wrote it");
    assert_eq!(own.dossier.dispute_latest(|report| report.amount), Some(money(5_000, "SGD")));
    assert_eq!(own.dossier.dispute_latest(|report| report.reason_code.clone()).as_deref(), Some("13.1"));
    // The dossier is found by the payment it is about.
    assert_eq!(standing(&stand, &payment).await.stream, own.stream);

    let accept = wish(&stand, &id);
    let order = stand.merchant.accept_dispute(accept.clone(), false).await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    assert_eq!(state(&stand, &id).await, DisputeState::Accepted);
    // The same sheet again is the same act, another one is barred.
    assert_eq!(stand.merchant.accept_dispute(accept, false).await.unwrap(), order);
    let second = stand.merchant.accept_dispute(wish(&stand, &id), false).await;
    assert_eq!(second, Err(Failed::Bar(Bar::DisputeOver)));
    let late = stand.merchant.defend_dispute(wish(&stand, &id), "note.pdf", PDF).await;
    assert_eq!(late, Err(Failed::Bar(Bar::DisputeOver)));
    assert_eq!(stand.effects("acceptDispute", &id).await, 1);
    // The gateway's own news of it repeats what is known.
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(state(&stand, &id).await, DisputeState::Accepted);
    assert!(standing(&stand, &id).await.dossier.contradictions.is_empty());
    stand.is_sound().await;
}

#[tokio::test]
async fn defended_once_and_won() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({})).await;
    let order = stand.merchant.defend_dispute(wish(&stand, &id), "note.pdf", PDF).await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    assert_eq!(state(&stand, &id).await, DisputeState::Defended);
    let act = standing(&stand, &id).await.dossier.acts[&order].asked.clone();
    assert_eq!(act.details["file"], "note.pdf");
    assert_eq!(act.details["bytes"], PDF.len().to_string());
    assert_eq!(stand.order(order.as_str()).await.keeping, Keeping::Sealed);

    let calls = stand.street.calls().await;
    let second = stand.merchant.defend_dispute(wish(&stand, &id), "more.pdf", b"%PDF-1.4 more").await;
    assert_eq!(second, Err(Failed::Bar(Bar::DisputeAnswered)));
    let accept = stand.merchant.accept_dispute(wish(&stand, &id), false).await;
    assert_eq!(accept, Err(Failed::Bar(Bar::DisputeAnswered)));
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
    assert_eq!(stand.effects("supplyDefenseDocument", &id).await, 1);

    // What was supplied can be fetched back, byte for byte.
    let file: EvidenceFile = stand.merchant.dispute_file(&id, DisputeFile::Supplied).await.unwrap();
    assert_eq!(file.bytes, PDF);
    bank(&stand, &id, "judge_won").await;
    assert_eq!(state(&stand, &id).await, DisputeState::Won);
    stand.is_sound().await;
}

/// The gateway advises how to defend, and writes a defence: both are news of that dispute and change nothing of it.
#[tokio::test]
async fn a_defence_the_gateway_advises_and_writes() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({})).await;
    let missing = stand.merchant.dispute_file(&id, DisputeFile::Written).await;
    assert!(missing.is_err(), "{missing:?}");
    let before = standing(&stand, &id).await;
    for does in ["advise", "write", "write"] {
        bank(&stand, &id, does).await;
    }
    let after = standing(&stand, &id).await;
    assert_eq!((after.version, after.dossier.dispute_state()), (before.version, Some(DisputeState::Open)));
    let query = DossierQuery {
        kind: DossierKind::News,
        account: stand.merchant.account().id.clone(),
        states: Vec::new(),
        text: None,
        subject: Some(after.stream.clone()),
        by_deadline: false,
        limit: 10,
        after: None,
    };
    let told = stand.merchant.ledger().dossiers(&query).await.unwrap();
    let advice = stand.merchant.advice_of(&after).await.unwrap().expect("advice");
    assert_eq!(advice.win_rate.as_deref(), Some("LOW"));
    assert!(advice.strategy.is_some_and(|words| words.contains("delivered")));
    assert!(advice.evidence.iter().any(|own| own.tag == "ORDER_INFORMATION" && own.obtained == Some(false)));
    assert!(advice.written.is_some_and(|name| name.ends_with(".pdf")) && advice.improve.is_some());
    assert_eq!(stand.merchant.advice_of(&before).await.unwrap().map(|own| own.evidence.len()), Some(3));
    let (_, other) = disputed(&stand, json!({})).await;
    assert_eq!(stand.merchant.advice_of(&standing(&stand, &other).await).await, Ok(None), "not its own");
    assert_eq!(told.len(), 3, "it was opened, a defence was advised, and one was written: {told:?}");
    let file = stand.merchant.dispute_file(&id, DisputeFile::Written).await.unwrap();
    assert!(file.bytes.starts_with(b"%PDF-"));
    stand.is_sound().await;
}

#[tokio::test]
async fn judged_lost_and_withdrawn() {
    let stand = Stand::open().await;
    for (does, then) in [("judge_lost", DisputeState::Lost), ("cancel", DisputeState::Withdrawn)] {
        let (payment, id) = disputed(&stand, json!({})).await;
        bank(&stand, &id, does).await;
        assert_eq!(state(&stand, &id).await, then);
        let late = stand.merchant.accept_dispute(wish(&stand, &id), false).await;
        assert_eq!(late, Err(Failed::Bar(Bar::DisputeOver)), "{does}");
        assert_eq!(stand.payment(&payment).await.state(), PaymentState::Paid, "the payment is what it was");
    }
    stand.is_sound().await;
}

/// The deadline passes: nothing is sent any more, and the gateway's own end of it comes by the feed.
#[tokio::test]
async fn the_deadline_passes() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({ "due_hours": 30 })).await;
    let (due, _) =
        standing(&stand, &id).await.dossier.dispute_due().map(|(due, text)| (due, text.is_some())).unwrap();
    stand.street.clock.set(due);
    let calls = stand.street.calls().await;
    let barred = Err(Failed::Bar(Bar::DisputeTooLate { due }));
    assert_eq!(stand.merchant.accept_dispute(wish(&stand, &id), false).await, barred);
    assert_eq!(stand.merchant.defend_dispute(wish(&stand, &id), "note.pdf", PDF).await, barred);
    let evidence = BTreeMap::from([("ORDER_INFORMATION".to_owned(), json!({ "number": "7" }).to_string())]);
    assert_eq!(stand.merchant.give_evidence(wish(&stand, &id), evidence).await, barred);
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
    stand.street.clock.advance(Moment::MINUTE);
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(state(&stand, &id).await, DisputeState::Missed);
    stand.is_sound().await;
}

#[tokio::test]
async fn evidence_tag_by_tag() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({})).await;
    let give = |tag: &str, content: Value| BTreeMap::from([(tag.to_owned(), content.to_string())]);
    let unknown = give("PHASE_OF_THE_MOON", json!({ "moon": "full" }));
    let order = stand.merchant.give_evidence(wish(&stand, &id), unknown).await.unwrap();
    match progress(&stand, &id, &order).await {
        Progress::Refused { code, .. } => assert_eq!(code, "EVIDENCE_TAG_NOT_SUPPORTED"),
        other => panic!("{other:?}"),
    }
    assert_eq!(state(&stand, &id).await, DisputeState::Open, "nothing was taken");

    let parcel = give("LOGISTIC_INFORMATION", json!({ "trackingNumber": "MADE-UP-1" }));
    let order = stand.merchant.give_evidence(wish(&stand, &id), parcel.clone()).await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    // Evidence is an answer that can be added to, before the gateway's news of it and after.
    for told in [false, true] {
        let own = standing(&stand, &id).await;
        assert_eq!(own.dossier.dispute_state(), Some(DisputeState::EvidenceGiven), "told: {told}");
        assert_eq!(stand.merchant.may_give_evidence(&own), Ok(()));
        let barred = Err(Bar::DisputeEvidenceGiven);
        assert_eq!(stand.merchant.may_defend(&own), barred, "told: {told}");
        assert_eq!(stand.merchant.may_accept(&own), barred, "told: {told}");
        stand.merchant.read_feed().await.unwrap();
    }
    let row = stand.merchant.ledger().dossiers(&disputes(&stand)).await.unwrap().remove(0);
    assert!(row.state == "evidence_given" && row.due_at.is_some(), "the deadline stays in sight: {row:?}");
    // Evidence may be replaced until the deadline.
    let order = stand.merchant.give_evidence(wish(&stand, &id), parcel).await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    assert!(!stand.is_in_the_files("MADE-UP-1"), "evidence speaks of a buyer and is kept sealed");
    stand.is_sound().await;
}

/// What the gateway wanted when it advised, and took since, is not wanted any more; a tag it did not take is.
#[tokio::test]
async fn evidence_that_was_taken_is_given_in_the_advice() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({})).await;
    bank(&stand, &id, "advise").await;
    let given = async || {
        let advice = stand.merchant.advice_of(&standing(&stand, &id).await).await.unwrap().unwrap();
        advice
            .evidence
            .into_iter()
            .filter(|own| own.obtained == Some(true))
            .map(|own| own.tag)
            .collect::<Vec<_>>()
    };
    assert_eq!(given().await, Vec::<String>::new());
    let evidence = BTreeMap::from([
        ("LOGISTIC_INFORMATION".to_owned(), json!({ "trackingNumber": "MADE-UP-1" }).to_string()),
        ("ORDER_INFORMATION".to_owned(), json!({ "number": "" }).to_string()),
    ]);
    let order = stand.merchant.give_evidence(wish(&stand, &id), evidence).await.unwrap();
    assert!(progress(&stand, &id, &order).await.is_done());
    assert_eq!(given().await, ["LOGISTIC_INFORMATION"], "the other had an empty field and was not taken");
    stand.is_sound().await;
}

/// The gateway says that it is too late before the deadline it told: nothing more is offered or sent.
#[tokio::test]
async fn what_the_gateway_refused_as_too_late_is_over_here_too() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({})).await;
    // Something closes it at the gateway; this desk has not heard of it.
    stand.play(&format!("/practice/dispute/{id}"), json!({ "do": "judge_lost" })).await;
    let order = stand.merchant.accept_dispute(wish(&stand, &id), false).await.unwrap();
    match progress(&stand, &id, &order).await {
        Progress::Refused { code, .. } => assert_eq!(code, "TIME_EXCEEDS_LIMIT"),
        other => panic!("{other:?}"),
    }
    let own = standing(&stand, &id).await;
    assert_eq!(own.dossier.dispute_state(), Some(DisputeState::Open), "no news of its end came");
    let late = Err(Bar::DisputeToldTooLate);
    assert_eq!(stand.merchant.may_accept(&own), late);
    assert_eq!(stand.merchant.may_defend(&own), late);
    assert_eq!(stand.merchant.may_give_evidence(&own), late);
    let row = stand.merchant.ledger().dossiers(&disputes(&stand)).await.unwrap().remove(0);
    assert_eq!(row.due_at, None, "nobody has to hurry any more");
    stand.is_sound().await;
}

fn disputes(stand: &Stand) -> DossierQuery {
    DossierQuery {
        kind: DossierKind::Dispute,
        account: stand.merchant.account().id.clone(),
        states: Vec::new(),
        text: None,
        subject: None,
        by_deadline: true,
        limit: 10,
        after: None,
    }
}

/// What bars an act is one answer, whether it is only asked for or really done; and nothing leaves.
#[tokio::test]
async fn what_cannot_be_done_to_a_dispute_is_refused_before_anything_is_sent() {
    let stand = Stand::open().await;
    let parcel = || BTreeMap::from([("ORDER_INFORMATION".to_owned(), json!({ "a": "b" }).to_string())]);
    let (_, answered) = disputed(&stand, json!({})).await;
    stand.merchant.defend_dispute(wish(&stand, &answered), "note.pdf", PDF).await.unwrap();
    let (_, over) = disputed(&stand, json!({})).await;
    bank(&stand, &over, "judge_won").await;
    let (_, late) = disputed(&stand, json!({ "due_hours": 1 })).await;
    let due = standing(&stand, &late).await.dossier.dispute_due().unwrap().0;
    stand.street.clock.advance(Moment::HOUR);
    let calls = stand.street.calls().await;
    for (id, evidence, defend, accept) in [
        (&answered, Bar::DisputeDocumentSent, Bar::DisputeAnswered, Bar::DisputeAnswered),
        (&over, Bar::DisputeOver, Bar::DisputeOver, Bar::DisputeOver),
        (&late, Bar::DisputeTooLate { due }, Bar::DisputeTooLate { due }, Bar::DisputeTooLate { due }),
    ] {
        let own = standing(&stand, id).await;
        assert_eq!(stand.merchant.may_give_evidence(&own), Err(evidence.clone()));
        assert_eq!(stand.merchant.may_defend(&own), Err(defend.clone()));
        assert_eq!(stand.merchant.may_accept(&own), Err(accept.clone()));
        let really = stand.merchant.give_evidence(wish(&stand, id), parcel()).await;
        assert_eq!(really, Err(Failed::Bar(evidence)));
        let really = stand.merchant.defend_dispute(wish(&stand, id), "note.pdf", PDF).await;
        assert_eq!(really, Err(Failed::Bar(defend)));
        let really = stand.merchant.accept_dispute(wish(&stand, id), false).await;
        assert_eq!(really, Err(Failed::Bar(accept)));
    }
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
}

#[tokio::test]
async fn the_form_is_fetched() {
    let stand = Stand::open().await;
    let (_, id) = disputed(&stand, json!({})).await;
    let form = stand.merchant.dispute_file(&id, DisputeFile::Template).await.unwrap();
    assert!(form.bytes.starts_with(b"%PDF-"));
    assert!(String::from_utf8_lossy(&form.bytes).contains(&id), "it is this dispute's");
    for none in [DisputeFile::Supplied, DisputeFile::Written] {
        match stand.merchant.dispute_file(&id, none).await {
            Err(Failed::Unanswered { code, .. }) => assert_eq!(code, "PARAM_ILLEGAL"),
            other => panic!("{other:?}"),
        }
    }
}

/// What is lost on the way is done once. A repeat that the gateway calls one proves nothing: somebody at its
/// dashboard may have been first. The order stays open until the news tells.
#[tokio::test]
async fn the_answer_is_lost() {
    let stand = Stand::open().await;
    for defend in [false, true] {
        let api = if defend { "supplyDefenseDocument" } else { "acceptDispute" };
        for at in [None, Some(At::RequestLost), Some(At::AnswerLost), Some(At::Unreachable)] {
            // Without trouble on the road the bank asks for it: the dispute's id ends in 13.
            let suffix = if at.is_none() { "_13" } else { "" };
            let (_, id) = disputed(&stand, json!({ "suffix": suffix })).await;
            let ledger = StoppingLedger::new(open(&stand.file).await);
            let trouble = at.map_or(Trouble::None, |at| Trouble::Send(1, at));
            let merchant = stand.beside(Road::new(stand.street.http.clone(), ledger, trouble)).await;
            let order = if defend {
                merchant.defend_dispute(wish(&stand, &id), "note.pdf", PDF).await.unwrap()
            } else {
                merchant.accept_dispute(wish(&stand, &id), false).await.unwrap()
            };
            assert!(progress(&stand, &id, &order).await.is_open(), "{api} {at:?}");
            stand.step().await;
            stand.step_if_open().await;
            let arrived = matches!(at, None | Some(At::AnswerLost));
            assert_eq!(progress(&stand, &id, &order).await.is_open(), arrived, "{api} {at:?}");
            stand.merchant.read_feed().await.unwrap();
            assert!(progress(&stand, &id, &order).await.is_done(), "{api} {at:?}");
            assert_eq!(stand.next_due().await, None);
            assert_eq!(stand.effects(api, &id).await, 1, "{api} {at:?}");
        }
    }
    stand.is_sound().await;
}

/// A refund that is meant although the bank asks too is made; the gateway decides as before.
#[tokio::test]
async fn a_disputed_payment_is_refunded() {
    let stand = Stand::open().await;
    let (payment, id) = disputed(&stand, json!({ "amount": "5000" })).await;
    let draft = stand.street.id();
    let refund = RefundWish {
        draft: RefundRequestId::parse(&draft).unwrap(),
        payment: payment.clone(),
        version: None,
        amount: money(5_000, "SGD"),
        reason: RefundReason::Damaged,
        note: String::new(),
        again: true,
        careful: true,
    };
    stand.merchant.refund(refund).await.unwrap();
    stand.rest().await;
    let own = stand.payment(&payment).await;
    assert_eq!(own.state(), PaymentState::PartlyRefunded);
    agree(&own, &stand.street.booked(&payment).await.unwrap());
    assert_eq!(stand.effects("refund", &draft).await, 1);
    assert_eq!(state(&stand, &id).await, DisputeState::Open);
    stand.is_sound().await;
}
