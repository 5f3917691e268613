//! notifyCapture (section 6.9 of the online payments reference).

use domain::{CaptureId, CaptureRequestId, Money, PaymentId};

use crate::Stamp;
use crate::shape::told;
use crate::wire::{Extra, GatewayResult};

told! {
    /// How a capture came out.
    pub struct NotifyCapture {
        /// `CAPTURE_RESULT`.
        notify_type: Option<String>,
        /// S or F, with a code of section 5.7.
        result: Option<GatewayResult>,
        /// Ours; the gateway's own choice when it captured by itself.
        capture_request_id: Option<CaptureRequestId>,
        /// The payment.
        payment_id: Option<PaymentId>,
        /// The gateway's.
        capture_id: Option<CaptureId>,
        /// How much.
        capture_amount: Option<Money>,
        /// When.
        capture_time: Option<Stamp>,
        /// The acquirer's number.
        acquirer_reference_no: Option<String>,
        /// An acquirer that is not the gateway.
        acquirer_info: Option<Extra>,
        /// The gateway's number of a tax calculation.
        tax_calculation_id: Option<String>,
    }
}
