//! A notification is taken in: through the same door as answers, so that hearing it twice, late or in any order
//! gives the same ledger.

use antom::notify::{
    AuthorizationNotifyType, Notification, NotifyAuthorization, NotifyCapture, NotifyDispute, NotifyPayment,
    NotifyRefund, NotifyRegistrationStatus, NotifySubscription, PaymentNews,
};
use antom::parts::{PaymentResultInfo, PeriodRule};
use antom::{GatewayResult, ResultStatus, SecretText, Stamp, StatusWord};
use domain::{
    AgreementReport, Body, CaptureMode, Card, DisputeOpening, DisputeReport, DossierEvent, DossierKind,
    Effect, EndedBy, Event, Moment, NewsEvent, Opening, OrderNumber, PayProduct, PaymentAsked, Period,
    RegistrationReport, Report, Settled, Source, StreamId, SubscriptionOpening, SubscriptionReport, Took,
    WalletVerdict,
};

use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::port::{Append, LedgerError, NewFact};

/// What became of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// What it is about.
    pub subject: Option<StreamId>,
    /// What it did.
    pub effect: Effect,
    /// Why, when it did not do what it says.
    pub because: String,
}

impl TakenIn {
    fn kept(because: &str) -> Self {
        Self { subject: None, effect: Effect::Kept, because: because.to_owned() }
    }

    fn not_ours() -> Self {
        Self { subject: None, effect: Effect::NotOurs, because: String::new() }
    }
}

impl Merchant {
    /// Takes a kept notification in and writes down what it did. Taking it in again changes nothing.
    pub(crate) async fn take_in(&self, stream: &StreamId) -> Result<TakenIn, Failed> {
        let kept = self.notice(stream).await?.ok_or_else(|| Failed::NotFound(stream.to_string()))?;
        if let Some(took) = &kept.notice.took {
            let (subject, because) = (took.subject.clone(), took.because.clone());
            return Ok(TakenIn { subject, effect: took.effect, because });
        }
        let body = self.news_body(&kept.notice.arrival).await?;
        let fields = match serde_json::from_slice(&body) {
            Ok(serde_json::Value::Object(fields)) => fields,
            Ok(_) | Err(_) => serde_json::Map::new(),
        };
        let at = kept.notice.arrival.happened_at;
        let notification = Notification::of(fields, Some(&kept.notice.arrival.word));
        let taken = self.apply(&notification, at).await?;
        let took =
            Took { subject: taken.subject.clone(), effect: taken.effect, because: taken.because.clone() };
        match self.write_news(stream, kept.version, NewsEvent::Took(took), at).await {
            // It came again meanwhile; the next reading finds it waiting and takes it in once more.
            Ok(_) | Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => {}
            Err(error) => return Err(error),
        }
        if taken.effect == Effect::Contradicts
            && let Some(subject) = taken.subject.as_ref().filter(|subject| subject.is_payment())
        {
            // What cannot be is asked about at once; no answer leaves it as it stands.
            let own = subject.as_str().rsplit('/').next().unwrap_or_default();
            if let Err(error) = self.inquire(own).await {
                tracing::info!(stream = %subject, %error, "a contradiction could not be asked about");
            }
        }
        Ok(taken)
    }

    async fn apply(&self, notification: &Notification, at: Moment) -> Result<TakenIn, Failed> {
        match notification {
            Notification::Payment(news) => self.apply_payment(news, at).await,
            Notification::Capture(news) => self.apply_capture(news, at).await,
            Notification::Refund(news) => self.apply_refund(news, at).await,
            Notification::Dispute(news) => self.apply_dispute(news, at).await,
            Notification::DefenseStrategySuggestion(news) => {
                self.beside(DossierKind::Dispute, news.dispute_id.as_ref().map(ToString::to_string)).await
            }
            Notification::DefenseDocument(news) => {
                self.beside(DossierKind::Dispute, news.dispute_id.as_ref().map(ToString::to_string)).await
            }
            Notification::Authorization(news) => self.apply_authorization(news, at).await,
            Notification::RegistrationStatus(news) => self.apply_registration(news, at).await,
            Notification::Subscription(news) => self.apply_subscription(news, at).await,
            Notification::Other(news) if news.misfit.is_some() => {
                Ok(TakenIn::kept("its fields do not fit their kind"))
            }
            Notification::Other(_) => Ok(TakenIn::kept("")),
        }
    }

    /// Kept beside a dossier: it says something about it and moves nothing.
    async fn beside(&self, kind: DossierKind, id: Option<String>) -> Result<TakenIn, Failed> {
        let Some(id) = id else { return Ok(TakenIn::kept("no id")) };
        let subject = self.parts.ledger.find_dossier(kind, &self.account.id, &id).await?;
        Ok(TakenIn { subject, effect: Effect::Kept, because: String::new() })
    }

