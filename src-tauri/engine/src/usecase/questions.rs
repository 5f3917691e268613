//! Questions that change nothing: what can be paid with, and at which rate.

use antom::consult::{Consult, ConsultAnswer, ConsultAsk};
use antom::parts::Env;
use antom::rates::{CurrencyPair, InquireExchangeRate, RatesAnswer, RatesAsk};
use antom::{Ask, Endpoint, Heard, ResultStatus};
use domain::{Currency, Money};

use crate::Failed;
use crate::merchant::Merchant;
use crate::speak::Spoken;

impl Merchant {
    /// What a buyer can pay an amount with.
    pub async fn consult(&self, amount: Money, region: Option<&str>) -> Result<ConsultAnswer, Failed> {
        let ask = ConsultAsk {
            product_code: Some(antom::pay::CASHIER.to_owned()),
            payment_amount: Some(amount),
            env: Some(Env { terminal_type: Some("WEB".to_owned()), ..Env::default() }),
            user_region: region.map(str::to_owned),
            allowed_payment_method_regions: region
                .map(|region| vec!["GLOBAL".to_owned(), region.to_owned()])
                .unwrap_or_default(),
            settlement_strategy: Some(self.settlement(amount)),
            ..ConsultAsk::default()
        };
        ask.check()?;
        let call = self.call(Consult::PATH, ask.to_body()).await?;
        answered(self.ask::<Consult>(call).await)
    }

    /// Exchange rates: what is sold, for one currency that is bought.
    pub async fn rates(&self, sell: &[Currency], buy: Currency) -> Result<RatesAnswer, Failed> {
        let pairs = sell.iter().map(|sell| CurrencyPair {
            sell_currency: Some(*sell),
            buy_currency: Some(buy),
            ..CurrencyPair::default()
        });
        let ask = RatesAsk {
            currency_pairs: pairs.collect(),
            rate_type: Some("TRADE".to_owned()),
            product_code: Some(antom::pay::CASHIER.to_owned()),
            ..RatesAsk::default()
        };
        ask.check()?;
        let call = self.call(InquireExchangeRate::PATH, ask.to_body()).await?;
        answered(self.ask::<InquireExchangeRate>(call).await)
    }
}

fn answered<A>(spoken: Spoken<A>) -> Result<A, Failed> {
    match spoken.heard {
        Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => Ok(answer),
        Some(_) | None => Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message }),
    }
}
