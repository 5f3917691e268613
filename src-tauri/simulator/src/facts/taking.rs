//! Taking a payment, and what follows it: amounts, cards, and the buyer of an open payment.

use super::{Deed, End, Fact, How};

const ASKS: &[&str] =
    &["take_now", "take_link", "counter", "capture", "refund", "debit", "subscribe", "declare"];

pub const FACTS: &[Fact] = super::facts! {
    "plain" in ASKS => How::Ends(0), Well,
        "Nothing special: the gateway carries it out and answers.",
        "一切顺利：网关执行并应答。";
    "answer-lost" in ASKS => How::Ends(13), Ill,
        "It is carried out, but the answer gets lost. It is not known until we ask again.",
        "网关已执行，但应答丢失；再次查询之前结果未知。";
    "request-lost" in ASKS => How::Ends(17), Ill,
        "The request gets lost on its way and nothing is carried out until it is sent again.",
        "请求在途中丢失，重发之前什么也没有执行。";
    "in-process" in &["take_now", "capture", "refund", "debit"] => How::Ends(16), Ill,
        "The gateway says “in process” at first. It ends well when it is asked again.",
        "网关先答复“处理中”，再次查询时成功。";
    "twice" in &["take_now", "refund"] => How::Ends(14), Ill,
        "The request arrives twice at the gateway. It is carried out once.",
        "请求两次到达网关，只执行一次。";
    "slow" in &["take_now", "refund"] => How::Ends(15), Ill,
        "The answer is slow.",
        "应答很慢。";
    "risk" in &["take_now", "counter"] => How::Exactly(11), Ill,
        "Risk control refuses the payment.",
        "风控拒绝这笔支付。";
    "no-balance-debit" in &["debit"] => How::Ends(11), Ill,
        "The buyer's wallet holds too little: the debit is refused.",
        "买家钱包余额不足，扣款被拒绝。";
    "no-balance-period" in &["subscribe"] => How::Ends(11), Ill,
        "The buyer agrees, but the wallet holds too little: the payment of each period fails.",
        "买家同意订阅，但余额不足：每期扣款都失败。";
    "raise-plain" in &["raise"] => How::Ends(0), Well,
        "The issuer agrees to the higher amount.",
        "发卡行同意提高金额。";
    "raise-refused" in &["raise"] => How::Ends(12), Ill,
        "The gateway takes the raise, and then the issuer refuses it.",
        "网关受理后，发卡行拒绝提高金额。";
    "raise-in-process" in &["raise"] => How::Ends(16), Ill,
        "The raise is in process until it is asked about a second time.",
        "提额处理中，第二次查询时才有结果。";
    "raise-lost" in &["raise"] => How::Ends(13), Ill,
        "The amount is raised, but the answer gets lost.",
        "金额已提高，但应答丢失。";
    "customs-refuse" in &["declare"] => How::Ends(18), Ill,
        "Customs refuses the declaration.",
        "海关驳回申报。";
    "card-paid" in &["take_now"] => How::Fill(&[("method", "CARD"), ("card", "PRACTICE_CARD_VISA_4242")]), Well,
        "A card the bank accepts.",
        "银行接受的卡。";
    "card-declined" in &["take_now"] => How::Fill(&[("method", "CARD"), ("card", "PRACTICE_CARD_DECLINED")]), Ill,
        "The bank declines the card.",
        "银行拒绝这张卡。";
    "card-incremental" in &["take_now"] => How::Fill(&[("method", "CARD"), ("card", "PRACTICE_CARD_VISA_4242_INCREMENTAL"), ("capture", "manual")]), Well,
        "A card whose hold can be raised later.",
        "预授权金额之后可以提高的卡。";
    "buyer-pays" in &["link", "counter_shown", "payment"] => How::Play(Deed::Buyer("pay")), Well,
        "The buyer pays.",
        "买家支付。";
    "buyer-declines" in &["link", "counter_shown", "payment"] => How::Play(Deed::Buyer("decline")), Ill,
        "The buyer or the bank declines.",
        "买家或银行拒绝。";
    "buyer-is-late" in &["link", "counter_shown", "payment"] => How::Play(Deed::Buyer("expire")), Ill,
        "Nobody pays, and the time runs out.",
        "无人支付，时间已到。";
};
