//! Which part of a signature differs: found out by trying what the parts may have been.

use antom::calls::CALLS;
use antom::signing::{PublicKey, content, parse_signature_header};
use domain::Account;

use super::calls::lines;
use super::signature_near::{Before, one_character};
use crate::Desk;
use crate::form::SignatureForm;
use crate::parse;
use crate::problem::Problem;
use crate::view::{SignaturePartView, SignatureView};

/// What one part may have been: why, and its text.
type Guess = (String, String);

/// Says which part of a signature differs.
pub async fn signature_check(desk: &Desk, form: SignatureForm) -> Result<SignatureView, Problem> {
    let merchant = desk.merchant().await?;
    let account = merchant.account();
    let headers = lines(&form.headers)?;
    let ours = form.what == "request";
    let time_header = match form.what.as_str() {
        "request" | "notification" => "request-time",
        "answer" => "response-time",
        other => return Err(parse::choice(other, "what")),
    };
    let (client_id, time, signature) =
        (one(&headers, "client-id"), one(&headers, time_header), one(&headers, "signature"));
    let faults: Vec<String> =
        [&client_id, &time, &signature].into_iter().filter_map(|read| read.as_ref().err().cloned()).collect();
    let mut parts = vec![part("headers", faults.is_empty(), faults.join(", "))];
    let (client_id, time) = (client_id.unwrap_or_default(), time.unwrap_or_default());
    let parsed = parse_signature_header(&signature.unwrap_or_default());
    let asked = Asked { path: &form.path, client_id: &client_id, time: &time, body: &form.body };
    let keys = keys_of(account, ours);
    let found = parsed.as_ref().ok().and_then(|header| search(&asked, account, &keys, &header.signature));
    let is_signed = found.is_some();
    // Nothing fits: the signature itself still tells whether one of the keys made it, over another text.
    let over_another = match (&found, &parsed) {
        (None, Ok(header)) => keys.iter().find_map(|(version, key)| {
            let digest = PublicKey::parse(key).ok()?.signed_digest(&header.signature)?;
            Some((version.clone(), digest))
        }),
        (Some(_), _) | (None, Err(_)) => None,
    };
    let near = over_another.as_ref().and_then(|(_, digest)| {
        let before = Before { path: &form.path, client_id: &client_id, time: &time };
        one_character(&before, &form.body, *digest)
    });
    let found = found.unwrap_or_default();
    let same_client = client_id == account.client_id;
    let fits = |changed: &Option<String>| changed.is_none();
    let note = |changed: Option<String>| changed.unwrap_or_default();
    parts.push(part("method", fits(&found.method), note(found.method.clone())));
    parts.push(part("path", fits(&found.path), note(found.path.clone())));
    let client = found.client_id.clone().or_else(|| (!same_client).then(|| account.client_id.clone()));
    parts.push(part("client_id", client.is_none(), note(client)));
    let read = antom::parse_time(&time);
    let when = found.time.clone().or_else(|| read.map(domain::Moment::iso)).unwrap_or_default();
    parts.push(part("time", read.is_some() && fits(&found.time), when));
    let body = match (&found.body, &over_another) {
        (Some(changed), _) => Some(changed.clone()),
        (None, Some(_)) => Some(near.unwrap_or_else(|| "other bytes".to_owned())),
        (None, None) => None,
    };
    parts.push(part("body", body.is_none(), note(body)));
    let named = match &parsed {
        Ok(header) => {
            parts.push(part("algorithm", true, "RSA256".to_owned()));
            header.key_version.clone().unwrap_or_default()
        }
        Err(error) => {
            parts.push(part("algorithm", false, error.to_string()));
            String::new()
        }
    };
    // The gateway's own numbers of its keys are not known here; ours are.
    let right_version = !ours || !is_signed || found.version == named;
    let (fits_key, version) = match &over_another {
        // One of the keys made it: which, and, of ours, whether it is the one that is named.
        Some((version, _)) => (!ours || *version == named, version.clone()),
        None if is_signed => (right_version, found.version.clone()),
        None => {
            let known = keys.iter().any(|(version, _)| *version == named);
            (ours && known, account.key_version.clone())
        }
    };
    parts.push(part("key_version", fits_key, version));
    let unchanged = [&found.method, &found.path, &found.client_id, &found.time, &found.body];
    let as_given = is_signed && unchanged.into_iter().all(Option::is_none);
    parts.push(part("signature", is_signed, String::new()));
    let text = content(&form.path, &client_id, &time, form.body.as_bytes());
    Ok(SignatureView {
        verifies: as_given && same_client && right_version,
        parts,
        content: String::from_utf8_lossy(&text).into_owned(),
    })
}

fn part(part: &str, fits: bool, note: String) -> SignaturePartView {
    SignaturePartView { part: part.to_owned(), fits, note }
}

/// The one value of a header, or what is wrong with it.
fn one(headers: &[(String, String)], name: &str) -> Result<String, String> {
    let mut found = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
    match (found.next(), found.next()) {
        (Some((_, value)), None) if !value.is_empty() => Ok(value.clone()),
        (Some(_), None) => Err(format!("{name}: empty")),
        (Some(_), Some(_)) => Err(format!("{name}: twice")),
        (None, _) => Err(format!("{name}: missing")),
    }
}

/// The keys that may have signed, with the versions they are kept under.
fn keys_of(account: &Account, ours: bool) -> Vec<(String, String)> {
    if !ours {
        let own = account.gateway_keys().enumerate();
        return own.map(|(at, key)| (at.saturating_add(1).to_string(), key.to_owned())).collect();
    }
    let next = account.next_key.iter().map(|key| (key.version.clone(), key.public_key.clone()));
    let earlier = account.earlier_keys.iter().map(|key| (key.version.clone(), key.public_key.clone()));
    let current = (account.key_version.clone(), account.merchant_public_key.clone());
    std::iter::once(current).chain(next).chain(earlier).collect()
}

