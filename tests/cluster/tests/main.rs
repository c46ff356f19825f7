//! What only a whole cluster shows: one promise per file, all nodes in one process, virtual time.

mod crashes;
mod failover;
mod foreign;
mod path;
mod silence;

/// All that is promised holds also with room for one message in every mailbox.
const CAPACITIES: [usize; 2] = [1, 1024];
