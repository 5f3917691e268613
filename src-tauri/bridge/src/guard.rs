//! Only pages of this computer may ask: a name elsewhere that resolves to this computer may not, nor may a
//! page of another origin.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// As strict as in the window, so that a screen that breaks it there breaks it here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Turns away what does not come from this computer's own page.
pub async fn loopback_only(request: Request, next: Next) -> Response {
    if is_ours(request.headers()) {
        let mut response = next.run(request).await;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return response;
    }
    (StatusCode::FORBIDDEN, "only pages of this computer may ask").into_response()
}

fn is_ours(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) else {
        return false;
    };
    let own_origin = format!("http://{host}");
    is_loopback(host)
        && headers.get_all(header::ORIGIN).iter().all(|origin| origin.as_bytes() == own_origin.as_bytes())
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a header"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().expect("a header"));
        }
        is_ours(&headers)
    }

    #[test]
    fn this_computers_page_may_ask() {
        assert!(asked("127.0.0.1:4100", None));
        assert!(asked("localhost:4100", Some("http://localhost:4100")));
    }

    #[test]
    fn a_name_elsewhere_may_not_ask_even_when_it_leads_here() {
        assert!(!asked("shop.example:4100", None));
        assert!(!asked("127.0.0.1.shop.example:4100", None));
        assert!(!is_ours(&HeaderMap::new()));
    }

    #[test]
    fn a_page_of_another_origin_may_not_ask() {
        for origin in ["https://shop.example", "http://127.0.0.1:9", "http://localhost:4100", "null"] {
            assert!(!asked("127.0.0.1:4100", Some(origin)), "{origin}");
        }
    }
}
