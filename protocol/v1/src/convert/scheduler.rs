//! The scheduler API: calls of a framework, events for it.

use mesos_protocol::ids::{AgentId, ClusterId, FrameworkId, TaskId, Term};
use mesos_protocol::messages::master_scheduler::{ToMaster, ToScheduler};

use super::framework::filters;
use super::names::{role_names, roles, uuid};
use super::resources::{ReservationFormat, single_reservations};
use super::{all, maybe, needed, present, seconds, wrote, wrote_all, wrote_boxed};
use crate::scheduler::call::{self, Type};
use crate::scheduler::{Call, Event, event};
use crate::{Enumeration, Error, Message as _};

impl TryFrom<Call> for ToMaster {
    type Error = Error;

    fn try_from(call: Call) -> Result<Self, Error> {
        let kind = present(call.r#type, "type")?;
        call.check()?;
        let framework_id: Option<FrameworkId> = maybe(call.framework_id.clone(), "framework_id")?;
        if kind == Type::Subscribe {
            return within(call.subscribe, "subscribe", |subscribe| subscription(subscribe, framework_id));
        }
        let framework_id = present(framework_id, "framework_id")?;
        match kind {
            Type::Accept => within(call.accept, "accept", |accept| {
                Ok(Self::Accept {
                    framework_id,
                    offer_ids: all(accept.offer_ids, "offer_ids")?,
                    operations: all(accept.operations, "operations")?,
                    filters: filters(accept.filters),
                })
            }),
            Type::Decline => within(call.decline, "decline", |decline| {
                let offer_ids = all(decline.offer_ids, "offer_ids")?;
                Ok(Self::Decline { framework_id, offer_ids, filters: filters(decline.filters) })
            }),
            Type::Kill => within(call.kill, "kill", |kill| {
                Ok(Self::Kill {
                    framework_id,
                    task_id: needed(kill.task_id, "task_id")?,
                    agent_id: maybe(kill.agent_id, "agent_id")?,
                    kill_policy: maybe(kill.kill_policy, "kill_policy")?,
                })
            }),
            Type::Acknowledge => within(call.acknowledge, "acknowledge", |acknowledge| {
                Ok(Self::Acknowledge {
                    framework_id,
                    agent_id: needed(acknowledge.agent_id, "agent_id")?,
                    task_id: needed(acknowledge.task_id, "task_id")?,
                    uuid: uuid(present(acknowledge.uuid, "uuid")?, "uuid")?,
                })
            }),
            Type::Reconcile => within(call.reconcile, "reconcile", |reconcile| {
                let tasks: Vec<Asked> = all(reconcile.tasks, "tasks")?;
                Ok(Self::Reconcile { framework_id, tasks: tasks.into_iter().map(|asked| asked.0).collect() })
            }),
            Type::Revive => within(call.revive.or(Some(call::Revive::default())), "revive", |revive| {
                Ok(Self::Revive { framework_id, roles: roles(revive.roles, "roles")? })
            }),
            Type::Suppress => within(call.suppress.or(Some(call::Suppress::default())), "suppress", |suppress| {
                Ok(Self::Suppress { framework_id, roles: roles(suppress.roles, "roles")? })
            }),
            Type::Teardown => Ok(Self::Teardown { framework_id }),
            other => Err(Error::unsupported(format!("is {}, which is not supported", other.name())).within("type")),
        }
    }
}

/// Reads the member that the type names.
fn within<V, T>(member: Option<V>, name: &'static str, read: impl FnOnce(V) -> Result<T, Error>) -> Result<T, Error> {
    read(present(member, name)?).map_err(|error| error.within(name))
}

/// The call and the description of the framework name the same id, or none at a first subscription.
fn subscription(subscribe: call::Subscribe, framework_id: Option<FrameworkId>) -> Result<ToMaster, Error> {
    if subscribe.offer_constraints.is_some() {
        return Err(Error::unsupported("is not supported").within("offer_constraints"));
    }
    let info: mesos_protocol::framework::FrameworkInfo =
        needed(subscribe.framework_info.map(|info| *info), "framework_info")?;
    if info.id != framework_id {
        return Err(Error::new("differs from the framework_id of the call").within("id").within("framework_info"));
    }
    let suppressed_roles = roles(subscribe.suppressed_roles, "suppressed_roles")?;
    Ok(ToMaster::Subscribe { info: Box::new(info), suppressed_roles })
}

/// A task that a framework asks about.
struct Asked((TaskId, Option<AgentId>));

impl TryFrom<call::reconcile::Task> for Asked {
    type Error = Error;

