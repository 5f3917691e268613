use antom::calls::{CALLS, NOTIFICATIONS, Nature, named};
use domain::Environment;

use crate::Desk;
use crate::form::{CallForm, Nothing};
use crate::places::place;
use crate::problem::{Next, Problem};
use crate::view::{CallRowView, CallView};

/// The table of all calls and notifications.
pub async fn call_list(_: &Desk, _: Nothing) -> Result<Vec<CallRowView>, Problem> {
    let words = |products: &[antom::calls::Product]| {
        products.iter().map(|product| product.word().to_owned()).collect::<Vec<_>>()
    };
    let calls = CALLS.iter().map(|call| CallRowView {
        name: call.name.to_owned(),
        what: "call".to_owned(),
        path: call.path.to_owned(),
        products: words(call.products),
        nature: call.nature.word().to_owned(),
        verbs: texts(place(call.name).0),
        screens: texts(place(call.name).1),
    });
    let notifications = NOTIFICATIONS.iter().map(|notification| CallRowView {
        name: notification.name.to_owned(),
        what: "notification".to_owned(),
        path: String::new(),
        products: words(notification.products),
        nature: "news".to_owned(),
        verbs: texts(place(notification.name).0),
        screens: texts(place(notification.name).1),
    });
    Ok(calls.chain(notifications).collect())
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Sends one call by hand, signed: practice and sandbox freely, live questions after a confirmation. What moves
/// money or makes a promise at the live gateway leaves only through the outbox.
pub async fn call_send(desk: &Desk, form: CallForm) -> Result<CallView, Problem> {
    let merchant = desk.merchant().await?;
    let name = form.call.trim();
    let call = named(name)
        .ok_or_else(|| Problem::new("call.unknown", Next::Correct).text("name", name).on_field("call"))?;
    let live = merchant.account().environment == Environment::Live;
    if live && call.nature != Nature::Question {
        return Err(Problem::new("call.outbox_only", Next::Nothing).text("name", name));
    }
    if live && !form.confirmed && !form.dry_run {
        return Err(Problem::new("call.confirm", Next::Correct).on_field("confirmed"));
    }
    serde_json::from_str::<serde_json::Value>(&form.body)
        .map_err(|why| Problem::new("call.body_bad", Next::Correct).text("why", why).on_field("body"))?;
    let sent = merchant.call_by_hand(call, form.body.into_bytes(), form.dry_run).await?;
    Ok(CallView {
        request_line: sent.request_line,
        headers: sent.headers,
        signed: sent.signed,
        sent: !form.dry_run,
        status: sent.status,
        answer_headers: sent.answer_headers,
        answer: String::from_utf8_lossy(&sent.answer).into_owned(),
        verdict: sent.verdict.to_owned(),
        code: sent.code,
        message: sent.message,
    })
}

/// `name: value`, a line each.
pub(crate) fn lines(text: &str) -> Result<Vec<(String, String)>, Problem> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| match line.split_once(':') {
            Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
            None => Err(Problem::new("signature.headers_bad", Next::Correct)
                .text("line", line)
                .on_field("headers")),
        })
        .collect()
}
