//! Asks which methods can be used for an amount (section 6.1 of the online payments reference).

use std::collections::BTreeMap;

use domain::{Currency, Money};

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::{
    Buyer, Env, Logo, Merchant, PaymentFactor, PaymentMethod, PromotionInfo, SettlementStrategy,
};
use crate::{Ask, Endpoint, Fault, FieldFault};

/// `POST /v1/payments/consult`
#[derive(Debug)]
pub struct Consult;

impl Endpoint for Consult {
    const PATH: &'static str = "/ams/api/v1/payments/consult";
    type Answer = ConsultAnswer;
}

fields! {
    /// For which payment.
    #[derive(Debug)]
    pub struct ConsultAsk {
        /// `CASHIER_PAYMENT`.
        pub product_code: Option<String> = "productCode" [need],
        /// How much.
        pub payment_amount: Option<Money> = "paymentAmount" [need],
        /// What the buyer uses.
        pub env: Option<Env> = "env" [need],
        /// The merchant's country.
        pub merchant_region: Option<String> = "merchantRegion" [2],
        /// The buyer's country; the methods are sorted for it.
        pub user_region: Option<String> = "userRegion" [2],
        /// Only methods of these countries; `GLOBAL` is one.
        pub allowed_payment_method_regions: Vec<String> = "allowedPaymentMethodRegions" [each 6],
        /// Only these methods.
        pub allowed_payment_methods: Vec<String> = "allowedPaymentMethods" [each 64],
        /// Not these methods.
        pub blocked_payment_methods: Vec<String> = "blockedPaymentMethods" [each 64],
        /// Only wallets of these countries.
        pub allowed_psp_regions: Vec<String> = "allowedPspRegions",
        /// Hold or take, presentment.
        pub payment_factor: Option<PaymentFactor> = "paymentFactor",
        /// Needed when the contract has several settlement currencies.
        pub settlement_strategy: Option<SettlementStrategy> = "settlementStrategy",
        /// Who sells.
        pub merchant: Option<Merchant> = "merchant",
        /// Who buys.
        pub buyer: Option<Buyer> = "buyer",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Older name of the merchant's country.
        pub region: Option<String> = "region",
        /// The buyer's id at the method.
        pub customer_id: Option<String> = "customerId",
        /// The shop's number of the buyer.
        pub reference_user_id: Option<String> = "referenceUserId",
        /// Methods to be evaluated.
        pub payment_evaluation: Option<PaymentEvaluation> = "paymentEvaluation",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }
    also terminal_named;

    /// Methods to be evaluated.
    #[derive(Debug)]
    pub struct PaymentEvaluation {
        /// Each of them.
        pub payment_methods: Vec<PaymentMethod> = "paymentMethods",
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct ConsultAnswer {
        /// One a method.
        pub payment_options: Vec<PaymentOption> = "paymentOptions",
        /// The same in an older shape.
        pub payment_method_infos: Vec<PaymentMethodInfo> = "paymentMethodInfos",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }

    /// One method.
    #[derive(Debug)]
    pub struct PaymentOption {
        /// The gateway's word: an open set.
        pub payment_method_type: Option<String> = "paymentMethodType",
        /// `ALIPAY_PLUS`, `WALLET`, `CARD` and others.
        pub payment_method_category: Option<String> = "paymentMethodCategory",
        /// Countries, or `GLOBAL`.
        pub payment_method_region: Vec<String> = "paymentMethodRegion",
        /// It can be used.
        pub enabled: Option<bool> = "enabled",
        /// Why it cannot; an open set, shown as it came when there is no sentence for it.
        pub disable_reason: Option<String> = "disableReason",
        /// The gateway recommends it.
        pub preferred: Option<bool> = "preferred",
        /// What it can be paid in.
        pub supported_currencies: Vec<Currency> = "supportedCurrencies",
        /// Brands, banks and the like.
        pub payment_option_detail: Option<PaymentOptionDetail> = "paymentOptionDetail",
        /// Its picture.
        pub logo: Option<Logo> = "logo",
        /// Names of what it offers.
        pub promo_names: Vec<String> = "promoNames",
        /// What it offers.
        pub promotion_infos: Vec<PromotionInfo> = "promotionInfos",
        /// Instalments.
        pub installment: Option<Installment> = "installment",
        /// `QR`, `REDIRECT`, `PUSH`, `ATM`, `IBANKING`, `BANKCOUNTER` or `OTC`.
        pub interaction_type: Option<String> = "interactionType",
        /// The bank.
        pub bank_identifier_code: Option<String> = "bankIdentifierCode",
        /// What may be paid, by currency.
        pub amount_limit_info_map: BTreeMap<String, AmountLimits> = "amountLimitInfoMap",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }

    /// Brands, banks and the like.
    #[derive(Debug)]
    pub struct PaymentOptionDetail {
        /// Card brands.
        pub support_card_brands: Vec<SupportCardBrand> = "supportCardBrands",
        /// Kinds of cards.
        pub funding: Vec<String> = "funding",
        /// Banks.
        pub support_banks: Vec<SupportBank> = "supportBanks",
        /// How it is paid: `QR`, `REDIRECT`.
        pub interaction_types: Vec<String> = "interactionTypes",
    }

    /// A card brand.
    #[derive(Debug)]
    pub struct SupportCardBrand {
        /// The gateway's word.
        pub card_brand: Option<String> = "cardBrand",
        /// Its picture.
        pub logo: Option<Logo> = "logo",
    }

    /// A bank.
    #[derive(Debug)]
    pub struct SupportBank {
        /// Its code.
        pub bank_identifier_code: Option<String> = "bankIdentifierCode",
        /// Its name.
        pub bank_short_name: Option<String> = "bankShortName",
        /// Its picture.
        pub bank_logo: Option<Logo> = "bankLogo",
    }

    /// Instalments.
    #[derive(Debug)]
    pub struct Installment {
        /// Card brands that have them.
        pub support_card_brands: Vec<SupportCardBrand> = "supportCardBrands",
        /// Each plan.
        pub plans: Vec<InstallmentPlan> = "plans",
    }

    /// One plan.
    #[derive(Debug)]
    pub struct InstallmentPlan {
        /// How many; digits.
        pub installment_num: Option<String> = "installmentNum",
        /// `MONTH`.
        pub interval: Option<String> = "interval",
        /// A decimal, kept as text.
        pub interest_rate: Option<String> = "interestRate",
        /// The least of one.
        pub min_installment_amount: Option<Money> = "minInstallmentAmount",
        /// The most of one.
        pub max_installment_amount: Option<Money> = "maxInstallmentAmount",
        /// It can be used.
        pub enabled: Option<bool> = "enabled",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }

    /// What may be paid in one currency.
    #[derive(Debug)]
    pub struct AmountLimits {
        /// At once.
        pub single_limit: Option<AmountLimit> = "singleLimit",
        /// In a day.
        pub day_limit: Option<AmountLimit> = "dayLimit",
        /// In a month.
        pub month_limit: Option<AmountLimit> = "monthLimit",
    }

    /// A least and a most.
    #[derive(Debug)]
    pub struct AmountLimit {
        /// At most.
        pub max_amount: Option<Money> = "maxAmount",
        /// At least.
        pub min_amount: Option<Money> = "minAmount",
        /// What is left of it.
        pub remain_amount: Option<Money> = "remainAmount",
    }

    /// One method in an older shape.
    #[derive(Debug)]
    pub struct PaymentMethodInfo {
        /// The gateway's word.
        pub payment_method_type: Option<String> = "paymentMethodType",
        /// What it is.
        pub payment_method_detail: Option<String> = "paymentMethodDetail",
        /// It can be used.
        pub enabled: Option<bool> = "enabled",
        /// The gateway recommends it.
        pub preferred: Option<bool> = "preferred",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }
}

impl Ask for ConsultAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn terminal_named(ask: &ConsultAsk, checking: Checking) -> Checking {
    let terminal = ask.env.as_ref().and_then(|env| env.terminal_type.as_ref());
    checking.rule("env.terminalType", terminal.is_some(), Fault::Missing)
}
