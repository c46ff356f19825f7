//! Who sends: the actor whose code runs on this thread, and the home that this thread serves.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    sync::{Arc, Weak},
    task::{Context as TaskContext, Poll},
};

use libprocess_wire::Life;

use super::NodeCore;
use crate::{
    carried::{self, Carried, carrying},
    door::Sender,
    engine::Home,
    mailbox::AnySlot,
};

thread_local! {
    static SENDER: Cell<u64> = const { Cell::new(0) };
    static CURRENT: RefCell<Option<(u64, Arc<dyn AnySlot>)>> = const { RefCell::new(None) };
    /// The mailbox whose actor has its turn on this thread, as an address: compared, never followed.
    static TURN: Cell<*const ()> = const { Cell::new(std::ptr::null()) };
    static HOME: RefCell<Option<Weak<Home>>> = const { RefCell::new(None) };
}

/// In the number of the sender: the message in work carries something. No counter grows so large.
const LADEN: u64 = 1 << 63;

/// In the number of the sender: what it carries goes on with what is sent now, a question or not.
const TRACED: u64 = 1 << 62;

/// Counter of the actor whose code runs on this thread; 0 outside of actors.
#[inline]
pub(crate) fn current_sender() -> u64 {
    SENDER.get() & !(LADEN | TRACED)
}

/// True if the message in work carries something, see [`crate::carried`].
#[inline]
pub(crate) fn is_laden() -> bool {
    SENDER.get() & LADEN != 0
}

/// The sender of what is sent now, and whether what the message in work carries goes with it.
#[inline]
pub(crate) fn sender_and_traced() -> (u64, bool) {
    let sender = SENDER.get();
    (sender & !(LADEN | TRACED), sender & TRACED != 0)
}

/// What is said of the message in work; see [`say_laden`].
#[derive(Clone, Copy)]
pub(crate) struct Said(u64);

impl Said {
    pub(crate) fn new(laden: bool, traced: bool) -> Said {
        Said(if laden { LADEN } else { 0 } | if traced { TRACED } else { 0 })
    }
}

/// Says whether the message in work carries something, and whether that is a trace; what was said before.
pub(crate) fn say_laden(said: Said) -> Said {
    let before = SENDER.get();
    SENDER.set(before & !(LADEN | TRACED) | said.0);
    Said(before & (LADEN | TRACED))
}

/// The actor whose code runs on this thread.
pub(crate) fn current_slot() -> Option<(u64, Arc<dyn AnySlot>)> {
    CURRENT.with_borrow(|current| current.as_ref().map(|(counter, slot)| (*counter, slot.clone())))
}

/// Asks the node of the actor whose code runs on this thread.
pub(crate) fn with_current_node<R>(ask: impl FnOnce(&NodeCore) -> R) -> Option<R> {
    CURRENT.with_borrow(|current| current.as_ref().map(|(_, slot)| ask(&slot.head().node)))
}

/// Name of the actor whose code runs on this thread. Asked while anything may be under way here, so it never fails.
pub(crate) fn current_name() -> Option<libprocess_wire::Name> {
    let name = |current: &RefCell<Option<(u64, Arc<dyn AnySlot>)>>| {
        let current = current.try_borrow().ok()?;
        current.as_ref().map(|(_, slot)| slot.head().name.clone())
    };
    CURRENT.try_with(name).ok().flatten()
}

/// Runs one turn of the actor of that mailbox.
pub(crate) fn in_turn<R>(slot: *const (), f: impl FnOnce() -> R) -> R {
    struct Restore(*const ());
    impl Drop for Restore {
        fn drop(&mut self) {
            TURN.set(self.0);
        }
    }
    let _restore = Restore(TURN.replace(slot));
    f()
}

/// True if the actor of that mailbox has its turn on this thread.
pub(crate) fn has_turn(slot: *const ()) -> bool {
    TURN.get() == slot
}

/// Runs `f` as code of that actor.
pub(crate) fn with_sender<R>(counter: u64, slot: Arc<dyn AnySlot>, f: impl FnOnce() -> R) -> R {
    struct Restore(u64, Option<(u64, Arc<dyn AnySlot>)>);
    impl Drop for Restore {
        fn drop(&mut self) {
            SENDER.set(self.0);
            let restored = self.1.take();
            let _ended = CURRENT.try_with(|current| current.replace(restored));
        }
    }
    let before = CURRENT.with_borrow_mut(|current| current.replace((counter, slot)));
    let _restore = Restore(SENDER.replace(counter), before);
    f()
}

/// Names the home that this thread serves.
pub(crate) fn enter_home(home: &Arc<Home>) {
    HOME.with_borrow_mut(|held| {
        if !held.as_ref().is_some_and(|held| std::ptr::eq(held.as_ptr(), Arc::as_ptr(home))) {
            *held = Some(Arc::downgrade(home));
        }
    });
    if let Some(scope) = home.scope.get() {
        libprocess_wire::enter_scope(scope);
    }
}

/// The home that this thread serves.
pub(crate) fn current_home() -> Option<Arc<Home>> {
    HOME.with_borrow(|home| home.as_ref().and_then(Weak::upgrade))
}

/// A future whose sends count as those of an actor, and as part of the work on the message that started it.
pub(crate) struct AsSender<F> {
    sender: (u64, Weak<dyn AnySlot>),
    carried: Option<Box<Carried>>,
    future: Pin<Box<F>>,
}

impl<F: Future> AsSender<F> {
    pub(crate) fn new(sender: (u64, Arc<dyn AnySlot>), future: F) -> Self {
        let carried = carried::current().map(Box::new);
        AsSender { sender: (sender.0, Arc::downgrade(&sender.1)), carried, future: Box::pin(future) }
    }
}

impl<F: Future> Future for AsSender<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<F::Output> {
        let (counter, slot) = (self.sender.0, self.sender.1.upgrade());
        let Some(slot) = slot else { return self.future.as_mut().poll(cx) };
        let carried = self.carried.as_deref().copied();
        with_sender(counter, slot, || match carried {
            Some(carried) => carrying(carried, || self.future.as_mut().poll(cx)),
            None => self.future.as_mut().poll(cx),
        })
    }
}

/// Who sends on this thread, for a door of this node.
pub(crate) fn local_sender(node: &Arc<NodeCore>) -> (u64, Sender) {
    let (role, address, node) = (node.role, Some(node.address()), Some(node.clone()));
    match current_slot() {
        Some((counter, slot)) => {
            let life = Life { node: slot.head().node.life, counter };
            (counter, Sender { pid: Some(slot.pid().with_life(Some(life))), role, executor: None, address, node })
        }
        None => (0, Sender { pid: None, role, executor: None, address, node }),
    }
}
