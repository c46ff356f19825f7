//! How long does the allocator take? Prints its figures, each at three sizes with the growth between them.
//!
//! Run with `cargo run --release -p mesos-allocator --example measure`; `--quick` leaves out the largest sizes.

#[path = "measure/figures.rs"]
mod figures;
#[path = "measure/memory.rs"]
mod memory;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    for figure in figures::suite(quick, only.as_deref()) {
        println!("{figure}");
    }
}
