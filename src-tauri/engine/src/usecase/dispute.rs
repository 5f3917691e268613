//! Disputes: accepted, answered with a document, given evidence, and their files fetched.

use std::collections::BTreeMap;

use antom::accept_dispute::{self, AcceptDispute, AcceptDisputeAsk, DisputeKnown};
use antom::download_dispute_evidence::{
    DisputeEvidenceType, DownloadDisputeEvidence, DownloadDisputeEvidenceAsk, EvidenceFile,
};
use antom::supply_defense_document::{self, DocumentLimit, SupplyDefenseDocument, SupplyDefenseDocumentAsk};
use antom::supply_evidence::{
    self, EvidenceKnown, SupplyEvidence, SupplyEvidenceAsk, TagContent, TagOutcome,
};
use antom::{Ask, Endpoint, Heard, Proof, ResultStatus};
use domain::{ActAsked, Bar, Body, DisputeId, DossierEvent, DossierKind, Opening, OrderId, OrderKind};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::start::{Beginning, Kept};
use crate::Failed;
use crate::agreement::act_news;
use crate::dossier::DossierStanding;
use crate::merchant::Merchant;
use crate::outbox::drive::Finding;
use crate::outbox::nothing_proved;
use crate::port::OpenOrder;

/// The documents of a defence are sent under the smaller of the two published limits.
const LIMIT: DocumentLimit = DocumentLimit::OlderPage;

/// A dispute to be acted on.
#[derive(Debug, Clone)]
pub struct DisputeWish {
    /// The sheet's id: becomes the order's.
    pub draft: OrderId,
    /// Any id of the dispute.
    pub dispute: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
}

/// Which file of a dispute to fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisputeFile {
    /// A form to be filled in.
    Template,
    /// What was supplied.
    Supplied,
    /// The defence the gateway wrote.
    Written,
}

fn dispute_of(standing: &DossierStanding) -> Result<DisputeId, Failed> {
    match &standing.dossier.opening {
        Opening::Dispute(own) => Ok(own.dispute.clone()),
        Opening::Agreement(_) | Opening::Subscription(_) | Opening::Registration(_) => {
            Err(Failed::NotFound(standing.stream.to_string()))
        }
    }
}

impl Merchant {
    /// The largest document, in bytes, that a defence may have.
    #[must_use]
    pub fn largest_document() -> usize {
        LIMIT.bytes()
    }

