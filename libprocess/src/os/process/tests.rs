use std::{
    fs,
    os::fd::OwnedFd,
    path::Path,
    process::ExitStatus,
    time::{Duration, Instant},
};

use super::*;

const PATIENCE: Duration = Duration::from_secs(5);

fn sh(script: &str) -> Launch {
    Launch::new("/bin/sh").arg("-c").arg(script).env("PATH", "/usr/local/bin:/usr/bin:/bin")
}

fn wait(child: Child) -> ExitStatus {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(child.wait()).unwrap()
}

/// The content of a file, once it has that many lines.
fn lines(path: &Path, count: usize) -> Vec<String> {
    let until = Instant::now() + PATIENCE;
    loop {
        let text = fs::read_to_string(path).unwrap_or_default();
        if text.ends_with('\n') && text.lines().count() >= count {
            return text.lines().map(str::to_owned).collect();
        }
        assert!(Instant::now() < until, "{} holds {text:?}", path.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn is_alive(pid: i32) -> bool {
    look(pid).unwrap().is_some_and(|info| !info.has_ended())
}

#[test]
fn exit_codes_and_signals_come_back() {
    use std::os::unix::process::ExitStatusExt;
    assert_eq!(wait(sh("exit 7").spawn().unwrap()).code(), Some(7));
    assert_eq!(wait(sh("kill -TERM $$").spawn().unwrap()).signal(), Some(15));
    let many: Vec<_> = (0..40).map(|n| sh(&format!("exit {n}")).spawn().unwrap()).collect();
    for (n, child) in many.into_iter().enumerate() {
        assert_eq!(wait(child).code(), Some(n as i32));
    }
}

#[test]
fn a_program_that_cannot_start_says_which_and_why() {
    let error = Launch::new("/no/such/program").spawn().unwrap_err();
    assert!(error.to_string().contains("/no/such/program was not started"), "{error}");
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    let error = sh("true").dir("/no/such/folder").spawn().unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[test]
fn a_child_has_only_the_environment_output_and_descriptors_it_was_given() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let _secret = fs::File::create(dir.path().join("secret")).unwrap();
    let mut launch =
        sh("env | sort; echo --; ls /proc/self/fd | tr '\\n' ' '; echo; ls -l /proc/self/fd >links; pwd; echo bad >&2")
            .env("A", "b c")
            .dir(dir.path())
            .stdout(Output::File(out.clone()))
            .stderr(Output::File(dir.path().join("err")));
    let given: OwnedFd = fs::File::open("/dev/zero").unwrap().into();
    let number = launch.inherit(given);
    assert!(wait(launch.spawn().unwrap()).success());
    let text = fs::read_to_string(&out).unwrap();
    let (env, rest) = text.split_once("--\n").unwrap();
    let names: Vec<_> =
        env.lines().filter_map(|line| line.split('=').next()).filter(|n| !["_", "SHLVL", "OLDPWD"].contains(n)).collect();
    assert_eq!(names, ["A", "PATH", "PWD"]);
    let (fds, pwd) = rest.split_once('\n').unwrap();
    // 3 (or the first free number) is the folder that ls itself reads.
    let fds: Vec<i32> = fds.split_whitespace().map(|fd| fd.parse().unwrap()).filter(|fd| *fd > 2).collect();
    assert!(fds.contains(&number), "{fds:?}");
    assert!(fds.len() <= 2, "{fds:?}");
    // By its name: its number is free in the child, and may be taken by what `ls` opens.
    let links = fs::read_to_string(dir.path().join("links")).unwrap();
    assert!(links.contains("/dev/zero") && !links.contains("secret"), "{links}");
    assert_eq!(Path::new(pwd.trim()).canonicalize().unwrap(), dir.path().canonicalize().unwrap());
    assert_eq!(fs::read_to_string(dir.path().join("err")).unwrap(), "bad\n");
}

#[test]
fn an_output_file_that_is_a_link_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let link = dir.path().join("stdout");
    std::os::unix::fs::symlink(dir.path().join("elsewhere"), &link).unwrap();
    let error = sh("echo x").stdout(Output::File(link)).spawn().unwrap_err();
    assert!(error.to_string().contains("its output file"), "{error}");
    assert!(!dir.path().join("elsewhere").exists());
}

#[test]
fn a_child_leads_its_own_session_and_group() {
    let child = sh("exec sleep 100").spawn().unwrap();
    let info = look(child.id().pid).unwrap().unwrap();
    assert_eq!((info.session, info.group), (info.id.pid, info.id.pid));
    assert_eq!(kill_tree(child.id(), PATIENCE).unwrap(), 1);
    wait(child);
}

#[test]
fn a_tree_is_killed_whole_with_sessions_orphans_and_deaf_ones() {
    let dir = tempfile::tempdir().unwrap();
    let pids = dir.path().join("pids");
    // A child that ignores SIGTERM, a grandchild in a session of its own, and an orphan in the session of the root.
    let script = format!(
        "echo $$ >> {0}; (trap '' TERM; echo $(exec sh -c 'echo $PPID') >> {0}; while :; do sleep 1; done) & \
         setsid sh -c 'echo $$ >> {0}; sleep 100' & (sh -c 'echo $$ >> {0}; sleep 100' &) ; wait",
        pids.display()
    );
    let child = sh(&script).spawn().unwrap();
    let found = lines(&pids, 4);
    let all: Vec<i32> = found.iter().map(|pid| pid.trim().parse().unwrap()).collect();
    assert!(all.iter().all(|pid| is_alive(*pid)));
    assert!(kill_tree(child.id(), PATIENCE).unwrap() >= 4);
    assert!(all.iter().all(|pid| !is_alive(*pid)), "{all:?}");
    assert!(!wait(child).success());
}

#[test]
fn those_who_fork_all_the_time_do_not_get_away() {
    let dir = tempfile::tempdir().unwrap();
    let marker = format!("{}", 100_000 + std::process::id());
    // Each process ends as soon as its successor runs: whoever only follows the list always comes too late.
    let runner = dir.path().join("runner");
    fs::write(
        &runner,
        format!("sleep 0.002; echo $$ >> {}; sh {} {marker} &", dir.path().join("log").display(), runner.display()),
    )
    .unwrap();
    let child = sh(&format!("sh {} {marker}; sleep 100", runner.display())).spawn().unwrap();
    lines(&dir.path().join("log"), 3);
    kill_tree(child.id(), PATIENCE).unwrap();
    let left = all().unwrap().into_iter().filter(|info| {
        let command = fs::read_to_string(format!("/proc/{}/cmdline", info.id.pid)).unwrap_or_default();
        command.contains(&marker) && !info.has_ended()
    });
    assert_eq!(left.count(), 0);
    wait(child);
}

#[test]
fn a_former_process_is_never_signalled() {
    let child = sh("sleep 100").spawn().unwrap();
    let former = ProcessId { started: child.id().started + 1, ..child.id() };
    assert!(!signal(former, Signal::SIGKILL).unwrap());
    assert_eq!(kill_tree(former, PATIENCE).unwrap(), 0);
    assert!(is_alive(child.id().pid));
    assert!(child.signal(Signal::SIGKILL).unwrap());
    let id = child.id();
    wait(child);
    assert!(!signal(id, Signal::SIGKILL).unwrap());
}

#[test]
fn a_process_started_for_another_user_has_that_user_and_its_groups() {
    if !nix::unistd::Uid::effective().is_root() {
        println!("skipped: changing the user needs root");
        return;
    }
    let nobody = Account::named("nobody").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let child =
        sh("id -u; id -g; cat /proc/self/status | grep Groups").user(nobody.clone()).stdout(Output::File(out.clone()));
    assert!(wait(child.spawn().unwrap()).success());
    let text = fs::read_to_string(&out).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], nobody.uid.to_string());
    assert_eq!(lines[1], nobody.gid.to_string());
    let groups: Vec<String> = nobody.groups.iter().map(u32::to_string).collect();
    assert_eq!(lines[2].split_whitespace().skip(1).collect::<Vec<_>>(), groups);
    use std::os::unix::fs::MetadataExt;
    assert_eq!(fs::metadata(&out).unwrap().uid(), nobody.uid);
    assert!(Account::named("no-such-user-here").unwrap_err().to_string().contains("no user no-such-user-here"));
}

