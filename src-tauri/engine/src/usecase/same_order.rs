//! One order, one payment: what is in the way of a second one. The ledger looks again when it writes
//! ([`NewOrder::only_for`](crate::port::NewOrder)); this is for saying it before.

use domain::{Bar, OrderNumber, PaymentRequestId, PaymentRow};

use crate::Failed;
use crate::merchant::Merchant;

impl Merchant {
    /// Payments under exactly this order number, newest first.
    pub async fn payments_of_order(&self, number: &OrderNumber) -> Result<Vec<PaymentRow>, Failed> {
        Ok(self.parts.ledger.of_order(&self.account.id, number).await?)
    }

    /// No payment of this order but this one is open or paid: pressing the same sheet again is no second payment.
    pub(crate) async fn not_being_paid(
        &self,
        number: &OrderNumber,
        own: &PaymentRequestId,
    ) -> Result<(), Failed> {
        let now = self.now();
        let mut rows = self.payments_of_order(number).await?.into_iter();
        match rows.find(|row| row.request != *own && row.is_in_the_way(now)) {
            None => Ok(()),
            Some(row) => Err(Bar::order_being_paid(&row).into()),
        }
    }
}
