//! Subscriptions: begun, changed, ended; their periods debited by the gateway itself.

use std::collections::BTreeMap;

use antom::subscription_cancel::{self, CancellationType, SubscriptionCancel, SubscriptionCancelAsk};
use antom::subscription_change::{self, SubscriptionChange, SubscriptionChangeAsk};
use antom::subscription_create::{self, SubscriptionCreate, SubscriptionCreateAnswer, SubscriptionCreateAsk};
use antom::subscription_inquiry::{
    SubscriptionInquiry, SubscriptionInquiryAnswer, SubscriptionInquiryAsk, SubscriptionInquiryPayment,
    SubscriptionInquiryPaymentAsk,
};
use antom::subscription_update::{self, SubscriptionUpdate, SubscriptionUpdateAsk};
use antom::{Ask, Endpoint, Heard, Proof, ResultStatus, Stamp};
use domain::{
    ActAsked, Bar, DossierEvent, DossierKind, Moment, Money, Opening, OrderId, OrderKind, Period, Report,
    Source, StreamId, SubscriptionId, SubscriptionOpening, SubscriptionReport, SubscriptionRequestId,
    SubscriptionState,
};

use super::dispute::act;
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::agreement::{act_news, no_open_act};
use crate::dossier::DossierStanding;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::OpenOrder;
use crate::speak::Spoken;

/// How long the buyer's link of a subscription works when nothing else was asked for (section 7 of the auto
/// debit reference).
const LINK_LIFE: i64 = 30 * Moment::MINUTE;

/// How a subscription is to end.
#[derive(Debug, Clone)]
pub struct EndWish {
    /// The sheet's id: becomes the order's.
    pub draft: OrderId,
    /// Any id of the subscription.
    pub subscription: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
    /// At once; else with its period.
    pub at_once: bool,
}

/// What a subscription is to become.
#[derive(Debug, Clone)]
pub enum ChangeWish {
    /// With the next period.
    Change(Box<SubscriptionChangeAsk>),
    /// Now, the difference settled.
    Update(Box<SubscriptionUpdateAsk>),
}

