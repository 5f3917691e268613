use antom::calls::{CALLS, NOTIFICATIONS, Nature, named};
use antom::signing::{PublicKey, content, parse_signature_header};
use domain::Environment;

use crate::Desk;
use crate::form::{CallForm, Nothing, SignatureForm};
use crate::problem::{Next, Problem};
use crate::view::{CallRowView, CallView, SignaturePartView, SignatureView};

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
    });
    let notifications = NOTIFICATIONS.iter().map(|notification| CallRowView {
        name: notification.name.to_owned(),
        what: "notification".to_owned(),
        path: String::new(),
        products: words(notification.products),
        nature: "question".to_owned(),
    });
    Ok(calls.chain(notifications).collect())
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

/// Says which part of a signature differs.
pub async fn signature_check(desk: &Desk, form: SignatureForm) -> Result<SignatureView, Problem> {
    let merchant = desk.merchant().await?;
    let account = merchant.account();
    let headers = lines(&form.headers)?;
    let ours = form.what == "request";
    let time_header = match form.what.as_str() {
        "request" | "notification" => "request-time",
        "answer" => "response-time",
        other => {
            return Err(Problem::new("failed.choice", Next::Correct)
                .text("typed", other)
                .text("field", "what")
                .on_field("what"));
        }
    };
    let mut parts = Vec::new();
    let mut part = |part: &str, fits: bool, note: String| {
        parts.push(SignaturePartView { part: part.to_owned(), fits, note });
        fits
    };
    let one = |name: &str| -> Result<String, String> {
        let mut found = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        match (found.next(), found.next()) {
            (Some((_, value)), None) if !value.is_empty() => Ok(value.clone()),
            (Some(_), None) => Err(format!("{name}: empty")),
            (Some(_), Some(_)) => Err(format!("{name}: twice")),
            (None, _) => Err(format!("{name}: missing")),
        }
    };
    let client_id = one("client-id");
    let time = one(time_header);
    let signature = one("signature");
    let whole = [&client_id, &time, &signature].into_iter().filter_map(|read| read.as_ref().err().cloned());
    let faults: Vec<String> = whole.collect();
    part("headers", faults.is_empty(), faults.join(", "));
    let client_id = client_id.unwrap_or_default();
    let same_client = client_id == account.client_id;
    part("client_id", same_client, if same_client { String::new() } else { account.client_id.clone() });
    let time = time.unwrap_or_default();
    let read = antom::parse_time(&time);
    part("time", read.is_some(), read.map_or_else(String::new, domain::Moment::iso));
    let parsed = parse_signature_header(&signature.unwrap_or_default());
    let version = match &parsed {
        Ok(header) => {
            part("algorithm", true, "RSA256".to_owned());
            header.key_version.clone().unwrap_or_default()
        }
        Err(error) => {
            part("algorithm", false, error.to_string());
            String::new()
        }
    };
    let keys: Vec<(String, String)> = if ours {
        let mut keys = vec![(account.key_version.clone(), account.merchant_public_key.clone())];
        keys.extend(account.next_key.iter().map(|key| (key.version.clone(), key.public_key.clone())));
        keys.extend(account.earlier_keys.iter().map(|key| (key.version.clone(), key.public_key.clone())));
        keys
    } else {
        account.gateway_keys().enumerate().map(|(at, key)| ((at + 1).to_string(), key.to_owned())).collect()
    };
    let fits = |path: &str, client_id: &str, body: &str| -> Option<String> {
        let Ok(header) = &parsed else { return None };
        let text = content(path, client_id, &time, body.as_bytes());
        keys.iter().find_map(|(version, key)| {
            let key = PublicKey::parse(key).ok()?;
            key.verify(&text, &header.signature).then(|| version.clone())
        })
    };
    let found = fits(&form.path, &client_id, &form.body);
    let verifies = found.is_some() && same_client;
    if let Some(found) = &found {
        let as_named = !ours || *found == version;
        part("key_version", as_named, found.clone());
        part("path", true, String::new());
        part("body", true, String::new());
    } else {
        // One thing changed at a time: which change makes it fit says what is wrong.
        let sandboxed = form.path.replacen("/ams/api", "/ams/sandbox/api", 1);
        let plain = form.path.replacen("/ams/sandbox/api", "/ams/api", 1);
        let path = [sandboxed, plain]
            .into_iter()
            .find(|path| *path != form.path && fits(path, &client_id, &form.body).is_some());
        part("path", path.is_none(), path.clone().unwrap_or_default());
        let client = fits(&form.path, &account.client_id, &form.body).is_some();
        if client {
            part("client_id", false, account.client_id.clone());
        }
        let bodies = [
            ("trailing newline", form.body.trim_end_matches(['\n', '\r']).to_owned()),
            ("CRLF", form.body.replace("\r\n", "\n")),
            ("LF", form.body.replace('\n', "\r\n")),
            ("re-serialised", compact(&form.body)),
        ];
        let body = bodies
            .into_iter()
            .find(|(_, body)| *body != form.body && fits(&form.path, &client_id, body).is_some());
        part("body", body.is_none(), body.map_or_else(String::new, |(what, _)| what.to_owned()));
    }
    part("signature", found.is_some(), String::new());
    let text = content(&form.path, &client_id, &time, form.body.as_bytes());
    Ok(SignatureView { verifies, parts, content: String::from_utf8_lossy(&text).into_owned() })
}

fn compact(body: &str) -> String {
    serde_json::from_str::<serde_json::Value>(body)
        .map_or_else(|_| body.to_owned(), |value| value.to_string())
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