    /// Hears news of a payment and says what it did.
    async fn heard_of(&self, stream: &StreamId, news: &[News]) -> Result<TakenIn, Failed> {
        let before = self.read(stream).await?;
        let after = self.hear(stream, Source::Notification, news, None).await?;
        self.close_settled(stream).await?;
        let contradicts = after.payment.contradictions.len() > before.payment.contradictions.len();
        let because = after.payment.contradictions.last().cloned().filter(|_| contradicts);
        let effect = match (contradicts, after.version > before.version) {
            (true, _) => Effect::Contradicts,
            (false, true) => Effect::Changed,
            (false, false) => Effect::Repeated,
        };
        Ok(TakenIn { subject: Some(stream.clone()), effect, because: because.unwrap_or_default() })
    }

    /// Hears news of a dossier and says what it did.
    async fn heard_of_dossier(
        &self,
        stream: &StreamId,
        report: Report,
        at: Moment,
    ) -> Result<TakenIn, Failed> {
        let before = self.read_dossier(stream).await?;
        let news = [News { event: DossierEvent::Reported(report), at }];
        let after = self.hear_dossier(stream, Source::Notification, &news, None).await?;
        self.close_settled_acts(stream).await?;
        let contradicts = after.dossier.contradictions.len() > before.dossier.contradictions.len();
        let because = after.dossier.contradictions.last().cloned().filter(|_| contradicts);
        let effect = match (contradicts, after.version > before.version) {
            (true, _) => Effect::Contradicts,
            (false, true) => Effect::Changed,
            (false, false) => Effect::Repeated,
        };
        Ok(TakenIn { subject: Some(stream.clone()), effect, because: because.unwrap_or_default() })
    }

    async fn stream_of_payment(&self, ids: &[Option<String>]) -> Result<Option<StreamId>, Failed> {
        for id in ids.iter().flatten() {
            let Some(stream) = self.parts.ledger.find(&self.account.id, id).await? else { continue };
            // An order number that looks like the id is no proof.
            let own = self.read(&stream).await?.payment;
            let by_id = own.asked.request.as_str() == id
                || own.payment.as_ref().is_some_and(|payment| payment.as_str() == id)
                || own.refunds.iter().any(|(request, refund)| {
                    request.as_str() == id || refund.refund.as_ref().is_some_and(|own| own.as_str() == id)
                });
            if by_id {
                return Ok(Some(stream));
            }
        }
        Ok(None)
    }

    async fn apply_payment(&self, news: &NotifyPayment, at: Moment) -> Result<TakenIn, Failed> {
        let request = news.payment_request_id.as_ref().map(ToString::to_string);
        let payment = news.payment_id.as_ref().map(ToString::to_string);
        if let Some(stream) = self.period_of(news, at).await? {
            tracing::debug!(%stream, "a period of a subscription");
        }
        let stream = match self.stream_of_payment(&[request, payment]).await? {
            Some(stream) => stream,
            None => match self.begin_elsewhere(news, at).await? {
                Some(stream) => stream,
                None => return Ok(TakenIn::not_ours()),
            },
        };
        let known = self.read(&stream).await?.payment;
        let mut heard = Vec::new();
        match news.says() {
            PaymentNews::Succeeded => match settled(news, &known, at) {
                Some(settled) => heard.push(News { at: settled.at, event: Event::Succeeded(settled) }),
                None => return Ok(TakenIn::kept("a success without its id or amount")),
            },
            PaymentNews::Failed => {
                let (code, message) = words(news.result.as_ref());
                heard.push(News { at, event: Event::Declined { code, message } });
            }
            PaymentNews::Pending => {
                heard.push(News { at, event: Event::Pending { payment: news.payment_id.clone() } });
            }
            PaymentNews::AmountChanged | PaymentNews::AmountKept => {
                let (Some(request), Some(total)) = (news.update_request_id.clone(), news.payment_amount)
                else {
                    return Ok(TakenIn::kept("an amount update without its id or amount"));
                };
                let event = if news.says() == PaymentNews::AmountChanged {
                    Event::Updated { request, total, at }
                } else if known.updates.contains_key(&request) {
                    let (code, message) = words(news.result.as_ref());
                    Event::UpdateRefused { request, code, message }
                } else {
                    return Ok(TakenIn {
                        subject: Some(stream),
                        effect: Effect::Kept,
                        because: String::new(),
                    });
                };
                heard.push(News { at, event });
            }
            PaymentNews::OfflineCode => {
                return Ok(TakenIn { subject: Some(stream), effect: Effect::Kept, because: String::new() });
            }
            PaymentNews::Unclear => {
                let because = "its words are against each other".to_owned();
                return Ok(TakenIn { subject: Some(stream), effect: Effect::Contradicts, because });
            }
        }
        self.heard_of(&stream, &heard).await
    }

