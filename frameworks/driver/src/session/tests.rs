use mesos_protocol::ids::{ExecutorId, OperationId};
use mesos_protocol::offer::Offer;
use mesos_protocol::resources::Resources;

use super::*;

fn cluster(name: &str) -> ClusterId {
    ClusterId::new(name).unwrap()
}

fn framework_id() -> FrameworkId {
    FrameworkId::new("m-0000").unwrap()
}

fn agent() -> AgentId {
    AgentId::new("m-S0").unwrap()
}

fn task(name: &str) -> TaskId {
    TaskId::new(name).unwrap()
}

fn uuid(n: u8) -> UpdateUuid {
    UpdateUuid::from_random([n; 16])
}

fn subscribed(term: u64) -> ToScheduler {
    let heartbeat_interval = std::time::Duration::from_secs(15);
    let cluster_id = cluster("c1");
    ToScheduler::Subscribed { term: Term(term), cluster_id, framework_id: framework_id(), heartbeat_interval }
}

fn offers(term: u64, names: &[&str]) -> ToScheduler {
    let resources: Resources = "cpus:2;mem:512".parse().unwrap();
    let offer = |name: &&str| Offer::of(OfferId::new(name).unwrap(), framework_id(), agent(), resources.clone());
    ToScheduler::Offers { term: Term(term), offers: names.iter().map(offer).collect() }
}

fn update(name: &str, state: TaskState, named: Option<u8>) -> ToScheduler {
    let status = TaskStatus::new(task(name), state, Source::Executor).agent(agent());
    let status = TaskStatus { uuid: named.map(uuid), ..status };
    ToScheduler::Update { term: Term(1), status: Box::new(status) }
}

fn accept(offer: &str, name: &str) -> Call {
    let launched = TaskInfo::command("true").id(task(name)).on(agent(), task(name));
    let operations = vec![Tracked { id: None, operation: Operation::launch([launched]) }];
    Call::Accept { offer_ids: vec![OfferId::new(offer).unwrap()], operations, filters: Filters::default() }
}

/// Subscribed in term 1, with one running task `t`.
fn running() -> Session {
    let mut session = Session::new(FrameworkInfo::named("hello"), None);
    session.on_message(subscribed(1));
    session.on_message(offers(1, &["O1"]));
    session.on_call(accept("O1", "t"));
    session.on_message(update("t", TaskState::Running, Some(1)));
    session.on_handled(uuid(1));
    session.take_effects();
    session
}

/// Each effect in a few words.
fn words(session: &mut Session) -> Vec<String> {
    let word = |effect: Effect| match effect {
        Effect::Say(ToMaster::Acknowledge { uuid, .. }) => format!("acknowledge {}", uuid.as_bytes()[0]),
        Effect::Say(ToMaster::Reconcile { tasks, .. }) => {
            let tasks: Vec<_> = tasks.iter().map(|(task, _)| task.as_str()).collect();
            format!("ask {}", tasks.join(","))
        }
        Effect::Say(ToMaster::Kill { task_id, .. }) => format!("kill {task_id}"),
        Effect::Say(ToMaster::Revive { .. }) => "revive".into(),
        Effect::Say(ToMaster::Suppress { .. }) => "suppress".into(),
        Effect::Say(ToMaster::Teardown { .. }) => "teardown".into(),
        Effect::Say(ToMaster::Accept { .. }) => "accept".into(),
        Effect::Say(ToMaster::Decline { offer_ids, .. }) => format!("decline {}", offer_ids[0]),
        Effect::Show(Event::Subscribed { .. }) => "show subscribed".into(),
        Effect::Show(Event::Offers(offers)) => format!("show {} offers", offers.len()),
        Effect::Show(event) => format!("show {event:?}"),
        Effect::Update(status) => format!("show {} {}", status.task_id, status.state),
        Effect::Subscribed(who) => format!("is {}", who.framework_id),
        Effect::GiveUp(why) => format!("give up: {why}"),
        other => format!("{other:?}"),
    };
    session.take_effects().into_iter().map(word).collect()
}

#[test]
fn an_update_is_shown_once_and_acknowledged_when_it_was_handled() {
    let mut session = running();
    session.on_message(update("t", TaskState::Finished, Some(2)));
    assert_eq!(words(&mut session), ["show t TASK_FINISHED"]);
    session.on_message(update("t", TaskState::Finished, Some(2)));
    assert_eq!(words(&mut session), [""; 0], "a copy waits for the framework too");
    session.on_handled(uuid(2));
    assert_eq!(words(&mut session), ["acknowledge 2"]);
    session.on_message(update("t", TaskState::Finished, Some(2)));
    assert_eq!(words(&mut session), ["acknowledge 2"], "the agent missed it");
    session.on_message(update("t", TaskState::Running, Some(1)));
    assert_eq!(words(&mut session), ["acknowledge 1"], "a late copy of an earlier one");
}

