//! The master: agents, frameworks, offers and tasks of a cluster.
