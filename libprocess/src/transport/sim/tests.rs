use std::future::poll_fn;

use super::{
    super::carrier::{Broken, Lane},
    cable::WINDOW,
    *,
};
use crate::{
    testing::{Sim, seeds, simulate},
    time::{millis, secs},
};

fn at(n: u8) -> SocketAddr {
    SocketAddr::from(([10, 0, 1, n], 5050))
}

/// Two nodes without peers above them: what the first dialled, what the second accepted.
async fn linked(sim: &Sim) -> (Arc<dyn Link>, Arc<dyn Link>) {
    let net = &sim.network().net;
    let (a, b) = (net.station(at(1), Role::Agent, sim.home()), net.station(at(2), Role::Master, sim.home()));
    let (here, there) = (a.dial(at(2)).await.ok().unwrap(), b.accept().await.unwrap());
    assert_eq!((here.proof().role, there.proof().role), (Role::Master, Role::Agent));
    (here, there)
}

async fn write(link: &Arc<dyn Link>, lane: Lane, mut bytes: &[u8]) -> Result<(), Broken> {
    while !bytes.is_empty() {
        let taken = poll_fn(|cx| link.poll_write(lane, cx, bytes)).await?;
        bytes = &bytes[taken..];
    }
    Ok(())
}

async fn read(link: &Arc<dyn Link>, lane: Lane, count: usize) -> Result<Vec<u8>, Broken> {
    let mut into = Vec::new();
    while into.len() < count {
        let most = count - into.len();
        poll_fn(|cx| link.poll_read(lane, cx, &mut into, most)).await?;
    }
    Ok(into)
}

#[test]
fn bytes_of_a_lane_arrive_in_order_after_some_time() {
    simulate(seeds(50), async |sim| {
        sim.network().delay(millis(1)..=millis(40));
        let (here, there) = linked(&sim).await;
        let begun = sim.clock().now();
        for n in 0..20 {
            write(&here, Lane::Bulk, &[n; 3]).await.unwrap();
            write(&here, Lane::Control, &[n + 100]).await.unwrap();
            write(&there, Lane::Bulk, &[n + 200]).await.unwrap();
        }
        let bulk = read(&there, Lane::Bulk, 60).await.unwrap();
        assert!((0..20).all(|n| bulk[n * 3..n * 3 + 3] == [n as u8; 3]), "{bulk:?}");
        assert!(sim.clock().now() - begun >= millis(1));
        assert_eq!(read(&there, Lane::Control, 20).await.unwrap(), (100..120).collect::<Vec<u8>>());
        assert_eq!(read(&here, Lane::Bulk, 20).await.unwrap(), (200..220).collect::<Vec<u8>>());
    });
}

#[test]
fn a_writer_waits_while_too_much_is_under_way() {
    simulate(seeds(5), async |sim| {
        let (here, there) = linked(&sim).await;
        let all = vec![7; WINDOW + 1];
        let taken = poll_fn(|cx| here.poll_write(Lane::Bulk, cx, &all)).await.unwrap();
        assert_eq!(taken, WINDOW);
        let waits = poll_fn(|cx| Poll::Ready(here.poll_write(Lane::Bulk, cx, &[1]).is_pending())).await;
        assert!(waits, "nothing was read yet");
        assert!(write(&here, Lane::Control, &[1]).await.is_ok(), "the other lane is not held up");
        assert_eq!(read(&there, Lane::Bulk, WINDOW).await.unwrap().len(), WINDOW);
        write(&here, Lane::Bulk, &[1]).await.unwrap();
    });
}

#[test]
fn what_is_sent_during_a_short_cut_arrives_after_it_and_a_long_one_breaks_the_link() {
    let report = simulate(seeds(30), async |sim| {
        let (here, there) = linked(&sim).await;
        let net = sim.network().net.clone();
        net.cut(at(1), at(2));
        write(&here, Lane::Bulk, b"late").await.unwrap();
        let begun = sim.clock().now();
        let heal = async {
            sim.clock().advance(secs(12)).await;
            net.heal(at(1), at(2));
        };
        let (bytes, ()) = futures_util::future::join(read(&there, Lane::Bulk, 4), heal).await;
        assert_eq!(bytes.unwrap(), b"late");
        assert_eq!(sim.clock().now(), begun + secs(12));
        net.cut(at(1), at(2));
        let broken = read(&there, Lane::Bulk, 1).await.unwrap_err();
        assert!(broken.why.contains("too long") && !broken.denied, "{broken}");
        assert_eq!(sim.clock().now(), begun + secs(12) + IDLE_MAX);
        assert!(write(&here, Lane::Bulk, b"x").await.is_err());
    });
    report.faults.expect_some();
}

#[test]
fn a_break_is_seen_by_both_and_loses_what_was_under_way() {
    simulate(seeds(10), async |sim| {
        let (here, there) = linked(&sim).await;
        write(&here, Lane::Bulk, b"lost").await.unwrap();
        assert_eq!(sim.network().net.break_between(at(2), at(1), "broken"), 1);
        assert_eq!(read(&there, Lane::Bulk, 1).await.unwrap_err().why, "broken");
        assert!(read(&here, Lane::Control, 1).await.is_err());
        let net = &sim.network().net;
        let Some(Station::Up(a)) = net.station_at(at(1)) else { unreachable!("it was started above") };
        assert!(a.dial(at(2)).await.is_ok(), "the next link comes about");
    });
}

#[test]
fn a_killed_process_is_told_at_once_and_a_power_cut_is_not() {
    simulate(seeds(20), async |sim| {
        let net = sim.network().net.clone();
        let (here, _there) = linked(&sim).await;
        let Some(Station::Up(a)) = net.station_at(at(1)) else { unreachable!("it was started above") };
        let killer = async {
            sim.clock().advance(secs(5)).await;
            net.killed(at(2));
        };
        let (watched, ()) = futures_util::future::join(a.watch(at(2)), killer).await;
        assert_eq!(watched, Watched::Closed);
        assert!(sim.clock().now() < secs(6));
        assert!(read(&here, Lane::Bulk, 1).await.is_err());
        assert_eq!(a.dial(at(2)).await.err(), Some(DialError::Refused));
        assert_eq!(a.watch(at(2)).await, Watched::Refused);

        let b = net.station(at(2), Role::Master, sim.home());
        let (here, there) = (a.dial(at(2)).await.ok().unwrap(), b.accept().await.unwrap());
        net.power_cut(at(2));
        drop(there);
        write(&here, Lane::Bulk, b"into the dark").await.unwrap();
        let begun = sim.clock().now();
        assert!(matches!(a.dial(at(2)).await, Err(DialError::Unreachable(_))));
        assert!(sim.clock().now() - begun >= DIAL_MAX);
        assert!(read(&here, Lane::Bulk, 1).await.is_err());
        assert!(sim.clock().now() - begun >= secs(29), "the link stalls before it breaks");
    });
}

#[test]
fn finish_waits_until_the_other_side_has_all() {
    simulate(seeds(20), async |sim| {
        let (here, there) = linked(&sim).await;
        write(&here, Lane::Bulk, b"last words").await.unwrap();
        let reader = async {
            let words = read(&there, Lane::Bulk, 10).await.unwrap();
            (words, read(&there, Lane::Bulk, 1).await)
        };
        let ((words, end), ()) = futures_util::future::join(reader, here.clone().finish()).await;
        assert_eq!(words, b"last words");
        assert!(end.is_err(), "nothing follows");
    });
}
