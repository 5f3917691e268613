//! Two windows and a terminal on one ledger, acting on the same payments at the same time.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use testkit::Dice;

use crate::clerk::{Clerk, Told, never_our_fault};
use crate::counter::compare;
use crate::programs::{Computer, Desk, Unanswered};

/// Payments the three meet at.
const MEETINGS: usize = 25;

async fn takes(desk: &Desk, number: usize) -> String {
    let draft = desk.gets("draft_open", json!({ "payment": null, "kind": "pay" })).await;
    let form = json!({
        "draft": draft["draft"], "order_number": format!("MEET-{number}"), "description": "a blue lamp",
        "amount": "100.00", "currency": "SGD", "method": "CARD", "card": "PRACTICE_CARD_VISA_4242",
        "capture": "automatic",
    });
    let taken = desk.gets("payment_take", form).await;
    desk.comes_to_rest().await;
    taken["payment"].as_str().unwrap().to_owned()
}

/// A refund from a window; the order's id when it was written down.
async fn refunds(desk: &Desk, payment: &str) -> Option<String> {
    let opened = desk.asks("draft_open", json!({ "payment": payment, "kind": "refund" })).await;
    let draft = honest(opened)?;
    let form = json!({
        "draft": draft["draft"], "payment": payment, "version": draft["version"], "amount": "60.00",
        "reason": "returned",
    });
    honest(desk.asks("refund_create", form).await).map(|view| view["order"].as_str().unwrap().to_owned())
}

fn honest(answer: Result<Value, Unanswered>) -> Option<Value> {
    match answer {
        Ok(view) => Some(view),
        Err(Unanswered::Refused(problem)) => {
            never_our_fault(&problem);
            None
        }
        Err(Unanswered::Died) => panic!("a desk died"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_three_refunds_pressed_at_once_that_do_not_fit_together_one_is_made() {
    let computer = Arc::new(Computer::set_up().await);
    let (left, right) = (computer.opens_a_desk(), computer.opens_a_desk());
    let mut told = BTreeSet::new();
    for number in 0..MEETINGS {
        let payment = takes(&left, number).await;
        let terminal = {
            let (computer, payment) = (Arc::clone(&computer), payment.clone());
            tokio::task::spawn_blocking(move || {
                let line = ["refund", "create", &payment, "--amount", "60.00", "--reason", "returned"];
                computer.terminal(&line)
            })
        };
        let (one, two) = tokio::join!(refunds(&left, &payment), refunds(&right, &payment));
        let (code, three) = terminal.await.unwrap();
        if !three["problem"].is_null() {
            never_our_fault(&three["problem"]);
        }
        let made = [one.is_some(), two.is_some(), three["state"] == "done" || three["state"] == "unknown"];
        assert_eq!(made.iter().filter(|made| **made).count(), 1, "{payment}: {made:?}, {code} {three}");
        told.extend(one);
        told.extend(two);
    }
    left.comes_to_rest().await;
    left.kill();
    right.kill();
    compare(&computer, &told).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_windows_and_a_terminal_do_everything_at_once_and_nobody_is_told_of_a_lock() {
    let computer = Arc::new(Computer::set_up().await);
    let desks = [computer.opens_a_desk(), computer.opens_a_desk()];
    let mut dice = Dice::new(3);
    let told = Arc::new(Mutex::new(Told::default()));
    let mut working = Vec::new();
    for at in 0..6 {
        let (desk, mut clerk) = (desks[at % 2].clone(), Clerk::new(dice.branch(), Arc::clone(&told)));
        working.push(tokio::spawn(async move {
            for _ in 0..40 {
                clerk.works(&desk).await.unwrap();
            }
        }));
    }
    let terminal = {
        let computer = Arc::clone(&computer);
        tokio::task::spawn_blocking(move || {
            for _ in 0..6 {
                for line in [&["outbox", "run"][..], &["payment", "list"], &["ledger", "verify"]] {
                    let (_, out) = computer.terminal(line);
                    assert!(!out.is_null(), "{line:?} printed no document");
                    if out["code"].is_string() {
                        never_our_fault(&out);
                    }
                }
            }
        })
    };
    for clerk in working {
        clerk.await.unwrap();
    }
    terminal.await.unwrap();
    desks[0].comes_to_rest().await;
    desks.iter().for_each(Desk::kill);
    let told = std::mem::take(&mut *told.lock().unwrap());
    compare(&computer, &told.orders).await;
}
