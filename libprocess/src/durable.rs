//! Actors whose state survives: what happened to them is on the disk before it counts, and they recover before they see
//! their first message.
//!
//! ```
//! use libprocess::{Durable, prelude::*};
//!
//! /// Counts, across restarts of its node.
//! #[derive(Default)]
//! struct Counter { total: u64 }
//!
//! #[derive(Debug, Serialize, Deserialize)]
//! enum Change { Added(u64) }
//!
//! impl Wire for Change { const NAME: &'static str = "example.change"; const VERSION: u16 = 1; }
//!
//! #[derive(Debug)]
//! enum Message { Add(u64, Reply<u64>) }
//!
//! impl Durable for Counter {
//!     type Event = Change;
//!     fn apply(&mut self, Change::Added(n): &Change) { self.total += n }
//!     fn compact(&self) -> Option<Vec<Change>> { Some(vec![Change::Added(self.total)]) }
//! }
//!
//! impl Actor for Counter {
//!     type Args = ();
//!     type Message = Message;
//!
//!     async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
//!         ctx.recover(Counter::default()).await
//!     }
//!
//!     async fn handle(&mut self, Message::Add(n, reply): Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
//!         ctx.persist(self, Change::Added(n)).await?;      // on the disk, and applied, when this returns
//!         reply.send(self.total);
//!         Ok(())
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! for expected in [5, 10] {
//!     let node = Node::builder().start().await?;
//!     node.open_journal(folder.path()).await?;
//!     let counter = node.spawn::<Counter>("counter", ()).await?;
//!     assert_eq!(counter.ask(|reply| Message::Add(5, reply), secs(5)).await?, expected);
//!     node.shut_down(secs(1)).await;
//! }
//! # Ok(()) }
//! ```

use libprocess_wire::{
    Reply, Wire,
    codec::{self, CodecError},
};

use crate::{
    Actor, Context, Exit,
    journal::{Append, JournalError, Message, Opened},
};

/// An actor whose state is what happened to it. The node needs a journal: [`Node::open_journal`](crate::Node::open_journal).
pub trait Durable: Actor {
    /// What happens: small, and kept for ever, so new variants go to its end and fields do not change; a change beyond
    /// that raises [`Wire::VERSION`] and is read by [`Durable::older`].
    type Event: Wire;

    /// Takes in what happened. Pure, since it also runs at recovery: no messages, no clock, no chance.
    fn apply(&mut self, event: &Self::Event);

    /// The shortest history that leads to the present state. It replaces the real one when that has grown. None: the whole
    /// history is kept.
    fn compact(&self) -> Option<Vec<Self::Event>> {
        None
    }

    /// Reads an event of an older version.
    ///
    /// # Errors
    /// By default bytes of a version that has other fields; the actor does not start then.
    fn older(version: u16, bytes: &[u8]) -> Result<Self::Event, CodecError> {
        let _ = version;
        codec::decode(bytes)
    }
}

fn read<A: Durable>(version: u16, bytes: &[u8]) -> Result<A::Event, CodecError> {
    let newest = A::Event::VERSION;
    match version.cmp(&newest) {
        std::cmp::Ordering::Equal => codec::decode(bytes),
        std::cmp::Ordering::Less => A::older(version, bytes),
        std::cmp::Ordering::Greater => Err(CodecError::Malformed(format!(
            "it has version {version}, and this program knows {newest}: start the newer program again"
        ))),
    }
}

impl<A: Durable> Context<A> {
    /// Brings a state, empty at first, to where the actor's earlier lives left it. The first thing in `start`.
    ///
    /// # Errors
    /// A node without journal, a journal that cannot be read, events of another type: sentences that say what to do.
    pub async fn recover(&mut self, mut state: A) -> Result<A, Exit> {
        let journal = self.node().journal().ok_or(JournalError::None)?;
        let (reply, answer) = Reply::pair();
        let open = Message::Open { name: self.name().clone(), events: A::Event::NAME, reply };
        journal.send(open).await.map_err(|_| JournalError::Ended)?;
        let Opened { stream, history } = answer.await.map_err(|_| JournalError::Ended)??;
        for stored in &history {
            let event = read::<A>(stored.version, &stored.bytes);
            let event =
                event.map_err(|why| JournalError::Event(self.name().clone(), format!("number {}: {why}", stored.seq)))?;
            state.apply(&event);
        }
        self.set_history(Some(stream));
        Ok(state)
    }

    /// Writes what happened, waits until it is on the disk, and applies it to `actor`. Many actors of a node that persist
    /// at the same time share one sync. Other messages of this actor wait meanwhile.
    ///
    /// # Errors
    /// An event that cannot be written; a disk that fails, which ends the whole node. Nothing is applied then.
    pub async fn persist(&mut self, actor: &mut A, event: A::Event) -> Result<(), JournalError> {
        self.persist_all(actor, vec![event]).await
    }

    /// As [`Context::persist`], for several events that happen together: after a crash all of them happened, or none.
    ///
    /// # Errors
    /// As [`Context::persist`].
    pub async fn persist_all(&mut self, actor: &mut A, events: Vec<A::Event>) -> Result<(), JournalError> {
        let compact = self.append(&events, false, false).await?;
        events.iter().for_each(|event| actor.apply(event));
        // The events are on the disk: a history that cannot be shortened does not undo them.
        if compact
            && let Some(history) = actor.compact()
            && let Err(error) = self.append(&history, true, false).await
        {
            tracing::warn!(actor = %self.name(), %error, "its history stays long");
        }
        Ok(())
    }

    /// Forgets everything that happened, on the disk too: for an actor that is done for ever, before it ends.
    ///
    /// # Errors
    /// A disk that fails, which ends the whole node.
    pub async fn forget(&mut self) -> Result<(), JournalError> {
        self.append(&[], true, true).await?;
        self.set_history(None);
        Ok(())
    }

    async fn append(&mut self, events: &[A::Event], base: bool, forget: bool) -> Result<bool, JournalError> {
        let name = self.name().clone();
        let stream = self.history().ok_or_else(|| JournalError::NotRecovered(name.clone()))?;
        let encoded = events.iter().map(codec::encode).collect::<Result<Vec<_>, _>>();
        let events = encoded.map_err(|why| JournalError::Event(name, why.to_string()))?;
        let journal = self.node().journal().ok_or(JournalError::None)?;
        let (reply, answer) = Reply::pair();
        let append = Append { stream, version: A::Event::VERSION, events, base, forget, reply };
        journal.send(Message::Append(append)).await.map_err(|_| JournalError::Ended)?;
        answer.await.map_err(|_| JournalError::Ended)?
    }
}
