use std::fmt;

use domain::Card;
use serde::{Deserializer, Serializer};

use super::CreditPayPlan;
use crate::fields::{checks, fields};
use crate::piece::Piece;
use crate::{SecretText, wire};

/// A card or account number: of what comes, only the last four digits are kept.
#[derive(Clone, PartialEq, Eq)]
pub struct MaskedNumber {
    end: Option<String>,
    /// Nothing but the last four digits came.
    bare: bool,
}

impl MaskedNumber {
    /// The last four digits, when the number ends in four.
    #[must_use]
    pub fn last_four(&self) -> Option<&str> {
        self.end.as_deref()
    }
}

impl fmt::Debug for MaskedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MaskedNumber(…{})", self.last_four().unwrap_or(""))
    }
}

fn last_four(number: &str) -> Option<String> {
    let at = number.len().checked_sub(4)?;
    let end = number.get(at..)?;
    end.bytes().all(|byte| byte.is_ascii_digit()).then(|| end.to_owned())
}

impl Piece for MaskedNumber {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(wire::text(from)?.map(|number| Self { end: last_four(&number), bare: number.len() == 4 }))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mask = if self.bare { "" } else { "************" };
        to.serialize_str(&format!("{mask}{}", self.last_four().unwrap_or("****")))
    }
}

