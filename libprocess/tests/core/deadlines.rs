//! Deadlines that travel with a question: what nobody waits for any more is not begun, and stops.

use std::time::Duration;

use libprocess::{
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::{Journal, NODE};

/// How a question is asked on.
#[derive(Clone, Copy, Debug)]
enum How {
    /// Awaited in the handler.
    Asked,
    /// The answer comes back as a message.
    Requested,
    /// Asked by a future beside the actor.
    Piped,
    /// The answer to a question comes back, and only then another is asked on.
    GoingOn,
    /// With all the time it wants.
    OnOwnTime,
}

type Left = Result<Option<Duration>, AskError>;

#[derive(Debug)]
enum Message {
    /// Awaits that long, then tells the time that is left.
    Hold(Duration, Reply<Option<Duration>>),
    /// Asks another to hold, with a time-out of ten minutes, and tells what it learned.
    Pass(Pid<Message>, How, Duration, Reply<Left>),
    Passed(Left, Reply<Left>),
    WentOn(Pid<Message>, Duration, Reply<Left>),
    /// Works beside the actor that long, while the answer is wanted.
    Work(Duration, Reply<bool>),
    Worked,
    /// Asks another to work that long, beside the actor.
    Employ(Pid<Message>, Duration),
    Employed,
    /// Tells another to note whether its message has a deadline.
    TellOn(Pid<Message>, Reply<()>),
    Note,
}

struct Worker {
    journal: Journal,
    node: Node,
}

/// Notes when it is dropped.
struct Dropped(Journal, Node);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.note(format_args!("work ended at {:?}", self.1.clock().now()));
    }
}

impl Actor for Worker {
    type Args = Journal;
    type Message = Message;

    async fn start(journal: Journal, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Worker { journal, node: ctx.node() })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Hold(time, reply) => {
                self.journal.note(format_args!("{} begins", ctx.name()));
                self.node.sleep(time).await;
                reply.send(ctx.time_left());
            }
            Message::Pass(to, how, time, reply) => {
                let hold = move |reply| Message::Hold(time, reply);
                match how {
                    How::Asked => reply.send(to.ask(hold, mins(10)).await),
                    How::Requested => ctx.request(&to, hold, mins(10), move |left| Message::Passed(left, reply)),
                    How::Piped => {
                        let node = self.node.clone();
                        let later = async move {
                            node.sleep(millis(1)).await;
                            to.ask(hold, mins(10)).await
                        };
                        ctx.pipe(later, move |left| Message::Passed(left, reply));
                    }
                    How::GoingOn => {
                        let me = to.clone();
                        let first = move |reply| Message::Hold(Duration::ZERO, reply);
                        ctx.request(&to, first, mins(10), move |_| Message::WentOn(me, time, reply));
                    }
                    How::OnOwnTime => ctx.on_own_time(|ctx| {
                        ctx.request(&to, hold, mins(10), move |left| Message::Passed(left, reply));
                    }),
                }
            }
            Message::WentOn(to, time, reply) => {
                let hold = move |reply| Message::Hold(time, reply);
                ctx.request(&to, hold, mins(10), move |left| Message::Passed(left, reply));
            }
            Message::Passed(left, reply) => {
                self.journal.note(format_args!("passed at {:?}: {:?}", self.node.clock().now(), left.map(|_| ())));
                reply.send(left);
            }
            Message::Work(time, reply) => {
                assert!(reply.is_wanted());
                let (node, guard) = (self.node.clone(), Dropped(self.journal.clone(), self.node.clone()));
                let work = reply.while_wanted(async move {
                    let _guard = guard;
                    node.sleep(time).await;
                    true
                });
                let done = async move {
                    match work.await {
                        Some(done) => reply.send(done),
                        None => assert!(!reply.is_wanted()),
                    }
                };
                ctx.pipe(done, |()| Message::Worked);
            }
            Message::Worked | Message::Employed => {}
            Message::Employ(worker, time) => {
                ctx.request(&worker, |reply| Message::Work(time, reply), mins(60), |_| Message::Employed);
            }
            Message::TellOn(to, reply) => {
                to.tell(Message::Note)?;
                reply.send(());
            }
            Message::Note => self.journal.note(format_args!("{} has {:?}", ctx.name(), ctx.deadline())),
        }
        Ok(())
    }
}

async fn two(sim: &Sim) -> (Node, Journal, Pid<Message>, Pid<Message>) {
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let a = node.spawn::<Worker>("a", journal.clone()).await.unwrap();
    let b = node.spawn::<Worker>("b", journal.clone()).await.unwrap();
    (node, journal, a, b)
}

fn hold(time: Duration) -> impl FnOnce(Reply<Option<Duration>>) -> Message {
    move |reply| Message::Hold(time, reply)
}

