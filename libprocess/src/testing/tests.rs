use super::*;
use crate::{prelude::*, time::hours};

struct Pinger {
    left: u32,
    other: Option<Pid<Ping>>,
}

#[derive(Debug)]
enum Ping {
    Other(Pid<Ping>),
    Ball(u32),
    Later,
    Panic,
}

impl Actor for Pinger {
    type Args = u32;
    type Message = Ping;

    async fn start(left: u32, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Pinger { left, other: None })
    }

    async fn handle(&mut self, message: Ping, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Ping::Other(other) => self.other = Some(other),
            Ping::Ball(n) if self.left > 0 => {
                self.left -= 1;
                ctx.after(ctx.random().duration(millis(5)), ("later", n), Ping::Later);
                if let Some(other) = &self.other {
                    other.tell(Ping::Ball(n + 1))?;
                }
            }
            Ping::Ball(_) | Ping::Later => {}
            Ping::Panic => panic!("planted"),
        }
        Ok(())
    }
}

async fn ping_pong(sim: Sim) {
    let node = sim.node("10.0.0.1:5050").start().await;
    let a = node.spawn::<Pinger>("a", 40).await.unwrap();
    let b = node.spawn::<Pinger>("b", 40).await.unwrap();
    a.tell(Ping::Other(b.clone())).unwrap();
    b.tell(Ping::Other(a.clone())).unwrap();
    for n in 0..5 {
        a.tell(Ping::Ball(n)).unwrap();
    }
    sim.clock().advance(secs(1)).await;
}

#[test]
fn a_seed_run_twice_does_the_same_step_by_step() {
    let mut hashes = Vec::new();
    for seed in 0..20 {
        let (one, two) = (record(seed, ping_pong), record(seed, ping_pong));
        assert_eq!(one.failure(), None);
        assert_eq!(one.log, two.log);
        assert_eq!(one.hash, two.hash);
        assert!(one.log.len() > 100, "{} lines", one.log.len());
        hashes.push(one.hash);
    }
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), 20, "each seed must draw an order of its own");
}

#[test]
fn what_does_not_come_from_the_seed_is_found_and_named() {
    let calls = std::sync::atomic::AtomicU32::new(0);
    let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        simulate(Seeds::of([1, 2]), async |sim: Sim| {
            let n = calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let node = sim.node("10.0.0.1:5050").start().await;
            let a = node.spawn::<Pinger>("a", 1).await.unwrap();
            a.tell(Ping::Ball(n)).unwrap();
            if n % 2 == 1 {
                a.tell(Ping::Later).unwrap();
            }
            sim.settle().await;
        })
    }));
    let text = crate::life::panic_text(&*found.unwrap_err());
    assert!(text.contains("ran differently the second time") && text.contains("handles"), "{text}");
}

#[test]
fn virtual_time_passes_without_real_time() {
    simulate(seeds(3), async |sim| {
        sim.clock().advance(hours(24 * 20)).await;
        assert_eq!(sim.clock().now(), hours(24 * 20));
        let begun = sim.test_node().clock().since_epoch();
        sim.clock().advance(secs(1)).await;
        assert_eq!(sim.test_node().clock().since_epoch() - begun, secs(1));
    });
}

#[test]
fn everybody_waiting_for_somebody_is_told_with_who_waits() {
    struct Stuck;
    impl Actor for Stuck {
        type Args = ();
        type Message = ();
        async fn start(_: (), _: &mut Context<Self>) -> Result<Self, Exit> {
            Ok(Stuck)
        }
        async fn handle(&mut self, _: (), _: &mut Context<Self>) -> Result<(), Exit> {
            std::future::pending().await
        }
    }
    let run = record(1, async |sim: Sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let stuck = node.spawn::<Stuck>("stuck", ()).await.unwrap();
        stuck.tell(()).unwrap();
        node.ended(&stuck).await;
    });
    let failure = run.failure().unwrap();
    assert!(failure.contains("nothing is ready and no timer is armed"), "{failure}");
    assert!(failure.contains("stuck@10.0.0.1:5050"), "{failure}");
}

#[test]
fn a_run_that_never_ends_passes_a_limit() {
    let busy = async |sim: Sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let a = node.spawn::<Pinger>("a", u32::MAX).await.unwrap();
        a.tell(Ping::Other(a.clone())).unwrap();
        a.tell(Ping::Ball(0)).unwrap();
        node.ended(&a).await;
    };
    let limited = |seeds: Seeds| {
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| simulate(seeds, busy)));
        crate::life::panic_text(&*failed.unwrap_err()).to_string()
    };
    let text = limited(Seeds::of([1]).steps_max(1000));
    assert!(text.contains("limit of 1000 steps"), "{text}");
    let idle = std::panic::catch_unwind(|| {
        simulate(Seeds::of([1]).time_max(secs(60)), async |sim: Sim| sim.clock().advance(secs(61)).await)
    });
    let text = crate::life::panic_text(&*idle.unwrap_err());
    assert!(text.contains("limit of virtual time"), "{text}");
}

#[test]
fn a_panic_of_an_actor_fails_the_run_unless_expected() {
    let run = |expected: bool| {
        record(3, async move |sim: Sim| {
            if expected {
                sim.expect_panics("planted");
            }
            let node = sim.node("10.0.0.1:5050").start().await;
            let a = node.spawn::<Pinger>("a", 1).await.unwrap();
            a.tell(Ping::Panic).unwrap();
            assert_eq!(node.ended(&a).await, Exit::Panic("planted".into()));
        })
    };
    assert_eq!(run(true).failure(), None);
    let failure = run(false).failure().unwrap();
    assert!(failure.contains("a@10.0.0.1:5050") && failure.contains("planted"), "{failure}");
}

#[test]
fn a_crashed_node_is_silent_and_returns_with_a_new_life() {
    let report = simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").every_capacity(3).start().await;
        let a = node.spawn::<Pinger>("a", 1).await.unwrap();
        for _ in 0..3 {
            a.tell(Ping::Later).unwrap();
        }
        sim.crash(&node);
        assert!(matches!(a.tell(Ping::Later), Err(TellError::NoSuchActor(_))));
        let again = sim.restart(&node).await;
        assert_eq!(again.address(), node.address());
        assert_ne!(again.life(), node.life());
        let a = again.spawn::<Pinger>("a", 1).await.unwrap();
        a.tell(Ping::Later).unwrap();
        sim.settle().await;
        assert_eq!(sim.faults().of("crashes"), 1);
    });
    report.faults.expect_some();
    assert_eq!(report.faults.of("crashes"), 20);
}

#[test]
fn a_test_that_asks_for_faults_fails_without_any() {
    let none = simulate(seeds(1), async |_sim| {});
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| none.faults.expect_some())).is_err());
}

#[test]
fn a_probe_hears_in_order_and_knows_silence() {
    simulate(seeds(20), async |sim| {
        let mut probe = Probe::<u32>::new(sim.test_node(), "probe").await;
        for n in 0..5 {
            probe.pid().tell(n).unwrap();
        }
        for n in 0..5 {
            assert_eq!(probe.next(secs(1)).await, n);
        }
        probe.expect_silence(mins(10)).await;
        assert!(probe.try_next(secs(1)).await.is_none());
    });
}
