//! Rules that the calls of subscriptions share (section 7 of the auto debit reference).

use crate::fault::Checking;
use crate::parts::{PeriodRule, Trial};
use crate::proof::{Need, prove as prove_with};
use crate::wire::GatewayResult;
use crate::{Fault, Proof, Stamp};

/// A whole number of at least 1 in digits.
fn positive(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| number >= 1)
}

/// Unit and count, both needed.
pub(crate) fn period(rule: Option<&PeriodRule>, checking: Checking) -> Checking {
    let Some(rule) = rule else { return checking };
    let units = ["DAY", "WEEK", "MONTH", "QUARTER", "HALF_YEAR", "YEAR"];
    let unit = rule.period_type.as_deref();
    checking
        .rule("periodRule.periodType", unit.is_some(), Fault::Missing)
        .rule(
            "periodRule.periodType",
            unit.is_none_or(|unit| units.contains(&unit)),
            Fault::Malformed("DAY, WEEK, MONTH, QUARTER, HALF_YEAR or YEAR"),
        )
        .rule("periodRule.periodCount", rule.period_count.is_some(), Fault::Missing)
        .rule(
            "periodRule.periodCount",
            rule.period_count.as_deref().is_none_or(positive),
            Fault::Malformed("a whole number of at least 1"),
        )
}

/// The end is after the start, when both are given.
pub(crate) fn end_after_start(start: Option<&Stamp>, end: Option<&Stamp>, checking: Checking) -> Checking {
    let fits = match (start.and_then(Stamp::moment), end.and_then(Stamp::moment)) {
        (Some(start), Some(end)) => end > start,
        (None, _) | (_, None) => true,
    };
    checking.rule("subscriptionEndTime", fits, Fault::AgainstRule("after subscriptionStartTime"))
}

/// Trials: first and last period at least 1, last not before first, and an amount. Two may not overlap.
pub(crate) fn trials(trials: &[Trial], mut checking: Checking) -> Checking {
    let mut taken: Vec<(u32, u32)> = Vec::new();
    for (n, trial) in trials.iter().enumerate() {
        let at = |name: &str| format!("trials[{n}].{name}");
        let period = |text: Option<&String>| text.is_none_or(|text| positive(text));
        let form = || Fault::Malformed("a whole number of at least 1");
        checking = checking
            .rule(&at("trialStartPeriod"), trial.trial_start_period.is_some(), Fault::Missing)
            .rule(&at("trialStartPeriod"), period(trial.trial_start_period.as_ref()), form())
            .rule(&at("trialEndPeriod"), period(trial.trial_end_period.as_ref()), form())
            .rule(&at("trialPeriod"), period(trial.trial_period.as_ref()), form())
            .rule(&at("trialAmount"), trial.trial_amount.is_some(), Fault::Missing);
        let number = |text: Option<&String>| text.and_then(|text| text.parse::<u32>().ok());
        let Some(first) = number(trial.trial_start_period.as_ref()) else { continue };
        // Left out, the end is the start.
        let last = number(trial.trial_end_period.as_ref()).unwrap_or(first);
        let apart = taken.iter().all(|(from, to)| last < *from || first > *to);
        checking = checking
            .rule(&at("trialEndPeriod"), last >= first, Fault::AgainstRule("not before trialStartPeriod"))
            .rule(&at("trialStartPeriod"), apart, Fault::AgainstRule("no other trial of the same period"));
        taken.push((first, last));
    }
    checking
}

/// Addresses, by field name.
pub(crate) fn addresses(urls: &[(&str, Option<&String>)], mut checking: Checking) -> Checking {
    for (field, url) in urls {
        checking =
            checking.rule(field, url.is_none_or(|url| url.contains("://")), Fault::Malformed("an address"));
    }
    checking
}

/// S says that the wish was taken; what comes of it is told by notifySubscription.
pub(crate) fn accepted_only(result: &GatewayResult) -> Proof<()> {
    match prove_with(result, |_: Need| Ok(())) {
        Proof::Done(()) => {
            Proof::InProcess { code: result.code.clone(), message: result.message.clone(), known: Some(()) }
        }
        proof @ (Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. }) => proof,
    }
}
