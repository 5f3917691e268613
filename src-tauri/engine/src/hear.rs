//! All news of a payment enters here: answers, inquiries, notifications.

use domain::{Body, DossierEvent, Event, Moment, OrderId, Payment, Source, StreamId};

use crate::Failed;
use crate::merchant::{Merchant, Standing};
use crate::port::{Append, Close, LedgerError, NewFact};

/// A word of the gateway, and when it says it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News<E = Event> {
    /// What happened.
    pub event: E,
    /// When, by the gateway's clock; else when we heard it.
    pub at: Moment,
}

/// News for the stream an order belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Of a payment.
    Payment(Vec<News>),
    /// Of a dossier.
    Dossier(Vec<News<DossierEvent>>),
}

impl From<Vec<News>> for Told {
    fn from(news: Vec<News>) -> Self {
        Self::Payment(news)
    }
}

impl From<Vec<News<DossierEvent>>> for Told {
    fn from(news: Vec<News<DossierEvent>>) -> Self {
        Self::Dossier(news)
    }
}

/// An order that is closed when its part is settled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closing<'a> {
    /// Which.
    pub order: &'a OrderId,
    /// See [`Close::deliveries`].
    pub deliveries: Option<u32>,
}

impl<'a> From<&'a OrderId> for Closing<'a> {
    fn from(order: &'a OrderId) -> Self {
        Self { order, deliveries: None }
    }
}

impl Merchant {
    /// Whether there is still something to close. An error when another delivery has begun meanwhile.
    pub(crate) async fn is_open(&self, closing: Closing<'_>) -> Result<bool, Failed> {
        let Some(order) = self.parts.ledger.order(closing.order).await? else { return Ok(false) };
        if order.closed_by.is_some() {
            return Ok(false);
        }
        if closing.deliveries.is_some_and(|seen| seen != order.deliveries) {
            return Err(LedgerError::SomeoneElseWrote.into());
        }
        Ok(true)
    }
}

/// How often a write is tried again after somebody else wrote first.
pub(crate) const WRITE_TRIES: u32 = 8;

impl Merchant {
    /// Takes news in: what changes the payment is written down, what repeats itself is not, what cannot
    /// be is kept as a contradiction. Closes `close` in the same transaction when its part is settled.
    pub(crate) async fn hear(
        &self,
        stream: &StreamId,
        source: Source,
        news: &[News],
        close: Option<Closing<'_>>,
    ) -> Result<Standing, Failed> {
        for _ in 0..WRITE_TRIES {
            let standing = self.read(stream).await?;
            let now = self.now();
            if let Some(closing) = close
                && !self.is_open(closing).await?
            {
                // A second answer to an order that another program closed is not news of a later one.
                return Ok(standing);
            }
            let (after, facts) = fold_news(&standing.payment, source, news);
            let close = close.filter(|closing| settled(&after, closing.order));
            let close = close.map(|own| Close { order: own.order.clone(), deliveries: own.deliveries });
            if facts.is_empty() && close.is_none() {
                return Ok(standing);
            }
            let append = Append {
                stream: stream.clone(),
                expected_version: standing.version,
                actor: self.actor_of(source),
                heard_at: now,
                facts,
                open: None,
                close,
            };
            match self.parts.ledger.append(append).await {
                Ok(_) => {
                    self.announce(stream);
                    // What goes wrong here is done at the next start.
                    if let Err(error) = Box::pin(self.take_in_early(&standing.payment, &after)).await {
                        tracing::warn!(%stream, %error, "news that had come early waits on");
                    }
                    return self.read(stream).await;
                }
                Err(LedgerError::SomeoneElseWrote) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(LedgerError::SomeoneElseWrote.into())
    }

    /// Closes every open order of a payment whose part the news has settled.
    pub(crate) async fn close_settled(&self, stream: &StreamId) -> Result<(), Failed> {
        for order in self.parts.ledger.orders_of(stream).await? {
            if order.closed_by.is_none() {
                self.hear(stream, Source::Inquiry, &[], Some((&order.id).into())).await?;
            }
        }
        Ok(())
    }
}

/// Applies news one by one; returns the payment after them and what is worth writing down.
fn fold_news(payment: &Payment, source: Source, news: &[News]) -> (Payment, Vec<NewFact>) {
    let mut after = payment.clone();
    let mut facts = Vec::new();
    for piece in news {
        let event = match after.on(&piece.event, piece.at) {
            Ok(next) if next == after => continue,
            Ok(next) => {
                after = next;
                piece.event.clone()
            }
            Err(illegal) => {
                let because = illegal.to_string();
                // Old news again of what the gateway took back: only its own answer says it anew.
                let old = source != Source::Inquiry && after.was_withdrawn(&piece.event);
                if old || after.knows_claim(&piece.event, &because) {
                    continue;
                }
                let kept = Event::Contradicted { said: Box::new(piece.event.clone()), because };
                if let Ok(next) = after.on(&kept, piece.at) {
                    after = next;
                }
                kept
            }
        };
        facts.push(NewFact { source, occurred_at: piece.at, body: Body::Payment(event) });
    }
    (after, facts)
}

/// Whether the part an order asked for is done or refused, so that the order can be closed.
#[must_use]
pub fn settled(payment: &Payment, order: &OrderId) -> bool {
    use domain::Standing::{Asked, Cancelled, Declined, Pending, Succeeded};
    if order.as_str() == payment.asked.request.as_str() {
        return match &payment.standing {
            Asked | Pending => false,
            Succeeded(_) | Declined { .. } | Cancelled { .. } => true,
        };
    }
    progress(payment, order).is_some_and(|progress| !progress.is_open())
}

/// How far the part an order asked for is; none for the payment itself.
#[must_use]
pub fn progress<'a>(payment: &'a Payment, order: &OrderId) -> Option<&'a domain::Progress> {
    let captures = payment.captures.values().find(|part| part.order.as_ref() == Some(order));
    let refunds =
        payment.refunds.values().find(|part| part.asked.as_ref().is_some_and(|asked| asked.order == *order));
    let declarations = payment.declarations.values().find(|part| part.asked.order == *order);
    let cancel = payment.cancel.as_ref().filter(|part| part.order == *order);
    let updates = payment.updates.values().find(|part| part.order.as_ref() == Some(order));
    captures
        .map(|part| &part.progress)
        .or(updates.map(|part| &part.progress))
        .or(refunds.map(|part| &part.progress))
        .or(declarations.map(|part| &part.progress))
        .or(cancel.map(|part| &part.progress))
}
