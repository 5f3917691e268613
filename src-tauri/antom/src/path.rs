use domain::PathMode;

const PRODUCTION: &str = "/ams/api";
const SANDBOX: &str = "/ams/sandbox/api";

/// The path to call and to sign. The official SDKs replace the first `/ams/api` by
/// `/ams/sandbox/api` when the client id begins with `SANDBOX_`, before signing (section 1.2 of the
/// online payments reference).
#[must_use]
pub fn path_for(path: &str, client_id: &str, mode: PathMode) -> String {
    let sandbox = match mode {
        PathMode::Auto => client_id.starts_with("SANDBOX_"),
        PathMode::Sandbox => true,
        PathMode::Production => false,
    };
    if sandbox { path.replacen(PRODUCTION, SANDBOX, 1) } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sandbox_ids_or_the_switch_change_the_path() {
        let pay = "/ams/api/v1/payments/pay";
        let sandboxed = "/ams/sandbox/api/v1/payments/pay";
        for (client_id, mode, wanted) in [
            ("SANDBOX_1", PathMode::Auto, sandboxed),
            ("1", PathMode::Auto, pay),
            ("MY_SANDBOX_1", PathMode::Auto, pay),
            ("1", PathMode::Sandbox, sandboxed),
            ("SANDBOX_1", PathMode::Production, pay),
        ] {
            assert_eq!(path_for(pay, client_id, mode), wanted, "{client_id} {mode:?}");
        }
        let twice = "/ams/api/x/ams/api";
        assert_eq!(path_for(twice, "1", PathMode::Sandbox), "/ams/sandbox/api/x/ams/api");
        assert_eq!(path_for(sandboxed, "1", PathMode::Sandbox), sandboxed);
    }
}
