//! The payment and the one function that moves it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    CaptureId, CaptureMode, CaptureRequestId, Card, CustomsVerdict, DeclarationAsked, DeclarationRequestId,
    DeclarationStatus, Ending, Event, Moment, Money, MoneyError, OrderId, PaymentAsked, PaymentId,
    RefundAsked, RefundId, RefundRequestId, Settled,
};

/// Where the payment itself stands at the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Written down; the gateway may or may not have heard it.
    Asked,
    /// The gateway has it; not final.
    Pending,
    /// Authorised or paid.
    Succeeded(Settled),
    /// Final: no money.
    Declined {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// Closed; a late success does not change it.
    Cancelled {
        /// When, by the gateway's clock.
        at: Moment,
        /// What it was before, when it was paid or authorised.
        was: Option<Settled>,
    },
}

/// How far a capture, refund, cancellation or declaration is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Written down.
    Asked,
    /// The gateway works on it.
    Pending,
    /// Verified: it happened.
    Done {
        /// When, by the gateway's clock.
        at: Moment,
    },
    /// Verified: it did not happen.
    Refused {
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
}

impl Progress {
    /// Neither done nor refused: its amount is reserved.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Asked | Self::Pending)
    }

    /// It happened.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done { .. })
    }
}

/// One capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// The gateway's id.
    pub capture: Option<CaptureId>,
    /// How much.
    pub amount: Money,
    /// The rest of the hold is released.
    pub last: bool,
    /// How far it is.
    pub progress: Progress,
    /// The outbox order; none when it was made elsewhere.
    pub order: Option<OrderId>,
    /// When it was asked for or first heard of.
    pub asked_at: Moment,
    /// Its outcome is in doubt.
    pub unknown: bool,
}

/// One refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The gateway's id.
    pub refund: Option<RefundId>,
    /// How much.
    pub amount: Money,
    /// What was asked; none when it was made elsewhere.
    pub asked: Option<RefundAsked>,
    /// How far it is.
    pub progress: Progress,
    /// When it was asked for or first heard of.
    pub asked_at: Moment,
    /// Its outcome is in doubt.
    pub unknown: bool,
}

/// The cancellation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The outbox order.
    pub order: OrderId,
    /// How far it is.
    pub progress: Progress,
    /// When it was asked for.
    pub asked_at: Moment,
    /// Its outcome is in doubt.
    pub unknown: bool,
}

/// One declaration to customs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// As last asked.
    pub asked: DeclarationAsked,
    /// How far the gateway is with it.
    pub progress: Progress,
    /// The payment number customs sees.
    pub customs_payment: Option<String>,
    /// The order number customs sees.
    pub customs_order: Option<String>,
    /// Whether the buyer is the payer, in the gateway's word.
    pub identity_check: Option<String>,
    /// The gateway's record of it.
    pub stands: Option<DeclarationStatus>,
    /// When it was first asked for.
    pub asked_at: Moment,
    /// When it was last sent or corrected.
    pub last_asked_at: Moment,
    /// It was accepted at the gateway before, so a correction is in question, not the whole.
    pub accepted_before: bool,
    /// The amount the gateway accepted last; a correction it refused leaves this one standing.
    pub accepted_amount: Option<Money>,
    /// Its outcome is in doubt.
    pub unknown: bool,
}

impl Declaration {
    /// What customs said.
    #[must_use]
    pub fn verdict(&self) -> CustomsVerdict {
        self.stands.as_ref().map_or(CustomsVerdict::Waiting, |stands| {
            CustomsVerdict::of(&stands.status, stands.customs_code.as_deref())
        })
    }

    /// How much of the declarable amount it takes. While a correction is not settled either amount may stand:
    /// the larger one is kept free.
    #[must_use]
    pub fn drawn(&self) -> Money {
        let asked = self.asked.amount;
        match (self.accepted_amount, &self.progress) {
            (Some(accepted), Progress::Refused { .. }) => accepted,
            (Some(accepted), Progress::Asked | Progress::Pending) if accepted.minor() > asked.minor() => {
                accepted
            }
            (Some(_) | None, _) => asked,
        }
    }

