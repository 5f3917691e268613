//! Groups, and what a store is after the machine stopped in the middle of a write.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;

use domain::Moment;
use futures_util::future::join_all;
use relay::{Arrival, Door, Keeper, Kept, Mark, Store};
use tempfile::tempdir;
use tokio::task::unconstrained;

const CLIENT_ID: &str = "SANDBOX_MADE_UP_0001";

fn arrival(number: u64) -> Arrival {
    Arrival {
        arrived_at: Moment(1_770_000_000_000),
        path: "/notify".to_owned(),
        headers: vec![("client-id".to_owned(), CLIENT_ID.to_owned())],
        body: format!(r#"{{"paymentId":"made-up-{number}"}}"#).into_bytes(),
        mark: Mark::of(&number.to_string(), b"made up"),
    }
}

/// Hands these over all at once and waits for every answer.
async fn keep(door: &Door, numbers: impl Iterator<Item = u64>) -> Vec<Kept> {
    // Unconstrained: all are handed over before the runtime lets the writer have its turn.
    let all = numbers.map(|number| unconstrained(door.keep(arrival(number))));
    let answers = join_all(all).await;
    answers.into_iter().map(Result::unwrap).collect()
}

async fn opened(folder: &Path) -> (Store, Keeper, Door) {
    let store = Store::open(folder, CLIENT_ID).await.unwrap();
    let (keeper, door) = Keeper::new(store.clone()).await.unwrap();
    (store, keeper, door)
}

/// Every body in the store, by position; positions must be dense from 1.
async fn bodies(store: &Store) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    loop {
        let after = u64::try_from(bodies.len()).unwrap();
        let page = store.page(after, 500).await.unwrap();
        if page.notifications.is_empty() {
            assert_eq!(page.last, after);
            return bodies;
        }
        for kept in page.notifications {
            assert_eq!(kept.position, u64::try_from(bodies.len()).unwrap() + 1);
            bodies.push(kept.body);
        }
    }
}

#[tokio::test]
async fn what_waits_together_shares_one_commit() {
    let folder = tempdir().unwrap();
    let (_store, keeper, door) = opened(folder.path()).await;
    let (counters, last) = (keeper.counters(), keeper.last());
    // The writer does not get a turn before all 1,000 wait.
    let _writer = keeper.start();
    let kept = keep(&door, 0..1000).await;
    assert_eq!(kept, (1..=1000).map(Kept::New).collect::<Vec<_>>());
    assert_eq!(counters.of("GROUPS"), 2, "512 and 488");
    assert_eq!(*last.borrow(), 1000);
}

#[tokio::test]
async fn the_same_twice_in_one_group_is_kept_once() {
    let folder = tempdir().unwrap();
    let (store, keeper, door) = opened(folder.path()).await;
    let counters = keeper.counters();
    let _writer = keeper.start();
    let kept = keep(&door, [7, 7, 8, 7].into_iter()).await;
    assert_eq!(kept, [Kept::New(1), Kept::Again(1), Kept::New(2), Kept::Again(1)]);
    assert_eq!(keep(&door, [8, 9].into_iter()).await, [Kept::Again(2), Kept::New(3)]);
    assert_eq!((bodies(&store).await.len(), counters.of("DUPLICATE")), (3, 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_ten_thousand_is_kept_whole() {
    let folder = tempdir().unwrap();
    let (store, keeper, door) = opened(folder.path()).await;
    let writer = keeper.start();
    let senders = (0..20).map(|sender| {
        let door = door.clone();
        tokio::spawn(async move { keep(&door, (0..500).map(|number| sender * 500 + number)).await })
    });
    let mut positions = BTreeSet::new();
    for kept in join_all(senders).await {
        for kept in kept.unwrap() {
            let Kept::New(position) = kept else { panic!("none came twice") };
            assert!(positions.insert(position), "{position} was given twice");
        }
    }
    assert_eq!(positions, (1..=10_000).collect());
    let kept: BTreeSet<_> = bodies(&store).await.into_iter().collect();
    assert_eq!(kept, (0..10_000).map(|number| arrival(number).body).collect());
    drop(door);
    writer.await.unwrap();
}

#[tokio::test]
async fn a_store_whose_writer_stopped_takes_nothing() {
    let folder = tempdir().unwrap();
    let (_store, keeper, door) = opened(folder.path()).await;
    drop(keeper);
    assert!(door.keep(arrival(1)).await.is_err());
}

/// The files of a store as they stand, the log cut or bent: what a power cut may leave.
fn crash(from: &Path, to: &Path, bend: impl FnOnce(&mut Vec<u8>)) {
    std::fs::create_dir_all(to).unwrap();
    std::fs::copy(from.join("relay.sqlite"), to.join("relay.sqlite")).unwrap();
    let mut log = std::fs::read(from.join("relay.sqlite-wal")).unwrap();
    bend(&mut log);
    std::fs::write(to.join("relay.sqlite-wal"), log).unwrap();
}

#[tokio::test]
async fn a_torn_tail_loses_whole_groups_at_the_end_and_nothing_else() {
    let (folder, crashed) = (tempdir().unwrap(), tempdir().unwrap());
    let (store, keeper, door) = opened(folder.path()).await;
    let _writer = keeper.start();
    let log = folder.path().join("relay.sqlite-wal");
    let size = || usize::try_from(std::fs::metadata(&log).unwrap().len()).unwrap();
    // Where the log ended after each group, and how many were kept then.
    let mut ends = vec![(size(), 0_u64)];
    for group in 0..8 {
        keep(&door, group * 10..group * 10 + 10).await;
        ends.push((size(), group * 10 + 10));
    }
    let all = bodies(&store).await;
    assert_eq!(all.len(), 80);
    let whole = size();
    assert!(ends.windows(2).all(|pair| pair[0].0 < pair[1].0), "no checkpoint came between: {ends:?}");
    let start = ends[0].0;
    let cuts = (0..40).map(|cut| start + (whole - start) * cut / 40).chain([whole - 1, whole]);
    for cut in cuts {
        let there = crashed.path().join(format!("cut-{cut}"));
        crash(folder.path(), &there, |log| log.truncate(cut));
        let committed = ends.iter().rev().find(|(end, _)| *end <= cut).unwrap().1;
        survives(&there, &all, committed).await;
    }
    // A bent byte in the last group's frames: that group was never whole, what came before is.
    let (before, committed) = ends[ends.len() - 2];
    for at in (before..whole).step_by((whole - before) / 16) {
        let there = crashed.path().join(format!("bent-{at}"));
        crash(folder.path(), &there, |log| log[at] ^= 0x40);
        let kept = survives(&there, &all, committed).await;
        assert_eq!(kept, committed, "byte {at}");
    }
}

/// Opens what is left: exactly the groups that were whole, in order, and it goes on from there.
async fn survives(folder: &Path, all: &[Vec<u8>], committed: u64) -> u64 {
    let (store, keeper, door) = opened(folder).await;
    let _writer = keeper.start();
    let kept = bodies(&store).await;
    assert_eq!(u64::try_from(kept.len()).unwrap(), committed);
    assert_eq!(kept, all[..kept.len()]);
    assert_eq!(keep(&door, [1_000].into_iter()).await, [Kept::New(committed + 1)]);
    committed
}
