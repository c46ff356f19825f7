//! [`ScriptedRunner`]: a command as a script that takes virtual time, for the simulator.
//!
//! Steps are separated by `;`: `echo TEXT`, `sleep DURATION` (`5secs`, or a bare number of seconds), `exit N`, `true`,
//! `false`, `trap` (from here on SIGTERM is ignored), `abort N` (ends by that signal). Any other step ends the script as a
//! shell ends that does not know a command: status 127, and a line on the error output.

use std::{os::unix::process::ExitStatusExt, process::ExitStatus, sync::Arc, time::Duration};

use libprocess::{Node, Reply};
use mesos_protocol::units::parse_duration;
use parking_lot::Mutex;

use super::{Boxed, Runner, Started, TaskCommand};

/// Takes what a script writes: to which file of the sandbox, and what.
pub type Write = Arc<dyn Fn(&str, &[u8]) + Send + Sync>;

/// Follows scripts, on the clock of a node.
pub struct ScriptedRunner {
    node: Node,
    write: Write,
    running: Arc<Mutex<Running>>,
}

#[derive(Default)]
struct Running {
    /// Takes the status; empty when no script runs.
    ended: Option<Reply<i32>>,
    ignores_terminate: bool,
}

impl Running {
    /// Ends the script with a status, as `wait` gives it.
    fn end(&mut self, status: i32) {
        if let Some(ended) = self.ended.take() {
            ended.send(status);
        }
    }
}

impl ScriptedRunner {
    /// On this node's clock.
    pub fn new(node: Node, write: Write) -> ScriptedRunner {
        ScriptedRunner { node, write, running: Arc::default() }
    }
}

/// One step of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Echo(String),
    Sleep(Duration),
    Trap,
    /// Ends with this status, as `wait` gives it.
    End(i32),
    Unknown(String),
}

fn parse(script: &str) -> Vec<Step> {
    let step = |text: &str| -> Step {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let rest = rest.trim();
        let seconds = || rest.parse().ok().map(Duration::from_secs);
        let known = match word {
            "echo" => Some(Step::Echo(format!("{rest}\n"))),
            "sleep" => seconds().or_else(|| parse_duration(rest).ok()).map(Step::Sleep),
            "exit" => rest.parse::<u8>().ok().map(|code| Step::End(i32::from(code) << 8)),
            "abort" => {
                rest.parse::<u8>().ok().filter(|signal| (1..65).contains(signal)).map(|signal| Step::End(signal.into()))
            }
            "true" => Some(Step::Sleep(Duration::ZERO)),
            "false" => Some(Step::End(1 << 8)),
            "trap" => Some(Step::Trap),
            _ => None,
        };
        known.unwrap_or_else(|| Step::Unknown(word.to_owned()))
    };
    script.split(';').map(str::trim).filter(|text| !text.is_empty()).map(step).collect()
}

impl Runner for ScriptedRunner {
    fn start(&self, task: TaskCommand) -> Boxed<Result<Started, String>> {
        let Some(script) = task.command.value else {
            return Box::pin(async { Err("the task's command has no value; write a script".to_owned()) });
        };
        let (reply, answer) = Reply::pair();
        *self.running.lock() = Running { ended: Some(reply), ignores_terminate: false };
        self.node.run_beside(follow(parse(&script), self.node.clone(), self.write.clone(), self.running.clone()));
        let ended = Box::pin(async move {
            let status = answer.await.map_err(|error| error.to_string())?;
            Ok(ExitStatus::from_raw(status))
        });
        Box::pin(async move { Ok(Started { pid: None, ended }) })
    }

    fn terminate(&self) -> Boxed<()> {
        let mut running = self.running.lock();
        if !running.ignores_terminate {
            running.end(15);
        }
        Box::pin(async {})
    }

    fn kill(&self) -> Boxed<()> {
        self.running.lock().end(9);
        Box::pin(async {})
    }

    fn tidy(&self) -> Boxed<()> {
        Box::pin(async {})
    }
}

async fn follow(steps: Vec<Step>, node: Node, write: Write, running: Arc<Mutex<Running>>) {
    for step in steps {
        if running.lock().ended.is_none() {
            return;
        }
        match step {
            Step::Echo(text) => write("stdout", text.as_bytes()),
            Step::Sleep(time) => node.sleep(time).await,
            Step::Trap => running.lock().ignores_terminate = true,
            Step::End(status) => return running.lock().end(status),
            Step::Unknown(word) => {
                write("stderr", format!("sh: 1: {word}: not found\n").as_bytes());
                return running.lock().end(127 << 8);
            }
        }
    }
    running.lock().end(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_read_step_by_step() {
        let steps = parse("echo hi  there; sleep 5; sleep 20ms; trap; exit 3");
        let sleep = |millis| Step::Sleep(Duration::from_millis(millis));
        let echo = Step::Echo("hi  there\n".into());
        assert_eq!(steps, [echo, sleep(5000), sleep(20), Step::Trap, Step::End(3 << 8)]);
        assert_eq!(parse("nonsense 3"), [Step::Unknown("nonsense".into())]);
        assert_eq!(parse("sleep long"), [Step::Unknown("sleep".into())]);
        assert_eq!(parse("abort 9;"), [Step::End(9)]);
    }
}
