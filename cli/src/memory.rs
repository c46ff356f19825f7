//! The programs' allocator, and how it gives memory back to the machine.

// The allocator's own function.
#![allow(unsafe_code)]

/// Messages that cross threads gain two- to threefold by this allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Gives back what this thread holds and does not use: by itself the allocator does so only while memory is asked for.
pub(crate) fn give_back() {
    // SAFETY: may be called by any thread at any time.
    unsafe { mi_collect(true) }
}

unsafe extern "C" {
    /// As the allocator's manual has it.
    fn mi_collect(force: bool);
}
