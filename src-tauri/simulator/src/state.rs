//! Everything the gateway remembers, and the turn in which one request changes it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::agreement::{Agreement, Agreements};
use crate::answer::{Answer, Word};
use crate::books::Opening;
use crate::dispute::{Dispute, Disputes};
use crate::events::{Attempt, Event, Events};
use crate::journal::Line;
use crate::model::Payment;
use crate::money::Amount;
use crate::notices;
use crate::registration::Registration;
use crate::subscription::{Subscription, Subscriptions};
use crate::trouble::Standing;

/// A final refusal, kept so that the same request hears the same again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub api: String,
    pub request_id: String,
    /// The key content of the request; the same id with other content is inconsistent.
    pub content: String,
    pub code: String,
    pub message: String,
}

/// One thing written into the books.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    Payment(Box<Payment>),
    Refused(Refused),
    Faulted { api: String, request_id: String },
    Journal(Line),
    Registration(Box<Registration>),
    MerchantKey { version: String, spki: String },
    Event(Box<Event>),
    Attempt(Attempt),
    NotifyUrl { url: Option<String> },
    Dispute(Box<Dispute>),
    Agreement(Box<Agreement>),
    Subscription(Box<Subscription>),
    DisputeDocument { dispute_id: String, base64: String },
    Trouble { call: String, standing: Option<Standing> },
}

/// Where a capture, refund or declaration stands.
type Place = (usize, usize);

#[derive(Default)]
pub struct State {
    pub payments: Vec<Payment>,
    by_request: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
    captures: HashMap<String, Place>,
    refunds: HashMap<String, Place>,
    refund_ids: HashMap<String, Place>,
    declarations: HashMap<String, Place>,
    updates: HashMap<String, Place>,
    by_session: HashMap<String, usize>,
    /// Digests of scanned codes; each works once.
    scanned: HashSet<String>,
    pub registrations: Vec<Registration>,
    refused: HashMap<(String, String), Refused>,
    faulted: HashSet<(String, String)>,
    moved: HashSet<(String, String)>,
    pub journal: Vec<Line>,
    pub events: Events,
    pub disputes: Disputes,
    pub agreements: Agreements,
    pub subscriptions: Subscriptions,
    /// What somebody wants to go wrong, by call.
    pub troubles: BTreeMap<String, Standing>,
    /// Payments that wait for their end, in the order they came.
    open: BTreeSet<usize>,
    /// The count behind the gateway's own numbers.
    pub count: u64,
    pub seeded: usize,
    pub calls: u64,
}

impl State {
    pub fn payment_by_id(&self, id: &str) -> Option<&Payment> {
        self.by_id.get(id).and_then(|at| self.payments.get(*at))
    }

    pub fn payment_by_request(&self, id: &str) -> Option<&Payment> {
        self.by_request.get(id).and_then(|at| self.payments.get(*at))
    }

    /// The payment and the position of one of its captures.
    pub fn capture(&self, request_id: &str) -> Option<(&Payment, usize)> {
        self.place(self.captures.get(request_id))
    }

    pub fn refund(&self, request_id: &str) -> Option<(&Payment, usize)> {
        self.place(self.refunds.get(request_id))
    }

    pub fn refund_by_id(&self, refund_id: &str) -> Option<(&Payment, usize)> {
        self.place(self.refund_ids.get(refund_id))
    }

    pub fn declaration(&self, request_id: &str) -> Option<(&Payment, usize)> {
        self.place(self.declarations.get(request_id))
    }

    /// The payments that wait for their end.
    pub fn open_payments(&self) -> impl Iterator<Item = &Payment> {
        self.open.iter().filter_map(|at| self.payments.get(*at))
    }

    /// The payment and the position of one of its raises.
    pub fn update(&self, request_id: &str) -> Option<(&Payment, usize)> {
        self.place(self.updates.get(request_id))
    }

    pub fn payment_by_session(&self, id: &str) -> Option<&Payment> {
        self.by_session.get(id).and_then(|at| self.payments.get(*at))
    }

