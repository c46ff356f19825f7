//! `mesos top`: the busiest actors of all nodes: on a terminal a full screen that lives, elsewhere a table once.
//!
//! ```text
//!   keys (thread) ──▶ Top, an actor ──▶ Screen (screen.rs: what is shown, what keys do) ──▶ draw.rs ──▶ terminal
//!   nodes, once a second ──▶ rows.rs ──┘
//! ```

mod draw;
mod live;
mod rows;
mod screen;

use std::{collections::BTreeMap, io::IsTerminal};

use libprocess::time::secs;
use serde_json::{Value, json};

pub(crate) use self::rows::Sort;
use self::rows::{HEAD, Row};
use crate::{
    args::TopArgs,
    commands::{on, show, tree::of_nodes},
    failure::Failure,
    remote::Remote,
    signals,
    table::Table,
};

/// Actors that are shown to people; programs get all.
const SHOWN_MAX: usize = 40;

/// Shows them, the way that suits what reads the output.
pub(crate) fn run(args: &TopArgs, as_json: bool) -> Result<(), Failure> {
    let live = !as_json && !args.plain && std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    if !live {
        return on(&args.nodes.remote, async |cluster| once(cluster, args, as_json).await);
    }
    // Whoever ends this program gets the terminal back as it was.
    signals::hold_back()?;
    on(&args.nodes.remote, async |cluster| live::run(cluster, args).await)
}

async fn once(cluster: &Remote, args: &TopArgs, as_json: bool) -> Result<(), Failure> {
    let before = of_nodes(cluster, &args.nodes, "/inspect/top").await?;
    let begun = cluster.node.clock().now();
    cluster.node.sleep(secs(1)).await;
    let after = of_nodes(cluster, &args.nodes, "/inspect/top").await?;
    let seconds = cluster.node.clock().now().saturating_sub(begun).as_secs_f64();
    let before: BTreeMap<String, Value> = before.into_iter().map(|(node, answer)| (node.to_string(), answer)).collect();
    let mut rows = Vec::new();
    for (node, answer) in after {
        rows.extend(rows::compare(&node.to_string(), before.get(&node.to_string()), &answer, seconds));
    }
    rows.sort_by(|one, two| rows::order(args.sort, one, two));
    let value = json!({ "actors": rows.iter().map(Row::json).collect::<Vec<_>>() });
    show(as_json, &value, || table(&rows), "no actors")
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new(&HEAD);
    rows.iter().take(SHOWN_MAX).for_each(|row| table.row(row.cells()));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn off_a_terminal_the_rows_are_a_table() {
        let row =
            Row { id: "master".into(), node: "n".into(), queue: 2, busy: 25.0, state: "idle".into(), ..Row::default() };
        let head = "ACTOR   NODE  QUEUE  OLDEST  BUSY  MSG/S  RESTARTS  HANDLES";
        assert_eq!(table(&[row]).text(false), format!("{head}\nmaster  n         2       -  25 %      0         0  idle"));
    }
}
