//! How fast does a cluster run tasks? `mesos` as a user starts it, from the folder of this program.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use super::Plan;
use crate::figure::{Goal, median};

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let plan = |name: &'static str, round: &str, part, unit, n: u64, goals: &[Goal], peers| Plan {
        name,
        unit,
        ours: vec![round.to_owned(), n.to_string()],
        part,
        peers,
        higher: unit == "/s",
        goals: goals.to_vec(),
        published: None,
    };
    let fork = |n: u64| vec![("fork+exec", vec!["fork".to_owned(), "-".to_owned(), n.to_string()])];
    let (runs, tasks, few) = if quick { (4, 200, 64) } else { (20, 2_000, 512) };
    vec![
        plan("run_true", "run_true", 0, "s", runs, &[Goal::AtMost(0.5)], Vec::new()),
        plan("run_true_worst", "run_true", 1, "s", runs, &[Goal::AtMost(1.0)], Vec::new()),
        plan("tasks_per_s", "tasks_per_s", 0, "/s", tasks, &[Goal::AtLeast(80.0)], fork(tasks)),
        plan("tasks_per_s_default", "tasks_per_s_default", 0, "/s", few, &[], fork(few)),
    ]
}

pub(super) fn round(name: &str, n: u64) -> Option<Result<Vec<f64>, String>> {
    Some(match name {
        "run_true" => run_true(n).map(|times| vec![median(times.clone()), times.into_iter().fold(0.0, f64::max)]),
        "tasks_per_s" => throughput(n, &["--allocation_interval=50ms"]).map(|rate| vec![rate]),
        "tasks_per_s_default" => throughput(n, &[]).map(|rate| vec![rate]),
        _ => return None,
    })
}

fn mesos() -> Result<Command, String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let program = me.with_file_name("mesos");
    if !program.exists() {
        return Err(format!("{} is missing: cargo build --release -p mesos-cli", program.display()));
    }
    Ok(Command::new(program))
}

/// Seconds of each of `n` runs of `mesos run true`, after one to warm up.
fn run_true(n: u64) -> Result<Vec<f64>, String> {
    let mut times = Vec::new();
    for at in 0..=n {
        let begun = Instant::now();
        let status = mesos()?.args(["run", "true"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !status.is_ok_and(|status| status.success()) {
            return Err("mesos run true failed; try it by hand".into());
        }
        if at > 0 {
            times.push(begun.elapsed().as_secs_f64());
        }
    }
    Ok(times)
}

/// Tasks per second on one agent that offers resources for 64 at once.
fn throughput(n: u64, more: &[&str]) -> Result<f64, String> {
    let begun = Instant::now();
    let status = mesos()?
        .args(["run", "--resources=cpus:6.4;mem:65536;disk:1024", "--cpus=0.1", "--mem=32"])
        .arg(format!("--instances={n}"))
        .args(more)
        .arg("true")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !status.is_ok_and(|status| status.success()) {
        return Err(format!("mesos run --instances {n} true failed; try it by hand"));
    }
    Ok(n as f64 / begun.elapsed().as_secs_f64())
}
