//! Takes one open order as far as it will go now: ask first when it may have been heard, else deliver.

use std::sync::PoisonError;

use antom::{Endpoint, Proof};
use domain::{DossierEvent, Event, Moment, OrderId, OrderKind, Source};

use sha2::{Digest, Sha256};

use super::ladder::LONGEST_WAIT;
use super::last_word::{deliveries_of, is_the_last_word};
use super::{Pace, Recorded};
use crate::Failed;
use crate::hear::{Closing, News, Told};
use crate::merchant::Merchant;
use crate::port::{
    Attempt, AttemptEnd, Call, Keeping, LedgerError, NewAttempt, OpenOrder, OrderFilter, Verdict,
};
use crate::speak::Spoken;

/// The mark that this process drives an order; taken off when it is dropped, whatever happens.
pub(crate) struct Busy<'a> {
    merchant: &'a Merchant,
    work: String,
}

impl<'a> Busy<'a> {
    /// None while this process is at it already. `work`: an order's id, or a stream's name.
    pub(crate) fn take(merchant: &'a Merchant, work: &str) -> Option<Self> {
        let mut busy = merchant.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.insert(work.to_owned()).then(|| Self { merchant, work: work.to_owned() })
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.merchant.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.work);
    }
}

/// Why an order is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// It is due, or was never tried.
    OfTheLadder,
    /// Somebody wants to know before it is due: no step on the ladder, so that asking often never makes the
    /// program ask later.
    ByHand,
}

impl Turn {
    fn of(order: &OpenOrder, attempts: &[Attempt], now: Moment) -> Self {
        if attempts.is_empty() || now >= order.due_at { Self::OfTheLadder } else { Self::ByHand }
    }
}

/// What one exchange about an order proved, in the words of the ledger.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The end of the attempt.
    pub end: AttemptEnd,
    /// News for the order's stream.
    pub told: Told,
    /// The gateway has never heard of it: deliver the same bytes again.
    pub unheard: bool,
    /// Nothing was proved, though bytes may have left.
    pub in_doubt: bool,
    /// It holds only while exactly so many deliveries have begun.
    pub deliveries: Option<u32>,
}

impl Finding {
    /// The same with this news instead.
    pub(crate) fn telling(self, news: impl Into<Told>) -> Self {
        Self { told: news.into(), ..self }
    }
}

impl Merchant {
    /// Drives one order through one round. Does nothing when it is closed or another task of this
    /// process is driving it.
    pub async fn drive(&self, id: &OrderId) -> Result<(), Failed> {
        let Some(_busy) = Busy::take(self, id.as_str()) else { return Ok(()) };
        let outcome = Box::pin(self.round(id)).await;
        if outcome.is_err() {
            self.try_later(id).await;
        }
        outcome
    }

    async fn round(&self, id: &OrderId) -> Result<(), Failed> {
        let Some(order) = self.parts.ledger.order(id).await?.filter(|order| order.closed_by.is_none()) else {
            return Ok(());
        };
        let attempts = self.parts.ledger.attempts(id).await?;
        let turn = Turn::of(&order, &attempts, self.now());
        self.end_the_stopped(&attempts).await?;
        if may_have_been_heard(&attempts)
            && let Some(finding) = Box::pin(self.ask_about(&order)).await?
        {
            let unheard = finding.unheard;
            Box::pin(self.take(&order, finding, Source::Inquiry, turn)).await?;
            if !unheard {
                return Ok(());
            }
        }
        if !self.can_be_sent(&order, &attempts) {
            return self.cannot_be_sent(&order, &attempts).await;
        }
        Box::pin(self.learn_the_time()).await?;
        let finding = Box::pin(self.send(&order)).await?;
        Box::pin(self.take(&order, finding, Source::Answer, turn)).await
    }

