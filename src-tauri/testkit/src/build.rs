use domain::{
    AccountId, Actor, Body, CaptureMode, CaptureRequestId, Card, Currency, Event, Moment, Money, OrderId,
    OrderKind, OrderNumber, PayProduct, Payment, PaymentAsked, PaymentId, PaymentRequestId, RefundAsked,
    RefundReason, RefundRequestId, Settled, Source, StreamId,
};
use engine::port::{Append, Keeping, NewFact, NewOrder, OpenOrder};
use sha2::{Digest, Sha256};

/// An amount in minor units.
#[must_use]
pub fn money(minor: u64, currency: &str) -> Money {
    Money::from_minor(minor, Currency::parse(currency).unwrap()).unwrap()
}

/// Singapore cents.
#[must_use]
pub fn sgd(minor: u64) -> Money {
    money(minor, "SGD")
}

/// An order with this id and body; `None` for one that speaks of no money.
#[must_use]
pub fn order(
    id: &str,
    kind: OrderKind,
    amount: impl Into<Option<Money>>,
    body: &str,
    due_at: Moment,
) -> NewOrder {
    NewOrder {
        id: OrderId::parse(id).unwrap(),
        kind,
        request_id: id.to_owned(),
        path: "/ams/api/v1/payments/refund".into(),
        body: body.as_bytes().to_vec(),
        body_hash: Sha256::digest(body.as_bytes()).into(),
        keeping: Keeping::Plain,
        amount: amount.into(),
        due_at,
        only_for: None,
    }
}

/// An order as it stands when it was just written down.
#[must_use]
pub fn written(new: NewOrder, stream: &StreamId, at: Moment) -> OpenOrder {
    OpenOrder {
        id: new.id,
        stream: stream.clone(),
        kind: new.kind,
        request_id: new.request_id,
        path: new.path,
        body: new.body,
        body_hash: new.body_hash,
        keeping: new.keeping,
        amount: new.amount,
        recorded_at: at,
        due_at: new.due_at,
        rounds: 0,
        attempts: 0,
        deliveries: 0,
        last_verdict: None,
        last_code: None,
        closed_by: None,
        closed_at: None,
    }
}

/// The story of one payment, told event by event: `Story::card("p1", sgd(4000)).authorised()`. Each
/// event happens a minute after the one before.
#[derive(Debug, Clone)]
pub struct Story {
    /// Which account.
    pub account: AccountId,
    /// What was asked for first.
    pub asked: PaymentAsked,
    /// The events with their times.
    pub events: Vec<(Event, Moment)>,
}

impl Story {
    /// A payment of account `shop` that was asked for at the default time of the fixed clock.
    #[must_use]
    pub fn of(asked: PaymentAsked, at: Moment) -> Self {
        let account = AccountId::parse("shop").unwrap();
        Self { account, events: vec![(Event::Asked(asked.clone()), at)], asked }
    }

    fn new(request: &str, amount: Money, method: &str, capture_mode: CaptureMode, card: Card) -> Self {
        let asked = PaymentAsked {
            request: PaymentRequestId::parse(request).unwrap(),
            order_number: OrderNumber::parse(&format!("ORDER-{request}")).unwrap(),
            description: "a blue lamp".into(),
            amount,
            method: method.into(),
            capture_mode,
            card,
            needs_declaration: false,
            product: PayProduct::Cashier,
            checkout: false,
            agreement: None,
            store: None,
            elsewhere: false,
        };
        Self::of(asked, Moment(1_772_442_000_000))
    }

    /// A card payment with manual capture, asked for.
    #[must_use]
    pub fn card(request: &str, amount: Money) -> Self {
        let card = Card { brand: Some("VISA".into()), last_four: Some("4242".into()) };
        Self::new(request, amount, "CARD", CaptureMode::Manual, card)
    }

    /// A wallet payment that is taken at once, asked for.
    #[must_use]
    pub fn wallet(request: &str, amount: Money) -> Self {
        Self::new(request, amount, "ALIPAY_CN", CaptureMode::Automatic, Card::default())
    }

    /// The same story at another shop.
    #[must_use]
    pub fn at_shop(mut self, account: &str) -> Self {
        self.account = AccountId::parse(account).unwrap();
        self
    }

