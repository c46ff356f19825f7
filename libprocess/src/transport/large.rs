//! Large messages and answers on their way out: taken in turns, and cut, so that small ones go between.
//!
//! ```text
//!   message over 32 KiB ──▶ stream of its channel ──whole, or over 128 KiB a part of 64 KiB at each turn──▶ bulk lane
//!                           later messages of that channel wait behind it
//! ```
//!
//! A turn comes when all small messages went, and as long as not too much is on its way: see [`super::ahead`].
//!
//! A message over 1 MiB begins only when the receiver's node admits it: one at a time per receiver, whoever sends.

use std::collections::{BTreeMap, VecDeque};

use libprocess_wire::{Name, NodeLife};

use super::frame::{self, Control, OVERSIZED, PART_MAX, WHOLE_MAX};

/// Makes a frame that tells of an end, from the number of the next message.
pub(crate) type After = Box<dyn FnOnce(u64) -> Control + Send>;

/// Longer messages let the small ones of other channels pass: 32 KiB.
pub(crate) const PASSED_MAX: usize = 32 << 10;

/// What a stream carries.
#[derive(Clone, Copy)]
enum What {
    Message { channel: u32 },
    Answer { question: u64, life: NodeLife },
}

struct Entry {
    /// Order among all entries of the peer.
    serial: u64,
    number: u64,
    ask: u64,
    carried: Vec<u8>,
    body: Vec<u8>,
    /// How much is cut off already, and the number under which its parts go.
    at: usize,
    part: Option<u32>,
}

struct Stream {
    /// Counter of the sending actor.
    from: u64,
    to: Name,
    what: What,
    queue: VecDeque<Entry>,
}

impl Stream {
    fn oversized(&self) -> usize {
        self.queue.iter().filter(|entry| entry.body.len() > OVERSIZED).count()
    }

    /// True if the first one may only begin when it is admitted.
    fn must_wish(&self) -> bool {
        matches!(self.what, What::Message { .. }) && self.queue.front().is_some_and(|entry| entry.body.len() > OVERSIZED)
    }
}

/// A message of one channel.
pub(crate) struct Message {
    pub(crate) from: u64,
    pub(crate) to: Name,
    pub(crate) channel: u32,
    pub(crate) number: u64,
    pub(crate) ask: u64,
    /// What it carries, if anything.
    pub(crate) carried: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

/// What must be said to the peer or to waiting senders after a step.
#[derive(Default)]
pub(crate) struct Step {
    /// Counted frames that were written.
    pub(crate) frames: u64,
    /// Asks to begin an oversized message.
    pub(crate) wish: Option<Control>,
    /// Senders to this receiver that could put nothing behind two oversized messages may go on.
    pub(crate) unblocked: Option<Name>,
    /// A message was finished.
    pub(crate) finished: bool,
}

/// The streams to one peer.
#[derive(Default)]
pub(crate) struct Streams {
    streams: BTreeMap<u64, Stream>,
    /// Those that may go on, next first.
    order: VecDeque<u64>,
    by_channel: BTreeMap<u32, u64>,
    /// Numbers of the next stream, entry and part.
    next: u64,
    serial: u64,
    part: u32,
    bytes: usize,
    /// Ends that come after all of an actor's entries below a serial number; of any actor, if it is none.
    after: Vec<(Option<u64>, u64, After)>,
}

impl Streams {
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.streams.is_empty()
    }

    /// True if later messages of this channel wait behind a large one.
    #[inline]
    pub(crate) fn holds(&self, channel: u32) -> bool {
        !self.streams.is_empty() && self.by_channel.contains_key(&channel)
    }

