use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::{
    Durable,
    prelude::*,
    testing::{Sim, seeds, simulate},
};

proptest! {
    /// Whatever is lost, doubled, late or out of order: each message is taken once, in order, and everything ends confirmed.
    #[test]
    fn each_message_is_taken_once_and_in_order(messages in prop::collection::vec(any::<u8>(), 0..200), fates: Vec<u8>) {
        let (mut out, mut incoming) = (Outgoing::new(9, 1000), Incoming::new(4));
        for message in &messages {
            out.put(*message).unwrap();
        }
        let (mut now, mut took, mut late) = (Duration::ZERO, Vec::new(), Vec::new());
        let mut fates = fates.into_iter().chain(std::iter::repeat(255));
        while out.waiting() > 0 {
            let mut arriving = std::mem::take(&mut late);
            for sent in out.due(now) {
                match fates.next().unwrap_or(255) % 8 {
                    0 => {}
                    1 => arriving.extend([sent.clone(), sent]),
                    2 => late.push(sent),
                    3 => arriving.insert(0, sent),
                    _ => arriving.push(sent),
                }
            }
            for numbered in arriving {
                if incoming.look(&numbered) == Taken::New {
                    took.push(numbered.message);
                    incoming.took(numbered.stream, numbered.number);
                }
                if fates.next().unwrap_or(255) % 4 > 0 {
                    out.confirmed(incoming.confirm(numbered.stream));
                }
            }
            now = out.next_due().unwrap_or(now);
        }
        prop_assert_eq!(took, messages);
    }
}

#[test]
fn a_full_sender_gives_the_message_back() {
    let mut out = Outgoing::new(1, 2);
    assert_eq!((out.put("a"), out.put("b"), out.put("c")), (Ok(1), Ok(2), Err(Full("c"))));
    assert!(out.confirmed(Confirmed { stream: 1, number: 1 }));
    assert_eq!(out.put("c"), Ok(3));
}

#[test]
fn what_is_not_confirmed_comes_again_after_doubling_times() {
    let mut out = Outgoing::new(1, 10);
    out.put(7).unwrap();
    let mut times = Vec::new();
    let mut now = Duration::ZERO;
    for _ in 0..9 {
        assert_eq!(out.due(now).len(), 1);
        assert!(out.due(now).is_empty(), "sent twice at one moment");
        let next = out.next_due().unwrap();
        times.push((next - now).as_secs());
        now = next;
    }
    assert_eq!(times, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    out.confirmed(Confirmed { stream: 1, number: 1 });
    assert_eq!(out.next_due(), None);
}

#[test]
fn confirmations_of_others_and_of_what_was_never_sent_change_nothing() {
    let mut out = Outgoing::new(1, 10);
    out.put(7).unwrap();
    for confirmed in
        [Confirmed { stream: 2, number: 1 }, Confirmed { stream: 1, number: 2 }, Confirmed { stream: 1, number: 0 }]
    {
        assert!(!out.confirmed(confirmed));
    }
    assert_eq!(out.waiting(), 1);
}

// --- two durable actors on nodes that crash -------------------------------------------------------------------------

type Payment = Numbered<u64>;

#[derive(Debug, Serialize, Deserialize)]
enum ToBank {
    Pay(Payment),
}

impl Wire for ToBank {
    const NAME: &'static str = "test.to-bank";
    const VERSION: u16 = 1;
}

#[derive(Debug, Serialize, Deserialize)]
enum ToPayer {
    Confirmed(Confirmed),
}

impl Wire for ToPayer {
    const NAME: &'static str = "test.to-payer";
    const VERSION: u16 = 1;
}

struct Payer {
    out: Outgoing<u64>,
    bank: Option<Pid<ToBank>>,
}

#[derive(Debug, Serialize, Deserialize)]
enum Paid {
    Put(u64),
    Confirmed(Confirmed),
}

impl Wire for Paid {
    const NAME: &'static str = "test.paid";
    const VERSION: u16 = 1;
}

impl Durable for Payer {
    type Event = Paid;
    fn apply(&mut self, event: &Paid) {
        match event {
            Paid::Put(n) => drop(self.out.put(*n)),
            Paid::Confirmed(confirmed) => drop(self.out.confirmed(*confirmed)),
        }
    }
}

#[derive(Debug)]
enum PayerMessage {
    Pay(u64, Reply<()>),
    Bank(ToPayer),
    Again,
}

impl Payer {
    fn send(&mut self, ctx: &mut Context<Self>) {
        let now = ctx.clock().now();
        for payment in self.out.due(now) {
            if let Some(bank) = &self.bank {
                let _ = bank.tell(ToBank::Pay(payment));
            }
        }
        if let Some(next) = self.out.next_due() {
            ctx.after(next.saturating_sub(now), Key("again"), PayerMessage::Again);
        }
    }
}

impl Actor for Payer {
    type Args = Address;
    type Message = PayerMessage;

    async fn start(bank: Address, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, message| PayerMessage::Bank(message));
        let bank = Some(ctx.node().pid::<ToBank>(&bank));
        let mut payer = ctx.recover(Payer { out: Outgoing::new(4711, 1000), bank }).await?;
        payer.send(ctx);
        Ok(payer)
    }

    async fn handle(&mut self, message: PayerMessage, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            PayerMessage::Pay(n, reply) => {
                ctx.persist(self, Paid::Put(n)).await?;
                reply.send(());
            }
            PayerMessage::Bank(ToPayer::Confirmed(confirmed)) => {
                // Confirmations that tell nothing new need no place in the history.
                if self.out.clone().confirmed(confirmed) {
                    ctx.persist(self, Paid::Confirmed(confirmed)).await?;
                }
            }
            PayerMessage::Again => {}
        }
        self.send(ctx);
        Ok(())
    }
}

