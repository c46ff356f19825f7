//! Monitors, links, parents and children.

use libprocess::{
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::*;

async fn pair(sim: &Sim) -> (Node, Journal, Pid<Do>, Pid<Do>) {
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let (a, b) = (puppet(&node, "a", &journal).await, puppet(&node, "b", &journal).await);
    (node, journal, a, b)
}

#[test]
fn a_monitor_learns_the_end_once_and_does_not_share_it() {
    simulate(seeds(50), async |sim| {
        let (node, journal, a, b) = pair(&sim).await;
        a.tell(Do::Monitor(b.erase())).unwrap();
        sim.settle().await;
        node.kill(&b);
        sim.settle().await;
        let _again = puppet(&node, "b", &journal).await;
        node.kill(&b);
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "learns that monitor b ended: killed"]);
        a.tell(Do::Monitor(b.erase())).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a")[2], "learns that monitor b ended: no such actor");
    });
}

#[test]
fn a_monitor_taken_back_is_silent() {
    simulate(seeds(30), async |sim| {
        let (node, journal, a, b) = pair(&sim).await;
        a.tell(Do::Monitor(b.erase())).unwrap();
        a.tell(Do::Demonitor(b.erase())).unwrap();
        sim.settle().await;
        node.kill(&b);
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start"]);
    });
}

#[test]
fn linked_actors_share_their_fate_both_ways() {
    simulate(seeds(50), async |sim| {
        for killed_first in [true, false] {
            let (node, journal, a, b) = {
                let journal = Journal::default();
                let node = sim.node(if killed_first { NODE } else { "10.0.0.2:5050" }).start().await;
                let (a, b) = (puppet(&node, "a", &journal).await, puppet(&node, "b", &journal).await);
                (node, journal, a, b)
            };
            a.tell(Do::Link(b.erase())).unwrap();
            sim.settle().await;
            let (victim, heir, name) = if killed_first { (&a, &b, "b") } else { (&b, &a, "a") };
            node.kill(victim);
            assert_eq!(node.ended(heir).await, Exit::Killed);
            sim.settle().await;
            assert_eq!(journal.of(name).last().unwrap(), "stop: killed");
        }
    });
}

#[test]
fn a_normal_end_of_a_linked_actor_harms_nobody() {
    simulate(seeds(30), async |sim| {
        let (_node, journal, a, b) = pair(&sim).await;
        a.tell(Do::Link(b.erase())).unwrap();
        sim.settle().await;
        b.tell(Do::End).unwrap();
        sim.settle().await;
        a.tell(Do::Note(1)).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "learns that link b ended: normal", "1"]);
    });
}

#[test]
fn an_actor_that_traps_exits_learns_of_them_instead() {
    simulate(seeds(30), async |sim| {
        sim.expect_panics("planted");
        let (_node, journal, a, b) = pair(&sim).await;
        a.tell(Do::TrapExits).unwrap();
        a.tell(Do::Link(b.erase())).unwrap();
        sim.settle().await;
        b.tell(Do::Panic).unwrap();
        sim.settle().await;
        a.tell(Do::Note(1)).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "learns that link b ended: panic: planted", "1"]);
    });
}

#[test]
fn the_default_of_a_trapped_link_does_not_end_the_actor() {
    struct Plain;
    #[derive(Debug)]
    enum Message {
        Link(Pid),
        Alive(Reply<()>),
    }
    impl Actor for Plain {
        type Args = bool;
        type Message = Message;
        async fn start(traps: bool, ctx: &mut Context<Self>) -> Result<Self, Exit> {
            if traps {
                ctx.trap_exits();
            }
            Ok(Plain)
        }
        async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
            match message {
                Message::Link(pid) => ctx.link(&pid),
                Message::Alive(reply) => reply.send(()),
            }
            Ok(())
        }
    }
    simulate(seeds(20), async |sim| {
        let (node, _journal, a, b) = pair(&sim).await;
        for (victim, traps) in [(a, true), (b, false)] {
            let plain = node.spawn::<Plain>(format!("plain-{traps}"), traps).await.unwrap();
            plain.tell(Message::Link(victim.erase())).unwrap();
            sim.settle().await;
            node.kill(&victim);
            sim.settle().await;
            assert_eq!(plain.ask(Message::Alive, secs(1)).await.is_ok(), traps);
        }
    });
}

