//! What can be in the way of a call whose form has no amount to ask for it with.

use super::{Deed, End, Fact, How};
use crate::trouble::Trouble;

const PLAIN: (&str, &str) =
    ("Nothing special: the gateway carries it out and answers.", "一切顺利：网关执行并应答。");
const ANSWER_LOST: (&str, &str) = (
    "The answer to what you send next gets lost. It is carried out, and not known until it is told or asked again.",
    "您接下来发送的请求已执行，但应答丢失；通知或再次询问之前结果未知。",
);
const REQUEST_LOST: (&str, &str) = (
    "What you send next gets lost on its way; nothing is carried out until it is sent again.",
    "您接下来发送的请求在途中丢失，重发之前什么也没有执行。",
);
const BUSY: (&str, &str) = (
    "The gateway cannot say whether it carried out what you send next; it has not, and does when it is sent again.",
    "网关无法确定是否已执行您接下来的请求；实际未执行，重发时才执行。",
);

const fn next(call: &'static str, trouble: Trouble) -> How {
    How::Play(Deed::Next(call, trouble))
}

const fn plain(call: &'static str) -> How {
    How::Play(Deed::Plain(call))
}

const CANCEL: &str = "payments/cancel";
const ACCEPT: &str = "payments/acceptDispute";
const DEFEND: &str = "payments/supplyDefenseDocument";
const EVIDENCE: &str = "payments/supplyEvidence";
const CONSULT: &str = "authorizations/consult";
const REVOKE: &str = "authorizations/revoke";
const CHANGE: &str = "subscriptions/change";
const END: &str = "subscriptions/cancel";
const REGISTER: &str = "merchants/registration";

pub const FACTS: &[Fact] = super::facts! {
    "refund-refused" in &["refund"] => next("payments/refund", Trouble::Refused), Ill,
        "The next refund is refused: your unsettled balance is too small.",
        "下一笔退款被拒绝：您的待结算余额不足。";
    "capture-refused" in &["capture"] => next("payments/capture", Trouble::Refused), Ill,
        "The next capture is refused: the gateway cannot do it.",
        "下一笔请款被拒绝：网关无法处理。";

    "cancel-plain" in &["cancel"] => plain(CANCEL), Well, PLAIN.0, PLAIN.1;
    "cancel-refused" in &["cancel"] => next(CANCEL, Trouble::Refused), Ill,
        "The gateway refuses: the time to cancel is over.",
        "网关拒绝：已超过可取消的时间。";
    "cancel-answer-lost" in &["cancel"] => next(CANCEL, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "cancel-request-lost" in &["cancel"] => next(CANCEL, Trouble::RequestLost), Ill, REQUEST_LOST.0, REQUEST_LOST.1;

    "accept-plain" in &["accept"] => plain(ACCEPT), Well, PLAIN.0, PLAIN.1;
    "accept-refused" in &["accept"] => next(ACCEPT, Trouble::Refused), Ill,
        "The gateway refuses: by its clock the deadline has passed.",
        "网关拒绝：按其时钟期限已过。";
    "accept-answer-lost" in &["accept"] => next(ACCEPT, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "accept-busy" in &["accept"] => next(ACCEPT, Trouble::Busy), Ill, BUSY.0, BUSY.1;

    "answer-plain" in &["defend"] => plain(DEFEND), Well, PLAIN.0, PLAIN.1;
    "answer-refused" in &["defend"] => next(DEFEND, Trouble::Refused), Ill,
        "The gateway refuses: by its clock the deadline has passed.",
        "网关拒绝：按其时钟期限已过。";
    "answer-answer-lost" in &["defend"] => next(DEFEND, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "answer-busy" in &["defend"] => next(DEFEND, Trouble::Busy), Ill, BUSY.0, BUSY.1;

    "evidence-answer-lost" in &["evidence"] => next(EVIDENCE, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;

    "ask-consent-plain" in &["consent"] => plain(CONSULT), Well, PLAIN.0, PLAIN.1;
    "ask-consent-refused" in &["consent"] => next(CONSULT, Trouble::Refused), Ill,
        "The gateway refuses to ask the buyer.",
        "网关拒绝向买家请求授权。";
    "ask-consent-answer-lost" in &["consent"] => next(CONSULT, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "ask-consent-busy" in &["consent"] => next(CONSULT, Trouble::Busy), Ill, BUSY.0, BUSY.1;

    "revoke-plain" in &["revoke"] => plain(REVOKE), Well, PLAIN.0, PLAIN.1;
    "revoke-refused" in &["revoke"] => next(REVOKE, Trouble::Refused), Ill,
        "The gateway refuses to end the consent.",
        "网关拒绝解除授权。";
    "revoke-answer-lost" in &["revoke"] => next(REVOKE, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "revoke-busy" in &["revoke"] => next(REVOKE, Trouble::Busy), Ill, BUSY.0, BUSY.1;

    "change-plain" in &["change"] => plain(CHANGE), Well, PLAIN.0, PLAIN.1;
    "change-refused" in &["change"] => next(CHANGE, Trouble::Refused), Ill,
        "The gateway refuses the change.",
        "网关拒绝变更。";
    "change-answer-lost" in &["change"] => next(CHANGE, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "change-busy" in &["change"] => next(CHANGE, Trouble::Busy), Ill, BUSY.0, BUSY.1;

    "end-plain" in &["end"] => plain(END), Well, PLAIN.0, PLAIN.1;
    "end-refused" in &["end"] => next(END, Trouble::Refused), Ill,
        "The gateway refuses to end the subscription.",
        "网关拒绝终止订阅。";
    "end-answer-lost" in &["end"] => next(END, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "end-busy" in &["end"] => next(END, Trouble::Busy), Ill, BUSY.0, BUSY.1;

    "register-answer-lost" in &["register"] => next(REGISTER, Trouble::AnswerLost), Ill, ANSWER_LOST.0, ANSWER_LOST.1;
    "register-request-lost" in &["register"] => next(REGISTER, Trouble::RequestLost), Ill,
        REQUEST_LOST.0, REQUEST_LOST.1;
};
