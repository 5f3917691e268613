//! A command by its name: the same list the window is made from.

use ipc::form::*;
use ipc::problem::{Next, Problem};
use ipc::view::*;
use ipc::{Desk, run};
use serde_json::Value;

/// Runs a command by name. A name that is not in the list, or a form that does not fit, moves nothing.
pub async fn dispatch(desk: &Desk, name: &str, form: Value) -> Result<Value, Problem> {
    macro_rules! by_name {
        ($($(#[doc = $doc:literal])* $command:ident($form:ty) -> $view:ty;)*) => {
            match name {
                $(stringify!($command) => {
                    let form: $form = serde_json::from_value(form).map_err(|error| misfit(name, &error.to_string()))?;
                    let view: $view = Box::pin(run::$command(desk, form)).await?;
                    serde_json::to_value(view).map_err(|error| misfit(name, &error.to_string()))
                })*
                _ => Err(misfit(name, "no such command")),
            }
        };
    }
    ipc::for_each_command!(by_name)
}

fn misfit(name: &str, why: &str) -> Problem {
    let mut problem = Problem::new("failed.internal", Next::Correct).text("command", name);
    problem.cause = Some(why.to_owned());
    problem
}
