//! Members, names and groups of simulated clusters.

mod chaos;

use super::*;
use crate::{
    Exit,
    groups::GroupChanged,
    names::{NameHeld, NameLost},
    testing::{Probe, Sim, seeds, simulate},
    time::{millis, secs},
};

/// A change is known everywhere within that time.
const SPREAD: Duration = secs(1);
/// A node that is gone without a word is down within that time.
const DOWN: Duration = secs(15);
/// Two halves know each other again within that time.
const HEALED: Duration = secs(30);

/// Stands under names and in groups; hears that it lost a name.
struct Holder {
    told: Option<Pid<NameLost>>,
    /// The names that it believes to hold.
    holds: std::collections::BTreeSet<Name>,
}

#[derive(Debug, Serialize, Deserialize)]
enum Say {
    Who(Reply<Address>),
    Holds(Reply<Vec<Name>>),
    #[serde(skip)]
    Lost(NameLost),
    #[serde(skip)]
    Take(Name, Reply<Result<(), ClusterError>>),
    #[serde(skip)]
    Join(Name),
    #[serde(skip)]
    Leave(Name),
}

impl libprocess_wire::Wire for Say {
    const NAME: &'static str = "test.holder";
    const VERSION: u16 = 1;
}

impl Actor for Holder {
    type Args = Option<Pid<NameLost>>;
    type Message = Say;

    async fn start(told: Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Holder { told, holds: Default::default() })
    }

    async fn handle(&mut self, message: Say, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Say::Who(reply) => reply.send(ctx.me().address()),
            Say::Holds(reply) => reply.send(self.holds.iter().cloned().collect()),
            Say::Lost(lost) => {
                self.holds.remove(&lost.name);
                if let Some(told) = &self.told {
                    told.tell(lost)?;
                }
            }
            Say::Take(name, reply) => {
                let taken = ctx.register(name.clone(), Say::Lost).await;
                if taken.is_ok() {
                    self.holds.insert(name);
                }
                reply.send(taken);
            }
            Say::Join(group) => ctx.join(group).await?,
            Say::Leave(group) => ctx.leave(group).await?,
        }
        Ok(())
    }
}

async fn take(pid: &Pid<Say>, name: &str) -> Result<(), ClusterError> {
    pid.ask(|reply| Say::Take(name.into(), reply), secs(5)).await.unwrap()
}

/// Nodes of one cluster, started one after the other and known to each other.
async fn cluster(sim: &Sim, nodes: usize) -> Vec<Node> {
    let mut all: Vec<Node> = Vec::new();
    for n in 0..nodes {
        let node = sim.node(&format!("10.0.{}.{}:5050", n / 200, n % 200 + 1)).start().await;
        node.join_cluster(all.first().map(Node::address)).unwrap();
        all.push(node);
    }
    sim.clock().advance(secs(2)).await;
    expect_members(&all, nodes);
    all
}

fn expect_members(nodes: &[Node], present: usize) {
    let first = nodes[0].members();
    assert_eq!(first.len(), present, "{first:?}");
    for node in nodes {
        assert_eq!(node.members(), first, "{node:?} has another view than {:?}", nodes[0]);
    }
}

fn holders(nodes: &[Node], name: &str) -> Vec<Option<Address>> {
    let mut all: Vec<_> = nodes.iter().map(|node| node.holder(name).map(|pid| pid.address())).collect();
    all.dedup();
    all
}

#[test]
fn nodes_that_join_know_each_other_within_two_seconds() {
    simulate(seeds(20), async |sim| {
        let nodes = cluster(&sim, 8).await;
        assert!(nodes[3].members().iter().all(|member| member.state == MemberState::Alive));
    });
}

#[test]
fn a_node_that_leaves_is_gone_at_once_and_one_that_crashed_within_its_time() {
    simulate(seeds(20), async |sim| {
        let mut nodes = cluster(&sim, 6).await;
        let leaver = nodes.remove(2);
        leaver.shut_down(secs(1)).await;
        sim.clock().advance(SPREAD).await;
        expect_members(&nodes, 5);
        let crashed = nodes.remove(1);
        sim.crash(&crashed);
        sim.clock().advance(DOWN).await;
        expect_members(&nodes, 4);
        // It comes back with a new life, and is counted once.
        let back = sim.restart(&crashed).await;
        back.join_cluster([nodes[0].address()]).unwrap();
        sim.clock().advance(secs(2)).await;
        nodes.push(back);
        expect_members(&nodes, 5);
        sim.faults().expect_some();
    });
}

