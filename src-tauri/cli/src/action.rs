//! Money actions: one schema, one draft, one send.

use std::time::Duration;

use ipc::form::{
    CancelForm, CaptureForm, DeclarationForm, DraftForm, IdForm, Nothing, OrderForm, RefundForm, TakeForm,
};
use ipc::problem::{Moved, Next, Problem};
use ipc::view::{ActionView, MoneyView, PaymentView};
use ipc::{Desk, run as core};

use crate::arguments::{CancelVerb, CaptureVerb, DeclarationFile, PaymentTake, RefundVerb, Send};
use crate::print::Printer;
use crate::read_back::{self, For};
use crate::{Outcome, exit, secret};

/// What is known before anything is sent.
struct Before {
    payment: PaymentView,
    draft: String,
}

async fn before(desk: &Desk, payment: &str, kind: &str, send: &Send) -> Result<Before, Problem> {
    let payment = core::payment_show(desk, IdForm { id: payment.to_owned() }).await?;
    let draft = draft(desk, Some(payment.row.id.clone()), kind, send).await?;
    Ok(Before { payment, draft })
}

/// The id of this intent: the one given, or a fresh one.
pub async fn draft(desk: &Desk, payment: Option<String>, kind: &str, send: &Send) -> Result<String, Problem> {
    match &send.request_id {
        Some(id) => {
            let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if plain && (16..=32).contains(&id.len()) {
                Ok(id.clone())
            } else {
                Err(Problem::new("failed.request_id", Next::Correct).text("typed", id).on_field("request_id"))
            }
        }
        None => Ok(core::draft_open(desk, DraftForm { payment, kind: kind.to_owned() }).await?.draft),
    }
}

/// How long between two rounds of asking.
const PAUSE: Duration = Duration::from_secs(1);

/// Stays with an order until it has an end or the time given is over: the same rounds as `outbox run`, on the
/// same ladder. What is not known yet is said once, and again when it changes.
pub async fn followed(
    desk: &Desk,
    result: Result<ActionView, Problem>,
    send: &Send,
    printer: Printer,
) -> Result<ActionView, Problem> {
    let mut action = match result {
        Ok(action) => action,
        Err(problem) => return Err(used(desk, problem, send).await),
    };
    let Some(seconds) = send.wait else { return Ok(action) };
    let until = desk.now().plus(i64::from(seconds).saturating_mul(1000));
    let mut said = None;
    while !exit::is_over(&action) {
        desk.outbox_round().await;
        action = core::outbox_show(desk, OrderForm { order: action.id.clone() }).await?;
        if exit::is_over(&action) || desk.now() >= until {
            break;
        }
        let code = action.problem.as_ref().map(|problem| problem.code.clone());
        if code != said
            && let Some(problem) = &action.problem
        {
            printer.sentence(problem);
        }
        said = code;
        tokio::time::sleep(PAUSE).await;
    }
    Ok(action)
}

/// A request id that was used before: what its first use was and how that stands, which is what whoever repeats it
/// wants to know.
async fn used(desk: &Desk, problem: Problem, send: &Send) -> Problem {
    let (true, Some(id)) =
        (matches!(problem.code.as_str(), "failed.draft_used" | "ledger.other_body"), &send.request_id)
    else {
        return problem;
    };
    let Ok(first) = core::outbox_show(desk, OrderForm { order: id.clone() }).await else { return problem };
    let told = Problem::new("failed.request_id_used", Next::Reload)
        .text("id", id)
        .word("kind", &first.kind)
        .text("payment", &first.payment)
        .word("state", format!("state.{}", first.state))
        .moved(Moved::NotByThis)
        .on_field("request_id");
    match &first.amount {
        Some(amount) => told.text("amount", crate::print::money(amount)),
        None => told.text("amount", ""),
    }
}

/// Prints how it ended. A refusal before sending has the same schema.
pub fn end(
    printer: Printer,
    kind: &str,
    payment_id: Option<&str>,
    amount: Option<&MoneyView>,
    result: Result<ActionView, Problem>,
) -> u8 {
    match result {
        Ok(action) => {
            printer.action(&action);
            exit::of_action(&action)
        }
        Err(problem) => {
            printer.refused_here(kind, payment_id, amount, &problem);
            exit::of_problem(&problem)
        }
    }
}

fn dry(
    printer: Printer,
    kind: &str,
    before: &Before,
    amount: Option<&MoneyView>,
    problem: Option<&Problem>,
) -> u8 {
    printer.dry_run(kind, before.payment.row.payment_id.as_deref(), amount, problem);
    if problem.is_none() { exit::OK } else { exit::BAD_DATA }
}

pub async fn capture(desk: &Desk, verb: CaptureVerb, printer: Printer) -> Outcome {
    let CaptureVerb::Create { payment, amount, last, send } = verb;
    let before = match before(desk, &payment, "capture", &send).await {
        Ok(before) => before,
        Err(problem) => return Ok(Err(problem)),
    };
    let (read, problem) =
        read_back::aloud(desk, For::Payment(&before.payment), "capture", &amount, printer).await;
    if send.dry_run {
        return Ok(Ok(dry(printer, "capture", &before, read.as_ref(), problem.as_ref())));
    }
    let form =
        CaptureForm { draft: before.draft, payment: before.payment.row.id, version: None, amount, last };
    let result = followed(desk, core::capture_create(desk, form).await, &send, printer).await;
    Ok(Ok(end(printer, "capture", before.payment.row.payment_id.as_deref(), read.as_ref(), result)))
}

