//! customs/declare: the payment document for customs, its repeats and its corrections.

use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::clock::MINUTE;
use crate::fields::{self, Field, Kind, may, need};
use crate::ids;
use crate::model::{Certificate, Declaration, Payment, Status};
use crate::money::{Amount, to_cny};
use crate::state::Turn;

/// A buyer with this name is not the payer.
const NOT_THE_PAYER: &str = "不符样例";
/// A correction is taken when this much time has passed since the last call.
const CORRECTABLE_AFTER: i64 = 5 * MINUTE;
/// The payment company's own customs record.
const PROVIDER_RECORD: &str = "31222699S7";

pub const CUSTOMS: &[Field] = &[need("region", Kind::OneOf(&["CN"])), need("customsCode", Kind::Text(128))];

pub const COMPANY: &[Field] =
    &[need("merchantCustomsCode", Kind::Text(20)), need("merchantCustomsName", Kind::Text(256))];

const HOLDER: &[Field] = &[
    need("fullName", Kind::Text(128)),
    may("firstName", Kind::Text(32)),
    may("middleName", Kind::Text(32)),
    may("lastName", Kind::Text(32)),
];

const CERTIFICATE: &[Field] = &[
    need(
        "certificateType",
        Kind::OneOf(&[
            "ENTERPRISE_REGISTRATION",
            "LICENSE_INFO",
            "ID_CARD",
            "PASSPORT",
            "DRIVING_LICENSE",
            "CPF",
            "CNPJ",
        ]),
    ),
    need("certificateNo", Kind::Id(64)),
    need("holderName", Kind::Object(HOLDER)),
];

const DECLARE: &[Field] = &[
    need("declarationRequestId", Kind::PlainId(32)),
    need("paymentId", Kind::Id(64)),
    need("declarationAmount", Kind::Amount),
    need("customs", Kind::Object(CUSTOMS)),
    need("merchantCustomsInfo", Kind::Object(COMPANY)),
    // Required by the page, dropped by one official client when false: missing means false.
    may("splitOrder", Kind::Flag),
    may("suborderId", Kind::Text(64)),
    may("subOrderId", Kind::Text(64)),
    may("buyerCertificate", Kind::Object(CERTIFICATE)),
];

pub fn declare(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, DECLARE)?;
    let payment_id = fields::text(body, "paymentId").unwrap_or_default();
    let asked = read(turn, body)?;
    if let Some((payment, at)) = turn.state.declaration(&asked.request_id) {
        let payment = payment.clone();
        return again(turn, payment, at, payment_id, asked);
    }
    let mut payment = declarable(turn, payment_id)?;
    not_twice(turn, &payment, &asked)?;
    within_total(&payment, &asked.amount, None)?;
    let count = turn.next_count();
    let declaration = Declaration {
        customs_payment_id: ids::customs_payment_id(turn.now, count),
        customs_order_id: asked.suborder.clone().unwrap_or_else(|| payment.order_number.clone()),
        clearing_transaction_id: ids::clearing_id(turn.now, count),
        ..asked
    };
    let answer = outcome(&declaration);
    turn.effect = true;
    payment.declarations.push(declaration);
    turn.save(payment);
    Ok(answer)
}

