//! Promises of the runtime's core, most of them kept in the simulator over many seeds.

mod clusters;
mod deadlines;
mod doors;
mod endings;
mod kit;
mod mailboxes;
mod names;
mod overflow;
mod real;
mod relations;
mod remote;
mod shutdown;
mod states;
mod supervision;
mod threads;
mod timers;
