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
            if let Some(row) = problem.gateway_code.as_deref().and_then(antom::codes::lookup) {
                parts.push(match language {
                    Language::English => row.en.clone(),
                    Language::Chinese => row.zh.clone(),
                });
            }
            parts.push(moved(problem.moved, catalogue));
            parts.extend(sentence.todo.as_deref().map(|todo| fill(todo, problem, catalogue)));
        }
        None => {
            parts.push(problem.code.clone());
            parts.push(moved(problem.moved, catalogue));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn moved(moved: Moved, catalogue: &Catalogue) -> String {
    let code = match moved {
        Moved::No => "moved.no",
        Moved::Yes => "moved.yes",
        Moved::NotYet => "moved.not_yet",
        Moved::Unknown => "moved.unknown",
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
        }
    }

    #[test]
    fn every_code_in_the_source_has_a_sentence() {
        let english = catalogue(Language::English);
        let sources = [
            include_str!("problem.rs"),
            include_str!("trouble.rs"),
            include_str!("parse.rs"),
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
