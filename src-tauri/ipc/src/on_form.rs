//! A fault in a request names the gateway's field; a person filled in one of the form. Both are told.

use antom::{Fault, FieldFault};
use domain::{IdError, OrderNumber};
use engine::Failed;

use crate::problem::Problem;
use crate::trouble::of_fault;
use crate::typed::sendable;

/// Which field of a form a field of the gateway comes from: the gateway's path (or the beginning of it) and the
/// form's name. The first that fits counts.
pub(crate) type Fields = [(&'static str, &'static str)];

/// Payments of every product: taking one, checkouts, the counter and debits.
pub(crate) const PAYMENT: &Fields = &[
    ("paymentMethod.paymentMethodType", "method"),
    ("paymentMethod.paymentMethodId", "card"),
    ("order.referenceOrderId", "order_number"),
    ("order.orderDescription", "description"),
    ("order.orderAmount", "amount"),
    ("order.needDeclaration", "needs_declaration"),
    ("paymentAmount", "amount"),
    ("paymentFactor.captureMode", "capture"),
    ("paymentSessionExpiryTime", "minutes"),
];

/// Payments at the counter.
pub(crate) const COUNTER: &Fields = &[
    ("paymentMethod.paymentMethodId", "code"),
    ("paymentFactor", "mode"),
    ("order.referenceOrderId", "order_number"),
    ("order.orderDescription", "description"),
    ("order.orderAmount", "amount"),
    ("paymentAmount", "amount"),
];

/// Refunds.
pub(crate) const REFUND: &Fields =
    &[("refundReason", "reason"), ("refundAmount", "amount"), ("paymentId", "payment")];

/// Refunds whose reason is one of the list: what the buyer reads beside it is the note.
pub(crate) const REFUND_WITH_NOTE: &Fields =
    &[("refundReason", "note"), ("refundAmount", "amount"), ("paymentId", "payment")];

/// Captures.
pub(crate) const CAPTURE: &Fields =
    &[("captureAmount", "amount"), ("isLastCapture", "last"), ("paymentId", "payment")];

/// Declarations to customs.
pub(crate) const DECLARATION: &Fields = &[
    ("declarationAmount", "amount"),
    ("customs", "customs"),
    ("merchantCustomsInfo.merchantCustomsCode", "merchant_code"),
    ("merchantCustomsInfo.merchantCustomsName", "merchant_name"),
    ("suborderId", "suborder"),
    ("splitOrder", "suborder"),
    ("buyerCertificate.holderName", "buyer_name"),
    ("buyerCertificate", "buyer_number"),
    ("paymentId", "payment"),
];

/// Consents.
pub(crate) const CONSENT: &Fields = &[("customerBelongsTo", "wallet"), ("authState", "draft")];

/// Subscriptions and their changes.
pub(crate) const SUBSCRIPTION: &Fields = &[
    ("subscriptionDescription", "description"),
    ("orderInfo.orderAmount", "amount"),
    ("paymentAmountDifference", "difference"),
    ("prorationSettings.customAmount", "difference"),
    ("prorationSettings", "settle"),
    ("paymentAmount", "amount"),
    ("periodRule.periodType", "unit"),
    ("periodRule.periodCount", "count"),
    ("periodRule", "unit"),
    ("subscriptionStartTime", "starts"),
    ("subscriptionEndTime", "ends"),
    ("subscriptionExpiryTime", "link_minutes"),
    ("paymentMethod", "method"),
    ("trials[0].trialAmount", "trial_amount"),
    ("trials", "trial_periods"),
];

