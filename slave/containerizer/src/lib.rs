//! Containers: launching, watching and ending the processes of an executor.
//!
//! ```text
//!   agent ── Launch, Destroy ──▶ Containerizer ── spawns ──▶ Container (one per executor run)
//!                                                               │ dyn Launcher
//!                      ┌────────────────────────────────────────┴───────────────┐
//!            ProcessLauncher                                              SimulatedLauncher
//!   agent process ═ socket ═ supervise ── executor ── tasks         executor actor on a simulated node
//!         └── starter ── forks ──┘
//! ```
//!
//! A real container is a tree of processes below a small process of its own, [`supervise`](mod@supervise): it inherits
//! every orphan of the tree, and kills all of it when the executor ends, when the agent says so, or when its socket to
//! the agent closes, which the kernel does however the agent ends. The executor is told by the kernel when that small
//! process ends and then kills its own tree; what survives the death of both becomes the starter's and is killed by it, also
//! when the agent is killed with them; and what survives all four is ended by the next agent that starts in the same work
//! folder.
//!
//! Invariants: what is launched ends with the agent's process; a container's end is reported once, after its last process
//! is gone; a crash of a [`Container`](container::Container) destroys that container only.

pub mod container;
pub mod containerizer;
mod files;
mod handover;
pub mod launcher;
mod machine;
pub mod process;
mod remains;
mod sandbox;
pub mod starter;
pub mod supervise;

pub use containerizer::{Containerizer, Message};
pub use files::{Chunk, Entry, FileError, READ_MAX};
pub use launcher::{
    Boxed, ContainerConfig, Credential, Ended, Ending, LaunchError, Launcher, Machine, Run, Sandbox, SandboxPath,
};
pub use process::ProcessLauncher;
pub use starter::start_containers;
pub use supervise::ExecutorMain;
