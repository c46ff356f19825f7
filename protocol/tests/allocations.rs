//! Arithmetic that changes only quantities allocates nothing.
//!
//! Counting allocations takes an allocator of its own, and with it `unsafe`: it forwards to the system's.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use mesos_protocol::prelude::*;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call is handed on to the system's allocator unchanged; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`, and the memory came from the system.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

fn allocations(work: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

#[test]
fn adding_and_subtracting_where_only_quantities_change_allocates_nothing() {
    let mut agent: Resources = "cpus:8;mem:16384;disk:100000;gpus:4;ports:[31000-32000]".parse().unwrap();
    let task: Resources = "cpus:1;mem:32;disk:10;gpus:1;ports:[31000-31005]".parse().unwrap();
    let before = agent.clone();
    let counted = allocations(|| {
        for _ in 0..100 {
            assert!(agent.contains(&task));
            agent.subtract(&task).unwrap();
            agent.add(&task);
        }
    });
    assert_eq!(agent, before);
    assert_eq!(counted, 0);
}

#[test]
fn taking_everything_and_giving_it_back_keeps_the_room() {
    let mut agent: Resources = "cpus:8;mem:16384;disk:100000".parse().unwrap();
    let all = agent.clone();
    agent.subtract(&all).unwrap();
    assert!(agent.is_empty());
    assert_eq!(allocations(|| agent.add(&all)), 0);
}
