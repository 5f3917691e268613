//! What an endpoint answers: a result and the fields beside it.

use serde_json::{Map, Value, json};

/// The three words of `resultStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    S,
    F,
    U,
}

impl Word {
    pub fn text(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::F => "F",
            Self::U => "U",
        }
    }
}

/// One answer, not yet signed.
#[derive(Clone, Debug)]
pub struct Answer {
    pub word: Word,
    pub code: String,
    pub message: String,
    /// Boxed, so that a refusal is small to hand up.
    pub fields: Box<Map<String, Value>>,
}

/// An endpoint goes on, or answers early.
pub type Step<T> = Result<T, Answer>;

impl Answer {
    pub fn new(word: Word, code: &str, message: &str) -> Self {
        // resultMessage holds at most 256 characters.
        let message = message.chars().take(256).collect();
        Self { word, code: code.to_owned(), message, fields: Box::default() }
    }

    pub fn success() -> Self {
        Self::new(Word::S, "SUCCESS", "success")
    }

    pub fn refused(code: &str, message: &str) -> Self {
        Self::new(Word::F, code, message)
    }

    pub fn param(message: &str) -> Self {
        Self::refused("PARAM_ILLEGAL", message)
    }

    pub fn unknown(code: &str, message: &str) -> Self {
        Self::new(Word::U, code, message)
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    pub fn maybe(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub fn body(&self) -> Vec<u8> {
        let mut all = Map::new();
        all.insert(
            "result".to_owned(),
            json!({
                "resultCode": self.code,
                "resultStatus": self.word.text(),
                "resultMessage": self.message,
            }),
        );
        all.extend((*self.fields).clone());
        Value::Object(all).to_string().into_bytes()
    }
}
