//! The observers, children of the master: one for each agent that is there.

use std::collections::BTreeMap;
use std::future::IntoFuture;
use std::time::Duration;

use libprocess::prelude::*;
use libprocess::{Outbox, Room};
use mesos_protocol::ids::AgentId;

use super::{Leader, Message};
use crate::observer::{self, Observer};

/// Messages that wait for an observer: more than it ever gets at once.
const WAITING_MAX: usize = 8;

/// Until an observer that could not be started is tried again: its predecessor may still hold its name.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// One line per watched agent; without a receiver while its observer starts.
#[derive(Default)]
pub(super) struct Observers(BTreeMap<AgentId, Outbox<Leader, observer::Message>>);

fn name(agent: &AgentId) -> String {
    format!("observer({agent})")
}

/// Whose observer has that name.
fn agent_of(name: &str) -> Option<AgentId> {
    AgentId::new(name.strip_prefix("observer(")?.strip_suffix(')')?).ok()
}

impl Observers {
    pub(super) fn pong(&mut self, id: &AgentId, ctx: &mut Context<Leader>) {
        if let Some(outbox) = self.0.get_mut(id) {
            outbox.post(observer::Message::Pong, ctx);
        }
    }

    pub(super) fn go_on(&mut self, id: &AgentId, room: Room, ctx: &mut Context<Leader>) {
        if let Some(outbox) = self.0.get_mut(id) {
            outbox.go_on(room, ctx);
        }
    }

    pub(super) fn end(&mut self, id: &AgentId, ctx: &mut Context<Leader>) {
        if let Some(outbox) = self.0.remove(id)
            && let Some(observer) = outbox.receiver()
        {
            ctx.stop_child(observer);
        }
    }
}

impl Leader {
    /// Watches an agent from now on, or counts its silence anew.
    pub(super) fn watch(&mut self, id: AgentId, ctx: &mut Context<Leader>) {
        match self.observers.0.get_mut(&id) {
            Some(outbox) => {
                outbox.post(observer::Message::Watch, ctx);
            }
            None => self.observe(id, ctx),
        }
    }

    fn observe(&mut self, id: AgentId, ctx: &mut Context<Leader>) {
        let room = id.clone();
        let outbox = Outbox::new(WAITING_MAX, move |answer| Message::ObserverRoom(room.clone(), answer));
        self.observers.0.insert(id.clone(), outbox);
        self.start_observer(id, ctx);
    }

    fn start_observer(&mut self, id: AgentId, ctx: &mut Context<Leader>) {
        let args = observer::Args {
            agent: id.clone(),
            master: ctx.me(),
            interval: self.args.flags.agent_ping_timeout,
            misses_max: self.args.flags.max_agent_ping_timeouts,
        };
        let starting = ctx.spawn::<Observer>(name(&id), args).into_future();
        ctx.pipe(starting, move |started| match started {
            Ok(pid) => Message::Observing { agent: id, observer: Some(pid) },
            Err(why) => {
                tracing::debug!(agent = %id, %why, "no observer yet");
                Message::Observing { agent: id, observer: None }
            }
        });
    }

    /// An observer has started, or could not.
    pub(super) fn on_observing(&mut self, id: AgentId, observer: Option<Pid<observer::Message>>, ctx: &mut Context<Leader>) {
        let wanted = self.observers.0.get_mut(&id);
        match (observer, wanted) {
            (Some(observer), Some(outbox)) if outbox.receiver().is_none() => {
                // It pings from now on: an answer that came before it could hear of it would count as missed.
                outbox.point_at(Some(observer.pin()));
                outbox.post(observer::Message::Watch, ctx);
            }
            (Some(observer), None) => ctx.stop_child(&observer),
            (None, Some(_)) => ctx.after(AGAIN_AFTER, ("observe", &id), Message::ObserveAgain { agent: id.clone() }),
            _ => {}
        }
    }

    /// An observer that could not be started is tried again, if it is still wanted.
    pub(super) fn on_observe_again(&mut self, id: AgentId, ctx: &mut Context<Leader>) {
        if self.observers.0.get(&id).is_some_and(|outbox| outbox.receiver().is_none()) {
            self.start_observer(id, ctx);
        }
    }

    /// An observer ended: if its agent is still to be watched, another one goes on.
    pub(super) fn on_observer_ended(&mut self, notice: &ExitNotice, ctx: &mut Context<Leader>) {
        let ended = notice.pid.address();
        // One that was told to end is not among them any more, even if another one has its name already.
        let known = agent_of(&ended.name).and_then(|id| Some((self.observers.0.get_mut(&id)?, id)));
        let wanted = known.filter(|(outbox, _)| outbox.receiver().is_some_and(|pid| pid.address() == ended));
        let Some((outbox, id)) = wanted else { return };
        tracing::warn!(agent = %id, why = %notice.reason, "an observer ended; another one goes on");
        outbox.point_at(None);
        self.start_observer(id, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_observer_s_name_says_whose_it_is() {
        let id = AgentId::new("5f3c(x)-S2").unwrap();
        assert_eq!(agent_of(&name(&id)), Some(id));
        assert_eq!(agent_of("views"), None);
        assert_eq!(agent_of("observer()"), None);
    }
}
