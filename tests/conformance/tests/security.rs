//! Strangers: who is let in, what they can find out, and what they can hold up.

mod credentials;
mod strangers;