    /// Whether it draws on the declarable amount: all but those the gateway refused outright.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.accepted_before || !matches!(self.progress, Progress::Refused { .. })
    }

    /// Whether the gateway or customs refused it.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.progress, Progress::Refused { .. }) || self.verdict() == CustomsVerdict::Refused
    }
}

/// The one stored state of a payment: shown, filtered and exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Asked for; the outcome is not known yet.
    Asked,
    /// The buyer or the channel is not done.
    Pending,
    /// Held, nothing taken.
    Authorised,
    /// Held, and the hold ended with nothing taken. Only ever read off the clock, never stored.
    Expired,
    /// Part of it taken, the rest still held.
    PartlyCaptured,
    /// Taken.
    Paid,
    /// Part of it given back.
    PartlyRefunded,
    /// All of it given back.
    Refunded,
    /// Closed or undone.
    Cancelled,
    /// Refused by the gateway or the issuer.
    Declined,
    /// It came to nothing and nobody declined it: its time ran out, or it never began.
    Closed,
}

/// The sums of one payment, all in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyBox {
    /// What was authorised or paid.
    pub authorised: Money,
    /// What was taken.
    pub captured: Money,
    /// Captures under way or not known yet.
    pub capturing: Money,
    /// What can still be taken, not looking at the clock.
    pub capturable: Money,
    /// What went back.
    pub refunded: Money,
    /// Refunds under way or not known yet.
    pub refunding: Money,
    /// What can still go back.
    pub refundable: Money,
    /// What the shop keeps: captured - refunded.
    pub net: Money,
}

/// A step that cannot be. It is kept and shown to a person; it never changes the payment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Illegal {
    /// The state does not lead there.
    #[error("{from} does not lead to {event}")]
    Step {
        /// The state's word.
        from: String,
        /// The event's word.
        event: &'static str,
    },
    /// The gateway names another amount than the order.
    #[error("the amount differs: {said} instead of {asked}")]
    AmountDiffers {
        /// What we asked.
        asked: Money,
        /// What it said.
        said: Money,
    },
    /// The gateway names another id than before.
    #[error("the id differs: {said} instead of {known}")]
    IdDiffers {
        /// What we knew.
        known: String,
        /// What it said.
        said: String,
    },
    /// More captured than authorised.
    #[error("captured more than authorised")]
    CapturedMoreThanAuthorised,
    /// More refunded than captured.
    #[error("refunded more than was paid")]
    RefundedMoreThanPaid,
    /// Declared more than may be.
    #[error("declared more than may be")]
    DeclaredMoreThanPaid,
    /// Nothing is known of this id.
    #[error("nothing is known of {0}")]
    NoSuch(String),
    /// The amounts do not go together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// One payment with everything that hangs on it, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// What was asked for.
    pub asked: PaymentAsked,
    /// When.
    pub created_at: Moment,
    /// The gateway's id, once known.
    pub payment: Option<PaymentId>,
    /// Where it stands.
    pub standing: Standing,
    /// The payment's own outcome is in doubt.
    pub unknown: bool,
    /// Captures by our id, or by the gateway's when it made them itself.
    pub captures: BTreeMap<CaptureRequestId, Capture>,
    /// Refunds.
    pub refunds: BTreeMap<RefundRequestId, Refund>,
    /// The latest cancellation.
    pub cancel: Option<Cancellation>,
    /// Declarations.
    pub declarations: BTreeMap<DeclarationRequestId, Declaration>,
    /// What the buyer goes on with, as last given.
    #[serde(default)]
    pub offer: Option<crate::Offer>,
    /// Raises of the authorised amount.
    #[serde(default)]
    pub updates: BTreeMap<crate::UpdateRequestId, crate::AmountUpdate>,
    /// What the gateway said that cannot be.
    pub contradictions: Vec<crate::Contradiction>,
    /// Of what it said, what it did not bear out when it was asked.
    #[serde(default)]
    pub withdrawn: Vec<Event>,
}

