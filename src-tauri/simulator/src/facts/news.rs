//! What the gateway tells by the feed, and the feed itself.

use super::{Deed, End, Fact, How};
use crate::tale::Tale;
use crate::trouble::Trouble;

/// Both calls of the feed.
pub const FEED: &str = "notification/";

pub const FACTS: &[Fact] = super::facts! {
    "news-elsewhere" in &["news"] => How::Play(Deed::Told(Tale::Elsewhere)), Well,
        "A buyer pays HKD 88.00 at your own site. The feed tells of a payment this desk did not make.",
        "买家在您自己的网站支付 HKD 88.00；通知流告知一笔并非由本机发起的收款。";
    "news-twice" in &["news"] => How::Play(Deed::Told(Tale::Twice)), Well,
        "The gateway tells its newest news a second time. It counts once.",
        "网关把最新的通知再发一次；只算一次。";
    "news-other-amount" in &["news"] => How::Play(Deed::Told(Tale::OtherAmount)), Ill,
        "News of your newest paid payment comes with another amount.",
        "最新一笔已付款的通知，金额却不同。";
    "news-other-currency" in &["news"] => How::Play(Deed::Told(Tale::OtherCurrency)), Ill,
        "News of your newest paid payment comes in another currency.",
        "最新一笔已付款的通知，币种却不同。";
    "news-other-merchant" in &["news"] => How::Play(Deed::Told(Tale::OtherMerchant)), Ill,
        "News of a refund comes whose payment is another merchant's.",
        "收到一笔退款的通知，其付款属于其他商户。";
    "news-impossible" in &["news"] => How::Play(Deed::Told(Tale::Impossible)), Ill,
        "News comes that twice what was paid went back to the buyer of your newest paid payment.",
        "收到通知称最新一笔已付款退回了两倍的金额。";
    "feed-absent" in &["news"] => How::Play(Deed::Lasting(FEED, Trouble::Absent)), Ill,
        "This account has no feed any more: payments are asked about instead.",
        "该账户不再有通知流：改为逐笔查询。";
    "feed-silent" in &["news"] => How::Play(Deed::Lasting(FEED, Trouble::AnswerLost)), Ill,
        "Pages of the feed get lost on their way.",
        "通知流的页面在途中丢失。";
    "feed-mended" in &["news"] => How::Play(Deed::Mended(FEED)), Well,
        "The feed is there again, with everything that was told meanwhile.",
        "通知流恢复，期间的通知全部补上。";
};
