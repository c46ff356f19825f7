//! Senders at full speed against receivers that stand still: the memory of the process stays bounded. A program of its own,
//! since what it looks at belongs to the whole process.

use std::time::Duration;

use libprocess::{keys::ClusterKey, prelude::*};

/// Messages are 64 KB long.
const BYTES: usize = 64 << 10;

/// What both receivers together may cost.
const MOST: usize = 64 << 20;

#[derive(Debug, Serialize, Deserialize)]
enum Load {
    Bytes(Vec<u8>),
    Count {
        reply: Reply<u64>,
    },
    /// To be sent to somebody, without end.
    Flood(Pid<Load>),
}

impl Wire for Load {
    const NAME: &'static str = "test.load";
    const VERSION: u16 = 1;
}

/// Counts what it gets, or floods another.
struct Worker(u64);

impl Actor for Worker {
    type Args = ();
    type Message = Load;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Worker(0))
    }

    async fn handle(&mut self, load: Load, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match load {
            Load::Bytes(bytes) => self.0 += u64::from(bytes.len() == BYTES),
            Load::Count { reply } => reply.send(self.0),
            Load::Flood(whom) => {
                while whom.send(Load::Bytes(vec![7; BYTES])).await.is_ok() {
                    self.0 += 1;
                }
            }
        }
        Ok(())
    }
}

/// Resident bytes of this process.
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

#[tokio::test]
async fn senders_against_stopped_receivers_here_and_elsewhere_take_less_than_64_mb() {
    let key = ClusterKey::generate();
    let node = || Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).start();
    let (a, b) = (node().await.unwrap(), node().await.unwrap());
    // A mailbox of this process is bounded in messages alone: 256 of these are 16 MB.
    let here = a.spawn::<Worker>("here", ()).capacity(256).await.unwrap();
    let stopped = b.spawn::<Worker>("there", ()).await.unwrap();
    let there = a.connect::<Load>(format!("there@{}", b.address())).await.unwrap();
    assert!(a.suspend(&here, true) && b.suspend(&stopped, true));
    let before = resident();
    for n in 0..8 {
        let local = a.spawn::<Worker>(format!("local-{n}"), ()).await.unwrap();
        let remote = a.spawn::<Worker>(format!("remote-{n}"), ()).await.unwrap();
        local.tell(Load::Flood(here.clone())).unwrap();
        remote.tell(Load::Flood(there.clone())).unwrap();
    }
    let mut most = 0;
    for _ in 0..40 {
        a.sleep(Duration::from_millis(50)).await;
        most = most.max(resident().saturating_sub(before));
    }
    println!("{} MB for both", most >> 20);
    assert!(most > 16 << 20, "nobody flooded: {most} bytes");
    assert!(most < MOST, "{} MB", most >> 20);
    // Both go on, and what waited was not lost.
    assert!(a.suspend(&here, false) && b.suspend(&stopped, false));
    for pid in [&here, &there] {
        // A question is refused while the floods leave no room.
        let mut count = Err(AskError::Full);
        for _ in 0..1000 {
            count = pid.ask(|reply| Load::Count { reply }, Duration::from_secs(5)).await;
            if count != Err(AskError::Full) {
                break;
            }
            a.sleep(Duration::from_millis(2)).await;
        }
        assert!(count.unwrap() > 0);
    }
    a.shut_down(Duration::ZERO).await;
    b.shut_down(Duration::ZERO).await;
}
