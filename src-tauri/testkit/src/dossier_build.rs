use domain::{
    AccountId, Actor, AgreementOpening, AgreementReport, Arrival, AuthState, Body, DisputeId, DisputeOpening,
    DisputeReport, Dossier, DossierEvent, DossierKind, DossierRow, Effect, MerchantReference, Moment,
    NewsEvent, Notice, Opening, PaymentId, RegistrationOpening, RegistrationReport, RegistrationRequestId,
    Report, Road, Source, StoreReference, StreamId, SubscriptionOpening, SubscriptionReport,
    SubscriptionRequestId, Took,
};
use engine::port::{Append, NewFact};

use crate::sgd;

/// The story of one dossier or notification of account `shop`, told entry by entry:
/// `DossierStory::dispute("d1").told("DISPUTE_JUDGED")`. Each entry happens a minute after the one before,
/// unless a time is given.
#[derive(Debug, Clone)]
pub struct DossierStory {
    /// Which kind.
    pub kind: DossierKind,
    /// Which account.
    pub account: AccountId,
    /// The last part of its stream's name.
    pub id: String,
    /// The entries with their times, by the gateway's clock.
    pub entries: Vec<(Body, Moment)>,
}

impl DossierStory {
    fn new(kind: DossierKind, id: &str, first: Body) -> Self {
        let account = AccountId::parse("shop").unwrap();
        Self { kind, account, id: id.to_owned(), entries: vec![(first, Moment(1_772_442_000_000))] }
    }

    fn opened(id: &str, opening: Opening) -> Self {
        Self::new(opening.kind(), id, Body::Dossier(DossierEvent::Opened(opening)))
    }

    /// A dispute of the payment `2026<id>`, first heard of.
    #[must_use]
    pub fn dispute(id: &str) -> Self {
        let opening = DisputeOpening {
            dispute: DisputeId::parse(id).unwrap(),
            payment: Some(PaymentId::parse(&format!("2026{id}")).unwrap()),
            request: None,
            amount: Some(sgd(4000)),
            kind: Some("CHARGEBACK".into()),
            raised_at: None,
        };
        Self::opened(id, Opening::Dispute(opening))
    }

    /// A consent asked of a wallet's owner.
    #[must_use]
    pub fn agreement(id: &str) -> Self {
        let opening = AgreementOpening {
            state: AuthState::parse(id).unwrap(),
            wallet: "GCASH".into(),
            buyer: "the made-up buyer".into(),
            scopes: vec!["AGREEMENT_PAY".into()],
        };
        Self::opened(id, Opening::Agreement(opening))
    }

    /// A subscription asked for.
    #[must_use]
    pub fn subscription(id: &str) -> Self {
        let opening = SubscriptionOpening {
            request: SubscriptionRequestId::parse(id).unwrap(),
            description: "a lamp a month".into(),
            amount: Some(sgd(900)),
            period: None,
            starts: None,
            ends: None,
            method: "ALIPAY_CN".into(),
            link_until: None,
        };
        Self::opened(id, Opening::Subscription(opening))
    }

    /// A store put before the wallets.
    #[must_use]
    pub fn registration(id: &str) -> Self {
        let opening = RegistrationOpening {
            request: RegistrationRequestId::parse(id).unwrap(),
            merchant: MerchantReference::parse("lamps").unwrap(),
            display_name: "Lamps".into(),
            legal_name: "Lamps Ltd".into(),
            store: Some(StoreReference::parse("harbour").unwrap()),
            store_name: Some("Lamps at the harbour".into()),
        };
        Self::opened(id, Opening::Registration(opening))
    }

    /// A notification that arrived by the feed.
    #[must_use]
    pub fn news(id: &str, word: &str) -> Self {
        let arrival = Arrival {
            road: Road::Feed,
            event: None,
            merge_key: format!("{word}:{id}"),
            word: word.to_owned(),
            happened_at: Moment(1_772_442_000_000),
            amount: None,
            names: vec![format!("2026{id}")],
            body: "{}".into(),
            sealed: false,
            headers: Vec::new(),
            key_version: None,
        };
        Self::new(DossierKind::News, id, Body::News(NewsEvent::Arrived(arrival)))
    }

    /// The same story at another shop.
    #[must_use]
    pub fn at_shop(mut self, account: &str) -> Self {
        self.account = AccountId::parse(account).unwrap();
        self
    }

    /// The same story, begun at another time.
    #[must_use]
    pub fn begun(mut self, at: Moment) -> Self {
        if let Some((body, own)) = self.entries.first_mut() {
            *own = at;
            if let Body::News(NewsEvent::Arrived(arrival)) = body {
                arrival.happened_at = at;
            }
        }
        self
    }

