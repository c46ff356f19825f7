//! The driver: write a framework as an actor.
