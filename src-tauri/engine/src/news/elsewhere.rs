//! A refund another desk made: its notification names no payment, so the payments it can be of are asked about.

use antom::StatusWord;
use antom::notify::NotifyRefund;
use domain::PaymentState;

use crate::merchant::Merchant;
use crate::port::PaymentQuery;

/// Of how many payments at most is asked for one such refund, the newest first.
const MOST: u32 = 10;

impl Merchant {
    /// Asks about payments from which this much can have gone back, until one of them names the refund; what is
    /// learned lowers what can still be refunded, and the notification is taken in again as its payment's.
    pub(super) async fn look_for_refund(&self, news: &NotifyRefund) {
        let (Some(request), Some(amount)) = (&news.refund_request_id, news.refund_amount) else { return };
        if news.payment_id.is_some() || news.refund_status != Some(StatusWord::Success) {
            return;
        }
        let query = PaymentQuery {
            account: Some(self.account.id.clone()),
            states: vec![PaymentState::Paid, PaymentState::PartlyRefunded, PaymentState::PartlyCaptured],
            currency: Some(amount.currency()),
            least_minor: Some(amount.minor()),
            now: self.now(),
            limit: MOST,
            ..PaymentQuery::default()
        };
        let rows = match self.parts.ledger.payments(&query).await {
            Ok(page) => page.rows,
            Err(error) => return tracing::info!(%error, "a refund made elsewhere could not be looked for"),
        };
        for row in rows {
            let left = row.captured.minus(row.refunded).is_ok_and(|left| left.minor() >= amount.minor());
            if !left {
                continue;
            }
            match Box::pin(self.inquire(row.request.as_str())).await {
                Ok(found) if found.standing.payment.refunds.contains_key(request) => return,
                // Not of this one.
                Ok(found) if found.trouble.is_none() => {}
                // No way to the gateway now: the others are not reached either.
                Ok(_) => return,
                Err(error) => {
                    return tracing::info!(%error, "a refund made elsewhere could not be looked for");
                }
            }
        }
    }
}
