//! Five philosophers, five forks, no deadlock: a fork is an actor that is asked, and who does not get both puts the first
//! one back and thinks again for a while.
//!
//! ```text
//! philosophers [MEALS]                      each philosopher eats so often; 3 by default
//! ```

mod common;

use std::process::ExitCode;

use libprocess::prelude::*;

const NAMES: [&str; 5] = ["Hypatia", "Ibn Rushd", "Zhu Xi", "Hannah", "Simone"];

struct Fork {
    held: bool,
}

#[derive(Debug)]
enum Touch {
    Take(Reply<bool>),
    PutBack,
}

impl Actor for Fork {
    type Args = ();
    type Message = Touch;

    async fn start(_: (), _: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Fork { held: false })
    }

    async fn handle(&mut self, message: Touch, _: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Touch::Take(reply) => reply.send(!std::mem::replace(&mut self.held, true)),
            Touch::PutBack => self.held = false,
        }
        Ok(())
    }
}

struct Philosopher {
    name: &'static str,
    forks: [Pid<Touch>; 2],
    meals: u32,
}

#[derive(Debug)]
enum Think {
    Hungry,
    /// What the forks answered, in their order; the second is asked only when the first was free.
    First(bool),
    Second(bool),
    Full,
}

impl Philosopher {
    fn think(&self, ctx: &mut Context<Self>) {
        ctx.after(ctx.random().duration(millis(5)), Key("hungry"), Think::Hungry);
    }

    fn reach(&self, which: usize, ctx: &mut Context<Self>) {
        ctx.request(&self.forks[which], Touch::Take, secs(1), move |free| {
            let free = free.unwrap_or(false);
            if which == 0 { Think::First(free) } else { Think::Second(free) }
        });
    }
}

impl Actor for Philosopher {
    type Args = (&'static str, [Pid<Touch>; 2], u32);
    type Message = Think;

    async fn start((name, forks, meals): Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let philosopher = Philosopher { name, forks, meals };
        philosopher.think(ctx);
        Ok(philosopher)
    }

    async fn handle(&mut self, message: Think, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Think::Hungry if self.meals == 0 => ctx.exit(Exit::Normal),
            Think::Hungry => self.reach(0, ctx),
            Think::First(true) => self.reach(1, ctx),
            Think::Second(true) => ctx.after(millis(2), Key("eating"), Think::Full),
            Think::First(false) => self.think(ctx),
            Think::Second(false) => {
                self.forks[0].tell(Touch::PutBack)?;
                self.think(ctx);
            }
            Think::Full => {
                self.meals -= 1;
                println!("{} has eaten, {} to go", self.name, self.meals);
                for fork in &self.forks {
                    fork.tell(Touch::PutBack)?;
                }
                self.think(ctx);
            }
        }
        Ok(())
    }
}

async fn dinner(meals: u32) -> Result<(), Exit> {
    let node = Node::builder().start().await?;
    let mut forks = Vec::new();
    for number in 0..NAMES.len() {
        forks.push(node.spawn::<Fork>(format!("fork-{number}"), ()).await?);
    }
    let mut guests = Vec::new();
    for (at, name) in NAMES.into_iter().enumerate() {
        let mine = [forks[at].clone(), forks[(at + 1) % forks.len()].clone()];
        guests.push(node.spawn::<Philosopher>(name, (name, mine, meals)).spread().await?);
    }
    for guest in &guests {
        node.ended(guest).await;
    }
    println!("all have eaten");
    node.shut_down(secs(1)).await;
    Ok(())
}

fn main() -> ExitCode {
    common::run("philosophers", async |words| dinner(words.first().and_then(|word| word.parse().ok()).unwrap_or(3)).await)
}
