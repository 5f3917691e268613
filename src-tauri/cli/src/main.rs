//! The `counterfoil` command: the same desk as the window, from a terminal.

mod account;
mod action;
mod agreement;
mod amount;
mod arguments;
mod call;
mod consult;
mod counter;
mod dispute;
mod dossier;
mod exit;
mod key;
mod news;
mod print;
mod rates;
mod read;
mod read_back;
mod receive;
mod registration;
mod relay_desk;
mod relay_trouble;
mod restore;
mod secret;
mod serve;
mod session;
#[cfg(test)]
mod spoken;
mod subscription;
mod usage;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::OnceLock;

use anyhow::Result;
use arguments::{Arguments, Common, Language, LedgerVerb, Noun, PracticeVerb, VaultKind};
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};
use ipc::problem::{Next, Problem};
use ipc::{Desk, form};
use print::Printer;

/// What a command ends with: an exit code, or a problem to be said.
pub type Outcome = Result<Result<u8, Problem>>;

fn main() -> ExitCode {
    let matches = match Arguments::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return misread(&error),
    };
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let level = if arguments.common.verbose { "info" } else { "error" };
    tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(exit::FAILED);
        }
    };
    let language = match arguments.common.lang {
        Language::En => ipc::Language::English,
        Language::Zh => ipc::Language::Chinese,
    };
    let printer = Printer { json: arguments.common.json, language, options: options_of(&matches) };
    let code = match runtime.block_on(run(arguments, printer)) {
        Ok(Ok(code)) => code,
        Ok(Err(problem)) => {
            printer.complain(&problem);
            exit::of_problem(&problem)
        }
        Err(error) => match error.downcast::<secret::Complaint>() {
            Ok(secret::Complaint(problem)) => {
                printer.complain(&problem);
                exit::of_problem(&problem)
            }
            Err(error) => {
                let cause = format!("{error:#}");
                printer.complain(&Problem::new("failed.internal", Next::TryAgain).because(cause));
                exit::FAILED
            }
        },
    };
    ExitCode::from(code)
}

/// A command line that cannot be read, or a page of help.
fn misread(error: &clap::Error) -> ExitCode {
    let chinese = match usage::language(std::env::args_os()) {
        ipc::Language::Chinese => usage::chinese(error),
        ipc::Language::English => None,
    };
    match chinese {
        Some(said) => {
            eprintln!("{said}");
            u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        None => error.exit(),
    }
}

/// The long options of the verb that was called, without their dashes.
fn options_of(matches: &ArgMatches) -> &'static BTreeSet<String> {
    static OPTIONS: OnceLock<BTreeSet<String>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut command = Arguments::command();
        command.build();
        let (mut at, mut below) = (Some(&command), matches.subcommand());
        while let Some((name, matches)) = below {
            at = at.and_then(|at| at.find_subcommand(name));
            below = matches.subcommand();
        }
        let own = at.into_iter().flat_map(clap::Command::get_arguments);
        own.filter_map(|argument| argument.get_long().map(str::to_owned)).collect()
    })
}

async fn run(arguments: Arguments, printer: Printer) -> Outcome {
    match arguments.noun {
        // Programs of their own: they open no desk.
        Noun::Practice(PracticeVerb::Serve(serve)) => serve::serve(serve, printer).await.map(Ok),
        Noun::Ledger(LedgerVerb::Restore { from, environment }) => {
            restore::run(&arguments.common, &from, &environment, printer).await
        }
        Noun::Receive(receive) => receive::run(*receive, printer).await.map(Ok),
        noun => at_desk(arguments.common, noun, printer).await,
    }
}

async fn at_desk(common: Common, noun: Noun, printer: Printer) -> Outcome {
    let desk = match open(&common).await? {
        Ok(desk) => desk,
        Err(problem) => return Ok(Err(problem)),
    };
    if let Some(account) = &common.account
        && let Err(problem) = desk.work_with(account).await
    {
        return Ok(Err(problem));
    }
    match noun {
        Noun::Account(verb) => account::run(&desk, verb, printer).await,
        Noun::Payment(verb) => read::payment(&desk, verb, printer).await,
        Noun::Capture(verb) => action::capture(&desk, verb, printer).await,
        Noun::Refund(verb) => action::refund(&desk, verb, printer).await,
        Noun::Cancel(verb) => action::cancel(&desk, verb, printer).await,
        Noun::Declaration(verb) => read::declaration(&desk, verb, printer).await,
        Noun::Session(verb) => session::run(&desk, verb, printer).await,
        Noun::Amount(verb) => amount::run(&desk, verb, printer).await,
        Noun::Rates(verb) => rates::run(&desk, verb, printer).await,
        Noun::Counter(verb) => counter::run(&desk, verb, printer).await,
        Noun::Dispute(verb) => dispute::run(&desk, verb, printer).await,
        Noun::Agreement(verb) => agreement::run(&desk, verb, printer).await,
        Noun::Subscription(verb) => subscription::run(&desk, verb, printer).await,
        Noun::Registration(verb) => registration::run(&desk, verb, printer).await,
        Noun::News(verb) => news::run(&desk, verb, printer).await,
        Noun::Key(verb) => key::run(&desk, verb, printer).await,
        Noun::Relay(verb) => relay_desk::run(&desk, verb, printer).await,
        Noun::Call(call) => call::run(&desk, call, printer).await,
        Noun::Signature(verb) => call::signature(&desk, verb, printer).await,
        Noun::Outbox(verb) => read::outbox(&desk, verb, printer).await,
        Noun::Ledger(verb) => read::ledger(&desk, verb, printer).await,
        Noun::Receive(_) => anyhow::bail!("receiving needs no desk"),
        Noun::Practice(PracticeVerb::Open | PracticeVerb::Serve(_)) => {
            let opened = ipc::run::practice_open(&desk, form::Nothing {}).await;
            Ok(opened.map(|frame| {
                printer.data(&frame, || vec![format!("{} at {}", frame.data_dir, frame.version)]);
                exit::OK
            }))
        }
    }
}

/// Opens the desk; the vault is unlocked when its passphrase is given.
async fn open(common: &Common) -> Result<Result<Desk, Problem>> {
    let data_dir = site::data_dir(common.data_dir.as_deref())?;
    let mut setup = site::Setup::merchant(data_dir, "terminal", site::History::default())?;
    if common.vault == Some(VaultKind::Passphrase) {
        setup.keys = site::KeyChoice::Vault;
    }
    let desk = Desk::open(site::parts(setup)?).await;
    let wanted = common.vault == Some(VaultKind::Passphrase) || common.passphrase_file.is_some();
    if wanted {
        let Some(file) = common.passphrase_file.as_deref() else {
            return Ok(Err(Problem::new("keys.passphrase_missing", Next::Correct).on_field("passphrase")));
        };
        let passphrase = secret::text(file)?.to_string();
        let unlocked = ipc::run::vault_unlock(&desk, form::VaultForm { passphrase }).await;
        if let Err(problem) = unlocked {
            return Ok(Err(problem));
        }
    }
    Ok(Ok(desk))
}
