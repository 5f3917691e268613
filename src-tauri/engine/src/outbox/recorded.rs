use crate::port::{Append, Ledger, LedgerError, OpenOrder};

/// An order that is in the ledger. Nothing else can be delivered, so nothing unrecorded is ever sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    order: OpenOrder, // private: only this module makes one, from the ledger
}

impl Recorded {
    /// Writes the order down with the entries that ask for it, and reads it back.
    pub(crate) async fn write(ledger: &dyn Ledger, append: Append) -> Result<Self, LedgerError> {
        let id = append
            .open
            .as_ref()
            .map(|order| order.id.clone())
            .ok_or_else(|| LedgerError::Failed("nothing to record".into()))?;
        ledger.append(append).await?;
        let order = ledger.order(&id).await?;
        order.map(|order| Self { order }).ok_or_else(|| LedgerError::Failed(format!("order {id} is gone")))
    }

    /// Takes up an order that is in the ledger from before.
    pub(crate) fn from_ledger(order: OpenOrder) -> Self {
        Self { order }
    }

    /// The order.
    #[must_use]
    pub fn order(&self) -> &OpenOrder {
        &self.order
    }
}
