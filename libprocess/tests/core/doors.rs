//! Doors: several protocols of one actor, each with its sender.

use libprocess::{
    ConnectError, Sender,
    prelude::*,
    testing::{Probe, seeds, simulate},
};

use crate::kit::NODE;

#[derive(Debug, Serialize, Deserialize)]
struct Greet(String);
impl Wire for Greet {
    const NAME: &'static str = "test.greet";
    const VERSION: u16 = 1;
}

#[derive(Debug, Serialize, Deserialize)]
struct Count(u64);
impl Wire for Count {
    const NAME: &'static str = "test.count";
    const VERSION: u16 = 1;
}

#[derive(Debug, Serialize, Deserialize)]
struct Unknown;
impl Wire for Unknown {
    const NAME: &'static str = "test.unknown";
    const VERSION: u16 = 1;
}

#[derive(Debug)]
enum Heard {
    Greet(Sender, Greet),
    Count(Sender, Count),
    Which(Reply<Vec<String>>),
}

struct House(Vec<String>);

impl Actor for House {
    type Args = ();
    type Message = Heard;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Heard::Greet);
        ctx.port(Heard::Count);
        Ok(House(Vec::new()))
    }

    async fn handle(&mut self, message: Heard, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        let name = |from: &Sender| from.pid.as_ref().map_or("somebody".into(), |pid| pid.address().name.to_string());
        match message {
            Heard::Greet(from, Greet(text)) => {
                self.0.push(format!("{} says {text}", name(&from)));
                if let Some(back) = from.as_pid::<Count>() {
                    back.tell(Count(1))?;
                }
            }
            Heard::Count(from, Count(n)) => self.0.push(format!("{} counts {n}", name(&from))),
            Heard::Which(reply) => reply.send(self.0.clone()),
        }
        Ok(())
    }
}

/// Greets and counts through the doors, and hears the count that comes back.
struct Guest {
    heard: Vec<u64>,
}

#[derive(Debug)]
enum Visit {
    Go(Pid<Greet>, Pid<Count>),
    Back(u64),
    Heard(Reply<Vec<u64>>),
}

impl Actor for Guest {
    type Args = ();
    type Message = Visit;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, Count(n)| Visit::Back(n));
        Ok(Guest { heard: Vec::new() })
    }

    async fn handle(&mut self, message: Visit, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Visit::Go(greet, count) => {
                for n in 0..5 {
                    greet.send(Greet(n.to_string())).await?;
                    count.send(Count(n)).await?;
                }
            }
            Visit::Back(n) => self.heard.push(n),
            Visit::Heard(reply) => reply.send(self.heard.clone()),
        }
        Ok(())
    }
}

#[test]
fn doors_of_one_actor_keep_one_order_and_know_their_sender() {
    simulate(seeds(50), async |sim| {
        let node = sim.node(NODE).start().await;
        let house = node.spawn::<House>("house", ()).capacity(3).await.unwrap();
        let guest = node.spawn::<Guest>("guest", ()).await.unwrap();
        let greet = node.connect::<Greet>(house.to_string()).await.unwrap();
        let count = node.connect::<Count>(house.to_string()).await.unwrap();
        guest.tell(Visit::Go(greet, count)).unwrap();
        sim.settle().await;
        let heard = house.ask(Heard::Which, secs(1)).await.unwrap();
        let expected: Vec<_> = (0..5).flat_map(|n| [format!("guest says {n}"), format!("guest counts {n}")]).collect();
        assert_eq!(heard, expected);
        assert_eq!(guest.ask(Visit::Heard, secs(1)).await.unwrap(), [1; 5], "each greeting was answered to its sender");
    });
}

#[test]
fn connecting_says_why_not() {
    simulate(seeds(5), async |sim| {
        let node = sim.node(NODE).start().await;
        let house = node.spawn::<House>("house", ()).await.unwrap();
        let cause = async |address: &str| match node.connect::<Unknown>(address).await.unwrap_err() {
            ConnectError::Failed { cause, .. } => Some(cause),
            ConnectError::Address(_) => None,
        };
        assert_eq!(cause(&house.to_string()).await, Some(AskError::NotUnderstood));
        assert_eq!(cause(&format!("nobody@{NODE}")).await, Some(AskError::NoSuchActor));
        assert_eq!(cause("house").await, None);
    });
}

#[test]
fn doors_close_with_their_life() {
    simulate(seeds(20), async |sim| {
        let node = sim.node(NODE).start().await;
        let house = node.spawn::<House>("house", ()).await.unwrap();
        let greet = node.connect::<Greet>(house.to_string()).await.unwrap();
        node.kill(&house);
        sim.settle().await;
        assert!(matches!(greet.tell(Greet("x".into())), Err(TellError::NoSuchActor(_))));
        assert!(node.connect::<Greet>(house.to_string()).await.is_err());
    });
}

#[test]
fn a_door_pid_follows_the_restart_of_its_name() {
    simulate(seeds(30), async |sim| {
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let house = top.child::<House>("house", ()).start().await.unwrap();
        let greet = node.connect::<Greet>(house.to_string()).await.unwrap();
        node.kill(&house);
        sim.settle().await;
        greet.tell(Greet("again".into())).unwrap();
        sim.settle().await;
        assert_eq!(house.ask(Heard::Which, secs(1)).await.unwrap(), ["somebody says again"]);
    });
}

#[test]
fn a_probe_at_a_door_knows_who_spoke() {
    simulate(seeds(20), async |sim| {
        let node = sim.node(NODE).start().await;
        let mut greets = Probe::<Greet>::at_door(&node, "greets").await;
        let counts = Probe::<Count>::at_door(&node, "counts").await;
        let guest = node.spawn::<Guest>("guest", ()).await.unwrap();
        guest.tell(Visit::Go(greets.pid(), counts.pid())).unwrap();
        let heard = greets.next_heard(secs(1)).await;
        assert_eq!(heard.message.0, "0");
        let back = heard.from.unwrap().as_pid::<Count>().unwrap();
        back.tell(Count(42)).unwrap();
        assert_eq!(guest.ask(Visit::Heard, secs(1)).await.unwrap(), [42]);
    });
}
