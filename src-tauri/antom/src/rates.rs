//! Asks for exchange rates (section 6.12 of the online payments reference). No page of the gateway describes
//! this call; the fields are those of the official SDKs.

use domain::Currency;

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::{PaymentQuote, Quote};
use crate::{Ask, Endpoint, Fault, FieldFault};

/// `POST /v1/payments/inquireExchangeRate`
#[derive(Debug)]
pub struct InquireExchangeRate;

impl Endpoint for InquireExchangeRate {
    const PATH: &'static str = "/ams/api/v1/payments/inquireExchangeRate";
    type Answer = RatesAnswer;
}

fields! {
    /// Which rates.
    #[derive(Debug)]
    pub struct RatesAsk {
        /// Pairs of currencies.
        pub currency_pairs: Vec<CurrencyPair> = "currencyPairs",
        /// `TRADE`, `REFERENCE` or `REFERENCE_TRADE`.
        pub rate_type: Option<String> = "rateType",
        /// `CASHIER_PAYMENT`.
        pub product_code: Option<String> = "productCode",
        /// One pair by itself: what the buyer pays.
        pub sell_currency: Option<Currency> = "sellCurrency",
        /// One pair by itself: what the merchant prices in.
        pub buy_currency: Option<Currency> = "buyCurrency",
        /// What the payment is in.
        pub payment_currency: Option<Currency> = "paymentCurrency",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
    }
    also names_a_currency;

    /// Two currencies.
    #[derive(Debug)]
    pub struct CurrencyPair {
        /// What the buyer pays.
        pub sell_currency: Option<Currency> = "sellCurrency" [need],
        /// What the merchant prices in.
        pub buy_currency: Option<Currency> = "buyCurrency" [need],
    }

    /// What comes back beside the result. A rate holds from its start to its expiry.
    #[derive(Debug)]
    pub struct RatesAnswer {
        /// Rates of the gateway.
        pub quotes: Vec<Quote> = "quotes",
        /// Rates for showing prices.
        pub payment_quotes: Vec<PaymentQuote> = "paymentQuotes",
    }
}

impl Ask for RatesAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn names_a_currency(ask: &RatesAsk, checking: Checking) -> Checking {
    let pair = ask.sell_currency.is_some() && ask.buy_currency.is_some();
    let named = !ask.currency_pairs.is_empty() || pair || ask.payment_currency.is_some();
    checking.rule("currencyPairs", named, Fault::Missing)
}
