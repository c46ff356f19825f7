//! [`Reply`]: the way back of a question, on this node or across the network.

use std::{
    cell::Cell,
    fmt,
    future::{Future, poll_fn},
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, ser::Error as _};

use crate::{
    AskError, NodeLife, TimerKey, codec,
    oneshot::{Answer, Dropped, OneShot, dropped},
    scope::{self, Asked, Exported, Scope},
};

/// Names a pending question of a node, so that its answer finds the way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Token {
    /// Advertised address of the asking node.
    pub node: SocketAddr,
    /// Its life: a successor must not get the answer.
    pub life: NodeLife,
    /// The question, in the table of that node.
    pub id: u64,
}

enum Port<T> {
    Local(Arc<OneShot<T>>),
    /// Boxed, so that a reply takes two words in a message.
    Far(Box<FarPort<T>>),
}

struct FarPort<T> {
    asked: Asked,
    /// When its asker gives up, on the clock of this node.
    deadline: Option<Duration>,
    scope: Arc<dyn Scope>,
    send: Box<dyn FnOnce(Result<T, AskError>) + Send>,
}

/// Answers one question, once. Whoever drops it unanswered is named in the log, and the asker learns it at once.
///
/// Inside a message that crosses the network it becomes the way back; one that is passed on answers the original asker.
pub struct Reply<T> {
    port: Cell<Option<Port<T>>>,
}

impl<T> Reply<T> {
    /// A reply, and the future of what will be sent with it.
    pub fn pair() -> (Reply<T>, Answer<T>) {
        let shot = OneShot::new();
        (Reply { port: Cell::new(Some(Port::Local(shot.clone()))) }, Answer::of(shot))
    }

    /// Sends the answer. An asker who gave up is no error: nobody waits any more.
    pub fn send(self, answer: T) {
        self.finish(Ok(answer));
    }

    /// Ends the question without an answer, for a reason that the asker sees.
    pub fn refuse(self, why: AskError) {
        self.finish(Err(why));
    }

    /// False once nobody waits for the answer any more: the asker's time is over, the asker gave up or ended, or its node is
    /// lost. Work for it may stop then.
    ///
    /// A question that was passed on from node to node learns of its asker's end only by the end of its time.
    pub fn is_wanted(&self) -> bool {
        let port = self.port.take();
        let wanted = match &port {
            Some(Port::Local(shot)) => shot.is_wanted(),
            Some(Port::Far(far)) => is_wanted(&far.scope, &far.asked, far.deadline),
            None => false,
        };
        self.port.set(port);
        wanted
    }

    /// Ends once nobody waits for the answer any more, as [`Reply::is_wanted`] says.
    pub fn unwanted(&self) -> Unwanted<T> {
        let port = self.port.take();
        let unwanted = match &port {
            Some(Port::Local(shot)) => Watch::Local(shot.clone()),
            Some(Port::Far(far)) => Watch::Far {
                scope: far.scope.clone(),
                asked: far.asked,
                deadline: far.deadline,
                timer: None,
                attended: None,
            },
            None => Watch::Over,
        };
        self.port.set(port);
        Unwanted(unwanted)
    }

    /// Runs `work` as long as somebody waits for its answer; none if the asker gave up before.
    pub fn while_wanted<F: Future>(&self, work: F) -> impl Future<Output = Option<F::Output>> + use<T, F> {
        let mut unwanted = self.unwanted();
        async move {
            let mut work = pin!(work);
            poll_fn(|cx| match work.as_mut().poll(cx) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending => Pin::new(&mut unwanted).poll(cx).map(|()| None),
            })
            .await
        }
    }

    fn finish(&self, result: Result<T, AskError>) {
        match self.port.take() {
            Some(Port::Local(shot)) => shot.complete(result),
            Some(Port::Far(far)) => {
                far.scope.settled(&far.asked);
                (far.send)(result);
            }
            None => {}
        }
    }
}

