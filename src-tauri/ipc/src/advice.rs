//! What a sentence about an order adds by the kind of the order: which call its code belongs to, whether money
//! can have moved, and what to do next. The words are in `problems/*.json` under `todo.…`.

use antom::codes::{CodeRow, NextStep};
use domain::{Ending, OrderKind, PayProduct, Payment, Standing};

use crate::problem::{Moved, Next, Problem};

/// The call an order makes, by the name the table of result codes has for it.
pub(crate) fn call_of(kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::Pay => "pay",
        OrderKind::Capture => "capture",
        OrderKind::Cancel => "cancel",
        OrderKind::Refund => "refund",
        OrderKind::Declare => "declare",
        OrderKind::Session => "session",
        OrderKind::UpdateAmount => "update_amount",
        OrderKind::AcceptDispute => "accept_dispute",
        OrderKind::Defend => "supply_defense_document",
        OrderKind::SupplyEvidence => "supply_evidence",
        OrderKind::ApplyToken => "apply_token",
        OrderKind::Revoke => "revoke",
        OrderKind::Register => "registration",
        OrderKind::Subscribe => "subscription_create",
        OrderKind::ChangeSubscription => "subscription_change",
        OrderKind::UpdateSubscription => "subscription_update",
        OrderKind::EndSubscription => "subscription_cancel",
    }
}

/// The same for a payment, whose call means another thing with each product.
pub(crate) fn call_of_payment(product: PayProduct) -> &'static str {
    match product {
        PayProduct::Cashier => "pay",
        PayProduct::Agreement => "pay_agreement",
        PayProduct::PaymentCode => "pay_payment_code",
        PayProduct::OrderCode => "pay_order_code",
        PayProduct::EntryCode => "pay_entry_code",
    }
}

/// Whether an order only makes a link or a code that nobody has seen yet: nothing can have been paid by making it.
pub(crate) fn only_makes_a_link(kind: OrderKind, payment: &Payment) -> bool {
    let codes = matches!(payment.asked.product, PayProduct::OrderCode | PayProduct::EntryCode);
    let makes = kind == OrderKind::Session || (kind == OrderKind::Pay && codes);
    makes && payment.offer.is_none() && matches!(payment.standing, Standing::Asked)
}

/// The same of an order that only makes a link.
pub(crate) fn while_link_open(problem: Problem, kind: OrderKind) -> Problem {
    let problem = while_open(problem, kind);
    match problem.code.as_str() {
        "order.not_sent" | "order.signature_wrong" | "order.not_recognised" | "order.differs" => {
            problem.moved(Moved::No)
        }
        _ => problem.moved(Moved::No).todo("wait_link"),
    }
}

/// What is known of the money while the outcome of such an order is in doubt. A raise holds more and takes
/// nothing; a subscription's own debits come later, each with its own news; an update settles its difference
/// at once.
pub(crate) fn in_doubt(kind: OrderKind) -> Moved {
    match kind {
        OrderKind::Pay
        | OrderKind::Capture
        | OrderKind::Cancel
        | OrderKind::Refund
        | OrderKind::Session
        | OrderKind::AcceptDispute
        | OrderKind::UpdateSubscription => Moved::Unknown,
        OrderKind::UpdateAmount
        | OrderKind::Declare
        | OrderKind::Defend
        | OrderKind::SupplyEvidence
        | OrderKind::ApplyToken
        | OrderKind::Revoke
        | OrderKind::Register
        | OrderKind::Subscribe
        | OrderKind::ChangeSubscription
        | OrderKind::EndSubscription => Moved::No,
    }
}

/// Whether its amount is kept back from other orders while it is open.
pub(crate) fn reserves(kind: OrderKind) -> bool {
    matches!(kind, OrderKind::Capture | OrderKind::Refund)
}

/// An open order's problem, with what its kind changes in it.
pub(crate) fn while_open(problem: Problem, kind: OrderKind) -> Problem {
    let moved = if problem.moved == Moved::Unknown { in_doubt(kind) } else { problem.moved };
    let reserved = match problem.code.as_str() {
        _ if !reserves(kind) => None,
        "order.signature_wrong" => Some("check_key_reserved"),
        "order.no_answer" | "order.stopped" | "order.http_status" | "order.unreadable"
        | "order.in_process" | "order.unknown" => Some("wait_reserved"),
        _ => None,
    };
    let problem = match reserved {
        Some(todo) => problem.todo(todo),
        None => problem,
    };
    problem.moved(moved).of_call(call_of(kind))
}

