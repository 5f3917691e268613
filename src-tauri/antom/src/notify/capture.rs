//! notifyCapture (section 6.9 of the online payments reference).

use domain::{CaptureId, CaptureRequestId, Money, PaymentId};

use crate::Stamp;
use crate::fields::fields;
use crate::parts::AcquirerInfo;
use crate::wire::GatewayResult;

fields! {
    /// How a capture came out.
    #[derive(Debug)]
    pub struct NotifyCapture {
        /// `CAPTURE_RESULT`.
        pub notify_type: Option<String> = "notifyType",
        /// S or F, with a code of section 5.7.
        pub result: Option<GatewayResult> = "result",
        /// Ours; the gateway's own choice when it captured by itself.
        pub capture_request_id: Option<CaptureRequestId> = "captureRequestId",
        /// The payment.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// The gateway's.
        pub capture_id: Option<CaptureId> = "captureId",
        /// How much.
        pub capture_amount: Option<Money> = "captureAmount",
        /// When.
        pub capture_time: Option<Stamp> = "captureTime",
        /// The acquirer's number.
        pub acquirer_reference_no: Option<String> = "acquirerReferenceNo",
        /// An acquirer that is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// The gateway's number of a tax calculation.
        pub tax_calculation_id: Option<String> = "taxCalculationId",
    }
}
