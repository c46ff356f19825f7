//! A kill, a crash, and what goes on.
