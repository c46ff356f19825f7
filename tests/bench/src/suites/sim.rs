//! How much virtual time does the simulator get through in a second?

use std::time::Instant;

use libprocess::{
    prelude::*,
    testing::{Seeds, simulate},
    time::{millis, secs},
};

use super::Plan;
use crate::figure::Goal;

const NODES: u64 = 5;
const ACTORS: u64 = 10;

/// Messages of an actor per virtual second, half of them to another node.
const RATE: u64 = 10;

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let virtual_seconds: u64 = if quick { 2_000 } else { 20_000 };
    vec![Plan {
        name: "sim",
        unit: "s/s",
        ours: vec!["sim".to_owned(), virtual_seconds.to_string()],
        part: 0,
        peers: Vec::new(),
        higher: true,
        goals: vec![Goal::AtLeast(1_000.0)],
        published: None,
    }]
}

pub(super) fn round(name: &str, n: u64) -> Option<Result<f64, String>> {
    (name == "sim").then(|| Ok(world(n)))
}

/// Says a word ten times a second, in turn to a neighbour and to an actor of the next node.
struct Speaker {
    near: Option<Pid<Word>>,
    far: Option<Pid<Word>>,
    said: u64,
    heard: u64,
}

#[derive(Debug, Serialize, Deserialize)]
enum Word {
    Listeners { near: Pid<Word>, far: Pid<Word> },
    Speak,
    Heard(u64),
    Count { reply: Reply<u64> },
}

impl Wire for Word {
    const NAME: &'static str = "bench.word";
    const VERSION: u16 = 1;
}

impl Actor for Speaker {
    type Args = ();
    type Message = Word;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Speaker { near: None, far: None, said: 0, heard: 0 })
    }

    async fn handle(&mut self, word: Word, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match word {
            Word::Listeners { near, far } => {
                (self.near, self.far) = (Some(near), Some(far));
                ctx.every(millis(1_000 / RATE), Key("speak"), || Word::Speak);
            }
            Word::Speak => {
                self.said += 1;
                let listener = if self.said.is_multiple_of(2) { &self.near } else { &self.far };
                if let Some(listener) = listener {
                    listener.tell(Word::Heard(self.said))?;
                }
            }
            Word::Heard(_) => self.heard += 1,
            Word::Count { reply } => reply.send(self.heard),
        }
        Ok(())
    }
}

/// Virtual seconds per second; the trace and its hash are kept as in every simulated test.
fn world(virtual_seconds: u64) -> f64 {
    let begun = Instant::now();
    let report = simulate(Seeds::of([7]), async |sim| {
        let mut nodes = Vec::new();
        for at in 1..=NODES {
            let node = sim.node(&format!("10.0.0.{at}:5050")).start().await;
            for actor in 0..ACTORS {
                node.spawn::<Speaker>(format!("speaker-{actor}"), ()).await.unwrap_or_else(|error| panic!("{error}"));
            }
            nodes.push(node);
        }
        let mut speakers = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let next = &nodes[(at + 1) % nodes.len()];
            for actor in 0..ACTORS {
                let name = |n: u64| format!("speaker-{}", n % ACTORS);
                let connected =
                    async |address: String| node.connect::<Word>(address).await.unwrap_or_else(|error| panic!("{error}"));
                let speaker = connected(format!("{}@{}", name(actor), node.address())).await;
                let near = connected(format!("{}@{}", name(actor + 1), node.address())).await;
                let far = connected(format!("{}@{}", name(actor), next.address())).await;
                speaker.tell(Word::Listeners { near, far }).unwrap_or_else(|error| panic!("{error}"));
                speakers.push(speaker);
            }
        }
        sim.clock().advance(secs(virtual_seconds)).await;
        let mut heard = 0;
        for speaker in &speakers {
            let counted = speaker.ask(|reply| Word::Count { reply }, secs(5)).await;
            heard += counted.unwrap_or_else(|error| panic!("{error}"));
        }
        let said = NODES * ACTORS * RATE * virtual_seconds;
        assert!(heard + NODES * ACTORS * RATE > said, "{heard} of {said} words were heard");
    });
    report.time.as_secs_f64() / begun.elapsed().as_secs_f64()
}