#[test]
fn a_node_that_one_neighbour_cannot_reach_stays_a_member() {
    simulate(seeds(20), async |sim| {
        let nodes = cluster(&sim, 5).await;
        sim.network().cut_between(&nodes[0], &nodes[1]);
        for _ in 0..60 {
            sim.clock().advance(secs(1)).await;
            for node in &nodes {
                assert_eq!(node.members().len(), 5, "{node:?} lost a member");
            }
        }
    });
}

#[test]
fn watchers_hear_of_members_that_come_and_go() {
    simulate(seeds(20), async |sim| {
        let nodes = cluster(&sim, 2).await;
        let mut probe = Probe::<Member>::new(&nodes[0], "probe").await;
        nodes[0].watch_members(&probe.pid(), |member| member).await.unwrap();
        for node in &nodes {
            assert_eq!(probe.next(secs(1)).await.node, node.address());
        }
        let third = sim.node("10.0.9.9:5050").start().await;
        third.join_cluster([nodes[1].address()]).unwrap();
        let seen = probe.next(secs(2)).await;
        assert_eq!((seen.node, seen.state), (third.address(), MemberState::Alive));
        third.leave_cluster().await;
        assert_eq!(probe.next(secs(2)).await.state, MemberState::Left);
    });
}

#[test]
fn a_name_is_found_from_every_node_and_vanishes_with_its_holder() {
    simulate(seeds(20), async |sim| {
        let nodes = cluster(&sim, 5).await;
        let holder = nodes[1].spawn::<Holder>("holder", None).await.unwrap();
        take(&holder, "shop").await.unwrap();
        sim.clock().advance(SPREAD).await;
        for node in &nodes {
            let found = node.whereis::<Say>("shop").expect("the name is not known");
            assert_eq!(found.ask(Say::Who, secs(1)).await.unwrap(), holder.address());
        }
        let other = nodes[2].spawn::<Holder>("other", None).await.unwrap();
        let refused = take(&other, "shop").await.unwrap_err();
        assert_eq!(refused, ClusterError::Held { name: "shop".into(), by: holder.pin().address() });
        nodes[1].kill(&holder);
        sim.clock().advance(SPREAD).await;
        assert_eq!(holders(&nodes, "shop"), [None]);
        take(&other, "shop").await.unwrap();
        sim.clock().advance(SPREAD).await;
        assert_eq!(holders(&nodes, "shop"), [Some(other.pin().address())]);
    });
}

#[test]
fn a_node_shows_members_names_and_groups() {
    simulate(seeds(3), async |sim| {
        let nodes = cluster(&sim, 2).await;
        let holder = nodes[1].spawn::<Holder>("holder", None).await.unwrap();
        take(&holder, "shop").await.unwrap();
        holder.send(Say::Join("all".into())).await.unwrap();
        sim.clock().advance(SPREAD).await;
        let answer = nodes[0].serve(crate::http::Request::get("/inspect/cluster")).await;
        let shown: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(shown["members"].as_array().unwrap().len(), 2);
        let holder = holder.pin().to_string();
        assert_eq!(shown["names"], serde_json::json!([{ "name": "shop", "holder": holder }]));
        assert_eq!(shown["groups"], serde_json::json!([{ "group": "all", "size": 1, "members": [holder] }]));
    });
}

#[test]
fn whoever_watches_a_name_is_told_each_holder() {
    simulate(seeds(20), async |sim| {
        let nodes = cluster(&sim, 3).await;
        let mut probe = Probe::<NameHeld>::new(&nodes[0], "probe").await;
        nodes[0].watch_name("shop", &probe.pid(), |held| held).await.unwrap();
        assert_eq!(probe.next(secs(1)).await.by, None);
        let holder = nodes[1].spawn::<Holder>("holder", None).await.unwrap();
        take(&holder, "shop").await.unwrap();
        assert_eq!(probe.next(secs(1)).await.by.unwrap().address(), holder.pin().address());
        // The whole node goes: as soon as it counts as down nobody holds the name.
        sim.crash(&nodes[1]);
        assert_eq!(probe.next(DOWN).await.by, None);
        sim.faults().expect_some();
    });
}

