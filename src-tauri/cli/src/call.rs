//! One call by hand, and what a signature says.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ipc::form::{CallForm, Nothing, SignatureForm};
use ipc::view::CallView;
use ipc::{Desk, run as core};
use serde_json::{Value, json};

use crate::print::Printer;
use crate::{Outcome, exit, secret};

#[derive(Args)]
pub struct Call {
    /// Its name in the table of calls.
    #[arg(required_unless_present = "list")]
    pub name: Option<String>,
    /// The file that holds the body; `-` reads standard input.
    #[arg(long, required_unless_present = "list")]
    pub body: Option<PathBuf>,
    /// Really send it to the live gateway.
    #[arg(long)]
    pub confirm: bool,
    /// Sign and print what would be sent, and send nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// List all calls and notifications.
    #[arg(long, conflicts_with_all = ["name", "body", "confirm", "dry_run"])]
    pub list: bool,
}

#[derive(Subcommand)]
pub enum SignatureVerb {
    /// Say which part of a signature differs.
    Check {
        /// request (signed by us), answer or notification (signed by the gateway).
        #[arg(long)]
        what: String,
        /// The path that was called.
        #[arg(long)]
        path: String,
        /// A file of `name: value` lines.
        #[arg(long)]
        headers: PathBuf,
        /// A file with the exact body.
        #[arg(long)]
        body: PathBuf,
    },
}

pub async fn run(desk: &Desk, call: Call, printer: Printer) -> Outcome {
    let rows = match core::call_list(desk, Nothing {}).await {
        Ok(rows) => rows,
        Err(problem) => return Ok(Err(problem)),
    };
    let (Some(name), Some(path)) = (call.name, call.body) else {
        printer.data(&json!({ "calls": rows }), || {
            rows.iter()
                .map(|row| {
                    let at = if row.path.is_empty() { "(told to us)" } else { row.path.as_str() };
                    format!(
                        "{:<32} {:<8} {:<53} {:<41} {:<50} {}",
                        row.name,
                        row.nature,
                        at,
                        row.products.join(", "),
                        row.verbs.join(", "),
                        row.screens.join(", ")
                    )
                })
                .collect()
        });
        return Ok(Ok(exit::OK));
    };
    let question = rows.iter().any(|row| row.name == name && row.what == "call" && row.nature == "question");
    let body = secret::exact(&path)?.to_string();
    let form = CallForm { call: name, body, confirmed: call.confirm, dry_run: call.dry_run };
    Ok(core::call_send(desk, form).await.map(|view| {
        printer.data(&view, || lines(&view));
        ended(&view, question)
    }))
}

fn lines(view: &CallView) -> Vec<String> {
    let mut lines = vec![view.request_line.clone()];
    lines.extend(view.headers.iter().map(|(name, value)| format!("{name}: {value}")));
    lines.push(String::new());
    lines.push(view.signed.clone());
    if view.sent {
        lines.push(String::new());
        let status = view.status.map(|status| status.to_string()).unwrap_or_default();
        lines.push(format!("{} {status} {} {}", view.verdict, view.code, view.message));
        lines.extend(view.answer_headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.push(view.answer.clone());
    }
    lines
}

/// Only an answer that verified says how it ended. What was asked by a question moved nothing, whatever
/// became of its answer.
fn ended(view: &CallView, question: bool) -> u8 {
    if !view.sent {
        return exit::OK;
    }
    let answer: Value = serde_json::from_str(&view.answer).unwrap_or_default();
    match (view.verdict.as_str(), answer.pointer("/result/resultStatus").and_then(Value::as_str)) {
        ("verified", Some("S")) => exit::OK,
        ("verified", Some("F")) => exit::REFUSED,
        ("not_sent", _) => exit::UNAVAILABLE,
        _ if question => exit::UNAVAILABLE,
        _ => exit::UNKNOWN,
    }
}

pub async fn signature(desk: &Desk, verb: SignatureVerb, printer: Printer) -> Outcome {
    let SignatureVerb::Check { what, path, headers, body } = verb;
    let headers = secret::text(&headers)?.to_string();
    // Signed to the byte: nothing is cut off or added.
    let body = secret::exact(&body)?.to_string();
    Ok(core::signature_check(desk, SignatureForm { what, path, headers, body }).await.map(|view| {
        printer.data(&view, || {
            let mut lines = vec![if view.verifies { "verifies" } else { "DOES NOT VERIFY" }.to_owned()];
            lines.extend(view.parts.iter().map(|part| {
                format!("{:<12} {:<8} {}", part.part, if part.fits { "fits" } else { "DIFFERS" }, part.note)
            }));
            lines.push(view.content.clone());
            lines
        });
        if view.verifies { exit::OK } else { exit::FAILED }
    }))
}