/// What the request says, as a declaration that customs has not heard of.
fn read(turn: &Turn<'_>, body: &Map<String, Value>) -> Step<Declaration> {
    let text = |path: &str| fields::text(body, path).unwrap_or_default().to_owned();
    let split = fields::flag(body, "splitOrder").unwrap_or(false);
    // Two spellings are in use; both are read.
    let suborder = match (fields::text(body, "suborderId"), fields::text(body, "subOrderId")) {
        (Some(one), Some(other)) if one != other => {
            return Err(Answer::param("suborderId and subOrderId differ"));
        }
        (one, other) => one.or(other).map(str::to_owned),
    };
    match (split, &suborder) {
        (true, None) => return Err(Answer::param("suborderId is missing; splitOrder is true")),
        (false, Some(_)) => {
            return Err(Answer::param("suborderId is there although splitOrder is not true"));
        }
        _ => {}
    }
    let name = text("buyerCertificate.holderName.fullName");
    let certificate = body.contains_key("buyerCertificate").then(|| Certificate {
        kind: text("buyerCertificate.certificateType"),
        number_mark: turn.mark(&text("buyerCertificate.certificateNo")),
        name_mark: turn.mark(&name),
        other_names_mark: turn.mark(&format!(
            "{} {} {}",
            text("buyerCertificate.holderName.firstName"),
            text("buyerCertificate.holderName.middleName"),
            text("buyerCertificate.holderName.lastName"),
        )),
    });
    let check = if name == NOT_THE_PAYER { "CHECK_NOT_PASSED" } else { "CHECK_PASSED" };
    Ok(Declaration {
        request_id: text("declarationRequestId"),
        amount: fields::amount(body, "declarationAmount")?,
        region: text("customs.region"),
        customs_code: text("customs.customsCode"),
        merchant_customs_code: text("merchantCustomsInfo.merchantCustomsCode"),
        merchant_customs_name: text("merchantCustomsInfo.merchantCustomsName"),
        split,
        suborder,
        identity_check: certificate.is_some().then(|| check.to_owned()),
        certificate,
        customs_payment_id: String::new(),
        customs_order_id: String::new(),
        clearing_transaction_id: String::new(),
        asked_at: turn.now,
        last_call_at: turn.now,
        changed_at: turn.now,
        status: "WAITING_FOR_PROCESSING".to_owned(),
        asked: 0,
        result_code: None,
        result_text: None,
        returned_at: None,
    })
}

fn declarable(turn: &Turn<'_>, payment_id: &str) -> Step<Payment> {
    let refuse = |code: &str, what: &str| Err(Answer::refused(code, what));
    let Some(payment) = turn.state.payment_by_id(payment_id) else {
        return refuse("ORDER_NOT_EXIST", "there is no payment with this paymentId");
    };
    if payment.status != Status::Success {
        return refuse("ORDER_STATUS_INVALID", "only a successful payment can be declared");
    }
    if payment.method != "ALIPAY_CN" {
        // Our own choice of code: the sources name the rule, not its refusal.
        return refuse("PROCESS_FAIL", "only payments made with Alipay in China can be declared");
    }
    Ok(payment.clone())
}

/// A payment is declared once per customs, unless it is split.
fn not_twice(turn: &Turn<'_>, payment: &Payment, asked: &Declaration) -> Step<()> {
    for other in &payment.declarations {
        if other.split != asked.split || (!asked.split && same_customs(other, asked)) {
            return Err(Answer::refused(
                "DUPLICATED_DECLARATIONS",
                "this payment was declared to this customs before",
            ));
        }
    }
    suborder_is_free(turn, asked)
}

fn suborder_is_free(turn: &Turn<'_>, asked: &Declaration) -> Step<()> {
    let taken = asked.suborder.is_some()
        && turn
            .state
            .payments
            .iter()
            .flat_map(|payment| &payment.declarations)
            .any(|other| other.suborder == asked.suborder && other.request_id != asked.request_id);
    if taken { Err(Answer::param("suborderId was used for another declaration")) } else { Ok(()) }
}

fn same_customs(one: &Declaration, other: &Declaration) -> bool {
    one.customs_code.eq_ignore_ascii_case(&other.customs_code)
}

