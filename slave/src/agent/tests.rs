mod kit;

use std::time::Duration;

use libprocess::{
    http::Request,
    prelude::*,
    testing::{seeds, simulate},
};
use mesos_protocol::{
    framework::FrameworkCapability,
    ids::{ContainerId, ExecutorId, Term},
    status::{Reason, Source, TaskState},
};

use kit::*;

#[test]
fn an_agent_says_what_it_has_until_it_is_answered() {
    simulate(seeds(20), async |sim| {
        let mut bench = Bench::start(&sim, 100).await;
        let ToMaster::Register { info, .. } = bench.master.next().await else { panic!() };
        assert_eq!((info.hostname.as_str(), info.port), ("db-7", 5051));
        assert_eq!(info.resources.to_flag().unwrap(), "cpus:4;mem:7168;disk:60416;ports:[31000-32000]");
        assert!(matches!(bench.master.ear.next(secs(3)).await, ToMaster::Register { .. }), "the answer may be lost");
        bench.admit(1, 1).await;
        bench.master.ear.drain();
        bench.master.ear.expect_silence(secs(60)).await;
    });
}

#[test]
fn a_task_goes_from_its_launch_to_its_last_acknowledgement() {
    for capacity in [1, 100] {
        simulate(seeds(20), async |sim| {
            let mut bench = Bench::registered(&sim, capacity).await;
            let (container, mut executor) = bench.running("a").await;
            assert_eq!(container.config.user.as_deref(), Some("www"));
            let sandbox = container.config.sandbox.path().to_string_lossy().into_owned();
            assert!(sandbox.starts_with("/var/lib/mesos/slaves/c-S1/frameworks/c-0001/executors/a/runs/"), "{sandbox}");
            for (state, n) in [(TaskState::Starting, 1), (TaskState::Running, 2), (TaskState::Finished, 3)] {
                executor.say(FromExecutor::Update { status: Box::new(status("a", state, n)) }).await;
                let ToExecutor::Acknowledged { uuid: kept, .. } = executor.next().await else { panic!() };
                assert_eq!(kept, uuid(n), "the agent answers for it before the framework has seen it");
            }
            let first = bench.heard(SOON).await;
            assert_eq!(first.status.state, TaskState::Starting, "one is under way, however far the task is by now");
            assert_eq!((first.status.source, first.status.agent_id.clone()), (Some(Source::Executor), Some(agent_id(1))));
            let container_status = first.status.container_status.clone().unwrap();
            assert_eq!(container_status.executor_pid, Some(4711));
            assert_eq!(container_status.container_id, Some(container.config.container_id.clone()));
            bench.master.ear.expect_silence(secs(9)).await;
            bench.acknowledge(&first.status).await;
            let second = bench.heard(SOON).await;
            assert_eq!((second.status.state, second.latest_state), (TaskState::Running, Some(TaskState::Finished)));
            bench.acknowledge(&second.status).await;
            container.end(0);
            assert_eq!(bench.ping(1, true).await, [(framework_id(), task_id("a"))]);
            assert_eq!(bench.update(secs(20)).await.state, TaskState::Finished);
            assert!(bench.ping(2, true).await.is_empty(), "nothing is left to be told of it");
        });
    }
}

#[test]
fn an_update_is_sent_again_with_growing_pauses_until_the_framework_has_it() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        let mut before = sim.clock().now();
        for pause in [0, 10, 20] {
            assert_eq!(bench.heard(secs(30)).await.status.uuid, Some(uuid(1)));
            let now = sim.clock().now();
            assert!(now - before >= secs(pause) && now - before < secs(pause + 1), "{pause} {:?}", now - before);
            before = now;
        }
        bench.acknowledge(&status("a", TaskState::Running, 1)).await;
        bench.master.ear.expect_silence(secs(40)).await;
    });
}

