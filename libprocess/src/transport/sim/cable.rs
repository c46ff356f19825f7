//! One simulated link: four pipes of bytes with their times of arrival, as both of its ends see them.

use std::{
    collections::VecDeque,
    future::poll_fn,
    net::SocketAddr,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use libprocess_wire::TimerKey;
use parking_lot::Mutex;

use super::{
    super::{
        Boxed,
        carrier::{Broken, Lane, Link, Proof},
        connections::LinkStats,
    },
    SimNet, pair,
};
use crate::engine::{Fire, Home};

/// Bytes that may be on their way in one direction of a lane.
pub(super) const WINDOW: usize = 256 << 10;

/// One direction of a lane.
#[derive(Default)]
pub(super) struct Pipe {
    /// Time of arrival, bytes.
    pub(super) pieces: VecDeque<(Duration, Vec<u8>)>,
    pub(super) under_way: usize,
    pub(super) reader: Option<Waker>,
    pub(super) writer: Option<Waker>,
    pub(super) armed: Option<TimerKey>,
    /// Nothing follows what is under way.
    pub(super) finished: bool,
}

#[derive(Default)]
pub(super) struct Wires {
    /// From the first end to the second: control, bulk; then back: control, bulk.
    pub(super) pipes: [Pipe; 4],
    /// As each end knows it.
    pub(super) broken: [Option<Broken>; 2],
    /// The other end closed it, which this end hears of once something passes.
    pub(super) unheard: [Option<Broken>; 2],
    /// The machine of one end is off.
    pub(super) stalled: bool,
    /// Who waits until all has arrived.
    pub(super) finishing: Vec<Waker>,
    /// Bytes that each end sent.
    pub(super) carried: [u64; 2],
}

/// A link between two nodes, held by both ends.
pub(super) struct Cable {
    pub(super) net: Arc<SimNet>,
    pub(super) a: SocketAddr,
    pub(super) b: SocketAddr,
    pub(super) homes: [Arc<Home>; 2],
    pub(super) state: Mutex<Wires>,
}

impl Cable {
    pub(super) fn ends(&self) -> (SocketAddr, SocketAddr) {
        pair(self.a, self.b)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.state.lock().broken.iter().any(Option::is_none)
    }

    pub(super) fn stall(&self) {
        self.state.lock().stalled = true;
    }

    /// Breaks it; what was under way is lost.
    pub(super) fn cut_off(&self, why: &str) {
        let mut wires = self.state.lock();
        for broken in &mut wires.broken {
            broken.get_or_insert_with(|| Broken::new(why));
        }
        wires.pipes.iter_mut().for_each(|pipe| {
            pipe.pieces.clear();
            pipe.under_way = 0;
        });
        drop(wires);
        self.wake_all();
    }

    /// One end closes it; the other hears of it as soon as something passes.
    pub(super) fn close_from(&self, end: usize, why: &str) {
        let mut wires = self.state.lock();
        if wires.broken[end].is_some() {
            return;
        }
        wires.broken[end] = Some(Broken::new(why));
        wires.unheard[1 - end] = Some(Broken::new(why));
        drop(wires);
        self.wake_all();
    }

    /// Why that end carries nothing any more, if so.
    pub(super) fn broken_at(&self, wires: &mut Wires, end: usize) -> Option<Broken> {
        let passes = !wires.stalled && !self.net.is_cut(self.a, self.b);
        if passes && let Some(heard) = wires.unheard[end].take() {
            wires.broken[end].get_or_insert(heard);
        }
        wires.broken[end].clone()
    }

    pub(super) fn wake_all(&self) {
        let mut wires = self.state.lock();
        let pipes = wires.pipes.iter_mut().flat_map(|pipe| [pipe.reader.take(), pipe.writer.take()]);
        let mut wakers: Vec<Waker> = pipes.flatten().collect();
        wakers.append(&mut wires.finishing);
        drop(wires);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// One end of a link.
pub(super) struct End {
    pub(super) cable: Arc<Cable>,
    pub(super) first: bool,
    pub(super) proof: Proof,
}

pub(super) fn lane_index(lane: Lane) -> usize {
    match lane {
        Lane::Control => 0,
        Lane::Bulk => 1,
    }
}

impl End {
    /// The pipe that this end reads from or writes into.
    fn pipe(&self, lane: Lane, writes: bool) -> usize {
        lane_index(lane) + if self.first == writes { 0 } else { 2 }
    }

    fn number(&self) -> usize {
        usize::from(!self.first)
    }

    fn home(&self) -> &Arc<Home> {
        &self.cable.homes[self.number()]
    }
}

impl Link for End {
    fn proof(&self) -> &Proof {
        &self.proof
    }

    fn poll_read(&self, lane: Lane, cx: &mut Context<'_>, into: &mut Vec<u8>, most: usize) -> Poll<Result<(), Broken>> {
        let cable = &self.cable;
        let now = cable.net.world.clock.now();
        let is_cut = cable.net.is_cut(cable.a, cable.b);
        let mut wires = cable.state.lock();
        if let Some(broken) = cable.broken_at(&mut wires, self.number()) {
            return Poll::Ready(Err(broken));
        }
        let passes = !is_cut && !wires.stalled;
        let at = self.pipe(lane, false);
        let pipe = &mut wires.pipes[at];
        if let Some(key) = pipe.armed.take() {
            self.home().disarm(key);
        }
        match pipe.pieces.front_mut() {
            Some((due, piece)) if passes && *due <= now => {
                let taken = piece.len().min(most.max(1));
                into.extend(piece.drain(..taken));
                if piece.is_empty() {
                    pipe.pieces.pop_front();
                }
                pipe.under_way -= taken;
                let writer = pipe.writer.take();
                let all_arrived = wires.pipes.iter().all(|pipe| pipe.pieces.is_empty());
                let finishing = if all_arrived { std::mem::take(&mut wires.finishing) } else { Vec::new() };
                drop(wires);
                writer.into_iter().chain(finishing).for_each(Waker::wake);
                return Poll::Ready(Ok(()));
            }
            Some((due, _)) if passes => pipe.armed = Some(self.home().arm(*due, Fire::Wake(cx.waker().clone()))),
            None if pipe.finished => return Poll::Ready(Err(Broken::new("the other side ended it"))),
            // Cut off or empty: woken by the healing, or by the next piece.
            Some(_) | None => {}
        }
        wires.pipes[at].reader = Some(cx.waker().clone());
        Poll::Pending
    }

    fn poll_write(&self, lane: Lane, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize, Broken>> {
        let cable = &self.cable;
        let latency = cable.net.draw_latency();
        let now = cable.net.world.clock.now();
        let mut wires = cable.state.lock();
        if let Some(broken) = cable.broken_at(&mut wires, self.number()) {
            return Poll::Ready(Err(broken));
        }
        let at = self.pipe(lane, true);
        let pipe = &mut wires.pipes[at];
        let taken = bytes.len().min(WINDOW - pipe.under_way);
        if taken == 0 {
            pipe.writer = Some(cx.waker().clone());
            return Poll::Pending;
        }
        // Never before what was written earlier.
        let due = pipe.pieces.back().map_or(Duration::ZERO, |(due, _)| *due).max(now + latency);
        pipe.pieces.push_back((due, bytes[..taken].to_vec()));
        pipe.under_way += taken;
        let reader = pipe.reader.take();
        wires.carried[self.number()] += taken as u64;
        drop(wires);
        let (from, to) = if self.first { (cable.a, cable.b) } else { (cable.b, cable.a) };
        cable.net.world.trace.event(&format!("{from} sends to {to}, {lane:?}"), &bytes[..taken]);
        if let Some(reader) = reader {
            reader.wake();
        }
        Poll::Ready(Ok(taken))
    }

    fn finish(self: Arc<Self>) -> Boxed<()> {
        Box::pin(async move {
            let mine = [self.pipe(Lane::Control, true), self.pipe(Lane::Bulk, true)];
            let mut readers = Vec::new();
            {
                let mut wires = self.cable.state.lock();
                for at in mine {
                    wires.pipes[at].finished = true;
                    readers.extend(wires.pipes[at].reader.take());
                }
            }
            readers.into_iter().for_each(Waker::wake);
            poll_fn(|cx| {
                let mut wires = self.cable.state.lock();
                let broken = self.cable.broken_at(&mut wires, self.number()).is_some();
                if broken || mine.iter().all(|at| wires.pipes[*at].pieces.is_empty()) {
                    return Poll::Ready(());
                }
                wires.finishing.push(cx.waker().clone());
                Poll::Pending
            })
            .await;
        })
    }

    fn stats(&self) -> LinkStats {
        let carried = self.cable.state.lock().carried;
        let (here, there) = (self.number(), 1 - self.number());
        let latency = self.cable.net.state.lock().latency.clone();
        let rtt = *latency.start() + *latency.end();
        LinkStats { rtt, bytes_out: carried[here], bytes_in: carried[there], lost_packets: 0 }
    }

    fn close(&self, why: &str) {
        self.cable.close_from(self.number(), why);
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.cable.close_from(self.number(), "the other side let it go");
    }
}
