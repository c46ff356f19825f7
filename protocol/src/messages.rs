//! What the rooms say to each other: one enum per link and direction.
//!
//! A link breaks, loses what was under way, and may deliver late. So each message says who sends it again, or why losing
//! it does no harm. All a master sends carries its term. Enums grow only at their end, because variants are written by
//! position.

pub mod agent_executor;
pub mod master_agent;
pub mod master_scheduler;

#[cfg(test)]
mod tests;
