//! What may be done with a payment now, and why not.

use serde::{Deserialize, Serialize};

use crate::{
    Bar, CancelWindow, CaptureId, CaptureMode, DeclarationRequestId, Ending, Moment, Money, OrderKind,
    OrderNumber, Payment, Progress, RESEND_AFTER_MS, Standing, capture_rule, method_rule,
};

/// The way money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyBackWay {
    /// The hold is released; nothing was taken.
    Release,
    /// The payment is undone whole, fee included.
    Cancel,
    /// Money is sent back, in part or whole.
    Refund,
}

/// Which way is right now, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveBack {
    /// The way; none when no money can go back.
    pub way: Option<MoneyBackWay>,
    /// Until when cancelling is possible, if it is.
    pub cancel_until: Option<Moment>,
    /// Why not cancel, when not.
    pub cancel_bar: Option<Bar>,
    /// Why not refund, when not.
    pub refund_bar: Option<Bar>,
    /// The most that can go back.
    pub most: Money,
}

impl Payment {
    fn alive(&self) -> Result<(), Bar> {
        match &self.standing {
            Standing::Asked => Err(Bar::PaymentNotKnown),
            Standing::Pending => Err(Bar::NotPaid),
            Standing::Declined { code, .. } => Err(Ending::of(code).bar()),
            Standing::Cancelled { .. } => Err(Bar::Cancelled),
            Standing::Succeeded(_) => Ok(()),
        }
    }

    fn cancel_is_open(&self) -> Result<(), Bar> {
        match &self.cancel {
            Some(cancel) if cancel.progress.is_open() => {
                Err(Bar::AlreadyUnderWay { kind: OrderKind::Cancel })
            }
            _ => Ok(()),
        }
    }

    fn same_currency(&self, asked: Money) -> Result<(), Bar> {
        if asked.currency() == self.asked.amount.currency() {
            Ok(())
        } else {
            Err(Bar::OtherCurrency { payment: self.asked.amount, asked })
        }
    }

    /// Whether a capture of any amount is possible now.
    pub fn may_capture_any(&self, now: Moment) -> Result<Money, Bar> {
        self.alive()?;
        self.cancel_is_open()?;
        if self.asked.capture_mode == CaptureMode::Automatic {
            return Err(Bar::CapturesItself);
        }
        let money = self.money_box();
        if money.capturable.is_zero() {
            return Err(if money.capturing.is_zero() {
                Bar::NothingLeftToCapture
            } else {
                Bar::AlreadyUnderWay { kind: OrderKind::Capture }
            });
        }
        if let Some(at) = self.hold_until()
            && now >= at
        {
            return Err(Bar::AuthorisationExpired { at });
        }
        let rule = capture_rule(&self.asked.method, self.card().brand.as_deref());
        if !rule.several {
            if !money.capturing.is_zero() {
                return Err(Bar::AlreadyUnderWay { kind: OrderKind::Capture });
            }
            if !money.captured.is_zero() {
                return Err(Bar::OneCaptureOnly);
            }
        }
        Ok(money.capturable)
    }

    /// Whether this capture is possible now.
    pub fn may_capture(&self, amount: Money, now: Moment) -> Result<(), Bar> {
        self.same_currency(amount)?;
        let left = self.may_capture_any(now)?;
        if amount.is_zero() {
            return Err(Bar::Zero);
        }
        if amount.minor() > left.minor() {
            return Err(Bar::OverTheRest { left, in_flight: self.money_box().capturing });
        }
        // The same amount again while one is open is the same press twice until it is known.
        if self.captures.values().any(|own| own.progress.is_open() && own.amount == amount) {
            return Err(Bar::AlreadyUnderWay { kind: OrderKind::Capture });
        }
        let rule = capture_rule(&self.asked.method, self.card().brand.as_deref());
        if !rule.partial && amount != self.total() {
            return Err(Bar::FullCaptureOnly { full: self.total() });
        }
        Ok(())
    }

    /// When the refund period of this payment ends.
    #[must_use]
    pub fn refund_until(&self) -> Option<Moment> {
        let days = i64::from(method_rule(&self.asked.method).refund.days);
        self.paid_at().map(|paid| paid.plus(days.saturating_mul(Moment::DAY)))
    }

