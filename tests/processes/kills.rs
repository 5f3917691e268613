//! `kill -9` of a real desk at any moment under load.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use testkit::Dice;

use crate::clerk::{Clerk, Told};
use crate::counter::compare;
use crate::programs::{Computer, Desk};

/// Clerks at one desk.
const CLERKS: usize = 6;

/// How often a desk is killed, of both computers together; `KILLS` asks for more.
fn kills() -> u64 {
    std::env::var("KILLS").map_or(500, |text| text.parse().expect("KILLS is a number"))
}

/// Lets the clerks work until so many things were answered, and kills the program a moment later.
async fn one_life(desk: Desk, clerks: &mut Vec<Clerk>, answers: u64, moment: u64) {
    let answered = Arc::new(AtomicU64::new(0));
    let working: Vec<_> = clerks
        .drain(..)
        .map(|mut clerk| {
            let (desk, answered) = (desk.clone(), Arc::clone(&answered));
            tokio::spawn(async move {
                while clerk.works(&desk).await.is_ok() {
                    if answered.fetch_add(1, Ordering::SeqCst) + 1 == answers {
                        // The others go on in the meantime: the program dies at any of their steps.
                        for _ in 0..moment {
                            tokio::task::yield_now().await;
                        }
                        desk.kill();
                    }
                }
                clerk
            })
        })
        .collect();
    for clerk in working {
        clerks.push(clerk.await.unwrap());
    }
}

async fn killed(seed: u64, times: u64) {
    let computer = Computer::set_up().await;
    let mut dice = Dice::new(seed);
    let told = Arc::new(Mutex::new(Told::default()));
    let mut clerks: Vec<_> = (0..CLERKS).map(|_| Clerk::new(dice.branch(), Arc::clone(&told))).collect();
    for _ in 0..times {
        let (answers, moment) = (dice.below(12), dice.below(3000));
        one_life(computer.opens_a_desk(), &mut clerks, answers + 1, moment).await;
    }
    let desk = computer.opens_a_desk();
    desk.comes_to_rest().await;
    desk.kill();
    let told = std::mem::take(&mut *told.lock().unwrap());
    assert!(u64::try_from(told.orders.len()).unwrap() > times, "too little was done: {}", told.orders.len());
    compare(&computer, &told.orders).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_a_desk_loses_nothing_it_said_and_does_nothing_twice() {
    let half = kills() / 2;
    let (one, two) = (tokio::spawn(killed(1, half)), tokio::spawn(killed(2, kills() - half)));
    one.await.unwrap();
    two.await.unwrap();
}