    /// What failed here (a locked key store, a full disk) is tried again on the same ladder.
    async fn try_later(&self, id: &OrderId) {
        let Ok(Some(order)) = self.parts.ledger.order(id).await else { return };
        let Ok(attempts) = self.parts.ledger.attempts(id).await else { return };
        if Turn::of(&order, &attempts, self.now()) == Turn::ByHand {
            return;
        }
        let due = Pace::Steady.next_due(self.now(), order.rounds);
        if let Err(error) = self.parts.ledger.reschedule(id, due, order.rounds.saturating_add(1)).await {
            tracing::warn!(order = %id, %error, "an order could not be put off");
        }
    }

    /// An attempt without an end was on its way when a program stopped: its outcome is not known.
    async fn end_the_stopped(&self, attempts: &[Attempt]) -> Result<(), Failed> {
        for attempt in attempts.iter().filter(|attempt| attempt.end.is_none()) {
            let end = AttemptEnd {
                at: self.now(),
                verdict: Verdict::Unknown,
                code: STOPPED.to_owned(),
                message: "the program stopped before the answer came".to_owned(),
                status: None,
                headers: Vec::new(),
                body: Vec::new(),
                verified: false,
            };
            // Another program may have ended it meanwhile, with the answer: then there is nothing to add.
            if let Err(error) = self.parts.ledger.attempt_ends(&attempt.order, attempt.n, end).await {
                tracing::info!(order = %attempt.order, %error, "an attempt was ended elsewhere");
            }
        }
        Ok(())
    }

    /// Writes the news and how the attempt left the order: closed, or open with the next time.
    async fn take(
        &self,
        order: &OpenOrder,
        finding: Finding,
        source: Source,
        turn: Turn,
    ) -> Result<(), Failed> {
        let in_doubt = finding.in_doubt.then(|| finding.end.code.clone());
        let closing = Closing { order: &order.id, deliveries: finding.deliveries };
        let (settled, pace) = match &finding.told {
            Told::Payment(news) => {
                let mut standing = self.hear(&order.stream, source, news, Some(closing)).await?;
                if let Some(cause) = in_doubt {
                    let event = Event::LeftUnknown { order: order.id.clone(), cause };
                    let doubt = News { event, at: self.now() };
                    standing = self.hear(&order.stream, Source::Us, &[doubt], Some(closing)).await?;
                }
                (crate::hear::settled(&standing.payment, &order.id), Pace::of(order, &standing.payment))
            }
            Told::Dossier(news) => {
                let mut standing = self.hear_dossier(&order.stream, source, news, Some(closing)).await?;
                if let Some(cause) = in_doubt {
                    let event = DossierEvent::LeftUnknown { order: order.id.clone(), cause };
                    let doubt = News { event, at: self.now() };
                    standing = self.hear_dossier(&order.stream, Source::Us, &[doubt], Some(closing)).await?;
                }
                (crate::dossier::settled(&standing.dossier, &order.id), Pace::Steady)
            }
        };
        if !settled {
            let now = self.now();
            let stays = turn == Turn::ByHand || (finding.unheard && pace.repeats_in_place());
            let rounds = if stays { order.rounds } else { order.rounds.saturating_add(1) };
            let due = match turn {
                Turn::OfTheLadder => pace.next_due(now, order.rounds),
                Turn::ByHand => order.due_at.min(pace.next_due(now, order.rounds)),
            };
            self.parts.ledger.reschedule(&order.id, due, rounds).await?;
            self.announce(&order.stream);
            if pace.is_over(rounds, now) {
                self.give_up(order).await?;
            }
        }
        Ok(())
    }

    /// Delivers the recorded bytes under a fresh signature.
    async fn send(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        match order.kind {
            OrderKind::Pay => self.send_pay(order).await,
            OrderKind::Capture => self.send_capture(order).await,
            OrderKind::Refund => self.send_refund(order).await,
            OrderKind::Cancel => self.send_cancel(order).await,
            OrderKind::Declare => self.send_declare(order).await,
            OrderKind::Session => self.send_session(order).await,
            OrderKind::UpdateAmount => self.send_update_amount(order).await,
            OrderKind::AcceptDispute => self.send_accept_dispute(order).await,
            OrderKind::Defend => self.send_defense(order).await,
            OrderKind::SupplyEvidence => self.send_evidence(order).await,
            OrderKind::ApplyToken => self.send_apply_token(order).await,
            OrderKind::Revoke => self.send_revoke(order).await,
            OrderKind::Register => self.send_registration(order).await,
            OrderKind::Subscribe => self.send_subscribe(order).await,
            OrderKind::ChangeSubscription => self.send_subscription_change(order).await,
            OrderKind::UpdateSubscription => self.send_subscription_update(order).await,
            OrderKind::EndSubscription => self.send_subscription_end(order).await,
        }
    }

