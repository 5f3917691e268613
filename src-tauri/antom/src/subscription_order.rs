use domain::Money;

use crate::fields::fields;

fields! {
    /// `orderInfo`: what a period of a subscription is for.
    #[derive(Debug)]
    pub struct SubscriptionOrder {
        /// What it is worth.
        pub order_amount: Option<Money> = "orderAmount",
    }
}
