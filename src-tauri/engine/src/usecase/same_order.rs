//! One order, one payment: what is in the way of a second one.

use domain::{Bar, OrderNumber, PaymentRequestId, PaymentRow, PaymentState};

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::PaymentQuery;

/// Whether a payment may take, or has taken, the money of its order.
#[must_use]
pub fn is_in_the_way(state: PaymentState) -> bool {
    match state {
        PaymentState::Asked
        | PaymentState::Pending
        | PaymentState::Authorised
        | PaymentState::PartlyCaptured
        | PaymentState::Paid
        | PaymentState::PartlyRefunded => true,
        PaymentState::Expired | PaymentState::Refunded | PaymentState::Cancelled | PaymentState::Declined => {
            false
        }
    }
}

impl Merchant {
    /// Payments under exactly this order number, newest first.
    pub async fn payments_of_order(&self, number: &OrderNumber) -> Result<Vec<PaymentRow>, Failed> {
        let query = PaymentQuery {
            account: Some(self.account.id.clone()),
            text: Some(number.to_string()),
            now: self.now(),
            limit: 50,
            ..PaymentQuery::default()
        };
        let page = self.parts.ledger.payments(&query).await?;
        Ok(page.rows.into_iter().filter(|row| row.order_number == *number).collect())
    }

    /// No other payment of this order is open or paid.
    pub(crate) async fn not_being_paid(&self, number: &OrderNumber) -> Result<(), Failed> {
        self.not_being_paid_beside(number, None).await
    }

    /// No payment of this order but this one is open or paid: pressing the same sheet again is no second payment.
    pub async fn not_being_paid_beside(
        &self,
        number: &OrderNumber,
        own: Option<&PaymentRequestId>,
    ) -> Result<(), Failed> {
        let rows = self.payments_of_order(number).await?;
        match rows.into_iter().find(|row| is_in_the_way(row.state) && Some(&row.request) != own) {
            None => Ok(()),
            Some(row) => Err(Bar::OrderBeingPaid {
                payment: row.request,
                amount: row.amount,
                asked_at: row.created_at,
                paid: !matches!(row.state, PaymentState::Asked | PaymentState::Pending),
            }
            .into()),
        }
    }
}
