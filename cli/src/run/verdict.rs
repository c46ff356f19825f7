//! Which exit status follows from how a task ended.

use std::{os::unix::process::ExitStatusExt, process::ExitStatus, time::Duration};

use libprocess::os::process::describe_status;
use mesos_protocol::status::{TaskState, TaskStatus};
use serde_json::{Value, json};

use super::NOT_RUN;

/// Raw wait statuses: all exit codes, and all signals with and without a core dump.
fn statuses() -> impl Iterator<Item = ExitStatus> {
    let codes = (0..=255).map(|code| code << 8);
    let signals = (1..=64).flat_map(|signal| [signal, signal | 0x80]);
    codes.chain(signals).map(ExitStatus::from_raw)
}

/// The exit status that the message of a command's end tells: its own, or 128 and the number of the signal that ended it.
fn told(message: &str) -> Option<u8> {
    // The message is made by the same function, so this is its inverse, without reading words.
    let status = statuses().find(|status| message == format!("Command {}", describe_status(*status)))?;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal))?;
    u8::try_from(code).ok()
}

/// The exit status of a task that is over: its command's if there was one, else 125.
pub(super) fn code(status: &TaskStatus) -> u8 {
    match (status.state, status.message.as_deref().and_then(told)) {
        (TaskState::Finished, code) => code.unwrap_or(0),
        (TaskState::Failed | TaskState::Killed, Some(code)) => code,
        _ => NOT_RUN,
    }
}

/// A line about an update: when, what, which task, and why.
pub(super) fn line(status: &TaskStatus, at: Duration, host: &str) -> String {
    let (seconds, millis) = (at.as_secs() % 86_400, at.subsec_millis());
    let time = format!("{:02}:{:02}:{:02}.{millis:03}Z", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut line = format!("{time} {} {}", status.state, status.task_id);
    if !host.is_empty() {
        line += &format!(" on {host}");
    }
    if let Some(message) = status.message.as_ref().filter(|message| !message.is_empty()) {
        line += &format!(": {message}");
    }
    if let Some(reason) = status.reason {
        line += &format!(" ({reason})");
    }
    line
}

/// The same for programs; the time is in seconds since 1970, as in the states of a task that a master shows.
pub(super) fn json(status: &TaskStatus, at: Duration, host: &str) -> Value {
    json!({
        "timestamp": at.as_secs_f64(),
        "state": status.state.to_string(),
        "task_id": status.task_id.to_string(),
        "hostname": host,
        "message": status.message,
        "reason": status.reason.map(|reason| reason.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use mesos_protocol::{
        ids::TaskId,
        status::{Reason, Source},
    };

    fn ended(state: TaskState, message: Option<&str>) -> TaskStatus {
        let status = TaskStatus::new(TaskId::new("run.1").unwrap(), state, Source::Executor);
        TaskStatus { message: message.map(str::to_owned), ..status }
    }

    #[test]
    fn the_exit_status_is_that_of_the_task() {
        for (state, message, expected) in [
            (TaskState::Finished, Some("Command exited with status 0"), 0),
            (TaskState::Finished, None, 0),
            (TaskState::Failed, Some("Command exited with status 3"), 3),
            (TaskState::Failed, Some("Command exited with status 127"), 127),
            (TaskState::Failed, Some("Command terminated with signal Killed"), 137),
            (TaskState::Killed, Some("Command terminated with signal Terminated"), 143),
            (TaskState::Failed, Some("Command terminated with signal Segmentation fault (core dumped)"), 139),
            (TaskState::Failed, Some("the executor ended"), 125),
            (TaskState::Lost, Some("Command exited with status 0"), 125),
            (TaskState::Dropped, None, 125),
        ] {
            assert_eq!(code(&ended(state, message)), expected, "{state} {message:?}");
        }
    }

    #[test]
    fn each_status_is_told_by_its_own_message() {
        for status in statuses() {
            let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap();
            assert_eq!(told(&format!("Command {}", describe_status(status))), u8::try_from(code).ok(), "{status:?}");
        }
    }

    #[test]
    fn a_line_says_when_what_where_and_why() {
        let status = ended(TaskState::Lost, Some("the agent is gone")).reason(Reason::AgentRemoved);
        let at = Duration::from_millis(86_400_000 + 3_723_004);
        assert_eq!(
            line(&status, at, "db-7"),
            "01:02:03.004Z TASK_LOST run.1 on db-7: the agent is gone (REASON_AGENT_REMOVED)"
        );
        let value = json(&status, Duration::from_millis(1_500), "db-7");
        assert_eq!((&value["timestamp"], &value["state"]), (&json!(1.5), &json!("TASK_LOST")));
        assert_eq!((&value["message"], &value["reason"]), (&json!("the agent is gone"), &json!("REASON_AGENT_REMOVED")));
    }
}
