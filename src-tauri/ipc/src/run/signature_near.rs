//! One character that was changed after signing. The signature tells the digest of what was signed, so every body
//! one character away can be tried without the key.

use antom::signing::content;
use sha2::{Digest as _, Sha256};

/// Longer bodies are not searched: the work grows with the square of the length.
const LONGEST: usize = 2048;

/// What stands before the body in the text that is signed.
pub(super) struct Before<'a> {
    pub path: &'a str,
    pub client_id: &'a str,
    pub time: &'a str,
}

/// Where the body differs from what was signed, when it is one character of plain text: "17: “5” → “7”" says that
/// at character 17 there is a 5 where a 7 was signed; a side without a character is a missing or an added one.
pub(super) fn one_character(before: &Before<'_>, body: &str, signed: [u8; 32]) -> Option<String> {
    if body.len() > LONGEST {
        return None;
    }
    let mut so_far = Sha256::new();
    so_far.update(content(before.path, before.client_id, before.time, b""));
    let is_signed = |so_far: &Sha256, parts: [&[u8]; 2]| {
        let mut sum = so_far.clone();
        parts.into_iter().for_each(|part| sum.update(part));
        sum.finalize().as_slice() == signed
    };
    let plain = || (b' '..=b'~').map(|byte| [byte]);
    let told = |at: usize, is: &str, was: &str| Some(format!("{}: “{is}” → “{was}”", at.saturating_add(1)));
    for (at, (start, letter)) in body.char_indices().enumerate() {
        let here = body.get(start..).unwrap_or_default();
        let rest = here.get(letter.len_utf8()..).unwrap_or_default();
        let is = letter.to_string();
        if is_signed(&so_far, [b"", rest.as_bytes()]) {
            return told(at, &is, "");
        }
        for other in plain() {
            let was = || char::from(other.first().copied().unwrap_or_default()).to_string();
            if is_signed(&so_far, [&other, rest.as_bytes()]) {
                return told(at, &is, &was());
            }
            if is_signed(&so_far, [&other, here.as_bytes()]) {
                return told(at, "", &was());
            }
        }
        so_far.update(is.as_bytes());
    }
    let last = plain().find(|other| is_signed(&so_far, [other, b""]))?;
    told(body.chars().count(), "", &char::from(last.first().copied().unwrap_or_default()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_an_added_and_a_missing_character_are_found() {
        let before = Before { path: "/a", client_id: "MADE-UP", time: "1" };
        let signed: [u8; 32] = Sha256::digest(content("/a", "MADE-UP", "1", "{\"茶\":17}".as_bytes())).into();
        for (body, told) in [
            ("{\"茶\":57}", Some("6: “5” → “1”")),
            ("{\"茶\":7}", Some("6: “” → “1”")),
            ("{\"茶\":17", Some("8: “” → “}”")),
            ("{\"茶\":117}", Some("6: “1” → “”")),
            ("{\"茶\":71}", None),
        ] {
            assert_eq!(one_character(&before, body, signed).as_deref(), told, "{body}");
        }
    }
}
