//! Draws the screen: a function of the state alone.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::{Color, Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Cell, Clear, Paragraph, Row as TableRow, Table, TableState},
};
use serde_json::Value;

use super::{
    rows::{HEAD, Sort},
    screen::{Inside, Pane, Screen},
};
use crate::commands::{list, text};

const HELP: &str = "\
 ↑ ↓ PgUp PgDn Home End   move            Enter  look into an actor
 < >  or  ← →             column to sort  I      the other way round
 N U O P M R              sort by Name, qUeue, Oldest, busy (P), Messages, Restarts
 / or F4                  filter          Esc    no filter
 Space                    stand still     q F10  end
 Inside an actor:  Tab    next pane       m t l s  Mailbox, Trace, Times, State
                   Esc    back
";

/// Draws all.
pub(crate) fn draw(frame: &mut Frame<'_>, screen: &Screen) {
    let nodes = u16::try_from(screen.nodes.len().clamp(1, 8)).unwrap_or(8);
    let [head, body, foot] =
        Layout::vertical([Constraint::Length(nodes), Constraint::Min(3), Constraint::Length(1)]).areas(frame.area());
    draw_nodes(frame, head, screen);
    match &screen.inside {
        None => draw_rows(frame, body, screen),
        Some(inside) => draw_inside(frame, body, inside),
    }
    frame.render_widget(Paragraph::new(footer(screen)), foot);
    if screen.help {
        let [_, middle, _] = Layout::vertical([Constraint::Fill(1), Constraint::Length(9), Constraint::Fill(1)]).areas(body);
        frame.render_widget(Clear, middle);
        frame.render_widget(Paragraph::new(HELP).block(Block::bordered().title(" Keys ")), middle);
    }
}

/// A bar as htop draws it: `[|||||     50%]`.
fn bar(percent: f64, width: usize) -> String {
    let label = format!("{percent:.0}%");
    let filled = ((percent / 100.0).clamp(0.0, 1.0) * width as f64).round() as usize;
    let room = width.saturating_sub(label.len());
    let bars = "|".repeat(filled.min(room));
    format!("[{bars}{}{label}]", " ".repeat(room - bars.len()))
}

