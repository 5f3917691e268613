//! What went wrong, in a form both the window and the terminal can put into words.

use std::collections::BTreeMap;

use domain::{Bar, CancelWindow, Moment, Money, MoneyError, OrderKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::view::MoneyView;

/// Whether money was moved, as far as anybody can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// Certainly not.
    No,
    /// It was, verified.
    Yes,
    /// Not by the gateway's last answer, verified; it may be any time.
    NotYet,
    /// Not known yet.
    Unknown,
    /// Not by what was just done; something else of the same payment may have.
    NotByThis,
    /// Only a question was asked: that moves nothing and changes nothing.
    OnlyAsked,
    /// The shop got none; what the buyer was charged, the gateway gives back.
    GoesBack,
}

/// What the button offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Change what was typed.
    Correct,
    /// The screen is old: load it again.
    Reload,
    /// We keep asking; nothing to do.
    Wait,
    /// Ask the gateway now.
    AskNow,
    /// The same thing can be tried again safely.
    TryAgain,
    /// Refund instead.
    RefundInstead,
    /// Cancel instead.
    CancelInstead,
    /// Say that it really is another one.
    Confirm,
    /// Look at the account's settings and keys.
    CheckSettings,
    /// Take a new payment.
    NewPayment,
    /// Ask the gateway's support.
    AskSupport,
    /// Choose where keys are kept.
    ChooseVault,
    /// Nothing can be done.
    Nothing,
}

/// A value in a sentence. The screen formats it in its own language and zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Arg {
    /// As it is.
    Text(String),
    /// An amount.
    Money(MoneyView),
    /// An instant, epoch milliseconds.
    Time(#[ts(type = "number")] i64),
    /// A word of a fixed set, translated by the catalogue under `word.<value>`.
    Word(String),
}

/// A problem says what happened, whether money moved, and what to do. The texts are in
/// `problems/en.json` and `problems/zh-CN.json` under `code`; a code of the gateway that has a sentence
/// of its own comes in `gateway`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// For the screen to match on; nobody matches on text.
    pub code: String,
    /// Values in the sentence.
    pub args: BTreeMap<String, Arg>,
    /// Where the money is.
    pub moved: Moved,
    /// What the button offers.
    pub next: Next,
    /// The gateway's own code, when it spoke.
    pub gateway_code: Option<String>,
    /// The gateway's own words, when it spoke.
    pub gateway_message: Option<String>,
    /// The call whose code it is, by the name the table of result codes has for it; a code means another thing
    /// to another call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub gateway_call: Option<String>,
    /// What to do instead of what stands under `code`: the catalogue's `todo.<todo>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub todo: Option<String>,
    /// Which field of the form it is about, if one.
    pub field: Option<String>,
    /// For the log; never holds a key or a card.
    #[serde(skip)]
    #[ts(skip)]
    pub cause: Option<String>,
}

impl Problem {
    /// A problem in which nothing was moved.
    #[must_use]
    pub fn new(code: &str, next: Next) -> Self {
        Self {
            code: code.to_owned(),
            args: BTreeMap::new(),
            moved: Moved::No,
            next,
            gateway_code: None,
            gateway_message: None,
            gateway_call: None,
            todo: None,
            field: None,
            cause: None,
        }
    }