/// What a closed payment is told as: it was not always declined.
pub(crate) fn declined_as(code: &str) -> &'static str {
    match Ending::of(code) {
        Ending::Declined => "order.declined",
        Ending::Closed => "order.closed",
        Ending::Cancelled => "order.cancelled",
        Ending::LinkOver => "order.link_over",
        Ending::CodeGone => "order.code_gone",
        Ending::NeverArrived => "order.never_arrived",
    }
}

/// What to do about a refusal: the code's own advice to this call, the code's own, or that of its kind of
/// refusal. None for a code that is newer than the table.
pub(crate) fn todo_of(code: &str, call: &str) -> Option<String> {
    let row = antom::codes::lookup_for(code, call)?;
    let own = [format!("{code}.{call}"), code.to_owned()].into_iter();
    let general = match general(row) {
        // What is refused for one card or wallet may go with another.
        "leave" if call.starts_with("pay") => "another_way",
        step => step,
    };
    own.into_iter().find(|key| crate::catalogue::has_todo(key)).or_else(|| Some(general.to_owned()))
}

/// Where the money is after a refusal. Risk control may stop a payment after the buyer was charged; that goes back
/// (section 5 of the online payments reference, `RISK_REJECT`).
pub(crate) fn moved_by(code: &str, call: &str) -> Moved {
    if code == "RISK_REJECT" && call.starts_with("pay") { Moved::GoesBack } else { Moved::No }
}

fn general(row: &CodeRow) -> &'static str {
    match row.next {
        NextStep::None => "leave",
        NextStep::FixAndTryAgain => "fix",
        NextStep::AskSupport => "support",
        NextStep::Wait => "wait",
        NextStep::NewPayment => "new_payment",
        NextStep::RefundInstead => "refund_instead",
        NextStep::CheckSettings => "settings",
        NextStep::AskGateway => "ask_gateway",
    }
}

