use antom::{Heard, Proof};

/// Why the gateway told nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heardless {
    /// Our or the gateway's code.
    pub code: String,
    /// Words.
    pub message: String,
}

/// Whatever did not verify proves nothing: no answer, a hint, a wrong signature. The attempt already holds
/// its code.
pub(crate) fn nothing_proved<A, T>(_: Option<&Heard<A>>) -> Proof<T> {
    Proof::Unknown { code: String::new(), message: String::new() }
}
