//! What nodes say of their actors, as rows: rates are what grew between two answers.

use std::{cmp::Ordering, collections::BTreeMap};

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::commands::{list, text};

/// By what rows are sorted; all but names from the largest down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Sort {
    /// Messages that wait.
    #[default]
    Queue,
    /// Age of the oldest one.
    Oldest,
    /// Share of the time that its handlers took.
    Busy,
    /// Messages per second.
    Messages,
    /// Times its supervisor started it again.
    Restarts,
    /// Name and node.
    Name,
}

impl Sort {
    /// All, in the order of their columns.
    pub(crate) const ALL: [Sort; 6] = [Sort::Name, Sort::Queue, Sort::Oldest, Sort::Busy, Sort::Messages, Sort::Restarts];

    /// The next column, or the one before.
    pub(crate) fn beside(self, step: isize) -> Sort {
        let at = Sort::ALL.iter().position(|sort| *sort == self).unwrap_or(0) as isize;
        Sort::ALL[(at + step).rem_euclid(Sort::ALL.len() as isize) as usize]
    }
}

/// One actor of one node, as it was between two answers.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) node: String,
    pub(crate) queue: u64,
    pub(crate) oldest_ms: Option<u64>,
    /// Share of the time, in percent.
    pub(crate) busy: f64,
    /// Messages handled per second.
    pub(crate) handled: u64,
    pub(crate) restarts: u64,
    /// What it does: the message in work, idle, suspended.
    pub(crate) state: String,
    pub(crate) last_error: Option<String>,
}

/// The actors of a node's answer; `before` is its answer `seconds` ago.
pub(crate) fn compare(node: &str, before: Option<&Value>, after: &Value, seconds: f64) -> Vec<Row> {
    let number = |actor: &Value, field: &str| actor[field].as_u64().unwrap_or(0);
    let known: BTreeMap<String, &Value> =
        before.into_iter().flat_map(|before| list(before, "actors")).map(|actor| (text(actor, "id"), actor)).collect();
    let row = |actor: &Value| {
        let earlier = known.get(&text(actor, "id"));
        let grown = |field: &str| number(actor, field).saturating_sub(earlier.map_or(0, |earlier| number(earlier, field)));
        let doing = actor["current"].as_str().unwrap_or("idle");
        Row {
            id: text(actor, "id"),
            node: node.to_owned(),
            queue: number(actor, "queue"),
            oldest_ms: actor["oldest_ms"].as_u64(),
            // From samples, which may stand for more than there was.
            busy: (grown("busy_ms") as f64 / 10.0 / seconds).min(100.0),
            handled: (grown("handled") as f64 / seconds).round() as u64,
            restarts: number(actor, "restarts"),
            state: if actor["suspended"] == true { "suspended" } else { doing }.to_owned(),
            last_error: actor["last_error"].as_str().map(str::to_owned),
        }
    };
    list(after, "actors").map(row).collect()
}

impl Row {
    /// For programs.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id, "node": self.node, "queue": self.queue, "oldest_ms": self.oldest_ms, "state": self.state,
            "busy_percent": self.busy, "messages_per_second": self.handled, "restarts": self.restarts,
            "last_error": self.last_error,
        })
    }

    /// The cells of a table, in the order of [`HEAD`].
    pub(crate) fn cells(&self) -> [String; 8] {
        [
            self.id.clone(),
            self.node.clone(),
            self.queue.to_string(),
            self.oldest_ms.map_or_else(|| "-".to_owned(), |ms| format!("{ms} ms")),
            format!("{:.0} %", self.busy),
            self.handled.to_string(),
            self.restarts.to_string(),
            self.state.clone(),
        ]
    }
}

/// Names of the columns; those that begin with `>` are set to the right.
pub(crate) const HEAD: [&str; 8] = ["ACTOR", "NODE", ">QUEUE", ">OLDEST", ">BUSY", ">MSG/S", ">RESTARTS", "HANDLES"];

/// Which of two rows stands first.
pub(crate) fn order(sort: Sort, one: &Row, two: &Row) -> Ordering {
    let names = || (&one.id, &one.node).cmp(&(&two.id, &two.node));
    let first = match sort {
        Sort::Queue => two.queue.cmp(&one.queue).then_with(|| two.busy.total_cmp(&one.busy)),
        Sort::Oldest => two.oldest_ms.cmp(&one.oldest_ms),
        Sort::Busy => two.busy.total_cmp(&one.busy),
        Sort::Messages => two.handled.cmp(&one.handled),
        Sort::Restarts => two.restarts.cmp(&one.restarts),
        Sort::Name => Ordering::Equal,
    };
    first.then_with(|| if sort == Sort::Queue { two.handled.cmp(&one.handled) } else { Ordering::Equal }).then_with(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_what_grew_between_two_answers() {
        let at = |busy: u64, handled: u64| json!({ "actors": [{ "id": "master", "queue": 2, "oldest_ms": null, "busy_ms": busy, "handled": handled }] });
        let rows = compare("n", Some(&at(1000, 50)), &at(1500, 250), 2.0);
        assert_eq!((rows[0].busy, rows[0].handled, rows[0].queue), (25.0, 100, 2));
        let new = compare("n", None, &at(100, 10), 1.0);
        assert_eq!((new[0].busy, new[0].handled), (10.0, 10));
        assert_eq!(rows[0].cells().join("|"), "master|n|2|-|25 %|100|0|idle");
    }

    #[test]
    fn rows_are_sorted_from_the_largest_down_and_then_by_name() {
        let row = |id: &str, queue, busy| Row { id: id.into(), queue, busy, ..Row::default() };
        let mut rows = [row("b", 1, 5.0), row("a", 1, 5.0), row("c", 0, 90.0)];
        rows.sort_by(|one, two| order(Sort::Queue, one, two));
        assert_eq!(rows.each_ref().map(|row| row.id.as_str()), ["a", "b", "c"]);
        rows.sort_by(|one, two| order(Sort::Busy, one, two));
        assert_eq!(rows.each_ref().map(|row| row.id.as_str()), ["c", "a", "b"]);
        assert_eq!((Sort::Queue.beside(1), Sort::Name.beside(-1)), (Sort::Oldest, Sort::Restarts));
    }
}
