//! Asks what a checkout is for (section 6.14 of the online payments reference). No page of the gateway
//! describes this call; the fields are those of the official SDK.

use domain::PaymentRequestId;

use crate::fields::fields;
use crate::parts::{CustomizedInfo, Order, PromotionResult};
use crate::{Ask, Endpoint, FieldFault};

/// `POST /v1/payments/retrievePaymentSession`. The SDK's constant has a doubled slash in it; the path is
/// written here as all others are.
#[derive(Debug)]
pub struct RetrieveSession;

impl Endpoint for RetrieveSession {
    const PATH: &'static str = "/ams/api/v1/payments/retrievePaymentSession";
    type Answer = RetrieveSessionAnswer;
}

fields! {
    /// Which checkout.
    #[derive(Debug)]
    pub struct RetrieveSessionAsk {
        /// Ours, as it was opened under.
        #[serde(alias = "payment_request_id")]
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId" [need],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct RetrieveSessionAnswer {
        /// What is paid for.
        pub order: Option<Order> = "order",
        /// What was taken off.
        pub promotion_results: Vec<PromotionResult> = "promotionResults",
        /// Free fields of the checkout.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
    }
}

impl Ask for RetrieveSessionAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}
