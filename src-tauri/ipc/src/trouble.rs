//! From the engine's errors to problems a person can read.

use antom::Fault;
use antom::codes::{Class, NextStep};
use antom::hosts::HostError;
use domain::{IdCardError, Moment, PayProduct, Payment};
use engine::Failed;
use engine::outbox::{Awaited, Heardless, Waiting};
use engine::port::{Attempt, KeysError, LedgerError, OpenOrder, Verdict};

use crate::advice;
use crate::problem::{Moved, Next, Problem};

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        let new = Self::new;
        match failed {
            Failed::Bar(bar) => Self::of_bar(&bar),
            Failed::Stale => new("failed.stale", Next::Reload),
            Failed::DraftUsed => new("failed.draft_used", Next::Reload).moved(Moved::NotByThis),
            Failed::NotFound(id) => new("failed.not_found", Next::Correct).text("id", id),
            Failed::Ambiguous(id) => new("failed.ambiguous", Next::Correct).text("id", id),
            Failed::Money(error) => Self::of_money(&error, "amount"),
            Failed::Id(error) => {
                new("failed.id", Next::Correct).text("typed", error.text).word("what", error.kind)
            }
            Failed::IdCard(error) => {
                let code = match error {
                    IdCardError::Shape => "failed.id_card_shape",
                    IdCardError::BirthDate => "failed.id_card_birth",
                    IdCardError::CheckDigit => "failed.id_card_check",
                };
                new(code, Next::Correct).on_field("buyer_number")
            }
            Failed::Field(field) => new("failed.field", Next::Correct).text("field", field).on_field(field),
            Failed::Ledger(error) => error.into(),
            Failed::Keys(error) => error.into(),
            Failed::GatewayKey(why) => {
                new("account.gateway_key_bad", Next::Correct).on_field("gateway_public_key").because(why)
            }
            Failed::Setting { field, why } => new(&why, Next::Correct).on_field(field),
            Failed::BodyForgotten => new("failed.code_gone", Next::NewPayment),
            Failed::Request(fault) => of_fault(&fault),
            Failed::Unanswered { code, message } => of_question(&Heardless { code, message }),
            Failed::Practice(why) => new("failed.practice", Next::TryAgain).because(why),
        }
    }
}

/// A field of a request that the gateway would not take; found before anything was written down.
pub(crate) fn of_fault(fault: &antom::FieldFault) -> Problem {
    let field = fault.field.clone();
    let new = |code: &str| Problem::new(code, Next::Correct).text("field", &field).on_field(&field);
    match &fault.fault {
        Fault::Missing => new("field.missing"),
        Fault::TooLong { most, found } => new("field.too_long").text("most", most).text("found", found),
        Fault::TooMany { most, found } => new("field.too_many").text("most", most).text("found", found),
        Fault::Malformed(form) => new("field.malformed").text("form", form),
        Fault::AgainstRule(rule) => new("field.against_rule").text("rule", rule),
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let new = Self::new;
        match error {
            LedgerError::SomeoneElseWrote => new("ledger.someone_else_wrote", Next::Reload),
            LedgerError::InTheWay(row) => Self::of_bar(&domain::Bar::order_being_paid(&row)),
            LedgerError::OtherBody(id) => {
                new("ledger.other_body", Next::Reload).text("id", id).moved(Moved::NotByThis)
            }
            LedgerError::WrongEnvironment { found, wanted } => {
                new("ledger.wrong_environment", Next::CheckSettings)
                    .word("found", found)
                    .word("wanted", wanted)
            }
            LedgerError::Newer(schema) => new("ledger.newer", Next::Nothing).text("schema", schema),
            LedgerError::Damaged(why) => new("ledger.damaged", Next::AskSupport).because(why),
            LedgerError::NotTheNewest { known, here } => {
                new("ledger.not_the_newest", Next::AskSupport).text("known", known).text("here", here)
            }
            LedgerError::ReadOnly(why) => new("ledger.read_only", Next::TryAgain).because(why),
            LedgerError::DiskFull => new("ledger.disk_full", Next::TryAgain),
            LedgerError::Busy(why) => new("ledger.busy", Next::TryAgain).because(why),
            LedgerError::Failed(why) => new("ledger.failed", Next::TryAgain).because(why),
        }
    }
}

