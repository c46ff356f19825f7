//! Tests of the whole allocator, through its public inputs.

mod explain;
mod golden;
pub(crate) mod kit;
mod metrics;
mod model;
mod plain;
mod random;
mod revocation;
mod scenarios;
mod soup;
