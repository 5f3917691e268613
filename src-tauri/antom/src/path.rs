use domain::PathMode;

use crate::calls::Product;

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

/// Where in-store calls go in the sandbox. The in-store pages say: to the same path as in production. The
/// official SDKs rewrite every path of a sandbox client id. Nobody has said which one holds today, so it is a
/// setting (section 1 of the in-store reference).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InStorePaths {
    /// `/ams/api` everywhere, as documented.
    #[default]
    AsDocumented,
    /// Like all other products, as the SDKs do.
    LikeTheOthers,
}

/// The path to call and to sign for a product. A switch to one mode holds for all products; only the automatic
/// choice knows the in-store exception.
#[must_use]
pub fn path_for_product(
    path: &str,
    client_id: &str,
    mode: PathMode,
    product: Product,
    in_store: InStorePaths,
) -> String {
    match (product, in_store, mode) {
        (Product::InStore, InStorePaths::AsDocumented, PathMode::Auto) => path.to_owned(),
        (_, _, _) => path_for(path, client_id, mode),
    }
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

    #[test]
    fn in_store_calls_stay_on_their_path_unless_told_otherwise() {
        use InStorePaths::{AsDocumented, LikeTheOthers};
        let pay = "/ams/api/v1/payments/pay";
        let sandboxed = "/ams/sandbox/api/v1/payments/pay";
        for (product, in_store, mode, wanted) in [
            (Product::InStore, AsDocumented, PathMode::Auto, pay),
            (Product::InStore, AsDocumented, PathMode::Production, pay),
            (Product::InStore, AsDocumented, PathMode::Sandbox, sandboxed),
            (Product::InStore, LikeTheOthers, PathMode::Auto, sandboxed),
            (Product::InStore, LikeTheOthers, PathMode::Production, pay),
            (Product::Cashier, AsDocumented, PathMode::Auto, sandboxed),
            (Product::AutoDebit, AsDocumented, PathMode::Auto, sandboxed),
            (Product::Cashier, AsDocumented, PathMode::Production, pay),
        ] {
            let got = path_for_product(pay, "SANDBOX_1", mode, product, in_store);
            assert_eq!(got, wanted, "{product:?} {in_store:?} {mode:?}");
        }
        assert_eq!(path_for_product(pay, "1", PathMode::Auto, Product::Cashier, AsDocumented), pay);
    }
}