impl From<KeysError> for Problem {
    fn from(error: KeysError) -> Self {
        let new = Self::new;
        match error {
            KeysError::NoKey => new("keys.no_key", Next::CheckSettings),
            KeysError::NoStore(why) => new("keys.no_store", Next::ChooseVault).because(why),
            KeysError::Locked(why) => new("keys.locked", Next::ChooseVault).because(why),
            KeysError::NotAKey(why) => new("keys.not_a_key", Next::Correct).on_field("key").because(why),
            KeysError::TooShort(bits) => {
                new("keys.too_short", Next::Correct).text("bits", bits).on_field("key")
            }
            KeysError::DoesNotOpen => new("keys.does_not_open", Next::Correct).on_field("buyer_number"),
        }
    }
}

/// Why an address cannot be the gateway's.
pub(crate) fn of_host(error: HostError, host: &str) -> Problem {
    let code = match error {
        HostError::Malformed | HostError::UserInfo | HostError::NotBare => "account.host_bad",
        HostError::NotHttps => "account.host_plain",
        HostError::UnknownHost => "account.host_unknown",
        HostError::PracticeElsewhere => "account.host_not_practice",
        HostError::LiveOnThisComputer => "account.host_not_live",
    };
    Problem::new(code, Next::Correct).text("host", host).on_field("base_url")
}

/// A refusal that verified: nothing happened. What to do is the code's own advice to that call.
pub(crate) fn refused(code: &str, message: &str, call: &str) -> Problem {
    let told = match advice::declined_as(code) {
        // What ended by itself was refused by nobody. A part is refused for a closed payment all the same.
        "order.link_over" => "order.link_over",
        _ => "order.refused",
    };
    advised(Problem::new(told, Next::Nothing), code, message, call)
}

/// With what the gateway said, and the advice of that code to that call.
fn advised(problem: Problem, code: &str, message: &str, call: &str) -> Problem {
    let mut problem =
        problem.text("code", code).said(code, message).of_call(call).moved(advice::moved_by(code, call));
    if let Some(next) = advice::next_of(code, call) {
        problem.next = next;
    }
    match advice::todo_of(code, call) {
        Some(todo) => problem.todo(todo),
        None => problem,
    }
}

/// A refusal of a call whose times were far apart: the clock is the reason worth telling.
fn refused_for_clock(attempts: &[Attempt]) -> Option<Problem> {
    let end = attempts.iter().rev().find_map(|attempt| attempt.end.as_ref())?;
    let said = end.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("response-time"))?;
    let ahead = end.at.since(antom::parse_time(&said.1)?);
    let about_time = end.code == "PARAM_ILLEGAL" && ahead.abs() > engine::CLOCK_LIMIT_MS;
    about_time.then(|| {
        let way = if ahead > 0 { "ahead" } else { "behind" };
        Problem::new("order.refused_clock", Next::CheckSettings)
            .text("minutes", ahead.unsigned_abs().div_ceil(60_000))
            .word("way", way)
            .said(&end.code, &end.message)
    })
}

/// A payment that came to nothing: declined, closed, or never there.
pub(crate) fn declined(code: &str, message: &str, product: PayProduct) -> Problem {
    let told = advice::declined_as(code);
    let problem =
        advised(Problem::new(told, Next::NewPayment), code, message, advice::call_of_payment(product));
    match told {
        "order.declined" => problem,
        // These say themselves what to do.
        _ => Problem { todo: None, next: Next::NewPayment, ..problem },
    }
}

/// Why a payment came to nothing, if it did and there is something to say beside its state.
pub(crate) fn came_to_nothing(payment: &Payment) -> Option<Problem> {
    use domain::Standing;
    match &payment.standing {
        Standing::Declined { code, message } => {
            Some(cancelled_by_us(payment).unwrap_or_else(|| declined(code, message, payment.asked.product)))
        }
        Standing::Asked | Standing::Pending | Standing::Succeeded(_) | Standing::Cancelled { .. } => None,
    }
}

