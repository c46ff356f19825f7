//! `mesos connections`: what each node has with the others.

use serde_json::Value;

use super::{
    list, list_of, show as shown, text,
    tree::{as_one, of_nodes},
};
use crate::{args::NodesArgs, failure::Failure, remote::Remote, table::Table};

pub(super) async fn show(cluster: &Remote, args: &NodesArgs, as_json: bool) -> Result<(), Failure> {
    let answers = of_nodes(cluster, args, "/inspect/connections").await?;
    let table = || {
        let mut table = Table::new(&[
            "NODE",
            "PEER",
            "ROLE",
            "STATE",
            ">RTT",
            ">SENT",
            ">RECEIVED",
            ">LOST",
            ">QUEUED",
            ">CREDIT",
            ">MESSAGES",
        ]);
        for (node, answer) in &answers {
            rows(&node.to_string(), answer).into_iter().for_each(|row| table.row(row));
        }
        table
    };
    shown(as_json, &as_one(&answers), table, "no connections")
}

fn rows(node: &str, answer: &Value) -> Vec<[String; 11]> {
    let dash = || "-".to_owned();
    if let Some(why) = answer["error"].as_str() {
        let mut row: [String; 11] = std::array::from_fn(|_| dash());
        (row[0], row[3]) = (node.to_owned(), why.to_owned());
        return vec![row];
    }
    let bytes = |connection: &Value, field: &str| connection[field].as_u64().map_or_else(dash, size);
    let row = |connection: &Value| {
        let state = if connection["linked"] == true { "linked" } else { "down" };
        let messages = connection["messages_received"].as_u64().map_or_else(dash, |count| count.to_string());
        let role = connection["role"].as_str().map_or_else(dash, |role| role.to_lowercase());
        let rtt = connection["rtt"].as_f64().map_or_else(dash, |seconds| format!("{:.1} ms", seconds * 1000.0));
        let lost = connection["lost_packets"].as_u64().map_or_else(dash, |lost| lost.to_string());
        let (sent, received) = (bytes(connection, "bytes_out"), bytes(connection, "bytes_in"));
        let queued = bytes(connection, "bytes_queued");
        // Of the receiver that has least.
        let left = list(connection, "credit").filter_map(|room| room["left"].as_i64()).min();
        let credit = left.map_or_else(dash, |left| size(left.max(0).unsigned_abs()));
        [
            node.to_owned(),
            text(connection, "peer"),
            role,
            state.to_owned(),
            rtt,
            sent,
            received,
            lost,
            queued,
            credit,
            messages,
        ]
    };
    list_of(answer).map(row).collect()
}

/// Bytes for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn connections_show_what_is_known_and_a_dash_for_the_rest() {
        let answer = json!([{ "peer": "10.0.0.7:5051", "role": "Agent", "linked": true, "rtt": 0.001234, "bytes_out": 20_000,
            "credit": [{ "to": "a", "left": 70_000 }, { "to": "b", "left": -5 }] }]);
        let row = rows("n", &answer).remove(0);
        assert_eq!(
            row,
            ["n", "10.0.0.7:5051", "agent", "linked", "1.2 ms", "20 KB", "-", "-", "-", "0 B", "-"].map(str::to_owned)
        );
    }
}
