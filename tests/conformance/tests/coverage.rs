//! Every test that the runtime's coverage page names is there, runs, and may not be skipped.

use std::fs;
use std::path::{Path, PathBuf};

use mesos_conformance::workspace;

/// The tests that a coverage page names, line by line: the last column of its tables, several apart by commas.
fn named(page: &str) -> Vec<String> {
    let rows = page.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---") && !line.contains("| what |"));
    let cells = rows.filter_map(|row| row.trim_end_matches('|').rsplit_once('|').map(|(_, tests)| tests.to_owned()));
    let tests = cells.flat_map(|cell| {
        let tests: Vec<String> = cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert!(!tests.is_empty(), "a line without a test: {cell}");
        tests
    });
    tests.collect()
}

/// The file that holds a test, and the modules of that file in which it stands: as the runner prints it, the name begins
/// with its package, or with package and file of its own test binary.
fn file_of(name: &str) -> Result<(PathBuf, Vec<String>), String> {
    let words: Vec<&str> = name.split("::").collect();
    let [package, rest @ .., _test] = words.as_slice() else { return Err(format!("{name} names no test")) };
    let packages = workspace::packages()?;
    let is_meant = |candidate: &&workspace::Package| candidate.name.replace('-', "_") == package.replace('-', "_");
    let package = packages.iter().find(is_meant).ok_or_else(|| format!("{name}: there is no package {package}"))?;
    let folder = workspace::root().join(&package.folder);
    let mut roots: Vec<(PathBuf, &[&str])> = vec![(folder.join("src"), rest)];
    if let [binary, rest @ ..] = rest {
        let tests = folder.join("tests");
        roots.extend([(tests.join(binary), rest), (tests.clone(), rest), (tests, &words[1..words.len() - 1])]);
    }
    let found = roots.into_iter().filter_map(|(root, modules)| longest(&root, modules));
    found.min_by_key(|(_, inner)| inner.len()).ok_or_else(|| format!("{name}: no file of {} holds it", package.name))
}

/// The file for as many of the modules as have one; the others must stand in it.
fn longest(root: &Path, modules: &[&str]) -> Option<(PathBuf, Vec<String>)> {
    for have in (0..=modules.len()).rev() {
        let (path, inner) = modules.split_at(have);
        let stem = path.iter().fold(root.to_owned(), |path, module| path.join(module));
        let mut files = vec![stem.with_extension("rs"), stem.join("mod.rs")];
        if have == 0 {
            files = ["lib.rs", "main.rs"].map(|file| root.join(file)).into();
            files.push(root.with_extension("rs"));
        }
        if let Some(file) = files.into_iter().find(|file| file.is_file()) {
            return Some((file, inner.iter().map(|module| (*module).to_owned()).collect()));
        }
    }
    None
}

/// Why a test does not prove what the page says it does; none if it does.
fn objection(name: &str, skippable: &[String]) -> Option<String> {
    let (file, modules) = match file_of(name) {
        Ok(found) => found,
        Err(why) => return Some(why),
    };
    let text = fs::read_to_string(&file).unwrap_or_default();
    let test = name.rsplit("::").next().unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    if let Some(missing) = modules.iter().find(|module| !lines.contains(&format!("mod {module} {{").as_str())) {
        return Some(format!("{name}: {} has no module {missing}", file.display()));
    }
    let begins = |line: &&str| line.starts_with(&format!("fn {test}(")) || line.starts_with(&format!("async fn {test}("));
    let Some(at) = lines.iter().position(begins) else {
        return Some(format!("{name}: {} has no function of that name", file.display()));
    };
    let attributes: Vec<&str> = lines[..at].iter().rev().take_while(|line| line.starts_with("#[")).copied().collect();
    if !attributes.iter().any(|line| line.contains("test")) {
        return Some(format!("{name} is no test"));
    }
    let away = attributes.iter().any(|line| line.contains("ignore")) || skippable.iter().any(|skipped| skipped == test);
    away.then(|| format!("{name} may be skipped, so it proves nothing"))
}

#[test]
fn coverage_page_names_only_tests_that_run() {
    let root = workspace::root();
    let page = fs::read_to_string(root.join("libprocess/docs/coverage.md")).unwrap();
    let skips = fs::read_to_string(root.join("tests/skips.txt")).unwrap();
    let skippable: Vec<String> = skips.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let named = named(&page);
    assert!(named.len() >= 7, "the page names only {} tests", named.len());
    let objections: Vec<String> = named.iter().filter_map(|name| objection(name, &skippable)).collect();
    assert!(objections.is_empty(), "libprocess/docs/coverage.md:\n{}", objections.join("\n"));
}

#[test]
fn a_page_that_names_what_does_not_run_is_found_out() {
    let here = "mesos-conformance::conformance::coverage::a_page_that_names_what_does_not_run_is_found_out";
    assert_eq!(objection(here, &[]), None);
    assert_eq!(objection("libprocess::journal::format::tests::what_is_written_is_read", &[]), None);
    let objects = |name: &str, skippable: &[String]| objection(name, skippable).unwrap();
    assert!(objects("libprocess::journal::tests::no_such_test", &[]).contains("no function of that name"));
    assert!(objects("libprocess::nowhere::at_all::no_such_test", &[]).contains("no module"));
    assert!(objects("nobody::tests::no_such_test", &[]).contains("no package"));
    assert!(objects("mesos-conformance::conformance::coverage::objection", &[]).contains("is no test"));
    let skipped = here.rsplit("::").next().unwrap().to_owned();
    assert!(objects(here, &[skipped]).contains("may be skipped"));
    assert_eq!(named("| what | test |\n|---|---|\n| a | `x::y`, `z` |\n"), ["x::y", "z"]);
}
