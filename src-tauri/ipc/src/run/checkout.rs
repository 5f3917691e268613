use antom::consult::PaymentOption;
use domain::{Currency, DossierKind, Money, PaymentRequestId, UpdateRequestId};
use engine::port::DossierQuery;
use engine::{Merchant, SessionWish, Standing, UpdateAmountWish};

use super::action::{action, id_problem};
use crate::form::{CodeForm, ConsultForm, IdForm, OrderNumberForm, RatesForm, SessionForm, UpdateAmountForm};
use crate::on_form::{OnForm as _, PAYMENT, order_number};
use crate::parse::state_word;
use crate::problem::{Next, Problem};
use crate::typed::sendable;
use crate::view::{
    ActionView, DossierRowView, DrawnCodeView, MoneyView, OptionView, RateView, SameOrderView, SessionView,
};
use crate::{Desk, dossier_show, parse};

/// What a buyer can pay an amount with.
pub async fn payment_consult(desk: &Desk, form: ConsultForm) -> Result<Vec<OptionView>, Problem> {
    let merchant = desk.merchant().await?;
    let currency = parse::currency(&form.currency, "currency")?;
    let amount = parse::money_of(&form.amount, currency, "amount")?;
    let region = form.region.trim().to_ascii_uppercase();
    let answer = merchant.consult(amount, Some(region.as_str()).filter(|region| !region.is_empty())).await?;
    Ok(answer.payment_options.iter().filter_map(|option| option_view(option, currency)).collect())
}

fn option_view(option: &PaymentOption, currency: Currency) -> Option<OptionView> {
    let method = option.payment_method_type.clone()?;
    let limits = option.amount_limit_info_map.get(currency.code());
    let single = limits.and_then(|limits| limits.single_limit.as_ref());
    let brands = option.payment_option_detail.as_ref().map(|detail| {
        detail.support_card_brands.iter().filter_map(|brand| brand.card_brand.clone()).collect()
    });
    Some(OptionView {
        name: domain::method_name(&method).to_owned(),
        category: option.payment_method_category.clone(),
        regions: option.payment_method_region.clone(),
        brands: brands.unwrap_or_default(),
        logo: option.logo.as_ref().and_then(|logo| logo.logo_url.clone()),
        enabled: option.enabled.unwrap_or(true),
        disabled_words: option.disable_reason.as_deref().map(disabled),
        disabled_because: option.disable_reason.clone(),
        least: single.and_then(|single| single.min_amount).map(MoneyView::of),
        most: single.and_then(|single| single.max_amount).map(MoneyView::of),
        can_hold: method == "CARD",
        method,
    })
}

/// Why a method cannot be used (section 6.1 of the online payments reference), English first.
fn disabled(reason: &str) -> (String, String) {
    let (en, zh) = match reason {
        "PAYMENT_ACCOUNT_NOT_AVAILABLE" => ("Not set up for this merchant.", "商户尚未开通。"),
        "EXCEED_CHANNEL_LIMIT_RULE" => ("The amount is outside its limits.", "金额超出该方式的限额。"),
        "SERVICE_DEGRADE" => ("It works only in part just now.", "服务暂时降级。"),
        "CHANNEL_NOT_SUPPORT_CURRENCY" => ("It does not take this currency.", "不支持该币种。"),
        "CHANNEL_DISABLE" => ("The gateway switched it off.", "网关已停用。"),
        "CHANNEL_NOT_IN_SERVICE_TIME" => ("Outside its service hours.", "不在服务时间内。"),
        "QUERY_IPP_INFO_FAILED" => ("Its instalments could not be looked up.", "无法查询分期信息。"),
        "LIMIT_CENTER_ACCESS_FAIL" => ("Its limits could not be looked up.", "无法查询限额。"),
        "CURRENT_CHANNEL_NOT_EXIST" => ("It is not there for this merchant.", "该商户没有此方式。"),
        _ => ("The gateway does not offer it for this payment.", "网关不为此笔付款提供该方式。"),
    };
    (en.to_owned(), zh.to_owned())
}

/// Payments under an order number that is about to be used.
pub async fn payment_same_order(desk: &Desk, form: OrderNumberForm) -> Result<Vec<SameOrderView>, Problem> {
    let merchant = desk.merchant().await?;
    if form.order_number.trim().is_empty() {
        return Ok(Vec::new());
    }
    let number = order_number(&form.order_number, "order.referenceOrderId", "order_number")?;
    let rows = merchant.payments_of_order(&number).await?;
    let now = merchant.now();
    Ok(rows
        .into_iter()
        .map(|row| SameOrderView {
            id: row.request.to_string(),
            state: state_word(row.state).to_owned(),
            amount: MoneyView::of(row.amount),
            created_at: row.created_at.0,
            in_the_way: row.is_in_the_way(now),
        })
        .collect())
}

/// Opens a checkout for the buyer.
pub async fn session_create(desk: &Desk, form: SessionForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.open_session(session_wish(form)?).await.on_form(PAYMENT)?;
    action(&merchant, &order).await
}

/// What opening a checkout would send, for a dry run: its amount, or why it would be refused here.
pub async fn session_create_dry(desk: &Desk, form: SessionForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = session_wish(form)?;
    merchant.may_open_session(&wish).await.on_form(PAYMENT)?;
    Ok(MoneyView::of(wish.amount))
}