impl Merchant {
    /// Begins a subscription.
    pub async fn subscribe(&self, ask: SubscriptionCreateAsk) -> Result<OrderId, Failed> {
        let ask = self.ready_to_subscribe(ask)?;
        let missing =
            |field: &str| antom::FieldFault { field: field.to_owned(), fault: antom::Fault::Missing };
        let request = ask.subscription_request_id.clone().ok_or_else(|| missing("subscriptionRequestId"))?;
        let order = OrderId::parse(request.as_str())?;
        let amount = ask.payment_amount;
        let stream = StreamId::dossier(DossierKind::Subscription, &self.account.id, request.as_str())?;
        let opening = SubscriptionOpening {
            request: request.clone(),
            description: ask.subscription_description.clone().unwrap_or_default(),
            amount,
            period: ask
                .period_rule
                .as_ref()
                .and_then(|rule| period(rule.period_type.as_deref()?, rule.period_count.as_deref()?)),
            starts: ask.subscription_start_time.as_ref().and_then(Stamp::moment),
            ends: ask.subscription_end_time.as_ref().and_then(Stamp::moment),
            method: ask
                .payment_method
                .as_ref()
                .and_then(|method| method.payment_method_type.clone())
                .unwrap_or_default(),
            link_until: ask.subscription_expiry_time.as_ref().and_then(Stamp::moment),
        };
        self.open_dossier(&stream, Opening::Subscription(opening)).await?;
        let standing = self.read_dossier(&stream).await?;
        if self.act_pressed_before(&order, OrderKind::Subscribe, &standing).await? {
            return Ok(order);
        }
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Subscribe,
            request_id: request.to_string(),
            path: SubscriptionCreate::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount,
            body_event: act(&order, OrderKind::Subscribe, amount, BTreeMap::new()),
            only_for: None,
        };
        self.begin(&stream, standing.version, beginning).await?;
        Ok(order)
    }

    /// A subscription to be made, with what the account adds to it, checked as the gateway would.
    pub fn ready_to_subscribe(
        &self,
        mut ask: SubscriptionCreateAsk,
    ) -> Result<SubscriptionCreateAsk, Failed> {
        let amount = ask.payment_amount;
        ask.settlement_strategy =
            ask.settlement_strategy.or_else(|| amount.map(|amount| self.settlement(amount)));
        ask.subscription_notification_url =
            ask.subscription_notification_url.or_else(|| self.account.notify_url.clone());
        ask.payment_notification_url =
            ask.payment_notification_url.or_else(|| self.account.notify_url.clone());
        ask.check()?;
        ask.check_at(self.now())?;
        Ok(ask)
    }

    pub(crate) async fn send_subscribe(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let (id, now) = (order.id.clone(), self.now());
        let mut url = None;
        let (finding, proof) = self
            .deliver_attempt_keeping::<SubscriptionCreate, ()>(
                order,
                |spoken: &Spoken<SubscriptionCreateAnswer>| match &spoken.heard {
                    Some(Heard::Verified { result, answer, .. }) => {
                        url = [&answer.normal_url, &answer.applink_url, &answer.scheme_url]
                            .into_iter()
                            .find_map(Clone::clone);
                        subscription_create::prove(result)
                    }
                    other => nothing_proved(other.as_ref()),
                },
            )
            .await?;
        let mut news = act_news(&id, &proof, now);
        if let (Proof::Done(()), Some(url)) = (&proof, url) {
            let said = match self.read_dossier(&order.stream).await?.dossier.opening {
                Opening::Subscription(own) => own.link_until,
                Opening::Dispute(_) | Opening::Agreement(_) | Opening::Registration(_) => None,
            };
            // Counted from the answer: the request was heard before it, so the link ends no later than this.
            let until = Some(said.unwrap_or(now.plus(LINK_LIFE)));
            let report = SubscriptionReport::Offered { url, subscription: None, until };
            news.push(News { event: DossierEvent::Reported(Report::Subscription(report)), at: now });
        }
        Ok(finding.telling(news))
    }

    /// Whether a subscription can be changed or ended now.
    pub fn may_change(&self, standing: &DossierStanding) -> Result<(), Bar> {
        for kind in [OrderKind::ChangeSubscription, OrderKind::UpdateSubscription, OrderKind::EndSubscription]
        {
            no_open_act(standing, kind)?;
        }
        match standing.dossier.subscription_state() {
            Some(SubscriptionState::Active) => Ok(()),
            Some(_) | None => Err(Bar::NotRunning),
        }
    }

    /// Whether a subscription can be ended now: also one that the buyer has not agreed to yet.
    pub fn may_end(&self, standing: &DossierStanding) -> Result<(), Bar> {
        no_open_act(standing, OrderKind::EndSubscription)?;
        match standing.dossier.subscription_state() {
            Some(SubscriptionState::RanOut | SubscriptionState::Terminated | SubscriptionState::Refused)
            | None => Err(Bar::NotRunning),
            Some(_) => Ok(()),
        }
    }

    /// Changes a subscription.
    pub async fn change_subscription(
        &self,
        draft: OrderId,
        id: &str,
        version: Option<u64>,
        wish: ChangeWish,
    ) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Subscription, id).await?;
        let kind = match &wish {
            ChangeWish::Change(_) => OrderKind::ChangeSubscription,
            ChangeWish::Update(_) => OrderKind::UpdateSubscription,
        };
        if self.act_pressed_before(&draft, kind, &standing).await? {
            return Ok(draft);
        }
        Self::fresh_dossier(&standing, version)?;
        let (path, body, amount) = self.change_of(&standing, wish)?;
        let beginning = Beginning {
            order: draft.clone(),
            kind,
            request_id: draft.to_string(),
            path,
            body,
            kept: Kept::Plain,
            amount,
            body_event: act(&draft, kind, amount, BTreeMap::new()),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(draft)
    }

    /// Whether this change would be written down: the same checks, and nothing else happens. Says what a period
    /// would cost, when that changes.
    pub fn may_change_so(
        &self,
        standing: &DossierStanding,
        wish: ChangeWish,
    ) -> Result<Option<Money>, Failed> {
        self.change_of(standing, wish).map(|(_, _, amount)| amount)
    }

    /// The call of a change: its path, its exact body and the new price.
    fn change_of(
        &self,
        standing: &DossierStanding,
        wish: ChangeWish,
    ) -> Result<(&'static str, Vec<u8>, Option<Money>), Failed> {
        self.may_change(standing)?;
        let subscription = standing.dossier.subscription_id().cloned().ok_or(Bar::IdNotKnown)?;
        let now = self.now();
        Ok(match wish {
            ChangeWish::Change(mut ask) => {
                ask.subscription_id = Some(subscription);
                ask.check()?;
                ask.check_at(now)?;
                (SubscriptionChange::PATH, ask.to_body(), ask.payment_amount)
            }
            ChangeWish::Update(mut ask) => {
                ask.subscription_id = Some(subscription);
                ask.check()?;
                ask.check_at(now)?;
                (SubscriptionUpdate::PATH, ask.to_body(), ask.payment_amount)
            }
        })
    }

    pub(crate) async fn send_subscription_change(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<SubscriptionChange, (), _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, .. }) => subscription_change::prove(result),
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    pub(crate) async fn send_subscription_update(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<SubscriptionUpdate, (), _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, .. }) => subscription_update::prove(result),
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    /// Ends a subscription.
    pub async fn end_subscription(&self, wish: EndWish) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Subscription, &wish.subscription).await?;
        if self.act_pressed_before(&wish.draft, OrderKind::EndSubscription, &standing).await? {
            return Ok(wish.draft);
        }
        Self::fresh_dossier(&standing, wish.version)?;
        self.may_end(&standing)?;
        if !wish.at_once && standing.dossier.subscription_state() == Some(SubscriptionState::Cancelled) {
            return Err(Bar::EndsWithItsPeriod.into());
        }
        let Opening::Subscription(own) = &standing.dossier.opening else {
            return Err(Bar::NotRunning.into());
        };
        let how = if wish.at_once { CancellationType::Terminate } else { CancellationType::Cancel };
        let ask = SubscriptionCancelAsk {
            subscription_id: standing.dossier.subscription_id().cloned(),
            subscription_request_id: Some(own.request.clone()),
            cancellation_type: Some(how.clone()),
            ..SubscriptionCancelAsk::default()
        };
        ask.check()?;
        let details = BTreeMap::from([("how".to_owned(), how.word().to_owned())]);
        let beginning = Beginning {
            order: wish.draft.clone(),
            kind: OrderKind::EndSubscription,
            request_id: own.request.to_string(),
            path: SubscriptionCancel::PATH,
            body: ask.to_body(),
            kept: Kept::Plain,
            amount: None,
            body_event: act(&wish.draft, OrderKind::EndSubscription, None, details),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(wish.draft)
    }

    pub(crate) async fn send_subscription_end(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let repeated = self.was_heard(order).await?;
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<SubscriptionCancel, (), _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, .. }) => subscription_cancel::prove(repeated, result),
                other => nothing_proved(other.as_ref()),
            },
            |proof| act_news(&id, proof, now),
        )
        .await
    }

    /// Asks how a subscription stands, for an order of it. One whose id is not known cannot be asked about:
    /// the same request again is the gateway's own way of asking.
    pub(crate) async fn ask_subscription(&self, order: &OpenOrder) -> Result<Option<Finding>, Failed> {
        let standing = self.read_dossier(&order.stream).await?;
        let Some(subscription) = standing.dossier.subscription_id().cloned() else { return Ok(None) };
        let ask = SubscriptionInquiryAsk {
            subscription_id: Some(subscription.clone()),
            ..SubscriptionInquiryAsk::default()
        };
        let (id, now) = (order.id.clone(), self.now());
        let asked = standing.dossier.acts.get(&order.id).map(|act| act.asked.clone());
        self.question_attempt::<SubscriptionInquiry, SubscriptionReport, _>(
            order,
            ask.to_body(),
            |spoken: &Spoken<SubscriptionInquiryAnswer>| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                let unknown = Proof::Unknown { code: UNHEARD.to_owned(), message: result.message.clone() };
                match (&result.status, stands(answer, &subscription)) {
                    (ResultStatus::Success, Some(report)) if is_settled(asked.as_ref(), &report) => {
                        Proof::Done(report)
                    }
                    (ResultStatus::Success, _) => unknown,
                    (_, _) => Proof::Unknown { code: result.code.clone(), message: result.message.clone() },
                }
            },
            |proof| {
                let mut news = Vec::new();
                if let Proof::Done(report) = proof {
                    let report = Report::Subscription(report.clone());
                    news.push(News { event: DossierEvent::Reported(report), at: now });
                    news.extend(act_news(&id, proof, now));
                }
                news
            },
        )
        .await
        .map(Some)
    }

    /// Asks how a subscription stands, with its periods.
    pub async fn inquire_subscription(&self, id: &str) -> Result<DossierStanding, Failed> {
        let standing = self.dossier(DossierKind::Subscription, id).await?;
        let subscription = standing.dossier.subscription_id().cloned().ok_or(Bar::IdNotKnown)?;
        let ask = SubscriptionInquiryAsk {
            subscription_id: Some(subscription.clone()),
            ..SubscriptionInquiryAsk::default()
        };
        let call = self.call(SubscriptionInquiry::PATH, ask.to_body()).await?;
        let spoken = self.ask::<SubscriptionInquiry>(call).await;
        let report = match &spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                stands(answer, &subscription)
            }
            Some(_) | None => None,
        };
        let Some(report) = report else {
            return Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message });
        };
        self.hear_report(&standing.stream, Source::Inquiry, Report::Subscription(report), self.now()).await?;
        self.inquire_periods(&standing.stream, subscription).await?;
        self.close_settled_acts(&standing.stream).await?;
        self.read_dossier(&standing.stream).await
    }

    async fn inquire_periods(&self, stream: &StreamId, subscription: SubscriptionId) -> Result<(), Failed> {
        let ask = SubscriptionInquiryPaymentAsk {
            subscription_id: Some(subscription),
            current_page: Some("1".to_owned()),
            page_size: Some("50".to_owned()),
            ..SubscriptionInquiryPaymentAsk::default()
        };
        let call = self.call(SubscriptionInquiryPayment::PATH, ask.to_body()).await?;
        let spoken = self.ask::<SubscriptionInquiryPayment>(call).await;
        let Some(Heard::Verified { result, answer, .. }) = spoken.heard else { return Ok(()) };
        if result.status != ResultStatus::Success {
            return Ok(());
        }
        for row in answer.payments {
            let (Some(payment), Some(status)) = (row.payment_id, row.status) else { continue };
            let paid = match status.as_str() {
                "SUCCESS" => true,
                "FAIL" | "CANCELLED" => false,
                _ => continue,
            };
            let at = row.payment_time.as_ref().and_then(Stamp::moment).unwrap_or_else(|| self.now());
            let report =
                SubscriptionReport::Period { payment, phase: row.phase_no, amount: row.payment_amount, paid };
            self.hear_report(stream, Source::Inquiry, Report::Subscription(report), at).await?;
        }
        Ok(())
    }
}

