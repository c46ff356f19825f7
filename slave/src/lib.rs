//! The agent: offers the resources of a machine and runs tasks on it.