pub async fn refund(desk: &Desk, verb: RefundVerb, printer: Printer) -> Outcome {
    let RefundVerb::Create { payment, amount, reason, note, again, send } = verb;
    let before = match before(desk, &payment, "refund", &send).await {
        Ok(before) => before,
        Err(problem) => return Ok(Err(problem)),
    };
    let (read, _) = read_back::aloud(desk, For::Payment(&before.payment), "refund", &amount, printer).await;
    let form = RefundForm {
        draft: before.draft.clone(),
        payment: before.payment.row.id.clone(),
        version: None,
        amount,
        reason,
        note,
        again,
    };
    if send.dry_run {
        let checked = core::refund_create_dry(desk, form).await;
        return Ok(Ok(dry(printer, "refund", &before, read.as_ref(), checked.as_ref().err())));
    }
    let result = followed(desk, core::refund_create(desk, form).await, &send, printer).await;
    Ok(Ok(end(printer, "refund", before.payment.row.payment_id.as_deref(), read.as_ref(), result)))
}

pub async fn cancel(desk: &Desk, verb: CancelVerb, printer: Printer) -> Outcome {
    let CancelVerb::Create { payment, send } = verb;
    let before = match before(desk, &payment, "cancel", &send).await {
        Ok(before) => before,
        Err(problem) => return Ok(Err(problem)),
    };
    let amount = before.payment.row.amount.clone();
    if send.dry_run {
        let problem = before.payment.give_back.cancel_problem.clone();
        return Ok(Ok(dry(printer, "cancel", &before, Some(&amount), problem.as_ref())));
    }
    read_back::known(desk, "cancel", Some(&amount), printer).await;
    let form = CancelForm { draft: before.draft, payment: before.payment.row.id, version: None };
    let result = followed(desk, core::cancel_create(desk, form).await, &send, printer).await;
    Ok(Ok(end(printer, "cancel", before.payment.row.payment_id.as_deref(), Some(&amount), result)))
}

pub async fn take(desk: &Desk, take: PaymentTake, printer: Printer) -> Outcome {
    let draft = match draft(desk, None, "pay", &take.send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    read_back::aloud(desk, For::Currency(&take.currency), "pay", &take.amount, printer).await;
    let form = TakeForm {
        draft,
        order_number: take.order,
        description: take.description,
        amount: take.amount,
        currency: take.currency,
        method: take.method,
        card: take.card,
        capture: take.capture,
        needs_declaration: take.needs_declaration,
        again: take.again,
    };
    if take.send.dry_run {
        let read = core::payment_take_dry(desk, form).await;
        printer.dry_run("pay", None, read.as_ref().ok(), read.as_ref().err());
        return Ok(Ok(if read.is_ok() { exit::OK } else { exit::BAD_DATA }));
    }
    Ok(Ok(end(
        printer,
        "pay",
        None,
        None,
        followed(desk, core::payment_take(desk, form).await, &take.send, printer).await,
    )))
}

pub async fn declare(desk: &Desk, file: DeclarationFile, printer: Printer) -> Outcome {
    let before = match before(desk, &file.payment, "declare", &file.send).await {
        Ok(before) => before,
        Err(problem) => return Ok(Err(problem)),
    };
    let account = core::frame(desk, Nothing {}).await.ok().and_then(|frame| frame.current);
    let (code, name) =
        account.map(|account| (account.customs_code, account.customs_name)).unwrap_or_default();
    let left = before.payment.declare.most.as_ref().map(|most| most.value.clone());
    let amount = match (file.amount, left, &before.payment.declare.problem) {
        (Some(typed), _, _) => typed,
        (None, Some(left), _) => left,
        (None, None, Some(problem)) => return Ok(Err(problem.clone())),
        (None, None, None) => String::new(),
    };
    let (read, _) = read_back::aloud(desk, For::Payment(&before.payment), "declare", &amount, printer).await;
    let (buyer_name, buyer_number) = match &file.buyer_file {
        None => (None, None),
        Some(path) => {
            let text = secret::text(path)?;
            let mut lines = text.lines().map(str::to_owned);
            (lines.next(), lines.next())
        }
    };
    let keep_buyer = file.correct.is_some() && buyer_name.is_none();
    let dry_run = file.send.dry_run;
    let form = DeclarationForm {
        draft: before.draft.clone(),
        payment: before.payment.row.id.clone(),
        version: None,
        correcting: file.correct,
        amount,
        customs: file.customs,
        merchant_code: file.merchant_code.or(code).unwrap_or_default(),
        merchant_name: file.merchant_name.or(name).unwrap_or_default(),
        suborder: file.suborder,
        buyer_name,
        buyer_number,
        keep_buyer,
    };
    if dry_run {
        let checked = core::declaration_file_dry(desk, form).await;
        return Ok(Ok(dry(printer, "declare", &before, read.as_ref(), checked.as_ref().err())));
    }
    let result = followed(desk, core::declaration_file(desk, form).await, &file.send, printer).await;
    Ok(Ok(end(printer, "declare", before.payment.row.payment_id.as_deref(), read.as_ref(), result)))
}
