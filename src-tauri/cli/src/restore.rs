//! Putting a copy back in the place of a ledger: no desk is open meanwhile.

use std::path::Path;

use domain::Environment;
use ipc::problem::{Next, Problem};
use serde_json::json;

use crate::arguments::Common;
use crate::print::Printer;
use crate::{Outcome, exit};

pub async fn run(common: &Common, from: &Path, environment: &str, printer: Printer) -> Outcome {
    let known = [Environment::Practice, Environment::Sandbox, Environment::Live];
    let Some(environment) = known.into_iter().find(|known| known.word() == environment) else {
        return Ok(Err(Problem::new("failed.choice", Next::Correct)
            .text("typed", environment)
            .text("field", "environment")));
    };
    if !from.is_file() {
        return Ok(Err(Problem::new("file.missing", Next::Correct)
            .text("file", from.display())
            .on_field("from")));
    }
    let folder = site::data_dir(common.data_dir.as_deref())?;
    let put = site::restore(&folder, environment, from).await.map_err(Problem::from);
    Ok(put.map(|put| {
        let replaced = put.replaced.as_ref().map(|path| path.display().to_string());
        printer.data(&json!({ "entries": put.entries, "replaced": replaced }), || {
            let kept = replaced.iter().map(|path| format!("what was there is kept as {path}"));
            let mut lines = vec![format!("{} entries are back in place", put.entries)];
            lines.extend(kept);
            lines.push("If anything was sent since the copy was made: counterfoil ledger accept".to_owned());
            lines
        });
        exit::OK
    }))
}
