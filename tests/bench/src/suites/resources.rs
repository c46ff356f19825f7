//! How long does it take to add and to subtract resources of as many objects as a machine has, where only quantities change?

use std::{hint::black_box, time::Instant};

use mesos_protocol::{
    resources::Resources,
    roles::Role,
    values::{MiB, Ranges},
};

use super::Plan;
use crate::figure::Goal;

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let sizes: &[u64] = if quick { &[5] } else { &[500, 50, 5] };
    let plan = |&size: &u64| Plan {
        name: if size == 5 { "resources_add" } else { format!("resources_add@{size}").leak() },
        unit: "ns",
        ours: vec!["resources_add".to_owned(), size.to_string()],
        part: 0,
        peers: Vec::new(),
        higher: false,
        published: None,
        goals: if size == 5 { vec![Goal::AtMost(300.0)] } else { Vec::new() },
    };
    sizes.iter().map(plan).collect()
}

pub(super) fn round(name: &str, objects: u64) -> Option<Result<f64, String>> {
    (name == "resources_add").then(|| measure(objects))
}

/// That many objects: five of a plain machine, the others reserved for a role each.
fn machine(objects: u64, first_port: u64) -> Result<Resources, String> {
    let ports = Ranges::from_to(first_port, first_port + 999).map_err(|error| error.to_string())?;
    let mut machine = Resources::none().cpus(24).mem(MiB(65_536)).disk(MiB(1_000_000)).gpus(1).ports(ports);
    for number in 5..objects {
        let role = Role::new(format!("role-{number}")).map_err(|error| error.to_string())?;
        let reserved = Resources::parse("cpus:1", &role).map_err(|error| error.to_string())?;
        machine.add(&reserved);
    }
    Ok(machine)
}

/// ns of one addition and one subtraction.
fn measure(objects: u64) -> Result<f64, String> {
    let mut held = machine(objects, 31_000)?;
    // Other ports: the union of equal ranges would take them away for good.
    let more = machine(objects, 33_000)?;
    let before = held.clone();
    let times = 2_000_000 / objects;
    let begun = Instant::now();
    for _ in 0..times {
        black_box(&mut held).add(black_box(&more));
        black_box(&mut held).subtract(black_box(&more)).map_err(|shortage| shortage.to_string())?;
    }
    let elapsed = begun.elapsed();
    assert!(held == before, "what was added was not what was taken away");
    Ok(elapsed.as_nanos() as f64 / times as f64)
}
