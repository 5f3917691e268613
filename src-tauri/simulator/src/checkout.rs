//! The page on which a person plays the buyer of a session, a redirect or a store's code.

use std::collections::HashMap;

use crate::act::{Deed, Idle, act, find};
use crate::auth::Arrived;
use crate::checkout_text::{Tongue, Words};
use crate::clock::{DAY, iso};
use crate::consult::usable;
use crate::gateway::{Gateway, Reply};
use crate::methods;
use crate::model::{Payment, Status};
use crate::pay::lapse;

type Query = HashMap<String, String>;

pub const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#111}\
main{max-width:26rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:12px}\
h1{font-size:1.2rem;margin:0 0 .5rem}p.about{color:#4b5563;font-size:.9rem}dt{color:#4b5563;font-size:.85rem}\
dd{margin:0 0 .75rem;overflow-wrap:anywhere}dd.amount{font-size:1.8rem;font-weight:600}\
button,select{font:inherit;width:100%;padding:.7rem;margin:.25rem 0;border-radius:8px;border:1px solid #6b7280;background:#fff}\
button.pay{background:#1d4ed8;border-color:#1d4ed8;color:#fff}p.end{font-size:1.1rem;font-weight:600}\
a{color:#1d4ed8;float:right}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}\
main{background:#1f2937}button,select{background:#1f2937;color:#eee}p.about,dt{color:#cbd5e1}a{color:#93c5fd}}";

/// Shows the payment a link names.
pub fn show(gateway: &Gateway, request: &Arrived, query: &Query) -> Reply {
    let accepted = request.headers.iter().find(|(name, _)| name == "accept-language");
    let accepted = accepted.map(|(_, value)| value.as_str()).unwrap_or_default();
    let tongue = Tongue::choose(query.get("lang").map(String::as_str), accepted);
    page_of(gateway, query, tongue, query.get("refused").is_some())
}

/// A button was pressed: does it, and shows the payment again.
pub fn press(gateway: &Gateway, form: &Query) -> Reply {
    let tongue = Tongue::choose(form.get("lang").map(String::as_str), "");
    let Some(deed) = form.get("do").and_then(|word| Deed::read(word)) else {
        return html(400, tongue, &unknown(tongue.words()));
    };
    let method = form.get("method").map(String::as_str);
    let done =
        gateway.turn((gateway.clock)(), |turn| act(turn, |name| form.get(name).cloned(), deed, method));
    match done {
        Err(_) => html(500, tongue, &unknown(tongue.words())),
        Ok(Err(Idle::Unknown)) => html(404, tongue, &unknown(tongue.words())),
        // Sent on, so that reloading the page does not press the button again.
        Ok(Ok(_) | Err(Idle::Over)) => sent_on(form, tongue, ""),
        Ok(Err(Idle::Method)) => sent_on(form, tongue, "&refused=1"),
    }
}

fn sent_on(form: &Query, tongue: Tongue, more: &str) -> Reply {
    let Some((name, id)) = named(form) else {
        return html(404, tongue, &unknown(tongue.words()));
    };
    let mut reply = Reply::of(303, "text/plain; charset=UTF-8", Vec::new());
    let address = format!("/practice/checkout?{name}={id}&lang={}{more}", tongue.tag());
    reply.headers.push(("location", address));
    reply
}

/// How a link names its payment; ids are letters and digits, anything else is nobody's.
fn named(query: &Query) -> Option<(&'static str, &str)> {
    let id = |name| query.get(name).filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric()));
    ["session", "payment"].into_iter().find_map(|name| Some((name, id(name)?.as_str())))
}

fn page_of(gateway: &Gateway, query: &Query, tongue: Tongue, refused: bool) -> Reply {
    let words = tongue.words();
    let found = gateway.turn((gateway.clock)(), |turn| {
        let mut payment = find(turn.state, |name| query.get(name).cloned()).cloned()?;
        lapse(turn, &mut payment);
        Some(payment)
    });
    let (Ok(Some(payment)), Some((name, id))) = (found, named(query)) else {
        return html(404, tongue, &unknown(words));
    };
    let (other, other_name) = tongue.other();
    let mut body = format!(
        "<a href=\"/practice/checkout?{name}={id}&amp;lang={}\" lang=\"{}\">{other_name}</a><h1>{}</h1>",
        other.tag(),
        other.tag(),
        words.title
    );
    body.push_str(&format!("<p class=\"about\">{}</p><dl>", words.about));
    let mut fact = |label: &str, class: &str, value: &str| {
        body.push_str(&format!("<dt>{label}</dt><dd{class}>{}</dd>", escaped(value)));
    };
    fact(words.amount, " class=\"amount\"", &payment.amount.in_words());
    fact(words.order, "", &payment.order_number);
    fact(words.goods, "", &payment.description);
    if payment.is_open() && payment.closes_at() < payment.created_at.saturating_add(DAY.saturating_mul(30)) {
        fact(words.until, "", &iso(payment.closes_at()));
    }
    body.push_str("</dl>");
    if refused && payment.is_open() {
        body.push_str(&format!("<p role=\"alert\">{}</p>", words.method_refused));
    }
    match end(&payment, words) {
        Some(end) => {
            body.push_str(&format!("<p class=\"end\" role=\"status\">{end}</p><p>{}</p>", words.back))
        }
        None => body.push_str(&buttons(&payment, (name, id), tongue)),
    }
    html(200, tongue, &body)
}

fn end(payment: &Payment, words: &Words) -> Option<&'static str> {
    match payment.status {
        Status::Processing | Status::Pending => None,
        Status::Success => Some(words.paid),
        Status::Fail if payment.code == "ORDER_IS_CLOSED" => Some(words.closed),
        Status::Fail => Some(words.declined),
        Status::Cancelled => Some(words.cancelled),
    }
}

fn buttons(payment: &Payment, (name, id): (&str, &str), tongue: Tongue) -> String {
    let words = tongue.words();
    let mut form = format!(
        "<form method=\"post\" action=\"/practice/checkout\"><input type=\"hidden\" name=\"{name}\" value=\"{id}\">\
         <input type=\"hidden\" name=\"lang\" value=\"{}\">",
        tongue.tag()
    );
    if let Some(session) = &payment.session {
        let offered = usable(&payment.amount)
            .filter(|method| session.methods.is_empty() || session.methods.contains(&method.name));
        let choices: String = offered.map(|method| format!("<option>{}</option>", method.name)).collect();
        form.push_str(&format!("<label>{}<select name=\"method\">{choices}</select></label>", words.with));
    }
    for (deed, class, label) in
        [("pay", "pay", words.pay), ("decline", "", words.decline), ("expire", "", words.expire)]
    {
        form.push_str(&format!("<button class=\"{class}\" name=\"do\" value=\"{deed}\">{label}</button>"));
    }
    form.push_str("</form>");
    form
}

fn unknown(words: &Words) -> String {
    format!("<h1>{}</h1><p>{}</p>", words.title, words.unknown)
}

fn html(status: u16, tongue: Tongue, body: &str) -> Reply {
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title><style>{STYLE}</style></head>\
         <body><main>{body}</main></body></html>",
        tongue.tag(),
        tongue.words().title
    );
    let mut reply = Reply::of(status, "text/html; charset=UTF-8", page.into_bytes());
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
    reply.headers.push(("content-security-policy", policy.to_owned()));
    reply.headers.push(("cache-control", "no-store".to_owned()));
    reply
}

/// Text that cannot be taken for markup.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A made-up logo: the first letters of a method or card brand.
pub fn logo(query: &Query) -> Reply {
    let known =
        |name: &&String| methods::find(name).is_some() || name.bytes().all(|b| b.is_ascii_uppercase());
    let Some(name) = query.get("of").filter(known) else {
        return Reply::of(404, "text/plain; charset=UTF-8", b"no such logo".to_vec());
    };
    let letters: String = name.chars().take(2).collect();
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"48\" height=\"32\" viewBox=\"0 0 48 32\">\
         <rect width=\"48\" height=\"32\" rx=\"5\" fill=\"#1d4ed8\"/><text x=\"24\" y=\"22\" font-size=\"16\" \
         font-family=\"sans-serif\" text-anchor=\"middle\" fill=\"#fff\">{letters}</text></svg>"
    );
    Reply::of(200, "image/svg+xml", picture.into_bytes())
}
