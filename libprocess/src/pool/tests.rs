//! Pools that grow, shrink and lose workers.

use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::{
    AskError, Exit,
    testing::{Probe, seeds, simulate},
    time::{millis, secs},
};
use libprocess_wire::{Reply, TellError};

/// Takes a while for each job, and tells that it is done.
struct Worker {
    done: Pid<u64>,
}

#[derive(Debug)]
enum Work {
    Job(u64),
    Curse,
    Name(Reply<String>),
}

impl Actor for Worker {
    type Args = Pid<u64>;
    type Message = Work;

    async fn start(done: Pid<u64>, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Worker { done })
    }

    async fn handle(&mut self, message: Work, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Work::Job(n) => {
                let wait = ctx.random().duration(millis(20));
                ctx.node().sleep(wait).await;
                self.done.tell(n)?;
            }
            Work::Curse => return Err(Exit::failed("cursed")),
            Work::Name(reply) => reply.send(ctx.name().to_string()),
        }
        Ok(())
    }
}

#[test]
fn no_accepted_message_is_lost_while_a_pool_grows_and_shrinks() {
    simulate(seeds(50), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let mut done = Probe::<u64>::new(&node, "done").await;
        let mut pool = node.pool::<Worker>("workers", done.pid(), 4).capacity(8).start().await.unwrap();
        // Somebody goes on sending while the pool changes its size.
        let (pid, accepted) = (pool.pid(), Arc::new(AtomicU64::new(0)));
        let (sender, count) = (node.clone(), accepted.clone());
        node.run_beside(async move {
            for n in 0..300 {
                match pid.tell(Work::Job(n)) {
                    Ok(()) => drop(count.fetch_add(1, Ordering::Relaxed)),
                    Err(TellError::Full(_)) => {}
                    Err(error) => panic!("{error}"),
                }
                let wait = sender.random().duration(millis(4));
                sender.sleep(wait).await;
            }
        });
        for size in [7, 2, 5, 1, 3, 1] {
            pool.resize(size).await.unwrap();
            assert_eq!((pool.size(), pool.router().len()), (size, size));
            let living = node.top().into_iter().filter(|actor| actor.pid.to_string().starts_with("workers-")).count();
            assert_eq!(living, size, "workers that were taken out have not ended");
            sim.clock().advance(millis(50)).await;
        }
        sim.clock().advance(secs(10)).await;
        let mut jobs = Vec::new();
        while let Some(job) = done.try_next(millis(1)).await {
            jobs.push(job.message);
        }
        let all = jobs.len();
        jobs.sort_unstable();
        jobs.dedup();
        assert_eq!((all, jobs.len() as u64), (jobs.len(), accepted.load(Ordering::Relaxed)));
        assert!(all > 50, "only {all} messages were accepted");
    });
}

#[test]
fn work_goes_to_all_workers_and_a_failed_one_is_replaced() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let done = Probe::<u64>::new(&node, "done").await;
        let pool = node.pool::<Worker>("workers", done.pid(), 3).routing(Routing::RoundRobin).start().await.unwrap();
        let names = async || {
            let mut names = Vec::new();
            for _ in 0..3 {
                names.push(pool.pid().ask(Work::Name, secs(1)).await.unwrap());
            }
            names.sort();
            names
        };
        let before = names().await;
        assert_eq!(before, ["workers-1", "workers-2", "workers-3"]);
        pool.pid().tell(Work::Curse).unwrap();
        sim.clock().advance(secs(1)).await;
        assert_eq!(names().await, before);
    });
}

#[test]
fn a_question_that_nobody_has_room_for_is_refused_as_full() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let done = Probe::<u64>::new(&node, "done").await;
        let pool = node.pool::<Worker>("workers", done.pid(), 2).capacity(1).start().await.unwrap();
        let full = async {
            for n in 0..10 {
                if let Err(error) = pool.pid().tell(Work::Job(n)) {
                    return Some(error.cause());
                }
            }
            None
        };
        assert_eq!(full.await, Some(AskError::Full));
    });
}

#[test]
fn a_pool_that_ends_does_what_it_was_told_and_leaves_nobody() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let mut done = Probe::<u64>::new(&node, "done").await;
        let pool = node.pool::<Worker>("workers", done.pid(), 3).start().await.unwrap();
        let before = node.actors();
        for n in 0..30 {
            pool.pid().tell(Work::Job(n)).unwrap();
        }
        pool.end(secs(10)).await;
        for _ in 0..30 {
            done.next(millis(1)).await;
        }
        assert_eq!(node.actors(), before - 4);
    });
}
