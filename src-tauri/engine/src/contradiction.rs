//! What contradicts the ledger is asked about until the gateway has answered: it says so still, or it does not.

use std::sync::PoisonError;

use antom::inquiry_payment::InquiryPaymentAnswer;
use antom::inquiry_refund::{InquiryRefund, InquiryRefundAsk};
use antom::{Endpoint, Heard, ResultStatus, StatusWord};
use domain::{
    Contradiction, Event, Flag, Moment, Money, Payment, RefundRequestId, Source, StreamId, same_claim,
};

use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::Pace;
use crate::port::PaymentQuery;
use crate::usecase::inquire::is_not_exist;

/// How many payments are looked through in a round.
const MOST: u32 = 200;

/// What an answer says of one contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// The same again.
    Confirmed,
    /// Not the same.
    Withdrawn,
    /// Nothing.
    Silent,
}

/// When a payment that contradicts is asked about next, and how often it was. Kept while the program runs: a new
/// start asks at once.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asking {
    due: Moment,
    rounds: u32,
}

impl Merchant {
    /// Asks about every payment that something contradicts and that is due; what cannot be asked now is asked
    /// later, on the ladder of the outbox.
    pub(crate) async fn ask_about_contradictions(&self) -> Result<(), Failed> {
        let query = PaymentQuery {
            account: Some(self.account.id.clone()),
            unknown_only: true,
            now: self.now(),
            limit: MOST,
            ..PaymentQuery::default()
        };
        let page = self.parts.ledger.payments(&query).await?;
        for row in page.rows.into_iter().filter(|row| row.flags.contains(&Flag::Contradiction)) {
            let Some(asking) = self.asking(&row.stream) else { continue };
            if !self.read(&row.stream).await?.payment.has_unsettled_contradiction() {
                self.ask_later(&row.stream, Asking { due: self.now().plus(Moment::DAY), ..asking });
                continue;
            }
            let due = Pace::Steady.next_due(self.now(), asking.rounds);
            self.ask_later(&row.stream, Asking { due, rounds: asking.rounds.saturating_add(1) });
            if let Err(error) = Box::pin(self.inquire(row.request.as_str())).await {
                tracing::info!(stream = %row.stream, %error, "a contradiction could not be asked about");
            }
        }
        Ok(())
    }

    /// How often it was asked about, when it is due.
    fn asking(&self, stream: &StreamId) -> Option<Asking> {
        let asked = self.asked_about.lock().unwrap_or_else(PoisonError::into_inner);
        let asking = asked.get(stream.as_str()).copied().unwrap_or_default();
        (asking.due <= self.now()).then_some(asking)
    }

    fn ask_later(&self, stream: &StreamId, asking: Asking) {
        let mut asked = self.asked_about.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(stream.to_string(), asking);
    }

    /// A new contradiction is asked about at the next round.
    pub(crate) fn ask_soon(&self, stream: &StreamId) {
        self.asked_about.lock().unwrap_or_else(PoisonError::into_inner).remove(stream.as_str());
    }

    /// Settles what contradicts a payment with the gateway's verified answer about it, taken in already.
    pub(crate) async fn settle_contradictions(
        &self,
        stream: &StreamId,
        answer: &InquiryPaymentAnswer,
        news: &[News],
    ) -> Result<(), Failed> {
        let payment = self.read(stream).await?.payment;
        let mut settled = Vec::new();
        for own in payment.contradictions.iter().filter(|own| !own.confirmed) {
            let word = match (of_answer(own, &payment, answer, news), refund_of(&own.said)) {
                (Word::Silent, Some((request, amount))) => self.of_refund(request, amount).await?,
                (word, _) => word,
            };
            let said = Box::new(own.said.clone());
            match word {
                Word::Confirmed => settled.push(Event::Confirmed { said }),
                Word::Withdrawn => settled.push(Event::Withdrawn { said }),
                Word::Silent => {}
            }
        }
        let at = self.now();
        let news: Vec<News> = settled.into_iter().map(|event| News { event, at }).collect();
        if !news.is_empty() {
            Box::pin(self.hear(stream, Source::Inquiry, &news, None)).await?;
        }
        Ok(())
    }

