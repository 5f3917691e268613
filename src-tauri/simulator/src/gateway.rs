//! One request in, one reaction out: who, what, and what may go wrong on the way.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use anyhow::Result;
use serde_json::{Map, Value};

use crate::answer::{Answer, Step, Word};
use crate::auth::{Arrived, Known, authenticate};
use crate::books::{Books, Opening};
use crate::cancel::named;
use crate::clock::{Clock, http_date, iso};
use crate::fault::{Draw, FaultPlan, Whim};
use crate::fields;
use crate::keys::{FIRST_VERSION, KeyRing};
use crate::money::Amount;
use crate::signature::{SignatureHeader, content};
use crate::state::{State, Turn};
use crate::trouble::{Trouble, refusal};
use crate::{
    agreement, agreement_calls, cancel, capture, consult, customs, customs_inquiry, dispute_calls,
    dispute_evidence, due, feed, history, inquiry, json, pay, rates, refund, registration,
    registration_inquiry, session, subscription_calls, subscription_inquiry, update,
};

/// What the sender gets to see.
#[derive(Debug)]
pub enum Reaction {
    Reply(Reply),
    /// The connection closes without a byte.
    Silence,
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    pub slow: bool,
    pub truncated: bool,
}

impl Reply {
    pub fn json(status: u16, body: Vec<u8>) -> Self {
        Self::of(status, "application/json; charset=UTF-8", body)
    }

    pub fn of(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self {
            status,
            headers: vec![("content-type", content_type.to_owned())],
            body,
            slow: false,
            truncated: false,
        }
    }
}

