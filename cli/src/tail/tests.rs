use libprocess::{
    Node,
    http::Access,
    testing::{Probe, Sim, seeds, simulate},
};

use super::*;

/// Serves one file that grows as it is told.
struct Files(Vec<u8>);

#[derive(Debug)]
enum Told {
    Append(&'static str),
    Read(Request, Reply<Response>),
}

impl Actor for Files {
    type Args = ();
    type Message = Told;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.route("/files/read", Access::Read, "a piece of a file", Told::Read);
        Ok(Files(Vec::new()))
    }

    async fn handle(&mut self, message: Told, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Told::Append(text) => self.0.extend(text.bytes()),
            Told::Read(request, reply) => {
                let offset: usize = request.query["offset"].parse()?;
                // Small pieces, so that a file takes many of them.
                let piece = self.0.iter().skip(offset).take(4).copied().collect();
                reply.send(match self.0.is_empty() {
                    true => Response::error(404, "no such file"),
                    false => Response::bytes("application/octet-stream", piece),
                });
            }
        }
        Ok(())
    }
}

struct Stage {
    node: Node,
    files: Pid<Told>,
    printer: Probe<Print>,
    ends: Probe<Ended>,
    tail: Pid<Message>,
}

async fn stage(sim: &Sim, finished: bool, begun: &'static str) -> Stage {
    let node = sim.node("10.0.0.1:5051").start().await;
    let files = node.spawn::<Files>("files", ()).await.unwrap();
    files.tell(Told::Append(begun)).unwrap();
    let (printer, ends) = (Probe::new(&node, "printer").await, Probe::<Ended>::new(&node, "ends").await);
    let to = ends.pid();
    let args = Args {
        agent: node.address(),
        path: path("f", "e", "stdout"),
        printer: printer.pid(),
        finished,
        on_end: Arc::new(move |how| drop(to.tell(how))),
    };
    let tail = node.spawn::<Tail>("tail", args).await.unwrap();
    Stage { node, files, printer, ends, tail }
}

impl Stage {
    /// Writes all that comes within that time.
    async fn written(&mut self, time: Duration) -> String {
        let mut text = String::new();
        while let Some(heard) = self.printer.try_next(time).await {
            let Print::Bytes(bytes, reply) = heard.message else { panic!("{:?}", heard.message) };
            text += std::str::from_utf8(&bytes).unwrap();
            reply.send(true);
        }
        text
    }
}

#[test]
fn every_byte_comes_in_order_also_what_was_written_last() {
    simulate(seeds(50), async |sim| {
        let mut stage = stage(&sim, false, "").await;
        assert_eq!(stage.written(secs(1)).await, "", "there is no file yet");
        stage.files.tell(Told::Append("hello world")).unwrap();
        assert_eq!(stage.written(secs(1)).await, "hello world");
        stage.ends.expect_silence(secs(60)).await;
        stage.files.tell(Told::Append(", and farewell")).unwrap();
        stage.tail.tell(Message::Finish).unwrap();
        assert_eq!(stage.written(secs(1)).await, ", and farewell");
        assert_eq!(stage.ends.next(secs(1)).await, Ended::Complete);
        assert!(stage.node.find::<Message>("tail").is_none());
    });
}

#[test]
fn a_file_that_never_came_and_one_that_is_complete_end_at_once() {
    simulate(seeds(20), async |sim| {
        let mut none = stage(&sim, true, "").await;
        assert_eq!(none.ends.next(millis(10)).await, Ended::Complete);
    });
    simulate(seeds(20), async |sim| {
        let mut whole = stage(&sim, true, "all of it").await;
        assert_eq!(whole.written(millis(100)).await, "all of it");
        assert_eq!(whole.ends.next(millis(10)).await, Ended::Complete);
    });
}

#[test]
fn the_next_piece_is_asked_for_only_when_the_last_one_is_written() {
    simulate(seeds(20), async |sim| {
        let mut stage = stage(&sim, true, "0123456789").await;
        let Print::Bytes(first, reply) = stage.printer.next(secs(1)).await else { panic!("no bytes") };
        assert_eq!(first, b"0123");
        stage.printer.expect_silence(secs(3600)).await;
        reply.send(true);
        assert_eq!(stage.written(secs(1)).await, "456789");
    });
}

#[test]
fn a_reader_that_has_gone_ends_it() {
    simulate(seeds(20), async |sim| {
        let mut stage = stage(&sim, false, "0123456789").await;
        let Print::Bytes(_, reply) = stage.printer.next(secs(1)).await else { panic!("no bytes") };
        reply.send(false);
        assert_eq!(stage.ends.next(secs(1)).await, Ended::ReaderGone);
    });
}
