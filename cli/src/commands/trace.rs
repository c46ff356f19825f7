//! `mesos trace`: the messages of an actor as it handles them, until Ctrl-C or the limit.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::Poll,
};

use libprocess::{Reply, TraceRecord, http::Request};

use super::actor::which;
use crate::{
    args::TraceArgs,
    failure::Failure,
    output::{self, READER_GONE},
    remote::{Remote, escaped},
};

/// The endpoint with the filter.
fn path(name: &str, args: &TraceArgs) -> String {
    let mut path = format!("/inspect/trace/{}?sample={}", escaped(name), args.sample);
    for (key, value) in [("type", &args.message), ("from", &args.from)] {
        if let Some(value) = value {
            path += &format!("&{key}={}", escaped(value));
        }
    }
    if let Some(limit) = args.limit {
        path += &format!("&limit={limit}");
    }
    path
}

pub(super) async fn show(cluster: &Remote, args: &TraceArgs, as_json: bool) -> Result<(), Failure> {
    let (name, node) = which(&args.actor, cluster.master)?;
    let stream = cluster.stream(node, Request::get(&path(&name, args))).await?;
    let mut lines = Lines::default();
    // An actor may handle nothing for long, and nobody may read any more.
    let (gone, mut reader_gone) = Reply::<()>::pair();
    output::watch_reader(move || gone.send(()))?;
    loop {
        let mut read = pin!(stream.read());
        let next = poll_fn(|cx| {
            if Pin::new(&mut reader_gone).poll(cx).is_ready() {
                return Poll::Ready(Err(Failure::silent(READER_GONE)));
            }
            read.as_mut().poll(cx).map(Ok)
        });
        match next.await? {
            Ok(Some(piece)) => {
                for line in lines.feed(&piece) {
                    output::line(if as_json { line } else { describe(&line) })?;
                }
            }
            Ok(None) => return Ok(()),
            Err(why) => return Err(Failure::new(format!("the trace broke off: {why}"))),
        }
    }
}

/// Lines out of pieces; empty ones only show that the trace is open.
#[derive(Default)]
pub(crate) struct Lines(Vec<u8>);

impl Lines {
    pub(crate) fn feed(&mut self, piece: &[u8]) -> Vec<String> {
        self.0.extend_from_slice(piece);
        let Some(end) = self.0.iter().rposition(|byte| *byte == b'\n') else { return Vec::new() };
        let rest = self.0.split_off(end + 1);
        let whole = std::mem::replace(&mut self.0, rest);
        let lines = String::from_utf8_lossy(&whole);
        lines.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

/// A line of a trace for people.
pub(crate) fn describe(line: &str) -> String {
    match serde_json::from_str::<TraceRecord>(line) {
        Ok(record) => {
            let time = record.at.rem_euclid(86_400.0);
            let (hours, minutes, seconds) = (time / 3600.0, time / 60.0 % 60.0, time % 60.0);
            let waited = record.waited_ms.map_or_else(String::new, |ms| format!(", waited {ms} ms"));
            let outcome = if record.outcome == "handled" { String::new() } else { format!("  {}", record.outcome) };
            format!(
                "{:02}:{:02}:{seconds:06.3}  {} <- {}  {} µs{waited}{outcome}  {}",
                hours as u32, minutes as u32, record.actor, record.from, record.took_us, record.text
            )
        }
        Err(_) => match serde_json::from_str::<serde_json::Value>(line) {
            Ok(value) if value["lost"].is_u64() => {
                format!("({} lost so far: narrow the trace, or sample it)", value["lost"])
            }
            _ => line.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_lines_wherever_they_are_cut() {
        let mut lines = Lines::default();
        assert_eq!(lines.feed(b"\n{\"a\""), Vec::<String>::new());
        assert_eq!(lines.feed(b":1}\n\n{\"b\":2}\n{"), ["{\"a\":1}", "{\"b\":2}"]);
        assert_eq!(lines.feed(b"}\n"), ["{}"]);
    }

    #[test]
    fn a_record_is_a_line_with_sender_time_and_what_went_wrong() {
        let record = TraceRecord {
            at: 3600.0 * 25.0 + 61.5,
            actor: "master".into(),
            message: "Register".into(),
            from: "agent@10.0.0.7:5051".into(),
            waited_ms: Some(2),
            took_us: 17,
            outcome: "panicked".into(),
            text: "Register { .. }".into(),
        };
        let line = describe(&serde_json::to_string(&record).unwrap());
        assert_eq!(line, "01:01:01.500  master <- agent@10.0.0.7:5051  17 µs, waited 2 ms  panicked  Register { .. }");
        assert_eq!(describe("{\"lost\":7}"), "(7 lost so far: narrow the trace, or sample it)");
    }
}
