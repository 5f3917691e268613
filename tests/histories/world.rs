//! One shop for one history: a disk that fails, a gateway at the end of a bad road, and one to three windows.

use std::sync::{Arc, OnceLock};

use domain::{Actor, Environment, Moment};
use engine::port::Clock;
use engine::{Merchant, Parts};
use ledger_sqlite::SqliteLedger;
use serde_json::Value;
use shim_vfs::{Disk, Process};
use simulator::{Direct, Options};
use tempfile::TempDir;
use testkit::{CountedIds, FixedClock, NoRelay};
use tokio::sync::broadcast;

use crate::goods::account_at;
use crate::ports::{Paper, Seat, Strongbox, Wire};
use crate::signing::Signing;
use crate::sites::{Site, Weather};
use crate::turns::Turns;
use testkit::Dice;

const FILE: &str = "practice.ledger";

/// Made once for all histories: the gateway's keys, and a ledger as a new shop has it.
struct Beginning {
    books: Vec<u8>,
    ledger: Vec<u8>,
}

fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

fn beginning() -> &'static Beginning {
    static BEGINNING: OnceLock<Beginning> = OnceLock::new();
    BEGINNING.get_or_init(|| {
        let make = || {
            let folder = folder();
            let books = folder.path().join("books.jsonl");
            drop(Direct::open(&Options { books: Some(books.clone()), ..Options::default() }).unwrap());
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let path = folder.path().join(FILE);
            runtime.block_on(async {
                SqliteLedger::open(&path, Environment::Practice).await.unwrap().close().await;
            });
            Beginning { books: std::fs::read(books).unwrap(), ledger: std::fs::read(path).unwrap() }
        };
        // A runtime cannot be started inside another one's thread.
        std::thread::spawn(make).join().unwrap()
    })
}

/// A program with a window, running.
pub struct Up {
    pub process: Process,
    pub ledger: Arc<SqliteLedger>,
    pub merchant: Arc<Merchant>,
}

/// A computer of the shop.
pub struct Window {
    pub number: u32,
    pub up: Option<Up>,
    pub clock: FixedClock,
    /// Milliseconds its clock is ahead.
    pub ahead: i64,
}

/// Everything there is in one history.
pub struct World {
    pub windows: Vec<Window>,
    /// The true time, which is the gateway's.
    pub clock: FixedClock,
    pub ids: CountedIds,
    pub turns: Turns,
    pub weather: Arc<Weather>,
    pub restarts: u32,
    gateway: Arc<Direct>,
    pub keys: Arc<Signing>,
    looking: Option<Arc<SqliteLedger>>,
    disk: Disk,
    // Last, so that it goes last.
    _folder: TempDir,
}

impl World {
    /// A shop with one window, to which nothing happens.
    pub async fn calm(dice: &mut Dice) -> Self {
        let world = Self::with(dice, 1).await;
        world.weather.calm();
        world
    }

    /// A shop with one to three windows, and weather.
    pub async fn new(dice: &mut Dice) -> Self {
        let windows = 1 + u32::try_from(dice.below(3)).unwrap();
        Self::with(dice, windows).await
    }

    async fn with(dice: &mut Dice, windows: u32) -> Self {
        let folder = folder();
        let clock = FixedClock::default();
        let hand = clock.clone();
        let books = folder.path().join("books.jsonl");
        std::fs::write(&books, &beginning().books).unwrap();
        let now: simulator::Clock = Arc::new(move || Clock::now(&hand).0);
        let gateway =
            Direct::open(&Options { books: Some(books), now: Some(now), ..Options::default() }).unwrap();
        let disk = Disk::new(&folder.path().join("computer")).unwrap();
        std::fs::write(disk.folder().join(FILE), &beginning().ledger).unwrap();
        let private = base64(&gateway.listening.merchant_private_key);
        let public = gateway.listening.merchant_public_key.clone();
        let mut world = Self {
            windows: Vec::new(),
            clock: clock.clone(),
            ids: CountedIds::with_prefix("shop"),
            turns: Turns::default(),
            weather: Arc::new(Weather::of(dice)),
            restarts: 0,
            gateway: Arc::new(gateway),
            keys: Arc::new(Signing::of(&private, public)),
            looking: None,
            disk,
            _folder: folder,
        };
        for number in 0..windows {
            let clock = FixedClock::at(clock.now());
            world.windows.push(Window { number, up: None, clock, ahead: 0 });
        }
        world.look_in().await;
        world
    }

    /// The ledger as somebody sees it to whom nothing happens.
    pub fn books(&self) -> &Arc<SqliteLedger> {
        self.looking.as_ref().unwrap()
    }

    async fn look_in(&mut self) {
        let path = self.disk.process().unwrap().path(FILE);
        self.looking = Some(Arc::new(SqliteLedger::open(&path, Environment::Practice).await.unwrap()));
    }