    /// A payment the shop's site made: its first notification opens it here.
    async fn begin_elsewhere(&self, news: &NotifyPayment, at: Moment) -> Result<Option<StreamId>, Failed> {
        let (Some(request), Some(amount)) = (news.payment_request_id.clone(), news.payment_amount) else {
            return Ok(None);
        };
        if news.payment_id.is_none() {
            return Ok(None);
        }
        let card = card(news.payment_result_info.as_ref());
        let held = moment(news.auth_expiry_time.as_ref()).is_some();
        let method = news.payment_method_type.clone().unwrap_or_else(|| {
            if news.payment_result_info.is_some() { "CARD".to_owned() } else { String::new() }
        });
        let product = match (&news.subscription_id, &news.payment_status) {
            (Some(_), _) => PayProduct::Agreement,
            (None, _) => PayProduct::Cashier,
        };
        let asked = PaymentAsked {
            order_number: OrderNumber::parse(request.as_str())?,
            request: request.clone(),
            description: String::new(),
            amount,
            method,
            capture_mode: if held { CaptureMode::Manual } else { CaptureMode::Automatic },
            card,
            needs_declaration: false,
            product,
            checkout: false,
            agreement: None,
            store: None,
            elsewhere: true,
        };
        let stream = StreamId::payment(&self.account.id, &request);
        let created = moment(news.payment_create_time.as_ref()).unwrap_or(at);
        let fact = NewFact {
            source: Source::Notification,
            occurred_at: created,
            body: Body::Payment(Event::Asked(asked)),
        };
        self.begin_stream(stream, fact).await.map(Some)
    }

    async fn begin_stream(&self, stream: StreamId, fact: NewFact) -> Result<StreamId, Failed> {
        let append = Append {
            stream: stream.clone(),
            expected_version: 0,
            actor: self.actor_of(fact.source),
            heard_at: self.now(),
            facts: vec![fact],
            open: None,
            close: None,
        };
        match self.parts.ledger.append(append).await {
            Ok(_) | Err(LedgerError::SomeoneElseWrote) => Ok(stream),
            Err(error) => Err(error.into()),
        }
    }

    async fn apply_capture(&self, news: &NotifyCapture, at: Moment) -> Result<TakenIn, Failed> {
        let payment = news.payment_id.as_ref().map(ToString::to_string);
        let Some(stream) = self.stream_of_payment(&[payment]).await? else { return Ok(TakenIn::not_ours()) };
        let Some(request) = news.capture_request_id.clone() else {
            return Ok(TakenIn::kept("a capture without its id"));
        };
        let known = self.read(&stream).await?.payment;
        let event = match passed(news.result.as_ref()) {
            Some(true) => match news.capture_amount {
                Some(amount) => {
                    let at = moment(news.capture_time.as_ref()).unwrap_or(at);
                    Event::Captured { request, capture: news.capture_id.clone(), amount, at }
                }
                None => return Ok(TakenIn::kept("a capture without its amount")),
            },
            Some(false) if known.captures.contains_key(&request) => {
                let (code, message) = words(news.result.as_ref());
                Event::CaptureRefused { request, code, message }
            }
            Some(false) | None => {
                return Ok(TakenIn { subject: Some(stream), effect: Effect::Kept, because: String::new() });
            }
        };
        self.heard_of(&stream, &[News { at, event }]).await
    }

