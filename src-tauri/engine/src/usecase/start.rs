//! The common beginning of every money action: one draft, one order, for ever.

use domain::{Bar, Body, Money, OrderId, OrderKind, OrderNumber, Source};
use sha2::{Digest, Sha256};

use crate::Failed;
use crate::merchant::{Merchant, Standing};
use crate::outbox::{FIRST_SEND_MS, Recorded};
use crate::port::{Append, Keeping, LedgerError, NewFact, NewOrder};

/// How the exact bytes are to be kept.
pub(crate) enum Kept {
    Plain,
    /// They hold personal data or a token.
    Sealed,
    /// They hold a code that may not be stored: this is what is kept instead.
    Without(Vec<u8>),
}

/// What is about to be written down.
pub(crate) struct Beginning {
    pub order: OrderId,
    pub kind: OrderKind,
    pub request_id: String,
    pub path: &'static str,
    /// The exact bytes to send.
    pub body: Vec<u8>,
    pub kept: Kept,
    pub amount: Option<Money>,
    pub body_event: Body,
    /// Only while no other payment of this order is open or paid; none where that does not matter.
    pub only_for: Option<OrderNumber>,
}

impl Merchant {
    /// The same sheet pressed again: the order is there. Another use of the same draft is refused.
    pub(crate) async fn pressed_before(
        &self,
        order: &OrderId,
        kind: OrderKind,
        amount: Option<Money>,
        standing: &Standing,
    ) -> Result<bool, Failed> {
        let Some(known) = self.parts.ledger.order(order).await? else { return Ok(false) };
        let same_payment = standing.stream == known.stream;
        let same_amount = amount.is_none_or(|amount| Some(amount) == known.amount);
        if known.kind == kind && same_payment && same_amount { Ok(true) } else { Err(Failed::DraftUsed) }
    }

    /// The sheet must have been opened on what stands now.
    pub(crate) fn fresh(standing: &Standing, version: Option<u64>) -> Result<(), Failed> {
        match version {
            Some(version) if version != standing.version => Err(Failed::Stale),
            Some(_) | None => Ok(()),
        }
    }

    /// Writes the order down with the entry that asks for it, then drives it once.
    pub(crate) async fn begin(
        &self,
        stream: &domain::StreamId,
        expected_version: u64,
        beginning: Beginning,
    ) -> Result<(), Failed> {
        let Beginning { order, kind, request_id, path, body, kept, amount, body_event, only_for } = beginning;
        // Nothing is written down that this computer could not sign.
        let (version, _) = self.account.signing_key(self.now());
        self.parts.keys.public(&self.account.id, version).await?;
        self.must_be_the_newest().await?;
        self.asked_since_it_was_gone_on_with(stream, kind, expected_version).await?;
        let now = self.now();
        let body_hash = Sha256::digest(&body).into();
        let (keeping, body) = match kept {
            Kept::Plain => (Keeping::Plain, body),
            Kept::Sealed => (Keeping::Sealed, self.parts.keys.seal(body).await?),
            Kept::Without(rest) => {
                self.remember_once(&order, body);
                (Keeping::Forgotten, rest)
            }
        };
        let open = NewOrder {
            id: order.clone(),
            kind,
            request_id,
            path: path.to_owned(),
            body,
            body_hash,
            keeping,
            amount,
            due_at: now.plus(FIRST_SEND_MS),
            only_for: only_for.map(|number| (self.account.id.clone(), number)),
        };
        let append = Append {
            stream: stream.clone(),
            expected_version,
            actor: self.actor.clone(),
            heard_at: now,
            facts: vec![NewFact { source: Source::Us, occurred_at: now, body: body_event }],
            open: Some(open),
            close: None,
        };
        // Only what is written down can be sent.
        match Recorded::write(self.parts.ledger.as_ref(), append).await {
            Ok(recorded) => {
                self.note_head().await;
                self.announce(stream);
                // What goes wrong from here on is the order's own story: it is written down.
                if let Err(error) = self.drive(&recorded.order().id).await {
                    tracing::warn!(order = %order, %error, "the first send did not end");
                }
                Ok(())
            }
            // Two presses of one sheet at the same moment: the other one wrote it.
            Err(LedgerError::SomeoneElseWrote) if self.parts.ledger.order(&order).await?.is_some() => Ok(()),
            Err(LedgerError::SomeoneElseWrote) => Err(Failed::Stale),
            Err(LedgerError::InTheWay(row)) => Err(Bar::order_being_paid(&row).into()),
            Err(error) => Err(error.into()),
        }
    }
}
