//! What the full screen shows, and what keys do to it: plain state, without a terminal and without a network.

use std::collections::VecDeque;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::Value;

use super::rows::{Row, Sort, order};

/// Lines of a trace that are kept.
const TRACE_MAX: usize = 500;

/// What one node says of itself.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct NodeLine {
    pub(crate) address: String,
    /// How busy each of its threads is, in percent.
    pub(crate) threads: Vec<f64>,
    pub(crate) actors: u64,
    /// Why it did not answer.
    pub(crate) error: Option<String>,
}

/// One part of the view into an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Pane {
    /// What waits.
    #[default]
    Mailbox,
    /// What is handled, live.
    Trace,
    /// How long handlers take.
    Times,
    /// Its own view of itself.
    State,
}

impl Pane {
    pub(crate) const ALL: [Pane; 4] = [Pane::Mailbox, Pane::Trace, Pane::Times, Pane::State];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Pane::Mailbox => "Mailbox",
            Pane::Trace => "Trace",
            Pane::Times => "Times",
            Pane::State => "State",
        }
    }
}

/// The view into one actor.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Inside {
    pub(crate) id: String,
    pub(crate) node: String,
    pub(crate) pane: Pane,
    /// What its node says of it and of its mailbox.
    pub(crate) detail: Value,
    /// Its own view of itself, once it was asked.
    pub(crate) state: Option<Value>,
    pub(crate) trace: VecDeque<String>,
}

/// What a key asks for beyond the screen itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Act {
    /// Nothing.
    Stay,
    /// The end.
    Quit,
    /// Look into the actor that was opened.
    Look,
    /// Trace the actor that was opened.
    Trace,
    /// The view into an actor was closed.
    Leave,
}

/// All that is shown.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Screen {
    pub(crate) nodes: Vec<NodeLine>,
    rows: Vec<Row>,
    pub(crate) sort: Sort,
    pub(crate) reversed: bool,
    pub(crate) filter: String,
    /// Keys go into the filter.
    pub(crate) typing: bool,
    pub(crate) paused: bool,
    pub(crate) help: bool,
    /// The row under the cursor, by actor and node: it stays there while rows move.
    selected: Option<(String, String)>,
    pub(crate) inside: Option<Inside>,
    /// What went wrong last.
    pub(crate) trouble: Option<String>,
}

impl Screen {
    pub(crate) fn new(sort: Sort) -> Screen {
        Screen { sort, ..Screen::default() }
    }

    /// New rows came; while the screen is paused they are not shown.
    pub(crate) fn refresh(&mut self, nodes: Vec<NodeLine>, rows: Vec<Row>) {
        if !self.paused {
            self.nodes = nodes;
            self.rows = rows;
        }
    }

    /// The rows that pass the filter, sorted.
    pub(crate) fn rows(&self) -> Vec<&Row> {
        let wanted = self.filter.to_lowercase();
        let fits = |row: &&Row| {
            wanted.is_empty() || [&row.id, &row.node, &row.state].iter().any(|cell| cell.to_lowercase().contains(&wanted))
        };
        let mut rows: Vec<&Row> = self.rows.iter().filter(fits).collect();
        rows.sort_by(|one, two| order(self.sort, one, two));
        if self.reversed {
            rows.reverse();
        }
        rows
    }

    /// The place of the cursor among these rows.
    pub(crate) fn cursor(&self, rows: &[&Row]) -> usize {
        let (id, node) = match &self.selected {
            Some(selected) => selected,
            None => return 0,
        };
        rows.iter().position(|row| row.id == *id && row.node == *node).unwrap_or(0)
    }

    fn select(&mut self, choose: impl FnOnce(usize, usize) -> usize) {
        let rows = self.rows();
        let at = choose(self.cursor(&rows), rows.len()).min(rows.len().saturating_sub(1));
        self.selected = rows.get(at).map(|row| (row.id.clone(), row.node.clone()));
    }

