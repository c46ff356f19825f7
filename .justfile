# What people do here.

# Types and lints of everything, quickly.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# All tests as the project's checks run them.
test:
    tests/run

# Simulated runs under fresh seeds, or the one seed that failed; the allocator against its slow model for a million inputs.
chaos seed="":
    MESOS_CHAOS_INPUTS=${MESOS_CHAOS_INPUTS:-1000000} MESOS_SEED_BASE=$(od -An -N6 -tu8 /dev/urandom | tr -d ' ') {{ if seed == "" { "" } else { "MESOS_SEED=" + seed } }} cargo test --workspace --tests

# Figures beside the peers': runtime, allocator or v1.
bench suite="runtime":
    cargo run --release -p mesos-bench -- {{suite}} --check