    pub fn advance(&self, millis: i64) {
        self.clock.advance(millis);
        for window in &self.windows {
            window.clock.set(Moment(self.clock.now().0 + window.ahead));
        }
    }

    /// What happens to computers between two rounds: clocks jump, room is made, programs are started again,
    /// the power fails.
    pub async fn between(&mut self, dice: &mut Dice) {
        for window in &mut self.windows {
            if self.weather.strikes(Site::ClockJumps) {
                let far = *dice.among(&[
                    0,
                    10 * Moment::MINUTE,
                    -10 * Moment::MINUTE,
                    Moment::DAY,
                    -Moment::DAY,
                    3650 * Moment::DAY,
                ]);
                window.ahead = far;
            }
            if let Some(up) = &window.up
                && dice.chance(500)
            {
                up.process.disarm();
            }
        }
        if self.weather.strikes(Site::PowerCut) {
            let (mut lot, kind) = (dice.branch(), dice.below(3));
            self.power_cut(move || match kind {
                0 => false,
                1 => lot.chance(500),
                _ => true,
            })
            .await;
        }
        for at in 0..self.windows.len() {
            let gone = self.windows[at].up.as_ref().is_none_or(|up| up.process.stopped());
            if gone && dice.chance(700) {
                self.start(at).await;
            }
        }
    }

    /// Every program stops at once, and of what was not synced `keep` says what is still there.
    pub async fn power_cut(&mut self, keep: impl FnMut() -> bool) {
        for at in 0..self.windows.len() {
            self.end(at).await;
        }
        if let Some(books) = self.looking.take() {
            books.close().await;
        }
        self.disk.cut_power(keep).unwrap();
        self.look_in().await;
    }

    /// Ends a program as `kill -9` does, and waits until its files are let go.
    async fn end(&mut self, at: usize) {
        let Some(up) = self.windows[at].up.take() else { return };
        up.process.stop();
        drop(up.merchant);
        up.ledger.close().await;
    }

    /// Starts a program; it may stop while it starts.
    pub async fn start(&mut self, at: usize) {
        self.end(at).await;
        self.restarts += 1;
        let process = self.disk.process().unwrap();
        let number = self.windows[at].number;
        let seat = Seat {
            window: number,
            turns: self.turns.clone(),
            weather: Arc::clone(&self.weather),
            process: process.clone(),
        };
        for (site, fault) in [
            (Site::DiskStopBefore, shim_vfs::Fault::StopBefore),
            (Site::DiskStopAfter, shim_vfs::Fault::StopAfter),
            (Site::DiskBroken, shim_vfs::Fault::Broken),
        ] {
            if self.weather.strikes(site) {
                process.arm(1 + self.weather.below(6), fault);
            }
        }
        let opened = SqliteLedger::open(&process.path(FILE), Environment::Practice).await;
        // A start that fails is told to a person, who starts again.
        let Ok(ledger) = opened else { return };
        let ledger = Arc::new(ledger);
        let window = &mut self.windows[at];
        let parts = Parts {
            ledger: Arc::new(Paper { seat: seat.clone(), ledger: Arc::clone(&ledger) }),
            gateway: Arc::new(Wire { seat: seat.clone(), gateway: Arc::clone(&self.gateway) }),
            keys: Arc::new(Strongbox { seat, keys: Arc::clone(&self.keys) }),
            clock: Arc::new(window.clock.clone()),
            ids: Arc::new(self.ids.clone()),
            relay: Arc::new(NoRelay),
        };
        let (stale, _) = broadcast::channel(16);
        let actor = Actor::parse(&format!("clerk{number}")).unwrap();
        let merchant =
            Merchant::new(account_at(&self.gateway.listening, "http://127.0.0.1:9"), actor, parts, stale)
                .unwrap();
        window.up = Some(Up { process, ledger, merchant: Arc::new(merchant) });
    }

    /// From here on nothing goes wrong: clocks are right, there is room, and every program is started again.
    pub async fn calm_down(&mut self) {
        self.weather.calm();
        for at in 0..self.windows.len() {
            self.windows[at].ahead = 0;
            self.start(at).await;
        }
        self.advance(0);
    }

    /// Lets everything go.
    pub async fn close(mut self) {
        for at in 0..self.windows.len() {
            self.end(at).await;
        }
        if let Some(books) = self.looking.take() {
            books.close().await;
        }
    }

    fn look(&self, path: &str) -> Value {
        let answer = self.gateway.exchange("GET", path, &[], Vec::new()).unwrap();
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Every call that could move money, as the gateway wrote it down.
    pub fn journal(&self) -> Vec<Value> {
        self.look("/practice/journal")["effects"].as_array().unwrap().clone()
    }

    /// Every payment as the gateway has it.
    pub fn booked(&self) -> Vec<Value> {
        self.look("/practice/books")["payments"].as_array().unwrap().clone()
    }

    pub fn id(&self) -> String {
        engine::port::Ids::next(&self.ids)
    }
}

fn base64(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}
