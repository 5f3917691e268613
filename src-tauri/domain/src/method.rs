//! What each payment method allows. The tables are data: a new method or rule is a line, not code.
//! Source: method, capture, cancel and refund pages of the online payments reference; where a line is
//! our own choice it says so.

use serde::{Deserialize, Serialize};

use crate::Moment;

/// When the money of a payment is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaptureMode {
    /// Held first; taken by a capture within seven days.
    Manual,
    /// Taken at once.
    Automatic,
}

/// How an authorisation of a method may be captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureRule {
    /// Less than the whole authorised amount may be taken.
    pub partial: bool,
    /// More than one capture may be made.
    pub several: bool,
}

/// Until when a payment can be cancelled instead of refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelWindow {
    /// Never.
    Never,
    /// Only while it is not paid.
    UntilPaid,
    /// Until 00:15 (UTC+8) of the day after.
    NextDay,
    /// Seven days after the payment, and only while nothing was captured.
    SevenDaysUncaptured,
    /// Seven days after it was paid.
    SevenDays,
}

/// Until when, and how, a payment can be refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundWindow {
    /// Days after the payment.
    pub days: u32,
    /// The gateway answers at once; otherwise the result comes later.
    pub at_once: bool,
    /// The smallest refund in minor units.
    pub least_minor: u64,
    /// The amount must be a multiple of this, in minor units.
    pub step: u64,
}

/// The rules of one payment method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodRule {
    /// The gateway's `paymentMethodType`.
    pub method: &'static str,
    /// Cancelling.
    pub cancel: CancelWindow,
    /// Refunding.
    pub refund: RefundWindow,
}

const YEAR: RefundWindow = RefundWindow { days: 365, at_once: true, least_minor: 1, step: 1 };

const fn wallet(method: &'static str) -> MethodRule {
    MethodRule { method, cancel: CancelWindow::NextDay, refund: YEAR }
}

const fn indonesian(method: &'static str) -> MethodRule {
    MethodRule { method, cancel: CancelWindow::Never, refund: RefundWindow { step: 100, ..YEAR } }
}

/// Paid over a bank: half a year, and the result comes later.
const HALF_A_YEAR: RefundWindow = RefundWindow { days: 180, at_once: false, ..YEAR };
/// A year, and the result comes later.
const YEAR_LATER: RefundWindow = RefundWindow { at_once: false, ..YEAR };

const fn bank(method: &'static str, cancel: CancelWindow, refund: RefundWindow) -> MethodRule {
    MethodRule { method, cancel, refund }
}

