//! Promises of the runtime's core, most of them kept in the simulator over many seeds.

mod clusters;
mod doors;
mod endings;
mod kit;
mod mailboxes;
mod names;
mod relations;
mod remote;
mod supervision;
mod threads;
mod timers;