    fn try_from(task: call::reconcile::Task) -> Result<Self, Error> {
        Ok(Self((needed(task.task_id, "task_id")?, maybe(task.agent_id, "agent_id")?)))
    }
}

/// The call with which a driver says it over HTTP; `None` for a heartbeat, in whose place the open connection stands.
#[must_use]
pub fn call(message: &ToMaster) -> Option<Call> {
    let mut written = Call::default();
    let (kind, framework_id) = match message {
        ToMaster::Subscribe { info, suppressed_roles } => {
            written.subscribe = Some(call::Subscribe {
                framework_info: wrote_boxed(Some(&**info)),
                suppressed_roles: role_names(suppressed_roles),
                offer_constraints: None,
            });
            (Type::Subscribe, info.id.as_ref())
        }
        ToMaster::Accept { framework_id, offer_ids, operations, filters } => {
            let (offer_ids, operations) = (wrote_all(offer_ids), wrote_all(operations));
            written.accept = Some(call::Accept { offer_ids, operations, filters: Some(filters.into()) });
            (Type::Accept, Some(framework_id))
        }
        ToMaster::Decline { framework_id, offer_ids, filters } => {
            written.decline = Some(call::Decline { offer_ids: wrote_all(offer_ids), filters: Some(filters.into()) });
            (Type::Decline, Some(framework_id))
        }
        ToMaster::Kill { framework_id, task_id, agent_id, kill_policy } => {
            written.kill = Some(call::Kill {
                task_id: Some(task_id.into()),
                agent_id: wrote(agent_id.as_ref()),
                kill_policy: wrote(kill_policy.as_ref()),
            });
            (Type::Kill, Some(framework_id))
        }
        ToMaster::Acknowledge { framework_id, agent_id, task_id, uuid } => {
            written.acknowledge = Some(Box::new(call::Acknowledge {
                agent_id: Some(agent_id.into()),
                task_id: Some(task_id.into()),
                uuid: Some(uuid.as_bytes().to_vec()),
            }));
            (Type::Acknowledge, Some(framework_id))
        }
        ToMaster::Reconcile { framework_id, tasks } => {
            let task = |(task_id, agent_id): &(TaskId, Option<AgentId>)| call::reconcile::Task {
                task_id: Some(task_id.into()),
                agent_id: wrote(agent_id.as_ref()),
            };
            written.reconcile = Some(call::Reconcile { tasks: tasks.iter().map(task).collect() });
            (Type::Reconcile, Some(framework_id))
        }
        ToMaster::Revive { framework_id, roles } => {
            written.revive = Some(call::Revive { roles: role_names(roles) });
            (Type::Revive, Some(framework_id))
        }
        ToMaster::Suppress { framework_id, roles } => {
            written.suppress = Some(call::Suppress { roles: role_names(roles) });
            (Type::Suppress, Some(framework_id))
        }
        ToMaster::Teardown { framework_id } => (Type::Teardown, Some(framework_id)),
        ToMaster::Heartbeat { .. } => return None,
    };
    written.r#type = Some(kind);
    written.framework_id = wrote(framework_id);
    Some(written)
}

/// The event that tells a framework what the master says, with reservations in the format that it understands.
#[must_use]
pub fn event(message: &ToScheduler, format: ReservationFormat) -> Event {
    let mut event = Event::from(message);
    if format == ReservationFormat::Single {
        let offers = event.offers.iter_mut().flat_map(|offers| &mut offers.offers);
        offers.for_each(|offer| single_reservations(&mut offer.resources));
        let status = event.update.as_mut().and_then(|update| update.status.as_mut());
        if let Some(limitation) = status.and_then(|status| status.limitation.as_mut()) {
            single_reservations(&mut limitation.resources);
        }
    }
    event
}

impl From<&ToScheduler> for Event {
    fn from(message: &ToScheduler) -> Self {
        let mut written = Self::default();
        let kind = match message {
            ToScheduler::Subscribed { framework_id, heartbeat_interval, .. } => {
                written.subscribed = Some(event::Subscribed {
                    framework_id: Some(framework_id.into()),
                    heartbeat_interval_seconds: Some(heartbeat_interval.as_secs_f64()),
                    master_info: None,
                });
                event::Type::Subscribed
            }
            ToScheduler::Offers { offers, .. } => {
                written.offers = Some(event::Offers { offers: wrote_all(offers) });
                event::Type::Offers
            }
            ToScheduler::Rescind { offer_id, .. } => {
                written.rescind = Some(event::Rescind { offer_id: Some(offer_id.into()) });
                event::Type::Rescind
            }
            ToScheduler::Update { status, .. } => {
                written.update = Some(event::Update { status: wrote_boxed(Some(&**status)) });
                event::Type::Update
            }
            ToScheduler::Failure { agent_id, executor_id, status, .. } => {
                written.failure = Some(event::Failure {
                    agent_id: wrote(agent_id.as_ref()),
                    executor_id: wrote(executor_id.as_ref()),
                    status: *status,
                });
                event::Type::Failure
            }
            ToScheduler::Error { message, .. } => {
                written.error = Some(event::Error { message: Some(message.clone()) });
                event::Type::Error
            }
            ToScheduler::Heartbeat { .. } => event::Type::Heartbeat,
        };
        written.r#type = Some(kind);
        written
    }
}

/// What the master says with this event, for drivers that speak HTTP. Such a stream carries neither term nor cluster:
/// the driver has them from the master that it chose, and a stream ends with its master's leadership.
///
/// # Errors
/// Names the path to what is missing or out of range; events that [`ToScheduler`] has no word for are unsupported.
pub fn to_scheduler(event: Event, term: Term, cluster_id: &ClusterId) -> Result<ToScheduler, Error> {
    let kind = present(event.r#type, "type")?;
    event.check()?;
    match kind {
        event::Type::Subscribed => within(event.subscribed, "subscribed", |subscribed| {
            let framework_id = needed(subscribed.framework_id, "framework_id")?;
            // Masters of old did not say it and beat every 15 s.
            let interval = subscribed.heartbeat_interval_seconds.unwrap_or(15.0);
            let heartbeat_interval = seconds(interval, "heartbeat_interval_seconds")?;
            Ok(ToScheduler::Subscribed { term, cluster_id: cluster_id.clone(), framework_id, heartbeat_interval })
        }),
        event::Type::Offers => {
            within(event.offers, "offers", |offers| Ok(ToScheduler::Offers { term, offers: all(offers.offers, "offers")? }))
        }
        event::Type::Rescind => within(event.rescind, "rescind", |rescind| {
            Ok(ToScheduler::Rescind { term, offer_id: needed(rescind.offer_id, "offer_id")? })
        }),
        event::Type::Update => within(event.update, "update", |update| {
            let status = needed(update.status.map(|status| *status), "status")?;
            Ok(ToScheduler::Update { term, status: Box::new(status) })
        }),
        event::Type::Failure => within(event.failure, "failure", |failure| {
            Ok(ToScheduler::Failure {
                term,
                agent_id: maybe(failure.agent_id, "agent_id")?,
                executor_id: maybe(failure.executor_id, "executor_id")?,
                status: failure.status,
            })
        }),
        event::Type::Error => within(event.error, "error", |error| {
            Ok(ToScheduler::Error { term, message: present(error.message, "message")? })
        }),
        event::Type::Heartbeat => Ok(ToScheduler::Heartbeat { term }),
        other => Err(Error::unsupported(format!("is {}, which is not supported", other.name())).within("type")),
    }
}