const METHODS: &[MethodRule] = &[
    MethodRule {
        method: "CARD",
        cancel: CancelWindow::SevenDaysUncaptured,
        refund: RefundWindow { at_once: false, ..YEAR },
    },
    MethodRule {
        method: "APPLEPAY",
        cancel: CancelWindow::SevenDaysUncaptured,
        refund: RefundWindow { at_once: false, ..YEAR },
    },
    MethodRule {
        method: "GOOGLEPAY",
        cancel: CancelWindow::SevenDaysUncaptured,
        refund: RefundWindow { at_once: false, ..YEAR },
    },
    wallet("ALIPAY_CN"),
    wallet("ALIPAY_HK"),
    wallet("CONNECT_WALLET"),
    wallet("WECHATPAY"),
    wallet("GCASH"),
    wallet("MAYA"),
    MethodRule {
        method: "KAKAOPAY",
        cancel: CancelWindow::NextDay,
        refund: RefundWindow { least_minor: 50, ..YEAR },
    },
    wallet("NAVERPAY"),
    wallet("TOSSPAY"),
    wallet("PAYPAY"),
    wallet("TNG"),
    wallet("BOOST"),
    wallet("TRUEMONEY"),
    wallet("RABBIT_LINE_PAY"),
    wallet("GRABPAY_SG"),
    wallet("PAYNOW"),
    wallet("MPAY"),
    wallet("MOMO"),
    MethodRule {
        method: "ZALOPAY",
        cancel: CancelWindow::NextDay,
        refund: RefundWindow { days: 180, ..YEAR },
    },
    MethodRule {
        method: "PAGALEVE",
        cancel: CancelWindow::NextDay,
        refund: RefundWindow { days: 90, ..YEAR },
    },
    indonesian("DANA"),
    indonesian("OVO"),
    indonesian("GOPAY_ID"),
    indonesian("SHOPEEPAY_ID"),
    MethodRule {
        method: "QRIS",
        cancel: CancelWindow::Never,
        refund: RefundWindow { days: 7, step: 100, ..YEAR },
    },
    MethodRule { method: "JKOPAY", cancel: CancelWindow::Never, refund: RefundWindow { step: 100, ..YEAR } },
    MethodRule {
        method: "OCTOPUS",
        cancel: CancelWindow::NextDay,
        refund: RefundWindow { step: 10, ..YEAR },
    },
    indonesian("LINKAJA"),
    bank("KREDIVO_ID", CancelWindow::Never, YEAR_LATER),
    bank("BANKTRANSFER_MAYBANK", CancelWindow::Never, HALF_A_YEAR),
    bank("BANKTRANSFER_BNI", CancelWindow::Never, HALF_A_YEAR),
    bank("BANKTRANSFER_PERMATA", CancelWindow::Never, HALF_A_YEAR),
    bank("BANKTRANSFER_BSI", CancelWindow::Never, HALF_A_YEAR),
    bank("BANKTRANSFER_MANDIRI", CancelWindow::Never, HALF_A_YEAR),
    bank("CIMBNIAGA", CancelWindow::Never, HALF_A_YEAR),
    bank("ATMTRANSFER_ID", CancelWindow::Never, HALF_A_YEAR),
    bank("ONLINEBANKING_KRUNGTHAIBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("ONLINEBANKING_SIAMCOMMERCIALBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("ONLINEBANKING_BANGKOKBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("ONLINEBANKING_BANKOFAYUDHYA", CancelWindow::UntilPaid, YEAR_LATER),
    bank("ONLINEBANKING_KASIKORNBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("BANKAPP_BANGKOKBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("BANKAPP_SIAMCOMMERCIALBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("BANKAPP_BANKOFAYUDHYA", CancelWindow::UntilPaid, YEAR_LATER),
    bank("BANKAPP_KRUNGTHAIBANK", CancelWindow::UntilPaid, YEAR_LATER),
    bank("BANKTRANSFER_BANGKOKBANK", CancelWindow::UntilPaid, HALF_A_YEAR),
    bank("BANKTRANSFER_SIAMCOMMERCIALBANK", CancelWindow::UntilPaid, HALF_A_YEAR),
    bank("BANKTRANSFER_BANKOFAYUDHYA", CancelWindow::UntilPaid, HALF_A_YEAR),
    bank("BANKTRANSFER_KRUNGTHAIBANK", CancelWindow::UntilPaid, HALF_A_YEAR),
    bank("BANKTRANSFER_KASIKORNBANK", CancelWindow::UntilPaid, HALF_A_YEAR),
    bank("BANKTRANSFER_GOVERNMENTSAVINGSBANK", CancelWindow::UntilPaid, HALF_A_YEAR),
    MethodRule {
        method: "BANKTRANSFER_QUICKPAY",
        cancel: CancelWindow::NextDay,
        refund: RefundWindow { days: 180, at_once: false, ..YEAR },
    },
    bank("ONLINEBANKING_FPX", CancelWindow::NextDay, YEAR_LATER),
    bank("MERCADOPAGO_BR", CancelWindow::SevenDays, YEAR),
    bank("MERCADOPAGO_MX", CancelWindow::SevenDays, YEAR),
    bank("MERCADOPAGO_CL", CancelWindow::SevenDays, YEAR),
    bank("MERCADOPAGO_PE", CancelWindow::SevenDays, YEAR),
];

/// A method that is in no table: the gateway's general rule (T+1 00:15, 365 days), which the gateway
/// may still refuse.
const OTHERS: MethodRule = MethodRule { method: "", cancel: CancelWindow::NextDay, refund: YEAR };

/// The rule of a method; the general rule for one we do not know.
#[must_use]
pub fn method_rule(method: &str) -> MethodRule {
    METHODS.iter().find(|rule| rule.method == method).copied().unwrap_or(OTHERS)
}

/// Method, card brand, and what its authorisations allow; the first line that fits counts, `*` fits every
/// brand. Contract dependent at the gateway: the reference's pages disagree, so these are our defaults; the
/// gateway's answer decides.
const CAPTURES: &[(&str, &str, CaptureRule)] = &[
    ("CARD", "VISA", CaptureRule { partial: true, several: true }),
    ("CARD", "MASTERCARD", CaptureRule { partial: true, several: true }),
    ("CARD", "CUP", CaptureRule { partial: false, several: false }),
    ("CARD", "*", CaptureRule { partial: true, several: false }),
    ("APPLEPAY", "*", CaptureRule { partial: true, several: false }),
    ("GOOGLEPAY", "*", CaptureRule { partial: true, several: false }),
    ("PAYPAL", "*", CaptureRule { partial: true, several: true }),
    ("KLARNA", "*", CaptureRule { partial: true, several: true }),
];

/// Whether the money of this method can be held and captured later at all, by the same table.
#[must_use]
pub fn can_be_held(method: &str) -> bool {
    CAPTURES.iter().any(|(own, _, _)| *own == method)
}

/// What an authorisation of this method and card brand allows: one full capture unless a line says more.
#[must_use]
pub fn capture_rule(method: &str, brand: Option<&str>) -> CaptureRule {
    CAPTURES
        .iter()
        .find(|(own, of, _)| *own == method && (*of == "*" || Some(*of) == brand))
        .map_or(CaptureRule { partial: false, several: false }, |(_, _, rule)| *rule)
}

impl CancelWindow {
    /// Until when a payment paid at `paid` (or, unpaid, made at `created`) can be cancelled. `None`:
    /// not at all.
    #[must_use]
    pub fn until(self, created: Moment, paid: Option<Moment>) -> Option<Moment> {
        match (self, paid) {
            (Self::Never, _) | (Self::UntilPaid, Some(_)) => None,
            (Self::UntilPaid, None) => Some(created.plus(2 * Moment::DAY)),
            (Self::NextDay, _) => Some(created.next_quarter_past_midnight_utc8()),
            (Self::SevenDaysUncaptured | Self::SevenDays, _) => {
                Some(paid.unwrap_or(created).plus(7 * Moment::DAY))
            }
        }
    }
}
