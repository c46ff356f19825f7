//! How fast do durable actors write, beside a loop that does nothing but write and sync?

use std::{
    io::Write,
    os::fd::AsRawFd,
    path::PathBuf,
    time::{Duration, Instant},
};

use libprocess::{Durable, prelude::*};

use super::{OURSELVES, Plan};
use crate::figure::Goal;

/// Actors, each with one event on its way to the disk.
const ACTORS: u64 = 64;

/// A sync that is faster than this reaches no disk, so that sharing one saves nothing.
const SYNC_MIN: Duration = Duration::from_micros(100);

const LONG: Duration = Duration::from_secs(600);

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let n: u64 = if quick { 20_000 } else { 200_000 };
    let bare = [OURSELVES, "bare_sync", &(n / 40).to_string()].map(str::to_owned).to_vec();
    vec![Plan {
        name: "durable",
        unit: "/s",
        ours: vec!["durable".to_owned(), n.to_string()],
        part: 0,
        peers: vec![("write+fdatasync", bare)],
        higher: true,
        goals: vec![Goal::TimesPeer(20.0)],
        published: None,
    }]
}

pub(super) async fn round(name: &str, n: u64) -> Option<Result<f64, String>> {
    Some(match name {
        "durable" => durable(n).await,
        "bare_sync" => bare(n),
        _ => return None,
    })
}

/// A folder on a real disk: MESOS_BENCH_FOLDER, else the system's folder for temporary files.
fn folder() -> Result<tempfile::TempDir, String> {
    let parent = std::env::var_os("MESOS_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    tempfile::tempdir_in(&parent).map_err(|error| format!("no folder in {}: {error}", parent.display()))
}

/// Writes and syncs per second, one after the other, of as many bytes as an event takes.
fn bare(n: u64) -> Result<f64, String> {
    let folder = folder()?;
    let place = folder.path().join("bare");
    let mut file = std::fs::File::create(&place).map_err(fail)?;
    let begun = Instant::now();
    for _ in 0..n {
        file.write_all(&[7; 64]).map_err(fail)?;
        file.sync_data().map_err(fail)?;
    }
    let elapsed = begun.elapsed();
    let each = elapsed / u32::try_from(n.max(1)).unwrap_or(u32::MAX);
    if each < SYNC_MIN {
        let place = std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap_or(place);
        return Err(format!(
            "a sync at {} takes {each:?}, so it reaches no disk; name a folder on one with MESOS_BENCH_FOLDER",
            place.display()
        ));
    }
    Ok(n as f64 / elapsed.as_secs_f64())
}

fn fail(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Counts, and keeps what it counted.
#[derive(Default)]
struct Counter {
    total: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Added(u64);

impl Wire for Added {
    const NAME: &'static str = "bench.added";
    const VERSION: u16 = 1;
}

impl Durable for Counter {
    type Event = Added;

    fn apply(&mut self, Added(n): &Added) {
        self.total += n;
    }

    fn compact(&self) -> Option<Vec<Added>> {
        Some(vec![Added(self.total)])
    }
}

/// Adds so often, each time waiting for the disk; then says the total.
#[derive(Debug)]
struct Add {
    times: u64,
    done: Reply<u64>,
}

impl Actor for Counter {
    type Args = ();
    type Message = Add;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.recover(Counter::default()).await
    }

    async fn handle(&mut self, Add { times, done }: Add, ctx: &mut Context<Self>) -> Result<(), Exit> {
        for _ in 0..times {
            ctx.persist(self, Added(1)).await?;
        }
        done.send(self.total);
        Ok(())
    }
}

/// Events per second that are on the disk.
async fn durable(n: u64) -> Result<f64, String> {
    let folder = folder()?;
    let node = Node::builder().threads(1).start().await.map_err(fail)?;
    node.open_journal(folder.path()).await.map_err(fail)?;
    let mut counters = Vec::new();
    for at in 0..ACTORS {
        counters.push(node.spawn::<Counter>(format!("counter-{at}"), ()).await.map_err(fail)?);
    }
    let times = n / ACTORS;
    let begun = Instant::now();
    let adding: Vec<_> = counters.iter().map(|counter| counter.ask(|done| Add { times, done }, LONG)).collect();
    for added in adding {
        let total = added.await.map_err(fail)?;
        assert_eq!(total, times, "an event was lost");
    }
    let elapsed = begun.elapsed();
    node.shut_down(Duration::from_secs(1)).await;
    Ok((times * ACTORS) as f64 / elapsed.as_secs_f64())
}
