//! What an operator may do to one actor: let it stand still, go on, end, and log more. Each act is logged with who did it,
//! and the newest are shown.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use parking_lot::Mutex;
use serde::Serialize;
use serde_json::json;

use crate::{
    actor::Exit,
    http::{Access, Request, Response},
    logging,
    mailbox::Control,
    node::{Node, NodeCore},
};

/// Acts that are remembered.
const ACTS_MAX: usize = 200;

/// A level that was raised without a time goes back after this one.
const RAISED_FOR: Duration = Duration::from_secs(600);

/// One act of an operator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Act {
    /// Time since the Unix epoch, in seconds.
    pub at: f64,
    /// Who: the role and the node, or the principal.
    pub who: String,
    /// What was done.
    pub act: String,
    /// The actor, or `(all)`.
    pub to: String,
}

/// The newest acts of operators on a node.
#[derive(Default)]
pub(crate) struct Acts(Mutex<VecDeque<Act>>);

impl NodeCore {
    fn acted(&self, request: &Request, act: &str, to: &str) {
        let who = request.asked_by();
        tracing::warn!(%who, act, to, "an operator acted");
        let at = self.clock.since_epoch().as_secs_f64();
        let mut acts = self.acts.0.lock();
        if acts.len() == ACTS_MAX {
            acts.pop_front();
        }
        acts.push_back(Act { at, who, act: act.to_owned(), to: to.to_owned() });
    }
}

impl Node {
    /// The newest acts of operators on this node, oldest first.
    pub fn acts(&self) -> Vec<Act> {
        self.core.acts.0.lock().iter().cloned().collect()
    }
}

/// What answers a request to act.
type Answer = fn(&NodeCore, &Request) -> Response;

/// Serves the acts of a node.
pub(crate) fn serve(core: &Arc<NodeCore>) {
    let acts: [(&str, &'static str, Answer); 3] = [
        ("/operate/suspend", "POST: the actor of /operate/suspend/<id> stands still; its messages wait", |core, request| {
            steer(core, request, "suspend", Control::Suspend)
        }),
        ("/operate/resume", "POST: the actor of /operate/resume/<id> goes on", |core, request| {
            steer(core, request, "resume", Control::Resume)
        }),
        (
            "/operate/stop",
            "POST: the actor of /operate/stop/<id> ends in order; its supervisor decides what follows",
            |core, request| steer(core, request, "stop", Control::Stop(Exit::Shutdown)),
        ),
    ];
    for (path, help, act) in acts {
        let me = Arc::downgrade(core);
        core.route_fn(path, Access::Operate, help, move |request| {
            me.upgrade().map_or_else(|| Response::error(503, "the node is shutting down"), |core| act(&core, request))
        });
    }
    let me = Arc::downgrade(core);
    let help =
        "POST ?level=&duration=: what the actor of /operate/loglevel/<id> logs, for a time; level=default gives it back";
    core.route_fn("/operate/loglevel", Access::Operate, help, move |request| {
        me.upgrade().map_or_else(|| Response::error(503, "the node is shutting down"), |core| log_level(&core, request))
    });
    let me = Arc::downgrade(core);
    core.route_fn("/inspect/acts", Access::Read, "what operators did to actors, and who did it", move |_| {
        let acts = me.upgrade().map(|core| Node::from_core(core).acts()).unwrap_or_default();
        Response::json(&acts)
    });
    let me = Arc::downgrade(core);
    let help = "verbose logging for a time: ?level=&duration=; without them what it is now";
    core.route_fn("/logging/toggle", Access::Write, help, move |request| {
        me.upgrade().map_or_else(|| Response::error(503, "the node is shutting down"), |core| toggle(&core, request))
    });
}

/// The actor that the request names, or the answer that says why not.
fn target(core: &NodeCore, request: &Request) -> Result<(String, Arc<dyn crate::mailbox::AnySlot>), Response> {
    if request.method != "POST" {
        return Err(Response::error(405, "what changes something is asked for by POST"));
    }
    let name = crate::inspect::name_in(request)?;
    let slot = core.registry.get(&name).ok_or_else(|| crate::inspect::nobody(&name))?;
    Ok((name, slot))
}

fn steer(core: &NodeCore, request: &Request, act: &str, control: Control) -> Response {
    let (name, slot) = match target(core, request) {
        Ok(target) => target,
        Err(refused) => return refused,
    };
    let counter = slot.counter();
    core.acted(request, act, &name);
    match slot.control(counter, control) {
        Ok(()) => Response::json(&json!({ "actor": name, "act": act })),
        Err(_) => crate::inspect::nobody(&name),
    }
}

fn duration_in(request: &Request) -> Result<Option<Duration>, Response> {
    let Some(text) = request.query.get("duration") else { return Ok(None) };
    let read = crate::http::limit::duration(text).filter(|time| !time.is_zero());
    read.map(Some).ok_or_else(|| Response::error(400, "a duration is a number and a unit: duration=10mins"))
}

fn log_level(core: &Arc<NodeCore>, request: &Request) -> Response {
    let asked = target(core, request).and_then(|(name, _)| Ok((name, duration_in(request)?)));
    let (name, time) = match asked {
        Ok(asked) => asked,
        Err(refused) => return refused,
    };
    let word = request.query.get("level").map_or("", String::as_str);
    let level = match word {
        "default" => None,
        word => match logging::parse(word) {
            Ok(level) => Some(level),
            Err(why) => return Response::error(400, &why),
        },
    };
    core.acted(request, &format!("log level {word}"), &name);
    logging::raise_actor(&name, level);
    let time = time.unwrap_or(RAISED_FOR);
    if level.is_some() {
        let name = name.clone();
        later(core, time, move || {
            // Raised anew meanwhile, it stays until that time is over.
            if logging::actor_level(&name) == level {
                logging::raise_actor(&name, None);
            }
        });
    }
    Response::json(&json!({ "actor": name, "level": word, "for_secs": level.map(|_| time.as_secs_f64()) }))
}

fn toggle(core: &Arc<NodeCore>, request: &Request) -> Response {
    let now = || logging::level().map_or("default", |level| level.as_str()).to_lowercase();
    let Some(word) = request.query.get("level") else {
        return match request.query.contains_key("duration") {
            true => Response::error(400, "say the level too: level=debug&duration=10mins"),
            false => Response::text(format!("{}\n", now())),
        };
    };
    let asked = logging::parse(word).map_err(|why| Response::error(400, &why));
    let (level, time) = match asked.and_then(|level| Ok((level, duration_in(request)?))) {
        Ok((level, Some(time))) => (level, time),
        Ok((_, None)) => return Response::error(400, "say for how long too: level=debug&duration=10mins"),
        Err(refused) => return refused,
    };
    // As in Mesos, the level can be raised for a time, not lowered.
    if level < core.settings().log_level {
        return Response::error(400, &format!("the level is {} already", core.settings().log_level));
    }
    core.acted(request, &format!("log level {word}"), "(all)");
    logging::raise(Some(level));
    later(core, time, move || {
        if logging::level() == Some(level) {
            logging::raise(None);
        }
    });
    Response::text(format!("{} for {}s\n", now(), time.as_secs_f64()))
}

fn later(core: &Arc<NodeCore>, time: Duration, act: impl FnOnce() + Send + 'static) {
    let home = core.engine.main_home();
    home.arm(home.now() + time, crate::engine::Fire::Run(Box::new(act)));
}
