//! News that came before what it follows from: never lost, taken in again when its place in the story is known.

use std::future::Future;
use std::pin::Pin;

use domain::{
    AgreementReport, CaptureMode, Dossier, DossierKind, Effect, Event, Illegal, NewsEvent, Payment, Standing,
    StreamId, Took,
};

use super::apply::TakenIn;
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::Busy;
use crate::port::{DossierQuery, LedgerError};

/// What its notice says of such news.
pub(crate) const EARLY: &str = "it came before what it follows from";

/// How many notices are looked through at a time.
const MOST: u32 = 500;

/// Whether news cannot be yet and may be later: a capture of a payment that is not known to be authorised, or a
/// refund of a capture that is not known.
pub(crate) fn too_early(payment: &Payment, piece: &News) -> bool {
    let Err(illegal) = payment.on(&piece.event, piece.at) else { return false };
    let moves = matches!(
        piece.event,
        Event::Captured { .. } | Event::Refunded { .. } | Event::RefundPending { .. } | Event::Updated { .. }
    );
    match (&payment.standing, illegal) {
        (Standing::Asked | Standing::Pending, Illegal::Step { .. } | Illegal::RefundedMoreThanPaid) => moves,
        (Standing::Succeeded(_), Illegal::RefundedMoreThanPaid) => {
            let sums = payment.money_box();
            let Event::Refunded { amount, .. } = &piece.event else { return false };
            let refund = sums.refunded.plus(*amount).ok();
            payment.asked.capture_mode == CaptureMode::Manual
                && refund.is_some_and(|refund| !refund.exceeds(sums.authorised).unwrap_or(true))
        }
        (
            Standing::Asked
            | Standing::Pending
            | Standing::Succeeded(_)
            | Standing::Declined { .. }
            | Standing::Cancelled { .. },
            Illegal::Step { .. }
            | Illegal::AmountDiffers { .. }
            | Illegal::IdDiffers { .. }
            | Illegal::CapturedMoreThanAuthorised
            | Illegal::RefundedMoreThanPaid
            | Illegal::DeclaredMoreThanPaid
            | Illegal::NoSuch(_)
            | Illegal::Money(_),
        ) => false,
    }
}

/// The ids by which earlier news of a payment may be found now: all of them when it took a step or a capture
/// became known, else those just learned.
pub(crate) fn ids_learned(before: &Payment, after: &Payment) -> Vec<String> {
    let stepped = std::mem::discriminant(&before.standing) != std::mem::discriminant(&after.standing)
        || before.money_box().captured != after.money_box().captured;
    let known = if stepped { Vec::new() } else { ids_of(before) };
    ids_of(after).into_iter().filter(|id| !known.contains(id)).collect()
}

fn ids_of(payment: &Payment) -> Vec<String> {
    let refunds = payment.refunds.iter().flat_map(|(request, refund)| {
        [Some(request.to_string()), refund.refund.as_ref().map(ToString::to_string)]
    });
    [Some(payment.asked.request.to_string()), payment.payment.as_ref().map(ToString::to_string)]
        .into_iter()
        .chain(refunds)
        .flatten()
        .collect()
}

impl Merchant {
    /// Takes in again what came too early for this payment, or before it was known at all.
    pub(crate) async fn take_in_early(&self, before: &Payment, after: &Payment) -> Result<(), Failed> {
        for id in ids_learned(before, after) {
            for stream in self.notices(&["not_ours", "contradicts"], Some(id)).await? {
                self.take_in_again(&stream).await?;
            }
        }
        Ok(())
    }

    /// The same for a dossier: periods paid before the subscription was known, and the end of a token that came
    /// before the token.
    pub(crate) async fn take_in_early_of(&self, before: &Dossier, after: &Dossier) -> Result<(), Failed> {
        if before.subscription_id() != after.subscription_id()
            && let Some(id) = after.subscription_id()
        {
            for stream in self.notices(&[], Some(id.to_string())).await? {
                self.take_in_again(&stream).await?;
            }
        }
        let tokens = |dossier: &Dossier| {
            dossier.agreements().filter(|report| matches!(report, AgreementReport::Token { .. })).count()
        };
        if tokens(before) != tokens(after) {
            // A token stands in no list of names.
            for stream in self.notices(&["not_ours"], None).await? {
                self.take_in_again(&stream).await?;
            }
        }
        Ok(())
    }

    /// Once for each start of the program: it may have stopped between a step and the news that waited for it.
    pub(crate) async fn take_in_left_over(&self) -> Result<(), Failed> {
        if !self.first_sweep() {
            return Ok(());
        }
        for stream in self.notices(&["not_ours", "contradicts"], None).await? {
            self.take_in_again(&stream).await?;
        }
        Ok(())
    }

    async fn notices(&self, states: &[&str], text: Option<String>) -> Result<Vec<StreamId>, Failed> {
        let query = DossierQuery {
            kind: DossierKind::News,
            account: self.account.id.clone(),
            states: states.iter().map(|state| (*state).to_owned()).collect(),
            text,
            subject: None,
            by_deadline: false,
            limit: MOST,
            after: None,
        };
        let mut found = self.parts.ledger.dossiers(&query).await?;
        // Oldest first, as it happened.
        found.reverse();
        Ok(found.into_iter().map(|row| row.stream).collect())
    }

    /// Reads a notice that was taken in before once more. Written down only when it does something else now.
    fn take_in_again<'a>(
        &'a self,
        stream: &'a StreamId,
    ) -> Pin<Box<dyn Future<Output = Result<(), Failed>> + Send + 'a>> {
        Box::pin(async move {
            // What it changes may wake other notices, and these must not wake it again.
            let Some(_busy) = Busy::take(self, stream.as_str()) else { return Ok(()) };
            let Some(kept) = self.notice(stream).await? else { return Ok(()) };
            let Some(first) = kept.notice.took.clone() else { return Ok(()) };
            if matches!(first.effect, Effect::Unverified | Effect::Reread) {
                return Ok(());
            }
            let at = kept.notice.arrival.happened_at;
            let taken = self.read_in(&kept).await?;
            let TakenIn { subject, effect, because } = taken;
            let settled = matches!(first.effect, Effect::Changed | Effect::Repeated)
                && matches!(effect, Effect::Changed | Effect::Repeated);
            let took = Took { subject, effect, because };
            if settled || took == first {
                return Ok(());
            }
            match self.write_news(stream, kept.version, NewsEvent::Took(took), at).await {
                // It came again meanwhile, or another program read it.
                Ok(_) | Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }
}
