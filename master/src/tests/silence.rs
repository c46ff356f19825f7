//! Agents and frameworks that fall silent.
