//! Declaring a payment to Chinese customs, and correcting a declaration under the same id.

use antom::declare::{self, Buyer, Declare, DeclareAsk, DeclareKnown};
use antom::inquiry_declarations::{InquiryDeclarations, InquiryDeclarationsAsk};
use antom::{Endpoint, Fault, FieldFault, Heard, Proof};
use domain::{
    Bar, Body, DeclarationAsked, DeclarationRequestId, Event, Money, OrderId, OrderKind, OrderNumber,
    check_id_card,
};

use super::inquire::{declaration_news, unheard};
use super::start::{Beginning, Kept};
use crate::Failed;
use crate::hear::News;
use crate::merchant::{Merchant, Standing};
use crate::outbox::drive::Finding;
use crate::outbox::{UNHEARD, nothing_proved};
use crate::port::OpenOrder;

/// Whose order it is.
#[derive(Clone)]
pub enum BuyerWish {
    /// The gateway reports the payer.
    Payer,
    /// This person.
    Person {
        /// Full name.
        name: String,
        /// Identity card number.
        number: String,
    },
    /// Correcting: as sent before.
    AsBefore,
}

/// A declaration to be made.
#[derive(Clone)]
pub struct DeclareWish {
    /// The sheet's id: becomes the order's, and a new declaration's request id.
    pub draft: OrderId,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
    /// The declaration being corrected.
    pub correcting: Option<DeclarationRequestId>,
    /// How much, in CNY.
    pub amount: Money,
    /// Customs office code.
    pub customs: String,
    /// Company record code.
    pub merchant_code: String,
    /// Company record name.
    pub merchant_name: String,
    /// The part's order number.
    pub suborder: Option<OrderNumber>,
    /// Whose order it is.
    pub buyer: BuyerWish,
}

