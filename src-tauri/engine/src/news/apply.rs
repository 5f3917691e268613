//! A notification is taken in: through the same door as answers, so that hearing it twice, late or in any order
//! gives the same ledger.

use antom::Stamp;
use antom::notify::Notification;
use domain::{DossierEvent, DossierKind, Effect, Moment, NewsEvent, Report, Source, StreamId, Took};

use super::arrive::Kept;
use super::early::{EARLY, too_early};
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::port::LedgerError;

/// What became of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// What it is about.
    pub subject: Option<StreamId>,
    /// What it did.
    pub effect: Effect,
    /// Why, when it did not do what it says.
    pub because: String,
}

impl TakenIn {
    pub(super) fn kept(because: &str) -> Self {
        Self { subject: None, effect: Effect::Kept, because: because.to_owned() }
    }

    pub(super) fn not_ours() -> Self {
        Self { subject: None, effect: Effect::NotOurs, because: String::new() }
    }

    pub(super) fn kept_of(stream: StreamId) -> Self {
        Self { subject: Some(stream), effect: Effect::Kept, because: String::new() }
    }

    pub(super) fn against(stream: &StreamId, because: &str) -> Self {
        Self { subject: Some(stream.clone()), effect: Effect::Contradicts, because: because.to_owned() }
    }

    pub(super) fn heard(stream: &StreamId, misfit: Option<String>, changed: bool) -> Self {
        let effect = if changed { Effect::Changed } else { Effect::Repeated };
        match misfit {
            Some(because) => Self::against(stream, &because),
            None => Self { subject: Some(stream.clone()), effect, because: String::new() },
        }
    }
}

impl Merchant {
    /// Takes a kept notification in and writes down what it did. Taking it in again changes nothing.
    pub(crate) async fn take_in(&self, stream: &StreamId) -> Result<TakenIn, Failed> {
        let kept = self.notice(stream).await?.ok_or_else(|| Failed::NotFound(stream.to_string()))?;
        if let Some(took) = &kept.notice.took {
            let (subject, because) = (took.subject.clone(), took.because.clone());
            return Ok(TakenIn { subject, effect: took.effect, because });
        }
        let at = kept.notice.arrival.happened_at;
        let taken = self.read_in(&kept).await?;
        let took =
            Took { subject: taken.subject.clone(), effect: taken.effect, because: taken.because.clone() };
        match self.write_news(stream, kept.version, NewsEvent::Took(took), at).await {
            // It came again meanwhile; the next reading finds it waiting and takes it in once more.
            Ok(_) | Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => {}
            Err(error) => return Err(error),
        }
        if taken.effect == Effect::Contradicts
            && let Some(subject) = taken.subject.as_ref().filter(|subject| subject.is_payment())
        {
            // What cannot be is asked about at once; without an answer, again at every round that is due.
            self.ask_soon(subject);
            let own = subject.as_str().rsplit('/').next().unwrap_or_default();
            if let Err(error) = self.inquire(own).await {
                tracing::info!(stream = %subject, %error, "a contradiction could not be asked about");
            }
        }
        if taken.effect == Effect::NotOurs
            && let Notification::Refund(news) = self.notification_of(&kept).await?
        {
            self.look_for_refund(&news).await;
        }
        Ok(taken)
    }

    /// Reads a kept notification and applies it.
    pub(crate) async fn read_in(&self, kept: &Kept) -> Result<TakenIn, Failed> {
        let notification = self.notification_of(kept).await?;
        self.apply(&notification, kept.notice.arrival.happened_at).await
    }

    pub(super) async fn notification_of(&self, kept: &Kept) -> Result<Notification, Failed> {
        let arrival = &kept.notice.arrival;
        let body = self.news_body(arrival).await?;
        let fields = match serde_json::from_slice(&body) {
            Ok(serde_json::Value::Object(fields)) => fields,
            Ok(_) | Err(_) => serde_json::Map::new(),
        };
        Ok(Notification::of(fields, Some(&arrival.word)))
    }

    async fn apply(&self, notification: &Notification, at: Moment) -> Result<TakenIn, Failed> {
        match notification {
            Notification::Payment(news) => self.apply_payment(news, at).await,
            Notification::Capture(news) => self.apply_capture(news, at).await,
            Notification::Refund(news) => self.apply_refund(news, at).await,
            Notification::Dispute(news) => self.apply_dispute(news, at).await,
            Notification::DefenseStrategySuggestion(news) => {
                self.beside(DossierKind::Dispute, news.dispute_id.as_ref().map(ToString::to_string)).await
            }
            Notification::DefenseDocument(news) => {
                self.beside(DossierKind::Dispute, news.dispute_id.as_ref().map(ToString::to_string)).await
            }
            Notification::Authorization(news) => self.apply_authorization(news, at).await,
            Notification::RegistrationStatus(news) => self.apply_registration(news, at).await,
            Notification::Subscription(news) => self.apply_subscription(news, at).await,
            Notification::Other(news) if news.misfit.is_some() => {
                Ok(TakenIn::kept("its fields do not fit their kind"))
            }
            Notification::Other(_) => Ok(TakenIn::kept("")),
        }
    }

    /// Kept beside a dossier: it says something about it and moves nothing.
    async fn beside(&self, kind: DossierKind, id: Option<String>) -> Result<TakenIn, Failed> {
        let Some(id) = id else { return Ok(TakenIn::kept("no id")) };
        let subject = self.parts.ledger.find_dossier(kind, &self.account.id, &id).await?;
        Ok(TakenIn { subject, effect: Effect::Kept, because: String::new() })
    }

    /// Hears news of a payment and says what it did.
    pub(super) async fn heard_of(&self, stream: &StreamId, news: News) -> Result<TakenIn, Failed> {
        let before = self.read(stream).await?;
        if too_early(&before.payment, &news) {
            return Ok(TakenIn::against(stream, EARLY));
        }
        let misfit = before.payment.on(&news.event, news.at).err();
        let after = Box::pin(self.hear(stream, Source::Notification, &[news], None)).await?;
        self.close_settled(stream).await?;
        Ok(TakenIn::heard(stream, misfit.map(|misfit| misfit.to_string()), after.version > before.version))
    }

    /// Hears news of a dossier and says what it did.
    pub(super) async fn heard_of_dossier(
        &self,
        stream: &StreamId,
        report: Report,
        at: Moment,
    ) -> Result<TakenIn, Failed> {
        let before = self.read_dossier(stream).await?;
        let event = DossierEvent::Reported(report);
        let misfit = before.dossier.on(&event, at).err();
        let news = [News { event, at }];
        let after = Box::pin(self.hear_dossier(stream, Source::Notification, &news, None)).await?;
        self.close_settled_acts(stream).await?;
        Ok(TakenIn::heard(stream, misfit.map(|misfit| misfit.to_string()), after.version > before.version))
    }
}

pub(super) fn moment(stamp: Option<&Stamp>) -> Option<Moment> {
    stamp.and_then(Stamp::moment)
}
