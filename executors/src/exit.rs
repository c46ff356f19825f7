//! What an end of a task's command means: state, reason and message.

use std::{os::unix::process::ExitStatusExt, process::ExitStatus};

use libprocess::os::process::describe_status;
use mesos_protocol::status::{Reason, TaskState};

/// What was decided about a task before its command ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Circumstances {
    /// It took longer than it may, and was killed for that.
    pub(crate) timed_out: bool,
    /// Somebody asked for its end.
    pub(crate) killed: bool,
}

/// The final state of a task whose command ended so; `Err` is why that is not known.
pub(crate) fn conclude(
    ended: &Result<ExitStatus, String>,
    circumstances: Circumstances,
) -> (TaskState, Option<Reason>, String) {
    let status = match ended {
        Ok(status) => *status,
        Err(why) => {
            return (TaskState::Failed, None, format!("Failed to get exit status for Command: {why}"));
        }
    };
    let message = format!("Command {}", describe_status(status));
    if circumstances.timed_out {
        (TaskState::Failed, Some(Reason::MaxCompletionTimeReached), message)
    } else if circumstances.killed {
        (TaskState::Killed, None, message)
    } else if status.into_raw() == 0 {
        (TaskState::Finished, None, message)
    } else {
        (TaskState::Failed, None, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KILLED: Circumstances = Circumstances { timed_out: false, killed: true };
    const LATE: Circumstances = Circumstances { timed_out: true, killed: true };

    #[test]
    fn the_first_line_of_the_table_that_fits_counts() {
        let nothing = Circumstances::default();
        let ended = |raw| Ok(ExitStatus::from_raw(raw));
        for (end, circumstances, state, reason, message) in [
            (Err("lost".to_owned()), KILLED, TaskState::Failed, None, "Failed to get exit status for Command: lost"),
            (
                ended(9),
                LATE,
                TaskState::Failed,
                Some(Reason::MaxCompletionTimeReached),
                "Command terminated with signal Killed",
            ),
            (ended(0), KILLED, TaskState::Killed, None, "Command exited with status 0"),
            (ended(15), KILLED, TaskState::Killed, None, "Command terminated with signal Terminated"),
            (ended(0), nothing, TaskState::Finished, None, "Command exited with status 0"),
            (ended(127 << 8), nothing, TaskState::Failed, None, "Command exited with status 127"),
            (
                ended(11 | 0x80),
                nothing,
                TaskState::Failed,
                None,
                "Command terminated with signal Segmentation fault (core dumped)",
            ),
        ] {
            assert_eq!(conclude(&end, circumstances), (state, reason, message.to_owned()));
        }
    }
}
