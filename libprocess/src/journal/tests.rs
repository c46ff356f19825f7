use std::{collections::BTreeMap, path::Path, time::Duration};

use super::*;
use crate::{
    Durable, SpawnError,
    prelude::*,
    testing::{Seeds, Sim, seeds, simulate},
};

/// An account: what it was given, and the notes it must keep word by word.
#[derive(Default)]
struct Account {
    total: u64,
    deposits: u64,
    note: String,
}

#[derive(Debug, Serialize, Deserialize)]
enum Change {
    Deposited(u64),
    Noted(String),
    Counted { total: u64, deposits: u64 },
}

impl Wire for Change {
    const NAME: &'static str = "test.change";
    const VERSION: u16 = 2;
}

#[derive(Debug)]
enum Ask {
    Deposit(u64, Reply<u64>),
    /// Both or none: the amount twice.
    Twice(u64, Reply<u64>),
    Note(String, Reply<u64>),
    Look(Reply<(u64, u64, String)>),
    Forget(Reply<()>),
}

impl Durable for Account {
    type Event = Change;

    fn apply(&mut self, event: &Change) {
        match event {
            Change::Deposited(n) => {
                self.total += n;
                self.deposits += 1;
            }
            Change::Noted(text) => self.note.clone_from(text),
            Change::Counted { total, deposits } => (self.total, self.deposits) = (*total, *deposits),
        }
    }

    fn compact(&self) -> Option<Vec<Change>> {
        let counted = Change::Counted { total: self.total, deposits: self.deposits };
        Some(vec![counted, Change::Noted(self.note.clone())])
    }
}

impl Actor for Account {
    type Args = ();
    type Message = Ask;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.recover(Account::default()).await
    }

    async fn handle(&mut self, message: Ask, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Ask::Deposit(n, reply) => {
                ctx.persist(self, Change::Deposited(n)).await?;
                reply.send(self.total);
            }
            Ask::Twice(n, reply) => {
                ctx.persist_all(self, vec![Change::Deposited(n), Change::Deposited(n)]).await?;
                reply.send(self.total);
            }
            Ask::Note(text, reply) => {
                ctx.persist(self, Change::Noted(text)).await?;
                reply.send(self.total);
            }
            Ask::Look(reply) => reply.send((self.total, self.deposits, self.note.clone())),
            Ask::Forget(reply) => {
                ctx.forget().await?;
                reply.send(());
                ctx.exit(Exit::Normal);
            }
        }
        Ok(())
    }
}

const SMALL: u64 = 4096;

fn place() -> Place {
    Place { folder: "journal".into(), segment_max: SMALL }
}

async fn node(sim: &Sim) -> Node {
    let node = sim.node("10.0.0.1:5050").start().await;
    node.open_journal_at(place()).await.unwrap();
    node
}

async fn again(sim: &Sim, node: &Node) -> Node {
    sim.crash(node);
    let node = sim.restart(node).await;
    node.open_journal_at(place()).await.unwrap();
    node
}

async fn look(account: &Pid<Ask>) -> (u64, u64, String) {
    account.ask(Ask::Look, secs(5)).await.unwrap()
}

async fn deposit(account: &Pid<Ask>, n: u64) -> u64 {
    account.ask(|reply| Ask::Deposit(n, reply), secs(60)).await.unwrap()
}

async fn segments(node: &Node) -> Vec<u64> {
    folder::segments(&*node.disk(), Path::new("journal")).await.unwrap()
}

