use ipc::form::{AccountForm, AccountPick, GenerateKeyForm, ImportKeyForm, Nothing};
use ipc::problem::{Next, Problem};
use ipc::view::AccountView;
use ipc::{Desk, run as core};
use serde_json::json;

use crate::arguments::{AccountAdd, AccountVerb};
use crate::print::Printer;
use crate::{Outcome, exit, secret};

pub async fn run(desk: &Desk, verb: AccountVerb, printer: Printer) -> Outcome {
    match verb {
        AccountVerb::Add(add) => self::add(desk, *add, printer).await,
        AccountVerb::List => Ok(core::frame(desk, Nothing {}).await.and_then(|frame| {
            if let (Some(problem), true) = (&frame.ledger_problem, frame.accounts.is_empty()) {
                return Err(problem.clone());
            }
            let current = frame.current.as_ref().map(|account| account.id.clone());
            let document = json!({ "accounts": frame.accounts, "current": current });
            printer.data(&document, || {
                frame
                    .accounts
                    .iter()
                    .map(|account| {
                        let mark = if current.as_deref() == Some(&account.id) { "*" } else { " " };
                        format!(
                            "{mark} {:<9} {:<24} {} {}",
                            account.environment, account.name, account.base_url, account.id
                        )
                    })
                    .collect()
            });
            Ok(exit::OK)
        })),
        AccountVerb::Check { name } => check(desk, name, printer).await,
        AccountVerb::Select { name } => {
            let selected = core::account_select(desk, AccountPick { account: name }).await;
            Ok(selected.map(|frame| {
                printer.data(&frame.current, Vec::new);
                if let Some(current) = &frame.current {
                    at_work(printer, current, true);
                }
                exit::OK
            }))
        }
        AccountVerb::GenerateKey { bits, key_version, id } => {
            let account = match id {
                Some(id) => id,
                None => match core::account_draft(desk, Nothing {}).await {
                    Ok(draft) => draft.account,
                    Err(problem) => return Ok(Err(problem)),
                },
            };
            let form = GenerateKeyForm { account: account.clone(), version: key_version.clone(), bits };
            Ok(core::account_generate_key(desk, form).await.map(|key| {
                let document = json!({
                    "account": account,
                    "key_version": key_version,
                    "public_key": key.public_key,
                    "fingerprint": key.fingerprint,
                    "bits": key.bits,
                });
                printer.data(&document, || {
                    vec![
                        format!("account id   {account}"),
                        format!("fingerprint  {}", key.fingerprint),
                        key.public_key.clone(),
                    ]
                });
                exit::OK
            }))
        }
    }
}

async fn add(desk: &Desk, add: AccountAdd, printer: Printer) -> Outcome {
    let account = match &add.id {
        Some(id) => id.clone(),
        None => match core::account_draft(desk, Nothing {}).await {
            Ok(draft) => draft.account,
            Err(problem) => return Ok(Err(problem)),
        },
    };
    if let Some(file) = &add.private_key_file {
        let form = ImportKeyForm {
            account: account.clone(),
            version: add.key_version.clone(),
            key: secret::key(file)?.to_string(),
            public: String::new(),
        };
        if let Err(problem) = core::account_import_key(desk, form).await {
            return Ok(Err(problem));
        }
    }
    let form = AccountForm {
        account,
        name: add.name,
        environment: add.environment,
        base_url: add.base_url,
        client_id: add.client_id,
        key_version: add.key_version,
        gateway_public_key: secret::key(&add.gateway_key_file)?.to_string(),
        path_mode: add.path_mode,
        customs_code: add.customs_code,
        customs_name: add.customs_name,
        select: add.select,
    };
    let account = match core::account_save(desk, form).await {
        Ok(account) => account,
        Err(problem) => return Ok(Err(problem)),
    };
    printer.data(&account, || vec![format!("{} {} {}", account.environment, account.name, account.id)]);
    Ok(core::frame(desk, Nothing {}).await.map(|frame| {
        if let Some(current) = &frame.current {
            at_work(printer, current, current.id == account.id);
        }
        exit::OK
    }))
}

/// Says which account commands are about from now on; a live one in words nobody overlooks.
fn at_work(printer: Printer, current: &AccountView, this: bool) {
    let name = &current.name;
    match (current.environment.as_str(), this) {
        ("live", true) => printer.note(
            &format!("LIVE: commands now work with \"{name}\", and real money moves."),
            &format!("正式环境：命令现在使用账户“{name}”，将动用真实资金。"),
        ),
        (_, true) => printer
            .note(&format!("Commands now work with \"{name}\"."), &format!("命令现在使用账户“{name}”。")),
        (environment, false) => printer.note(
            &format!("Commands still work with \"{name}\" ({environment}); `account select` changes that."),
            &format!("命令仍使用账户“{name}”（{environment}）；可用 `account select` 更改。"),
        ),
    }
}

async fn check(desk: &Desk, name: Option<String>, printer: Printer) -> Outcome {
    let account = match name {
        Some(name) => name,
        None => {
            let current = core::frame(desk, Nothing {}).await.map(|frame| frame.current);
            match current {
                Ok(Some(account)) => account.id,
                Ok(None) => return Ok(Err(Problem::new("failed.no_account", Next::CheckSettings))),
                Err(problem) => return Ok(Err(problem)),
            }
        }
    };
    Ok(core::account_check(desk, AccountPick { account }).await.map(|check| {
        for problem in check.ticks.iter().filter_map(|tick| tick.problem.as_ref()) {
            printer.sentence(problem);
        }
        printer.data(&check, || {
            check.ticks.iter().map(|tick| format!("{:<10} {}", tick.what, tick.light)).collect()
        });
        if check.all_green { exit::OK } else { exit::FAILED }
    }))
}
