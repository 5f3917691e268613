/// The only way to make an id.
pub trait Ids: Send + Sync {
    /// A fresh id of exactly 32 characters `[a-z0-9]`, never given before: fits every request id of the
    /// gateway, of which a declaration's is the shortest.
    fn next(&self) -> String;
}
