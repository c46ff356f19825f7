//! The full screen as an actor: it draws, and asks nodes; keys, answers and seconds are its messages.

use std::{
    collections::BTreeMap,
    io::{self, Stdout},
    net::SocketAddr,
    time::Duration,
};

use libprocess::{
    Actor, Context, Exit, Key,
    http::{Reader, Request},
    time::secs,
};
use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        cursor,
        event::{self, Event, KeyEventKind},
        execute,
        terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
    },
};
use serde_json::Value;

use super::{
    draw::draw,
    rows::compare,
    screen::{Act, Inside, NodeLine, Pane, Screen},
};
use crate::{
    args::{NodesArgs, TopArgs},
    commands::{
        list, list_of,
        trace::{Lines, describe},
        tree::of_nodes,
    },
    failure::Failure,
    remote::{Remote, escaped},
    signals,
};

/// Nodes are asked so often.
const EVERY: Duration = secs(1);

/// The terminal as this program needs it; as it was before, once this is dropped.
struct Borrowed;

impl Borrowed {
    fn take() -> io::Result<Borrowed> {
        enable_raw_mode()?;
        let borrowed = Borrowed;
        execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), cursor::Hide)?;
        Ok(borrowed)
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        // A terminal that has gone needs nothing back.
        let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
        let _ = disable_raw_mode();
    }
}

/// Shows the screen until somebody ends it.
pub(super) async fn run(cluster: &Remote, args: &TopArgs) -> Result<(), Failure> {
    let refused =
        |error| Failure::new(format!("the terminal cannot be used as a screen: {error}; `--plain` prints a table"));
    let borrowed = Borrowed::take().map_err(refused)?;
    let start = Start { cluster: cluster.clone(), nodes: args.nodes.clone(), screen: Screen::new(args.sort) };
    let top = cluster.node.spawn::<Top>("top", start).blocking().await.map_err(Failure::new)?;
    let ended = top.clone();
    signals::watch(move |_| drop(ended.tell(Message::Quit)))?;
    let keys = top.clone();
    let read = move || {
        while let Ok(event) = event::read() {
            if keys.tell(Message::Event(event)).is_err() {
                return;
            }
        }
    };
    let thread = std::thread::Builder::new().name("keys".into()).spawn(read);
    thread.map_err(|error| Failure::new(format!("no thread can be started: {error}")))?;
    let why = cluster.node.ended(&top).await;
    drop(borrowed);
    match why {
        Exit::Normal | Exit::NoSuchActor | Exit::Shutdown => Ok(()),
        why => Err(why.into()),
    }
}

#[derive(Clone)]
struct Start {
    cluster: Remote,
    nodes: NodesArgs,
    screen: Screen,
}

#[derive(Debug)]
enum Message {
    Event(Event),
    Tick,
    /// What the nodes say, and when they were asked.
    Answered(Duration, Result<Vec<(SocketAddr, Value)>, Failure>),
    /// What is known of the actor that is looked into: of it and its mailbox, and its own view.
    Looked(Inside, Result<Value, Failure>, Option<Value>),
    /// A trace was opened.
    Opened(Inside, Result<Reader, Failure>),
    /// The next piece of the trace with that number.
    Traced(u64, Result<Option<Vec<u8>>, String>),
    Quit,
}

/// Owns the terminal and what it shows.
struct Top {
    cluster: Remote,
    nodes: NodesArgs,
    screen: Screen,
    terminal: Terminal<CrosstermBackend<Stdout>>,
    /// What the nodes said before, and when.
    before: Option<(Duration, BTreeMap<String, Value>)>,
    asking: bool,
    /// The trace that is read, its number, and its lines.
    trace: Option<(u64, Reader, Lines)>,
    traces: u64,
}

impl Actor for Top {
    type Args = Start;
    type Message = Message;

