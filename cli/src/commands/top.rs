//! `mesos top`: the busiest actors, measured over a second.

use std::collections::BTreeMap;

use libprocess::time::secs;
use serde_json::{Value, json};

use super::{list, show as shown, text, tree::of_nodes};
use crate::{args::NodesArgs, failure::Failure, remote::Remote, table::Table};

/// Actors that are shown to people; programs get all.
const SHOWN_MAX: usize = 40;

/// One actor of one node, as it was during the second.
#[derive(Debug, PartialEq)]
struct Row {
    id: String,
    node: String,
    queue: u64,
    oldest_ms: Option<u64>,
    /// Share of the second, in percent.
    busy: f64,
    /// Messages handled during the second.
    handled: u64,
    restarts: u64,
}

pub(super) async fn show(cluster: &Remote, args: &NodesArgs, as_json: bool) -> Result<(), Failure> {
    let before = of_nodes(cluster, args, "/inspect/top").await?;
    let begun = cluster.node.clock().now();
    cluster.node.sleep(secs(1)).await;
    let after = of_nodes(cluster, args, "/inspect/top").await?;
    let seconds = cluster.node.clock().now().saturating_sub(begun).as_secs_f64();
    let before: BTreeMap<String, Value> = before.into_iter().map(|(node, answer)| (node.to_string(), answer)).collect();
    let mut rows = Vec::new();
    for (node, answer) in after {
        rows.extend(compare(&node.to_string(), before.get(&node.to_string()), &answer, seconds));
    }
    rows.sort_by(|one, two| {
        let rank = |row: &Row| (row.queue, row.busy, row.handled as f64);
        rank(two).partial_cmp(&rank(one)).unwrap_or(std::cmp::Ordering::Equal).then_with(|| one.id.cmp(&two.id))
    });
    let value = json!({ "actors": rows.iter().map(Row::json).collect::<Vec<_>>() });
    shown(as_json, &value, || table(&rows), "no actors")
}

fn compare(node: &str, before: Option<&Value>, after: &Value, seconds: f64) -> Vec<Row> {
    let number = |actor: &Value, field: &str| actor[field].as_u64().unwrap_or(0);
    let known: BTreeMap<String, &Value> =
        before.into_iter().flat_map(|before| list(before, "actors")).map(|actor| (text(actor, "id"), actor)).collect();
    let row = |actor: &Value| {
        let earlier = known.get(&text(actor, "id"));
        let grown = |field: &str| number(actor, field).saturating_sub(earlier.map_or(0, |earlier| number(earlier, field)));
        Row {
            id: text(actor, "id"),
            node: node.to_owned(),
            queue: number(actor, "queue"),
            oldest_ms: actor["oldest_ms"].as_u64(),
            busy: grown("busy_ms") as f64 / 10.0 / seconds,
            handled: (grown("handled") as f64 / seconds).round() as u64,
            restarts: number(actor, "restarts"),
        }
    };
    list(after, "actors").map(row).collect()
}

impl Row {
    fn json(&self) -> Value {
        json!({
            "id": self.id, "node": self.node, "queue": self.queue, "oldest_ms": self.oldest_ms,
            "busy_percent": self.busy, "messages_per_second": self.handled, "restarts": self.restarts,
        })
    }
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new(&["ACTOR", "NODE", ">QUEUE", ">OLDEST", ">BUSY", ">MSG/S", ">RESTARTS"]);
    for row in rows.iter().take(SHOWN_MAX) {
        table.row([
            row.id.clone(),
            row.node.clone(),
            row.queue.to_string(),
            row.oldest_ms.map_or_else(|| "-".to_owned(), |ms| format!("{ms} ms")),
            format!("{:.0} %", row.busy),
            row.handled.to_string(),
            row.restarts.to_string(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_what_grew_during_the_second() {
        let at = |busy: u64, handled: u64| json!({ "actors": [{ "id": "master", "queue": 2, "oldest_ms": null, "busy_ms": busy, "handled": handled }] });
        let rows = compare("n", Some(&at(1000, 50)), &at(1500, 250), 2.0);
        assert_eq!((rows[0].busy, rows[0].handled, rows[0].queue), (25.0, 100, 2));
        let new = compare("n", None, &at(100, 10), 1.0);
        assert_eq!((new[0].busy, new[0].handled), (10.0, 10));
        let head = "ACTOR   NODE  QUEUE  OLDEST  BUSY  MSG/S  RESTARTS";
        assert_eq!(table(&rows).text(false), format!("{head}\nmaster  n         2       -  25 %    100         0"));
    }
}
