//! The whole master on a simulated node, with stand-ins for agents and schedulers.

mod allocators;
mod calls;
mod crowds;
mod doors;
mod ending;
mod kit;
mod path;
mod restarts;
mod silence;
