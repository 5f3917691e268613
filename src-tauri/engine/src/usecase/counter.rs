//! A payment at the counter: the buyer's code scanned, or ours shown.

use antom::in_store::Scenario;
use antom::parts::{Env, Merchant as Seller, PaymentMethod, Store};
use antom::pay::{Pay, PayRequest};
use antom::{Ask, Endpoint, SecretText, Stamp};
use domain::{
    Body, CaptureMode, Card, Counter, Event, Money, OrderId, OrderKind, OrderNumber, PayProduct,
    PaymentAsked, PaymentRequestId, StreamId,
};

use super::session::{RETURN, order_of};
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::merchant::Merchant;

/// Where the gateway is told to send news when the account names no address: in-store payments must name one.
const NOTIFY: &str = "https://counterfoil.invalid/notify";

/// A payment at the counter.
#[derive(Debug, Clone)]
pub struct CounterWish {
    /// The sheet's id: becomes the payment request id.
    pub draft: PaymentRequestId,
    /// Which way.
    pub product: PayProduct,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What is sold.
    pub description: String,
    /// How much.
    pub amount: Money,
    /// The scanned code, for a payment code.
    pub code: Option<SecretText>,
    /// The warning about the same order was answered.
    pub again: bool,
}

impl Merchant {
    /// Takes a payment at the counter.
    pub async fn counter_payment(&self, wish: CounterWish) -> Result<OrderId, Failed> {
        let order = OrderId::parse(wish.draft.as_str())?;
        let stream = StreamId::payment(&self.account.id, &wish.draft);
        if let Some(known) = self.parts.ledger.order(&order).await? {
            // A code is scanned once: the same sheet again is the same payment, whatever was scanned since.
            let same = known.stream == stream && known.amount == Some(wish.amount);
            return if same { Ok(order) } else { Err(Failed::DraftUsed) };
        }
        self.may_take_at_counter(&wish).await?;
        let (ask, counter) = self.ready_at_counter(&wish)?;
        let only_for = (!wish.again).then(|| wish.order_number.clone());
        let kept = match &wish.code {
            Some(_) => Kept::Without(without_code(&ask).to_body()),
            None => Kept::Plain,
        };
        let event = Event::Asked(PaymentAsked {
            request: wish.draft.clone(),
            order_number: wish.order_number,
            description: wish.description,
            amount: wish.amount,
            method: antom::in_store::CONNECT_WALLET.to_owned(),
            capture_mode: CaptureMode::Automatic,
            card: Card::default(),
            needs_declaration: false,
            product: wish.product,
            checkout: false,
            agreement: None,
            store: Some(counter.store),
            elsewhere: false,
        });
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Pay,
            request_id: wish.draft.to_string(),
            path: Pay::PATH,
            body: ask.to_body(),
            kept,
            amount: Some(wish.amount),
            body_event: Body::Payment(event),
            only_for,
        };
        self.begin(&stream, 0, beginning).await?;
        Ok(order)
    }

    /// Whether a payment at the counter would be sent: the shop is set up, the request is whole, and the order
    /// is not being paid already.
    pub async fn may_take_at_counter(&self, wish: &CounterWish) -> Result<(), Failed> {
        self.ready_at_counter(wish)?;
        if !wish.again {
            self.not_being_paid(&wish.order_number, &wish.draft).await?;
        }
        Ok(())
    }

    fn ready_at_counter(&self, wish: &CounterWish) -> Result<(PayRequest, Counter), Failed> {
        let counter = self
            .account
            .counter
            .clone()
            .ok_or_else(|| Failed::Setting { field: "counter", why: "counter.not_set_up".to_owned() })?;
        let ask = self.counter_request(wish, &counter)?;
        ask.check()?;
        Ok((ask, counter))
    }

    fn counter_request(&self, wish: &CounterWish, counter: &Counter) -> Result<PayRequest, Failed> {
        let store = Store {
            reference_store_id: Some(counter.store.to_string()),
            store_name: Some(counter.store_name.clone()),
            store_mcc: Some(counter.store_mcc.clone()),
            store_terminal_id: Some(counter.terminal.clone()),
            ..Store::default()
        };
        let seller = Seller {
            reference_merchant_id: Some(counter.merchant.to_string()),
            merchant_name: Some(counter.merchant_name.clone()),
            merchant_mcc: Some(counter.merchant_mcc.clone()),
            store: Some(store),
            ..Seller::default()
        };
        let mut order = order_of(&wish.order_number, &wish.description, wish.amount);
        order.merchant = Some(seller);
        order.env = Some(Env {
            store_terminal_id: Some(counter.terminal.clone()),
            store_terminal_request_time: Some(Stamp::new(self.now().iso())),
            // An entry code's page tells the wallet by its browser; a desk has none of its own.
            user_agent: (wish.product == PayProduct::EntryCode).then(|| "Mozilla/5.0".to_owned()),
            ..Env::default()
        });
        let (request, amount) = (wish.draft.clone(), wish.amount);
        let notify = self.account.notify_url.as_deref().unwrap_or(NOTIFY);
        let missing = || antom::FieldFault {
            field: "paymentMethod.paymentMethodId".to_owned(),
            fault: antom::Fault::Missing,
        };
        let mut ask = match wish.product {
            PayProduct::PaymentCode => {
                let code = wish.code.clone().ok_or_else(missing)?;
                PayRequest::payment_code(request, order, amount, code, notify)
            }
            PayProduct::OrderCode => PayRequest::order_code(request, order, amount, notify),
            PayProduct::EntryCode => PayRequest::entry_code(request, order, amount, notify, RETURN),
            PayProduct::Cashier | PayProduct::Agreement => {
                return Err(Failed::Setting { field: "mode", why: "failed.choice".to_owned() });
            }
        };
        ask.settlement_strategy = Some(self.settlement(amount));
        Ok(ask)
    }
}

/// The request as it is kept: everything but the code.
fn without_code(ask: &PayRequest) -> PayRequest {
    let mut kept = ask.clone();
    kept.payment_method =
        kept.payment_method.map(|method| PaymentMethod { payment_method_id: None, ..method });
    kept
}

/// Which in-store form a product is; none for online payments.
pub(crate) fn scenario_of(product: PayProduct) -> Option<Scenario> {
    match product {
        PayProduct::PaymentCode => Some(Scenario::PaymentCode),
        PayProduct::OrderCode => Some(Scenario::OrderCode),
        PayProduct::EntryCode => Some(Scenario::EntryCode),
        PayProduct::Cashier | PayProduct::Agreement => None,
    }
}
