use std::fmt::Write as _;

use crate::Desk;
use crate::form::Nothing;
use crate::problem::Problem;
use crate::view::LedgerReportView;

/// Checks the chain and the views.
pub async fn ledger_verify(desk: &Desk, _: Nothing) -> Result<LedgerReportView, Problem> {
    let report = desk.merchant().await?.ledger().verify().await?;
    let head = report.head.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    });
    let (broken_at, why) = report.broken_at.unzip();
    let (evidence_broken_at, other) = report.evidence_broken_at.unzip();
    Ok(LedgerReportView {
        entries: report.entries,
        head,
        sound: broken_at.is_none() && evidence_broken_at.is_none() && report.views_differ.is_empty(),
        broken_at,
        evidence_broken_at,
        why: why.or(other),
        views_differ: u64::try_from(report.views_differ.len()).unwrap_or(u64::MAX),
    })
}
