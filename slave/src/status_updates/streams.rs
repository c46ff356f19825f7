//! Streams of status updates, one per task: which update is under way, when it is sent again. Decides only.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Duration,
};

use mesos_protocol::{
    ids::{FrameworkId, TaskId, UpdateUuid},
    status::TaskStatus,
};
use serde_json::{Value, json};

/// An update that is not acknowledged is sent again after this time: 10 s, as in Mesos.
pub const RETRY_FIRST: Duration = Duration::from_secs(10);

/// The time doubles with each try, up to 10 minutes, as in Mesos.
pub const RETRY_MAX: Duration = Duration::from_secs(600);

/// Most tasks that are shown.
const SHOWN_MAX: usize = 20;

/// Names a task: its framework, and its name there.
pub(crate) type TaskKey = (FrameworkId, TaskId);

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Send this update to the master, and look again after this time.
    Send { status: Box<TaskStatus>, again_after: Duration },
    /// The update is kept: its executor may forget it.
    Kept { uuid: UpdateUuid },
    /// The framework has it; `last` if the task is over and nothing else is to be told of it.
    Delivered { uuid: UpdateUuid, last: bool },
}

#[derive(Debug, Default)]
struct Stream {
    /// Not acknowledged by the framework, oldest first; only the first is under way.
    pending: VecDeque<TaskStatus>,
    /// All updates of this task so far.
    known: BTreeSet<UpdateUuid>,
    /// Time until the first is sent again.
    interval: Duration,
}

impl Stream {
    /// Sends the first for the first time.
    fn begin(&mut self) -> Option<Effect> {
        self.interval = RETRY_FIRST;
        self.send()
    }

    fn send(&self) -> Option<Effect> {
        let status = Box::new(self.pending.front()?.clone());
        Some(Effect::Send { status, again_after: self.interval })
    }
}

/// All streams of an agent.
#[derive(Debug)]
pub(crate) struct Streams {
    streams: BTreeMap<TaskKey, Stream>,
    /// No master listens.
    paused: bool,
}

impl Streams {
    pub(crate) fn paused() -> Streams {
        Streams { streams: BTreeMap::new(), paused: true }
    }

    /// An update with a uuid; one that is known is only kept again.
    pub(crate) fn update(&mut self, key: &TaskKey, status: TaskStatus, uuid: UpdateUuid) -> Vec<Effect> {
        let stream = self.streams.entry(key.clone()).or_default();
        let mut effects = vec![Effect::Kept { uuid }];
        if stream.known.insert(uuid) {
            stream.pending.push_back(status);
            if stream.pending.len() == 1 && !self.paused {
                effects.extend(stream.begin());
            }
        }
        effects
    }

    /// The framework has seen an update. Only the one under way can have been seen; others are ignored.
    pub(crate) fn acknowledge(&mut self, key: &TaskKey, uuid: UpdateUuid) -> Vec<Effect> {
        let Some(stream) = self.streams.get_mut(key) else { return Vec::new() };
        if stream.pending.front().and_then(|status| status.uuid) != Some(uuid) {
            return Vec::new();
        }
        let last = stream.pending.pop_front().is_some_and(|status| status.state.is_terminal());
        if last {
            self.streams.remove(key);
            return vec![Effect::Delivered { uuid, last }];
        }
        let next = if self.paused { None } else { stream.begin() };
        [Effect::Delivered { uuid, last }].into_iter().chain(next).collect()
    }

    /// It is time to send again what is under way.
    pub(crate) fn retry(&mut self, key: &TaskKey) -> Option<Effect> {
        let stream = self.streams.get_mut(key).filter(|_| !self.paused)?;
        stream.interval = stream.interval.saturating_mul(2).min(RETRY_MAX);
        stream.send()
    }

    /// No master listens: nothing is sent until [`Streams::resume`].
    pub(crate) fn pause(&mut self) {
        self.paused = true;
    }

