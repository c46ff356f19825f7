//! What agents and frameworks may say. Pure; every refusal is a sentence for people.

use std::collections::{BTreeMap, BTreeSet};

use mesos_allocator::constraints::{Constraints, PatternLimits};
use mesos_protocol::agent::AgentInfo;
use mesos_protocol::constraints::OfferConstraints;
use mesos_protocol::framework::{FrameworkCapability, FrameworkInfo};
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::roles::Role;
use mesos_protocol::status::TaskState;
use mesos_protocol::task::{TaskInfo, VariableValue};

use crate::master::Returning;

/// What an agent says of itself.
pub(crate) fn agent(info: &AgentInfo) -> Result<(), String> {
    if info.hostname.is_empty() {
        return Err("an agent must say its host name; set --hostname".to_owned());
    }
    if let Some(resource) = info.resources.iter().find(|resource| resource.allocated_to().is_some()) {
        return Err(format!("agent {} offers {resource} that is allocated already", info.hostname));
    }
    match info.resources.has_fractional_gpus() {
        true => Err(format!("agent {} has part of a GPU; gpus are whole numbers", info.hostname)),
        false => Ok(()),
    }
}

/// What an agent says when it comes back.
pub(crate) fn returning(agent: &Returning) -> Result<(), String> {
    self::agent(&agent.info)?;
    let mut frameworks: BTreeSet<&FrameworkId> = BTreeSet::new();
    for info in &agent.frameworks {
        let id = info.id.as_ref().ok_or_else(|| format!("agent {} names a framework without id", agent.id))?;
        if !frameworks.insert(id) {
            return Err(format!("agent {} names framework {id} twice", agent.id));
        }
        framework(info, &[], true)?;
    }
    let mut tasks = BTreeSet::new();
    for task in &agent.tasks {
        if task.agent_id != agent.id {
            return Err(format!("agent {} names task {} of agent {}", agent.id, task.task_id, task.agent_id));
        }
        if !frameworks.contains(&task.framework_id) {
            return Err(format!("agent {} names task {} and not its framework", agent.id, task.task_id));
        }
        if matches!(task.state, TaskState::Unreachable | TaskState::Unknown) {
            return Err(format!("agent {} says of task {} that it is {}", agent.id, task.task_id, task.state));
        }
        if !tasks.insert((&task.framework_id, &task.task_id)) {
            return Err(format!("agent {} names task {} twice", agent.id, task.task_id));
        }
    }
    Ok(())
}

/// What a framework says when it subscribes.
pub(crate) fn framework(info: &FrameworkInfo, suppressed: &[Role], root_submissions: bool) -> Result<(), String> {
    let name = &info.name;
    runs_as(&info.user, root_submissions).map_err(|why| format!("framework {name:?} {why}"))?;
    let roles: BTreeSet<&Role> = info.roles.iter().collect();
    if roles.is_empty() {
        return Err(format!("framework {name:?} has no role; give it at least \"*\""));
    }
    if roles.len() != info.roles.len() {
        return Err(format!("framework {name:?} names a role twice"));
    }
    if roles.len() > 1 && !info.has(FrameworkCapability::MultiRole) {
        return Err(format!("framework {name:?} has {} roles; more than one takes the capability MULTI_ROLE", roles.len()));
    }
    if let Some(role) = suppressed.iter().chain(info.offer_filters.keys()).find(|role| !roles.contains(role)) {
        return Err(format!("framework {name:?} suppresses or filters role {role}, which is not one of its roles"));
    }
    Ok(())
}

/// As whom a task would run: its own user, else its framework's.
pub(crate) fn user(task: &TaskInfo, framework: &FrameworkInfo, root_submissions: bool) -> Result<(), String> {
    let own = task.command.as_ref().and_then(|command| command.user.as_deref());
    let runs = runs_as(own.unwrap_or(&framework.user), root_submissions);
    runs.map_err(|why| format!("task {} {why}", task.task_id))
}

