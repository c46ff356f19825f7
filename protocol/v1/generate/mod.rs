//! Writes `src/generated/` from `fields.tsv`: `cargo run -p mesos-v1 --example generate`.
//!
//! Used by that example and by the test which proves that the checked-in code is what this program writes.

mod api;
mod emit;
mod names;
mod types;

use api::Api;

/// Part of the API that the table refers to but, as it belongs to protobuf itself, does not list.
pub(crate) const WELL_KNOWN: &str = "google.protobuf.Duration\t1\toptional\tint64\tseconds\t\t\n\
                              google.protobuf.Duration\t2\toptional\tint32\tnanos\t\t\n";

/// One source file: its name below `src/generated`, and its text.
pub(crate) type File = (String, String);

/// All source files for the rows of `table`.
///
/// # Errors
/// Names the row that cannot be understood.
pub(crate) fn generate(table: &str) -> Result<Vec<File>, String> {
    let api = Api::parse(&format!("{table}{WELL_KNOWN}"))?;
    Ok(emit::files(&api))
}
