//! A debit under a buyer's standing consent.

use antom::parts::PaymentMethod;
use antom::pay::{Pay, PayRequest};
use antom::{Ask, Endpoint};
use domain::{
    Body, CaptureMode, Card, DossierKind, Event, Money, Opening, OrderId, OrderKind, OrderNumber, PayProduct,
    PaymentAsked, PaymentRequestId, StreamId,
};

use super::session::order_of;
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::dossier::DossierStanding;
use crate::merchant::Merchant;

/// A debit to be made.
#[derive(Debug, Clone)]
pub struct DebitWish {
    /// The sheet's id: becomes the payment request id.
    pub draft: PaymentRequestId,
    /// Any id of the agreement.
    pub agreement: String,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What for.
    pub description: String,
    /// How much.
    pub amount: Money,
    /// The warning about the same order was answered.
    pub again: bool,
}

impl Merchant {
    /// Debits a buyer under a consent. The token is in the sealed body only.
    pub async fn debit(&self, wish: DebitWish) -> Result<OrderId, Failed> {
        let order = OrderId::parse(wish.draft.as_str())?;
        let stream = StreamId::payment(&self.account.id, &wish.draft);
        if let Some(known) = self.parts.ledger.order(&order).await? {
            let same = known.stream == stream && known.amount == Some(wish.amount);
            return if same { Ok(order) } else { Err(Failed::DraftUsed) };
        }
        let standing = self.may_be_debited(&wish).await?;
        let Opening::Agreement(opening) = standing.dossier.opening.clone() else {
            return Err(domain::Bar::NoConsent.into());
        };
        let method = PaymentMethod {
            payment_method_type: Some(opening.wallet.clone()),
            payment_method_id: Some(self.live_token(&standing).await?),
            ..PaymentMethod::default()
        };
        let what = order_of(&wish.order_number, &wish.description, wish.amount);
        let mut ask = PayRequest::agreement(wish.draft.clone(), what, wish.amount, method);
        ask.settlement_strategy = Some(self.settlement(wish.amount));
        ask.payment_notify_url.clone_from(&self.account.notify_url);
        ask.check()?;
        let only_for = (!wish.again).then(|| wish.order_number.clone());
        let event = Event::Asked(PaymentAsked {
            request: wish.draft.clone(),
            order_number: wish.order_number,
            description: wish.description,
            amount: wish.amount,
            method: opening.wallet,
            capture_mode: CaptureMode::Automatic,
            card: Card::default(),
            needs_declaration: false,
            product: PayProduct::Agreement,
            checkout: false,
            agreement: Some(opening.state),
            store: None,
            elsewhere: false,
        });
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Pay,
            request_id: wish.draft.to_string(),
            path: Pay::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: Some(wish.amount),
            body_event: Body::Payment(event),
            only_for,
        };
        self.begin(&stream, 0, beginning).await?;
        Ok(order)
    }

    /// The agreement of a debit, when it can be debited now and the order is not being paid already.
    pub async fn may_be_debited(&self, wish: &DebitWish) -> Result<DossierStanding, Failed> {
        let standing = self.dossier(DossierKind::Agreement, &wish.agreement).await?;
        self.may_debit(&standing)?;
        if !wish.again {
            self.not_being_paid(&wish.order_number, &wish.draft).await?;
        }
        Ok(standing)
    }
}
