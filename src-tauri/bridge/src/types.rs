//! The TypeScript of the command list: every form and view by its Rust name, and one function a command.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use ipc::form::*;
use ipc::problem::Problem;
use ipc::view::*;
use ts_rs::{Config, TS, TypeVisitor};

/// Where the generated file is, from the top of the repository.
pub const FILE: &str = "ui/src/ipc/generated.ts";

const HEAD: &str = "\
// Written by `cargo xtask types` from the command list in src-tauri/ipc. Not edited by hand.

import { act, call } from \"./call\";
";

/// The whole file.
#[must_use]
pub fn generated() -> String {
    let mut sheet = Sheet::default();
    sheet.add::<Problem>();
    let mut commands = String::new();

    macro_rules! describe {
        ($($(#[doc = $doc:literal])* $name:ident($form:ty) -> $view:ty;)*) => {$(
            sheet.add::<$form>();
            sheet.add::<$view>();
            let docs: &[&str] = &[$($doc),*];
            commands.push_str(&command::<$form, $view>(stringify!($name), docs, &sheet.config));
        )*};
    }
    ipc::for_each_command!(describe);

    // A command without input takes no argument, so nobody needs the empty form.
    sheet.types.remove(&<Nothing as TS>::name(&sheet.config));
    let types: String = sheet.types.into_values().collect();
    format!(
        "{HEAD}\n{types}/** Everything the window can ask for. */\nexport const commands = {{\n{commands}}};\n"
    )
}

/// Types by name, each declared once.
#[derive(Default)]
struct Sheet {
    config: Config,
    seen: HashSet<TypeId>,
    types: BTreeMap<String, String>,
}

impl Sheet {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only derived types have a place of their own; text, numbers and lists do not.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declared = laid_out(&format!("{docs}export {}", T::decl(&self.config)));
            self.types.insert(T::ident(&self.config), declared + "\n");
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeVisitor for Sheet {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

fn command<F: TS + 'static, V: TS + 'static>(name: &str, docs: &[&str], config: &Config) -> String {
    let docs = docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let function = camel(name);
    let view = V::name(config);
    let by = if may_send_an_order::<V>(name) { "act" } else { "call" };
    if TypeId::of::<F>() == TypeId::of::<Nothing>() {
        return format!("  /** {docs} */\n  {function}: () => {by}<{view}>(\"{name}\", {{}}),\n");
    }
    let form = F::name(config);
    format!("  /** {docs} */\n  {function}: (form: {form}) => {by}<{view}>(\"{name}\", form),\n")
}

/// Whether money may move by it: those that answer with an action, and those that send what they are given or what
/// is open. Where an order stands is only looked at.
fn may_send_an_order<V: TS + 'static>(name: &str) -> bool {
    match name {
        "outbox_show" => false,
        "outbox_ask" | "call_send" => true,
        _ => TypeId::of::<V>() == TypeId::of::<ActionView>(),
    }
}

/// One line a comment where it fits, one line a field, fields indented.
fn laid_out(declaration: &str) -> String {
    let mut lines = Vec::new();
    let mut comment: Vec<String> = Vec::new();
    let mut inside = false;
    for line in declaration.lines().map(str::trim) {
        let indent = if inside { "  " } else { "" };
        if line == "/**" || !comment.is_empty() {
            comment.push(line.to_owned());
            if line == "*/" {
                lines.extend(one_comment(&comment).into_iter().map(|line| format!("{indent}{line}")));
                comment.clear();
            }
            continue;
        }
        let (field, closes) = match line.strip_suffix(", };") {
            Some(field) if inside => (field, true),
            _ => (line.trim_end_matches(','), false),
        };
        lines.push(if inside { format!("{indent}{field};") } else { line.to_owned() });
        inside = line.ends_with('{') || (inside && !closes);
        if closes {
            lines.push("};".to_owned());
        }
    }
    lines.join("\n") + "\n"
}

fn one_comment(lines: &[String]) -> Vec<String> {
    match lines {
        [_, only, _] => vec![format!("/** {} */", only.trim_start_matches("* "))],
        [first, middle @ .., last] => {
            let mut comment = vec![first.clone()];
            comment.extend(middle.iter().map(|line| format!(" {line}")));
            comment.push(format!(" {last}"));
            comment
        }
        _ => lines.to_vec(),
    }
}

fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut upper = false;
    for letter in name.chars() {
        match letter {
            '_' => upper = true,
            _ if upper => {
                camel.push(letter.to_ascii_uppercase());
                upper = false;
            }
            _ => camel.push(letter),
        }
    }
    camel
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_committed_file_is_what_the_generator_writes() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
        let committed = std::fs::read_to_string(file).expect("the generated file is committed");
        assert!(committed == generated(), "stale: run `cargo xtask types`");
    }

    #[test]
    fn no_number_is_wider_than_javascript_can_hold() {
        assert!(!generated().contains("bigint"), "give the field a #[ts(type = ...)] in ipc");
    }

    #[test]
    fn a_command_is_a_function_in_camel_case() {
        let text = generated();
        assert!(
            text.contains("paymentList: (form: ListForm) => call<PaymentPageView>(\"payment_list\", form),")
        );
        assert!(
            text.contains("refundCreate: (form: RefundForm) => act<ActionView>(\"refund_create\", form),")
        );
        assert!(text.contains("outboxShow: (form: OrderForm) => call<ActionView>(\"outbox_show\", form),"));
        assert!(text.contains("paymentMethods: () => call<Array<MethodView>>(\"payment_methods\", {}),"));
    }
}
