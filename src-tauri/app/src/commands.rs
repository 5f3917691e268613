//! Doorways: every command of the list is one line over `ipc`, so the window, the terminal and the
//! browser bridge run the same code.

use ipc::Desk;
use ipc::form::*;
use ipc::problem::Problem;
use ipc::view::*;
use tauri::{Runtime, State, ipc::Invoke};

macro_rules! doorways {
    ($($(#[doc = $doc:literal])* $name:ident($form:ty) -> $view:ty;)*) => {
        $(
            $(#[doc = $doc])*
            #[tauri::command]
            pub async fn $name(desk: State<'_, Desk>, form: $form) -> Result<$view, Problem> {
                Box::pin(ipc::run::$name(&desk, form)).await
            }
        )*

        /// Hands a call to its command.
        pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![crate::painted::painted, crate::painted::paged, $($name),*]
        }
    };
}
ipc::for_each_command!(doorways);