    /// Accepts a dispute: its money is given up.
    ///
    /// `again` says that it is meant although money of the payment went back to the buyer already.
    pub async fn accept_dispute(&self, wish: DisputeWish, again: bool) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Dispute, &wish.dispute).await?;
        if self.act_pressed_before(&wish.draft, OrderKind::AcceptDispute, &standing).await? {
            return Ok(wish.draft);
        }
        Self::fresh_dossier(&standing, wish.version)?;
        self.may_accept(&standing)?;
        if !again && let Some(amount) = self.given_back(&standing).await? {
            return Err(Bar::GivenBackAlready { amount }.into());
        }
        let dispute = dispute_of(&standing)?;
        let ask = AcceptDisputeAsk { dispute_id: Some(dispute.clone()), ..AcceptDisputeAsk::default() };
        ask.check()?;
        let amount = standing.dossier.dispute_latest(|report| report.amount);
        let beginning = Beginning {
            order: wish.draft.clone(),
            kind: OrderKind::AcceptDispute,
            request_id: dispute.to_string(),
            path: AcceptDispute::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount,
            body_event: act(&wish.draft, OrderKind::AcceptDispute, amount, BTreeMap::new()),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(wish.draft)
    }

    pub(crate) async fn send_accept_dispute(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let repeated = self.was_heard(order).await?;
        let dispute = DisputeId::parse(&order.request_id)?;
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<AcceptDispute, DisputeKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    accept_dispute::prove(&dispute, repeated, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    /// Answers a dispute with one document. It can be sent once.
    pub async fn defend_dispute(
        &self,
        wish: DisputeWish,
        file_name: &str,
        document: &[u8],
    ) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Dispute, &wish.dispute).await?;
        if self.act_pressed_before(&wish.draft, OrderKind::Defend, &standing).await? {
            return Ok(wish.draft);
        }
        Self::fresh_dossier(&standing, wish.version)?;
        self.may_defend(&standing)?;
        let dispute = dispute_of(&standing)?;
        let ask = SupplyDefenseDocumentAsk::of(dispute.clone(), document);
        ask.check_within(LIMIT)?;
        ask.check()?;
        let hash: String = Sha256::digest(document).iter().map(|byte| format!("{byte:02x}")).collect();
        let details = BTreeMap::from([
            ("file".to_owned(), file_name.to_owned()),
            ("bytes".to_owned(), document.len().to_string()),
            ("sha256".to_owned(), hash),
        ]);
        let beginning = Beginning {
            order: wish.draft.clone(),
            kind: OrderKind::Defend,
            request_id: dispute.to_string(),
            path: SupplyDefenseDocument::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: None,
            body_event: act(&wish.draft, OrderKind::Defend, None, details),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(wish.draft)
    }

    pub(crate) async fn send_defense(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let repeated = self.was_heard(order).await?;
        let dispute = DisputeId::parse(&order.request_id)?;
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<SupplyDefenseDocument, DisputeKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    supply_defense_document::prove(&dispute, repeated, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    /// Gives evidence to a dispute, tag by tag. Text that is JSON is sent as what it is.
    pub async fn give_evidence(
        &self,
        wish: DisputeWish,
        evidence: BTreeMap<String, String>,
    ) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Dispute, &wish.dispute).await?;
        if self.act_pressed_before(&wish.draft, OrderKind::SupplyEvidence, &standing).await? {
            return Ok(wish.draft);
        }
        Self::fresh_dossier(&standing, wish.version)?;
        self.may_give_evidence(&standing)?;
        let dispute = dispute_of(&standing)?;
        let mut content = BTreeMap::new();
        for (tag, text) in &evidence {
            let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
            let fault = || antom::FieldFault {
                field: format!("evidenceContent.{tag}"),
                fault: antom::Fault::Malformed("text or an object"),
            };
            content.insert(tag.clone(), TagContent::new(value).ok_or_else(fault)?);
        }
        let ask = SupplyEvidenceAsk {
            dispute_id: Some(dispute.clone()),
            evidence_content: content,
            ..SupplyEvidenceAsk::default()
        };
        ask.check()?;
        let tags: Vec<&str> = evidence.keys().map(String::as_str).collect();
        let details = BTreeMap::from([("tags".to_owned(), tags.join(", "))]);
        let beginning = Beginning {
            order: wish.draft.clone(),
            kind: OrderKind::SupplyEvidence,
            request_id: dispute.to_string(),
            path: SupplyEvidence::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: None,
            body_event: act(&wish.draft, OrderKind::SupplyEvidence, None, details),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(wish.draft)
    }

    pub(crate) async fn send_evidence(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let body = self.exact_body(order).await?;
        let ask: SupplyEvidenceAsk = serde_json::from_slice(&body)
            .map_err(|_| crate::port::LedgerError::Damaged(format!("the body of order {}", order.id)))?;
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<SupplyEvidence, EvidenceKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    none_taken(supply_evidence::prove(&ask, result, answer))
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    /// Fetches a file of a dispute.
    pub async fn dispute_file(&self, id: &str, file: DisputeFile) -> Result<EvidenceFile, Failed> {
        let standing = self.dossier(DossierKind::Dispute, id).await?;
        let kind = match file {
            DisputeFile::Template => DisputeEvidenceType::Template,
            DisputeFile::Supplied => DisputeEvidenceType::File,
            DisputeFile::Written => DisputeEvidenceType::Written,
        };
        let ask = DownloadDisputeEvidenceAsk {
            dispute_id: Some(dispute_of(&standing)?),
            dispute_evidence_type: Some(kind),
            ..DownloadDisputeEvidenceAsk::default()
        };
        ask.check()?;
        let call = self.call(DownloadDisputeEvidence::PATH, ask.to_body()).await?;
        let spoken = self.ask::<DownloadDisputeEvidence>(call).await;
        match spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                answer.file().map_err(|why| Failed::Unanswered {
                    code: antom::ANSWER_INCOMPLETE.to_owned(),
                    message: why.to_string(),
                })
            }
            Some(_) | None => Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message }),
        }
    }
}

/// A success that took none of the tags did nothing.
fn none_taken(proof: Proof<EvidenceKnown>) -> Proof<EvidenceKnown> {
    match proof {
        Proof::Done(known) => {
            let refused = known.tags.values().find_map(|outcome| match outcome {
                TagOutcome::NotTaken { code, field } => Some((code.clone(), field.clone())),
                TagOutcome::Taken | TagOutcome::NotTold => None,
            });
            match refused.filter(|_| !known.tags.values().any(|outcome| *outcome == TagOutcome::Taken)) {
                Some((code, field)) => Proof::Refused { code, message: field.unwrap_or_default() },
                None => Proof::Done(known),
            }
        }
        proof @ (Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. }) => proof,
    }
}

pub(crate) fn act(
    order: &OrderId,
    kind: OrderKind,
    amount: Option<domain::Money>,
    details: BTreeMap<String, String>,
) -> Body {
    Body::Dossier(DossierEvent::ActAsked(ActAsked { order: order.clone(), kind, amount, details }))
}