/// What a payment is told as that was not paid because this shop cancelled it: nobody declined it.
fn cancelled_by_us(payment: &Payment) -> Option<Problem> {
    use domain::Standing;
    let own = payment.cancel.as_ref().filter(|cancel| cancel.progress.is_done())?;
    let unpaid = match &payment.standing {
        Standing::Cancelled { was: None, .. } => true,
        Standing::Declined { code, .. } => code == "ORDER_IS_CANCELED",
        Standing::Cancelled { was: Some(_), .. }
        | Standing::Succeeded(_)
        | Standing::Asked
        | Standing::Pending => false,
    };
    unpaid.then(|| Problem::new("order.cancelled_by_us", Next::NewPayment).text("id", &own.order))
}

/// What is not known about an open order, by its last attempt.
pub(crate) fn open_order(attempts: &[Attempt]) -> Option<Problem> {
    let last = attempts.last()?;
    let Some(end) = &last.end else {
        return Some(Problem::new("order.sending", Next::Wait).moved(Moved::Unknown));
    };
    let never_heard = attempts
        .iter()
        .filter(|attempt| !attempt.begun.question)
        .all(|attempt| attempt.end.as_ref().is_some_and(|end| end.verdict == Verdict::NotSent));
    if never_heard {
        return Some(Problem::new("order.not_sent", Next::TryAgain).because(&end.message));
    }
    let heardless = Heardless { code: end.code.clone(), message: end.message.clone() };
    Some(of_heardless(&heardless, end.verified, end.status))
}

/// What an answer that proves nothing means for the money.
pub(crate) fn of_heardless(heard: &Heardless, verified: bool, status: Option<u16>) -> Problem {
    let unknown = |code: &str| Problem::new(code, Next::Wait).moved(Moved::Unknown).because(&heard.message);
    match heard.code.as_str() {
        "NOT_SENT" | "NO_ANSWER" => unknown("order.no_answer"),
        "STOPPED" => unknown("order.stopped"),
        "HTTP_STATUS" => unknown("order.http_status").text("status", status.unwrap_or_default()),
        "SIGNATURE_WRONG" | "WRONG_ALGORITHM" | "WRONG_CLIENT_ID" | "HEADER_MISSING" | "HEADER_DOUBLED"
        | "HEADER_MALFORMED" | "UNSIGNED_SUCCESS" | "UNSIGNED_OTHER" => unknown("order.signature_wrong"),
        "NOT_JSON" | "OTHER_SHAPE" => unknown("order.unreadable"),
        antom::ANSWER_DIFFERS | antom::ANSWER_INCOMPLETE => unknown("order.differs"),
        code if !verified => {
            let mut problem = unknown("order.not_recognised").said(code, &heard.message);
            problem.next = Next::CheckSettings;
            problem
        }
        code if antom::codes::lookup(code).is_some_and(|row| row.class == Class::InProcess) => {
            unknown("order.in_process").said(code, &heard.message)
        }
        code => unknown("order.unknown").said(code, &heard.message),
    }
}

/// The name under which the table of result codes speaks to every call that only asks.
const QUESTION: &str = "question";

/// Why a question learned nothing. A question moves nothing, whatever became of it.
pub(crate) fn of_question(heard: &Heardless) -> Problem {
    let code = heard.code.as_str();
    let said = |problem: Problem| problem.text("code", code).said(code, &heard.message).of_call(QUESTION);
    let problem = match (code, antom::codes::lookup_for(code, QUESTION)) {
        ("NOT_SENT" | "NO_ANSWER", _) => Problem::new("question.unreachable", Next::TryAgain),
        ("ORDER_NOT_EXIST", _) => Problem::new("question.unheard", Next::Wait),
        // Only these say that the gateway did not take us for who we are.
        (
            "INVALID_SIGNATURE"
            | "KEY_NOT_FOUND"
            | "CLIENT_INVALID"
            | "INVALID_CLIENT"
            | "UNKNOWN_CLIENT"
            | "INVALID_CLIENT_STATUS",
            _,
        ) => said(Problem::new("question.not_recognised", Next::CheckSettings)),
        (_, Some(row)) if matches!(row.class, Class::Unknown | Class::InProcess) => {
            said(Problem::new("question.not_now", Next::TryAgain))
        }
        (_, Some(row)) => said(Problem::new("question.refused", next_of(row.next))),
        (_, None) => Problem::new("question.unclear", Next::CheckSettings),
    };
    let problem = match code {
        // What the buyer consented to, or would, is not there: what to do is not in the settings alone.
        "INVALID_ACCESS_TOKEN" | "INVALID_REFRESH_TOKEN" | "INVALID_AUTHCODE" => problem.todo(code),
        _ => problem,
    };
    problem.moved(Moved::OnlyAsked).because(&heard.message)
}

