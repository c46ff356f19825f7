//! Dependencies point one way, and each big library is named in one place.

use std::fs;

use mesos_conformance::source;
use mesos_conformance::workspace::{self, Package};

/// Which folder may use which others of ours; a folder that is not here has no room in the drawing.
const EDGES: [(&str, &[&str]); 14] = [
    ("libprocess/wire", &[]),
    ("libprocess", &["libprocess/wire"]),
    ("libprocess/raft", &["libprocess"]),
    ("protocol", &["libprocess/wire"]),
    ("protocol/v1", &["protocol"]),
    ("master/allocator", &["protocol"]),
    ("slave/containerizer", &["protocol", "libprocess"]),
    ("executors", &["protocol", "libprocess"]),
    ("slave", &["slave/containerizer", "protocol/v1", "protocol", "libprocess"]),
    ("master", &["master/allocator", "libprocess/raft", "protocol/v1", "protocol", "libprocess"]),
    ("frameworks/driver", &["protocol/v1", "protocol", "libprocess"]),
    ("frameworks/marathon", &["frameworks/driver", "libprocess/raft", "protocol", "libprocess"]),
    ("frameworks/chronos", &["frameworks/driver", "libprocess/raft", "protocol", "libprocess"]),
    ("cli", EVERYTHING),
];

/// Every room; `tests/` may use them all too.
const EVERYTHING: &[&str] = &[
    "libprocess/wire",
    "libprocess",
    "libprocess/raft",
    "protocol",
    "protocol/v1",
    "master/allocator",
    "slave/containerizer",
    "executors",
    "slave",
    "master",
    "frameworks/driver",
    "frameworks/marathon",
    "frameworks/chronos",
];

/// Libraries that may be named in one place: their crates, the folders whose manifests name them, and the sources.
struct Single {
    crates: &'static [&'static str],
    manifest: &'static str,
    sources: &'static [&'static str],
    why: &'static str,
}

const SINGLES: [Single; 4] = [
    Single {
        crates: &["actix", "actix-rt", "actix-web", "actix-http", "actix-server", "actix-service"],
        manifest: "libprocess",
        sources: &["libprocess/src/engine.rs", "libprocess/src/engine/", "libprocess/src/http.rs", "libprocess/src/http/"],
        why: "the engine hosts actors and the HTTP server serves them; all else knows only the actor trait",
    },
    Single {
        crates: &["quinn", "quinn-proto", "quinn-udp"],
        manifest: "libprocess",
        sources: &["libprocess/src/transport.rs", "libprocess/src/transport/"],
        why: "what crosses the network goes through the transport, so that it can be simulated",
    },
    Single {
        crates: &["openraft"],
        manifest: "libprocess/raft",
        sources: &["libprocess/raft/"],
        why: "consensus is behind the actor trait",
    },
    Single {
        crates: &["bincode"],
        manifest: "libprocess/wire",
        sources: &["libprocess/wire/src/codec.rs"],
        why: "there is one codec, so that it can be replaced in one file",
    },
];

/// Rooms of plain data and decisions, and what their code therefore may not use.
const PURE: [&str; 4] = ["libprocess/wire", "protocol", "protocol/v1", "master/allocator"];
const IMPURE: [&str; 8] = ["tokio", "futures-util", "async-trait", "libc", "nix", "socket2", "tracing", "quinn"];

fn allowed(folder: &str) -> Option<&'static [&'static str]> {
    if folder.starts_with("tests/") {
        return Some(EVERYTHING);
    }
    EDGES.iter().find(|(room, _)| *room == folder).map(|(_, edges)| *edges)
}

