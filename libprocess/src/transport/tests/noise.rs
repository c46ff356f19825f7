//! Ports that nobody expects to be used so.

use super::*;

#[tokio::test]
async fn random_bytes_at_both_ports_do_no_harm() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let mut chance = crate::engine::Chance::new(11, "noise");
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    for _ in 0..500 {
        let length = chance.below(1400) as usize;
        let bytes: Vec<u8> = (0..length).map(|_| chance.bits() as u8).collect();
        udp.send_to(&bytes, b.address()).unwrap();
    }
    for _ in 0..20 {
        let bytes: Vec<u8> = (0..2000).map(|_| chance.bits() as u8).collect();
        let mut tcp = TcpStream::connect(b.address()).unwrap();
        let _ = tcp.write_all(&bytes);
    }
    assert_eq!(there.ask(|reply| Word::Echo { text: "on".into(), reply }, SOON).await.as_deref(), Ok("on"));
    assert!(until(&b, SOON, || metric(&b, "transport/stray_datagrams") > 100.0).await);
    assert_eq!(metric(&b, "transport/links"), 1.0);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_node_where_nobody_listens_is_lost_at_once() {
    let a = node_with(&ClusterKey::generate()).await;
    // An address that nobody else takes ports of.
    let free = UdpSocket::bind("127.77.0.1:0").unwrap().local_addr().unwrap();
    let begun = a.clock().now();
    assert_eq!(cause(a.connect::<Word>(format!("notebook@{free}")).await), AskError::ConnectionLost);
    assert!(a.clock().now() - begun < Duration::from_secs(2));
    let nobody = a.pid::<Word>(&format!("notebook@{free}").parse().unwrap());
    assert_eq!(nobody.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::ConnectionLost));
    end(&[&a]).await;
}

#[tokio::test]
async fn a_node_that_ends_while_it_is_dialled_is_known_to_be_gone() {
    let a = node_with(&ClusterKey::generate()).await;
    // As of a process that is killed: its kernel still accepts, then closes what was accepted, then refuses.
    // Its address is one that nobody else takes ports of.
    let ending = std::net::TcpListener::bind("127.77.0.2:0").unwrap();
    let there = ending.local_addr().unwrap();
    let accepts = std::thread::spawn(move || drop(ending.accept()));
    let begun = a.clock().now();
    assert_eq!(cause(a.connect::<Word>(format!("notebook@{there}")).await), AskError::ConnectionLost);
    assert!(a.clock().now() - begun < secs(2), "not known before the handshake is given up");
    accepts.join().unwrap();
    end(&[&a]).await;
}
