use serde::{Deserialize, Serialize};

use crate::{AuthState, Moment};

/// A consent asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementOpening {
    /// Ours: what ties the gateway's news to it.
    pub state: AuthState,
    /// Whose wallet: `GCASH`, `ALIPAY_CN` ... an open set.
    pub wallet: String,
    /// Who the buyer is, in the shop's words.
    pub buyer: String,
    /// What is consented to.
    pub scopes: Vec<String>,
}

/// One word of the gateway about an agreement. Codes and tokens are sealed with the key store's key; the
/// digest (SHA-256, hexadecimal) tells one from another without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementReport {
    /// Where the buyer consents.
    Offered {
        /// The address to send the buyer to.
        url: String,
    },
    /// The buyer consented; the code is exchanged for a token.
    Consented {
        /// The sealed code, base64.
        code: String,
        /// Its digest.
        digest: String,
    },
    /// There is a token.
    Token {
        /// The sealed access token, base64.
        token: String,
        /// Its digest.
        digest: String,
        /// Until when it works; none for a very long time.
        expires: Option<Moment>,
        /// The sealed refresh token, base64.
        refresh: Option<String>,
        /// Until when that works.
        refresh_expires: Option<Moment>,
        /// The buyer's masked login.
        login: Option<String>,
    },
    /// The gateway refused to let the buyer be asked.
    Refused {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// The shop stopped waiting for the buyer. The gateway tells consents only, and names no end of the link.
    GivenUp,
    /// The consent is over.
    Ended {
        /// Which token; none for whichever there is.
        digest: Option<String>,
        /// Who ended it.
        by: EndedBy,
        /// Why, in the gateway's words.
        reason: String,
    },
}

/// Who ended a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndedBy {
    /// This shop.
    Us,
    /// The buyer or the wallet: the gateway told us.
    Buyer,
    /// A debit was refused because the token no longer works.
    Found,
}

impl AgreementReport {
    /// Whether both say the same, sealed texts apart.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Consented { digest: one, .. }, Self::Consented { digest: two, .. }) => one == two,
            (
                Self::Token { digest: one, expires: until, .. },
                Self::Token { digest: two, expires: other_until, .. },
            ) => one == two && (other_until.is_none() || until == other_until),
            // Who ended it is told better by the one who did than by who found it out.
            (Self::Ended { digest: one, by, .. }, Self::Ended { digest: two, by: also, .. }) => {
                one == two && by <= also
            }
            (one, two) => one == two,
        }
    }
}

/// Where an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementState {
    /// Written down.
    Asked,
    /// The buyer has the link.
    Offered,
    /// The buyer consented; no token yet.
    Consented,
    /// There is a token that can be debited.
    Active,
    /// Over.
    Ended,
    /// The shop stopped waiting: nobody is known to have consented.
    GivenUp,
    /// It never came to be: the gateway refused to ask the buyer, or to give a token for the buyer's consent.
    Refused,
}

impl AgreementState {
    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Offered => "offered",
            Self::Consented => "consented",
            Self::Active => "active",
            Self::Ended => "ended",
            Self::GivenUp => "given_up",
            Self::Refused => "refused",
        }
    }

    /// Read off all reports, whatever order they came in. An end is for ever for the token it names.
    #[must_use]
    pub fn of<'a>(reports: impl Iterator<Item = &'a AgreementReport> + Clone) -> Self {
        if live_token(reports.clone()).is_some() {
            return Self::Active;
        }
        let mut state = Self::Asked;
        for report in reports {
            let said = match report {
                AgreementReport::Offered { .. } => Self::Offered,
                AgreementReport::Consented { .. } => Self::Consented,
                AgreementReport::Token { .. } | AgreementReport::Ended { .. } => Self::Ended,
                AgreementReport::Refused { .. } => Self::Refused,
                AgreementReport::GivenUp => Self::GivenUp,
            };
            state = match (state, said) {
                // A refusal to ask for another link leaves what the buyer agreed to already as it is, and so
                // does having waited no longer.
                (Self::Consented | Self::Active | Self::Ended, Self::Refused | Self::GivenUp) => state,
                // Asked again, or agreed to all the same.
                (Self::Refused | Self::GivenUp, said) => said,
                (_, said) => state.max(said),
            };
        }
        state
    }
}

/// The newest token, unless a report ended it, reports being in the order of their times. A token that was
/// renewed is over with its successor: an end of the newer one never gives the older one back.
pub fn live_token<'a>(
    reports: impl Iterator<Item = &'a AgreementReport> + Clone,
) -> Option<&'a AgreementReport> {
    let newest = reports.clone().filter(|report| matches!(report, AgreementReport::Token { .. })).last()?;
    let AgreementReport::Token { digest: own, .. } = newest else { return None };
    let ended = reports.into_iter().any(|report| match report {
        AgreementReport::Ended { digest, .. } => digest.as_deref().is_none_or(|ended| ended == own),
        AgreementReport::Offered { .. }
        | AgreementReport::Consented { .. }
        | AgreementReport::Refused { .. }
        | AgreementReport::GivenUp
        | AgreementReport::Token { .. } => false,
    });
    (!ended).then_some(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(digest: &str) -> AgreementReport {
        AgreementReport::Token {
            token: String::new(),
            digest: digest.to_owned(),
            expires: None,
            refresh: None,
            refresh_expires: None,
            login: None,
        }
    }

    fn ended(digest: Option<&str>) -> AgreementReport {
        AgreementReport::Ended { digest: digest.map(str::to_owned), by: EndedBy::Us, reason: String::new() }
    }

    #[test]
    fn the_end_of_a_renewed_token_gives_the_one_before_it_never_back() {
        let cases: [(&[AgreementReport], Option<&str>); 5] = [
            (&[token("one")], Some("one")),
            (&[token("one"), token("two")], Some("two")),
            (&[token("one"), ended(Some("one")), token("two")], Some("two")),
            (&[token("one"), token("two"), ended(Some("two"))], None),
            (&[token("one"), ended(None)], None),
        ];
        for (reports, live) in cases {
            let found = live_token(reports.iter());
            let expected = live.map(token);
            assert_eq!(found, expected.as_ref(), "{reports:?}");
        }
    }

    #[test]
    fn a_refusal_ends_what_was_asked_for_and_nothing_that_was_agreed_to() {
        use AgreementState as State;
        let offered = || AgreementReport::Offered { url: "https://example.com".to_owned() };
        let refused = || AgreementReport::Refused { code: "RISK_REJECT".to_owned(), message: String::new() };
        let consented = || AgreementReport::Consented { code: String::new(), digest: "code".to_owned() };
        let over = || AgreementReport::GivenUp;
        let cases: [(&[AgreementReport], AgreementState); 11] = [
            (&[offered(), over()], State::GivenUp),
            (&[offered(), over(), offered()], State::Offered),
            (&[offered(), over(), consented()], State::Consented),
            (&[offered(), consented(), over()], State::Consented),
            (&[offered(), over(), token("one")], State::Active),
            (&[refused()], State::Refused),
            (&[offered(), refused()], State::Refused),
            (&[refused(), offered()], State::Offered),
            (&[refused(), consented()], State::Consented),
            (&[offered(), consented(), refused()], State::Consented),
            (&[refused(), token("one"), refused()], State::Active),
        ];
        for (reports, state) in cases {
            assert_eq!(AgreementState::of(reports.iter()), state, "{reports:?}");
        }
    }
}
