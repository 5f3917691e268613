//! A dossier's story, line by line. Tokens, codes and their sealed forms have no place in it.

use domain::{
    AgreementReport, Body, DisputeReport, DossierEvent, EndedBy, Moment, Opening, Period, Report,
    SubscriptionReport,
};
use engine::chain::source_word;
use engine::port::Stored;

use crate::view::StoryLineView;

type Details = Vec<(String, String)>;

/// One entry as a line; entries of other streams give none.
pub(crate) fn line(entry: &Stored) -> Option<StoryLineView> {
    let Body::Dossier(event) = &entry.body else { return None };
    let (what, word, details) = describe(event);
    Some(StoryLineView {
        what: what.to_owned(),
        word,
        at: entry.occurred_at.0,
        heard_at: entry.heard_at.0,
        source: source_word(entry.source).to_owned(),
        actor: entry.actor.to_string(),
        details,
    })
}

fn describe(event: &DossierEvent) -> (&'static str, String, Details) {
    match event {
        DossierEvent::Opened(opening) => ("opened", opening.kind().word().to_owned(), of_opening(opening)),
        DossierEvent::ActAsked(asked) => {
            let mut details = named([("order", Some(asked.order.to_string()))]);
            details.extend(named([("amount", asked.amount.map(|amount| amount.to_string()))]));
            details.extend(asked.details.iter().map(|(name, text)| (name.clone(), text.clone())));
            ("asked", asked.kind.word().to_owned(), details)
        }
        DossierEvent::ActPending { order } => {
            ("pending", String::new(), named([("order", Some(order.to_string()))]))
        }
        DossierEvent::ActDone { order, .. } => {
            ("done", String::new(), named([("order", Some(order.to_string()))]))
        }
        DossierEvent::ActRefused { order, code, message } => (
            "refused",
            code.clone(),
            named([("order", Some(order.to_string())), ("message", Some(message.clone()))]),
        ),
        DossierEvent::LeftUnknown { order, cause } => {
            ("unknown", cause.clone(), named([("order", Some(order.to_string()))]))
        }
        DossierEvent::Reported(report) => {
            let (word, details) = of_report(report);
            ("reported", word, details)
        }
        DossierEvent::Contradicted { said, because } => {
            let (_, word, mut details) = describe(said);
            details.insert(0, ("because".to_owned(), because.clone()));
            ("contradicted", word, details)
        }
    }
}

/// Texts with their names; what is empty is left out.
fn named<const N: usize>(texts: [(&str, Option<String>); N]) -> Details {
    texts
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), text.filter(|text| !text.is_empty())?)))
        .collect()
}

fn time(at: Option<Moment>) -> Option<String> {
    at.map(Moment::iso)
}

fn every(period: Option<&Period>) -> Option<String> {
    period.map(|period| format!("{} {}", period.count, period.unit))
}

fn of_opening(opening: &Opening) -> Details {
    match opening {
        Opening::Dispute(own) => named([
            ("kind", own.kind.clone()),
            ("payment", own.payment.as_ref().map(ToString::to_string)),
            ("amount", own.amount.map(|amount| amount.to_string())),
        ]),
        Opening::Agreement(own) => named([
            ("wallet", Some(own.wallet.clone())),
            ("buyer", Some(own.buyer.clone())),
            ("scopes", Some(own.scopes.join(", "))),
        ]),
        Opening::Subscription(own) => named([
            ("description", Some(own.description.clone())),
            ("amount", own.amount.map(|amount| amount.to_string())),
            ("every", every(own.period.as_ref())),
            ("method", Some(own.method.clone())),
        ]),
        Opening::Registration(own) => named([
            ("merchant", Some(own.merchant.to_string())),
            ("store", own.store.as_ref().map(ToString::to_string)),
        ]),
    }
}

fn of_report(report: &Report) -> (String, Details) {
    match report {
        Report::Dispute(said) => (said.word.clone(), of_dispute(said)),
        Report::Agreement(said) => of_agreement(said),
        Report::Subscription(said) => of_subscription(said),
        Report::Registration(said) => {
            let wallets: Vec<_> =
                said.wallets.iter().map(|own| format!("{} {}", own.wallet, own.status)).collect();
            let details =
                named([("reasons", Some(said.reasons.join("; "))), ("wallets", Some(wallets.join(", ")))]);
            (said.status.clone(), details)
        }
    }
}

fn of_dispute(said: &DisputeReport) -> Details {
    named([
        ("amount", said.amount.map(|amount| amount.to_string())),
        ("reason_code", said.reason_code.clone()),
        ("reason", said.reason.clone()),
        ("due", said.due_text.clone().or_else(|| time(said.due))),
        ("judged", said.judged.clone()),
        ("judged_amount", said.judged_amount.map(|amount| amount.to_string())),
        ("accepted_because", said.accepted_because.clone()),
        ("defended_because", said.defended_because.clone()),
    ])
}

fn of_agreement(said: &AgreementReport) -> (String, Details) {
    let (word, details) = match said {
        AgreementReport::Offered { .. } => ("offered", Details::new()),
        AgreementReport::Consented { .. } => ("consented", Details::new()),
        AgreementReport::Token { expires, refresh_expires, login, .. } => (
            "token",
            named([
                ("token_until", time(*expires)),
                ("renewable_until", time(*refresh_expires)),
                ("login", login.clone()),
            ]),
        ),
        AgreementReport::Refused { code, message } => {
            ("refused", named([("code", Some(code.clone())), ("message", Some(message.clone()))]))
        }
        AgreementReport::GivenUp => ("given_up", Details::new()),
        AgreementReport::Ended { by, reason, .. } => {
            ("ended", named([("by", Some(ended_by(*by).to_owned())), ("reason", Some(reason.clone()))]))
        }
    };
    (word.to_owned(), details)
}

/// The word for who ended a consent.
pub(crate) fn ended_by(by: EndedBy) -> &'static str {
    match by {
        EndedBy::Us => "us",
        EndedBy::Buyer => "buyer",
        EndedBy::Found => "found",
    }
}

fn of_subscription(said: &SubscriptionReport) -> (String, Details) {
    match said {
        SubscriptionReport::Offered { subscription, until, .. } => (
            "offered".to_owned(),
            named([
                ("subscription", subscription.as_ref().map(ToString::to_string)),
                ("link_until", time(*until)),
            ]),
        ),
        SubscriptionReport::RanOut => ("ran_out".to_owned(), Details::new()),
        SubscriptionReport::Stands { subscription, status, because, amount, period, ends } => (
            status.clone(),
            named([
                ("subscription", Some(subscription.to_string())),
                ("because", Some(because.clone())),
                ("amount", amount.map(|amount| amount.to_string())),
                ("every", every(period.as_ref())),
                ("ends", time(*ends)),
            ]),
        ),
        SubscriptionReport::Period { payment, phase, amount, paid } => (
            if *paid { "period_paid" } else { "period_not_paid" }.to_owned(),
            named([
                ("payment", Some(payment.to_string())),
                ("phase", phase.clone()),
                ("amount", amount.map(|amount| amount.to_string())),
            ]),
        ),
    }
}
