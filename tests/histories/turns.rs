//! Who goes next. Several windows act at once, and at every place where one of them touches the world the
//! dice decide whose turn it is: only one moves at a time, so a seed gives one history.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};

use testkit::Dice;

#[derive(Debug, Default)]
struct Waiting {
    moving: bool,
    alive: u32,
    queue: BTreeMap<u32, oneshot::Sender<()>>,
}

/// The turns of one history.
#[derive(Debug, Clone, Default)]
pub struct Turns {
    waiting: Arc<Mutex<Waiting>>,
    moved: Arc<Notify>,
}

impl Turns {
    /// Waits for the turn of this window. Outside of a round nobody waits.
    pub async fn mine(&self, window: u32) {
        let turn = {
            let mut waiting = self.lock();
            if waiting.alive == 0 {
                return;
            }
            let (sender, turn) = oneshot::channel();
            waiting.queue.insert(window, sender);
            waiting.moving = false;
            turn
        };
        self.moved.notify_one();
        // A history that ended takes its turns with it.
        let _ = turn.await;
    }

    /// Lets these acts happen at once, a step of one after a step of another.
    pub async fn round<Act, Done>(&self, dice: &mut Dice, acts: Vec<(u32, Act)>) -> Vec<(u32, Done)>
    where
        Act: Future<Output = Done> + Send + 'static,
        Done: Send + 'static,
    {
        self.lock().alive = u32::try_from(acts.len()).unwrap();
        let tasks: Vec<_> = acts
            .into_iter()
            .map(|(window, act)| {
                // Queued here and not by the task: who is there first must not depend on the runtime.
                let (sender, turn) = oneshot::channel();
                self.lock().queue.insert(window, sender);
                let turns = self.clone();
                tokio::spawn(async move {
                    let _ = turn.await;
                    let done = act.await;
                    {
                        let mut waiting = turns.lock();
                        waiting.alive -= 1;
                        waiting.moving = false;
                    }
                    turns.moved.notify_one();
                    (window, done)
                })
            })
            .collect();
        loop {
            let next = {
                let mut waiting = self.lock();
                if waiting.alive == 0 {
                    break;
                }
                if waiting.moving || waiting.queue.is_empty() {
                    None
                } else {
                    let windows: Vec<u32> = waiting.queue.keys().copied().collect();
                    waiting.moving = true;
                    waiting.queue.remove(dice.among(&windows))
                }
            };
            match next {
                Some(turn) => {
                    let _ = turn.send(());
                }
                None => self.moved.notified().await,
            }
        }
        let mut done = Vec::new();
        for task in tasks {
            done.push(task.await.unwrap());
        }
        done
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