#[test]
fn a_child_dies_with_the_signal_chosen_when_its_parent_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let pids = dir.path().join("pids");
    // This test program starts itself as the parent that will be killed; see `parent_to_be_killed`.
    let parent = Launch::new(std::env::current_exe().unwrap())
        .args(["--exact", "os::process::tests::parent_to_be_killed", "--nocapture"])
        .env("LIBPROCESS_TEST_PIDS", &pids)
        .spawn()
        .unwrap();
    let found = lines(&pids, 1);
    let child: i32 = found[0].parse().unwrap();
    assert!(is_alive(child));
    parent.signal(Signal::SIGKILL).unwrap();
    wait(parent);
    let until = Instant::now() + PATIENCE;
    while is_alive(child) {
        assert!(Instant::now() < until, "the child outlived its parent");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Runs only inside the test above, in a process of its own: a sub-reaper whose orphan is reaped, then waits to be killed.
#[test]
fn parent_to_be_killed() {
    let Some(pids) = std::env::var_os("LIBPROCESS_TEST_PIDS") else { return };
    become_subreaper().unwrap();
    forbid_dumping().unwrap();
    let orphan = sh("(sh -c 'exit 3' &) ; exit 0").spawn().unwrap();
    wait(orphan);
    let until = Instant::now() + PATIENCE;
    while reap_orphans(&[]).unwrap().is_empty() {
        assert!(Instant::now() < until, "the orphan was not inherited");
        std::thread::sleep(Duration::from_millis(5));
    }
    let deaf = sh("trap '' TERM INT HUP; sleep 100").dies_with_parent(Signal::SIGKILL).spawn().unwrap();
    fs::write(pids, format!("{}\n", deaf.id().pid)).unwrap();
    std::thread::sleep(Duration::from_secs(60));
    unreachable!("it should have been killed");
}

#[test]
fn a_process_with_threads_is_not_copied() {
    // The thread that runs this test is not the first one.
    let error = Launch::new("never").copy(|| 0).unwrap_err().to_string();
    assert!(error.starts_with("never was not started") && error.contains("with one thread can be copied"), "{error}");
}

#[test]
fn children_are_not_held_to_small_pages() {
    let word =
        |status: &str| status.lines().find_map(|line| line.strip_prefix("THP_enabled:").map(|word| word.trim() == "1"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    if word(&fs::read_to_string("/proc/self/status").unwrap()) != Some(true) {
        // This kernel does not say it, or whoever runs this test forbids huge pages.
        return;
    }
    use_small_pages();
    assert_eq!(word(&fs::read_to_string("/proc/self/status").unwrap()), Some(false));
    let child = sh("cat /proc/self/status").stdout(Output::File(out.clone())).spawn().unwrap();
    assert_eq!(wait(child).code(), Some(0));
    assert_eq!(word(&fs::read_to_string(out).unwrap()), Some(true));
}
