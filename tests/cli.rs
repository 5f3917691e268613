//! The `counterfoil` command as a script uses it: real processes, a real practice gateway, real files.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The program, built once, in the target folder this test was built in.
fn counterfoil() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let here = std::env::current_exe().unwrap();
        let folder = here.ancestors().nth(2).unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "cli", "--target-dir"]).arg(folder.parent().unwrap());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
        assert!(built.success(), "the program does not build");
        folder.join(format!("counterfoil{}", std::env::consts::EXE_SUFFIX))
    })
}

/// How a command ended.
struct Ended {
    code: i32,
    /// The JSON document on standard output, if there was one.
    out: Value,
    err: String,
}

/// A computer with a practice gateway beside it.
struct Computer {
    folder: TempDir,
    gateway: Child,
    listening: Value,
    looking: reqwest::Client,
}

impl Drop for Computer {
    fn drop(&mut self) {
        let _ = self.gateway.kill();
        let _ = self.gateway.wait();
    }
}

impl Computer {
    /// A gateway that listens, and nothing set up yet. A slow answer comes after the client has given up.
    fn bare() -> Self {
        let folder = TempDir::new().unwrap();
        let serve = ["practice", "serve", "--port", "0", "--payments", "40", "--seed", "7", "--json"];
        let mut gateway = Command::new(counterfoil())
            .args(serve)
            .args(["--slow-ms", "600000"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(gateway.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let listening: Value = serde_json::from_str(&line).unwrap();
        gateway_http::install_tls();
        let looking = reqwest::Client::builder().no_proxy().build().unwrap();
        std::fs::write(folder.path().join("passphrase"), "a long enough passphrase\n").unwrap();
        for (name, field) in [("merchant", "merchant_private_key"), ("gateway", "gateway_public_key")] {
            std::fs::write(folder.path().join(name), listening[field].as_str().unwrap()).unwrap();
        }
        Self { folder, gateway, listening, looking }
    }

    /// With an account.
    fn set_up() -> Self {
        let computer = Self::bare();
        let added = computer.run(&computer.account_add());
        assert_eq!(added.code, 0, "{}", added.err);
        computer
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn account_add(&self) -> Vec<String> {
        let said = |name: &str| self.listening[name].as_str().unwrap().to_owned();
        let mut words: Vec<String> =
            ["account", "add", "--name", "Shop", "--environment", "practice"].map(Into::into).into();
        for (option, value) in [
            ("--base-url", said("base_url")),
            ("--client-id", said("client_id")),
            ("--private-key-file", self.path("merchant")),
            ("--gateway-key-file", self.path("gateway")),
            ("--key-version", said("key_version")),
        ] {
            words.extend([option.to_owned(), value]);
        }
        words
    }

    fn command(&self, words: &[impl AsRef<str>]) -> Command {
        let mut command = Command::new(counterfoil());
        command
            .args(words.iter().map(AsRef::as_ref))
            .args(["--json", "--vault", "passphrase", "--passphrase-file", &self.path("passphrase")])
            .args(["--data-dir", &self.path("data")])
            .env_remove("COUNTERFOIL_DATA_DIR")
            .env_remove("COUNTERFOIL_PASSPHRASE_FILE")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[impl AsRef<str>]) -> Ended {
        let told = self.command(words).output().unwrap();
        let text = String::from_utf8(told.stdout).unwrap();
        let out = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ended { code: told.status.code().unwrap(), out, err: String::from_utf8(told.stderr).unwrap() }
    }

    /// Runs a line of words without blanks in them; it must end with this code.
    fn ends(&self, code: i32, line: &str) -> Value {
        let ended = self.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ended.code, code, "{line}\n{}\n{}", ended.out, ended.err);
        ended.out
    }

    /// A money action: the one schema, to the letter.
    fn acts(&self, code: i32, state: &str, line: &str) -> Value {
        let out = self.ends(code, line);
        let keys: Vec<_> = out.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["id", "kind", "state", "payment_id", "amount", "problem"], "{line}");
        assert_eq!(out["state"], state, "{line}: {out}");
        if let Some(amount) = out["amount"].as_object() {
            let mut keys: Vec<_> = amount.keys().map(String::as_str).collect();
            keys.sort_unstable();
            assert_eq!(keys, ["currency", "minor", "value"], "{line}");
        }
        assert_eq!(out["problem"].is_null(), state == "done", "{line}: {out}");
        out
    }

    async fn journal(&self) -> Vec<Value> {
        let url = self.listening["journal_url"].as_str().unwrap();
        let body = self.looking.get(url).send().await.unwrap().bytes().await.unwrap();
        let journal: Value = serde_json::from_slice(&body).unwrap();
        journal["effects"].as_array().unwrap().clone()
    }

    async fn effects(&self, request_id: &str) -> usize {
        let own = |line: &&Value| line["request_id"] == request_id && line["effect"] == true;
        self.journal().await.iter().filter(own).count()
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

#[tokio::test]
async fn the_practice_gateway_says_where_it_listens() {
    let computer = Computer::bare();
    for name in [
        "base_url",
        "client_id",
        "merchant_private_key",
        "merchant_public_key",
        "gateway_public_key",
        "journal_url",
    ] {
        assert!(!text(&computer.listening, name).is_empty());
    }
    assert!(text(&computer.listening, "base_url").starts_with("http://127.0.0.1:"));
    assert!(computer.journal().await.is_empty());
}

#[tokio::test]
async fn a_day_at_the_terminal() {
    let computer = Computer::bare();
    let added = computer.run(&computer.account_add());
    assert_eq!((added.code, text(&added.out, "name")), (0, "Shop"), "{}", added.err);
    let listed = computer.ends(0, "account list");
    assert_eq!(listed["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(computer.ends(0, "account check")["all_green"], true);

    // The shop's own half of the history is there.
    let page = computer.ends(0, "payment list --limit 5");
    assert_eq!(page["payments"].as_array().unwrap().len(), 5);
    let next = computer.ends(0, &format!("payment list --limit 500 --after {}", text(&page, "next")));
    assert_eq!(next["payments"].as_array().unwrap().len(), 35);
    let held = computer.ends(0, "payment list --state authorised");
    assert!(held["payments"].as_array().unwrap().iter().all(|row| row["state"] == "authorised"));

    // A card payment: held, captured in part, refunded in part.
    let take = "payment take --order LAMP-1 --amount 100.00 --currency SGD --method CARD --capture manual";
    let taken = computer.acts(0, "done", take);
    assert_eq!(taken["amount"], json!({ "value": "100.00", "currency": "SGD", "minor": "10000" }));
    assert_eq!(taken["kind"], "pay");
    let payment = text(&taken, "payment_id").to_owned();
    let captured = computer.acts(0, "done", &format!("capture create --payment {payment} --amount 60.00"));
    assert_eq!(computer.effects(text(&captured, "id")).await, 1);
    let over = computer.acts(65, "refused", "capture create --payment LAMP-1 --amount 40.01");
    assert_eq!((&over["id"], text(&over["problem"], "code")), (&Value::Null, "bar.over_the_rest"));
    let refunded = computer.acts(
        0,
        "done",
        &format!("refund create --payment {payment} --amount 15.00 --reason damaged"),
    );
    assert_eq!(computer.effects(text(&refunded, "id")).await, 1);
    let shown = computer.ends(0, &format!("payment show {}", text(&refunded, "id")));
    assert_eq!(shown["row"]["state"], "partly_refunded");
    assert_eq!(shown["money"]["net"]["value"], "45.00");

    // An amount that loses its first answer.
    let unknown =
        computer.acts(20, "unknown", "refund create --payment LAMP-1 --amount 10.13 --reason goodwill");
    assert_eq!(
        (text(&unknown["problem"], "code"), text(&unknown["problem"], "moved")),
        ("order.no_answer", "unknown")
    );
    let outbox = computer.ends(0, "outbox list");
    assert_eq!(outbox["open"].as_array().unwrap().len(), 1);
    assert_eq!(outbox["in_doubt"][0]["value"], "10.13");
    let outbox = computer.ends(0, "outbox run");
    assert_eq!(outbox["open"], json!([]));
    let done =
        outbox["closed"].as_array().unwrap().iter().find(|order| order["id"] == unknown["id"]).unwrap();
    assert_eq!(done["state"], "done");
    assert_eq!(computer.effects(text(&unknown, "id")).await, 1);
    assert_eq!(computer.ends(0, "payment show LAMP-1")["row"]["refunded"]["value"], "25.13");

    // A wallet payment is cancelled.
    computer.acts(0, "done", "payment take --order LAMP-2 --amount 80 --currency HKD --method ALIPAY_HK");
    let cancelled = computer.acts(0, "done", "cancel create --payment LAMP-2");
    assert_eq!(computer.effects(text(&cancelled, "payment_id")).await, 1);
    assert_eq!(computer.ends(0, "payment inquire LAMP-2")["row"]["state"], "cancelled");
    assert_eq!(
        text(&computer.acts(65, "refused", "cancel create --payment LAMP-2")["problem"], "code"),
        "bar.cancelled"
    );

    // A payment is declared to customs.
    computer.acts(0, "done", "payment take --order LAMP-3 --amount 500 --currency CNY --method ALIPAY_CN");
    std::fs::write(computer.path("buyer"), "王小样\n11010519491231002X\n").unwrap();
    let file = format!(
        "declaration file --payment LAMP-3 --customs ZONGSHU --amount 500.00 --merchant-code 3301960ABC \
         --merchant-name 样例跨境电商有限公司 --buyer-file {}",
        computer.path("buyer")
    );
    let declared = computer.acts(0, "done", &file);
    assert_eq!(computer.effects(text(&declared, "id")).await, 1);
    let shown = computer.ends(0, &format!("declaration show {}", text(&declared, "id")));
    assert_eq!((text(&shown, "state"), text(&shown, "buyer_masked")), ("with_customs", "1****************X"));
    computer.ends(0, &format!("declaration inquire {}", text(&declared, "id")));
    let shown = computer.ends(0, &format!("declaration inquire {}", text(&declared, "id")));
    assert_eq!(shown["state"], "accepted");

    let report = computer.ends(0, "ledger verify");
    assert_eq!((&report["sound"], &report["views_differ"]), (&json!(true), &json!(0)));
}

/// The same gateway under other names: nothing here speaks to it but by hand.
fn another(computer: &Computer, changes: &[(&str, &str)]) -> Vec<String> {
    let mut words = computer.account_add();
    for (option, value) in changes {
        let at = words.iter().position(|word| word == option).unwrap();
        words[at + 1] = (*value).to_owned();
    }
    words
}

#[test]
fn setting_an_account_up_selects_only_the_first_one() {
    let computer = Computer::set_up();
    let current = || computer.ends(0, "account list")["current"].clone();
    let first = current();
    assert!(first.is_string());
    let live = [
        ("--name", "Real"),
        ("--environment", "live"),
        ("--base-url", "https://open-sea-global.alipay.com"),
        ("--client-id", "T_MADEUP000000000"),
    ];
    let added = computer.run(&another(&computer, &live));
    assert_eq!(added.code, 0, "{}", added.err);
    assert_eq!(current(), first, "nobody is moved to a live account");
    assert!(added.err.contains("still work with \"Shop\""), "{}", added.err);
    // The same again, meant.
    let mut words = another(&computer, &[("--name", "Second")]);
    words.push("--select".to_owned());
    let added = computer.run(&words);
    assert_eq!((added.code, current()), (0, added.out["id"].clone()), "{}", added.err);
    let selected = computer.run(&["account", "select", "Real"]);
    assert!(selected.err.contains("LIVE"), "{}", selected.err);
    assert_eq!(selected.out["environment"], "live");
}

#[test]
fn a_prepared_key_is_not_dropped_in_passing() {
    let computer = Computer::set_up();
    let first = computer.ends(0, "key prepare --version 7");
    let again = computer.ends(65, "key prepare --version 8");
    assert_eq!(again["problem"]["code"], "key.prepared_already");
    assert_eq!(computer.ends(0, "key list"), first);
    let replaced = computer.ends(0, "key prepare --version 8 --replace");
    assert!(replaced["ours"].as_array().unwrap().iter().any(|key| key["version"] == "8"));
}

#[tokio::test]
async fn exit_codes() {
    let computer = Computer::set_up();
    let take = "payment take --order A-1 --amount 50 --currency HKD --method ALIPAY_HK";
    computer.acts(0, "done", take);
    // The gateway refuses, verified.
    let declined =
        "payment take --order A-2 --amount 50 --currency SGD --method CARD --card PRACTICE_CARD_DECLINED";
    assert_eq!(text(&computer.acts(10, "refused", declined)["problem"], "moved"), "no");
    // Refused here.
    for (line, code) in [
        ("refund create --payment A-1 --amount 0 --reason damaged", "bar.zero"),
        ("refund create --payment A-1 --amount 10.001 --reason damaged", "amount.too_many_decimals"),
        ("refund create --payment A-1 --amount=-1 --reason damaged", "amount.not_an_amount"),
        ("refund create --payment A-1 --amount 50.01 --reason damaged", "bar.over_the_rest"),
        ("refund create --payment A-1 --amount ten --reason damaged", "amount.not_an_amount"),
        ("capture create --payment A-1 --amount 10", "bar.captures_itself"),
        (
            "declaration file --payment A-1 --customs ZONGSHU --amount 10 --merchant-code A --merchant-name B",
            "bar.not_an_alipay_payment",
        ),
    ] {
        assert_eq!(text(&computer.acts(65, "refused", line)["problem"], "code"), code, "{line}");
    }
    assert_eq!(computer.ends(65, "payment show NOBODY")["problem"]["code"], "failed.not_found");
    let scan = "counter pay --mode payment-code --amount 5 --currency HKD";
    assert_eq!(computer.ends(65, scan)["problem"]["code"], "counter.code_missing");
    // Wrong usage.
    computer.ends(2, "refund create --payment A-1");
    computer.ends(2, "refund undo");
    // A wrong passphrase.
    std::fs::write(computer.path("passphrase"), "another passphrase\n").unwrap();
    assert_eq!(computer.ends(77, "payment list")["problem"]["code"], "keys.locked");
    std::fs::write(computer.path("passphrase"), "a long enough passphrase\n").unwrap();
    // No account.
    let empty = Computer::bare();
    assert_eq!(empty.ends(78, "payment list")["problem"]["code"], "failed.no_account");
    // Nothing moved but the one payment.
    let moved = computer.journal().await.iter().filter(|line| line["effect"] == true).count();
    assert_eq!(moved, 1);
}

/// What is too long or missing is refused here, told with the option and with the gateway's own name.
#[tokio::test]
async fn a_field_is_told_by_both_its_names() {
    let computer = Computer::set_up();
    computer.acts(0, "done", "payment take --order A-1 --amount 50 --currency CNY --method ALIPAY_CN");
    let take = "payment take --amount 5 --currency HKD";
    let declare =
        "declaration file --payment A-1 --customs ZONGSHU --amount 10 --merchant-code C --merchant-name";
    let subscribe =
        "subscription create --method GCASH --currency PHP --unit MONTH --amount 50 --description";
    let register = "registration create --merchant M --display-name Tea --mcc 5411 --legal-name Tea \
                    --registration-no 1 --region SG"
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let long = |count: usize| "长".repeat(count);
    for (line, code, option, gateway) in [
        (
            format!("{take} --order B --method ALIPAY_HK --description {}", long(257)),
            "field.too_long",
            "--description",
            "order.orderDescription",
        ),
        (
            format!("{take} --order B --method {}", long(65)),
            "field.too_long",
            "--method",
            "paymentMethod.paymentMethodType",
        ),
        (
            format!("{take} --method ALIPAY_HK --order {}", long(65)),
            "field.too_long",
            "--order",
            "order.referenceOrderId",
        ),
        (
            format!("refund create --payment A-1 --amount 5 --reason {}", long(257)),
            "field.too_long",
            "--reason",
            "refundReason",
        ),
        (
            format!("refund create --payment A-1 --amount 5 --reason other --note {}", long(257)),
            "field.too_long",
            "--note",
            "refundReason",
        ),
        (
            format!("{declare} {}", long(257)),
            "field.too_long",
            "--merchant-name",
            "merchantCustomsInfo.merchantCustomsName",
        ),
        (format!("{subscribe} {}", long(257)), "field.too_long", "--description", "subscriptionDescription"),
        (register, "field.missing", "--store", "storeInfo"),
    ] {
        let ended = computer.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ended.code, text(&ended.out["problem"], "code")), (65, code), "{line}\n{}", ended.err);
        assert!(ended.err.contains(&format!("({option})")), "{option}: {}", ended.err);
        assert!(ended.err.contains(gateway), "{gateway}: {}", ended.err);
        let dry = computer.run(&format!("{line} --dry-run").split(' ').collect::<Vec<_>>());
        assert_ne!(dry.code, 0, "{line}: a dry run says the same or nothing");
    }
    let moved = computer.journal().await.iter().filter(|line| line["effect"] == true).count();
    assert_eq!(moved, 1, "the payment alone");
}

/// A signed call of our own, and one part after another that is not what was signed.
#[test]
fn a_signature_check_finds_the_part_that_differs() {
    let computer = Computer::set_up();
    let body = "{\"paymentRequestId\":\"MADE-UP-1\",\"note\":\"茶\"}";
    std::fs::write(computer.path("body"), body).unwrap();
    let made = computer.ends(0, &format!("call inquiryPayment --dry-run --body {}", computer.path("body")));
    let path = text(&made, "signed").split_once('\n').unwrap().0.strip_prefix("POST ").unwrap().to_owned();
    let header = |name: &str| {
        let own = made["headers"].as_array().unwrap().iter();
        let found = own.into_iter().find(|header| header[0].as_str().unwrap().eq_ignore_ascii_case(name));
        found.unwrap()[1].as_str().unwrap().to_owned()
    };
    let (client, time, signature) = (header("client-id"), header("request-time"), header("signature"));
    let check = |path: &str, client: &str, time: &str, signature: &str, body: &str| {
        std::fs::write(computer.path("sent"), body).unwrap();
        let headers = format!("client-id: {client}\nrequest-time: {time}\nsignature: {signature}\n");
        std::fs::write(computer.path("headers"), headers).unwrap();
        let words = ["signature", "check", "--what", "request", "--path", path, "--headers"];
        let mut words: Vec<String> = words.map(str::to_owned).to_vec();
        words.extend([computer.path("headers"), "--body".to_owned(), computer.path("sent")]);
        let ended = computer.run(&words);
        let parts = ended.out["parts"].as_array().unwrap().clone();
        let wrong: Vec<String> = parts
            .iter()
            .filter(|part| part["fits"] == false)
            .map(|part| text(part, "part").to_owned())
            .collect();
        let names: std::collections::BTreeSet<&str> = parts.iter().map(|part| text(part, "part")).collect();
        assert_eq!(names.len(), parts.len(), "each part once: {parts:?}");
        assert_eq!(ended.out["verifies"] == true, ended.code == 0);
        assert_eq!(ended.code == 0, wrong.is_empty(), "{parts:?}");
        wrong
    };
    let none: [&str; 0] = [];
    assert_eq!(check(&path, &client, &time, &signature, body), none);
    // Another call's path, the client id of somebody else, the moment in seconds, a line end, another version.
    assert_eq!(check("/ams/api/v1/payments/refund", &client, &time, &signature, body), ["path"]);
    assert_eq!(check(&path, "SANDBOX_OTHER", &time, &signature, body), ["client_id"]);
    assert_eq!(check(&path, &client, &time, &signature, &format!("{body}\n")), ["body"]);
    let iso = "2026-01-01T00:00:00Z";
    assert!(check(&path, &client, iso, &signature, body).contains(&"signature".to_owned()));
    let (before, after) = signature.split_once("keyVersion=").unwrap();
    let other = format!("{before}keyVersion=77{}", &after[after.find(',').unwrap()..]);
    assert_eq!(check(&path, &client, &time, &other, body), ["key_version"]);
    // One character changed on the way: the key is right, and the place is told.
    assert_eq!(
        check(&path, &client, &time, &signature, &body.replace("UP-1", "UP-7")),
        ["body", "signature"]
    );
    let told = computer.run(&[
        "signature".to_owned(),
        "check".to_owned(),
        "--what=request".to_owned(),
        format!("--path={path}"),
        format!("--headers={}", computer.path("headers")),
        format!("--body={}", computer.path("sent")),
    ]);
    let parts = told.out["parts"].as_array().unwrap();
    let part = |name: &str| parts.iter().find(|part| part["part"] == name).unwrap();
    assert_eq!(part("body")["note"], "30: “7” → “1”");
    assert_eq!(part("key_version")["fits"], true, "{parts:?}");
    // Another key than any of ours.
    let stranger = signature.replace("signature=", "signature=AA");
    assert!(check(&path, &client, &time, &stranger, body).contains(&"signature".to_owned()));
    // Two at once.
    assert_eq!(
        check(&format!("{path}/"), &client, &time, &signature, &format!("{body}\r\n")),
        ["path", "body"]
    );
}

#[tokio::test]
async fn without_a_gateway_nothing_is_sent_and_nothing_is_lost() {
    let mut computer = Computer::set_up();
    computer.acts(0, "done", "payment take --order A-1 --amount 50 --currency HKD --method ALIPAY_HK");
    computer.gateway.kill().unwrap();
    computer.gateway.wait().unwrap();
    let queued = computer.acts(69, "queued", "refund create --payment A-1 --amount 10 --reason damaged");
    assert_eq!(
        (text(&queued["problem"], "code"), text(&queued["problem"], "moved")),
        ("order.not_sent", "no")
    );
    // A question that cannot be asked is no bad input.
    assert_eq!(
        computer.ends(69, "rates ask --sell EUR --buy USD")["problem"]["code"],
        "question.unreachable"
    );
    assert_eq!(computer.ends(1, "account check")["all_green"], false);
    let outbox = computer.ends(20, "outbox run");
    assert_eq!(outbox["open"][0]["id"], queued["id"]);
    assert_eq!(computer.ends(0, "ledger verify")["sound"], true);
}

#[tokio::test]
async fn a_dry_run_sends_and_writes_nothing() {
    let computer = Computer::set_up();
    computer.acts(0, "done", "payment take --order A-1 --amount 50 --currency CNY --method ALIPAY_CN");
    computer.acts(
        0,
        "done",
        "payment take --order A-2 --amount 50 --currency SGD --method CARD --capture manual",
    );
    let before = (computer.journal().await, computer.ends(0, "ledger verify"));
    for (code, line) in [
        (0, "payment take --order A-3 --amount 50 --currency HKD --method ALIPAY_HK"),
        (0, "capture create --payment A-2 --amount 20"),
        (0, "refund create --payment A-1 --amount 20 --reason damaged"),
        (65, "refund create --payment A-1 --amount 50.01 --reason damaged"),
        (0, "cancel create --payment A-1"),
        (
            0,
            "declaration file --payment A-1 --customs ZONGSHU --amount 50 --merchant-code A --merchant-name B",
        ),
    ] {
        let out = computer.ends(code, &format!("{line} --dry-run"));
        assert_eq!((&out["dry_run"], &out["allowed"]), (&json!(true), &json!(code == 0)), "{line}");
        assert_eq!(out["problem"].is_null(), code == 0, "{line}");
    }
    assert_eq!((computer.journal().await, computer.ends(0, "ledger verify")), before);
    assert_eq!(computer.ends(0, "outbox list")["open"], json!([]));
}

#[tokio::test]
async fn one_request_id_is_one_intent() {
    let computer = Computer::set_up();
    computer.acts(0, "done", "payment take --order A-1 --amount 50 --currency HKD --method ALIPAY_HK");
    let refund = "refund create --payment A-1 --reason damaged --request-id SCRIPT_0000000001";
    for _ in 0..3 {
        let out = computer.acts(0, "done", &format!("{refund} --amount 20"));
        assert_eq!(out["id"], "SCRIPT_0000000001");
    }
    let other = computer.acts(65, "refused", &format!("{refund} --amount 21"));
    // What the first use was, and how it stands: money was moved by that one.
    assert_eq!(other["problem"]["code"], "failed.request_id_used");
    assert_eq!(other["problem"]["moved"], "not_by_this");
    let says = text(&other["problem"], "says");
    assert!(says.contains("refund HKD 20.00") && says.contains(": done."), "{says}");
    assert_eq!(computer.effects("SCRIPT_0000000001").await, 1);
    assert_eq!(computer.ends(0, "payment show A-1")["row"]["refunded"]["value"], "20.00");
}

/// What is sent is read back in words first; what can be read in two ways, or cannot be seen, is not sent.
#[test]
fn amounts_are_read_back_and_texts_are_plain() {
    let computer = Computer::set_up();
    let said = |line: &str, words: &str| {
        let ended = computer.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ended.code, 0, "{line}: {}", ended.err);
        assert!(ended.err.contains(words), "{line}: {}", ended.err);
    };
    let take = "payment take --currency HKD --method ALIPAY_HK";
    said(
        &format!("{take} --order A-1 --amount 39.2"),
        "thirty-nine point two zero Hong Kong dollars (HKD 39.20)",
    );
    let refund = "refund create --payment A-1 --reason damaged";
    said(&format!("{refund} --amount 10 --lang zh"), "读作：十港元（HKD 10.00）");
    computer.refuses("amount.ambiguous", &format!("{take} --order A-2 --amount 1.000"));
    computer.refuses("amount.ambiguous", &format!("{refund} --amount 1.500"));
    computer.refuses("failed.unseen", &format!("{take} --order A-\u{202e}2 --amount 1"));
    computer.refuses("failed.raw_card", &format!("{take} --order 4054695723100768 --amount 1"));
    let short = computer.ends(65, &format!("{refund} --amount 1 --request-id too-short"));
    assert_eq!(short["problem"]["code"], "failed.request_id");
    assert_eq!(computer.ends(0, "payment show A-1")["row"]["refunded"]["value"], "10.00");
}

#[tokio::test]
async fn killed_in_the_middle_of_a_refund() {
    let computer = Computer::set_up();
    computer.acts(0, "done", "payment take --order A-1 --amount 50 --currency HKD --method ALIPAY_HK");
    let id = "KILLED_0000000001";
    let line = format!("refund create --payment A-1 --amount 20.15 --reason damaged --request-id {id}");
    let mut command = computer.command(&line.split(' ').collect::<Vec<_>>());
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // The gateway has booked it; its answer is ten minutes away.
    let mut looks = 0;
    while computer.effects(id).await == 0 {
        looks += 1;
        assert!(looks < 100_000 && process.try_wait().unwrap().is_none(), "it never got there");
    }
    process.kill().unwrap();
    process.wait().unwrap();

    let open = computer.ends(0, "outbox list");
    assert_eq!((&open["open"][0]["id"], open["open"].as_array().unwrap().len()), (&json!(id), 1));
    assert_eq!(computer.ends(0, "outbox run")["open"], json!([]));
    assert_eq!(computer.effects(id).await, 1);
    assert_eq!(computer.ends(0, "payment show A-1")["row"]["refunded"]["value"], "20.15");
    // The same command again is the same refund.
    computer.acts(0, "done", &line);
    assert_eq!(computer.effects(id).await, 1);
    assert_eq!(computer.ends(0, "ledger verify")["sound"], true);
}

#[tokio::test]
async fn no_secret_is_left_in_the_folder_or_printed() {
    use base64::Engine as _;
    let computer = Computer::set_up();
    let key = text(&computer.listening, "merchant_private_key");
    let der = base64::engine::general_purpose::STANDARD.decode(key).unwrap();
    let printed = format!("{}{}", computer.ends(0, "account list"), computer.ends(0, "account check"));
    let mut files = 0;
    for entry in std::fs::read_dir(computer.path("data")).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_type().unwrap().is_file() {
            continue;
        }
        files += 1;
        let bytes = std::fs::read(entry.path()).unwrap();
        let has = |what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
        // Any 32 bytes of it, as they are or as base64.
        for at in (26..der.len() - 32).step_by(16) {
            assert!(!has(&der[at..at + 32]), "{:?} holds key bytes", entry.path());
        }
        for at in (64..key.len() - 40).step_by(20) {
            assert!(!has(&key.as_bytes()[at..at + 40]), "{:?} holds key text", entry.path());
            assert!(!printed.contains(&key[at..at + 40]));
        }
        assert!(!has(b"a long enough passphrase"), "{:?} holds the passphrase", entry.path());
    }
    assert!(files >= 3, "a ledger, a vault and the settings");
}

impl Computer {
    /// Plays the buyer, the bank or the wallet at the practice gateway.
    async fn practice(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/practice/{path}", text(&self.listening, "base_url"));
        let sent = self.looking.post(url).body(body.to_string()).send().await.unwrap();
        let answer = sent.bytes().await.unwrap();
        serde_json::from_slice(&answer).unwrap_or_else(|_| panic!("{path}: {answer:?}"))
    }

    /// Refused here, with this code.
    fn refuses(&self, code: &str, line: &str) {
        assert_eq!(text(&self.acts(65, "refused", line)["problem"], "code"), code, "{line}");
    }
}

#[tokio::test]
async fn a_checkout_and_the_dispute_of_its_payment() {
    let computer = Computer::set_up();
    assert!(!computer.ends(0, "payment consult --amount 20 --currency SGD")["options"][0].is_null());
    assert_eq!(computer.ends(0, "rates ask --sell EUR --buy USD")["rates"][0]["pair"], "EUR/USD");

    let id = "CHECKOUT_0000001";
    let open = format!("session open --order S-1 --amount 20 --currency SGD --request-id {id}");
    assert_eq!(computer.ends(0, &format!("{open} --dry-run"))["allowed"], true);
    // The checkout is open and waits for its buyer: nothing is in doubt.
    let opened = computer.ends(30, &open);
    assert_eq!((text(&opened, "state"), text(&opened["problem"], "moved")), ("waiting", "not_yet"));
    assert_eq!(text(&opened["problem"], "code"), "order.waits_buyer_until");
    let outbox = computer.ends(0, "outbox run");
    assert_eq!((&outbox["open"], &outbox["in_doubt"]), (&json!([]), &json!([])));
    assert_eq!(
        (&outbox["waiting"][0]["id"], &outbox["waiting"][0]["state"]),
        (&json!(id), &json!("waiting"))
    );
    assert!(text(&opened["offer"], "url").starts_with("http://127.0.0.1"), "{opened}");
    let deed = json!({ "payment_request_id": id, "do": "pay", "method": "CARD" });
    assert_eq!(computer.practice("act", &deed).await["status"], "SUCCESS");
    assert_eq!(computer.ends(0, "payment inquire S-1")["row"]["state"], "paid");
    let again = computer.ends(65, "session open --order S-1 --amount 20 --currency SGD");
    assert_eq!(again["problem"]["code"], "bar.order_paid");
    // Nor by another way, unless it is said that a second payment is meant.
    let second = "payment take --order S-1 --amount 20 --currency SGD --method CARD";
    for refused in [second, &format!("{second} --dry-run")] {
        assert_eq!(computer.ends(65, refused)["problem"]["code"], "bar.order_paid", "{refused}");
    }
    computer.acts(
        0,
        "done",
        "payment take --order S-2 --amount 5 --currency SGD --method CARD --request-id SECOND_PAYMENT_0001",
    );
    computer.acts(
        0,
        "done",
        "payment take --order S-2 --amount 5 --currency SGD --method CARD --request-id SECOND_PAYMENT_0001",
    );
    computer.acts(0, "done", "payment take --order S-2 --amount 5 --currency SGD --method CARD --again");

    let raised = computer.practice("dispute", &json!({ "payment": id })).await;
    let dispute = text(&raised, "dispute_id");
    assert!(computer.ends(0, "news read")["fresh"].as_u64().unwrap() > 0);
    assert_eq!(computer.ends(0, "news read")["fresh"], 0);
    let listed = computer.ends(0, &format!("dispute list --state open --by-deadline --payment {id}"));
    assert_eq!((&listed["rows"][0]["id"], &listed["rows"][0]["payment"]), (&json!(dispute), &json!(id)));
    let wrong = computer.ends(65, "dispute list --state opened");
    assert_eq!(wrong["problem"]["code"], "failed.choice");
    let told = computer.ends(0, &format!("news list --text {dispute}"));
    let told = computer.ends(0, &format!("news show {}", text(&told["rows"][0], "id")));
    assert_eq!((&told["verified"], &told["subject"]), (&json!(true), &json!(["dispute", dispute])));
    let out = computer.path("template.pdf");
    let file = computer.ends(0, &format!("dispute file {dispute} --what template --out {out}"));
    assert_eq!(std::fs::metadata(&out).unwrap().len(), file["bytes"].as_u64().unwrap());

    computer.refuses("dispute.accept_unconfirmed", &format!("dispute accept {dispute}"));
    std::fs::write(computer.path("answer.pdf"), "%PDF-1.4 made up").unwrap();
    let defend = format!("dispute defend {dispute} --file {} --typed", computer.path("answer.pdf"));
    computer.refuses("dispute.typed", &format!("{defend} zzzz"));
    let end = &dispute[dispute.len() - 4..];
    computer.acts(0, "done", &format!("{defend} {end}"));
    assert_eq!(computer.ends(0, &format!("dispute show {dispute}"))["dossier"]["row"]["state"], "defended");
    computer.refuses("bar.dispute_answered", &format!("dispute accept {dispute}"));
    std::fs::write(computer.path("order.json"), "{\"goods\":\"Teapot\"}").unwrap();
    let evidence =
        format!("dispute evidence {dispute} --tag ORDER_INFORMATION={}", computer.path("order.json"));
    for evidence in [evidence.clone(), format!("{evidence} --dry-run")] {
        let refused = computer.ends(65, &evidence);
        assert_eq!(refused["problem"]["code"], "bar.dispute_document_sent", "{evidence}");
    }
    computer.practice(&format!("dispute/{dispute}"), &json!({ "do": "advise" })).await;
    computer.ends(0, "news read");
    let advice = &computer.ends(0, &format!("dispute show {dispute}"))["advice"];
    assert_eq!((&advice["win_rate"], advice["evidence"].as_array().unwrap().len()), (&json!("LOW"), 3));
    assert_eq!(computer.ends(0, "ledger verify")["sound"], true);
}

#[tokio::test]
async fn a_consent_its_debits_and_its_end() {
    let computer = Computer::set_up();
    let id = "CONSENT_00000001";
    let begun =
        computer.ends(0, &format!("agreement begin --wallet GCASH --buyer regular --request-id {id}"));
    assert!(begun["url"].is_string(), "{begun}");
    let debit = format!("agreement debit {id} --amount 100 --currency PHP --order");
    computer.refuses("bar.no_consent", &format!("{debit} D-0"));
    computer.practice("consent", &json!({ "auth_state": id, "do": "agree" })).await;
    let consented = computer.ends(0, &format!("agreement inquire {id}"));
    assert_eq!(consented["dossier"]["row"]["state"], "active");
    let listed = computer.ends(0, "agreement list --state active");
    assert_eq!(listed["rows"][0]["wallet"], "GCash", "by the name people know");
    // Its news came by one road, and says what it changed.
    computer.ends(0, "news read");
    let told = computer.ends(0, "news list");
    let told = told["rows"].as_array().unwrap();
    let own = told.iter().find(|row| row["subject"] == json!(["agreement", id]));
    let own = own.unwrap_or_else(|| panic!("{told:?}"));
    assert_eq!(own["roads"][0][0], "feed", "{own}");
    let debited = computer.acts(0, "done", &format!("{debit} D-1"));
    assert_eq!(computer.effects(text(&debited, "id")).await, 1);
    computer.refuses("bar.order_paid", &format!("{debit} D-1"));
    let tried = computer.ends(65, &format!("{debit} D-1 --dry-run"));
    assert_eq!((&tried["allowed"], text(&tried["problem"], "code")), (&json!(false), "bar.order_paid"));
    // What is meant twice goes on, tried and sent; the dossier lists both, newest first.
    computer.ends(0, &format!("{debit} D-1 --again --dry-run"));
    let again = computer.acts(0, "done", &format!("{debit} D-1 --again"));
    let shown = computer.ends(0, &format!("agreement show {id}"));
    let listed: Vec<_> = shown["debits"].as_array().unwrap().iter().map(|row| text(row, "payment")).collect();
    assert_eq!(listed, [text(&again, "id"), text(&debited, "id")]);
    let row = &shown["debits"][1];
    assert_eq!(
        (text(row, "order_number"), text(row, "state"), &row["unknown"]),
        ("D-1", "paid", &json!(false))
    );
    assert_eq!(row["amount"]["currency"], "PHP");
    computer.acts(0, "done", &format!("agreement renew {id}"));
    computer.acts(0, "done", &format!("agreement revoke {id}"));
    // The token before the renewal is over as well.
    let ended = computer.ends(0, &format!("agreement show {id}"));
    assert_eq!((&ended["dossier"]["row"]["state"], &ended["ended_by"]), (&json!("ended"), &json!("us")));
    computer.refuses("bar.no_consent", &format!("{debit} D-2"));
    // No token is printed, and none is in the ledger in the clear.
    let shown = computer.ends(0, &format!("agreement show {id}")).to_string();
    assert!(!shown.contains("PRACTICE_"), "{shown}");
    for entry in std::fs::read_dir(computer.path("data")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(13).any(|part| part == b"PRACTICE_CODE"));
    }
    assert_eq!(computer.ends(0, "ledger verify")["sound"], true);
}

#[tokio::test]
async fn a_subscription_and_a_store() {
    let computer = Computer::set_up();
    let id = "SUBSCRIBE_000001";
    let create = "subscription create --description tea --method GCASH --currency PHP --unit MONTH";
    let made = computer.acts(30, "waiting", &format!("{create} --amount 50 --request-id {id}"));
    assert_eq!(text(&made["problem"], "code"), "order.waits_consent_until");
    let waits = computer.ends(0, "outbox list");
    assert_eq!((&waits["open"], &waits["waiting"][0]["id"]), (&json!([]), &json!(id)), "{waits}");
    computer.refuses("subscription.link_minutes", &format!("{create} --amount 50 --link-minutes 2880"));
    computer.refuses("bar.zero", &format!("{create} --amount 0"));
    computer.refuses("bar.not_running", &format!("subscription change {id} --amount 60 --difference 60"));
    computer.practice("subscription", &json!({ "subscription_request_id": id, "do": "agree" })).await;
    computer.ends(0, "news read");
    let shown = computer.ends(0, &format!("subscription show {id}"));
    assert_eq!(
        (&shown["dossier"]["row"]["state"], &shown["change"]["allowed"]),
        (&json!("active"), &json!(true))
    );
    computer.refuses("subscription.difference_missing", &format!("subscription change {id} --amount 60"));
    let dry = computer.ends(65, &format!("subscription change {id} --amount 60 --dry-run"));
    assert_eq!(dry["problem"]["code"], "subscription.difference_missing");
    computer.refuses("subscription.nothing_changed", &format!("subscription change {id}"));
    let ended = computer.acts(0, "done", &format!("subscription end {id} --at-once"));
    assert_ne!(ended["id"], id, "the end is an order of its own");
    assert_eq!(computer.ends(0, &format!("subscription show {id}"))["dossier"]["row"]["state"], "terminated");

    let id = "REGISTER_0000001";
    let register = "registration create --display-name Tea --mcc 5411 --legal-name Tea --registration-no 1 \
                    --region SG --city Singapore --address Street --zip 000001 --merchant M-1 --store ST-1"
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    computer.refuses("field.missing", &register);
    // Taken; what the wallets say comes later.
    let taken = computer.ends(30, &format!("{register} --store-name Tea --store-mcc 5411 --request-id {id}"));
    assert_eq!(text(&taken["problem"], "code"), "order.waits_review");
    let shown = computer.ends(0, "registration inquire M-1");
    assert_eq!(shown["dossier"]["row"]["state"], "approved", "{shown}");
    assert!(shown["on_file"].as_array().unwrap().iter().any(|field| field[1] == "ST-1"), "{shown}");
}

#[tokio::test]
async fn at_the_counter() {
    let computer = Computer::set_up();
    std::fs::write(computer.path("code"), "288123456789012300\n").unwrap();
    let pay = format!(
        "counter pay --mode payment-code --amount 5 --currency SGD --order C-1 --code-file {}",
        computer.path("code")
    );
    assert_eq!(computer.ends(65, &pay)["problem"]["code"], "counter.not_set_up");
    computer.ends(
        0,
        "counter setup --merchant M-1 --merchant-name Tea --merchant-mcc 5411 --store ST-1 --store-name Tea \
         --store-mcc 5411 --terminal T1",
    );
    let paid = computer.ends(0, &pay);
    assert_eq!((text(&paid, "state"), computer.effects(text(&paid, "id")).await), ("done", 1));
    computer.ends(65, "counter pay --mode payment-code --amount 5 --currency SGD");
    let shown = computer.ends(30, "counter pay --mode order-code --amount 5 --currency SGD --order C-2");
    assert!(shown["offer"]["code"].is_string() || shown["offer"]["url"].is_string(), "{shown}");
    // Waited for: what is paid ends the waiting, what nobody pays ends it with the time given.
    std::fs::write(computer.path("code"), "288123456789012400\n").unwrap();
    let waited = computer.ends(0, &format!("{} --wait 30", pay.replace("C-1", "C-3")));
    assert_eq!(text(&waited, "state"), "done");
    let line = "counter pay --mode order-code --amount 5 --currency SGD --order C-4 --wait 1";
    assert_eq!(text(&computer.ends(30, line), "state"), "waiting");
}

#[tokio::test]
async fn calls_by_hand_and_keys() {
    let computer = Computer::set_up();
    assert!(computer.ends(0, "call --list")["calls"].as_array().unwrap().len() > 30);
    std::fs::write(computer.path("body"), r#"{"paymentRequestId":"NOBODY_000000001"}"#).unwrap();
    let call = format!("call inquiryPayment --body {}", computer.path("body"));
    assert_eq!(computer.ends(0, &format!("{call} --dry-run"))["sent"], false);
    assert_eq!(computer.ends(10, &call)["verdict"], "verified");
    let none = format!("call noSuchCall --body {}", computer.path("body"));
    assert_eq!(computer.ends(65, &none)["problem"]["code"], "call.unknown");
    assert_eq!(computer.ends(0, "key list")["ours"][0]["role"], "signing");
    assert_eq!(computer.ends(0, "key prepare --version 2")["ours"][1]["role"], "next");
    assert_eq!(computer.ends(0, "news roads")["feed"], "unread");
    assert_eq!(computer.ends(0, "news missing")["payments"], json!([]));
}

/// A file that is not there, is no text or is a folder: a problem in both languages, and a document.
#[test]
fn a_file_that_cannot_be_used_is_a_problem() {
    let computer = Computer::set_up();
    let take = "payment take --order FILE-1 --amount 50 --currency CNY --method ALIPAY_CN";
    computer.acts(0, "done", take);
    std::fs::write(computer.path("latin1"), b"caf\xe9").unwrap();
    let (none, bent, folder) = (computer.path("none"), computer.path("latin1"), computer.path("data"));
    let declare = "declaration file --payment FILE-1 --customs ZONGSHU --merchant-code A --merchant-name B";
    let check = "signature check --what answer --path /a";
    let mut said = std::collections::BTreeSet::new();
    for (line, code) in [
        (format!("call inquiryPayment --body {none}"), "file.missing"),
        (format!("call inquiryPayment --body {bent}"), "file.not_text"),
        (format!("call inquiryPayment --body {folder}"), "file.unreadable"),
        (format!("{check} --headers {none} --body {none}"), "file.missing"),
        (format!("news take --path /a --headers {none} --body {none}"), "file.missing"),
        (format!("key prepare --version 9 --key-file {none}"), "file.missing"),
        (format!("key prepare --version 9 --key-file {bent}"), "keys.not_a_key"),
        (format!("key gateway --key-file {none}"), "file.missing"),
        (format!("{declare} --buyer-file {none}"), "file.missing"),
        (
            format!("relay set --address http://127.0.0.1:1 --notify-path /a --token-file {none}"),
            "file.missing",
        ),
    ] {
        let out = computer.ends(65, &line);
        assert_eq!(out["problem"]["code"], code, "{line}: {out}");
        assert_eq!(out["problem"]["moved"], "no", "{line}");
        // Once for each sentence.
        if !said.insert(code) {
            continue;
        }
        let mut words: Vec<&str> = line.split(' ').collect();
        words.extend(["--lang", "zh"]);
        let chinese = computer.run(&words);
        assert_eq!(chinese.code, 65, "{line}");
        assert!(chinese.err.contains("没有资金变动"), "{line}: {}", chinese.err);
        assert!(!chinese.err.contains("。 "), "a blank after 。: {}", chinese.err);
    }
    // The option named is one the verb has.
    let told = computer.run(&["key", "prepare", "--version", "9", "--key-file", &bent]);
    assert!(told.err.contains("(--key-file)"), "{}", told.err);
}

/// One command that stays until there is an end: no second one is needed after it.
#[tokio::test]
async fn waiting_for_the_end() {
    let computer = Computer::set_up();
    computer.acts(0, "done", "payment take --order W-1 --amount 100 --currency HKD --method ALIPAY_HK");
    // The first answer is lost; asking again under the same number finds the end.
    let lost = "refund create --payment W-1 --amount 10.13 --reason damaged --wait 60";
    let refunded = computer.acts(0, "done", lost);
    assert_eq!(computer.effects(text(&refunded, "id")).await, 1);
    // A buyer who does not come: the sentence and the exit code say so when the time is over.
    let open = "session open --order W-2 --amount 20 --currency HKD --wait 0";
    let waiting = computer.run(&open.split(' ').collect::<Vec<_>>());
    assert_eq!((waiting.code, text(&waiting.out, "state")), (30, "waiting"), "{}", waiting.err);
    assert!(waiting.err.contains("waits for the buyer"), "{}", waiting.err);
    // Nothing is sent by a dry run, so there is nothing to wait for.
    let both = "refund create --payment W-1 --amount 1 --reason damaged --dry-run --wait 5";
    assert_eq!(computer.run(&both.split(' ').collect::<Vec<_>>()).code, 2);
}

/// A copy put back has forgotten what was sent since: nothing new is begun until a person goes on.
#[tokio::test]
async fn a_ledger_is_copied_put_back_and_gone_on_with() {
    let computer = Computer::set_up();
    let take = "payment take --amount 12 --currency SGD --method CARD --card PRACTICE_CARD_VISA_4242 --order";
    computer.acts(0, "done", &format!("{take} L-1"));
    let copy = computer.path("copy.ledger");
    let made = computer.ends(0, &format!("ledger backup --to {copy}"));
    assert_eq!((&made["sound"], text(&made, "path")), (&json!(true), copy.as_str()));
    let named = computer.ends(0, "ledger backup");
    assert!(text(&named, "path").contains("backups"), "{named}");
    assert_eq!(computer.ends(65, &format!("ledger backup --to {copy}"))["problem"]["code"], "file.there");
    let forgotten = computer.acts(0, "done", &format!("{take} L-2"));

    let restore = format!("ledger restore --from {copy}");
    computer.ends(65, &format!("{restore} --environment elsewhere"));
    computer.ends(65, "ledger restore --from nothing --environment practice");
    let put = computer.ends(0, &format!("{restore} --environment practice"));
    assert_eq!(put["entries"], made["entries"]);
    assert!(Path::new(text(&put, "replaced")).is_file(), "what was there is kept");

    let checked = computer.ends(1, "ledger verify");
    assert!(
        checked["known"].as_u64() > checked["entries"].as_u64() && checked["sound"] == false,
        "{checked}"
    );
    let refused = computer.ends(78, &format!("{take} L-3"));
    assert_eq!(text(&refused["problem"], "code"), "ledger.not_the_newest");
    computer.ends(65, "ledger accept --reason=");
    let on = computer.run(&["ledger", "accept", "--reason", "a copy was put back to try it"]);
    assert_eq!((on.code, &on.out["sound"]), (0, &json!(true)), "{} {}", on.out, on.err);
    computer.acts(0, "done", &format!("{take} L-3"));
    // The payment the copy had forgotten is there again: the news was read from where the copy stops.
    let all = computer.ends(0, "payment list");
    let known: Vec<_> =
        all["payments"].as_array().unwrap().iter().map(|row| text(row, "order_number")).collect();
    // The news tells our id of it and not the order's number.
    assert!(["L-1", text(&forgotten, "id"), "L-3"].iter().all(|number| known.contains(number)), "{known:?}");
}
