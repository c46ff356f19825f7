//! Levels of the log that are raised while a program runs: for all of it for a time, or for one actor.
//!
//! The program's subscriber decides what is logged; one that wants to follow these levels asks [`wants`] as well, and is
//! asked again about every place that logs whenever they change. While none is raised that costs nothing.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, Ordering},
    },
};

use tracing::{Level, level_filters::LevelFilter};

/// The highest level that anything was raised to, as a number: 0 for none.
static HIGHEST: AtomicU8 = AtomicU8::new(0);

#[derive(Default)]
struct Raised {
    /// For all of the program.
    all: Option<Level>,
    /// For the actors of these names.
    actors: BTreeMap<String, Level>,
}

static RAISED: Mutex<Raised> = Mutex::new(Raised { all: None, actors: BTreeMap::new() });

fn raised() -> MutexGuard<'static, Raised> {
    // What is in there is whole between any two statements.
    RAISED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(level: Level) -> u8 {
    match level {
        Level::ERROR => 1,
        Level::WARN => 2,
        Level::INFO => 3,
        Level::DEBUG => 4,
        _ => 5,
    }
}

fn change(change: impl FnOnce(&mut Raised)) {
    let mut raised = raised();
    change(&mut raised);
    let highest = raised.actors.values().chain(&raised.all).copied().map(number).max().unwrap_or(0);
    drop(raised);
    HIGHEST.store(highest, Ordering::Release);
    tracing::callsite::rebuild_interest_cache();
}

/// Raises the level of the whole program, or gives it back to its subscriber.
pub fn raise(level: Option<Level>) {
    change(|raised| raised.all = level);
}

/// What the whole program was raised to.
pub fn level() -> Option<Level> {
    raised().all
}

/// Raises the level for what the actors of this name log while they have their turn, or gives it back.
pub fn raise_actor(name: &str, level: Option<Level>) {
    change(|raised| match level {
        Some(level) => drop(raised.actors.insert(name.to_owned(), level)),
        None => drop(raised.actors.remove(name)),
    });
}

/// What the actors of this name were raised to.
pub fn actor_level(name: &str) -> Option<Level> {
    raised().actors.get(name).copied()
}

/// The most verbose level that anything was raised to: a hint for subscribers.
pub fn highest() -> LevelFilter {
    match HIGHEST.load(Ordering::Acquire) {
        0 => LevelFilter::OFF,
        1 => LevelFilter::ERROR,
        2 => LevelFilter::WARN,
        3 => LevelFilter::INFO,
        4 => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    }
}

/// Is an event of that level wanted at this moment on this thread, beyond what the program's subscriber wants?
pub fn wants(level: &Level) -> bool {
    if number(*level) > HIGHEST.load(Ordering::Relaxed) {
        return false;
    }
    let raised = raised();
    let enough = |raised: &Level| level <= raised;
    if raised.all.as_ref().is_some_and(enough) {
        return true;
    }
    // An event may come from anywhere, also from where the actor is being noted.
    let actor = crate::node::current_name();
    actor.is_some_and(|actor| raised.actors.get(&*actor).is_some_and(enough))
}

/// The level of that name.
///
/// # Errors
/// A sentence that names the five.
pub fn parse(text: &str) -> Result<Level, String> {
    text.parse().map_err(|_| format!("{text:?} is no level: it is one of error, warn, info, debug, trace"))
}
