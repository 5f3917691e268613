//! notifyDefenseStrategySuggestion and notifyDefenseDocument (section 6.9 of the online payments reference):
//! what the gateway advises in a dispute. The dispute and `notifyTime` together are the event; a repeated
//! delivery repeats `notifyTime`.

use domain::DisputeId;

use crate::Stamp;
use crate::shape::{told, words};
use crate::wire::{Extra, GatewayResult};

words! {
    /// How likely, or how much it counts.
    pub enum Level {
        /// Much.
        High = "HIGH",
        /// Some.
        Medium = "MEDIUM",
        /// Little.
        Low = "LOW",
    }
}

told! {
    /// Which proof would help.
    pub struct NotifyDefenseStrategySuggestion {
        /// Not in the reference; read when it comes.
        notify_type: Option<String>,
        /// Not in the reference; read when it comes.
        result: Option<GatewayResult>,
        /// The dispute.
        dispute_id: Option<DisputeId>,
        /// With the dispute: which advice this is.
        notify_time: Option<Stamp>,
        /// How likely a defence wins.
        win_rate_level: Option<Level>,
        /// 1 to 32 kinds of proof.
        evidence_list: Vec<AdvisedEvidence>,
        /// What the cardholder says.
        cardholder_dispute_reason: Option<String>,
        /// The advice; at most 2048 characters.
        defense_strategy_description: Option<String>,
    }
}

told! {
    /// One kind of proof.
    pub struct AdvisedEvidence {
        /// Which.
        evidence_tag: Option<String>,
        /// The gateway has it already.
        obtained: Option<bool>,
        /// How much it counts.
        win_rate_contribution: Option<Level>,
    }
}

told! {
    /// A defence the gateway wrote; its file is fetched with downloadDisputeEvidence, `DISPUTE_EVIDENCE_AI`.
    pub struct NotifyDefenseDocument {
        /// Not in the reference; read when it comes.
        notify_type: Option<String>,
        /// Not in the reference; read when it comes.
        result: Option<GatewayResult>,
        /// The dispute.
        dispute_id: Option<DisputeId>,
        /// With the dispute: which document this is.
        notify_time: Option<Stamp>,
        /// The file.
        defense_file: Option<DefenseFile>,
        /// How likely it wins.
        win_rate_level: Option<Level>,
        /// Up to 32 kinds of proof that would help, each with at most 512 characters.
        recommended_evidence: Option<Extra>,
        /// What could be better; at most 2048 characters.
        suggestions_for_improvement: Option<String>,
    }
}

told! {
    /// A file to be fetched.
    pub struct DefenseFile {
        /// Its name.
        file_name: Option<String>,
        /// `PDF` or `WORD`.
        file_format: Option<String>,
        /// MD5 of its bytes, 32 lower-case hexadecimal digits: against damage, not against forgery.
        file_md5: Option<String>,
    }
}
