use std::{sync::Arc, time::Duration};

use libprocess::{
    prelude::*,
    testing::{Probe, Sim, seeds, simulate},
};
use mesos_protocol::{
    executor::ExecutorInfo,
    framework::{FrameworkCapability, FrameworkInfo},
    ids::{AgentId, ContainerId, ExecutorId, FrameworkId, TaskId},
    messages::agent_executor::{ToAgent, ToExecutor},
    status::{TaskState, TaskStatus},
    task::{KillPolicy, TaskInfo},
};
use parking_lot::Mutex;

use super::{ACKNOWLEDGE_MAX, Args, Executor, Message};
use crate::runner::ScriptedRunner;

/// An executor, with a probe in place of its agent.
struct Bench {
    node: Node,
    agent: Probe<ToAgent>,
    executor: Pid<Message>,
    door: Pid<ToExecutor>,
    written: Arc<Mutex<Vec<(String, String)>>>,
}

fn task(script: &str) -> mesos_protocol::task::TaskDraft {
    TaskInfo::command(script).cpus(0.1)
}

impl Bench {
    async fn start(sim: &Sim, capacity: usize) -> Bench {
        let node = sim.node("10.0.0.1:5051").every_capacity(capacity).start().await;
        let agent = Probe::<ToAgent>::at_door(&node, "agent").await;
        let written: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
        let kept = written.clone();
        let write: crate::runner::Write = Arc::new(move |file: &str, bytes: &[u8]| {
            kept.lock().push((file.to_owned(), String::from_utf8_lossy(bytes).into_owned()));
        });
        let args = Args {
            framework_id: FrameworkId::new("c-0001").unwrap(),
            executor_id: ExecutorId::new("t").unwrap(),
            container_id: ContainerId::new("run-1").unwrap(),
            agent: agent.pid(),
            runner: Arc::new(ScriptedRunner::new(node.clone(), write)),
            environment: Vec::new(),
            sandbox: "/sandbox".into(),
        };
        let executor = node.spawn::<Executor>("executor", args).await.unwrap();
        let door = node.pid::<ToExecutor>(&executor.address());
        Bench { node, agent, executor, door, written }
    }

    /// With an executor that the agent has answered.
    async fn registered(sim: &Sim) -> Bench {
        let mut bench = Bench::start(sim, 10).await;
        bench.register().await;
        bench
    }

    async fn tell(&self, message: ToExecutor) {
        self.door.send(message).await.unwrap();
    }

    async fn register(&mut self) {
        assert!(matches!(self.agent.next(secs(2)).await, ToAgent::Register { .. }));
        let registered = ToExecutor::Registered {
            framework: Box::new(FrameworkInfo::named("f")),
            executor: Box::new(ExecutorInfo::new(ExecutorId::new("t").unwrap())),
            agent_id: AgentId::new("c-S1").unwrap(),
            hostname: "h".into(),
            container_id: ContainerId::new("run-1").unwrap(),
            shutdown_grace_period: secs(5),
        };
        self.tell(registered).await;
    }

    async fn launch(&self, draft: mesos_protocol::task::TaskDraft, framework: FrameworkInfo) {
        let task = draft.on(AgentId::new("c-S1").unwrap(), TaskId::new("t").unwrap());
        self.tell(ToExecutor::Launch { task: Box::new(task), framework: Box::new(framework) }).await;
    }

    async fn kill(&self, grace: Option<Duration>) {
        let kill_policy = grace.map(KillPolicy::grace);
        self.tell(ToExecutor::Kill { task_id: TaskId::new("t").unwrap(), kill_policy }).await;
    }

    /// The next update, which it acknowledges.
    async fn update(&mut self, within: Duration) -> TaskStatus {
        let status = self.heard(within).await;
        let uuid = status.uuid.unwrap();
        self.tell(ToExecutor::Acknowledged { task_id: status.task_id.clone(), uuid }).await;
        status
    }

    /// The next update, not acknowledged.
    async fn heard(&mut self, within: Duration) -> TaskStatus {
        loop {
            match self.agent.next(within).await {
                ToAgent::Update { status } => return *status,
                ToAgent::Register { .. } => {}
                ToAgent::Exiting => panic!("it ends without the update"),
                other @ (ToAgent::Message { .. } | ToAgent::Heartbeat) => panic!("it never says {other:?}"),
            }
        }
    }

