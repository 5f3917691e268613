//! Putting a merchant or a store before the wallets, and following what they say.

use std::collections::BTreeMap;

use antom::inquiry_registration_info::{
    InquiryRegistrationInfo, RegistrationInfoAnswer, RegistrationInfoAsk,
};
use antom::inquiry_registration_status::{
    InquiryRegistrationStatus, RegistrationStatusAnswer, RegistrationStatusAsk,
};
use antom::registration::{self, Registration, RegistrationAsk, RegistrationKnown};
use antom::{Ask, Endpoint, Heard, Proof, ResultStatus};
use domain::{
    DossierEvent, DossierKind, Opening, OrderId, OrderKind, RegistrationOpening, RegistrationReport,
    RegistrationRequestId, Report, Source, StreamId, WalletVerdict,
};

use super::dispute::act;
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::agreement::act_news;
use crate::dossier::DossierStanding;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::{Attempt, OpenOrder};

/// The gateway's word for a registration it never had.
pub(crate) const NOT_FOUND: &str = "RECORD_NOT_FOUND";

impl Merchant {
    /// Registers a merchant or a store.
    pub async fn register(&self, mut ask: RegistrationAsk) -> Result<OrderId, Failed> {
        let missing =
            |field: &str| antom::FieldFault { field: field.to_owned(), fault: antom::Fault::Missing };
        let request = ask.registration_request_id.clone().ok_or_else(|| missing("registrationRequestId"))?;
        let order = OrderId::parse(request.as_str())?;
        ask.registration_notify_url = ask.registration_notify_url.or_else(|| self.account.notify_url.clone());
        ask.check()?;
        let stream = StreamId::dossier(DossierKind::Registration, &self.account.id, request.as_str())?;
        let merchant = ask.merchant_info.clone().unwrap_or_default();
        let store = ask.store_info.clone();
        let opening = RegistrationOpening {
            request: request.clone(),
            merchant: merchant.reference_merchant_id.clone().ok_or_else(|| missing("referenceMerchantId"))?,
            display_name: merchant.merchant_display_name.clone().unwrap_or_default(),
            legal_name: merchant
                .registration_detail
                .as_ref()
                .and_then(|detail| detail.legal_name.clone())
                .unwrap_or_default(),
            store: store.as_ref().and_then(|store| store.reference_store_id.clone()),
            store_name: store.as_ref().and_then(|store| store.store_name.clone()),
        };
        self.open_dossier(&stream, Opening::Registration(opening)).await?;
        let standing = self.read_dossier(&stream).await?;
        if self.act_pressed_before(&order, OrderKind::Register, &standing).await? {
            return Ok(order);
        }
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Register,
            request_id: request.to_string(),
            path: Registration::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: None,
            body_event: act(&order, OrderKind::Register, None, BTreeMap::new()),
            only_for: None,
        };
        self.begin(&stream, standing.version, beginning).await?;
        Ok(order)
    }

    pub(crate) async fn send_registration(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let request = RegistrationRequestId::parse(&order.request_id)?;
        let repeated = self.was_heard(order).await?;
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<Registration, RegistrationKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => {
                    registration::prove(repeated, &request, result, answer)
                }
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    pub(crate) async fn ask_registration(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let ask = RegistrationStatusAsk {
            registration_request_id: Some(RegistrationRequestId::parse(&order.request_id)?),
            ..RegistrationStatusAsk::default()
        };
        let of_another = refused_for_another(&self.parts.ledger.attempts(&order.id).await?);
        let (id, now) = (order.id.clone(), self.now());
        self.question_attempt::<InquiryRegistrationStatus, RegistrationReport, _>(
            order,
            ask.to_body(),
            |spoken| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                match (&result.status, report_of(answer)) {
                    (ResultStatus::Success, Some(report)) => Proof::Done(report),
                    (ResultStatus::Failure, _) if result.code == NOT_FOUND => match &of_another {
                        Some((code, message)) => {
                            Proof::Refused { code: code.clone(), message: message.clone() }
                        }
                        None => Proof::Unknown { code: UNHEARD.to_owned(), message: result.message.clone() },
                    },
                    (_, _) => Proof::Unknown { code: result.code.clone(), message: result.message.clone() },
                }
            },
            |proof| {
                let mut news = Vec::new();
                if let Proof::Done(report) = proof {
                    let report = Report::Registration(report.clone());
                    news.push(News { event: DossierEvent::Reported(report), at: now });
                }
                news.extend(act_news(&id, proof, now));
                news
            },
        )
        .await
    }

    /// Asks how a registration stands.
    pub async fn inquire_registration(&self, id: &str) -> Result<DossierStanding, Failed> {
        let standing = self.dossier(DossierKind::Registration, id).await?;
        let Opening::Registration(own) = &standing.dossier.opening else {
            return Err(Failed::NotFound(id.to_owned()));
        };
        let ask = RegistrationStatusAsk {
            registration_request_id: Some(own.request.clone()),
            ..RegistrationStatusAsk::default()
        };
        ask.check()?;
        let call = self.call_of(InquiryRegistrationStatus::PATH, ask.to_body(), true).await?;
        let spoken = self.ask::<InquiryRegistrationStatus>(call).await;
        let report = match &spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                report_of(answer)
            }
            Some(_) | None => None,
        };
        let Some(report) = report else {
            return Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message });
        };
        let report = Report::Registration(report);
        let after = self.hear_report(&standing.stream, Source::Inquiry, report, self.now()).await?;
        self.close_settled_acts(&standing.stream).await?;
        Ok(after)
    }

    /// What the gateway has on file of a registered merchant and its store.
    pub async fn registration_on_file(&self, id: &str) -> Result<RegistrationInfoAnswer, Failed> {
        let standing = self.dossier(DossierKind::Registration, id).await?;
        let Opening::Registration(own) = &standing.dossier.opening else {
            return Err(Failed::NotFound(id.to_owned()));
        };
        let ask = RegistrationInfoAsk {
            reference_merchant_id: Some(own.merchant.clone()),
            reference_store_id: own.store.clone(),
            ..RegistrationInfoAsk::default()
        };
        ask.check()?;
        let call = self.call_of(InquiryRegistrationInfo::PATH, ask.to_body(), true).await?;
        let spoken = self.ask::<InquiryRegistrationInfo>(call).await;
        match spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                Ok(answer)
            }
            Some(_) | None => Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message }),
        }
    }
}

/// What the gateway said when the last delivery was turned away for a registration of the same merchant or
/// store. When it then knows none under our id, that one is another's, and nothing was made of this one.
fn refused_for_another(attempts: &[Attempt]) -> Option<(String, String)> {
    let end = attempts.iter().rev().find(|attempt| !attempt.begun.question)?.end.as_ref()?;
    let spoken = end.verified && registration::OF_ANOTHER.contains(&end.code.as_str());
    spoken.then(|| (end.code.clone(), end.message.clone()))
}

fn report_of(answer: &RegistrationStatusAnswer) -> Option<RegistrationReport> {
    let own = answer.registration_result.as_ref()?;
    let wallets = answer.psp_registration_result_list.iter().map(|wallet| {
        let result = wallet.registration_result.clone().unwrap_or_default();
        WalletVerdict {
            wallet: wallet.psp_name.clone().unwrap_or_default(),
            status: result.registration_status.unwrap_or_default(),
            reasons: result.reject_reasons,
        }
    });
    Some(RegistrationReport {
        status: own.registration_status.clone()?,
        reasons: own.reject_reasons.clone(),
        wallets: wallets.collect(),
    })
}
