//! Ends a subscription (section 7 of the auto debit reference).

use domain::{SubscriptionId, SubscriptionRequestId};

use crate::doubted::after_doubt;
use crate::fault::Checking;
use crate::fields::fields;
use crate::proof::{Need, prove as prove_with};
use crate::wire::{Extra, GatewayResult};
use crate::words::words;
use crate::{Ask, Endpoint, Fault, FieldFault, Proof};

/// `POST /v1/subscriptions/cancel`
#[derive(Debug)]
pub struct SubscriptionCancel;

impl Endpoint for SubscriptionCancel {
    const PATH: &'static str = "/ams/api/v1/subscriptions/cancel";
    /// Nothing beside the result.
    type Answer = Extra;
}

words! {
    /// How it ends.
    pub enum CancellationType {
        /// With the period that runs.
        Cancel = "CANCEL",
        /// At once.
        Terminate = "TERMINATE",
    }
}

fields! {
    /// A subscription to be ended; one of the two ids is needed.
    #[derive(Debug)]
    pub struct SubscriptionCancelAsk {
        /// The gateway's.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId",
        /// Ours: works also when no answer ever came.
        pub subscription_request_id: Option<SubscriptionRequestId> = "subscriptionRequestId",
        /// How.
        pub cancellation_type: Option<CancellationType> = "cancellationType" [need],
    }
    also ties;
}

fn ties(ask: &SubscriptionCancelAsk, checking: Checking) -> Checking {
    let named = ask.subscription_id.is_some() || ask.subscription_request_id.is_some();
    let known = ask.cancellation_type.as_ref().is_none_or(CancellationType::is_known);
    checking.rule("subscriptionId", named, Fault::Missing).rule(
        "cancellationType",
        known,
        Fault::Malformed("CANCEL or TERMINATE"),
    )
}

impl Ask for SubscriptionCancelAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What a verified answer proves. `repeated`: an earlier delivery of this request had no believable answer.
///
/// The call has no id of its own. After a doubt `PROCESS_FAIL` (F) may say that it was ended already, by us:
/// it is no refusal then, and notifySubscription or an inquiry tells.
#[must_use]
pub fn prove(repeated: bool, result: &GatewayResult) -> Proof<()> {
    after_doubt(prove_with(result, |_: Need| Ok(())), repeated, &["PROCESS_FAIL", "SYSTEM_ERROR"])
}
