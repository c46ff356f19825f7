//! Calls and events through both encodings and both sets of types.

mod refusals;
mod round_trips;
mod samples;
mod written;
