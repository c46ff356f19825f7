//! What can go wrong when an actor is told or asked something.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a message was not taken; it comes back to its sender.
#[derive(Clone, PartialEq, Eq)]
pub enum TellError<M> {
    /// The mailbox, or the way to it, has no room.
    Full(M),
    /// Nobody holds this name, or this life is over.
    NoSuchActor(M),
    /// The node of the receiver cannot be reached, or was given up.
    ConnectionLost(M),
    /// The message is larger than one may be.
    TooLarge(M),
    /// The receiver does not understand messages of this type.
    NotUnderstood(M),
    /// The receiver does not admit the sender's role.
    Refused(M),
}

impl<M> TellError<M> {
    /// A message that was not taken for that cause; causes that only an asker sees count as a lost connection.
    #[cold]
    pub fn new(cause: AskError, message: M) -> TellError<M> {
        match cause {
            AskError::Full => TellError::Full(message),
            AskError::NoSuchActor => TellError::NoSuchActor(message),
            AskError::TooLarge => TellError::TooLarge(message),
            AskError::NotUnderstood | AskError::Unanswered => TellError::NotUnderstood(message),
            AskError::Refused => TellError::Refused(message),
            AskError::TimedOut | AskError::ConnectionLost | AskError::HandlerFailed => TellError::ConnectionLost(message),
        }
    }

    /// The message that was not taken.
    pub fn into_inner(self) -> M {
        match self {
            TellError::Full(m)
            | TellError::NoSuchActor(m)
            | TellError::ConnectionLost(m)
            | TellError::TooLarge(m)
            | TellError::NotUnderstood(m)
            | TellError::Refused(m) => m,
        }
    }

    /// The cause alone, as an asker sees it.
    pub fn cause(&self) -> AskError {
        match self {
            TellError::Full(_) => AskError::Full,
            TellError::NoSuchActor(_) => AskError::NoSuchActor,
            TellError::ConnectionLost(_) => AskError::ConnectionLost,
            TellError::TooLarge(_) => AskError::TooLarge,
            TellError::NotUnderstood(_) => AskError::NotUnderstood,
            TellError::Refused(_) => AskError::Refused,
        }
    }
}

impl<M> fmt::Debug for TellError<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TellError({})", self.cause())
    }
}

impl<M> fmt::Display for TellError<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.cause(), f)
    }
}

impl<M> std::error::Error for TellError<M> {}

/// Why a question has no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AskError {
    /// No answer came in time.
    TimedOut,
    /// Nobody holds this name, or this life is over.
    NoSuchActor,
    /// The node of the receiver cannot be reached, or was given up.
    ConnectionLost,
    /// The actor failed or was killed while it held the question.
    HandlerFailed,
    /// The actor dropped the question without an answer.
    Unanswered,
    /// The mailbox, or the table of pending asks, has no room.
    Full,
    /// The receiver does not admit the asker's role.
    Refused,
    /// The receiver does not understand the message, or its answer was not understood here.
    NotUnderstood,
    /// Question or answer is larger than a message may be.
    TooLarge,
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AskError::TimedOut => "no answer came in time",
            AskError::NoSuchActor => "there is no such actor",
            AskError::ConnectionLost => "the connection to its node is lost",
            AskError::HandlerFailed => "the actor failed while it handled the message",
            AskError::Unanswered => "the actor dropped the question without an answer",
            AskError::Full => "the mailbox is full",
            AskError::Refused => "the actor does not admit this sender",
            AskError::NotUnderstood => "the message is not understood",
            AskError::TooLarge => "the message is too large",
        })
    }
}

impl std::error::Error for AskError {}
