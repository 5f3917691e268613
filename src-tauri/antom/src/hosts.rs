//! Where calls may go.

use domain::Environment;

/// One entry point of the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Host {
    /// Its name.
    pub name: &'static str,
    /// The region it serves.
    pub region: &'static str,
    /// The same in Chinese.
    pub region_chinese: &'static str,
    /// An older name; still answers.
    pub legacy: bool,
}

const fn host(name: &'static str, region: &'static str, region_chinese: &'static str, legacy: bool) -> Host {
    Host { name, region, region_chinese, legacy }
}

/// The gateway's entry points (section 1.1 of the online payments reference). The dashboard shows a merchant
/// which one is theirs. The host of the United States entity is known from third parties only; what comes
/// from it must be signed like everything else.
pub const HOSTS: &[Host] = &[
    host("open-sea-global.alipay.com", "Asia", "亚洲", false),
    host("open-na-global.alipay.com", "North America", "北美", false),
    host("open-de-global.alipay.com", "Europe", "欧洲", false),
    host("open.antglobal-us.com", "United States entity", "美国实体", false),
    host("open-sea.alipay.com", "Asia", "亚洲", true),
    host("open-na.alipay.com", "North America", "北美", true),
    host("open-eu.alipay.com", "Europe (in-store only)", "欧洲（仅线下）", true),
];

/// Hosts for large messages, by the host they stand beside (section 1.1). There is none beside the European
/// in-store host and that of the United States entity.
pub const LARGE_HOSTS: &[(&str, &str)] = &[
    ("open-sea-global.alipay.com", "open-big-sea.alipay.com"),
    ("open-sea.alipay.com", "open-big-sea.alipay.com"),
    ("open-na-global.alipay.com", "open-big-na.alipay.com"),
    ("open-na.alipay.com", "open-big-na.alipay.com"),
    ("open-de-global.alipay.com", "open-big-de-global.alipay.com"),
];

/// Where large messages of an account go, given where its other calls go (as [`check_base_url`] gives it). This
/// computer stands for itself; none when the gateway names no such host.
#[must_use]
pub fn large_host(base_url: &str) -> Option<String> {
    let (scheme, authority) = base_url.split_once("://")?;
    let (host, _) = split_port(authority).ok()?;
    if is_loopback(host) {
        return Some(base_url.to_owned());
    }
    let (_, large) = LARGE_HOSTS.iter().find(|(beside, _)| *beside == host)?;
    Some(format!("{scheme}://{large}"))
}

/// Why an address cannot be the gateway's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// Not `https://host`.
    #[error("not an address of the form https://host")]
    Malformed,
    /// It holds a user name or password.
    #[error("the address may not hold a user name")]
    UserInfo,
    /// It goes on after the host.
    #[error("the address ends with the host: no path, question mark or #")]
    NotBare,
    /// Plain `http` to another computer.
    #[error("only https leaves this computer")]
    NotHttps,
    /// Not one of the gateway's hosts.
    #[error("this is none of the gateway's hosts")]
    UnknownHost,
    /// Practice is on this computer only.
    #[error("the practice gateway is on this computer only")]
    PracticeElsewhere,
    /// Real money does not go to this computer.
    #[error("real money does not go to a gateway on this computer")]
    LiveOnThisComputer,
}

/// Whether the host (without port) may be called at all: one of the gateway's or this computer.
#[must_use]
pub fn is_allowed(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    is_loopback(&host)
        || HOSTS.iter().any(|row| row.name == host)
        || LARGE_HOSTS.iter().any(|(_, large)| *large == host)
}

/// Whether a host is this computer.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "localhost" | "[::1]" | "::1")
}

