//! Notifications of disputes, consents, registrations and subscriptions.

use antom::SecretText;
use antom::notify::{
    AuthorizationNotifyType, NotifyAuthorization, NotifyDispute, NotifyRegistrationStatus, NotifySubscription,
};
use antom::parts::PeriodRule;
use domain::{
    AgreementReport, Body, DisputeOpening, DisputeReport, DossierEvent, DossierKind, Effect, EndedBy, Moment,
    Opening, Period, RegistrationReport, Report, Source, StreamId, SubscriptionOpening, SubscriptionReport,
    WalletVerdict,
};

use super::TakenIn;
use super::apply::moment;
use crate::Failed;
use crate::merchant::Merchant;
use crate::port::NewFact;

impl Merchant {
    pub(super) async fn apply_dispute(&self, news: &NotifyDispute, at: Moment) -> Result<TakenIn, Failed> {
        let (Some(dispute), Some(word)) = (news.dispute_id.clone(), &news.dispute_notification_type) else {
            return Ok(TakenIn::kept("a dispute without its id"));
        };
        let stream = StreamId::dossier(DossierKind::Dispute, &self.account.id, dispute.as_str())?;
        if self.parts.ledger.stream(&stream).await?.is_empty() {
            let raised_at = moment(news.dispute_time.as_ref());
            let opening = DisputeOpening {
                dispute: dispute.clone(),
                payment: news.payment_id.clone(),
                request: news.payment_request_id.clone(),
                amount: news.dispute_amount,
                kind: news.dispute_type.as_ref().map(|kind| kind.word().to_owned()),
                raised_at,
            };
            let fact = NewFact {
                source: Source::Notification,
                occurred_at: raised_at.unwrap_or(at),
                body: Body::Dossier(DossierEvent::Opened(Opening::Dispute(opening))),
            };
            self.begin_stream(stream.clone(), fact).await?;
        }
        let report = DisputeReport {
            dispute,
            payment: news.payment_id.clone(),
            word: word.word().to_owned(),
            amount: news.dispute_amount,
            reason_code: news.dispute_reason_code.clone(),
            reason: news.dispute_reason_msg.clone(),
            source: news.dispute_source.clone(),
            due: moment(news.defense_due_time.as_ref()),
            due_text: news.defense_due_time.as_ref().map(|due| due.text().to_owned()),
            defendable: news.defendable,
            judged: news.dispute_judged_result.as_ref().map(|word| word.word().to_owned()),
            judged_amount: news.dispute_judged_amount,
            accepted_because: news.dispute_accept_reason.as_ref().map(|word| word.word().to_owned()),
            defended_because: news.auto_defend_reason.clone(),
        };
        self.heard_of_dossier(&stream, Report::Dispute(report), at).await
    }

    pub(super) async fn apply_authorization(
        &self,
        news: &NotifyAuthorization,
        at: Moment,
    ) -> Result<TakenIn, Failed> {
        let by_token = news.access_token.as_ref().map(|token| crate::agreement::digest(token.expose()));
        let ids = [news.auth_state.as_ref().map(ToString::to_string), by_token.clone()];
        let mut found = None;
        for id in ids.iter().flatten() {
            found = self.parts.ledger.find_dossier(DossierKind::Agreement, &self.account.id, id).await?;
            if found.is_some() {
                break;
            }
        }
        let Some(stream) = found else { return Ok(TakenIn::not_ours()) };
        let report = match (&news.authorization_notify_type, &news.auth_code, &news.access_token) {
            (Some(AuthorizationNotifyType::AuthCodeCreated), Some(code), _) => AgreementReport::Consented {
                code: self.sealed_text(code).await?,
                digest: crate::agreement::digest(code.expose()),
            },
            (Some(AuthorizationNotifyType::TokenCreated), _, Some(token)) => AgreementReport::Token {
                token: self.sealed_text(token).await?,
                digest: crate::agreement::digest(token.expose()),
                expires: None,
                refresh: None,
                refresh_expires: None,
                login: news.user_login_id.clone(),
            },
            (Some(AuthorizationNotifyType::TokenCanceled), _, _) => {
                let standing = self.read_dossier(&stream).await?;
                let by_us = standing.dossier.acts.values().any(|act| {
                    act.asked.kind == domain::OrderKind::Revoke
                        && !matches!(act.progress, domain::Progress::Refused { .. })
                });
                AgreementReport::Ended {
                    digest: by_token,
                    by: if by_us { EndedBy::Us } else { EndedBy::Buyer },
                    reason: news.reason.clone().unwrap_or_default(),
                }
            }
            (_, _, _) => {
                return Ok(TakenIn::kept_of(stream));
            }
        };
        let taken = self.heard_of_dossier(&stream, Report::Agreement(report), at).await?;
        if news.auth_code.is_some() && taken.effect != Effect::Contradicts {
            // A code is short-lived: it is exchanged at once, and once: a program that stopped between its
            // arrival and the exchange takes the same news in again. What goes wrong is the order's own story.
            if let Err(error) = self.exchange_consent(&stream).await {
                tracing::warn!(%stream, %error, "a consent could not be exchanged yet");
            }
        }
        Ok(taken)
    }

