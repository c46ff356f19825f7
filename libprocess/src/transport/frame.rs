//! Frames: what two nodes say to each other on the two lanes of a link, as bytes. No socket, no clock.
//!
//! ```text
//!   frame    length u32 | kind u8 | rest                      little-endian; length counts kind and rest
//!   data     kind 0 | channel u32 | number u64 | ask u64 | message
//!   answer   kind 1 | question u64 | life of the asking node u64 | outcome u8 | answer, if the outcome is 0
//!   control  kind 2 | a `Control` in the codec of messages
//!   part     kind 3 | number u32 | bytes                      of a message or answer that is cut
//!   laden    kind 4 | as data, with what the message carries before it; from version 2 on
//! ```
//!
//! Both sides speak ALPN `libprocess/1` and begin with a [`Hello`] whose range of versions decides the rest. A channel is
//! one sending actor, one receiver and one protocol; it is opened once and then named by its number, so that a message
//! costs 25 bytes of header. Each message carries its number within its channel.
//!
//! Both sides count the frames of each lane: messages, parts and what begins them on the bulk lane; on the control lane all but those that belong to a
//! link or only say how far the other side came. What was not acknowledged is sent again over the next link, which says
//! with which number it begins, so that a receiver knows what it has.
//!
//! Invariants: every length has a bound that is checked before memory is taken for it; no bytes make the decoder panic.

use std::{fmt, net::SocketAddr};

use libprocess_wire::{AskError, Life, NodeLife, codec};
use serde::{Deserialize, Serialize};

use crate::{actor::Exit, carried::CARRIED_MAX};

/// The oldest and newest version of frames that this node speaks.
///
/// 2: messages may carry a deadline and the trace they belong to. 3: askers that give up say so, and executors renew
/// their certificates.
pub(crate) const VERSIONS: (u16, u16) = (1, 3);

/// From this version on messages may carry something.
pub(crate) const CARRIES: u16 = 2;

/// From this version on [`Control::GivenUp`] is understood, and certificates are renewed for executors.
pub(crate) const GIVES_UP: u16 = 3;

/// Most bytes of a message or an answer in one piece: 128 KiB. Longer ones are cut.
pub(crate) const WHOLE_MAX: usize = 128 << 10;

/// Most bytes of a part.
pub(crate) const PART_MAX: usize = 64 << 10;

/// Messages over 1 MiB need to be admitted: one at a time per receiver.
pub(crate) const OVERSIZED: usize = 1 << 20;

/// Most bytes of a control frame.
pub(crate) const CONTROL_MAX: usize = 64 << 10;

/// Most bytes of the name of an actor that is reached from elsewhere.
pub(crate) const NAME_MAX: usize = 4096;

/// Longest text of a reason that travels.
const REASON_MAX: usize = 4096;

const LENGTH: usize = 4;
const DATA: u8 = 0;
const ANSWER: u8 = 1;
const CONTROL: u8 = 2;
const PART: u8 = 3;
const LADEN: u8 = 4;
const DATA_HEADER: usize = 1 + 4 + 8 + 8;
const ANSWER_HEADER: usize = 1 + 8 + 8 + 1;
const PART_HEADER: usize = 1 + 4;

/// One frame, as it lies in the buffer of a decoder.
#[derive(Debug, PartialEq)]
pub(crate) enum Frame<'a> {
    /// A message.
    Data { channel: u32, number: u64, ask: u64, body: &'a [u8] },
    /// A message behind what it carries.
    Laden { channel: u32, number: u64, ask: u64, rest: &'a [u8] },
    /// What became of a question of the receiving node.
    Answer { question: u64, life: NodeLife, result: Result<&'a [u8], AskError> },
    /// A piece of a message or answer that was cut.
    Part { part: u32, body: &'a [u8] },
    /// Anything else.
    Control(Control),
}

/// Why a link has two ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Purpose {
    /// To carry messages.
    Carry,
    /// To learn whether the node still lives its known life; the link ends after the answer.
    Check,
}

/// The first frame of each side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Hello {
    /// Oldest and newest version that this side speaks.
    pub(crate) versions: (u16, u16),
    /// Advertised address of the node: its id.
    pub(crate) node: SocketAddr,
    /// Its life.
    pub(crate) life: NodeLife,
    /// The id of the node that this side takes the other for.
    pub(crate) to: SocketAddr,
    /// Number of this link, drawn by the side that dialled and given back by the other.
    pub(crate) link: u64,
    /// The last link between the two that this side knows of; 0 if none.
    pub(crate) last: u64,
    /// This side's half of the name of the association, which it draws anew whenever it gives the other side up.
    pub(crate) association: u64,
    /// The other side's half, if there is an association; else 0.
    pub(crate) known: u64,
    pub(crate) purpose: Purpose,
}

/// Why a side does not go on after the hellos.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Goodbye {
    /// The two dialled each other; the other link stays.
    OtherLink,
    /// No version in common.
    Version,
    /// The node is not what it calls itself.
    Identity,
    /// This node has too many peers.
    Full,
    /// This node ends.
    Ending,
    /// This node has given up the association that the other one means.
    Renewed,
    /// This node has another id than the one it was dialled by.
    Renamed,
}