fn wrong_edges(packages: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in packages {
        let manifest = format!("{}/Cargo.toml", package.folder);
        let Some(allowed) = allowed(&package.folder) else {
            wrong.push(format!("{manifest}: package {} lies in a folder that is not drawn as a room", package.name));
            continue;
        };
        for dependency in &package.dependencies {
            let name = &dependency.name;
            match dependency.folder.as_deref() {
                Some(folder) if folder == package.folder => {}
                Some(folder) if folder.starts_with("tests/") && package.folder.starts_with("tests/") => {}
                Some(folder) if !allowed.contains(&folder) => wrong.push(format!(
                    "{manifest}: {name} = … — {} may use {allowed:?}, not {folder}: rooms share messages, and dependencies point one way",
                    package.folder
                )),
                Some(_) => {}
                None => {
                    if !dependency.dev && PURE.contains(&package.folder.as_str()) && IMPURE.contains(&name.as_str()) {
                        wrong.push(format!(
                            "{manifest}: {name} = … — {} is plain data and decisions, without tasks, clocks and sockets",
                            package.folder
                        ));
                    }
                    for single in SINGLES.iter().filter(|single| single.crates.contains(&name.as_str())) {
                        if package.folder != single.manifest {
                            wrong.push(format!("{manifest}: {name} = … — only {} may name it: {}", single.manifest, single.why));
                        }
                    }
                }
            }
        }
    }
    wrong
}

/// What is wrong in one source file, given by its path below the workspace.
fn wrong_names(path: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (line, name) in source::identifiers(text) {
        for single in &SINGLES {
            let is_named = single.crates.iter().any(|krate| krate.replace('-', "_") == name);
            if is_named && !single.sources.iter().any(|place| path.starts_with(place)) {
                let shown = text.lines().nth(line - 1).unwrap_or_default().trim();
                wrong.push(format!(
                    "{path}:{line}: {shown} — {name} may be named in {:?} only: {}",
                    single.sources, single.why
                ));
            }
        }
    }
    wrong
}

#[test]
fn dependencies_point_one_way() {
    let packages = workspace::packages().unwrap();
    assert!(packages.len() >= 12, "only {} packages were found", packages.len());
    let wrong = wrong_edges(&packages);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_big_library_is_named_in_one_place() {
    let root = workspace::root();
    let files = source::files(&root).unwrap();
    assert!(files.len() > 100, "only {} files were found", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let path = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        wrong.extend(wrong_names(&path, &fs::read_to_string(&file).unwrap()));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_wrong_edge_is_found_with_its_reason() {
    let mut packages = workspace::packages().unwrap();
    let master = packages.iter().find(|package| package.folder == "master").unwrap().name.clone();
    let slave = packages.iter_mut().find(|package| package.folder == "slave").unwrap();
    let own = slave.dependencies.len();
    slave.dependencies.extend([
        workspace::Dependency { name: master, folder: Some("master".into()), dev: true },
        workspace::Dependency { name: "quinn".into(), folder: None, dev: false },
    ]);
    packages.retain(|package| package.folder == "slave");
    let wrong = wrong_edges(&packages);
    assert_eq!(wrong.len(), 2, "beside {own} good ones: {wrong:?}");
    assert!(wrong[0].starts_with("slave/Cargo.toml: mesos-master") && wrong[0].contains("not master"), "{}", wrong[0]);
    assert!(wrong[1].contains("only libprocess may name it"), "{}", wrong[1]);
}

#[test]
fn a_wrong_name_is_found_with_its_line() {
    let text = "//! bincode in words is fine\nfn f() {\n    let bytes = bincode::serialize(&1);\n}\n";
    let wrong = wrong_names("master/src/registrar.rs", text);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].starts_with("master/src/registrar.rs:3: let bytes = bincode::serialize(&1);"), "{}", wrong[0]);
    assert!(wrong_names("libprocess/wire/src/codec.rs", text).is_empty());
    assert_eq!(wrong_names("libprocess/src/node.rs", "use quinn::Endpoint;\n").len(), 1);
    assert!(wrong_names("libprocess/src/transport/quic.rs", "use quinn::Endpoint;\n").is_empty());
}