impl<T> Drop for Reply<T> {
    fn drop(&mut self) {
        let why = match dropped() {
            Dropped::Unanswered => AskError::Unanswered,
            Dropped::HandlerFailed => AskError::HandlerFailed,
            Dropped::NoSuchActor | Dropped::TakenBack => AskError::NoSuchActor,
            Dropped::TooLate => AskError::TimedOut,
            Dropped::Displaced => AskError::Full,
        };
        if let Some(port) = self.port.take() {
            let missed = || match &port {
                Port::Local(shot) => shot.is_wanted(),
                Port::Far(far) => is_wanted(&far.scope, &far.asked, far.deadline),
            };
            if why == AskError::Unanswered && missed() {
                scope::unanswered(std::any::type_name::<T>());
            }
            self.port.set(Some(port));
            self.finish(Err(why));
        }
    }
}

impl<T> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reply")
    }
}

/// The future of [`Reply::unwanted`].
pub struct Unwanted<T>(Watch<T>);

enum Watch<T> {
    Local(Arc<OneShot<T>>),
    Far { scope: Arc<dyn Scope>, asked: Asked, deadline: Option<Duration>, timer: Option<TimerKey>, attended: Option<u64> },
    Over,
}

impl<T> Unpin for Unwanted<T> {}

impl<T> Unwanted<T> {
    fn disarm(&mut self) {
        let Watch::Far { scope, asked, timer, attended, .. } = &mut self.0 else { return };
        if let Some(timer) = timer.take() {
            scope.runtime().disarm(timer);
        }
        if let Some(attended) = attended.take() {
            scope.leave(asked, attended);
        }
    }
}

impl<T> Future for Unwanted<T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.disarm();
        match &mut self.0 {
            Watch::Local(shot) => shot.poll_unwanted(cx),
            Watch::Over => Poll::Ready(()),
            Watch::Far { scope, asked, deadline, timer, attended } => {
                // Before the look, so that nothing is missed in between.
                *attended = Some(scope.attend(asked, cx.waker().clone()));
                if !is_wanted(scope, asked, *deadline) {
                    return Poll::Ready(());
                }
                *timer = deadline.map(|at| scope.runtime().arm(at, cx.waker().clone()));
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Unwanted<T> {
    fn drop(&mut self) {
        self.disarm();
    }
}

/// True while the asker of another node waits, as far as is known here.
fn is_wanted(scope: &Arc<dyn Scope>, asked: &Asked, deadline: Option<Duration>) -> bool {
    deadline.is_none_or(|at| scope.runtime().now() < at) && scope.is_wanted(asked)
}

struct Pending<T>(Arc<OneShot<T>>);

impl<T: DeserializeOwned + Send> Exported for Pending<T> {
    fn complete(self: Box<Self>, result: Result<&[u8], AskError>) {
        let result = result.and_then(|bytes| codec::decode(bytes).map_err(|_| AskError::NotUnderstood));
        self.0.complete(result);
    }

    fn is_wanted(&self) -> bool {
        self.0.is_wanted()
    }
}

impl<T: Serialize + DeserializeOwned + Send + 'static> Serialize for Reply<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let token = match self.port.take() {
            Some(Port::Local(shot)) => {
                let (node, token) = scope::export(Box::new(Pending(shot.clone()))).map_err(S::Error::custom)?;
                shot.goes_away(node, token.id);
                token
            }
            Some(Port::Far(far)) => far.asked.token,
            None => return Err(S::Error::custom("a reply can be sent away only once")),
        };
        token.serialize(serializer)
    }
}

impl<'de, T: Serialize + DeserializeOwned + Send + 'static> Deserialize<'de> for Reply<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let token = Token::deserialize(deserializer)?;
        let answers = scope::current().map_err(serde::de::Error::custom)?;
        let (scope, asked, deadline) = (answers.clone(), answers.asked(token), answers.deadline());
        let send = move |result: Result<T, AskError>| {
            let bytes = result.and_then(|answer| {
                codec::encode(&answer).map_err(|error| match error {
                    codec::CodecError::TooLarge => AskError::TooLarge,
                    codec::CodecError::Malformed(_) => AskError::NotUnderstood,
                })
            });
            answers.answer(token, bytes);
        };
        Ok(Reply { port: Cell::new(Some(Port::Far(Box::new(FarPort { asked, deadline, scope, send: Box::new(send) })))) })
    }
}