    /// With a text in its sentence.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), Arg::Text(value.to_string()));
        self
    }

    /// With a word of the catalogue in its sentence.
    #[must_use]
    pub fn word(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), Arg::Word(value.to_string()));
        self
    }

    /// With an amount in its sentence.
    #[must_use]
    pub fn money(mut self, name: &str, value: Money) -> Self {
        self.args.insert(name.to_owned(), Arg::Money(MoneyView::of(value)));
        self
    }

    /// With an instant in its sentence.
    #[must_use]
    pub fn time(mut self, name: &str, value: Moment) -> Self {
        self.args.insert(name.to_owned(), Arg::Time(value.0));
        self
    }

    /// About one field of the form.
    #[must_use]
    pub fn on_field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// With another word on the money.
    #[must_use]
    pub fn moved(mut self, moved: Moved) -> Self {
        self.moved = moved;
        self
    }

    /// With another advice than its code has.
    #[must_use]
    pub fn todo(mut self, todo: impl Into<String>) -> Self {
        self.todo = Some(todo.into());
        self
    }

    /// With the call its code belongs to.
    #[must_use]
    pub fn of_call(mut self, call: &str) -> Self {
        self.gateway_call = Some(call.to_owned());
        self
    }

    /// With its cause for the log.
    #[must_use]
    pub fn because(mut self, cause: impl ToString) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// With what the gateway said.
    #[must_use]
    pub fn said(mut self, code: &str, message: &str) -> Self {
        self.gateway_code = Some(code.to_owned());
        self.gateway_message = Some(message.to_owned());
        self
    }

    /// Why a typed text is not an amount.
    #[must_use]
    pub fn of_money(error: &MoneyError, field: &str) -> Self {
        let correct = |code: &str| Self::new(code, Next::Correct).on_field(field);
        match error {
            MoneyError::NotAnAmount(typed) => correct("amount.not_an_amount").text("typed", typed),
            MoneyError::Ambiguous { typed, less, more } => correct("amount.ambiguous")
                .text("typed", typed)
                .money("less", *less)
                .money("more", *more)
                .text("decimals", less.currency().decimals()),
            MoneyError::TooManyDecimals { currency, decimals } => {
                correct("amount.too_many_decimals").text("currency", currency).text("decimals", decimals)
            }
            MoneyError::NotAStep { currency, step } => {
                let step = Money::from_minor(*step, *currency).unwrap_or(Money::zero(*currency));
                correct("amount.not_a_step").money("step", step)
            }
            MoneyError::TooLarge => correct("amount.too_large"),
            MoneyError::BelowZero => correct("amount.below_zero"),
            MoneyError::TwoCurrencies(one, other) => {
                correct("amount.two_currencies").text("one", one).text("other", other)
            }
        }
    }

    /// Why an action is not possible.
    #[must_use]
    pub fn of_bar(bar: &Bar) -> Self {
        let new = Self::new;
        match bar {
            Bar::NotPaid => new("bar.not_paid", Next::AskNow),
            Bar::Declined => new("bar.declined", Next::NewPayment),
            Bar::Cancelled => new("bar.cancelled", Next::Nothing),
            Bar::Closed => new("bar.closed", Next::NewPayment),
            Bar::PaymentNotKnown => new("bar.payment_not_known", Next::AskNow).moved(Moved::NotByThis),
            Bar::CapturesItself => new("bar.captures_itself", Next::Nothing),
            Bar::NothingLeftToCapture => new("bar.nothing_left_to_capture", Next::Nothing),
            Bar::AuthorisationExpired { at } => {
                new("bar.authorisation_expired", Next::NewPayment).time("at", *at)
            }
            Bar::OneCaptureOnly => new("bar.one_capture_only", Next::NewPayment),
            Bar::FullCaptureOnly { full } => {
                new("bar.full_capture_only", Next::Correct).money("full", *full).on_field("amount")
            }
            Bar::Zero => new("bar.zero", Next::Correct).on_field("amount"),
            Bar::OtherCurrency { payment, asked } => new("bar.other_currency", Next::Correct)
                .text("currency", payment.currency())
                .text("asked", asked.currency())
                .on_field("amount"),
            Bar::OverTheRest { left, in_flight } => {
                let (code, moved) = if in_flight.is_zero() {
                    ("bar.over_the_rest", Moved::No)
                } else {
                    ("bar.over_the_rest_in_flight", Moved::NotByThis)
                };
                new(code, Next::Correct)
                    .moved(moved)
                    .money("left", *left)
                    .money("in_flight", *in_flight)
                    .on_field("amount")
            }
            Bar::OverOneCapture { most } => {
                new("bar.over_one_capture", Next::Correct).money("most", *most).on_field("amount")
            }
            Bar::BelowLeast { least } => {
                new("bar.below_least", Next::Correct).money("least", *least).on_field("amount")
            }
            Bar::NotAStep { step } => {
                new("bar.not_a_step", Next::Correct).money("step", *step).on_field("amount")
            }
            Bar::NothingLeftToRefund { in_flight } => {
                let (code, moved) = if in_flight.is_zero() {
                    ("bar.nothing_left_to_refund", Moved::No)
                } else {
                    ("bar.nothing_left_to_refund_in_flight", Moved::NotByThis)
                };
                new(code, Next::Nothing).moved(moved).money("in_flight", *in_flight)
            }
            Bar::NothingCaptured => new("bar.nothing_captured", Next::CancelInstead),
            Bar::RefundWindowOver { ended } => {
                new("bar.refund_window_over", Next::Nothing).time("ended", *ended)
            }
            Bar::AlreadyUnderWay { kind } => {
                let problem = new("bar.already_under_way", Next::Wait).moved(Moved::NotByThis);
                problem.word("kind", kind_word(*kind))
            }
            Bar::TakenByDispute { took, left } => {
                let code = if left.is_zero() { "bar.taken_by_dispute" } else { "bar.taken_by_dispute_left" };
                new(code, Next::Nothing).money("took", *took).money("left", *left)
            }
            Bar::DisputeAsks { asks } => new("bar.dispute_asks", Next::Confirm).money("asks", *asks),
            Bar::DisputeStopsCancel { asks } => {
                new("bar.dispute_stops_cancel", Next::RefundInstead).money("asks", *asks)
            }
            Bar::GivenBackAlready { amount } => {
                new("bar.given_back_already", Next::Confirm).money("amount", *amount)
            }
            Bar::LooksTheSame { amount, asked_at, open } => {
                let code = if *open { "bar.looks_the_same_open" } else { "bar.looks_the_same" };
                new(code, Next::Confirm)
                    .moved(Moved::NotByThis)
                    .money("amount", *amount)
                    .time("asked_at", *asked_at)
            }
            Bar::CapturedAlready => new("bar.captured_already", Next::RefundInstead),
            Bar::RefundedAlready => new("bar.refunded_already", Next::RefundInstead),
            Bar::RefundUnderWay => new("bar.refund_under_way", Next::Wait).moved(Moved::NotByThis),
            Bar::CancelWindowOver { window, ended } => match (window, ended) {
                (CancelWindow::Never | CancelWindow::UntilPaid, _) | (_, None) => {
                    new("bar.cancel_never", Next::RefundInstead)
                }
                (
                    CancelWindow::NextDay | CancelWindow::SevenDaysUncaptured | CancelWindow::SevenDays,
                    Some(ended),
                ) => new("bar.cancel_window_over", Next::RefundInstead).time("ended", *ended),
            },
            Bar::NotAnAlipayPayment => new("bar.not_an_alipay_payment", Next::Nothing),
            Bar::NotInYuan { asked } => {
                new("bar.not_in_yuan", Next::Nothing).text("currency", asked.currency())
            }
            Bar::OverTheDeclarable { left } => {
                new("bar.over_the_declarable", Next::Correct).money("left", *left).on_field("amount")
            }
            Bar::DeclaredWhole => new("bar.declared_whole", Next::Nothing),
            Bar::NoSuchDeclaration => new("bar.no_such_declaration", Next::Reload),
            Bar::MustBeSplit => new("bar.must_be_split", Next::Correct).on_field("suborder"),
            Bar::SuborderTaken => new("bar.suborder_taken", Next::Correct).on_field("suborder"),
            Bar::RaisedTooOften => new("bar.raised_too_often", Next::NewPayment),
            Bar::NotHigher { total } => {
                new("bar.not_higher", Next::Correct).text("total", total).on_field("total")
            }
            Bar::CannotBeRaised => new("bar.cannot_be_raised", Next::NewPayment),
            Bar::OrderBeingPaid { payment, amount, asked_at, paid } => {
                let code = if *paid { "bar.order_paid" } else { "bar.order_being_paid" };
                new(code, Next::Correct)
                    .moved(Moved::NotByThis)
                    .text("payment", payment)
                    .text("amount", amount)
                    .time("at", *asked_at)
                    .on_field("order_number")
            }
            Bar::DisputeOver => new("bar.dispute_over", Next::Nothing),
            Bar::DisputeTooLate { due } => new("bar.dispute_too_late", Next::Nothing).time("due", *due),
            Bar::DisputeAnswered => new("bar.dispute_answered", Next::Nothing),
            Bar::DisputeEvidenceGiven => new("bar.dispute_evidence_given", Next::Nothing),
            Bar::DisputeToldTooLate => new("bar.dispute_told_too_late", Next::Nothing),
            Bar::DisputeDocumentSent => new("bar.dispute_document_sent", Next::Nothing),
            Bar::NotDefendable => new("bar.not_defendable", Next::Nothing),
            Bar::NoConsent => new("bar.no_consent", Next::Nothing),
            Bar::TokenEnded { at } => new("bar.token_ended", Next::Nothing).time("at", *at),
            Bar::NotWaiting => new("bar.not_waiting", Next::Nothing),
            Bar::NotRunning => new("bar.not_running", Next::Nothing),
            Bar::EndsWithItsPeriod => new("bar.ends_with_its_period", Next::Nothing),
            Bar::IdNotKnown => new("bar.id_not_known", Next::AskNow),
            Bar::ResendTooEarly { from } => new("bar.resend_too_early", Next::Wait).time("from", *from),
        }
    }
}

/// The catalogue's word for a kind of order.
#[must_use]
pub fn kind_word(kind: OrderKind) -> &'static str {
    kind.word()
}
