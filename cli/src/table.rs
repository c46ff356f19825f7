//! Plain tables, and colours where they help and only on a terminal.

use std::io::IsTerminal;

/// A table with a head: columns as wide as their widest cell, numbers to the right.
pub(crate) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// With these names of columns; one that begins with `>` is set to the right.
    pub(crate) fn new(head: &[&'static str]) -> Table {
        Table { head: head.to_vec(), rows: Vec::new() }
    }

    /// With one more row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// As text without the last line end; `colours` paints states.
    pub(crate) fn text(&self, colours: bool) -> String {
        let names: Vec<&str> = self.head.iter().map(|name| name.trim_start_matches('>')).collect();
        let width = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
            cells.chain([names[at].len()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..names.len()).map(width).collect();
        let line = |cells: &[String], colours: bool| {
            let mut text = String::new();
            for (at, cell) in cells.iter().enumerate().take(names.len()) {
                let room = " ".repeat(widths[at].saturating_sub(cell.chars().count()));
                let shown = if colours { paint(cell) } else { cell.clone() };
                let last = at + 1 == names.len();
                match (self.head[at].starts_with('>'), last) {
                    (true, _) => text.extend([room.as_str(), &shown]),
                    (false, true) => text.push_str(&shown),
                    (false, false) => text.extend([shown.as_str(), &room]),
                }
                if !last {
                    text.push_str("  ");
                }
            }
            text
        };
        let head: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let lines = std::iter::once(line(&head, false)).chain(self.rows.iter().map(|row| line(row, colours)));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Whether stdout is a terminal that wants colours.
pub(crate) fn colours() -> bool {
    std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal()
}

/// A word in the colour of what it means; other words as they are.
pub(crate) fn paint(word: &str) -> String {
    let colour = match word {
        "TASK_RUNNING" | "TASK_FINISHED" | "active" => 32,
        "TASK_STAGING" | "TASK_STARTING" | "TASK_KILLING" | "TASK_UNREACHABLE" => 33,
        "TASK_FAILED" | "TASK_LOST" | "TASK_ERROR" | "TASK_DROPPED" | "TASK_GONE" | "inactive" => 31,
        _ => return word.to_owned(),
    };
    format!("\u{1b}[{colour}m{word}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_and_numbers_stand_right() {
        let mut table = Table::new(&["ID", ">CPUS", "STATE"]);
        table.row(["a".to_owned(), "0.1".to_owned(), "TASK_RUNNING".to_owned()]);
        table.row(["longer".to_owned(), "16".to_owned(), "TASK_LOST".to_owned()]);
        assert_eq!(table.text(false), "ID      CPUS  STATE\na        0.1  TASK_RUNNING\nlonger    16  TASK_LOST");
    }

    #[test]
    fn colours_do_not_move_columns() {
        let mut table = Table::new(&["STATE", "ID"]);
        table.row(["TASK_LOST".to_owned(), "a".to_owned()]);
        assert_eq!(table.text(true), "STATE      ID\n\u{1b}[31mTASK_LOST\u{1b}[0m  a");
    }
}
