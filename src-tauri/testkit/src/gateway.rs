use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::outbox::Recorded;
use engine::port::{Call, Delivered, Gateway, HttpAnswer, OpenOrder};

/// One call as it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The order that was delivered; none for a question.
    pub order: Option<OpenOrder>,
    /// The signed call.
    pub call: Call,
}

type Answer = Box<dyn FnMut(&Sent) -> Delivered + Send>;

#[derive(Default)]
struct Script {
    next: VecDeque<Answer>,
    otherwise: Option<Answer>,
    sent: Vec<Sent>,
}

/// A gateway that answers what the test wrote down beforehand, and remembers every call. Clones share
/// the script.
#[derive(Clone, Default)]
pub struct ScriptedGateway(Arc<Mutex<Script>>);

impl ScriptedGateway {
    /// A gateway with nothing to say: every call ends as `NotSent`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next call that has no answer yet gets this one.
    pub fn then(&self, delivered: Delivered) -> &Self {
        self.then_with(move |_| delivered.clone())
    }

    /// The next call gets an HTTP answer of these parts.
    pub fn then_answer(&self, status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> &Self {
        self.then(Delivered::Answer(HttpAnswer { status, headers, body }))
    }

    /// The next call gets what this makes of it.
    pub fn then_with(&self, answer: impl FnMut(&Sent) -> Delivered + Send + 'static) -> &Self {
        self.0.lock().unwrap().next.push_back(Box::new(answer));
        self
    }

    /// Every call beyond the script gets what this makes of it.
    pub fn otherwise(&self, answer: impl FnMut(&Sent) -> Delivered + Send + 'static) -> &Self {
        self.0.lock().unwrap().otherwise = Some(Box::new(answer));
        self
    }

    /// Everything that was sent, in order.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.0.lock().unwrap().sent.clone()
    }

    /// Only the orders that were delivered, in order.
    #[must_use]
    pub fn delivered(&self) -> Vec<OpenOrder> {
        self.sent().into_iter().filter_map(|sent| sent.order).collect()
    }

    fn play(&self, sent: Sent) -> Delivered {
        // A process asks for the time before its first order: scripts are about what comes after.
        let clock = b"\"CLOCK_";
        if sent.order.is_none() && sent.call.body.windows(clock.len()).any(|part| part == clock) {
            return Delivered::NotSent("nobody tells the time here".into());
        }
        let mut script = self.0.lock().unwrap();
        script.sent.push(sent.clone());
        if let Some(mut answer) = script.next.pop_front() {
            return answer(&sent);
        }
        match &mut script.otherwise {
            Some(answer) => answer(&sent),
            None => Delivered::NotSent("the script is over".into()),
        }
    }
}

#[async_trait]
impl Gateway for ScriptedGateway {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        self.play(Sent { order: Some(order.order().clone()), call })
    }

    async fn ask(&self, call: Call) -> Delivered {
        self.play(Sent { order: None, call })
    }
}