    async fn apply_refund(&self, news: &NotifyRefund, at: Moment) -> Result<TakenIn, Failed> {
        let ids = [
            news.payment_id.as_ref().map(ToString::to_string),
            news.refund_request_id.as_ref().map(ToString::to_string),
            news.refund_id.as_ref().map(ToString::to_string),
        ];
        let Some(stream) = self.stream_of_payment(&ids).await? else { return Ok(TakenIn::not_ours()) };
        let Some(request) = news.refund_request_id.clone() else {
            return Ok(TakenIn::kept("a refund without its id"));
        };
        let known = self.read(&stream).await?.payment;
        let refused = passed(news.result.as_ref()) == Some(false);
        let event = match &news.refund_status {
            Some(StatusWord::Success) if !refused => match news.refund_amount {
                Some(amount) => {
                    let at = moment(news.refund_time.as_ref()).unwrap_or(at);
                    Event::Refunded { request, refund: news.refund_id.clone(), amount, at }
                }
                None => return Ok(TakenIn::kept("a refund without its amount")),
            },
            Some(StatusWord::Fail) if known.refunds.contains_key(&request) => {
                let (code, message) = words(news.result.as_ref());
                let code = if code == "SUCCESS" { "REFUND_FAILED".to_owned() } else { code };
                Event::RefundRefused { request, code, message }
            }
            Some(StatusWord::Processing | StatusWord::Pending) => match news.refund_amount {
                Some(amount) => Event::RefundPending { request, refund: news.refund_id.clone(), amount },
                None => return Ok(TakenIn::kept("a refund without its amount")),
            },
            Some(StatusWord::Success) => {
                let because = "its words are against each other".to_owned();
                return Ok(TakenIn { subject: Some(stream), effect: Effect::Contradicts, because });
            }
            Some(StatusWord::Fail | StatusWord::Cancelled | StatusWord::Other(_)) | None => {
                return Ok(TakenIn { subject: Some(stream), effect: Effect::Kept, because: String::new() });
            }
        };
        self.heard_of(&stream, &[News { at, event }]).await
    }

    async fn apply_dispute(&self, news: &NotifyDispute, at: Moment) -> Result<TakenIn, Failed> {
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

    async fn apply_authorization(&self, news: &NotifyAuthorization, at: Moment) -> Result<TakenIn, Failed> {
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
                return Ok(TakenIn { subject: Some(stream), effect: Effect::Kept, because: String::new() });
            }
        };
        let taken = self.heard_of_dossier(&stream, Report::Agreement(report), at).await?;
        if news.auth_code.is_some() && taken.effect == Effect::Changed {
            // A code is short-lived: it is exchanged at once. What goes wrong is the order's own story.
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

    async fn apply_registration(
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
            return Ok(TakenIn { subject: Some(stream), effect: Effect::Kept, because: String::new() });
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

    async fn apply_subscription(&self, news: &NotifySubscription, at: Moment) -> Result<TakenIn, Failed> {
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

    /// A payment that is a period of a subscription is written down there too.
    async fn period_of(&self, news: &NotifyPayment, at: Moment) -> Result<Option<StreamId>, Failed> {
        let ids = [
            news.subscription_request_id.as_ref().map(ToString::to_string),
            news.subscription_id.as_ref().map(ToString::to_string),
        ];
        let Some(payment) = news.payment_id.clone() else { return Ok(None) };
        let paid = match news.says() {
            PaymentNews::Succeeded => true,
            PaymentNews::Failed => false,
            PaymentNews::Pending
            | PaymentNews::AmountChanged
            | PaymentNews::AmountKept
            | PaymentNews::OfflineCode
            | PaymentNews::Unclear => return Ok(None),
        };
        for id in ids.iter().flatten() {
            let found =
                self.parts.ledger.find_dossier(DossierKind::Subscription, &self.account.id, id).await?;
            if let Some(stream) = found {
                let report = SubscriptionReport::Period {
                    payment,
                    phase: news.phase_no.clone(),
                    amount: news.payment_amount,
                    paid,
                };
                self.heard_of_dossier(&stream, Report::Subscription(report), at).await?;
                return Ok(Some(stream));
            }
        }
        Ok(None)
    }
}

fn moment(stamp: Option<&Stamp>) -> Option<Moment> {
    stamp.and_then(Stamp::moment)
}

fn words(result: Option<&GatewayResult>) -> (String, String) {
    result.map_or_else(Default::default, |result| (result.code.clone(), result.message.clone()))
}

fn passed(result: Option<&GatewayResult>) -> Option<bool> {
    match result.map(|result| &result.status) {
        Some(ResultStatus::Success) => Some(true),
        Some(ResultStatus::Failure) => Some(false),
        Some(ResultStatus::Unknown | ResultStatus::Other(_)) | None => None,
    }
}

fn card(facts: Option<&PaymentResultInfo>) -> Card {
    facts.map(PaymentResultInfo::card).unwrap_or_default()
}

fn settled(news: &NotifyPayment, known: &domain::Payment, at: Moment) -> Option<Settled> {
    Some(Settled {
        payment: news.payment_id.clone()?,
        amount: news.payment_amount?,
        at: moment(news.payment_time.as_ref()).or(known.paid_at()).unwrap_or(at),
        authorised_until: moment(news.auth_expiry_time.as_ref()),
        card: card(news.payment_result_info.as_ref()),
        declarable: news.customs_declaration_amount,
    })
}

fn period(rule: &PeriodRule) -> Option<Period> {
    let unit = rule.period_type.clone()?;
    let count = rule.period_count.as_ref()?.parse().ok()?;
    Some(Period { unit, count })
}