type Run = fn(&mut Turn<'_>, &Map<String, Value>) -> Step<Answer>;

/// An endpoint: its path, its work, and, when it moves money, its name, id and amount fields.
struct Endpoint {
    path: &'static str,
    run: Run,
    moves: Option<(&'static str, &'static str, &'static str)>,
}

const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "payments/pay",
        run: pay::pay,
        moves: Some(("pay", "paymentRequestId", "paymentAmount")),
    },
    Endpoint {
        path: "payments/capture",
        run: capture::capture,
        moves: Some(("capture", "captureRequestId", "captureAmount")),
    },
    Endpoint { path: "payments/inquiryPayment", run: inquiry::inquiry, moves: None },
    Endpoint { path: "payments/cancel", run: cancel::cancel, moves: Some(("cancel", "", "")) },
    Endpoint {
        path: "payments/refund",
        run: refund::refund,
        moves: Some(("refund", "refundRequestId", "refundAmount")),
    },
    Endpoint { path: "payments/inquiryRefund", run: refund::inquiry, moves: None },
    Endpoint {
        path: "customs/declare",
        run: customs::declare,
        moves: Some(("declare", "declarationRequestId", "declarationAmount")),
    },
    Endpoint { path: "customs/inquiryDeclarationRequests", run: customs_inquiry::inquiry, moves: None },
    Endpoint {
        path: "payments/acceptDispute",
        run: dispute_calls::accept,
        moves: Some(("acceptDispute", "disputeId", "")),
    },
    Endpoint {
        path: "payments/supplyDefenseDocument",
        run: dispute_calls::supply,
        moves: Some(("supplyDefenseDocument", "disputeId", "")),
    },
    Endpoint {
        path: "payments/supplyEvidence",
        run: dispute_evidence::supply,
        moves: Some(("supplyEvidence", "disputeId", "")),
    },
    Endpoint { path: "payments/downloadDisputeEvidence", run: dispute_calls::download, moves: None },
    Endpoint {
        path: "authorizations/consult",
        run: agreement_calls::consult,
        moves: Some(("consultAuthorization", "authState", "")),
    },
    Endpoint {
        path: "authorizations/applyToken",
        run: agreement_calls::apply,
        moves: Some(("applyToken", "", "")),
    },
    Endpoint { path: "authorizations/query", run: agreement_calls::query, moves: None },
    Endpoint {
        path: "authorizations/revoke",
        run: agreement_calls::revoke,
        moves: Some(("revokeAuthorization", "", "")),
    },
    Endpoint {
        path: "subscriptions/create",
        run: subscription_calls::create,
        moves: Some(("createSubscription", "subscriptionRequestId", "paymentAmount")),
    },
    Endpoint {
        path: "subscriptions/change",
        run: subscription_calls::change,
        moves: Some(("changeSubscription", "subscriptionChangeRequestId", "paymentAmount")),
    },
    Endpoint {
        path: "subscriptions/update",
        run: subscription_calls::update,
        moves: Some(("updateSubscription", "subscriptionUpdateRequestId", "paymentAmount")),
    },
    Endpoint {
        path: "subscriptions/cancel",
        run: subscription_calls::cancel,
        moves: Some(("cancelSubscription", "", "")),
    },
    Endpoint { path: "subscriptions/inquireSubscription", run: subscription_inquiry::one, moves: None },
    Endpoint { path: "subscriptions/inquiry", run: subscription_inquiry::one, moves: None },
    Endpoint { path: "subscriptions/inquireSubscriptionList", run: subscription_inquiry::list, moves: None },
    Endpoint {
        path: "subscriptions/inquireSubscriptionPayment",
        run: subscription_inquiry::payments,
        moves: None,
    },
    Endpoint { path: "notification/inquireNotificationList", run: feed::list, moves: None },
    Endpoint { path: "notification/inquireNotification", run: feed::one, moves: None },
    Endpoint { path: "payments/consult", run: consult::consult, moves: None },
    Endpoint {
        path: "payments/createPaymentSession",
        run: session::create,
        moves: Some(("createPaymentSession", "paymentRequestId", "paymentAmount")),
    },
    Endpoint { path: "payments/retrievePaymentSession", run: session::retrieve, moves: None },
    Endpoint {
        path: "payments/updateAmount",
        run: update::update,
        moves: Some(("updateAmount", "updateRequestId", "amount")),
    },
    Endpoint { path: "payments/inquireExchangeRate", run: rates::inquire, moves: None },
    Endpoint { path: "merchants/registration", run: registration::register, moves: None },
    Endpoint { path: "merchants/inquiryRegistrationStatus", run: registration_inquiry::status, moves: None },
    Endpoint {
        path: "merchants/inquiryRegistrationInfo",
        run: registration_inquiry::registered,
        moves: None,
    },
];

fn endpoint(path: &str) -> Option<&'static Endpoint> {
    let path = path.split('?').next()?;
    let rest = path.strip_prefix("/ams/sandbox/api/").or_else(|| path.strip_prefix("/ams/api/"))?;
    // One constant of the official clients has a slash too many (section 6.14).
    let rest = rest.strip_prefix('/').unwrap_or(rest).strip_prefix("v1/")?;
    ENDPOINTS.iter().find(|endpoint| endpoint.path == rest)
}

/// What stands behind the one lock.
pub struct Ledger {
    pub state: State,
    pub books: Books,
}

pub struct Gateway {
    pub clock: Clock,
    pub keys: RwLock<KeyRing>,
    ledger: Mutex<Ledger>,
    plan: Option<FaultPlan>,
    requests: AtomicU64,
    pub opening: Opening,
    /// This gateway knows no feed of notifications.
    pub no_feed: bool,
    /// Scheme, host and port it listens at.
    pub base_url: String,
}

/// A lock is never given up because another request panicked.
pub fn held<T>(lock: Result<T, PoisonError<T>>) -> T {
    lock.unwrap_or_else(PoisonError::into_inner)
}

/// What the work came to.
enum Done {
    Answered(Answer, Whim),
    Lost,
}