#[test]
fn of_two_holders_in_two_halves_the_older_one_keeps_the_name_and_the_other_is_told() {
    simulate(seeds(40), async |sim| {
        let nodes = cluster(&sim, 5).await;
        let mut lost = Probe::<NameLost>::new(&nodes[4], "lost").await;
        sim.network().partition(&[&nodes[3], &nodes[4]]);
        sim.clock().advance(DOWN + secs(5)).await;
        expect_members(&nodes[..3], 3);
        expect_members(&nodes[3..], 2);
        let older = nodes[0].spawn::<Holder>("older", None).await.unwrap();
        take(&older, "shop").await.unwrap();
        sim.clock().advance(millis(10)).await;
        let younger = nodes[4].spawn::<Holder>("younger", Some(lost.pid())).await.unwrap();
        take(&younger, "shop").await.unwrap();
        sim.clock().advance(SPREAD).await;
        assert_eq!(holders(&nodes[3..], "shop"), [Some(younger.pin().address())]);
        sim.network().heal();
        sim.clock().advance(HEALED).await;
        expect_members(&nodes, 5);
        assert_eq!(holders(&nodes, "shop"), [Some(older.pin().address())]);
        let told = lost.next(millis(1)).await;
        assert_eq!((&*told.name, told.to.address()), ("shop", older.pin().address()));
        sim.faults();
    });
}

#[test]
fn groups_are_the_same_everywhere_and_lose_who_ends() {
    simulate(seeds(20), async |sim| {
        let nodes = cluster(&sim, 4).await;
        let mut probe = Probe::<GroupChanged>::new(&nodes[3], "probe").await;
        nodes[3].watch_group("workers", &probe.pid(), |change| change).await.unwrap();
        assert!(probe.try_next(millis(1)).await.is_none(), "an empty group is no change");
        let mut workers = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let worker = node.spawn::<Holder>(format!("worker-{at}"), None).await.unwrap();
            worker.tell(Say::Join("workers".into())).unwrap();
            assert_eq!(probe.next(SPREAD).await.joined, [node.untyped(&worker.pin().address())]);
            workers.push(worker);
        }
        sim.clock().advance(SPREAD).await;
        let mut expected: Vec<Address> = workers.iter().map(|worker| worker.pin().address()).collect();
        for node in &nodes {
            let found: Vec<Address> = node.group::<Say>("workers").iter().map(Pid::address).collect();
            assert_eq!(found, expected);
        }
        workers[0].tell(Say::Leave("workers".into())).unwrap();
        assert_eq!(probe.next(SPREAD).await.left.len(), 1);
        nodes[1].kill(&workers[1]);
        assert_eq!(probe.next(SPREAD).await.left.len(), 1);
        sim.crash(&nodes[2]);
        assert_eq!(probe.next(DOWN).await.left.len(), 1);
        expected.drain(..3);
        let found: Vec<Address> = nodes[3].group::<Say>("workers").iter().map(Pid::address).collect();
        assert_eq!(found, expected);
        sim.faults().expect_some();
    });
}

#[test]
fn a_watcher_without_room_is_told_later_what_is_so_then() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:1").start().await;
        let watcher = node.spawn::<Probed>("watcher", ()).capacity(1).await.unwrap();
        node.watch_group("workers", &watcher, Probing::Changed).await.unwrap();
        node.suspend(&watcher, true);
        watcher.tell(Probing::Seen(Reply::pair().0)).unwrap();
        let mut workers = Vec::new();
        for n in 0..100 {
            let worker = node.spawn::<Holder>(format!("worker-{n}"), None).await.unwrap();
            node.join_group("workers", &worker).await.unwrap();
            workers.push(worker);
        }
        for worker in &workers[..90] {
            node.leave_group("workers", worker).await.unwrap();
        }
        node.suspend(&watcher, false);
        sim.clock().advance(millis(100)).await;
        let (messages, seen) = watcher.ask(Probing::Seen, secs(1)).await.unwrap();
        assert_eq!(seen.len(), 10);
        assert!(messages <= 2, "{messages} messages for what is one by now");
    });
}

/// Keeps what it hears of a group.
struct Probed {
    messages: usize,
    seen: std::collections::BTreeSet<Address>,
}

#[derive(Debug)]
enum Probing {
    Changed(GroupChanged),
    Seen(Reply<(usize, Vec<Address>)>),
}

impl Actor for Probed {
    type Args = ();
    type Message = Probing;

    async fn start(_: (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Probed { messages: 0, seen: Default::default() })
    }