/// Registrations of merchants and stores.
pub(crate) const REGISTRATION: &Fields = &[
    ("merchantInfo.referenceMerchantId", "merchant"),
    ("merchantInfo.merchantDisplayName", "display_name"),
    ("merchantInfo.merchantMCC", "mcc"),
    ("merchantInfo.websites", "website"),
    ("merchantInfo.merchantAddress.region", "region"),
    ("merchantInfo.merchantAddress.city", "city"),
    ("merchantInfo.merchantAddress.zipCode", "zip"),
    ("merchantInfo.merchantAddress", "address"),
    ("merchantInfo.registrationDetail.legalName", "legal_name"),
    ("merchantInfo.registrationDetail.registrationType", "registration_type"),
    ("merchantInfo.registrationDetail.registrationNo", "registration_no"),
    ("merchantInfo.registrationDetail.registrationAddress.region", "region"),
    ("merchantInfo.registrationDetail.registrationAddress.city", "city"),
    ("merchantInfo.registrationDetail.registrationAddress.zipCode", "zip"),
    ("merchantInfo.registrationDetail.registrationAddress", "address"),
    ("merchantInfo.registrationDetail.businessType", "business_type"),
    ("merchantInfo.registrationDetail.contactInfo", "email"),
    ("storeInfo.storeName", "store_name"),
    ("storeInfo.storeMCC", "store_mcc"),
    ("storeInfo.storeAddress.region", "region"),
    ("storeInfo.storeAddress.city", "city"),
    ("storeInfo.storeAddress.zipCode", "zip"),
    ("storeInfo.storeAddress", "address"),
    ("storeInfo", "store"),
];

/// The form's name of a field of the gateway.
fn behind(path: &str, fields: &Fields) -> Option<&'static str> {
    let fits = |own: &str| {
        path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    fields.iter().find(|(own, _)| fits(own)).map(|(_, name)| *name)
}

/// A fault told with the form's field, the gateway's name kept in its sentence.
fn told(fault: &FieldFault, fields: &Fields) -> Problem {
    let problem = of_fault(fault);
    match behind(&fault.field, fields) {
        Some(name) => problem.on_field(name),
        None => problem,
    }
}

/// An id a person typed: empty, too long, or not of its form, told with both names of its field. `most`: how many
/// characters it may have.
pub(crate) fn id<T>(parsed: Result<T, IdError>, path: &str, name: &str, most: usize) -> Result<T, Problem> {
    parsed.map_err(|error| {
        let fault = match error.text.trim().chars().count() {
            0 => Fault::Missing,
            found if found > most => Fault::TooLong { most, found },
            _ => return Problem::from(Failed::from(error)).on_field(name),
        };
        of_fault(&FieldFault { field: path.to_owned(), fault }).on_field(name)
    })
}

/// The shop's order number.
pub(crate) fn order_number(typed: &str, path: &str, name: &str) -> Result<OrderNumber, Problem> {
    sendable(typed, name)?;
    id(OrderNumber::parse(typed), path, name, 64)
}

/// What a use case answered, told to whoever filled in the form.
pub(crate) trait OnForm<T> {
    /// A fault of the gateway's field becomes one of the form's.
    fn on_form(self, fields: &Fields) -> Result<T, Problem>;
}

impl<T> OnForm<T> for Result<T, Failed> {
    fn on_form(self, fields: &Fields) -> Result<T, Problem> {
        self.map_err(
            |failed| if let Failed::Request(fault) = &failed { told(fault, fields) } else { failed.into() },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_field_is_found_behind_the_gateways() {
        for (path, fields, name) in [
            ("paymentMethod.paymentMethodType", PAYMENT, Some("method")),
            ("order.orderDescription", PAYMENT, Some("description")),
            ("paymentAmount.value", PAYMENT, Some("amount")),
            ("paymentAmountDifference", SUBSCRIPTION, Some("difference")),
            ("trials[0].trialAmount", SUBSCRIPTION, Some("trial_amount")),
            ("trials[0].trialEndPeriod", SUBSCRIPTION, Some("trial_periods")),
            ("merchantInfo.registrationDetail.contactInfo[0].contactNo", REGISTRATION, Some("email")),
            ("storeInfo", REGISTRATION, Some("store")),
            ("storeInfo.storeMCC", REGISTRATION, Some("store_mcc")),
            ("merchantInfo.logo.logoUrl", REGISTRATION, None),
            ("refundReasonable", REFUND, None),
        ] {
            assert_eq!(behind(path, fields), name, "{path}");
        }
    }

    #[test]
    fn both_names_are_told() {
        let fault = FieldFault {
            field: "refundReason".to_owned(),
            fault: antom::Fault::TooLong { most: 256, found: 257 },
        };
        let problem = Err::<(), _>(Failed::Request(fault)).on_form(REFUND).unwrap_err();
        assert_eq!((problem.code.as_str(), problem.field.as_deref()), ("field.too_long", Some("reason")));
        let said = crate::say(&problem, crate::Language::English);
        assert!(said.contains("refundReason") && said.contains("257") && said.contains("256"), "{said}");
    }
}
