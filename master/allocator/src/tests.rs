//! Tests of the whole allocator, through its public inputs.

pub(crate) mod kit;
mod plain;
