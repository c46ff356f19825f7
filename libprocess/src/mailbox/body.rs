//! What waits in a mailbox.

use libprocess_wire::Reply;

use crate::{
    actor::{Exit, ExitNotice},
    carried::{Carried, Laden},
};

/// What waits in a mailbox.
pub(crate) enum Body<M> {
    Message(M),
    /// The message of a timer and the number of its arming, to find out whether it was replaced meanwhile.
    Timer(Box<(u64, M)>),
    Exit(Box<ExitNotice>),
    /// A message with what travels with it.
    Laden(Box<Laden<M>>),
    Mark(Box<Mark>),
}

/// A place in the mailbox: what came before it has been handled when it is reached.
pub(crate) enum Mark {
    /// The actor ends here.
    Stop(Exit),
    /// Tells that it was reached.
    Reached(Reply<()>),
}

impl<M> Body<M> {
    /// A message that goes on with the work on the one that this thread handles.
    pub(crate) fn going_on(message: M, carried: Option<Carried>) -> Self {
        match carried {
            None => Body::Message(message),
            Some(carried) => Body::Laden(Box::new(Laden { carried, asked: false, message })),
        }
    }

    /// A message from elsewhere; one with a deadline is a question.
    pub(super) fn coming(message: M, carried: Option<Carried>) -> Self {
        match carried {
            None => Body::Message(message),
            Some(carried) => {
                let asked = carried.deadline.is_some();
                Body::Laden(Box::new(Laden { carried, asked, message }))
            }
        }
    }

    /// What somebody sent; none for notices and timers.
    pub(crate) fn into_message(self) -> Option<M> {
        match self {
            Body::Message(message) => Some(message),
            Body::Laden(laden) => Some(laden.message),
            Body::Timer(_) | Body::Exit(_) | Body::Mark(_) => None,
        }
    }

    /// True for what somebody sent: only that may be dropped for want of room.
    pub(super) fn is_message(&self) -> bool {
        matches!(self, Body::Message(_) | Body::Laden(_))
    }
}

pub(crate) struct Envelope<M> {
    pub(crate) body: Body<M>,
    /// Counter of the sending actor; 0 from outside of actors.
    pub(crate) from: u64,
    /// Milliseconds of the node's clock, 0 where not sampled.
    pub(crate) sent_ms: u32,
}
