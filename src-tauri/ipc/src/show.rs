//! From what the core knows to what a screen shows.

use domain::{
    Account, Counter, CustomsVerdict, Environment, Flag, Moment, Money, PathMode, Payment, PaymentRow,
    PaymentState, Progress, Source, capture_rule, method_name,
};
use engine::port::{Attempt, KeyStore, OpenOrder, Verdict};
use engine::{Disputed, Standing};

use crate::form::CounterSetupForm;
use crate::parse::{reason_word, state_word};
use crate::problem::{Problem, kind_word};
use crate::subject::Subject;
use crate::trouble;
use crate::view::{
    AccountView, AttemptView, DeclarationView, GiveBackView, MayView, MoneyBoxView, MoneyView, OfferView,
    OrderView, PartView, PaymentRowView, PaymentView, PermitView, UpdateView,
};

/// A hold that ends within this time is marked.
pub(crate) const EXPIRING_MS: i64 = 48 * Moment::HOUR;

/// An order with its attempts and where it stands.
pub(crate) struct Known {
    pub order: OpenOrder,
    pub state: domain::ActionState,
    pub problem: Option<Problem>,
}

pub(crate) fn action_word(state: domain::ActionState) -> &'static str {
    match state {
        domain::ActionState::Queued => "queued",
        domain::ActionState::Sending => "sending",
        domain::ActionState::Done => "done",
        domain::ActionState::Refused => "refused",
        domain::ActionState::Closed => "closed",
        domain::ActionState::Cancelled => "cancelled",
        domain::ActionState::Waiting => "waiting",
        domain::ActionState::Unknown => "unknown",
    }
}

/// The state as of now: a hold that ended with nothing taken is expired.
pub(crate) fn state_now(row: &PaymentRow, now: Moment) -> PaymentState {
    match (row.state, row.hold_until) {
        (PaymentState::Authorised, Some(until)) if until <= now => PaymentState::Expired,
        (state, _) => state,
    }
}

pub(crate) fn row(row: &PaymentRow, now: Moment) -> PaymentRowView {
    let mut flags: Vec<String> = row.flags.iter().map(|flag| flag_word(*flag).to_owned()).collect();
    let holds = !row.capturable.is_zero();
    if holds && row.hold_until.is_some_and(|until| until > now && until.since(now) <= EXPIRING_MS) {
        flags.push(flag_word(Flag::Expiring).to_owned());
    }
    PaymentRowView {
        id: row.request.to_string(),
        payment_id: row.payment.as_ref().map(ToString::to_string),
        order_number: row.order_number.to_string(),
        description: row.description.clone(),
        state: state_word(state_now(row, now)).to_owned(),
        created_at: row.created_at.0,
        amount: MoneyView::of(row.amount),
        captured: MoneyView::of(row.captured),
        refunded: MoneyView::of(row.refunded),
        method: row.method.clone(),
        method_name: method_name(&row.method).to_owned(),
        brand: row.brand.clone(),
        last_four: row.last_four.clone(),
        hold_until: row.hold_until.map(|until| until.0),
        capturable: MoneyView::of(row.capturable),
        flags,
    }
}

fn flag_word(flag: Flag) -> &'static str {
    match flag {
        Flag::Unknown => "unknown",
        Flag::UnderWay => "under_way",
        Flag::Expiring => "expiring",
        Flag::Contradiction => "contradiction",
        Flag::Declared => "declared",
        Flag::CustomsRefused => "customs_refused",
    }
}

pub(crate) fn permit(result: Result<Option<Money>, domain::Bar>) -> PermitView {
    match result {
        Ok(most) => PermitView { allowed: true, most: most.map(MoneyView::of), problem: None },
        Err(bar) => PermitView { allowed: false, most: None, problem: Some(Problem::of_bar(&bar)) },
    }
}

