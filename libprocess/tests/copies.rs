//! Copies of a process that has one thread: this program, which is its own test harness.

use std::{
    fs::{self, File},
    io::{Read, Write},
    os::unix::{net::UnixStream, process::ExitStatusExt},
    path::Path,
};

use libprocess::os::process::{Children, Copied, EndedChild, Launch, Output, Signal, become_subreaper, look, signal};

/// All that is asked of it, by name.
const TESTS: [(&str, fn()); 5] = [
    ("a_copy_has_the_name_place_and_descriptors_it_was_given", a_copy_has_the_name_place_and_descriptors_it_was_given),
    ("a_copy_ends_with_its_lifes_status_or_that_of_a_panic", a_copy_ends_with_its_lifes_status_or_that_of_a_panic),
    ("a_copy_that_cannot_be_what_was_asked_for_is_an_error", a_copy_that_cannot_be_what_was_asked_for_is_an_error),
    ("whoever_waits_for_a_copy_hears_another_one_too", whoever_waits_for_a_copy_hears_another_one_too),
    (
        "children_are_heard_of_as_they_end_and_what_a_killed_one_left_is_killed",
        children_are_heard_of_as_they_end_and_what_a_killed_one_left_is_killed,
    ),
];

/// As the usual harness takes its words: `--list`, names, and flags that mean nothing here.
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|it| it == word);
    let chosen =
        |name: &str| words.iter().all(|word| word.starts_with("--") || name.contains(word.as_str()) || word == "terse");
    for (name, test) in TESTS {
        match (has("--list"), has("--ignored"), chosen(name)) {
            (true, false, _) => println!("{name}: test"),
            (false, false, true) => {
                test();
                println!("test {name} ... ok");
            }
            _ => {}
        }
    }
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

fn ended(copied: Copied) -> (Option<i32>, Option<i32>) {
    let status = copied.wait().unwrap();
    (status.code(), status.signal())
}

fn a_copy_has_the_name_place_and_descriptors_it_was_given() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let _secret = File::create(dir.path().join("secret")).unwrap();
    let given = "what it holds in memory".to_owned();
    let launch = Launch::new("copied").dir(dir.path()).stdout(Output::File(out.clone()));
    let copied = launch.copy(|| {
        let links = fs::read_dir("/proc/self/fd").unwrap().map(|fd| fs::read_link(fd.unwrap().path()));
        // The folder that is read here is closed by the time it is looked at.
        let mut links: Vec<_> = links.filter_map(|link| Some(link.ok()?.display().to_string())).collect();
        links.retain(|link| !link.starts_with("/proc/"));
        links.sort();
        let own = look(std::process::id() as i32).unwrap().unwrap();
        println!("{given}");
        println!("{}", own.session == own.id.pid && own.group == own.id.pid);
        println!("{}", std::env::current_dir().unwrap().display());
        println!("{} {:?}", own.name, text("/proc/self/cmdline").trim_end_matches('\0'));
        println!("{}", links.join(" "));
        0
    });
    let copied = copied.unwrap();
    assert_eq!(look(copied.id().pid).unwrap().unwrap().id, copied.id());
    assert_eq!(ended(copied), (Some(0), None));
    let lines: Vec<String> = text(&out).lines().map(str::to_owned).collect();
    let place = dir.path().canonicalize().unwrap().display().to_string();
    let links = format!("/dev/null /dev/null {place}/out");
    assert_eq!(lines, ["what it holds in memory", "true", &place, "copied \"copied\"", &links]);
    assert!(!text("/proc/self/cmdline").starts_with("copied"), "the parent keeps its name");
}

fn a_copy_ends_with_its_lifes_status_or_that_of_a_panic() {
    assert_eq!(ended(Launch::new("seven").copy(|| 7).unwrap()), (Some(7), None));
    assert_eq!(ended(Launch::new("panics").copy(|| panic!("planted")).unwrap()), (Some(101), None));
    let killed = Launch::new("sleeps").copy(|| {
        std::thread::park();
        0
    });
    let killed = killed.unwrap();
    assert!(signal(killed.id(), Signal::SIGKILL).unwrap());
    assert_eq!(ended(killed), (None, Some(9)));
}

