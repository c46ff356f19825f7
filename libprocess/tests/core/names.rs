//! Names and lives.

use libprocess::{
    prelude::*,
    testing::{seeds, simulate},
};

use crate::kit::*;

#[test]
fn a_pid_bound_to_the_name_follows_a_restart_and_a_pinned_one_dies() {
    simulate(seeds(50), async |sim| {
        sim.expect_panics("planted");
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let supervisor = node.supervisor("top").start().await.unwrap();
        let a = supervisor.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        let pinned = a.pin();
        let first = a.ask(Do::Answer, secs(1)).await.unwrap();
        assert_eq!(pinned.ask(Do::Answer, secs(1)).await, Ok(first));
        a.tell(Do::Panic).unwrap();
        sim.settle().await;
        let second = a.ask(Do::Answer, secs(1)).await.unwrap();
        assert!(second > first, "{second} after {first}");
        assert!(matches!(pinned.tell(Do::Note(1)), Err(TellError::NoSuchActor(_))));
        assert_ne!(a.pin(), pinned);
        assert_eq!(a.pin().unpin(), a);
    });
}

#[test]
fn a_taken_name_is_refused_and_a_freed_one_can_be_used_again_by_another_kind() {
    struct Other;
    impl Actor for Other {
        type Args = ();
        type Message = u8;
        async fn start(_: (), _: &mut Context<Self>) -> Result<Self, Exit> {
            Ok(Other)
        }
        async fn handle(&mut self, _: u8, _: &mut Context<Self>) -> Result<(), Exit> {
            Ok(())
        }
    }
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        let taken = node.spawn::<Puppet>("a", Script::new(&journal)).await.unwrap_err();
        assert_eq!(taken, SpawnError::NameTaken("a".into()));
        assert_eq!(taken.to_string(), "the name a is held by another actor of this node");
        a.tell(Do::Note(1)).unwrap();
        sim.settle().await;
        node.stop(&a, secs(1)).await;
        assert!(matches!(a.tell(Do::Note(2)), Err(TellError::NoSuchActor(_))));
        let other = node.spawn::<Other>("a", ()).await.unwrap();
        other.tell(1).unwrap();
        // The former pid knows the mailbox of another message type: it never reaches the successor.
        assert!(matches!(a.tell(Do::Note(3)), Err(TellError::NoSuchActor(_))));
        node.stop(&other, secs(1)).await;
        let again = puppet(&node, "a", &journal).await;
        again.tell(Do::Note(4)).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "1", "stop: shutdown", "start", "4"]);
    });
}

#[test]
fn a_name_must_have_1_to_255_bytes() {
    simulate(seeds(2), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        for bad in [String::new(), "x".repeat(256)] {
            let error = node.spawn::<Puppet>(bad.clone(), Script::new(&journal)).await.unwrap_err();
            assert_eq!(error, SpawnError::BadName(bad.into()));
        }
        let strange = "a b/c@d#e%ü";
        let pid = node.spawn::<Puppet>(strange, Script::new(&journal)).await.unwrap();
        let address: Address = pid.pin().to_string().parse().unwrap();
        assert_eq!(&*address.name, strange);
        assert_eq!(address, pid.pin().address());
    });
}

#[test]
fn what_a_name_is_told_between_two_lives_is_a_dead_letter() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let supervisor = node.supervisor("top").backoff(secs(10)..=secs(10)).start().await.unwrap();
        let a = supervisor.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        a.tell(Do::Fail).unwrap();
        sim.clock().advance(secs(1)).await;
        assert!(matches!(a.tell(Do::Note(1)), Err(TellError::NoSuchActor(_))));
        let letters = node.dead_letters();
        assert_eq!((letters.total(), letters.by_receiver()), (1, vec![("a".to_owned(), 1)]));
        assert!(letters.samples()[0].message.contains("Note(1)"));
        sim.clock().advance(secs(10)).await;
        a.tell(Do::Note(2)).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "stop: failed: planted", "start", "2"]);
    });
}
