//! The window. The only room that knows Tauri: everything it can do is one line over `ipc`.

mod arguments;
mod beat;
mod commands;
mod log;
mod painted;
mod window;

use anyhow::{Context, Result};
use ipc::Desk;
use ipc::form::Nothing;
use site::{History, Setup};
use tauri::{Builder, Manager, Runtime};

pub use arguments::Arguments;

/// Opens the desk and its window, and runs until the window is closed.
pub fn run(arguments: Arguments) -> Result<()> {
    let stopwatch = painted::Stopwatch::start();
    let data_dir = site::data_dir(arguments.data_dir.as_deref())?;
    let _log = log::open(&data_dir)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    tauri::async_runtime::set(runtime.handle().clone());

    let desk = runtime.block_on(async {
        let history = History { payments: arguments.practice_payments, ..History::default() };
        let desk = Desk::open(site::parts(Setup::merchant(data_dir, "window", history)?)?).await;
        if arguments.practice
            && let Err(problem) = ipc::run::practice_open(&desk, Nothing {}).await
        {
            // The window shows it; nothing is hidden by going on.
            tracing::error!(code = problem.code, cause = problem.cause, "the practice account did not open");
        }
        anyhow::Ok(desk)
    })?;

    let app = with_commands(Builder::default())
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::focus(app)))
        .manage(desk)
        .manage(stopwatch)
        .setup(move |app| {
            let desk = app.state::<Desk>().inner().clone();
            tauri::async_runtime::spawn(beat::outbox(desk.clone()));
            tauri::async_runtime::spawn(beat::stale(app.handle().clone(), desk));
            window::open(app, arguments.at.as_deref())?;
            Ok(())
        })
        .build(context())
        .context("opening the window")?;
    app.run(|_, _| {});
    Ok(())
}

/// The commands the window may call, on any runtime: the real one and the one of the tests.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(commands::handler())
}

/// What `tauri.conf.json` and the capability file became.
#[must_use]
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}
