//! The gateway's list of subscriptions: those begun elsewhere are opened, and ours learn the gateway's ids.

use antom::parts::SubscriptionInfo;
use antom::subscription_inquiry::{
    SubscriptionInquiryAnswer, SubscriptionInquiryList, SubscriptionInquiryListAsk,
};
use antom::{Ask, Endpoint, Heard, ResultStatus, Stamp};
use domain::{
    DossierKind, Moment, Opening, Report, Source, StreamId, SubscriptionId, SubscriptionOpening,
    SubscriptionRequestId, SubscriptionState,
};

use super::subscription::stands;
use crate::Failed;
use crate::merchant::Merchant;
use crate::port::DossierQuery;

/// Subscriptions a page of the list.
const LIST_PAGE: usize = 50;
/// How many subscriptions without the gateway's id are compared with one of its list.
const MOST_WAITING: u32 = 200;

impl Merchant {
    /// Asks for the subscriptions begun in the last days, and opens those made elsewhere. Returns how many the
    /// gateway listed.
    pub async fn list_subscriptions(&self, days: i64) -> Result<usize, Failed> {
        let now = self.now();
        self.list_subscriptions_of(now.plus(-days.saturating_mul(Moment::DAY)), now).await
    }

    /// The same for those that begin within a span.
    pub(crate) async fn list_subscriptions_of(&self, from: Moment, to: Moment) -> Result<usize, Failed> {
        let mut listed = 0_usize;
        for page in 1_u32..=20 {
            let ask = SubscriptionInquiryListAsk {
                start_time_from: Some(Stamp::new(from.iso())),
                start_time_to: Some(Stamp::new(to.iso())),
                current_page: Some(page.to_string()),
                page_size: Some(LIST_PAGE.to_string()),
                ..SubscriptionInquiryListAsk::default()
            };
            ask.check()?;
            let call = self.call(SubscriptionInquiryList::PATH, ask.to_body()).await?;
            let spoken = self.ask::<SubscriptionInquiryList>(call).await;
            let answer = match spoken.heard {
                Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                    answer
                }
                Some(_) | None => {
                    return Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message });
                }
            };
            let whole = answer.subscriptions.len() < LIST_PAGE;
            for own in answer.subscriptions {
                listed = listed.saturating_add(1);
                self.take_listed(&own).await?;
            }
            if whole {
                break;
            }
        }
        Ok(listed)
    }

    async fn take_listed(&self, own: &SubscriptionInfo) -> Result<(), Failed> {
        let Some(id) = own.subscription_id.as_deref().and_then(|id| SubscriptionId::parse(id).ok()) else {
            return Ok(());
        };
        let kind = DossierKind::Subscription;
        let known = match self.parts.ledger.find_dossier(kind, &self.account.id, id.as_str()).await? {
            Some(stream) => vec![stream],
            None => self.ours_without_id(own).await?,
        };
        let stream = match known.as_slice() {
            [stream] => stream.clone(),
            // Which of them it is, its news tells: it names our id.
            [_, _, ..] => return Ok(()),
            [] => {
                // Made elsewhere: the gateway's id stands for ours, which the list does not tell.
                let request = SubscriptionRequestId::parse(id.as_str())?;
                let stream = StreamId::dossier(kind, &self.account.id, request.as_str())?;
                let opening = SubscriptionOpening {
                    request,
                    description: own.subscription_description.clone().unwrap_or_default(),
                    amount: own.payment_amount,
                    period: None,
                    starts: own.subscription_start_time.as_ref().and_then(Stamp::moment),
                    ends: own.subscription_end_time.as_ref().and_then(Stamp::moment),
                    method: own
                        .payment_method
                        .as_ref()
                        .and_then(|method| method.payment_method_type.clone())
                        .unwrap_or_default(),
                    link_until: None,
                };
                self.open_dossier(&stream, Opening::Subscription(opening)).await?;
                stream
            }
        };
        let answer = SubscriptionInquiryAnswer { subscription: Some(own.clone()), ..Default::default() };
        if let Some(report) = stands(&answer, &id) {
            self.hear_report(&stream, Source::Inquiry, Report::Subscription(report), self.now()).await?;
        }
        Ok(())
    }

    /// Subscriptions begun here whose id the gateway did not tell yet, and that are what the list says: for the
    /// same, at the same price, from the same time. The list does not tell our ids.
    async fn ours_without_id(&self, listed: &SubscriptionInfo) -> Result<Vec<StreamId>, Failed> {
        let waits = [
            SubscriptionState::Asked,
            SubscriptionState::RanOut,
            SubscriptionState::Offered,
            SubscriptionState::Pending,
        ];
        let query = DossierQuery {
            kind: DossierKind::Subscription,
            account: self.account.id.clone(),
            states: waits.map(|state| state.word().to_owned()).to_vec(),
            text: None,
            subject: None,
            by_deadline: false,
            limit: MOST_WAITING,
            after: None,
        };
        let description = listed.description.as_ref().or(listed.subscription_description.as_ref());
        let begins = listed.subscription_start_time.as_ref().and_then(Stamp::moment);
        let mut found = Vec::new();
        for row in self.parts.ledger.dossiers(&query).await? {
            let standing = self.read_dossier(&row.stream).await?;
            let Opening::Subscription(own) = &standing.dossier.opening else { continue };
            // The gateway tells whole seconds.
            let same_time = match (own.starts, begins) {
                (Some(own), Some(said)) => own.since(said).abs() < Moment::SECOND,
                (None, _) | (_, None) => false,
            };
            let same_price = listed.payment_amount.is_none() || own.amount == listed.payment_amount;
            let same_words = description.is_none_or(|said| *said == own.description);
            if standing.dossier.subscription_id().is_none() && same_time && same_price && same_words {
                found.push(row.stream);
            }
        }
        Ok(found)
    }
}
