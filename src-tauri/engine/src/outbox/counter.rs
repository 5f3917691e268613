//! What is special at the counter: a code that is sent once, and an end to asking.

use antom::Endpoint;
use antom::cancel::{Cancel, CancelAsk};
use domain::{Body, CODE_GONE, CancelAsked, Event, Moment, OrderId, OrderKind, Source, Standing};

use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::Pace;
use crate::port::{Attempt, Keeping, LedgerError, OpenOrder};
use crate::usecase::start::{Beginning, Kept};

impl Merchant {
    /// Whether the bytes of an order are here to be delivered. A scanned code works once: such an order is
    /// delivered once and never again, whatever the gateway says it heard.
    pub(crate) fn can_be_sent(&self, order: &OpenOrder, attempts: &[Attempt]) -> bool {
        match order.keeping {
            Keeping::Plain | Keeping::Sealed => true,
            Keeping::Forgotten => {
                !super::drive::may_have_been_heard(attempts) && self.spoken_once(&order.id).is_some()
            }
        }
    }

    /// An order whose code is gone. Nothing of it ever left: then it is over, and the code can be scanned
    /// again. Something may have left: it goes on being asked about, and is cancelled at the ladder's end.
    pub(crate) async fn cannot_be_sent(&self, order: &OpenOrder, attempts: &[Attempt]) -> Result<(), Failed> {
        self.forget_once(&order.id);
        if super::drive::may_have_been_heard(attempts) {
            return Ok(());
        }
        let event = Event::Declined { code: CODE_GONE.to_owned(), message: String::new() };
        let news = News { event, at: self.now() };
        self.hear(&order.stream, Source::Us, &[news], Some((&order.id).into())).await?;
        Ok(())
    }

    /// The end of the ladder at the counter: the payment is cancelled by our id, so that nobody hands over
    /// goods on a guess. Its cancellation is an order like any other; asking about the payment goes on
    /// beside it.
    pub(crate) async fn give_up(&self, order: &OpenOrder) -> Result<(), Failed> {
        let standing = self.read(&order.stream).await?;
        let open = matches!(standing.payment.standing, Standing::Asked | Standing::Pending);
        if !open || standing.payment.cancel.is_some() {
            return Ok(());
        }
        self.cancel_unheard(&order.stream).await
    }

    /// Asks the gateway to cancel a payment by our id, though it is not known whether it ever had it.
    pub(crate) async fn cancel_unheard(&self, stream: &domain::StreamId) -> Result<(), Failed> {
        let standing = self.read(stream).await?;
        let request = standing.payment.asked.request.clone();
        let id = OrderId::parse(&format!("{request}_cancel"))?;
        if self.parts.ledger.order(&id).await?.is_some() {
            return Ok(());
        }
        let beginning = Beginning {
            order: id.clone(),
            kind: OrderKind::Cancel,
            request_id: request.to_string(),
            path: Cancel::PATH,
            body: CancelAsk::Request(request).to_body(),
            kept: Kept::Plain,
            amount: Some(standing.payment.asked.amount),
            body_event: Body::Payment(Event::CancelAsked(CancelAsked { order: id })),
            only_for: None,
        };
        match Box::pin(self.begin(stream, standing.version, beginning)).await {
            // Somebody else changed the payment meanwhile: the next round decides again.
            Err(Failed::Stale | Failed::Ledger(LedgerError::SomeoneElseWrote)) => Ok(()),
            other => other,
        }
    }

    /// When an order is asked about next and for how long: what a countdown shows.
    #[must_use]
    pub fn pace_of(order: &OpenOrder, payment: &domain::Payment) -> (Pace, Moment) {
        (Pace::of(order, payment), order.due_at)
    }
}