/// What was given.
struct Asked<'a> {
    path: &'a str,
    client_id: &'a str,
    time: &'a str,
    body: &'a str,
}

/// What the signature fits, when it fits anything: which parts must be others, and which key signed.
#[derive(Debug, Default)]
struct Found {
    method: Option<String>,
    path: Option<String>,
    client_id: Option<String>,
    time: Option<String>,
    body: Option<String>,
    version: String,
}

/// Tries what was given, then with one part changed, then with two.
fn search(
    asked: &Asked<'_>,
    account: &Account,
    keys: &[(String, String)],
    signature: &[u8],
) -> Option<Found> {
    let keys: Vec<(&String, PublicKey)> =
        keys.iter().filter_map(|(version, key)| Some((version, PublicKey::parse(key).ok()?))).collect();
    // What was given stands first in each list, under no note.
    let with_given = |given: &str, others: Vec<Guess>| -> Vec<Guess> {
        let others = others.into_iter().filter(|(_, text)| text != given);
        std::iter::once((String::new(), given.to_owned())).chain(others).collect()
    };
    let methods = with_given("POST", ["GET", "PUT", "PATCH"].map(same_note).to_vec());
    let paths = with_given(asked.path, paths(asked.path, account));
    let clients = with_given(asked.client_id, vec![same_note(&account.client_id)]);
    let times = with_given(asked.time, times(asked.time));
    let bodies = with_given(asked.body, bodies(asked.body));
    for changes in 0..=2_usize {
        for (method_note, method) in &methods {
            for (path_note, path) in &paths {
                for (client_note, client) in &clients {
                    for (time_note, time) in &times {
                        for (body_note, body) in &bodies {
                            let notes = [method_note, path_note, client_note, time_note, body_note];
                            if notes.iter().filter(|note| !note.is_empty()).count() != changes {
                                continue;
                            }
                            let text = with_method(method, content(path, client, time, body.as_bytes()));
                            let Some((version, _)) =
                                keys.iter().find(|(_, key)| key.verify(&text, signature))
                            else {
                                continue;
                            };
                            let told = |note: &String| Some(note.clone()).filter(|note| !note.is_empty());
                            return Some(Found {
                                method: told(method_note),
                                path: told(path_note),
                                client_id: told(client_note),
                                time: told(time_note),
                                body: told(body_note),
                                version: (*version).clone(),
                            });
                        }
                    }
                }
            }
        }
    }
    None
}

/// A guess that is its own note.
fn same_note(text: &(impl ToString + ?Sized)) -> Guess {
    (text.to_string(), text.to_string())
}

fn with_method(method: &str, text: Vec<u8>) -> Vec<u8> {
    match text.strip_prefix(b"POST") {
        Some(rest) if method != "POST" => [method.as_bytes(), rest].concat(),
        Some(_) | None => text,
    }
}

/// Every path of the gateway in both forms, the addresses notifications come to, and small slips of the one given.
fn paths(given: &str, account: &Account) -> Vec<Guess> {
    let bare = given.split(['?', '#']).next().unwrap_or_default();
    let mut paths = vec![bare.to_owned(), bare.trim_end_matches('/').to_owned(), format!("{bare}/")];
    if let Some((_, rest)) = given.split_once("://") {
        paths.extend(rest.split_once('/').map(|(_, path)| format!("/{path}")));
    }
    paths.extend(account.relay.as_ref().map(|relay| relay.notify_path.clone()));
    let notify = account.notify_url.as_deref().and_then(|url| url.split_once("://")?.1.split_once('/'));
    paths.extend(notify.map(|(_, path)| format!("/{path}")));
    for call in CALLS {
        paths.push(call.path.to_owned());
        paths.push(call.path.replacen("/ams/api", "/ams/sandbox/api", 1));
    }
    paths.iter().map(same_note).collect()
}

/// The same moment as it may be written: epoch milliseconds, seconds, or ISO 8601 in UTC.
fn times(given: &str) -> Vec<Guess> {
    let Some(moment) = antom::parse_time(given) else { return vec![same_note(given.trim())] };
    let seconds = moment.0.div_euclid(1000).to_string();
    [moment.0.to_string(), seconds, moment.iso()].iter().map(same_note).collect()
}

/// What happens to a body on its way: line ends, a byte order mark, blanks, another encoding.
fn bodies(given: &str) -> Vec<Guess> {
    let compact = serde_json::from_str::<serde_json::Value>(given).map(|value| value.to_string());
    let mut bodies: Vec<Guess> = [
        ("trailing newline", given.trim_end_matches(['\n', '\r']).to_owned()),
        ("missing newline", format!("{given}\n")),
        ("CRLF", given.replace("\r\n", "\n")),
        ("LF", given.replace('\n', "\r\n")),
        ("byte order mark", given.trim_start_matches('\u{feff}').to_owned()),
        ("blanks", given.trim().to_owned()),
        ("encoding", escaped(given)),
    ]
    .map(|(note, body)| (note.to_owned(), body))
    .to_vec();
    bodies.extend(compact.ok().map(|body| ("re-serialised".to_owned(), body)));
    bodies
}

/// The same JSON with everything beyond ASCII written as `\uXXXX`.
fn escaped(given: &str) -> String {
    let mut text = String::with_capacity(given.len());
    for letter in given.chars() {
        if letter.is_ascii() {
            text.push(letter);
        } else {
            let mut units = [0; 2];
            text.extend(letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    text
}
