//! [`Reply`]: the way back of a question, on this node or across the network.

use std::{cell::Cell, fmt, net::SocketAddr, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, ser::Error as _};

use crate::{
    AskError, NodeLife, codec,
    oneshot::{Answer, Dropped, OneShot, dropped},
    scope::{self, Exported},
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
    token: Token,
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
        (Reply { port: Cell::new(Some(Port::Local(shot.clone()))) }, Answer(shot))
    }

    /// Sends the answer. An asker who gave up is no error: nobody waits any more.
    pub fn send(self, answer: T) {
        self.finish(Ok(answer));
    }

    /// Ends the question without an answer, for a reason that the asker sees.
    pub fn refuse(self, why: AskError) {
        self.finish(Err(why));
    }

    /// True if the asker is known to have given up (only askers of this node are known).
    pub fn is_abandoned(&self) -> bool {
        let port = self.port.take();
        let abandoned = matches!(&port, Some(Port::Local(shot)) if Arc::strong_count(shot) == 1);
        self.port.set(port);
        abandoned
    }

    fn finish(&self, result: Result<T, AskError>) {
        match self.port.take() {
            Some(Port::Local(shot)) => shot.complete(result),
            Some(Port::Far(far)) => (far.send)(result),
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
        };
        if let Some(port) = self.port.take() {
            if why == AskError::Unanswered {
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

struct Pending<T>(Arc<OneShot<T>>);

impl<T: DeserializeOwned + Send> Exported for Pending<T> {
    fn complete(self: Box<Self>, result: Result<&[u8], AskError>) {
        let result = result.and_then(|bytes| codec::decode(bytes).map_err(|_| AskError::NotUnderstood));
        self.0.complete(result);
    }

    fn is_abandoned(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

impl<T: Serialize + DeserializeOwned + Send + 'static> Serialize for Reply<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let token = match self.port.take() {
            Some(Port::Local(shot)) => scope::export(Box::new(Pending(shot))).map_err(S::Error::custom)?,
            Some(Port::Far(far)) => far.token,
            None => return Err(S::Error::custom("a reply can be sent away only once")),
        };
        token.serialize(serializer)
    }
}

impl<'de, T: Serialize + DeserializeOwned + Send + 'static> Deserialize<'de> for Reply<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let token = Token::deserialize(deserializer)?;
        let answers = scope::current().map_err(serde::de::Error::custom)?;
        let send = move |result: Result<T, AskError>| {
            let bytes = result.and_then(|answer| {
                codec::encode(&answer).map_err(|error| match error {
                    codec::CodecError::TooLarge => AskError::TooLarge,
                    codec::CodecError::Malformed(_) => AskError::NotUnderstood,
                })
            });
            answers.answer(token, bytes);
        };
        Ok(Reply { port: Cell::new(Some(Port::Far(Box::new(FarPort { token, send: Box::new(send) })))) })
    }
}
