//! Holds the tests of `tests/`: what only a whole cluster shows, one promise per file, on simulated nodes.