fn session_wish(form: SessionForm) -> Result<SessionWish, Problem> {
    sendable(&form.description, "description")?;
    let currency = parse::currency(&form.currency, "currency")?;
    Ok(SessionWish {
        draft: PaymentRequestId::parse(&form.draft).map_err(id_problem)?,
        order_number: order_number(&form.order_number, "order.referenceOrderId", "order_number")?,
        description: form.description.trim().to_owned(),
        amount: some_money(&form.amount, currency, "amount")?,
        method: form.method.map(|method| method.trim().to_owned()).filter(|method| !method.is_empty()),
        capture_mode: parse::capture_mode(&form.capture)?,
        minutes: form.minutes.unwrap_or(60),
        again: form.again,
    })
}

/// An amount that is not nothing.
pub(crate) fn some_money(typed: &str, currency: Currency, field: &str) -> Result<Money, Problem> {
    let amount = parse::money_of(typed, currency, field)?;
    if amount.is_zero() { Err(Problem::of_bar(&domain::Bar::Zero)) } else { Ok(amount) }
}

/// What the gateway has of a checkout, secrets masked.
pub async fn session_retrieve(desk: &Desk, form: IdForm) -> Result<SessionView, Problem> {
    let merchant = desk.merchant().await?;
    let answer = merchant.retrieve_session(&form.id).await?;
    let whole = serde_json::to_value(&answer).unwrap_or_default();
    let masked = antom::notify::masked(antom::notify::NewsKind::Other, &whole);
    let mut fields = Vec::new();
    flatten("", &masked, &mut fields);
    Ok(SessionView { fields })
}

/// A JSON value as dotted names and texts.
pub(crate) fn flatten(name: &str, value: &serde_json::Value, into: &mut Vec<(String, String)>) {
    use serde_json::Value;
    let inside = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Object(fields) => {
            for (part, value) in fields {
                flatten(&inside(part), value, into);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                flatten(&inside(&at.saturating_add(1).to_string()), value, into);
            }
        }
        Value::Null => {}
        Value::String(text) => into.push((name.to_owned(), text.clone())),
        Value::Bool(_) | Value::Number(_) => into.push((name.to_owned(), value.to_string())),
    }
}

/// Raises the amount of an authorisation.
pub async fn amount_update(desk: &Desk, form: UpdateAmountForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.payment(&form.payment).await?;
    let wish = UpdateAmountWish {
        draft: UpdateRequestId::parse(&form.draft).map_err(id_problem)?,
        total: parse::money_of(&form.total, standing.payment.asked.amount.currency(), "total")?,
        payment: form.payment,
        version: form.version,
    };
    let order = merchant.update_amount(wish).await?;
    action(&merchant, &order).await
}

/// Exchange rates.
pub async fn rates_ask(desk: &Desk, form: RatesForm) -> Result<Vec<RateView>, Problem> {
    let merchant = desk.merchant().await?;
    let buy = parse::currency(&form.buy, "buy")?;
    let sell = form.sell.iter().map(|code| parse::currency(code, "sell")).collect::<Result<Vec<_>, _>>()?;
    // The same word means another thing of a payment: there it speaks of the payment's own currency.
    let answer = merchant.rates(&sell, buy).await.map_err(|failed| Problem::from(failed).of_call("rates"))?;
    let quotes = answer.quotes.iter().filter_map(|quote| {
        Some(RateView {
            pair: quote.quote_currency_pair.clone()?,
            rate: quote.quote_price.as_ref()?.to_string(),
            quote: quote.quote_id.clone(),
            from: quote.quote_start_time.as_ref().and_then(antom::Stamp::moment).map(|at| at.0),
            until: quote.quote_expiry_time.as_ref().and_then(antom::Stamp::moment).map(|at| at.0),
            guaranteed: quote.guaranteed,
        })
    });
    Ok(quotes.collect())
}

/// Draws a text as a QR code.
pub async fn code_draw(_: &Desk, form: CodeForm) -> Result<DrawnCodeView, Problem> {
    let drawn = fast_qr::QRBuilder::new(form.code)
        .build()
        .map_err(|_| Problem::new("code.too_long", Next::Nothing))?;
    let mut path = String::new();
    for (y, row) in drawn.data.chunks(drawn.size).take(drawn.size).enumerate() {
        for (x, module) in row.iter().enumerate() {
            if module.value() {
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
    }
    Ok(DrawnCodeView { size: u32::try_from(drawn.size).unwrap_or(u32::MAX), path })
}

/// The disputes of a payment, newest first.
pub(crate) async fn disputes_of(
    merchant: &Merchant,
    standing: &Standing,
) -> Result<Vec<DossierRowView>, Problem> {
    let query = DossierQuery {
        kind: DossierKind::Dispute,
        account: merchant.account().id.clone(),
        states: Vec::new(),
        text: None,
        subject: Some(standing.stream.clone()),
        by_deadline: false,
        limit: 50,
        after: None,
    };
    let rows = merchant.ledger().dossiers(&query).await?;
    Ok(rows.iter().map(dossier_show::row).collect())
}
