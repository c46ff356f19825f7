//! Executors: what runs the tasks of a framework on an agent.
