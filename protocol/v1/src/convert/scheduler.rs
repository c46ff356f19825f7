//! The scheduler API: calls of a framework, events for it.

use mesos_protocol::constraints::OfferConstraints;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, ClusterId, FrameworkId, TaskId, Term};
use mesos_protocol::master::MasterInfo;
use mesos_protocol::messages::master_scheduler::{ToMaster, ToScheduler};
use mesos_protocol::operation::Tracked;
use mesos_protocol::roles::Role;
use mesos_protocol::values::Blob;

use super::constraints::wrote_constraints;
use super::framework::filters;
use super::names::{role_names, roles, uuid};
use super::resources::{ReservationFormat, single_reservations};
use super::{all, maybe, needed, present, seconds, within, wrote, wrote_all, wrote_boxed};
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
            Type::Accept => within(call.accept, "accept", |accept| acceptance(accept, framework_id)),
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
            Type::UpdateFramework => within(call.update_framework, "update_framework", |update| {
                let said = description(
                    update.framework_info,
                    update.suppressed_roles,
                    update.offer_constraints,
                    Some(&framework_id),
                )?;
                let (info, constraints) = (Box::new(said.info), Box::new(said.constraints));
                Ok(Self::UpdateFramework { info, suppressed_roles: said.suppressed_roles, constraints })
            }),
            Type::Shutdown => within(call.shutdown, "shutdown", |shutdown| {
                Ok(Self::Shutdown {
                    framework_id,
                    executor_id: needed(shutdown.executor_id, "executor_id")?,
                    agent_id: needed(shutdown.agent_id, "agent_id")?,
                })
            }),
            Type::Message => within(call.message.map(|message| *message), "message", |message| {
                Ok(Self::Message {
                    framework_id,
                    agent_id: needed(message.agent_id, "agent_id")?,
                    executor_id: needed(message.executor_id, "executor_id")?,
                    data: Blob::from(present(message.data, "data")?),
                })
            }),
            Type::Request => within(call.request, "request", |request| {
                Ok(Self::Request { framework_id, requests: all(request.requests, "requests")? })
            }),
            Type::AcceptInverseOffers => within(call.accept_inverse_offers, "accept_inverse_offers", |accept| {
                let offer_ids = all(accept.inverse_offer_ids, "inverse_offer_ids")?;
                Ok(Self::AcceptInverseOffers { framework_id, offer_ids, filters: filters(accept.filters) })
            }),
            Type::DeclineInverseOffers => within(call.decline_inverse_offers, "decline_inverse_offers", |decline| {
                let offer_ids = all(decline.inverse_offer_ids, "inverse_offer_ids")?;
                Ok(Self::DeclineInverseOffers { framework_id, offer_ids, filters: filters(decline.filters) })
            }),
            Type::AcknowledgeOperationStatus => {
                let member = call.acknowledge_operation_status.map(|acknowledge| *acknowledge);
                within(member, "acknowledge_operation_status", |acknowledge| {
                    Ok(Self::AcknowledgeOperation {
                        framework_id,
                        agent_id: needed(acknowledge.agent_id, "agent_id")?,
                        provider_id: maybe(acknowledge.resource_provider_id, "resource_provider_id")?,
                        operation_id: needed(acknowledge.operation_id, "operation_id")?,
                        uuid: uuid(present(acknowledge.uuid, "uuid")?, "uuid")?,
                    })
                })
            }
            Type::ReconcileOperations => within(call.reconcile_operations, "reconcile_operations", |reconcile| {
                Ok(Self::ReconcileOperations { framework_id, operations: all(reconcile.operations, "operations")? })
            }),
            other @ (Type::Unknown | Type::Subscribe) => {
                Err(Error::unsupported(format!("is {}, which is not supported", other.name())).within("type"))
            }
        }
    }
}

/// What a framework says of itself, with what stands beside it in the call.
struct Description {
    info: FrameworkInfo,
    suppressed_roles: Vec<Role>,
    constraints: OfferConstraints,
}

/// The call and the description of the framework name the same id, or none at a first subscription.
fn description(
    info: Option<Box<crate::FrameworkInfo>>,
    suppressed_roles: Vec<String>,
    constraints: Option<crate::scheduler::OfferConstraints>,
    id: Option<&FrameworkId>,
) -> Result<Description, Error> {
    let info: FrameworkInfo = needed(info.map(|info| *info), "framework_info")?;
    if info.id.as_ref() != id {
        return Err(Error::new("differs from the framework_id of the call").within("id").within("framework_info"));
    }
    let suppressed_roles = roles(suppressed_roles, "suppressed_roles")?;
    let constraints: Option<OfferConstraints> = maybe(constraints, "offer_constraints")?;
    Ok(Description { info, suppressed_roles, constraints: constraints.unwrap_or_default() })
}

