//! A command line that cannot be read: said in the language that was asked for.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use ipc::Language;

/// The language asked for on a command line that could not be read whole: the word after the last `--lang`.
pub fn language(arguments: impl Iterator<Item = OsString>) -> Language {
    let words: Vec<String> = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    let after = words.iter().zip(words.iter().skip(1)).filter(|(word, _)| *word == "--lang");
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let asked = joined.chain(after.map(|(_, value)| value.as_str())).last();
    if asked == Some("zh") { Language::Chinese } else { Language::English }
}

/// What is wrong, in Chinese, with the usage as it is. None for what is no fault: help and versions are asked for.
pub fn chinese(error: &clap::Error) -> Option<String> {
    let about = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = about(ContextKind::InvalidArg);
    let value = about(ContextKind::InvalidValue);
    let says = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "请写明要执行的命令。".to_owned()
        }
        ErrorKind::UnknownArgument => format!("不认识的参数：{argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("不认识的命令：{}", about(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数：{argument}"),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能与 {} 同时使用", about(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 需要一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("“{value}”不是 {argument} 的有效值")
        }
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => format!("{argument} 的值的个数不对"),
        ErrorKind::InvalidUtf8 => "命令行不是有效的 UTF-8 文本".to_owned(),
        // The library may come to know more.
        _ => "无法识别的命令行".to_owned(),
    };
    let mut lines = vec![format!("错误：{says}")];
    let valid = about(ContextKind::ValidValue);
    if !valid.is_empty() {
        lines.push(format!("可选值：{valid}"));
    }
    lines.extend(match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => Some(usage.to_string().replace("Usage:", "用法：")),
        Some(_) | None => None,
    });
    lines.push("更多信息请用 --help。".to_owned());
    Some(lines.join("\n\n"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::arguments::Arguments;

    #[test]
    fn a_command_line_that_cannot_be_read_is_told_in_chinese() {
        for (line, says) in [
            ("refund create --lang zh", "缺少必需的参数：--payment"),
            ("refund create --lang zh --payment A --amount 1 --nonsense", "不认识的参数：--nonsense"),
            ("nonsense --lang zh", "不认识的命令：nonsense"),
            ("payment list --limit much --lang=zh", "“much”不是 --limit"),
            ("counter pay --mode handshake --lang zh", "可选值：payment-code、order-code、entry-code"),
        ] {
            let words = || std::iter::once("counterfoil").chain(line.split_whitespace());
            assert_eq!(language(words().map(OsString::from)), Language::Chinese, "{line}");
            let error = Arguments::command().try_get_matches_from(words()).unwrap_err();
            let said = chinese(&error).unwrap();
            assert!(said.contains(says), "{line}: {said}");
            assert!(!said.contains("error:") && !said.contains("Usage:"), "{line}: {said}");
        }
        let help = Arguments::command().try_get_matches_from(["counterfoil", "--help"]).unwrap_err();
        assert_eq!(chinese(&help), None);
        let plain = ["counterfoil", "payment", "list"].map(OsString::from);
        assert_eq!(language(plain.into_iter()), Language::English);
    }
}