    async fn states(&mut self, count: usize) -> Vec<TaskState> {
        let mut states = Vec::new();
        for _ in 0..count {
            states.push(self.update(secs(100)).await.state);
        }
        states
    }
}

use TaskState::{Failed, Finished, Killed, Killing, Running, Starting};

fn plain() -> FrameworkInfo {
    FrameworkInfo::named("f")
}

#[test]
fn a_task_starts_runs_and_finishes_in_that_order() {
    for capacity in [1, 100] {
        simulate(seeds(20), async |sim| {
            let mut bench = Bench::start(&sim, capacity).await;
            bench.register().await;
            bench.launch(task("echo hi; sleep 4"), plain()).await;
            assert_eq!(bench.states(2).await, [Starting, Running]);
            let last = bench.update(secs(6)).await;
            assert_eq!((last.state, last.message.as_deref()), (Finished, Some("Command exited with status 0")));
            assert_eq!(bench.agent.next(secs(1)).await, ToAgent::Exiting);
            assert_eq!(bench.node.ended(&bench.executor).await, Exit::NoSuchActor, "it ends when all is told");
            assert_eq!(*bench.written.lock(), [("stdout".to_owned(), "hi\n".to_owned())]);
        });
    }
}

#[test]
fn an_unknown_command_fails_with_status_127() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("no-such-program"), plain()).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        let last = bench.update(secs(1)).await;
        assert_eq!((last.state, last.message.as_deref()), (Failed, Some("Command exited with status 127")));
    });
}

#[test]
fn registering_is_repeated_until_it_is_answered() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::start(&sim, 10).await;
        for _ in 0..3 {
            assert!(matches!(bench.agent.next(millis(1100)).await, ToAgent::Register { .. }));
        }
        bench.register().await;
        bench.agent.expect_silence(secs(30)).await;
    });
}

#[test]
fn an_update_is_repeated_with_its_uuid_until_it_is_acknowledged() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("sleep 60"), plain()).await;
        let first = bench.heard(secs(1)).await;
        bench.agent.expect_silence(secs(4)).await;
        assert_eq!(bench.update(secs(2)).await, first);
        let second = bench.heard(secs(1)).await;
        assert_eq!((first.state, second.state), (Starting, Running), "none overtakes another one");
        assert_eq!(bench.update(secs(6)).await, second);
        bench.agent.expect_silence(secs(20)).await;
    });
}

#[test]
fn a_task_that_is_launched_twice_runs_once() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("echo once; sleep 10"), plain()).await;
        bench.launch(task("echo once; sleep 10"), plain()).await;
        assert_eq!(bench.states(3).await, [Starting, Running, Finished]);
        assert_eq!(bench.written.lock().len(), 1);
    });
}

#[test]
fn a_killed_task_has_its_grace_and_not_more() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("trap; sleep 1000"), plain()).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        sim.clock().advance(secs(1)).await;
        bench.kill(Some(secs(7))).await;
        let begun = sim.clock().now();
        let last = bench.update(secs(8)).await;
        assert_eq!(last.message.as_deref(), Some("Command terminated with signal Killed"));
        assert_eq!((last.state, sim.clock().now() - begun), (Killed, secs(7)));
    });
}

#[test]
fn a_kill_whose_grace_is_over_before_the_task_runs_ends_it_all_the_same() {
    simulate(seeds(20), async |sim| {
        let mut bench = Bench::start(&sim, 10).await;
        bench.register().await;
        bench.launch(task("trap; sleep 1000"), plain()).await;
        bench.kill(Some(Duration::ZERO)).await;
        assert_eq!(bench.states(3).await, [Starting, Running, Killed]);
    });
}

#[test]
fn a_second_kill_shortens_the_grace_only() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("trap; sleep 1000"), plain()).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        sim.clock().advance(secs(1)).await;
        let begun = sim.clock().now();
        bench.kill(None).await;
        sim.clock().advance(secs(1)).await;
        bench.kill(Some(secs(60))).await;
        bench.kill(Some(secs(2))).await;
        assert_eq!(bench.update(secs(8)).await.state, Killed);
        assert_eq!(sim.clock().now() - begun, secs(2));
    });
}

