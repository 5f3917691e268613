//! Disputes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Subcommand;
use ipc::form::{AcceptForm, DefendForm, EvidenceFileForm, EvidenceForm, IdForm};
use ipc::problem::{Next, Problem};
use ipc::view::{AdviceView, AdvisedTagView, DisputeView};
use ipc::{Desk, run as core};
use serde_json::json;

use crate::arguments::Send;
use crate::dossier::{self, DossierList};
use crate::print::{Printer, money};
use crate::read_back;
use crate::{Outcome, action, exit, secret};

#[derive(Subcommand)]
pub enum DisputeVerb {
    /// List disputes, newest first.
    List(DossierList),
    /// Show one dispute in full.
    Show {
        /// Any id of the dispute.
        id: String,
    },
    /// Accept a dispute: its money is given up.
    Accept {
        /// Any id of the dispute.
        id: String,
        /// It is meant: its money is given up.
        #[arg(long)]
        yes: bool,
        /// It is meant although money of the payment went back to the buyer already.
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        send: Send,
    },
    /// Answer a dispute with one document. It can be sent once.
    Defend {
        /// Any id of the dispute.
        id: String,
        /// The document.
        #[arg(long)]
        file: PathBuf,
        /// The last four of the dispute's id, as a confirmation.
        #[arg(long)]
        typed: String,
        #[command(flatten)]
        send: Send,
    },
    /// Give evidence to a dispute, tag by tag.
    Evidence {
        /// Any id of the dispute.
        id: String,
        /// TAG=FILE, the file holding JSON or plain text; may be given several times.
        #[arg(long, required = true)]
        tag: Vec<String>,
        #[command(flatten)]
        send: Send,
    },
    /// Fetch a file of a dispute.
    File {
        /// Any id of the dispute.
        id: String,
        /// template, file or ai.
        #[arg(long)]
        what: String,
        /// Where to write it; a name of its own in this folder when absent.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

pub async fn run(desk: &Desk, verb: DisputeVerb, printer: Printer) -> Outcome {
    match verb {
        DisputeVerb::List(list) => {
            Ok(core::dispute_list(desk, dossier::form(list)).await.map(|page| dossier::page(printer, &page)))
        }
        DisputeVerb::Show { id } => Ok(core::dispute_show(desk, IdForm { id }).await.map(|view| {
            printer.data(&view, || lines(&view));
            exit::OK
        })),
        DisputeVerb::Accept { id, yes, again, send } => accept(desk, id, (yes, again), send, printer).await,
        DisputeVerb::Defend { id, file, typed, send } => defend(desk, id, file, typed, send, printer).await,
        DisputeVerb::Evidence { id, tag, send } => evidence(desk, id, tag, send, printer).await,
        DisputeVerb::File { id, what, out } => self::file(desk, id, what, out, printer).await,
    }
}

fn lines(view: &DisputeView) -> Vec<String> {
    let advice = view.advice.as_ref();
    dossier::lines(
        &view.dossier,
        &[
            ("kind", view.kind.clone()),
            ("reason", view.reason.clone().or_else(|| view.reason_code.clone())),
            ("due", view.due_text.clone()),
            ("payment id", view.payment_id.clone()),
            ("refunded", view.refunded.as_ref().map(money)),
            ("judged", view.judged.clone()),
            ("deducted", view.judged_amount.as_ref().map(money)),
            ("accepted", view.accepted_because.clone()),
            ("defended", view.defended_because.clone()),
            ("chance", advice.and_then(|advice| advice.win_rate.clone())),
            ("advice", advice.and_then(|advice| advice.strategy.clone())),
            ("proof", advice.map(proof).filter(|proof| !proof.is_empty())),
            ("written", advice.and_then(|advice| advice.written.clone())),
            ("improve", advice.and_then(|advice| advice.improve.clone())),
        ],
    )
}

/// The tags that count, with what the gateway has of them.
fn proof(advice: &AdviceView) -> String {
    let one = |own: &AdvisedTagView| {
        let counts = own.counts.as_deref().map(|counts| format!(" {counts}")).unwrap_or_default();
        let has = if own.obtained == Some(true) { ", given" } else { "" };
        format!("{}{counts}{has}", own.tag)
    };
    advice.evidence.iter().map(one).collect::<Vec<_>>().join("; ")
}

async fn accept(
    desk: &Desk,
    id: String,
    (yes, again): (bool, bool),
    send: Send,
    printer: Printer,
) -> Outcome {
    const KIND: &str = "accept_dispute";
    let view = match core::dispute_show(desk, IdForm { id: id.clone() }).await {
        Ok(view) => view,
        Err(problem) => return Ok(Err(problem)),
    };
    let (payment, amount) = (view.payment_id.as_deref(), view.dossier.row.amount.as_ref());
    if send.dry_run {
        return Ok(Ok(dossier::dry(printer, KIND, payment, amount, &view.accept)));
    }
    // What is not possible anyway needs no confirmation to be refused.
    if view.accept.allowed && !yes {
        let problem = Problem::new("dispute.accept_unconfirmed", Next::Correct).on_field("yes");
        return Ok(Ok(action::end(printer, KIND, payment, amount, Err(problem))));
    }
    let draft = match action::draft(desk, None, KIND, &send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    read_back::known(desk, KIND, amount, printer).await;
    let form = AcceptForm { draft, id, version: None, again };
    Ok(Ok(action::end(
        printer,
        KIND,
        payment,
        amount,
        action::followed(desk, core::dispute_accept(desk, form).await, &send, printer).await,
    )))
}

async fn defend(
    desk: &Desk,
    id: String,
    file: PathBuf,
    typed: String,
    send: Send,
    printer: Printer,
) -> Outcome {
    const KIND: &str = "defend";
    let view = match core::dispute_show(desk, IdForm { id: id.clone() }).await {
        Ok(view) => view,
        Err(problem) => return Ok(Err(problem)),
    };
    let payment = view.payment_id.as_deref();
    let document = secret::bytes(&file)?;
    if send.dry_run {
        return Ok(Ok(dossier::dry(printer, KIND, payment, None, &view.defend)));
    }
    let draft = match action::draft(desk, None, KIND, &send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let form = DefendForm {
        draft,
        id,
        version: None,
        file_name: file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        file: STANDARD.encode(&*document),
        typed,
    };
    Ok(Ok(action::end(
        printer,
        KIND,
        payment,
        None,
        action::followed(desk, core::dispute_defend(desk, form).await, &send, printer).await,
    )))
}

async fn evidence(desk: &Desk, id: String, tags: Vec<String>, send: Send, printer: Printer) -> Outcome {
    const KIND: &str = "supply_evidence";
    let mut evidence = BTreeMap::new();
    for pair in tags {
        let Some((tag, file)) = pair.split_once('=') else {
            let problem = Problem::new("file.pair_bad", Next::Correct).text("typed", &pair);
            return Ok(Err(problem.on_field("evidence")));
        };
        evidence.insert(tag.to_owned(), secret::text(file.as_ref())?.to_string());
    }
    let view = match core::dispute_show(desk, IdForm { id: id.clone() }).await {
        Ok(view) => view,
        Err(problem) => return Ok(Err(problem)),
    };
    let payment = view.payment_id.as_deref();
    if send.dry_run {
        return Ok(Ok(dossier::dry(printer, KIND, payment, None, &view.evidence)));
    }
    let draft = match action::draft(desk, None, KIND, &send).await {
        Ok(draft) => draft,
        Err(problem) => return Ok(Err(problem)),
    };
    let form = EvidenceForm { draft, id, version: None, evidence };
    Ok(Ok(action::end(
        printer,
        KIND,
        payment,
        None,
        action::followed(desk, core::dispute_evidence(desk, form).await, &send, printer).await,
    )))
}

async fn file(desk: &Desk, id: String, what: String, out: Option<PathBuf>, printer: Printer) -> Outcome {
    let file = match core::dispute_file(desk, EvidenceFileForm { id, what }).await {
        Ok(file) => file,
        Err(problem) => return Ok(Err(problem)),
    };
    let bytes = STANDARD.decode(&file.file).context("the file is no base64")?;
    let path = out.unwrap_or_else(|| PathBuf::from(&file.name));
    if let Err(error) = std::fs::write(&path, &bytes) {
        return Ok(Err(secret::about("file.unwritable", &path).because(error).on_field("out")));
    }
    let document = json!({
        "name": file.name,
        "format": file.format,
        "bytes": file.bytes,
        "path": path.display().to_string(),
    });
    printer.data(&document, || vec![format!("{} bytes in {}", file.bytes, path.display())]);
    Ok(Ok(exit::OK))
}
