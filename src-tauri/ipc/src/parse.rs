//! Text becomes domain types here, once.

use domain::{CaptureMode, Currency, Money, OrderKind, PaymentState, RefundReason};
use engine::port::{PageCursor, PaymentQuery};

use crate::form::ListForm;
use crate::problem::{Next, Problem};

pub(crate) fn currency(typed: &str, field: &str) -> Result<Currency, Problem> {
    Currency::parse(typed)
        .map_err(|_| Problem::new("amount.currency", Next::Correct).text("typed", typed).on_field(field))
}

pub(crate) fn money(typed: &str, currency: Currency, field: &str) -> Result<Money, Problem> {
    Money::parse(typed, currency).map_err(|error| Problem::of_money(&error, field))
}

/// A code in front of the amount must be the payment's: "CNY 39.20" for a CNY payment.
pub(crate) fn money_of(typed: &str, expected: Currency, field: &str) -> Result<Money, Problem> {
    let text = typed.trim();
    let (code, number) = match text.split_once(char::is_whitespace) {
        Some((code, number)) if code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic()) => {
            (Some(code), number)
        }
        Some(_) | None => (None, text),
    };
    if let Some(code) = code {
        let asked = currency(code, field)?;
        if asked != expected {
            return Err(Problem::new("bar.other_currency", Next::Correct)
                .text("currency", expected)
                .text("asked", asked)
                .on_field(field));
        }
    }
    money(number, expected, field)
}

/// A word that is none of the choices of its field.
pub(crate) fn choice(typed: &str, field: &str) -> Problem {
    Problem::new("failed.choice", Next::Correct).text("typed", typed).text("field", field).on_field(field)
}

pub(crate) fn kind(word: &str) -> Result<OrderKind, Problem> {
    OrderKind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| choice(word, "kind"))
}

pub(crate) fn capture_mode(word: &str) -> Result<CaptureMode, Problem> {
    match word {
        "manual" => Ok(CaptureMode::Manual),
        "automatic" => Ok(CaptureMode::Automatic),
        other => Err(choice(other, "capture")),
    }
}

/// A reason word; any other words are the clerk's own and go out as `Other`.
pub(crate) fn reason(word: &str) -> Option<RefundReason> {
    Some(match word {
        "returned" => RefundReason::Returned,
        "damaged" => RefundReason::Damaged,
        "not_delivered" => RefundReason::NotDelivered,
        "duplicate" => RefundReason::Duplicate,
        "wrong_amount" => RefundReason::WrongAmount,
        "goodwill" => RefundReason::Goodwill,
        "other" => RefundReason::Other,
        _ => return None,
    })
}

pub(crate) fn reason_word(reason: RefundReason) -> &'static str {
    match reason {
        RefundReason::Returned => "returned",
        RefundReason::Damaged => "damaged",
        RefundReason::NotDelivered => "not_delivered",
        RefundReason::Duplicate => "duplicate",
        RefundReason::WrongAmount => "wrong_amount",
        RefundReason::Goodwill => "goodwill",
        RefundReason::Other => "other",
    }
}

const STATES: [(PaymentState, &str); 11] = [
    (PaymentState::Asked, "asked"),
    (PaymentState::Pending, "pending"),
    (PaymentState::Authorised, "authorised"),
    (PaymentState::Expired, "expired"),
    (PaymentState::PartlyCaptured, "partly_captured"),
    (PaymentState::Paid, "paid"),
    (PaymentState::PartlyRefunded, "partly_refunded"),
    (PaymentState::Refunded, "refunded"),
    (PaymentState::Cancelled, "cancelled"),
    (PaymentState::Declined, "declined"),
    (PaymentState::Closed, "closed"),
];

pub(crate) fn state_word(state: PaymentState) -> &'static str {
    STATES.iter().find(|(own, _)| *own == state).map_or("asked", |(_, word)| word)
}

pub(crate) fn state(word: &str) -> Result<PaymentState, Problem> {
    STATES.iter().find(|(_, own)| *own == word).map(|(state, _)| *state).ok_or_else(|| choice(word, "state"))
}

/// The filter of a list.
pub(crate) fn query(form: &ListForm, now: domain::Moment) -> Result<PaymentQuery, Problem> {
    let text = |value: &Option<String>| {
        value.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let currency = text(&form.currency).map(|code| currency(&code, "currency")).transpose()?;
    let bound = |typed: &Option<String>, field: &str| -> Result<Option<u64>, Problem> {
        match (text(typed), currency) {
            (None, _) => Ok(None),
            (Some(typed), Some(currency)) => {
                // A bound need not be an amount that could be paid: IDR's step does not matter here.
                Ok(Some(money(&typed, currency, field)?.minor()))
            }
            (Some(typed), None) => Err(choice(&typed, "currency")),
        }
    };
    let after = match text(&form.after) {
        None => None,
        Some(text) => Some(cursor(&text).ok_or_else(|| choice(&text, "after"))?),
    };
    Ok(PaymentQuery {
        account: None,
        states: form.states.iter().map(|word| state(word)).collect::<Result<_, _>>()?,
        methods: form.methods.clone(),
        currency,
        least_minor: bound(&form.least, "least")?,
        most_minor: bound(&form.most, "most")?,
        from: form.from.map(domain::Moment),
        until: form.until.map(domain::Moment),
        text: text(&form.text),
        unknown_only: form.unknown_only,
        holds_only: form.holds_only,
        declared_only: form.declared_only,
        now,
        limit: form.limit.unwrap_or(50).clamp(1, 500),
        after,
    })
}

/// A cursor as one text: "time:stream".
pub(crate) fn cursor_text(cursor: &PageCursor) -> String {
    format!("{}:{}", cursor.created_at.0, cursor.stream)
}

fn cursor(text: &str) -> Option<PageCursor> {
    let (time, stream) = text.split_once(':')?;
    Some(PageCursor {
        created_at: domain::Moment(time.parse().ok()?),
        stream: domain::StreamId::parse(stream).ok()?,
    })
}