#[test]
fn an_executor_that_is_killed_fails_its_task_with_that_reason() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        assert_eq!(bench.update(SOON).await.state, TaskState::Running);
        container.end(9);
        let last = bench.update(SOON).await;
        assert_eq!((last.state, last.reason), (TaskState::Failed, Some(Reason::ExecutorTerminated)));
        assert_eq!(last.message.as_deref(), Some("Executor terminated: it terminated with signal Killed"));
        assert_eq!(last.source, Some(Source::Agent));
        assert!(bench.ping(1, true).await.is_empty());
    });
}

#[test]
fn an_executor_that_ends_after_the_final_update_adds_nothing() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Finished, 1)) }).await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Failed, 2)) }).await;
        assert_eq!(bench.update(SOON).await.state, TaskState::Finished);
        container.end(1 << 8);
        bench.master.ear.expect_silence(secs(30)).await;
    });
}

#[test]
fn an_executor_that_does_not_register_in_time_fails_its_task() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        bench.run("a", 0, framework()).await;
        let container = bench.container();
        sim.clock().advance(secs(59)).await;
        assert!(!container.has_ended());
        let last = bench.update(secs(2)).await;
        assert_eq!((last.state, last.reason), (TaskState::Failed, Some(Reason::ExecutorRegistrationTimeout)));
        assert_eq!(last.message.as_deref(), Some("Executor did not register within 1mins"));
        assert!(container.has_ended());
    });
}

#[test]
fn a_container_that_cannot_be_launched_fails_its_task_with_the_cause() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        *bench.machines.fails.lock() = Some("there is no user www".into());
        bench.run("a", 0, framework()).await;
        let last = bench.update(SOON).await;
        assert_eq!((last.state, last.reason), (TaskState::Failed, Some(Reason::ContainerLaunchFailed)));
        assert_eq!(last.message.as_deref(), Some("Failed to launch container: there is no user www"));
        assert_eq!(bench.node.metrics().counter("slave/container_launch_errors").value(), 1);
        assert!(bench.ping(1, true).await.is_empty());
    });
}

#[test]
fn a_task_that_is_killed_before_its_executor_is_ready_never_runs() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        bench.run("a", 0, framework()).await;
        let container = bench.container();
        bench.kill("a").await;
        assert!(container.has_ended());
        let last = bench.update(SOON).await;
        assert_eq!((last.state, last.reason), (TaskState::Killed, Some(Reason::TaskKilledDuringLaunch)));
        let mut late = bench.silent_executor("late").await;
        bench.register(&late, &container).await;
        assert_eq!(late.next().await, ToExecutor::Shutdown);
    });
}

#[test]
fn a_kill_that_shows_no_effect_is_sent_again() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, mut executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        assert!(matches!(executor.next().await, ToExecutor::Acknowledged { .. }));
        bench.kill("a").await;
        for _ in 0..3 {
            assert!(matches!(executor.ear.next(secs(6)).await, ToExecutor::Kill { .. }));
        }
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Killed, 2)) }).await;
        assert!(matches!(executor.next().await, ToExecutor::Acknowledged { .. }));
        executor.ear.expect_silence(secs(20)).await;
    });
}

#[test]
fn a_launch_of_which_the_executor_shows_no_sign_is_sent_again() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, mut executor) = bench.running("a").await;
        assert!(matches!(executor.ear.next(secs(6)).await, ToExecutor::Launch { .. }));
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Starting, 1)) }).await;
        assert!(matches!(executor.next().await, ToExecutor::Acknowledged { .. }));
        executor.ear.expect_silence(secs(20)).await;
    });
}

#[test]
fn a_doubled_update_is_acknowledged_twice_and_told_once() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, mut executor) = bench.running("a").await;
        for _ in 0..2 {
            executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
            assert!(matches!(executor.next().await, ToExecutor::Acknowledged { .. }));
        }
        assert_eq!(bench.update(SOON).await.state, TaskState::Running);
        bench.master.ear.expect_silence(secs(30)).await;
    });
}

