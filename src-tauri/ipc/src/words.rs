//! An amount in words, so that a slip of a digit is heard. English and Chinese.

use domain::Money;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 6] = ["", "thousand", "million", "billion", "trillion", "quadrillion"];

/// ISO code, English and Chinese name of the unit.
const NAMES: &[(&str, &str, &str)] = &[
    ("CNY", "Chinese yuan", "元人民币"),
    ("HKD", "Hong Kong dollars", "港元"),
    ("TWD", "New Taiwan dollars", "新台币"),
    ("USD", "US dollars", "美元"),
    ("EUR", "euros", "欧元"),
    ("GBP", "British pounds", "英镑"),
    ("JPY", "Japanese yen", "日元"),
    ("KRW", "Korean won", "韩元"),
    ("SGD", "Singapore dollars", "新加坡元"),
    ("AUD", "Australian dollars", "澳元"),
    ("CAD", "Canadian dollars", "加元"),
    ("NZD", "New Zealand dollars", "新西兰元"),
    ("THB", "Thai baht", "泰铢"),
    ("MYR", "Malaysian ringgit", "马来西亚令吉"),
    ("PHP", "Philippine pesos", "菲律宾比索"),
    ("IDR", "Indonesian rupiah", "印尼盾"),
    ("VND", "Vietnamese dong", "越南盾"),
    ("BRL", "Brazilian reals", "巴西雷亚尔"),
    ("KWD", "Kuwaiti dinars", "科威特第纳尔"),
    ("BHD", "Bahraini dinars", "巴林第纳尔"),
];

fn name(code: &str, chinese: bool) -> String {
    NAMES
        .iter()
        .find(|(own, _, _)| *own == code)
        .map_or_else(|| code.to_owned(), |(_, en, zh)| (if chinese { *zh } else { *en }).to_owned())
}

/// "thirty-nine point two zero Chinese yuan (CNY 39.20)"
#[must_use]
pub fn english(money: Money) -> String {
    let decimal = money.decimal();
    let (whole, fraction) = decimal.split_once('.').unwrap_or((&decimal, ""));
    let mut words = whole_english(whole);
    if fraction.bytes().any(|digit| digit != b'0') {
        words.push_str(" point");
        for digit in fraction.chars() {
            words.push(' ');
            words.push_str(one(digit));
        }
    }
    let code = money.currency();
    format!("{words} {} ({code} {decimal})", name(code.code(), false))
}

fn one(digit: char) -> &'static str {
    digit
        .to_digit(10)
        .and_then(|d| usize::try_from(d).ok())
        .and_then(|at| ONES.get(at))
        .copied()
        .unwrap_or("")
}

fn whole_english(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "zero".to_owned();
    }
    let mut groups = Vec::new();
    let bytes = digits.as_bytes();
    for (scale, group) in bytes.rchunks(3).enumerate() {
        let value =
            group.iter().fold(0_usize, |sum, digit| sum * 10 + usize::from(digit.saturating_sub(b'0')));
        if value > 0 {
            let scale = SCALES.get(scale).copied().unwrap_or("");
            groups.push(format!("{} {scale}", hundreds(value)).trim_end().to_owned());
        }
    }
    groups.reverse();
    groups.join(" ")
}

fn hundreds(value: usize) -> String {
    let (hundred, rest) = (value / 100, value % 100);
    let mut words = Vec::new();
    if hundred > 0 {
        words.push(format!("{} hundred", ONES.get(hundred).copied().unwrap_or("")));
    }
    if rest > 0 {
        words.push(match ONES.get(rest) {
            Some(word) => (*word).to_owned(),
            None => {
                let ten = TENS.get(rest / 10).copied().unwrap_or("");
                match rest % 10 {
                    0 => ten.to_owned(),
                    one => format!("{ten}-{}", ONES.get(one).copied().unwrap_or("")),
                }
            }
        });
    }
    words.join(" ")
}

const PLAIN: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// "三十九点二零元人民币（CNY 39.20）"
#[must_use]
pub fn chinese(money: Money) -> String {
    let decimal = money.decimal();
    let (whole, fraction) = decimal.split_once('.').unwrap_or((&decimal, ""));
    let mut words = whole_chinese(whole);
    if fraction.bytes().any(|digit| digit != b'0') {
        words.push('点');
        words.extend(fraction.chars().filter_map(plain));
    }
    let code = money.currency();
    format!("{words}{}（{code} {decimal}）", name(code.code(), true))
}

fn plain(digit: char) -> Option<char> {
    digit.to_digit(10).and_then(|d| usize::try_from(d).ok()).and_then(|at| PLAIN.get(at)).copied()
}

/// Four digits a group: 万, 亿, 万亿, 亿亿.
fn whole_chinese(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "零".to_owned();
    }
    const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(4).collect();
    let mut words = String::new();
    let mut gap = false;
    for (at, group) in groups.iter().enumerate().rev() {
        let text = four_chinese(group);
        if text.is_empty() {
            gap = true;
            continue;
        }
        let leading_zero = group.len() == 4 && group.first() == Some(&b'0');
        if !words.is_empty() && (gap || leading_zero) {
            words.push('零');
        }
        gap = false;
        words.push_str(&text);
        words.push_str(GROUPS.get(at).copied().unwrap_or(""));
    }
    // 一十 is said 十 only at the very beginning.
    match words.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => words,
    }
}

fn four_chinese(group: &[u8]) -> String {
    const PLACES: [&str; 4] = ["", "十", "百", "千"];
    let mut words = String::new();
    let mut zero = false;
    for (at, digit) in group.iter().enumerate() {
        let place = group.len().saturating_sub(at + 1);
        if *digit == b'0' {
            zero = true;
            continue;
        }
        if zero && !words.is_empty() {
            words.push('零');
        }
        zero = false;
        words.extend(plain(char::from(*digit)));
        words.push_str(PLACES.get(place).copied().unwrap_or(""));
    }
    words
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use domain::Currency;

    fn money(typed: &str, code: &str) -> Money {
        Money::parse(typed, Currency::parse(code).unwrap()).unwrap()
    }

    #[test]
    fn words_say_every_digit() {
        for (typed, code, en, zh) in [
            (
                "39.2",
                "CNY",
                "thirty-nine point two zero Chinese yuan (CNY 39.20)",
                "三十九点二零元人民币（CNY 39.20）",
            ),
            ("500", "JPY", "five hundred Japanese yen (JPY 500)", "五百日元（JPY 500）"),
            ("10010", "KRW", "ten thousand ten Korean won (KRW 10010)", "一万零一十韩元（KRW 10010）"),
            (
                "0.005",
                "KWD",
                "zero point zero zero five Kuwaiti dinars (KWD 0.005)",
                "零点零零五科威特第纳尔（KWD 0.005）",
            ),
            ("15", "USD", "fifteen US dollars (USD 15.00)", "十五美元（USD 15.00）"),
            (
                "100000001",
                "JPY",
                "one hundred million one Japanese yen (JPY 100000001)",
                "一亿零一日元（JPY 100000001）",
            ),
            ("1234.56", "XAF", "", ""),
        ] {
            if en.is_empty() {
                assert!(Money::parse(typed, Currency::parse(code).unwrap()).is_err());
                continue;
            }
            assert_eq!(english(money(typed, code)), en);
            assert_eq!(chinese(money(typed, code)), zh);
        }
    }
}
