# What people do here.

# Types and lints of everything, quickly.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# All tests as the project's checks run them.
test:
    tests/run

# Simulated tests under fresh seeds, once or for a while: just chaos --minutes 10. The one that failed: MESOS_SEED=n just chaos.
# With them the allocator against its slow model, for a million inputs. What else there is: just chaos --help.
chaos *args:
    tests/chaos/run {{args}}

# Figures beside the peers': runtime, allocator or v1.
bench suite="runtime":
    cargo run --release -p mesos-bench -- {{suite}} --check