fn a_copy_that_cannot_be_what_was_asked_for_is_an_error() {
    let error = Launch::new("homeless").dir("/no/such/folder").copy(|| 0).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    assert!(error.to_string().starts_with("homeless was not started"), "{error}");
    assert_eq!(nix::sys::wait::wait(), Err(nix::errno::Errno::ECHILD), "nothing of it is left");
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let other = std::thread::spawn(move || stopped.recv().is_err());
    let error = Launch::new("torn").copy(|| 0).unwrap_err().to_string();
    assert!(error.contains("one thread") && error.contains("has 2"), "{error}");
    drop(stop);
    assert!(other.join().unwrap());
}

fn whoever_waits_for_a_copy_hears_another_one_too() {
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let copied = Launch::new("echoes").stdin(theirs.into()).copy(|| {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).unwrap();
        let mut back = UnixStream::from(libprocess::os::process::take_standard_input().unwrap());
        back.write_all(line.as_bytes()).unwrap();
        // Until the end of the stream.
        back.read_to_string(&mut String::new()).unwrap();
        line.trim().parse().unwrap()
    });
    let copied = copied.unwrap();
    ours.write_all(b"5\n").unwrap();
    assert!(!copied.ends_before(std::os::fd::AsFd::as_fd(&ours)).unwrap(), "it speaks before it ends");
    let mut heard = [0; 2];
    ours.read_exact(&mut heard).unwrap();
    assert_eq!(&heard, b"5\n");
    ours.shutdown(std::net::Shutdown::Write).unwrap();
    let (_quiet, silent) = UnixStream::pair().unwrap();
    assert!(copied.ends_before(std::os::fd::AsFd::as_fd(&silent)).unwrap());
    assert_eq!(ended(copied), (Some(5), None));
}

fn asleep() -> u8 {
    std::thread::park();
    0
}

fn children_are_heard_of_as_they_end_and_what_a_killed_one_left_is_killed() {
    let until = |children: &Children, wanted: EndedChild| loop {
        children.wait(None).unwrap();
        if children.take_ended().unwrap().contains(&wanted) {
            return;
        }
    };
    let parent = Launch::new("parent").copy(|| {
        become_subreaper().unwrap();
        let children = Children::watch().unwrap();
        assert!(children.are_none());
        let well = Launch::new("well").copy(|| 0).unwrap().id().pid;
        until(&children, EndedChild { pid: well, well: true });
        let kept = Launch::new("kept").copy(asleep).unwrap().id();
        let (mut ours, theirs) = UnixStream::pair().unwrap();
        let killed = Launch::new("killed").stdin(theirs.into()).copy(|| {
            let below = Launch::new("below").copy(asleep).unwrap().id().pid;
            let mut back = UnixStream::from(libprocess::os::process::take_standard_input().unwrap());
            back.write_all(&below.to_ne_bytes()).unwrap();
            asleep()
        });
        let killed = killed.unwrap().id();
        let mut below = [0; 4];
        ours.read_exact(&mut below).unwrap();
        signal(killed, Signal::SIGKILL).unwrap();
        until(&children, EndedChild { pid: killed.pid, well: false });
        let orphan = look(i32::from_ne_bytes(below)).unwrap().unwrap();
        assert_eq!(orphan.parent, std::process::id() as i32);
        assert_eq!(children.kill_others(|pid| pid == kept.pid, std::time::Duration::from_secs(5)).unwrap(), 1);
        until(&children, EndedChild { pid: orphan.id.pid, well: false });
        assert!(!look(kept.pid).unwrap().unwrap().has_ended());
        signal(kept, Signal::SIGKILL).unwrap();
        until(&children, EndedChild { pid: kept.pid, well: false });
        u8::from(!children.are_none())
    });
    assert_eq!(ended(parent.unwrap()), (Some(0), None));
}
