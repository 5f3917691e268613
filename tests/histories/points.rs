//! Every write point: each thing that is done with money, stopped at each operation of the disk, in each way a
//! disk fails, with and without a power cut; started again, pressed again, and there is one effect.

use std::sync::Arc;

use domain::Moment;
use engine::Merchant;
use engine::port::{Clock, Ledger, OrderFilter};
use shim_vfs::Fault;

use crate::acts::{Act, act};
use crate::goods::{Way, money};
use crate::invariants::{Finals, always, in_the_end};
use crate::world::World;
use testkit::Dice;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Take,
    Capture,
    Cancel,
    Refund,
    Declare,
    Inquire,
    ReadFeed,
}

impl Deed {
    /// All of them, and how many operations of the disk each has at least: points must not get lost.
    const ALL: [(Self, u64); 7] = [
        (Self::Take, 40),
        (Self::Capture, 40),
        (Self::Cancel, 40),
        (Self::Refund, 40),
        (Self::Declare, 40),
        (Self::Inquire, 0),
        (Self::ReadFeed, 20),
    ];
}

/// What a power cut does to what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Power {
    Stays,
    LosesAll,
    LosesHalf,
}

fn merchant(world: &World) -> Arc<Merchant> {
    Arc::clone(&world.windows[0].up.as_ref().expect("a calm start works").merchant)
}

/// Everything up to the deed, and the deed itself.
async fn set_up(deed: Deed) -> (World, Act) {
    let mut world = World::calm(&mut Dice::new(1)).await;
    world.start(0).await;
    let payment = world.id();
    let way = match deed {
        Deed::Capture => Way::Hold,
        Deed::Declare => Way::Mainland,
        Deed::Take | Deed::Cancel | Deed::Refund | Deed::Inquire | Deed::ReadFeed => Way::Wallet,
    };
    if deed == Deed::Take {
        return (world, Act::Take { draft: payment, way, minor: 40_000 });
    }
    let first = Act::Take { draft: payment.clone(), way, minor: 40_000 };
    act(merchant(&world), first).await.unwrap();
    let draft = world.id();
    let next = match deed {
        Deed::Capture => {
            Act::Capture { draft, payment, version: None, amount: money(25_000, "SGD"), last: false }
        }
        Deed::Refund => {
            let amount = money(15_000, "HKD");
            Act::Refund { draft, payment, version: None, amount, again: false, careful: false }
        }
        Deed::Cancel => Act::Cancel { draft, payment, version: None },
        Deed::Declare => {
            let version = merchant(&world).payment(&payment).await.unwrap().version;
            Act::Declare { draft, payment, version, amount: money(30_000, "CNY"), correcting: None }
        }
        Deed::Inquire => Act::Inquire { payment },
        Deed::Take | Deed::ReadFeed => Act::ReadFeed,
    };
    (world, next)
}

/// Follows the ladder until nothing is open.
async fn settle(world: &World) {
    let merchant = merchant(world);
    for _ in 0..60 {
        let open = world.books().orders(OrderFilter::Open).await.unwrap();
        let Some(due) = open.iter().map(|order| order.due_at).min() else { return };
        world.advance((due.0 - world.clock.now().0).max(0));
        merchant.drive_due().await.unwrap();
    }
    panic!("I9: the outbox never came to rest");
}

/// One stop, and everything after it.
async fn play(deed: Deed, at: u64, fault: Fault, power: Power) {
    let (mut world, next) = set_up(deed).await;
    let process = world.windows[0].up.as_ref().unwrap().process.clone();
    process.arm(process.operations() + at, fault);
    // What the clerk is told here does not matter: she presses again.
    let _ = act(merchant(&world), next.clone()).await;
    assert!(!process.is_armed(), "{deed:?}: operation {at} was reached");
    let mut finals = Finals::default();
    if process.stopped() || power != Power::Stays {
        match power {
            Power::Stays => {}
            Power::LosesAll => world.power_cut(|| false).await,
            Power::LosesHalf => {
                let mut lot = Dice::new(at);
                world.power_cut(move || lot.chance(500)).await;
            }
        }
        world.start(0).await;
    } else {
        process.disarm();
    }
    always(&world, &mut finals).await;
    world.advance(30 * Moment::SECOND);
    let again = match next {
        // The same sheet, opened on the version before: what was written meanwhile was the sheet's own.
        Act::Declare { draft, payment, version, amount, correcting } => {
            let known = merchant(&world).payment(&payment).await.unwrap();
            let version = if known.payment.declarations.is_empty() { known.version } else { version };
            Act::Declare { draft, payment, version, amount, correcting }
        }
        other => other,
    };
    act(merchant(&world), again).await.unwrap();
    settle(&world).await;
    always(&world, &mut finals).await;
    in_the_end(&world, &merchant(&world)).await;
    let moved = world.journal().iter().filter(|line| line["effect"] == true).count();
    let expected = if matches!(deed, Deed::Take | Deed::Inquire | Deed::ReadFeed) { 1 } else { 2 };
    assert_eq!(moved, expected, "{deed:?} at {at}, {fault:?}, {power:?}");
    world.close().await;
}

/// How many operations of the disk a deed has.
async fn count(deed: Deed) -> u64 {
    let (world, next) = set_up(deed).await;
    let process = world.windows[0].up.as_ref().unwrap().process.clone();
    let before = process.operations();
    act(merchant(&world), next).await.unwrap();
    let many = process.operations() - before;
    world.close().await;
    many
}

/// Every `n`-th point, beginning at the first; 1 for all of them.
fn stride() -> usize {
    std::env::var("POINTS_STRIDE").ok().and_then(|text| text.parse().ok()).unwrap_or(7)
}

#[test]
fn one_effect_wherever_the_disk_fails() {
    let alone = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut points = Vec::new();
    let mut all = 0;
    for (deed, least) in Deed::ALL {
        let many = alone().block_on(count(deed));
        println!("{many:>5} operations of the disk: {deed:?}");
        assert!(many >= least, "{deed:?} has {many} operations, not {least}: where are the others?");
        all += many;
        for at in 1..=many {
            for fault in Fault::ALL {
                let powers: &[Power] = match fault {
                    Fault::StopBefore | Fault::StopTorn | Fault::StopAfter => {
                        &[Power::Stays, Power::LosesAll, Power::LosesHalf]
                    }
                    Fault::Broken | Fault::Full => &[Power::Stays],
                };
                points.extend(powers.iter().map(|power| (deed, at, fault, *power)));
            }
        }
    }
    let chosen: Vec<_> = points.iter().copied().step_by(stride()).collect();
    println!("{all} operations, {} points, {} of them played", points.len(), chosen.len());
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        for part in chosen.chunks(chosen.len().div_ceil(threads)) {
            scope.spawn(move || {
                for (deed, at, fault, power) in part.iter().copied() {
                    let what = format!("{deed:?} at {at}, {fault:?}, {power:?}");
                    let done = std::panic::catch_unwind(|| {
                        let runtime =
                            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                        runtime.block_on(play(deed, at, fault, power));
                    });
                    assert!(done.is_ok(), "{what}");
                }
            });
        }
    });
}