fields! {
    /// `PaymentResultInfo`: facts about the card or account that paid.
    #[derive(Debug)]
    pub struct PaymentResultInfo {
        /// The card.
        pub card_no: Option<MaskedNumber> = "cardNo",
        /// Its brand.
        pub card_brand: Option<String> = "cardBrand",
        /// Pays again without the card: a secret.
        pub card_token: Option<SecretText> = "cardToken" [2048],
        /// Its first digits.
        pub card_bin: Option<String> = "cardBin" [8],
        /// Its last four digits.
        pub last_four: Option<MaskedNumber> = "lastFour",
        /// Month it expires.
        pub expiry_month: Option<String> = "expiryMonth",
        /// Year it expires, two digits.
        pub expiry_year: Option<String> = "expiryYear",
        /// Who holds it; personal, so not in debug output.
        pub cardholder_name: Option<SecretText> = "cardholderName" [64],
        /// `CREDIT`, `DEBIT`, `PREPAID`, `CHARGE` or `DEFERRED_DEBIT`.
        pub funding: Option<String> = "funding",
        /// `CONSUMER` or `COMMERCIAL`.
        pub card_category: Option<String> = "cardCategory",
        /// The bank.
        pub issuer_name: Option<String> = "issuerName",
        /// The bank's country.
        pub issuing_country: Option<String> = "issuingCountry",
        /// `GLOBAL` or a country.
        pub payment_method_region: Option<String> = "paymentMethodRegion",
        /// The same for every payment of one card number.
        pub fingerprint: Option<String> = "fingerprint" [256],
        /// How the buyer was authenticated.
        pub three_ds_result: Option<ThreeDSResult> = "threeDSResult",
        /// The bank's answer about the address.
        pub avs_result_raw: Option<String> = "avsResultRaw",
        /// The bank's answer about the security code.
        pub cvv_result_raw: Option<String> = "cvvResultRaw",
        /// The card network's id; goes along with later payments.
        pub network_transaction_id: Option<String> = "networkTransactionId",
        /// The bank's approval code.
        pub authorization_code: Option<String> = "authorizationCode",
        /// The retrieval reference.
        pub rrn: Option<String> = "rrn",
        /// The bank's own code of a refusal.
        pub refusal_code_raw: Option<String> = "refusalCodeRaw",
        /// The same in words.
        pub refusal_reason_raw: Option<String> = "refusalReasonRaw",
        /// What the bank advises to do.
        pub merchant_advice_code: Option<String> = "merchantAdviceCode",
        /// `lowValue` or `transactionRiskAnalysis`.
        pub exemption_requested: Option<String> = "exemptionRequested",
        /// `PAN` or `NETWORK_TOKEN`.
        pub credential_type_used: Option<String> = "credentialTypeUsed",
        /// The held amount may be raised.
        pub incremental_authorization_available: Option<bool> = "incrementalAuthorizationAvailable",
        /// The hold may be made longer.
        pub extended_authorization_available: Option<bool> = "extendedAuthorizationAvailable",
        /// A refund may name the payment; otherwise it must name the capture.
        pub refund_on_authorization_available: Option<bool> = "refundOnAuthorizationAvailable",
        /// Instalments.
        pub credit_pay_plan: Option<CreditPayPlan> = "creditPayPlan",
        /// The account.
        pub account_no: Option<MaskedNumber> = "accountNo",
        /// `AUTHORIZED` or `UNAUTHORIZED`.
        pub user_authorization_status: Option<String> = "userAuthorizationStatus",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
    }

    /// `ThreeDSResult`: how the buyer was authenticated.
    #[derive(Debug)]
    pub struct ThreeDSResult {
        /// Version.
        pub three_ds_version: Option<String> = "threeDSVersion",
        /// 02 or 05 full, 01 or 06 tried, 00 or 07 none, 04 data only.
        pub eci: Option<String> = "eci",
        /// The proof for the bank: a secret.
        pub cavv: Option<SecretText> = "cavv",
        /// The directory server's id (version 2).
        pub ds_transaction_id: Option<String> = "dsTransactionId",
        /// The id of version 1.
        pub xid: Option<String> = "xid",
        /// Why it ended so.
        pub transaction_status_reason: Option<String> = "threeDStransactionStatusReason",
        /// Why the buyer stopped, 01 to 08.
        pub challenge_cancel: Option<String> = "challengeCancel",
        /// The buyer was asked.
        pub challenged: Option<bool> = "challenged",
        /// `dataOnly`, `lowValue` or `transactionRiskAnalysis`.
        pub exemption_type: Option<String> = "exemptionType",
        /// It was offered.
        pub three_ds_offered: Option<bool> = "threeDSOffered",
        /// Y, N, U, A, C, R, D or I.
        pub pa_res_status: Option<String> = "paResStatus",
        /// 1 shifted to the bank, 0 not, -1 not known and so not shifted.
        pub liability_shift: Option<String> = "liabilityShift",
    }

    /// `AcquirerInfo`: the acquirer, when it is not the gateway.
    #[derive(Debug)]
    pub struct AcquirerInfo {
        /// Its name.
        pub acquirer_name: Option<String> = "acquirerName" [64],
        /// The id that went to it.
        pub reference_request_id: Option<String> = "referenceRequestId" [64],
        /// Its id of the payment.
        pub acquirer_transaction_id: Option<String> = "acquirerTransactionId" [64],
        /// Its id of the merchant.
        pub acquirer_merchant_id: Option<String> = "acquirerMerchantId" [64],
        /// Its name of the merchant.
        pub acquirer_merchant_name: Option<String> = "acquirerMerchantName",
        /// Its account.
        pub acquirer_account_name: Option<String> = "acquirerAccountName" [255],
        /// Its own code.
        pub acquirer_result_code: Option<String> = "acquirerResultCode" [64],
        /// Its own words.
        pub acquirer_result_message: Option<String> = "acquirerResultMessage" [64],
        /// Its reason.
        pub acquirer_reason_description: Option<String> = "acquirerReasonDescription",
        /// The technical provider's id.
        pub ptsp_transaction_id: Option<String> = "ptspTransactionId",
        /// Its token of the card: a secret.
        pub acquirer_card_token: Option<SecretText> = "acquirerCardToken" [64],
        /// Its mark of the card.
        pub acquirer_fingerprint: Option<String> = "acquirerFingerprint" [64],
    }

    /// `PspCustomerInfo`: the buyer at the wallet.
    #[derive(Debug)]
    pub struct PspCustomerInfo {
        /// The wallet.
        pub psp_name: Option<String> = "pspName" [64],
        /// The buyer's id there.
        pub psp_customer_id: Option<String> = "pspCustomerId" [64],
        /// The buyer's login, as it may be shown.
        pub display_customer_id: Option<String> = "displayCustomerId" [64],
        /// The buyer's name, as it may be shown.
        pub display_customer_name: Option<String> = "displayCustomerName",
        /// The buyer's id at Alipay.
        pub customer_2088_id: Option<String> = "customer2088Id",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }

    /// `PopRiskDecisionResultInfo`: what the risk control says.
    #[derive(Debug)]
    pub struct PopRiskDecision {
        /// Before authentication.
        pub risk_decision: Option<String> = "riskDecision",
        /// Which authentication is wanted.
        pub risk_auth_decision: Option<String> = "riskAuthDecision",
        /// After the authorisation: `ACCEPT`, `REVIEW` or `REJECT`.
        pub post_risk_decision: Option<String> = "postRiskDecision" [6],
    }
}

checks!(PaymentResultInfo, ThreeDSResult, AcquirerInfo, PspCustomerInfo, PopRiskDecision);

impl PaymentResultInfo {
    /// Brand and last four digits, as the ledger keeps them.
    #[must_use]
    pub fn card(&self) -> Card {
        let ends = [&self.last_four, &self.card_no];
        let last_four = ends.into_iter().flatten().find_map(MaskedNumber::last_four);
        Card { brand: self.card_brand.clone(), last_four: last_four.map(str::to_owned) }
    }
}
