use std::error::Error;

use engine::port::{Call, Delivered, HttpAnswer};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, Url};

use crate::Limits;

/// Sends the bytes once and reads the answer whole.
pub(crate) async fn send(client: &Client, url: Url, call: Call, limits: Limits) -> Delivered {
    let Some(headers) = headers(&call.headers) else {
        return Delivered::NotSent("a header cannot be sent".to_owned());
    };
    let request = match client.post(url).headers(headers).body(call.body).build() {
        Ok(request) => request,
        Err(error) => return Delivered::NotSent(causes(&error.without_url())),
    };
    match client.execute(request).await {
        Ok(response) => read(response, limits.body_bytes).await,
        Err(error) => failed(error),
    }
}

fn headers(pairs: &[(String, String)]) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_str(value).ok()?);
    }
    Some(headers)
}

/// "Connect" covers name, connection, proxy and TLS handshake: the request itself is written only after all
/// of these, on a connection of its own, so nothing of it has left. Anything else counts as possibly heard,
/// also when the time ran out before we know how far it came.
fn failed(error: reqwest::Error) -> Delivered {
    let error = error.without_url();
    let why = causes(&error);
    if error.is_connect() || error.is_builder() { Delivered::NotSent(why) } else { Delivered::NoAnswer(why) }
}

async fn read(mut response: Response, most: usize) -> Delivered {
    let too_large = || Delivered::NoAnswer(format!("the answer is larger than {most} bytes"));
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len().saturating_add(chunk.len()) > most => return too_large(),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Delivered::Answer(HttpAnswer { status, headers, body }),
            Err(error) => return Delivered::NoAnswer(causes(&error.without_url())),
        }
    }
}

/// The whole chain of causes, without addresses.
pub(crate) fn causes(error: &dyn Error) -> String {
    let mut causes = vec![error.to_string()];
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes.dedup();
    causes.join(": ")
}
