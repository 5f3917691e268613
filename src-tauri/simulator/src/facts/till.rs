//! The codes a customer shows at the till.

use super::{End, Fact, How};

pub const FACTS: &[Fact] = super::facts! {
    "code-paid" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}00")]), Well,
        "The wallet pays at once.",
        "钱包立即支付。";
    "code-confirmed" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}01")]), Well,
        "The customer has to confirm on the phone; paid when asked the third time.",
        "顾客须在手机上确认；第三次查询时已支付。";
    "code-expired" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}02")]), Ill,
        "The code is too old.",
        "付款码已过期。";
    "code-unknown" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}03")]), Ill,
        "No wallet knows the code.",
        "没有钱包认得这个码。";
    "code-no-balance" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}04")]), Ill,
        "The customer's wallet holds too little.",
        "顾客余额不足。";
    "code-never" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}05")]), Ill,
        "The wallet never answers until the payment is cancelled.",
        "钱包一直没有结果，直到取消。";
    "code-risk" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}06")]), Ill,
        "Risk control refuses.",
        "风控拒绝。";
};
