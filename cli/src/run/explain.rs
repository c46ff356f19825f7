//! Why nothing runs: what was asked for, what is there, what to change.

use mesos_protocol::resources::Resources;
use serde_json::Value;

/// Agents that are listed; of more only their number is told.
const LISTED_MAX: usize = 10;

/// The kinds of resources that `mesos run` asks for, with the flag that says how much.
const KINDS: [(&str, &str); 3] = [("cpus", "--cpus"), ("mem", "--mem"), ("disk", "--disk")];

/// The explanation, from what `/master/slaves` says.
pub(super) fn explain(needs: &Resources, slaves: &Value) -> String {
    let agents: Vec<Agent> = slaves["slaves"].as_array().into_iter().flatten().filter_map(Agent::read).collect();
    let mut text = format!("nothing runs yet: each instance asks for {needs}");
    if agents.is_empty() {
        text += "\n  there  no agent\n  do     start one: mesos agent --master=HOST:PORT --work_dir=/var/lib/mesos";
        return text;
    }
    for agent in agents.iter().take(LISTED_MAX) {
        text += &format!(
            "\n  there  {}: {} free of {}{}",
            agent.name,
            amounts(&agent.free),
            amounts(&agent.total),
            agent.state()
        );
    }
    if agents.len() > LISTED_MAX {
        text += &format!("\n  there  and {} more agents", agents.len() - LISTED_MAX);
    }
    text += &format!("\n  do     {}", advice(needs, &agents));
    text
}

/// Amounts in the order of [`KINDS`].
type Amounts = [f64; KINDS.len()];

struct Agent {
    name: String,
    active: bool,
    total: Amounts,
    free: Amounts,
}

impl Agent {
    fn read(agent: &Value) -> Option<Agent> {
        let of = |field: &str| KINDS.map(|(kind, _)| agent[field][kind].as_f64().unwrap_or(0.0));
        let (total, used) = (of("resources"), of("used_resources"));
        let free = std::array::from_fn(|at| (total[at] - used[at]).max(0.0));
        Some(Agent { name: agent["hostname"].as_str()?.to_owned(), active: agent["active"] != false, total, free })
    }

    fn state(&self) -> &'static str {
        if self.active { "" } else { ", not connected" }
    }
}

fn amounts(amounts: &Amounts) -> String {
    let each = KINDS.iter().zip(amounts).map(|((kind, _), amount)| format!("{kind}:{}", round(*amount)));
    each.collect::<Vec<_>>().join("; ")
}

/// Thousandths are the smallest part of a resource.
fn round(amount: f64) -> f64 {
    (amount * 1000.0).round() / 1000.0
}

fn advice(needs: &Resources, agents: &[Agent]) -> String {
    let wanted = KINDS.map(|(kind, _)| needs.scalar(&kind.into()).map_or(0.0, |amount| amount.as_f64()));
    let fits = |has: &Amounts| wanted.iter().zip(has).all(|(wanted, has)| wanted <= has);
    if agents.iter().any(|agent| fits(&agent.total)) {
        return "wait until others end, end some (mesos tasks, mesos kill), or add an agent".into();
    }
    let largest: Amounts = std::array::from_fn(|at| agents.iter().map(|agent| agent.total[at]).fold(0.0, f64::max));
    let short = KINDS.iter().zip(wanted.iter().zip(largest)).filter(|(_, (wanted, has))| *wanted > has);
    let less: Vec<String> = short.map(|((_, flag), (_, has))| format!("{flag} {}", round(has))).collect();
    if less.is_empty() {
        return "ask for less of each, or add an agent that has all of it at once".into();
    }
    format!("ask for at most {}, or add an agent with more", less.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mesos_protocol::values::MiB;
    use serde_json::json;

    fn needs() -> Resources {
        Resources::none().cpus(8).mem(MiB(64))
    }

    fn agents(totals: &[(f64, f64, f64)]) -> Value {
        let agent = |(cpus, mem, used): &(f64, f64, f64)| {
            let used = json!({ "cpus": used, "mem": 0 });
            json!({ "hostname": "db-7", "active": true, "resources": { "cpus": cpus, "mem": mem }, "used_resources": used })
        };
        json!({ "slaves": totals.iter().map(agent).collect::<Vec<_>>() })
    }

    #[test]
    fn it_says_what_was_asked_what_is_there_and_what_to_change() {
        let text = explain(&needs(), &agents(&[(2.0, 1024.0, 0.5)]));
        assert_eq!(
            text,
            "nothing runs yet: each instance asks for cpus:8; mem:64\n  there  db-7: cpus:1.5; mem:1024; disk:0 free of \
             cpus:2; mem:1024; disk:0\n  do     ask for at most --cpus 2, or add an agent with more"
        );
    }

    #[test]
    fn a_full_cluster_is_waited_for_and_an_empty_one_needs_an_agent() {
        assert!(explain(&needs(), &agents(&[(16.0, 1024.0, 12.0)])).ends_with("or add an agent"));
        assert!(explain(&needs(), &agents(&[])).contains("there  no agent"));
        assert!(explain(&needs(), &json!({})).contains("mesos agent"));
        assert!(explain(&needs(), &agents(&[(16.0, 32.0, 0.0), (2.0, 64.0, 0.0)])).contains("all of it at once"));
        assert!(explain(&needs(), &agents(&[(1.0, 1.0, 0.0); 12])).contains("and 2 more agents"));
    }
}
