//! One link at work: the hellos, the writer, the readers of both lanes, and the watch over the peer's process.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use futures_util::future::{Either, select};
use libprocess_wire::{Address, with_scope};

use super::{
    carrier::{Broken, DialError, Lane, Link, Watched},
    credit::MESSAGE_COST,
    frame::{self, Control, Decoder, Frame, Goodbye, Hello, Purpose},
    network::Network,
    peer::{Loss, Peer},
};
use crate::{engine::Job, node::NodeCore, role::Role};

/// Longest time for the hellos of a link that stands.
const HELLO: Duration = Duration::from_secs(5);

/// Most bytes taken from a lane at once.
const READ: usize = 64 << 10;

/// After so many reads the thread's sockets have their turn.
const READS: u32 = 8;

/// A node whose port nobody listens at has so long to prove the opposite.
const PROVES_ITSELF: Duration = Duration::from_millis(40);

/// Pause before a watch that ended without proof is set up again.
const WATCH_AGAIN: Duration = Duration::from_secs(1);

/// A link with the jobs that serve it.
pub(crate) struct Session {
    pub(crate) link: Arc<dyn Link>,
    pub(crate) number: u64,
    /// On the node's clock.
    pub(crate) since: Duration,
    /// This side dialled.
    pub(crate) dialled: bool,
    jobs: Vec<Arc<Job>>,
}

impl Session {
    pub(crate) fn start(
        network: &Arc<Network>,
        peer: &Arc<Peer>,
        link: Arc<dyn Link>,
        decoder: Decoder,
        (number, since): (u64, Duration),
        dialled: bool,
    ) -> Session {
        let home = network.carrier.home();
        let at = At { peer: peer.clone(), link: link.clone(), number };
        let jobs = vec![
            Job::start(home, write(at.clone())),
            Job::start(home, read_control(at.clone(), decoder)),
            Job::start(home, read_bulk(at)),
            Job::start(home, watch_over(network.clone(), peer.clone(), number)),
        ];
        Session { link, number, since, dialled, jobs }
    }

    /// Ends it: its jobs run no more.
    pub(crate) fn end(self, why: &str) {
        self.link.close(why);
        self.jobs.iter().for_each(|job| job.cancel());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.jobs.iter().for_each(|job| job.cancel());
    }
}

/// The link that a job serves.
#[derive(Clone)]
struct At {
    peer: Arc<Peer>,
    link: Arc<dyn Link>,
    number: u64,
}

impl At {
    fn broke(&self, broken: &Broken) {
        self.peer.broke(self.number, broken);
    }

    /// The peer sent what it may not: the link is closed.
    fn refuse(&self, why: &str) {
        if let Some(core) = self.peer.core() {
            core.refusals.note(self.peer.address, why);
        }
        self.link.close(why);
        self.broke(&Broken::new(why));
        // What comes next cannot be understood either: the two begin anew.
        if let Some(core) = self.peer.core() {
            self.peer.lost(&core, Loss::Renewed);
        }
    }
}

async fn write(at: At) {
    let broken = poll_fn(|cx| at.peer.outbox.poll_write(at.number, &*at.link, cx)).await;
    at.broke(&broken);
}