#[test]
fn what_was_confirmed_survives_power_cuts_at_any_moment() {
    let report = simulate(seeds(150), async |sim| {
        let mut running = node(&sim).await;
        let mut confirmed: BTreeMap<u32, u64> = BTreeMap::new();
        let mut asked: BTreeMap<u32, u64> = BTreeMap::new();
        for _ in 0..6 {
            let mut accounts = Vec::new();
            for n in 0..5 {
                let account = running.spawn::<Account>(format!("account-{n}"), ()).await.unwrap();
                let (total, deposits, _) = look(&account).await;
                let (least, most) = (confirmed.get(&n).copied().unwrap_or(0), asked.get(&n).copied().unwrap_or(0));
                assert!((least..=most).contains(&total), "account {n} has {total}, confirmed {least}, asked for {most}");
                // Those that came in pairs came whole.
                assert_eq!(total, deposits, "half of a pair was kept");
                assert_eq!(total % 2, 0, "half of a pair was kept");
                confirmed.insert(n, total);
                asked.insert(n, total);
                accounts.push(account);
            }
            let until = sim.clock().now() + sim.random().duration(Duration::from_millis(120));
            let mut open = Vec::new();
            while sim.clock().now() < until {
                for (n, account) in (0..).zip(&accounts) {
                    if sim.random().below(3) > 0 {
                        let (reply, answer) = Reply::pair();
                        account.tell(Ask::Twice(1, reply)).unwrap();
                        *asked.entry(n).or_default() += 2;
                        open.push((n, answer));
                    }
                }
                sim.clock().advance(sim.random().duration(Duration::from_millis(8))).await;
                let mut still = Vec::new();
                for (n, mut answer) in open {
                    match std::pin::Pin::new(&mut answer).poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
                    {
                        std::task::Poll::Ready(Ok(total)) => {
                            let best = confirmed.entry(n).or_default();
                            *best = total.max(*best);
                        }
                        std::task::Poll::Ready(Err(error)) => panic!("{error}"),
                        std::task::Poll::Pending => still.push((n, answer)),
                    }
                }
                open = still;
            }
            running = again(&sim, &running).await;
        }
    });
    let faults = report.faults.to_string();
    assert!(faults.contains("crashes") && faults.contains("writes torn by a crash"), "{faults}");
}

#[test]
fn old_segments_go_when_histories_are_shortened_and_what_idle_actors_hold_is_moved() {
    simulate(seeds(5), async |sim| {
        let mut running = node(&sim).await;
        let idle = running.spawn::<Account>("idle", ()).await.unwrap();
        deposit(&idle, 3).await;
        idle.ask(|reply| Ask::Note("keep me".into(), reply), secs(5)).await.unwrap();
        let busy = running.spawn::<Account>("busy", ()).await.unwrap();
        for n in 1..=1500 {
            assert_eq!(deposit(&busy, 1).await, n);
        }
        sim.clock().advance(secs(1)).await;
        let left = segments(&running).await;
        assert!(left.len() <= 7 && !left.contains(&1), "{left:?}");
        for _ in 0..3 {
            running = again(&sim, &running).await;
            let idle = running.spawn::<Account>("idle", ()).await.unwrap();
            assert_eq!(look(&idle).await, (3, 1, "keep me".to_owned()));
            let busy = running.spawn::<Account>("busy", ()).await.unwrap();
            assert_eq!(look(&busy).await.0, 1500);
        }
    });
}

#[test]
fn an_actor_that_crashes_recovers_from_a_running_journal() {
    simulate(seeds(5), async |sim| {
        let running = node(&sim).await;
        let workers = running.supervisor("workers").intensity(10, mins(1)).start().await.unwrap();
        let account = workers.child::<Account>("account", ()).start().await.unwrap();
        for n in 1..=5 {
            assert_eq!(deposit(&account, 1).await, n);
            running.kill(&account);
            sim.clock().advance(secs(1)).await;
            assert_eq!(look(&account).await.0, n);
        }
    });
}

#[test]
fn a_forgotten_history_is_gone_and_its_name_begins_anew() {
    simulate(seeds(5), async |sim| {
        let running = node(&sim).await;
        let account = running.spawn::<Account>("account", ()).await.unwrap();
        deposit(&account, 7).await;
        account.ask(Ask::Forget, secs(5)).await.unwrap();
        running.ended(&account).await;
        let account = running.spawn::<Account>("account", ()).await.unwrap();
        assert_eq!(look(&account).await.0, 0);
        deposit(&account, 2).await;
        let running = again(&sim, &running).await;
        let account = running.spawn::<Account>("account", ()).await.unwrap();
        assert_eq!(look(&account).await.0, 2);
    });
}