    /// What the gateway says of one refund by its id, where its answer about the payment did not name it.
    async fn of_refund(&self, request: &RefundRequestId, amount: Money) -> Result<Word, Failed> {
        let call =
            self.call(InquiryRefund::PATH, InquiryRefundAsk::Request(request.clone()).to_body()).await?;
        let spoken = self.ask::<InquiryRefund>(call).await;
        let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else { return Ok(Word::Silent) };
        match result.status {
            ResultStatus::Failure if is_not_exist(&result.code) => return Ok(Word::Withdrawn),
            ResultStatus::Success => {}
            ResultStatus::Failure | ResultStatus::Unknown | ResultStatus::Other(_) => {
                return Ok(Word::Silent);
            }
        }
        let unheard = answer.refund_id.is_none() && answer.refund_amount.is_none();
        Ok(match &answer.refund_status {
            None if unheard => Word::Withdrawn,
            Some(_) if answer.refund_request_id.as_ref() != Some(request) => Word::Silent,
            Some(StatusWord::Fail) => Word::Withdrawn,
            Some(StatusWord::Success | StatusWord::Processing | StatusWord::Pending) => {
                match answer.refund_amount {
                    Some(said) if said == amount => Word::Confirmed,
                    Some(_) => Word::Withdrawn,
                    None => Word::Silent,
                }
            }
            Some(StatusWord::Cancelled | StatusWord::Other(_)) | None => Word::Silent,
        })
    }
}

/// The refund a statement is about.
fn refund_of(said: &Event) -> Option<(&RefundRequestId, Money)> {
    if let Event::Refunded { request, amount, .. } | Event::RefundPending { request, amount, .. } = said {
        return Some((request, *amount));
    }
    None
}

/// What the answer about the whole payment says of a contradiction. An answer that does not name a capture, a
/// refund or a raise says nothing of it; every answer says how the payment itself stands.
fn of_answer(own: &Contradiction, payment: &Payment, answer: &InquiryPaymentAnswer, news: &[News]) -> Word {
    let legal = |piece: &News| payment.on(&piece.event, piece.at).is_ok();
    let part = part_of(&own.said);
    let about: Vec<&News> = news.iter().filter(|piece| part_of(&piece.event) == part).collect();
    if about.iter().any(|piece| same_claim(&piece.event, &own.said) && !legal(piece)) {
        return Word::Confirmed;
    }
    let told = match part {
        Some(_) => about.iter().any(|piece| legal(piece)),
        None => {
            let stands = matches!(
                answer.payment_status,
                Some(StatusWord::Success | StatusWord::Fail | StatusWord::Cancelled)
            );
            stands && about.iter().all(|piece| legal(piece))
        }
    };
    if told { Word::Withdrawn } else { Word::Silent }
}

/// Which part of a payment a statement is about; none for the payment itself.
fn part_of(said: &Event) -> Option<&str> {
    match said {
        Event::Captured { request, .. } | Event::CaptureRefused { request, .. } => Some(request.as_str()),
        Event::Refunded { request, .. }
        | Event::RefundPending { request, .. }
        | Event::RefundRefused { request, .. } => Some(request.as_str()),
        Event::Updated { request, .. }
        | Event::UpdatePending { request, .. }
        | Event::UpdateRefused { request, .. } => Some(request.as_str()),
        Event::DeclarationAccepted { request, .. }
        | Event::DeclarationRefused { request, .. }
        | Event::DeclarationStood { request, .. } => Some(request.as_str()),
        Event::Asked(_)
        | Event::Pending { .. }
        | Event::Offered(_)
        | Event::UpdateAsked(_)
        | Event::Succeeded(_)
        | Event::Declined { .. }
        | Event::CaptureAsked(_)
        | Event::RefundAsked(_)
        | Event::CancelAsked(_)
        | Event::Cancelled { .. }
        | Event::CancelRefused { .. }
        | Event::DeclarationAsked(_)
        | Event::LeftUnknown { .. }
        | Event::Contradicted { .. }
        | Event::Confirmed { .. }
        | Event::Withdrawn { .. } => None,
    }
}
