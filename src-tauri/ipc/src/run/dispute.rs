use antom::download_dispute_evidence::EvidenceFormat;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{DossierKind, Opening, OrderId};
use engine::news::{AdvisedTag, DisputeAdvice};
use engine::{DisputeFile, DisputeWish, DossierStanding, Failed, Merchant};

use super::action::action;
use crate::Desk;
use crate::dossier_show::{self, may};
use crate::form::{AcceptForm, DefendForm, DossierListForm, EvidenceFileForm, EvidenceForm, IdForm};
use crate::parse::choice;
use crate::problem::{Next, Problem};
use crate::typed::sendable;
use crate::view::{
    ActionView, AdviceView, AdvisedTagView, DisputeView, DossierPageView, EvidenceFileView, MoneyView,
};

/// Disputes.
pub async fn dispute_list(desk: &Desk, form: DossierListForm) -> Result<DossierPageView, Problem> {
    let merchant = desk.merchant().await?;
    dossier_show::page(&merchant, DossierKind::Dispute, form).await
}

/// One dispute.
pub async fn dispute_show(desk: &Desk, form: IdForm) -> Result<DisputeView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.dossier(DossierKind::Dispute, &form.id).await?;
    view(&merchant, &standing).await
}

async fn view(merchant: &Merchant, standing: &DossierStanding) -> Result<DisputeView, Problem> {
    let own = &standing.dossier;
    let Opening::Dispute(opening) = &own.opening else {
        return Err(Failed::NotFound(standing.stream.to_string()).into());
    };
    let payment = own.dispute_latest(|report| report.payment.clone()).or_else(|| opening.payment.clone());
    Ok(DisputeView {
        dossier: dossier_show::dossier(merchant, standing).await?,
        kind: opening.kind.clone(),
        reason_code: own.dispute_latest(|report| report.reason_code.clone()),
        reason: own.dispute_latest(|report| report.reason.clone()),
        source: own.dispute_latest(|report| report.source.clone()),
        due_text: own.dispute_due().and_then(|(_, text)| text.map(str::to_owned)),
        refunded: match &payment {
            Some(_) => merchant.given_back(standing).await?,
            None => None,
        }
        .map(MoneyView::of),
        payment_id: payment.as_ref().map(ToString::to_string),
        judged: own.dispute_latest(|report| report.judged.clone()),
        judged_amount: own.dispute_latest(|report| report.judged_amount).map(MoneyView::of),
        accepted_because: own.dispute_latest(|report| report.accepted_because.clone()),
        defended_because: own.dispute_latest(|report| report.defended_because.clone()),
        accept: may(merchant.may_accept(standing)),
        defend: may(merchant.may_defend(standing)),
        evidence: may(merchant.may_give_evidence(standing)),
        advice: merchant.advice_of(standing).await?.map(advice),
        largest_file: u32::try_from(Merchant::largest_document()).unwrap_or(u32::MAX),
    })
}

fn advice(given: DisputeAdvice) -> AdviceView {
    let DisputeAdvice { at, win_rate, strategy, evidence, evidence_at: _, written, improve } = given;
    let tag = |own: AdvisedTag| AdvisedTagView { tag: own.tag, obtained: own.obtained, counts: own.counts };
    let evidence = evidence.into_iter().map(tag).collect();
    AdviceView { at: at.map(|at| at.0), win_rate, strategy, evidence, written, improve }
}

fn wish(draft: &str, dispute: String, version: Option<u64>) -> Result<DisputeWish, Problem> {
    Ok(DisputeWish { draft: OrderId::parse(draft).map_err(Failed::from)?, dispute, version })
}

/// Accepts a dispute: its money is given up.
pub async fn dispute_accept(desk: &Desk, form: AcceptForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.accept_dispute(wish(&form.draft, form.id, form.version)?, form.again).await?;
    action(&merchant, &order).await
}

/// Answers a dispute with one document. It can be sent once, so the last four of its id are typed.
pub async fn dispute_defend(desk: &Desk, form: DefendForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    sendable(&form.file_name, "file_name")?;
    let standing = merchant.dossier(DossierKind::Dispute, &form.id).await?;
    if form.typed.trim() != last_four(&standing) {
        return Err(Problem::new("dispute.typed", Next::Correct).on_field("typed"));
    }
    let unreadable = || Problem::new("dispute.file_unreadable", Next::Correct).on_field("file");
    let document = STANDARD.decode(form.file.trim()).map_err(|_| unreadable())?;
    if document.is_empty() {
        return Err(unreadable());
    }
    let wish = wish(&form.draft, form.id, form.version)?;
    let order = merchant.defend_dispute(wish, form.file_name.trim(), &document).await?;
    action(&merchant, &order).await
}

fn last_four(standing: &DossierStanding) -> String {
    let id = match &standing.dossier.opening {
        Opening::Dispute(own) => own.dispute.to_string(),
        Opening::Agreement(_) | Opening::Subscription(_) | Opening::Registration(_) => String::new(),
    };
    let from = id.chars().count().saturating_sub(4);
    id.chars().skip(from).collect()
}

/// Gives evidence to a dispute, tag by tag.
pub async fn dispute_evidence(desk: &Desk, form: EvidenceForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    for (tag, text) in &form.evidence {
        sendable(tag, "evidence")?;
        sendable(text, "evidence")?;
    }
    let wish = wish(&form.draft, form.id, form.version)?;
    let order = merchant.give_evidence(wish, form.evidence).await?;
    action(&merchant, &order).await
}

/// Fetches a file of a dispute.
pub async fn dispute_file(desk: &Desk, form: EvidenceFileForm) -> Result<EvidenceFileView, Problem> {
    let merchant = desk.merchant().await?;
    let what = match form.what.as_str() {
        "template" => DisputeFile::Template,
        "file" => DisputeFile::Supplied,
        "ai" => DisputeFile::Written,
        other => return Err(choice(other, "what")),
    };
    let file = merchant.dispute_file(&form.id, what).await?;
    let format = file.format.as_ref().map_or("", EvidenceFormat::word);
    Ok(EvidenceFileView {
        name: format!(
            "dispute-{}-{}.{}",
            form.id.trim(),
            form.what,
            ending(file.format.as_ref(), &file.bytes)
        ),
        format: format.to_owned(),
        file: STANDARD.encode(&file.bytes),
        bytes: u32::try_from(file.bytes.len()).unwrap_or(u32::MAX),
    })
}

/// A file name's ending. The gateway has one word for both forms of a Word document.
fn ending(format: Option<&EvidenceFormat>, bytes: &[u8]) -> &'static str {
    match format.map(EvidenceFormat::word) {
        Some("PDF") => "pdf",
        Some("WORD") if bytes.starts_with(b"PK") => "docx",
        Some("WORD") => "doc",
        Some("ZIP") => "zip",
        Some("JPG") => "jpg",
        Some(_) | None => "bin",
    }
}
