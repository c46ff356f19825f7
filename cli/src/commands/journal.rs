//! `mesos journal`: what a journal holds, read from its files.

use libprocess::journal::contents::{self, Contents, Event, History, Segment};
use serde_json::json;

use crate::{
    args::JournalArgs,
    failure::Failure,
    output,
    table::{self, Table},
};

/// Bytes of an event that are shown to people.
const SHOWN_MAX: usize = 32;

pub(super) fn print(args: &JournalArgs, as_json: bool) -> Result<(), Failure> {
    let mut contents = contents::read(&args.folder).map_err(Failure::new)?;
    let damaged: Vec<String> = contents.segments.iter().filter(|segment| segment.damaged).map(damage).collect();
    if let Some(actor) = &args.actor {
        contents.histories.retain(|history| history.actor == *actor);
        if contents.histories.is_empty() {
            return Err(Failure::new(format!("{} holds no history of {actor}", args.folder.display())));
        }
    }
    match (as_json, &args.actor) {
        (true, Some(_)) => output::json(&json!(contents.histories))?,
        (true, None) => output::json(&json!(contents))?,
        (false, Some(_)) => contents.histories.iter().try_for_each(|history| output::line(events(history)))?,
        (false, None) => output::line(overview(&contents))?,
    }
    match damaged.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(format!("a node would refuse this journal: {}", damaged.join("; ")))),
    }
}

fn damage(segment: &Segment) -> String {
    format!("{}: {}", segment.file.display(), segment.rest.as_deref().unwrap_or("damaged"))
}

fn overview(contents: &Contents) -> String {
    let mut files = Table::new(&["FILE", ">BYTES", ">BATCHES", "BEHIND THEM"]);
    for segment in &contents.segments {
        let name = segment.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let rest = segment.rest.clone().unwrap_or_else(|| "-".into());
        files.row([name, segment.bytes.to_string(), segment.batches.to_string(), rest]);
    }
    let mut histories = Table::new(&["ACTOR", "EVENTS OF TYPE", ">NEEDED", ">BYTES", ">SUPERSEDED"]);
    for history in &contents.histories {
        let bytes: usize = history.needed.iter().map(|event| event.bytes.len()).sum();
        let (needed, superseded) = (history.needed.len().to_string(), history.superseded.to_string());
        histories.row([history.actor.clone(), history.events.clone(), needed, bytes.to_string(), superseded]);
    }
    format!("{}\n\n{}", files.text(table::colours()), histories.text(table::colours()))
}

fn events(history: &History) -> String {
    let mut table = Table::new(&[">NUMBER", ">VERSION", ">SEGMENT", ">BYTES", "FIRST BYTES", "AS TEXT"]);
    for event in &history.needed {
        let (hexadecimal, text) = first_bytes(event);
        let [number, version, segment] =
            [event.number, u64::from(event.version), event.segment].map(|number| number.to_string());
        table.row([number, version, segment, event.bytes.len().to_string(), hexadecimal, text]);
    }
    table.text(table::colours())
}

/// The beginning of an event as hexadecimal digits and as text, what cannot be printed as a dot.
fn first_bytes(event: &Event) -> (String, String) {
    let shown = &event.bytes[..event.bytes.len().min(SHOWN_MAX)];
    let more = if event.bytes.len() > SHOWN_MAX { "…" } else { "" };
    let hexadecimal: String = shown.iter().map(|byte| format!("{byte:02x}")).collect();
    let printable = |byte: &u8| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '.' };
    let text: String = shown.iter().map(printable).collect();
    (hexadecimal + more, text + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_shown_in_both_ways_and_cut() {
        let event = |bytes: &[u8]| Event { number: 1, version: 1, segment: 1, bytes: bytes.to_vec() };
        assert_eq!(first_bytes(&event(b"\x01\x00anna")), ("0100616e6e61".into(), "..anna".into()));
        let (hexadecimal, text) = first_bytes(&event(&[b'x'; 40]));
        assert_eq!((hexadecimal.len(), text.as_str()), (64 + "…".len(), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"));
    }

    #[test]
    fn an_overview_names_files_and_histories() {
        let segment =
            Segment { number: 1, file: "/x/journal-1.log".into(), bytes: 99, batches: 3, rest: None, damaged: false };
        let needed = vec![Event { number: 2, version: 1, segment: 1, bytes: vec![1, 2, 3] }];
        let history = History { actor: "bank".into(), events: "bank.change".into(), needed, superseded: 1 };
        let text = overview(&Contents { segments: vec![segment], histories: vec![history] });
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].starts_with("journal-1.log") && lines[1].contains("99"), "{text}");
        assert_eq!(lines[4].split_whitespace().collect::<Vec<_>>(), ["bank", "bank.change", "1", "3", "1"], "{text}");
    }
}