struct Bank {
    incoming: Incoming,
    total: u64,
    payments: Vec<u64>,
}

#[derive(Debug, Serialize, Deserialize)]
enum Booked {
    Payment { stream: u64, number: u64, amount: u64 },
}

impl Wire for Booked {
    const NAME: &'static str = "test.booked";
    const VERSION: u16 = 1;
}

impl Durable for Bank {
    type Event = Booked;
    fn apply(&mut self, Booked::Payment { stream, number, amount }: &Booked) {
        self.incoming.took(*stream, *number);
        self.total += amount;
        self.payments.push(*amount);
    }
}

#[derive(Debug)]
enum BankMessage {
    Payer(Sender, ToBank),
    Look(Reply<Vec<u64>>),
}

impl Actor for Bank {
    type Args = ();
    type Message = BankMessage;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(BankMessage::Payer);
        ctx.recover(Bank { incoming: Incoming::new(16), total: 0, payments: Vec::new() }).await
    }

    async fn handle(&mut self, message: BankMessage, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            BankMessage::Payer(sender, ToBank::Pay(payment)) => {
                let Numbered { stream, number, message: amount } = payment;
                if self.incoming.look(&payment) == Taken::New {
                    ctx.persist(self, Booked::Payment { stream, number, amount }).await?;
                }
                if let Some(payer) = sender.as_pid::<ToPayer>() {
                    let _ = payer.unpin().tell(ToPayer::Confirmed(self.incoming.confirm(stream)));
                }
            }
            BankMessage::Look(reply) => reply.send(self.payments.clone()),
        }
        Ok(())
    }
}

async fn start(sim: &Sim, node: &Node, bank: &Address) {
    node.open_journal(Path::new("journal")).await.unwrap();
    if node.address() == bank.node {
        node.spawn::<Bank>("bank", ()).await.unwrap();
    } else {
        node.spawn::<Payer>("payer", bank.clone()).await.unwrap();
    }
    let _ = sim;
}

#[test]
fn payments_are_booked_once_and_in_order_whatever_crashes_and_is_lost() {
    let report = simulate(seeds(60), async |sim| {
        let mut nodes = [sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await];
        let bank = Address::new("bank", nodes[1].address());
        for node in &nodes {
            start(&sim, node, &bank).await;
        }
        sim.network().lose(0.1);
        sim.network().double(0.1);
        let mut asked = Vec::new();
        for n in 0..40 {
            let payer = nodes[0].find::<PayerMessage>("payer").unwrap();
            payer.ask(|reply| PayerMessage::Pay(n, reply), secs(30)).await.unwrap();
            asked.push(n);
            sim.clock().advance(sim.random().duration(Duration::from_millis(300))).await;
            if sim.random().below(8) == 0 {
                let which = sim.random().below(2) as usize;
                sim.crash(&nodes[which]);
                nodes[which] = sim.restart(&nodes[which]).await;
                start(&sim, &nodes[which], &bank).await;
            }
        }
        sim.network().no_filters();
        sim.clock().advance(mins(5)).await;
        let bank = nodes[1].find::<BankMessage>("bank").unwrap();
        assert_eq!(bank.ask(BankMessage::Look, secs(5)).await.unwrap(), asked);
    });
    let faults = report.faults.to_string();
    assert!(faults.contains("crashes"), "{faults}");
}
