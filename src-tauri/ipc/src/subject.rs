//! What an order is about: a payment or a dossier.

use domain::{ActionState, DossierKind, Moment, Opening, OrderKind};
use engine::outbox::{COUNTER_ROUNDS, Pace};
use engine::port::{Attempt, OpenOrder};
use engine::{DossierStanding, Merchant, Standing, link_check};

use crate::problem::Problem;
use crate::trouble;

/// What an order is about.
pub(crate) enum Subject {
    Payment(Box<Standing>),
    Dossier(Box<DossierStanding>),
}

impl Subject {
    pub(crate) async fn of(merchant: &Merchant, order: &OpenOrder) -> Result<Self, Problem> {
        Ok(if order.stream.is_payment() {
            Self::Payment(Box::new(merchant.read(&order.stream).await?))
        } else {
            Self::Dossier(Box::new(merchant.read_dossier(&order.stream).await?))
        })
    }

    pub(crate) fn order_state(
        &self,
        order: &OpenOrder,
        attempts: &[Attempt],
        now: Moment,
    ) -> (ActionState, Option<Problem>) {
        match self {
            Self::Payment(standing) => trouble::order_state(order, attempts, &standing.payment, now),
            Self::Dossier(standing) => trouble::act_state(order, attempts, &standing.dossier),
        }
    }

    /// When it is sent or asked about by itself next: an open order when it is due, a subscription's link when
    /// it ended.
    pub(crate) fn next_check(&self, order: &OpenOrder) -> Option<Moment> {
        if order.closed_by.is_none() {
            return Some(order.due_at);
        }
        match self {
            Self::Dossier(standing) if order.kind == OrderKind::Subscribe => {
                standing.dossier.link_until().map(link_check)
            }
            Self::Payment(_) | Self::Dossier(_) => None,
        }
    }

    /// payment, dispute, agreement, subscription or registration.
    pub(crate) fn about(&self) -> &'static str {
        match self {
            Self::Payment(_) => "payment",
            Self::Dossier(standing) => kind_of(standing).word(),
        }
    }

    /// The id a screen opens it by.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Payment(standing) => standing.payment.asked.request.to_string(),
            Self::Dossier(standing) => dossier_id(&standing.dossier.opening),
        }
    }

    /// The payment's order number, or a few words on what it is about.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Payment(standing) => standing.payment.asked.order_number.to_string(),
            Self::Dossier(standing) => {
                domain::DossierRow::of(&standing.stream, &standing.dossier, standing.version).title
            }
        }
    }

    /// The gateway's id of the payment.
    pub(crate) fn payment_id(&self) -> Option<String> {
        match self {
            Self::Payment(standing) => standing.payment.payment.as_ref().map(ToString::to_string),
            Self::Dossier(standing) => match &standing.dossier.opening {
                Opening::Dispute(own) => own.payment.as_ref().map(ToString::to_string),
                Opening::Agreement(_) | Opening::Subscription(_) | Opening::Registration(_) => None,
            },
        }
    }

    /// After how many rounds asking ends and the payment is undone.
    pub(crate) fn most_rounds(&self, order: &OpenOrder) -> Option<u32> {
        match self {
            Self::Payment(standing) => match Pace::of(order, &standing.payment) {
                Pace::Counter => Some(COUNTER_ROUNDS),
                Pace::Steady | Pace::Offered(_) | Pace::Shown(_) | Pace::CounterCancel => None,
            },
            Self::Dossier(_) => None,
        }
    }
}

fn kind_of(standing: &DossierStanding) -> DossierKind {
    standing.dossier.opening.kind()
}

/// The id people use of a dossier.
pub(crate) fn dossier_id(opening: &Opening) -> String {
    match opening {
        Opening::Dispute(own) => own.dispute.to_string(),
        Opening::Agreement(own) => own.state.to_string(),
        Opening::Subscription(own) => own.request.to_string(),
        Opening::Registration(own) => own.request.to_string(),
    }
}
