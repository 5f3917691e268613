//! Defends a dispute with one document (section 6.10 of the online payments reference). Once sent it cannot
//! be changed or added to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::DisputeId;

use crate::accept_dispute::{DisputeAnswer, DisputeKnown, dispute_answered};
use crate::doubted::after_doubt;
use crate::fault::Checking;
use crate::fields::fields;
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault, Proof, SecretText};

/// `POST /v1/payments/supplyDefenseDocument`
#[derive(Debug)]
pub struct SupplyDefenseDocument;

impl Endpoint for SupplyDefenseDocument {
    const PATH: &'static str = "/ams/api/v1/payments/supplyDefenseDocument";
    type Answer = DisputeAnswer;
}

/// How many characters of base64 the gateway takes. Its sources disagree, so the choice is the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentLimit {
    /// 1,000,000 characters (750,000 bytes), as the older page says: what surely fits.
    #[default]
    OlderPage,
    /// 4,000,000 characters (3,000,000 bytes), as the newer SDK says.
    NewerSdk,
}

impl DocumentLimit {
    /// In characters of base64.
    #[must_use]
    pub fn characters(self) -> usize {
        match self {
            Self::OlderPage => 1_000_000,
            Self::NewerSdk => 4_000_000,
        }
    }

    /// In bytes of the document itself.
    #[must_use]
    pub fn bytes(self) -> usize {
        match self {
            Self::OlderPage => 750_000,
            Self::NewerSdk => 3_000_000,
        }
    }
}

fields! {
    /// A document to defend a dispute with.
    #[derive(Debug)]
    pub struct SupplyDefenseDocumentAsk {
        /// The gateway's; also the key of the call.
        pub dispute_id: Option<DisputeId> = "disputeId" [need],
        /// The document in base64: PDF, DOC or DOCX. It speaks of the buyer, so no log shows it.
        pub dispute_evidence: Option<SecretText> = "disputeEvidence" [need 4000000],
    }
    also a_document;
}

impl SupplyDefenseDocumentAsk {
    /// A document to be sent, given as its bytes.
    #[must_use]
    pub fn of(dispute: DisputeId, document: &[u8]) -> Self {
        let evidence = SecretText::new(STANDARD.encode(document));
        Self { dispute_id: Some(dispute), dispute_evidence: Some(evidence), ..Self::default() }
    }

    /// As [`Ask::check`], under the limit of the caller's choice.
    pub fn check_within(&self, limit: DocumentLimit) -> Result<(), FieldFault> {
        let evidence = self.dispute_evidence.as_ref().map(SecretText::expose);
        self.checked_fields().most("disputeEvidence", evidence, limit.characters()).done()
    }
}

impl Ask for SupplyDefenseDocumentAsk {
    /// Under the larger limit; [`SupplyDefenseDocumentAsk::check_within`] takes the smaller one.
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What PDF, DOC and DOCX files begin with.
const BEGINNINGS: [&[u8]; 3] = [b"%PDF-", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], b"PK\x03\x04"];

fn a_document(ask: &SupplyDefenseDocumentAsk, checking: Checking) -> Checking {
    let Some(evidence) = &ask.dispute_evidence else { return checking };
    let bytes = STANDARD.decode(evidence.expose());
    let fits = bytes.as_ref().is_ok_and(|bytes| BEGINNINGS.iter().any(|mark| bytes.starts_with(mark)));
    checking.rule("disputeEvidence", bytes.is_ok(), Fault::Malformed("base64")).rule(
        "disputeEvidence",
        fits,
        Fault::Malformed("PDF, DOC or DOCX"),
    )
}

/// What a verified answer proves. `repeated`: an earlier delivery of this request had no believable answer.
///
/// `REPEAT_REQUEST` (F) says that the dispute was defended or accepted before, by us or in the dashboard: it
/// is never a refusal. After a doubt a passed deadline, used-up defences and a state that allows none prove
/// nothing either: each may be the work of the first delivery.
#[must_use]
pub fn prove(
    dispute: &DisputeId,
    repeated: bool,
    result: &GatewayResult,
    answer: &DisputeAnswer,
) -> Proof<DisputeKnown> {
    const ECHOES: [&str; 5] = [
        "TIME_EXCEEDS_LIMIT",
        "DEFENSE_EXCEED_LIMIT",
        "NOT_ALLOW_IN_CURRENT_STATUS",
        "PROCESS_FAIL",
        "SYSTEM_ERROR",
    ];
    after_doubt(dispute_answered(dispute, result, answer), repeated, &ECHOES)
}