/// Whom a waiting order waits for, in words.
fn of_waiting(waiting: Waiting, kind: domain::OrderKind, attempts: &[Attempt]) -> Problem {
    let new = |code: &str| Problem::new(code, Next::Wait);
    match (waiting.whom, waiting.until) {
        (Awaited::Buyer, Some(until)) => {
            new("order.waits_buyer_until").moved(Moved::NotYet).time("until", until)
        }
        (Awaited::Buyer, None) => new("order.waits_buyer").moved(Moved::NotYet),
        (Awaited::Review, _) => new("order.waits_review"),
        (Awaited::Gateway, _) => match attempts.last().and_then(|attempt| attempt.end.as_ref()) {
            Some(end) => {
                new("order.waits_gateway").said(&end.code, &end.message).of_call(advice::call_of(kind))
            }
            None => new("order.waits_gateway"),
        },
    }
}

/// Where an order stands that is neither done nor refused, by what it waits for and by its attempts.
fn open_state(
    order: &OpenOrder,
    attempts: &[Attempt],
    waiting: Option<Waiting>,
    tell: fn(Problem, domain::OrderKind) -> Problem,
) -> (domain::ActionState, Option<Problem>) {
    use domain::ActionState as State;
    if let Some(waiting) = waiting {
        return (State::Waiting, Some(of_waiting(waiting, order.kind, attempts)));
    }
    let problem = open_order(attempts).map(|problem| tell(problem, order.kind));
    let state = match problem.as_ref().map(|problem| problem.code.as_str()) {
        None | Some("order.not_sent") => State::Queued,
        Some("order.sending") => State::Sending,
        Some(_) => State::Unknown,
    };
    (state, problem)
}

/// The button for what the table of codes advises about a question.
fn next_of(step: NextStep) -> Next {
    match step {
        NextStep::FixAndTryAgain => Next::Correct,
        NextStep::AskSupport => Next::AskSupport,
        NextStep::CheckSettings => Next::CheckSettings,
        NextStep::None
        | NextStep::Wait
        | NextStep::NewPayment
        | NextStep::RefundInstead
        | NextStep::AskGateway => Next::TryAgain,
    }
}

/// How the order of a payment ended that came to nothing by this code.
fn ended_as(code: &str) -> domain::ActionState {
    use domain::{ActionState as State, Ending};
    match Ending::of(code) {
        Ending::Declined => State::Refused,
        Ending::Cancelled => State::Cancelled,
        Ending::Closed | Ending::LinkOver | Ending::CodeGone | Ending::NeverArrived => State::Closed,
    }
}

/// Where an order stands, and why it is not done.
#[must_use]
pub fn order_state(
    order: &OpenOrder,
    attempts: &[Attempt],
    payment: &Payment,
    now: Moment,
) -> (domain::ActionState, Option<Problem>) {
    use domain::{ActionState as State, Progress, Standing};
    let call = advice::call_of(order.kind);
    if matches!(order.kind, domain::OrderKind::Pay | domain::OrderKind::Session) {
        let product = payment.asked.product;
        if let Some(why) = cancelled_by_us(payment) {
            return (State::Cancelled, Some(why));
        }
        match &payment.standing {
            Standing::Succeeded(_) | Standing::Cancelled { was: Some(_), .. } => return (State::Done, None),
            Standing::Declined { code, message } => {
                let why = refused_for_clock(attempts).unwrap_or_else(|| declined(code, message, product));
                return (ended_as(code), Some(why));
            }
            Standing::Cancelled { was: None, .. } => {
                return (State::Cancelled, Some(declined("ORDER_IS_CANCELED", "", product)));
            }
            Standing::Asked | Standing::Pending => {}
        }
    }
    match engine::hear::progress(payment, &order.id) {
        Some(Progress::Done { .. }) => return (State::Done, None),
        Some(Progress::Refused { code, message }) => {
            return (
                State::Refused,
                Some(refused_for_clock(attempts).unwrap_or_else(|| refused(code, message, call))),
            );
        }
        Some(Progress::Asked | Progress::Pending) | None => {}
    }
    // A declaration that was corrected since: its part speaks of the correction, the order of itself.
    if order.closed_by.is_some() {
        let code = order.last_code.as_deref().unwrap_or_default();
        return match order.last_verdict {
            Some(Verdict::Refused) => (State::Refused, Some(refused(code, "", call))),
            Some(Verdict::Done | Verdict::Unknown | Verdict::NotSent) | None => (State::Done, None),
        };
    }
    let tell = if advice::only_makes_a_link(order.kind, payment) {
        advice::while_link_open
    } else {
        advice::while_open
    };
    open_state(order, attempts, Waiting::of_payment(order, attempts, payment, now), tell)
}