    pub fn was_scanned(&self, mark: &str) -> bool {
        self.scanned.contains(mark)
    }

    fn place(&self, place: Option<&Place>) -> Option<(&Payment, usize)> {
        let (payment, inside) = *place?;
        Some((self.payments.get(payment)?, inside))
    }

    pub fn refused(&self, api: &str, request_id: &str) -> Option<&Refused> {
        self.refused.get(&(api.to_owned(), request_id.to_owned()))
    }

    pub fn has_faulted(&self, api: &str, request_id: &str) -> bool {
        self.faulted.contains(&(api.to_owned(), request_id.to_owned()))
    }

    /// Takes an entry in, whether it is new or read back from the books.
    pub fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Payment(payment) => self.put(payment.as_ref().clone()),
            Entry::Refused(refused) => {
                let key = (refused.api.clone(), refused.request_id.clone());
                self.refused.insert(key, refused.clone());
            }
            Entry::Faulted { api, request_id } => {
                self.faulted.insert((api.clone(), request_id.clone()));
            }
            Entry::Journal(line) => {
                if line.effect {
                    self.moved.insert((line.api.clone(), line.request_id.clone()));
                }
                self.journal.push(line.clone());
            }
            Entry::Registration(registration) => self.put_registration(registration.as_ref().clone()),
            Entry::MerchantKey { .. } => {}
            Entry::Event(event) => self.events.take(event.as_ref().clone()),
            Entry::Attempt(attempt) => self.events.attempted(attempt),
            Entry::Agreement(agreement) => self.agreements.put(agreement.as_ref().clone()),
            Entry::Subscription(subscription) => self.subscriptions.put(subscription.as_ref().clone()),
            Entry::Dispute(dispute) => self.disputes.put(dispute.as_ref().clone()),
            Entry::DisputeDocument { dispute_id, base64 } => self.disputes.keep_document(dispute_id, base64),
            Entry::NotifyUrl { url } => self.events.deliver_to(url.clone()),
            Entry::Trouble { call, standing: Some(standing) } => {
                self.troubles.insert(call.clone(), *standing);
            }
            Entry::Trouble { call, standing: None } => {
                self.troubles.remove(call);
            }
        }
    }

    fn put(&mut self, payment: Payment) {
        let at = match self.by_id.get(&payment.payment_id) {
            Some(at) => *at,
            None => self.payments.len(),
        };
        self.by_request.insert(payment.request_id.clone(), at);
        self.by_id.insert(payment.payment_id.clone(), at);
        for (inside, capture) in payment.captures.iter().enumerate() {
            self.captures.insert(capture.request_id.clone(), (at, inside));
        }
        for (inside, refund) in payment.refunds.iter().enumerate() {
            self.refunds.insert(refund.request_id.clone(), (at, inside));
            self.refund_ids.insert(refund.refund_id.clone(), (at, inside));
        }
        for (inside, declaration) in payment.declarations.iter().enumerate() {
            self.declarations.insert(declaration.request_id.clone(), (at, inside));
        }
        if payment.is_open() {
            self.open.insert(at);
        } else {
            self.open.remove(&at);
        }
        for (inside, update) in payment.updates.iter().enumerate() {
            self.updates.insert(update.request_id.clone(), (at, inside));
        }
        if let Some(session) = &payment.session {
            self.by_session.insert(session.id.clone(), at);
        }
        if payment.in_store.is_some() && !payment.token_mark.is_empty() {
            self.scanned.insert(payment.token_mark.clone());
        }
        match self.payments.get_mut(at) {
            Some(slot) => *slot = payment,
            None => self.payments.push(payment),
        }
    }

    fn put_registration(&mut self, registration: Registration) {
        match self.registrations.iter_mut().find(|known| known.request_id == registration.request_id) {
            Some(slot) => *slot = registration,
            None => self.registrations.push(registration),
        }
    }
}

