//! The lines of a payment's timeline.

use domain::{Body, Ending, Event};

use crate::parse::{reason_word, state_word};
use crate::show::source_word;
use crate::view::{LineView, MoneyView};

/// One entry as a line.
pub(crate) fn line(entry: &engine::port::Stored) -> Option<LineView> {
    let Body::Payment(event) = &entry.body else { return None };
    let mut line = LineView {
        seq: entry.seq,
        event: String::new(),
        occurred_at: entry.occurred_at.0,
        heard_at: entry.heard_at.0,
        source: source_word(entry.source).to_owned(),
        actor: entry.actor.to_string(),
        amount: None,
        id: None,
        code: None,
        message: None,
        order: None,
    };
    describe(event, &mut line);
    Some(line)
}

fn describe(event: &Event, line: &mut LineView) {
    let text = |value: &str| Some(value.to_owned()).filter(|text| !text.is_empty());
    let word = match event {
        Event::Asked(asked) => {
            line.amount = Some(MoneyView::of(asked.amount));
            line.id = text(asked.request.as_str());
            "asked"
        }
        Event::Pending { payment } => {
            line.id = payment.as_ref().map(ToString::to_string);
            "pending"
        }
        Event::Offered(offer) => {
            line.id = offer.session.as_ref().map(ToString::to_string);
            "offered"
        }
        Event::UpdateAsked(asked) => {
            line.amount = Some(MoneyView::of(asked.total));
            (line.id, line.order) = (text(asked.request.as_str()), text(asked.order.as_str()));
            "update_asked"
        }
        Event::UpdatePending { request, total } => {
            line.amount = Some(MoneyView::of(*total));
            line.id = text(request.as_str());
            "update_pending"
        }
        Event::Updated { request, total, .. } => {
            line.amount = Some(MoneyView::of(*total));
            line.id = text(request.as_str());
            "updated"
        }
        Event::UpdateRefused { request, code, message } => {
            (line.id, line.code, line.message) = (text(request.as_str()), text(code), text(message));
            "update_refused"
        }
        Event::Succeeded(settled) => {
            line.amount = Some(MoneyView::of(settled.amount));
            line.id = text(settled.payment.as_str());
            "succeeded"
        }
        Event::Declined { code, message } => {
            (line.code, line.message) = (text(code), text(message));
            state_word(Ending::of(code).state())
        }
        Event::CaptureAsked(asked) => {
            line.amount = Some(MoneyView::of(asked.amount));
            (line.id, line.order) = (text(asked.request.as_str()), text(asked.order.as_str()));
            "capture_asked"
        }
        Event::Captured { request, amount, .. } => {
            line.amount = Some(MoneyView::of(*amount));
            line.id = text(request.as_str());
            "captured"
        }
        Event::CaptureRefused { request, code, message } => {
            (line.id, line.code, line.message) = (text(request.as_str()), text(code), text(message));
            "capture_refused"
        }
        Event::RefundAsked(asked) => {
            line.amount = Some(MoneyView::of(asked.amount));
            (line.id, line.order) = (text(asked.request.as_str()), text(asked.order.as_str()));
            line.message = text(&asked.note);
            line.code = text(reason_word(asked.reason));
            "refund_asked"
        }
        Event::RefundPending { request, amount, .. } => {
            line.amount = Some(MoneyView::of(*amount));
            line.id = text(request.as_str());
            "refund_pending"
        }
        Event::Refunded { request, amount, .. } => {
            line.amount = Some(MoneyView::of(*amount));
            line.id = text(request.as_str());
            "refunded"
        }
        Event::RefundRefused { request, code, message } => {
            (line.id, line.code, line.message) = (text(request.as_str()), text(code), text(message));
            "refund_refused"
        }
        Event::CancelAsked(asked) => {
            line.order = text(asked.order.as_str());
            "cancel_asked"
        }
        Event::Cancelled { .. } => "cancelled",
        Event::CancelRefused { code, message } => {
            (line.code, line.message) = (text(code), text(message));
            "cancel_refused"
        }
        Event::DeclarationAsked(asked) => {
            line.amount = Some(MoneyView::of(asked.amount));
            (line.id, line.order) = (text(asked.request.as_str()), text(asked.order.as_str()));
            "declaration_asked"
        }
        Event::DeclarationAccepted { request, .. } => {
            line.id = text(request.as_str());
            "declaration_accepted"
        }
        Event::DeclarationRefused { request, code, message } => {
            (line.id, line.code, line.message) = (text(request.as_str()), text(code), text(message));
            "declaration_refused"
        }
        Event::DeclarationStood { request, stands } => {
            line.id = text(request.as_str());
            line.code = stands.customs_code.clone().or_else(|| text(&stands.status));
            line.message = stands.customs_text.clone();
            "declaration_stood"
        }
        Event::LeftUnknown { order, cause } => {
            (line.order, line.code) = (text(order.as_str()), text(cause));
            "left_unknown"
        }
        Event::Contradicted { said, because } => {
            describe(said, line);
            line.message = text(because);
            "contradicted"
        }
        Event::Confirmed { said } => {
            describe(said, line);
            "contradiction_confirmed"
        }
        Event::Withdrawn { said } => {
            describe(said, line);
            "contradiction_withdrawn"
        }
    };
    word.clone_into(&mut line.event);
}
