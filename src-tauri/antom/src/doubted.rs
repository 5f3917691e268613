//! What a refusal proves when an earlier delivery of the same request had no believable answer.

use crate::Proof;

/// Calls whose key is the thing itself (a dispute, a token, a subscription) do not replay their first result:
/// a repeat is judged anew, after the first one may have done its work. Under these codes a refusal of a
/// repeat may be the echo of our own success, so it proves nothing.
pub(crate) fn after_doubt<T>(proof: Proof<T>, repeated: bool, echoes: &[&str]) -> Proof<T> {
    match proof {
        Proof::Refused { code, message } if repeated && echoes.contains(&code.as_str()) => {
            Proof::Unknown { code, message }
        }
        proof
        @ (Proof::Done(_) | Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. }) => proof,
    }
}
