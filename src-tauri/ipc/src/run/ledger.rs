use std::fmt::Write as _;

use engine::Merchant;

use crate::Desk;
use crate::form::{Nothing, ReasonForm};
use crate::problem::Problem;
use crate::view::LedgerReportView;

/// Checks the chain and the views.
pub async fn ledger_verify(desk: &Desk, _: Nothing) -> Result<LedgerReportView, Problem> {
    report_of(desk.merchant().await?.as_ref()).await
}

/// Goes on with a ledger of which something is missing, for a reason that is written down. Then checks it.
pub async fn ledger_accept(desk: &Desk, form: ReasonForm) -> Result<LedgerReportView, Problem> {
    let merchant = desk.merchant().await?;
    merchant.go_on(&form.reason).await?;
    report_of(merchant.as_ref()).await
}

async fn report_of(merchant: &Merchant) -> Result<LedgerReportView, Problem> {
    let report = merchant.ledger().verify().await?;
    // Keys that are locked tell nothing of the end; what the file itself says is said all the same.
    let known = merchant.lost().await.ok().flatten().map(|lost| lost.known);
    let head = report.head.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    });
    let (broken_at, why) = report.broken_at.unzip();
    let (evidence_broken_at, other) = report.evidence_broken_at.unzip();
    Ok(LedgerReportView {
        entries: report.entries,
        head,
        sound: broken_at.is_none()
            && evidence_broken_at.is_none()
            && report.views_differ.is_empty()
            && known.is_none(),
        known,
        broken_at,
        evidence_broken_at,
        why: why.or(other),
        views_differ: u64::try_from(report.views_differ.len()).unwrap_or(u64::MAX),
    })
}
