//! The texts a payment is found by.

use domain::Payment;

/// One text, as the search table holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub kind: String,
    pub text: String,
}

/// The kind that is searched for and is no id.
pub(crate) const LAST_FOUR: &str = "last_four";

impl Key {
    fn new(kind: &str, text: impl ToString) -> Self {
        Self { kind: kind.to_owned(), text: text.to_string() }
    }

    /// All texts of a payment, each kind and text once, in order.
    pub(crate) fn of(payment: &Payment) -> Vec<Self> {
        let mut keys = vec![
            Self::new("request", &payment.asked.request),
            Self::new("order_number", &payment.asked.order_number),
        ];
        keys.extend(payment.payment.iter().map(|id| Self::new("payment", id)));
        keys.extend(payment.card().last_four.iter().map(|digits| Self::new(LAST_FOUR, digits)));
        for (request, capture) in &payment.captures {
            keys.push(Self::new("capture_request", request));
            keys.extend(capture.capture.iter().map(|id| Self::new("capture", id)));
        }
        for (request, refund) in &payment.refunds {
            keys.push(Self::new("refund_request", request));
            keys.extend(refund.refund.iter().map(|id| Self::new("refund", id)));
        }
        for (request, declaration) in &payment.declarations {
            keys.push(Self::new("declaration_request", request));
            keys.extend(declaration.asked.suborder.iter().map(|id| Self::new("suborder", id)));
            keys.extend(declaration.customs_payment.iter().map(|id| Self::new("customs_payment", id)));
            keys.extend(declaration.customs_order.iter().map(|id| Self::new("customs_order", id)));
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

/// The text in lower case, letter by letter: no letter depends on its neighbours.
pub(crate) fn low(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// The text from its end.
pub(crate) fn back(text: &str) -> String {
    text.chars().rev().collect()
}

/// The first text behind all that begin with this one.
pub(crate) fn behind(start: &str) -> String {
    let mut chars: Vec<char> = start.chars().collect();
    while let Some(last) = chars.pop() {
        let next = match last {
            // The next character behind the gap of surrogates.
            '\u{D7FF}' => Some('\u{E000}'),
            other => char::from_u32(u32::from(other).saturating_add(1)),
        };
        if let Some(next) = next {
            chars.push(next);
            return chars.into_iter().collect();
        }
    }
    // Longer than any id, of the last character there is.
    "\u{10FFFF}".repeat(200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_is_the_first_text_that_does_not_begin_so() {
        for (start, next) in [("ab", "ac"), ("a\u{10FFFF}", "b"), ("\u{D7FF}", "\u{E000}")] {
            let got = behind(start);
            assert!(start < got.as_str() && format!("{start}zzz") < got, "{start}");
            assert_eq!(got, next);
        }
    }
}