#[test]
fn unlinked_actors_end_alone() {
    simulate(seeds(30), async |sim| {
        let (node, journal, a, b) = pair(&sim).await;
        a.tell(Do::Link(b.erase())).unwrap();
        a.tell(Do::Unlink(b.erase())).unwrap();
        sim.settle().await;
        node.kill(&b);
        sim.settle().await;
        let c = puppet(&node, "c", &journal).await;
        c.tell(Do::Link(a.erase())).unwrap();
        c.tell(Do::Unlink(a.erase())).unwrap();
        sim.settle().await;
        node.kill(&c);
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start"]);
    });
}

#[test]
fn linking_somebody_who_is_gone_ends_the_linker() {
    simulate(seeds(20), async |sim| {
        let (node, _journal, a, b) = pair(&sim).await;
        node.kill(&b);
        sim.settle().await;
        a.tell(Do::Link(b.erase())).unwrap();
        assert_eq!(node.ended(&a).await, Exit::NoSuchActor);
    });
}

#[test]
fn children_end_with_their_parent_and_tell_it_their_end() {
    simulate(seeds(50), async |sim| {
        let (node, journal, a, _b) = pair(&sim).await;
        a.tell(Do::Spawn("one")).unwrap();
        a.tell(Do::Spawn("two")).unwrap();
        sim.settle().await;
        let one = node.connect_local("one");
        node.kill(&one);
        sim.settle().await;
        assert!(journal.of("a").contains(&"learns that child one ended: killed".to_owned()));
        node.kill(&a);
        sim.settle().await;
        assert_eq!(journal.of("two"), ["start", "stop: shutdown"]);
        assert_eq!(journal.of("one"), ["start"]);
    });
}

/// Finds an actor without type by its name.
trait ConnectLocal {
    fn connect_local(&self, name: &str) -> Pid;
}

impl ConnectLocal for Node {
    fn connect_local(&self, name: &str) -> Pid {
        self.untyped(&Address::new(name, self.address()))
    }
}

#[test]
fn monitors_are_stacked_and_undone_one_by_one() {
    simulate(seeds(30), async |sim| {
        let (node, journal, a, b) = pair(&sim).await;
        for _ in 0..3 {
            a.tell(Do::Monitor(b.erase())).unwrap();
        }
        a.tell(Do::Demonitor(b.erase())).unwrap();
        sim.settle().await;
        node.kill(&b);
        sim.settle().await;
        let expected = ["start", "learns that monitor b ended: killed", "learns that monitor b ended: killed"];
        assert_eq!(journal.of("a"), expected);
    });
}

#[test]
fn a_notice_that_waits_still_comes_after_a_demonitor_unless_it_is_flushed() {
    simulate(seeds(50), async |sim| {
        for flush in [false, true] {
            let journal = Journal::default();
            let node = sim.node(if flush { "10.0.0.1:1" } else { "10.0.0.2:1" }).start().await;
            let (a, b) = (puppet(&node, "a", &journal).await, puppet(&node, "b", &journal).await);
            a.tell(Do::Monitor(b.erase())).unwrap();
            a.tell(Do::Monitor(b.erase())).unwrap();
            sim.settle().await;
            let busy = a.ask(|reply| Do::Hold(secs(1), reply), mins(1));
            sim.settle().await;
            a.tell(if flush { Do::Flush(b.erase()) } else { Do::Demonitor(b.erase()) }).unwrap();
            node.kill(&b);
            busy.await.unwrap();
            sim.settle().await;
            let notices = journal.of("a").len() - 1;
            assert_eq!(notices, if flush { 1 } else { 2 }, "the other monitor is another one");
        }
    });
}

#[test]
fn timers_of_a_panic_never_fire_into_the_next_life_and_links_tell_its_text() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let a = top.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        let b = puppet(&node, "b", &journal).await;
        b.tell(Do::TrapExits).unwrap();
        b.tell(Do::Link(a.erase())).unwrap();
        a.tell(Do::After(secs(3), "x", 1)).unwrap();
        sim.settle().await;
        assert!(sim.panic(&a, "a bug in the handler"));
        let unanswered = a.ask(Do::Answer, mins(1)).await;
        assert_eq!(unanswered, Err(AskError::HandlerFailed), "as if its handler had panicked");
        sim.clock().advance(mins(1)).await;
        assert_eq!(journal.of("a"), ["start", "start"]);
        assert_eq!(journal.of("b")[1..], ["learns that link a ended: panic: a bug in the handler"]);
        assert_eq!(sim.faults().of("panics"), 1);
        let exits = node.exits().all();
        assert_eq!((exits.len(), &*exits[0].reason), (1, "panic: a bug in the handler"));
    });
}
