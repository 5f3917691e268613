//! What disputes take of a payment, and what a payment gave back of a dispute: a buyer is not paid twice, by the
//! bank and by the shop.

use domain::{Bar, Dossier, DossierKind, Money, Standing as PaymentStanding, Takes};

use crate::Failed;
use crate::dossier::DossierStanding;
use crate::merchant::{Merchant, Standing};
use crate::port::DossierQuery;

/// More disputes than one payment ever has.
const MOST: u32 = 100;

/// What the disputes of one payment take of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disputed {
    /// Accepted, missed or lost: the bank has it, or will have.
    pub took: Money,
    /// Asked for, and not decided.
    pub asks: Money,
}

impl Merchant {
    /// What the disputes of a payment take of it. One that names no amount, or one in another currency, may take
    /// all of it.
    pub async fn disputed(&self, standing: &Standing) -> Result<Disputed, Failed> {
        let money = standing.payment.money_box();
        let none = Money::zero(money.captured.currency());
        let mut sums = Disputed { took: none, asks: none };
        let query = DossierQuery {
            kind: DossierKind::Dispute,
            account: self.account.id.clone(),
            states: Vec::new(),
            text: None,
            subject: Some(standing.stream.clone()),
            by_deadline: false,
            limit: MOST,
            after: None,
        };
        for row in self.parts.ledger.dossiers(&query).await? {
            let dossier = self.read_dossier(&row.stream).await?.dossier;
            let of = |amount: Option<Money>| {
                amount.filter(|amount| amount.currency() == none.currency()).unwrap_or(money.captured)
            };
            match dossier.dispute_takes() {
                Takes::Nothing => {}
                Takes::Asks(amount) => sums.asks = sums.asks.plus(of(amount))?,
                Takes::Took(amount) => sums.took = sums.took.plus(of(amount))?,
            }
        }
        Ok(sums)
    }

    /// Whether so much can go back to the buyer beside what the bank takes.
    pub(crate) async fn not_twice(
        &self,
        standing: &Standing,
        amount: Money,
        again: bool,
    ) -> Result<(), Failed> {
        let Disputed { took, asks } = self.disputed(standing).await?;
        let refundable = standing.payment.money_box().refundable;
        let beside = refundable.minus(took).unwrap_or(Money::zero(took.currency()));
        if !took.is_zero() && beside.minus(amount).is_err() {
            return Err(Bar::TakenByDispute { took, left: beside }.into());
        }
        if asks.is_zero() || again { Ok(()) } else { Err(Bar::DisputeAsks { asks }.into()) }
    }

    /// Why a payment cannot be cancelled for its disputes: a cancellation gives all of it back.
    pub async fn cancel_beside_disputes(&self, standing: &Standing) -> Result<Option<Bar>, Failed> {
        let Disputed { took, asks } = self.disputed(standing).await?;
        Ok(if !took.is_zero() {
            Some(Bar::TakenByDispute { took, left: Money::zero(took.currency()) })
        } else if !asks.is_zero() {
            Some(Bar::DisputeStopsCancel { asks })
        } else {
            None
        })
    }

    /// What went back to the buyer, or is on its way, of the payment a dispute is about; none where the payment is
    /// not known here, and where nothing did.
    pub async fn given_back(&self, dispute: &DossierStanding) -> Result<Option<Money>, Failed> {
        let Some(payment) = payment_of(&dispute.dossier) else { return Ok(None) };
        let Some(stream) = self.parts.ledger.find(&self.account.id, &payment).await? else { return Ok(None) };
        let payment = self.read(&stream).await?.payment;
        let money = payment.money_box();
        let cancelled = matches!(payment.standing, PaymentStanding::Cancelled { was: Some(_), .. });
        let cancelling = payment
            .cancel
            .as_ref()
            .is_some_and(|cancel| cancel.progress.is_open() || cancel.progress.is_done());
        let back = if cancelled || cancelling {
            payment.asked.amount
        } else {
            money.refunded.plus(money.refunding)?
        };
        Ok(Some(back).filter(|back| !back.is_zero()))
    }
}

fn payment_of(dossier: &Dossier) -> Option<String> {
    match &dossier.opening {
        domain::Opening::Dispute(own) => own
            .request
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| own.payment.as_ref().map(ToString::to_string)),
        domain::Opening::Agreement(_)
        | domain::Opening::Subscription(_)
        | domain::Opening::Registration(_) => None,
    }
}