    /// A line of the trace came.
    pub(crate) fn traced(&mut self, line: String) {
        if let Some(inside) = self.inside.as_mut().filter(|_| !self.paused) {
            if inside.trace.len() == TRACE_MAX {
                inside.trace.pop_front();
            }
            inside.trace.push_back(line);
        }
    }

    /// Does what a key means.
    pub(crate) fn on_key(&mut self, key: KeyEvent) -> Act {
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Act::Quit;
        }
        if self.help {
            self.help = false;
            return Act::Stay;
        }
        if self.typing {
            self.type_filter(key.code);
            return Act::Stay;
        }
        match key.code {
            KeyCode::Char('q') | KeyCode::F(10) => return Act::Quit,
            KeyCode::Char('h' | '?') | KeyCode::F(1) => self.help = true,
            KeyCode::Char(' ') => self.paused = !self.paused,
            code if self.inside.is_some() => return self.on_key_inside(code),
            code => return self.on_key_in_list(code),
        }
        Act::Stay
    }

    fn type_filter(&mut self, code: KeyCode) {
        match code {
            KeyCode::Enter => self.typing = false,
            KeyCode::Esc => {
                self.typing = false;
                self.filter.clear();
            }
            KeyCode::Backspace => drop(self.filter.pop()),
            KeyCode::Char(c) => self.filter.push(c),
            _ => {}
        }
    }

    fn on_key_in_list(&mut self, code: KeyCode) -> Act {
        match code {
            KeyCode::Up | KeyCode::Char('k') => self.select(|at, _| at.saturating_sub(1)),
            KeyCode::Down | KeyCode::Char('j') => self.select(|at, _| at + 1),
            KeyCode::PageUp => self.select(|at, _| at.saturating_sub(20)),
            KeyCode::PageDown => self.select(|at, _| at + 20),
            KeyCode::Home => self.select(|_, _| 0),
            KeyCode::End => self.select(|_, rows| rows),
            KeyCode::Char('/') | KeyCode::F(4) => self.typing = true,
            KeyCode::Esc => self.filter.clear(),
            KeyCode::Char('<') | KeyCode::Left => self.sort = self.sort.beside(-1),
            KeyCode::Char('>') | KeyCode::Right | KeyCode::F(6) => self.sort = self.sort.beside(1),
            KeyCode::Char('I') => self.reversed = !self.reversed,
            KeyCode::Char('N') => self.sort = Sort::Name,
            KeyCode::Char('U') => self.sort = Sort::Queue,
            KeyCode::Char('O') => self.sort = Sort::Oldest,
            KeyCode::Char('P') => self.sort = Sort::Busy,
            KeyCode::Char('M') => self.sort = Sort::Messages,
            KeyCode::Char('R') => self.sort = Sort::Restarts,
            KeyCode::Enter => {
                let rows = self.rows();
                let Some(row) = rows.get(self.cursor(&rows)) else { return Act::Stay };
                self.inside = Some(Inside { id: row.id.clone(), node: row.node.clone(), ..Inside::default() });
                return Act::Look;
            }
            _ => {}
        }
        Act::Stay
    }

    fn on_key_inside(&mut self, code: KeyCode) -> Act {
        let Some(inside) = &mut self.inside else { return Act::Stay };
        let at = Pane::ALL.iter().position(|pane| *pane == inside.pane).unwrap_or(0);
        let wanted = match code {
            KeyCode::Esc | KeyCode::Backspace => {
                self.inside = None;
                return Act::Leave;
            }
            KeyCode::Tab | KeyCode::Right => Pane::ALL[(at + 1) % Pane::ALL.len()],
            KeyCode::BackTab | KeyCode::Left => Pane::ALL[(at + Pane::ALL.len() - 1) % Pane::ALL.len()],
            KeyCode::Char('m') => Pane::Mailbox,
            KeyCode::Char('t') => Pane::Trace,
            KeyCode::Char('l') => Pane::Times,
            KeyCode::Char('s') => Pane::State,
            _ => return Act::Stay,
        };
        inside.pane = wanted;
        if wanted == Pane::Trace { Act::Trace } else { Act::Look }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::top) fn row(id: &str, queue: u64, busy: f64) -> Row {
        Row { id: id.into(), node: "10.0.0.1:5050".into(), queue, busy, state: "idle".into(), ..Row::default() }
    }

    pub(in crate::top) fn press(screen: &mut Screen, keys: &str) -> Act {
        let mut act = Act::Stay;
        for c in keys.chars() {
            let code = match c {
                '\n' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                '\u{1b}' => KeyCode::Esc,
                '↓' => KeyCode::Down,
                '↑' => KeyCode::Up,
                c => KeyCode::Char(c),
            };
            act = screen.on_key(KeyEvent::from(code));
        }
        act
    }

    pub(in crate::top) fn screen() -> Screen {
        let mut screen = Screen::new(Sort::Queue);
        let node = NodeLine { address: "10.0.0.1:5050".into(), threads: vec![50.0], actors: 3, error: None };
        screen.refresh(vec![node], vec![row("allocator", 412, 71.0), row("master", 17, 55.0), row("registrar", 0, 90.0)]);
        screen
    }

    fn ids(screen: &Screen) -> Vec<String> {
        screen.rows().iter().map(|row| row.id.clone()).collect()
    }

    #[test]
    fn keys_sort_invert_and_filter() {
        let mut screen = screen();
        assert_eq!(ids(&screen), ["allocator", "master", "registrar"]);
        press(&mut screen, "P");
        assert_eq!(ids(&screen), ["registrar", "allocator", "master"]);
        press(&mut screen, "I");
        assert_eq!(ids(&screen), ["master", "allocator", "registrar"]);
        press(&mut screen, "I/AST\n");
        assert_eq!((ids(&screen), screen.typing), (vec!["master".to_owned()], false));
        press(&mut screen, "\u{1b}");
        assert_eq!(ids(&screen).len(), 3);
        press(&mut screen, "/q");
        assert_eq!(press(&mut screen, "\u{1b}q"), Act::Quit, "while one types, q is a letter");
    }

    #[test]
    fn the_cursor_stays_on_its_actor_while_rows_move() {
        let mut screen = screen();
        press(&mut screen, "↓");
        screen.refresh(Vec::new(), vec![row("allocator", 1, 0.0), row("master", 999, 0.0), row("registrar", 500, 0.0)]);
        let rows = screen.rows();
        assert_eq!((rows[screen.cursor(&rows)].id.as_str(), screen.cursor(&rows)), ("master", 0));
        press(&mut screen, "↓↓↓↓");
        let rows = screen.rows();
        assert_eq!(rows[screen.cursor(&rows)].id, "allocator");
        screen.refresh(Vec::new(), Vec::new());
        assert_eq!(screen.cursor(&screen.rows()), 0);
        assert_eq!(press(&mut screen, "\n"), Act::Stay, "nothing to open");
    }

    #[test]
    fn one_looks_into_an_actor_and_back() {
        let mut screen = screen();
        assert_eq!(press(&mut screen, "↓\n"), Act::Look);
        assert_eq!(screen.inside.as_ref().unwrap().id, "master");
        assert_eq!(press(&mut screen, "\t"), Act::Trace);
        for n in 0..TRACE_MAX + 10 {
            screen.traced(n.to_string());
        }
        assert_eq!(screen.inside.as_ref().unwrap().trace.len(), TRACE_MAX);
        press(&mut screen, " ");
        screen.traced("while paused".into());
        assert_ne!(screen.inside.as_ref().unwrap().trace.back().unwrap(), "while paused");
        assert_eq!((press(&mut screen, "s"), press(&mut screen, "\u{1b}")), (Act::Look, Act::Leave));
        assert_eq!(screen.inside, None);
    }

    #[test]
    fn a_paused_screen_stands_still_and_any_key_closes_the_help() {
        let mut screen = screen();
        press(&mut screen, " ");
        screen.refresh(Vec::new(), Vec::new());
        assert_eq!(ids(&screen).len(), 3);
        press(&mut screen, "h");
        assert!(screen.help);
        assert_eq!(press(&mut screen, "q"), Act::Stay);
        assert!(!screen.help);
    }
}
