//! `mesos exits`: actors that ended and should not have, with the reason.

use serde_json::Value;

use super::{
    list_of, show as shown, text,
    tree::{as_one, of_nodes},
};
use crate::{args::ExitsArgs, failure::Failure, remote::Remote, table::Table};

pub(super) async fn show(cluster: &Remote, args: &ExitsArgs, as_json: bool) -> Result<(), Failure> {
    let path = format!("/inspect/exits?within={}", args.within.as_secs());
    let answers = of_nodes(cluster, &args.nodes, &path).await?;
    let now = cluster.node.clock().since_epoch().as_secs_f64();
    let table = || {
        let mut table = Table::new(&["NODE", ">AGO", "ACTOR", "WHY"]);
        for (node, answer) in &answers {
            rows(&node.to_string(), answer, now).into_iter().for_each(|row| table.row(row));
        }
        table
    };
    shown(as_json, &as_one(&answers), table, "no actor ended out of order")
}

fn rows(node: &str, answer: &Value, now: f64) -> Vec<[String; 4]> {
    if let Some(why) = answer["error"].as_str() {
        return vec![[node.to_owned(), "-".to_owned(), "-".to_owned(), why.to_owned()]];
    }
    let ago = |exit: &Value| exit["at"].as_f64().map_or(0.0, |at| (now - at).max(0.0));
    let row = |exit: &Value| [node.to_owned(), since(ago(exit)), text(exit, "actor"), text(exit, "reason")];
    list_of(answer).map(row).collect()
}

/// A span of time in the largest unit that leaves two digits.
fn since(seconds: f64) -> String {
    match seconds as u64 {
        0..120 => format!("{seconds:.0} s"),
        120..7200 => format!("{:.0} min", seconds / 60.0),
        _ => format!("{:.0} h", seconds / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn exits_stand_with_their_age_and_a_node_that_is_silent_says_why() {
        let answer = json!([{ "at": 1000.0, "id": "agent", "actor": "agent#1-2", "kind": "K", "reason": "panic: x" }]);
        assert_eq!(rows("n", &answer, 1030.4), [["n", "30 s", "agent#1-2", "panic: x"].map(str::to_owned)]);
        let silent = json!({ "error": "nothing answers" });
        assert_eq!(rows("n", &silent, 0.0), [["n", "-", "-", "nothing answers"].map(str::to_owned)]);
        assert_eq!([since(119.0), since(600.0), since(90_000.0)], ["119 s", "10 min", "25 h"]);
    }
}