fn draw_nodes(frame: &mut Frame<'_>, area: Rect, screen: &Screen) {
    let lines: Vec<Line<'_>> = screen
        .nodes
        .iter()
        .take(area.height as usize)
        .map(|node| {
            let name = Span::styled(format!("{:<21} ", node.address), Style::new().add_modifier(Modifier::BOLD));
            if let Some(why) = &node.error {
                return Line::from(vec![name, Span::styled(why.clone(), Style::new().fg(Color::Red))]);
            }
            let mut spans = vec![name, Span::raw(format!("{:>5} actors ", node.actors))];
            let colour = |percent: f64| if percent < 80.0 { Color::Green } else { Color::Red };
            let bars =
                node.threads.iter().map(|busy| Span::styled(format!(" {}", bar(*busy, 14)), Style::new().fg(colour(*busy))));
            spans.extend(bars);
            Line::from(spans)
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "ACTOR",
        Sort::Queue => ">QUEUE",
        Sort::Oldest => ">OLDEST",
        Sort::Busy => ">BUSY",
        Sort::Messages => ">MSG/S",
        Sort::Restarts => ">RESTARTS",
    }
}

fn right(text: &str, width: usize) -> String {
    format!("{text:>width$}")
}

fn draw_rows(frame: &mut Frame<'_>, area: Rect, screen: &Screen) {
    let rows = screen.rows();
    let widths = [0, 21, 7, 9, 6, 9, 8, 18];
    let head = HEAD.iter().zip(widths).map(|(name, width)| {
        let title = match name.strip_prefix('>') {
            Some(name) => right(name, width),
            None => (*name).to_owned(),
        };
        let plain = Style::new().add_modifier(Modifier::REVERSED);
        Cell::from(title).style(if *name == column(screen.sort) { plain.fg(Color::Cyan) } else { plain })
    });
    let lines = rows.iter().map(|row| {
        let cells = row
            .cells()
            .into_iter()
            .zip(HEAD.iter().zip(widths))
            .map(|(cell, (name, width))| Cell::from(if name.starts_with('>') { right(&cell, width) } else { cell }));
        let colour = match row {
            row if row.state == "suspended" => Style::new().fg(Color::Yellow),
            row if row.last_error.is_some() => Style::new().fg(Color::LightRed),
            _ => Style::new(),
        };
        TableRow::new(cells).style(colour)
    });
    let widths = widths.map(|width| if width == 0 { Constraint::Min(16) } else { Constraint::Length(width as u16) });
    let table = Table::new(lines, widths)
        .header(TableRow::new(head).style(Style::new().add_modifier(Modifier::REVERSED)))
        .row_highlight_style(Style::new().bg(Color::Blue).fg(Color::White))
        .column_spacing(1);
    let mut state = TableState::new().with_selected(Some(screen.cursor(&rows)));
    frame.render_stateful_widget(table, area, &mut state);
}

fn draw_inside(frame: &mut Frame<'_>, area: Rect, inside: &Inside) {
    let [head, body] = Layout::vertical([Constraint::Length(4), Constraint::Min(3)]).areas(area);
    let actor = &inside.detail["actor"];
    let doing = actor["current"].as_str().map_or_else(|| "idle".to_owned(), |message| format!("handles {message}"));
    let of = |field: &str| text(actor, field);
    let mut about = vec![
        Line::from(Span::styled(format!("{}@{}", inside.id, inside.node), Style::new().add_modifier(Modifier::BOLD))),
        Line::from(format!("{}  {doing}", of("kind"))),
        Line::from(format!(
            "{} of {} wait, {} handled, busy {} ms, {} restarts, {} s old",
            of("queue"),
            of("capacity"),
            of("handled"),
            of("busy_ms"),
            of("restarts"),
            of("age_secs")
        )),
    ];
    if let Some(why) = actor["last_error"].as_str() {
        about.push(Line::from(Span::styled(format!("ended before: {why}"), Style::new().fg(Color::LightRed))));
    }
    frame.render_widget(Paragraph::new(about), head);
    let titles = Pane::ALL.iter().flat_map(|pane| {
        let style = if *pane == inside.pane { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        [Span::raw(" "), Span::styled(pane.title(), style)]
    });
    let block = Block::bordered().title(Line::from(titles.chain([Span::raw(" ")]).collect::<Vec<_>>()));
    let room = block.inner(body).height as usize;
    let lines = match inside.pane {
        Pane::Mailbox => mailbox(&inside.detail),
        Pane::Trace if inside.trace.is_empty() => vec!["(nothing was handled yet)".to_owned()],
        Pane::Trace => inside.trace.iter().skip(inside.trace.len().saturating_sub(room)).cloned().collect(),
        Pane::Times => times(&inside.detail),
        Pane::State => match &inside.state {
            None => Vec::new(),
            Some(Value::Null) => vec!["(it tells nothing of itself)".to_owned()],
            Some(state) => format!("{state:#}").lines().map(str::to_owned).collect(),
        },
    };
    let lines: Vec<Line<'_>> = lines.into_iter().map(Line::from).collect();
    frame.render_widget(Paragraph::new(lines).block(block), body);
}

fn mailbox(detail: &Value) -> Vec<String> {
    let line = |message: &Value| {
        let age = message["age_ms"].as_u64().map_or_else(|| "-".to_owned(), |ms| format!("{ms} ms"));
        format!("{age:>9}  {:<24} {}", text(message, "from"), text(message, "text").replace('\n', " "))
    };
    let lines: Vec<String> = list(detail, "messages").map(line).collect();
    if lines.is_empty() { vec!["(nothing waits)".to_owned()] } else { lines }
}

fn times(detail: &Value) -> Vec<String> {
    let line = |time: &Value| {
        let micros = |field: &str| format!("{:.0}", time[field].as_f64().unwrap_or(0.0));
        let [mean, p50, p99, max] = ["mean_us", "p50_us", "p99_us", "max_us"].map(micros);
        format!("{:<24} {:>8} {mean:>9} {p50:>9} {p99:>9} {max:>9}", text(time, "message"), text(time, "samples"))
    };
    let mut lines =
        vec![format!("{:<24} {:>8} {:>9} {:>9} {:>9} {:>9}", "MESSAGE", "SAMPLES", "MEAN µs", "P50", "P99", "MAX")];
    lines.extend(list(detail, "handler_times").map(line));
    lines
}

fn footer(screen: &Screen) -> Line<'_> {
    if screen.typing {
        return Line::from(format!("Filter: {}_  (Enter keeps it, Esc drops it)", screen.filter));
    }
    let mut spans: Vec<Span<'_>> = Vec::new();
    let keys: &[(&str, &str)] = match screen.inside {
        None => &[("h", "Help"), ("/", "Filter"), ("<>", "Sort"), ("I", "Invert"), ("Enter", "Inside"), ("q", "Quit")],
        Some(_) => &[("h", "Help"), ("Tab", "Pane"), ("Space", "Pause"), ("Esc", "Back"), ("q", "Quit")],
    };
    for (key, what) in keys {
        spans.push(Span::styled(*key, Style::new().add_modifier(Modifier::BOLD)));
        spans.push(Span::styled(format!("{what} "), Style::new().fg(Color::Black).bg(Color::Cyan)));
    }
    if screen.paused {
        spans.push(Span::styled(" standing still ", Style::new().fg(Color::Yellow)));
    }
    if !screen.filter.is_empty() {
        spans.push(Span::raw(format!(" filter: {}", screen.filter)));
    }
    if let Some(trouble) = &screen.trouble {
        spans.push(Span::styled(format!(" {trouble}"), Style::new().fg(Color::Red)));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use ratatui::{Terminal, backend::TestBackend};
    use serde_json::json;

    use super::*;
    use crate::top::screen::{
        NodeLine,
        tests::{press, screen},
    };

    fn drawn(screen: &Screen) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(100, 16)).unwrap();
        terminal.draw(|frame| draw(frame, screen)).unwrap();
        let buffer = terminal.backend().buffer();
        let line = |y: u16| (0..100).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..16).map(line).collect()
    }

    #[test]
    fn the_list_shows_nodes_with_bars_and_rows_below_their_names() {
        let lines = drawn(&screen());
        assert_eq!(lines[0], "10.0.0.1:5050             3 actors  [|||||||    50%]");
        assert!(
            lines[1].starts_with("ACTOR") && lines[1].contains("QUEUE    OLDEST   BUSY     MSG/S RESTARTS HANDLES"),
            "{lines:#?}"
        );
        assert!(
            lines[2].starts_with("allocator") && lines[2].contains("412         -   71 %         0        0 idle"),
            "{lines:#?}"
        );
        assert!(lines[4].starts_with("registrar"));
        assert!(lines[15].starts_with("hHelp /Filter"), "{lines:#?}");
    }

    #[test]
    fn a_node_that_does_not_answer_says_why() {
        let mut screen = screen();
        let silent =
            NodeLine { address: "10.0.0.7:5051".into(), error: Some("nothing answers".into()), ..NodeLine::default() };
        screen.refresh(vec![silent], Vec::new());
        assert_eq!(drawn(&screen)[0], "10.0.0.7:5051         nothing answers");
    }

    #[test]
    fn the_filter_is_shown_while_it_is_typed_and_after() {
        let mut screen = screen();
        press(&mut screen, "/reg");
        let lines = drawn(&screen);
        assert!(lines[15].starts_with("Filter: reg_") && lines[2].starts_with("registrar") && lines[3].is_empty());
        press(&mut screen, "\n");
        assert!(drawn(&screen)[15].contains("filter: reg"));
    }

    #[test]
    fn an_actor_shows_its_mailbox_its_trace_its_times_and_its_state() {
        let mut screen = screen();
        press(&mut screen, "\n");
        let inside = screen.inside.as_mut().unwrap();
        inside.detail = json!({
            "actor": { "kind": "Allocator", "current": "Batch", "queue": 1, "capacity": 1024, "handled": 9, "busy_ms": 3,
                       "restarts": 1, "age_secs": 60, "last_error": "panic: x" },
            "messages": [{ "age_ms": 12, "from": "master", "text": "Decline {\n id }" }],
            "handler_times": [{ "message": "Batch", "samples": 4, "mean_us": 10.4, "p50_us": 8, "p99_us": 16, "max_us": 15 }],
        });
        inside.state = Some(json!({ "frameworks": 2 }));
        let lines = drawn(&screen);
        assert_eq!(lines[1], "allocator@10.0.0.1:5050");
        assert_eq!(lines[2], "Allocator  handles Batch");
        assert_eq!(lines[3], "1 of 1024 wait, 9 handled, busy 3 ms, 1 restarts, 60 s old");
        assert_eq!(lines[4], "ended before: panic: x");
        assert!(lines[5].contains("Mailbox Trace Times State"), "{lines:#?}");
        assert!(lines[6].contains("12 ms  master") && lines[6].contains("Decline {  id }"), "{lines:#?}");
        press(&mut screen, "t");
        assert!(drawn(&screen)[6].contains("(nothing was handled yet)"));
        (0..100).for_each(|n| screen.traced(format!("line {n}")));
        assert!(drawn(&screen).iter().any(|line| line.contains("line 99")), "the newest are shown");
        press(&mut screen, "l");
        assert!(drawn(&screen)[7].contains("Batch"), "{:#?}", drawn(&screen));
        press(&mut screen, "s");
        assert!(drawn(&screen).iter().any(|line| line.contains("\"frameworks\": 2")));
        let shows = |screen: &Screen| drawn(screen).iter().any(|line| line.contains("(it tells nothing of itself)"));
        screen.inside.as_mut().unwrap().state = None;
        assert!(!shows(&screen), "it was not asked yet");
        screen.inside.as_mut().unwrap().state = Some(Value::Null);
        assert!(shows(&screen));
    }

    #[test]
    fn help_lies_over_the_list_and_small_screens_are_drawn_too() {
        let mut screen = screen();
        press(&mut screen, "h");
        assert!(drawn(&screen).iter().any(|line| line.contains("look into an actor")));
        for (width, height) in [(1, 1), (10, 3), (30, 5)] {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| draw(frame, &screen)).unwrap();
        }
    }

    #[test]
    fn bars_grow_with_the_load() {
        assert_eq!([bar(0.0, 8), bar(50.0, 8), bar(100.0, 8)], ["[      0%]", "[|||| 50%]", "[||||100%]"]);
        assert_eq!(bar(250.0, 8).len(), 10);
    }
}
