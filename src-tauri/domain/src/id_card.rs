/// Why a number cannot be that of a Chinese identity card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdCardError {
    /// Not 17 digits and a digit or X.
    #[error("not 18 characters")]
    Shape,
    /// The eight digits of the birth date are no date.
    #[error("no such birth date")]
    BirthDate,
    /// The last character does not fit the others.
    #[error("check digit does not fit")]
    CheckDigit,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Checks an 18-character identity card number by the national standard GB 11643 and returns it
/// without blanks and with an upper-case X.
pub fn check_id_card(typed: &str) -> Result<String, IdCardError> {
    let number: String =
        typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let bytes = number.as_bytes();
    let (Some(front), Some(last), 18) = (bytes.get(..17), bytes.get(17), bytes.len()) else {
        return Err(IdCardError::Shape);
    };
    if !front.iter().all(u8::is_ascii_digit) || !(last.is_ascii_digit() || *last == b'X') {
        return Err(IdCardError::Shape);
    }
    let number_of = |from: usize, to: usize| -> u32 {
        bytes
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .fold(0, |sum, digit| sum * 10 + u32::from(digit.saturating_sub(b'0')))
    };
    let (year, month, day) = (number_of(6, 10), number_of(10, 12), number_of(12, 14));
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return Err(IdCardError::BirthDate),
    };
    if !(1900..=2099).contains(&year) || day == 0 || day > days {
        return Err(IdCardError::BirthDate);
    }
    let sum: u32 =
        front.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')) * weight).sum();
    let expected = usize::try_from(sum % 11).ok().and_then(|at| CHECKS.get(at));
    if expected == Some(last) { Ok(number) } else { Err(IdCardError::CheckDigit) }
}