#[test]
fn a_kill_of_an_unknown_task_is_answered_once_and_a_late_launch_does_not_start_it() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        bench.kill("a").await;
        let last = bench.update(SOON).await;
        assert_eq!((last.state, last.reason), (TaskState::Lost, Some(Reason::ExecutorTerminated)));
        bench.kill("a").await;
        bench.run("a", 0, framework()).await;
        assert!(bench.nothing_launched());
        bench.master.ear.expect_silence(secs(30)).await;
    });
}

#[test]
fn a_launch_from_before_an_answered_ping_takes_no_effect() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        assert!(bench.ping(7, true).await.is_empty());
        bench.run("late", 6, framework()).await;
        assert!(bench.nothing_launched());
        bench.run("timely", 7, framework()).await;
        assert_eq!(bench.container().config.executor_id.as_str(), "timely");
    });
}

#[test]
fn a_launch_that_comes_twice_starts_once_also_after_its_end() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, executor) = bench.running("a").await;
        bench.run("a", 0, framework()).await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Finished, 1)) }).await;
        assert_eq!(bench.update(SOON).await.state, TaskState::Finished);
        container.end(0);
        sim.settle().await;
        bench.run("a", 0, framework()).await;
        assert!(bench.nothing_launched());
    });
}

#[test]
fn a_task_that_is_not_run_here_is_refused_in_the_words_its_framework_knows() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let aware = framework().capability(FrameworkCapability::PartitionAware);
        for (framework, state, task) in [(framework(), TaskState::Lost, "a"), (aware, TaskState::Dropped, "b")] {
            let mut info = mesos_protocol::task::TaskInfo::command("true").cpus(1).on(agent_id(1), task_id(task));
            info.command.as_mut().unwrap().value = None;
            let (framework, task) = (Box::new(framework), Box::new(info));
            bench.master.say(FromMaster::RunTask { term: Term(1), after_ping: 0, framework, task }).await;
            let last = bench.update(SOON).await;
            assert_eq!((last.state, last.reason), (state, Some(Reason::TaskInvalid)));
        }
        assert!(bench.nothing_launched());
    });
}

#[test]
fn a_master_that_does_not_count_on_the_agent_is_told_of_its_tasks() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, executor) = bench.running("a").await;
        assert_eq!(bench.ping(1, false).await.len(), 1);
        let ToMaster::Reregister { agent_id: id, tasks, frameworks, .. } = bench.master.next().await else { panic!() };
        assert_eq!((id, tasks.len(), tasks[0].task_id.as_str()), (agent_id(1), 1, "a"));
        assert_eq!(frameworks[0].id, Some(framework_id()));
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        sim.settle().await;
        assert!(
            bench.master.ear.drain().iter().all(|said| !matches!(said, ToMaster::StatusUpdate { .. })),
            "nobody listens"
        );
        bench.take_back(1, vec![(framework_id(), task_id("a")), (framework_id(), task_id("lost"))]).await;
        let mut told: Vec<_> = Vec::new();
        for _ in 0..2 {
            let status = bench.update(SOON).await;
            told.push((status.task_id.to_string(), status.state, status.reason));
        }
        told.sort();
        let lost = ("lost".to_owned(), TaskState::Lost, Some(Reason::Reconciliation));
        assert_eq!(told, [("a".to_owned(), TaskState::Running, None), lost]);
        assert!(!container.has_ended(), "tasks go on");
    });
}

#[test]
fn an_agent_whose_master_is_silent_or_gone_registers_again_and_its_tasks_go_on() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, _executor) = bench.running("a").await;
        sim.clock().advance(PING_TIMEOUT - secs(5)).await;
        assert!(bench.master.ear.drain().is_empty());
        assert!(matches!(bench.master.ear.next(secs(8)).await, ToMaster::Reregister { .. }));
        bench.take_back(1, Vec::new()).await;
        bench.master.ear.drain();
        bench.master = bench.master.restart().await;
        assert!(matches!(bench.master.ear.next(secs(8)).await, ToMaster::Reregister { .. }));
        bench.take_back(2, Vec::new()).await;
        assert!(!container.has_ended());
    });
}

