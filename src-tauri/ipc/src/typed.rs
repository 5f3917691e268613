//! What may stand in a text that leaves this computer: one rule for every field of every form, in the window and in
//! the terminal.

use crate::problem::{Next, Problem};

/// A text as typed into a field. No full card number, and nothing that cannot be seen: a mark that turns the text
/// around makes an order number read as another one.
///
/// # Errors
/// `failed.raw_card` or `failed.unseen`, with the field.
pub(crate) fn sendable(text: &str, field: &str) -> Result<(), Problem> {
    if looks_like_a_card(text) {
        return Err(Problem::new("failed.raw_card", Next::Correct).on_field(field));
    }
    if text.chars().any(is_unseen) {
        return Err(Problem::new("failed.unseen", Next::Correct).text("field", field).on_field(field));
    }
    Ok(())
}

/// Control characters but for line ends and tabs, marks of the writing direction, and blanks of no width. Joiners
/// are part of how some scripts are written.
fn is_unseen(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\t' => false,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

/// A card number typed where a token or words belong is refused before it is kept anywhere: any run of 13
/// to 19 digits, blanks and dashes aside, that begins as a card brand's and whose check digit fits.
fn looks_like_a_card(text: &str) -> bool {
    let mut runs: Vec<Vec<u32>> = vec![Vec::new()];
    for letter in text.chars() {
        match (letter.to_digit(10), letter) {
            (Some(digit), _) => runs.last_mut().into_iter().for_each(|run| run.push(digit)),
            (None, ' ' | '-') => {}
            (None, _) => runs.push(Vec::new()),
        }
    }
    let begins = |run: &[u32]| {
        let four = run.iter().take(4).fold(0, |sum, digit| sum * 10 + digit);
        (2221..=2720).contains(&four) || (3400..=6999).contains(&four)
    };
    runs.iter().any(|run| (13..=19).contains(&run.len()) && begins(run) && check_digit_fits(run))
}

fn check_digit_fits(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{looks_like_a_card, sendable};

    #[test]
    fn a_full_card_number_is_known_by_its_check_digit() {
        // The gateway's published test number, in any grouping.
        assert!(looks_like_a_card("4054 6957 2310 0768"));
        assert!(!looks_like_a_card("4054 6957 2310 0769"));
        assert!(!looks_like_a_card("PRACTICE_CARD_VISA_4242"));
        assert!(looks_like_a_card("paid with 4054-6957-2310-0768, please"));
        assert!(!looks_like_a_card("order 20261121728319193509 of 42"));
        assert!(!looks_like_a_card("2026112172831919"), "a long order number that begins with its year");
        assert!(!looks_like_a_card("42"));
    }

    #[test]
    fn what_cannot_be_seen_is_not_sent() {
        for (text, code) in [
            ("ORDER-7", None),
            ("Two coffees\nand a cake", None),
            ("订单 七", None),
            ("family \u{1f468}\u{200d}\u{1f469}", None),
            ("ORDER-\u{202e}7", Some("failed.unseen")),
            ("\u{2066}ORDER", Some("failed.unseen")),
            ("OR\u{200b}DER", Some("failed.unseen")),
            ("ORDER\u{7}", Some("failed.unseen")),
            ("4054 6957 2310 0768", Some("failed.raw_card")),
        ] {
            let refused = sendable(text, "order_number").err();
            assert_eq!(refused.as_ref().map(|problem| problem.code.as_str()), code, "{text:?}");
            assert!(refused.is_none_or(|problem| problem.field.as_deref() == Some("order_number")));
        }
    }
}
