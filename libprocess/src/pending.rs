//! Questions that left this node and wait for their answers: a bounded table.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use libprocess_wire::{AskError, Exported};
use parking_lot::Mutex;

/// Most questions that may be on their way at once.
const PENDING_MAX: usize = 1 << 16;

#[derive(Default)]
struct Table {
    questions: BTreeMap<u64, (Option<SocketAddr>, Box<dyn Exported>)>,
    next: u64,
    swept: Duration,
}

/// The table of pending questions.
#[derive(Default)]
pub(crate) struct Pending(Mutex<Table>);

thread_local! {
    static ASKED: std::cell::Cell<Option<SocketAddr>> = const { std::cell::Cell::new(None) };
    static LAST: std::cell::Cell<Result<u64, AskError>> = const { std::cell::Cell::new(Ok(0)) };
}

impl Pending {
    /// Enters a question; [`Pending::towards`] says to which node it goes.
    pub(crate) fn insert(&self, question: Box<dyn Exported>, now: Duration) -> Result<u64, AskError> {
        let mut table = self.0.lock();
        // Questions whose askers gave up are swept at most once a second, when more than 64 wait.
        let mut swept = Vec::new();
        if now.saturating_sub(table.swept) >= Duration::from_secs(1) && table.questions.len() > 64 {
            table.swept = now;
            let gone: Vec<u64> =
                table.questions.iter().filter(|(_, (_, question))| !question.is_wanted()).map(|(id, _)| *id).collect();
            swept.extend(gone.into_iter().filter_map(|id| table.questions.remove(&id)));
        }
        if table.questions.len() >= PENDING_MAX {
            LAST.set(Err(AskError::Full));
            return Err(AskError::Full);
        }
        table.next += 1;
        let id = table.next;
        table.questions.insert(id, (ASKED.get(), question));
        drop(table);
        drop(swept);
        LAST.set(Ok(id));
        Ok(id)
    }

    /// Runs the encoding of one message to a node; the id of the question it held, 0 if none, or that there was no room
    /// for it.
    pub(crate) fn towards<R>(&self, node: SocketAddr, encode: impl FnOnce() -> R) -> (R, Result<u64, AskError>) {
        let before = ASKED.replace(Some(node));
        LAST.set(Ok(0));
        let result = encode();
        ASKED.set(before);
        (result, LAST.replace(Ok(0)))
    }

    /// True if that question waits for its answer.
    pub(crate) fn is_asked(&self, id: u64) -> bool {
        self.0.lock().questions.get(&id).is_some_and(|(_, question)| question.is_wanted())
    }

    /// The answer came, or will not come.
    pub(crate) fn complete(&self, id: u64, result: Result<&[u8], AskError>) {
        let question = self.0.lock().questions.remove(&id);
        if let Some((_, question)) = question {
            question.complete(result);
        }
    }

    /// An answer came from a node that may answer only what was asked of it.
    pub(crate) fn complete_from(&self, node: SocketAddr, id: u64, result: Result<&[u8], AskError>) {
        let asked = self.0.lock().questions.get(&id).is_some_and(|(to, _)| *to == Some(node));
        if asked {
            self.complete(id, result);
        }
    }

    /// The asker gave up: the node that was asked, if it is known.
    pub(crate) fn give_up(&self, id: u64) -> Option<SocketAddr> {
        let (to, _question) = self.0.lock().questions.remove(&id)?;
        to
    }

    /// True if answers are expected from that node.
    pub(crate) fn any_towards(&self, node: SocketAddr) -> bool {
        self.0.lock().questions.values().any(|(to, question)| *to == Some(node) && question.is_wanted())
    }

    /// A node is lost: no answer will come from it.
    pub(crate) fn lost(&self, node: SocketAddr, cause: AskError) {
        let mut table = self.0.lock();
        let gone: Vec<u64> = table.questions.iter().filter(|(_, (to, _))| *to == Some(node)).map(|(id, _)| *id).collect();
        let lost: Vec<_> = gone.into_iter().filter_map(|id| table.questions.remove(&id)).collect();
        drop(table);
        for (_, question) in lost {
            question.complete(Err(cause));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.lock().questions.len()
    }
}
