//! Stories in the real window, with a real keychain and a gateway that keeps its own books.
//!
//! They need a display, a session bus with a Secret Service, and the built program, so they are ignored by
//! plain `cargo test`; `cargo xtask test` provides all of it.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used)]

mod gateway;
mod merchant;

use domain::{Currency, Money};
use gateway::Gateway;
use merchant::Merchant;
use serde_json::Value;
use tempfile::TempDir;

const PRACTICE: &[&str] = &["--practice", "--practice-payments", "300", "--at", "payments"];
const DAY: i64 = 24 * 3600 * 1000;

fn room() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// An amount as a clerk types it: with as many decimals as its currency has.
fn typed(minor: u64, currency: &str) -> String {
    let currency = Currency::parse(currency).expect("a currency of the gateway");
    Money::from_minor(minor, currency).expect("an amount of the gateway").decimal()
}

/// In a currency in which "10.21" can be typed.
fn two_decimals(payment: &Value) -> bool {
    let currency = payment.pointer("/amount/currency").and_then(Value::as_str);
    matches!(currency, Some("CNY" | "SGD" | "USD" | "EUR" | "GBP" | "HKD"))
}

fn older_than(payment: &Value, newest: i64, days: i64) -> bool {
    payment["created_at"].as_i64().is_some_and(|at| at < newest - days * DAY)
}

fn is_empty(payment: &Value, list: &str) -> bool {
    payment[list].as_array().is_some_and(Vec::is_empty)
}

#[tokio::test]
#[ignore = "needs a window: cargo xtask test"]
async fn an_account_is_set_up_and_its_key_stays_in_the_keychain() {
    let options = simulator::Options { payments: 3, ..simulator::Options::default() };
    let server = simulator::serve(options).await.expect("the gateway starts");
    let there = server.listening.clone();
    let gateway = Gateway::at(&there.base_url);
    let room = room();
    let story = "set-up";

    let merchant = Merchant::opens(story, room.path(), &["--at", "settings"]).await;
    merchant.presses("Set up an account").await;
    merchant.chooses("Sandbox").await;
    merchant.types("Name of this account", "Corner shop").await;
    merchant.picks("Region host", "Another address").await;
    merchant.types("Address", &there.base_url).await;
    merchant.types("Client id", &there.client_id).await;
    merchant.types("Key version", "7").await;
    merchant.presses("Make the key pair").await;
    merchant.sees("The private half is in the key store").await;
    let public_half = merchant.reads_field("Public half").await;
    tokio::task::spawn_blocking(move || gateway.register(&public_half, "7")).await.expect("registered");
    merchant.types("Gateway public key", &there.gateway_public_key).await;
    merchant.presses("Save and check").await;
    merchant.sees("Everything is proved. This account is ready.").await;
    merchant.leaves().await;

    // Another day: the key comes from the keychain, not from the program's memory or folder.
    let merchant = Merchant::opens(story, room.path(), &["--at", "settings"]).await;
    merchant.presses("Check connection: Corner shop").await;
    merchant.sees("Everything is proved. This account is ready.").await;
    merchant.leaves().await;
    assert!(!room.path().join("keys.vault").exists(), "no vault was made behind the merchant's back");
    server.shutdown().await;
}

#[tokio::test]
#[ignore = "needs a window: cargo xtask test"]
async fn part_of_a_payment_is_refunded() {
    let room = room();
    let merchant = Merchant::opens("refund", room.path(), PRACTICE).await;
    merchant.sees("300 payments").await;
    let gateway = Gateway::of(room.path());
    let newest = newest(&gateway);
    // Old enough that cancelling is over, so that giving back is a refund.
    let paid = gateway.payment(|payment| {
        payment["state"] == "PAID"
            && two_decimals(payment)
            && is_empty(payment, "refunds")
            && older_than(payment, newest, 3)
            && !older_than(payment, newest, 25)
    });

    merchant.opens_payment(&paid.order_number).await;
    merchant.presses("Give the money back").await;
    merchant.types("How much goes back", "10.21").await;
    merchant.picks("Choose a reason", "Damaged").await;
    merchant.presses(&format!("Refund {} 10.21", paid.currency)).await;
    merchant.hears("Done").await;
    merchant.presses("Close").await;
    merchant.sees("Partly refunded").await;

    let booked = gateway.effects("refund", &paid.payment_id);
    assert_eq!(booked.len(), 1, "{booked:?}");
    assert_eq!(booked[0]["amount"]["value"], "1021", "{booked:?}");
    merchant.leaves().await;
}

#[tokio::test]
#[ignore = "needs a window: cargo xtask test"]
async fn an_authorisation_is_captured() {
    let room = room();
    let merchant = Merchant::opens("capture", room.path(), PRACTICE).await;
    merchant.sees("300 payments").await;
    let gateway = Gateway::of(room.path());
    let newest = newest(&gateway);
    let held = gateway.payment(|payment| {
        payment["state"] == "AUTHORISED" && payment["manual"] == true && !older_than(payment, newest, 5)
    });

    merchant.opens_payment(&held.order_number).await;
    merchant.presses("Capture").await;
    merchant.types("How much is captured", &typed(held.minor, &held.currency)).await;
    merchant.presses(&format!("Capture {} ", held.currency)).await;
    merchant.hears("Done").await;
    merchant.presses("Close").await;
    merchant.sees("Paid").await;

    let booked = gateway.effects("capture", &held.payment_id);
    assert_eq!(booked.len(), 1, "{booked:?}");
    assert_eq!(booked[0]["amount"]["value"], held.minor.to_string(), "{booked:?}");
    merchant.leaves().await;
}

#[tokio::test]
#[ignore = "needs a window: cargo xtask test"]
async fn a_declaration_is_filed() {
    let room = room();
    let merchant = Merchant::opens("declaration", room.path(), PRACTICE).await;
    merchant.sees("300 payments").await;
    let gateway = Gateway::of(room.path());
    let newest = newest(&gateway);
    let paid = gateway.payment(|payment| {
        payment["state"] == "PAID"
            && payment["method"] == "ALIPAY_CN"
            && payment.pointer("/amount/currency").is_some_and(|currency| currency == "CNY")
            && payment["needs_declaration"] == true
            && !payment["declarable"].is_null()
            && is_empty(payment, "declarations")
            && !older_than(payment, newest, 25)
    });

    merchant.opens_payment(&paid.order_number).await;
    merchant.presses("Declare to customs").await;
    merchant.types("Customs office", "HANGZHOU\u{e004}").await;
    merchant.types("Company record code", "3301964K21").await;
    merchant.types("Company record name", "杭州回单贸易有限公司").await;
    merchant.presses("Send to customs").await;
    merchant.hears("Done").await;

    let booked = gateway.effects("eclar", &paid.payment_id);
    assert_eq!(booked.len(), 1, "{booked:?}");
    assert_eq!(booked[0]["amount"]["value"], paid.minor.to_string(), "{booked:?}");
    merchant.leaves().await;
}

fn newest(gateway: &Gateway) -> i64 {
    gateway.times().into_iter().max().expect("payments")
}