    /// Asks by our id what became of it; none when there is no such question.
    async fn ask_about(&self, order: &OpenOrder) -> Result<Option<Finding>, Failed> {
        match order.kind {
            OrderKind::Pay | OrderKind::Session => self.ask_pay(order).await.map(Some),
            OrderKind::Capture => self.ask_capture(order).await.map(Some),
            OrderKind::Refund => self.ask_refund(order).await.map(Some),
            OrderKind::Cancel => self.ask_cancel(order).await.map(Some),
            OrderKind::Declare => self.ask_declare(order).await.map(Some),
            OrderKind::UpdateAmount => self.ask_update_amount(order).await.map(Some),
            OrderKind::Register => self.ask_registration(order).await.map(Some),
            OrderKind::Subscribe | OrderKind::EndSubscription => self.ask_subscription(order).await,
            // The gateway has no question for these: repeating the same request is its own way of asking.
            OrderKind::AcceptDispute
            | OrderKind::Defend
            | OrderKind::SupplyEvidence
            | OrderKind::ApplyToken
            | OrderKind::Revoke
            | OrderKind::ChangeSubscription
            | OrderKind::UpdateSubscription => Ok(None),
        }
    }

    /// One delivery, written down before its first byte and after its last.
    pub(crate) async fn deliver_attempt<E: Endpoint, T, N: Into<Told>>(
        &self,
        order: &OpenOrder,
        prove: impl FnOnce(&Spoken<E::Answer>) -> Proof<T>,
        news: impl FnOnce(&Proof<T>) -> N,
    ) -> Result<Finding, Failed> {
        let body = self.exact_body(order).await?;
        let call = self.call_of(E::PATH, body, self.at_the_counter(order).await?).await?;
        let n = self.write_attempt(order, false, &call).await?;
        let recorded = Recorded::from_ledger(order.clone());
        let spoken = self.deliver::<E>(&recorded, call).await;
        self.finish(order, n, false, spoken, prove, news).await
    }

    /// One delivery whose news can only be made once the proof is there: it comes back beside the finding.
    pub(crate) async fn deliver_attempt_keeping<E: Endpoint, T: Clone>(
        &self,
        order: &OpenOrder,
        prove: impl FnOnce(&Spoken<E::Answer>) -> Proof<T>,
    ) -> Result<(Finding, Proof<T>), Failed> {
        let mut kept = None;
        let finding = self
            .deliver_attempt::<E, T, Vec<News<DossierEvent>>>(order, prove, |proof| {
                kept = Some(proof.clone());
                Vec::new()
            })
            .await?;
        let nothing = Proof::Unknown { code: String::new(), message: String::new() };
        Ok((finding, kept.unwrap_or(nothing)))
    }

    /// One question about an order, written down likewise.
    pub(crate) async fn question_attempt<E: Endpoint, T, N: Into<Told>>(
        &self,
        order: &OpenOrder,
        body: Vec<u8>,
        prove: impl FnOnce(&Spoken<E::Answer>) -> Proof<T>,
        news: impl FnOnce(&Proof<T>) -> N,
    ) -> Result<Finding, Failed> {
        let call = self.call_of(E::PATH, body, self.at_the_counter(order).await?).await?;
        let n = self.write_attempt(order, true, &call).await?;
        let spoken = self.ask::<E>(call).await;
        self.finish(order, n, true, spoken, prove, news).await
    }

