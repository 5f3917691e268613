//! Every call of these products, with every field the reference has: read whole, checked, written again alike.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::PathBuf;

use antom::calls::{self, Product};
use antom::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

fn folder(name: &str) -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: PathBuf| {
        let value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), value)
    };
    files.into_iter().map(read).collect()
}

#[derive(Deserialize)]
struct Example {
    why: String,
    call: String,
    request: Value,
    answer: Value,
}

/// One call's own types, forgotten: what a test needs of them.
struct Typed {
    /// Why the request may not be sent, if it may not.
    check: fn(&Value) -> Result<(), String>,
    whole: fn(&str, &Example),
}

fn typed<A: Ask + Debug + PartialEq, E: Endpoint>() -> Typed
where
    E::Answer: Serialize + Debug + PartialEq,
{
    Typed {
        check: |request| {
            let ask: A = serde_json::from_value(request.clone()).map_err(|error| error.to_string())?;
            ask.check().map_err(|fault| fault.to_string())
        },
        whole: |file, example| {
            assert_eq!(calls::named(&example.call).unwrap().path, E::PATH, "{file}");
            let ask: A = serde_json::from_value(example.request.clone()).unwrap();
            assert_eq!(ask.check(), Ok(()), "{file}");
            all_typed(file, &format!("{ask:?}"));
            let body = ask.to_body();
            assert_eq!(serde_json::from_slice::<Value>(&body).unwrap(), example.request, "{file}");
            assert_eq!(serde_json::from_slice::<A>(&body).unwrap(), ask, "{file}");

            let mut sent = example.answer.clone();
            assert!(sent.as_object_mut().unwrap().remove("result").is_some(), "{file}");
            let answer: E::Answer = serde_json::from_value(sent.clone()).unwrap();
            all_typed(file, &format!("{answer:?}"));
            let again = serde_json::to_value(&answer).unwrap();
            assert_eq!(again, sent, "{file}");
            assert_eq!(serde_json::from_value::<E::Answer>(again).unwrap(), answer, "{file}");
            if example.why.starts_with("every field") {
                nothing_left_out(file, &format!("{ask:?} {answer:?}"));
            }
        },
    }
}

/// Nothing at any depth was put aside as unknown. Debug output names what was.
fn all_typed(file: &str, shown: &str) {
    let put_aside =
        shown.match_indices("extra: {").find(|(at, found)| !shown[at + found.len()..].starts_with('}'));
    assert!(put_aside.is_none(), "{file}: {}", &shown[put_aside.unwrap().0..]);
}

/// The example uses every field there is. What is offered with goods offers nothing more itself.
fn nothing_left_out(file: &str, shown: &str) {
    let shown = shown.replace("cross_sell: None", "");
    for gap in [": None", ": []", ": {}, extra"] {
        let at = shown.find(gap);
        assert!(at.is_none(), "{file}: {}", &shown[at.unwrap().saturating_sub(60)..at.unwrap() + 10]);
    }
}

fn of(call: &str) -> Option<Typed> {
    Some(match call {
        "consult" => typed::<consult::ConsultAsk, consult::Consult>(),
        "pay" => typed::<pay::PayRequest, pay::Pay>(),
        "createPaymentSession" => typed::<session::SessionAsk, session::CreateSession>(),
        "retrievePaymentSession" => {
            typed::<retrieve_session::RetrieveSessionAsk, retrieve_session::RetrieveSession>()
        }
        "updateAmount" => typed::<update_amount::UpdateAmountAsk, update_amount::UpdateAmount>(),
        "capture" => typed::<capture::CaptureRequest, capture::Capture>(),
        "inquiryPayment" => {
            typed::<inquiry_payment::InquiryPaymentRequest, inquiry_payment::InquiryPayment>()
        }
        "cancel" => typed::<cancel::CancelRequest, cancel::Cancel>(),
        "refund" => typed::<refund::RefundRequest, refund::Refund>(),
        "inquiryRefund" => typed::<inquiry_refund::InquiryRefundRequest, inquiry_refund::InquiryRefund>(),
        "declare" => typed::<declare::DeclareRequest, declare::Declare>(),
        "inquiryDeclarationRequests" => {
            typed::<inquiry_declarations::InquiryDeclarationsRequest, inquiry_declarations::InquiryDeclarations>(
            )
        }
        "inquireExchangeRate" => typed::<rates::RatesAsk, rates::InquireExchangeRate>(),
        "registration" => typed::<registration::RegistrationAsk, registration::Registration>(),
        "inquiryRegistrationStatus" => typed::<
            inquiry_registration_status::RegistrationStatusAsk,
            inquiry_registration_status::InquiryRegistrationStatus,
        >(),
        "inquiryRegistrationInfo" => typed::<
            inquiry_registration_info::RegistrationInfoAsk,
            inquiry_registration_info::InquiryRegistrationInfo,
        >(),
        _ => return None,
    })
}

