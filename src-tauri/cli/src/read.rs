//! Reading: payments, declarations, the outbox, the ledger.

use ipc::form::{AskForm, BackUpForm, IdForm, ListForm, Nothing, OrderForm, ReasonForm};
use ipc::{Desk, run as core};
use serde_json::json;

use crate::arguments::{DeclarationVerb, LedgerVerb, OutboxVerb, PaymentList, PaymentVerb};
use crate::print::{self, Printer};
use crate::{Outcome, action, consult, exit};

pub async fn payment(desk: &Desk, verb: PaymentVerb, printer: Printer) -> Outcome {
    match verb {
        PaymentVerb::Take(take) => action::take(desk, take, printer).await,
        PaymentVerb::Consult(ask) => consult::run(desk, ask, printer).await,
        PaymentVerb::List(list) => Ok(core::payment_list(desk, filter(list)).await.map(|page| {
            printer.data(&page, || {
                let mut lines: Vec<_> = page.payments.iter().map(print::row).collect();
                lines.extend(page.next.as_ref().map(|next| format!("more: --after {next}")));
                lines
            });
            exit::OK
        })),
        PaymentVerb::Show { id } => Ok(core::payment_show(desk, IdForm { id }).await.map(|view| {
            printer.data(&view, || print::payment(&view));
            exit::OK
        })),
        PaymentVerb::Inquire { id } => Ok(core::payment_inquire(desk, IdForm { id }).await.map(|view| {
            printer.data(&view, || print::payment(&view));
            exit::OK
        })),
    }
}

fn filter(list: PaymentList) -> ListForm {
    ListForm {
        states: list.state,
        methods: list.method,
        currency: list.currency,
        least: list.least,
        most: list.most,
        from: list.from,
        until: list.until,
        text: list.text,
        unknown_only: list.unknown,
        holds_only: false,
        declared_only: false,
        limit: Some(list.limit),
        after: list.after,
    }
}

pub async fn declaration(desk: &Desk, verb: DeclarationVerb, printer: Printer) -> Outcome {
    let (id, view) = match verb {
        DeclarationVerb::File(file) => return action::declare(desk, *file, printer).await,
        DeclarationVerb::Offices => {
            return Ok(core::customs_offices(desk, Nothing {}).await.map(|offices| {
                printer.data(&json!({ "offices": offices }), || {
                    offices.iter().map(|o| format!("{:<14} {} {}", o.code, o.english, o.chinese)).collect()
                });
                exit::OK
            }));
        }
        DeclarationVerb::Show { id } => (id.clone(), core::payment_show(desk, IdForm { id }).await),
        DeclarationVerb::Inquire { id } => (id.clone(), core::declaration_inquire(desk, IdForm { id }).await),
    };
    Ok(view.map(|view| {
        match view.declarations.iter().find(|own| own.id == id) {
            Some(own) => printer.data(own, || vec![print::declaration(own)]),
            None => printer.data(&json!({ "declarations": view.declarations }), || {
                view.declarations.iter().map(print::declaration).collect()
            }),
        }
        exit::OK
    }))
}

pub async fn outbox(desk: &Desk, verb: OutboxVerb, printer: Printer) -> Outcome {
    match verb {
        OutboxVerb::List => Ok(core::outbox_list(desk, Nothing {}).await.map(|outbox| {
            printer.data(&outbox, || print::outbox(&outbox));
            exit::OK
        })),
        OutboxVerb::Run => run(desk, printer).await,
        OutboxVerb::Show { order } => {
            let attempts = core::attempt_list(desk, OrderForm { order }).await;
            Ok(attempts.map(|attempts| {
                printer.data(&json!({ "attempts": attempts }), || {
                    attempts
                        .iter()
                        .map(|attempt| {
                            format!(
                                "{} {} {} {} {}\n{}\n{}",
                                attempt.n,
                                ipc::utc(attempt.at),
                                attempt.path,
                                attempt.verdict.as_deref().unwrap_or("-"),
                                attempt.code.as_deref().unwrap_or(""),
                                attempt.request_body,
                                attempt.answer_body
                            )
                        })
                        .collect()
                });
                exit::OK
            }))
        }
    }
}

/// The most rounds one run makes: an order that is due again and again is left for the next run.
const ROUNDS: u32 = 50;

/// Asks about everything that is open at once, then takes up what has come due until nothing is.
async fn run(desk: &Desk, printer: Printer) -> Outcome {
    let mut outbox = match core::outbox_ask(desk, AskForm::default()).await {
        Ok(outbox) => outbox,
        Err(problem) => return Ok(Err(problem)),
    };
    desk.questions_round().await;
    for _ in 0..ROUNDS {
        if (outbox.open.is_empty() && outbox.waiting.is_empty()) || desk.outbox_round().await == 0 {
            break;
        }
        outbox = match core::outbox_list(desk, Nothing {}).await {
            Ok(outbox) => outbox,
            Err(problem) => return Ok(Err(problem)),
        };
    }
    printer.data(&outbox, || print::outbox(&outbox));
    // What waits for a buyer or a review is where it should be.
    Ok(Ok(if outbox.open.is_empty() { exit::OK } else { exit::UNKNOWN }))
}

pub async fn ledger(desk: &Desk, verb: LedgerVerb, printer: Printer) -> Outcome {
    let report = match verb {
        LedgerVerb::Verify => core::ledger_verify(desk, Nothing {}).await,
        LedgerVerb::Backup { to } => {
            let to = to.map(|to| to.display().to_string());
            return Ok(core::ledger_back_up(desk, BackUpForm { to }).await.map(|copy| {
                printer.data(&copy, || {
                    vec![format!("{}: {} entries, head {}", copy.path, copy.entries, copy.head)]
                });
                if copy.sound { exit::OK } else { exit::FAILED }
            }));
        }
        LedgerVerb::Restore { .. } => anyhow::bail!("restoring needs no desk"),
        LedgerVerb::Accept { reason } => core::ledger_accept(desk, ReasonForm { reason }).await,
    };
    Ok(report.map(|report| {
        printer.data(&report, || {
            let verdict = if report.sound { "sound" } else { "NOT SOUND" };
            let mut lines = vec![format!("{verdict}: {} entries, head {}", report.entries, report.head)];
            lines.extend(
                report
                    .broken_at
                    .map(|seq| format!("entry {seq} does not fit: {}", report.why.as_deref().unwrap_or(""))),
            );
            lines.extend(report.evidence_broken_at.map(|n| {
                let why = report.why.as_deref().filter(|_| report.broken_at.is_none());
                format!("fact {n} about the orders does not fit: {}", why.unwrap_or(""))
            }));
            lines.extend(report.known.map(|known| {
                format!("{known} entries were written here: the end is missing, or this is an older copy")
            }));
            if report.views_differ > 0 {
                lines.push(format!("{} views differ from their entries", report.views_differ));
            }
            lines
        });
        if report.sound { exit::OK } else { exit::FAILED }
    }))
}
