//! A pool of workers: jobs go to whoever is free, a worker that panics costs its job and nothing else, and its supervisor
//! starts it again.
//!
//! ```text
//! pool [JOBS]                               counts primes in so many ranges; 40 by default
//! ```

mod common;

use std::{collections::VecDeque, process::ExitCode};

use libprocess::prelude::*;

const WORKERS: usize = 4;

/// Counts the primes of a range; one range is cursed.
struct Worker {
    pool: Pid<Message>,
    number: usize,
}

impl Actor for Worker {
    type Args = (usize, Pid<Message>);
    type Message = u32;

    async fn start((number, pool): Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        pool.tell(Message::Free(number, ctx.me()))?;
        Ok(Worker { pool, number })
    }

    async fn handle(&mut self, range: u32, ctx: &mut Context<Self>) -> Result<(), Exit> {
        assert!(range != 13, "range 13 is cursed");
        let primes = (range * 1000..(range + 1) * 1000).filter(|n| is_prime(*n)).count();
        self.pool.tell(Message::Done { range, primes })?;
        self.pool.tell(Message::Free(self.number, ctx.me()))?;
        Ok(())
    }
}

fn is_prime(n: u32) -> bool {
    n > 1 && (2..).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d))
}

/// Who works on what, and what waits.
struct Pool {
    waiting: VecDeque<u32>,
    working: [Option<u32>; WORKERS],
    left: usize,
    primes: usize,
}

#[derive(Debug)]
enum Message {
    /// A worker has nothing to do; if it had something, that was lost with its former life.
    Free(usize, Pid<u32>),
    Done {
        range: u32,
        primes: usize,
    },
}

impl Actor for Pool {
    type Args = u32;
    type Message = Message;

    async fn start(jobs: u32, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let workers = ctx.supervisor("workers").intensity(3, mins(1)).start().await?;
        let me = ctx.me();
        for number in 0..WORKERS {
            workers.child::<Worker>(format!("worker-{number}"), (number, me.clone())).spread().start().await?;
        }
        Ok(Pool { waiting: (0..jobs).collect(), working: [None; WORKERS], left: jobs as usize, primes: 0 })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Done { range, primes } => {
                self.working.iter_mut().filter(|work| **work == Some(range)).for_each(|work| *work = None);
                self.primes += primes;
                self.left -= 1;
            }
            Message::Free(number, worker) => {
                if let Some(lost) = self.working[number].take() {
                    println!("range {lost} was lost with its worker");
                    self.left -= 1;
                }
                self.working[number] = self.waiting.pop_front();
                if let Some(range) = self.working[number] {
                    worker.tell(range)?;
                }
            }
        }
        if self.left == 0 {
            println!("{} primes", self.primes);
            ctx.exit(Exit::Normal);
        }
        Ok(())
    }
}

async fn work(jobs: u32) -> Result<(), Exit> {
    let node = Node::builder().start().await?;
    let pool = node.spawn::<Pool>("pool", jobs).await?;
    node.ended(&pool).await;
    node.shut_down(secs(1)).await;
    Ok(())
}

fn main() -> ExitCode {
    common::run("pool", async |words| work(words.first().and_then(|word| word.parse().ok()).unwrap_or(40)).await)
}