#[test]
fn a_sync_that_fails_ends_the_node_and_confirms_nothing() {
    simulate(seeds(20), async |sim| {
        let running = node(&sim).await;
        let account = running.spawn::<Account>("account", ()).await.unwrap();
        deposit(&account, 1).await;
        sim.disk(&running).fail_next_sync();
        let answer = account.ask(|reply| Ask::Deposit(1, reply), secs(5)).await;
        assert!(answer.is_err(), "{answer:?}");
        sim.clock().advance(secs(1)).await;
        assert_eq!(running.actors(), 0, "the node goes on");
        let why = running.exits().all();
        assert!(
            why.iter().any(|exit| exit.actor.starts_with("journal#") && exit.reason.contains("failed to sync")),
            "{why:?}"
        );
    });
}

/// Changes the bytes of the first segment.
async fn damage(node: &Node, change: impl FnOnce(&mut Vec<u8>)) {
    let path = folder::path(Path::new("journal"), 1);
    let mut bytes = node.disk().read(&path).await.unwrap();
    change(&mut bytes);
    node.disk().write_atomic(&path, bytes).await.unwrap();
}

/// A node whose journal has three batches, ended.
async fn three_batches(sim: &Sim) -> Node {
    let running = node(sim).await;
    let account = running.spawn::<Account>("account", ()).await.unwrap();
    for _ in 0..3 {
        deposit(&account, 1).await;
    }
    sim.crash(&running);
    sim.restart(&running).await
}

#[test]
fn a_torn_tail_is_cut_and_a_damaged_middle_is_refused_with_its_place() {
    simulate(Seeds::of([1]), async |sim| {
        let stopped = three_batches(&sim).await;
        damage(&stopped, |bytes| bytes.truncate(bytes.len() - 3)).await;
        stopped.open_journal_at(place()).await.unwrap();
        let account = stopped.spawn::<Account>("account", ()).await.unwrap();
        assert_eq!(look(&account).await.0, 2);
    });
    simulate(Seeds::of([2]), async |sim| {
        let stopped = three_batches(&sim).await;
        damage(&stopped, |bytes| bytes[60] ^= 1).await;
        let SpawnError::Failed(why) = stopped.open_journal_at(place()).await.unwrap_err() else { panic!("it started") };
        let why = why.to_string();
        for part in ["journal-0000000000000001.log", "offset 24", "restore the folder from a copy"] {
            assert!(why.contains(part), "{why}");
        }
    });
}

#[test]
fn a_history_of_other_events_or_of_a_newer_program_is_refused() {
    #[derive(Debug, Serialize, Deserialize)]
    struct Other;
    impl Wire for Other {
        const NAME: &'static str = "test.other";
        const VERSION: u16 = 1;
    }
    #[derive(Debug, Serialize, Deserialize)]
    enum Older {
        Deposited(u64),
    }
    impl Wire for Older {
        const NAME: &'static str = Change::NAME;
        const VERSION: u16 = 1;
    }
    struct Of<E>(std::marker::PhantomData<E>);
    impl<E: Wire + Sync> Actor for Of<E> {
        type Args = ();
        type Message = ();
        async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.recover(Of(std::marker::PhantomData)).await
        }
        async fn handle(&mut self, (): (), _: &mut Context<Self>) -> Result<(), Exit> {
            Ok(())
        }
    }
    impl<E: Wire + Sync> Durable for Of<E> {
        type Event = E;
        fn apply(&mut self, _: &E) {}
    }
    async fn refused<A: Actor<Args = ()>>(node: &Node) -> String {
        node.spawn::<A>("account", ()).await.unwrap_err().to_string()
    }
    simulate(seeds(2), async |sim| {
        let running = node(&sim).await;
        let account = running.spawn::<Account>("account", ()).await.unwrap();
        deposit(&account, 1).await;
        let running = again(&sim, &running).await;
        let why = refused::<Of<Other>>(&running).await;
        assert!(why.contains("is of type test.change, and not test.other"), "{why}");
        let why = refused::<Of<Older>>(&running).await;
        assert!(why.contains("version 2") && why.contains("newer program"), "{why}");
        let bare = sim.node("10.0.0.2:5050").start().await;
        let why = refused::<Account>(&bare).await;
        assert!(why.contains("has no journal"), "{why}");
    });
}