#[test]
fn after_a_terminal_state_no_other_is_shown() {
    let mut session = running();
    session.on_message(update("t", TaskState::Lost, None));
    assert_eq!(words(&mut session), ["show t TASK_LOST"]);
    session.on_message(update("t", TaskState::Finished, Some(9)));
    assert_eq!(words(&mut session), ["acknowledge 9"], "so that the agent stops sending it");
    session.on_message(update("t", TaskState::Lost, None));
    assert_eq!(words(&mut session), [""; 0]);
}

#[test]
fn an_update_that_did_not_reach_the_framework_comes_again() {
    let mut session = running();
    session.on_message(update("t", TaskState::Failed, Some(2)));
    session.take_effects();
    session.on_not_shown(uuid(2));
    session.on_message(update("t", TaskState::Failed, Some(2)));
    assert_eq!(words(&mut session), ["show t TASK_FAILED"]);
}

#[test]
fn tasks_are_reconciled_after_each_subscription_and_unchanged_answers_are_not_shown() {
    let mut session = running();
    session.on_lost();
    session.on_message(update("t", TaskState::Finished, Some(2)));
    assert_eq!(words(&mut session), ["show Disconnected"], "nothing is taken from a master without a subscription");
    session.on_message(subscribed(1));
    assert_eq!(words(&mut session), ["is m-0000", "show subscribed", "ask t"]);
    session.on_message(update("t", TaskState::Running, None));
    assert_eq!(words(&mut session), [""; 0]);
    session.on_call(Call::Reconcile { tasks: vec![(task("t"), None)] });
    session.on_message(update("t", TaskState::Running, None));
    assert_eq!(words(&mut session), ["ask t", "show t TASK_RUNNING"], "the framework asked");
}

#[test]
fn a_question_about_a_task_that_is_over_is_answered_as_it_ended() {
    let mut session = running();
    session.on_message(update("t", TaskState::Finished, Some(2)));
    session.take_effects();
    session.on_call(Call::Reconcile { tasks: vec![(task("t"), None)] });
    assert_eq!(words(&mut session), ["show t TASK_FINISHED"]);
}

#[test]
fn a_framework_that_came_back_asks_for_all_its_tasks() {
    let who = Identity { framework_id: framework_id(), cluster_id: cluster("c1") };
    let mut session = Session::new(FrameworkInfo::named("hello"), Some(who));
    assert!(matches!(session.subscribe(), ToMaster::Subscribe { info, .. } if info.id == Some(framework_id())));
    session.on_message(subscribed(3));
    assert_eq!(words(&mut session), ["is m-0000", "show subscribed", "ask "]);
}

#[test]
fn many_tasks_are_asked_for_in_several_messages() {
    let mut session = running();
    for n in 0..ASKED_AT_ONCE {
        session.on_message(update(&format!("t{n}"), TaskState::Running, None));
    }
    session.take_effects();
    session.repeat();
    let asked = session.take_effects().into_iter().map(|effect| match effect {
        Effect::Say(ToMaster::Reconcile { tasks, .. }) => tasks.len(),
        other => panic!("{other:?}"),
    });
    assert_eq!(asked.collect::<Vec<_>>(), [ASKED_AT_ONCE, 1]);
}

#[test]
fn a_deposed_master_changes_nothing() {
    let mut session = running();
    session.on_message(subscribed(2));
    session.take_effects();
    session.on_message(offers(1, &["O2"]));
    session.on_message(update("t", TaskState::Lost, None));
    session.on_message(subscribed(1));
    session.on_message(ToScheduler::Error { term: Term(1), message: "old".into() });
    assert_eq!(words(&mut session), [""; 0]);
    session.on_message(offers(2, &["O3"]));
    assert_eq!(words(&mut session), ["show 1 offers"]);
}

#[test]
fn another_cluster_is_an_error_that_says_so() {
    let mut session = running();
    session.on_lost();
    session.take_effects();
    let ToScheduler::Subscribed { term, framework_id, heartbeat_interval, .. } = subscribed(1) else { unreachable!() };
    let cluster_id = cluster("c2");
    session.on_message(ToScheduler::Subscribed { term, cluster_id, framework_id, heartbeat_interval });
    let said = words(&mut session);
    assert!(said[0].starts_with("show Error(\"the master belongs to the cluster c2"), "{said:?}");
    assert!(said[0].contains("subscribed in the cluster c1"), "{said:?}");
    assert!(said[1].starts_with("give up: the master belongs"), "{said:?}");
    assert!(!session.is_subscribed());
}