/// What is neither a message nor an answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) enum Control {
    Hello(Hello),
    /// Instead of a hello: this side does not go on.
    Goodbye {
        why: Goodbye,
        /// The id of this side.
        node: SocketAddr,
    },
    /// First on each lane of each link: the next counted frame of the lane is the `number`th of the association, and
    /// (on the bulk lane) channels below `channels_from` are closed.
    Begin {
        number: u64,
        channels_from: u32,
    },
    /// Names a channel; before its first message on each link. `credit` is how many bytes the sender takes for granted to
    /// a receiver of which it knows no channel yet.
    Open {
        channel: u32,
        from: String,
        from_counter: u64,
        to: String,
        life: Option<Life>,
        protocol: String,
        version: u16,
        credit: u64,
    },
    /// Channels below this number are closed.
    Forget {
        below: u32,
    },
    /// A message with this question did not reach its receiver.
    Undeliverable {
        ask: u64,
        cause: AskError,
    },
    /// Tell me when that actor, or that life of it, ends.
    Watch {
        key: u64,
        name: String,
        life: Option<Life>,
    },
    /// The watch holds this life.
    Watching {
        key: u64,
        life: Life,
    },
    Unwatch {
        key: u64,
    },
    /// The watched life ended, after it had sent all messages below `after`.
    Exited {
        key: u64,
        life: Option<Life>,
        reason: Exit,
        after: u64,
    },
    /// `from`, of the sender's node, is linked to `to`.
    Link {
        to: String,
        to_life: Option<Life>,
        from: String,
        from_life: Life,
    },
    /// `from` ended, which was linked to `to`.
    LinkEnded {
        to: String,
        to_life: Option<Life>,
        from: String,
        from_life: Life,
        reason: Exit,
        after: u64,
    },
    /// `from` and `to` are linked no more.
    Unlink {
        to: String,
        to_life: Option<Life>,
        from: String,
        from_life: Life,
    },
    /// I live. All messages below `bulk` and all control frames below `control` came here.
    Heartbeat {
        number: u64,
        bulk: u64,
        control: u64,
    },
    /// Is that actor there, and does it understand the protocol?
    Connect {
        id: u64,
        name: String,
        life: Option<Life>,
        protocol: String,
        version: u16,
    },
    Connected {
        id: u64,
        result: Result<Life, AskError>,
    },
    /// All messages below `bulk` and all control frames below `control` came here.
    Ack {
        bulk: u64,
        control: u64,
    },
    /// On the bulk lane: a message of so many bytes comes in parts under that number.
    Large {
        part: u32,
        channel: u32,
        number: u64,
        ask: u64,
        bytes: u64,
        /// What it carries, if anything.
        carried: Vec<u8>,
    },
    /// On the bulk lane: likewise, an answer.
    LargeAnswer {
        part: u32,
        question: u64,
        life: NodeLife,
        bytes: u64,
    },
    /// An oversized message is next on that channel to `to`, and waits to be admitted.
    Wish {
        channel: u32,
        to: String,
        bytes: u64,
    },
    /// The oversized message that is next on that channel may come.
    Admit {
        channel: u32,
    },
    /// So many more bytes may be sent to the receiver to which that channel was the first.
    Credit {
        channel: u32,
        bytes: u64,
    },
    /// This life of the node ends, after it had sent all messages below `after`.
    Bye {
        after: u64,
    },
    /// The asker of that question waits for its answer no more. From version 3 on.
    GivenUp {
        question: u64,
    },
    /// An executor wants a certificate like the one that opened this link. From version 3 on.
    Renew,
    /// Here it is, with its key.
    Renewed {
        proof: Vec<u8>,
    },
}