    pub(crate) async fn sealed_text(&self, secret: &SecretText) -> Result<String, Failed> {
        use base64::Engine as _;
        let sealed = self.parts.keys.seal(secret.expose().as_bytes().to_vec()).await?;
        Ok(base64::engine::general_purpose::STANDARD.encode(sealed))
    }

    pub(super) async fn apply_registration(
        &self,
        news: &NotifyRegistrationStatus,
        at: Moment,
    ) -> Result<TakenIn, Failed> {
        let ids = [
            news.registration_request_id.as_ref().map(ToString::to_string),
            news.reference_store_id.as_ref().map(ToString::to_string),
            news.reference_merchant_id.as_ref().map(ToString::to_string),
        ];
        let mut found = None;
        for id in ids.iter().flatten() {
            found = self.parts.ledger.find_dossier(DossierKind::Registration, &self.account.id, id).await?;
            if found.is_some() {
                break;
            }
        }
        let Some(stream) = found else { return Ok(TakenIn::not_ours()) };
        let own = news.registration_result.clone().unwrap_or_default();
        let Some(status) = own.registration_status else {
            return Ok(TakenIn::kept_of(stream));
        };
        let wallets = news
            .psp_registration_result_list
            .iter()
            .map(|wallet| {
                let result = wallet.registration_result.clone().unwrap_or_default();
                WalletVerdict {
                    wallet: wallet.psp_name.clone().unwrap_or_default(),
                    status: result
                        .registration_status
                        .map_or_else(String::new, |word| word.word().to_owned()),
                    reasons: result.reject_reasons,
                }
            })
            .collect();
        let report =
            RegistrationReport { status: status.word().to_owned(), reasons: own.reject_reasons, wallets };
        self.heard_of_dossier(&stream, Report::Registration(report), at).await
    }

    pub(super) async fn apply_subscription(
        &self,
        news: &NotifySubscription,
        at: Moment,
    ) -> Result<TakenIn, Failed> {
        let (Some(subscription), Some(status)) = (&news.subscription_id, &news.subscription_status) else {
            return Ok(TakenIn::kept("a subscription without its id or status"));
        };
        let ids =
            [news.subscription_request_id.as_ref().map(ToString::to_string), Some(subscription.to_string())];
        let mut found = None;
        for id in ids.iter().flatten() {
            found = self.parts.ledger.find_dossier(DossierKind::Subscription, &self.account.id, id).await?;
            if found.is_some() {
                break;
            }
        }
        let period = news.period_rule.as_ref().and_then(period);
        let ends = moment(news.subscription_end_time.as_ref());
        let stream = match (found, &news.subscription_request_id) {
            (Some(stream), _) => stream,
            (None, None) => return Ok(TakenIn::not_ours()),
            (None, Some(request)) => {
                let stream =
                    StreamId::dossier(DossierKind::Subscription, &self.account.id, request.as_str())?;
                let opening = SubscriptionOpening {
                    request: request.clone(),
                    description: String::new(),
                    amount: None,
                    period: period.clone(),
                    starts: moment(news.subscription_start_time.as_ref()),
                    ends,
                    method: String::new(),
                    link_until: None,
                };
                let fact = NewFact {
                    source: Source::Notification,
                    occurred_at: at,
                    body: Body::Dossier(DossierEvent::Opened(Opening::Subscription(opening))),
                };
                self.begin_stream(stream, fact).await?
            }
        };
        let because = news.subscription_notification_type.as_ref();
        let report = SubscriptionReport::Stands {
            subscription: subscription.clone(),
            status: status.word().to_owned(),
            because: because.map_or_else(String::new, |word| word.word().to_owned()),
            amount: None,
            period,
            ends,
        };
        self.heard_of_dossier(&stream, Report::Subscription(report), at).await
    }
}

fn period(rule: &PeriodRule) -> Option<Period> {
    let unit = rule.period_type.clone()?;
    let count = rule.period_count.as_ref()?.parse().ok()?;
    Some(Period { unit, count })
}
