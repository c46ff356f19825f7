//! What only a whole cluster shows: one promise per file, all nodes in one process, virtual time.

mod path;