impl Gateway {
    pub fn new(
        opening: Opening,
        keys: KeyRing,
        ledger: Ledger,
        clock: Clock,
        plan: Option<FaultPlan>,
    ) -> Self {
        Self {
            clock,
            keys: RwLock::new(keys),
            ledger: Mutex::new(ledger),
            plan,
            requests: AtomicU64::new(0),
            opening,
            no_feed: false,
            base_url: "http://127.0.0.1".to_owned(),
        }
    }

    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        held(self.ledger.lock())
    }

    /// Serves one request to the gateway's own paths.
    pub fn exchange(&self, request: &Arrived) -> Reaction {
        match self.try_exchange(request) {
            Ok(reaction) => reaction,
            Err(error) => Reaction::Reply(Reply::json(500, format!("{error:#}").into_bytes())),
        }
    }

    /// This account has no such call.
    fn is_absent(&self, path: &str) -> bool {
        let trouble = self.ledger().state.trouble_at(path).map(|(_, standing)| standing.trouble);
        (self.no_feed && path.starts_with("notification/")) || trouble == Some(Trouble::Absent)
    }

    fn try_exchange(&self, request: &Arrived) -> Result<Reaction> {
        let now = (self.clock)();
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        let known = endpoint(&request.path).filter(|e| !self.is_absent(e.path));
        let Some(endpoint) = known else {
            return Ok(unsigned(&Answer::refused("NO_INTERFACE_DEF", "there is no such path"), now));
        };
        if request.method != "POST" {
            return Ok(unsigned(&Answer::refused("METHOD_NOT_SUPPORTED", "only POST is served"), now));
        }
        if !request.is_json() {
            let answer = Answer::refused(
                "MEDIA_TYPE_NOT_ACCEPTABLE",
                "the content-type must be application/json; charset=UTF-8",
            );
            return Ok(unsigned(&answer, now));
        }
        let draw = self.plan.as_ref().map_or(Draw::None, |plan| plan.draw(number));
        if draw == Draw::LoseRequest {
            return Ok(Reaction::Silence);
        }
        let keys = held(self.keys.read());
        let known = authenticate(&keys, request, now);
        drop(keys);
        let known = match known {
            Ok(known) => known,
            Err(answer) => return Ok(unsigned(&answer, now)),
        };
        match draw {
            Draw::Unknown { booked: false } => {
                return self.signed(request, &drawn_unknown().body(), now).map(Reaction::Reply);
            }
            Draw::Http500 { booked: false } => return Ok(http_500()),
            _ => {}
        }
        let done = match known {
            Known::ClockOff(answer) => Done::Answered(answer, Whim::None),
            Known::Yes => match json::read_object(&request.body) {
                Ok(body) => self.work(endpoint, &body, now)?,
                Err(what) => {
                    Done::Answered(Answer::param(&format!("the body is not strict JSON: {what}")), Whim::None)
                }
            },
        };
        let Done::Answered(answer, whim) = done else {
            return Ok(Reaction::Silence);
        };
        if whim == Whim::LoseAnswer {
            return Ok(Reaction::Silence);
        }
        let mut reply = match draw {
            Draw::LoseAnswer => return Ok(Reaction::Silence),
            Draw::Http500 { .. } => return Ok(http_500()),
            Draw::Unknown { .. } => self.signed(request, &drawn_unknown().body(), now)?,
            Draw::GarbageBody => self.signed(request, b"<html>practice: this is not JSON</html>", now)?,
            _ => self.signed(request, &answer.body(), now)?,
        };
        if draw == Draw::WrongSignature {
            // The signature of another text.
            let other = self.signed(request, b"{}", now)?;
            reply.headers = other.headers;
        }
        reply.slow = whim == Whim::Slow || draw == Draw::Slow;
        reply.truncated = draw == Draw::Truncated;
        Ok(Reaction::Reply(reply))
    }

    /// Runs the endpoint under the lock and writes the books before anything leaves.
    fn work(&self, endpoint: &Endpoint, body: &Map<String, Value>, now: i64) -> Result<Done> {
        self.turn(now, |turn| {
            turn.state.calls = turn.state.calls.saturating_add(1);
            let trouble = turn.meets(endpoint.path);
            match trouble {
                Some(Trouble::RequestLost) => return Done::Lost,
                Some(Trouble::Busy) => return Done::Answered(drawn_unknown(), Whim::None),
                Some(Trouble::Refused) if endpoint.moves.is_none() => {
                    return Done::Answered(refusal(endpoint.path), Whim::None);
                }
                Some(Trouble::AnswerLost | Trouble::Refused | Trouble::Absent) | None => {}
            }
            let done = match endpoint.moves {
                Some(_) => move_money(turn, endpoint, body, trouble),
                None => Done::Answered(run(turn, endpoint.run, body), Whim::None),
            };
            match done {
                Done::Answered(answer, _) if trouble == Some(Trouble::AnswerLost) => {
                    Done::Answered(answer, Whim::LoseAnswer)
                }
                Done::Answered(..) | Done::Lost => done,
            }
        })
    }

    /// One turn under the lock, after everything whose time has come; the books are written at its end.
    pub fn turn<T>(&self, now: i64, work: impl FnOnce(&mut Turn<'_>) -> T) -> Result<T> {
        let mut ledger = self.ledger();
        let Ledger { state, books } = &mut *ledger;
        let mut turn = Turn::new(state, now, &self.opening, &self.base_url);
        due::go_on(&mut turn);
        let done = work(&mut turn);
        let entries = std::mem::take(&mut turn.entries);
        books.write(state.count, entries)?;
        Ok(done)
    }

    fn signed(&self, request: &Arrived, body: &[u8], now: i64) -> Result<Reply> {
        let keys = held(self.keys.read());
        let time = iso(now);
        let text = content("POST", &request.path, &keys.client_id, &time, body);
        let signature = keys.gateway.sign(&text)?;
        let mut reply = Reply::json(200, body.to_vec());
        reply.headers.push(("client-id", keys.client_id.clone()));
        reply.headers.push(("response-time", time));
        reply.headers.push(("signature", SignatureHeader::write(FIRST_VERSION, &signature)));
        reply.headers.push(("date", http_date(now)));
        Ok(reply)
    }

    /// Everything the history began with, made again from its seed.
    pub fn begin(state: &mut State, opening: &Opening) {
        if opening.payments > 0 {
            agreement::begin(&mut Turn::new(state, opening.at, opening, "http://127.0.0.1"));
        }
        history::begin(state, opening.payments, opening.seed, opening.at);
    }
}