/// All declarations of a payment together stay within what may be declared.
fn within_total(payment: &Payment, amount: &Amount, instead_of: Option<&Amount>) -> Step<()> {
    let total = payment
        .declarable
        .clone()
        .or_else(|| to_cny(&payment.amount))
        .unwrap_or_else(|| payment.amount.clone());
    if amount.currency != total.currency {
        return Err(Answer::param(&format!("declarationAmount.currency must be {}", total.currency)));
    }
    let before = payment.declared().saturating_sub(instead_of.map_or(0, |amount| amount.value));
    if before.saturating_add(amount.value) > total.value {
        return Err(Answer::refused(
            "TOTAL_DECLARATION_AMOUNT_EXCEED",
            "more than the declarable amount of this payment",
        ));
    }
    Ok(())
}

/// The same declaration number again: a repeat, a re-transmission, or a contradiction.
fn again(
    turn: &mut Turn<'_>,
    mut payment: Payment,
    at: usize,
    payment_id: &str,
    asked: Declaration,
) -> Step<Answer> {
    let Some(known) = payment.declarations.get(at).cloned() else {
        return Err(Answer::refused("SYSTEM_ERROR", "the declaration is not in the books"));
    };
    let refuse = |code: &str, what: &str| Err(Answer::refused(code, what));
    if asked.amount.currency != known.amount.currency {
        return refuse("REPEAT_REQ_INCONSISTENT", "declarationAmount.currency differs from the first call");
    }
    if payment.payment_id != payment_id || asked.split != known.split || !same_holder(&known, &asked) {
        return refuse("CONTEXT_INCONSISTENT", "a field that may not change differs from the first call");
    }
    let changed = known.amount != asked.amount
        || known.region != asked.region
        || known.customs_code != asked.customs_code
        || known.merchant_customs_code != asked.merchant_customs_code
        || known.merchant_customs_name != asked.merchant_customs_name
        || known.suborder != asked.suborder
        || known.certificate != asked.certificate;
    let may_correct = turn.now - known.last_call_at > CORRECTABLE_AFTER;
    if changed && !may_correct {
        return if known.amount == asked.amount {
            refuse("CONTEXT_INCONSISTENT", "a correction is taken five minutes after the last call")
        } else {
            refuse(
                "REPEAT_REQ_INCONSISTENT",
                "declarationAmount differs; a correction is taken five minutes after the last call",
            )
        };
    }
    if changed {
        within_total(&payment, &asked.amount, Some(&known.amount))?;
        suborder_is_free(turn, &asked)?;
        let clashes = payment
            .declarations
            .iter()
            .any(|other| other.request_id != asked.request_id && !asked.split && same_customs(other, &asked));
        if clashes {
            return refuse("DUPLICATED_DECLARATIONS", "this payment was declared to this customs before");
        }
    }
    let next = if may_correct {
        // Pushed to customs once more; the answer repeats what the first call was told.
        Declaration {
            customs_payment_id: known.customs_payment_id,
            customs_order_id: known.customs_order_id,
            clearing_transaction_id: known.clearing_transaction_id,
            identity_check: known.identity_check,
            asked_at: known.asked_at,
            ..asked
        }
    } else {
        Declaration { last_call_at: turn.now, ..known }
    };
    let answer = outcome(&next);
    if let Some(slot) = payment.declarations.get_mut(at) {
        *slot = next;
    }
    turn.save(payment);
    Ok(answer)
}

/// The buyer's number and full name may be corrected; the kind of certificate may not.
fn same_holder(known: &Declaration, asked: &Declaration) -> bool {
    match (&known.certificate, &asked.certificate) {
        (None, None) => true,
        (Some(one), Some(other)) => one.kind == other.kind && one.other_names_mark == other.other_names_mark,
        _ => false,
    }
}

fn outcome(declaration: &Declaration) -> Answer {
    Answer::success()
        .with("customsPaymentId", declaration.customs_payment_id.clone())
        .with("customsOrderId", declaration.customs_order_id.clone())
        .maybe("identityCheckResult", declaration.identity_check.clone())
        .with("clearingChannel", "NUCC")
        .with("clearingTransactionId", declaration.clearing_transaction_id.clone())
        .with("customsProviderRegistrationId", PROVIDER_RECORD)
}
