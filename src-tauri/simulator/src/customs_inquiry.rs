//! customs/inquiryDeclarationRequests: what customs said, as far as it is known.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::clock::iso;
use crate::fields::{self, Field, Kind, need};
use crate::model::Declaration;
use crate::state::Turn;

const INQUIRY: &[Field] = &[need("declarationRequestIds", Kind::List(usize::MAX, &Kind::PlainId(32)))];

const ACCEPTED: (&str, &str) = ("2", "新增支付单成功");
const REFUSED: (&str, &str) = ("100", "海关退单：支付单与订单信息不一致");

pub fn inquiry(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, INQUIRY)?;
    let ids: Vec<String> = fields::at(body, "declarationRequestIds")
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    if ids.is_empty() {
        return Err(Answer::param("declarationRequestIds is empty"));
    }
    if ids.len() > 10 {
        return Err(Answer::refused("ARRAY_SIZE_EXCEEDED", "declarationRequestIds holds more than 10 ids"));
    }
    let (mut records, mut unknown) = (Vec::new(), Vec::new());
    for id in ids {
        let Some((payment, at)) = turn.state.declaration(&id) else {
            unknown.push(id);
            continue;
        };
        let mut payment = payment.clone();
        let Some(declaration) = payment.declarations.get_mut(at) else {
            continue;
        };
        let moved = go_on(declaration, turn.now);
        records.push(record(declaration));
        if moved {
            turn.save(payment);
        }
    }
    Ok(Answer::success()
        .maybe("declarationRequestsNotFound", (!unknown.is_empty()).then_some(unknown))
        .with("declarationRecords", records))
}

/// Customs has it at the first inquiry, and has answered at the second.
fn go_on(declaration: &mut Declaration, now: i64) -> bool {
    if declaration.result_code.is_some() {
        return false;
    }
    declaration.asked += 1;
    declaration.changed_at = now;
    if declaration.asked < 2 {
        declaration.status = "IN_PROCESS".to_owned();
    } else {
        finish(declaration, now);
    }
    true
}

/// Customs answers; an amount ending in 18 is sent back.
pub fn finish(declaration: &mut Declaration, now: i64) {
    let refused = declaration.amount.value % 100 == 18;
    let (code, text) = if refused { REFUSED } else { ACCEPTED };
    declaration.status = if refused { "FAIL" } else { "SUCCESS" }.to_owned();
    declaration.result_code = Some(code.to_owned());
    declaration.result_text = Some(text.to_owned());
    declaration.returned_at = Some(now);
    declaration.changed_at = now;
}

fn record(declaration: &Declaration) -> Value {
    let mut record = json!({
        "declarationRequestId": declaration.request_id,
        "customsPaymentId": declaration.customs_payment_id,
        "customsOrderId": declaration.customs_order_id,
        "customs": { "region": declaration.region, "customsCode": declaration.customs_code },
        "merchantCustomsInfo": {
            "merchantCustomsCode": declaration.merchant_customs_code,
            "merchantCustomsName": declaration.merchant_customs_name,
        },
        "declarationAmount": declaration.amount.json(),
        "splitOrder": declaration.split,
        "declarationRequestStatus": declaration.status,
        "lastModifiedTime": iso(declaration.changed_at),
    });
    if let Some(record) = record.as_object_mut() {
        for (name, value) in [
            ("customsDeclarationResultCode", declaration.result_code.clone()),
            ("customsDeclarationResultDesc", declaration.result_text.clone()),
            ("customsDeclarationReturnTime", declaration.returned_at.map(iso)),
        ] {
            if let Some(value) = value {
                record.insert(name.to_owned(), json!(value));
            }
        }
    }
    record
}
