//! The behaviour that the allocator promises, one test per scenario: given, when, then.
//!
//! `docs/coverage.md` lists which test covers which scenario; a test here compares the list with the code.

mod fair;
mod filters;
mod maintenance;
mod operations;
mod quota;
mod reservations;
mod values;

/// The functions that are tests.
fn tests_in(code: &str) -> std::collections::BTreeSet<&str> {
    code.split("#[test]\nfn ").skip(1).filter_map(|rest| rest.split_once('(')).map(|(name, _)| name).collect()
}

/// The tests in the last cells of a table.
fn tests_named(table: &str) -> std::collections::BTreeSet<&str> {
    table.lines().filter_map(|line| line.strip_suffix("` |")?.rsplit_once('`')).map(|(_, test)| test).collect()
}

/// Every numbered scenario stands in the table, and the test named there exists.
#[test]
fn every_scenario_has_its_test() {
    let table = include_str!("../../docs/coverage.md");
    let code = [
        include_str!("scenarios/fair.rs"),
        include_str!("scenarios/filters.rs"),
        include_str!("scenarios/maintenance.rs"),
        include_str!("scenarios/operations.rs"),
        include_str!("scenarios/quota.rs"),
        include_str!("scenarios/reservations.rs"),
        include_str!("scenarios/values.rs"),
        include_str!("golden.rs"),
        include_str!("revocation.rs"),
        include_str!("explain.rs"),
    ];
    let of_scenarios = code[..7].iter().map(|file| file.len()).sum::<usize>();
    let code = code.concat();
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let (number, _, test) = (cells.next()?, cells.next()?, cells.next()?);
            Some((number.trim(), test.trim_end_matches(" |").trim_matches('`')))
        })
        .filter(|(number, _)| number.trim_start_matches('P').parse::<u32>().is_ok())
        .collect();
    let scenarios: Vec<u32> = rows.iter().filter_map(|(number, _)| number.parse().ok()).collect();
    assert_eq!(scenarios, (1..=80).collect::<Vec<_>>(), "each scenario stands once, in order");
    let promises: Vec<&str> = rows.iter().map(|(number, _)| *number).filter(|number| number.starts_with('P')).collect();
    assert_eq!(promises, ["P19", "P20", "P21", "P22", "P23", "P24", "P25", "P26"]);
    let tests = tests_in(&code);
    for (number, test) in &rows {
        assert!(tests.contains(test), "scenario {number} names {test}, which is no test");
    }
    // The other way round: what proves a scenario has its row, and what proves more has one in the last table.
    let beyond = table.split_once("## Beyond the scenarios").map_or("", |(_, beyond)| beyond);
    let more = tests_named(beyond);
    for test in tests_in(&code[..of_scenarios]) {
        let has_row = rows.iter().any(|(_, named)| *named == test);
        assert!(has_row != more.contains(test), "{test} must stand in docs/coverage.md, once");
    }
    let distinct: std::collections::BTreeSet<_> = rows.iter().map(|(_, test)| test).collect();
    assert_eq!(distinct.len(), rows.len(), "no test covers two scenarios");
}