impl Payment {
    /// The first event of the stream.
    #[must_use]
    pub fn begin(asked: PaymentAsked, at: Moment) -> Self {
        Self {
            asked,
            created_at: at,
            payment: None,
            standing: Standing::Asked,
            unknown: false,
            captures: BTreeMap::new(),
            refunds: BTreeMap::new(),
            cancel: None,
            declarations: BTreeMap::new(),
            offer: None,
            updates: BTreeMap::new(),
            contradictions: Vec::new(),
            withdrawn: Vec::new(),
        }
    }

    /// Folds a stream. `None` when it is empty or does not begin with `Asked`.
    pub fn fold<'a>(events: impl IntoIterator<Item = (&'a Event, Moment)>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut payment = match events.next() {
            Some((Event::Asked(asked), at)) => Self::begin(asked.clone(), at),
            _ => return None,
        };
        for (event, at) in events {
            // What is in the ledger was legal when it was written.
            if let Ok(next) = payment.on(event, at) {
                payment = next;
            }
        }
        Some(payment)
    }

    /// Moves the payment. Hearing a thing again gives an equal payment. `at`: when it happened, or when
    /// we wrote it down.
    pub fn on(&self, event: &Event, at: Moment) -> Result<Self, Illegal> {
        let mut next = self.clone();
        match event {
            Event::Asked(asked) => {
                if *asked != self.asked {
                    return Err(self.step("asked"));
                }
            }
            Event::Pending { payment } => match &self.standing {
                Standing::Asked | Standing::Pending => {
                    next.learn_id(payment.as_ref())?;
                    next.standing = Standing::Pending;
                    next.unknown = false;
                }
                // An old word heard late.
                Standing::Succeeded(_) | Standing::Cancelled { .. } => {}
                Standing::Declined { .. } => return Err(self.step("pending")),
            },
            Event::Offered(offer) => {
                next.offer = Some(offer.clone());
                // The gateway has it and waits for the buyer: nothing of it is in doubt.
                if matches!(next.standing, Standing::Asked | Standing::Pending) {
                    next.unknown = false;
                }
            }
            Event::UpdateAsked(asked) => next.update_asked(asked, at),
            Event::UpdatePending { request, total } => {
                next.update_moves(request, *total, Progress::Pending, at)?;
            }
            Event::Updated { request, total, at: done } => {
                next.update_moves(request, *total, Progress::Done { at: *done }, *done)?;
            }
            Event::UpdateRefused { request, code, message } => {
                let own = next.updates.get_mut(request).ok_or_else(|| no_such(request))?;
                if own.progress.is_done() {
                    return Err(self.step("update_refused"));
                }
                own.progress = refused(code, message);
                own.unknown = false;
            }
            Event::Succeeded(settled) => next.succeed(settled)?,
            Event::Declined { code, message } => match &self.standing {
                Standing::Asked | Standing::Pending => {
                    next.standing = Standing::Declined { code: code.clone(), message: message.clone() };
                    next.unknown = false;
                }
                Standing::Declined { .. } | Standing::Cancelled { was: None, .. } => {}
                Standing::Succeeded(_) | Standing::Cancelled { .. } => return Err(self.step("declined")),
            },
            Event::CaptureAsked(asked) => {
                if self.captures.contains_key(&asked.request) {
                    return Ok(next);
                }
                let capture = Capture {
                    capture: None,
                    amount: asked.amount,
                    last: asked.last,
                    progress: Progress::Asked,
                    order: Some(asked.order.clone()),
                    asked_at: at,
                    unknown: false,
                };
                next.captures.insert(asked.request.clone(), capture);
                next.within_authorised()?;
            }
            Event::Captured { request, capture, amount, at: done } => {
                next.captured(request, capture.as_ref(), *amount, *done)?;
            }
            Event::CaptureRefused { request, code, message } => {
                let own = next.captures.get_mut(request).ok_or_else(|| no_such(request))?;
                if own.progress.is_done() {
                    return Err(self.step("capture_refused"));
                }
                own.progress = refused(code, message);
                own.unknown = false;
            }
            Event::RefundAsked(asked) => {
                if self.refunds.contains_key(&asked.request) {
                    return Ok(next);
                }
                let refund = Refund {
                    refund: None,
                    amount: asked.amount,
                    asked: Some(asked.clone()),
                    progress: Progress::Asked,
                    asked_at: at,
                    unknown: false,
                };
                next.refunds.insert(asked.request.clone(), refund);
                next.within_captured(true)?;
            }
            Event::RefundPending { request, refund, amount } => {
                next.refund_moves(request, refund.as_ref(), *amount, at, Progress::Pending)?;
            }
            Event::Refunded { request, refund, amount, at: done } => {
                next.refund_moves(request, refund.as_ref(), *amount, *done, Progress::Done { at: *done })?;
                next.within_captured(false)?;
            }
            Event::RefundRefused { request, code, message } => {
                let own = next.refunds.get_mut(request).ok_or_else(|| no_such(request))?;
                if own.progress.is_done() {
                    return Err(self.step("refund_refused"));
                }
                own.progress = refused(code, message);
                own.unknown = false;
            }
            Event::CancelAsked(asked) => {
                if let Some(cancel) = &self.cancel
                    && (cancel.order == asked.order || cancel.progress.is_open())
                {
                    return if cancel.order == asked.order {
                        Ok(next)
                    } else {
                        Err(self.step("cancel_asked"))
                    };
                }
                next.cancel = Some(Cancellation {
                    order: asked.order.clone(),
                    progress: Progress::Asked,
                    asked_at: at,
                    unknown: false,
                });
            }
            Event::Cancelled { at: done } => next.cancelled(*done)?,
            Event::CancelRefused { code, message } => {
                let own = next.cancel.as_mut().ok_or_else(|| no_such("cancel"))?;
                if own.progress.is_done() {
                    return Err(self.step("cancel_refused"));
                }
                own.progress = refused(code, message);
                own.unknown = false;
            }
            Event::DeclarationAsked(asked) => next.declaration_asked(asked, at)?,
            Event::DeclarationAccepted { request, customs_payment, customs_order, identity_check } => {
                let own = next.declarations.get_mut(request).ok_or_else(|| no_such(request))?;
                if !own.progress.is_done() {
                    own.progress = Progress::Done { at };
                }
                own.accepted_before = true;
                own.accepted_amount = Some(own.asked.amount);
                own.unknown = false;
                own.customs_payment = customs_payment.clone().or_else(|| own.customs_payment.clone());
                own.customs_order = customs_order.clone().or_else(|| own.customs_order.clone());
                own.identity_check = identity_check.clone().or_else(|| own.identity_check.clone());
            }
            Event::DeclarationRefused { request, code, message } => {
                let own = next.declarations.get_mut(request).ok_or_else(|| no_such(request))?;
                if own.progress.is_done() {
                    return Err(self.step("declaration_refused"));
                }
                own.progress = refused(code, message);
                own.unknown = false;
            }
            Event::DeclarationStood { request, stands } => {
                let own = next.declarations.get_mut(request).ok_or_else(|| no_such(request))?;
                own.stands = Some(stands.clone());
            }
            Event::LeftUnknown { order, .. } => next.doubt(order),
            Event::Contradicted { said, because } => next.contradict(said, because),
            Event::Confirmed { said } => next.confirm(said),
            Event::Withdrawn { said } => next.withdraw(said),
        }
        Ok(next)
    }

    fn step(&self, event: &'static str) -> Illegal {
        Illegal::Step { from: format!("{:?}", self.state()).to_lowercase(), event }
    }

    fn learn_id(&mut self, said: Option<&PaymentId>) -> Result<(), Illegal> {
        match (&self.payment, said) {
            (Some(known), Some(said)) if known != said => {
                Err(Illegal::IdDiffers { known: known.to_string(), said: said.to_string() })
            }
            (None, Some(said)) => {
                self.payment = Some(said.clone());
                Ok(())
            }
            (Some(_) | None, _) => Ok(()),
        }
    }

    /// Where the buyer chose, the method shows only now; one whose money cannot be held was taken at once,
    /// whatever was asked for.
    fn learn_method(&mut self, settled: &Settled) {
        let Some(method) = settled.method.as_ref().filter(|_| self.asked.method.is_empty()) else { return };
        self.asked.method.clone_from(method);
        if settled.authorised_until.is_none() && !crate::can_be_held(method) && self.captures.is_empty() {
            self.asked.capture_mode = CaptureMode::Automatic;
        }
    }

    fn succeed(&mut self, settled: &Settled) -> Result<(), Illegal> {
        if !self.may_be_total(settled.amount) {
            return Err(Illegal::AmountDiffers { asked: self.asked.amount, said: settled.amount });
        }
        self.learn_id(Some(&settled.payment))?;
        self.learn_method(settled);
        match &mut self.standing {
            Standing::Asked | Standing::Pending => {
                if self.asked.elsewhere && settled.authorised_until.is_some() {
                    // How another system asked for it shows only here: it is a hold, nothing was taken.
                    self.asked.capture_mode = CaptureMode::Manual;
                }
                self.standing = Standing::Succeeded(settled.clone());
                self.unknown = false;
                Ok(())
            }
            Standing::Succeeded(known) => {
                // A later word may add what the first left out, never take away.
                known.authorised_until = known.authorised_until.or(settled.authorised_until);
                known.declarable = known.declarable.or(settled.declarable);
                // Whichever word came first: a hold that cannot be raised is one.
                known.raisable = match (known.raisable, settled.raisable) {
                    (Some(one), Some(other)) => Some(one && other),
                    (one, other) => one.or(other),
                };
                known.card.brand = known.card.brand.clone().or_else(|| settled.card.brand.clone());
                known.card.last_four =
                    known.card.last_four.clone().or_else(|| settled.card.last_four.clone());
                Ok(())
            }
            Standing::Cancelled { was: Some(_), .. } => Ok(()),
            // Paid first and cancelled then, heard the other way round.
            Standing::Cancelled { at, was } if settled.at <= *at => {
                *was = Some(settled.clone());
                Ok(())
            }
            Standing::Cancelled { was: None, .. } | Standing::Declined { .. } => Err(self.step("succeeded")),
        }
    }

    fn captured(
        &mut self,
        request: &CaptureRequestId,
        capture: Option<&CaptureId>,
        amount: Money,
        at: Moment,
    ) -> Result<(), Illegal> {
        if !matches!(self.standing, Standing::Succeeded(_)) {
            return Err(self.step("captured"));
        }
        match self.captures.get_mut(request) {
            Some(own) => {
                if own.amount != amount {
                    return Err(Illegal::AmountDiffers { asked: own.amount, said: amount });
                }
                if matches!(own.progress, Progress::Refused { .. }) {
                    return Err(self.step("captured"));
                }
                if own.progress.is_open() {
                    own.progress = Progress::Done { at };
                }
                own.unknown = false;
                own.capture = own.capture.clone().or_else(|| capture.cloned());
            }
            None => {
                let elsewhere = Capture {
                    capture: capture.cloned(),
                    amount,
                    last: false,
                    progress: Progress::Done { at },
                    order: None,
                    asked_at: at,
                    unknown: false,
                };
                self.captures.insert(request.clone(), elsewhere);
            }
        }
        self.within_authorised()
    }

    fn refund_moves(
        &mut self,
        request: &RefundRequestId,
        refund: Option<&RefundId>,
        amount: Money,
        at: Moment,
        to: Progress,
    ) -> Result<(), Illegal> {
        let refused = self.step("refunded");
        match self.refunds.get_mut(request) {
            Some(own) => {
                if own.amount != amount {
                    return Err(Illegal::AmountDiffers { asked: own.amount, said: amount });
                }
                if matches!(own.progress, Progress::Refused { .. }) {
                    return Err(refused);
                }
                if own.progress.is_open() {
                    own.unknown = own.unknown && !to.is_done();
                    own.progress = to;
                }
                own.refund = own.refund.clone().or_else(|| refund.cloned());
            }
            None => {
                let elsewhere = Refund {
                    refund: refund.cloned(),
                    amount,
                    asked: None,
                    progress: to,
                    asked_at: at,
                    unknown: false,
                };
                self.refunds.insert(request.clone(), elsewhere);
            }
        }
        Ok(())
    }

    fn cancelled(&mut self, at: Moment) -> Result<(), Illegal> {
        if self.captures.values().any(|capture| capture.progress.is_done())
            && self.asked.capture_mode == CaptureMode::Manual
        {
            return Err(self.step("cancelled"));
        }
        let was = match &self.standing {
            Standing::Cancelled { .. } => None,
            Standing::Declined { .. } => return Err(self.step("cancelled")),
            Standing::Succeeded(settled) => Some(Some(settled.clone())),
            Standing::Asked | Standing::Pending => Some(None),
        };
        if let Some(was) = was {
            self.standing = Standing::Cancelled { at, was };
        }
        self.unknown = false;
        if let Some(cancel) = &mut self.cancel {
            if cancel.progress.is_open() {
                cancel.progress = Progress::Done { at };
            }
            cancel.unknown = false;
        }
        Ok(())
    }

    fn declaration_asked(&mut self, asked: &DeclarationAsked, at: Moment) -> Result<(), Illegal> {
        match self.declarations.get_mut(&asked.request) {
            Some(own) if own.asked.order == asked.order => {}
            Some(own) => {
                own.asked = asked.clone();
                own.progress = Progress::Asked;
                own.stands = None;
                own.last_asked_at = at;
                own.unknown = false;
            }
            None => {
                let fresh = Declaration {
                    asked: asked.clone(),
                    progress: Progress::Asked,
                    customs_payment: None,
                    customs_order: None,
                    identity_check: None,
                    stands: None,
                    asked_at: at,
                    last_asked_at: at,
                    accepted_before: false,
                    accepted_amount: None,
                    unknown: false,
                };
                self.declarations.insert(asked.request.clone(), fresh);
            }
        }
        if let Some(total) = self.declarable_total()
            && self.declared()?.exceeds(total)?
        {
            return Err(Illegal::DeclaredMoreThanPaid);
        }
        Ok(())
    }

    fn doubt(&mut self, order: &OrderId) {
        if order.as_str() == self.asked.request.as_str()
            && matches!(self.standing, Standing::Asked | Standing::Pending)
        {
            self.unknown = true;
        }
        for capture in self.captures.values_mut() {
            capture.unknown |= capture.order.as_ref() == Some(order) && capture.progress.is_open();
        }
        for refund in self.refunds.values_mut() {
            let own = refund.asked.as_ref().map(|asked| &asked.order) == Some(order);
            refund.unknown |= own && refund.progress.is_open();
        }
        for declaration in self.declarations.values_mut() {
            declaration.unknown |= declaration.asked.order == *order && declaration.progress.is_open();
        }
        for update in self.updates.values_mut() {
            update.unknown |= update.order.as_ref() == Some(order) && update.progress.is_open();
        }
        if let Some(cancel) = &mut self.cancel {
            cancel.unknown |= cancel.order == *order && cancel.progress.is_open();
        }
    }

    fn within_authorised(&self) -> Result<(), Illegal> {
        let mut sum = Money::zero(self.asked.amount.currency());
        for capture in self.captures.values() {
            if capture.progress.is_done() || capture.progress.is_open() {
                sum = sum.plus(capture.amount)?;
            }
        }
        if sum.exceeds(self.total())? { Err(Illegal::CapturedMoreThanAuthorised) } else { Ok(()) }
    }

    fn within_captured(&self, with_open: bool) -> Result<(), Illegal> {
        let mut sum = Money::zero(self.asked.amount.currency());
        for refund in self.refunds.values() {
            if refund.progress.is_done() || (with_open && refund.progress.is_open()) {
                sum = sum.plus(refund.amount)?;
            }
        }
        if sum.exceeds(self.captured_sum())? { Err(Illegal::RefundedMoreThanPaid) } else { Ok(()) }
    }

    /// Whether the gateway says that the hold can be raised; none when it said nothing.
    #[must_use]
    pub fn raisable(&self) -> Option<bool> {
        self.settled().and_then(|settled| settled.raisable)
    }

    fn settled(&self) -> Option<&Settled> {
        match &self.standing {
            Standing::Succeeded(settled) | Standing::Cancelled { was: Some(settled), .. } => Some(settled),
            Standing::Asked
            | Standing::Pending
            | Standing::Declined { .. }
            | Standing::Cancelled { was: None, .. } => None,
        }
    }

    /// The card as far as it is known.
    #[must_use]
    pub fn card(&self) -> &Card {
        self.settled()
            .map(|settled| &settled.card)
            .filter(|card| card.brand.is_some() || card.last_four.is_some())
            .unwrap_or(&self.asked.card)
    }

    /// When it was paid or authorised.
    #[must_use]
    pub fn paid_at(&self) -> Option<Moment> {
        self.settled().map(|settled| settled.at)
    }

    /// Until when a hold can be captured: what the gateway said, else seven days.
    #[must_use]
    pub fn hold_until(&self) -> Option<Moment> {
        let settled = match &self.standing {
            Standing::Succeeded(settled) if self.asked.capture_mode == CaptureMode::Manual => settled,
            Standing::Succeeded(_)
            | Standing::Asked
            | Standing::Pending
            | Standing::Declined { .. }
            | Standing::Cancelled { .. } => return None,
        };
        Some(settled.authorised_until.unwrap_or_else(|| settled.at.plus(7 * Moment::DAY)))
    }

    /// The total that may be declared to customs: what the gateway named, else a CNY payment's amount.
    #[must_use]
    pub fn declarable_total(&self) -> Option<Money> {
        let settled = self.settled()?;
        let own = (self.asked.amount.currency().code() == "CNY").then_some(self.asked.amount);
        settled.declarable.or(own)
    }

    /// The sum of what is declared, under way or not known.
    pub fn declared(&self) -> Result<Money, MoneyError> {
        let currency = self.declarable_total().unwrap_or(self.asked.amount).currency();
        self.declarations
            .values()
            .filter(|declaration| declaration.counts())
            .try_fold(Money::zero(currency), |sum, declaration| sum.plus(declaration.drawn()))
    }

    fn captured_sum(&self) -> Money {
        let zero = Money::zero(self.asked.amount.currency());
        match (&self.standing, self.asked.capture_mode) {
            (Standing::Succeeded(_) | Standing::Cancelled { was: Some(_), .. }, CaptureMode::Automatic) => {
                self.total()
            }
            (
                Standing::Succeeded(_)
                | Standing::Asked
                | Standing::Pending
                | Standing::Declined { .. }
                | Standing::Cancelled { .. },
                CaptureMode::Manual | CaptureMode::Automatic,
            ) => sum(zero, self.captures.values().filter(|c| c.progress.is_done()).map(|c| c.amount)),
        }
    }

    /// Whether the rest of the hold was let go by a last capture.
    #[must_use]
    pub fn released(&self) -> bool {
        self.captures.values().any(|capture| capture.last && capture.progress.is_done())
    }

    /// All sums.
    #[must_use]
    pub fn money_box(&self) -> MoneyBox {
        let amount = self.total();
        let zero = Money::zero(amount.currency());
        let authorised = if self.settled().is_some() { amount } else { zero };
        let captured = self.captured_sum();
        let reserved = self.reserved();
        let capturing = self.captures.values().filter(|c| c.progress.is_open()).map(|c| c.amount);
        let capturing = sum(zero, capturing.chain(reserved.captured));
        let refunded = sum(zero, self.refunds.values().filter(|r| r.progress.is_done()).map(|r| r.amount));
        let refunding = self.refunds.values().filter(|r| r.progress.is_open()).map(|r| r.amount);
        let refunding = sum(zero, refunding.chain(reserved.refunded));
        let alive = matches!(self.standing, Standing::Succeeded(_));
        let holds = alive && self.asked.capture_mode == CaptureMode::Manual && !self.released();
        let rest =
            |from: Money, less: [Money; 2]| less.into_iter().try_fold(from, Money::minus).unwrap_or(zero);
        MoneyBox {
            authorised,
            captured,
            capturing,
            capturable: if holds { rest(amount, [captured, capturing]) } else { zero },
            refunded,
            refunding,
            refundable: if alive { rest(captured, [refunded, refunding]) } else { zero },
            net: if alive { rest(captured, [refunded, zero]) } else { zero },
        }
    }

    /// The one stored state.
    #[must_use]
    pub fn state(&self) -> PaymentState {
        let money = self.money_box();
        match &self.standing {
            Standing::Asked => PaymentState::Asked,
            Standing::Pending => PaymentState::Pending,
            Standing::Declined { code, .. } => Ending::of(code).state(),
            Standing::Cancelled { .. } => PaymentState::Cancelled,
            Standing::Succeeded(_) if !money.refunded.is_zero() => {
                if money.refunded == money.captured {
                    PaymentState::Refunded
                } else {
                    PaymentState::PartlyRefunded
                }
            }
            Standing::Succeeded(_) if money.captured.is_zero() => PaymentState::Authorised,
            Standing::Succeeded(_) if money.captured == money.authorised || self.released() => {
                PaymentState::Paid
            }
            Standing::Succeeded(_) => PaymentState::PartlyCaptured,
        }
    }

    /// Whether anything about it is not known yet.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.unknown
            || !self.contradictions.is_empty()
            || self.captures.values().any(|capture| capture.unknown)
            || self.refunds.values().any(|refund| refund.unknown)
            || self.declarations.values().any(|declaration| declaration.unknown)
            || self.updates.values().any(|update| update.unknown)
            || self.cancel.as_ref().is_some_and(|cancel| cancel.unknown)
    }

    /// Whether anything is written down but not settled.
    #[must_use]
    pub fn has_under_way(&self) -> bool {
        matches!(self.standing, Standing::Asked)
            || self.captures.values().any(|capture| capture.progress.is_open())
            || self.refunds.values().any(|refund| refund.progress.is_open())
            || self.declarations.values().any(|declaration| declaration.progress.is_open())
            || self.updates.values().any(|update| update.progress.is_open())
            || self.cancel.as_ref().is_some_and(|cancel| cancel.progress.is_open())
    }
}

fn sum(zero: Money, amounts: impl Iterator<Item = Money>) -> Money {
    // One payment's parts are in one currency and below the gateway's 16 digits; `on` checked it.
    amounts.fold(zero, |sum, amount| sum.plus(amount).unwrap_or(sum))
}

fn refused(code: &str, message: &str) -> Progress {
    Progress::Refused { code: code.to_owned(), message: message.to_owned() }
}

fn no_such(id: impl std::fmt::Display) -> Illegal {
    Illegal::NoSuch(id.to_string())
}