/// The button that goes with it.
pub(crate) fn next_of(code: &str, call: &str) -> Option<Next> {
    let row = antom::codes::lookup_for(code, call)?;
    Some(match row.next {
        NextStep::None => Next::Nothing,
        NextStep::FixAndTryAgain => Next::Correct,
        NextStep::AskSupport => Next::AskSupport,
        NextStep::Wait => Next::Wait,
        NextStep::NewPayment => Next::NewPayment,
        NextStep::RefundInstead => Next::RefundInstead,
        NextStep::CheckSettings => Next::CheckSettings,
        NextStep::AskGateway => Next::AskNow,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::catalogue::{Language, say};
    use crate::trouble::{declined, of_heardless, refused};
    use antom::codes::Class;
    use engine::outbox::Heardless;

    /// Orders that can have moved money while their outcome is in doubt. All others take and give none.
    const MONEY: [OrderKind; 7] = [
        OrderKind::Pay,
        OrderKind::Capture,
        OrderKind::Cancel,
        OrderKind::Refund,
        OrderKind::Session,
        OrderKind::AcceptDispute,
        OrderKind::UpdateSubscription,
    ];

    /// Every end that leaves an order open: the code it is told by, and whether the answer verified.
    const OPEN_ENDS: [(&str, bool); 12] = [
        ("NO_ANSWER", false),
        ("STOPPED", false),
        ("HTTP_STATUS", false),
        ("SIGNATURE_WRONG", false),
        ("NOT_JSON", false),
        (antom::ANSWER_DIFFERS, true),
        ("INVALID_SIGNATURE", false),
        ("SUCCESS", true),
        ("PAYMENT_IN_PROCESS", true),
        ("REFUND_IN_PROCESS", true),
        ("UNKNOWN_EXCEPTION", true),
        ("REPEAT_REQ_INCONSISTENT", true),
    ];

    fn both(problem: &Problem) -> String {
        format!("{}\n{}", say(problem, Language::English), say(problem, Language::Chinese))
    }

    #[test]
    fn every_kind_of_order_says_the_truth_about_money_at_every_open_end() {
        for kind in OrderKind::ALL {
            for (code, verified) in OPEN_ENDS {
                let heard = Heardless { code: code.to_owned(), message: String::new() };
                let told = of_heardless(&heard, verified, Some(500));
                let problem = while_open(told, kind);
                let cell = format!("{kind:?} {code}");
                let wanted = if MONEY.contains(&kind) { Moved::Unknown } else { Moved::No };
                assert_eq!(problem.moved, wanted, "{cell}");
                let said = both(&problem);
                assert_eq!(said.contains("is not known yet"), wanted == Moved::Unknown, "{cell}: {said}");
                assert_eq!(said.contains("尚不清楚。"), wanted == Moved::Unknown, "{cell}: {said}");
                // What is open was not done, whatever word the gateway's table has for the code in general.
                assert!(!said.contains("The gateway did it."), "{cell}: {said}");
                if !reserves(kind) {
                    assert!(!said.contains("reserved") && !said.contains("占用"), "{cell}: {said}");
                } else if problem.code != "order.not_recognised" && problem.code != "order.differs" {
                    assert!(said.contains("reserved") && said.contains("占用"), "{cell}: {said}");
                }
            }
        }
    }

    /// The words a code newer than the table ends with.
    fn generic() -> (String, String) {
        let new = refused("NEVER_HEARD_OF", "", "pay");
        (say(&new, Language::English), say(&new, Language::Chinese))
    }

    #[test]
    fn no_known_code_ends_with_the_step_for_a_new_one() {
        let (english, chinese) = generic();
        assert!(english.ends_with("Look up the code, or ask the gateway's support."), "{english}");
        assert!(chinese.ends_with("请查询该代码，或联系网关支持。"), "{chinese}");
        let products = [
            PayProduct::Cashier,
            PayProduct::Agreement,
            PayProduct::PaymentCode,
            PayProduct::OrderCode,
            PayProduct::EntryCode,
        ];
        let refusals =
            antom::codes::all().iter().filter(|row| matches!(row.class, Class::Refused | Class::Config));
        let mut seen = 0;
        for row in refusals {
            let parts = OrderKind::ALL.map(|kind| refused(&row.code, "", call_of(kind)));
            let payments = products.map(|product| declined(&row.code, "", product));
            for problem in parts.iter().chain(&payments) {
                let said = both(problem);
                assert!(!said.contains("Look up the code") && !said.contains("请查询该代码"), "{said}");
                assert!(problem.todo.is_some() || problem.code != "order.refused", "{problem:?}");
                assert!(matches!(problem.moved, Moved::No | Moved::GoesBack), "{problem:?}");
                seen += 1;
            }
        }
        assert!(seen > 1000, "{seen}");
    }

    /// Sentences that cannot both be true of one thing.
    const AGAINST: [(&str, &str); 12] = [
        ("No money was moved.", "if money was taken"),
        ("No money was moved.", "returns it"),
        ("No money was moved.", "is not known yet"),
        ("Asking moves no money", "is not known yet"),
        ("Asking moves no money", "whether it was done"),
        ("another way", "Do not try it again:"),
        ("没有资金变动。", "如已扣款"),
        ("没有资金变动。", "尚不清楚。"),
        ("查询不会引起资金变动", "尚不清楚。"),
        ("查询不会引起资金变动", "是否已处理"),
        ("另一种方式", "请勿重试，"),
        ("换一种方式", "请勿重试，"),
    ];

    fn is_of_one_mind(said: &str) {
        for (one, other) in AGAINST {
            assert!(!(said.contains(one) && said.contains(other)), "{one:?} against {other:?}: {said}");
        }
    }

    #[test]
    fn no_refusal_contradicts_itself() {
        let products = [
            PayProduct::Cashier,
            PayProduct::Agreement,
            PayProduct::PaymentCode,
            PayProduct::OrderCode,
            PayProduct::EntryCode,
        ];
        for row in antom::codes::all() {
            for kind in OrderKind::ALL {
                is_of_one_mind(&both(&refused(&row.code, "", call_of(kind))));
            }
            for product in products {
                let problem = declined(&row.code, "", product);
                is_of_one_mind(&both(&problem));
                let risk = row.code == "RISK_REJECT";
                assert_eq!(problem.moved == Moved::GoesBack, risk, "{problem:?}");
            }
            let heard = Heardless { code: row.code.clone(), message: String::new() };
            let problem = crate::trouble::of_question(&heard);
            let said = both(&problem);
            is_of_one_mind(&said);
            assert!(
                said.contains("Asking moves no money") && said.contains("查询不会引起资金变动"),
                "{said}"
            );
        }
    }

    #[test]
    fn making_a_link_pays_nothing_whatever_became_of_the_answer() {
        let story = testkit::Story::wallet("p1", testkit::sgd(4000));
        assert!(only_makes_a_link(OrderKind::Session, &story.payment()));
        assert!(!only_makes_a_link(OrderKind::Pay, &story.payment()), "a wallet pays at once");
        assert!(!only_makes_a_link(OrderKind::Session, &story.pending().payment()), "the buyer is at it");
        for (code, verified) in OPEN_ENDS {
            let heard = Heardless { code: code.to_owned(), message: String::new() };
            let problem = while_link_open(of_heardless(&heard, verified, Some(500)), OrderKind::Session);
            assert_eq!(problem.moved, Moved::No, "{code}");
            is_of_one_mind(&both(&problem));
        }
        let lost = Heardless { code: "NO_ANSWER".to_owned(), message: String::new() };
        let said = both(&while_link_open(of_heardless(&lost, false, None), OrderKind::Session));
        assert!(said.contains("may be there") && said.contains("可能已生成"), "{said}");
    }

    #[test]
    fn what_ran_out_was_not_declined() {
        for (code, told) in [
            ("ORDER_IS_CLOSED", "order.closed"),
            ("ORDER_IS_CANCELED", "order.cancelled"),
            (domain::SESSION_OVER, "order.link_over"),
            (domain::CODE_GONE, "order.code_gone"),
            (domain::NEVER_ARRIVED, "order.never_arrived"),
            ("DO_NOT_HONOR", "order.declined"),
        ] {
            let problem = declined(code, "", PayProduct::Cashier);
            assert_eq!(problem.code, told, "{code}");
            let said = both(&problem);
            assert_eq!(said.contains("declined"), told == "order.declined", "{said}");
        }
        assert_eq!(refused(domain::SESSION_OVER, "", "session").code, "order.link_over");
    }

    #[test]
    fn the_advice_fits_the_code() {
        for (code, call, says) in [
            ("REFUND_AMOUNT_EXCEED", "refund", "refund at most what is left"),
            ("INCREMENTAL_NOT_SUPPORT", "update_amount", "Capture what is held"),
            ("EVIDENCE_TAG_NOT_SUPPORTED", "supply_evidence", "Take this kind of proof out"),
            ("PARAM_ILLEGAL", "registration", "which field the gateway's message names"),
            ("EXPIRED_CODE", "pay_payment_code", "refresh the payment code"),
            ("INVALID_PAYMENT_CODE", "pay_payment_code", "open the payment code"),
            ("INVALID_ACCESS_TOKEN", "pay_agreement", "new consent"),
            ("PAYMENT_AMOUNT_EXCEED_LIMIT", "pay", "smaller amount"),
            ("ORDER_STATUS_INVALID", "cancel", "Refund it instead."),
            ("ORDER_STATUS_INVALID", "capture", "Ask the gateway how it stands now"),
        ] {
            let said = say(&refused(code, "", call), Language::English);
            assert!(said.contains(says), "{code}: {said}");
        }
    }

    #[test]
    fn every_advice_belongs_to_a_step_or_a_code() {
        let steps = ["wait", "wait_reserved", "check_key_reserved", "leave", "fix", "support", "new_payment"];
        let more = ["refund_instead", "settings", "ask_gateway", "wait_link", "another_way"];
        for key in crate::catalogue::todos() {
            let code = key.split('.').next().unwrap_or_default();
            let known = steps.contains(&code) || more.contains(&code) || antom::codes::lookup(code).is_some();
            assert!(known, "{key}");
        }
    }
}