    /// Whether a refund of any amount is possible now; the most it can be.
    pub fn may_refund_any(&self, now: Moment) -> Result<Money, Bar> {
        self.alive()?;
        self.cancel_is_open()?;
        let money = self.money_box();
        if money.captured.is_zero() {
            let ended = self.hold_until().filter(|ended| now >= *ended);
            return Err(match ended {
                Some(at) if money.capturing.is_zero() => Bar::AuthorisationExpired { at },
                Some(_) | None if !money.capturing.is_zero() => {
                    Bar::AlreadyUnderWay { kind: OrderKind::Capture }
                }
                Some(_) | None => Bar::NothingCaptured,
            });
        }
        if let Some(ended) = self.refund_until()
            && now >= ended
        {
            return Err(Bar::RefundWindowOver { ended });
        }
        if money.refundable.is_zero() {
            return Err(Bar::NothingLeftToRefund { in_flight: money.refunding });
        }
        Ok(money.refundable)
    }

    /// Whether this refund is possible now, and which capture it comes from when there are several.
    /// `again`: the person confirmed that it is another one than the look-alike; `careful`: also ask
    /// about look-alikes of the last 24 hours that are settled, not only about those still open.
    pub fn may_refund(
        &self,
        amount: Money,
        now: Moment,
        again: bool,
        careful: bool,
    ) -> Result<Option<CaptureId>, Bar> {
        self.same_currency(amount)?;
        let left = self.may_refund_any(now)?;
        if amount.is_zero() {
            return Err(Bar::Zero);
        }
        let in_flight = self.money_box().refunding;
        if amount.minor() > left.minor() {
            return Err(Bar::OverTheRest { left, in_flight });
        }
        let window = method_rule(&self.asked.method).refund;
        let currency = amount.currency();
        if amount.minor() < window.least_minor {
            let least = Money::from_minor(window.least_minor, currency).unwrap_or(amount);
            return Err(Bar::BelowLeast { least });
        }
        if !amount.minor().is_multiple_of(window.step) {
            let step = Money::from_minor(window.step, currency).unwrap_or(amount);
            return Err(Bar::NotAStep { step });
        }
        if !again {
            for refund in self.refunds.values() {
                let open = refund.progress.is_open();
                let lately = refund.progress.is_done() && now.since(refund.asked_at) < Moment::DAY;
                if refund.amount == amount && (open || (careful && lately)) {
                    return Err(Bar::LooksTheSame { amount, asked_at: refund.asked_at, open });
                }
            }
        }
        self.capture_for(amount)
    }

    /// With several captures the gateway wants to know which one a refund belongs to.
    fn capture_for(&self, amount: Money) -> Result<Option<CaptureId>, Bar> {
        let done: Vec<_> = self.captures.values().filter(|capture| capture.progress.is_done()).collect();
        if self.asked.capture_mode == CaptureMode::Automatic || done.len() < 2 {
            return Ok(None);
        }
        let mut most = Money::zero(amount.currency());
        for capture in done {
            let taken = self
                .refunds
                .values()
                .filter(|refund| !matches!(refund.progress, Progress::Refused { .. }))
                .filter(|refund| {
                    refund.asked.as_ref().and_then(|asked| asked.capture.as_ref()) == capture.capture.as_ref()
                })
                .try_fold(capture.amount, |left, refund| left.minus(refund.amount));
            let left = taken.unwrap_or(Money::zero(amount.currency()));
            if left.minor() >= amount.minor() && capture.capture.is_some() {
                return Ok(capture.capture.clone());
            }
            if left.minor() > most.minor() {
                most = left;
            }
        }
        Err(Bar::OverOneCapture { most })
    }

    /// Whether it can be cancelled now.
    pub fn may_cancel(&self, now: Moment) -> Result<Option<Moment>, Bar> {
        self.cancel_is_open()?;
        match &self.standing {
            Standing::Declined { code, .. } => return Err(Ending::of(code).bar()),
            Standing::Cancelled { .. } => return Err(Bar::Cancelled),
            Standing::Asked | Standing::Pending | Standing::Succeeded(_) => {}
        }
        if self.refunds.values().any(|refund| refund.progress.is_done()) {
            return Err(Bar::RefundedAlready);
        }
        if self.refunds.values().any(|refund| refund.progress.is_open()) {
            return Err(Bar::RefundUnderWay);
        }
        let open_capture = self.captures.values().any(|capture| capture.progress.is_open());
        let done_capture = self.captures.values().any(|capture| capture.progress.is_done());
        if open_capture {
            return Err(Bar::AlreadyUnderWay { kind: OrderKind::Capture });
        }
        let window = method_rule(&self.asked.method).cancel;
        let succeeded = matches!(self.standing, Standing::Succeeded(_));
        let taken = succeeded && self.asked.capture_mode == CaptureMode::Automatic;
        if done_capture || (taken && window == CancelWindow::SevenDaysUncaptured) {
            return Err(Bar::CapturedAlready);
        }
        if let Some(at) = self.hold_until()
            && now >= at
        {
            return Err(Bar::AuthorisationExpired { at });
        }
        match window.until(self.created_at, self.paid_at()) {
            None => Err(Bar::CancelWindowOver { window, ended: None }),
            Some(ended) if now >= ended => Err(Bar::CancelWindowOver { window, ended: Some(ended) }),
            Some(until) => Ok(Some(until)),
        }
    }