/// Nobody's name is refused like root's: it means the user of the agent, which often is root.
fn runs_as(user: &str, root_submissions: bool) -> Result<(), String> {
    match user {
        "root" if !root_submissions => {
            Err("may not run as root: the master runs with --root_submissions=false; name another user".to_owned())
        }
        "" if !root_submissions => Err("names no user, and so would run as its agent does, which may be root: the master \
                                        runs with --root_submissions=false; name a user"
            .to_owned()),
        _ => Ok(()),
    }
}

/// Which agents a framework wants offers from, compiled by role.
pub(crate) fn constraints(
    info: &FrameworkInfo,
    said: &OfferConstraints,
    limits: PatternLimits,
) -> Result<BTreeMap<Role, Constraints>, String> {
    let name = &info.name;
    if let Some(role) = said.roles.keys().find(|role| !info.roles.contains(role)) {
        return Err(format!("framework {name:?} constrains offers in role {role}, which is not one of its roles"));
    }
    let compiled = said.roles.iter().map(|(role, groups)| {
        let compiled = Constraints::compile(groups, limits);
        compiled
            .map(|constraints| (role.clone(), constraints))
            .map_err(|why| format!("framework {name:?}, role {role}: {why}"))
    });
    compiled.collect()
}

/// What a framework says of a task, apart from whether there is enough for it. Resources are allocated to the offer's role.
pub(crate) fn task(task: &TaskInfo, on: &AgentId) -> Result<(), String> {
    let id = &task.task_id;
    if task.agent_id != *on {
        return Err(format!("task {id} is meant for agent {}, but the offer is of agent {on}", task.agent_id));
    }
    if task.executor.is_some() {
        return Err(format!(
            "task {id} brings an executor of its own, which this release does not start; give it a command"
        ));
    }
    let Some(command) = &task.command else { return Err(format!("task {id} has nothing to run; give it a command")) };
    if command.value.as_deref().is_none_or(str::is_empty) {
        return Err(format!("the command of task {id} is empty"));
    }
    if command.environment.iter().any(|variable| variable.name.is_empty()) {
        return Err(format!("task {id} has a variable without a name in its environment"));
    }
    if let Some(variable) = command.environment.iter().find(|variable| !is_plain(&variable.value)) {
        return Err(format!("variable {} of task {id} is a secret, which this release does not resolve", variable.name));
    }
    if command.environment.iter().any(|variable| has_nul(&variable.name) || is_nul(&variable.value)) {
        return Err(format!("task {id} has a NUL character in its environment"));
    }
    if task.container.is_some() {
        return Err(format!("task {id} asks for a container, which this release does not make; leave it out"));
    }
    if task.check.is_some() || task.health_check.is_some() {
        return Err(format!("task {id} has a check, which this release does not run; leave it out"));
    }
    if !task.limits.is_empty() {
        return Err(format!("task {id} has limits above what it asks for, which this release does not set; leave them out"));
    }
    resources(&task.resources, id)
}

fn is_plain(value: &VariableValue) -> bool {
    matches!(value, VariableValue::Plain(_))
}

fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

fn is_nul(value: &VariableValue) -> bool {
    matches!(value, VariableValue::Plain(text) if has_nul(text))
}