const PRODUCTS: [Product; 4] = [Product::Cashier, Product::Customs, Product::InStore, Product::Rates];

fn ours(call: &calls::CallFacts) -> bool {
    call.products.iter().any(|product| PRODUCTS.contains(product))
}

fn examples() -> Vec<(String, Example)> {
    let read = |(file, value)| (file, serde_json::from_value(value).unwrap());
    let mut examples: Vec<(String, Example)> = folder("calls").into_iter().map(read).collect();
    // The other products have a test of their own.
    examples.retain(|(file, example)| ours(calls::named(&example.call).expect(file)));
    examples
}

#[test]
fn every_call_is_typed_whole() {
    let mut wide = BTreeSet::new();
    for (file, example) in examples() {
        (of(&example.call).unwrap().whole)(&file, &example);
        if example.why.starts_with("every field") {
            wide.insert(example.call);
        }
    }
    let needed: BTreeSet<_> =
        calls::CALLS.iter().filter(|call| ours(call)).map(|call| call.name.to_owned()).collect();
    assert_eq!(wide, needed);
}

#[derive(Deserialize)]
struct Fault {
    /// The example it starts from.
    of: String,
    /// What is changed: a JSON pointer and what stands there then; null takes it away.
    set: Vec<(String, Value)>,
    /// What is said about it.
    says: String,
}

/// `["x", 65]` under `repeat` stands for 65 times x, as a text or, for a list, as entries.
fn meant(value: &Value, there: Option<&Value>) -> Value {
    let Some([what, times]) = value.get("repeat").and_then(Value::as_array).map(Vec::as_slice) else {
        return value.clone();
    };
    let times = usize::try_from(times.as_u64().unwrap()).unwrap();
    match (what, there) {
        (Value::String(text), _) => text.repeat(times).into(),
        (_, Some(Value::Array(list))) => vec![list[0].clone(); times].into(),
        (other, _) => vec![other.clone(); times].into(),
    }
}

fn set(request: &mut Value, pointer: &str, value: &Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = request.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}"));
    let value = meant(value, parent.get(name));
    match parent {
        Value::Object(fields) if value.is_null() => {
            assert!(fields.remove(name).is_some(), "{pointer}");
        }
        Value::Object(fields) => {
            fields.insert(name.to_owned(), value);
        }
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        other => panic!("{pointer}: {other}"),
    }
}

#[test]
fn faults_are_found_and_named_before_anything_is_sent() {
    let examples = examples();
    let all: BTreeSet<String> = folder("calls").into_iter().map(|(name, _)| name).collect();
    let mut calls_seen = BTreeSet::new();
    for (file, faults) in folder("faults") {
        for fault in serde_json::from_value::<Vec<Fault>>(faults).unwrap() {
            let Some((_, example)) = examples.iter().find(|(name, _)| *name == fault.of) else {
                assert!(all.contains(&fault.of), "{file}: no example {}", fault.of);
                continue;
            };
            let mut request = example.request.clone();
            for (pointer, value) in &fault.set {
                set(&mut request, pointer, value);
            }
            let said = (of(&example.call).unwrap().check)(&request);
            assert_eq!(said, Err(fault.says.clone()), "{file}: {} {:?}", fault.of, fault.set);
            calls_seen.insert(example.call.clone());
        }
    }
    assert!(calls_seen.len() >= 16, "{calls_seen:?}");
}