/// What disputes take of a payment, laid over what the payment alone allows.
pub(crate) fn beside_disputes(view: &mut PaymentView, standing: &Standing, disputed: Disputed) {
    let money = standing.payment.money_box();
    let none = domain::Money::zero(money.net.currency());
    let Disputed { took, asks } = disputed;
    let refundable = money.refundable.minus(took).unwrap_or(none);
    view.money.disputed = MoneyView::of(took);
    view.money.refundable = MoneyView::of(refundable);
    view.money.net = MoneyView::of(money.net.minus(took).unwrap_or(none));
    if !took.is_zero() {
        view.give_back.most = MoneyView::of(refundable);
        if refundable.is_zero() && view.give_back.refund_problem.is_none() {
            let bar = domain::Bar::TakenByDispute { took, left: refundable };
            view.give_back.refund_problem = Some(Problem::of_bar(&bar));
        }
    }
    let stops = match (took.is_zero(), asks.is_zero()) {
        (false, _) => Some(domain::Bar::TakenByDispute { took, left: none }),
        (true, false) => Some(domain::Bar::DisputeStopsCancel { asks }),
        (true, true) => None,
    };
    if view.give_back.cancel_problem.is_none()
        && let Some(bar) = stops
    {
        view.give_back.cancel_problem = Some(Problem::of_bar(&bar));
    }
    let can_refund = view.give_back.refund_problem.is_none();
    let barred = match view.give_back.way.as_deref() {
        Some("cancel" | "release") => view.give_back.cancel_problem.is_some(),
        Some("refund") => !can_refund,
        Some(_) | None => false,
    };
    if barred {
        view.give_back.way = can_refund.then(|| "refund".to_owned());
    }
}

pub(crate) fn payment(standing: &Standing, orders: &[Known], now: Moment) -> PaymentView {
    let own = &standing.payment;
    let money = own.money_box();
    let give_back = own.give_back(now);
    let rule = capture_rule(&own.asked.method, own.card().brand.as_deref());
    let problem = trouble::came_to_nothing(own);
    let subject = Subject::Payment(Box::new(standing.clone()));
    PaymentView {
        row: row(&PaymentRow::of(&standing.stream, own, standing.version), now),
        version: standing.version,
        capture_mode: match own.asked.capture_mode {
            domain::CaptureMode::Manual => "manual".to_owned(),
            domain::CaptureMode::Automatic => "automatic".to_owned(),
        },
        paid_at: own.paid_at().map(|at| at.0),
        problem,
        money: MoneyBoxView {
            authorised: MoneyView::of(money.authorised),
            captured: MoneyView::of(money.captured),
            capturing: MoneyView::of(money.capturing),
            capturable: MoneyView::of(money.capturable),
            refunded: MoneyView::of(money.refunded),
            refunding: MoneyView::of(money.refunding),
            disputed: MoneyView::of(domain::Money::zero(money.net.currency())),
            refundable: MoneyView::of(money.refundable),
            net: MoneyView::of(money.net),
        },
        capture: permit(own.may_capture_any(now).map(Some)),
        capture_partial: rule.partial,
        capture_several: rule.several,
        give_back: GiveBackView {
            way: give_back.way.map(|way| {
                match way {
                    domain::MoneyBackWay::Release => "release",
                    domain::MoneyBackWay::Cancel => "cancel",
                    domain::MoneyBackWay::Refund => "refund",
                }
                .to_owned()
            }),
            cancel_until: give_back.cancel_until.map(|until| until.0),
            cancel_problem: give_back.cancel_bar.as_ref().map(Problem::of_bar),
            refund_problem: give_back.refund_bar.as_ref().map(Problem::of_bar),
            most: MoneyView::of(give_back.most),
            refund_until: own.refund_until().map(|until| until.0),
        },
        declare: permit(own.may_declare_any().map(Some)),
        parts: parts(own, orders),
        declarations: declarations(own, orders, now),
        timeline: standing.entries.iter().rev().filter_map(crate::timeline::line).collect(),
        orders: orders.iter().map(|known| order(known, &subject)).collect(),
        product: own.asked.product.word().to_owned(),
        // The gateway makes a subscription's payments by itself; nobody made them elsewhere.
        elsewhere: own.asked.elsewhere && own.asked.product != domain::PayProduct::Agreement,
        offer: offer(own),
        updates: updates(own),
        raise: may(raisable(own, now)),
        raise_untold: own.raisable().is_none(),
        disputes: Vec::new(),
        agreement: own.asked.agreement.as_ref().map(ToString::to_string),
        contradictions: own.contradictions.iter().map(|own| own.because.clone()).collect(),
    }
}