fn rejected(dossier: &domain::Dossier) -> bool {
    dossier.registration_state() == Some(domain::RegistrationState::Rejected)
}

/// Where an order of a dossier stands, and why it is not done.
pub(crate) fn act_state(
    order: &OpenOrder,
    attempts: &[Attempt],
    dossier: &domain::Dossier,
) -> (domain::ActionState, Option<Problem>) {
    use domain::{ActionState as State, Progress};
    match dossier.acts.get(&order.id).map(|act| &act.progress) {
        Some(Progress::Done { .. }) if order.kind == domain::OrderKind::Subscribe => {
            return link_state(dossier);
        }
        // The gateway took it, and the wallets said no: nothing about it is done.
        Some(Progress::Done { .. }) if order.kind == domain::OrderKind::Register && rejected(dossier) => {
            return (State::Refused, Some(Problem::new("registration.rejected", Next::Correct)));
        }
        Some(Progress::Done { .. }) => return (State::Done, None),
        Some(Progress::Refused { code, message }) => {
            let call = advice::call_of(order.kind);
            let why = refused_for_clock(attempts).unwrap_or_else(|| refused(code, message, call));
            return (State::Refused, Some(why));
        }
        Some(Progress::Asked | Progress::Pending) | None => {}
    }
    open_state(order, attempts, Waiting::of_act(order, attempts, dossier), advice::while_open)
}