impl Control {
    /// True for frames that have a number in the control lane, are acknowledged, and come again after a reconnect.
    pub(crate) fn is_counted(&self) -> bool {
        !matches!(
            self,
            Control::Hello(_)
                | Control::Goodbye { .. }
                | Control::Begin { .. }
                | Control::Heartbeat { .. }
                | Control::Ack { .. }
                | Control::Open { .. }
                | Control::Forget { .. }
                | Control::Large { .. }
                | Control::LargeAnswer { .. }
        )
    }
}

/// Bytes of a peer that are no frame. The link is closed: nothing after them can be trusted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FrameError {
    /// Longer than its kind may be.
    TooLong { kind: u8, length: usize },
    /// Shorter than its header.
    TooShort { kind: u8, length: usize },
    /// A kind that this version does not know.
    Kind(u8),
    /// A control frame that cannot be read.
    Malformed,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::TooLong { kind, length } => write!(f, "a frame of kind {kind} is too long with {length} bytes"),
            FrameError::TooShort { kind, length } => write!(f, "a frame of kind {kind} is too short with {length} bytes"),
            FrameError::Kind(kind) => write!(f, "there is no frame of kind {kind}"),
            FrameError::Malformed => f.write_str("a control frame cannot be read"),
        }
    }
}

fn code(error: AskError) -> u8 {
    match error {
        AskError::TimedOut => 1,
        AskError::NoSuchActor => 2,
        AskError::ConnectionLost => 3,
        AskError::HandlerFailed => 4,
        AskError::Unanswered => 5,
        AskError::Full => 6,
        AskError::Refused => 7,
        AskError::NotUnderstood => 8,
        AskError::TooLarge => 9,
    }
}

fn outcome(code: u8) -> Option<AskError> {
    Some(match code {
        1 => AskError::TimedOut,
        2 => AskError::NoSuchActor,
        3 => AskError::ConnectionLost,
        4 => AskError::HandlerFailed,
        5 => AskError::Unanswered,
        6 => AskError::Full,
        7 => AskError::Refused,
        8 => AskError::NotUnderstood,
        9 => AskError::TooLarge,
        _ => return None,
    })
}

/// Appends a message; `body` must not be longer than [`WHOLE_MAX`].
#[inline]
pub(crate) fn put_data(out: &mut Vec<u8>, channel: u32, number: u64, ask: u64, body: &[u8]) {
    let mut header = [0u8; LENGTH + DATA_HEADER];
    header[..4].copy_from_slice(&((DATA_HEADER + body.len()) as u32).to_le_bytes());
    header[4] = DATA;
    header[5..9].copy_from_slice(&channel.to_le_bytes());
    header[9..17].copy_from_slice(&number.to_le_bytes());
    header[17..25].copy_from_slice(&ask.to_le_bytes());
    out.reserve(header.len() + body.len());
    out.extend_from_slice(&header);
    out.extend_from_slice(body);
}

/// Appends a message behind what it carries; `body` must not be longer than [`WHOLE_MAX`].
#[cold]
pub(crate) fn put_laden(out: &mut Vec<u8>, channel: u32, number: u64, ask: u64, carried: &[u8], body: &[u8]) {
    out.extend_from_slice(&((DATA_HEADER + carried.len() + body.len()) as u32).to_le_bytes());
    out.push(LADEN);
    out.extend_from_slice(&channel.to_le_bytes());
    out.extend_from_slice(&number.to_le_bytes());
    out.extend_from_slice(&ask.to_le_bytes());
    out.extend_from_slice(carried);
    out.extend_from_slice(body);
}

/// Appends a part; `body` must not be longer than [`PART_MAX`].
pub(crate) fn put_part(out: &mut Vec<u8>, part: u32, body: &[u8]) {
    out.reserve(LENGTH + PART_HEADER + body.len());
    out.extend_from_slice(&((PART_HEADER + body.len()) as u32).to_le_bytes());
    out.push(PART);
    out.extend_from_slice(&part.to_le_bytes());
    out.extend_from_slice(body);
}

/// Appends an answer; its body must not be longer than [`WHOLE_MAX`].
pub(crate) fn put_answer(out: &mut Vec<u8>, question: u64, life: NodeLife, result: Result<&[u8], AskError>) {
    let body = result.unwrap_or_default();
    out.extend_from_slice(&((ANSWER_HEADER + body.len()) as u32).to_le_bytes());
    out.push(ANSWER);
    out.extend_from_slice(&question.to_le_bytes());
    out.extend_from_slice(&life.to_le_bytes());
    out.push(result.err().map_or(0, code));
    out.extend_from_slice(body);
}

