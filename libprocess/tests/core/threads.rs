//! What only threads show.

#![allow(clippy::disallowed_methods, reason = "handlers that block on purpose")]

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use libprocess::{prelude::*, testing::Probe};

use crate::{
    kit::*,
    real::{block_on, until},
};

struct Blocks;

impl Actor for Blocks {
    type Args = ();
    type Message = Duration;

    async fn start(_: (), _: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Blocks)
    }

    async fn handle(&mut self, time: Duration, _: &mut Context<Self>) -> Result<(), Exit> {
        thread::sleep(time);
        Ok(())
    }
}

#[test]
fn a_handler_that_blocks_its_thread_is_counted_and_its_mailbox_stays_readable() {
    block_on(async {
        let node = Node::builder().threads(1).start().await.unwrap();
        let blocks = node.spawn::<Blocks>("blocks", ()).pinned().await.unwrap();
        blocks.tell(Duration::from_millis(2500)).unwrap();
        until("the handler's start", || node.mailbox("blocks").is_some_and(|waiting| waiting.is_empty()));
        blocks.tell(Duration::ZERO).unwrap();
        let waiting = node.mailbox("blocks").unwrap();
        assert_eq!((waiting.len(), waiting[0].text.as_str()), (1, "0ns"));
        let held = || node.metrics().counter("libprocess/handlers_held_thread").value();
        until("the warning", || held() == 1);
        until("the end of the handler", || node.mailbox("blocks").is_some_and(|waiting| waiting.is_empty()));
        assert_eq!(held(), 1, "one turn is told once");
        node.shut_down(Duration::from_secs(1)).await;
    });
}

#[test]
fn a_blocking_actor_may_block() {
    block_on(async {
        let node = Node::builder().threads(1).start().await.unwrap();
        let blocks = node.spawn::<Blocks>("blocks", ()).blocking().await.unwrap();
        blocks.send(Duration::from_millis(1800)).await.unwrap();
        blocks.send(Duration::ZERO).await.unwrap();
        until("the end of both", || node.top().iter().any(|actor| actor.id == "blocks" && actor.handled == 2));
        assert_eq!(node.metrics().counter("libprocess/handlers_held_thread").value(), 0);
        node.shut_down(Duration::from_secs(1)).await;
    });
}

#[test]
fn order_and_bounds_hold_across_threads() {
    block_on(async {
        let journal = Journal::default();
        let node = Node::builder().threads(2).start().await.unwrap();
        let mut probe = Probe::<Do>::new(&node, "probe").await;
        let a = node.spawn::<Puppet>("a", Script::new(&journal)).spread().capacity(4).await.unwrap();
        let b = node.spawn::<Puppet>("b", Script::new(&journal)).pinned().await.unwrap();
        b.tell(Do::SendNotes(a.clone(), 5000)).unwrap();
        b.tell(Do::SendNotes(probe.pid(), 1000)).unwrap();
        for n in 0..1000 {
            assert!(matches!(probe.next(secs(10)).await, Do::Note(m) if m == n));
        }
        a.send(Do::End).await.unwrap();
        assert!(matches!(node.ended(&a).await, Exit::Normal | Exit::NoSuchActor));
        let notes = journal.of("a");
        assert_eq!(notes.len(), 5002);
        assert!((0..5000).all(|n| notes[n + 1] == n.to_string()));
        node.shut_down(Duration::from_secs(1)).await;
    });
}

#[test]
fn a_dropped_question_is_counted_by_the_node_of_the_thread() {
    block_on(async {
        let journal = Journal::default();
        let node = Node::builder().threads(1).start().await.unwrap();
        let a = puppet(&node, "a", &journal).await;
        assert_eq!(a.ask(Do::Forget, secs(5)).await, Err(AskError::Unanswered));
        assert_eq!(node.metrics().snapshot().get("libprocess/unanswered"), Some(&1.0));
        node.shut_down(Duration::from_secs(1)).await;
    });
}

/// Has a child beside itself.
struct Keeper;

impl Actor for Keeper {
    type Args = ();
    type Message = Duration;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.spawn::<Blocks>("child", ()).await?;
        Ok(Keeper)
    }

    async fn handle(&mut self, _: Duration, _: &mut Context<Self>) -> Result<(), Exit> {
        Ok(())
    }
}

#[test]
fn a_thread_of_ones_own_stays_so_when_a_neighbour_ends_and_is_used_again_when_its_owner_is_gone() {
    block_on(async {
        let node = Node::builder().threads(1).start().await.unwrap();
        let thread = |name: &str| node.top().into_iter().find(|actor| actor.id == name).unwrap().thread;
        let keeper = node.spawn::<Keeper>("keeper", ()).pinned().await.unwrap();
        let child = node.find::<Duration>("child").unwrap();
        assert_eq!(thread("child"), thread("keeper"));
        node.stop(&child, Duration::from_secs(5)).await;
        drop(child);
        let second = node.spawn::<Blocks>("second", ()).pinned().await.unwrap();
        assert_ne!(thread("second"), thread("keeper"));
        let free = thread("keeper");
        node.stop(&keeper, Duration::from_secs(5)).await;
        drop(keeper);
        // Its end is told a moment before its thread lets go of its mailbox: whoever comes too early gets another thread.
        let mut others = Vec::new();
        let third = loop {
            let name = format!("third-{}", others.len());
            let third = node.spawn::<Blocks>(name.as_str(), ()).pinned().await.unwrap();
            if thread(&name) == free {
                break third;
            }
            others.push(third);
            assert!(others.len() < 50, "its thread is never used again");
        };
        node.stop(&second, Duration::from_secs(5)).await;
        node.stop(&third, Duration::from_secs(5)).await;
        node.shut_down(Duration::from_secs(1)).await;
    });
}

static GIVEN_BACK: AtomicUsize = AtomicUsize::new(0);

#[test]
fn after_the_end_of_many_actors_each_thread_gives_back_what_it_can() {
    const MANY: u64 = 5_000;
    block_on(async {
        let gives_back = || {
            GIVEN_BACK.fetch_add(1, Ordering::Relaxed);
        };
        let node = Node::builder().threads(2).when_idle(gives_back).start().await.unwrap();
        let supervisor = node.supervisor("many").start().await.unwrap();
        let names = (0..MANY).map(|n| (format!("idle-{n}").into(), ()));
        supervisor.children::<Blocks>(names).await.unwrap();
        let known = node.find::<Duration>("idle-7").unwrap();
        node.stop(&supervisor.pid(), Duration::from_secs(60)).await;
        until("both threads to give back", || GIVEN_BACK.load(Ordering::Relaxed) >= 2);
        // A name that somebody knows is still the same mailbox's.
        assert!(matches!(known.tell(Duration::ZERO), Err(TellError::NoSuchActor(_))));
        node.spawn::<Blocks>("idle-7", ()).await.unwrap();
        known.tell(Duration::ZERO).unwrap();
        until("the message", || node.top().iter().any(|actor| actor.id == "idle-7" && actor.handled == 1));
        node.shut_down(Duration::from_secs(1)).await;
    });
}
