//! Names in Rust text, without comments and literals; and the files to look at.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// All `.rs` files below `folder`, in order, without build output, hidden folders and workspaces of their own.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') && !is_workspace(&path) {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_workspace(folder: &Path) -> bool {
    fs::read_to_string(folder.join("Cargo.toml"))
        .is_ok_and(|manifest| manifest.lines().any(|line| line.trim() == "[workspace]"))
}

/// The identifiers of `text` with the number of their line, from 1. Comments and literals are left out.
pub fn identifiers(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let rest = &chars[at..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => block_comment(rest),
            ['r', '"' | '#', ..] if raw_string(rest) > 0 => raw_string(rest),
            ['b', 'r', '"' | '#', ..] if raw_string(&rest[1..]) > 0 => 1 + raw_string(&rest[1..]),
            ['"', ..] => string(rest),
            ['\'', '\\', ..] => 3 + rest.iter().skip(3).take_while(|c| **c != '\'').count() + 1,
            ['\'', _, '\'', ..] => 3,
            [first, ..] if first.is_alphanumeric() || *first == '_' => {
                let word: String = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
                let length = word.chars().count();
                found.push((line, word));
                length
            }
            _ => 1,
        };
        let end = (at + length.max(1)).min(chars.len());
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    found
}

fn block_comment(text: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        match &text[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Length of the raw string that starts here, 0 if none does (`r#type` is a name).
fn raw_string(text: &[char]) -> usize {
    let hashes = text.iter().skip(1).take_while(|c| **c == '#').count();
    if text.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let mut at = 2 + hashes;
    while at < text.len() {
        if text[at] == '"' && text[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    at
}

fn string(text: &[char]) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(usize, String)> {
        identifiers(text).into_iter().filter(|(_, name)| name == "hidden" || name == "seen").collect()
    }

    #[test]
    fn comments_and_literals_hold_no_names() {
        let text = "// hidden\n/* hidden /* hidden */ hidden */ seen\nlet a = \"hidden \\\" hidden\";\nr#\"hidden \" hidden\"#; \
                    br\"hidden\" '\"' '\\'' seen::<'a>\n";
        assert_eq!(names(text), [(2, "seen".to_owned()), (4, "seen".to_owned())]);
    }

    #[test]
    fn a_name_is_whole_words_only() {
        assert_eq!(names("unseen seen_by seen"), [(1, "seen".to_owned())]);
    }
}
