use std::cmp::Ordering;
use std::collections::BTreeMap;

use domain::{Moment, Payment, PaymentRow, PaymentState, StreamId};
use engine::port::{PaymentQuery, StateCount};

/// Every text a payment is found by exactly: our ids, the gateway's, the order numbers.
#[must_use]
pub fn keys_of(payment: &Payment) -> Vec<String> {
    let mut ids = vec![payment.asked.request.to_string(), payment.asked.order_number.to_string()];
    ids.extend(payment.payment.iter().map(ToString::to_string));
    for (request, capture) in &payment.captures {
        ids.push(request.to_string());
        ids.extend(capture.capture.iter().map(ToString::to_string));
    }
    for (request, refund) in &payment.refunds {
        ids.push(request.to_string());
        ids.extend(refund.refund.iter().map(ToString::to_string));
    }
    for (request, declaration) in &payment.declarations {
        ids.push(request.to_string());
        ids.extend(declaration.asked.suborder.iter().map(ToString::to_string));
        ids.extend(declaration.customs_payment.clone());
        ids.extend(declaration.customs_order.clone());
    }
    ids
}

/// The state as it is shown at a time: an authorisation whose hold ended is expired.
#[must_use]
pub fn shown_state(row: &PaymentRow, now: Moment) -> PaymentState {
    row.state_at(now)
}

/// Whether a payment is what a query looks for; the plain reading of the query's documentation.
#[must_use]
pub fn matches(query: &PaymentQuery, row: &PaymentRow, ids: &[String]) -> bool {
    let account = query.account.as_ref();
    let minor = row.amount.minor();
    account.is_none_or(|own| row.stream.as_str().starts_with(&format!("payment/{own}/")))
        && (query.states.is_empty() || query.states.contains(&shown_state(row, query.now)))
        && (query.methods.is_empty() || query.methods.contains(&row.method))
        && query.currency.is_none_or(|currency| currency == row.amount.currency())
        && (query.currency.is_none() || query.least_minor.is_none_or(|least| minor >= least))
        && (query.currency.is_none() || query.most_minor.is_none_or(|most| minor <= most))
        && query.from.is_none_or(|from| row.created_at >= from)
        && query.until.is_none_or(|until| row.created_at < until)
        && query.text.as_deref().is_none_or(|text| has_text(text, row, ids))
        && (!query.unknown_only || row.flags.contains(&domain::Flag::Unknown))
        && (!query.declared_only || row.flags.iter().any(is_declared))
        && (!query.holds_only || row.hold_until.is_some_and(|until| until > query.now))
}

fn is_declared(flag: &domain::Flag) -> bool {
    matches!(flag, domain::Flag::Declared | domain::Flag::CustomsRefused)
}

fn has_text(text: &str, row: &PaymentRow, ids: &[String]) -> bool {
    let low = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let text = low(text.trim());
    let mut keys = ids.iter().chain(&row.last_four);
    text.is_empty() || keys.any(|key| low(key).starts_with(&text) || low(key).ends_with(&text))
}

/// Where a row stands in the order of a query.
pub(super) fn place(query: &PaymentQuery, row: &PaymentRow) -> (Moment, StreamId) {
    let at = if query.holds_only { row.hold_until.unwrap_or_default() } else { row.created_at };
    (at, row.stream.clone())
}

/// Newest first, or the soonest end of a hold first.
pub(super) fn order(query: &PaymentQuery, a: &(Moment, StreamId), b: &(Moment, StreamId)) -> Ordering {
    if query.holds_only { a.cmp(b) } else { b.cmp(a) }
}

/// Counts and sums by shown state and currency, in that order.
pub(super) fn count<'a>(query: &PaymentQuery, rows: impl Iterator<Item = &'a PaymentRow>) -> Vec<StateCount> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let (state, currency) = (shown_state(row, query.now), row.amount.currency());
        let sum = counts.entry((state, currency)).or_insert(StateCount {
            state,
            currency,
            count: 0,
            amount_minor: 0,
            refunded_minor: 0,
        });
        sum.count += 1;
        sum.amount_minor += u128::from(row.amount.minor());
        sum.refunded_minor += u128::from(row.refunded.minor());
    }
    counts.into_values().collect()
}
