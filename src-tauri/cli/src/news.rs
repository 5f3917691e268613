//! The gateway's notifications.

use std::path::PathBuf;

use clap::Subcommand;
use ipc::form::{IdForm, NewsGivenForm, Nothing};
use ipc::problem::{Next, Problem};
use ipc::view::{NewsView, RoadsView};
use ipc::{Desk, run as core};
use serde_json::json;

use crate::dossier::{self, DossierList};
use crate::print::{self, Printer};
use crate::{Outcome, exit, secret};

#[derive(Subcommand)]
pub enum NewsVerb {
    /// List notifications, newest first.
    List(DossierList),
    /// Show one notification in full, its secrets masked.
    Show {
        /// Its id.
        id: String,
    },
    /// Ask the gateway for one notification again.
    Ask {
        /// Its event's id.
        id: String,
    },
    /// Read the feed and the relay now.
    Read,
    /// Show how the roads stand, without asking anybody.
    Roads,
    /// Take in a notification as it was received elsewhere.
    Take {
        /// The path of the notification address.
        #[arg(long)]
        path: String,
        /// A file of `name: value` lines; `-` reads standard input.
        #[arg(long)]
        headers: PathBuf,
        /// A file with the exact body.
        #[arg(long)]
        body: PathBuf,
    },
    /// List payments that were learned of only by asking: their notifications never came.
    Missing,
}

pub async fn run(desk: &Desk, verb: NewsVerb, printer: Printer) -> Outcome {
    match verb {
        NewsVerb::List(list) => {
            Ok(core::news_list(desk, dossier::form(list)).await.map(|page| dossier::page(printer, &page)))
        }
        NewsVerb::Show { id } => Ok(show(printer, core::news_show(desk, IdForm { id }).await)),
        NewsVerb::Ask { id } => Ok(show(printer, core::news_ask(desk, IdForm { id }).await)),
        NewsVerb::Read => Ok(core::news_read(desk, Nothing {}).await.map(|view| roads(printer, &view))),
        NewsVerb::Roads => Ok(core::news_roads(desk, Nothing {}).await.map(|view| roads(printer, &view))),
        NewsVerb::Take { path, headers, body } => {
            // A body is taken as it is: an added or a missing line end breaks its signature.
            let body = secret::exact(&body)?.to_string();
            let form = NewsGivenForm { path, headers: secret::text(&headers)?.to_string(), body };
            Ok(show(printer, core::news_take(desk, form).await))
        }
        NewsVerb::Missing => Ok(core::news_missing(desk, Nothing {}).await.map(|payments| {
            printer.data(&json!({ "payments": payments }), || payments.iter().map(print::row).collect());
            exit::OK
        })),
    }
}

fn show(printer: Printer, result: Result<NewsView, Problem>) -> Result<u8, Problem> {
    result.map(|view| {
        printer.data(&view, || lines(&view));
        exit::OK
    })
}

fn lines(view: &NewsView) -> Vec<String> {
    let mut lines = vec![dossier::row(&view.row)];
    let roads: Vec<_> = view.roads.iter().map(|(road, times)| format!("{road} {times}")).collect();
    lines.push(format!("{:<16} {}", "came by", roads.join(", ")));
    lines.push(format!("{:<16} {}", "verified", if view.verified { "yes" } else { "NO" }));
    lines.extend(view.subject.as_ref().map(|(kind, id)| format!("{:<16} {kind} {id}", "about")));
    if !view.because.is_empty() {
        lines.push(format!("{:<16} {}", "because", view.because));
    }
    lines.push(view.body.clone());
    lines
}

/// The roads of news. A road that was silent is said, and makes the exit code of what cannot be reached.
fn roads(printer: Printer, view: &RoadsView) -> u8 {
    if let Some(problem) = &view.problem {
        printer.sentence(problem);
    }
    printer.data(view, || {
        let until = dossier::time(view.feed_until).or_else(|| view.feed_code.clone()).unwrap_or_default();
        let mut lines = vec![format!("feed   {:<8} {until}", view.feed)];
        lines.extend(
            view.relay
                .as_ref()
                .map(|relay| format!("relay  {relay} read to {}", view.relay_position.unwrap_or_default())),
        );
        if view.unverified > 0 {
            lines.push(format!("kept   {} that did not verify", view.unverified));
        }
        lines.extend(
            dossier::time(view.relay_other_store_at).map(|at| format!("store  another one since {at}")),
        );
        lines.push(format!("new    {}", view.fresh));
        lines
    });
    match view.problem.as_ref().map(|problem| problem.next) {
        None | Some(Next::Nothing) => exit::OK,
        Some(Next::CheckSettings) => exit::SETTINGS,
        Some(_) => exit::UNAVAILABLE,
    }
}
