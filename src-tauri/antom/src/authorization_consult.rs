//! Asks a wallet for a buyer's consent to be debited (section 2 of the auto debit reference).

use domain::{AuthState, MerchantReference, Money};

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::{Env, OrderCodeForm};
use crate::wire::Extra;
use crate::{Ask, Endpoint, Fault, FieldFault, SecretText};

/// `POST /v1/authorizations/consult`
#[derive(Debug)]
pub struct AuthorizationConsult;

impl Endpoint for AuthorizationConsult {
    const PATH: &'static str = "/ams/api/v1/authorizations/consult";
    type Answer = AuthorizationConsultAnswer;
}

fields! {
    /// A consent to be asked for.
    #[derive(Debug)]
    pub struct AuthorizationConsultAsk {
        /// The wallet: an open set (section 8).
        pub customer_belongs_to: Option<String> = "customerBelongsTo" [need 64],
        /// Where the buyer comes back to.
        pub auth_redirect_url: Option<String> = "authRedirectUrl" [need 1024],
        /// What is asked for: `AGREEMENT_PAY`, `BASE_USER_INFO`, `USER_INFO`, and others of the SDK.
        pub scopes: Vec<String> = "scopes" [need 4],
        /// Ours, of this consult alone: what comes back must carry it.
        pub auth_state: Option<AuthState> = "authState" [need],
        /// `WEB`, `WAP`, `APP` or `MINI_APP`.
        pub terminal_type: Option<String> = "terminalType" [need],
        /// `IOS` or `ANDROID`; needed unless the terminal is `WEB`.
        pub os_type: Option<String> = "osType",
        /// Its version.
        pub os_version: Option<String> = "osVersion" [16],
        /// The merchant behind an acquirer: the `referenceMerchantId` of later payments.
        pub auth_client_id: Option<MerchantReference> = "authClientId",
        /// `US`, `JP`, `PK` or `SG`; for one product of acquirers only.
        pub merchant_region: Option<String> = "merchantRegion" [2],
        /// One of several accounts under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Goes before the address kept in the dashboard.
        pub auth_notify_url: Option<String> = "authNotifyUrl" [2048],
        /// Debits will repeat; needed by `PAYPAY`.
        pub recurring_payment: Option<bool> = "recurringPayment",
        /// What banks of direct debits ask for.
        pub auth_meta_data: Option<AuthMetaData> = "authMetaData",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
        /// The buyer's device.
        pub env: Option<Env> = "env",
        /// Of the SDK only.
        pub amount: Option<Money> = "amount",
        /// Of the SDK only: direct debits of one wallet, in that wallet's own fields.
        pub direct_debit_info: Option<Extra> = "directDebitInfo",
    }
    also ties;

    /// The holder of a bank account.
    #[derive(Debug)]
    pub struct AuthMetaData {
        /// Name.
        pub account_holder_name: Option<String> = "accountHolderName",
        /// Number of a paper that proves who it is: no log shows it.
        pub account_holder_cert_no: Option<SecretText> = "accountHolderCertNo",
    }

    /// What comes back beside the result: at least one address with S.
    #[derive(Debug)]
    pub struct AuthorizationConsultAnswer {
        /// Opens an app that is there.
        pub scheme_url: Option<String> = "schemeUrl",
        /// Opens the app, or its page.
        pub applink_url: Option<String> = "applinkUrl",
        /// Opens in a browser.
        pub normal_url: Option<String> = "normalUrl",
        /// The app's name on Android.
        pub app_identifier: Option<String> = "appIdentifier",
        /// A code the buyer scans with the phone.
        pub auth_code_form: Option<OrderCodeForm> = "authCodeForm",
        /// The older address.
        pub auth_url: Option<String> = "authUrl",
        /// The older rest.
        pub extend_info: Option<String> = "extendInfo",
    }
}

fn ties(ask: &AuthorizationConsultAsk, checking: Checking) -> Checking {
    let address = |url: Option<&str>| url.is_none_or(|url| url.contains("://"));
    let mobile = matches!(ask.terminal_type.as_deref(), Some("APP" | "WAP" | "MINI_APP"));
    let terminal = matches!(ask.terminal_type.as_deref(), None | Some("WEB" | "WAP" | "APP" | "MINI_APP"));
    let recurring = ask.customer_belongs_to.as_deref() != Some("PAYPAY") || ask.recurring_payment.is_some();
    checking
        .rule("authRedirectUrl", address(ask.auth_redirect_url.as_deref()), Fault::Malformed("an address"))
        .rule("authNotifyUrl", address(ask.auth_notify_url.as_deref()), Fault::Malformed("an address"))
        .rule("terminalType", terminal, Fault::Malformed("WEB, WAP, APP or MINI_APP"))
        .rule("osType", !mobile || ask.os_type.is_some(), Fault::Missing)
        .rule(
            "osType",
            matches!(ask.os_type.as_deref(), None | Some("IOS" | "ANDROID")),
            Fault::Malformed("IOS or ANDROID"),
        )
        .rule("recurringPayment", recurring, Fault::Missing)
}

impl Ask for AuthorizationConsultAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

impl AuthorizationConsultAnswer {
    /// The address for a browser, or else any other: what the buyer is sent to.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        [&self.normal_url, &self.applink_url, &self.scheme_url, &self.auth_url]
            .into_iter()
            .find_map(|url| url.as_deref())
    }
}
