//! `mesos tree`: the actors of each node, by who started whom.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::{list, text};
use crate::{
    args::NodesArgs,
    failure::Failure,
    output,
    remote::{Remote, all},
};

/// What each node answers at a path; a node that does not answer is named with the reason.
pub(crate) async fn of_nodes(cluster: &Remote, args: &NodesArgs, path: &str) -> Result<Vec<(SocketAddr, Value)>, Failure> {
    if let Some(node) = args.node {
        return Ok(vec![(node, cluster.json(node, path).await?)]);
    }
    let nodes = cluster.nodes().await?;
    // All at once: one that does not answer costs the others no time.
    let asked = nodes.iter().map(|node| cluster.json(*node, path));
    let answers =
        all(asked).await.into_iter().map(|answer| answer.unwrap_or_else(|failure| json!({ "error": failure.why })));
    Ok(nodes.iter().copied().zip(answers).collect())
}

/// Answers of several nodes as one value.
pub(super) fn as_one(answers: &[(SocketAddr, Value)]) -> Value {
    let nodes = answers.iter().map(|(node, answer)| json!({ "address": node.to_string(), "answer": answer }));
    json!({ "nodes": nodes.collect::<Vec<_>>() })
}

pub(super) async fn show(cluster: &Remote, args: &NodesArgs, as_json: bool) -> Result<(), Failure> {
    let answers = of_nodes(cluster, args, "/inspect/tree").await?;
    if as_json {
        return output::json(&as_one(&answers));
    }
    output::line(answers.iter().map(|(node, answer)| draw(*node, answer)).collect::<Vec<_>>().join("\n\n"))
}

fn draw(node: SocketAddr, answer: &Value) -> String {
    if let Some(why) = answer["error"].as_str() {
        return format!("node {node}\n└─ {why}");
    }
    let mut lines = Vec::new();
    branches(answer, "tree", "", &mut lines);
    // All names stand in one column with what they do beside them.
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let drawn = lines.iter().map(|(name, state)| {
        let room = " ".repeat(width - name.chars().count());
        format!("{name}{room}  {state}").trim_end().to_owned()
    });
    std::iter::once(format!("node {node}")).chain(drawn).collect::<Vec<_>>().join("\n")
}

fn branches(of: &Value, field: &str, indent: &str, lines: &mut Vec<(String, String)>) {
    let actors: Vec<&Value> = list(of, field).collect();
    for (at, actor) in actors.iter().enumerate() {
        let (mark, below) = if at + 1 == actors.len() { ("└─", "   ") } else { ("├─", "│  ") };
        lines.push((format!("{indent}{mark} {}", text(actor, "id")), state(actor)));
        branches(actor, "children", &format!("{indent}{below}"), lines);
    }
}

/// What an actor does now, and what waits.
fn state(actor: &Value) -> String {
    let doing = actor["current"].as_str().unwrap_or("idle");
    let mut state = if actor["suspended"] == true { "suspended".to_owned() } else { doing.to_owned() };
    if let Some(waiting @ 1..) = actor["queue"].as_u64() {
        state += &format!(", {waiting} wait");
    }
    if let Some(restarts @ 1..) = actor["restarts"].as_u64() {
        state += &format!(", {restarts} restarts");
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_hang_below_those_who_started_them() {
        let answer = json!({ "tree": [
            { "id": "http", "current": null, "queue": 0, "restarts": 0, "children": [] },
            { "id": "leader", "queue": 0, "children": [
                { "id": "registrar", "current": "Apply", "queue": 3, "restarts": 1, "children": [] },
                { "id": "master", "suspended": true, "children": [] } ] },
        ] });
        let drawn = draw("10.0.0.1:5050".parse().unwrap(), &answer);
        let expected = "\
node 10.0.0.1:5050
├─ http          idle
└─ leader        idle
   ├─ registrar  Apply, 3 wait, 1 restarts
   └─ master     suspended";
        assert_eq!(drawn, expected);
        let gone = draw("10.0.0.1:5050".parse().unwrap(), &json!({ "error": "nothing answers" }));
        assert!(gone.ends_with("└─ nothing answers"));
    }
}
