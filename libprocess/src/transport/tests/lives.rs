//! Names and lives of remote actors: restarts, ends, links.

use super::*;

#[tokio::test]
async fn a_name_bound_pid_follows_a_restart_and_a_pinned_one_dies_with_its_life() {
    let (a, b) = pair().await;
    let top = b.supervisor("top").start().await.unwrap();
    top.child::<Notebook>("notebook", ()).start().await.unwrap();
    let there = a.connect::<Word>(at("notebook", &b)).await.unwrap();
    let pinned = there.pin();
    assert!(pinned.life().is_some());
    there.tell(Word::Note(1)).unwrap();
    assert_eq!(notes(&pinned).await, [1]);
    there.tell(Word::Panic).unwrap();
    assert!(matches!(ended(&a, &pinned, SOON).await, Some(Exit::Panic(_) | Exit::NoSuchActor)));
    let again = until(&a, SOON, || b.core.registry.get("notebook").is_some()).await;
    assert!(again);
    // Between two lives, and until its door is open, the name has no holder.
    let mut answer = Err(AskError::NoSuchActor);
    for _ in 0..100 {
        answer = there.ask(|reply| Word::Notes { reply }, SOON).await;
        if answer.is_ok() {
            break;
        }
        a.sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(answer, Ok(vec![]));
    assert_eq!(pinned.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn the_end_of_a_remote_actor_comes_with_its_reason_and_after_its_last_words() {
    const COUNT: u64 = 20_000;
    let (a, b) = pair().await;
    // A mailbox that is mostly full, so that messages wait for room when the end comes.
    let listener = a.spawn::<Listener>("listener", ()).capacity(16).await.unwrap();
    b.spawn::<Talker>("talker", Part { words: |count| (0..count).map(Word::Note).collect(), fails: true }).await.unwrap();
    let talker = a.connect::<Word>(at("talker", &b)).await.unwrap();
    let (whom, watched) = (b.pid::<Word>(&at("listener", &a).parse().unwrap()), talker.clone());
    let heard = listener.ask(|reply| Heard::Watch(watched, reply), Duration::from_secs(20));
    a.sleep(Duration::from_millis(50)).await;
    talker.tell(Word::Tell { whom, note: COUNT }).unwrap();
    let heard = heard.await.unwrap();
    assert_eq!(heard, ((0..COUNT).collect(), Exit::failed("out of words")));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn linked_actors_of_two_nodes_share_their_fate_both_ways() {
    /// Links itself to another.
    struct Linked;
    impl Actor for Linked {
        type Args = Pid<Word>;
        type Message = Word;
        async fn start(other: Pid<Word>, ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.serve();
            ctx.link(&other);
            Ok(Linked)
        }
        async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            match word {
                Word::Echo { text, reply } => {
                    reply.send(text);
                    Ok(())
                }
                _ => Err(Exit::failed("on purpose")),
            }
        }
    }
    let (a, b) = pair().await;
    for forth in [true, false] {
        let there = notebook(&b, &a).await;
        let there_too = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        let here = a.spawn::<Linked>("linked", there.clone()).await.unwrap();
        // The link has crossed once a question behind it is answered.
        there.ask(|reply| Word::Echo { text: String::new(), reply }, SOON).await.unwrap();
        let (failing, other, node) = if forth { (&here, &there_too, &b) } else { (&there, &here, &a) };
        a.sleep(Duration::from_millis(50)).await;
        failing.tell(if forth { Word::End } else { Word::Panic }).unwrap();
        let why = ended(node, other, SOON).await;
        match why {
            Some(Exit::Failed(why)) if forth => assert_eq!(&*why, "on purpose"),
            Some(Exit::Panic(why)) if !forth => assert_eq!(&*why, "on purpose"),
            Some(Exit::NoSuchActor) => {}
            why => panic!("forth {forth}: {why:?}"),
        }
        assert!(until(&a, SOON, || b.core.registry.get("notebook").is_none()).await);
        assert!(until(&a, SOON, || a.core.registry.get("linked").is_none()).await);
    }
    end(&[&a, &b]).await;
}
