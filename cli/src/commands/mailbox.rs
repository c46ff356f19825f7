//! `mesos mailbox`: what waits for an actor, read from outside.

use std::net::SocketAddr;

use libprocess::Address;
use serde_json::Value;

use super::{list, text};
use crate::{
    args::MailboxArgs,
    failure::Failure,
    output,
    remote::{Remote, escaped},
    table::{self, Table},
};

pub(super) async fn show(cluster: &Remote, args: &MailboxArgs, as_json: bool) -> Result<(), Failure> {
    let (name, node) = which(&args.actor, cluster.master)?;
    let answer = cluster.json(node, &format!("/inspect/mailbox/{}", escaped(&name))).await?;
    if as_json {
        return output::json(&answer);
    }
    output::line(describe(&answer, table::colours()))
}

/// A name on the master's node, or a whole address.
fn which(actor: &str, master: SocketAddr) -> Result<(String, SocketAddr), Failure> {
    if !actor.contains('@') {
        return Ok((actor.to_owned(), master));
    }
    let address: Address = actor.parse().map_err(Failure::new)?;
    Ok((address.name.to_string(), address.node))
}

fn describe(answer: &Value, colours: bool) -> String {
    let actor = &answer["actor"];
    let current = actor["current"].as_str().map_or_else(|| "idle".to_owned(), |message| format!("handles {message}"));
    let head = format!("{}: {current}, {} of {} wait", text(actor, "pid"), text(actor, "queue"), text(actor, "capacity"));
    let mut table = Table::new(&[">AGE", "FROM", "MESSAGE", ">BYTES", "BEGINS WITH"]);
    for message in list(answer, "messages") {
        let begins = text(message, "text").lines().next().unwrap_or_default().chars().take(80).collect();
        table.row([
            message["age_ms"].as_u64().map_or_else(|| "-".to_owned(), |ms| format!("{ms} ms")),
            text(message, "from"),
            text(message, "kind"),
            text(message, "size"),
            begins,
        ]);
    }
    if table.is_empty() { head } else { format!("{head}\n{}", table.text(colours)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_actor_is_named_alone_or_with_its_node() {
        let master: SocketAddr = "10.0.0.1:5050".parse().unwrap();
        assert_eq!(which("master", master), Ok(("master".to_owned(), master)));
        let there = "10.0.0.7:5051".parse().unwrap();
        assert_eq!(which("agent@10.0.0.7:5051", master), Ok(("agent".to_owned(), there)));
        assert!(which("agent@there", master).unwrap_err().why.contains("ip:port"));
    }

    #[test]
    fn what_waits_is_listed_below_what_is_handled() {
        let answer = json!({
            "actor": { "pid": "a@1.2.3.4:5#0000000000000001-1", "current": "Apply", "queue": 1, "capacity": 1024 },
            "messages": [{ "age_ms": 12, "from": "master", "kind": "Apply", "size": 64, "text": "Apply {\n  x }" }],
        });
        let text = describe(&answer, false);
        assert!(text.starts_with("a@1.2.3.4:5#0000000000000001-1: handles Apply, 1 of 1024 wait\n"), "{text}");
        assert_eq!(text.lines().nth(2).unwrap(), "12 ms  master  Apply       64  Apply {");
    }
}
