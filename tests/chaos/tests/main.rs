//! A whole cluster under faults that seeds draw: what must hold when they are over, and planted bugs that must be found.

mod links;
mod messages;
mod planted;
mod story;
