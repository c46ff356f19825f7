use super::*;
use crate::{
    prelude::*,
    testing::{Probe, Sim, seeds, simulate},
};

/// Says that it was handled, once the handler that dropped it has succeeded.
struct Receipt {
    number: u32,
    holder: Life,
    to: Pid<u32>,
}

impl Drop for Receipt {
    fn drop(&mut self) {
        let (number, to) = (self.number, self.to.clone());
        after_success(self.holder, move || drop(to.tell(number)));
    }
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Receipt({})", self.number)
    }
}

#[derive(Debug)]
enum Message {
    Take(Receipt),
    Keep(Receipt),
    Fail(Receipt),
    Panic(Receipt),
    Life { reply: Reply<Life> },
}

#[derive(Default)]
struct Holder {
    kept: Option<Receipt>,
}

impl Actor for Holder {
    type Args = ();
    type Message = Message;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Holder::default())
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Take(receipt) => {
                drop(receipt);
                ctx.node().sleep(secs(1)).await;
            }
            Message::Keep(receipt) => self.kept = Some(receipt),
            Message::Fail(receipt) => {
                drop(receipt);
                return Err(Exit::failed("planted"));
            }
            Message::Panic(receipt) => {
                drop(receipt);
                panic!("planted");
            }
            Message::Life { reply } => reply.send(ctx.life()),
        }
        Ok(())
    }
}

async fn holder(sim: &Sim) -> (Pid<Message>, Probe<u32>, impl Fn(u32) -> Receipt) {
    let node = sim.node("10.0.0.1:1").start().await;
    let probe = Probe::<u32>::new(&node, "probe").await;
    let holder = node.spawn::<Holder>("holder", ()).await.unwrap();
    let life = holder.ask(|reply| Message::Life { reply }, secs(1)).await.unwrap();
    let to = probe.pid();
    (holder, probe, move |number| Receipt { number, holder: life, to: to.clone() })
}

#[test]
fn what_waits_for_success_happens_when_the_handler_has_returned_ok() {
    simulate(seeds(10), async |sim| {
        let (holder, mut probe, receipt) = holder(&sim).await;
        holder.tell(Message::Take(receipt(1))).unwrap();
        probe.expect_silence(millis(900)).await;
        assert_eq!(probe.next(millis(200)).await, 1);
        holder.tell(Message::Keep(receipt(2))).unwrap();
        probe.expect_silence(secs(5)).await;
        holder.tell(Message::Keep(receipt(3))).unwrap();
        assert_eq!(probe.next(secs(1)).await, 2);
    });
}

#[test]
fn what_waits_for_success_never_happens_when_the_handler_fails_or_never_ran() {
    for planted in [Message::Fail, Message::Panic] {
        simulate(seeds(10), async |sim| {
            sim.expect_panics("planted");
            let (holder, mut probe, receipt) = holder(&sim).await;
            holder.tell(planted(receipt(1))).unwrap();
            holder.tell(Message::Take(receipt(2))).unwrap();
            drop(receipt(3));
            probe.expect_silence(secs(5)).await;
            assert!(holder.tell(Message::Take(receipt(4))).is_err());
            probe.expect_silence(secs(5)).await;
        });
    }
}

/// The message of the figures: 32 bytes.
#[derive(Debug)]
#[allow(dead_code)] // only its size counts
enum Payload {
    Add { n: u64, more: [u64; 2] },
    Total(Reply<u64>),
}

struct Sum(u64);

impl Actor for Sum {
    type Args = ();
    type Message = Payload;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Sum(0))
    }

    async fn handle(&mut self, message: Payload, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Payload::Add { n, .. } => self.0 += n,
            Payload::Total(reply) => reply.send(self.0),
        }
        Ok(())
    }
}

fn size_of_life<A: Actor, F>(_life: impl FnOnce(Context<A>, A::Args, Reply<Result<(), Exit>>) -> F) -> usize {
    size_of::<F>()
}

#[test]
fn an_idle_actor_takes_few_bytes() {
    assert_eq!(size_of::<Payload>(), 32);
    // With the two counts of its Arc: 256 is a size that allocators hand out without waste.
    let slot = size_of::<Slot<Payload>>() + 2 * size_of::<usize>();
    let life = size_of_life::<Sum, _>(life::<Sum>);
    assert!(slot <= 256, "the slot takes {slot} bytes");
    assert!(life <= 160, "the life takes {life} bytes");
}
