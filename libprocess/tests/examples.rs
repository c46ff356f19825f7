//! Runs the examples as their readers would.

// Real processes are killed at moments of real time.
#![allow(clippy::disallowed_methods)]

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// The program of an example, beside the tests' own.
fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    assert!(program.exists(), "{} is missing; cargo test -p libprocess builds it", program.display());
    program
}

fn run(name: &str, words: &[&str]) -> Output {
    Command::new(example(name)).args(words).output().unwrap()
}

/// Starts a server and gives the address that it prints.
fn serve(name: &str, words: &[&str]) -> (Child, String) {
    let mut child = Command::new(example(name)).args(words).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit(' ').next().unwrap_or_default().to_owned();
    assert!(address.contains(':'), "{name} said {line:?}");
    (child, address)
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn philosophers_all_eat() {
    let said = text(&run("philosophers", &["2"]));
    assert_eq!(said.matches("has eaten").count(), 10, "{said}");
    assert!(said.ends_with("all have eaten\n"), "{said}");
}

#[test]
fn a_pool_loses_the_cursed_job_and_nothing_else() {
    let said = text(&run("pool", &["40"]));
    // Primes below 40,000, without those from 13,000 to 13,999.
    assert_eq!(said, "range 13 was lost with its worker\n4098 primes\n");
}

#[test]
fn chat_is_heard_by_the_others_and_tells_who_left() {
    let (mut room, address) = serve("chat", &["room", "127.0.0.1:0"]);
    let join = |name: &str| {
        let mut guest = Command::new(example("chat"))
            .args(["join", &address, name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut heard = BufReader::new(guest.stdout.take().unwrap());
        let mut line = String::new();
        heard.read_line(&mut line).unwrap();
        assert!(line.starts_with("you are in"), "{line}");
        (guest, heard)
    };
    let (mut anna, mut anna_hears) = join("anna");
    let (mut bert, _) = join("bert");
    let mut hears = |expected: &str| {
        let mut line = String::new();
        anna_hears.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), expected);
    };
    hears("bert is here");
    writeln!(bert.stdin.as_mut().unwrap(), "good evening").unwrap();
    hears("bert: good evening");
    bert.kill().unwrap();
    hears("bert is gone");
    drop(anna.stdin.take());
    assert!(anna.wait().unwrap().success());
    bert.wait().unwrap();
    room.kill().unwrap();
    room.wait().unwrap();
}

/// Confirmed transfers, by account: what it must at least have lost or won is exactly what its own customer was told.
#[test]
fn a_bank_that_is_killed_again_and_again_loses_no_confirmed_transfer_and_does_none_twice() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    let (mut bank, address) = serve("bank", &["serve", folder, "127.0.0.1:0"]);
    let mut number = 0;
    let mut expected = BTreeMap::from([("anna", 1000), ("bert", 1000), ("carl", 1000)]);
    let names = ["anna", "bert", "carl"];
    for round in 0..8u32 {
        for step in 0..3u32 {
            number += 1;
            let (from, to) = (names[(round + step) as usize % 3], names[(round + 2 * step + 1) as usize % 3]);
            let amount = 1 + i64::from(step);
            let words = ["transfer", &address, &number.to_string(), from, to, &amount.to_string()].map(str::to_owned);
            let customer = Command::new(example("bank")).args(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
            if step == round % 3 {
                // Some kills come before the customer is heard, some after it was answered, some between.
                std::thread::sleep(std::time::Duration::from_millis(u64::from(round) * 9));
                bank.kill().unwrap();
                bank.wait().unwrap();
                (bank, _) = serve("bank", &["serve", folder, &address]);
            }
            let mut said = customer.unwrap().wait_with_output().unwrap();
            // Who was not answered asks again, with the same number.
            while !said.status.success() {
                said = Command::new(example("bank")).args(&words).output().unwrap();
            }
            *expected.get_mut(from).unwrap() -= amount;
            *expected.get_mut(to).unwrap() += amount;
            let balance = format!("{from} has {}\n", expected[from]);
            assert_eq!(text(&said), balance, "after transfer {number}");
        }
    }
    let statement = text(&run("bank", &["statement", &address]));
    let expected: String = expected.iter().map(|(name, balance)| format!("{name} {balance}\n")).collect();
    assert_eq!(statement, expected);
    bank.kill().unwrap();
    bank.wait().unwrap();
}