fn subscription(subscribe: call::Subscribe, id: Option<FrameworkId>) -> Result<ToMaster, Error> {
    let call::Subscribe { framework_info, suppressed_roles, offer_constraints } = subscribe;
    let Description { info, suppressed_roles, constraints } =
        description(framework_info, suppressed_roles, offer_constraints, id.as_ref())?;
    let info = Box::new(info);
    Ok(match constraints.is_empty() {
        true => ToMaster::Subscribe { info, suppressed_roles },
        false => ToMaster::SubscribeConstrained { info, suppressed_roles, constraints: Box::new(constraints) },
    })
}

fn acceptance(accept: call::Accept, framework_id: FrameworkId) -> Result<ToMaster, Error> {
    let offer_ids = all(accept.offer_ids, "offer_ids")?;
    let operations: Vec<Tracked> = all(accept.operations, "operations")?;
    let filters = filters(accept.filters);
    if operations.iter().any(|tracked| tracked.id.is_some()) {
        return Ok(ToMaster::AcceptTracked { framework_id, offer_ids, operations, filters });
    }
    let operations = operations.into_iter().map(|tracked| tracked.operation).collect();
    Ok(ToMaster::Accept { framework_id, offer_ids, operations, filters })
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
        ToMaster::SubscribeConstrained { info, suppressed_roles, constraints } => {
            written.subscribe = Some(call::Subscribe {
                framework_info: wrote_boxed(Some(&**info)),
                suppressed_roles: role_names(suppressed_roles),
                offer_constraints: wrote_constraints(constraints),
            });
            (Type::Subscribe, info.id.as_ref())
        }
        ToMaster::UpdateFramework { info, suppressed_roles, constraints } => {
            written.update_framework = Some(call::UpdateFramework {
                framework_info: wrote_boxed(Some(&**info)),
                suppressed_roles: role_names(suppressed_roles),
                offer_constraints: wrote_constraints(constraints),
            });
            (Type::UpdateFramework, info.id.as_ref())
        }
        ToMaster::Accept { framework_id, offer_ids, operations, filters } => {
            let (offer_ids, operations) = (wrote_all(offer_ids), wrote_all(operations));
            written.accept = Some(call::Accept { offer_ids, operations, filters: Some(filters.into()) });
            (Type::Accept, Some(framework_id))
        }
        ToMaster::AcceptTracked { framework_id, offer_ids, operations, filters } => {
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
        ToMaster::Shutdown { framework_id, executor_id, agent_id } => {
            let (executor_id, agent_id) = (Some(executor_id.into()), Some(agent_id.into()));
            written.shutdown = Some(call::Shutdown { executor_id, agent_id });
            (Type::Shutdown, Some(framework_id))
        }
        ToMaster::Message { framework_id, agent_id, executor_id, data } => {
            written.message = Some(Box::new(call::Message {
                agent_id: Some(agent_id.into()),
                executor_id: Some(executor_id.into()),
                data: Some(data.to_vec()),
            }));
            (Type::Message, Some(framework_id))
        }
        ToMaster::Request { framework_id, requests } => {
            written.request = Some(call::Request { requests: wrote_all(requests) });
            (Type::Request, Some(framework_id))
        }
        ToMaster::AcceptInverseOffers { framework_id, offer_ids, filters } => {
            let inverse_offer_ids = wrote_all(offer_ids);
            written.accept_inverse_offers =
                Some(call::AcceptInverseOffers { inverse_offer_ids, filters: Some(filters.into()) });
            (Type::AcceptInverseOffers, Some(framework_id))
        }
        ToMaster::DeclineInverseOffers { framework_id, offer_ids, filters } => {
            let inverse_offer_ids = wrote_all(offer_ids);
            written.decline_inverse_offers =
                Some(call::DeclineInverseOffers { inverse_offer_ids, filters: Some(filters.into()) });
            (Type::DeclineInverseOffers, Some(framework_id))
        }
        ToMaster::AcknowledgeOperation { framework_id, agent_id, provider_id, operation_id, uuid } => {
            written.acknowledge_operation_status = Some(Box::new(call::AcknowledgeOperationStatus {
                agent_id: Some(agent_id.into()),
                resource_provider_id: wrote(provider_id.as_ref()),
                uuid: Some(uuid.as_bytes().to_vec()),
                operation_id: Some(operation_id.into()),
            }));
            (Type::AcknowledgeOperationStatus, Some(framework_id))
        }
        ToMaster::ReconcileOperations { framework_id, operations } => {
            written.reconcile_operations = Some(call::ReconcileOperations { operations: wrote_all(operations) });
            (Type::ReconcileOperations, Some(framework_id))
        }
        ToMaster::Heartbeat { .. } | ToMaster::Holds { .. } => return None,
    };
    written.r#type = Some(kind);
    written.framework_id = wrote(framework_id);
    Some(written)
}