#[test]
fn a_task_that_ends_well_after_a_kill_counts_as_killed_and_killing_is_told_to_who_asked_for_it() {
    simulate(seeds(10), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("trap; sleep 2"), plain().capability(FrameworkCapability::TaskKillingState)).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        sim.clock().advance(secs(1)).await;
        bench.kill(None).await;
        assert_eq!(bench.states(1).await, [Killing]);
        let last = bench.update(secs(3)).await;
        assert_eq!((last.state, last.message.as_deref()), (Killed, Some("Command exited with status 0")));
    });
}

#[test]
fn a_task_that_takes_too_long_fails_with_that_reason() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("sleep 1000").max_completion_time(secs(9)), plain()).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        let last = bench.update(secs(10)).await;
        assert_eq!(last.state, Failed);
        assert_eq!(last.reason, Some(mesos_protocol::status::Reason::MaxCompletionTimeReached));
    });
}

#[test]
fn a_shutdown_ends_the_task_within_the_time_it_gives() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("trap; sleep 1000"), plain()).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        sim.clock().advance(secs(1)).await;
        let begun = sim.clock().now();
        bench.tell(ToExecutor::Shutdown).await;
        assert_eq!(bench.update(secs(8)).await.state, Killed);
        assert_eq!(sim.clock().now() - begun, secs(3), "five seconds less two to report");
    });
}

#[test]
fn an_executor_without_a_task_ends_at_once_when_told_to() {
    simulate(seeds(5), async |sim| {
        let bench = Bench::registered(&sim).await;
        bench.tell(ToExecutor::Shutdown).await;
        sim.settle().await;
        assert_eq!(bench.node.ended(&bench.executor).await, Exit::NoSuchActor);
    });
}

#[test]
fn an_executor_whose_agent_is_gone_ends_its_task() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        bench.launch(task("sleep 1000; echo still here"), plain()).await;
        assert_eq!(bench.states(2).await, [Starting, Running]);
        bench.node.kill(&bench.agent.pid());
        sim.clock().advance(secs(2000)).await;
        assert_eq!(bench.node.ended(&bench.executor).await, Exit::NoSuchActor);
        assert!(bench.written.lock().is_empty());
    });
}

#[test]
fn an_executor_that_nobody_listens_to_ends() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::start(&sim, 1000).await;
        bench.register().await;
        bench.launch(task("true"), plain()).await;
        bench.heard(secs(1)).await;
        sim.clock().advance(ACKNOWLEDGE_MAX + secs(1)).await;
        assert_eq!(bench.node.ended(&bench.executor).await, Exit::NoSuchActor);
    });
}

#[test]
fn tasks_of_a_group_fail_one_and_all_and_messages_change_nothing() {
    simulate(seeds(5), async |sim| {
        let mut bench = Bench::registered(&sim).await;
        let on = |name: &str| task("true").on(AgentId::new("c-S1").unwrap(), TaskId::new(name).unwrap());
        bench.tell(ToExecutor::LaunchGroup { tasks: vec![on("a"), on("b")], framework: Box::new(plain()) }).await;
        for name in ["a", "b"] {
            let failed = bench.update(secs(1)).await;
            assert_eq!((failed.task_id.as_str(), failed.state), (name, Failed));
            assert!(failed.message.unwrap().contains("group of tasks"));
        }
        bench.tell(ToExecutor::Message { data: vec![1].into() }).await;
        bench.tell(ToExecutor::Heartbeat).await;
        bench.launch(task("sleep 1"), plain()).await;
        assert_eq!(bench.states(3).await, [Starting, Running, Finished]);
    });
}

#[test]
fn an_executor_whose_agent_cannot_go_on_ends_with_the_reason() {
    simulate(seeds(5), async |sim| {
        let bench = Bench::registered(&sim).await;
        bench.tell(ToExecutor::Error { message: "the disk is gone".into() }).await;
        let why = bench.node.ended(&bench.executor).await;
        assert!(why.to_string().contains("the disk is gone"), "{why}");
    });
}
