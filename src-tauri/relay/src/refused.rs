use antom::notify::NotReceived;

/// Why something that came was turned away. The word of each is what its counter is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
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
    /// Larger than this relay reads.
    #[error("the body is too large")]
    TooLarge,
    /// The connection broke, or took too long, before the body was whole.
    #[error("the body did not come whole")]
    CutOff,
    /// Not proved to be the gateway's and for this client, or not strict JSON.
    #[error(transparent)]
    Unproved(NotReceived),
    /// Older than the gateway would still deliver.
    #[error("the notification is too old")]
    TooOld,
    /// Further ahead of this machine's clock than clocks differ.
    #[error("the notification is from the future")]
    FromTheFuture,
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
            Self::TooLarge => NotReceived::BodyTooLarge.code(),
            Self::CutOff => "CUT_OFF",
            Self::Unproved(why) => why.code(),
            Self::TooOld => "TOO_OLD",
            Self::FromTheFuture => "FROM_THE_FUTURE",
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
            Self::TooLarge | Self::Unproved(NotReceived::BodyTooLarge) => 413,
            Self::WrongContentType => 415,
            Self::Unproved(NotReceived::SignatureWrong) | Self::TokenMissing | Self::TokenWrong => 401,
            Self::Unproved(NotReceived::WrongClientId) => 403,
            Self::NotKept | Self::Unproved(NotReceived::NoKey) => 500,
            Self::Unproved(_) | Self::TooOld | Self::FromTheFuture => 400,
        }
    }
}
