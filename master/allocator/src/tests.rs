//! Tests of the whole allocator, through its public inputs.

pub(crate) mod kit;
mod model;
mod plain;
mod random;