/// Checks the address of a gateway for an environment and returns it in lower case without a trailing
/// slash. Plain `http` and any port are for this computer only.
pub fn check_base_url(url: &str, environment: Environment) -> Result<String, HostError> {
    let url = url.trim().to_ascii_lowercase();
    let (scheme, rest) = url.split_once("://").ok_or(HostError::Malformed)?;
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    if authority.contains('@') {
        return Err(HostError::UserInfo);
    }
    if authority.contains(['/', '?', '#']) {
        return Err(HostError::NotBare);
    }
    let (host, port) = split_port(authority)?;
    let here = is_loopback(host);
    match (scheme, here) {
        ("https", _) | ("http", true) => {}
        ("http", false) => return Err(HostError::NotHttps),
        (_, _) => return Err(HostError::Malformed),
    }
    // An account's own address is never one for large messages.
    if !here && (!HOSTS.iter().any(|row| row.name == host) || port.is_some_and(|port| port != 443)) {
        return Err(HostError::UnknownHost);
    }
    match (environment, here) {
        (Environment::Practice, false) => return Err(HostError::PracticeElsewhere),
        (Environment::Live, true) => return Err(HostError::LiveOnThisComputer),
        (Environment::Practice, true) | (Environment::Live, false) | (Environment::Sandbox, _) => {}
    }
    Ok(match port {
        Some(port) if here => format!("{scheme}://{host}:{port}"),
        Some(_) | None => format!("{scheme}://{host}"),
    })
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), HostError> {
    let from = authority.find(']').map_or(0, |at| at.saturating_add(1));
    let (host, port) = match authority.get(from..).and_then(|rest| rest.find(':')) {
        None => (authority, None),
        Some(at) => {
            let (host, port) = authority.split_at(from.saturating_add(at));
            let digits = port.strip_prefix(':').unwrap_or(port);
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(HostError::Malformed);
            }
            (host, Some(digits.parse().map_err(|_| HostError::Malformed)?))
        }
    };
    let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.[]:".contains(&byte));
    if host.is_empty() || !plain { Err(HostError::Malformed) } else { Ok((host, port)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Environment::{Live, Practice, Sandbox};

    #[test]
    fn addresses() {
        let sea = "https://open-sea-global.alipay.com";
        for (url, environment, wanted) in [
            (sea, Live, Ok(sea)),
            ("https://OPEN-sea-global.alipay.com:443/", Live, Ok(sea)),
            (sea, Sandbox, Ok(sea)),
            (sea, Practice, Err(HostError::PracticeElsewhere)),
            ("https://open-na.alipay.com", Live, Ok("https://open-na.alipay.com")),
            ("http://127.0.0.1:8080", Practice, Ok("http://127.0.0.1:8080")),
            ("http://localhost:1", Sandbox, Ok("http://localhost:1")),
            ("http://[::1]:9/", Practice, Ok("http://[::1]:9")),
            ("https://localhost", Practice, Ok("https://localhost")),
            ("http://127.0.0.1:8080", Live, Err(HostError::LiveOnThisComputer)),
            ("http://open-sea-global.alipay.com", Live, Err(HostError::NotHttps)),
            ("https://open-sea-global.alipay.com:8443", Live, Err(HostError::UnknownHost)),
            ("https://open-sea-global.alipay.com.", Live, Err(HostError::UnknownHost)),
            ("https://openapi.alipay.com", Live, Err(HostError::UnknownHost)),
            ("https://open-sea-global.alipay.com.evil.test", Live, Err(HostError::UnknownHost)),
            ("https://open-sea-global.alipay.com@evil.test", Live, Err(HostError::UserInfo)),
            ("http://localhost:1@evil.test", Practice, Err(HostError::UserInfo)),
            ("https://open-sea-global.alipay.com/ams", Live, Err(HostError::NotBare)),
            ("https://open-sea-global.alipay.com//", Live, Err(HostError::NotBare)),
            ("https://open-sea-global.alipay.com?x", Live, Err(HostError::NotBare)),
            ("https://open-sea-global.alipay.com#x", Live, Err(HostError::NotBare)),
            ("http://127.0.0.1:99999", Practice, Err(HostError::Malformed)),
            ("http://127.0.0.1:+80", Practice, Err(HostError::Malformed)),
            ("ftp://localhost", Practice, Err(HostError::Malformed)),
            ("http://127.0.0.2", Practice, Err(HostError::NotHttps)),
            ("http://2130706433", Practice, Err(HostError::NotHttps)),
            ("https://", Live, Err(HostError::Malformed)),
            ("open-sea-global.alipay.com", Live, Err(HostError::Malformed)),
        ] {
            assert_eq!(check_base_url(url, environment), wanted.map(str::to_owned), "{url} {environment:?}");
        }
    }

    #[test]
    fn large_messages_go_to_hosts_of_their_own() {
        for (base_url, wanted) in [
            ("https://open-sea-global.alipay.com", Some("https://open-big-sea.alipay.com")),
            ("https://open-sea.alipay.com", Some("https://open-big-sea.alipay.com")),
            ("https://open-na-global.alipay.com", Some("https://open-big-na.alipay.com")),
            ("https://open-na.alipay.com", Some("https://open-big-na.alipay.com")),
            ("https://open-de-global.alipay.com", Some("https://open-big-de-global.alipay.com")),
            ("https://open-eu.alipay.com", None),
            ("https://open.antglobal-us.com", None),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("http://[::1]:9", Some("http://[::1]:9")),
            ("https://elsewhere.test", None),
            ("", None),
        ] {
            assert_eq!(large_host(base_url).as_deref(), wanted, "{base_url}");
        }
        for (beside, large) in LARGE_HOSTS {
            assert!(HOSTS.iter().any(|row| row.name == *beside), "{beside}");
            assert!(is_allowed(large), "{large}");
            let own = check_base_url(&format!("https://{large}"), Live);
            assert_eq!(own, Err(HostError::UnknownHost), "{large}");
        }
    }
}
