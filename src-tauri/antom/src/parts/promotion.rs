use domain::Money;

use crate::Stamp;
use crate::fields::{checks, fields};

fields! {
    /// `PromotionResult`: what was taken off.
    #[derive(Debug)]
    pub struct PromotionResult {
        /// `DISCOUNT` or `INTEREST_FREE`.
        pub promotion_type: Option<String> = "promotionType",
        /// The discount.
        pub discount: Option<Discount> = "discount",
    }

    /// `PromotionInfo`: what a method offers.
    #[derive(Debug)]
    pub struct PromotionInfo {
        /// `DISCOUNT` or `INTEREST_FREE`.
        pub promotion_type: Option<String> = "promotionType",
        /// The discount.
        pub discount: Option<Discount> = "discount",
        /// Instalments without interest.
        pub interest_free: Option<InterestFree> = "interestFree",
    }

    /// `Discount`.
    #[derive(Debug)]
    pub struct Discount {
        /// Its mark.
        pub discount_tag: Option<String> = "discountTag",
        /// Its name.
        pub discount_name: Option<String> = "discountName" [128],
        /// How much is saved.
        pub savings_amount: Option<Money> = "savingsAmount",
        /// How much may be saved.
        pub estimate_savings_amount: Option<Money> = "estimateSavingsAmount",
    }

    /// `InterestFree`.
    #[derive(Debug)]
    pub struct InterestFree {
        /// Who pays the interest.
        pub provider: Option<String> = "provider" [128],
        /// Until when.
        pub expire_time: Option<Stamp> = "expireTime",
        /// Numbers of instalments it is for; digits.
        pub installment_free_nums: Vec<String> = "installmentFreeNums",
        /// From this amount.
        pub min_payment_amount: Option<Money> = "minPaymentAmount",
        /// Up to this amount.
        pub max_payment_amount: Option<Money> = "maxPaymentAmount",
        /// The share of the interest that is free; digits.
        pub free_percentage: Option<String> = "freePercentage",
    }

    /// `Logo`.
    #[derive(Debug)]
    pub struct Logo {
        /// Its name.
        pub logo_name: Option<String> = "logoName" [12],
        /// Where the picture is.
        pub logo_url: Option<String> = "logoUrl" [2048],
    }
}

checks!(PromotionResult, PromotionInfo, Discount, InterestFree, Logo);