/// Reads a lane for ever; `take` handles what came and says why the link must end. Nothing holds the reading up.
async fn read(
    at: &At,
    lane: Lane,
    decoder: &mut Decoder,
    mut take: impl FnMut(&Arc<NodeCore>, &mut Decoder) -> Result<(), String>,
) {
    let mut first = true;
    poll_fn(|cx| {
        for _ in 0..READS {
            // What came behind the hello waits in the decoder already.
            if !std::mem::take(&mut first) {
                match at.link.poll_read(lane, cx, decoder.space(), READ) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Ok(())) => {}
                    Poll::Ready(Err(broken)) => {
                        at.broke(&broken);
                        return Poll::Ready(());
                    }
                }
            }
            let Some(core) = at.peer.core() else { return Poll::Ready(()) };
            at.peer.heard_now(&core);
            let scope = core.scope();
            if let Err(why) = with_scope(&scope, || take(&core, decoder)) {
                at.refuse(&why);
                return Poll::Ready(());
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

async fn read_bulk(at: At) {
    let take = |core: &Arc<NodeCore>, decoder: &mut Decoder| {
        let peer = &at.peer;
        let Some(mut reading) = peer.inbox.read(at.number) else { return Ok(()) };
        while let Some(frame) = decoder.next().map_err(|error| error.to_string())? {
            reading.on_frame(peer, core, frame).map_err(|error| error.0.to_owned())?;
        }
        reading.settle(peer, core).map_err(|error| error.0.to_owned())?;
        let acknowledge = peer.inbox.count(&mut reading);
        let due = reading.due();
        drop(reading);
        if acknowledge {
            peer.acknowledge();
        }
        due.into_iter().for_each(|end| peer.ended(end));
        Ok(())
    };
    read(&at, Lane::Bulk, &mut Decoder::default(), take).await;
}

async fn read_control(at: At, mut decoder: Decoder) {
    let take = |core: &Arc<NodeCore>, decoder: &mut Decoder| {
        let inbox = &at.peer.inbox;
        while let Some(frame) = decoder.next().map_err(|error| error.to_string())? {
            let bytes = match &frame {
                Frame::Control(Control::Begin { number, .. }) => {
                    inbox.control_begins(at.number, *number).map_err(|error| error.0.to_owned())?;
                    continue;
                }
                Frame::Control(control) if !control.is_counted() => {
                    on_control(&at, core, frame)?;
                    continue;
                }
                Frame::Answer { result, .. } => result.map_or(0, <[u8]>::len),
                _ => 0,
            };
            if inbox.control_is_new(at.number, bytes + MESSAGE_COST).map_err(|error| error.0.to_owned())? {
                on_control(&at, core, frame)?;
            }
        }
        if inbox.controls_are_due() {
            at.peer.acknowledge();
        }
        Ok(())
    };
    read(&at, Lane::Control, &mut decoder, take).await;
}

fn on_control(at: &At, core: &Arc<NodeCore>, frame: Frame<'_>) -> Result<(), String> {
    let peer = &at.peer;
    let control = match frame {
        Frame::Answer { question, life, result } => {
            if life == core.life {
                answered(peer, core, question, result);
            }
            return Ok(());
        }
        Frame::Control(control) => control,
        Frame::Data { .. } | Frame::Laden { .. } | Frame::Part { .. } => {
            return Err("a message came on the control lane".to_owned());
        }
    };
    let key = || peer.network().map_or(0, |network| network.next_key());
    match control {
        Control::Undeliverable { ask, cause } => answered(peer, core, ask, Err(cause)),
        Control::Renew => {
            let run = at.link.proof().executor.clone();
            peer.on_renew(core, run.ok_or("only an executor is given a certificate")?);
        }
        Control::Renewed { proof } => {
            if let Some(network) = peer.network() {
                network.on_renewed(peer.address, proof);
            }
        }
        Control::GivenUp { question } => peer.on_given_up(core, question),
        Control::Watch { key: watch, name, life } => peer.on_watch(core, key(), watch, &name, life),
        Control::Watching { key, life } => peer.on_watching(key, life),
        Control::Unwatch { key } => peer.on_unwatch(key),
        // The control lane overtakes the other one: last words come first all the same.
        Control::Exited { after, .. } | Control::LinkEnded { after, .. } | Control::Bye { after } => {
            peer.inbox.end_after(peer, after, control)?;
        }
        Control::Link { to, to_life, from, from_life } => {
            let from = Address::new(from, peer.address).with_life(Some(from_life));
            peer.on_link(core, key(), &to, to_life, from);
        }
        Control::Unlink { to, to_life: _, from, from_life } => peer.on_unlink(&to, &from, from_life),
        Control::Heartbeat { bulk, control, .. } | Control::Ack { bulk, control } => {
            peer.outbox.acknowledged((bulk, control), core.clock.now(), || at.link.stats().rtt);
        }
        Control::Credit { channel, bytes } => peer.outbox.credit(channel, bytes),
        Control::Wish { channel, to, bytes } => peer.on_wish(core, channel, to, bytes),
        Control::Admit { channel } => peer.outbox.admitted(channel),
        Control::Connect { id, name, life, protocol, version } => {
            peer.on_connect(core, id, &name, life, (&protocol, version));
        }
        Control::Connected { id, result } => peer.on_connected(id, result),
        Control::Hello(_)
        | Control::Goodbye { .. }
        | Control::Begin { .. }
        | Control::Open { .. }
        | Control::Forget { .. }
        | Control::Large { .. }
        | Control::LargeAnswer { .. } => {
            return Err("a frame came out of place on the control lane".to_owned());
        }
    }
    Ok(())
}

pub(crate) fn answered(peer: &Peer, core: &NodeCore, question: u64, result: Result<&[u8], libprocess_wire::AskError>) {
    // An executor runs foreign tasks: it may answer only what it was asked.
    if peer.role() == Role::Executor {
        core.pending.complete_from(peer.address, question, result);
    } else {
        core.pending.complete(question, result);
    }
}

// --- the hellos -------------------------------------------------------------------------------------------------------

pub(crate) async fn within<T>(core: &Arc<NodeCore>, time: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    let mut sleep = std::pin::pin!(core.sleep(time));
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => sleep.as_mut().poll(cx).map(|()| None),
    })
    .await
}

async fn say(link: &Arc<dyn Link>, control: &Control) -> Result<(), Broken> {
    let mut bytes = Vec::new();
    if !frame::put_control(&mut bytes, control) {
        return Err(Broken::new("a hello is too long"));
    }
    let mut sent = 0;
    poll_fn(|cx| {
        while sent < bytes.len() {
            match link.poll_write(Lane::Control, cx, &bytes[sent..]) {
                Poll::Ready(Ok(n)) => sent += n,
                Poll::Ready(Err(broken)) => return Poll::Ready(Err(broken)),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(Ok(()))
    })
    .await
}

async fn hear(link: &Arc<dyn Link>, decoder: &mut Decoder) -> Result<Control, Broken> {
    loop {
        match decoder.next() {
            Ok(Some(Frame::Control(control))) => return Ok(control),
            Ok(Some(_)) => return Err(Broken::new("no hello came first")),
            Ok(None) => {}
            Err(error) => return Err(Broken::new(error.to_string())),
        }
        poll_fn(|cx| link.poll_read(Lane::Control, cx, decoder.space(), READ)).await?;
    }
}

/// What this node says of itself; with the last link and the two halves of the association's name.
fn hello(
    core: &NodeCore,
    versions: (u16, u16),
    to: std::net::SocketAddr,
    link: u64,
    (last, association, known): (u64, u64, u64),
    purpose: Purpose,
) -> Hello {
    let (node, life) = (core.address(), core.life);
    Hello { versions, node, life, to, link, last, association, known, purpose }
}

fn speaks(ours: (u16, u16), theirs: (u16, u16)) -> bool {
    theirs.0 <= ours.1 && ours.0 <= theirs.1
}

enum Greeted {
    /// With this side's half of the association's name, as it was said.
    Hello(Hello, u64),
    Goodbye(Goodbye, std::net::SocketAddr),
}

/// Dials and says hello.
async fn greet(
    peer: &Arc<Peer>,
    core: &Arc<NodeCore>,
    network: &Network,
    purpose: Purpose,
) -> Result<(Arc<dyn Link>, Decoder, Greeted), DialError> {
    let slow = || DialError::Unreachable("no answer in time".to_owned());
    let dialled = within(core, HELLO, network.carrier.dial(peer.reach())).await;
    let link = dialled.unwrap_or_else(|| Err(slow()))?;
    if purpose == Purpose::Carry && peer.is_linked() {
        link.close("another link came first");
        return Err(DialError::Unreachable("another link came first".to_owned()));
    }
    let mut decoder = Decoder::default();
    let number = core.engine.random().max(1);
    let association = peer.association();
    let hello = Control::Hello(hello(core, network.settings.versions, peer.address, number, association, purpose));
    let talk = async {
        say(&link, &hello).await?;
        hear(&link, &mut decoder).await
    };
    let heard = within(core, HELLO, talk).await.ok_or_else(slow)?;
    let denied = |why: &str| {
        link.close(why);
        DialError::Denied(why.to_owned())
    };
    match heard {
        Ok(Control::Hello(theirs)) if !speaks(network.settings.versions, theirs.versions) => {
            Err(denied("it speaks no version in common"))
        }
        Ok(Control::Hello(theirs)) if !link.proof().admits(theirs.node) => {
            Err(denied("it is not the node that its certificate names"))
        }
        Ok(Control::Hello(theirs)) if theirs.link != number && purpose == Purpose::Carry => {
            Err(denied("it answers another hello"))
        }
        Ok(Control::Hello(theirs)) => Ok((link, decoder, Greeted::Hello(theirs, association.1))),
        Ok(Control::Goodbye { why, node }) => Ok((link, decoder, Greeted::Goodbye(why, node))),
        Ok(_) => Err(denied("it says no hello")),
        Err(broken) if broken.denied => Err(DialError::Denied(broken.why)),
        Err(broken) => Err(DialError::Unreachable(broken.why)),
    }
}

/// Makes a link to the peer, or learns within `most` why there is none.
pub(crate) async fn dial(
    peer: &Arc<Peer>,
    core: &Arc<NodeCore>,
    network: &Arc<Network>,
    most: Duration,
) -> Result<(), DialError> {
    peer.dialling(Some(core.clock.now()));
    let greeted = within(core, most, greet(peer, core, network, Purpose::Carry)).await;
    let greeted = greeted.unwrap_or_else(|| Err(DialError::Unreachable("no answer in time".to_owned())));
    peer.dialling(None);
    let (link, decoder, greeted) = match greeted {
        // Dialling began without a link: the one that is there now is newer than this answer.
        Err(_) if peer.is_linked() => return Ok(()),
        greeted => greeted?,
    };
    match greeted {
        Greeted::Hello(theirs, said) if theirs.node == peer.address => {
            peer.adopt(link, decoder, &theirs, said, true);
            Ok(())
        }
        Greeted::Hello(..) => {
            link.close("it is another node");
            Err(DialError::Denied("it is not the node that it was taken for".to_owned()))
        }
        Greeted::Goodbye(why, node) => {
            link.close("goodbye");
            if node != peer.address && node != core.address() && renamed(peer, core, network, node).is_some() {
                return Ok(());
            }
            if peer.is_linked() {
                return Ok(());
            }
            Err(match why {
                Goodbye::OtherLink => DialError::Unreachable("the other link stays".to_owned()),
                Goodbye::Renamed => DialError::Unreachable("there are too many peers".to_owned()),
                Goodbye::Renewed => DialError::Renewed,
                Goodbye::Full => DialError::Unreachable("it has too many peers".to_owned()),
                Goodbye::Version => DialError::Denied("it speaks no version in common".to_owned()),
                Goodbye::Identity => {
                    DialError::Denied("it does not believe that this node is what it calls itself".to_owned())
                }
                Goodbye::Ending => DialError::Refused,
            })
        }
    }
}

/// The node that was dialled calls itself otherwise than its address here.
fn renamed(peer: &Arc<Peer>, core: &Arc<NodeCore>, network: &Arc<Network>, node: std::net::SocketAddr) -> Option<Arc<Peer>> {
    let other = network.peer(core, node)?;
    network.forget(peer.address);
    peer.rename(core, other.clone());
    Some(other)
}

/// Answers a node that dialled.
pub(crate) async fn accept(network: Arc<Network>, link: Arc<dyn Link>) {
    let Some(core) = network.core() else { return };
    let mut decoder = Decoder::default();
    let heard = within(&core, HELLO, hear(&link, &mut decoder)).await;
    let theirs = match heard {
        Some(Ok(Control::Hello(theirs))) => theirs,
        Some(Err(broken)) => return tracing::debug!(why = %broken, "a link broke before its hello"),
        Some(Ok(_)) | None => return link.close("no hello came in time"),
    };
    let why = match answer(&network, &core, &link, &theirs) {
        Ok(Some(peer)) => {
            let association = peer.association();
            let mine = hello(&core, network.settings.versions, theirs.node, theirs.link, association, Purpose::Carry);
            if let Some(Ok(())) = within(&core, HELLO, say(&link, &Control::Hello(mine))).await {
                peer.adopt(link, decoder, &theirs, association.1, false);
            }
            return;
        }
        Ok(None) => {
            let mine = Control::Hello(hello(
                &core,
                network.settings.versions,
                theirs.node,
                theirs.link,
                (theirs.last, 0, 0),
                Purpose::Check,
            ));
            let _ = within(&core, HELLO, say(&link, &mine)).await;
            let _ = within(&core, HELLO, link.clone().finish()).await;
            return;
        }
        Err(why) => why,
    };
    let node = core.address();
    let _ = within(&core, HELLO, say(&link, &Control::Goodbye { why, node })).await;
    let _ = within(&core, HELLO, link.clone().finish()).await;
    link.close("goodbye");
}

/// The peer whose link it becomes; none if it only wants to know whether this node lives.
fn answer(
    network: &Arc<Network>,
    core: &Arc<NodeCore>,
    link: &Arc<dyn Link>,
    theirs: &Hello,
) -> Result<Option<Arc<Peer>>, Goodbye> {
    if network.is_down() {
        return Err(Goodbye::Ending);
    }
    if !speaks(network.settings.versions, theirs.versions) {
        return Err(Goodbye::Version);
    }
    if theirs.purpose == Purpose::Check {
        return Ok(None);
    }
    if !link.proof().admits(theirs.node) || theirs.node == core.address() {
        core.refusals.note(theirs.node, "a node claims an address that it did not prove");
        return Err(Goodbye::Identity);
    }
    if theirs.to != core.address() {
        return Err(Goodbye::Renamed);
    }
    let peer = network.peer(core, theirs.node).ok_or(Goodbye::Full)?;
    peer.accepts(core, network, theirs)?;
    Ok(Some(peer))
}

// --- the watch over the process -----------------------------------------------------------------------------------------

/// Asks a peer whether it lives. A process that is being killed loses its sockets one after the other: whoever still took
/// the question may answer no more, so the first sign counts that nobody listens any more.
async fn check(
    network: &Arc<Network>,
    peer: &Arc<Peer>,
    core: &Arc<NodeCore>,
) -> Result<(Arc<dyn Link>, Decoder, Greeted), DialError> {
    let gone = async {
        loop {
            let refused = network.carrier.watch(peer.reach()).await == Watched::Refused;
            core.sleep(PROVES_ITSELF).await;
            if refused {
                return Err(DialError::Refused);
            }
        }
    };
    match select(pin!(greet(peer, core, network, Purpose::Check)), pin!(gone)).await {
        Either::Left((checked, _)) => checked,
        Either::Right((gone, _)) => gone,
    }
}

/// Notices at once when the peer's process ends: its kernel closes the watch connection, then the peer is asked again.
async fn watch_over(network: Arc<Network>, peer: Arc<Peer>, number: u64) {
    loop {
        let watched = network.carrier.watch(peer.reach()).await;
        let Some(core) = network.core() else { return };
        if !peer.is_current(number) {
            return;
        }
        if watched != Watched::Unknown {
            let checked = check(&network, &peer, &core).await;
            if !peer.is_current(number) {
                return;
            }
            match checked {
                Err(DialError::Refused) => return peer.lost(&core, Loss::Refused),
                Ok((link, _, Greeted::Hello(theirs, _))) => {
                    link.close("it lives");
                    if theirs.node == peer.address && peer.life() != Some(theirs.life) {
                        return peer.lost(&core, Loss::NewLife);
                    }
                }
                Ok((_, _, Greeted::Goodbye(Goodbye::Ending, _))) => return peer.lost(&core, Loss::Ended),
                // The failure detector decides.
                Ok((_, _, Greeted::Goodbye(..))) | Err(_) => {}
            }
        }
        core.sleep(WATCH_AGAIN).await;
    }
}