fn run(turn: &mut Turn<'_>, run: Run, body: &Map<String, Value>) -> Answer {
    run(turn, body).unwrap_or_else(|refusal| refusal)
}

fn drawn_unknown() -> Answer {
    Answer::unknown("UNKNOWN_EXCEPTION", "the outcome is not known; send the same request again")
}

fn http_500() -> Reaction {
    Reaction::Reply(Reply::json(500, b"practice: internal error".to_vec()))
}

/// A refusal of somebody who is not known. It carries neither signature nor response-time: official
/// clients reject an answer that has only one of the two. HTTP's own Date header shows our clock.
fn unsigned(answer: &Answer, now: i64) -> Reaction {
    let mut reply = Reply::json(200, answer.body());
    reply.headers.push(("date", http_date(now)));
    Reaction::Reply(reply)
}

/// Carries out a request that may move money, with the fault its amount asks for, and journals it.
fn move_money(
    turn: &mut Turn<'_>,
    endpoint: &Endpoint,
    body: &Map<String, Value>,
    trouble: Option<Trouble>,
) -> Done {
    let (api, id, amount) = endpoint.moves.unwrap_or_default();
    let work = endpoint.run;
    let about = about(turn, api, (id, amount), body);
    // A digest: bodies hold tokens.
    let content = turn.mark(&Value::Object(body.clone()).to_string());
    if let Err(answer) = turn.refused_in_practice(endpoint.path, &about.request_id, &content, trouble) {
        turn.log(api, &about.request_id, (about.payment_id(turn, api), about.amount.clone()), Word::F, false);
        return Done::Answered(answer, Whim::None);
    }
    let whim = match &about.amount {
        _ if about.request_id.is_empty() || turn.state.has_faulted(api, &about.request_id) => Whim::None,
        Some(amount) => Whim::of(amount.value),
        None => Whim::of_id(&about.request_id),
    };
    if whim == Whim::LoseRequest {
        turn.mark_faulted(api, &about.request_id);
        return Done::Lost;
    }
    turn.not_final_yet = whim == Whim::NotFinalYet;
    let rounds = if whim == Whim::Twice { 2 } else { 1 };
    let mut answer = Answer::success();
    for _ in 0..rounds {
        turn.effect = false;
        answer = run(turn, work, body);
        if whim == Whim::NotFinalYet && answer.word == Word::S && api != "updateAmount" {
            // Booked, but the sender does not learn it yet. A raise is accepted, and its result comes later.
            answer = drawn_unknown();
        }
        let payment_id = about.payment_id(turn, api);
        let effect = turn.effect;
        turn.log(api, &about.request_id, (payment_id, about.amount.clone()), answer.word, effect);
    }
    if answer.word == Word::F {
        return Done::Answered(answer, Whim::None);
    }
    if whim != Whim::None {
        turn.mark_faulted(api, &about.request_id);
    }
    Done::Answered(answer, whim)
}