#[test]
fn a_question_whose_asker_gave_up_before_its_handler_begins_is_not_handled() {
    simulate(seeds(50), async |sim| {
        let (node, journal, a, _b) = two(&sim).await;
        let held = a.ask(hold(secs(10)), mins(1));
        sim.settle().await;
        let (late, in_time) = (a.ask(hold(Duration::ZERO), secs(3)), a.ask(hold(Duration::ZERO), secs(30)));
        assert_eq!(late.await, Err(AskError::TimedOut));
        assert_eq!(sim.clock().now(), secs(3));
        assert_eq!(held.await, Ok(Some(secs(50))));
        assert_eq!(in_time.await, Ok(Some(secs(20))));
        assert_eq!(journal.of("a"), ["begins", "begins"], "the one in the middle must not begin");
        let letters = node.dead_letters().samples();
        assert_eq!(letters.len(), 1);
        assert_eq!((&*letters[0].to, &*letters[0].why), ("a", "failed: the caller gave up"));
        let metrics = node.metrics().snapshot();
        assert_eq!(metrics.get("libprocess/asks_given_up"), Some(&1.0));
        assert_eq!(metrics.get("libprocess/unanswered"), Some(&0.0));
    });
}

#[test]
fn an_actor_that_asks_on_passes_the_nearer_deadline() {
    for how in [How::Asked, How::Requested, How::Piped, How::GoingOn] {
        simulate(seeds(20), async |sim| {
            let (_node, _journal, a, b) = two(&sim).await;
            let left = a.ask(|reply| Message::Pass(b.clone(), how, secs(1), reply), secs(5)).await.unwrap();
            let now = sim.clock().now();
            assert_eq!(left, Ok(Some(secs(5) - now)), "{how:?}: the asker's deadline counts, not ten minutes");
            // Its own time-out is nearer: it stays.
            let passed = a.ask(|reply| Message::Pass(b.clone(), how, secs(1), reply), mins(60)).await.unwrap();
            let since = sim.clock().now() - now;
            assert!(passed.unwrap().is_some_and(|left| left <= mins(10) && left + since >= mins(10) - secs(1)));
        });
    }
}

#[test]
fn questions_asked_on_end_with_the_one_behind_them() {
    for how in [How::Requested, How::Piped, How::GoingOn] {
        simulate(seeds(20), async |sim| {
            let (_node, journal, a, b) = two(&sim).await;
            let end = a.ask(|reply| Message::Pass(b.clone(), how, secs(60), reply), secs(5)).await;
            // At that very moment its answer, that the other one did not answer, may come first.
            let in_time = matches!(end, Err(AskError::TimedOut) | Ok(Err(AskError::TimedOut)));
            assert!(in_time && sim.clock().now() == secs(5), "{how:?}: {end:?}");
            sim.settle().await;
            assert_eq!(journal.lines().last().unwrap(), "passed at 5s: Err(TimedOut)", "{how:?}");
        });
    }
}

#[test]
fn what_is_asked_on_own_time_outlasts_the_asker() {
    simulate(seeds(20), async |sim| {
        let (_node, journal, a, b) = two(&sim).await;
        let end = a.ask(|reply| Message::Pass(b, How::OnOwnTime, secs(60), reply), secs(5)).await;
        assert_eq!(end, Err(AskError::TimedOut));
        sim.clock().advance(mins(2)).await;
        assert_eq!(journal.lines().last().unwrap(), "passed at 60s: Ok(())");
    });
}

#[test]
fn deadlines_are_not_inherited_by_what_is_told_nor_by_later_messages() {
    simulate(seeds(20), async |sim| {
        let (_node, journal, a, b) = two(&sim).await;
        a.ask(|reply| Message::TellOn(b.clone(), reply), secs(5)).await.unwrap();
        let held = a.ask(hold(secs(1)), secs(5));
        a.tell(Message::Note).unwrap();
        held.await.unwrap();
        sim.settle().await;
        assert_eq!(
            (journal.of("b"), journal.of("a")),
            (vec!["has None".to_owned()], vec!["begins".into(), "has None".into()])
        );
    });
}

#[test]
fn work_stops_when_its_caller_gives_up() {
    simulate(seeds(50), async |sim| {
        let (node, journal, a, _b) = two(&sim).await;
        let work = |time, patience| a.ask(move |reply| Message::Work(time, reply), patience);
        assert_eq!(work(secs(1), secs(9)).await, Ok(true));
        assert_eq!(work(mins(10), secs(9)).await, Err(AskError::TimedOut));
        sim.settle().await;
        let begun = work(mins(10), mins(20));
        sim.clock().advance(secs(5)).await;
        drop(begun);
        sim.settle().await;
        assert_eq!(journal.lines(), ["work ended at 1s", "work ended at 10s", "work ended at 15s"]);
        let metrics = node.metrics().snapshot();
        assert_eq!(metrics.get("libprocess/unanswered"), Some(&0.0), "nobody waited for those answers");
    });
}

#[test]
fn work_stops_when_its_caller_dies() {
    simulate(seeds(50), async |sim| {
        let (node, journal, a, b) = two(&sim).await;
        a.tell(Message::Employ(b.clone(), mins(10))).unwrap();
        sim.clock().advance(secs(7)).await;
        assert!(journal.lines().is_empty());
        node.kill(&a);
        sim.settle().await;
        assert_eq!(journal.lines(), ["work ended at 7s"]);
        assert!(b.ask(hold(Duration::ZERO), secs(1)).await.is_ok(), "the worker itself goes on");
    });
}