#[test]
fn what_a_former_master_says_is_ignored() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::start(&sim, 100).await;
        assert!(matches!(bench.master.next().await, ToMaster::Register { .. }));
        bench.admit(5, 1).await;
        bench.run("a", 0, framework()).await;
        assert!(bench.nothing_launched());
        bench.master.say(FromMaster::Shutdown { term: Term(4), reason: "old".into() }).await;
        bench.master.ear.drain();
        bench.master.ear.expect_silence(secs(30)).await;
    });
}

#[test]
fn an_agent_that_was_given_up_ends_its_tasks_and_joins_as_a_new_one() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, _executor) = bench.running("a").await;
        bench.master.say(FromMaster::Shutdown { term: Term(1), reason: "removed".into() }).await;
        assert!(matches!(bench.master.next().await, ToMaster::Register { .. }));
        assert!(container.has_ended(), "before it offers its resources again");
        bench.admit(1, 2).await;
        assert!(bench.ping(1, true).await.is_empty());
    });
}

#[test]
fn an_agent_of_another_cluster_ends_its_tasks_and_joins_as_a_new_one_whatever_the_term() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::start(&sim, 100).await;
        assert!(matches!(bench.master.next().await, ToMaster::Register { .. }));
        bench.admit(9, 1).await;
        bench.master.ear.drain();
        bench.master = bench.master.restart().await;
        assert!(matches!(bench.master.ear.next(secs(8)).await, ToMaster::Reregister { .. }));
        bench.master.say(FromMaster::Refused { term: Term(1), reason: "another cluster".into(), shutdown: true }).await;
        assert!(matches!(bench.master.ear.next(secs(8)).await, ToMaster::Register { .. }));
        bench.admit(1, 1).await;
        assert!(bench.ping(1, true).await.is_empty());
    });
}

#[test]
fn an_agent_that_crashes_takes_its_containers_along_and_joins_as_a_new_one() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, _executor) = bench.running("a").await;
        for name in ["agent", "containerizer", "status_updates"] {
            let pid = bench.node.untyped(&Address::new(name, bench.node.address()));
            bench.node.kill(&pid);
            while !matches!(bench.master.ear.next(secs(8)).await, ToMaster::Register { .. }) {}
            assert!(container.has_ended(), "{name}");
            bench.admit(1, 2).await;
            bench.master.ear.drain();
        }
    });
}

#[test]
fn a_stopped_agent_says_good_bye_when_its_containers_end() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, _executor) = bench.running("a").await;
        let supervisor = bench.node.untyped(&Address::new("slave", bench.node.address()));
        bench.node.stop(&supervisor, secs(20)).await;
        assert!(matches!(bench.master.next().await, ToMaster::Unregister { .. }));
        assert!(container.has_ended());
    });
}

#[test]
fn a_framework_that_is_shut_down_leaves_nothing_and_hears_nothing() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, mut executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        assert!(matches!(executor.next().await, ToExecutor::Acknowledged { .. }));
        bench.heard(SOON).await;
        bench.run("b", 0, framework()).await;
        let starting = bench.container();
        let down = FromMaster::ShutdownFramework { term: Term(1), framework_id: framework_id() };
        bench.master.say(down).await;
        assert_eq!(executor.next().await, ToExecutor::Shutdown);
        sim.settle().await;
        assert!(starting.has_ended(), "one that has no executor yet is ended at once");
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Killed, 2)) }).await;
        assert!(matches!(executor.next().await, ToExecutor::Acknowledged { .. }));
        sim.clock().advance(secs(6)).await;
        assert!(container.has_ended(), "it had its grace");
        assert!(bench.ping(1, true).await.is_empty());
        bench.master.ear.expect_silence(secs(30)).await;
    });
}

