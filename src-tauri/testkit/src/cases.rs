use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// All cases of a folder under `tests/cases`, by file name. Fails when there is none, or when a file is
/// not a case.
#[must_use]
pub fn cases<T: DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases").join(folder);
    let entries = std::fs::read_dir(&root).unwrap_or_else(|e| panic!("no cases {folder}: {e}"));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no cases in {folder}");
    let read = |path: PathBuf| {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        let case = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{folder}/{name}: {e}"));
        (name, case)
    };
    files.into_iter().map(read).collect()
}
