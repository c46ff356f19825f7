//! What a message needs to know of its node while it is encoded or decoded: the table of pending questions, the way of
//! answers, and the routes to actors. The runtime enters a scope around every use of the codec.

use std::{
    any::{Any, TypeId},
    cell::RefCell,
    sync::{Arc, Weak},
    task::Waker,
    time::Duration,
};

use crate::{
    Address, AskError, Token,
    pid::{Path, Runtime},
};

/// A question of another node whose answer is still owed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Names the question.
    pub token: Token,
    /// How many nodes had been lost when it came: only a later loss of its asker's node ends it.
    pub losses: u64,
}

/// A question that left this node and waits for its answer.
pub trait Exported: Send {
    /// The answer came, or will not come.
    fn complete(self: Box<Self>, result: Result<&[u8], AskError>);
    /// True while its asker waits.
    fn is_wanted(&self) -> bool;
}

/// A node, as seen by the codec.
pub trait Scope: Send + Sync + 'static {
    /// Enters a question into the bounded table of pending ones.
    ///
    /// # Errors
    /// [`AskError::Full`] when the table is full.
    fn export(&self, question: Box<dyn Exported>) -> Result<Token, AskError>;
    /// The asker of a question that left this node waits for its answer no more.
    fn give_up(&self, question: u64);
    /// A question of another node came.
    fn asked(&self, token: Token) -> Asked;
    /// False once its asker, or the node of its asker, is known to wait for the answer no more.
    fn is_wanted(&self, asked: &Asked) -> bool;
    /// Wakes the task when that may have become false; the key is for [`Scope::leave`].
    fn attend(&self, asked: &Asked, waker: Waker) -> u64;
    /// The task need not be woken any more.
    fn leave(&self, asked: &Asked, key: u64);
    /// No answer is owed any more.
    fn settled(&self, asked: &Asked);
    /// Sends the encoded answer of a question of another node.
    fn answer(&self, token: Token, result: Result<Vec<u8>, AskError>);
    /// An `Arc<dyn Route<M>>` (as `Any`) to an actor of this node that understands the type with this id.
    fn local(&self, address: &Address, message: TypeId) -> Option<Box<dyn Any>>;
    /// The way to the node of this address.
    fn path(&self, address: &Address) -> Arc<dyn Path>;
    /// Clock and timers of the node.
    fn runtime(&self) -> &dyn Runtime;
    /// When the asker of the message gives up that this thread reads or handles, on the node's clock.
    fn deadline(&self) -> Option<Duration>;
    /// Somebody on this thread dropped a reply of this type without answering.
    fn unanswered(&self, answer: &'static str);
}

thread_local! {
    static SCOPE: RefCell<Option<Weak<dyn Scope>>> = const { RefCell::new(None) };
}

/// Runs `f` with `scope` as the node that encodes and decodes on this thread.
pub fn with_scope<R>(scope: &Weak<dyn Scope>, f: impl FnOnce() -> R) -> R {
    struct Restore(Option<Weak<dyn Scope>>);
    impl Drop for Restore {
        fn drop(&mut self) {
            let _ = SCOPE.try_with(|cell| *cell.borrow_mut() = self.0.take());
        }
    }
    // Threads of a node keep its scope for good, so the usual case changes nothing.
    let same = SCOPE.with_borrow(|held| held.as_ref().is_some_and(|held| Weak::ptr_eq(held, scope)));
    if same {
        return f();
    }
    let _restore = Restore(SCOPE.with_borrow_mut(|held| held.replace(scope.clone())));
    f()
}

/// Makes `scope` the node of this thread until another one is entered.
pub fn enter_scope(scope: &Weak<dyn Scope>) {
    SCOPE.with_borrow_mut(|held| {
        if !held.as_ref().is_some_and(|held| Weak::ptr_eq(held, scope)) {
            *held = Some(scope.clone());
        }
    });
}

pub(crate) fn current() -> Result<Arc<dyn Scope>, &'static str> {
    SCOPE
        .with_borrow(|held| held.as_ref().and_then(Weak::upgrade))
        .ok_or("a pid or a reply can be read and written only by a running node")
}

/// The node that sends a question away, and what names the question.
pub(crate) fn export(question: Box<dyn Exported>) -> Result<(Weak<dyn Scope>, Token), String> {
    let node = current().map_err(str::to_owned)?;
    let token = node.export(question).map_err(|error| error.to_string())?;
    Ok((Arc::downgrade(&node), token))
}

pub(crate) fn unanswered(answer: &'static str) {
    // The thread may be ending: then there is nobody to tell.
    let scope = SCOPE.try_with(|cell| cell.try_borrow().ok().and_then(|held| held.as_ref()?.upgrade()));
    if let Ok(Some(scope)) = scope {
        scope.unanswered(answer);
    }
}
