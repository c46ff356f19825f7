//! Who gets which resources next, as a pure state machine.
