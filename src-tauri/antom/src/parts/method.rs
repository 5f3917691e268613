use domain::Currency;

use crate::fault::Checking;
use crate::fields::{checks, fields};
use crate::wire::Extra;
use crate::{Fault, SecretText};

fields! {
    /// `PaymentMethod`.
    #[derive(Debug)]
    pub struct PaymentMethod {
        /// The gateway's word for the method: an open set.
        pub payment_method_type: Option<String> = "paymentMethodType" [64],
        /// What pays: a card token, an access token or a scanned code. 128 characters, a card token 2048.
        pub payment_method_id: Option<SecretText> = "paymentMethodId" [2048],
        /// What this method needs besides (section 7.3). Card numbers have no place here.
        pub payment_method_meta_data: Option<Extra> = "paymentMethodMetaData",
        /// `CREDIT`, `DEBIT`, `PREPAID`, `CHARGE` or `DEFERRED_DEBIT`.
        pub funding: Option<String> = "funding",
        /// The buyer's id at the method.
        pub customer_id: Option<String> = "customerId",
        /// Korean cards that must be confirmed at the bank; captured automatically then.
        pub require_issuer_authentication: Option<bool> = "requireIssuerAuthentication",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }
    also tokens_only_and_short;

    /// `PaymentFactor`.
    #[derive(Debug)]
    pub struct PaymentFactor {
        /// The money is held only, and taken by a capture.
        pub is_authorization: Option<bool> = "isAuthorization",
        /// `AUTOMATIC` or `MANUAL`.
        pub capture_mode: Option<String> = "captureMode" [64],
        /// `BUNDLE`, `TILE` or `UNIFIED`.
        pub presentment_mode: Option<String> = "presentmentMode",
        /// Only evaluated, not paid.
        pub is_payment_evaluation: Option<bool> = "isPaymentEvaluation",
        /// `PaymentCode`, `OrderCode` or `EntryCode`; in store only.
        pub in_store_payment_scenario: Option<String> = "inStorePaymentScenario",
        /// Keeps the card for the buyer; needs the shop's number of the buyer.
        pub store_payment_method_for_buyer: Option<bool> = "storePaymentMethodForBuyer",
    }

    /// `SettlementStrategy`.
    #[derive(Debug)]
    pub struct SettlementStrategy {
        /// Needed when the contract has several.
        pub settlement_currency: Option<Currency> = "settlementCurrency",
    }

    /// `CreditPayPlan`: instalments.
    #[derive(Debug)]
    pub struct CreditPayPlan {
        /// How many; digits.
        pub installment_num: Option<String> = "installmentNum",
        /// `MONTH`.
        pub interval: Option<String> = "interval",
        /// `PERCENTAGE`.
        pub credit_pay_fee_type: Option<String> = "creditPayFeeType",
        /// The share of the fee that the merchant pays; digits.
        pub fee_percentage: Option<String> = "feePercentage",
        /// A decimal, kept as text.
        pub interest_rate: Option<String> = "interestRate" [16],
    }

    /// `AgreementInfo`: what a buyer agrees to while paying.
    #[derive(Debug)]
    pub struct AgreementInfo {
        /// Ours: ties the consent to what comes of it.
        pub auth_state: Option<domain::AuthState> = "authState",
        /// The buyer's login at the wallet.
        pub user_login_id: Option<SecretText> = "userLoginId",
        /// What kind of login that is.
        pub user_login_type: Option<String> = "userLoginType",
        /// The login as it may be shown.
        pub display_user_login_id: Option<String> = "displayUserLoginId",
    }

    /// `PaymentVerificationData`: what a buyer typed to confirm an older in-store payment.
    #[derive(Debug)]
    pub struct PaymentVerification {
        /// Which check.
        pub verify_request_id: Option<String> = "verifyRequestId",
        /// What was typed.
        pub authentication_code: Option<SecretText> = "authenticationCode",
    }

    /// `CustomizedInfo`: free fields that come back.
    #[derive(Debug)]
    pub struct CustomizedInfo {
        /// Free.
        pub customized_field1: Option<String> = "customizedField1",
        /// Free.
        pub customized_field2: Option<String> = "customizedField2",
        /// Free.
        pub customized_field3: Option<String> = "customizedField3",
        /// Free.
        pub customized_field4: Option<String> = "customizedField4",
        /// Free.
        pub customized_field5: Option<String> = "customizedField5",
    }
}

checks!(
    PaymentMethod,
    PaymentFactor,
    SettlementStrategy,
    CreditPayPlan,
    AgreementInfo,
    PaymentVerification,
    CustomizedInfo
);

/// Card data that only a certified shop may send. This program pays with tokens.
const CARD_DATA: [&str; 3] = ["cardNo", "cvv", "cardPasswordDigest"];

/// What pays, when it is no card token (section 4.3).
const LONGEST_ID: usize = 128;

fn tokens_only_and_short(method: &PaymentMethod, checking: Checking) -> Checking {
    let mut keys = method.payment_method_meta_data.iter().flat_map(|needs| needs.0.keys());
    let clean = !keys.any(|key| CARD_DATA.contains(&key.as_str()));
    let fault = Fault::AgainstRule("cards are paid with tokens, never with their numbers");
    let card = method.payment_method_type.as_deref() == Some("CARD");
    let id = method.payment_method_id.as_ref().filter(|_| !card);
    checking.most("paymentMethodId", id.map(SecretText::expose), LONGEST_ID).rule(
        "paymentMethodMetaData",
        clean,
        fault,
    )
}

impl SettlementStrategy {
    /// Settles in this currency.
    #[must_use]
    pub fn in_currency(currency: Currency) -> Self {
        Self { settlement_currency: Some(currency), ..Self::default() }
    }
}
