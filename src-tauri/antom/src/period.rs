//! How often a subscription debits (section 7 of the auto debit reference).

use crate::FieldFault;
use crate::fault::{Checking, Fault};
use crate::shape::{asked, told, words};

words! {
    /// The length of a period's unit.
    pub enum PeriodType {
        /// A day.
        Day = "DAY",
        /// A week.
        Week = "WEEK",
        /// A month.
        Month = "MONTH",
        /// Three months.
        Quarter = "QUARTER",
        /// Six months.
        HalfYear = "HALF_YEAR",
        /// A year.
        Year = "YEAR",
    }
}

asked! {
    /// How often, as we ask for it.
    pub struct PeriodRule {
        /// Which unit.
        period_type: Option<PeriodType>,
        /// How many of them; at least 1.
        period_count: Option<u64>,
    }
}

impl PeriodRule {
    pub(crate) fn check(&self) -> Result<(), FieldFault> {
        let known = !matches!(self.period_type, Some(PeriodType::Other(_)));
        Checking::default()
            .rule("periodType", self.period_type.is_some(), Fault::Missing)
            .rule("periodType", known, Fault::Malformed("DAY, WEEK, MONTH, QUARTER, HALF_YEAR or YEAR"))
            .rule("periodCount", self.period_count.is_some(), Fault::Missing)
            .rule("periodCount", self.period_count != Some(0), Fault::AgainstRule("at least 1"))
            .done()
    }
}

told! {
    /// How often, as the gateway tells it.
    pub struct PeriodNews {
        /// Which unit.
        period_type: Option<PeriodType>,
        /// How many of them.
        period_count: Option<u64>,
    }
}
