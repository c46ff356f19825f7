//! How long does the allocator take? Prints its figures, each at three sizes with the growth between them.
//!
//! Run with `cargo run --release -p mesos-allocator --example measure`; a word leaves only figures whose names begin so,
//! `--quick` only the largest size of each.

#[path = "measure/figures.rs"]
mod figures;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name, size] = arguments.as_slice()
        && flag == "--round"
    {
        let value = size.parse().ok().and_then(|size| figures::round(name, size));
        return println!("{}", value.unwrap_or(f64::NAN));
    }
    let quick = std::env::args().any(|argument| argument == "--quick");
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_default();
    for plan in figures::PLANS.iter().filter(|plan| plan.name.starts_with(&only)) {
        let sizes = if quick { &plan.sizes[2..] } else { &plan.sizes[..] };
        let values: Vec<f64> = sizes.iter().map(|size| median_round(plan.name, *size)).collect();
        let last = values[values.len() - 1];
        let verdict = if last <= plan.must_be_at_most { "ok" } else { "MISSED" };
        print!("{:<16} {last:>10.3} {:<3} at most {:<6} {verdict:<6}", plan.name, plan.unit, plan.must_be_at_most);
        for (index, (size, value)) in sizes.iter().zip(&values).enumerate() {
            print!("  {size}: {value:.3}");
            if index > 0 {
                print!(" (×{:.1})", value / values[index - 1]);
            }
        }
        println!();
    }
}

/// The middle of three rounds. Each is a process of its own, so that none finds memory that an earlier one left behind.
fn median_round(name: &str, size: usize) -> f64 {
    let round = || -> Option<f64> {
        let program = std::env::current_exe().ok()?;
        let output = std::process::Command::new(program).args(["--round", name, &size.to_string()]).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    };
    let mut values: Vec<f64> = (0..3).filter_map(|_| round()).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
