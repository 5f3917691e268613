//! Payments at the counter (sections 1 to 4 of the in-store reference): one call, three scenarios, and only
//! in one of them does a success mean that money moved.

use domain::{Money, PaymentId, PaymentRequestId};

use crate::fault::Checking;
use crate::parts::{Order, OrderCodeForm, PaymentFactor, PaymentMethod, RedirectActionForm};
use crate::pay::{IN_STORE, PayAnswer, PayRequest};
use crate::proof::{Proof, may_be, must_be, prove_for};
use crate::wire::GatewayResult;
use crate::{Fault, SecretText};

/// The method of every in-store payment; the wallet is told by the code.
pub const CONNECT_WALLET: &str = "CONNECT_WALLET";

/// Who scans what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scenario {
    /// The cashier scans the buyer's code. Success: paid.
    PaymentCode,
    /// The buyer scans a code made for this order. Success: the code was made, nothing is paid.
    OrderCode,
    /// The buyer scanned the store's code and types the amount. Success: there is a page to go to, nothing is
    /// paid.
    EntryCode,
}

impl Scenario {
    /// `inStorePaymentScenario`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PaymentCode => "PaymentCode",
            Self::OrderCode => "OrderCode",
            Self::EntryCode => "EntryCode",
        }
    }

    /// Reads the word in any case: the SDK's own list has it in capitals.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::PaymentCode, Self::OrderCode, Self::EntryCode]
            .into_iter()
            .find(|scenario| scenario.word().eq_ignore_ascii_case(word))
    }

    /// The name under which the table of result codes has what is special about it.
    #[must_use]
    pub fn endpoint(self) -> &'static str {
        match self {
            Self::PaymentCode => "pay_payment_code",
            Self::OrderCode => "pay_order_code",
            Self::EntryCode => "pay_entry_code",
        }
    }
}

impl PayRequest {
    /// The cashier scanned the buyer's code. The order names merchant, store and till.
    #[must_use]
    pub fn payment_code(
        request: PaymentRequestId,
        order: Order,
        amount: Money,
        code: SecretText,
        notify_url: &str,
    ) -> Self {
        let ask = Self::at_the_counter(Scenario::PaymentCode, request, order, amount, notify_url);
        let method = PaymentMethod { payment_method_id: Some(code), ..wallet() };
        Self { payment_method: Some(method), ..ask }
    }

    /// A code for this order, to be shown to the buyer.
    #[must_use]
    pub fn order_code(request: PaymentRequestId, order: Order, amount: Money, notify_url: &str) -> Self {
        Self::at_the_counter(Scenario::OrderCode, request, order, amount, notify_url)
    }

    /// The buyer came through the store's own code; `order.env.userAgent` tells the wallet.
    #[must_use]
    pub fn entry_code(
        request: PaymentRequestId,
        order: Order,
        amount: Money,
        notify_url: &str,
        redirect_url: &str,
    ) -> Self {
        let ask = Self::at_the_counter(Scenario::EntryCode, request, order, amount, notify_url);
        Self { payment_redirect_url: Some(redirect_url.to_owned()), ..ask }
    }

    fn at_the_counter(
        scenario: Scenario,
        request: PaymentRequestId,
        order: Order,
        amount: Money,
        notify_url: &str,
    ) -> Self {
        let factor = PaymentFactor {
            in_store_payment_scenario: Some(scenario.word().to_owned()),
            ..PaymentFactor::default()
        };
        Self {
            product_code: Some(IN_STORE.to_owned()),
            payment_request_id: Some(request),
            order: Some(order),
            payment_amount: Some(amount),
            payment_method: Some(wallet()),
            payment_factor: Some(factor),
            payment_notify_url: Some(notify_url.to_owned()),
            ..Self::default()
        }
    }
}

fn wallet() -> PaymentMethod {
    PaymentMethod { payment_method_type: Some(CONNECT_WALLET.to_owned()), ..PaymentMethod::default() }
}

