//! One call by hand, for the terminal: the exact bytes that were signed, and the verdict on the answer.

use antom::calls::CallFacts;
use antom::{Expected, Extra, Heard, Unclear, calls::Product, hear, pay, signing};
use serde_json::Value;

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::Delivered;

/// What one call by hand came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// `POST <url>`
    pub request_line: String,
    /// Headers as sent.
    pub headers: Vec<(String, String)>,
    /// The exact text that was signed.
    pub signed: String,
    /// HTTP status.
    pub status: Option<u16>,
    /// The answer's headers.
    pub answer_headers: Vec<(String, String)>,
    /// The answer's bytes.
    pub answer: Vec<u8>,
    /// verified, hint, unclear, not_sent, no_answer, or nothing for a dry run.
    pub verdict: &'static str,
    /// The gateway's or our code.
    pub code: String,
    /// Words.
    pub message: String,
}

/// Any call; what comes back is kept as it came.
#[derive(Debug)]
struct AnyCall;

impl antom::Endpoint for AnyCall {
    const PATH: &'static str = "";
    type Answer = Extra;
}

impl Merchant {
    /// A payment at the counter says so itself. What asks about one, cancels it or gives it back does not: the
    /// payment it names, as far as the ledger knows it, tells.
    async fn speaks_of_the_counter(&self, body: &[u8]) -> Result<bool, Failed> {
        const NAMES: [&str; 4] = ["paymentRequestId", "paymentId", "refundRequestId", "refundId"];
        let Ok(told) = serde_json::from_slice::<Value>(body) else { return Ok(false) };
        let text = |name: &str| told.get(name).and_then(Value::as_str);
        if let Some(product) = text("productCode") {
            return Ok(product == pay::IN_STORE);
        }
        for id in NAMES.into_iter().filter_map(text) {
            if let Some(stream) = self.parts.ledger.find(&self.account.id, id).await? {
                return Ok(self.read(&stream).await?.payment.asked.product.in_store());
            }
        }
        Ok(false)
    }

    /// Signs and sends one call with a body of one's own. Who may send what is decided by the caller.
    pub async fn call_by_hand(&self, call: &CallFacts, body: Vec<u8>, dry: bool) -> Result<ByHand, Failed> {
        let counter = call.products == [Product::InStore] || self.speaks_of_the_counter(&body).await?;
        let made = self.call_of(call.path, body, counter).await?;
        let time = made.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("request-time"));
        let time = time.map_or("", |(_, value)| value.as_str());
        let signed = signing::content(&made.path, &self.account.client_id, time, &made.body);
        let mut sent = ByHand {
            request_line: format!("POST {}", made.url),
            headers: made.headers.clone(),
            signed: String::from_utf8_lossy(&signed).into_owned(),
            status: None,
            answer_headers: Vec::new(),
            answer: Vec::new(),
            verdict: "",
            code: String::new(),
            message: String::new(),
        };
        if dry {
            return Ok(sent);
        }
        let path = made.path.clone();
        match self.parts.gateway.ask(made).await {
            Delivered::NotSent(why) => (sent.verdict, sent.message) = ("not_sent", why),
            Delivered::NoAnswer(why) => (sent.verdict, sent.message) = ("no_answer", why),
            Delivered::Answer(answer) => {
                let mut heard = None;
                for gateway_key in &self.gateway_keys {
                    let expected = Expected { path: &path, client_id: &self.account.client_id, gateway_key };
                    let this = hear::<AnyCall>(answer.status, &answer.headers, &answer.body, &expected);
                    let other_key = matches!(&this, Heard::Unclear { why: Unclear::SignatureWrong, .. });
                    heard = Some(this);
                    if !other_key {
                        break;
                    }
                }
                match heard {
                    Some(Heard::Verified { result, .. }) => {
                        (sent.verdict, sent.code, sent.message) = ("verified", result.code, result.message);
                    }
                    Some(Heard::Hint { result, .. }) => {
                        (sent.verdict, sent.code, sent.message) = ("hint", result.code, result.message);
                    }
                    Some(Heard::Unclear { why, .. }) => {
                        (sent.verdict, sent.code) = ("unclear", why.code().to_owned());
                        sent.message = why.to_string();
                    }
                    None => sent.verdict = "unclear",
                }
                sent.status = Some(answer.status);
                sent.answer_headers = answer.headers;
                sent.answer = answer.body;
            }
        }
        Ok(sent)
    }
}
