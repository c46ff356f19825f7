//! Frameworks and their drivers in the simulator, with a probe in place of the master.

mod driver;
mod hello;
mod master;
