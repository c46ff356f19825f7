//! One test binary: a module per group of promises.

mod architecture;