#[test]
fn a_framework_that_is_back_hears_the_oldest_update_at_once() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        bench.heard(SOON).await;
        sim.clock().advance(secs(35)).await;
        bench.master.ear.drain();
        bench.master.say(FromMaster::UpdateFramework { term: Term(1), framework: Box::new(framework()) }).await;
        assert_eq!(bench.heard(SOON).await.status.uuid, Some(uuid(1)));
    });
}

#[test]
fn a_strange_executor_is_told_to_end() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (mut container, _executor) = bench.running("a").await;
        let own: ContainerId = std::mem::replace(&mut container.config.container_id, strange_container());
        let mut strange = bench.silent_executor("strange").await;
        bench.register(&strange, &container).await;
        assert_eq!(strange.next().await, ToExecutor::Shutdown);
        strange.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Failed, 9)) }).await;
        sim.settle().await;
        assert!(bench.master.ear.drain().is_empty());
        assert_ne!(own, container.config.container_id);
    });
}

#[test]
fn sandboxes_and_state_are_served() {
    simulate(seeds(3), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, _executor) = bench.running("a").await;
        let get = async |path: &str| bench.node.serve(Request::get(path)).await;
        let stdout = "/frameworks/c-0001/executors/a/runs/latest/stdout";
        let read = get(&format!("/files/read?path={stdout}&offset=3&length=70000")).await;
        assert_eq!(read.body, br#"{"data":"a Some(3) 65536","offset":3}"#);
        let raw = get(&format!("/files/read?path={stdout}&offset=3&format=raw")).await;
        assert_eq!((raw.body.as_slice(), raw.headers["x-offset"].as_str()), (&b"a Some(3) 65536"[..], "3"));
        assert_eq!(get(&format!("/files/read?path={stdout}")).await.body, br#"{"data":"a None 65536","offset":99}"#);
        let real = container.config.sandbox.path().join("stdout");
        assert!(get(&format!("/files/read?path={}&offset=0", real.display())).await.is_success());
        for (path, status) in [
            ("/files/read", 400),
            ("/files/read?path=/etc/passwd&offset=0", 404),
            ("/files/read?path=/frameworks/c-0001/executors/a/runs/latest/other&offset=0", 404),
            ("/files/read?path=/frameworks/c-0001/executors/a/runs/latest/stdout&offset=-2", 400),
            ("/containers?executor_id=a", 400),
        ] {
            assert_eq!(get(path).await.status, status, "{path}");
        }
        let json = async |path: &str| -> serde_json::Value { serde_json::from_slice(&get(path).await.body).unwrap() };
        let state = json("/slave(1)/state").await;
        assert_eq!((&state["id"], &state["frameworks"][0]["executors"][0]["tasks"][0]["id"]), (&"c-S1".into(), &"a".into()));
        assert_eq!(json("/containers").await[0]["container_id"], container.config.container_id.as_str());
        assert_eq!(json("/containers?framework_id=other").await, serde_json::json!([]));
    });
}

#[test]
fn messages_pass_between_framework_and_executor_while_it_runs() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let message = |executor: &str| FromMaster::FrameworkMessage {
            term: Term(1),
            framework_id: framework_id(),
            executor_id: ExecutorId::new(executor).unwrap(),
            data: vec![0, 255].into(),
        };
        bench.run("a", 0, framework()).await;
        let container = bench.container();
        bench.master.say(message("a")).await;
        // It is there before the executor registers.
        sim.clock().advance(secs(1)).await;
        let mut executor = bench.executor(&container, "executor").await;
        bench.master.say(message("b")).await;
        bench.master.say(message("a")).await;
        sim.clock().advance(secs(1)).await;
        let heard: Vec<_> =
            executor.ear.drain().into_iter().filter(|said| matches!(said, ToExecutor::Message { .. })).collect();
        assert_eq!(heard, [ToExecutor::Message { data: vec![0, 255].into() }]);
        assert_eq!(bench.metric("slave/invalid_framework_messages").await, 2.0, "too early, and to nobody");

        bench.master.ear.drain();
        executor.say(FromExecutor::Message { data: vec![7].into() }).await;
        let ToMaster::ExecutorMessage { executor_id, data, framework_id: of, agent_id: at } = bench.master.next().await
        else {
            panic!("no message")
        };
        assert_eq!((executor_id.as_str(), &*data, of, at), ("a", &[7][..], framework_id(), agent_id(1)));
        assert_eq!(bench.metric("slave/valid_framework_messages").await, 2.0);
    });
}

