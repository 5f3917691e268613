//! A debit under a buyer's standing consent.

use antom::parts::PaymentMethod;
use antom::pay::{Pay, PayRequest};
use antom::{Ask, Endpoint};
use domain::{
    AgreementOpening, AuthState, Body, CaptureMode, Card, DossierKind, Event, Money, Opening, OrderId,
    OrderKind, OrderNumber, PayProduct, PaymentAsked, PaymentRequestId, PaymentRow, StreamId,
};

use super::session::order_of;
use super::start::{Beginning, Kept};
use crate::Failed;
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
        if self.debit_pressed_before(&wish, &order).await? {
            return Ok(order);
        }
        let (opening, ask) = self.ready_to_debit(&wish).await?;
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

    /// What was debited under a consent, newest first, at most so many.
    pub async fn debits_under(&self, agreement: &AuthState, limit: u32) -> Result<Vec<PaymentRow>, Failed> {
        Ok(self.parts.ledger.debits_of(&self.account.id, agreement, limit).await?)
    }

    /// Whether this debit would be written down: the same checks, and nothing else happens.
    pub async fn may_be_debited(&self, wish: &DebitWish) -> Result<(), Failed> {
        let order = OrderId::parse(wish.draft.as_str())?;
        if self.debit_pressed_before(wish, &order).await? {
            return Ok(());
        }
        self.ready_to_debit(wish).await.map(|_| ())
    }

    /// The same sheet pressed again: the order is there. Another use of the same draft is refused.
    async fn debit_pressed_before(&self, wish: &DebitWish, order: &OrderId) -> Result<bool, Failed> {
        let Some(known) = self.parts.ledger.order(order).await? else { return Ok(false) };
        let stream = StreamId::payment(&self.account.id, &wish.draft);
        let same = known.stream == stream && known.amount == Some(wish.amount);
        if same { Ok(true) } else { Err(Failed::DraftUsed) }
    }

    /// The consent of a debit and the call, when it can be debited now and the order is not being paid already.
    async fn ready_to_debit(&self, wish: &DebitWish) -> Result<(AgreementOpening, PayRequest), Failed> {
        let standing = self.dossier(DossierKind::Agreement, &wish.agreement).await?;
        self.may_debit(&standing)?;
        if !wish.again {
            self.not_being_paid(&wish.order_number, &wish.draft).await?;
        }
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
        Ok((opening, ask))
    }
}
