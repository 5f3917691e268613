use antom::CardToken;
use domain::{
    Bar, CaptureRequestId, Card, Currency, DeclarationRequestId, DossierKind, Environment, Moment, Money,
    OrderId, OrderKind, Payment, PaymentRequestId, RefundReason, RefundRequestId,
};
use engine::{BuyerWish, CancelWish, CaptureWish, DeclareWish, Merchant, RefundWish, Standing, TakeWish};

use crate::form::{CancelForm, CaptureForm, DeclarationForm, DraftForm, ReadBackForm, RefundForm, TakeForm};
use crate::on_form::{
    CAPTURE, DECLARATION, Fields, OnForm as _, PAYMENT, REFUND, REFUND_WITH_NOTE, order_number,
};
use crate::problem::{Next, Problem};
use crate::subject::Subject;
use crate::typed::sendable;
use crate::view::{ActionView, DraftView, MoneyView, ReadBackView};
use crate::{Desk, parse, show, words};

pub(crate) fn id_problem(error: domain::IdError) -> Problem {
    engine::Failed::from(error).into()
}

/// Opens a sheet: mints the id every press will carry.
pub async fn draft_open(desk: &Desk, form: DraftForm) -> Result<DraftView, Problem> {
    let merchant = desk.merchant().await?;
    let kind = parse::kind(&form.kind)?;
    let version = match &form.payment {
        Some(id) => version_of(&merchant, kind, id).await?,
        None => 0,
    };
    Ok(DraftView { draft: merchant.fresh_id(), version })
}

/// The version of what a sheet is opened on.
async fn version_of(merchant: &Merchant, kind: OrderKind, id: &str) -> Result<u64, Problem> {
    let of = |kind| async move { Ok(merchant.dossier(kind, id).await?.version) };
    match kind {
        OrderKind::AcceptDispute | OrderKind::Defend | OrderKind::SupplyEvidence => {
            of(DossierKind::Dispute).await
        }
        OrderKind::ApplyToken | OrderKind::Revoke => of(DossierKind::Agreement).await,
        OrderKind::Register => of(DossierKind::Registration).await,
        OrderKind::Subscribe
        | OrderKind::ChangeSubscription
        | OrderKind::UpdateSubscription
        | OrderKind::EndSubscription => of(DossierKind::Subscription).await,
        OrderKind::Pay
        | OrderKind::Session
        | OrderKind::UpdateAmount
        | OrderKind::Capture
        | OrderKind::Cancel
        | OrderKind::Refund
        | OrderKind::Declare => Ok(merchant.payment(id).await?.version),
    }
}

/// Reads back what was typed.
pub async fn amount_read_back(desk: &Desk, form: ReadBackForm) -> Result<ReadBackView, Problem> {
    let merchant = desk.merchant().await?;
    let kind = parse::kind(&form.kind)?;
    let standing = match &form.payment {
        Some(id) => Some(merchant.payment(id).await?),
        None => None,
    };
    let currency = match &standing {
        Some(_) if kind == OrderKind::Declare => yuan()?,
        Some(standing) => standing.payment.asked.amount.currency(),
        None => parse::currency(form.currency.as_deref().unwrap_or_default(), "currency")?,
    };
    let mut view =
        ReadBackView { amount: None, words_en: None, words_zh: None, left_after: None, problem: None };
    let amount = match parse::money_of(&form.amount, currency, "amount") {
        Ok(amount) => amount,
        Err(problem) => {
            view.problem = Some(problem);
            return Ok(view);
        }
    };
    view.amount = Some(MoneyView::of(amount));
    view.words_en = Some(words::english(amount));
    view.words_zh = Some(words::chinese(amount));
    if let Some(standing) = &standing {
        match left_after(&standing.payment, kind, amount, merchant.now()) {
            Ok(left) => view.left_after = left.map(MoneyView::of),
            Err(problem) => view.problem = Some(problem),
        }
    }
    Ok(view)
}

/// What an act of this amount would leave of the payment, where such an act takes from something; or why it is
/// not possible.
fn left_after(
    payment: &Payment,
    kind: OrderKind,
    amount: Money,
    now: Moment,
) -> Result<Option<Money>, Problem> {
    let barred = |bar: Bar| Problem::of_bar(&bar);
    let left = match kind {
        OrderKind::Capture => {
            payment.may_capture(amount, now).map_err(barred)?;
            payment.may_capture_any(now).map_err(barred)?
        }
        OrderKind::Refund => {
            payment.may_refund(amount, now, true, false).map_err(barred)?;
            payment.may_refund_any(now).map_err(barred)?
        }
        OrderKind::Declare => {
            let left = payment.may_declare_any().map_err(barred)?;
            return match left.minus(amount) {
                Ok(rest) => Ok(Some(rest)),
                Err(_) => Err(Problem::of_bar(&Bar::OverTheDeclarable { left })),
            };
        }
        // A new total takes nothing from the old one.
        OrderKind::UpdateAmount => {
            return payment.may_update_amount(amount, now).map(|()| None).map_err(barred);
        }
        OrderKind::Pay
        | OrderKind::Session
        | OrderKind::Cancel
        | OrderKind::AcceptDispute
        | OrderKind::Defend
        | OrderKind::SupplyEvidence
        | OrderKind::ApplyToken
        | OrderKind::Revoke
        | OrderKind::Register
        | OrderKind::Subscribe
        | OrderKind::ChangeSubscription
        | OrderKind::UpdateSubscription
        | OrderKind::EndSubscription => return Ok(None),
    };
    left.minus(amount).map(Some).map_err(|error| Problem::of_money(&error, "amount"))
}