#[test]
fn offers_end_with_the_connection_and_tasks_launched_on_them_are_reported() {
    let mut session = running();
    session.on_message(offers(1, &["O2", "O3"]));
    session.on_message(ToScheduler::Rescind { term: Term(1), offer_id: OfferId::new("O2").unwrap() });
    session.take_effects();
    session.on_call(accept("O2", "late"));
    assert_eq!(words(&mut session), ["show late TASK_LOST"]);
    session.on_lost();
    session.take_effects();
    session.on_call(accept("O3", "later"));
    assert_eq!(words(&mut session), ["show later TASK_LOST"]);
    session.on_message(subscribed(1));
    session.take_effects();
    session.on_call(Call::Decline { offer_id: OfferId::new("O3").unwrap(), filters: Filters::default() });
    assert_eq!(words(&mut session), [""; 0], "the master does not know that offer any more");
}

#[test]
fn a_framework_that_tells_losses_apart_hears_that_the_task_was_dropped() {
    use mesos_protocol::framework::FrameworkCapability::PartitionAware;
    let mut session = Session::new(FrameworkInfo::named("hello").capability(PartitionAware), None);
    session.on_call(accept("O1", "t"));
    assert_eq!(words(&mut session), ["show t TASK_DROPPED"]);
}

#[test]
fn a_kill_is_repeated_until_the_task_is_over() {
    let mut session = running();
    session.on_call(Call::Kill { task_id: task("t"), kill_policy: None });
    session.on_lost();
    session.on_message(subscribed(2));
    let said = words(&mut session);
    assert_eq!(said, ["kill t", "show Disconnected", "is m-0000", "show subscribed", "kill t", "ask t"]);
    session.repeat();
    assert_eq!(words(&mut session), ["kill t", "ask t"]);
    let ToScheduler::Update { status, .. } = update("t", TaskState::Killed, Some(2)) else { unreachable!() };
    session.on_message(ToScheduler::Update { term: Term(2), status });
    session.repeat();
    session.on_call(Call::Kill { task_id: task("t"), kill_policy: None });
    assert_eq!(words(&mut session), ["show t TASK_KILLED"]);
}

#[test]
fn suppressed_roles_and_revivals_outlive_the_connection() {
    let mut session = running();
    session.on_call(Call::Suppress { roles: Vec::new() });
    let suppressed = |session: &Session| match session.subscribe() {
        ToMaster::Subscribe { suppressed_roles, .. } => suppressed_roles,
        other => panic!("{other:?}"),
    };
    assert_eq!(suppressed(&session), [Role::any()]);
    session.on_call(Call::Revive { roles: Vec::new() });
    assert_eq!(suppressed(&session), []);
    session.on_lost();
    session.on_message(subscribed(2));
    let said = words(&mut session);
    let expected = ["suppress", "revive", "show Disconnected", "is m-0000", "show subscribed", "revive", "ask t"];
    assert_eq!(said, expected);
}

#[test]
fn leaving_ends_when_the_master_does_not_know_the_framework_any_more() {
    let mut session = running();
    session.on_call(Call::Teardown);
    session.on_lost();
    session.on_message(subscribed(2));
    session.on_message(ToScheduler::Error { term: Term(2), message: "Framework has been removed".into() });
    assert_eq!(words(&mut session), ["teardown", "show Disconnected", "is m-0000", "teardown", "Left"]);
    let mut new = Session::new(FrameworkInfo::named("hello"), None);
    new.leave();
    assert_eq!(words(&mut new), ["Left"], "it never was there");
}

fn role(name: &str) -> Role {
    Role::new(name).unwrap()
}

fn constrained() -> OfferConstraints {
    use mesos_protocol::constraints::{Constraint, Predicate, Selector};
    let constraint = Constraint { selector: Selector::Hostname, predicate: Predicate::TextMatches("db-.*".into()) };
    OfferConstraints::none().with(role("b"), vec![vec![constraint]])
}

/// What the framework wrote about itself replaces what it said before, also at the next subscription; what the driver had
/// put in stays.
#[test]
fn a_new_description_is_said_at_once_and_at_each_later_subscription() {
    let mut session = Session::new(FrameworkInfo::named("hello").user("www").principal("p"), None);
    session.on_message(subscribed(1));
    session.take_effects();
    let info = FrameworkInfo::named("shop").roles([role("a"), role("b")]);
    let expected = FrameworkInfo { id: Some(framework_id()), ..info.clone().user("www").principal("p") };
    let call =
        Call::UpdateFramework { info: Box::new(info), suppressed: vec![role("a")], constraints: Box::new(constrained()) };
    session.on_call(call);
    let [Effect::Say(ToMaster::UpdateFramework { info, suppressed_roles, constraints })] = &session.take_effects()[..]
    else {
        panic!("not one update")
    };
    assert_eq!((&**info, &suppressed_roles[..], &**constraints), (&expected, &[role("a")][..], &constrained()));
    session.on_lost();
    let ToMaster::SubscribeConstrained { info, suppressed_roles, constraints } = session.subscribe() else {
        panic!("constraints are forgotten")
    };
    assert_eq!((*info, suppressed_roles, *constraints), (expected, vec![role("a")], constrained()));
}