    /// The same story under this order number; told before anything else happens.
    #[must_use]
    pub fn of_order(mut self, number: &str) -> Self {
        self.asked.order_number = OrderNumber::parse(number).unwrap();
        let at = self.events.first().map_or(Moment(0), |(_, at)| *at);
        Self { account: self.account, ..Self::of(self.asked, at) }
    }

    /// When the next event happens.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.events.last().map_or(Moment(0), |(_, at)| at.plus(Moment::MINUTE))
    }

    /// And then this happened.
    #[must_use]
    pub fn then(mut self, event: Event) -> Self {
        let at = self.now();
        self.events.push((event, at));
        self
    }

    /// The gateway has it.
    #[must_use]
    pub fn pending(self) -> Self {
        let payment = Some(self.gateway_id());
        self.then(Event::Pending { payment })
    }

    /// Authorised or paid, by its capture mode.
    #[must_use]
    pub fn succeeded(self) -> Self {
        let settled = Settled {
            payment: self.gateway_id(),
            amount: self.asked.amount,
            at: self.now(),
            authorised_until: None,
            card: Card::default(),
            declarable: None,
            method: None,
            raisable: None,
        };
        self.then(Event::Succeeded(settled))
    }

    /// A part of the hold was taken, by an id of the gateway's dashboard.
    #[must_use]
    pub fn captured(self, request: &str, minor: u64) -> Self {
        let event = Event::Captured {
            request: CaptureRequestId::parse(request).unwrap(),
            capture: Some(domain::CaptureId::parse(&format!("G{request}")).unwrap()),
            amount: money(minor, self.asked.amount.currency().code()),
            at: self.now(),
        };
        self.then(event)
    }

    /// A refund was asked for.
    #[must_use]
    pub fn refund_asked(self, request: &str, minor: u64) -> Self {
        let event = Event::RefundAsked(RefundAsked {
            request: RefundRequestId::parse(request).unwrap(),
            amount: money(minor, self.asked.amount.currency().code()),
            reason: RefundReason::Returned,
            note: String::new(),
            capture: None,
            order: OrderId::parse(request).unwrap(),
        });
        self.then(event)
    }

    /// Money went back.
    #[must_use]
    pub fn refunded(self, request: &str, minor: u64) -> Self {
        let event = Event::Refunded {
            request: RefundRequestId::parse(request).unwrap(),
            refund: Some(domain::RefundId::parse(&format!("G{request}")).unwrap()),
            amount: money(minor, self.asked.amount.currency().code()),
            at: self.now(),
        };
        self.then(event)
    }

    /// An order's outcome is in doubt.
    #[must_use]
    pub fn left_unknown(self, order: &str) -> Self {
        let order = OrderId::parse(order).unwrap();
        self.then(Event::LeftUnknown { order, cause: "UNKNOWN_EXCEPTION".into() })
    }

    /// No money.
    #[must_use]
    pub fn declined(self) -> Self {
        self.then(Event::Declined { code: "RISK_REJECT".into(), message: "Risk reject.".into() })
    }

    /// Undone.
    #[must_use]
    pub fn cancelled(self) -> Self {
        let at = self.now();
        self.then(Event::Cancelled { at })
    }

    fn gateway_id(&self) -> PaymentId {
        PaymentId::parse(&format!("2026{}", self.asked.request)).unwrap()
    }

    /// Its stream.
    #[must_use]
    pub fn stream(&self) -> StreamId {
        StreamId::payment(&self.account, &self.asked.request)
    }

    /// The payment at the end of the story.
    #[must_use]
    pub fn payment(&self) -> Payment {
        Payment::fold(self.events.iter().map(|(event, at)| (event, *at))).unwrap()
    }

    /// The entries of the story from this one on, counting from 0.
    #[must_use]
    pub fn facts(&self, from: usize) -> Vec<NewFact> {
        let fact = |(event, at): &(Event, Moment)| NewFact {
            source: Source::History,
            occurred_at: *at,
            body: Body::Payment(event.clone()),
        };
        self.events.iter().skip(from).map(fact).collect()
    }

    /// One append of all entries from this one on, counting from 0.
    #[must_use]
    pub fn append(&self, from: usize) -> Append {
        Append {
            stream: self.stream(),
            expected_version: u64::try_from(from).unwrap(),
            actor: Actor::parse("Mei").unwrap(),
            heard_at: self.now(),
            facts: self.facts(from),
            open: None,
            close: None,
        }
    }
}