/// Whether a subscription that stands like this is what an act asked for.
fn is_settled(asked: Option<&ActAsked>, report: &SubscriptionReport) -> bool {
    let Some(asked) = asked else { return false };
    match report {
        SubscriptionReport::Stands { .. } => {
            asked.kind == OrderKind::Subscribe
                || asked.ends_with(SubscriptionState::of(std::iter::once(report)))
        }
        SubscriptionReport::Offered { .. }
        | SubscriptionReport::RanOut
        | SubscriptionReport::Period { .. } => false,
    }
}

pub(crate) fn stands(
    answer: &SubscriptionInquiryAnswer,
    subscription: &SubscriptionId,
) -> Option<SubscriptionReport> {
    let own = answer.subscription.as_ref()?;
    if own.subscription_id.as_deref() != Some(subscription.as_str()) {
        return None;
    }
    let rule = own.period_rule.as_ref();
    let unit = rule.and_then(|rule| rule.period_type.as_deref()).or(own.period_type.as_deref());
    let count = rule.and_then(|rule| rule.period_count.as_deref()).or(own.period_count.as_deref());
    Some(SubscriptionReport::Stands {
        subscription: subscription.clone(),
        status: own.status.clone()?,
        because: String::new(),
        amount: own.payment_amount,
        period: unit.zip(count).and_then(|(unit, count)| period(unit, count)),
        ends: own.subscription_end_time.as_ref().and_then(Stamp::moment),
    })
}

/// A period, when its count is a number of at least one.
fn period(unit: &str, count: &str) -> Option<Period> {
    let count = count.parse().ok().filter(|count| *count > 0)?;
    Some(Period { unit: unit.to_owned(), count })
}

/// Ours of a subscription, by its stream.
#[must_use]
pub fn request_of(standing: &DossierStanding) -> Option<&SubscriptionRequestId> {
    match &standing.dossier.opening {
        Opening::Subscription(own) => Some(&own.request),
        Opening::Dispute(_) | Opening::Agreement(_) | Opening::Registration(_) => None,
    }
}

/// When something is to begin: now, when nothing else is said.
#[must_use]
pub fn or_now(at: Option<Moment>, now: Moment) -> Stamp {
    Stamp::new(at.unwrap_or(now).iso())
}
