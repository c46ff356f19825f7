//! `mesos actor`: what an operator does to one actor: let it stand still, go on, end, log more.

use std::net::SocketAddr;

use libprocess::{Address, http::Request};
use serde_json::Value;

use super::text;
use crate::{
    args::{ActorArgs, ActorCommand},
    failure::Failure,
    output,
    remote::{Remote, escaped},
};

/// A name on the master's node, or a whole address.
pub(super) fn which(actor: &str, master: SocketAddr) -> Result<(String, SocketAddr), Failure> {
    if !actor.contains('@') {
        return Ok((actor.to_owned(), master));
    }
    let address: Address = actor.parse().map_err(Failure::new)?;
    Ok((address.name.to_string(), address.node))
}

/// The endpoint that does it, for the actor of that name.
fn path(command: &ActorCommand, name: &str) -> String {
    let name = escaped(name);
    match command {
        ActorCommand::Suspend(_) => format!("/operate/suspend/{name}"),
        ActorCommand::Resume(_) => format!("/operate/resume/{name}"),
        ActorCommand::Stop(_) => format!("/operate/stop/{name}"),
        ActorCommand::LogLevel(args) => {
            format!("/operate/loglevel/{name}?level={}&duration={}ms", escaped(&args.level), args.duration.as_millis())
        }
    }
}

impl ActorCommand {
    /// Which actor is meant.
    pub(super) fn target(&self) -> &ActorArgs {
        match self {
            ActorCommand::Suspend(target) | ActorCommand::Resume(target) | ActorCommand::Stop(target) => target,
            ActorCommand::LogLevel(args) => &args.target,
        }
    }
}

pub(super) async fn carry_out(cluster: &Remote, command: &ActorCommand, as_json: bool) -> Result<(), Failure> {
    let (name, node) = which(&command.target().actor, cluster.master)?;
    let request = Request { method: "POST".into(), ..Request::get(&path(command, &name)) };
    let done = cluster.ask(node, request).await?;
    if as_json { output::json(&done) } else { output::line(describe(command, &done)) }
}

fn describe(command: &ActorCommand, done: &Value) -> String {
    let actor = text(done, "actor");
    match command {
        ActorCommand::Suspend(_) => format!("{actor} stands still; `mesos actor resume` lets it go on"),
        ActorCommand::Resume(_) => format!("{actor} goes on"),
        ActorCommand::Stop(_) => format!("{actor} was told to end; its supervisor decides what follows"),
        ActorCommand::LogLevel(_) => match done["for_secs"].as_f64() {
            Some(seconds) => format!("{actor} logs at {} for {seconds} s", text(done, "level")),
            None => format!("{actor} logs as its program does"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command, read};

    fn command(line: &str) -> ActorCommand {
        let words = std::iter::once("mesos").chain(line.split_whitespace()).map(Into::into);
        let Cli { command: Command::Actor(command), .. } = read(words.collect()).unwrap() else { panic!("another command") };
        command
    }

    #[test]
    fn an_actor_is_named_alone_or_with_its_node() {
        let master: SocketAddr = "10.0.0.1:5050".parse().unwrap();
        assert_eq!(which("master", master), Ok(("master".to_owned(), master)));
        let there = "10.0.0.7:5051".parse().unwrap();
        assert_eq!(which("agent@10.0.0.7:5051", master), Ok(("agent".to_owned(), there)));
        assert!(which("agent@there", master).unwrap_err().why.contains("ip:port"));
    }

    #[test]
    fn each_act_asks_its_own_endpoint() {
        assert_eq!(path(&command("actor suspend a(1)"), "a(1)"), "/operate/suspend/a(1)");
        assert_eq!(path(&command("actor stop x"), "a b"), "/operate/stop/a%20b");
        let raised = command("actor log-level allocator debug --for 5mins");
        assert_eq!(path(&raised, "allocator"), "/operate/loglevel/allocator?level=debug&duration=300000ms");
        assert_eq!(
            describe(&raised, &serde_json::json!({ "actor": "a", "level": "debug", "for_secs": 300.0 })),
            "a logs at debug for 300 s"
        );
    }
}