/// What the buyer goes on with, while nothing is paid.
fn offer(payment: &Payment) -> Option<OfferView> {
    let waiting = matches!(payment.standing, domain::Standing::Asked | domain::Standing::Pending);
    payment.offer.as_ref().filter(|_| waiting).map(|offer| OfferView {
        session: offer.session.as_ref().map(ToString::to_string),
        url: offer.url.clone(),
        code: offer.code.clone(),
        until: offer.until.map(|until| until.0),
    })
}

fn updates(payment: &Payment) -> Vec<UpdateView> {
    let mut views: Vec<UpdateView> = payment
        .updates
        .iter()
        .map(|(id, update)| UpdateView {
            id: id.to_string(),
            total: MoneyView::of(update.total),
            state: match &update.progress {
                domain::Progress::Done { .. } => "done",
                domain::Progress::Refused { .. } => "refused",
                domain::Progress::Asked | domain::Progress::Pending if update.unknown => "unknown",
                domain::Progress::Asked | domain::Progress::Pending => "queued",
            }
            .to_owned(),
            asked_at: update.asked_at.0,
        })
        .collect();
    views.sort_by_key(|view| view.asked_at);
    views
}

/// Whether any higher total would be possible.
fn raisable(payment: &Payment, now: Moment) -> Result<(), domain::Bar> {
    let step = Money::from_minor(100, payment.total().currency())
        .and_then(|step| payment.total().plus(step))
        .map_err(|_| domain::Bar::CannotBeRaised)?;
    payment.may_update_amount(step, now)
}

pub(crate) fn may(result: Result<(), domain::Bar>) -> MayView {
    MayView { allowed: result.is_ok(), problem: result.err().as_ref().map(Problem::of_bar) }
}

fn of_order<'a>(orders: &'a [Known], id: Option<&domain::OrderId>) -> Option<&'a Known> {
    let id = id?;
    orders.iter().find(|known| known.order.id == *id)
}

/// A part's state: its order's while that is open, else what the gateway said.
fn part_state(
    progress: &Progress,
    unknown: bool,
    order: Option<&Known>,
    call: &str,
) -> (String, Option<Problem>) {
    match progress {
        Progress::Done { .. } => ("done".to_owned(), None),
        Progress::Refused { code, message } => {
            ("refused".to_owned(), Some(trouble::refused(code, message, call)))
        }
        Progress::Pending if !unknown => {
            ("pending".to_owned(), order.and_then(|known| known.problem.clone()))
        }
        Progress::Asked | Progress::Pending => match order {
            Some(known) => (action_word(known.state).to_owned(), known.problem.clone()),
            None => ("unknown".to_owned(), None),
        },
    }
}

fn done_at(progress: &Progress) -> Option<i64> {
    match progress {
        Progress::Done { at } => Some(at.0),
        Progress::Asked | Progress::Pending | Progress::Refused { .. } => None,
    }
}

fn parts(payment: &Payment, orders: &[Known]) -> Vec<PartView> {
    let mut parts = Vec::new();
    for (id, capture) in &payment.captures {
        let (state, problem) = part_state(
            &capture.progress,
            capture.unknown,
            of_order(orders, capture.order.as_ref()),
            "capture",
        );
        parts.push(PartView {
            kind: "capture".to_owned(),
            id: id.to_string(),
            gateway_id: capture.capture.as_ref().map(ToString::to_string),
            amount: MoneyView::of(capture.amount),
            state,
            asked_at: capture.asked_at.0,
            done_at: done_at(&capture.progress),
            reason: None,
            note: None,
            last: capture.last,
            elsewhere: capture.order.is_none(),
            order: capture.order.as_ref().map(ToString::to_string),
            problem,
        });
    }
    for (id, refund) in &payment.refunds {
        let asked = refund.asked.as_ref();
        let order = asked.map(|asked| &asked.order);
        let (state, problem) =
            part_state(&refund.progress, refund.unknown, of_order(orders, order), "refund");
        parts.push(PartView {
            kind: "refund".to_owned(),
            id: id.to_string(),
            gateway_id: refund.refund.as_ref().map(ToString::to_string),
            amount: MoneyView::of(refund.amount),
            state,
            asked_at: refund.asked_at.0,
            done_at: done_at(&refund.progress),
            reason: asked.map(|asked| reason_word(asked.reason).to_owned()),
            note: asked.map(|asked| asked.note.clone()).filter(|note| !note.is_empty()),
            last: false,
            elsewhere: asked.is_none(),
            order: order.map(ToString::to_string),
            problem,
        });
    }
    if let Some(cancel) = &payment.cancel {
        let (state, problem) =
            part_state(&cancel.progress, cancel.unknown, of_order(orders, Some(&cancel.order)), "cancel");
        parts.push(PartView {
            kind: "cancel".to_owned(),
            id: cancel.order.to_string(),
            gateway_id: None,
            amount: MoneyView::of(payment.asked.amount),
            state,
            asked_at: cancel.asked_at.0,
            done_at: done_at(&cancel.progress),
            reason: None,
            note: None,
            last: false,
            elsewhere: false,
            order: Some(cancel.order.to_string()),
            problem,
        });
    }
    parts.sort_by_key(|part| part.asked_at);
    parts
}

