use domain::Moment;

use crate::parse_time;

/// A time as it was written, with its own offset: screens show a deadline in the offset it was set in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// Takes a time in any spelling; whether it can be read shows in [`Stamp::moment`].
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The instant; none when the text is no time of section 1.4 or 4.1 of the online payments reference.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        parse_time(&self.0)
    }
}
