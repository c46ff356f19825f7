//! Holds the tests of `tests/`: a whole cluster under faults that seeds draw.
