//! Data on standard output, sentences on standard error.

use std::collections::BTreeSet;
use std::io::Write as _;

use crate::exit;
use ipc::Language;
use ipc::problem::{Moved, Next, Problem};
use ipc::view::{
    ActionView, DeclarationView, MoneyView, OfferView, OrderView, OutboxView, PaymentRowView, PaymentView,
};
use serde::Serialize;
use serde_json::{Value, json};

/// How to print.
#[derive(Clone, Copy)]
pub struct Printer {
    /// One JSON document instead of lines for people.
    pub json: bool,
    /// The language of sentences.
    pub language: Language,
    /// The options of the verb at work, without their dashes.
    pub options: &'static BTreeSet<String>,
}

/// A line on standard output. Whoever reads it may have read enough (`| head`): that is no fault of ours, and what
/// the command did stands all the same.
fn put(line: &str) {
    if let Err(error) = writeln!(std::io::stdout().lock(), "{line}") {
        tracing::debug!(%error, "standard output is closed");
    }
}

impl Printer {
    /// Prints a document, or the lines for people.
    pub fn data(self, document: &impl Serialize, lines: impl FnOnce() -> Vec<String>) {
        if self.json {
            match serde_json::to_string(document) {
                Ok(text) => put(&text),
                Err(error) => eprintln!("{error}"),
            }
        } else {
            for line in lines() {
                put(&line);
            }
        }
    }

    /// The sentence of a problem.
    pub fn says(self, problem: &Problem) -> String {
        ipc::say(problem, self.language)
    }

    /// The sentence of a problem, with the option it is about.
    pub fn sentence(self, problem: &Problem) {
        let says = ipc::say(problem, self.language);
        match problem.field.as_deref().and_then(|field| option(field, |name| self.options.contains(name))) {
            Some(option) => match self.language {
                Language::English => eprintln!("{says} ({option})"),
                Language::Chinese => eprintln!("{says}（{option}）"),
            },
            None => eprintln!("{says}"),
        }
    }

    /// Says something beside the data, on standard error.
    pub fn note(self, english: &str, chinese: &str) {
        match self.language {
            Language::English => eprintln!("{english}"),
            Language::Chinese => eprintln!("{chinese}"),
        }
    }

    /// A problem in JSON: as the window gets it, with its sentence.
    pub fn problem(self, problem: &Problem) -> Value {
        let mut value = serde_json::to_value(problem).unwrap_or(Value::Null);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("says".to_owned(), Value::String(ipc::say(problem, self.language)));
        }
        value
    }

    /// Says what went wrong: a sentence on standard error, and with `--json` a document on standard output.
    pub fn complain(self, problem: &Problem) {
        self.sentence(problem);
        if let Some(cause) = &problem.cause {
            eprintln!("({cause})");
        }
        if self.json {
            put(&json!({ "problem": self.problem(problem) }).to_string());
        }
    }

    /// The one schema of money actions.
    pub fn action(self, action: &ActionView) {
        self.show_action(action, None);
    }

    /// The same with what the buyer goes on with: the `offer` of the document, null when there is none yet.
    pub fn action_with_offer(self, action: &ActionView, offer: Option<&OfferView>) {
        self.show_action(action, Some(offer));
    }

    fn show_action(self, action: &ActionView, offer: Option<Option<&OfferView>>) {
        let unspoken = unspoken(action);
        let problem = action.problem.as_ref().or(unspoken.as_ref());
        if let Some(problem) = problem {
            self.sentence(problem);
        }
        let mut document = json!({
            "id": action.id,
            "kind": action.kind,
            "state": action.state,
            "payment_id": action.payment_id,
            "amount": action.amount,
            "problem": problem.map(|problem| self.problem(problem)),
        });
        if let (Some(offer), Some(fields)) = (offer, document.as_object_mut()) {
            fields.insert("offer".to_owned(), json!(offer));
        }
        self.data(&document, || {
            let amount = action.amount.as_ref().map(money).unwrap_or_default();
            let mut lines = vec![format!("{} {amount}  {}  {}", action.kind, action.state, action.id)];
            if let Some(Some(offer)) = offer {
                lines.extend(offer.url.as_ref().map(|url| format!("address  {url}")));
                lines.extend(offer.code.as_ref().map(|code| format!("code     {code}")));
                lines.extend(offer.until.map(|until| format!("until    {}", ipc::utc(until))));
            }
            lines
        });
    }

    /// A money action that was refused here, in the same schema. Nothing was written down or sent.
    pub fn refused_here(
        self,
        kind: &str,
        payment_id: Option<&str>,
        amount: Option<&MoneyView>,
        problem: &Problem,
    ) {
        self.sentence(problem);
        let document = json!({
            "id": Value::Null,
            "kind": kind,
            "state": "refused",
            "payment_id": payment_id,
            "amount": amount,
            "problem": self.problem(problem),
        });
        self.data(&document, Vec::new);
    }

    /// What would be sent.
    pub fn dry_run(
        self,
        kind: &str,
        payment_id: Option<&str>,
        amount: Option<&MoneyView>,
        problem: Option<&Problem>,
    ) {
        if let Some(problem) = problem {
            self.sentence(problem);
        }
        let document = json!({
            "dry_run": true,
            "kind": kind,
            "allowed": problem.is_none(),
            "payment_id": payment_id,
            "amount": amount,
            "problem": problem.map(|problem| self.problem(problem)),
        });
        self.data(&document, || {
            let verdict = if problem.is_none() { "would be sent" } else { "would not be sent" };
            vec![format!("{kind} {}  {verdict}", amount.map(money).unwrap_or_default())]
        });
    }
}

