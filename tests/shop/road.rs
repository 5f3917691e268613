//! The way to the gateway, with one trouble on it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::outbox::Recorded;
use engine::port::{Call, Delivered, Gateway};
use ledger_sqlite::SqliteLedger;
use testkit::{StopAt, StoppingLedger};

/// Where the process stops, or what happens on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    None,
    /// The process stops at the k-th write.
    Write(u32, StopAt),
    /// Something happens at the n-th send.
    Send(u32, At),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The process stops before the first byte leaves.
    StopsUnsent,
    /// The gateway got it; the process stops before the answer comes.
    StopsUnanswered,
    /// The answer came; the process stops before it is written down.
    StopsAnswered,
    /// The request is lost on the way.
    RequestLost,
    /// The answer is lost on the way.
    AnswerLost,
    /// Nothing left this computer.
    Unreachable,
}

pub const SENDS: [At; 6] = [
    At::StopsUnsent,
    At::StopsUnanswered,
    At::StopsAnswered,
    At::RequestLost,
    At::AnswerLost,
    At::Unreachable,
];

/// The way to the gateway, with one trouble on it. Keeps every delivered body.
pub struct Road {
    pub street: Arc<dyn Gateway>,
    pub ledger: StoppingLedger<SqliteLedger>,
    pub trouble: Trouble,
    pub sent: Mutex<Vec<Option<Vec<u8>>>>,
}

impl Road {
    /// A road to this gateway for a process with this ledger.
    pub fn new(
        street: Arc<dyn Gateway>,
        ledger: StoppingLedger<SqliteLedger>,
        trouble: Trouble,
    ) -> Arc<Self> {
        Arc::new(Self { street, ledger, trouble, sent: Mutex::default() })
    }

    /// Counts a send; tells what happens to it.
    fn next(&self, body: Option<&Call>) -> Option<At> {
        let mut sent = self.sent.lock().unwrap();
        sent.push(body.map(|call| call.body.clone()));
        match self.trouble {
            Trouble::Send(n, at) if usize::try_from(n) == Ok(sent.len()) => Some(at),
            Trouble::None | Trouble::Write(..) | Trouble::Send(..) => None,
        }
    }

    /// From here on the process is gone.
    fn stop(&self) {
        self.ledger.stop_at(self.ledger.writes() + 1, StopAt::Before);
    }

    async fn pass(&self, at: Option<At>, send: impl Future<Output = Delivered> + Send) -> Delivered {
        match at {
            None => send.await,
            Some(At::StopsUnsent) => {
                self.stop();
                Delivered::NoAnswer("stopped".into())
            }
            Some(At::StopsUnanswered) => {
                send.await;
                self.stop();
                Delivered::NoAnswer("stopped".into())
            }
            Some(At::StopsAnswered) => {
                let delivered = send.await;
                self.stop();
                delivered
            }
            Some(At::RequestLost) => Delivered::NoAnswer("lost".into()),
            Some(At::AnswerLost) => {
                send.await;
                Delivered::NoAnswer("lost".into())
            }
            Some(At::Unreachable) => Delivered::NotSent("unreachable".into()),
        }
    }
}

#[async_trait]
impl Gateway for Road {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        let at = self.next(Some(&call));
        self.pass(at, self.street.deliver(order, call)).await
    }

    async fn ask(&self, call: Call) -> Delivered {
        // The question for the time, before a process sends its first order, is none of the sends counted here.
        if String::from_utf8_lossy(&call.body).contains("\"CLOCK_") {
            return self.street.ask(call).await;
        }
        let at = self.next(None);
        self.pass(at, self.street.ask(call)).await
    }
}
