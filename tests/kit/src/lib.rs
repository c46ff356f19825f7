//! A cluster in one process, under a seed, for tests.
