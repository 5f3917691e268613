use domain::{Moment, PaymentState};
use engine::port::{PaymentQuery, StateCount};
use engine::{Merchant, Standing};

use super::checkout::disputes_of;
use crate::Desk;
use crate::form::{IdForm, ListForm, Nothing};
use crate::parse::{cursor_text, query, state_word};
use crate::problem::{Moved, Problem};
use crate::show::{self, Known};
use crate::trouble;
use crate::view::{CountView, MethodView, PaymentPageView, PaymentView, SumView};

pub(crate) fn query_of(merchant: &Merchant, form: &ListForm) -> Result<PaymentQuery, Problem> {
    let mut query = query(form, merchant.now())?;
    query.account = Some(merchant.account().id.clone());
    Ok(query)
}

/// A page of payments.
pub async fn payment_list(desk: &Desk, form: ListForm) -> Result<PaymentPageView, Problem> {
    let merchant = desk.merchant().await?;
    let page = merchant.ledger().payments(&query_of(&merchant, &form)?).await?;
    let now = merchant.now();
    Ok(PaymentPageView {
        payments: page.rows.iter().map(|row| show::row(row, now)).collect(),
        next: page.next.as_ref().map(cursor_text),
    })
}

/// Counts and sums of a filter.
pub async fn payment_count(desk: &Desk, form: ListForm) -> Result<CountView, Problem> {
    let merchant = desk.merchant().await?;
    let counts = merchant.ledger().count(&query_of(&merchant, &form)?).await?;
    let mut states: Vec<(PaymentState, u64)> = Vec::new();
    for row in &counts {
        match states.iter_mut().find(|(state, _)| *state == row.state) {
            Some((_, count)) => *count = count.saturating_add(row.count),
            None => states.push((row.state, row.count)),
        }
    }
    states.sort();
    Ok(CountView {
        count: counts.iter().fold(0, |sum, row| sum.saturating_add(row.count)),
        states: states
            .into_iter()
            .map(|(state, count)| (state_word(state).to_owned(), u32::try_from(count).unwrap_or(u32::MAX)))
            .collect(),
        sums: sums(&counts),
    })
}

/// One line a currency; currencies never mix.
pub(crate) fn sums(counts: &[StateCount]) -> Vec<SumView> {
    let mut currencies: Vec<_> = counts.iter().map(|row| row.currency).collect();
    currencies.sort();
    currencies.dedup();
    currencies
        .into_iter()
        .map(|currency| {
            let own = counts.iter().filter(|row| row.currency == currency);
            let (mut count, mut amount, mut refunded) = (0_u64, 0_u128, 0_u128);
            for row in own {
                count = count.saturating_add(row.count);
                amount = amount.saturating_add(row.amount_minor);
                refunded = refunded.saturating_add(row.refunded_minor);
            }
            SumView {
                currency: currency.to_string(),
                count,
                amount: decimal(amount, currency.decimals()),
                refunded: decimal(refunded, currency.decimals()),
            }
        })
        .collect()
}

/// A sum can be beyond one amount's 16 digits.
pub(crate) fn decimal(minor: u128, decimals: u32) -> String {
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let digits = format!("{minor:0>width$}", width = decimals.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(decimals));
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// The orders of a payment with where they stand.
pub(crate) async fn orders_of(merchant: &Merchant, standing: &Standing) -> Result<Vec<Known>, Problem> {
    let mut known = Vec::new();
    for order in merchant.ledger().orders_of(&standing.stream).await? {
        let attempts = merchant.ledger().attempts(&order.id).await?;
        let (state, problem) = trouble::order_state(&order, &attempts, &standing.payment, merchant.now());
        known.push(Known { order, state, problem });
    }
    Ok(known)
}

pub(crate) async fn view(merchant: &Merchant, standing: &Standing) -> Result<PaymentView, Problem> {
    let orders = orders_of(merchant, standing).await?;
    let mut view = show::payment(standing, &orders, merchant.now());
    view.disputes = disputes_of(merchant, standing).await?;
    show::beside_disputes(&mut view, standing, merchant.disputed(standing).await?);
    Ok(view)
}

/// One payment in full.
pub async fn payment_show(desk: &Desk, form: IdForm) -> Result<PaymentView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.payment(&form.id).await?;
    view(&merchant, &standing).await
}

/// Asks the gateway about a payment now. Open orders of the payment are asked about too.
pub async fn payment_inquire(desk: &Desk, form: IdForm) -> Result<PaymentView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.payment(&form.id).await?;
    let mut drove = false;
    for order in merchant.ledger().orders_of(&standing.stream).await? {
        if order.closed_by.is_none() {
            merchant.drive(&order.id).await?;
            drove = true;
        }
    }
    let inquired = merchant.inquire(&form.id).await?;
    match inquired.trouble {
        // What is open was taken up too, and may have been sent: then this was more than a question.
        Some(heard) if drove => Err(trouble::of_question(&heard).moved(Moved::NotByThis)),
        Some(heard) => Err(trouble::of_question(&heard)),
        None => view(&merchant, &inquired.standing).await,
    }
}

/// What a payment can be taken with at the practice gateway.
pub async fn payment_methods(desk: &Desk, _: Nothing) -> Result<Vec<MethodView>, Problem> {
    desk.merchant().await?;
    let cards = [
        ("PRACTICE_CARD_VISA_4242", "VISA 4242"),
        ("PRACTICE_CARD_MASTERCARD_4444", "MASTERCARD 4444"),
        ("PRACTICE_CARD_AMEX_0005", "AMEX 0005"),
        ("PRACTICE_CARD_VISA_4242_INCREMENTAL", "VISA 4242"),
        ("PRACTICE_CARD_DECLINED", "VISA 0002"),
    ];
    let named = |method: &str, cards: Vec<(String, String)>| MethodView {
        method: method.to_owned(),
        name: domain::method_name(method).to_owned(),
        cards,
    };
    let mut methods = vec![named(
        "CARD",
        cards.iter().map(|(token, shown)| ((*token).to_owned(), (*shown).to_owned())).collect(),
    )];
    for wallet in ["ALIPAY_CN", "ALIPAY_HK", "GCASH", "KAKAOPAY", "PAYPAY", "TNG", "TRUEMONEY", "DANA"] {
        methods.push(named(wallet, Vec::new()));
    }
    Ok(methods)
}

/// The beginning of the computer's own day is the screen's business; the core cuts by UTC+8, as the gateway
/// settles.
pub(crate) fn day_start_utc8(now: Moment) -> Moment {
    Moment(now.next_quarter_past_midnight_utc8().0 - Moment::DAY - 15 * Moment::MINUTE)
}