    async fn start(start: Start, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let Start { cluster, nodes, screen } = start;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let mut top = Top { cluster, nodes, screen, terminal, before: None, asking: false, trace: None, traces: 0 };
        top.on_tick(ctx);
        ctx.every(EVERY, Key("tick"), || Message::Tick);
        Ok(top)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Event(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                let act = self.screen.on_key(key);
                self.carry_out(act, ctx);
            }
            // A new size shows with the next drawing.
            Message::Event(_) => {}
            Message::Tick => self.on_tick(ctx),
            Message::Answered(at, answers) => self.on_answered(at, answers),
            Message::Looked(of, detail, state) => self.on_looked(&of, detail, state),
            Message::Opened(of, stream) => self.on_opened(&of, stream, ctx),
            Message::Traced(number, piece) => self.on_traced(number, piece, ctx),
            Message::Quit => ctx.exit(Exit::Normal),
        }
        self.terminal.draw(|frame| draw(frame, &self.screen))?;
        Ok(())
    }
}

impl Top {
    fn carry_out(&mut self, act: Act, ctx: &mut Context<Self>) {
        match act {
            Act::Stay => {}
            Act::Quit => ctx.exit(Exit::Normal),
            Act::Look => self.look(ctx),
            Act::Trace => self.open_trace(ctx),
            Act::Leave => self.trace = None,
        }
    }

    fn on_tick(&mut self, ctx: &mut Context<Self>) {
        // Nodes that are slow are asked less often, not more at once.
        if !std::mem::replace(&mut self.asking, true) {
            let (cluster, nodes) = (self.cluster.clone(), self.nodes.clone());
            let ask = async move {
                let at = cluster.node.clock().now();
                (at, of_nodes(&cluster, &nodes, "/inspect/top").await)
            };
            ctx.pipe(ask, |(at, answers)| Message::Answered(at, answers));
        }
        if self.screen.inside.is_some() && !self.screen.paused {
            self.look(ctx);
        }
    }

    fn on_answered(&mut self, at: Duration, answers: Result<Vec<(SocketAddr, Value)>, Failure>) {
        self.asking = false;
        let answers = match answers {
            Ok(answers) => answers,
            Err(failure) => {
                self.screen.trouble = Some(failure.why);
                return;
            }
        };
        self.screen.trouble = None;
        let (then, before) = self.before.take().unwrap_or_default();
        let seconds = at.saturating_sub(then).as_secs_f64().max(0.001);
        let of = |node: &str| before.get(node);
        let (mut rows, mut nodes) = (Vec::new(), Vec::new());
        for (node, answer) in &answers {
            let name = node.to_string();
            nodes.push(node_line(&name, of(&name), answer));
            // Without an earlier answer there are no rates yet.
            rows.extend(compare(&name, of(&name).or(Some(answer)), answer, seconds));
        }
        self.screen.refresh(nodes, rows);
        let answers = answers.into_iter().map(|(node, answer)| (node.to_string(), answer)).collect();
        self.before = Some((at, answers));
    }

    /// Asks for what is known of the actor that is looked into.
    fn look(&self, ctx: &mut Context<Self>) {
        let Some((of, node)) = self.inside() else { return };
        let cluster = self.cluster.clone();
        let wants_state = of.pane == Pane::State;
        let ask = async move {
            let name = escaped(&of.id);
            let detail = cluster.json(node, &format!("/inspect/mailbox/{name}")).await;
            let state = match wants_state {
                true => cluster.json(node, &format!("/inspect/state/{name}")).await.ok(),
                false => None,
            };
            (of, detail, state)
        };
        ctx.pipe(ask, |(of, detail, state)| Message::Looked(of, detail, state));
    }

    /// The actor that is looked into, without its contents, and the address of its node.
    fn inside(&self) -> Option<(Inside, SocketAddr)> {
        let inside = self.screen.inside.as_ref()?;
        let of = Inside { id: inside.id.clone(), node: inside.node.clone(), pane: inside.pane, ..Inside::default() };
        Some((of, inside.node.parse().ok()?))
    }

    fn on_looked(&mut self, of: &Inside, detail: Result<Value, Failure>, state: Option<Value>) {
        let Some(inside) = self.screen.inside.as_mut().filter(|inside| is_same(inside, of)) else { return };
        match detail {
            Ok(detail) => inside.detail = detail,
            Err(failure) => self.screen.trouble = Some(failure.why),
        }
        inside.state = state.or(inside.state.take());
    }

