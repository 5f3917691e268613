//! Fetches a file of a dispute (section 6.10 of the online payments reference).

use std::fmt;

use base64::Engine as _;
use domain::DisputeId;

use crate::fault::Checking;
use crate::fields::fields;
use crate::key_text::BASE64;
use crate::words::words;
use crate::{Ask, Endpoint, Fault, FieldFault, SecretText};

/// `POST /v1/payments/downloadDisputeEvidence`
#[derive(Debug)]
pub struct DownloadDisputeEvidence;

impl Endpoint for DownloadDisputeEvidence {
    const PATH: &'static str = "/ams/api/v1/payments/downloadDisputeEvidence";
    type Answer = DownloadDisputeEvidenceAnswer;
}

words! {
    /// Which file.
    pub enum DisputeEvidenceType {
        /// A form to be filled in.
        Template = "DISPUTE_EVIDENCE_TEMPLATE",
        /// What was supplied.
        File = "DISPUTE_EVIDENCE_FILE",
        /// The defence the gateway wrote; notifyDefenseDocument tells when there is one.
        Written = "DISPUTE_EVIDENCE_AI",
    }
}

words! {
    /// The form of a file. The pages name two, the SDK four, and there may be others.
    pub enum EvidenceFormat {
        /// PDF
        Pdf = "PDF",
        /// DOC or DOCX
        Word = "WORD",
        /// ZIP
        Zip = "ZIP",
        /// JPEG
        Jpg = "JPG",
    }
}

fields! {
    /// A file to be fetched.
    #[derive(Debug)]
    pub struct DownloadDisputeEvidenceAsk {
        /// The gateway's.
        pub dispute_id: Option<DisputeId> = "disputeId" [need],
        /// Which file.
        pub dispute_evidence_type: Option<DisputeEvidenceType> = "disputeEvidenceType" [need],
    }
    also a_known_type;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct DownloadDisputeEvidenceAnswer {
        /// The file in base64. It speaks of the buyer, so no log shows it.
        pub dispute_evidence: Option<SecretText> = "disputeEvidence",
        /// Its form.
        pub dispute_evidence_format: Option<EvidenceFormat> = "disputeEvidenceFormat",
    }
}

fn a_known_type(ask: &DownloadDisputeEvidenceAsk, checking: Checking) -> Checking {
    let known = ask.dispute_evidence_type.as_ref().is_none_or(DisputeEvidenceType::is_known);
    let words = "DISPUTE_EVIDENCE_TEMPLATE, DISPUTE_EVIDENCE_FILE or DISPUTE_EVIDENCE_AI";
    checking.rule("disputeEvidenceType", known, Fault::Malformed(words))
}

impl Ask for DownloadDisputeEvidenceAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// A file that was fetched. Debug output shows its length only.
#[derive(Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its form, as the gateway tells it.
    pub format: Option<EvidenceFormat>,
}

impl fmt::Debug for EvidenceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EvidenceFile({} bytes, {:?})", self.bytes.len(), self.format)
    }
}

/// Why an answer holds no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoFile {
    /// There is none.
    #[error("the answer holds no file")]
    Missing,
    /// It is not base64.
    #[error("the file is not base64")]
    NotBase64,
}

impl DownloadDisputeEvidenceAnswer {
    /// The file itself. Line breaks between the letters are passed over.
    pub fn file(&self) -> Result<EvidenceFile, NoFile> {
        let text = self.dispute_evidence.as_ref().ok_or(NoFile::Missing)?.expose();
        let letters: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let bytes = BASE64.decode(letters).map_err(|_| NoFile::NotBase64)?;
        if bytes.is_empty() {
            return Err(NoFile::Missing);
        }
        Ok(EvidenceFile { bytes, format: self.dispute_evidence_format.clone() })
    }
}
