//! notifyDefenseStrategySuggestion and notifyDefenseDocument (section 6.9 of the online payments reference):
//! what the gateway advises in a dispute. The dispute and `notifyTime` together are the event; a repeated
//! delivery repeats `notifyTime`.

use domain::DisputeId;

use crate::Stamp;
use crate::fields::fields;
use crate::wire::{Extra, GatewayResult};
use crate::words::words;

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

fields! {
    /// Which proof would help.
    #[derive(Debug)]
    pub struct NotifyDefenseStrategySuggestion {
        /// Not in the reference; read when it comes.
        pub notify_type: Option<String> = "notifyType",
        /// Not in the reference; read when it comes.
        pub result: Option<GatewayResult> = "result",
        /// The dispute.
        pub dispute_id: Option<DisputeId> = "disputeId",
        /// With the dispute: which advice this is.
        pub notify_time: Option<Stamp> = "notifyTime",
        /// How likely a defence wins.
        pub win_rate_level: Option<Level> = "winRateLevel",
        /// 1 to 32 kinds of proof.
        pub evidence_list: Vec<AdvisedEvidence> = "evidenceList",
        /// What the cardholder says.
        pub cardholder_dispute_reason: Option<String> = "cardholderDisputeReason",
        /// The advice; at most 2048 characters.
        pub defense_strategy_description: Option<String> = "defenseStrategyDescription",
    }
}

fields! {
    /// One kind of proof.
    #[derive(Debug)]
    pub struct AdvisedEvidence {
        /// Which.
        pub evidence_tag: Option<String> = "evidenceTag",
        /// The gateway has it already.
        pub obtained: Option<bool> = "obtained",
        /// How much it counts.
        pub win_rate_contribution: Option<Level> = "winRateContribution",
    }
}

fields! {
    /// A defence the gateway wrote; its file is fetched with downloadDisputeEvidence, `DISPUTE_EVIDENCE_AI`.
    #[derive(Debug)]
    pub struct NotifyDefenseDocument {
        /// Not in the reference; read when it comes.
        pub notify_type: Option<String> = "notifyType",
        /// Not in the reference; read when it comes.
        pub result: Option<GatewayResult> = "result",
        /// The dispute.
        pub dispute_id: Option<DisputeId> = "disputeId",
        /// With the dispute: which document this is.
        pub notify_time: Option<Stamp> = "notifyTime",
        /// The file.
        pub defense_file: Option<DefenseFile> = "defenseFile",
        /// How likely it wins.
        pub win_rate_level: Option<Level> = "winRateLevel",
        /// Up to 32 kinds of proof that would help, each with at most 512 characters.
        pub recommended_evidence: Option<Extra> = "recommendedEvidence",
        /// What could be better; at most 2048 characters.
        pub suggestions_for_improvement: Option<String> = "suggestionsForImprovement",
    }
}

fields! {
    /// A file to be fetched.
    #[derive(Debug)]
    pub struct DefenseFile {
        /// Its name.
        pub file_name: Option<String> = "fileName",
        /// `PDF` or `WORD`.
        pub file_format: Option<String> = "fileFormat",
        /// MD5 of its bytes, 32 lower-case hexadecimal digits: against damage, not against forgery.
        pub file_md5: Option<String> = "fileMd5",
    }
}
