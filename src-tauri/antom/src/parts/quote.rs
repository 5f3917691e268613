use domain::{Currency, Money};

use crate::Stamp;
use crate::fields::{checks, fields};

fields! {
    /// `Quote`: a rate the gateway offers or used.
    #[derive(Debug)]
    pub struct Quote {
        /// The gateway's id of it.
        pub quote_id: Option<String> = "quoteId" [64],
        /// Such as `EUR/USD`.
        pub quote_currency_pair: Option<String> = "quoteCurrencyPair" [16],
        /// A decimal, kept as text: never a float.
        pub quote_price: Option<String> = "quotePrice",
        /// From when it holds.
        pub quote_start_time: Option<Stamp> = "quoteStartTime",
        /// Until when it holds.
        pub quote_expiry_time: Option<Stamp> = "quoteExpiryTime",
        /// The gateway keeps to it.
        pub guaranteed: Option<bool> = "guaranteed",
        /// The amount after the exchange.
        pub exchange_amount: Option<Money> = "exchangeAmount",
    }

    /// A rate for showing prices in the buyer's currency.
    #[derive(Debug)]
    pub struct PaymentQuote {
        /// The gateway's id of it.
        pub quote_id: Option<String> = "quoteId" [64],
        /// What the buyer pays.
        pub sell_currency: Option<Currency> = "sellCurrency",
        /// What the merchant prices in.
        pub buy_currency: Option<Currency> = "buyCurrency",
        /// A decimal with up to 15 places, kept as text.
        pub exchange_rate: Option<String> = "exchangeRate",
    }
}

checks!(Quote, PaymentQuote);