impl Merchant {
    /// Declares a payment, or corrects a declaration and sends it again.
    pub async fn declare(&self, wish: DeclareWish) -> Result<OrderId, Failed> {
        let standing = self.payment(&wish.payment).await?;
        let order = wish.draft.clone();
        if self.pressed_before(&order, OrderKind::Declare, Some(wish.amount), &standing).await? {
            return Ok(order);
        }
        Self::fresh(&standing, wish.version)?;
        let buyer = self.allowed(&wish, &standing).await?;
        let payment = standing.payment.payment.clone().ok_or(Bar::PaymentNotKnown)?;
        let request = match &wish.correcting {
            Some(request) => request.clone(),
            None => DeclarationRequestId::parse(order.as_str())?,
        };
        let asked = DeclarationAsked {
            request: request.clone(),
            amount: wish.amount,
            customs: wish.customs.trim().to_owned(),
            merchant_code: wish.merchant_code.trim().to_owned(),
            merchant_name: wish.merchant_name.trim().to_owned(),
            suborder: wish.suborder.clone(),
            buyer_masked: buyer.as_ref().map(|buyer| mask(&buyer.id_number)),
            order: order.clone(),
        };
        let ask = DeclareAsk {
            request: request.clone(),
            payment,
            amount: wish.amount,
            customs: asked.customs.clone(),
            merchant_code: asked.merchant_code.clone(),
            merchant_name: asked.merchant_name.clone(),
            suborder: wish.suborder,
            buyer,
        };
        ask.check()?;
        let beginning = Beginning {
            order: order.clone(),
            kind: OrderKind::Declare,
            request_id: request.to_string(),
            path: Declare::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: Some(wish.amount),
            body_event: Body::Payment(Event::DeclarationAsked(asked)),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(order)
    }

    /// Whether this declaration would be written down: the same checks, and nothing else happens.
    pub async fn may_declare(&self, wish: &DeclareWish) -> Result<(), Failed> {
        let standing = self.payment(&wish.payment).await?;
        self.allowed(wish, &standing).await.map(|_| ())
    }

    async fn allowed(&self, wish: &DeclareWish, standing: &Standing) -> Result<Option<Buyer>, Failed> {
        let correcting = wish.correcting.as_ref();
        standing.payment.may_declare(wish.amount, wish.suborder.as_ref(), correcting, self.now())?;
        for (field, value, most) in [
            ("customs.customsCode", &wish.customs, 128),
            ("merchantCustomsInfo.merchantCustomsCode", &wish.merchant_code, 128),
            ("merchantCustomsInfo.merchantCustomsName", &wish.merchant_name, 256),
        ] {
            of_length(field, value, most)?;
        }
        self.buyer(wish, standing).await
    }

    async fn buyer(&self, wish: &DeclareWish, standing: &Standing) -> Result<Option<Buyer>, Failed> {
        match &wish.buyer {
            BuyerWish::Payer => Ok(None),
            BuyerWish::Person { name, number } => {
                let id_number = check_id_card(number)?;
                let full_name = name.trim().to_owned();
                of_length("buyerCertificate.holderName.fullName", &full_name, 128)?;
                Ok(Some(Buyer { id_number, full_name }))
            }
            BuyerWish::AsBefore => {
                let before = wish.correcting.as_ref().and_then(|id| standing.payment.declarations.get(id));
                let Some(before) = before else { return Ok(None) };
                let Some(order) = self.parts.ledger.order(&before.asked.order).await? else {
                    return if before.asked.buyer_masked.is_some() {
                        Err(Failed::Field("buyer_number"))
                    } else {
                        Ok(None)
                    };
                };
                let body = self.exact_body(&order).await?;
                Ok(antom::declare::buyer_in(&body))
            }
        }
    }

    pub(crate) async fn send_declare(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let request = DeclarationRequestId::parse(&order.request_id)?;
        let now = self.now();
        self.deliver_attempt::<Declare, DeclareKnown, _>(
            order,
            |spoken| match &spoken.heard {
                Some(Heard::Verified { result, answer, .. }) => declare::prove(&request, result, answer),
                other => nothing_proved(other.as_ref()),
            },
            |proof| match proof {
                Proof::Done(known) => vec![News {
                    at: now,
                    event: Event::DeclarationAccepted {
                        request: request.clone(),
                        customs_payment: known.customs_payment.clone(),
                        customs_order: known.customs_order.clone(),
                        identity_check: known.identity_check.clone(),
                    },
                }],
                Proof::Refused { code, message } => {
                    let (code, message) = (code.clone(), message.clone());
                    vec![News {
                        at: now,
                        event: Event::DeclarationRefused { request: request.clone(), code, message },
                    }]
                }
                Proof::InProcess { .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }

    pub(crate) async fn ask_declare(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let standing = self.read(&order.stream).await?;
        let request = DeclarationRequestId::parse(&order.request_id)?;
        let corrected = standing.payment.declarations.get(&request).is_some_and(|own| own.accepted_before);
        let body = InquiryDeclarationsAsk { requests: vec![request.clone()] }.to_body();
        self.question_attempt::<InquiryDeclarations, Vec<News>, _>(
            order,
            body,
            |spoken| {
                let Some(Heard::Verified { result, answer, .. }) = &spoken.heard else {
                    return nothing_proved(spoken.heard.as_ref());
                };
                if let Some(proof) = unheard(result) {
                    return proof;
                }
                match answer.record(&request) {
                    // The record stood before the correction: only sending it again can tell.
                    Some(_) if corrected => {
                        Proof::Unknown { code: UNHEARD.to_owned(), message: String::new() }
                    }
                    Some(record) if record.declaration_amount == order.amount => {
                        Proof::Done(declaration_news(record, &standing, &request, spoken.end.at))
                    }
                    Some(_) => Proof::Unknown {
                        code: antom::ANSWER_DIFFERS.to_owned(),
                        message: "the declaration it names is another".to_owned(),
                    },
                    None if answer.not_found(&request) => {
                        Proof::Unknown { code: UNHEARD.to_owned(), message: String::new() }
                    }
                    None => Proof::Unknown { code: result.code.clone(), message: result.message.clone() },
                }
            },
            |proof| match proof {
                Proof::Done(news) => news.clone(),
                Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. } => Vec::new(),
            },
        )
        .await
    }
}

/// Not empty and not longer than the gateway takes; the field as the gateway names it.
fn of_length(field: &str, value: &str, most: usize) -> Result<(), FieldFault> {
    let fault = match value.trim().chars().count() {
        0 => Fault::Missing,
        found if found > most => Fault::TooLong { most, found },
        _ => return Ok(()),
    };
    Err(FieldFault { field: field.to_owned(), fault })
}

/// First and last character only: enough to recognise, not enough to use.
fn mask(number: &str) -> String {
    let last = number.chars().last().map(String::from).unwrap_or_default();
    let first = number.chars().next().map(String::from).unwrap_or_default();
    format!("{first}{}{last}", "*".repeat(number.chars().count().saturating_sub(2)))
}
