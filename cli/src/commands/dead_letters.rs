//! `mesos deadletters`: what could not be delivered, to whom, how often, and why.

use serde_json::Value;

use super::{
    list, show as shown, text,
    tree::{as_one, of_nodes},
};
use crate::{args::NodesArgs, failure::Failure, remote::Remote, table::Table};

pub(super) async fn show(cluster: &Remote, args: &NodesArgs, as_json: bool) -> Result<(), Failure> {
    let answers = of_nodes(cluster, args, "/inspect/deadletters").await?;
    let value = as_one(&answers);
    let table = || {
        let mut table = Table::new(&["NODE", "TO", ">COUNT", "LAST REASON", "LAST MESSAGE"]);
        for (node, answer) in &answers {
            rows(&node.to_string(), answer).into_iter().for_each(|row| table.row(row));
        }
        table
    };
    shown(as_json, &value, table, "no dead letters")
}

fn rows(node: &str, answer: &Value) -> Vec<[String; 5]> {
    if let Some(why) = answer["error"].as_str() {
        return vec![[node.to_owned(), String::new(), String::new(), why.to_owned(), String::new()]];
    }
    let newest: Vec<&Value> = list(answer, "newest").collect();
    let row = |entry: &Value| {
        let to = text(entry, "to");
        let last = newest.iter().rev().find(|letter| text(letter, "to") == to);
        let of_last = |field: &str| last.map(|letter| text(letter, field)).unwrap_or_default();
        [node.to_owned(), to.clone(), text(entry, "count"), of_last("why"), of_last("message")]
    };
    list(answer, "by_receiver").map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn letters_are_counted_by_receiver_with_the_newest_reason() {
        let answer = json!({
            "total": 3, "by_receiver": [{ "to": "agent", "count": 3 }],
            "newest": [{ "to": "agent", "why": "no such actor", "message": "Ping" }, { "to": "agent", "why": "killed", "message": "Pong" }],
        });
        assert_eq!(rows("n", &answer), [["n", "agent", "3", "killed", "Pong"].map(str::to_owned)]);
    }

    #[test]
    fn a_node_that_does_not_answer_is_named_with_the_reason() {
        let answer = json!({ "error": "connection lost" });
        assert_eq!(rows("n", &answer), [["n", "", "", "connection lost", ""].map(str::to_owned)]);
    }
}
