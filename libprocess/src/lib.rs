//! Actors: spawn, send, supervise and inspect, in one process and across machines.
