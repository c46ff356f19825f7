//! Writes `src/generated/` from `fields.tsv`.
//!
//! ```text
//! cargo run -p mesos-v1 --example generate
//! ```
//! A test of the package fails as long as the checked-in code differs from what this program writes. Cargo builds the
//! package before its examples; should the generated code not compile, build this file alone, as it uses nothing else:
//! `CARGO_MANIFEST_DIR=$PWD rustc --edition 2024 examples/generate.rs -o /tmp/generate && /tmp/generate`.

use std::error::Error;
use std::fs;
use std::path::Path;

#[path = "../generate/mod.rs"]
mod generate;

fn main() -> Result<(), Box<dyn Error>> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = package.join("src/generated");
    fs::create_dir_all(&folder)?;
    for (name, text) in generate::generate(&fs::read_to_string(package.join("fields.tsv"))?)? {
        fs::write(folder.join(&name), &text)?;
        println!("{name}: {} lines", text.lines().count());
    }
    Ok(())
}
