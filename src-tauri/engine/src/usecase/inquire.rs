//! Asking the gateway how a payment stands, and putting the answer into news.

use antom::inquiry_declarations::{InquiryDeclarations, InquiryDeclarationsAsk, MOST};
use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAnswer, InquiryPaymentAsk, TransactionType};
use antom::{Endpoint, GatewayResult, Heard, Proof, ResultStatus, StatusWord};
use domain::{
    CaptureRequestId, DeclarationRequestId, Event, Moment, Payment, RefundRequestId, Settled, Source,
    UpdateRequestId,
};

use crate::Failed;
use crate::hear::News;
use crate::merchant::{Merchant, Standing};
use crate::outbox::{Heardless, UNHEARD};

/// What an inquiry of a person found.
#[derive(Debug, Clone)]
pub struct Inquired {
    /// The payment after it.
    pub standing: Standing,
    /// Why the gateway told nothing, if so: our or its code, and words.
    pub trouble: Option<Heardless>,
}

impl Merchant {
    /// Asks how a payment stands with all its captures, refunds and declarations, and takes the answer
    /// in. Open orders whose part it settles are closed.
    pub async fn inquire(&self, id: &str) -> Result<Inquired, Failed> {
        let standing = self.payment(id).await?;
        let ask = match &standing.payment.payment {
            Some(payment) => InquiryPaymentAsk::Payment(payment.clone()),
            None => InquiryPaymentAsk::Request(standing.payment.asked.request.clone()),
        };
        let call = self.call(InquiryPayment::PATH, ask.to_body()).await?;
        let spoken = self.ask::<InquiryPayment>(call).await;
        let mut trouble = None;
        match &spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                let news = payment_news(answer, &standing.payment, spoken.end.at);
                self.hear(&standing.stream, Source::Inquiry, &news, None).await?;
                // Another payment's answer settles nothing of this one.
                let own = answer.payment_request_id.as_ref();
                if own.is_none_or(|own| *own == standing.payment.asked.request) {
                    self.settle_contradictions(&standing.stream, answer, &news).await?;
                }
            }
            Some(_) | None => {
                trouble = Some(Heardless { code: spoken.end.code, message: spoken.end.message });
            }
        }
        if !standing.payment.declarations.is_empty() {
            let found = self.inquire_declarations(&standing).await?;
            trouble = trouble.or(found);
        }
        self.close_settled(&standing.stream).await?;
        Ok(Inquired { standing: self.read(&standing.stream).await?, trouble })
    }

    /// Asks what became of a payment's declarations, ten at a time.
    pub(crate) async fn inquire_declarations(
        &self,
        standing: &Standing,
    ) -> Result<Option<Heardless>, Failed> {
        let ids: Vec<_> = standing.payment.declarations.keys().cloned().collect();
        let mut trouble = None;
        for ten in ids.chunks(MOST) {
            let body = InquiryDeclarationsAsk { requests: ten.to_vec() }.to_body();
            let call = self.call(InquiryDeclarations::PATH, body).await?;
            let spoken = self.ask::<InquiryDeclarations>(call).await;
            match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                    for id in ten {
                        if let Some(record) = answer.record(id) {
                            let news = declaration_news(record, standing, id, spoken.end.at);
                            self.hear(&standing.stream, Source::Inquiry, &news, None).await?;
                        }
                    }
                }
                Some(_) | None => {
                    let code = spoken.end.code.clone();
                    trouble = Some(Heardless { code, message: spoken.end.message.clone() });
                }
            }
        }
        Ok(trouble)
    }
}

/// A gateway record of a declaration as news. Only a record of what was asked proves that it was taken.
pub(crate) fn declaration_news(
    record: &antom::inquiry_declarations::DeclarationRecord,
    standing: &Standing,
    id: &DeclarationRequestId,
    heard: Moment,
) -> Vec<News> {
    let Some(own) = standing.payment.declarations.get(id) else { return Vec::new() };
    let mut news = Vec::new();
    let first_time = !own.accepted_before && own.progress.is_open();
    if first_time && record.declaration_amount == Some(own.asked.amount) {
        news.push(News {
            at: heard,
            event: Event::DeclarationAccepted {
                request: id.clone(),
                customs_payment: record.customs_payment_id.clone(),
                customs_order: record.customs_order_id.clone(),
                identity_check: None,
            },
        });
    }
    if first_time || own.progress.is_done() {
        let at = record.last_modified_time.unwrap_or(heard);
        news.push(News {
            at,
            event: Event::DeclarationStood { request: id.clone(), stands: record.status() },
        });
    }
    news
}

/// A verified "no such order" is proof that the gateway never heard of it. Everything but S says nothing.
pub(crate) fn unheard<T>(result: &GatewayResult) -> Option<Proof<T>> {
    match &result.status {
        ResultStatus::Success => None,
        ResultStatus::Failure if is_not_exist(&result.code) => {
            Some(Proof::Unknown { code: UNHEARD.to_owned(), message: result.message.clone() })
        }
        ResultStatus::Failure | ResultStatus::Unknown | ResultStatus::Other(_) => {
            Some(Proof::Unknown { code: result.code.clone(), message: result.message.clone() })
        }
    }
}

