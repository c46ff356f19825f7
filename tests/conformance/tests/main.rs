//! One test binary: a module per group of promises.
#![allow(clippy::disallowed_methods)] // the real program runs on the real clock, in real processes

mod architecture;
mod cluster;
mod commands;
mod coverage;
mod faults;
mod five;
mod flags;
mod harness;
mod looking;
mod nodes;
mod refusals;
mod run;
mod security;
