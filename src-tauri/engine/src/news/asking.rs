//! What was learned only by asking: a list that exposes a dead notification address.

use domain::{Moment, Standing, StreamId};

use crate::Failed;
use crate::merchant::Merchant;

/// A payment of which no notification ever came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwebbed {
    /// Which.
    pub stream: StreamId,
}

impl Merchant {
    /// Payments of which something final was learned by asking in the last days and no notification came by
    /// any road, newest first.
    pub async fn learned_by_asking(&self, days: i64, limit: u32) -> Result<Vec<Unwebbed>, Failed> {
        let since = self.now().plus(-days.saturating_mul(Moment::DAY));
        let found = self.parts.ledger.learned_by_asking(&self.account.id, since, limit).await?;
        let mut unwebbed = Vec::new();
        for stream in found {
            // Of what nobody has paid yet there is nothing the gateway would have told.
            let standing = self.read(&stream).await?.payment.standing;
            if !matches!(standing, Standing::Asked | Standing::Pending) {
                unwebbed.push(Unwebbed { stream });
            }
        }
        Ok(unwebbed)
    }

    /// Takes in what came and was not taken in yet: the program stopped in between.
    pub async fn take_in_waiting(&self) -> Result<usize, Failed> {
        let query = crate::port::DossierQuery {
            kind: domain::DossierKind::News,
            account: self.account.id.clone(),
            states: vec!["waiting".to_owned()],
            text: None,
            subject: None,
            by_deadline: false,
            limit: 500,
            after: None,
        };
        let waiting = self.parts.ledger.dossiers(&query).await?;
        for row in &waiting {
            self.take_in(&row.stream).await?;
        }
        self.take_in_left_over().await?;
        Ok(waiting.len())
    }
}
