use domain::Moment;

/// The only way to learn the time.
pub trait Clock: Send + Sync {
    /// Now, by this computer.
    fn now(&self) -> Moment;
}