/// To whom an event is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Audience<'a> {
    /// The format of reservations that it understands.
    pub format: ReservationFormat,
    /// The master that speaks, to be named in SUBSCRIBED.
    pub master: Option<&'a MasterInfo>,
}

/// The event that tells a framework what the master says; `None` for a refused call, which over HTTP is the answer to the
/// call itself.
#[must_use]
pub fn event(message: &ToScheduler, audience: Audience<'_>) -> Option<Event> {
    let mut event = plain_event(message)?;
    if let Some(subscribed) = &mut event.subscribed {
        subscribed.master_info = wrote_boxed(audience.master);
    }
    if audience.format == ReservationFormat::Single {
        let offers = event.offers.iter_mut().flat_map(|offers| &mut offers.offers);
        offers.for_each(|offer| single_reservations(&mut offer.resources));
        let inverse = event.inverse_offers.iter_mut().flat_map(|offers| &mut offers.inverse_offers);
        inverse.for_each(|offer| single_reservations(&mut offer.resources));
        let status = event.update.as_mut().and_then(|update| update.status.as_mut());
        if let Some(limitation) = status.and_then(|status| status.limitation.as_mut()) {
            single_reservations(&mut limitation.resources);
        }
        let status = event.update_operation_status.as_mut().and_then(|update| update.status.as_mut());
        if let Some(status) = status {
            single_reservations(&mut status.converted_resources);
        }
    }
    Some(event)
}

/// In the format of today, and without what the message does not say.
fn plain_event(message: &ToScheduler) -> Option<Event> {
    let mut written = Event::default();
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
        ToScheduler::Message { agent_id, executor_id, data, .. } => {
            written.message = Some(Box::new(event::Message {
                agent_id: Some(agent_id.into()),
                executor_id: Some(executor_id.into()),
                data: Some(data.to_vec()),
            }));
            event::Type::Message
        }
        ToScheduler::InverseOffers { offers, .. } => {
            written.inverse_offers = Some(event::InverseOffers { inverse_offers: wrote_all(offers) });
            event::Type::InverseOffers
        }
        ToScheduler::RescindInverse { offer_id, .. } => {
            let inverse_offer_id = Some(offer_id.into());
            written.rescind_inverse_offer = Some(event::RescindInverseOffer { inverse_offer_id });
            event::Type::RescindInverseOffer
        }
        ToScheduler::OperationUpdate { status, .. } => {
            let status = wrote_boxed(Some(&**status));
            written.update_operation_status = Some(event::UpdateOperationStatus { status });
            event::Type::UpdateOperationStatus
        }
        ToScheduler::Refused { .. } => return None,
    };
    written.r#type = Some(kind);
    Some(written)
}

/// What the master says with this event, for drivers that speak HTTP. Such a stream carries neither term nor cluster:
/// the driver has them from the master that it chose, and a stream ends with its master's leadership. For the same reason the
/// `master_info` of SUBSCRIBED is not part of the message; [`MasterInfo`] is read from it directly.
///
/// # Errors
/// Names the path to what is missing or out of range; an event of type UNKNOWN is unsupported.
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
        event::Type::Message => within(event.message.map(|message| *message), "message", |message| {
            Ok(ToScheduler::Message {
                term,
                agent_id: needed(message.agent_id, "agent_id")?,
                executor_id: needed(message.executor_id, "executor_id")?,
                data: Blob::from(present(message.data, "data")?),
            })
        }),
        event::Type::InverseOffers => within(event.inverse_offers, "inverse_offers", |offers| {
            Ok(ToScheduler::InverseOffers { term, offers: all(offers.inverse_offers, "inverse_offers")? })
        }),
        event::Type::RescindInverseOffer => within(event.rescind_inverse_offer, "rescind_inverse_offer", |rescind| {
            Ok(ToScheduler::RescindInverse { term, offer_id: needed(rescind.inverse_offer_id, "inverse_offer_id")? })
        }),
        event::Type::UpdateOperationStatus => within(event.update_operation_status, "update_operation_status", |update| {
            let status = needed(update.status.map(|status| *status), "status")?;
            Ok(ToScheduler::OperationUpdate { term, status: Box::new(status) })
        }),
        other @ event::Type::Unknown => {
            Err(Error::unsupported(format!("is {}, which is not supported", other.name())).within("type"))
        }
    }
}
