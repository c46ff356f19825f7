//! Decisions of the master, one by one.
