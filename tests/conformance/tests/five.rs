//! Ctrl-C to one of five runs on one cluster, at any moment: it ends, the other four do not notice.

use std::thread;
use std::time::{Duration, Instant};

use mesos_conformance::{Program, Room, binary, processes};

const SOON: Duration = Duration::from_secs(30);
/// Between SIGTERM and SIGKILL of a task that is ended, and 2 s for all else.
const GRACE_AND_2_S: Duration = Duration::from_secs(3 + 2);
/// The moments lie between the start of the program and the end of the others' tasks.
const LATEST_MS: u64 = 1_500;
const SEEDS: u64 = 8;

/// Numbers that follow from a seed.
struct Chance(u64);

impl Chance {
    fn of(seed: u64) -> Chance {
        let base = std::env::var("MESOS_SEED_BASE").ok().and_then(|base| base.parse::<u64>().ok()).unwrap_or(1);
        Chance(base.wrapping_add(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

/// What each of the five runs; one that is to be interrupted goes on for ever.
fn command(tag: &str, number: u64, forever: Option<bool>) -> String {
    match forever {
        // Some end at SIGTERM, some take all of their grace; all have a child of their own session.
        Some(stubborn) => {
            let trap = if stubborn { "trap '' TERM;" } else { "" };
            format!("{trap} : {tag}; setsid sh -c ': {tag}; sleep 1000' & echo ready; while :; do sleep 0.1; done")
        }
        None => format!(": {tag}; for i in $(seq 1 10); do echo {number}.$i; sleep 0.1; done; exit {number}"),
    }
}

fn tag(room: &Room, seed: u64, number: u64) -> String {
    format!("{}-{seed}-{number}-task", room.tag())
}

#[test]
fn ctrl_c_at_any_moment_ends_one_of_five_and_leaves_the_others_alone() {
    let Some(mesos) = binary::with_commands(&["run", "local", "agents"]) else { return };
    let room = Room::new(mesos);
    let (local, address) = room.local(3, &[]);
    for seed in 0..SEEDS {
        let mut chance = Chance::of(seed);
        let (victim, stubborn) = (chance.below(5), chance.below(3) == 0);
        let moment = Duration::from_millis(chance.below(LATEST_MS));
        let case = format!("seed {seed}: run {victim} of five after {moment:?}, stubborn: {stubborn}");
        let mut runs: Vec<(u64, Program)> = (0..5)
            .map(|number| {
                let command = command(&tag(&room, seed, number), number, (number == victim).then_some(stubborn));
                (number, room.start(&["run", "--master", &address, "--name", &format!("run-{number}"), &command]))
            })
            .collect();
        let (_, interrupted) = runs.swap_remove(usize::try_from(victim).unwrap());
        thread::sleep(moment);
        let begun = Instant::now();
        interrupted.interrupt();
        let ended = interrupted.wait(SOON);
        assert_eq!(ended.status, 130, "{case}: {}", ended.stderr);
        assert!(begun.elapsed() < GRACE_AND_2_S, "{case}: it took {:?}: {}", begun.elapsed(), ended.stderr);
        let left = || processes::with(&tag(&room, seed, victim));
        let rest = GRACE_AND_2_S.saturating_sub(begun.elapsed());
        assert!(room.eventually(rest, || left().is_empty()), "{case}: {:#?} are left: {}", left(), ended.stderr);
        for (number, run) in runs {
            let ended = run.wait(SOON);
            let expected: String = (1..=10).map(|i| format!("{number}.{i}\n")).collect();
            assert_eq!(
                (ended.status, &ended.stdout),
                (i32::try_from(number).unwrap(), &expected),
                "{case}: {}",
                ended.stderr
            );
        }
    }
    local.interrupt();
    let ended = local.wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    room.is_quiet(Duration::from_secs(2), &[]);
    assert_eq!(room.leftovers(), Vec::<String>::new());
}