fn yuan() -> Result<Currency, Problem> {
    parse::currency("CNY", "amount")
}

/// Where an order stands, as every action answers.
pub(crate) async fn action(merchant: &Merchant, order: &OrderId) -> Result<ActionView, Problem> {
    let found = merchant.ledger().order(order).await?;
    let order = found.ok_or_else(|| Problem::new("failed.not_found", Next::Reload).text("id", order))?;
    let attempts = merchant.ledger().attempts(&order.id).await?;
    let subject = Subject::of(merchant, &order).await?;
    let (state, problem) = subject.order_state(&order, &attempts, merchant.now());
    let id = match order.kind {
        // The gateway knows a cancellation by the payment only, an act on a dispute by the dispute and the end of a
        // subscription by the subscription; ours is the one to follow.
        OrderKind::Cancel
        | OrderKind::AcceptDispute
        | OrderKind::Defend
        | OrderKind::SupplyEvidence
        | OrderKind::EndSubscription => order.id.to_string(),
        OrderKind::Pay
        | OrderKind::Session
        | OrderKind::UpdateAmount
        | OrderKind::Capture
        | OrderKind::Refund
        | OrderKind::Declare
        | OrderKind::ApplyToken
        | OrderKind::Revoke
        | OrderKind::Register
        | OrderKind::Subscribe
        | OrderKind::ChangeSubscription
        | OrderKind::UpdateSubscription => order.request_id.clone(),
    };
    Ok(ActionView {
        id,
        kind: order.kind.word().to_owned(),
        state: show::action_word(state).to_owned(),
        payment_id: subject.payment_id(),
        amount: order.amount.map(MoneyView::of),
        problem,
        about: subject.about().to_owned(),
        payment: subject.id(),
        rounds: order.rounds,
        most_rounds: subject.most_rounds(&order),
        order: order.id.to_string(),
        next_at: subject.next_check(&order).map(|at| at.0),
    })
}

/// Takes a payment. Real money is taken at the checkout, not here.
pub async fn payment_take(desk: &Desk, form: TakeForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.take_payment(take_wish(&merchant, form)?).await.on_form(PAYMENT)?;
    action(&merchant, &order).await
}

/// What taking a payment would send, for a dry run: its amount, or why it would be refused here.
pub async fn payment_take_dry(desk: &Desk, form: TakeForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = take_wish(&merchant, form)?;
    merchant.may_take(&wish).await.on_form(PAYMENT)?;
    Ok(MoneyView::of(wish.amount))
}

fn take_wish(merchant: &Merchant, form: TakeForm) -> Result<TakeWish, Problem> {
    if merchant.account().environment == Environment::Live {
        return Err(Problem::new("failed.live_payment", Next::Nothing));
    }
    for (field, text) in [("card", form.card.as_deref().unwrap_or("")), ("description", &form.description)] {
        sendable(text, field)?;
    }
    let currency = parse::currency(&form.currency, "currency")?;
    let amount = parse::money_of(&form.amount, currency, "amount")?;
    if amount.is_zero() {
        return Err(Problem::of_bar(&Bar::Zero));
    }
    let order_number = order_number(&form.order_number, "order.referenceOrderId", "order_number")?;
    let card = form.card.as_deref().map(str::trim).filter(|token| !token.is_empty());
    let is_card = form.method == "CARD";
    let token = match card {
        Some(token) => Some(token),
        None if is_card && merchant.account().environment == Environment::Practice => {
            Some("PRACTICE_CARD_VISA_4242")
        }
        None => None,
    };
    Ok(TakeWish {
        draft: PaymentRequestId::parse(&form.draft).map_err(id_problem)?,
        order_number,
        description: match form.description.trim() {
            "" => form.order_number.trim().to_owned(),
            text => text.to_owned(),
        },
        amount,
        method: form.method.trim().to_owned(),
        token: token.map(CardToken::new),
        card: Card::default(),
        capture_mode: parse::capture_mode(&form.capture)?,
        // Only a payment marked at the start can be declared later.
        needs_declaration: form.needs_declaration
            || (form.method.trim() == "ALIPAY_CN" && currency.code() == "CNY"),
        again: form.again,
    })
}