pub(crate) fn declarations(payment: &Payment, orders: &[Known], now: Moment) -> Vec<DeclarationView> {
    let mut views: Vec<_> = payment
        .declarations
        .iter()
        .map(|(id, own)| {
            let known = of_order(orders, Some(&own.asked.order));
            let (state, problem) = match (&own.progress, own.verdict()) {
                (Progress::Done { .. }, CustomsVerdict::Waiting) => ("with_customs".to_owned(), None),
                (Progress::Done { .. }, CustomsVerdict::Accepted) => ("accepted".to_owned(), None),
                (Progress::Done { .. }, CustomsVerdict::Refused) => ("customs_refused".to_owned(), None),
                (progress, _) => part_state(progress, own.unknown, known, "declare"),
            };
            let stands = own.stands.clone().unwrap_or_default();
            let with_customs = state == "with_customs";
            DeclarationView {
                id: id.to_string(),
                payment: payment.asked.request.to_string(),
                order_number: payment.asked.order_number.to_string(),
                amount: MoneyView::of(own.asked.amount),
                state,
                customs: own.asked.customs.clone(),
                merchant_code: own.asked.merchant_code.clone(),
                merchant_name: own.asked.merchant_name.clone(),
                suborder: own.asked.suborder.as_ref().map(ToString::to_string),
                buyer_masked: own.asked.buyer_masked.clone(),
                customs_payment: own.customs_payment.clone(),
                customs_order: own.customs_order.clone(),
                identity_check: own.identity_check.clone(),
                status: Some(stands.status).filter(|word| !word.is_empty()),
                customs_code: stands.customs_code,
                customs_text: stands.customs_text,
                returned_at: stands.returned_at.map(|at| at.0),
                asked_at: own.asked_at.0,
                next_at: with_customs
                    .then(|| engine::next_customs_question(own.last_asked_at, now))
                    .flatten()
                    .map(|next| next.0),
                correct: permit(payment.may_correct(id, now).map(Some)),
                order: own.asked.order.to_string(),
                problem,
            }
        })
        .collect();
    views.sort_by_key(|view| view.asked_at);
    views
}

pub(crate) fn order(known: &Known, subject: &Subject) -> OrderView {
    let order = &known.order;
    OrderView {
        id: order.id.to_string(),
        kind: kind_word(order.kind).to_owned(),
        request_id: order.request_id.clone(),
        state: action_word(known.state).to_owned(),
        about: subject.about().to_owned(),
        payment: subject.id(),
        order_number: subject.title(),
        amount: order.amount.map(MoneyView::of),
        recorded_at: order.recorded_at.0,
        next_at: subject.next_check(order).map(|at| at.0),
        rounds: order.rounds,
        attempts: order.attempts,
        closed_at: order.closed_at.map(|at| at.0),
        problem: known.problem.clone(),
    }
}

pub(crate) fn source_word(source: Source) -> &'static str {
    engine::chain::source_word(source)
}

