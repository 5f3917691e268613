//! Which report of a dispute is the answer that an act of ours waits for.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use domain::{
    ActAsked, DisputeId, DisputeOpening, DisputeReport, Dossier, DossierEvent, Moment, Opening, OrderId,
    OrderKind, Report,
};

fn at(seconds: i64) -> Moment {
    Moment(1_800_000_000_000 + seconds * Moment::SECOND)
}

fn dispute() -> DisputeId {
    DisputeId::parse("D-1").unwrap()
}

fn report(word: &str) -> DossierEvent {
    DossierEvent::Reported(Report::Dispute(DisputeReport {
        dispute: dispute(),
        payment: None,
        word: word.to_owned(),
        amount: None,
        reason_code: None,
        reason: None,
        source: None,
        due: None,
        due_text: None,
        defendable: None,
        judged: None,
        judged_amount: None,
        accepted_because: None,
        defended_because: None,
    }))
}

fn asked(order: &str) -> DossierEvent {
    DossierEvent::ActAsked(ActAsked {
        order: OrderId::parse(order).unwrap(),
        kind: OrderKind::SupplyEvidence,
        amount: None,
        details: BTreeMap::new(),
    })
}

fn done(events: &[(DossierEvent, Moment)], order: &str) -> bool {
    let opening = DisputeOpening {
        dispute: dispute(),
        payment: None,
        request: None,
        amount: None,
        kind: None,
        raised_at: None,
    };
    let opened = (DossierEvent::Opened(Opening::Dispute(opening)), at(0));
    let all = std::iter::once(&opened).chain(events).map(|(event, at)| (event, *at));
    let dossier = Dossier::fold(all).unwrap();
    dossier.acts[&OrderId::parse(order).unwrap()].progress.is_done()
}

#[test]
fn the_first_answer_is_done_when_it_is_reported_and_by_nothing_else() {
    let begun = vec![(asked("A"), at(100))];
    let with = |more: (DossierEvent, Moment)| [begun.clone(), vec![more]].concat();
    assert!(done(&with((report("DEFENSE_SUPPLIED"), at(130))), "A"));
    // Nothing was answered before it, so a computer whose clock is ahead of the gateway's learns it too.
    assert!(done(&with((report("DEFENSE_SUPPLIED"), at(40))), "A"));
    assert!(!done(&with((report("DEFENSE_DUE_ALERT"), at(130))), "A"));
}

#[test]
fn a_replacement_is_done_only_by_a_report_newer_than_its_sending() {
    let answered = vec![(asked("A"), at(100)), (report("DEFENSE_SUPPLIED"), at(130)), (asked("B"), at(200))];
    let with = |more: (DossierEvent, Moment)| [answered.clone(), vec![more]].concat();
    assert!(done(&answered, "A") && !done(&answered, "B"));
    for (word, when, settles) in [
        ("DEFENSE_DUE_ALERT", 230, false),
        ("DISPUTE_CREATED", 20, false),
        ("DEFENSE_SUPPLIED", 150, false),
        ("DEFENSE_SUPPLIED", 200, true),
        ("DEFENSE_SUPPLIED", 230, true),
    ] {
        assert_eq!(done(&with((report(word), at(when))), "B"), settles, "{word} {when}");
    }
}