/// Where a subscription stands that the gateway made a link for: the buyer has to agree before it is one.
fn link_state(dossier: &domain::Dossier) -> (domain::ActionState, Option<Problem>) {
    use domain::{ActionState as State, SubscriptionState};
    match dossier.subscription_state() {
        Some(SubscriptionState::Offered) => {
            let problem = match dossier.link_until() {
                Some(until) => Problem::new("order.waits_consent_until", Next::Wait).time("until", until),
                None => Problem::new("order.waits_consent", Next::Wait),
            };
            (State::Waiting, Some(problem.moved(Moved::NotYet)))
        }
        Some(SubscriptionState::RanOut) => {
            (State::Closed, Some(Problem::new("order.subscription_link_over", Next::Nothing)))
        }
        // Agreed to, and not begun yet.
        Some(SubscriptionState::Pending) => {
            (State::Waiting, Some(Problem::new("order.waits_gateway", Next::Wait)))
        }
        Some(
            SubscriptionState::Asked
            | SubscriptionState::Active
            | SubscriptionState::Cancelled
            | SubscriptionState::Terminated
            | SubscriptionState::Refused
            | SubscriptionState::Other,
        )
        | None => (State::Done, None),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_we_cancelled_was_declined_by_nobody() {
        use domain::{CancelAsked, Event, OrderId};
        let cancel = Event::CancelAsked(CancelAsked { order: OrderId::parse("cancel-1").unwrap() });
        let asked = testkit::Story::wallet("p1", testkit::sgd(4000)).pending();
        let ours = asked.clone().then(cancel.clone());
        for (story, told) in [
            (ours.clone().cancelled(), Some("order.cancelled_by_us")),
            // Cancelled in the gateway's dashboard; not known yet; paid first.
            (asked.clone().cancelled(), None),
            (ours, None),
            (asked.succeeded().then(cancel).cancelled(), None),
        ] {
            let why = cancelled_by_us(&story.payment());
            assert_eq!(why.map(|why| why.code).as_deref(), told, "{:?}", story.events.last());
        }
    }

    #[test]
    fn an_order_that_ran_out_or_was_cancelled_is_not_called_refused() {
        use domain::{ActionState as State, CancelAsked, Event, OrderId, OrderKind};
        let ended = |code: &str| {
            let event = Event::Declined { code: code.to_owned(), message: String::new() };
            testkit::Story::wallet("p1", testkit::sgd(4000)).pending().then(event)
        };
        let cancel = Event::CancelAsked(CancelAsked { order: OrderId::parse("cancel-1").unwrap() });
        let ours = testkit::Story::wallet("p1", testkit::sgd(4000)).pending().then(cancel).cancelled();
        for (story, state, told) in [
            (ended("ORDER_IS_CLOSED"), State::Closed, "order.closed"),
            (ended(domain::SESSION_OVER), State::Closed, "order.link_over"),
            (ended(domain::CODE_GONE), State::Closed, "order.code_gone"),
            (ended(domain::NEVER_ARRIVED), State::Closed, "order.never_arrived"),
            (ended("ORDER_IS_CANCELED"), State::Cancelled, "order.cancelled"),
            (ours, State::Cancelled, "order.cancelled_by_us"),
            (ended("USER_BALANCE_NOT_ENOUGH"), State::Refused, "order.declined"),
        ] {
            let new = testkit::order("o1", OrderKind::Session, testkit::sgd(4000), "{}", Moment(0));
            let order = testkit::written(new, &story.stream(), Moment(0));
            let (found, why) = order_state(&order, &[], &story.payment(), Moment(0));
            assert_eq!((found, why.unwrap().code.as_str()), (state, told), "{:?}", story.events.last());
        }
    }

    #[test]
    fn a_registration_the_wallets_turned_away_is_not_called_done() {
        use domain::{ActAsked, ActionState as State, Body, Dossier, DossierEvent, OrderId, OrderKind};
        let id = || OrderId::parse("o1").unwrap();
        let asked = DossierEvent::ActAsked(ActAsked {
            order: id(),
            kind: OrderKind::Register,
            amount: None,
            details: std::collections::BTreeMap::new(),
        });
        let done = DossierEvent::ActDone { order: id(), at: Moment(0) };
        let taken = testkit::DossierStory::registration("r1").then(asked).then(done);
        for (status, state, told) in
            [("APPROVED", State::Done, None), ("REJECTED", State::Refused, Some("registration.rejected"))]
        {
            let story = taken.clone().status(status);
            let events = story.entries.iter().filter_map(|(body, at)| {
                let Body::Dossier(event) = body else { return None };
                Some((event, *at))
            });
            let dossier = Dossier::fold(events).unwrap();
            let new = testkit::order("o1", OrderKind::Register, None, "{}", Moment(0));
            let order = testkit::written(new, &story.stream(), Moment(0));
            let (found, why) = act_state(&order, &[], &dossier);
            assert_eq!((found, why.as_ref().map(|why| why.code.as_str())), (state, told), "{status}");
        }
    }

    #[test]
    fn a_refused_question_is_told_by_its_code() {
        for (code, wanted, next) in [
            ("NO_ANSWER", "question.unreachable", Next::TryAgain),
            ("ORDER_NOT_EXIST", "question.unheard", Next::Wait),
            ("INVALID_SIGNATURE", "question.not_recognised", Next::CheckSettings),
            ("CLIENT_INVALID", "question.not_recognised", Next::CheckSettings),
            ("PARAM_ILLEGAL", "question.refused", Next::Correct),
            ("ACCESS_DENIED", "question.refused", Next::AskSupport),
            ("INVALID_ACCESS_TOKEN", "question.refused", Next::CheckSettings),
            ("UNKNOWN_EXCEPTION", "question.not_now", Next::TryAgain),
            ("SIGNATURE_WRONG", "question.unclear", Next::CheckSettings),
        ] {
            let heard = Heardless { code: code.to_owned(), message: "made up".to_owned() };
            let problem = of_question(&heard);
            assert_eq!((problem.code.as_str(), problem.next), (wanted, next), "{code}");
            assert_eq!(problem.moved, Moved::OnlyAsked, "{code}");
        }
    }
}
