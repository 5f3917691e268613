//! The buyer who was asked for a consent or a subscription.

use super::{Deed, End, Fact, How};

pub const FACTS: &[Fact] = super::facts! {
    "consent-agree" in &["agreement"] => How::Play(Deed::Consent("agree")), Well,
        "The buyer agrees.",
        "买家同意。";
    "consent-refuse" in &["agreement"] => How::Play(Deed::Consent("refuse")), Ill,
        "The buyer refuses. The gateway tells nobody; only the shop can stop waiting.",
        "买家拒绝。网关不会通知任何人，只有商户可以停止等待。";
    "consent-revoke" in &["agreement"] => How::Play(Deed::Consent("revoke")), Ill,
        "The buyer ends the consent in the wallet.",
        "买家在钱包中解约。";
    "subscription-agree" in &["subscription"] => How::Play(Deed::Subscription("agree")), Well,
        "The buyer agrees to the subscription.",
        "买家同意订阅。";
    "subscription-refuse" in &["subscription"] => How::Play(Deed::Subscription("refuse")), Ill,
        "The buyer refuses the subscription. The gateway tells nobody; it closes when its link ends.",
        "买家拒绝订阅。网关不会通知任何人，链接失效后关闭。";
    "subscription-end" in &["subscription"] => How::Play(Deed::Subscription("end")), Ill,
        "The buyer ends the subscription in the wallet, at once.",
        "买家在钱包中立即终止订阅。";
    "subscription-period" in &["subscription"] => How::Play(Deed::Subscription("period")), Well,
        "The next period begins now, and the wallet pays it.",
        "下一期现在开始，钱包付款。";
    "subscription-period-fails" in &["subscription"] => How::Play(Deed::Subscription("empty_period")), Ill,
        "The next period begins now, and the wallet holds too little to pay it.",
        "下一期现在开始，但钱包余额不足。";
};
