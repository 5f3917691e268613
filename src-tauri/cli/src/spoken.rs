//! What sentences name at the terminal is there: every option, every command, and no word of a window.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use clap::{Command, CommandFactory as _};
use serde_json::Value;

use crate::arguments::Arguments;

const ENGLISH: &str = include_str!("../../ipc/problems/en.json");
const CHINESE: &str = include_str!("../../ipc/problems/zh-CN.json");

/// What the terminal says of each code: what happened, and what to do.
fn spoken(file: &str) -> BTreeMap<String, String> {
    let sentences: BTreeMap<String, Value> = serde_json::from_str(file).unwrap();
    let said = |sentence: &Value| {
        let part = |name: &str| sentence[name].as_str().map(str::to_owned);
        let todo = part("terminal").or_else(|| part("todo"));
        [part("says"), todo].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    sentences.iter().map(|(code, sentence)| (code.clone(), said(sentence))).collect()
}

fn every<'a>(command: &'a Command, verbs: &mut Vec<(String, &'a Command)>, before: &str) {
    for own in command.get_subcommands() {
        let name = format!("{before} {}", own.get_name()).trim().to_owned();
        every(own, verbs, &name);
        verbs.push((name, own));
    }
}

#[test]
fn every_option_and_command_in_a_sentence_exists() {
    let mut command = Arguments::command();
    command.build();
    let mut verbs = Vec::new();
    every(&command, &mut verbs, "");
    let options: BTreeSet<String> = verbs
        .iter()
        .flat_map(|(_, verb)| verb.get_arguments())
        .filter_map(|argument| argument.get_long().map(str::to_owned))
        .collect();
    let mut seen = 0;
    for (code, said) in spoken(ENGLISH).into_iter().chain(spoken(CHINESE)) {
        for rest in said.split("--").skip(1) {
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect::<String>();
            assert!(options.contains(&name) || name == "help", "{code}: --{name}");
            seen += 1;
        }
        for quoted in said.split('`').skip(1).step_by(2) {
            let words: Vec<&str> = quoted.split(' ').take_while(|word| !word.starts_with('-')).collect();
            // `name: value` is a form of writing, no command.
            if words.is_empty() || quoted.contains(':') {
                continue;
            }
            let named = words.join(" ");
            let verb = verbs.iter().find(|(own, _)| *own == named);
            let (_, verb) = verb.unwrap_or_else(|| panic!("{code}: `{quoted}`"));
            for option in quoted.split(' ').filter_map(|word| word.strip_prefix("--")) {
                let has = verb.get_arguments().any(|argument| argument.get_long() == Some(option));
                assert!(has, "{code}: `{quoted}`");
            }
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn no_sentence_speaks_of_a_window() {
    const ENGLISH_WORDS: [&str; 9] =
        ["sheet", "press ", "button", "click", "screen", "Settings", "tab ", "window", "Paste"];
    const CHINESE_WORDS: [&str; 7] = ["窗口", "设置中", "页面", "点击", "按钮", "屏幕", "粘贴"];
    for (file, words) in [(ENGLISH, &ENGLISH_WORDS[..]), (CHINESE, &CHINESE_WORDS[..])] {
        for (code, said) in spoken(file) {
            for word in words {
                assert!(!said.contains(word), "{code}: {said}");
            }
        }
    }
}