    /// Whether an order is one of the counter, whose calls may take another path form.
    async fn at_the_counter(&self, order: &OpenOrder) -> Result<bool, Failed> {
        if order.kind == OrderKind::Register {
            return Ok(true);
        }
        if !order.stream.is_payment() {
            return Ok(false);
        }
        Ok(self.read(&order.stream).await?.payment.asked.product.in_store())
    }

    async fn write_attempt(&self, order: &OpenOrder, question: bool, call: &Call) -> Result<u32, Failed> {
        let path = call.path.clone();
        let attempt = NewAttempt {
            order: order.id.clone(),
            question,
            at: self.now(),
            path,
            headers: call.headers.clone(),
            body: if question { call.body.clone() } else { Vec::new() },
        };
        let n = self.parts.ledger.attempt_begins(attempt).await?;
        self.announce(&order.stream);
        Ok(n)
    }

    async fn finish<A, T, N: Into<Told>>(
        &self,
        order: &OpenOrder,
        n: u32,
        question: bool,
        spoken: Spoken<A>,
        prove: impl FnOnce(&Spoken<A>) -> Proof<T>,
        news: impl FnOnce(&Proof<T>) -> N,
    ) -> Result<Finding, Failed> {
        let proof = prove(&spoken);
        let mut end = spoken.end;
        let (mut unheard, mut in_doubt, mut deliveries) = (false, false, None);
        let mut held_back = None;
        match &proof {
            Proof::Done(_) => end.verdict = Verdict::Done,
            Proof::Refused { code, message } => {
                end.verdict = Verdict::Refused;
                end.code.clone_from(code);
                end.message.clone_from(message);
                if !question && can_be_asked_about(order.kind) {
                    let attempts = self.parts.ledger.attempts(&order.id).await?;
                    deliveries = Some(deliveries_of(&attempts));
                    if !is_the_last_word(&attempts, n) {
                        in_doubt = true;
                        held_back = Some(Proof::Unknown { code: code.clone(), message: message.clone() });
                    }
                }
            }
            Proof::InProcess { code, message, .. } => {
                end.code.clone_from(code);
                end.message.clone_from(message);
            }
            Proof::Unknown { code, message } if code == UNHEARD => {
                unheard = true;
                end.message.clone_from(message);
            }
            Proof::Unknown { code, message } => {
                in_doubt = end.verdict == Verdict::Unknown;
                if !code.is_empty() {
                    end.code.clone_from(code);
                    end.message.clone_from(message);
                }
            }
        }
        let told = news(held_back.as_ref().unwrap_or(&proof)).into();
        self.keep_secret(order, &mut end).await?;
        // Another program that took this attempt for a stopped one has ended it. The answer counts all the
        // same: a ledger that cannot be written at all will refuse the news too.
        if let Err(error) = self.parts.ledger.attempt_ends(&order.id, n, end.clone()).await {
            tracing::warn!(order = %order.id, n, %error, "the end of an attempt was not written");
        }
        Ok(Finding { end, told, unheard, in_doubt, deliveries })
    }

    /// The money an order moves. An order of a kind that moves money is never written down without it.
    pub(crate) fn money_of(order: &OpenOrder) -> Result<domain::Money, Failed> {
        let missing = || LedgerError::Damaged(format!("order {} has no amount", order.id));
        order.amount.ok_or_else(|| missing().into())
    }

    /// The bytes written down, opened when they are sealed, or remembered when they may not be kept.
    pub(crate) async fn exact_body(&self, order: &OpenOrder) -> Result<Vec<u8>, Failed> {
        let body = match order.keeping {
            Keeping::Plain => order.body.clone(),
            Keeping::Sealed => self.parts.keys.open(order.body.clone()).await?,
            Keeping::Forgotten => self.spoken_once(&order.id).ok_or(Failed::BodyForgotten)?,
        };
        if <[u8; 32]>::from(Sha256::digest(&body)) == order.body_hash {
            Ok(body)
        } else {
            Err(LedgerError::Damaged(format!("the body of order {} was changed", order.id)).into())
        }
    }

