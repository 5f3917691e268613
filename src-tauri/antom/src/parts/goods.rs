use domain::Money;

use super::{Address, UserName};
use crate::fields::{checks, fields};

fields! {
    /// `Goods`: one thing that is sold.
    #[derive(Debug)]
    pub struct Goods {
        /// The shop's number of it.
        pub reference_goods_id: Option<String> = "referenceGoodsId" [64],
        /// Its name.
        pub goods_name: Option<String> = "goodsName" [256],
        /// Its category, from the widest to the narrowest, divided by `/`.
        pub goods_category: Option<String> = "goodsCategory" [64],
        /// Its brand.
        pub goods_brand: Option<String> = "goodsBrand",
        /// The price of one.
        pub goods_unit_amount: Option<Money> = "goodsUnitAmount",
        /// How many; digits, at least 1.
        pub goods_quantity: Option<String> = "goodsQuantity",
        /// The variant.
        pub goods_sku_name: Option<String> = "goodsSkuName",
        /// The page it is sold on.
        pub goods_url: Option<String> = "goodsUrl" [2048],
        /// A picture; Klarna takes 1024 characters.
        pub goods_image_url: Option<String> = "goodsImageUrl" [2048],
        /// `PHYSICAL` or `DIGITAL`.
        pub delivery_method_type: Option<String> = "deliveryMethodType" [32],
        /// The price kept at the gateway; a session needs this or the shop's number.
        pub price_id: Option<String> = "priceId" [64],
        /// What is taken off.
        pub goods_discount_amount: Option<Money> = "goodsDiscountAmount",
        /// When a ticket's event ends.
        pub goods_ends_on_time: Option<String> = "goodsEndsOnTime",
        /// What is offered with it.
        pub cross_sell: Option<Box<Goods>> = "crossSell",
        /// Its tax code.
        pub tax_code: Option<String> = "taxCode" [64],
        /// `EXCLUSIVE` or `INCLUSIVE`.
        pub tax_behavior: Option<String> = "taxBehavior" [16],
    }

    /// `Shipping`: how it goes to the buyer.
    #[derive(Debug)]
    pub struct Shipping {
        /// Who receives it.
        pub shipping_name: Option<UserName> = "shippingName",
        /// Where.
        pub shipping_address: Option<Address> = "shippingAddress",
        /// Who carries it.
        pub shipping_carrier: Option<String> = "shippingCarrier" [128],
        /// The receiver's telephone number.
        pub shipping_phone_no: Option<String> = "shippingPhoneNo" [16],
        /// Where digital goods are sent.
        pub ship_to_email: Option<String> = "shipToEmail" [64],
        /// The shop's number of the fee.
        pub shipping_fee_id: Option<String> = "shippingFeeId" [64],
        /// What it costs.
        pub shipping_fee: Option<Money> = "shippingFee",
        /// How it is sent, in words.
        pub shipping_description: Option<String> = "shippingDescription" [64],
        /// When it arrives.
        pub delivery_estimate: Option<DeliveryEstimate> = "deliveryEstimate",
        /// The parcel's number.
        pub shipping_number: Option<String> = "shippingNumber",
        /// Notes.
        pub notes: Option<String> = "notes",
        /// Where the parcel can be followed.
        pub tracking_url: Option<String> = "trackingUrl",
        /// Tax code of the fee.
        pub tax_code: Option<String> = "taxCode" [64],
        /// `EXCLUSIVE` or `INCLUSIVE`.
        pub tax_behavior: Option<String> = "taxBehavior" [16],
    }

    /// When something arrives.
    #[derive(Debug)]
    pub struct DeliveryEstimate {
        /// At the earliest.
        pub minimum: Option<DeliveryTime> = "minimum",
        /// At the latest.
        pub maximum: Option<DeliveryTime> = "maximum",
    }

    /// A length of time.
    #[derive(Debug)]
    pub struct DeliveryTime {
        /// Of what.
        pub unit: Option<String> = "unit" [16],
        /// How many; digits.
        pub value: Option<String> = "value",
    }
}

checks!(Goods, Shipping, DeliveryEstimate, DeliveryTime);
