//! The edge to the operating system: processes and files. Nothing here decides; what blocks runs on threads of its
//! own and comes back as a future.

#![allow(clippy::disallowed_methods)] // the edge to the real world: clocks and short waits of the kernel

pub mod blocking;
pub mod descriptors;
pub mod files;
pub mod names;
pub mod process;