    async fn handle(&mut self, message: Probing, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Probing::Changed(change) => {
                self.messages += 1;
                self.seen.extend(change.joined.iter().map(Pid::address));
                for pid in change.left {
                    self.seen.remove(&pid.address());
                }
            }
            Probing::Seen(reply) => reply.send((self.messages, self.seen.iter().cloned().collect())),
        }
        Ok(())
    }
}

#[test]
fn when_the_actor_that_speaks_for_a_node_fails_its_next_life_knows_what_is_owned_and_who_watches() {
    simulate(seeds(20), async |sim| {
        sim.expect_panics("planted");
        let mut nodes = cluster(&sim, 5).await;
        let node = nodes[1].clone();
        let holder = node.spawn::<Holder>("holder", None).await.unwrap();
        take(&holder, "shop").await.unwrap();
        holder.send(Say::Join("clerks".into())).await.unwrap();
        let mut watcher = Probe::<Member>::new(&node, "watcher").await;
        node.watch_members(&watcher.pid(), |member| member).await.unwrap();
        sim.clock().advance(SPREAD).await;
        assert_eq!(watcher.drain().len(), 5);
        let held = Some(holder.address().name);
        let names = |nodes: &[Node]| {
            let mut all: Vec<_> = nodes.iter().map(|node| node.holder("shop").map(|pid| pid.address().name)).collect();
            all.dedup();
            all
        };
        for _ in 0..3 {
            let former = node.find::<Message>(NAME).unwrap().pin();
            assert!(sim.panic(&former, "planted"));
            // It fails at the next message, at its next tick at last.
            sim.clock().advance(secs(2)).await;
            let next = node.find::<Message>(NAME).expect("it is started again");
            assert_ne!(next.pin().address(), former.address());
            expect_members(&nodes, 5);
            assert_eq!(names(&nodes), std::slice::from_ref(&held));
            assert!(nodes.iter().all(|node| node.group::<Say>("clerks").len() == 1), "the group is forgotten");
            let told = watcher.drain();
            assert!(told.iter().all(|member| member.state.is_present()), "somebody was said to be gone: {told:?}");
        }
        // It still takes, tells and sees as ever.
        nodes.pop().unwrap().shut_down(secs(1)).await;
        sim.clock().advance(SPREAD).await;
        assert!(watcher.drain().iter().any(|member| member.state == MemberState::Left));
        take(&holder, "inn").await.unwrap();
        node.stop(&holder, secs(1)).await;
        sim.clock().advance(SPREAD).await;
        assert_eq!(names(&nodes), [None], "its end went unseen");
        assert!(nodes.iter().all(|node| node.group::<Say>("clerks").is_empty()));
    });
}

#[test]
fn an_actor_that_speaks_for_a_node_and_fails_again_and_again_ends_with_its_supervisor_and_begins_anew() {
    simulate(seeds(5), async |sim| {
        sim.expect_panics("planted");
        let nodes = cluster(&sim, 3).await;
        for _ in 0..4 {
            if let Some(speaker) = nodes[0].find::<Message>(NAME) {
                sim.panic(&speaker, "planted");
            }
            nodes[0].join_cluster([]).unwrap();
            sim.clock().advance(secs(1)).await;
        }
        assert!(nodes[0].find::<Message>(NAME).is_none(), "more than three failures within a minute");
        nodes[0].join_cluster([nodes[1].address()]).unwrap();
        sim.clock().advance(secs(2)).await;
        expect_members(&nodes, 3);
    });
}

#[tokio::test]
async fn nodes_join_through_the_name_of_a_host_and_through_others_when_one_is_not_known() {
    let first = Node::builder().bind("127.0.0.1:0").insecure(true).join([]).start().await.unwrap();
    let seeds = ["no-such-host.invalid:5050".to_owned(), format!("localhost:{}", first.address().port())];
    let seeds = seeds.map(|seed| seed.parse::<Seed>().unwrap());
    let second = Node::builder().bind("127.0.0.1:0").insecure(true).join_through(seeds).start().await.unwrap();
    let until = first.clock().now() + secs(20);
    while first.members().len() < 2 || second.members().len() < 2 {
        assert!(first.clock().now() < until, "{:?} {:?}", first.members(), second.members());
        first.sleep(millis(10)).await;
    }
    second.shut_down(secs(1)).await;
    first.shut_down(secs(1)).await;
}