    /// True if a part can be cut off now.
    pub(crate) fn is_ready(&self) -> bool {
        !self.order.is_empty()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn messages(&self) -> u64 {
        self.streams.values().map(|stream| stream.queue.len() as u64).sum()
    }

    /// True if two oversized messages of that sender to that receiver wait: a third would have no bound.
    pub(crate) fn is_blocked(&self, from: u64, to: &Name) -> bool {
        self.streams.values().any(|stream| stream.from == from && stream.to == *to && stream.oversized() > 1)
    }

    /// Puts a message into its channel's stream; what to say, and true if the channel is blocked from now on.
    pub(crate) fn put(&mut self, message: Message) -> (Option<Control>, bool) {
        let Message { from, to, channel, number, ask, carried, body } = message;
        let oversized = body.len() > OVERSIZED;
        let entry = self.entry((number, ask), carried, body);
        if let Some(stream) = self.by_channel.get(&channel).and_then(|key| self.streams.get_mut(key)) {
            stream.queue.push_back(entry);
            return (None, oversized && stream.oversized() == 2);
        }
        let key = self.open(from, to, What::Message { channel }, entry);
        self.by_channel.insert(channel, key);
        (self.go_on(key), false)
    }

    /// Puts a large answer into a stream of its own.
    pub(crate) fn answer(&mut self, question: u64, life: NodeLife, body: Vec<u8>) {
        let entry = self.entry((0, 0), Vec::new(), body);
        let key = self.open(0, Name::from(""), What::Answer { question, life }, entry);
        self.order.push_back(key);
    }

    fn entry(&mut self, (number, ask): (u64, u64), carried: Vec<u8>, body: Vec<u8>) -> Entry {
        self.serial += 1;
        self.bytes += body.len();
        Entry { serial: self.serial, number, ask, carried, body, at: 0, part: None }
    }

    fn open(&mut self, from: u64, to: Name, what: What, entry: Entry) -> u64 {
        self.next += 1;
        self.streams.insert(self.next, Stream { from, to, what, queue: VecDeque::from([entry]) });
        self.next
    }

    /// The first entry of a stream comes next, or asks to be admitted.
    fn go_on(&mut self, key: u64) -> Option<Control> {
        let stream = self.streams.get(&key)?;
        let bytes = stream.queue.front()?.body.len() as u64;
        match stream.what {
            What::Message { channel } if stream.must_wish() => {
                Some(Control::Wish { channel, to: stream.to.as_ref().to_owned(), bytes })
            }
            _ => {
                self.order.push_back(key);
                None
            }
        }
    }

    /// The oversized message that is first on that channel may begin.
    pub(crate) fn admit(&mut self, channel: u32) {
        if let Some(key) = self.by_channel.get(&channel).copied()
            && !self.order.contains(&key)
        {
            self.order.push_back(key);
        }
    }

    /// Cuts one part off whatever is next.
    pub(crate) fn step(&mut self, out: &mut Vec<u8>) -> Step {
        let mut step = Step::default();
        let Some(key) = self.order.pop_front() else { return step };
        let Some(stream) = self.streams.get_mut(&key) else { return step };
        let what = stream.what;
        let Some(entry) = stream.queue.front_mut() else { return step };
        let whole = match what {
            What::Message { channel } if entry.body.len() <= WHOLE_MAX => {
                match entry.carried.as_slice() {
                    [] => frame::put_data(out, channel, entry.number, entry.ask, &entry.body),
                    carried => frame::put_laden(out, channel, entry.number, entry.ask, carried, &entry.body),
                }
                step.frames = 1;
                true
            }
            _ => {
                let part = *entry.part.get_or_insert_with(|| {
                    self.part = self.part.wrapping_add(1);
                    let (part, bytes, number, ask) = (self.part, entry.body.len() as u64, entry.number, entry.ask);
                    let carried = std::mem::take(&mut entry.carried);
                    let begins = match what {
                        What::Message { channel } => Control::Large { part, channel, number, ask, bytes, carried },
                        What::Answer { question, life } => Control::LargeAnswer { part, question, life, bytes },
                    };
                    // A few numbers: never too long.
                    let _ = frame::put_control(out, &begins);
                    step.frames = 1;
                    part
                });
                let end = entry.body.len().min(entry.at + PART_MAX);
                frame::put_part(out, part, &entry.body[entry.at..end]);
                step.frames += 1;
                entry.at = end;
                end == entry.body.len()
            }
        };
        if !whole {
            self.order.push_back(key);
            return step;
        }
        let before = stream.oversized();
        if let Some(done) = stream.queue.pop_front() {
            self.bytes -= done.body.len();
        }
        step.finished = true;
        step.unblocked = (before == 2 && stream.oversized() == 1).then(|| stream.to.clone());
        if stream.queue.is_empty() {
            self.streams.remove(&key);
            if let What::Message { channel } = what {
                self.by_channel.remove(&channel);
            }
        } else {
            step.wish = self.go_on(key);
        }
        step
    }

    /// Keeps an end back until all that the actor sent before it is cut up; gives it back if that is so now.
    pub(crate) fn hold(&mut self, from: Option<u64>, end: After) -> Option<After> {
        if !self.precedes(from, self.serial) {
            return Some(end);
        }
        self.after.push((from, self.serial, end));
        None
    }

    /// True if anything of that actor waits, up to that serial number.
    fn precedes(&self, from: Option<u64>, serial: u64) -> bool {
        let mut streams = self.streams.values().filter(|stream| from.is_none_or(|from| from == stream.from));
        streams.any(|stream| stream.queue.front().is_some_and(|entry| entry.serial <= serial))
    }

    /// The ends that nothing precedes any more.
    pub(crate) fn due(&mut self) -> Vec<After> {
        let held = std::mem::take(&mut self.after);
        let (later, due): (Vec<_>, Vec<_>) = held.into_iter().partition(|(from, serial, _)| self.precedes(*from, *serial));
        self.after = later;
        due.into_iter().map(|(_, _, end)| end).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(channel: u32, number: u64, bytes: usize) -> Message {
        Message {
            from: u64::from(channel),
            to: "to".into(),
            channel,
            number,
            ask: 0,
            carried: Vec::new(),
            body: vec![channel as u8; bytes],
        }
    }

    #[test]
    fn streams_take_turns_and_a_channel_keeps_its_order() {
        let mut streams = Streams::default();
        assert_eq!(streams.put(message(1, 0, 3 * PART_MAX)), (None, false));
        assert_eq!(streams.put(message(2, 0, 3 * PART_MAX)), (None, false));
        assert_eq!(streams.put(message(1, 1, 10)), (None, false));
        assert!(streams.holds(1) && !streams.holds(3));
        let (mut out, mut frames) = (Vec::new(), 0);
        while streams.is_ready() {
            frames += streams.step(&mut out).frames;
        }
        let mut decoder = frame::Decoder::default();
        decoder.space().extend_from_slice(&out);
        let mut seen = Vec::new();
        while let Some(read) = decoder.next().unwrap() {
            seen.push(match read {
                frame::Frame::Part { part, .. } => format!("part {part}"),
                frame::Frame::Control(Control::Large { part, channel, .. }) => format!("{part} is {channel}"),
                frame::Frame::Data { channel, number, .. } => format!("whole {channel} {number}"),
                other => panic!("{other:?}"),
            });
        }
        let turns = ["1 is 1", "part 1", "2 is 2", "part 2", "part 1", "part 2", "part 1", "part 2", "whole 1 1"];
        assert_eq!((seen.as_slice(), frames), (turns.map(String::from).as_slice(), 9));
        assert!(streams.is_empty() && streams.bytes() == 0);
    }

    #[test]
    fn an_oversized_message_waits_to_be_admitted_and_a_third_one_blocks_its_sender() {
        let mut streams = Streams::default();
        let (wish, _) = streams.put(message(1, 0, OVERSIZED + 1));
        assert_eq!(wish, Some(Control::Wish { channel: 1, to: "to".into(), bytes: OVERSIZED as u64 + 1 }));
        assert!(!streams.is_ready());
        assert_eq!(streams.put(message(1, 1, OVERSIZED + 1)), (None, true));
        assert!(streams.is_blocked(1, &"to".into()) && !streams.is_blocked(2, &"to".into()));
        streams.admit(1);
        let mut out = Vec::new();
        let last = loop {
            let step = streams.step(&mut out);
            if step.finished {
                break step;
            }
        };
        assert_eq!(last.unblocked.as_deref(), Some("to"));
        assert!(matches!(last.wish, Some(Control::Wish { channel: 1, .. })) && !streams.is_ready());
    }

    #[test]
    fn an_end_waits_for_what_its_actor_sent_before() {
        let mut streams = Streams::default();
        streams.put(message(1, 0, 2 * PART_MAX + WHOLE_MAX));
        let bye = |after| Control::Bye { after };
        assert!(streams.hold(Some(2), Box::new(bye)).is_some(), "of another actor");
        assert!(streams.hold(Some(1), Box::new(bye)).is_none());
        assert!(streams.hold(None, Box::new(bye)).is_none());
        let mut out = Vec::new();
        while streams.is_ready() {
            assert!(streams.due().is_empty());
            streams.step(&mut out);
        }
        assert_eq!(streams.due().len(), 2);
    }
}
