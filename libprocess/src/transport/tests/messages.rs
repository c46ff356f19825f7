//! What crosses between two nodes, and what is refused.

use super::*;

#[tokio::test]
async fn a_message_a_question_and_its_answer_cross() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    there.tell(Word::Note(1)).unwrap();
    there.send(Word::Note(2)).await.unwrap();
    let echo = there.ask(|reply| Word::Echo { text: "hello".into(), reply }, SOON).await;
    assert_eq!(echo.as_deref(), Ok("hello"));
    assert_eq!(notes(&there).await, [1, 2]);
    assert_eq!(metric(&b, "transport/messages_received"), 5.0);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_forwarded_reply_answers_the_original_asker() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    a.spawn::<Notebook>("home", ()).await.unwrap();
    // From a to b, which passes the question on to an actor of a: the answer does not cross at all.
    let home = a.connect::<Word>(at("home", &a)).await.unwrap();
    let answer = there.ask(|reply| Word::Forward { to: home, reply }, SOON).await;
    assert_eq!(answer.as_deref(), Ok("forwarded"));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_reply_forwarded_to_a_third_node_comes_from_there() {
    let key = ClusterKey::generate();
    let (a, b, c) = (node_with(&key).await, node_with(&key).await, node_with(&key).await);
    let (at_b, at_c) = (notebook(&b, &a).await, notebook(&c, &a).await);
    let answer = at_b.ask(|reply| Word::Forward { to: at_c.clone(), reply }, SOON).await;
    assert_eq!(answer.as_deref(), Ok("forwarded"));
    assert!(metric(&c, "transport/messages_received") >= 1.0);
    end(&[&a, &b, &c]).await;
}

#[tokio::test]
async fn a_pid_inside_a_message_leads_back() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let mut probe = Probe::<Word>::at_door(&a, "probe").await;
    let whom = a.connect::<Word>(at("probe", &a)).await.unwrap();
    there.tell(Word::Tell { whom, note: 7 }).unwrap();
    let heard = probe.next_heard(SOON).await;
    assert!(matches!(heard.message, Word::Note(7)));
    let from = heard.from.unwrap();
    assert_eq!(from.pid.unwrap().to_string(), format!("{}#{}", at("notebook", &b), there.pin().life().unwrap()));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn nobody_there_another_protocol_and_another_life_are_told_apart() {
    #[derive(Debug, Serialize, Deserialize)]
    struct Other;
    impl Wire for Other {
        const NAME: &'static str = "test.other";
        const VERSION: u16 = 1;
    }
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    assert_eq!(cause(a.connect::<Word>(at("nobody", &b)).await), AskError::NoSuchActor);
    assert_eq!(cause(a.connect::<Other>(at("notebook", &b)).await), AskError::NotUnderstood);
    let other_life = format!("{}#{:016x}-99", at("notebook", &b), b.life());
    assert_eq!(cause(a.connect::<Word>(other_life).await), AskError::NoSuchActor);
    let nobody = a.pid::<Word>(&at("nobody", &b).parse().unwrap());
    assert_eq!(nobody.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    assert_eq!(b.dead_letters().total(), 1);
    b.kill(&b.connect::<Word>(at("notebook", &b)).await.unwrap());
    assert_eq!(ended(&a, &there, SOON).await.map(|why| why.is_orderly()), Some(false));
    assert_eq!(there.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_dropped_question_a_failing_handler_and_a_timeout_are_told_apart() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let short = Duration::from_millis(100);
    assert_eq!(there.ask(|reply| Word::Wait { reply }, short).await, Err(AskError::TimedOut));
    let waiting = there.ask(|reply| Word::Wait { reply }, SOON);
    there.tell(Word::Panic).unwrap();
    assert_eq!(waiting.await, Err(AskError::HandlerFailed));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_full_mailbox_slows_its_sender_and_loses_nothing() {
    const COUNT: u64 = 100_000;
    let key = ClusterKey::generate();
    let (a, b, c) = (node_with(&key).await, node_with(&key).await, node_with(&key).await);
    let here = b.spawn::<Notebook>("notebook", ()).capacity(8).await.unwrap();
    let other = b.spawn::<Notebook>("other", ()).await.unwrap();
    let there = a.connect::<Word>(at("notebook", &b)).await.unwrap();
    let from_c = c.connect::<Word>(at("other", &b)).await.unwrap();
    assert!(b.suspend(&here, true));
    let mut probe = Probe::<u64>::new(&a, "sender").await;
    let (sender, done) = (there.clone(), probe.pid());
    a.run_beside(async move {
        for n in 0..COUNT {
            if sender.send(Word::Note(n)).await.is_err() {
                return;
            }
        }
        let _ = done.tell(COUNT);
    });
    // Every buffer on the way is bounded, so the sender comes to stand.
    probe.expect_silence(Duration::from_millis(500)).await;
    let full = there.tell(Word::Note(COUNT));
    assert!(matches!(full, Err(TellError::Full(_))), "{full:?}");
    // Whoever else sends over this connection or another goes on, and so do its answers and heart-beats.
    let beside = a.connect::<Word>(at("other", &b)).await.unwrap();
    assert_eq!(beside.ask(|reply| Word::Echo { text: "a".into(), reply }, SOON).await.as_deref(), Ok("a"));
    assert_eq!(from_c.ask(|reply| Word::Echo { text: "c".into(), reply }, SOON).await.as_deref(), Ok("c"));
    assert!(a.connect::<Word>(at("other", &b)).await.is_ok());
    a.sleep(Duration::from_millis(2500)).await;
    assert_eq!(metric(&a, "transport/links"), 1.0, "a node that is slow is not lost");
    assert!(b.suspend(&here, false));
    assert_eq!(probe.next(Duration::from_secs(20)).await, COUNT);
    let noted = there.ask(|reply| Word::Notes { reply }, Duration::from_secs(20)).await.unwrap();
    assert!(noted.iter().copied().eq(0..COUNT), "{} of {COUNT}", noted.len());
    drop(other);
    end(&[&a, &b, &c]).await;
}