    /// A master listens: the oldest update of each task is sent.
    pub(crate) fn resume(&mut self) -> Vec<(TaskKey, Effect)> {
        self.paused = false;
        self.send_again(|_| true)
    }

    /// The framework is new or back: the oldest update of each of its tasks is sent.
    pub(crate) fn resend(&mut self, framework_id: &FrameworkId) -> Vec<(TaskKey, Effect)> {
        if self.paused {
            return Vec::new();
        }
        self.send_again(|key| key.0 == *framework_id)
    }

    fn send_again(&mut self, wanted: impl Fn(&TaskKey) -> bool) -> Vec<(TaskKey, Effect)> {
        let streams = self.streams.iter_mut().filter(|(key, _)| wanted(key));
        streams.filter_map(|(key, stream)| Some((key.clone(), stream.begin()?))).collect()
    }

    /// Nobody waits for updates of this framework any more. The tasks whose streams end.
    pub(crate) fn forget(&mut self, framework_id: &FrameworkId) -> Vec<TaskKey> {
        let keys: Vec<_> = self.streams.keys().filter(|key| key.0 == *framework_id).cloned().collect();
        self.streams.retain(|key, _| key.0 != *framework_id);
        keys
    }

    /// Nothing waits for an answer, or nobody is there who would give one.
    pub(crate) fn has_nothing_to_send(&self) -> bool {
        self.paused || self.streams.values().all(|stream| stream.pending.is_empty())
    }

    /// How many updates wait.
    pub(crate) fn pending(&self) -> usize {
        self.streams.values().map(|stream| stream.pending.len()).sum()
    }

