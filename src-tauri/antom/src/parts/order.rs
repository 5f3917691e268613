use domain::{Money, OrderNumber};

use super::{Buyer, Env, Gaming, Goods, Lodging, Merchant, Shipping, Transit};
use crate::fields::{checks, fields};

fields! {
    /// `Order`: what is paid for.
    #[derive(Debug)]
    pub struct Order {
        /// The shop's order number.
        pub reference_order_id: Option<OrderNumber> = "referenceOrderId" [need],
        /// What it is, for the buyer.
        pub order_description: Option<String> = "orderDescription" [need 256],
        /// What it is worth.
        pub order_amount: Option<Money> = "orderAmount" [need],
        /// What is taken off.
        pub order_discount_amount: Option<Money> = "orderDiscountAmount",
        /// Before discount, shipping and tax.
        pub sub_total_order_amount: Option<Money> = "subTotalOrderAmount",
        /// What is paid, when that is another amount.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// What is sold.
        pub goods: Vec<Goods> = "goods" [100],
        /// Who orders.
        pub buyer: Option<Buyer> = "buyer",
        /// Who sells.
        pub merchant: Option<Merchant> = "merchant",
        /// How it goes to the buyer.
        pub shipping: Option<Shipping> = "shipping",
        /// The till, in store.
        pub env: Option<Env> = "env",
        /// A journey.
        pub transit: Option<Transit> = "transit",
        /// A stay.
        pub lodging: Option<Lodging> = "lodging",
        /// A game.
        pub gaming: Option<Gaming> = "gaming",
        /// It will be declared to Chinese customs.
        pub need_declaration: Option<bool> = "needDeclaration",
        /// The declaration of a travel merchant to the currency office; not customs.
        pub declaration: Option<OrderDeclaration> = "declaration",
        /// The shop's kind of order.
        pub order_type: Option<String> = "orderType",
        /// The gateway's calculation of the tax.
        pub tax_calculation_id: Option<String> = "taxCalculationId" [64],
        /// The gateway sends the buyer a receipt.
        pub send_receipt: Option<bool> = "sendReceipt",
        /// The signed basket of an agent's checkout.
        pub checkout_jwt: Option<crate::SecretText> = "checkoutJwt",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }

    /// `Declaration` of a travel merchant.
    #[derive(Debug)]
    pub struct OrderDeclaration {
        /// `AIRLINE` or `HOTEL`.
        pub declaration_biz_scene: Option<String> = "declarationBizScene",
        /// Who receives the money in the end.
        pub declaration_beneficiary_id: Option<String> = "declarationBeneficiaryId",
    }
}

checks!(Order, OrderDeclaration);