    /// Cancel or refund: which, why, and until when.
    #[must_use]
    pub fn give_back(&self, now: Moment) -> GiveBack {
        let cancel = self.may_cancel(now);
        let refund = self.may_refund_any(now);
        let held = self.asked.capture_mode == CaptureMode::Manual && self.money_box().captured.is_zero();
        let way = match (&cancel, &refund) {
            (Ok(_), _) if held => Some(MoneyBackWay::Release),
            (Ok(_), _) => Some(MoneyBackWay::Cancel),
            (Err(_), Ok(_)) => Some(MoneyBackWay::Refund),
            (Err(_), Err(_)) => None,
        };
        let most = match (&cancel, &refund) {
            (Ok(_), _) => self.total(),
            (Err(_), Ok(left)) => *left,
            (Err(_), Err(_)) => Money::zero(self.asked.amount.currency()),
        };
        GiveBack {
            way,
            cancel_until: cancel.as_ref().ok().copied().flatten(),
            cancel_bar: cancel.err(),
            refund_bar: refund.err(),
            most,
        }
    }

    /// What can still be declared to customs.
    pub fn may_declare_any(&self) -> Result<Money, Bar> {
        self.alive()?;
        if self.asked.method != "ALIPAY_CN" {
            return Err(Bar::NotAnAlipayPayment);
        }
        let total = self.declarable_total().ok_or(Bar::NotInYuan { asked: self.asked.amount })?;
        if total.currency().code() != "CNY" {
            return Err(Bar::NotInYuan { asked: total });
        }
        let declared = self.declared().unwrap_or(total);
        let left = total.minus(declared).unwrap_or(Money::zero(total.currency()));
        let whole = self.declarations.values().any(|d| d.counts() && d.asked.suborder.is_none());
        if whole || left.is_zero() {
            return Err(Bar::DeclaredWhole);
        }
        Ok(left)
    }

    /// Whether this declaration is possible. `correcting`: the id of the one being sent again.
    pub fn may_declare(
        &self,
        amount: Money,
        suborder: Option<&OrderNumber>,
        correcting: Option<&DeclarationRequestId>,
        now: Moment,
    ) -> Result<(), Bar> {
        self.alive()?;
        if amount.currency().code() != "CNY" {
            return Err(Bar::NotInYuan { asked: amount });
        }
        let left = match correcting {
            None => self.may_declare_any()?,
            Some(id) => self.may_correct(id, now)?,
        };
        if amount.is_zero() {
            return Err(Bar::Zero);
        }
        if amount.minor() > left.minor() {
            return Err(Bar::OverTheDeclarable { left });
        }
        let others = || {
            self.declarations.iter().filter(|(id, d)| Some(*id) != correcting && d.counts()).map(|(_, d)| d)
        };
        if suborder.is_none() && others().next().is_some() {
            return Err(Bar::MustBeSplit);
        }
        if suborder.is_some() && others().any(|other| other.asked.suborder.as_ref() == suborder) {
            return Err(Bar::SuborderTaken);
        }
        Ok(())
    }

    /// Whether a declaration may be corrected and sent again now; the most its amount may be.
    pub fn may_correct(&self, id: &DeclarationRequestId, now: Moment) -> Result<Money, Bar> {
        let own = self.declarations.get(id).ok_or(Bar::NoSuchDeclaration)?;
        if own.progress.is_open() {
            return Err(Bar::AlreadyUnderWay { kind: OrderKind::Declare });
        }
        let from = own.last_asked_at.plus(RESEND_AFTER_MS);
        if own.accepted_before && now < from {
            return Err(Bar::ResendTooEarly { from });
        }
        let total = self.declarable_total().ok_or(Bar::NotInYuan { asked: self.asked.amount })?;
        let declared = self.declared().unwrap_or(total);
        let free = total.minus(declared).unwrap_or(Money::zero(total.currency()));
        let own_part = if own.counts() { own.drawn() } else { Money::zero(total.currency()) };
        Ok(free.plus(own_part).unwrap_or(total))
    }
}