/// One request at work: it reads the state, changes it, and gathers what must be written down.
pub struct Turn<'a> {
    pub state: &'a mut State,
    pub now: i64,
    pub salt: &'a str,
    /// What the gateway's own choices are drawn from.
    pub seed: u64,
    /// Where this gateway listens, without a slash at the end.
    pub base_url: &'a str,
    /// The amount asks for an answer that is not final yet.
    pub not_final_yet: bool,
    /// Written before the answer leaves.
    pub entries: Vec<Entry>,
    /// The request being served has taken effect.
    pub effect: bool,
}

impl<'a> Turn<'a> {
    pub fn new(state: &'a mut State, now: i64, opening: &'a Opening, base_url: &'a str) -> Self {
        Self {
            state,
            now,
            salt: &opening.salt,
            seed: opening.seed,
            base_url,
            not_final_yet: false,
            entries: Vec::new(),
            effect: false,
        }
    }

    /// A digest that tells two secrets apart without keeping either.
    pub fn mark(&self, secret: &str) -> String {
        let digest = digest::digest(&digest::SHA256, format!("{}\n{secret}", self.salt).as_bytes());
        STANDARD.encode(digest.as_ref())
    }

    /// The page on which a person plays this payment's buyer.
    pub fn page_of(&self, payment: &Payment) -> String {
        format!("{}/practice/checkout?payment={}", self.base_url, payment.payment_id)
    }

    pub fn next_count(&mut self) -> u64 {
        self.state.count = self.state.count.saturating_add(1);
        self.state.count
    }

    pub fn write(&mut self, entry: Entry) {
        self.state.apply(&entry);
        self.entries.push(entry);
    }

    /// Keeps a payment, and makes an event of every change the merchant is told.
    pub fn save(&mut self, payment: Payment) {
        let before = self.state.payment_by_id(&payment.payment_id);
        let further = self.state.subscriptions.further(&payment.payment_id);
        let notices = notices::of_change(before, &payment, &further, self.now);
        self.write(Entry::Payment(Box::new(payment)));
        for (at, notify_type, body) in notices {
            self.event(at, notify_type, body);
        }
    }

    pub fn save_registration(&mut self, registration: Registration) {
        self.write(Entry::Registration(Box::new(registration)));
    }

    pub fn mark_faulted(&mut self, api: &str, request_id: &str) {
        self.write(Entry::Faulted { api: api.to_owned(), request_id: request_id.to_owned() });
    }

    /// Remembers a final refusal and answers it.
    pub fn refuse(&mut self, api: &str, request_id: &str, content: &str, answer: Answer) -> Answer {
        if answer.code != "PARAM_ILLEGAL" {
            self.write(Entry::Refused(Refused {
                api: api.to_owned(),
                request_id: request_id.to_owned(),
                content: content.to_owned(),
                code: answer.code.clone(),
                message: answer.message.clone(),
            }));
        }
        answer
    }

    /// The refusal this request heard before, if it did.
    pub fn heard_before(&self, api: &str, request_id: &str, content: &str) -> Option<Answer> {
        let refused = self.state.refused(api, request_id)?;
        if refused.content == content {
            Some(Answer::refused(&refused.code, &refused.message))
        } else {
            Some(inconsistent(api))
        }
    }

    /// Adds a line to the journal. However often it is said, an effect happens once.
    pub fn log(
        &mut self,
        api: &str,
        request_id: &str,
        about: (Option<String>, Option<Amount>),
        outcome: Word,
        effect: bool,
    ) {
        let key = (api.to_owned(), request_id.to_owned());
        let effect = effect && !self.state.moved.contains(&key);
        let seq = u64::try_from(self.state.journal.len()).unwrap_or(u64::MAX).saturating_add(1);
        self.write(Entry::Journal(Line {
            seq,
            at: self.now,
            api: key.0,
            request_id: key.1,
            payment_id: about.0,
            amount: about.1,
            outcome: outcome.text().to_owned(),
            effect,
        }));
    }
}

pub fn inconsistent(api: &str) -> Answer {
    Answer::refused(
        "REPEAT_REQ_INCONSISTENT",
        &format!("this id was used for another {api} request before; its content differs"),
    )
}
