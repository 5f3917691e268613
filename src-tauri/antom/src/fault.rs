use std::fmt;

/// What is wrong with one field of a request, found before anything is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Where, as the gateway names it, dotted from the top: `order.merchant.store.storeMCC`.
    pub field: String,
    /// What.
    pub fault: Fault,
}

/// The ways a field can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The gateway needs it.
    Missing,
    /// More characters than the gateway takes.
    TooLong {
        /// How many it takes.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// More entries than the gateway takes.
    TooMany {
        /// How many it takes.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// Not of the form that is needed, in words for the log: `https address`, `ISO 3166 region`, `four digits`.
    Malformed(&'static str),
    /// Fits no rule that ties fields together: `after subscriptionStartTime`, `currency of the payment`.
    AgainstRule(&'static str),
}

impl fmt::Display for FieldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = &self.field;
        match &self.fault {
            Fault::Missing => write!(f, "{field} is missing"),
            Fault::TooLong { most, found } => write!(f, "{field} has {found} characters; {most} fit"),
            Fault::TooMany { most, found } => write!(f, "{field} has {found} entries; {most} fit"),
            Fault::Malformed(form) => write!(f, "{field} is not of the form: {form}"),
            Fault::AgainstRule(rule) => write!(f, "{field} breaks the rule: {rule}"),
        }
    }
}

impl std::error::Error for FieldFault {}

/// Checks the bytes of a short form by the rules of the full one: a field has one limit, written down once.
pub(crate) fn check_bytes<T: crate::Ask>(body: &[u8]) -> Result<(), FieldFault> {
    let unreadable =
        |_| FieldFault { field: String::new(), fault: Fault::Malformed("a request of this call") };
    serde_json::from_slice::<T>(body).map_err(unreadable)?.check()
}

/// Collects the first fault of a request, in the order of its fields.
#[derive(Debug, Default)]
pub(crate) struct Checking(Option<FieldFault>);

impl Checking {
    fn note(mut self, field: &str, fault: Option<Fault>) -> Self {
        if let (None, Some(fault)) = (&self.0, fault) {
            self.0 = Some(FieldFault { field: field.to_owned(), fault });
        }
        self
    }

    /// May be missing; not longer than this many characters.
    pub(crate) fn most(self, field: &str, value: Option<&str>, most: usize) -> Self {
        let found = value.map_or(0, |value| value.chars().count());
        self.note(field, (found > most).then_some(Fault::TooLong { most, found }))
    }

    /// Not more entries than this.
    pub(crate) fn entries(self, field: &str, found: usize, most: usize) -> Self {
        self.note(field, (found > most).then_some(Fault::TooMany { most, found }))
    }

    /// Any other rule.
    pub(crate) fn rule(self, field: &str, holds: bool, fault: Fault) -> Self {
        self.note(field, (!holds).then_some(fault))
    }

    /// Checks of an inner object, whose field names are put behind `field.`.
    pub(crate) fn inner(self, field: &str, inner: Result<(), FieldFault>) -> Self {
        match inner {
            Ok(()) => self,
            Err(found) => self.note(&format!("{field}.{}", found.field), Some(found.fault)),
        }
    }

    /// The first fault, if any.
    pub(crate) fn done(self) -> Result<(), FieldFault> {
        self.0.map_or(Ok(()), Err)
    }
}
