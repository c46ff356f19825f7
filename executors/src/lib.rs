//! Executors: what runs the tasks of a framework on an agent.
//!
//! ```text
//!   agent ◀── Register, Update ── Executor (command.rs) ── Runner ──▶ ProcessRunner: sh -c …, a tree of processes
//!         ── Launch, Kill ──▶                                         ScriptedRunner: what a script says, in the simulator
//! ```
//!
//! The command executor is a process and a node of its own ([`main()`]). It runs one task: TASK_STARTING, TASK_RUNNING, and
//! one state that is final, each kept and sent again until the agent has it.
//!
//! Invariants: after the final state nothing of the task is left; the credential that proves the executor to its agent
//! stands in no environment, file or descriptor of a child; an executor whose agent is gone ends its task.

pub mod command;
mod entry;
mod exit;
pub mod kill_policy;
pub mod runner;
mod updates;

pub use entry::main;
