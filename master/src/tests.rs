//! The whole master on a simulated node, with stand-ins for agents and schedulers.

mod calls;
mod kit;
mod path;
mod restarts;
mod silence;
