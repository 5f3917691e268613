//! What disputes, agreements, subscriptions, registrations and notifications share.

use clap::Args;
use ipc::form::DossierListForm;
use ipc::problem::Problem;
use ipc::view::{DossierPageView, DossierRowView, DossierView, MayView, MoneyView};

use crate::arguments::{Intent, Send};
use crate::exit;
use crate::print::{Printer, money};

/// Which of them to list.
#[derive(Args)]
pub struct DossierList {
    /// A state's word; may be given several times.
    #[arg(long)]
    pub state: Vec<String>,
    /// The whole or the beginning of any id.
    #[arg(long)]
    pub text: Option<String>,
    /// Only what is about this payment (any id of it).
    #[arg(long)]
    pub payment: Option<String>,
    /// Soonest deadline first, and what has none behind.
    #[arg(long)]
    pub by_deadline: bool,
    /// At most this many (500 at most).
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
    /// `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

/// The form of a list.
pub fn form(list: DossierList) -> DossierListForm {
    DossierListForm {
        states: list.state,
        text: list.text,
        payment: list.payment,
        by_deadline: list.by_deadline,
        limit: Some(list.limit),
        after: list.after,
    }
}

/// Prints a page.
pub fn page(printer: Printer, page: &DossierPageView) -> u8 {
    printer.data(page, || {
        let mut lines: Vec<_> = page.rows.iter().map(row).collect();
        lines.extend(page.next.as_ref().map(|next| format!("more: --after {next}")));
        lines
    });
    exit::OK
}

/// A row of a list.
pub fn row(row: &DossierRowView) -> String {
    let mut marks = Vec::new();
    if row.unknown {
        marks.push("unknown");
    }
    if row.contradiction {
        marks.push("contradiction");
    }
    format!(
        "{:<12} {}  {:>16}  {:<20} {:<28} {} {}",
        row.state,
        ipc::utc(row.opened_at),
        row.amount.as_ref().map(money).unwrap_or_default(),
        row.due_at.map(ipc::utc).unwrap_or_default(),
        row.title,
        row.id,
        marks.join(",")
    )
}

/// A dossier: its row, what its kind shows, our acts and its story, oldest last.
pub fn lines(view: &DossierView, own: &[(&str, Option<String>)]) -> Vec<String> {
    let mut lines = vec![row(&view.row)];
    for (name, text) in own {
        lines.extend(text.as_ref().map(|text| format!("{name:<16} {text}")));
    }
    for act in &view.acts {
        lines.push(format!(
            "{:<20} {:>16}  {:<8} {}",
            act.kind,
            act.amount.as_ref().map(money).unwrap_or_default(),
            act.state,
            act.id
        ));
    }
    for line in &view.story {
        let details: Vec<_> = line.details.iter().map(|(name, text)| format!("{name}={text}")).collect();
        lines.push(format!(
            "{}  {:<12} {:<20} {:<12} {}",
            ipc::utc(line.at),
            line.what,
            line.word,
            line.source,
            details.join("  ")
        ));
    }
    lines.extend(view.contradictions.iter().map(|because| format!("contradiction    {because}")));
    lines
}

/// A time, when there is one.
pub fn time(at: Option<i64>) -> Option<String> {
    at.map(ipc::utc)
}

/// The options of an intent as those of a money action that is really sent.
pub fn really(intent: Intent) -> Send {
    Send { dry_run: false, request_id: intent.request_id, wait: None }
}

/// Prints what would be sent, by whether the act is possible now.
pub fn dry(
    printer: Printer,
    kind: &str,
    payment_id: Option<&str>,
    amount: Option<&MoneyView>,
    may: &MayView,
) -> u8 {
    printer.dry_run(kind, payment_id, amount, may.problem.as_ref());
    if may.allowed { exit::OK } else { exit::BAD_DATA }
}

/// Prints what would be sent, by a check of the whole form.
pub fn dry_checked(printer: Printer, kind: &str, checked: &Result<MoneyView, Problem>) -> u8 {
    printer.dry_run(kind, None, checked.as_ref().ok(), checked.as_ref().err());
    if checked.is_ok() { exit::OK } else { exit::BAD_DATA }
}
