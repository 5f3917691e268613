//! The sentences of problems for the terminal. The window reads the same files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::problem::{Arg, Moved, Problem};

/// Which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// 简体中文
    Chinese,
}

#[derive(Debug, Deserialize)]
struct Sentence {
    says: String,
    #[serde(default)]
    todo: Option<String>,
    /// What to do at the terminal, where that is another thing.
    #[serde(default)]
    terminal: Option<String>,
}

type Catalogue = BTreeMap<String, Sentence>;

fn catalogue(language: Language) -> &'static Catalogue {
    static ENGLISH: OnceLock<Catalogue> = OnceLock::new();
    static CHINESE: OnceLock<Catalogue> = OnceLock::new();
    // The files are part of the program and a test reads them: they cannot fail here.
    match language {
        Language::English => ENGLISH
            .get_or_init(|| serde_json::from_str(include_str!("../problems/en.json")).unwrap_or_default()),
        Language::Chinese => CHINESE
            .get_or_init(|| serde_json::from_str(include_str!("../problems/zh-CN.json")).unwrap_or_default()),
    }
}

/// What happened, whether money moved, and what to do, as one paragraph. Times are printed in UTC.
#[must_use]
pub fn say(problem: &Problem, language: Language) -> String {
    let catalogue = catalogue(language);
    let mut parts = Vec::new();
    match catalogue.get(&problem.code) {
        Some(sentence) => {
            parts.push(fill(&sentence.says, problem, catalogue));
            if let Some(row) = row_of(problem) {
                parts.push(match language {
                    Language::English => row.en.clone(),
                    Language::Chinese => row.zh.clone(),
                });
            }
            parts.push(moved(problem.moved, catalogue));
            parts.extend(todo(sentence, problem, catalogue).map(|todo| fill(todo, problem, catalogue)));
        }
        None => {
            parts.push(problem.code.clone());
            parts.push(moved(problem.moved, catalogue));
        }
    }
    parts.retain(|part| !part.is_empty());
    // Chinese sentences follow each other without a blank.
    parts.join(match language {
        Language::English => " ",
        Language::Chinese => "",
    })
}

/// What the table of result codes says of the gateway's code, as the problem's call means it.
fn row_of(problem: &Problem) -> Option<&'static antom::codes::CodeRow> {
    let code = problem.gateway_code.as_deref()?;
    let row = match problem.gateway_call.as_deref() {
        Some(call) => antom::codes::lookup_for(code, call),
        None => antom::codes::lookup(code),
    };
    // A problem is told of what is not done: a word for "done" would contradict it.
    row.filter(|row| row.class != antom::codes::Class::Done || row.next != antom::codes::NextStep::None)
}

/// What to do: the problem's own advice, otherwise its sentence's, in the terminal's words.
fn todo<'a>(sentence: &'a Sentence, problem: &Problem, catalogue: &'a Catalogue) -> Option<&'a str> {
    let own = problem.todo.as_deref().and_then(|todo| catalogue.get(&format!("todo.{todo}")));
    match own {
        Some(own) => Some(own.terminal.as_deref().unwrap_or(&own.says)),
        None => sentence.terminal.as_deref().or(sentence.todo.as_deref()),
    }
}

/// Whether there is such an advice.
pub(crate) fn has_todo(todo: &str) -> bool {
    catalogue(Language::English).contains_key(&format!("todo.{todo}"))
}

fn moved(moved: Moved, catalogue: &Catalogue) -> String {
    let code = match moved {
        Moved::No => "moved.no",
        Moved::Yes => "moved.yes",
        Moved::NotYet => "moved.not_yet",
        Moved::Unknown => "moved.unknown",
        Moved::NotByThis => "moved.not_by_this",
        Moved::OnlyAsked => "moved.only_asked",
        Moved::GoesBack => "moved.goes_back",
    };
    catalogue.get(code).map(|sentence| sentence.says.clone()).unwrap_or_default()
}

fn fill(text: &str, problem: &Problem, catalogue: &Catalogue) -> String {
    let mut filled = text.to_owned();
    for (name, arg) in &problem.args {
        let value = match arg {
            Arg::Text(text) => text.clone(),
            Arg::Money(money) => format!("{} {}", money.currency, money.value),
            Arg::Time(at) => utc(*at),
            Arg::Word(word) => catalogue
                .get(&format!("word.{word}"))
                .map_or_else(|| word.clone(), |sentence| sentence.says.clone()),
        };
        filled = filled.replace(&format!("{{{name}}}"), &value);
    }
    filled
}

/// "2026-11-20 15:04 UTC".
#[must_use]
pub fn utc(at: i64) -> String {
    let (year, month, day, hour, minute, _) = domain::Moment(at).civil();
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

/// Every advice there is.
#[cfg(test)]
pub(crate) fn todos() -> Vec<String> {
    catalogue(Language::English)
        .keys()
        .filter_map(|code| code.strip_prefix("todo."))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn both_catalogues_hold_the_same_codes_and_arguments() {
        let (english, chinese) = (catalogue(Language::English), catalogue(Language::Chinese));
        assert!(english.len() > 100);
        assert_eq!(english.keys().collect::<Vec<_>>(), chinese.keys().collect::<Vec<_>>());
        let args = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect();
            found.sort();
            found
        };
        for (code, sentence) in english {
            let twin = &chinese[code];
            assert_eq!(args(&sentence.says), args(&twin.says), "{code}");
            assert_eq!(sentence.todo.is_some(), twin.todo.is_some(), "{code}");
            assert_eq!(sentence.terminal.is_some(), twin.terminal.is_some(), "{code}");
            let parts = |one: &Sentence| args(one.terminal.as_deref().unwrap_or_default());
            assert_eq!(parts(sentence), parts(twin), "{code}");
        }
    }

    #[test]
    fn every_code_in_the_source_has_a_sentence() {
        let english = catalogue(Language::English);
        let sources = [
            include_str!("problem.rs"),
            include_str!("trouble.rs"),
            include_str!("parse.rs"),
            include_str!("typed.rs"),
            include_str!("desk.rs"),
            include_str!("run/account.rs"),
            include_str!("run/action.rs"),
            include_str!("run/payment.rs"),
            include_str!("run/frame.rs"),
            include_str!("run/outbox.rs"),
            include_str!("run/customs.rs"),
        ];
        let mut seen = 0;
        for source in sources {
            for text in source.split('"').skip(1).step_by(2) {
                let known = [
                    "amount.",
                    "bar.",
                    "failed.",
                    "ledger.",
                    "keys.",
                    "order.",
                    "check.",
                    "account.",
                    "question.",
                    "registration.",
                ];
                let is_code = known.iter().any(|start| text.starts_with(start))
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
                if is_code {
                    seen += 1;
                    assert!(english.contains_key(text), "{text} has no sentence");
                }
            }
        }
        assert!(seen > 80, "{seen}");
    }

    #[test]
    fn times_are_civil() {
        for (at, text) in [
            (0, "1970-01-01 00:00 UTC"),
            (1_709_210_096_000, "2024-02-29 12:34 UTC"),
            (1_763_683_200_000, "2025-11-21 00:00 UTC"),
        ] {
            assert_eq!(utc(at), text);
        }
    }
}
