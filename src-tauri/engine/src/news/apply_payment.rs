//! Notifications of payments: their outcome, captures, refunds, raises.

use antom::notify::{NotifyCapture, NotifyPayment, NotifyRefund, PaymentNews};
use antom::parts::PaymentResultInfo;
use antom::{GatewayResult, ResultStatus, StatusWord};
use domain::{
    Body, CaptureMode, Card, DossierKind, Effect, Event, Moment, OrderNumber, PayProduct, PaymentAsked,
    Report, Settled, Source, StreamId, SubscriptionReport,
};

use super::TakenIn;
use super::apply::moment;
use crate::Failed;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::port::{Append, LedgerError, NewFact};

impl Merchant {
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

    pub(super) async fn apply_payment(&self, news: &NotifyPayment, at: Moment) -> Result<TakenIn, Failed> {
        let taken = self.apply_outcome(news, at).await?;
        // What cannot be of the payment is no period either.
        if matches!(taken.effect, Effect::Changed | Effect::Repeated)
            && let Some(stream) = self.period_of(news, at).await?
        {
            tracing::debug!(%stream, "a period of a subscription");
        }
        Ok(taken)
    }

    async fn apply_outcome(&self, news: &NotifyPayment, at: Moment) -> Result<TakenIn, Failed> {
        let request = news.payment_request_id.as_ref().map(ToString::to_string);
        let payment = news.payment_id.as_ref().map(ToString::to_string);
        let stream = match self.stream_of_payment(&[request, payment]).await? {
            Some(stream) => stream,
            None => match self.begin_elsewhere(news, at).await? {
                Some(stream) => stream,
                None => return Ok(TakenIn::not_ours()),
            },
        };
        let known = self.read(&stream).await?.payment;
        let heard = match news.says() {
            PaymentNews::Succeeded => match settled(news, &known, at) {
                Some(settled) => News { at: settled.at, event: Event::Succeeded(settled) },
                None => return Ok(TakenIn::kept("a success without its id or amount")),
            },
            PaymentNews::Failed => {
                if known.payment.is_none() && matches!(known.standing, domain::Standing::Asked) {
                    // A refusal that names the gateway's id is where that id is learned.
                    let event = Event::Pending { payment: news.payment_id.clone() };
                    self.hear(&stream, Source::Notification, &[News { at, event }], None).await?;
                }
                let (code, message) = words(news.result.as_ref());
                News { at, event: Event::Declined { code, message } }
            }
            // Delivered late: it was waiting before it was refused.
            PaymentNews::Pending if matches!(known.standing, domain::Standing::Declined { .. }) => {
                return Ok(TakenIn::heard(&stream, None, false));
            }
            PaymentNews::Pending => News { at, event: Event::Pending { payment: news.payment_id.clone() } },
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
                    return Ok(TakenIn::kept_of(stream));
                };
                News { at, event }
            }
            PaymentNews::OfflineCode => {
                return Ok(TakenIn::kept_of(stream));
            }
            PaymentNews::Unclear => {
                return Ok(TakenIn::against(&stream, "its words are against each other"));
            }
        };
        self.heard_of(&stream, heard).await
    }

    /// A payment the shop's site made: its first notification opens it here.
    async fn begin_elsewhere(&self, news: &NotifyPayment, at: Moment) -> Result<Option<StreamId>, Failed> {
        let (Some(request), Some(amount)) = (news.payment_request_id.clone(), news.payment_amount) else {
            return Ok(None);
        };
        // What a raise or an unclear word calls its amount need not be what was asked for.
        let begins =
            matches!(news.says(), PaymentNews::Succeeded | PaymentNews::Failed | PaymentNews::Pending);
        if news.payment_id.is_none() || !begins {
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

    pub(super) async fn begin_stream(&self, stream: StreamId, fact: NewFact) -> Result<StreamId, Failed> {
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

    pub(super) async fn apply_capture(&self, news: &NotifyCapture, at: Moment) -> Result<TakenIn, Failed> {
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
                return Ok(TakenIn::kept_of(stream));
            }
        };
        self.heard_of(&stream, News { at, event }).await
    }

    pub(super) async fn apply_refund(&self, news: &NotifyRefund, at: Moment) -> Result<TakenIn, Failed> {
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
                return Ok(TakenIn::against(&stream, "its words are against each other"));
            }
            Some(StatusWord::Fail | StatusWord::Cancelled | StatusWord::Other(_)) | None => {
                return Ok(TakenIn::kept_of(stream));
            }
        };
        self.heard_of(&stream, News { at, event }).await
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
        method: news.payment_method_type.clone().filter(|_| known.asked.method.is_empty()),
        raisable: news
            .payment_result_info
            .as_ref()
            .and_then(|facts| facts.incremental_authorization_available),
    })
}
