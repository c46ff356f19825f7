//! Runs the examples as their readers would.

#![allow(clippy::disallowed_methods, reason = "real processes are killed at moments of real time")]

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

#[test]
fn a_store_that_is_killed_or_fails_again_and_again_loses_nothing_it_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    let (mut store, address) = serve("key_value", &["serve", folder, "127.0.0.1:0"]);
    let mut expected = BTreeMap::new();
    for round in 0..6u64 {
        for n in 0..3 {
            let (key, value) = (format!("key-{n}"), format!("value-{round}-{n}"));
            let words = ["set", &address, &key, &value];
            let customer = Command::new(example("key_value")).args(words).stderr(Stdio::piped()).spawn().unwrap();
            if n == round % 3 {
                // Some kills come before the customer finds the store, some after it was answered, some between.
                std::thread::sleep(std::time::Duration::from_millis(round * 25));
                store.kill().unwrap();
                store.wait().unwrap();
                (store, _) = serve("key_value", &["serve", folder, &address]);
            }
            // Who was not answered sets it again: that it was set twice makes no difference.
            let mut confirmed = customer.wait_with_output().unwrap().status.success();
            while !confirmed {
                confirmed = run("key_value", &words).status.success();
            }
            expected.insert(key, value);
        }
        text(&run("key_value", &["panic", &address]));
        let listed: String = expected.iter().map(|(key, value)| format!("{key} {value}\n")).collect();
        assert_eq!(text(&run("key_value", &["list", &address])), listed, "after round {round}");
        if round == 2 {
            // Three failures within a minute are what its supervisor allows.
            store.kill().unwrap();
            store.wait().unwrap();
            (store, _) = serve("key_value", &["serve", folder, &address]);
        }
    }
    store.kill().unwrap();
    store.wait().unwrap();
}

#[test]
fn listeners_of_a_store_hear_of_changes_by_their_group() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, address) = serve("key_value", &["serve", folder.path().to_str().unwrap(), "127.0.0.1:0"]);
    let mut listener = Command::new(example("key_value")).args(["listen", &address]).stdout(Stdio::piped()).spawn().unwrap();
    let mut heard = BufReader::new(listener.stdout.take().unwrap());
    let mut line = String::new();
    heard.read_line(&mut line).unwrap();
    assert!(line.starts_with("listening at "), "{line}");
    // The store knows its new listener soon, not at once.
    let (told, lines) = std::sync::mpsc::channel();
    let reader =
        std::thread::spawn(move || heard.lines().map_while(Result::ok).take(1).for_each(|line| drop(told.send(line))));
    let mut first = None;
    for n in 0..200 {
        text(&run("key_value", &["set", &address, "n", &n.to_string()]));
        first = lines.recv_timeout(std::time::Duration::from_millis(50)).ok();
        if first.is_some() {
            break;
        }
    }
    assert!(first.expect("the listener heard of nothing").starts_with("n is "));
    assert!(!run("key_value", &["get", &address, "missing"]).status.success());
    for child in [&mut store, &mut listener] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    reader.join().unwrap();
}
