//! Every published example: set up through ordinary calls, posted, and compared.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::bench::Bench;
use crate::clock::MINUTE;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/contract")
}

fn matches(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::String(any), _) if any == "<any>" => true,
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| matches(value, other)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| matches(a, b))
        }
        (a, b) => a == b,
    }
}

#[test]
fn published_examples() {
    let mut tried = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|e| e != "json") || name == "capture_rules.json" {
            continue;
        }
        let example: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let api = example["api"].as_str().unwrap();
        assert_eq!(example["path"], format!("/ams/api/v1/{api}"), "{name}");
        let bench = Bench::new();
        let wait = |step: &Value| bench.wait(step["after_minutes"].as_i64().unwrap_or(0) * MINUTE);
        for step in example["given"].as_array().into_iter().flatten() {
            wait(step);
            match step["practice"].as_str() {
                // What another person does, or what time brings, is asked for at a practice path.
                Some(path) => assert_eq!(bench.practice_post(path, &step["request"]).0, 200, "{name}"),
                None => drop(bench.try_post(step["api"].as_str().unwrap(), &step["request"])),
            }
        }
        wait(&example);
        let answer = bench.post(api, &example["request"]);
        assert!(
            matches(&example["answer"], &answer),
            "{name}: {}\n{}",
            example["why"],
            serde_json::to_string_pretty(&answer).unwrap()
        );
        tried += 1;
    }
    assert!(tried > 90);
}
