//! The tools keep what they promise: nothing outlives a room, waits end, output is whole.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use mesos_conformance::binary::Mesos;
use mesos_conformance::{Room, http, ports, processes};

/// A room whose program is the shell: the tools can be tried without ours.
fn shell() -> Room {
    Room::new(&Mesos::at(Path::new("/bin/sh")))
}

#[test]
fn nothing_outlives_a_room_even_if_the_test_panics() {
    let room = shell();
    let tag = room.tag().to_owned();
    let failed = catch_unwind(AssertUnwindSafe(|| {
        let room = room;
        // One child, one in a session of its own, one whose parent is gone.
        let mut it = room.start(&["-c", "sleep 100 & setsid sleep 101 & (sleep 102 &) ; echo ready; wait"]);
        it.wait_for("ready", Duration::from_secs(5));
        assert!(room.eventually(Duration::from_secs(5), || room.processes().len() == 4), "{:#?}", room.processes());
        panic!("as a failing test does");
    }));
    assert!(failed.is_err());
    assert_eq!(processes::of(&tag, Path::new("/does/not/exist")), []);
}

#[test]
fn output_is_whole_and_the_status_is_that_of_a_shell() {
    let room = shell();
    let ended = room.run(&["-c", "seq 1 200000; echo no >&2; kill -9 $$"], Duration::from_secs(20));
    assert_eq!((ended.status, ended.stdout.lines().count(), ended.stderr.as_str()), (137, 200_000, "no\n"));
    assert_eq!(room.run(&["-c", "exit 7"], Duration::from_secs(5)).status, 7);
}

#[test]
fn what_goes_on_for_too_long_is_ended_and_shown() {
    let room = shell();
    let failed =
        catch_unwind(AssertUnwindSafe(|| room.run(&["-c", "echo here; exec sleep 100"], Duration::from_millis(300))));
    let message = failed.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("goes on after 300ms") && message.contains("stdout: here"), "{message}");
    room.is_quiet(Duration::from_secs(5), &[]);
}

#[test]
fn nobody_listens_on_a_free_port() {
    let address = format!("127.0.0.1:{}", ports::free());
    assert!(http::get(&address, "/health", Duration::from_secs(1)).is_err());
}

#[test]
fn ports_of_a_process_are_found() {
    let socket = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let own = i32::try_from(std::process::id()).unwrap();
    assert!(processes::listening(own).contains(&socket.local_addr().unwrap().port()));
    assert!(processes::listening(i32::MAX).is_empty());
}
