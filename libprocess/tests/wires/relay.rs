//! Two processes with a relay of datagrams between them, which loses, delays and reorders.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    io,
    net::{SocketAddr, TcpListener, TcpStream, UdpSocket},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use super::*;

/// Of so many datagrams one is lost, drawn by a fixed seed.
const ONE_LOST_OF: u64 = 20;

/// Longest delay of a datagram: later ones overtake it.
const DELAY_MAX: Duration = Duration::from_millis(5);

/// What became of the datagrams.
#[derive(Default)]
struct Counts {
    passed: AtomicU64,
    lost: AtomicU64,
    overtaken: AtomicU64,
    /// Nothing passes.
    cut: AtomicBool,
}

type Datagram = (Vec<u8>, Arc<UdpSocket>, SocketAddr);

/// Delivers datagrams at their time; some never.
fn deliver(datagrams: mpsc::Receiver<Datagram>, counts: Arc<Counts>) {
    let (mut chance, mut number) = (0x9e37_79b9_7f4a_7c15_u64, 0);
    let mut draw = move |end: u64| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        chance % end
    };
    let mut waiting: BinaryHeap<Reverse<(Instant, u64)>> = BinaryHeap::new();
    let mut held: std::collections::BTreeMap<u64, Datagram> = Default::default();
    loop {
        let now = Instant::now();
        let pause = waiting.peek().map_or(Duration::from_secs(1), |Reverse((due, _))| due.saturating_duration_since(now));
        match datagrams.recv_timeout(pause) {
            Ok(_) if counts.cut.load(Ordering::Relaxed) || draw(ONE_LOST_OF) == 0 => {
                counts.lost.fetch_add(1, Ordering::Relaxed);
            }
            Ok(datagram) => {
                number += 1;
                let due = Instant::now() + Duration::from_micros(draw(DELAY_MAX.as_micros() as u64));
                held.insert(number, datagram);
                waiting.push(Reverse((due, number)));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        while let Some(Reverse((due, number))) = waiting.peek().copied()
            && due <= Instant::now()
        {
            waiting.pop();
            let overtakes = held.first_key_value().is_some_and(|(first, _)| *first < number);
            counts.overtaken.fetch_add(u64::from(overtakes), Ordering::Relaxed);
            if let Some((bytes, socket, to)) = held.remove(&number) {
                let _ = socket.send_to(&bytes, to);
                counts.passed.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// Between the node that dials and the one behind `to`; a connection of either kind to `front` leads there.
fn relay(front: UdpSocket, tcp: TcpListener, to: SocketAddr) -> io::Result<Arc<Counts>> {
    let counts = Arc::new(Counts::default());
    let (send, datagrams) = mpsc::channel::<Datagram>();
    let counted = counts.clone();
    thread::spawn(move || deliver(datagrams, counted));
    let (front, back) = (Arc::new(front), Arc::new(UdpSocket::bind("127.0.0.1:0")?));
    let dialler = Arc::new(std::sync::Mutex::new(None));
    let (from_front, from_back) = ((front.clone(), back.clone(), send.clone()), (back, front, send));
    let seen = dialler.clone();
    thread::spawn(move || {
        let (from, into, send) = from_front;
        let mut bytes = vec![0; 1 << 16];
        while let Ok((length, sender)) = from.recv_from(&mut bytes) {
            *seen.lock().unwrap() = Some(sender);
            let _ = send.send((bytes[..length].to_vec(), into.clone(), to));
        }
    });
    thread::spawn(move || {
        let (from, into, send) = from_back;
        let mut bytes = vec![0; 1 << 16];
        while let Ok((length, _)) = from.recv_from(&mut bytes) {
            if let Some(dialler) = *dialler.lock().unwrap() {
                let _ = send.send((bytes[..length].to_vec(), into.clone(), dialler));
            }
        }
    });
    // The connections that watch over the process lead there too.
    thread::spawn(move || {
        for stream in tcp.incoming().flatten() {
            let Ok(onward) = TcpStream::connect(to) else { continue };
            let (Ok(stream_too), Ok(onward_too)) = (stream.try_clone(), onward.try_clone()) else { continue };
            let copy = |mut from: TcpStream, mut into: TcpStream| {
                thread::spawn(move || {
                    let _ = io::copy(&mut from, &mut into);
                    let _ = into.shutdown(std::net::Shutdown::Both);
                })
            };
            copy(stream, onward);
            copy(onward_too, stream_too);
        }
    });
    Ok(counts)
}

/// A counting node behind a relay; at the port of the relay on another address of this machine.
fn behind_a_relay() -> (Process, SocketAddr, Arc<Counts>) {
    for _ in 0..50 {
        let front = UdpSocket::bind("127.0.0.1:0").unwrap();
        let at = front.local_addr().unwrap();
        let Ok(tcp) = TcpListener::bind(at) else { continue };
        let behind = SocketAddr::from(([127, 0, 0, 2], at.port()));
        let settings = [("BIND", behind.to_string()), ("ADVERTISE", at.to_string()), ("LOST_MS", "10000".to_owned())];
        let mut process = Process::start(&[], "serve", &settings);
        let mut line = String::new();
        while !line.contains("serves:") && !line.contains("failed:") {
            line.clear();
            assert!(process.lines.read_line(&mut line).unwrap() > 0, "the process ended before it served");
        }
        if line.contains("serves:") {
            return (process, at, relay(front, tcp, behind).unwrap());
        }
    }
    panic!("no port is free on both addresses");
}

#[tokio::test]
async fn messages_come_once_and_in_order_through_loss_delay_and_reordering() {
    const COUNT: u64 = 20_000;
    let (_process, at, counts) = behind_a_relay();
    let node = Node::builder().bind("127.0.0.1:0").insecure(true).threads(1).start().await.unwrap();
    let counter = node.connect::<Note>(format!("counter@{at}")).await.unwrap();
    for n in 0..COUNT {
        let note = if n % 500 == 0 { Note::Heavy(n, vec![1; 200_000]) } else { Note::Number(n) };
        counter.send(note).await.unwrap();
        if n == COUNT / 2 {
            // Silence for a second, in the midst of it.
            counts.cut.store(true, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(1)).await;
            counts.cut.store(false, Ordering::Relaxed);
        }
    }
    assert_eq!(sum(&counter, COUNT, Duration::from_secs(60)).await, (COUNT, 0));
    let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
    let (passed, lost, overtaken) = (count(&counts.passed), count(&counts.lost), count(&counts.overtaken));
    println!("{passed} datagrams passed, {lost} were lost, {overtaken} overtook others");
    assert!(lost * 30 > passed && overtaken > 100, "{passed} passed, {lost} lost, {overtaken} overtook others");
    let seen = node.connections();
    assert!(seen[0].lost_packets > 0 && seen[0].messages_lost == 0, "{seen:?}");
    node.shut_down(Duration::from_secs(1)).await;
}
