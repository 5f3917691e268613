//! Whose payment code it is that was scanned (section 2 of the in-store reference). A friendly check only:
//! more wallets take part than can be told by their codes, so an unknown code may be sent too.

/// The wallet a code seems to be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wallet {
    /// Alipay, or a wallet that is paid through it.
    Alipay,
    /// PayPay in Japan.
    PayPay,
    /// MPay in Macau.
    MPay,
}

impl Wallet {
    /// The name people know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alipay => "Alipay",
            Self::PayPay => "PayPay",
            Self::MPay => "MPay",
        }
    }
}

/// What a scanned text seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scanned {
    /// A payment code, as it seems of this wallet.
    Code(Wallet),
    /// Nothing that is known here. It may be sent all the same, once the cashier says so.
    Unknown,
    /// Nothing at all, or longer than the gateway takes: it cannot be sent.
    Unusable,
}

/// The longest code the gateway takes.
pub const LONGEST: usize = 128;

/// Looks at a scanned text: 16 to 24 digits that begin with 25 to 30. `region` is the store's country, two
/// letters, and decides about the codes that two wallets share.
#[must_use]
pub fn recognise(scanned: &str, region: &str) -> Scanned {
    let code = scanned.trim();
    if code.is_empty() || code.chars().count() > LONGEST || code.chars().any(char::is_control) {
        return Scanned::Unusable;
    }
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    let begins = code.get(..2).and_then(|two| two.parse::<u8>().ok());
    if !digits || !(16..=24).contains(&code.len()) || !begins.is_some_and(|two| (25..=30).contains(&two)) {
        return Scanned::Unknown;
    }
    let owner = code.get(3..6).unwrap_or_default();
    Scanned::Code(match (region.to_ascii_uppercase().as_str(), owner) {
        ("JP", "801") if code.len() == 24 => Wallet::PayPay,
        ("MO", "003") => Wallet::MPay,
        (_, _) => Wallet::Alipay,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for (scanned, region, wanted) in [
            ("288123456789012345", "JP", Scanned::Code(Wallet::Alipay)),
            ("288801789012345678901234", "JP", Scanned::Code(Wallet::PayPay)),
            ("288801789012345678901234", "jp", Scanned::Code(Wallet::PayPay)),
            ("288801789012345678901234", "HK", Scanned::Code(Wallet::Alipay)),
            ("28880178901234567890123", "JP", Scanned::Code(Wallet::Alipay)),
            ("288003789012345678", "MO", Scanned::Code(Wallet::MPay)),
            ("288123789012345678", "MO", Scanned::Code(Wallet::Alipay)),
            ("288003789012345678", "SG", Scanned::Code(Wallet::Alipay)),
            (" 2500000000000000\r\n", "SG", Scanned::Code(Wallet::Alipay)),
            ("300000000000000000000000", "SG", Scanned::Code(Wallet::Alipay)),
            ("3000000000000000000000000", "SG", Scanned::Unknown),
            ("250000000000000", "SG", Scanned::Unknown),
            ("2400000000000000", "SG", Scanned::Unknown),
            ("3100000000000000", "SG", Scanned::Unknown),
            ("https://qr.example/28812345", "SG", Scanned::Unknown),
            ("２８８１２３４５６７８９０１２３", "SG", Scanned::Unknown),
            ("支付码", "SG", Scanned::Unknown),
            ("", "SG", Scanned::Unusable),
            (" \n", "SG", Scanned::Unusable),
            ("2881234567\n89012345", "SG", Scanned::Unusable),
        ] {
            assert_eq!(recognise(scanned, region), wanted, "{scanned} {region}");
        }
        assert_eq!(recognise(&"1".repeat(LONGEST), "SG"), Scanned::Unknown);
        assert_eq!(recognise(&"1".repeat(LONGEST + 1), "SG"), Scanned::Unusable);
    }
}