#[test]
fn an_actor_that_has_not_recovered_cannot_persist() {
    struct Hasty;
    impl Actor for Hasty {
        type Args = ();
        type Message = ();
        async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            let mut hasty = Hasty;
            ctx.persist(&mut hasty, Change::Deposited(1)).await?;
            Ok(hasty)
        }
        async fn handle(&mut self, (): (), _: &mut Context<Self>) -> Result<(), Exit> {
            Ok(())
        }
    }
    impl Durable for Hasty {
        type Event = Change;
        fn apply(&mut self, _: &Change) {
            panic!("nothing was written");
        }
    }
    simulate(seeds(2), async |sim| {
        let running = node(&sim).await;
        let why = running.spawn::<Hasty>("hasty", ()).await.unwrap_err().to_string();
        assert!(why.contains("begin its start with ctx.recover"), "{why}");
    });
}

#[test]
fn an_actor_recovers_while_others_never_stop_to_persist() {
    simulate(seeds(10), async |sim| {
        let node = node(&sim).await;
        let mut busy = Vec::new();
        for n in 0..3 {
            let account = node.spawn::<Account>(format!("busy-{n}"), ()).await.unwrap();
            // Each asks for the next batch before the one before it is answered.
            busy.push((0..200).map(|_| account.ask(|reply| Ask::Deposit(1, reply), mins(10))).collect::<Vec<_>>());
        }
        let late = node.spawn::<Account>("late", ()).await.unwrap();
        assert_eq!(look(&late).await, (0, 0, String::new()));
        let unanswered = busy.iter_mut().flatten().count();
        assert_eq!(unanswered, 600);
        let (last, time) = (deposit(&late, 5).await, sim.clock().now());
        assert_eq!(last, 5);
        for answer in busy.into_iter().flatten() {
            answer.await.unwrap();
        }
        assert!(sim.clock().now() > time, "the others were still at work");
    });
}

#[tokio::test]
async fn contents_tell_what_an_actor_would_take_in_and_what_a_crash_or_damage_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let empty = contents::read(&path).unwrap_err().to_string();
    assert!(empty.contains("it holds no file of a journal"), "{empty}");
    let node = Node::builder().start().await.unwrap();
    node.open_journal(&path).await.unwrap();
    let account = node.spawn::<Account>("account", ()).await.unwrap();
    for n in [1, 2, 300] {
        deposit(&account, n).await;
    }
    node.shut_down(secs(1)).await;
    let read = contents::read(&path).unwrap();
    assert_eq!((read.segments.len(), read.segments[0].batches, read.segments[0].rest.as_deref()), (1, 3, None));
    let [history] = read.histories.as_slice() else { panic!("{:?}", read.histories) };
    assert_eq!((history.actor.as_str(), history.events.as_str(), history.superseded), ("account", "test.change", 0));
    let told: Vec<(u64, u16)> = history.needed.iter().map(|event| (event.number, event.version)).collect();
    assert_eq!(told, [(1, 2), (2, 2), (3, 2)]);
    let amount: Change = libprocess_wire::codec::decode(&history.needed[2].bytes).unwrap();
    assert!(matches!(amount, Change::Deposited(300)));
    // A crash that tore the last batch, and damage in the middle.
    let file = &read.segments[0].file;
    let whole = std::fs::read(file).unwrap();
    std::fs::write(file, &whole[..whole.len() - 1]).unwrap();
    let torn = contents::read(&path).unwrap();
    assert_eq!((torn.histories[0].needed.len(), torn.segments[0].damaged), (2, false));
    assert!(torn.segments[0].rest.as_deref().unwrap().contains("tore"), "{:?}", torn.segments);
    let mut bytes = whole;
    bytes[60] ^= 1;
    std::fs::write(file, bytes).unwrap();
    let damaged = contents::read(&path).unwrap();
    assert!(damaged.segments[0].damaged, "{:?}", damaged.segments);
}
