/// Why something that came was turned away. The word of each is what its counter is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refused {
    /// Not a path notifications are registered for.
    #[error("no notification is expected at this path")]
    WrongPath,
    /// Notifications are POST.
    #[error("notifications are POST")]
    WrongMethod,
    /// Notifications are `application/json` in UTF-8.
    #[error("notifications are JSON in UTF-8")]
    WrongContentType,
    /// Larger than is read.
    #[error("the body is too large")]
    TooLarge,
    /// The connection broke, or took too long, before the body was whole.
    #[error("the body did not come whole")]
    CutOff,
    /// `client-id`, `request-time` or `signature` is missing.
    #[error("a header is missing")]
    HeaderMissing,
    /// One of these stands twice.
    #[error("a header stands twice")]
    HeaderDoubled,
    /// One of these is empty or cannot be taken apart.
    #[error("a header is malformed")]
    HeaderMalformed,
    /// The time cannot be read.
    #[error("the time cannot be read")]
    TimeUnreadable,
    /// For another client.
    #[error("the notification is for another client id")]
    WrongClientId,
    /// Older than the gateway would still deliver.
    #[error("the notification is too old")]
    TooOld,
    /// Further ahead of this machine's clock than clocks differ.
    #[error("the notification is from the future")]
    FromTheFuture,
    /// Not RSA with SHA-256.
    #[error("unknown signature algorithm")]
    WrongAlgorithm,
    /// Fits none of the gateway keys.
    #[error("the signature does not fit")]
    SignatureWrong,
    /// Signed, but not one JSON object read strictly.
    #[error("the body is not one JSON object")]
    NotJson,
    /// It could not be kept. Not the sender's fault: he sends again.
    #[error("it could not be kept; send it again")]
    NotKept,
    /// A desk without a token.
    #[error("a token is needed")]
    TokenMissing,
    /// A desk with a token that is unknown or was revoked.
    #[error("the token is not known here")]
    TokenWrong,
}

impl Refused {
    /// A stable word: the counter's name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::WrongPath => "WRONG_PATH",
            Self::WrongMethod => "WRONG_METHOD",
            Self::WrongContentType => "WRONG_CONTENT_TYPE",
            Self::TooLarge => "TOO_LARGE",
            Self::CutOff => "CUT_OFF",
            Self::HeaderMissing => "HEADER_MISSING",
            Self::HeaderDoubled => "HEADER_DOUBLED",
            Self::HeaderMalformed => "HEADER_MALFORMED",
            Self::TimeUnreadable => "TIME_UNREADABLE",
            Self::WrongClientId => "WRONG_CLIENT_ID",
            Self::TooOld => "TOO_OLD",
            Self::FromTheFuture => "FROM_THE_FUTURE",
            Self::WrongAlgorithm => "WRONG_ALGORITHM",
            Self::SignatureWrong => "SIGNATURE_WRONG",
            Self::NotJson => "NOT_JSON",
            Self::NotKept => "NOT_KEPT",
            Self::TokenMissing => "TOKEN_MISSING",
            Self::TokenWrong => "TOKEN_WRONG",
        }
    }

    /// The HTTP status it is answered with. The gateway sends again after anything but the acknowledgement
    /// (section 2.4 of the online payments reference), so the status is for whoever reads the proxy's log.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::WrongPath => 404,
            Self::WrongMethod => 405,
            Self::CutOff => 408,
            Self::TooLarge => 413,
            Self::WrongContentType => 415,
            Self::HeaderMissing
            | Self::HeaderDoubled
            | Self::HeaderMalformed
            | Self::TimeUnreadable
            | Self::WrongAlgorithm
            | Self::TooOld
            | Self::FromTheFuture
            | Self::NotJson => 400,
            Self::SignatureWrong | Self::TokenMissing | Self::TokenWrong => 401,
            Self::WrongClientId => 403,
            Self::NotKept => 500,
        }
    }
}