pub(crate) fn attempt(attempt: &Attempt, body: &[u8]) -> AttemptView {
    let request = if attempt.begun.question { &attempt.begun.body } else { body };
    let end = attempt.end.as_ref();
    AttemptView {
        n: attempt.n,
        question: attempt.begun.question,
        at: attempt.begun.at.0,
        ended_at: end.map(|end| end.at.0),
        path: attempt.begun.path.clone(),
        request_headers: attempt.begun.headers.clone(),
        request_body: masked(&String::from_utf8_lossy(request)),
        status: end.and_then(|end| end.status),
        answer_headers: end.map(|end| end.headers.clone()).unwrap_or_default(),
        answer_body: end.map(|end| masked(&String::from_utf8_lossy(&end.body))).unwrap_or_default(),
        verified: end.is_some_and(|end| end.verified),
        verdict: end.map(|end| {
            match end.verdict {
                Verdict::Done => "done",
                Verdict::Refused => "refused",
                Verdict::Unknown => "unknown",
                Verdict::NotSent => "not_sent",
            }
            .to_owned()
        }),
        code: end.map(|end| end.code.clone()).filter(|code| !code.is_empty()),
        message: end.map(|end| end.message.clone()).filter(|text| !text.is_empty()),
    }
}

/// Personal numbers, names and tokens never reach a screen; everything else is shown to the byte.
fn masked(body: &str) -> String {
    const FIELDS: [&str; 4] = ["certificateNo", "fullName", "cardToken", "paymentMethodId"];
    let mut text = body.to_owned();
    for field in FIELDS {
        let mut from = 0;
        let name = format!("\"{field}\"");
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(&name)) {
            let after = from + at + name.len();
            let rest = text.get(after..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start_matches([' ', ':', '\n', '\t']).len();
            from = after;
            if text.get(after + blank..after + blank + 1) != Some("\"") {
                continue;
            }
            let start = after + blank + 1;
            let value = text.get(start..).unwrap_or_default();
            let end = start + end_of_string(value);
            let stars = "*".repeat(text.get(start..end).unwrap_or_default().chars().count());
            text.replace_range(start..end, &stars);
            from = start + stars.len();
        }
    }
    text
}

/// The length of a JSON string's inside: up to the first quote that is not escaped.
fn end_of_string(value: &str) -> usize {
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        match c {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    value.len()
}

pub(crate) fn account(account: &Account) -> AccountView {
    let fingerprint =
        |key: &str| antom::signing::PublicKey::parse(key).map(|key| key.fingerprint()).unwrap_or_default();
    let (customs_code, customs_name) = account.customs_registration.clone().unzip();
    AccountView {
        id: account.id.to_string(),
        name: account.name.clone(),
        environment: account.environment.word().to_owned(),
        base_url: account.base_url.clone(),
        client_id: account.client_id.clone(),
        key_version: account.key_version.clone(),
        merchant_public_key: account.merchant_public_key.clone(),
        merchant_fingerprint: fingerprint(&account.merchant_public_key),
        gateway_public_key: account.gateway_public_key.clone(),
        gateway_fingerprint: fingerprint(&account.gateway_public_key),
        path_mode: match account.path_mode {
            PathMode::Auto => "auto".to_owned(),
            PathMode::Sandbox => "sandbox".to_owned(),
            PathMode::Production => "production".to_owned(),
        },
        customs_code,
        customs_name,
        counter: account.counter.as_ref().map(counter),
    }
}

fn counter(kept: &Counter) -> CounterSetupForm {
    CounterSetupForm {
        merchant: kept.merchant.to_string(),
        merchant_name: kept.merchant_name.clone(),
        merchant_mcc: kept.merchant_mcc.clone(),
        store: kept.store.to_string(),
        store_name: kept.store_name.clone(),
        store_mcc: kept.store_mcc.clone(),
        terminal: kept.terminal.clone(),
    }
}

pub(crate) fn environment(word: &str) -> Option<Environment> {
    [Environment::Practice, Environment::Sandbox, Environment::Live]
        .into_iter()
        .find(|env| env.word() == word)
}

pub(crate) fn store_word(store: KeyStore) -> &'static str {
    match store {
        KeyStore::Os => "os",
        KeyStore::Passphrase => "passphrase",
        KeyStore::Memory => "memory",
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn personal_values_are_masked_and_nothing_else() {
        let body =
            r#"{"certificateNo":"11010519491231002X","holderName":{"fullName":"王小\"样"},"value":"1299"}"#;
        let shown = masked(body);
        assert!(!shown.contains("1101") && !shown.contains('王'), "{shown}");
        assert!(shown.contains(r#""value":"1299""#), "{shown}");
        assert_eq!(masked(r#"{ "cardToken" : "abc" }"#), r#"{ "cardToken" : "***" }"#);
        assert_eq!(masked(r#"{"fullName":1}"#), r#"{"fullName":1}"#);
    }
}
