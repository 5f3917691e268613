//! What can be made to happen at this gateway, as one list: for each place of a shop's day, what somebody
//! may want to see, and the value to type or the deed to play for it. `GET /practice/facts` tells it, so
//! that no screen has to know; `tests/facts.rs` walks it and sees each of them happen.

use crate::dispute::{CHARGEBACK, RETRIEVAL};

/// One thing that can be made to happen.
pub struct Fact {
    pub id: &'static str,
    /// Where in the shop's day: a form, or the page of one thing.
    pub places: &'static [&'static str],
    /// What happens, in English and Chinese.
    pub says: (&'static str, &'static str),
    pub how: How,
}

/// What makes it happen.
pub enum How {
    /// The amount ends with these two digits, in minor units.
    Ends(u8),
    /// The amount is this, in minor units.
    Exactly(u8),
    /// These fields hold these values. `{fresh}` stands for twelve digits nobody used yet, `{merchant}` and
    /// `{store}` for the store that was registered last.
    Fill(&'static [(&'static str, &'static str)]),
    /// Somebody else does something.
    Play(Deed),
}

/// What somebody who is not the shop does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The buyer of an open payment: pay, decline, expire.
    Buyer(&'static str),
    /// The buyer who was asked for a consent: agree, refuse, revoke.
    Consent(&'static str),
    /// The buyer of a subscription: agree, refuse, end.
    Subscription(&'static str),
    /// The buyer's bank disputes a payment: type, reason, hours until the deadline, the end of its id.
    Dispute(&'static str, &'static str, i64, &'static str),
    /// A dispute goes on: judge_won, judge_lost, cancel, alert, timeout, rdr.
    Decide(&'static str),
}

const ASKS: &[&str] =
    &["take_now", "take_link", "counter", "capture", "refund", "debit", "subscribe", "declare"];

macro_rules! facts {
    ($($id:literal in $places:expr => $how:expr, $en:literal, $zh:literal;)*) => {
        &[$(Fact { id: $id, places: $places, says: ($en, $zh), how: $how }),*]
    };
}

pub const FACTS: &[Fact] = facts! {
    "plain" in ASKS => How::Ends(0),
        "Nothing special: the gateway carries it out and answers.",
        "一切顺利：网关执行并应答。";
    "answer-lost" in ASKS => How::Ends(13),
        "It is carried out, but the answer gets lost. It is not known until we ask again.",
        "网关已执行，但应答丢失；再次查询之前结果未知。";
    "request-lost" in ASKS => How::Ends(17),
        "The request gets lost on its way and nothing is carried out until it is sent again.",
        "请求在途中丢失，重发之前什么也没有执行。";
    "in-process" in &["take_now", "capture", "refund", "debit"] => How::Ends(16),
        "The gateway says “in process” at first. It ends well when it is asked again.",
        "网关先答复“处理中”，再次查询时成功。";
    "twice" in &["take_now", "refund"] => How::Ends(14),
        "The request arrives twice at the gateway. It is carried out once.",
        "请求两次到达网关，只执行一次。";
    "slow" in &["take_now", "refund"] => How::Ends(15),
        "The answer is slow.",
        "应答很慢。";
    "risk" in &["take_now", "counter"] => How::Exactly(11),
        "Risk control refuses the payment.",
        "风控拒绝这笔支付。";
    "no-balance-debit" in &["debit"] => How::Ends(11),
        "The buyer's wallet holds too little: the debit is refused.",
        "买家钱包余额不足，扣款被拒绝。";
    "no-balance-period" in &["subscribe"] => How::Ends(11),
        "The buyer agrees, but the wallet holds too little: the payment of each period fails.",
        "买家同意订阅，但余额不足：每期扣款都失败。";
    "raise-plain" in &["raise"] => How::Ends(0),
        "The issuer agrees to the higher amount.",
        "发卡行同意提高金额。";
    "raise-refused" in &["raise"] => How::Ends(12),
        "The gateway takes the raise, and then the issuer refuses it.",
        "网关受理后，发卡行拒绝提高金额。";
    "raise-in-process" in &["raise"] => How::Ends(16),
        "The raise is in process until it is asked about a second time.",
        "提额处理中，第二次查询时才有结果。";
    "raise-lost" in &["raise"] => How::Ends(13),
        "The amount is raised, but the answer gets lost.",
        "金额已提高，但应答丢失。";
    "customs-refuse" in &["declare"] => How::Ends(18),
        "Customs refuses the declaration.",
        "海关驳回申报。";
    "card-paid" in &["take_now"] => How::Fill(&[("method", "CARD"), ("card", "PRACTICE_CARD_VISA_4242")]),
        "A card the bank accepts.",
        "银行接受的卡。";
    "card-declined" in &["take_now"] => How::Fill(&[("method", "CARD"), ("card", "PRACTICE_CARD_DECLINED")]),
        "The bank declines the card.",
        "银行拒绝这张卡。";
    "card-incremental" in &["take_now"] =>
        How::Fill(&[("method", "CARD"), ("card", "PRACTICE_CARD_VISA_4242_INCREMENTAL"), ("capture", "manual")]),
        "A card whose hold can be raised later.",
        "预授权金额之后可以提高的卡。";
    "buyer-pays" in &["link", "counter_shown", "payment"] => How::Play(Deed::Buyer("pay")),
        "The buyer pays.",
        "买家支付。";
    "buyer-declines" in &["link", "counter_shown", "payment"] => How::Play(Deed::Buyer("decline")),
        "The buyer or the bank declines.",
        "买家或银行拒绝。";
    "buyer-is-late" in &["link", "counter_shown", "payment"] => How::Play(Deed::Buyer("expire")),
        "Nobody pays, and the time runs out.",
        "无人支付，时间已到。";
    "code-paid" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}00")]),
        "The wallet pays at once.",
        "钱包立即支付。";
    "code-confirmed" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}01")]),
        "The customer has to confirm on the phone; paid when asked the third time.",
        "顾客须在手机上确认；第三次查询时已支付。";
    "code-expired" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}02")]),
        "The code is too old.",
        "付款码已过期。";
    "code-unknown" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}03")]),
        "No wallet knows the code.",
        "没有钱包认得这个码。";
    "code-no-balance" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}04")]),
        "The customer's wallet holds too little.",
        "顾客余额不足。";
    "code-never" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}05")]),
        "The wallet never answers until the payment is cancelled.",
        "钱包一直没有结果，直到取消。";
    "code-risk" in &["counter_scan"] => How::Fill(&[("code", "2881{fresh}06")]),
        "Risk control refuses.",
        "风控拒绝。";
    "consent-agree" in &["agreement"] => How::Play(Deed::Consent("agree")),
        "The buyer agrees.",
        "买家同意。";
    "consent-refuse" in &["agreement"] => How::Play(Deed::Consent("refuse")),
        "The buyer refuses.",
        "买家拒绝。";
    "consent-revoke" in &["agreement"] => How::Play(Deed::Consent("revoke")),
        "The buyer ends the consent in the wallet.",
        "买家在钱包中解约。";
    "subscription-agree" in &["subscription"] => How::Play(Deed::Subscription("agree")),
        "The buyer agrees to the subscription.",
        "买家同意订阅。";
    "subscription-refuse" in &["subscription"] => How::Play(Deed::Subscription("refuse")),
        "The buyer refuses the subscription.",
        "买家拒绝订阅。";
    "subscription-end" in &["subscription"] => How::Play(Deed::Subscription("end")),
        "The buyer ends the subscription in the wallet, at once.",
        "买家在钱包中立即终止订阅。";
    "dispute-goods" in &["disputes", "payment"] => How::Play(Deed::Dispute(CHARGEBACK, "4853", 240, "")),
        "The buyer's bank disputes a payment; there are ten days to answer.",
        "买家的银行对一笔支付发起拒付，十天内可答复。";
    "dispute-soon" in &["disputes", "payment"] => How::Play(Deed::Dispute(CHARGEBACK, "4853", 2, "")),
        "A dispute with two hours left to answer.",
        "一起两小时后到期的拒付。";
    "dispute-question" in &["disputes", "payment"] => How::Play(Deed::Dispute(RETRIEVAL, "4853", 120, "")),
        "The buyer's bank only asks for papers.",
        "买家的银行只是调单。";
    "dispute-lost-answer" in &["disputes", "payment"] => How::Play(Deed::Dispute(CHARGEBACK, "4853", 240, "_13")),
        "A dispute at which the answer to what you send gets lost.",
        "一起拒付：您提交后网关的应答会丢失。";
    "dispute-won" in &["dispute"] => How::Play(Deed::Decide("judge_won")),
        "It is decided: you win.",
        "裁定：您胜诉。";
    "dispute-lost" in &["dispute"] => How::Play(Deed::Decide("judge_lost")),
        "It is decided: you lose.",
        "裁定：您败诉。";
    "dispute-withdrawn" in &["dispute"] => How::Play(Deed::Decide("cancel")),
        "The buyer's bank withdraws it.",
        "买家的银行撤回。";
    "dispute-alert" in &["dispute"] => How::Play(Deed::Decide("alert")),
        "The gateway warns that the deadline is near.",
        "网关提醒期限将至。";
    "dispute-timeout" in &["dispute"] => How::Play(Deed::Decide("timeout")),
        "The deadline passes unanswered.",
        "逾期未答复。";
    "dispute-rdr" in &["dispute"] => How::Play(Deed::Decide("rdr")),
        "A rule agreed with the bank settles it at once, for the buyer.",
        "按与银行约定的规则立即判给买家。";
    "evidence-logistics" in &["evidence"] => How::Fill(&[
            ("tag", "LOGISTIC_INFORMATION"),
            ("text", "{\"trackingNumber\":\"MADE-UP-1\",\"carrier\":\"Sample Post\",\"deliveredAt\":\"2026-01-05\"}"),
        ]),
        "Delivery evidence the gateway takes.",
        "网关接受的物流证据。";
    "evidence-order" in &["evidence"] => How::Fill(&[
            ("tag", "ORDER_INFORMATION"),
            ("text", "{\"orderNumber\":\"MADE-UP-1\",\"goods\":\"Teapot\"}"),
        ]),
        "Order evidence the gateway takes.",
        "网关接受的订单证据。";
    "evidence-customer" in &["evidence"] => How::Fill(&[
            ("tag", "CUSTOMER_INFORMATION"),
            ("text", "{\"customerSince\":\"2020\",\"purchases\":\"12\"}"),
        ]),
        "Customer evidence the gateway takes.",
        "网关接受的客户证据。";
    "evidence-tag-unknown" in &["evidence"] => How::Fill(&[("tag", "PHOTO_OF_THE_CAT"), ("text", "{\"name\":\"Tom\"}")]),
        "A tag the gateway does not take.",
        "网关不接受的标签。";
    "evidence-field-empty" in &["evidence"] =>
        How::Fill(&[("tag", "LOGISTIC_INFORMATION"), ("text", "{\"trackingNumber\":\"\"}")]),
        "A field is empty: the gateway names it and refuses.",
        "有字段为空：网关指出并拒绝。";
    "register-approved" in &["register"] => How::Fill(&[
            ("merchant", "M-{fresh}"), ("store", "S-{fresh}"), ("legal_name", "Sample Trading Ltd"),
            ("display_name", "Sample Tea"), ("mcc", "5499"), ("registration_no", "MADE-UP-1"), ("region", "SG"),
            ("city", "Singapore"), ("address", "1 Sample Street"), ("store_name", "Sample Tea, Harbour"),
            ("store_mcc", "5499"),
        ]),
        "A store that is approved when the gateway is asked the second time.",
        "第二次查询时获批的门店。";
    "register-rejected" in &["register"] => How::Fill(&[
            ("merchant", "M-{fresh}"), ("store", "S-{fresh}"), ("legal_name", "REJECT Trading Ltd"),
            ("display_name", "Sample Tea"), ("mcc", "5499"), ("registration_no", "MADE-UP-1"), ("region", "SG"),
            ("city", "Singapore"), ("address", "1 Sample Street"), ("store_name", "Sample Tea, Harbour"),
            ("store_mcc", "5499"),
        ]),
        "A store that is rejected (REJECT stands in the legal name) when asked the second time.",
        "第二次查询时被驳回的门店（法定名称含 REJECT）。";
    "register-again" in &["register"] => How::Fill(&[
            ("merchant", "{merchant}"), ("store", "{store}"), ("legal_name", "Sample Trading Ltd"),
            ("display_name", "Sample Tea"), ("mcc", "5499"), ("registration_no", "MADE-UP-1"), ("region", "SG"),
            ("city", "Singapore"), ("address", "1 Sample Street"), ("store_name", "Sample Tea, Harbour"),
            ("store_mcc", "5499"),
        ]),
        "The store registered last once more: refused, because it is registered or still looked at.",
        "再次登记最近的门店：因已登记或仍在审核而被拒绝。";
};
