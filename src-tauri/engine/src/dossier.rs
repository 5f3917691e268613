//! Dossiers at work: read, found, and every piece of news about them taken in.

use domain::{Body, Dossier, DossierEvent, DossierKind, OrderId, Source, StreamId};

use crate::Failed;
use crate::hear::{Closing, News, WRITE_TRIES};
use crate::merchant::Merchant;
use crate::port::{Append, Close, LedgerError, NewFact, Stored};

/// A dossier as it stands, with the version it was read at.
#[derive(Debug, Clone)]
pub struct DossierStanding {
    /// Which stream.
    pub stream: StreamId,
    /// Its version.
    pub version: u64,
    /// The dossier.
    pub dossier: Dossier,
    /// Its entries, oldest first.
    pub entries: Vec<Stored>,
}

/// Whether the act an order asked for is done or refused.
#[must_use]
pub fn settled(dossier: &Dossier, order: &OrderId) -> bool {
    dossier.acts.get(order).is_some_and(|act| !act.progress.is_open())
}

impl Merchant {
    /// Finds a dossier of a kind by any of its ids and reads it.
    pub async fn dossier(&self, kind: DossierKind, id: &str) -> Result<DossierStanding, Failed> {
        let id = id.trim();
        let found = self.parts.ledger.find_dossier(kind, &self.account.id, id).await?;
        self.read_dossier(&found.ok_or_else(|| Failed::NotFound(id.to_owned()))?).await
    }

    /// Reads a dossier.
    pub async fn read_dossier(&self, stream: &StreamId) -> Result<DossierStanding, Failed> {
        let entries = self.parts.ledger.stream(stream).await?;
        let version = entries.last().map_or(0, |entry| entry.version);
        let events = entries.iter().filter_map(|entry| match &entry.body {
            Body::Dossier(event) => Some((event, entry.occurred_at)),
            Body::Payment(_) | Body::Account(_) | Body::News(_) | Body::Mark(_) => None,
        });
        let dossier = Dossier::fold(events).ok_or_else(|| Failed::NotFound(stream.to_string()))?;
        Ok(DossierStanding { stream: stream.clone(), version, dossier, entries })
    }

    /// Takes news of a dossier in: what changes it is written down, what repeats itself is not, what cannot
    /// be is kept as a contradiction. Closes `close` in the same transaction when its act is settled, and
    /// every other open order whose act the news settled after it.
    pub(crate) async fn hear_dossier(
        &self,
        stream: &StreamId,
        source: Source,
        news: &[News<DossierEvent>],
        close: Option<Closing<'_>>,
    ) -> Result<DossierStanding, Failed> {
        for _ in 0..WRITE_TRIES {
            let standing = self.read_dossier(stream).await?;
            if let Some(closing) = close
                && !self.is_open(closing).await?
            {
                return Ok(standing);
            }
            let (after, facts) = fold_news(&standing.dossier, source, news);
            let close = close.filter(|closing| settled(&after, closing.order));
            let close = close.map(|own| Close { order: own.order.clone(), deliveries: own.deliveries });
            if facts.is_empty() && close.is_none() {
                return Ok(standing);
            }
            let append = Append {
                stream: stream.clone(),
                expected_version: standing.version,
                actor: self.actor_of(source),
                heard_at: self.now(),
                facts,
                open: None,
                close,
            };
            match self.parts.ledger.append(append).await {
                Ok(_) => {
                    self.announce(stream);
                    // What goes wrong here is done at the next start.
                    if let Err(error) = Box::pin(self.take_in_early_of(&standing.dossier, &after)).await {
                        tracing::warn!(%stream, %error, "news that had come early waits on");
                    }
                    return self.read_dossier(stream).await;
                }
                Err(LedgerError::SomeoneElseWrote) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(LedgerError::SomeoneElseWrote.into())
    }

    /// Closes every open order of a dossier whose act the news has settled.
    pub(crate) async fn close_settled_acts(&self, stream: &StreamId) -> Result<(), Failed> {
        for order in self.parts.ledger.orders_of(stream).await? {
            if order.closed_by.is_none() {
                self.hear_dossier(stream, Source::Inquiry, &[], Some((&order.id).into())).await?;
            }
        }
        Ok(())
    }
}

fn fold_news(dossier: &Dossier, source: Source, news: &[News<DossierEvent>]) -> (Dossier, Vec<NewFact>) {
    let mut after = dossier.clone();
    let mut facts = Vec::new();
    for piece in news {
        let event = match after.on(&piece.event, piece.at) {
            Ok(next) if next == after => continue,
            Ok(next) => {
                after = next;
                piece.event.clone()
            }
            Err(misfit) => {
                let because = misfit.to_string();
                if after.contradictions.contains(&because) {
                    continue;
                }
                let kept = DossierEvent::Contradicted { said: Box::new(piece.event.clone()), because };
                if let Ok(next) = after.on(&kept, piece.at) {
                    after = next;
                }
                kept
            }
        };
        facts.push(NewFact { source, occurred_at: piece.at, body: Body::Dossier(event) });
    }
    (after, facts)
}
