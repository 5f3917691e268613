//! Registering a store.

use super::{End, Fact, How};

pub const FACTS: &[Fact] = super::facts! {
    "register-approved" in &["register"] => How::Fill(&[
            ("merchant", "M-{fresh}"), ("store", "S-{fresh}"), ("legal_name", "Sample Trading Ltd"),
            ("display_name", "Sample Tea"), ("mcc", "5499"), ("registration_no", "MADE-UP-1"), ("region", "SG"),
            ("city", "Singapore"), ("address", "1 Sample Street"), ("store_name", "Sample Tea, Harbour"),
            ("store_mcc", "5499"),
        ]), Well,
        "A store that is approved when the gateway is asked the second time.",
        "第二次查询时获批的门店。";
    "register-rejected" in &["register"] => How::Fill(&[
            ("merchant", "M-{fresh}"), ("store", "S-{fresh}"), ("legal_name", "REJECT Trading Ltd"),
            ("display_name", "Sample Tea"), ("mcc", "5499"), ("registration_no", "MADE-UP-1"), ("region", "SG"),
            ("city", "Singapore"), ("address", "1 Sample Street"), ("store_name", "Sample Tea, Harbour"),
            ("store_mcc", "5499"),
        ]), Ill,
        "A store that is rejected (REJECT stands in the legal name) when asked the second time.",
        "第二次查询时被驳回的门店（法定名称含 REJECT）。";
    "register-again" in &["register"] => How::Fill(&[
            ("merchant", "{merchant}"), ("store", "{store}"), ("legal_name", "Sample Trading Ltd"),
            ("display_name", "Sample Tea"), ("mcc", "5499"), ("registration_no", "MADE-UP-1"), ("region", "SG"),
            ("city", "Singapore"), ("address", "1 Sample Street"), ("store_name", "Sample Tea, Harbour"),
            ("store_mcc", "5499"),
        ]), Ill,
        "The store registered last once more: refused, because it is registered or still looked at.",
        "再次登记最近的门店：因已登记或仍在审核而被拒绝。";
};