#[test]
fn a_refused_description_is_not_said_again() {
    let mut session = Session::new(FrameworkInfo::named("hello"), None);
    session.on_message(subscribed(1));
    let before = session.subscribe();
    let info = Box::new(FrameworkInfo::named("shop").roles([role("b")]));
    session.on_call(Call::UpdateFramework { info, suppressed: vec![role("b")], constraints: Box::new(constrained()) });
    session.take_effects();
    session.on_message(ToScheduler::Refused { term: Term(1), call: "UPDATE_FRAMEWORK".into(), why: "no".into() });
    assert_eq!(words(&mut session), [r#"show Refused { call: "UPDATE_FRAMEWORK", why: "no" }"#]);
    assert_eq!(session.subscribe(), before);
}

#[test]
fn messages_and_ends_of_executors_go_to_the_master_while_there_is_one() {
    let mut session = running();
    let executor_id = ExecutorId::new("e").unwrap();
    let message = Call::Message { agent_id: agent(), executor_id: executor_id.clone(), data: vec![1, 2].into() };
    session.on_call(message.clone());
    session.on_call(Call::Shutdown { agent_id: agent(), executor_id: executor_id.clone() });
    let said = session.take_effects();
    assert!(matches!(&said[0], Effect::Say(ToMaster::Message { data, .. }) if **data == [1, 2]), "{said:?}");
    assert!(matches!(&said[1], Effect::Say(ToMaster::Shutdown { .. })), "{said:?}");
    let heard = ToScheduler::Message { term: Term(1), agent_id: agent(), executor_id, data: vec![3].into() };
    session.on_message(heard);
    assert!(matches!(&session.take_effects()[..], [Effect::Show(Event::Message { data, .. })] if **data == [3]));
    session.on_lost();
    session.take_effects();
    session.on_call(message);
    assert!(session.take_effects().is_empty(), "it may be lost");
}

#[test]
fn news_of_an_operation_with_a_uuid_are_acknowledged_each_time() {
    let mut session = running();
    let operation_id = OperationId::new("op").unwrap();
    let status = OperationStatus::new(operation_id.clone(), OperationState::Unknown);
    let news = |status: &OperationStatus| ToScheduler::OperationUpdate { term: Term(1), status: Box::new(status.clone()) };
    session.on_message(news(&status));
    assert!(matches!(&session.take_effects()[..], [Effect::Show(Event::Operation(_))]), "nothing to acknowledge");
    let status = OperationStatus { uuid: Some(uuid(9)), agent_id: Some(agent()), ..status };
    for _ in 0..2 {
        session.on_message(news(&status));
        let effects = session.take_effects();
        let [Effect::Say(ToMaster::AcknowledgeOperation { uuid: named, operation_id: of, .. }), Effect::Show(_)] =
            &effects[..]
        else {
            panic!("{effects:?}")
        };
        assert_eq!((named, of), (&uuid(9), &operation_id));
    }
}

#[test]
fn operations_with_an_id_are_said_with_it_or_reported_as_dropped() {
    let mut session = running();
    session.on_message(offers(1, &["O2"]));
    session.take_effects();
    let id = Some(OperationId::new("op").unwrap());
    let operation = Operation::Unreserve { resources: "cpus:1".parse().unwrap() };
    let accept = Call::Accept {
        offer_ids: vec![OfferId::new("O2").unwrap()],
        operations: vec![Tracked { id: id.clone(), operation }],
        filters: Filters::default(),
    };
    session.on_call(accept.clone());
    let said = session.take_effects();
    let [Effect::Say(ToMaster::AcceptTracked { operations, .. })] = &said[..] else { panic!("{said:?}") };
    assert_eq!(operations[0].id, id);
    session.on_call(accept);
    let shown = session.take_effects();
    let [Effect::Show(Event::Operation(status))] = &shown[..] else { panic!("{shown:?}") };
    assert_eq!((&status.operation_id, status.state), (&id, OperationState::Dropped));
}

#[test]
fn a_task_on_an_offer_that_was_taken_back_is_lost_once_also_if_it_is_killed() {
    let mut session = running();
    session.on_call(accept("O2", "u"));
    let told = words(&mut session);
    assert_eq!(told.len(), 1, "{told:?}");
    session.on_call(Call::Kill { task_id: task("u"), kill_policy: None });
    assert_eq!(words(&mut session), Vec::<String>::new(), "nobody is asked to end what never began");
    session.on_message(update("u", TaskState::Lost, None));
    assert_eq!(words(&mut session), Vec::<String>::new(), "it is over already");
}
