//! Large messages and answers that come in parts, until they are whole.

use std::collections::BTreeMap;

use libprocess_wire::NodeLife;

use super::frame::OVERSIZED;
use crate::carried::Carried;

/// Most bytes of messages in parts that need no admission: their senders have credit for far less.
const PARTIAL_MAX: usize = 256 << 20;

/// Memory that is taken before the first part came.
const BEFOREHAND: usize = 64 << 10;

/// What the parts are of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    Message { channel: u32, number: u64, ask: u64, carried: Option<Carried> },
    Answer { question: u64, life: NodeLife },
}

/// One that is not whole yet.
struct Partial {
    what: What,
    bytes: usize,
    came: usize,
    body: Vec<u8>,
    /// Nobody wants it: its parts are counted and dropped.
    dropped: bool,
}

/// One that is whole; without its bytes if nobody wanted them.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Whole {
    pub(crate) what: What,
    pub(crate) bytes: usize,
    pub(crate) body: Option<Vec<u8>>,
}

/// What comes in parts from one peer.
#[derive(Default)]
pub(crate) struct Assemblies {
    partial: BTreeMap<u32, Partial>,
    /// Bytes of those that need no admission.
    unasked: usize,
}

impl Assemblies {
    /// Parts of so many bytes in all will come under that number; false if there are too many.
    pub(crate) fn begin(&mut self, part: u32, what: What, bytes: usize, dropped: bool) -> bool {
        if bytes <= OVERSIZED && !dropped {
            self.unasked += bytes;
        }
        let body = if dropped { Vec::new() } else { Vec::with_capacity(bytes.min(BEFOREHAND)) };
        let former = self.partial.insert(part, Partial { what, bytes, came: 0, body, dropped });
        former.is_none() && self.unasked <= PARTIAL_MAX
    }

    /// A part came: what is whole with it, or nothing yet; an error if it belongs to nothing.
    pub(crate) fn part(&mut self, part: u32, bytes: &[u8]) -> Result<Option<Whole>, ()> {
        let partial = self.partial.get_mut(&part).ok_or(())?;
        partial.came += bytes.len();
        if partial.came > partial.bytes {
            return Err(());
        }
        if !partial.dropped {
            partial.body.extend_from_slice(bytes);
        }
        if partial.came < partial.bytes {
            return Ok(None);
        }
        let Partial { what, bytes, body, dropped, .. } = self.partial.remove(&part).ok_or(())?;
        if bytes <= OVERSIZED && !dropped {
            self.unasked -= bytes;
        }
        Ok(Some(Whole { what, bytes, body: (!dropped).then_some(body) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHAT: What = What::Answer { question: 1, life: 2 };

    #[test]
    fn parts_become_whole_and_dropped_ones_cost_nothing() {
        let mut assemblies = Assemblies::default();
        assert!(assemblies.begin(1, WHAT, 5, false) && assemblies.begin(2, WHAT, 4, true));
        assert_eq!(assemblies.part(1, b"abc"), Ok(None));
        assert_eq!(assemblies.part(2, b"wxyz"), Ok(Some(Whole { what: WHAT, bytes: 4, body: None })));
        let whole = Whole { what: WHAT, bytes: 5, body: Some(b"abcde".to_vec()) };
        assert_eq!(assemblies.part(1, b"de"), Ok(Some(whole)));
        assert_eq!(assemblies.unasked, 0);
    }

    #[test]
    fn parts_of_nothing_too_many_bytes_and_claims_beyond_the_bound_are_refused() {
        let mut assemblies = Assemblies::default();
        assert!(assemblies.part(7, b"x").is_err());
        assert!(assemblies.begin(1, WHAT, 2, false));
        assert!(assemblies.part(1, b"abc").is_err());
        let all = (0..=(PARTIAL_MAX / OVERSIZED) as u32).all(|part| assemblies.begin(10 + part, WHAT, OVERSIZED, false));
        assert!(!all);
    }
}