/// The payment's currency decides how an amount is read.
fn amount_for(standing: &Standing, typed: &str) -> Result<Money, Problem> {
    parse::money_of(typed, standing.payment.asked.amount.currency(), "amount")
}

/// Captures an authorisation.
pub async fn capture_create(desk: &Desk, form: CaptureForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.payment(&form.payment).await?;
    let wish = CaptureWish {
        draft: CaptureRequestId::parse(&form.draft).map_err(id_problem)?,
        payment: form.payment,
        version: form.version,
        amount: amount_for(&standing, &form.amount)?,
        last: form.last,
    };
    let order = merchant.capture(wish).await.on_form(CAPTURE)?;
    action(&merchant, &order).await
}

/// Gives money back.
pub async fn refund_create(desk: &Desk, form: RefundForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let (wish, fields) = refund_wish(&merchant, form).await?;
    let order = merchant.refund(wish).await.on_form(fields)?;
    action(&merchant, &order).await
}

/// What a refund would send, for a dry run: its amount, or why it would be refused here.
pub async fn refund_create_dry(desk: &Desk, form: RefundForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    let (wish, fields) = refund_wish(&merchant, form).await?;
    merchant.may_refund(&wish).await.on_form(fields)?;
    Ok(MoneyView::of(wish.amount))
}

/// A refund as typed, and which field of the form its words stand in.
async fn refund_wish(
    merchant: &Merchant,
    form: RefundForm,
) -> Result<(RefundWish, &'static Fields), Problem> {
    let standing = merchant.payment(&form.payment).await?;
    sendable(&form.note, "note")?;
    sendable(&form.reason, "reason")?;
    // Words that are no reason of the list are the clerk's own.
    let (reason, note, fields) = match parse::reason(form.reason.trim()) {
        Some(reason) => (reason, form.note, REFUND_WITH_NOTE),
        None => (RefundReason::Other, form.reason, REFUND),
    };
    let careful = form.version.is_some();
    let wish = RefundWish {
        draft: RefundRequestId::parse(&form.draft).map_err(id_problem)?,
        payment: form.payment,
        version: form.version,
        amount: amount_for(&standing, &form.amount)?,
        reason,
        note,
        again: form.again,
        careful,
    };
    Ok((wish, fields))
}

/// Cancels a payment or releases its hold.
pub async fn cancel_create(desk: &Desk, form: CancelForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = CancelWish {
        draft: OrderId::parse(&form.draft).map_err(id_problem)?,
        payment: form.payment,
        version: form.version,
    };
    let order = merchant.cancel(wish).await?;
    action(&merchant, &order).await
}

/// Declares a payment to customs, or corrects a declaration.
pub async fn declaration_file(desk: &Desk, form: DeclarationForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.declare(declare_wish(form)?).await.on_form(DECLARATION)?;
    action(&merchant, &order).await
}

/// What filing would send, for a dry run: its amount, or why it would be refused here.
pub async fn declaration_file_dry(desk: &Desk, form: DeclarationForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = declare_wish(form)?;
    let amount = wish.amount;
    merchant.may_declare(&wish).await.on_form(DECLARATION)?;
    Ok(MoneyView::of(amount))
}

fn declare_wish(form: DeclarationForm) -> Result<DeclareWish, Problem> {
    let text = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    for (field, typed) in [
        ("merchant_code", form.merchant_code.as_str()),
        ("merchant_name", form.merchant_name.as_str()),
        ("buyer_name", form.buyer_name.as_deref().unwrap_or_default()),
    ] {
        sendable(typed, field)?;
    }
    let buyer = match (text(form.buyer_name), text(form.buyer_number)) {
        (Some(name), Some(number)) => BuyerWish::Person { name, number },
        (None, None) if form.keep_buyer => BuyerWish::AsBefore,
        (None, None) => BuyerWish::Payer,
        (Some(_), None) | (None, Some(_)) => {
            return Err(Problem::new("failed.buyer_half", Next::Correct).on_field("buyer_number"));
        }
    };
    let correcting = text(form.correcting);
    Ok(DeclareWish {
        draft: OrderId::parse(&form.draft).map_err(id_problem)?,
        payment: form.payment,
        version: form.version,
        correcting: correcting.as_deref().map(DeclarationRequestId::parse).transpose().map_err(id_problem)?,
        amount: parse::money_of(&form.amount, yuan()?, "amount")?,
        customs: form.customs,
        merchant_code: form.merchant_code,
        merchant_name: form.merchant_name,
        suborder: text(form.suborder)
            .map(|typed| order_number(&typed, "suborderId", "suborder"))
            .transpose()?,
        buyer,
    })
}