fn resources(wanted: &Resources, id: &mesos_protocol::ids::TaskId) -> Result<(), String> {
    if wanted.is_empty() {
        return Err(format!("task {id} asks for no resources; give it at least cpus and mem"));
    }
    if wanted.has_fractional_gpus() {
        return Err(format!("task {id} asks for part of a GPU; gpus are whole numbers"));
    }
    if wanted.allocations().len() > 1 {
        return Err(format!("task {id} asks for resources in several roles"));
    }
    let revocable =
        |name: &Resource| wanted.named(name.name()).iter().any(|other| other.is_revocable() != name.is_revocable());
    match wanted.iter().find(|resource| revocable(resource)) {
        Some(mixed) => Err(format!("task {id} asks for {} both revocable and not", mixed.name())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use mesos_protocol::executor::ExecutorInfo;
    use mesos_protocol::ids::{ExecutorId, TaskId};
    use mesos_protocol::task::{CommandInfo, TaskDraft};
    use mesos_protocol::values::MiB;

    use super::*;

    fn on() -> AgentId {
        AgentId::new("a-S0").unwrap()
    }

    fn placed(draft: TaskDraft) -> TaskInfo {
        draft.on(on(), TaskId::new("t").unwrap())
    }

    fn refused(draft: TaskDraft) -> String {
        task(&placed(draft), &on()).unwrap_err()
    }

    #[test]
    fn a_plain_command_with_resources_is_fine() {
        let fine = placed(TaskInfo::command("true").cpus(0.1).mem(MiB(32)).env("A", "1"));
        assert_eq!(task(&fine, &on()), Ok(()));
        assert!(task(&fine, &AgentId::new("a-S1").unwrap()).unwrap_err().contains("meant for agent a-S0"));
    }

    #[test]
    fn a_task_that_cannot_run_is_refused_with_the_reason() {
        assert!(refused(TaskInfo::command("").cpus(1)).contains("is empty"));
        assert!(refused(TaskInfo::command("true")).contains("asks for no resources"));
        assert!(refused(TaskInfo::command("true").cpus(1).env("", "x")).contains("without a name"));
        assert!(refused(TaskInfo::command("true").cpus(1).env("A", "\0")).contains("NUL"));
        let executor = TaskDraft::by(ExecutorInfo::new(ExecutorId::new("e").unwrap())).cpus(1);
        assert!(refused(executor).contains("executor of its own"));
        let empty = CommandInfo { value: None, ..CommandInfo::shell("") };
        assert!(refused(TaskDraft::new(empty).cpus(1)).contains("is empty"));
    }

    #[test]
    fn a_framework_has_roles_that_fit() {
        let info = || FrameworkInfo::named("f");
        assert_eq!(framework(&info(), &[], true), Ok(()));
        assert_eq!(framework(&info(), &[Role::any()], true), Ok(()));
        let role = |path| Role::new(path).unwrap();
        assert!(framework(&info(), &[role("a")], true).unwrap_err().contains("not one of its roles"));
        let two = FrameworkInfo { roles: vec![role("a"), role("b")], ..info() };
        assert!(framework(&two, &[], true).unwrap_err().contains("MULTI_ROLE"));
        assert_eq!(framework(&info().roles([role("a"), role("b")]), &[], true), Ok(()));
        assert!(framework(&info().roles([role("a"), role("a")]), &[], true).unwrap_err().contains("twice"));
        assert!(framework(&FrameworkInfo { roles: vec![], ..info() }, &[], true).is_err());
    }

    #[test]
    fn without_root_submissions_nothing_runs_as_root_or_as_the_agent_does() {
        let framework = |user: &str| framework(&FrameworkInfo::named("f").user(user), &[], false);
        assert_eq!(framework("ann"), Ok(()));
        assert!(framework("root").unwrap_err().contains("may not run as root"));
        assert!(framework("").unwrap_err().contains("names no user"));
        let task = |own: Option<&str>, of_framework: &str, root_submissions| {
            let mut task = placed(TaskInfo::command("true").cpus(1));
            task.command.as_mut().unwrap().user = own.map(Into::into);
            user(&task, &FrameworkInfo::named("f").user(of_framework), root_submissions)
        };
        for (own, of_framework) in [(None, "ann"), (Some("ann"), "root"), (Some("ann"), "")] {
            assert_eq!(task(own, of_framework, false), Ok(()), "{own:?} {of_framework}");
        }
        for (own, of_framework) in [(Some("root"), "ann"), (Some(""), "ann"), (None, "root"), (None, "")] {
            assert!(task(own, of_framework, false).is_err(), "{own:?} {of_framework}");
            assert_eq!(task(own, of_framework, true), Ok(()), "{own:?} {of_framework}");
        }
    }
}
