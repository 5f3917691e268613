use serde::{Deserialize, Serialize};

use crate::Moment;

/// A place a declaration can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomsOffice {
    /// The gateway's code.
    pub code: &'static str,
    /// English name.
    pub english: &'static str,
    /// Chinese name.
    pub chinese: &'static str,
    /// The payment company's record number there.
    pub provider_registration: &'static str,
}

const fn office(code: &'static str, english: &'static str, chinese: &'static str) -> CustomsOffice {
    CustomsOffice { code, english, chinese, provider_registration: "31222699S7" }
}

/// The offices of the gateway's declare page. Offices were merged over the years: a code that is not
/// here may be typed freely.
pub const CUSTOMS_OFFICES: &[CustomsOffice] = &[
    office("ZONGSHU", "General Administration (single window)", "海关总署（单一窗口）"),
    office("ZHENGZHOU", "Henan bonded logistics centre", "河南保税物流中心"),
    office("NINGBO", "Ningbo", "宁波"),
    office("ZONGSHU", "Zhengzhou Xinzheng bonded zone (airport)", "新郑综合保税区（空港）"),
    office("ZONGSHU", "Tianjin", "天津"),
    office("SHANGHAI_CBT", "Shanghai", "上海"),
    office("ZONGSHU", "Guangzhou (Airport, Nansha, Huangpu, Shatian)", "广州（机场、南沙、黄埔、沙田）"),
    office("ZONGSHU", "Hangzhou", "杭州"),
];

/// How long after the last call the same declaration may be corrected and sent again (declare page:
/// five minutes; the gateway may change it).
pub const RESEND_AFTER_MS: i64 = 5 * Moment::MINUTE;

/// What customs itself said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomsVerdict {
    /// Nothing yet, or a word we do not know: not final.
    Waiting,
    /// Accepted.
    Accepted,
    /// Refused; the code and the text say why.
    Refused,
}

impl CustomsVerdict {
    /// Reads the gateway's push state and customs' own code. The code is not normalised between
    /// offices; unknown words stay `Waiting`, never a default that looks final.
    #[must_use]
    pub fn of(status: &str, code: Option<&str>) -> Self {
        let code = code.unwrap_or("").trim();
        if status.eq_ignore_ascii_case("FAIL")
            || code.eq_ignore_ascii_case("fail")
            || code == "4"
            || code == "100"
            || code.starts_with('-')
        {
            return Self::Refused;
        }
        let good = code.eq_ignore_ascii_case("success")
            || code.eq_ignore_ascii_case("succ")
            || code == "2"
            || code == "399";
        if good && !status.eq_ignore_ascii_case("WAITING_FOR_PROCESSING") {
            return Self::Accepted;
        }
        Self::Waiting
    }
}