/// Ends the agent's node; how long that takes, once it has.
fn ending(bench: &Bench) -> libprocess::wire::Answer<Duration> {
    let (node, clock) = (bench.node.clone(), bench.sim.clock());
    let (done, ended) = Reply::pair();
    bench.sim.test_node().run_beside(async move {
        let begun = clock.now();
        node.shut_down(secs(5)).await;
        done.send(clock.now() - begun);
    });
    ended
}

#[test]
fn an_agent_that_ends_delivers_what_it_has_to_tell_and_starts_nothing_more() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Finished, 1)) }).await;
        let status = bench.heard(SOON).await.status;
        let ended = ending(&bench);
        sim.settle().await;
        bench.run("b", 0, framework()).await;
        assert!(bench.nothing_launched(), "a task was started by an agent that ends");
        let refused = bench.update(SOON).await;
        assert_eq!((refused.task_id.as_str(), refused.reason), ("b", Some(Reason::AgentRemoved)));
        bench.acknowledge(&status).await;
        assert!(ended.await.unwrap() < secs(1), "it waits for nothing but what it has to tell");
    });
}

#[test]
fn an_agent_that_ends_waits_no_longer_than_a_second_for_frameworks_and_not_at_all_without_a_master() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, executor) = bench.running("a").await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Finished, 1)) }).await;
        bench.heard(SOON).await;
        let took = ending(&bench).await.unwrap();
        assert!((secs(1)..secs(2)).contains(&took), "{took:?}");
    });
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (_container, executor) = bench.running("a").await;
        bench.master = bench.master.restart().await;
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Finished, 1)) }).await;
        sim.settle().await;
        let took = ending(&bench).await.unwrap();
        assert!(took < secs(1), "{took:?}");
    });
}

#[test]
fn an_agent_that_winds_down_gives_executors_their_grace_and_is_done_when_none_is_left() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, mut executor) = bench.running("a").await;
        bench.run("b", 0, framework()).await;
        let starting = bench.container();
        let (done, mut wound_down) = Reply::pair();
        let node = bench.node.clone();
        sim.test_node().run_beside(async move {
            crate::wind_down(&node).await;
            done.send(());
        });
        sim.settle().await;
        assert_eq!(executor.next().await, ToExecutor::Shutdown);
        assert!(starting.has_ended() && !container.has_ended());
        let dropped = bench.update(SOON).await;
        assert_eq!((dropped.task_id.as_str(), dropped.reason), ("b", Some(Reason::AgentRemoved)));
        bench.run("c", 0, framework()).await;
        assert_eq!(bench.update(SOON).await.task_id.as_str(), "c");
        assert!(bench.nothing_launched() && !is_there(&mut wound_down), "an executor is left");
        // Longer than its grace.
        sim.clock().advance(secs(6)).await;
        assert!(container.has_ended());
        wound_down.await.unwrap();
    });
}

/// Whether an answer has come.
fn is_there<T>(answer: &mut libprocess::wire::Answer<T>) -> bool {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    std::pin::Pin::new(answer).poll(&mut context).is_ready()
}

