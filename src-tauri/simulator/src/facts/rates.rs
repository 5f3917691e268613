//! Asking for an exchange rate.

use super::{Deed, End, Fact, How};
use crate::trouble::Trouble;

const RATES: &str = "payments/inquireExchangeRate";

pub const FACTS: &[Fact] = super::facts! {
    "rate-quoted" in &["rates"] => How::Fill(&[("sell", "EUR"), ("buy", "USD")]), Well,
        "A pair the gateway quotes.",
        "网关有报价的货币对。";
    "rate-none" in &["rates"] => How::Fill(&[("sell", "IDR"), ("buy", "USD")]), Ill,
        "A currency the gateway has no rate for.",
        "网关没有汇率的货币。";
    "rate-refused" in &["rates"] => How::Play(Deed::Next(RATES, Trouble::Refused)), Ill,
        "The next question is refused: this account may not ask for rates.",
        "下一次询问被拒绝：该账户无权查询汇率。";
    "rate-busy" in &["rates"] => How::Play(Deed::Next(RATES, Trouble::Busy)), Ill,
        "The gateway is too busy to answer the next question.",
        "网关繁忙，无法答复下一次询问。";
    "rate-lost" in &["rates"] => How::Play(Deed::Next(RATES, Trouble::AnswerLost)), Ill,
        "The answer to the next question gets lost.",
        "下一次询问的应答丢失。";
};