/// What an in-store payment needs (section 2 of the in-store reference; sections 3 and 4 for the others).
pub(crate) fn rules(ask: &PayRequest, checking: Checking) -> Checking {
    let merchant = ask.order.as_ref().and_then(|order| order.merchant.as_ref());
    let store = merchant.and_then(|merchant| merchant.store.as_ref());
    let order_env = ask.order.as_ref().and_then(|order| order.env.as_ref());
    let method = ask.payment_method.as_ref();
    let code = method.and_then(|method| method.payment_method_id.as_ref());
    let needed = [
        ("paymentNotifyUrl", ask.payment_notify_url.is_some()),
        ("order.merchant.referenceMerchantId", merchant.is_some_and(|m| m.reference_merchant_id.is_some())),
        ("order.merchant.merchantName", merchant.is_some_and(|m| m.merchant_name.is_some())),
        ("order.merchant.merchantMCC", merchant.is_some_and(|m| m.merchant_mcc.is_some())),
        ("order.merchant.store.referenceStoreId", store.is_some_and(|s| s.reference_store_id.is_some())),
        ("order.merchant.store.storeName", store.is_some_and(|s| s.store_name.is_some())),
        ("order.merchant.store.storeMCC", store.is_some_and(|s| s.store_mcc.is_some())),
    ];
    let checking = needed
        .into_iter()
        .fold(checking, |checking, (field, there)| checking.rule(field, there, Fault::Missing));
    let word = method.and_then(|method| method.payment_method_type.as_deref());
    let checking = checking.rule(
        "paymentMethod.paymentMethodType",
        word == Some(CONNECT_WALLET),
        Fault::Malformed(CONNECT_WALLET),
    );
    let needs_no_code = Fault::AgainstRule("only a scanned payment code goes along");
    match ask.scenario() {
        Some(Scenario::PaymentCode) => {
            checking.rule("paymentMethod.paymentMethodId", code.is_some(), Fault::Missing)
        }
        Some(Scenario::OrderCode) => {
            checking.rule("paymentMethod.paymentMethodId", code.is_none(), needs_no_code)
        }
        Some(Scenario::EntryCode) => {
            let agent = order_env.and_then(|env| env.user_agent.as_ref());
            checking.rule("paymentMethod.paymentMethodId", code.is_none(), needs_no_code).rule(
                "order.env.userAgent",
                agent.is_some(),
                Fault::Missing,
            )
        }
        None => checking.rule(
            "paymentFactor.inStorePaymentScenario",
            false,
            Fault::Malformed("PaymentCode, OrderCode or EntryCode"),
        ),
    }
}

/// What is known of a code that was asked for: that it exists, not that it was paid.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeKnown {
    /// The gateway's id. It may be missing: inquiries and cancellations then name ours.
    pub payment: Option<PaymentId>,
    /// As asked.
    pub amount: Money,
    /// The code to show, of an order code.
    pub code: Option<OrderCodeForm>,
    /// Where the buyer is sent, of an entry code.
    pub redirect: Option<RedirectActionForm>,
}

/// What a verified answer proves about an order code or entry code. Never [`Proof::Done`]: a success says that
/// the code was made; only a notification or an inquiry says that it was paid. Payment codes go through
/// [`crate::pay::prove`].
#[must_use]
pub fn prove_code(
    scenario: Scenario,
    request: &PaymentRequestId,
    amount: Money,
    result: &GatewayResult,
    answer: &PayAnswer,
) -> Proof<CodeKnown> {
    let proof = prove_for(scenario.endpoint(), result, |_| {
        let theirs = answer.payment_request_id.as_ref().map(PaymentRequestId::as_str);
        must_be("paymentRequestId", theirs, request.as_str())?;
        let theirs = answer.payment_amount.map(|money| money.to_string());
        may_be("paymentAmount", theirs.as_deref(), &amount.to_string())?;
        Ok(CodeKnown {
            payment: answer.payment_id.clone(),
            amount,
            code: answer.order_code_form.clone(),
            redirect: answer.redirect_action_form.clone(),
        })
    });
    proof.accepted_only(result)
}