/// Appends a control frame; false, and nothing, if it is longer than one may be.
#[must_use]
pub(crate) fn put_control(out: &mut Vec<u8>, control: &Control) -> bool {
    let start = out.len();
    out.extend_from_slice(&[0; LENGTH]);
    out.push(CONTROL);
    let encoded = codec::encode_into(control, out);
    let length = out.len() - start - LENGTH;
    if encoded.is_err() || length > CONTROL_MAX {
        out.truncate(start);
        return false;
    }
    out[start..start + LENGTH].copy_from_slice(&(length as u32).to_le_bytes());
    true
}

/// A reason as it travels: a long text is cut.
pub(crate) fn portable(reason: &Exit) -> Exit {
    let cut = |text: &str| {
        let mut end = text.len().min(REASON_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text[..end].into()
    };
    match reason {
        Exit::Panic(text) => Exit::Panic(cut(text)),
        Exit::Failed(text) => Exit::Failed(cut(text)),
        other => other.clone(),
    }
}

/// Turns the bytes of one lane into frames, wherever they are cut.
#[derive(Default)]
pub(crate) struct Decoder {
    bytes: Vec<u8>,
    at: usize,
}

impl Decoder {
    /// Where the next bytes of the lane are appended.
    pub(crate) fn space(&mut self) -> &mut Vec<u8> {
        if self.at > 0 {
            self.bytes.drain(..self.at);
            self.at = 0;
        }
        &mut self.bytes
    }

    /// The next whole frame.
    ///
    /// # Errors
    /// When the bytes cannot be frames; the decoder is of no use afterwards.
    pub(crate) fn next(&mut self) -> Result<Option<Frame<'_>>, FrameError> {
        let waiting = &self.bytes[self.at..];
        let Some((head, rest)) = waiting.split_first_chunk::<LENGTH>() else { return Ok(None) };
        let length = u32::from_le_bytes(*head) as usize;
        let Some(&kind) = rest.first() else {
            // Without its kind a frame of no length would wait for ever.
            return if length == 0 { Err(FrameError::TooShort { kind: u8::MAX, length }) } else { Ok(None) };
        };
        let (least, most) = match kind {
            DATA => (DATA_HEADER, DATA_HEADER + WHOLE_MAX),
            ANSWER => (ANSWER_HEADER, ANSWER_HEADER + WHOLE_MAX),
            PART => (PART_HEADER, PART_HEADER + PART_MAX),
            LADEN => (DATA_HEADER + 1, DATA_HEADER + CARRIED_MAX + WHOLE_MAX),
            CONTROL => (2, CONTROL_MAX),
            unknown => return Err(FrameError::Kind(unknown)),
        };
        if length < least {
            return Err(FrameError::TooShort { kind, length });
        }
        if length > most {
            return Err(FrameError::TooLong { kind, length });
        }
        if rest.len() < length {
            return Ok(None);
        }
        let start = self.at + LENGTH;
        self.at = start + length;
        read(kind, &self.bytes[start + 1..start + length]).map(Some)
    }
}

fn read(kind: u8, rest: &[u8]) -> Result<Frame<'_>, FrameError> {
    let short = FrameError::TooShort { kind, length: rest.len() + 1 };
    match kind {
        DATA | LADEN => {
            let (channel, rest) = rest.split_first_chunk().ok_or(short)?;
            let (number, rest) = rest.split_first_chunk().ok_or(short)?;
            let (ask, body) = rest.split_first_chunk().ok_or(short)?;
            let channel = u32::from_le_bytes(*channel);
            let (number, ask) = (u64::from_le_bytes(*number), u64::from_le_bytes(*ask));
            if kind == LADEN {
                return Ok(Frame::Laden { channel, number, ask, rest: body });
            }
            Ok(Frame::Data { channel, number, ask, body })
        }
        ANSWER => {
            let (question, rest) = rest.split_first_chunk().ok_or(short)?;
            let (life, rest) = rest.split_first_chunk().ok_or(short)?;
            let (status, body) = rest.split_first().ok_or(short)?;
            let result = match status {
                0 => Ok(body),
                status => Err(outcome(*status).ok_or(FrameError::Malformed)?),
            };
            Ok(Frame::Answer { question: u64::from_le_bytes(*question), life: u64::from_le_bytes(*life), result })
        }
        PART => {
            let (part, body) = rest.split_first_chunk().ok_or(short)?;
            Ok(Frame::Part { part: u32::from_le_bytes(*part), body })
        }
        _ => codec::decode(rest).map(Frame::Control).map_err(|_| FrameError::Malformed),
    }
}

#[cfg(test)]
mod tests;
