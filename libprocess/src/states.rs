//! What actors need that go through states: messages put aside until a later one, and time-outs of states and events.

use std::{collections::VecDeque, time::Duration};

use parking_lot::Mutex;

use crate::{
    Actor, Context, Key,
    carried::{self, Laden},
    mailbox::{Body, Envelope},
};

pub(crate) const EVENT_TIMEOUT: Key = Key("(event time-out)");
const STATE_TIMEOUT: Key = Key("(state time-out)");

/// Whether a time-out waits for the next message.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Event {
    #[default]
    None,
    /// Set by the handler in work.
    New,
    Armed,
}

/// What an actor put aside, and its state for people.
pub(crate) struct States<M> {
    /// Never locked where it counts: it lets a context be shared whose messages cannot.
    stash: Mutex<VecDeque<Envelope<M>>>,
    event: Event,
    name: Option<&'static str>,
}

impl<M> Default for States<M> {
    fn default() -> Self {
        States { stash: Mutex::default(), event: Event::None, name: None }
    }
}

impl<M> States<M> {
    /// After each message: true if a time-out of an earlier one has to be taken back.
    #[inline]
    pub(crate) fn message_was_handled(&mut self) -> bool {
        match self.event {
            Event::None => false,
            Event::New => {
                self.event = Event::Armed;
                false
            }
            Event::Armed => {
                self.event = Event::None;
                true
            }
        }
    }

    /// What nobody will take up again, with its sender.
    pub(crate) fn left(&mut self) -> impl Iterator<Item = (M, u64)> {
        std::mem::take(self.stash.get_mut()).into_iter().filter_map(|kept| Some((kept.body.into_message()?, kept.from)))
    }
}

impl<A: Actor> Context<A> {
    /// Puts a message aside until [`Context::unstash_all`], with what travels with it (its deadline stays readable). As many
    /// as the mailbox holds.
    ///
    /// # Errors
    /// The message, when so many are put aside already.
    pub fn stash(&mut self, message: A::Message) -> Result<(), A::Message> {
        let bound = self.slot.capacity();
        let stash = self.rare().states.stash.get_mut();
        if stash.len() >= bound {
            return Err(message);
        }
        let body = match carried::current() {
            Some(carried) => Body::Laden(Box::new(Laden { carried, asked: false, message })),
            None => Body::Message(message),
        };
        stash.push_back(Envelope { body, from: 0, sent_ms: 0 });
        Ok(())
    }

    /// How many messages are put aside.
    pub fn stashed(&self) -> usize {
        self.has_rare().map_or(0, |rare| rare.states.stash.lock().len())
    }

    /// Handles what was put aside next, in its order, before all that waits.
    pub fn unstash_all(&mut self) {
        let stash = std::mem::take(self.rare().states.stash.get_mut());
        if !stash.is_empty() {
            self.slot.put_back(stash);
        }
    }

    /// Enters a state: the time-out of the former one is taken back, and what was put aside comes next. The name is for
    /// people.
    pub fn enter_state(&mut self, name: &'static str) {
        self.cancel(STATE_TIMEOUT);
        self.rare().states.name = Some(name);
        self.unstash_all();
    }

    /// The name of its state, if it entered any.
    pub fn state(&self) -> Option<&'static str> {
        self.has_rare().and_then(|rare| rare.states.name)
    }

    /// Sends `message` to this actor if it is still in its present state after `delay`; replaces an earlier one.
    pub fn state_timeout(&mut self, delay: Duration, message: A::Message) {
        self.after(delay, STATE_TIMEOUT, message);
    }

    /// Sends `message` to this actor if it handles no other before `delay` is over.
    pub fn event_timeout(&mut self, delay: Duration, message: A::Message) {
        self.after(delay, EVENT_TIMEOUT, message);
        self.rare().states.event = Event::New;
    }
}