    /// What waits, for people; of the tasks the first twenty.
    pub(crate) fn shown(&self) -> Value {
        let waiting = self.streams.iter().filter(|(_, stream)| !stream.pending.is_empty());
        let task = |((framework_id, task_id), stream): (&TaskKey, &Stream)| {
            json!({
                "framework_id": framework_id,
                "task_id": task_id,
                "waiting": stream.pending.len(),
                "next": stream.pending.front().map(|status| status.state.name()),
                "sent_again_after_secs": stream.interval.as_secs_f64(),
            })
        };
        json!({
            "paused": self.paused,
            "streams": self.streams.len(),
            "waiting": self.pending(),
            "tasks": waiting.take(SHOWN_MAX).map(task).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use mesos_protocol::status::{Source, TaskState};

    use super::*;

    fn key(task: &str) -> TaskKey {
        (FrameworkId::new("c-0001").unwrap(), TaskId::new(task).unwrap())
    }

    fn status(task: &str, state: TaskState, uuid: u8) -> TaskStatus {
        TaskStatus::new(key(task).1, state, Source::Executor).uuid(id(uuid))
    }

    fn id(uuid: u8) -> UpdateUuid {
        UpdateUuid([uuid; 16])
    }

    fn sent(effects: &[Effect]) -> Vec<(UpdateUuid, u64)> {
        let sent = effects.iter().filter_map(|effect| match effect {
            Effect::Send { status, again_after } => Some((status.uuid.unwrap(), again_after.as_secs())),
            _ => None,
        });
        sent.collect()
    }

    fn listening() -> Streams {
        let mut streams = Streams::paused();
        streams.resume();
        streams
    }

    #[test]
    fn one_update_of_a_task_is_under_way_and_the_next_follows_its_acknowledgement() {
        let mut streams = listening();
        let key = key("a");
        assert_eq!(sent(&streams.update(&key, status("a", TaskState::Starting, 1), id(1))), [(id(1), 10)]);
        assert_eq!(sent(&streams.update(&key, status("a", TaskState::Running, 2), id(2))), []);
        assert_eq!(streams.acknowledge(&key, id(2)), [], "it is not under way yet");
        let effects = streams.acknowledge(&key, id(1));
        assert_eq!(effects[0], Effect::Delivered { uuid: id(1), last: false });
        assert_eq!(sent(&effects), [(id(2), 10)]);
        assert_eq!(streams.acknowledge(&key, id(1)), [], "it was acknowledged before");
    }

    #[test]
    fn tries_come_after_ten_seconds_doubling_to_ten_minutes() {
        let mut streams = listening();
        let key = key("a");
        streams.update(&key, status("a", TaskState::Running, 1), id(1));
        let tries: Vec<_> = (0..8).map(|_| sent(&[streams.retry(&key).unwrap()])[0].1).collect();
        assert_eq!(tries, [20, 40, 80, 160, 320, 600, 600, 600]);
        streams.acknowledge(&key, id(1));
        assert_eq!(streams.retry(&key), None);
    }

    #[test]
    fn a_known_update_is_kept_again_and_not_sent_again() {
        let mut streams = listening();
        let key = key("a");
        streams.update(&key, status("a", TaskState::Running, 1), id(1));
        assert_eq!(streams.update(&key, status("a", TaskState::Running, 1), id(1)), [Effect::Kept { uuid: id(1) }]);
        streams.acknowledge(&key, id(1));
        assert_eq!(streams.update(&key, status("a", TaskState::Running, 1), id(1)), [Effect::Kept { uuid: id(1) }]);
    }

    #[test]
    fn nothing_is_sent_while_no_master_listens_and_the_oldest_of_each_task_when_one_does() {
        let mut streams = Streams::paused();
        assert_eq!(sent(&streams.update(&key("a"), status("a", TaskState::Starting, 1), id(1))), []);
        streams.update(&key("a"), status("a", TaskState::Running, 2), id(2));
        streams.update(&key("b"), status("b", TaskState::Starting, 3), id(3));
        assert_eq!(streams.retry(&key("a")), None);
        let effects: Vec<_> = streams.resume().into_iter().map(|(_, effect)| effect).collect();
        assert_eq!(sent(&effects), [(id(1), 10), (id(3), 10)]);
        streams.pause();
        assert_eq!(streams.acknowledge(&key("a"), id(1)), [Effect::Delivered { uuid: id(1), last: false }]);
        assert_eq!(streams.resend(&key("a").0), []);
    }

    #[test]
    fn the_final_update_ends_its_stream() {
        let mut streams = listening();
        streams.update(&key("a"), status("a", TaskState::Finished, 1), id(1));
        assert_eq!(streams.acknowledge(&key("a"), id(1)), [Effect::Delivered { uuid: id(1), last: true }]);
        assert_eq!(streams.pending(), 0);
        assert!(streams.streams.is_empty());
    }

    #[test]
    fn updates_of_a_framework_that_is_gone_are_forgotten() {
        let mut streams = listening();
        streams.update(&key("a"), status("a", TaskState::Running, 1), id(1));
        assert_eq!(streams.forget(&key("a").0), [key("a")]);
        assert_eq!((streams.pending(), streams.retry(&key("a"))), (0, None));
    }

    #[test]
    fn what_waits_is_shown_of_twenty_tasks_at_most() {
        let mut streams = listening();
        streams.update(&key("a"), status("a", TaskState::Starting, 1), id(1));
        streams.update(&key("a"), status("a", TaskState::Running, 2), id(2));
        streams.retry(&key("a")).unwrap();
        let shown = streams.shown();
        let task = json!({ "framework_id": "c-0001", "task_id": "a", "waiting": 2, "next": "TASK_STARTING", "sent_again_after_secs": 20.0 });
        assert_eq!(shown, json!({ "paused": false, "streams": 1, "waiting": 2, "tasks": [task] }));
        (0..1000).for_each(|n| drop(streams.update(&key(&format!("b{n}")), status("b", TaskState::Running, 3), id(3))));
        let shown = streams.shown();
        assert_eq!((&shown["waiting"], shown["tasks"].as_array().unwrap().len()), (&json!(1002), SHOWN_MAX));
    }
}