pub(crate) fn is_not_exist(code: &str) -> bool {
    matches!(code, "ORDER_NOT_EXIST" | "REFUND_NOT_EXIST" | "TRADE_NOT_EXIST")
}

/// Everything an inquiry says of a payment, in the order it must be heard.
pub(crate) fn payment_news(answer: &InquiryPaymentAnswer, known: &Payment, heard: Moment) -> Vec<News> {
    let mut news = Vec::new();
    // Another payment's answer is no news of this one.
    if answer.payment_request_id.as_ref().is_some_and(|id| *id != known.asked.request) {
        return news;
    }
    let settled = settled(answer, known, heard);
    let code = answer.payment_result_code.clone().unwrap_or_default();
    let message = answer.payment_result_message.clone().unwrap_or_default();
    match &answer.payment_status {
        Some(StatusWord::Success) => {
            if let Some(settled) = settled {
                news.push(News { at: settled.at, event: Event::Succeeded(settled) });
            }
        }
        Some(StatusWord::Fail) => news.push(News { at: heard, event: Event::Declined { code, message } }),
        Some(StatusWord::Processing | StatusWord::Pending) => {
            news.push(News { at: heard, event: Event::Pending { payment: answer.payment_id.clone() } });
        }
        Some(StatusWord::Cancelled) => {
            let cancel = answer.transactions.iter().find(|row| {
                matches!(row.transaction_type, Some(TransactionType::Cancel | TransactionType::Void))
            });
            let at = cancel.and_then(|row| row.transaction_time).unwrap_or(heard);
            let known_already = matches!(known.standing, domain::Standing::Cancelled { .. });
            if !known_already {
                news.push(News { at, event: Event::Cancelled { at } });
            }
        }
        Some(StatusWord::Other(_)) | None => {}
    }
    for row in &answer.transactions {
        let (Some(kind), Some(request), Some(amount)) =
            (&row.transaction_type, &row.transaction_request_id, row.transaction_amount)
        else {
            continue;
        };
        let at = row.transaction_time.unwrap_or(heard);
        let result = row.transaction_result.as_ref();
        let code = result.map(|result| result.code.clone()).unwrap_or_default();
        let message = result.map(|result| result.message.clone()).unwrap_or_default();
        let event = match (kind, &row.transaction_status) {
            (TransactionType::Capture, Some(StatusWord::Success)) => CaptureRequestId::parse(request)
                .ok()
                .map(|request| Event::Captured { request, capture: row.capture_id(), amount, at }),
            (TransactionType::Capture, Some(StatusWord::Fail)) => CaptureRequestId::parse(request)
                .ok()
                .filter(|request| known.captures.contains_key(request))
                .map(|request| Event::CaptureRefused { request, code, message }),
            (TransactionType::Refund, Some(StatusWord::Success)) => RefundRequestId::parse(request)
                .ok()
                .map(|request| Event::Refunded { request, refund: row.refund_id(), amount, at }),
            (TransactionType::Refund, Some(StatusWord::Processing | StatusWord::Pending)) => {
                RefundRequestId::parse(request).ok().map(|request| Event::RefundPending {
                    request,
                    refund: row.refund_id(),
                    amount,
                })
            }
            (TransactionType::Refund, Some(StatusWord::Fail)) => RefundRequestId::parse(request)
                .ok()
                .filter(|request| known.refunds.contains_key(request))
                .map(|request| Event::RefundRefused { request, code, message }),
            (TransactionType::Incremental, Some(StatusWord::Success)) => UpdateRequestId::parse(request)
                .ok()
                .map(|request| Event::Updated { request, total: amount, at }),
            (TransactionType::Incremental, Some(StatusWord::Fail | StatusWord::Cancelled)) => {
                UpdateRequestId::parse(request)
                    .ok()
                    .filter(|request| known.updates.contains_key(request))
                    .map(|request| Event::UpdateRefused { request, code, message })
            }
            (
                TransactionType::Capture
                | TransactionType::Refund
                | TransactionType::Payment
                | TransactionType::Cancel
                | TransactionType::Authorization
                | TransactionType::Void
                | TransactionType::Incremental
                | TransactionType::Other(_),
                _,
            ) => None,
        };
        news.extend(event.map(|event| News { at, event }));
    }
    // A raise made elsewhere comes before the total it explains.
    news.sort_by_key(|piece| !matches!(piece.event, Event::Updated { .. }));
    if !matches!(known.standing, domain::Standing::Succeeded(_)) {
        news.sort_by_key(|piece| matches!(piece.event, Event::Updated { .. }));
    }
    news
}

fn settled(answer: &InquiryPaymentAnswer, known: &Payment, heard: Moment) -> Option<Settled> {
    Some(Settled {
        payment: answer.payment_id.clone()?,
        amount: answer.payment_amount?,
        // A repeated inquiry must not move the time that is known.
        at: answer.payment_time.or(known.paid_at()).unwrap_or(heard),
        authorised_until: answer.auth_expiry_time,
        card: answer.card(),
        declarable: answer.customs_declaration_amount,
        method: answer.payment_method_type.clone().filter(|_| known.asked.method.is_empty()),
        raisable: answer.raisable(),
    })
}