    /// When the next entry happens.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.entries.last().map_or(Moment(0), |(_, at)| at.plus(Moment::MINUTE))
    }

    /// And then this happened.
    #[must_use]
    pub fn then(self, event: DossierEvent) -> Self {
        let at = self.now();
        self.at(event, at)
    }

    /// And this, at a time of its own.
    #[must_use]
    pub fn at(mut self, event: DossierEvent, at: Moment) -> Self {
        self.entries.push((Body::Dossier(event), at));
        self
    }

    /// The gateway says this word of the dispute.
    #[must_use]
    pub fn told(self, word: &str) -> Self {
        let report = self.word(word);
        self.then(report)
    }

    /// What the gateway says of the dispute with a word; `DISPUTE_CREATED` with a deadline a week on.
    #[must_use]
    pub fn word(&self, word: &str) -> DossierEvent {
        let begun = self.entries.first().map(|(_, at)| *at).unwrap_or_default();
        DossierEvent::Reported(Report::Dispute(DisputeReport {
            dispute: DisputeId::parse(&self.id).unwrap(),
            payment: None,
            word: word.to_owned(),
            amount: None,
            reason_code: None,
            reason: Some("not as described".into()),
            source: None,
            due: (word == "DISPUTE_CREATED").then(|| begun.plus(7 * Moment::DAY)),
            due_text: None,
            defendable: None,
            judged: (word == "DISPUTE_JUDGED").then(|| "VALIDATE_SUCCESS".into()),
            judged_amount: None,
            accepted_because: None,
            defended_because: None,
        }))
    }

    /// There is a token, that ends then. Its text is made up.
    #[must_use]
    pub fn token(self, digest: &str, expires: Option<Moment>) -> Self {
        self.then(DossierEvent::Reported(Report::Agreement(AgreementReport::Token {
            token: "c2VhbGVk".into(),
            digest: digest.to_owned(),
            expires,
            refresh: None,
            refresh_expires: None,
            login: None,
        })))
    }

    /// A subscription stands like this.
    #[must_use]
    pub fn stands(self, status: &str) -> Self {
        let subscription = domain::SubscriptionId::parse(&format!("S{}", self.id)).unwrap();
        self.then(DossierEvent::Reported(Report::Subscription(SubscriptionReport::Stands {
            subscription,
            status: status.to_owned(),
            because: "CREATE".into(),
            amount: None,
            period: None,
            ends: None,
        })))
    }

    /// A registration has this status.
    #[must_use]
    pub fn status(self, status: &str) -> Self {
        self.then(DossierEvent::Reported(Report::Registration(RegistrationReport {
            status: status.to_owned(),
            reasons: Vec::new(),
            wallets: Vec::new(),
        })))
    }

    /// The notification was taken in.
    #[must_use]
    pub fn took(mut self, subject: Option<&StreamId>, effect: Effect) -> Self {
        let took = Took { subject: subject.cloned(), effect, because: String::new() };
        let at = self.now();
        self.entries.push((Body::News(NewsEvent::Took(took)), at));
        self
    }

    /// Its stream.
    #[must_use]
    pub fn stream(&self) -> StreamId {
        StreamId::dossier(self.kind, &self.account, &self.id).unwrap()
    }

    /// The row at the end of the story, folded without any ledger. A notification is heard a day after each
    /// of its entries happened.
    #[must_use]
    pub fn row(&self) -> DossierRow {
        let version = u64::try_from(self.entries.len()).unwrap();
        let news = self.entries.iter().filter_map(|(body, at)| match body {
            Body::News(event) => Some((event, at.plus(Moment::DAY))),
            Body::Payment(_) | Body::Account(_) | Body::Dossier(_) | Body::Mark(_) => None,
        });
        if let Some(notice) = Notice::fold(news) {
            return DossierRow::of_notice(&self.stream(), &notice, version);
        }
        let events = self.entries.iter().filter_map(|(body, at)| match body {
            Body::Dossier(event) => Some((event, *at)),
            Body::Payment(_) | Body::Account(_) | Body::News(_) | Body::Mark(_) => None,
        });
        DossierRow::of(&self.stream(), &Dossier::fold(events).unwrap(), version)
    }

    /// One append of all entries from this one on, counting from 0; heard a day after the last happened.
    #[must_use]
    pub fn append(&self, from: usize) -> Append {
        let fact = |(body, at): &(Body, Moment)| NewFact {
            source: Source::Notification,
            occurred_at: *at,
            body: body.clone(),
        };
        let last = self.entries.last().map(|(_, at)| *at).unwrap_or_default();
        Append {
            stream: self.stream(),
            expected_version: u64::try_from(from).unwrap(),
            actor: Actor::parse("Mei").unwrap(),
            heard_at: last.plus(Moment::DAY),
            facts: self.entries.iter().skip(from).map(fact).collect(),
            open: None,
            close: None,
        }
    }
}