#[test]
fn levels_follow_what_is_here_through_every_change_and_a_new_beginning() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let names = ["registered", "frameworks_active", "tasks_staging", "tasks_running", "executors_registering"];
        let levels = async |bench: &Bench| {
            let mut levels = Vec::new();
            for name in names.into_iter().chain(["executors_running"]) {
                levels.push(bench.metric(&format!("slave/{name}")).await as u32);
            }
            levels
        };
        assert_eq!(levels(&bench).await, [1, 0, 0, 0, 0, 0]);
        bench.run("a", 0, framework()).await;
        let container = bench.container();
        assert_eq!(levels(&bench).await, [1, 1, 1, 0, 1, 0]);
        let executor = bench.executor(&container, "executor").await;
        assert_eq!(levels(&bench).await, [1, 1, 1, 0, 0, 1]);
        executor.say(FromExecutor::Update { status: Box::new(status("a", TaskState::Running, 1)) }).await;
        bench.update(SOON).await;
        assert_eq!(levels(&bench).await, [1, 1, 0, 1, 0, 1]);
        bench.run("b", 0, framework()).await;
        assert_eq!(levels(&bench).await, [1, 1, 1, 1, 1, 1]);
        container.end(0);
        bench.update(SOON).await;
        sim.settle().await;
        assert_eq!(levels(&bench).await, [1, 1, 1, 0, 1, 0]);
        bench.master.say(FromMaster::Shutdown { term: Term(1), reason: "given up".into() }).await;
        sim.settle().await;
        assert_eq!(levels(&bench).await, [0; 6]);
    });
}

#[test]
fn an_executor_that_its_framework_ends_is_told_once_and_destroyed_after_its_grace() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim, 100).await;
        let (container, mut executor) = bench.running("a").await;
        let shutdown = |executor: &str| FromMaster::ShutdownExecutor {
            term: Term(1),
            framework_id: framework_id(),
            executor_id: ExecutorId::new(executor).unwrap(),
        };
        for (executor_id, told) in [("b", 0), ("a", 1), ("a", 0)] {
            bench.master.say(shutdown(executor_id)).await;
            sim.settle().await;
            let heard = executor.ear.drain().into_iter().filter(|said| *said == ToExecutor::Shutdown).count();
            assert_eq!(heard, told, "{executor_id}");
        }
        assert!(!container.has_ended());
        sim.clock().advance(secs(6)).await;
        assert!(container.has_ended(), "the grace period is over");
        assert_eq!(bench.update(SOON).await.state, TaskState::Failed);
    });
}

#[test]
fn the_actors_of_an_agent_show_their_state_in_bounded_size() {
    simulate(seeds(3), async |sim| {
        let bench = Bench::registered(&sim, 100).await;
        let state = async |node: &Node, actor: &str| -> serde_json::Value {
            let response = node.serve(Request::get(&format!("/inspect/state/{actor}"))).await;
            serde_json::from_slice(&response.body).unwrap()
        };
        for n in 0..25 {
            bench.run(&format!("b{n}"), 0, framework()).await;
        }
        let container = bench.container();
        let executor = bench.silent_executor("executor").await;
        bench.register(&executor, &container).await;
        executor.say(FromExecutor::Update { status: Box::new(status("b0", TaskState::Running, 1)) }).await;
        sim.settle().await;
        let agent = state(&bench.node, "agent").await;
        assert_eq!((&agent["id"], &agent["tasks"], &agent["executors"]), (&"c-S1".into(), &25.into(), &25.into()));
        assert_eq!((agent["some_tasks"].as_array().unwrap().len(), &agent["some_executors"][0]), (20, &"b0 RUNNING".into()));
        let updates = state(&bench.node, "status_updates").await;
        assert_eq!((&updates["waiting"], &updates["tasks"][0]["task_id"]), (&1.into(), &"b0".into()));
        let all = state(&bench.node, "containerizer").await;
        assert_eq!((&all["containers"], all["some_containers"].as_array().unwrap().len()), (&25.into(), 20));
        let one = state(&bench.node, &format!("container({})", container.config.container_id)).await;
        assert_eq!(one, serde_json::json!({ "phase": "running", "pid": 4711 }));
    });
}
