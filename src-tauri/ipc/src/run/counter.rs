use std::cmp::Reverse;

use antom::SecretText;
use antom::payment_code::{Scanned, recognise};
use domain::{
    Counter, MerchantReference, OrderKind, OrderNumber, PayProduct, PaymentRequestId, StoreReference,
};
use engine::CounterWish;
use engine::port::OrderFilter;

use super::action::{action, id_problem};
use super::checkout::some_money;
use super::frame::frame;
use crate::form::{CodeForm, CounterForm, CounterSetupForm, Nothing};
use crate::on_form::{COUNTER, OnForm as _, id, order_number};
use crate::problem::{Next, Problem};
use crate::typed::sendable;
use crate::view::{ActionView, CodeView, FrameView, MoneyView, OpenSaleView};
use crate::{Desk, parse};

/// A payment at the counter.
pub async fn counter_pay(desk: &Desk, form: CounterForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.counter_payment(wish(&form)?).await.on_form(COUNTER)?;
    action(&merchant, &order).await
}

/// What a payment at the counter would send, for a dry run: its amount, or why it would be refused here.
pub async fn counter_pay_dry(desk: &Desk, form: CounterForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = wish(&form)?;
    merchant.may_take_at_counter(&wish).await.on_form(COUNTER)?;
    Ok(MoneyView::of(wish.amount))
}

fn wish(form: &CounterForm) -> Result<CounterWish, Problem> {
    sendable(&form.description, "description")?;
    let product = match form.mode.as_str() {
        "payment_code" => PayProduct::PaymentCode,
        "order_code" => PayProduct::OrderCode,
        "entry_code" => PayProduct::EntryCode,
        other => {
            return Err(Problem::new("failed.choice", Next::Correct)
                .text("typed", other)
                .text("field", "mode")
                .on_field("mode"));
        }
    };
    let currency = parse::currency(&form.currency, "currency")?;
    let number = match form.order_number.trim() {
        // Minted here: nobody typed it.
        "" => id(OrderNumber::parse(&form.draft), "order.referenceOrderId", "order_number", 64)?,
        typed => order_number(typed, "order.referenceOrderId", "order_number")?,
    };
    let code = form.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    Ok(CounterWish {
        draft: PaymentRequestId::parse(&form.draft).map_err(id_problem)?,
        product,
        order_number: number,
        description: form.description.trim().to_owned(),
        amount: some_money(&form.amount, currency, "amount")?,
        code: code.filter(|_| product == PayProduct::PaymentCode).map(SecretText::new),
        again: form.again,
    })
}

/// Payments at the counter without an end, newest first: whoever comes to the till finds what is in doubt,
/// also after the window was closed.
pub async fn counter_open(desk: &Desk, _: Nothing) -> Result<Vec<OpenSaleView>, Problem> {
    let merchant = desk.merchant().await?;
    let mut open: Vec<_> = merchant.ledger().orders(OrderFilter::Open).await?;
    open.retain(|order| order.kind == OrderKind::Pay && order.stream.is_of(&merchant.account().id));
    open.sort_by_key(|order| Reverse(order.recorded_at));
    let mut sales = Vec::new();
    for order in open {
        let product = merchant.read(&order.stream).await?.payment.asked.product;
        if product.in_store() {
            sales.push(OpenSaleView {
                action: action(&merchant, &order.id).await?,
                mode: product.word().to_owned(),
                at: order.recorded_at.0,
            });
        }
    }
    Ok(sales)
}

/// What a scanned code seems to be. Nothing of it is kept.
pub async fn counter_code(desk: &Desk, form: CodeForm) -> Result<CodeView, Problem> {
    let merchant = desk.merchant().await?;
    // The shop's country is not asked for; its settlement currency tells the two places where it matters.
    let region = match merchant.account().settlement_currency.map(|currency| currency.code().to_owned()) {
        Some(code) if code == "JPY" => "JP",
        Some(code) if code == "MOP" => "MO",
        Some(_) | None => "",
    };
    Ok(match recognise(&form.code, region) {
        Scanned::Code(wallet) => CodeView { looks_right: true, wallet: Some(wallet.name().to_owned()) },
        Scanned::Unknown | Scanned::Unusable => CodeView { looks_right: false, wallet: None },
    })
}

/// Who the shop is at the counter.
pub async fn counter_setup(desk: &Desk, form: CounterSetupForm) -> Result<FrameView, Problem> {
    let merchant = desk.merchant().await?;
    let mut account = merchant.account().clone();
    let text = |typed: &str, field: &str, most: usize| {
        let typed = typed.trim();
        sendable(typed, field)?;
        if typed.is_empty() || typed.chars().count() > most {
            return Err(Problem::new("failed.field", Next::Correct).text("field", field).on_field(field));
        }
        Ok(typed.to_owned())
    };
    let four = |typed: &str, field: &str| {
        let typed = typed.trim();
        if typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(typed.to_owned());
        }
        Err(Problem::new("field.malformed", Next::Correct)
            .text("field", field)
            .text("form", "0000")
            .on_field(field))
    };
    account.counter = Some(Counter {
        merchant: id(
            MerchantReference::parse(&form.merchant),
            "order.merchant.referenceMerchantId",
            "merchant",
            64,
        )?,
        merchant_name: text(&form.merchant_name, "merchant_name", 256)?,
        merchant_mcc: four(&form.merchant_mcc, "merchant_mcc")?,
        store: id(StoreReference::parse(&form.store), "order.merchant.store.referenceStoreId", "store", 32)?,
        store_name: text(&form.store_name, "store_name", 256)?,
        store_mcc: four(&form.store_mcc, "store_mcc")?,
        terminal: text(&form.terminal, "terminal", 64)?,
    });
    desk.save_account(account).await?;
    frame(desk, Nothing {}).await
}