/// What the journal calls a request.
struct About {
    request_id: String,
    payment_id: Option<String>,
    amount: Option<Amount>,
}

impl About {
    /// For pay the number exists only once the request was carried out.
    fn payment_id(&self, turn: &Turn<'_>, api: &str) -> Option<String> {
        match api {
            "pay" | "createPaymentSession" => {
                turn.state.payment_by_request(&self.request_id).map(|payment| payment.payment_id.clone())
            }
            _ => self.payment_id.clone(),
        }
    }
}

fn about(turn: &Turn<'_>, api: &str, (id, amount): (&str, &str), body: &Map<String, Value>) -> About {
    let short = |text: &str| text.chars().take(64).collect::<String>();
    if api == "cancel" {
        // A cancel has no id of its own: the payment's number stands for it.
        let payment = named(turn.state, body);
        let asked =
            fields::text(body, "paymentRequestId").or(fields::text(body, "paymentId")).unwrap_or_default();
        return About {
            request_id: payment.map_or_else(|| short(asked), |payment| payment.payment_id.clone()),
            payment_id: payment.map(|payment| payment.payment_id.clone()),
            amount: payment.map(|payment| payment.amount.clone()),
        };
    }
    if api == "cancelSubscription" {
        let request_id = subscription_calls::named(turn, body).map(|known| known.request_id.clone());
        return About { request_id: request_id.unwrap_or_default(), payment_id: None, amount: None };
    }
    if matches!(api, "applyToken" | "revokeAuthorization") {
        // Codes and tokens are secrets: the consent's own name stands for them.
        let state = agreement_calls::named(turn, body).map(|agreement| agreement.auth_state.clone());
        return About { request_id: state.unwrap_or_default(), payment_id: None, amount: None };
    }
    if let Some(dispute) = fields::text(body, "disputeId")
        .and_then(|id| turn.state.disputes.get(id))
        .filter(|_| id == "disputeId")
    {
        return About {
            request_id: dispute.dispute_id.clone(),
            payment_id: Some(dispute.payment_id.clone()),
            amount: None,
        };
    }
    About {
        request_id: short(fields::text(body, id).unwrap_or_default()),
        payment_id: fields::text(body, "paymentId").map(short),
        amount: fields::at(body, amount).and_then(|value| Amount::read(value).ok()),
    }
}