    fn open_trace(&mut self, ctx: &mut Context<Self>) {
        if self.trace.is_some() {
            return;
        }
        let Some((of, node)) = self.inside() else { return };
        let cluster = self.cluster.clone();
        let ask = async move {
            let stream = cluster.stream(node, Request::get(&format!("/inspect/trace/{}", escaped(&of.id)))).await;
            (of, stream)
        };
        ctx.pipe(ask, |(of, stream)| Message::Opened(of, stream));
    }

    fn on_opened(&mut self, of: &Inside, stream: Result<Reader, Failure>, ctx: &mut Context<Self>) {
        // Dropped, it ends at its node as well.
        if !self.screen.inside.as_ref().is_some_and(|inside| is_same(inside, of)) {
            return;
        }
        match stream {
            Ok(stream) => {
                self.traces += 1;
                self.trace = Some((self.traces, stream, Lines::default()));
                self.read_trace(ctx);
            }
            Err(failure) => self.screen.trouble = Some(failure.why),
        }
    }

    fn read_trace(&self, ctx: &mut Context<Self>) {
        let Some((number, stream, _)) = &self.trace else { return };
        let (number, stream) = (*number, stream.clone());
        let read = async move { stream.read().await.map_err(|why| why.to_string()) };
        ctx.pipe(read, move |piece| Message::Traced(number, piece));
    }

    fn on_traced(&mut self, number: u64, piece: Result<Option<Vec<u8>>, String>, ctx: &mut Context<Self>) {
        let Some((present, _, lines)) = self.trace.as_mut() else { return };
        if *present != number {
            return;
        }
        match piece {
            Ok(Some(bytes)) => {
                for line in lines.feed(&bytes) {
                    self.screen.traced(describe(&line));
                }
                self.read_trace(ctx);
            }
            Ok(None) => self.trace = None,
            Err(why) => {
                self.trace = None;
                self.screen.trouble = Some(why);
            }
        }
    }
}

fn is_same(one: &Inside, two: &Inside) -> bool {
    one.id == two.id && one.node == two.node
}

/// What one node says of itself: how busy its threads were between two answers.
fn node_line(address: &str, before: Option<&Value>, answer: &Value) -> NodeLine {
    if let Some(why) = answer["error"].as_str() {
        return NodeLine { address: address.to_owned(), error: Some(why.to_owned()), ..NodeLine::default() };
    }
    let uptime = |answer: &Value| answer["node"]["uptime_secs"].as_f64().unwrap_or(0.0);
    // The shares count from the start of the node.
    let busy = |answer: &Value| -> BTreeMap<u64, f64> {
        let thread = |pair: &Value| Some((pair[0].as_u64()?, pair[1].as_f64()? * uptime(answer)));
        list(answer, "threads").filter_map(thread).collect()
    };
    let (then, earlier) = before.map_or((0.0, BTreeMap::new()), |before| (uptime(before), busy(before)));
    let seconds = (uptime(answer) - then).max(0.001);
    let share = |(thread, busy): (u64, f64)| (busy - earlier.get(&thread).copied().unwrap_or(0.0)) / seconds * 100.0;
    let threads = busy(answer).into_iter().map(share).map(|percent| percent.clamp(0.0, 100.0)).collect();
    let actors = list_of(&answer["actors"]).count() as u64;
    NodeLine { address: address.to_owned(), threads, actors, error: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn threads_are_as_busy_as_they_were_since_the_last_answer() {
        let at = |uptime: f64, share: f64| json!({ "node": { "uptime_secs": uptime }, "threads": [[0, share]], "actors": [1, 2] });
        let line = node_line("n", Some(&at(10.0, 0.1)), &at(12.0, 0.25));
        assert_eq!((line.threads.iter().map(|busy| busy.round()).collect::<Vec<_>>(), line.actors), (vec![100.0], 2));
        assert_eq!(node_line("n", None, &json!({ "error": "silent" })).error.as_deref(), Some("silent"));
    }
}
