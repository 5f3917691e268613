use engine::port::KeysError;
use zeroize::Zeroizing;

/// A place that keeps binary secrets under names. Calls block and come one at a time.
pub(crate) trait SecretStore: Send {
    /// The secret of this name, if there is one.
    fn get(&mut self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError>;
    /// Keeps a secret; replaces one of the same name.
    fn set(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError>;
    /// Keeps a secret unless there is one of that name: of several programs that do so at once, one wins.
    fn set_first(&mut self, name: &str, secret: &[u8]) -> Result<(), KeysError>;
    /// Deletes a secret; one that is not there is no error.
    fn delete(&mut self, name: &str) -> Result<(), KeysError>;
}

/// Keeps a secret and reads it back: a store that forgets silently is found out at once.
pub(crate) fn keep(store: &mut dyn SecretStore, name: &str, secret: &[u8]) -> Result<(), KeysError> {
    store.set(name, secret)?;
    match store.get(name)? {
        Some(kept) if kept.as_slice() == secret => Ok(()),
        Some(_) => Err(KeysError::NoStore("it gives back something else than was put in".to_owned())),
        None => Err(KeysError::NoStore("it did not keep what was put in".to_owned())),
    }
}
