//! Where each call and notification of the gateway is at hand: at which verbs of the terminal, and on which screens.

/// A row of the table: the name of the call or notification, verbs, screens.
pub type Place = (&'static str, &'static [&'static str], &'static [&'static str]);

/// All of them, in the order of the table in the README.
pub const PLACES: &[Place] = &[
    ("consult", &["payment consult"], &["Take a payment"]),
    (
        "pay",
        &["payment take", "counter pay", "agreement debit"],
        &["Take a payment", "Counter", "Agreements"],
    ),
    ("createPaymentSession", &["session open"], &["Take a payment"]),
    ("retrievePaymentSession", &["session show"], &["Payment"]),
    ("updateAmount", &["amount update"], &["Payment"]),
    ("capture", &["capture create"], &["Payment", "Capture desk"]),
    ("inquiryPayment", &["payment inquire"], &["Payment", "Outbox"]),
    ("cancel", &["cancel create"], &["Payment", "Counter"]),
    ("refund", &["refund create"], &["Payment"]),
    ("inquiryRefund", &["outbox run"], &["Payment", "Outbox"]),
    ("declare", &["declaration file"], &["Customs"]),
    ("inquiryDeclarationRequests", &["declaration show"], &["Customs"]),
    ("acceptDispute", &["dispute accept"], &["Disputes"]),
    ("supplyDefenseDocument", &["dispute defend"], &["Disputes"]),
    ("supplyEvidence", &["dispute evidence"], &["Disputes"]),
    ("downloadDisputeEvidence", &["dispute file"], &["Disputes"]),
    ("authorizationConsult", &["agreement begin"], &["Agreements"]),
    ("applyToken", &["agreement inquire", "agreement renew"], &["Agreements"]),
    ("authorizationQuery", &["agreement inquire"], &["Agreements"]),
    ("revoke", &["agreement revoke"], &["Agreements"]),
    ("registration", &["registration create"], &["Stores"]),
    ("inquiryRegistrationStatus", &["registration inquire"], &["Stores"]),
    ("inquiryRegistrationInfo", &["registration inquire"], &["Stores"]),
    ("inquireNotificationList", &["news read"], &["News"]),
    ("inquireNotification", &["news ask"], &["News"]),
    ("inquireExchangeRate", &["rates ask"], &["Take a payment"]),
    ("subscriptionCreate", &["subscription create"], &["Agreements"]),
    ("subscriptionChange", &["subscription change"], &["Agreements"]),
    ("subscriptionUpdate", &["subscription change"], &["Agreements"]),
    ("subscriptionCancel", &["subscription end"], &["Agreements"]),
    ("subscriptionInquiry", &["subscription inquire"], &["Agreements"]),
    ("subscriptionInquiryList", &["subscription find"], &["Agreements"]),
    ("subscriptionInquiryPayment", &["subscription inquire"], &["Agreements"]),
    ("notifyPayment", &["news list"], &["News", "Payment"]),
    ("notifyCapture", &["news list"], &["News", "Payment"]),
    ("notifyRefund", &["news list"], &["News", "Payment"]),
    ("notifyDispute", &["news list"], &["News", "Disputes"]),
    ("notifyDefenseStrategySuggestion", &["news list"], &["News", "Disputes"]),
    ("notifyDefenseDocument", &["news list"], &["News", "Disputes"]),
    ("notifyAuthorization", &["news list"], &["News", "Agreements"]),
    ("notifyRegistrationStatus", &["news list"], &["News", "Stores"]),
    ("notifySubscription", &["news list"], &["News", "Agreements"]),
];

/// The verbs and screens of one; empty for a name that is none of them.
#[must_use]
pub fn place(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    let found = PLACES.iter().find(|(own, _, _)| *own == name);
    found.map_or((&[], &[]), |(_, verbs, screens)| (*verbs, *screens))
}
