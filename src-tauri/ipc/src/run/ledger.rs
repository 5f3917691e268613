use std::fmt::Write as _;
use std::path::PathBuf;

use engine::Merchant;

use crate::Desk;
use crate::form::{BackUpForm, Nothing, ReasonForm};
use crate::problem::{Next, Problem};
use crate::view::{BackupView, LedgerReportView};

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

/// Copies the ledger of the account at work while it is worked on, and checks the copy whole.
pub async fn ledger_back_up(desk: &Desk, form: BackUpForm) -> Result<BackupView, Problem> {
    let environment = desk.merchant().await?.account().environment;
    let parts = desk.parts();
    let to = match form.to.as_deref().map(str::trim).filter(|to| !to.is_empty()) {
        Some(to) => PathBuf::from(to),
        None => {
            let stamp: String = desk.now().iso().chars().filter(char::is_ascii_alphanumeric).collect();
            parts.data_dir.join("backups").join(format!("{}-{stamp}.ledger", environment.word()))
        }
    };
    if to.exists() {
        return Err(Problem::new("file.there", Next::Correct).text("file", to.display()).on_field("to"));
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| Problem::new("ledger.read_only", Next::TryAgain).because(error))?;
    }
    let report = parts.ledgers.back_up(environment, &to).await?;
    Ok(BackupView {
        path: to.display().to_string(),
        entries: report.entries,
        head: hex(&report.head),
        sound: report.broken_at.is_none()
            && report.evidence_broken_at.is_none()
            && report.views_differ.is_empty(),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    })
}

async fn report_of(merchant: &Merchant) -> Result<LedgerReportView, Problem> {
    let report = merchant.ledger().verify().await?;
    // Keys that are locked tell nothing of the end; what the file itself says is said all the same.
    let known = merchant.lost().await.ok().flatten().map(|lost| lost.known);
    let (broken_at, why) = report.broken_at.unzip();
    let (evidence_broken_at, other) = report.evidence_broken_at.unzip();
    Ok(LedgerReportView {
        entries: report.entries,
        head: hex(&report.head),
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
