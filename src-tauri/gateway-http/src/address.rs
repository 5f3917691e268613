use reqwest::Url;

use crate::Allowed;

/// An address that may be called.
pub(crate) struct Address {
    pub(crate) url: Url,
    /// It is on this computer.
    pub(crate) here: bool,
}

/// Checks an address before any byte leaves. Plain HTTP is for this computer only.
pub(crate) fn check(text: &str, allowed: &Allowed) -> Result<Address, &'static str> {
    let url = Url::parse(text).map_err(|_| "the address is malformed")?;
    // The path was signed as it stands in the text: an address that reads differently must not be called.
    if url.as_str() != text {
        return Err("the address is not in its plain form");
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err("the address holds more than host and path");
    }
    let host = url.host_str().ok_or("the address has no host")?;
    let here = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    match (url.scheme(), here) {
        ("https", _) | ("http", true) => {}
        (_, _) => return Err("only https leaves this computer"),
    }
    if !allowed(host) {
        return Err("this host is not one of the gateway's");
    }
    Ok(Address { url, here })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn addresses() {
        let allowed: Allowed = Arc::new(|host| ["gateway.test", "127.0.0.1", "[::1]"].contains(&host));
        for (text, here) in [
            ("https://gateway.test/ams/api/v1/payments/pay", Ok(false)),
            ("http://127.0.0.1:8080/ams", Ok(true)),
            ("https://127.0.0.1:8080/ams", Ok(true)),
            ("http://[::1]:8080/ams", Ok(true)),
            ("http://localhost:8080/ams", Err("this host is not one of the gateway's")),
            ("https://evil.test/ams", Err("this host is not one of the gateway's")),
            ("https://gateway.test.evil.test/ams", Err("this host is not one of the gateway's")),
            ("http://gateway.test/ams", Err("only https leaves this computer")),
            ("ftp://127.0.0.1/ams", Err("only https leaves this computer")),
            ("https://gateway.test@evil.test/ams", Err("the address holds more than host and path")),
            ("https://a:b@gateway.test/ams", Err("the address holds more than host and path")),
            ("https://gateway.test/ams#x", Err("the address holds more than host and path")),
            ("https://gateway.test/a/../ams", Err("the address is not in its plain form")),
            ("https://gateway.test:443/ams", Err("the address is not in its plain form")),
            ("https://GATEWAY.test/ams", Err("the address is not in its plain form")),
            ("https://gateway.test\\ams", Err("the address is not in its plain form")),
            ("http://2130706433/ams", Err("the address is not in its plain form")),
            ("gateway.test/ams", Err("the address is malformed")),
            ("", Err("the address is malformed")),
        ] {
            assert_eq!(check(text, &allowed).map(|address| address.here), here, "{text}");
        }
    }
}
