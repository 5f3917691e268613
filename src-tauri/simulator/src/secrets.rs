//! Codes and tokens the gateway hands out. They are made from the books' own salt whenever they
//! are needed; what is written down holds marks in their place, and digests to know them by.

use aws_lc_rs::hmac;
use serde_json::Value;

/// What a secret is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An authorisation code, used once.
    Code,
    /// What debits the buyer.
    Access,
    /// What makes a new access token.
    Refresh,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Code, Self::Access, Self::Refresh];

    fn word(self) -> &'static str {
        match self {
            Self::Code => "CODE",
            Self::Access => "ACCESS",
            Self::Refresh => "REFRESH",
        }
    }
}

/// What stands for a secret in the body of an event until it is sent.
pub fn mark(kind: Kind, owner: &str, turn: u32) -> String {
    format!("<{} {owner} {turn}>", kind.word())
}

/// The secret itself: the same for the same books, owner and turn.
pub fn make(salt: &str, kind: Kind, owner: &str, turn: u32) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, salt.as_bytes());
    let tag = hmac::sign(&key, mark(kind, owner, turn).as_bytes());
    let digits: String = tag.as_ref().iter().take(24).map(|b| format!("{b:02x}")).collect();
    format!("PRACTICE_{}_{digits}", kind.word())
}

/// The body with every mark replaced by its secret.
pub fn unveil(salt: &str, body: &Value) -> Value {
    let Some(fields) = body.as_object() else {
        return body.clone();
    };
    let unveiled = fields.iter().map(|(name, value)| {
        let secret = value.as_str().and_then(|text| from_mark(salt, text));
        (name.clone(), secret.map_or_else(|| value.clone(), Value::String))
    });
    Value::Object(unveiled.collect())
}

fn from_mark(salt: &str, text: &str) -> Option<String> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let mut words = inside.split(' ');
    let (word, owner, turn) = (words.next()?, words.next()?, words.next()?);
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
    Some(make(salt, kind, owner, turn.parse().ok()?))
}
