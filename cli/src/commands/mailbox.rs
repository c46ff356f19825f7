//! `mesos mailbox`: what waits for an actor, read from outside.

use serde_json::Value;

use super::{actor::which, list, text};
use crate::{
    args::ActorArgs,
    failure::Failure,
    output,
    remote::{Remote, escaped},
    table::{self, Table},
};

pub(super) async fn show(cluster: &Remote, args: &ActorArgs, as_json: bool) -> Result<(), Failure> {
    let (name, node) = which(&args.actor, cluster.master)?;
    let answer = cluster.json(node, &format!("/inspect/mailbox/{}", escaped(&name))).await?;
    if as_json {
        return output::json(&answer);
    }
    output::line(describe(&answer, table::colours()))
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
    let mut parts = vec![head];
    parts.extend((!table.is_empty()).then(|| table.text(colours)));
    let times = times(answer);
    parts.extend((!times.is_empty()).then(|| times.text(colours)));
    parts.join("\n")
}

/// How long the handlers take, by type of message.
fn times(answer: &Value) -> Table {
    let mut table = Table::new(&["HANDLES", ">SAMPLES", ">MEAN", ">P50", ">P99", ">MAX"]);
    for time in list(answer, "handler_times") {
        let micros = |field: &str| format!("{:.0} µs", time[field].as_f64().unwrap_or(0.0));
        let spans = ["mean_us", "p50_us", "p99_us", "max_us"].map(micros);
        table.row([text(time, "message"), text(time, "samples")].into_iter().chain(spans));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_waits_is_listed_below_what_is_handled() {
        let answer = json!({
            "actor": { "pid": "a@1.2.3.4:5#0000000000000001-1", "current": "Apply", "queue": 1, "capacity": 1024 },
            "messages": [{ "age_ms": 12, "from": "master", "kind": "Apply", "size": 64, "text": "Apply {\n  x }" }],
        });
        let text = describe(&answer, false);
        assert!(text.starts_with("a@1.2.3.4:5#0000000000000001-1: handles Apply, 1 of 1024 wait\n"), "{text}");
        assert_eq!(text.lines().nth(2).unwrap(), "12 ms  master  Apply       64  Apply {");
        let timed = json!({ "handler_times": [{ "message": "Apply", "samples": 9, "mean_us": 2.6, "p50_us": 2, "p99_us": 8, "max_us": 7 }] });
        assert!(
            describe(&timed, false).ends_with("Apply          9  3 µs  2 µs  8 µs  7 µs"),
            "{}",
            describe(&timed, false)
        );
    }
}
