use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    os::unix::fs::symlink,
};

use super::*;
use crate::prelude::*;

/// Provides a folder below `/site`, and one file at `/one`.
struct Site;

impl Actor for Site {
    type Args = PathBuf;
    type Message = ();

    async fn start(folder: PathBuf, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let types = [("html".to_owned(), "text/x-own".to_owned())];
        ctx.provide("/site", Access::Read, "files", Files::new(folder.join("root")).types(types));
        ctx.provide("/one", Access::Read, "a file", Files::new(folder.join("root/short.txt")));
        Ok(Site)
    }

    async fn handle(&mut self, _message: (), _ctx: &mut Context<Self>) -> Result<(), Exit> {
        Ok(())
    }
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// Sends one request over TCP.
fn send(address: SocketAddr, head: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let at = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let text = String::from_utf8(answer[..at].to_vec()).unwrap();
    let mut lines = text.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Answer { status, headers: headers.collect(), body: answer[at + 4..].to_vec() }
}

fn long() -> Vec<u8> {
    (0..400_000u32).map(|n| (n * 7 % 251) as u8).collect()
}

/// A folder with files, a node that provides it, and what a client sees.
async fn serving(check: impl FnOnce(SocketAddr, &Path) + Send + 'static) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    fs::create_dir_all(root.join("sub")).unwrap();
    fs::write(folder.path().join("secret.txt"), "not yours").unwrap();
    fs::write(root.join("short.txt"), "a short text").unwrap();
    fs::write(root.join("sub/page.html"), "<p>".repeat(1000)).unwrap();
    fs::write(root.join("ä b"), "umlaut").unwrap();
    fs::write(root.join("empty.json"), "").unwrap();
    fs::write(root.join("long.bin"), long()).unwrap();
    symlink("../secret.txt", root.join("out")).unwrap();
    symlink("/etc/passwd", root.join("passwd")).unwrap();
    symlink("..", root.join("up")).unwrap();
    symlink("short.txt", root.join("inside")).unwrap();
    nix::unistd::mkfifo(&root.join("pipe"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let node = Node::builder().bind("127.0.0.1:0").insecure(true).threads(1).start().await.unwrap();
    let site = node.spawn::<Site>("site", folder.path().to_path_buf()).await.unwrap();
    let address = node.address();
    let path = folder.path().to_path_buf();
    tokio::task::spawn_blocking(move || check(address, &path)).await.unwrap();
    node.stop(&site, secs(5)).await;
    assert_eq!(node.serve(Request::get("/one")).await.status, 404, "files go with their actor");
    node.shut_down(secs(1)).await;
}

#[tokio::test]
async fn files_are_served_with_type_length_and_tag() {
    serving(|address, root| {
        let short = send(address, "GET /site/short.txt HTTP/1.1");
        assert_eq!((short.status, short.body.as_slice()), (200, b"a short text".as_slice()));
        assert_eq!(short.headers["content-type"], "text/plain; charset=utf-8");
        assert_eq!((short.headers["content-length"].as_str(), short.headers["accept-ranges"].as_str()), ("12", "bytes"));
        assert!(short.headers["last-modified"].ends_with("GMT"), "{:?}", short.headers);
        let tag = &short.headers["etag"];
        let same = send(address, &format!("GET /site/short.txt HTTP/1.1\r\nIf-None-Match: \"x\", {tag}"));
        assert_eq!((same.status, same.body.len()), (304, 0));
        fs::write(root.join("root/short.txt"), "another text").unwrap();
        let changed = send(address, &format!("GET /one HTTP/1.1\r\nIf-None-Match: {tag}"));
        assert_eq!((changed.status, changed.body.as_slice()), (200, b"another text".as_slice()));
        assert_eq!(send(address, "GET /site/sub/page.html HTTP/1.1").headers["content-type"], "text/x-own");
        assert_eq!(send(address, "GET /site/%C3%A4%20b HTTP/1.1").body, b"umlaut");
        assert_eq!(send(address, "GET /site/inside HTTP/1.1").status, 200, "a link that stays in the folder is followed");
        let empty = send(address, "GET /site/empty.json HTTP/1.1");
        assert_eq!((empty.status, empty.body.len()), (200, 0));
        let long_one = send(address, "GET /site/long.bin HTTP/1.1\r\nAccept-Encoding: gzip");
        assert_eq!((long_one.status, long_one.headers["content-length"].as_str()), (200, "400000"));
        assert!(long_one.body == long() && !long_one.headers.contains_key("content-encoding"));
        let head = send(address, "HEAD /site/long.bin HTTP/1.1");
        assert_eq!((head.status, head.headers["content-length"].as_str(), head.body.len()), (200, "400000", 0));
        let posted = send(address, "POST /site/short.txt HTTP/1.1\r\nContent-Length: 0");
        assert_eq!((posted.status, posted.headers["allow"].as_str()), (405, "GET, HEAD"));
    })
    .await;
}

#[tokio::test]
async fn ranges_of_files_are_served() {
    serving(|address, _| {
        let get =
            |range: &str| send(address, &format!("GET /site/long.bin HTTP/1.1\r\nAccept-Encoding: gzip\r\nRange: {range}"));
        let long = long();
        for (range, begin, end) in [
            ("bytes=0-0", 0, 1),
            ("bytes=10-19", 10, 20),
            ("bytes=399990-", 399_990, 400_000),
            ("bytes=-5", 399_995, 400_000),
            ("bytes=-999999999", 0, 400_000),
            ("bytes=1000-999999999", 1000, 400_000),
        ] {
            let part = get(range);
            assert_eq!((part.status, part.headers["content-length"].clone()), (206, (end - begin).to_string()), "{range}");
            assert_eq!(part.headers["content-range"], format!("bytes {begin}-{}/400000", end - 1));
            assert!(part.body == long[begin..end] && !part.headers.contains_key("content-encoding"), "{range}");
        }
        for beyond in ["bytes=400000-", "bytes=500000-600000", "bytes=-0"] {
            let refused = get(beyond);
            assert_eq!((refused.status, refused.headers["content-range"].as_str()), (416, "bytes */400000"), "{beyond}");
        }
        for none in ["bytes=5-4", "bytes=a-b", "bytes=-", "lines=1-2", "bytes=0-1,5-6", "bytes=+1-2"] {
            assert_eq!((get(none).status, get(none).body.len()), (200, 400_000), "{none}");
        }
        let tag = send(address, "GET /site/long.bin HTTP/1.1").headers["etag"].clone();
        let with = |condition: &str| get(&format!("bytes=0-3\r\nIf-Range: {condition}")).status;
        assert_eq!((with(&tag), with("\"old\"")), (206, 200));
    })
    .await;
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
    serving(|address, root| {
        let secret = root.join("secret.txt");
        for path in [
            "/site/../secret.txt",
            "/site/%2e%2e/secret.txt",
            "/site/..%2fsecret.txt",
            "/site/sub/../../secret.txt",
            "/site//etc/passwd",
            "/site/%2fetc%2fpasswd",
            &format!("/site/{}", secret.display()),
            "/site/out",
            "/site/passwd",
            "/site/up/secret.txt",
            "/site/up/root/short.txt",
            "/site/short.txt%00.html",
            "/site/missing",
            "/site/short.txt/more",
            "/site/sub",
            "/site/pipe",
            "/site",
            "/one/more",
        ] {
            let answer = send(address, &format!("GET {path} HTTP/1.1"));
            assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
            assert!(!answer.body.windows(9).any(|window| window == b"not yours"), "{path}");
        }
    })
    .await;
}