    /// An answer that lets its holder act for a buyer is kept sealed, like a body that does.
    async fn keep_secret(&self, order: &OpenOrder, end: &mut AttemptEnd) -> Result<(), Failed> {
        if order.kind.answer_is_secret() && !end.body.is_empty() {
            end.body = self.parts.keys.seal(std::mem::take(&mut end.body)).await?;
        }
        Ok(())
    }

    /// The answer of an attempt, opened when it is kept sealed.
    pub async fn answer_of(&self, order: &OpenOrder, end: &AttemptEnd) -> Result<Vec<u8>, Failed> {
        if order.kind.answer_is_secret() && !end.body.is_empty() {
            return Ok(self.parts.keys.open(end.body.clone()).await?);
        }
        Ok(end.body.clone())
    }

    /// The exact bytes of an order, for showing.
    pub async fn body_of(&self, order: &OpenOrder) -> Result<Vec<u8>, Failed> {
        match order.keeping {
            // What is kept of it: everything but the code.
            Keeping::Forgotten => Ok(order.body.clone()),
            Keeping::Plain | Keeping::Sealed => self.exact_body(order).await,
        }
    }

    /// Drives all orders that are due. Returns how many were taken up.
    pub async fn drive_due(&self) -> Result<usize, Failed> {
        let now = self.now();
        let mut due = self.parts.ledger.orders(OrderFilter::DueBy(now)).await?;
        // No ladder is that long: a clock that was years ahead wrote it, and it must not wait for years.
        let late = OrderFilter::DueAfter(now.plus(LONGEST_WAIT));
        due.extend(self.parts.ledger.orders(late).await?);
        self.drive_all(due).await
    }

    /// Drives all open orders now, due or not. Returns how many were taken up.
    pub async fn drive_open(&self) -> Result<usize, Failed> {
        let open = self.parts.ledger.orders(OrderFilter::Open).await?;
        self.drive_all(open).await
    }

    async fn drive_all(&self, orders: Vec<OpenOrder>) -> Result<usize, Failed> {
        if let Err(error) = self.exchange_left_over().await {
            tracing::warn!(%error, "a consent could not be exchanged yet");
        }
        if let Err(error) = Box::pin(self.ask_about_contradictions()).await {
            tracing::warn!(%error, "what contradicts could not be asked about yet");
        }
        let mut taken = 0;
        let mut first_error = None;
        for order in orders.into_iter().filter(|order| order.stream.is_of(&self.account.id)) {
            taken += 1;
            if let Err(error) = self.drive(&order.id).await {
                tracing::warn!(order = %order.id, %error, "an order could not be driven");
                first_error.get_or_insert(error);
            }
        }
        first_error.map_or(Ok(taken), Err)
    }
}

/// Whether the gateway has a question for what became of such an order.
fn can_be_asked_about(kind: OrderKind) -> bool {
    match kind {
        OrderKind::Pay
        | OrderKind::Session
        | OrderKind::Capture
        | OrderKind::Refund
        | OrderKind::Cancel
        | OrderKind::Declare
        | OrderKind::UpdateAmount => true,
        // Dossiers: what is doubtful about a repeat is decided with their own rules.
        OrderKind::Register
        | OrderKind::Subscribe
        | OrderKind::EndSubscription
        | OrderKind::AcceptDispute
        | OrderKind::Defend
        | OrderKind::SupplyEvidence
        | OrderKind::ApplyToken
        | OrderKind::Revoke
        | OrderKind::ChangeSubscription
        | OrderKind::UpdateSubscription => false,
    }
}

/// The code of an attempt whose program stopped, or was taken for stopped: ours, never the gateway's.
pub(crate) const STOPPED: &str = "STOPPED";

/// The code of "the gateway never heard of it": ours, never the gateway's.
pub(crate) const UNHEARD: &str = "NEVER_HEARD";

/// Whether any delivery may have reached the gateway.
pub(crate) fn may_have_been_heard(attempts: &[Attempt]) -> bool {
    attempts
        .iter()
        .filter(|attempt| !attempt.begun.question)
        .any(|attempt| attempt.end.as_ref().is_none_or(|end| end.verdict != Verdict::NotSent))
}