/// An order without an end and without a word why: another process has it in hand under the same number.
fn unspoken(action: &ActionView) -> Option<Problem> {
    let silent = action.problem.is_none() && !exit::is_over(action);
    silent.then(|| Problem::new("order.elsewhere", Next::Wait).moved(Moved::Unknown))
}

/// The option that fills in a field of a form, of those the verb at work has; none when it has none for it.
fn option(field: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    let plain = field.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let own = field.replace('_', "-");
    let also: &[&str] = match field {
        "order_number" => &["order"],
        "last" => &["final"],
        "draft" => &["request-id"],
        "buyer_name" | "buyer_number" => &["buyer-file"],
        "gateway_public_key" => &["gateway-key-file", "key-file"],
        "public_key" | "key" => &["private-key-file", "key-file"],
        "correcting" => &["correct"],
        "passphrase" => &["passphrase-file"],
        "evidence" => &["tag"],
        "confirmed" => &["confirm"],
        _ => &[],
    };
    let by_file = format!("{own}-file");
    let mut names = also.iter().copied().chain([own.as_str(), by_file.as_str()]);
    names.find(|name| plain && has(name)).map(|name| format!("--{name}"))
}

/// "CNY 39.20"
pub fn money(money: &MoneyView) -> String {
    format!("{} {}", money.currency, money.value)
}

/// A row of the list.
pub fn row(row: &PaymentRowView) -> String {
    let method = match (&row.brand, &row.last_four) {
        (Some(brand), Some(last)) => format!("{brand} {last}"),
        (Some(text), None) | (None, Some(text)) => text.clone(),
        (None, None) => row.method_name.clone(),
    };
    format!(
        "{:<16} {}  {:>16}  {:<18} {:<24} {} {}",
        row.state,
        ipc::utc(row.created_at),
        money(&row.amount),
        method,
        row.order_number,
        row.id,
        row.flags.join(","),
    )
}

/// One payment in full.
pub fn payment(view: &PaymentView) -> Vec<String> {
    let sums = &view.money;
    let mut lines = vec![
        row(&view.row),
        format!("payment id     {}", view.row.payment_id.as_deref().unwrap_or("-")),
        format!(
            "authorised {}  captured {}  refunded {}  net {}",
            money(&sums.authorised),
            money(&sums.captured),
            money(&sums.refunded),
            money(&sums.net)
        ),
        format!("can capture {}  can refund {}", money(&sums.capturable), money(&sums.refundable)),
    ];
    for part in &view.parts {
        lines.push(format!("{:<8} {:>16}  {:<8} {}", part.kind, money(&part.amount), part.state, part.id));
    }
    lines.extend(view.declarations.iter().map(declaration));
    for line in view.timeline.iter().rev() {
        let amount = line.amount.as_ref().map(money).unwrap_or_default();
        lines.push(format!(
            "{}  {:<20} {:>16}  {:<12} {} {}",
            ipc::utc(line.occurred_at),
            line.event,
            amount,
            line.source,
            line.id.as_deref().unwrap_or(""),
            line.code.as_deref().unwrap_or("")
        ));
    }
    lines
}

/// A declaration.
pub fn declaration(view: &DeclarationView) -> String {
    let next = view.next_at.map(|next| format!("asked {}", ipc::utc(next))).unwrap_or_default();
    format!(
        "declaration {:>14}  {:<15} {} {} {}{next}",
        money(&view.amount),
        view.state,
        view.customs,
        view.id,
        view.customs_text.as_deref().unwrap_or("")
    )
}

/// The outbox: what is not known or under way, what waits for somebody else, what was closed.
pub fn outbox(view: &OutboxView) -> Vec<String> {
    view.open.iter().chain(&view.waiting).chain(&view.closed).map(order).collect()
}

/// An order of the outbox.
pub fn order(view: &OrderView) -> String {
    let next = view.next_at.map(ipc::utc).unwrap_or_default();
    format!(
        "{:<8} {:>16}  {:<8} {} {} {next}",
        view.kind,
        view.amount.as_ref().map(money).unwrap_or_default(),
        view.state,
        view.order_number,
        view.id
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn action(state: &str, problem: Option<Problem>) -> ActionView {
        ActionView {
            id: "REQUEST_00000001".into(),
            kind: "refund".into(),
            state: state.into(),
            payment_id: None,
            amount: None,
            problem,
            about: "payment".into(),
            payment: "PAYMENT_00000001".into(),
            rounds: 0,
            most_rounds: None,
            order: "REQUEST_00000001".into(),
            next_at: None,
        }
    }

    #[test]
    fn the_same_request_id_in_another_programs_hand_is_not_known_and_not_queued() {
        for state in ["queued", "sending", "unknown"] {
            let problem = unspoken(&action(state, None)).unwrap();
            assert_eq!(
                (problem.code.as_str(), problem.moved),
                ("order.elsewhere", Moved::Unknown),
                "{state}"
            );
            assert_eq!(exit::of_action(&action(state, None)), exit::UNKNOWN, "{state}");
        }
        for state in ["done", "refused", "closed", "cancelled"] {
            assert_eq!(unspoken(&action(state, None)), None, "{state}");
        }
        let said = Problem::new("order.not_sent", Next::TryAgain);
        assert_eq!(unspoken(&action("queued", Some(said))), None, "it has a word of its own");
    }
}
