//! Histories: the real engine, the real ledger on a disk that fails, the practice gateway at the end of a bad
//! road, one to three windows at once, thirty days; then a quiet day, after which both sides must agree.
//!
//! `HISTORIES=n` plays so many, `HISTORY=seed` one of them, with everything that is done in it printed.

#![cfg(unix)]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acts;
#[path = "../shop/goods.rs"]
#[allow(dead_code, reason = "the histories sell in yen, which has no decimals")]
mod goods;
mod invariants;
mod points;
mod ports;
mod signing;
mod sites;
mod turns;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::Moment;
use engine::port::{Clock, Ledger, OrderFilter};

use acts::Act;
use invariants::{Finals, always, in_the_end};
use sites::Site;
use testkit::Dice;
use world::World;

/// Histories that once found a fault. They run first.
const REGRESSIONS: &[u64] = &[10, 57, 67, 81, 103];

/// How many a plain test run plays.
const HISTORIES: u64 = 300;

/// What was done in one history, for whoever reads about a failure.
type Trace = Arc<Mutex<Vec<String>>>;

fn say(trace: &Trace, line: String) {
    trace.lock().unwrap().push(line);
}

/// How far the time goes on.
fn pause(dice: &mut Dice) -> i64 {
    let most = match dice.below(100) {
        0..=49 => Moment::MINUTE,
        50..=79 => 30 * Moment::MINUTE,
        80..=94 => 12 * Moment::HOUR,
        _ => 4 * Moment::DAY,
    };
    i64::try_from(dice.below(u64::try_from(most).unwrap())).unwrap()
}

/// What one history amounts to.
#[derive(Default)]
struct Tally {
    hits: BTreeMap<Site, u64>,
    acts: u64,
    restarts: u64,
    ended: u64,
}

async fn history(seed: u64, trace: &Trace) -> Tally {
    let mut dice = Dice::new(seed);
    let mut world = World::new(&mut dice).await;
    let mut finals = Finals::default();
    let mut tally = Tally::default();
    let wanted = 20 + dice.below(41);
    // Sheets that are still on somebody's screen: they may be pressed again, also in another window.
    let mut sheets: Vec<Act> = Vec::new();
    let began = world.clock.now();
    let mut told = 0;
    while tally.acts < wanted {
        world.advance(pause(&mut dice));
        world.between(&mut dice).await;
        let mut round = Vec::new();
        for window in &world.windows {
            let Some(up) = window.up.as_ref().filter(|up| !up.process.stopped()) else { continue };
            let act = if !sheets.is_empty() && dice.chance(150) {
                dice.among(&sheets).clone()
            } else {
                let act = acts::draw(world.books(), &mut || world.id(), &mut dice).await;
                if !matches!(act, Act::Inquire { .. } | Act::Drive | Act::ReadFeed) {
                    sheets.push(act.clone());
                    sheets.drain(..sheets.len().saturating_sub(4));
                }
                act
            };
            say(trace, format!("{} window {}: {act:?}", world.clock.now().0 - began.0, window.number));
            tally.acts += 1;
            round.push((window.number, acts::act(Arc::clone(&up.merchant), act)));
        }
        if round.is_empty() {
            tally.acts += 1;
            continue;
        }
        let turns = world.turns.clone();
        for (window, done) in turns.round(&mut dice, round).await {
            say(trace, format!("  window {window}: {done:?}"));
        }
        for line in world.journal().iter().skip(told) {
            say(trace, format!("    gateway: {line}"));
            told += 1;
        }
        always(&world, &mut finals).await;
    }

    world.calm_down().await;
    let quiet = world.clock.now();
    let merchant = Arc::clone(&world.windows[0].up.as_ref().expect("a calm start works").merchant);
    for _ in 0..200 {
        let open = world.books().orders(OrderFilter::Open).await.unwrap();
        let Some(due) = open.iter().map(|order| order.due_at).min() else { break };
        // What a wrong clock put off for years is taken up at once.
        let wait = due.0 - world.clock.now().0;
        world.advance(if wait > Moment::DAY { 0 } else { wait.max(0) });
        if let Err(error) = merchant.drive_due().await {
            panic!("I9: {error:?} on a quiet day\n{}", invariants::open_stories(&world).await);
        }
        always(&world, &mut finals).await;
    }
    in_the_end(&world, &merchant).await;
    let took = world.clock.now().since(quiet);
    assert!(took <= 2 * Moment::DAY, "I9: it took {took} ms of quiet");
    tally.ended =
        u64::try_from(world.books().orders(OrderFilter::ClosedSince(Moment(0))).await.unwrap().len())
            .unwrap();
    drop(merchant);
    tally.hits = world.weather.hits();
    tally.restarts = u64::from(world.restarts);
    world.close().await;
    tally
}

/// Plays one history; gives what it says about a failure.
fn play(seed: u64) -> Result<Tally, String> {
    let trace = Trace::default();
    let inside = Arc::clone(&trace);
    let played = catch_unwind(AssertUnwindSafe(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(history(seed, &inside))
    }));
    if std::env::var_os("HISTORY").is_some() {
        for line in trace.lock().unwrap().iter() {
            println!("{line}");
        }
    }
    played.map_err(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        message.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn both_sides_agree_in_the_end() {
    if let Some(seed) = number("HISTORY") {
        if let Err(message) = play(seed) {
            panic!("history {seed}: {message}");
        }
        return;
    }
    let from = number("HISTORIES_FROM").unwrap_or(1);
    let many = number("HISTORIES").unwrap_or(HISTORIES);
    let seeds: Vec<u64> = REGRESSIONS.iter().copied().chain(from..from + many).collect();
    let next = AtomicU64::new(0);
    let sum = Mutex::new(Tally::default());
    let failures = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while failures.lock().unwrap().len() < 5 {
                    let at = usize::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap();
                    let Some(seed) = seeds.get(at) else { return };
                    match play(*seed) {
                        Ok(tally) => {
                            let mut sum = sum.lock().unwrap();
                            for (site, hits) in tally.hits {
                                *sum.hits.entry(site).or_default() += hits;
                            }
                            sum.acts += tally.acts;
                            sum.restarts += tally.restarts;
                            sum.ended += tally.ended;
                        }
                        Err(message) => failures.lock().unwrap().push((*seed, message)),
                    }
                }
            });
        }
    });
    let sum = sum.into_inner().unwrap();
    println!(
        "{} histories: {} acts, {} orders ended, {} starts of a program",
        seeds.len(),
        sum.acts,
        sum.ended,
        sum.restarts
    );
    for (site, hits) in &sum.hits {
        println!("{hits:>8} {site:?}");
    }
    let failures = failures.into_inner().unwrap();
    for (seed, message) in &failures {
        println!("history {seed}: {message}\n  cargo xtask history {seed}");
    }
    assert!(failures.is_empty(), "{} histories failed", failures.len());
    let silent: Vec<_> = Site::ALL.iter().filter(|site| !sum.hits.contains_key(site)).collect();
    assert!(sum.ended > sum.acts / 10, "too quiet: only {} orders ended", sum.ended);
    assert!(silent.is_empty() || many < 100, "nothing ever went wrong at {silent:?}");
}
