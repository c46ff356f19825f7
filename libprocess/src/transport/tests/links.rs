//! Links that break, nodes that go and come back.

use super::*;

#[tokio::test]
async fn every_message_comes_once_and_in_order_over_broken_connections() {
    const COUNT: u64 = 60_000;
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let mut broken = 0;
    for n in 0..COUNT {
        if n % 6_000 == 3_500 {
            let linked = until(&a, SOON, || metric(&a, "transport/links") == 1.0).await;
            assert!(linked, "the link did not come back");
            a.core.transport().unwrap().break_links();
            broken += 1;
        }
        there.send(Word::Note(n)).await.unwrap();
    }
    assert_eq!(broken, 10);
    let noted = there.ask(|reply| Word::Notes { reply }, Duration::from_secs(20)).await.unwrap();
    assert!(noted.iter().copied().eq(0..COUNT), "{} of {COUNT}", noted.len());
    assert_eq!(metric(&a, "transport/messages_lost") + metric(&b, "transport/messages_lost"), 0.0);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_watch_outlasts_a_broken_link() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
    let (reply, answer) = Reply::<Exit>::pair();
    let (watching, watched) = (a.clone(), there.clone());
    a.run_beside(async move { reply.send(watching.ended(&watched).await) });
    there.ask(|reply| Word::Notes { reply }, SOON).await.unwrap();
    a.core.transport().unwrap().break_links();
    b.kill(&here);
    let why = crate::transport::session::within(&a.core, SOON, answer).await.expect("no notice came").unwrap();
    assert!(matches!(why, Exit::Killed | Exit::NoSuchActor), "{why:?}");
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn the_end_of_a_node_ends_watches_and_questions_at_once() {
    let key = ClusterKey::generate();
    let patient = || Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).start();
    let (a, b) = (patient().await.unwrap(), patient().await.unwrap());
    let there = notebook(&b, &a).await;
    let begun = a.clock().now();
    let asked = there.ask(|reply| Word::Wait { reply }, Duration::from_secs(9));
    let (reply, answer) = Reply::<Exit>::pair();
    let (watching, watched) = (a.clone(), there.clone());
    a.run_beside(async move { reply.send(watching.ended(&watched).await) });
    there.ask(|reply| Word::Notes { reply }, SOON).await.unwrap();
    // As when its process is killed: no goodbye, and the kernel closes its sockets.
    b.core.server.get().unwrap().stop();
    b.core.vanish();
    assert_eq!(answer.await, Ok(Exit::NodeLost));
    assert_eq!(asked.await, Err(AskError::ConnectionLost));
    let took = a.clock().now() - begun;
    assert!(took < Duration::from_secs(5), "the watch connection tells before the ten seconds of silence: {took:?}");
    assert_eq!(cause(a.connect::<Word>(at("notebook", &b)).await), AskError::ConnectionLost);
    end(&[&a]).await;
}

#[tokio::test]
async fn a_node_that_ends_in_order_says_so_after_its_last_words() {
    let key = ClusterKey::generate();
    let patient = || Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).start();
    let (a, b) = (patient().await.unwrap(), patient().await.unwrap());
    let mut probe = Probe::<Word>::at_door(&a, "probe").await;
    let there = notebook(&b, &a).await;
    let to_probe = b.connect::<Word>(at("probe", &a)).await.unwrap();
    for n in 0..1000 {
        to_probe.tell(Word::Note(n)).unwrap();
    }
    let watching = ended(&a, &there, SOON);
    let (why, ()) = tokio::join!(watching, async {
        a.sleep(Duration::from_millis(100)).await;
        b.shut_down(Duration::from_secs(1)).await;
    });
    assert!(matches!(why, Some(Exit::Shutdown | Exit::NodeLost)), "{why:?}");
    for n in 0..1000 {
        assert!(matches!(probe.next(SOON).await, Word::Note(told) if told == n));
    }
    end(&[&a]).await;
}

#[tokio::test]
async fn a_node_that_returns_has_a_new_life_and_the_same_address() {
    let key = ClusterKey::generate();
    let (a, b) = (node_with(&key).await, node_with(&key).await);
    let there = notebook(&b, &a).await;
    let pinned = there.pin();
    let address = b.address();
    b.shut_down(Duration::from_secs(1)).await;
    drop(b);
    let mut returned = None;
    for _ in 0..100 {
        let builder = Node::builder().bind(address.to_string()).key(key.clone()).threads(1);
        match builder.start().await {
            Ok(node) => {
                returned = Some(node);
                break;
            }
            Err(_) => a.sleep(Duration::from_millis(50)).await,
        }
    }
    let b = returned.expect("its port is not free again");
    b.spawn::<Notebook>("notebook", ()).await.unwrap();
    let mut answer = Err(AskError::ConnectionLost);
    for _ in 0..50 {
        answer = there.ask(|reply| Word::Notes { reply }, SOON).await;
        if answer.is_ok() {
            break;
        }
        a.sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(answer, Ok(vec![]), "its name is followed");
    assert_eq!(pinned.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn two_nodes_that_dial_each_other_at_once_keep_one_link() {
    for _ in 0..5 {
        let (a, b) = pair().await;
        let (at_a, at_b) = (a.spawn::<Notebook>("notebook", ()), b.spawn::<Notebook>("notebook", ()));
        at_a.await.unwrap();
        at_b.await.unwrap();
        let (to_b, to_a) = (at("notebook", &b), at("notebook", &a));
        let (to_b, to_a) = tokio::join!(a.connect::<Word>(to_b), b.connect::<Word>(to_a));
        let (to_b, to_a) = (to_b.unwrap(), to_a.unwrap());
        for n in 0..100 {
            to_b.tell(Word::Note(n)).unwrap();
            to_a.tell(Word::Note(n)).unwrap();
        }
        let all: Vec<u64> = (0..100).collect();
        assert_eq!((notes(&to_a).await, notes(&to_b).await), (all.clone(), all));
        assert_eq!((metric(&a, "transport/links"), metric(&b, "transport/links")), (1.0, 1.0));
        end(&[&a, &b]).await;
    }
}

#[tokio::test]
async fn a_node_is_found_by_another_address_and_known_by_its_own() {
    let key = ClusterKey::generate();
    let a = node_with(&key).await;
    let advertised: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let b = Node::builder().bind("0.0.0.0:0").advertise(advertised).key(key).threads(1).start().await.unwrap();
    b.spawn::<Notebook>("notebook", ()).await.unwrap();
    let found = a.connect::<Word>(format!("notebook@127.0.0.2:{}", b.address().port())).await.unwrap();
    assert_eq!(found.address().node, b.address());
    let own = a.connect::<Word>(at("notebook", &b)).await.unwrap();
    found.tell(Word::Note(1)).unwrap();
    own.tell(Word::Note(2)).unwrap();
    assert_eq!(notes(&found).await, [1, 2]);
    assert_eq!(metric(&a, "transport/links"), 1.0);
    end(&[&a, &b]).await;
}
