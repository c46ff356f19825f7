//! Between the messages of the v1 API and the types of `mesos_protocol`.
//!
//! Reading is `TryFrom` a v1 message, taken by value, and fails with an [`Error`] that names the path to what is
//! missing, contradicts itself or is out of range. Writing is `From` a reference and always succeeds.
//!
//! | v1 | protocol |
//! |---|---|
//! | `scheduler::Call` | `TryFrom` → `ToMaster`; back: [`call`] |
//! | `scheduler::Event` | [`to_scheduler`] → `ToScheduler`; back: [`event`] |
//! | `executor::Call` | [`to_agent`] → `ToAgent`; back: [`executor_call`] |
//! | `executor::Event` | [`to_executor`] → `ToExecutor`; back: `From<&ToExecutor>` |
//! | `MasterInfo` | `TryFrom` and `From`; named in SUBSCRIBED by [`event`] |
//!
//! Every type of call and event but UNKNOWN has a word in the protocol. What has none there because a connection says it
//! (a scheduler's heartbeat, a refused call, an executor's farewell) is named at the functions that give `None` for it.
//!
//! Only what is decided about a single message is checked here; whether an offer exists is the master's business.

mod checks;
mod constraints;
mod container;
mod executor;
mod framework;
mod names;
mod operation;
mod resources;
mod scheduler;
mod task;
mod values;
mod volume;

pub use executor::{Speaker, executor_call, to_agent, to_executor};
pub use resources::{ReservationFormat, single_reservations};
pub use scheduler::{Audience, call, event, to_scheduler};

#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::time::Duration;

use crate::Error;

/// The value of a field that has to be there.
fn present<T>(value: Option<T>, name: &'static str) -> Result<T, Error> {
    value.ok_or_else(|| Error::missing(name))
}

/// Reads a field that has to be there.
fn needed<V, T: TryFrom<V, Error = Error>>(value: Option<V>, name: &'static str) -> Result<T, Error> {
    read(present(value, name)?, name)
}

/// Reads a field that may be unset.
fn maybe<V, T: TryFrom<V, Error = Error>>(value: Option<V>, name: &'static str) -> Result<Option<T>, Error> {
    value.map(|value| read(value, name)).transpose()
}

/// Reads a field that may be unset, into a box.
fn maybe_boxed<V, T: TryFrom<V, Error = Error>>(value: Option<Box<V>>, name: &'static str) -> Result<Option<Box<T>>, Error> {
    Ok(maybe(value.map(|value| *value), name)?.map(Box::new))
}

/// Reads a field that is set.
fn read<V, T: TryFrom<V, Error = Error>>(value: V, name: &'static str) -> Result<T, Error> {
    T::try_from(value).map_err(|error| error.within(name))
}

/// Reads the member that the type names.
fn within<V, T>(member: Option<V>, name: &'static str, read: impl FnOnce(V) -> Result<T, Error>) -> Result<T, Error> {
    read(present(member, name)?).map_err(|error| error.within(name))
}

/// Reads a list.
fn all<V, T: TryFrom<V, Error = Error>, C: FromIterator<T>>(values: Vec<V>, name: &'static str) -> Result<C, Error> {
    let read = |(index, value)| T::try_from(value).map_err(|error| error.at(index).within(name));
    values.into_iter().enumerate().map(read).collect()
}

/// Writes a field that may be unset.
fn wrote<'a, T: 'a, V: From<&'a T>>(value: Option<&'a T>) -> Option<V> {
    value.map(V::from)
}

/// Writes a field that may be unset, into a box.
fn wrote_boxed<'a, T: 'a, V: From<&'a T>>(value: Option<&'a T>) -> Option<Box<V>> {
    value.map(|value| Box::new(V::from(value)))
}

/// Writes a list.
fn wrote_all<'a, T: 'a, V: From<&'a T>>(values: impl IntoIterator<Item = &'a T>) -> Vec<V> {
    values.into_iter().map(V::from).collect()
}

/// The error for a value that the protocol's types do not take.
fn refused(why: impl Display) -> Error {
    Error::new(format!("is refused: {why}"))
}

/// Seconds as a duration; endless ones become the longest there is.
fn seconds(value: f64, name: &'static str) -> Result<Duration, Error> {
    match Duration::try_from_secs_f64(value) {
        Ok(duration) => Ok(duration),
        Err(_) if value > 0.0 => Ok(Duration::MAX),
        Err(_) => Err(Error::new(format!("is {value}, which is no number of seconds")).within(name)),
    }
}

/// The port in a field that is wide enough for more.
fn port(value: Option<u32>, name: &'static str) -> Result<u16, Error> {
    let number = present(value, name)?;
    u16::try_from(number).map_err(|_| Error::new(format!("is {number}, but ports end at 65535")).within(name))
}
