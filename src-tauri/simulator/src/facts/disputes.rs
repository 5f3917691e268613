//! The buyer's bank, and evidence.

use super::{Deed, End, Fact, How};
use crate::dispute::{CHARGEBACK, RETRIEVAL};

/// Where a dispute can be opened: of this payment, or of the newest one.
const OPENED: &[&str] = &["disputes", "news", "payment"];

pub const FACTS: &[Fact] = super::facts! {
    "dispute-goods" in OPENED => How::Play(Deed::Dispute(CHARGEBACK, "4853", 240, "")), Ill,
        "The buyer's bank disputes a payment; there are ten days to answer.",
        "买家的银行对一笔支付发起拒付，十天内可答复。";
    "dispute-soon" in OPENED => How::Play(Deed::Dispute(CHARGEBACK, "4853", 2, "")), Ill,
        "A dispute with two hours left to answer.",
        "一起两小时后到期的拒付。";
    "dispute-question" in OPENED => How::Play(Deed::Dispute(RETRIEVAL, "4853", 120, "")), Well,
        "The buyer's bank only asks for papers.",
        "买家的银行只是调单。";
    "dispute-lost-answer" in OPENED => How::Play(Deed::Dispute(CHARGEBACK, "4853", 240, "_13")), Ill,
        "A dispute at which the answer to what you send gets lost.",
        "一起拒付：您提交后网关的应答会丢失。";
    "dispute-won" in &["dispute"] => How::Play(Deed::Decide("judge_won")), Well,
        "It is decided: you win.",
        "裁定：您胜诉。";
    "dispute-lost" in &["dispute"] => How::Play(Deed::Decide("judge_lost")), Ill,
        "It is decided: you lose.",
        "裁定：您败诉。";
    "dispute-withdrawn" in &["dispute"] => How::Play(Deed::Decide("cancel")), Well,
        "The buyer's bank withdraws it.",
        "买家的银行撤回。";
    "dispute-alert" in &["dispute"] => How::Play(Deed::Decide("alert")), Ill,
        "The gateway warns that the deadline is near.",
        "网关提醒期限将至。";
    "dispute-timeout" in &["dispute"] => How::Play(Deed::Decide("timeout")), Ill,
        "The deadline passes unanswered.",
        "逾期未答复。";
    "dispute-rdr" in &["dispute"] => How::Play(Deed::Decide("rdr")), Ill,
        "A rule agreed with the bank settles it at once, for the buyer.",
        "按与银行约定的规则立即判给买家。";
    "evidence-logistics" in &["evidence"] => How::Fill(&[
            ("tag", "LOGISTIC_INFORMATION"),
            ("text", "{\"trackingNumber\":\"MADE-UP-1\",\"carrier\":\"Sample Post\",\"deliveredAt\":\"2026-01-05\"}"),
        ]), Well,
        "Delivery evidence the gateway takes.",
        "网关接受的物流证据。";
    "evidence-order" in &["evidence"] => How::Fill(&[
            ("tag", "ORDER_INFORMATION"),
            ("text", "{\"orderNumber\":\"MADE-UP-1\",\"goods\":\"Teapot\"}"),
        ]), Well,
        "Order evidence the gateway takes.",
        "网关接受的订单证据。";
    "evidence-customer" in &["evidence"] => How::Fill(&[
            ("tag", "CUSTOMER_INFORMATION"),
            ("text", "{\"customerSince\":\"2020\",\"purchases\":\"12\"}"),
        ]), Well,
        "Customer evidence the gateway takes.",
        "网关接受的客户证据。";
    "evidence-tag-unknown" in &["evidence"] => How::Fill(&[("tag", "PHOTO_OF_THE_CAT"), ("text", "{\"name\":\"Tom\"}")]), Ill,
        "A tag the gateway does not take.",
        "网关不接受的标签。";
    "evidence-field-empty" in &["evidence"] => How::Fill(&[("tag", "LOGISTIC_INFORMATION"), ("text", "{\"trackingNumber\":\"\"}")]), Ill,
        "A field is empty: the gateway names it and refuses.",
        "有字段为空：网关指出并拒绝。";
    "dispute-advice" in &["dispute"] => How::Play(Deed::Decide("advise")), Well,
        "The gateway advises how to answer, and how likely you are to win.",
        "网关建议如何答复，并告知胜诉的可能。";
    "dispute-letter" in &["dispute"] => How::Play(Deed::Decide("write")), Well,
        "The gateway writes a defence for you to look at.",
        "网关撰写了一份抗辩文件供您查看。";
};
